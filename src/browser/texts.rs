//! How each policy reads descriptions of a fault, fetched when one is read.

use super::packs::{fetched, own_pack};
use super::values;
use crate::contract::triage_parts;
use crate::domain::policy::document::Triage as Written;
use crate::domain::triage::{Triage, Weights};
use crate::json::Json;
use js_sys::Promise;
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Node, Response};

/// How a policy reads texts.
pub struct Texts {
    /// What reads them.
    pub triage: Triage,
    /// What its pack writes of them.
    pub written: Written,
}

thread_local! {
    static HAD: RefCell<Vec<(String, &'static Texts)>> = const { RefCell::new(Vec::new()) };
    static COMING: RefCell<Vec<(String, Promise)>> = const { RefCell::new(Vec::new()) };
}

/// How a policy reads texts that an element of ours is about: by the pack that the
/// page around has brought, else from a folder of the site. It stays until the page is
/// left; `None` where it could not be had.
pub async fn texts(element: &Node, policy: &str, folder: &str) -> Option<&'static Texts> {
    // The page around may have brought another pack of the same id.
    let own = own_pack(element, "written").and_then(|written| written.as_string());
    let key = own.as_deref().unwrap_or(policy);
    if let Some(had) = had(key) {
        return Some(had);
    }
    let json = match &own {
        Some(written) => values::parse(written)?,
        None => {
            let json = once(format!("{folder}{policy}.json")).await?;
            // Somebody else may have waited for the same.
            if let Some(had) = had(key) {
                return Some(had);
            }
            values::to_json(&json)
        }
    };
    let weights = json.get("weights").and_then(Json::as_text);
    let (triage, written) = triage_parts(&json, weights.and_then(Weights::read)).ok()??;
    let texts: &'static Texts = Box::leak(Box::new(Texts { triage, written }));
    HAD.with_borrow_mut(|had| had.push((key.to_owned(), texts)));
    Some(texts)
}

fn had(key: &str) -> Option<&'static Texts> {
    HAD.with_borrow(|had| {
        let same = had.iter().find(|(known, _)| known == key);
        same.map(|(_, texts)| *texts)
    })
}

/// A file that many may ask for while it is on its way: each letter that is typed
/// meanwhile asks again. What did not come is asked for anew.
async fn once(address: String) -> Option<JsValue> {
    let coming = COMING.with_borrow(|coming| {
        let same = coming.iter().find(|(known, _)| *known == address);
        same.map(|(_, json)| json.clone())
    });
    let json = coming.unwrap_or_else(|| {
        let asked = address.clone();
        let json = future_to_promise(async move {
            let json = fetched(&asked, Response::json).await;
            COMING.with_borrow_mut(|coming| coming.retain(|(known, _)| *known != asked));
            json.map_err(|_| JsValue::UNDEFINED)
        });
        COMING.with_borrow_mut(|coming| coming.push((address, json.clone())));
        json
    });
    JsFuture::from(json).await.ok()
}
