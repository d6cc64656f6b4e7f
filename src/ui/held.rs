//! What a module keeps for each of its elements, by the element: it is made when the
//! element is first shown, and forgotten with it.

#[cfg(feature = "compare")]
use super::markup::Element;
use super::markup::{Node, Shown};
use crate::browser::packs;
use js_sys::Array;
use leptos::tachys::view::{Mountable, Render};
use std::cell::RefCell;
use std::thread::LocalKey;
use wasm_bindgen::{JsCast, JsValue};
#[cfg(any(feature = "embedding", feature = "compare"))]
use web_sys::Event;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

/// Everything that a module keeps.
pub(super) type Held<T> = RefCell<Vec<One<T>>>;

/// What is kept for an element.
pub(super) struct One<T> {
    host: HtmlElement,
    own: T,
    shown: Option<Shown>,
}

/// Keeps something for an element, unless it has something already.
pub(super) fn hold<T>(held: &'static LocalKey<Held<T>>, host: &HtmlElement, own: T) {
    // In the page or in a shadow tree: each says where the files of the site are.
    if let Some(site) = packs::site_around(host) {
        packs::stand_at(site);
    }
    held.with_borrow_mut(|all| {
        if !all.iter().any(|one| one.host == *host) {
            all.push(One {
                host: host.clone(),
                own,
                shown: None,
            });
        }
    });
}

/// Looks at what is kept for an element, or changes it; `None` once it is forgotten.
pub(super) fn with<T, R>(
    held: &'static LocalKey<Held<T>>,
    host: &HtmlElement,
    change: impl FnOnce(&mut T) -> R,
) -> Option<R> {
    held.with_borrow_mut(|all| {
        let one = all.iter_mut().find(|one| one.host == *host)?;
        Some(change(&mut one.own))
    })
}

/// Shows a node in its element, in the place of what it showed before; whether it
/// is the first.
pub(super) fn show<T>(held: &'static LocalKey<Held<T>>, host: &HtmlElement, node: Node) -> bool {
    // Taken out meanwhile: what is shown may call back.
    let shown = held.with_borrow_mut(|all| {
        let one = all.iter_mut().find(|one| one.host == *host)?;
        one.shown.take()
    });
    let first = shown.is_none();
    let shown = match shown {
        Some(mut shown) => {
            node.rebuild(&mut shown);
            shown
        }
        None => {
            let mut shown = node.build();
            shown.mount(host, None);
            shown
        }
    };
    held.with_borrow_mut(|all| {
        if let Some(one) = all.iter_mut().find(|one| one.host == *host) {
            one.shown = Some(shown);
        }
    });
    first
}

/// Shows a part again that has a key, wherever in the element it stands.
#[cfg(feature = "compare")]
pub(super) fn show_again<T>(held: &'static LocalKey<Held<T>>, host: &HtmlElement, part: Element) {
    held.with_borrow_mut(|all| {
        let one = all.iter_mut().find(|one| one.host == *host)?;
        Some(one.shown.as_mut()?.show_again(part))
    });
}

/// What is shown first takes the place of the button that asked for it; the first
/// element that a selector finds in it takes the button's focus.
pub(super) fn take_the_place_of_the_button(host: &HtmlElement, selector: &str) {
    let Some(button) = host.first_element_child() else {
        return;
    };
    let had_focus = button.matches(":focus").unwrap_or_default();
    // The name of the attribute is well-formed, which is all that can fail.
    let _ = button.set_attribute("hidden", "");
    if had_focus
        && let Ok(Some(first)) = host.query_selector(selector)
        && let Ok(first) = first.dyn_into::<HtmlElement>()
    {
        let _ = first.focus();
    }
}

/// Forgets an element that has left the document.
pub(super) fn forget<T>(held: &'static LocalKey<Held<T>>, host: &HtmlElement) {
    let gone = held.with_borrow_mut(|all| {
        let place = all.iter().position(|one| one.host == *host)?;
        Some(all.swap_remove(place))
    });
    if let Some(mut shown) = gone.and_then(|one| one.shown) {
        shown.unmount();
    }
}

/// Tells the page what is to be taken over.
#[cfg_attr(
    not(any(feature = "drive-reader", feature = "triage", feature = "takeaway")),
    expect(
        dead_code,
        reason = "how others show the checker has nothing to tell the page"
    )
)]
pub(super) fn tell(host: &HtmlElement, parts: &[String]) {
    let detail: Array = parts.iter().map(JsValue::from).collect();
    let with_detail = CustomEventInit::new();
    with_detail.set_detail(&detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict("covercheck-take", &with_detail) {
        // Nobody cancels it.
        let _ = host.dispatch_event(&event);
    }
}

/// Tells the page that what the element shows could not be had.
#[cfg(any(feature = "embedding", feature = "compare"))]
pub(super) fn tell_error(host: &HtmlElement) {
    if let Ok(event) = Event::new("error") {
        // Nobody cancels it.
        let _ = host.dispatch_event(&event);
    }
}
