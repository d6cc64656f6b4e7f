//! What is typed: a line or a longer text.

use crate::ui::markup::{Element, Node, tag};
use leptos::prelude::event_target_value;

/// A text control.
pub(in crate::ui) struct Control {
    /// Its id, which its label names.
    pub id: String,
    /// How wide it is.
    pub class: &'static str,
    /// Whether it takes digits.
    pub digits: bool,
    /// Whether what was typed is wrong.
    pub wrong: bool,
    /// What describes it, by ids.
    pub described_by: Option<String>,
}

/// A line of text that holds this, and what takes what is typed.
pub(in crate::ui) fn line(
    control: Control,
    value: String,
    typed: impl Fn(String) + Send + Sync + 'static,
) -> Node {
    let input = tag("input")
        .with("type", "text")
        .with("autocomplete", "off")
        .with("spellcheck", "false")
        .with("maxlength", "200");
    text(input, control, value, typed)
}

/// A longer text that holds this, and what takes what is typed.
pub(in crate::ui) fn area(
    control: Control,
    value: String,
    typed: impl Fn(String) + Send + Sync + 'static,
) -> Node {
    let area = tag("textarea").with("rows", "3").with("maxlength", "10000");
    text(area, control, value, typed)
}

fn text(
    element: Element,
    control: Control,
    value: String,
    typed: impl Fn(String) + Send + Sync + 'static,
) -> Node {
    element
        .class(control.class)
        .id(control.id)
        .maybe("inputmode", control.digits.then_some("numeric"))
        .maybe("aria-describedby", control.described_by)
        .maybe("aria-invalid", control.wrong.then_some("true"))
        .value(value)
        .on("input", move |event| typed(event_target_value(&event)))
        .into()
}
