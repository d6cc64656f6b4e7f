//! Reading, writing and listing files, with messages that name the file.

use std::fs;
use std::path::{Path, PathBuf};

use crate::outcome::Outcome;

/// Reads a text file; the message names the file.
pub fn read_text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()).into())
}

/// Reads a file's bytes; the message names the file.
pub fn read_bytes(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()).into())
}

/// Writes a file and the folders above it; the message names the file.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Outcome<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
    }
    fs::write(path, content)
        .map_err(|error| format!("cannot write {}: {error}", path.display()).into())
}

/// Every file under a folder, its subfolders' files included, in the order of
/// their names, so that what is made from them is the same on every machine.
pub fn files_under(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)
        .map_err(|error| format!("cannot list {}: {error}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_under(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
