//! How each policy reads descriptions of a fault, fetched when one is read.

use super::packs::{fetched, own_pack};
use super::values;
use crate::contract::triage_parts;
use crate::domain::policy::document::Triage as Written;
use crate::domain::triage::{Triage, Weights};
use crate::json::Json;
use std::cell::RefCell;
use web_sys::{Node, Response};

/// How a policy reads texts.
pub struct Texts {
    /// What reads them.
    pub triage: Triage,
    /// What its pack writes of them.
    pub written: Written,
}

/// How a policy reads texts that an element of ours is about: by the pack that the
/// page around has brought, else from a folder of the site. It stays until the page is
/// left; `None` where it could not be had.
pub async fn texts(element: &Node, policy: &str, folder: &str) -> Option<&'static Texts> {
    thread_local! {
        static HAD: RefCell<Vec<(String, &'static Texts)>> = const { RefCell::new(Vec::new()) };
    }
    // The page around may have brought another pack of the same id.
    let own = own_pack(element, "written").and_then(|written| written.as_string());
    let key = own.as_deref().unwrap_or(policy);
    let had = HAD.with_borrow(|had| {
        let same = had.iter().find(|(known, _)| known == key);
        same.map(|(_, texts)| *texts)
    });
    if had.is_some() {
        return had;
    }
    let json = match &own {
        Some(written) => values::parse(written)?,
        None => {
            let address = format!("{folder}{policy}.json");
            values::to_json(&fetched(&address, Response::json).await.ok()?)
        }
    };
    let weights = json.get("weights").and_then(Json::as_text);
    let (triage, written) = triage_parts(&json, weights.and_then(Weights::read)).ok()??;
    let texts: &'static Texts = Box::leak(Box::new(Texts { triage, written }));
    HAD.with_borrow_mut(|had| had.push((key.to_owned(), texts)));
    Some(texts)
}
