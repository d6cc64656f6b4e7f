//! The screen that something is presented on.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, window};

/// Fills the screen with the page, where the browser allows it.
pub fn fill() {
    if let Some(root) = root() {
        // Not every browser has it; what is presented fills the window all the same.
        let _ = root.request_fullscreen();
    }
}

/// Leaves the screen to others again.
pub fn leave() {
    let document = window().and_then(|window| window.document());
    if let Some(document) = document.filter(|document| document.fullscreen_element().is_some()) {
        document.exit_fullscreen();
    }
}

/// Whether the page fills the screen.
pub fn is_filled() -> bool {
    let document = window().and_then(|window| window.document());
    document.is_some_and(|document| document.fullscreen_element().is_some())
}

/// Tells style sheets whether something is presented.
pub fn mark(presents: bool) {
    if let Some(root) = root() {
        // The name is well-formed, which is all that can fail.
        let _ = root.toggle_attribute_with_force("data-presenting", presents);
    }
}

fn root() -> Option<Element> {
    window()?.document()?.document_element()
}

/// Keeps whatever stands beside an element, and beside what it stands in, out of reach
/// for as long as it is held.
#[derive(Debug)]
pub struct Alone(Vec<Element>);

impl Alone {
    /// Takes everything but the element out of reach.
    pub fn with(element: &HtmlElement) -> Alone {
        let mut beside = Vec::new();
        let mut inner: Element = element.clone().into();
        while let Some(outer) = inner.parent_element() {
            let children = outer.children();
            let children = (0..children.length()).filter_map(|place| children.item(place));
            beside.extend(children.filter(|child| *child != inner));
            inner = outer;
        }
        beside.retain(|one| !one.has_attribute(INERT));
        for one in &beside {
            // The name is well-formed, which is all that can fail.
            let _ = one.set_attribute(INERT, "");
        }
        Alone(beside)
    }
}

const INERT: &str = "inert";

impl Drop for Alone {
    fn drop(&mut self) {
        for one in &self.0 {
            // As above.
            let _ = one.remove_attribute(INERT);
        }
    }
}

/// Keeps a screen on for as long as it is held, or until the page is hidden.
#[derive(Debug)]
pub struct Awake(JsValue);

/// Keeps the screen on; `None` where the browser does not.
pub async fn awake() -> Option<Awake> {
    let navigator: JsValue = window()?.navigator().into();
    let lock = Reflect::get(&navigator, &"wakeLock".into()).ok()?;
    let request = method(&lock, "request")?;
    let asked = request.call1(&lock, &"screen".into()).ok()?;
    let sentinel = JsFuture::from(asked.dyn_into::<Promise>().ok()?).await;
    Some(Awake(sentinel.ok()?))
}

impl Drop for Awake {
    fn drop(&mut self) {
        if let Some(release) = method(&self.0, "release") {
            // It may have been released already.
            let _ = release.call0(&self.0);
        }
    }
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    if !of.is_object() {
        return None;
    }
    let found = Reflect::get(of, &name.into()).ok()?;
    found.dyn_into().ok()
}
