//! The policies of the site: an index, and each policy when it is chosen.

use super::values::to_json;
use crate::domain::policy::{Policy, compiled};
use crate::journey::Language;
use crate::json::Json;
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// A policy of the site.
#[derive(Clone, Debug, PartialEq)]
pub struct PackEntry {
    /// The policy's id.
    pub id: String,
    /// Its files beside the index, by language.
    files: Json,
    title: Json,
    summary: Json,
}

/// Why a policy could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// It could not be fetched.
    Unreachable,
    /// It was fetched and is no policy of this page. A site is linted before it
    /// is published, so this is a broken delivery rather than a policy owner's
    /// slip.
    Unsound,
}

impl PackEntry {
    fn read(json: &Json) -> Option<PackEntry> {
        Some(PackEntry {
            id: json.get("id")?.as_text()?.to_owned(),
            files: json.get("files")?.clone(),
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

/// The text of a language, else the first of them.
fn in_language(texts: &Json, language: Language) -> String {
    let first = match texts {
        Json::Object(members) => members.first().map(|(_, text)| text),
        _ => None,
    };
    let text = texts.get(language.tag()).or(first);
    text.and_then(Json::as_text).unwrap_or_default().to_owned()
}

/// The packs of the site.
///
/// # Errors
/// The index could not be fetched or read.
pub async fn index() -> Result<Vec<PackEntry>, LoadError> {
    let value = fetched(&index_address(), Response::json).await?;
    let index = to_json(&value);
    let Some(Json::List(entries)) = index.get("policies") else {
        return Err(LoadError::Unsound);
    };
    entries
        .iter()
        .map(PackEntry::read)
        .collect::<Option<Vec<_>>>()
        .ok_or(LoadError::Unsound)
}

/// A policy in a language.
///
/// # Errors
/// It could not be fetched or read.
pub async fn load(entry: &PackEntry, language: Language) -> Result<Policy, LoadError> {
    let address = index_address();
    let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
    let file = in_language(&entry.files, language);
    let value = fetched(&format!("{folder}/{file}"), Response::array_buffer).await?;
    let bundle = compiled::read(&Uint8Array::new(&value).to_vec()).ok_or(LoadError::Unsound)?;
    bundle.newest().cloned().ok_or(LoadError::Unsound)
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

async fn fetched(
    address: &str,
    read: fn(&Response) -> Result<Promise, JsValue>,
) -> Result<JsValue, LoadError> {
    let window = web_sys::window().ok_or(LoadError::Unreachable)?;
    let response = JsFuture::from(window.fetch_with_str(address))
        .await
        .map_err(|_| LoadError::Unreachable)?;
    let response: Response = response.dyn_into().map_err(|_| LoadError::Unreachable)?;
    if !response.ok() {
        return Err(LoadError::Unreachable);
    }
    let value = read(&response).map_err(|_| LoadError::Unsound)?;
    JsFuture::from(value).await.map_err(|_| LoadError::Unsound)
}
