//! The policies of a site, as the files that its page fetches: each policy
//! compiled in each language, and for each language an index.
//!
//! Every name carries a hash of the content, so that a host may tell browsers
//! to keep the file for ever. An index has the words of the page, and what
//! choosing a policy shows, so that no policy need be fetched for that.

use super::Language;
use super::wording::wording;
use crate::contract::bundled::{read_bundle, weights};
use crate::contract::digest;
use crate::domain::policy::compiled;
use crate::domain::policy::{Bundle, packs as packs_in};
use crate::json::{Json, Limits, Problem, parse};

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, beside the others.
    pub name: String,
    /// What is in it.
    pub content: Vec<u8>,
}

/// The files of a site: for each language its index, then every policy.
///
/// # Errors
/// Everything that keeps a pack from being one: its place, and the problems.
pub fn publish(packs: &[Vec<u8>]) -> Result<Published, (usize, Vec<Problem>)> {
    let mut bundles = Vec::new();
    for (place, pack) in packs.iter().enumerate() {
        bundles.push(read_bundle(pack).map_err(|problems| (place, problems))?);
    }
    let mut published = Published {
        indexes: Vec::new(),
        policies: Vec::new(),
    };
    for language in Language::ALL {
        let mut lines = Vec::new();
        for bundle in &bundles {
            if let Some((line, file)) = compiled_in(bundle, language) {
                lines.push(line);
                published.policies.push(file);
            }
        }
        published.indexes.push((language, index(language, lines)));
    }
    Ok(published)
}

/// How each pack reads texts, as the page's reader of descriptions fetches it:
/// what the pack writes, and the weights learned for it. They stand in a folder
/// whose name carries a hash of them all, so their own names carry none.
pub fn published_triage(packs: &[Vec<u8>]) -> Vec<File> {
    let each = packs.iter().filter_map(|pack| {
        let json = parse(pack, Limits::PACK).ok()?;
        let (_, newest) = packs_in(&json).pop()?;
        let id = newest.get("id")?.as_text()?;
        let content = Json::members([
            ("triage", newest.get("triage").cloned()),
            ("weights", weights(id).map(Json::from)),
        ]);
        Some(File {
            name: format!("{id}.json"),
            content: content.to_string().into_bytes(),
        })
    });
    each.collect()
}

/// What each pack says of its items side by side, as the page on them fetches it, and
/// the list of the policies that have two items or more. Their names carry no hash, as
/// of [`published_triage`].
pub fn published_comparisons(packs: &[Vec<u8>]) -> Vec<File> {
    let mut files = Vec::new();
    let mut compared: Vec<Json> = Vec::new();
    for pack in packs {
        let Ok(json) = parse(pack, Limits::PACK) else {
            continue;
        };
        let newest = packs_in(&json).pop();
        let Some((_, newest)) = newest.filter(|(_, newest)| has_two_items(newest)) else {
            continue;
        };
        let Some(id) = newest.get("id").and_then(Json::as_text) else {
            continue;
        };
        compared.push(id.into());
        let content = Json::members([("comparison", newest.get("comparison").cloned())]);
        files.push(File {
            name: format!("{id}.json"),
            content: content.to_string().into_bytes(),
        });
    }
    files.push(File {
        name: format!("{COMPARED}.json"),
        content: Json::List(compared).to_string().into_bytes(),
    });
    files
}

/// The name of the list of policies whose items are compared; no policy has it, since
/// it is the name of that page, too.
const COMPARED: &str = "compare";

fn has_two_items(pack: &Json) -> bool {
    matches!(pack.get("items"), Some(Json::List(items)) if items.len() > 1)
}

/// The files of a site.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// The index of each language.
    pub indexes: Vec<(Language, File)>,
    /// Each policy in each language.
    pub policies: Vec<File>,
}

fn index(language: Language, policies: Vec<Json>) -> File {
    let index = Json::members([
        ("words", Some(wording(language).lines().into())),
        ("policies", Some(Json::List(policies))),
    ]);
    let content = index.to_string().into_bytes();
    File {
        name: hashed(&format!("index.{}", language.tag()), &content, "json"),
        content,
    }
}

/// A policy in a language, and its line in the index. Of several editions the
/// newest is the one that is offered.
fn compiled_in(bundle: &Bundle, language: Language) -> Option<(Json, File)> {
    let policy = bundle.newest()?;
    let tag = language.tag();
    let content = compiled::write(bundle, tag);
    let name = hashed(&format!("{}.{tag}", policy.id), &content, "policy");
    let line = Json::members([
        ("id", Some(policy.id.as_str().into())),
        ("file", Some(name.as_str().into())),
        ("title", Some(policy.title.in_language(tag).into())),
        ("summary", Some(policy.summary.in_language(tag).into())),
    ]);
    Some((line, File { name, content }))
}

fn hashed(stem: &str, content: &[u8], extension: &str) -> String {
    let digest = digest(content);
    let hash = digest.get(..10).unwrap_or(&digest);
    format!("{stem}-{hash}.{extension}")
}
