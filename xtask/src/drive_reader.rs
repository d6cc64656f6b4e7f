//! The reader of health reports: a module that the page fetches when a person
//! first wants it.
//!
//! It is built before the page, aside, and Trunk's last hook puts it into the
//! site: a folder whose name is made of what is in it, so that no page ever
//! fetches the reader of another build.

use std::path::{Path, PathBuf};

use crate::files;
use crate::library::{self, Build};
use crate::outcome::Outcome;
use crate::program::hash;
use crate::repository;
use crate::tools::Tools;

/// How the folder's name in `dist/` begins.
pub const FOLDER: &str = "drive-reader";

/// The element, which `src/boot.js` imports, and its looks.
const ELEMENT: &str = "element.js";
const LOOK: &str = "look.css";
const FILES: [&str; 4] = [ELEMENT, LOOK, "covercheck.js", "covercheck_bg.wasm"];

fn aside() -> PathBuf {
    repository::root().join("target").join("page").join(FOLDER)
}

/// Builds the module, aside.
pub fn build(tools: &Tools, how: Build) -> Outcome<()> {
    library::build(tools, "drive-reader", &aside(), how)?;
    let sources = repository::root()
        .join("src")
        .join("ui")
        .join("drive_report");
    for name in [ELEMENT, LOOK] {
        files::write(&aside().join(name), files::read_bytes(&sources.join(name))?)?;
    }
    Ok(())
}

/// Puts the module into the staged site; returns the page that names it.
pub fn place(staged: &Path, html: &str) -> Outcome<String> {
    let unhashed = format!("{FOLDER}/{ELEMENT}");
    if !html.contains(&unhashed) {
        return Err(format!("index.html names no `{unhashed}`").into());
    }
    let mut contents = Vec::new();
    for name in FILES {
        contents.push(files::read_bytes(&aside().join(name)).map_err(|error| {
            format!("the reader of health reports is not built ({error}): `cargo xtask build` or `serve` builds it")
        })?);
    }
    let folder = format!("{FOLDER}-{}", hash(&contents.concat()));
    for (name, content) in FILES.iter().zip(contents) {
        files::write(&staged.join(&folder).join(name), content)?;
    }
    Ok(html.replace(&unhashed, &format!("{folder}/{ELEMENT}")))
}
