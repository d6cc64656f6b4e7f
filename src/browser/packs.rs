//! What the site has in a language: the words of the page, the list of the
//! policies, and each policy when it is chosen.

use super::values::to_json;
use crate::domain::policy::{Bundle, compiled};
use crate::journey::Language;
use crate::journey::wording::Wording;
use crate::json::Json;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, Node, Response};

/// What the site has in a language.
#[derive(Debug)]
pub struct Site {
    /// The words of the page.
    pub words: &'static Wording,
    /// The policies, in the order in which they are offered.
    pub policies: Vec<PackEntry>,
}

/// A policy of the site.
#[derive(Debug)]
pub struct PackEntry {
    /// The policy's id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// One sentence on it.
    pub summary: String,
    /// Its file beside the index.
    file: String,
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

/// What the site has in a language. It is read once, and stays until the program ends.
///
/// # Errors
/// It could not be fetched or read.
pub async fn site(language: Language) -> Result<&'static Site, LoadError> {
    thread_local! {
        static READ: RefCell<Vec<&'static Site>> = const { RefCell::new(Vec::new()) };
    }
    let had = || {
        let same = |site: &&&Site| site.words.spoken == language;
        READ.with_borrow(|read| read.iter().find(same).copied())
    };
    if let Some(site) = had() {
        return Ok(site);
    }
    let value = fetched(&index_address(language), Response::json).await?;
    // Somebody else may have waited for the same.
    if let Some(site) = had() {
        return Ok(site);
    }
    let site = read_site(language, &to_json(&value)).ok_or(LoadError::Unsound)?;
    READ.with_borrow_mut(|read| read.push(site));
    Ok(site)
}

fn read_site(language: Language, index: &Json) -> Option<&'static Site> {
    let words = Wording::read(language, text(index, "words")?)?;
    let Some(Json::List(lines)) = index.get("policies") else {
        return None;
    };
    let mut policies = Vec::new();
    for line in lines {
        policies.push(PackEntry {
            id: text(line, "id")?,
            title: text(line, "title")?,
            summary: text(line, "summary")?,
            file: text(line, "file")?,
        });
    }
    Some(Box::leak(Box::new(Site { words, policies })))
}

fn text(json: &Json, key: &str) -> Option<String> {
    json.get(key)?.as_text().map(str::to_owned)
}

/// The editions of a policy in the language of its entry. It is read once.
///
/// # Errors
/// It could not be fetched or read.
pub async fn load(
    entry: &'static PackEntry,
    language: Language,
) -> Result<&'static Bundle, LoadError> {
    thread_local! {
        static READ: RefCell<Vec<(&'static str, &'static Bundle)>> = const { RefCell::new(Vec::new()) };
    }
    let had = || {
        let same = |(file, _): &&(&str, _)| *file == entry.file;
        READ.with_borrow(|read| read.iter().find(same).map(|(_, policy)| *policy))
    };
    if let Some(policy) = had() {
        return Ok(policy);
    }
    let address = index_address(language);
    let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
    let address = format!("{folder}/{}", entry.file);
    let value = fetched(&address, Response::array_buffer).await?;
    // Somebody else may have waited for the same.
    if let Some(policy) = had() {
        return Ok(policy);
    }
    let policy = compiled::read(&Uint8Array::new(&value).to_vec()).ok_or(LoadError::Unsound)?;
    READ.with_borrow_mut(|read| read.push((&entry.file, policy)));
    Ok(policy)
}

thread_local! {
    static SITE: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// Names the element that says where the files of the site are, for a program that
/// does not stand in a page of the site.
pub fn stand_at(site: Element) {
    SITE.set(Some(site));
}

/// What the page says of the files of the site: an attribute of the element that
/// names them.
pub fn named(what: &str) -> Option<String> {
    let site = SITE.with_borrow(Clone::clone).or_else(|| {
        let document = web_sys::window()?.document()?;
        document.get_element_by_id("policy-index")
    });
    site?.get_attribute(&["data-", what].concat())
}

/// The editions of a policy that an element of ours is about, in a language: of a pack
/// that the page around has brought, else of the site.
///
/// # Errors
/// The site has no such policy, or it could not be fetched or read.
pub async fn policy_around(
    element: &Node,
    site: &'static Site,
    policy: &str,
) -> Result<&'static Bundle, LoadError> {
    let language = site.words.spoken;
    if let Some(own) = own_policy(element, policy, language) {
        return Ok(own);
    }
    let entry = site.policies.iter().find(|entry| entry.id == policy);
    load(entry.ok_or(LoadError::Unsound)?, language).await
}

/// The page's own policy in a language, if it has brought one of this id.
pub fn own_policy(element: &Node, policy: &str, language: Language) -> Option<&'static Bundle> {
    thread_local! {
        static READ: RefCell<Vec<(String, &'static Bundle)>> = const { RefCell::new(Vec::new()) };
    }
    let compiled: Function = own_pack(element, "compiled")?.dyn_into().ok()?;
    let compiled = compiled
        .call1(&JsValue::NULL, &language.tag().into())
        .ok()?;
    let [key, compiled] = [0, 1].map(|place| Array::from(&compiled).get(place));
    let key = key.as_string()?;
    let read = READ.with_borrow(|read| {
        let read = read.iter().find(|(known, _)| *known == key)?;
        Some(read.1)
    });
    let bundle = match read {
        Some(bundle) => bundle,
        None => {
            let bundle = compiled::read(&Uint8Array::new(&compiled).to_vec())?;
            READ.with_borrow_mut(|read| read.push((key, bundle)));
            bundle
        }
    };
    (bundle.id() == policy).then_some(bundle)
}

/// What says where the files of the site are, in the document or the shadow tree that
/// an element of ours stands in; `None` once it has left.
pub fn site_around(element: &Node) -> Option<Element> {
    if !element.is_connected() {
        return None;
    }
    // A shadow root finds by id as a document does.
    let root: Document = element.get_root_node().unchecked_into();
    root.get_element_by_id("policy-index")
}

/// Something of the pack that the page around has brought: `id`, `compiled`, which
/// gives a key and the compiled policy for a language, or `written`, how it reads
/// descriptions.
pub fn own_pack(element: &Node, what: &str) -> Option<JsValue> {
    let site = site_around(element)?;
    let pack = Reflect::get(&site, &"ownPack".into()).ok()?;
    // An exception, caught, leaves something behind each time.
    if pack.is_undefined() {
        return None;
    }
    Reflect::get(&pack, &what.into()).ok()
}

/// Where the index of a language is.
fn index_address(language: Language) -> String {
    let tag = language.tag();
    named(tag).unwrap_or_else(|| ["policies/index.", tag, ".json"].concat())
}

/// A file of the site, read in one of the ways that a response has.
///
/// # Errors
/// It could not be fetched, or not be read so.
#[cfg(not(feature = "element"))]
pub async fn fetched(
    address: &str,
    read: fn(&Response) -> Result<Promise, JsValue>,
) -> Result<JsValue, LoadError> {
    fetched_now(address, read).await
}

/// The same, once for all who wait for it: twenty elements of a page begin at once.
///
/// # Errors
/// As of the file itself.
#[cfg(feature = "element")]
pub async fn fetched(
    address: &str,
    read: fn(&Response) -> Result<Promise, JsValue>,
) -> Result<JsValue, LoadError> {
    thread_local! {
        static COMING: RefCell<Vec<(String, Promise)>> = const { RefCell::new(Vec::new()) };
    }
    let coming = COMING.with_borrow(|coming| {
        let same = coming.iter().find(|(own, _)| own == address);
        same.map(|(_, promise)| promise.clone())
    });
    let promise = coming.unwrap_or_else(|| {
        let own = address.to_owned();
        let promise = wasm_bindgen_futures::future_to_promise(async move {
            let value = fetched_now(&own, read).await;
            COMING.with_borrow_mut(|coming| coming.retain(|(other, _)| *other != own));
            value.map_err(|error| JsValue::from(error == LoadError::Unsound))
        });
        COMING.with_borrow_mut(|coming| coming.push((address.to_owned(), promise.clone())));
        promise
    });
    JsFuture::from(promise).await.map_err(|unsound| {
        if unsound.is_truthy() {
            LoadError::Unsound
        } else {
            LoadError::Unreachable
        }
    })
}

async fn fetched_now(
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
