//! The policies as the page fetches them: `policies/` in the built site.
//!
//! `covercheck compile` lints and compiles them; a pack with an error stops the
//! build.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::files;
use crate::outcome::Outcome;
use crate::repository;
use crate::steps;

/// Compiles every pack into `folder`; returns each language and the file name of
/// its index.
pub fn write(folder: &Path) -> Outcome<Vec<(String, String)>> {
    let packs = sources()?;
    let mut compile = command_line();
    compile.arg("compile").args(packs).arg("--out").arg(folder);
    let (succeeded, output) = steps::run_and_read(&mut compile)?;
    let indexes: Vec<(String, String)> = output
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(language, index)| (language.to_owned(), index.to_owned()))
        .collect();
    if succeeded && !indexes.is_empty() {
        Ok(indexes)
    } else {
        Err("the policies could not be compiled".into())
    }
}

/// Writes into `folder`, for each pack, what a part of the page needs of it: `what` is
/// the option of `covercheck compile`.
pub fn write_part(what: &str, folder: &Path) -> Outcome<()> {
    let mut compile = command_line();
    compile.args(["compile", what]).args(sources()?);
    steps::run(compile.arg("--out").arg(folder))
}

/// The product's own command line, to be told what to do.
pub fn command_line() -> Command {
    let mut command = Command::new("cargo");
    command
        .args(["run", "--quiet", "--package", "covercheck"])
        .args(["--bin", "covercheck", "--"])
        .current_dir(repository::root());
    command
}

/// The packs, in the order of their names. A JSON Schema may stand beside the
/// packs that name it.
fn sources() -> Outcome<Vec<PathBuf>> {
    let mut packs = files::files_under(&repository::policies())?;
    packs.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".json") && !name.ends_with(".schema.json")
    });
    if packs.is_empty() {
        return Err("policies/ holds no pack".into());
    }
    Ok(packs)
}
