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
use crate::stylesheet;
use crate::tools::Tools;

/// A part that is fetched later.
pub struct Part {
    /// How the folder's name in `dist/` begins; the feature of the library, too.
    pub folder: &'static str,
    /// Where its element and its looks stand, under `src/ui`; none, where it shows
    /// nothing.
    source: Option<&'static str>,
    /// What it needs of each pack beside the policy, as the option of `covercheck
    /// compile` that writes it.
    of_packs: Option<&'static str>,
    /// Whether it has so little to do at a time that its size matters more than its
    /// speed.
    is_small: bool,
}

/// The parts that are fetched later.
pub const PARTS: [Part; 6] = [
    Part {
        folder: "drive-reader",
        source: Some("drive_report"),
        of_packs: None,
        is_small: false,
    },
    Part {
        folder: "triage",
        source: Some("triage"),
        of_packs: Some("--triage"),
        is_small: false,
    },
    Part {
        folder: "takeaway",
        source: Some("takeaway"),
        of_packs: None,
        is_small: true,
    },
    Part {
        folder: "embedding",
        source: Some("embedding"),
        of_packs: None,
        is_small: true,
    },
    Part {
        folder: "compare",
        source: Some("compare"),
        of_packs: Some("--comparisons"),
        is_small: true,
    },
    Part {
        folder: "packs",
        source: None,
        of_packs: None,
        is_small: true,
    },
];

/// The element, which `src/boot.js` imports, what it shares with the others, and its
/// looks: in a document of ours, and inside a page of others.
const ELEMENT: &str = "element.js";
const COMPANION: &str = "companion.js";
const LOOK: &str = "look.css";
const INSIDE: &str = "inside.css";

/// Where a part is built.
pub fn aside(folder: &str) -> PathBuf {
    repository::root().join("target").join("page").join(folder)
}

impl Part {
    fn aside(&self) -> PathBuf {
        aside(self.folder)
    }

    fn build(&self, tools: &Tools, how: Build) -> Outcome<()> {
        let aside = self.aside();
        let how = match how {
            Build::Quick if self.is_small => Build::Small,
            how => how,
        };
        library::build(tools, self.folder, &aside, how)?;
        if let Some(source) = self.source {
            let ui = repository::root().join("src").join("ui");
            let companion = files::read_bytes(&ui.join(COMPANION))?;
            files::write(&aside.join(COMPANION), companion)?;
            let element = files::read_bytes(&ui.join(source).join(ELEMENT))?;
            files::write(&aside.join(ELEMENT), element)?;
            let look = files::read_text(&ui.join(source).join(LOOK))?;
            files::write(&aside.join(INSIDE), stylesheet::inside(&look)?)?;
            files::write(&aside.join(LOOK), look)?;
        }
        if let Some(what) = self.of_packs {
            packs::write_part(what, &aside)?;
        }
        Ok(())
    }

    /// What is imported of it.
    fn entry(&self) -> &'static str {
        match self.source {
            Some(_) => ELEMENT,
            None => "covercheck.js",
        }
    }

    /// Puts the part into the staged site; returns the page that names it.
    fn place(&self, staged: &Path, html: &str) -> Outcome<String> {
        let unhashed = format!("{}/{}", self.folder, self.entry());
        if !html.contains(&unhashed) {
            return Err(format!("index.html names no `{unhashed}`").into());
        }
        let folder = place_folder(self.folder, &self.aside(), staged)?;
        Ok(html.replace(&unhashed, &format!("{folder}/{}", self.entry())))
    }
}

/// Puts a folder that was built aside into the staged site, under a name made of what
/// is in it, which is returned.
pub fn place_folder(name: &str, aside: &Path, staged: &Path) -> Outcome<String> {
    let mut paths: Vec<PathBuf> = files::files_under(aside)?;
    paths.retain(|path| {
        let kind = path.extension().and_then(|kind| kind.to_str());
        matches!(kind, Some("js" | "css" | "wasm" | "json"))
    });
    paths.sort();
    if !paths.iter().any(|path| path.ends_with("covercheck.js")) {
        let message = format!("`{name}` is not built: `cargo xtask build` or `serve` builds it");
        return Err(message.into());
    }
    let mut contents = Vec::new();
    for path in &paths {
        contents.push(files::read_bytes(path)?);
    }
    let folder = format!("{name}-{}", hash(&contents.concat()));
    for (path, content) in paths.iter().zip(contents) {
        let name = path.file_name().unwrap_or_default();
        files::write(&staged.join(&folder).join(name), content)?;
    }
    Ok(folder)
}

/// Builds the parts, aside.
pub fn build(tools: &Tools, how: Build) -> Outcome<()> {
    for part in &PARTS {
        part.build(tools, how)?;
    }
    Ok(())
}

/// The page without the names of parts that show nothing: only pages of others fetch
/// those.
pub fn without_what_others_fetch(html: &str) -> String {
    let shown_to_others = PARTS.iter().filter(|part| part.source.is_none());
    let mut kept = html.to_owned();
    for part in shown_to_others {
        let name = format!(" data-{}=\"", part.folder);
        if let Some((before, after)) = kept.split_once(&name)
            && let Some((_, after)) = after.split_once('"')
        {
            kept = [before, after].concat();
        }
    }
    kept
}

/// Puts the parts into the staged site; returns the page that names them.
pub fn place(staged: &Path, html: &str) -> Outcome<String> {
    let mut html = html.to_owned();
    for part in &PARTS {
        html = part.place(staged, &html)?;
    }
    Ok(html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_names_what_it_fetches() {
        let html =
            r#"<meta data-drive="./d/element.js" data-packs="./p/covercheck.js" data-en="a">"#;
        let kept = r#"<meta data-drive="./d/element.js" data-en="a">"#;
        assert_eq!(without_what_others_fetch(html), kept);
        assert_eq!(without_what_others_fetch(kept), kept);
    }
}
