//! The program and its loader as visitors download them: short names between
//! the two, the loader without idle text, and names by what is in them.

use std::path::Path;
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::files;
use crate::outcome::Outcome;
use crate::repository;
use crate::shorten::shorten;
use crate::steps;

/// Makes both smaller in the staged site; returns the page with their new names.
pub fn make_small(staged: &Path, html: &str) -> Outcome<String> {
    let loader = named_by(html, "program-loader")?;
    let program = named_by(html, "program")?;
    let (loader_path, program_path) = (staged.join(loader), staged.join(program));
    let (text, module) = shorten(
        &files::read_text(&loader_path)?,
        &files::read_bytes(&program_path)?,
    )?;
    files::write(&loader_path, text)?;
    let text = minified(&loader_path)?;
    std::fs::remove_file(&loader_path)?;
    std::fs::remove_file(&program_path)?;

    let new_loader = hashed("covercheck", text.as_bytes(), "js");
    let new_program = hashed("covercheck", &module, "wasm");
    files::write(&staged.join(&new_loader), text)?;
    files::write(&staged.join(&new_program), module)?;
    Ok(html
        .replace(loader, &new_loader)
        .replace(program, &new_program))
}

/// The file that the element with this id leads to.
fn named_by<'a>(html: &'a str, id: &str) -> Outcome<&'a str> {
    let mark = format!("id=\"{id}\"");
    let found = html.lines().find(|line| line.contains(&mark));
    let address = found
        .and_then(|line| line.split("href=\"").nth(1)?.split('"').next())
        .and_then(|address| address.strip_prefix("./"));
    address.ok_or_else(|| format!("index.html has no `{id}`").into())
}

fn minified(loader: &Path) -> Outcome<String> {
    let mut minify = Command::new("node");
    minify
        .arg(repository::browser_tests().join("minify.mjs"))
        .arg(loader);
    steps::output_of(&mut minify).ok_or_else(|| "the loader could not be made small".into())
}

fn hashed(stem: &str, content: &[u8], extension: &str) -> String {
    let digest = Sha256::digest(content);
    let hash: String = digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{stem}-{hash}.{extension}")
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
    fn a_name_is_of_the_content() {
        assert_eq!(hashed("a", b"", "js"), "a-e3b0c44298fc1c14.js");
        assert_ne!(hashed("a", b"1", "js"), hashed("a", b"2", "js"));
    }
}
