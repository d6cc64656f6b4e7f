//! Files that a person hands to the page.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, File};

/// The first file of what an event holds: of a file control, or of a drag.
pub fn first_file(event: &Event, holder: &str) -> Option<File> {
    let get = |from: &JsValue, name: &str| js_sys::Reflect::get(from, &name.into()).ok();
    let files = get(&get(event, holder)?, "files")?;
    get(&files, "0")?.dyn_into().ok()
}
