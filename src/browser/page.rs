//! The page around the program: its address, title, language and looks.

use super::later::milliseconds;
use super::packs;
use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

fn root() -> Option<Element> {
    document()?.document_element()
}

/// The fragment of the address, with its `#`.
pub fn fragment() -> String {
    window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// Puts another fragment in the place of this one, without a new entry in the
/// history.
pub fn set_fragment(fragment: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        // A page in a sandbox may not touch its history, and needs not.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(fragment));
    }
}

/// Calls back when a link or the history changes the fragment, for good.
pub fn on_fragment_change(changed: impl Fn() + 'static) {
    if let Some(window) = window() {
        EventListener::new(&window, "hashchange", move |_| changed()).forget();
    }
}

/// Calls back when the person leaves or hides the page, for good.
pub fn on_leaving(leaving: impl Fn() + 'static) {
    if let Some(window) = window() {
        EventListener::new(&window, "pagehide", move |_| leaving()).forget();
    }
}

/// Calls back again and again, for good.
pub fn every(wait: Duration, then: impl FnMut() + 'static) {
    Interval::new(milliseconds(wait), then).forget();
}

/// Tells boot.js that the page is shown.
pub fn report_running() {
    report("covercheck-running", "");
}

/// Tells boot.js that the program cannot go on, and why, for the console: it
/// shows the plain page.
pub fn report_stopped(why: &str) {
    report("covercheck-stopped", why);
}

/// Has boot.js fetch a part of the page that is wanted now, and once only.
pub fn want(part: &str) {
    report("covercheck-wanted", part);
}

fn report(event: &str, detail: &str) {
    let with_detail = web_sys::CustomEventInit::new();
    with_detail.set_detail(&detail.into());
    let event = web_sys::CustomEvent::new_with_event_init_dict(event, &with_detail);
    if let (Some(window), Ok(event)) = (window(), event) {
        // Nobody cancels it.
        let _ = window.dispatch_event(&event);
    }
}

/// The languages that the person prefers, the most preferred first.
pub fn preferred_languages() -> Vec<String> {
    window()
        .map(|window| window.navigator().languages())
        .map_or_else(Vec::new, |tags| {
            tags.iter().filter_map(|tag| tag.as_string()).collect()
        })
}

/// Sets the title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets the language of the document.
pub fn set_document_language(tag: &str) {
    set_root("lang", Some(tag));
}

/// Sets the theme: `light`, `dark`, or as the device has it.
pub fn set_theme(theme: Option<&str>) {
    set_root("data-theme", theme);
}

fn set_root(attribute: &str, value: Option<&str>) {
    if let Some(root) = root() {
        // Both names are well-formed, which is all that can fail.
        let _ = match value {
            Some(value) => root.set_attribute(attribute, value),
            None => root.remove_attribute(attribute),
        };
    }
}

/// The address of the site's page, without its fragment.
pub fn address() -> String {
    let own = || window().and_then(|window| window.location().href().ok());
    let address = packs::named("site").or_else(own).unwrap_or_default();
    let end = address.find('#').unwrap_or(address.len());
    address.get(..end).unwrap_or_default().to_owned()
}

/// Whether the program stands in a page of another site.
pub fn is_elsewhere() -> bool {
    packs::named("site").is_some()
}

/// Opens an address in another tab.
pub fn open(address: &str) {
    if let Some(window) = window() {
        // A browser that refuses says so itself.
        let _ = window.open_with_url_and_target_and_features(address, "_blank", "noopener");
    }
}

/// Opens the browser's print dialogue.
pub fn print() {
    if let Some(window) = window() {
        let _ = window.print();
    }
}

/// Goes to another fragment, as a link would.
pub fn go_to(fragment: &str) {
    if let Some(window) = window() {
        let _ = window.location().set_hash(fragment);
    }
}

/// The folder of a part that is fetched later, as the page says.
pub fn part_folder(part: &str) -> Option<String> {
    let element = packs::named(part)?;
    let (folder, _) = element.rsplit_once('/')?;
    Some([folder, "/"].concat())
}

/// Copies text; says whether the browser allowed it.
pub async fn copy_text(text: &str) -> bool {
    let Some(window) = window() else { return false };
    // Absent where the page is not served securely.
    let navigator: JsValue = window.navigator().into();
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).ok();
    let Some(clipboard) = clipboard.filter(|clipboard| !clipboard.is_undefined()) else {
        return false;
    };
    let write = js_sys::Reflect::get(&clipboard, &"writeText".into())
        .ok()
        .and_then(|write| write.dyn_into::<js_sys::Function>().ok());
    let promise = write.and_then(|write| write.call1(&clipboard, &text.into()).ok());
    match promise.and_then(|promise| promise.dyn_into::<js_sys::Promise>().ok()) {
        Some(promise) => JsFuture::from(promise).await.is_ok(),
        None => false,
    }
}

/// Opens every `details` while the page is printed, so that paper says all,
/// and closes those again that were closed.
pub fn open_details_for_print() {
    let (Some(window), Some(document)) = (window(), document()) else {
        return;
    };
    let before = document.clone();
    EventListener::new(&window, "beforeprint", move |_| {
        each(&before, "details:not([open])", |details| {
            let _ = details.set_attribute("data-opened-for-print", "");
            let _ = details.set_attribute("open", "");
        });
    })
    .forget();
    EventListener::new(&window, "afterprint", move |_| {
        each(&document, "details[data-opened-for-print]", |details| {
            let _ = details.remove_attribute("data-opened-for-print");
            let _ = details.remove_attribute("open");
        });
    })
    .forget();
}

fn each(document: &Document, selector: &str, then: impl Fn(&Element)) {
    let Ok(found) = document.query_selector_all(selector) else {
        return;
    };
    for index in 0..found.length() {
        if let Some(element) = found
            .get(index)
            .and_then(|node| node.dyn_into::<Element>().ok())
        {
            then(&element);
        }
    }
}
