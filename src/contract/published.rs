//! The policies of a site, as the files that its page fetches: an index, and
//! each policy compiled in each of its languages.
//!
//! Every name carries a hash of the content, so that a host may tell browsers
//! to keep the file for ever. The index has what choosing a policy shows, so
//! that no policy need be fetched for that.

use super::bundled::{digest, read_bundle};
use crate::domain::policy::Bundle;
use crate::domain::policy::compiled;
use crate::domain::policy::document::Text;
use crate::json::{Json, Problem};

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, beside the others.
    pub name: String,
    /// What is in it.
    pub content: Vec<u8>,
}

/// A policy in each of its languages, and its line in the index.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// One for each language.
    pub files: Vec<File>,
    line: Json,
}

/// Compiles a pack.
///
/// # Errors
/// Everything that keeps the bytes from being a pack or several.
pub fn publish(pack: &[u8]) -> Result<Published, Vec<Problem>> {
    let bundle = read_bundle(pack)?;
    // The newest edition is the one that is offered.
    let Some(policy) = bundle.newest() else {
        return Err(vec![Problem::new(
            "pack.editions",
            "",
            "there is no edition",
        )]);
    };
    let mut files = Vec::new();
    let mut names = Vec::new();
    for language in policy.title.languages() {
        let file = compiled(&bundle, &policy.id, language);
        names.push((language.to_owned(), file.name.as_str().into()));
        files.push(file);
    }
    let line = Json::members([
        ("id", Some(policy.id.as_str().into())),
        ("digest", Some(policy.digest.as_str().into())),
        ("files", Some(Json::Object(names))),
        ("title", Some(texts(&policy.title))),
        ("summary", Some(texts(&policy.summary))),
    ]);
    Ok(Published { files, line })
}

/// The index of the policies, in this order.
pub fn index(policies: &[Published]) -> File {
    let lines = policies.iter().map(|policy| policy.line.clone());
    let index = Json::members([("policies", Some(Json::List(lines.collect())))]);
    let content = index.to_string().into_bytes();
    File {
        name: hashed("index", &content, "json"),
        content,
    }
}

fn compiled(bundle: &Bundle, id: &str, language: &str) -> File {
    let content = compiled::write(bundle, language);
    File {
        name: hashed(&format!("{id}.{language}"), &content, "policy"),
        content,
    }
}

fn hashed(stem: &str, content: &[u8], extension: &str) -> String {
    let digest = digest(content);
    let hash = digest.get(..16).unwrap_or(&digest);
    format!("{stem}-{hash}.{extension}")
}

fn texts(text: &Text) -> Json {
    let each = text.languages();
    Json::Object(
        each.map(|language| (language.to_owned(), text.in_language(language).into()))
            .collect(),
    )
}
