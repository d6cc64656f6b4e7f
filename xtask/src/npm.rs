//! The JavaScript API: the npm package `dist/npm`, which a page may also import as it
//! stands there.

use std::path::Path;

use crate::files;
use crate::later;
use crate::library::{self, Build};
use crate::outcome::Outcome;
use crate::packs;
use crate::repository;
use crate::steps;
use crate::tools::Tools;

/// The package's folder in `dist/`. Its names carry no hash: others import it.
pub const FOLDER: &str = "npm";

/// The modules of WebAssembly, each a feature of the library (`src/embed`) and a folder
/// of the package. What reads long texts is built to be quick.
const MODULES: [(&str, Build); 3] = [
    ("engine", Build::Called),
    ("texts", Build::Quick),
    ("drives", Build::Quick),
];

/// The module that the site has as well, and has built already.
const BUILT: &str = "packs";

/// The language whose texts the compiled policies carry. Assessments hold no texts.
const LANGUAGE: &str = "en";

/// Builds the package.
pub fn build(tools: &Tools) -> Outcome<()> {
    let folder = repository::dist().join(FOLDER);
    for (module, how) in MODULES {
        library::build(tools, module, &folder.join(module), how)?;
    }
    let built = later::aside(BUILT);
    // An earlier build may have left more there.
    for name in ["covercheck.js", "covercheck_bg.wasm"] {
        let module = files::read_bytes(&built.join(name))?;
        files::write(&folder.join(BUILT).join(name), module)?;
    }
    let sources = repository::root().join("src").join("embed").join(FOLDER);
    for path in files::files_under(&sources)? {
        let name = path.file_name().unwrap_or_default();
        files::write(&folder.join(name), files::read_bytes(&path)?)?;
    }
    for license in ["LICENSE-APACHE", "LICENSE-MIT"] {
        let text = files::read_bytes(&repository::root().join(license))?;
        files::write(&folder.join(license), text)?;
    }
    name_version(&folder.join("package.json"))?;
    write_policies(&folder)?;
    let mut types = packs::command_line();
    let types = steps::output_of(types.arg("types")).ok_or("the types could not be written")?;
    files::write(&folder.join("index.d.ts"), types)
}

/// The version is that of the program.
fn name_version(package: &Path) -> Outcome<()> {
    let written = files::read_text(package)?;
    let named = written.replace("\"0.0.0\"", &format!("\"{}\"", env!("CARGO_PKG_VERSION")));
    if named == written {
        return Err("package.json has no version to fill in".into());
    }
    files::write(package, named)
}

/// Writes each policy, how it reads descriptions, and the module that names both.
fn write_policies(folder: &Path) -> Outcome<()> {
    let aside = repository::target().join("npm-policies");
    if aside.exists() {
        std::fs::remove_dir_all(&aside)?;
    }
    packs::write(&aside)?;
    packs::write_part("--triage", &folder.join("written"))?;
    let mut lines = String::from("// The policies that come along.\n\nexport const files = {\n");
    for path in files::files_under(&aside)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let Some((id, rest)) = name.split_once('.') else {
            continue;
        };
        if !(rest.starts_with(&format!("{LANGUAGE}-")) && rest.ends_with(".policy")) {
            continue;
        }
        let policy = folder.join("policies").join(format!("{id}.policy"));
        files::write(&policy, files::read_bytes(&path)?)?;
        let address = |path: &str| format!("new URL(\"./{path}\", import.meta.url)");
        lines.push_str(&format!(
            "  \"{id}\": {{\n    policy: {},\n    written: {},\n  }},\n",
            address(&format!("policies/{id}.policy")),
            address(&format!("written/{id}.json"))
        ));
    }
    lines.push_str("};\n");
    files::write(&folder.join("policies.js"), lines)
}
