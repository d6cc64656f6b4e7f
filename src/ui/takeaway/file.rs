//! Saving a file.

use super::Said;
use crate::browser::later;
use js_sys::Array;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Has the browser save a text under a name.
pub(super) fn save(name: &str, kind: &str, text: &str) -> Said {
    match try_save(name, kind, text) {
        Ok(()) => Said::Saved(name.to_owned()),
        Err(_) => Said::NotSaved,
    }
}

fn try_save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let kinds = BlobPropertyBag::new();
    kinds.set_type(&[kind, ";charset=utf-8"].concat());
    let parts = Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kinds)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Some browsers begin to read it only later.
    later(Duration::from_secs(60), move || {
        let _ = Url::revoke_object_url(&address);
    });
    Ok(())
}
