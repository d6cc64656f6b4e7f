//! The program and its loader as visitors download them: without what nobody
//! calls, made small by wasm-opt, short names between the two, the loader
//! without idle text, and names by what is in them.

use std::path::Path;
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::files;
use crate::outcome::Outcome;
use crate::repository;
use crate::shorten::shorten;
use crate::steps;
use crate::unused::{loader_without_unused, program_without_classes};
use crate::wasm_opt;

/// Makes both smaller in the staged site; returns the page with their new names.
pub fn make_small(staged: &Path, html: &str) -> Outcome<String> {
    let loader = named_by(html, "program-loader")?;
    let program = named_by(html, "program")?;
    let boot = named_by(html, "boot")?;
    let (loader_path, program_path) = (staged.join(loader), staged.join(program));
    let boot_path = staged.join(boot);
    let module = program_without_classes(&files::read_bytes(&program_path)?)?;
    files::write(&program_path, module)?;
    wasm_opt::optimise(&mut Command::new("wasm-opt"), &program_path)?;

    let module = files::read_bytes(&program_path)?;
    let text = loader_without_unused(&files::read_text(&loader_path)?, &module)?;
    let (text, module) = shorten(&text, &module)?;
    files::write(&loader_path, text)?;
    let text = minified(&loader_path, "loader")?;
    let boot_text = minified(&boot_path, "boot")?;
    std::fs::remove_file(&loader_path)?;
    std::fs::remove_file(&program_path)?;
    std::fs::remove_file(&boot_path)?;

    let new_loader = hashed("covercheck", text.as_bytes(), "js");
    let new_boot = hashed("boot", boot_text.as_bytes(), "js");
    let new_program = hashed("covercheck", &module, "wasm");
    files::write(&staged.join(&new_loader), text)?;
    files::write(&staged.join(&new_boot), boot_text)?;
    files::write(&staged.join(&new_program), module)?;
    Ok(html
        .replace(boot, &new_boot)
        .replace(loader, &new_loader)
        .replace(program, &new_program))
}

/// The file that the element with this id leads to.
fn named_by<'a>(html: &'a str, id: &str) -> Outcome<&'a str> {
    let mark = format!("id=\"{id}\"");
    let found = html.lines().find(|line| line.contains(&mark));
    let address = found
        .and_then(|line| line.split_once("href=\"").or(line.split_once("src=\"")))
        .and_then(|(_, address)| address.split('"').next())
        .and_then(|address| address.strip_prefix("./"));
    address.ok_or_else(|| format!("index.html has no `{id}`").into())
}

/// A script without its idle text.
pub fn minified(script: &Path, kind: &str) -> Outcome<String> {
    let mut minify = Command::new("node");
    minify
        .arg(repository::browser_tests().join("minify.mjs"))
        .arg(script)
        .arg(kind);
    steps::output_of(&mut minify)
        .ok_or_else(|| format!("the {kind} could not be made small").into())
}

fn hashed(stem: &str, content: &[u8], extension: &str) -> String {
    format!("{stem}-{}.{extension}", hash(content))
}

/// Ten letters that are others for other content. They tell versions of one file apart,
/// of which a browser keeps a few; each letter more weighs on every first visit.
pub fn hash(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    digest
        .iter()
        .take(5)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_the_page_names() {
        let html = "<link rel=\"preload\" href=\"./app_bg.wasm\" id=\"program\" as=\"fetch\">\n";
        assert_eq!(named_by(html, "program").expect("named"), "app_bg.wasm");
        assert!(named_by(html, "program-loader").is_err());
    }

    #[test]
    fn finds_a_script() {
        let html = "<script src=\"./boot-01.js\" id=\"boot\"></script>\n";
        assert_eq!(named_by(html, "boot").expect("named"), "boot-01.js");
    }

    #[test]
    fn a_name_is_of_the_content() {
        assert_eq!(hashed("a", b"", "js"), "a-e3b0c44298.js");
        assert_ne!(hashed("a", b"1", "js"), hashed("a", b"2", "js"));
    }
}
