//! The checker in other people's pages: `embed.js` and `embed.html`, whose names stay
//! as they are, and a folder with what they fetch, whose name is made of what is in it.

use std::path::{Path, PathBuf};

use crate::files;
use crate::later::place_folder;
use crate::library::{self, Build};
use crate::outcome::Outcome;
use crate::program;
use crate::repository;
use crate::stylesheet;
use crate::tools::Tools;

/// How the folder's name in `dist/` begins; the feature of the library, too.
pub const FOLDER: &str = "element";
/// What carries no hash: others name it.
pub const STABLE: [&str; 2] = ["embed.js", "embed.html"];

fn aside() -> PathBuf {
    repository::root().join("target").join("page").join(FOLDER)
}

fn source(name: &str) -> Outcome<String> {
    let sources = repository::root().join("src").join("ui").join(FOLDER);
    files::read_text(&sources.join(name))
}

/// Builds the module, aside.
pub fn build(tools: &Tools, how: Build) -> Outcome<()> {
    let how = match how {
        Build::Quick => Build::Small,
        how => how,
    };
    library::build(tools, FOLDER, &aside(), how)
}

/// Puts everything into the staged site, for the page that names all that may be
/// fetched later.
pub fn place(staged: &Path, html: &str, is_release: bool) -> Outcome<()> {
    let aside = aside();
    for name in ["element.js", "frame.js", "frame.css"] {
        files::write(&aside.join(name), source(name)?)?;
    }
    let sheet = files::read_text(&repository::stylesheet())?;
    let sheet = stylesheet::inside(&(source("host.css")? + &sheet))?;
    files::write(&aside.join("look.css"), sheet)?;
    files::write(&aside.join("site.js"), site(html)?)?;
    let folder = place_folder(FOLDER, &aside, staged)?;

    let embed = source("embed.js")?.replace("{element}", &format!("./{folder}/element.js"));
    let path = staged.join("embed.js");
    files::write(&path, embed)?;
    if is_release {
        files::write(&path, program::minified(&path, "loader")?)?;
    }
    let page = source("embed.html")?
        .replace("{look}", &format!("{folder}/frame.css"))
        .replace("{frame}", &format!("{folder}/frame.js"));
    files::write(&staged.join("embed.html"), page)
}

/// The module that says where the files of the site are, seen from the folder: all
/// that the page's own element names, and the page.
fn site(html: &str) -> Outcome<String> {
    let mark = "id=\"policy-index\"";
    let line = html.lines().find(|line| line.contains(mark));
    let line = line.ok_or("index.html does not name its policies")?;
    let mut site = String::from(
        "// Where the files of the site are.\n\nexport const site = {\n  site: \"../\",\n",
    );
    for named in line.split(" data-").skip(1) {
        let (what, address) = named.split_once("=\"").ok_or("a name without a value")?;
        let address = address.split('"').next().unwrap_or_default();
        let address = address.strip_prefix("./").unwrap_or(address);
        site.push_str(&format!("  \"{what}\": \"../{address}\",\n"));
    }
    site.push_str("};\n");
    Ok(site)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_the_page_names() {
        let html = "<head>\n<meta name=\"x\" id=\"policy-index\" data-drive=\"./drive-1/element.js\" data-zh-Hans=\"policies/a.json\">\n";
        let site = site(html).expect("the element");
        assert!(
            site.contains("\"drive\": \"../drive-1/element.js\",\n"),
            "{site}"
        );
        assert!(
            site.contains("\"zh-Hans\": \"../policies/a.json\",\n"),
            "{site}"
        );
    }
}
