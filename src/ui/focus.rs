//! Where the keyboard is. The only place that looks for elements.

use super::command::{Command, Dispatch};
use super::place::Place;
use crate::browser::later;
use leptos::prelude::document;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The element that holds the page's content.
pub(super) const MAIN: &str = "main";
/// The heading that says the verdict.
pub(super) const VERDICT: &str = "verdict";

/// The id of a field's group.
pub(super) fn field_id(fact: &str) -> String {
    format!("field-{fact}")
}

/// Focuses an element once what has just changed is shown.
pub(super) fn soon(place: Place, id: String) {
    later(Duration::ZERO, move || now(place, &id));
}

/// Focuses an element.
pub(super) fn now(place: Place, id: &str) {
    if let Some(element) = place.find(id) {
        focus(element);
    }
}

/// Focuses what is wrong in a field, or its first control.
pub(super) fn in_field(place: Place, fact: &str) {
    let Some(field) = place.find(&field_id(fact)) else {
        return;
    };
    let find = |selector| field.query_selector(selector).ok().flatten();
    if let Some(control) = find("[aria-invalid=true]").or_else(|| find("input,select,textarea")) {
        focus(control);
    }
}

/// Starts a new screen at its top.
pub(super) fn on_new_screen(place: Place) {
    place.show_top();
    soon(place, MAIN.to_owned());
}

/// Says that a field was left, unless the keyboard is still in it.
///
/// It waits a moment, and until no button of the mouse is down: an error that
/// shows moves what stands below it, and a click in progress would miss.
pub(super) fn leaving(field: Element, fact: String, dispatch: Dispatch) {
    let wait = Duration::from_millis(150);
    later(wait, move || {
        let is = |element: &Element, selector| element.matches(selector).unwrap_or_default();
        if is(&field, ":focus-within") {
            return;
        }
        let pressed = document()
            .document_element()
            .is_some_and(|root| is(&root, ":active"));
        if pressed {
            leaving(field, fact, dispatch);
        } else {
            dispatch.send(Command::Leave(fact));
        }
    });
}

fn focus(element: Element) {
    if let Ok(element) = element.dyn_into::<HtmlElement>() {
        // An element that cannot have the focus leaves it where it is.
        let _ = element.focus();
    }
}
