//! Parts of the page that are modules of their own: it fetches them when a person
//! first wants them.
//!
//! They are built before the page, aside, and Trunk's last hook puts each into
//! the site: a folder whose name is made of what is in it, so that no page ever
//! fetches a part of another build.

use std::path::{Path, PathBuf};

use crate::files;
use crate::library::{self, Build};
use crate::outcome::Outcome;
use crate::packs;
use crate::program::hash;
use crate::repository;
use crate::tools::Tools;

/// A part that is fetched later.
pub struct Part {
    /// How the folder's name in `dist/` begins; the feature of the library, too.
    pub folder: &'static str,
    /// Where its element and its looks stand, under `src/ui`.
    source: &'static str,
    /// Whether it reads texts, by what each pack writes of them.
    reads_texts: bool,
    /// Whether it has so little to do at a time that its size matters more than its
    /// speed.
    is_small: bool,
}

/// The parts that are fetched later.
pub const PARTS: [Part; 3] = [
    Part {
        folder: "drive-reader",
        source: "drive_report",
        reads_texts: false,
        is_small: false,
    },
    Part {
        folder: "triage",
        source: "triage",
        reads_texts: true,
        is_small: false,
    },
    Part {
        folder: "takeaway",
        source: "takeaway",
        reads_texts: false,
        is_small: true,
    },
];

/// The element, which `src/boot.js` imports, and its looks.
const ELEMENT: &str = "element.js";
const LOOK: &str = "look.css";

impl Part {
    fn aside(&self) -> PathBuf {
        repository::root()
            .join("target")
            .join("page")
            .join(self.folder)
    }

    fn build(&self, tools: &Tools, how: Build) -> Outcome<()> {
        let aside = self.aside();
        let how = match how {
            Build::Quick if self.is_small => Build::Small,
            how => how,
        };
        library::build(tools, self.folder, &aside, how)?;
        let sources = repository::root().join("src").join("ui").join(self.source);
        for name in [ELEMENT, LOOK] {
            files::write(&aside.join(name), files::read_bytes(&sources.join(name))?)?;
        }
        if self.reads_texts {
            packs::write_triage(&aside)?;
        }
        Ok(())
    }

    /// Puts the part into the staged site; returns the page that names it.
    fn place(&self, staged: &Path, html: &str) -> Outcome<String> {
        let unhashed = format!("{}/{ELEMENT}", self.folder);
        if !html.contains(&unhashed) {
            return Err(format!("index.html names no `{unhashed}`").into());
        }
        let aside = self.aside();
        let mut names: Vec<PathBuf> = files::files_under(&aside)?;
        names.retain(|path| {
            let kind = path.extension().and_then(|kind| kind.to_str());
            matches!(kind, Some("js" | "css" | "wasm" | "json"))
        });
        names.sort();
        if !names.iter().any(|path| path.ends_with(ELEMENT)) {
            return Err(format!(
                "`{}` is not built: `cargo xtask build` or `serve` builds it",
                self.folder
            )
            .into());
        }
        let mut contents = Vec::new();
        for path in &names {
            contents.push(files::read_bytes(path)?);
        }
        let folder = format!("{}-{}", self.folder, hash(&contents.concat()));
        for (path, content) in names.iter().zip(contents) {
            let name = path.file_name().unwrap_or_default();
            files::write(&staged.join(&folder).join(name), content)?;
        }
        Ok(html.replace(&unhashed, &format!("{folder}/{ELEMENT}")))
    }
}

/// Builds the parts, aside.
pub fn build(tools: &Tools, how: Build) -> Outcome<()> {
    for part in &PARTS {
        part.build(tools, how)?;
    }
    Ok(())
}

/// Puts the parts into the staged site; returns the page that names them.
pub fn place(staged: &Path, html: &str) -> Outcome<String> {
    let mut html = html.to_owned();
    for part in &PARTS {
        html = part.place(staged, &html)?;
    }
    Ok(html)
}
