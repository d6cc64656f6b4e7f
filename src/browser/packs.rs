//! The packs of the site: an index, and each pack when it is chosen.

use super::values::to_json;
use crate::domain::policy::Policy;
use crate::journey::Language;
use crate::json::Json;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// A pack of the site.
#[derive(Clone, Debug, PartialEq)]
pub struct PackEntry {
    /// The policy's id.
    pub id: String,
    /// The pack's file, beside the index.
    file: String,
    /// SHA-256 of the pack's source, in lower-case hexadecimal.
    digest: String,
    title: Json,
    summary: Json,
}

/// Why a pack could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// It could not be fetched.
    Unreachable,
    /// It was fetched and is no pack. A site is linted before it is published,
    /// so this is a broken delivery rather than a policy owner's slip.
    Unsound,
}

impl PackEntry {
    fn read(json: &Json) -> Option<PackEntry> {
        let text = |key: &str| json.get(key).and_then(Json::as_text).map(str::to_owned);
        let digest = text("digest")?;
        Some(PackEntry {
            id: text("id")?,
            file: text("file")?,
            digest: digest.strip_prefix("sha256:").unwrap_or(&digest).to_owned(),
            title: json.get("title")?.clone(),
            summary: json.get("summary")?.clone(),
        })
    }

    /// The policy's name.
    pub fn title_in(&self, language: Language) -> String {
        in_language(&self.title, language)
    }

    /// One sentence on the policy.
    pub fn summary_in(&self, language: Language) -> String {
        in_language(&self.summary, language)
    }
}

fn in_language(texts: &Json, language: Language) -> String {
    let text = texts.get(language.tag()).or_else(|| texts.get("en"));
    text.and_then(Json::as_text).unwrap_or_default().to_owned()
}

/// The packs of the site.
///
/// # Errors
/// The index could not be fetched or read.
pub async fn index() -> Result<Vec<PackEntry>, LoadError> {
    let Some(Json::List(entries)) = fetch_json(&index_address()).await?.get("policies").cloned()
    else {
        return Err(LoadError::Unsound);
    };
    entries
        .iter()
        .map(PackEntry::read)
        .collect::<Option<Vec<_>>>()
        .ok_or(LoadError::Unsound)
}

/// The policy of a pack.
///
/// # Errors
/// The pack could not be fetched or read.
pub async fn load(entry: &PackEntry) -> Result<Policy, LoadError> {
    let address = index_address();
    let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
    let pack = fetch_json(&format!("{folder}/{}", entry.file)).await?;
    Policy::read(&pack, entry.digest.clone()).map_err(|problems| {
        for problem in problems {
            let line = format!(
                "covercheck: {}: {} at {}",
                entry.id, problem.message, problem.pointer
            );
            web_sys::console::error_1(&line.into());
        }
        LoadError::Unsound
    })
}

/// Where the index is; the page names it, so that it is fetched early.
fn index_address() -> String {
    let link = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("policy-index"))
        .and_then(|link| js_sys::Reflect::get(&link, &"href".into()).ok())
        .and_then(|address| address.as_string());
    link.unwrap_or_else(|| "policies/index.json".to_owned())
}

async fn fetch_json(address: &str) -> Result<Json, LoadError> {
    let window = web_sys::window().ok_or(LoadError::Unreachable)?;
    let response = JsFuture::from(window.fetch_with_str(address))
        .await
        .map_err(|_| LoadError::Unreachable)?;
    let response: web_sys::Response = response.dyn_into().map_err(|_| LoadError::Unreachable)?;
    if !response.ok() {
        return Err(LoadError::Unreachable);
    }
    let promise = response.json().map_err(|_| LoadError::Unsound)?;
    let value = JsFuture::from(promise)
        .await
        .map_err(|_| LoadError::Unsound)?;
    Ok(to_json(&value))
}
