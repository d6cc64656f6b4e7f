//! A question with a list of answers, and a box to tick: for pages of their own, which
//! send no commands.

use super::select::{Select, select};
use crate::journey::Choice;
use crate::ui::markup::{Element, Node, Take, Text, tag};
use leptos::prelude::event_target_checked;

/// A list to choose from: the id of the control, its label and its first entry, which
/// takes the answer back.
pub(in crate::ui) fn chooser(
    id: String,
    label: impl Into<Text>,
    none: &'static str,
    choices: Vec<Choice>,
    choose: Take<Option<String>>,
) -> Element {
    let label = Node::Text(label.into());
    let label = tag("label")
        .class("cc-field__label")
        .with("for", id.clone())
        .child(label);
    tag("div")
        .class("cc-field")
        .child(label)
        .child(select(Select {
            id,
            described_by: None,
            none,
            choices,
            choose,
        }))
}

/// A box to tick: its id, its label, and whether it is.
pub(in crate::ui) fn tick(
    id: String,
    label: &'static str,
    ticked: bool,
    change: impl Fn(bool) + Send + Sync + 'static,
) -> Node {
    let input = tag("input")
        .class("cc-choice__input")
        .with("type", "checkbox")
        .id(id.clone())
        .checked(ticked)
        .on("change", move |event| change(event_target_checked(&event)));
    let label = tag("label")
        .class("cc-choice__label")
        .with("for", id)
        .child(label);
    tag("div")
        .class("cc-choice")
        .child(input)
        .child(label)
        .into()
}
