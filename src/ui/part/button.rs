//! Something to do.

use crate::ui::markup::{Element, tag};

/// How much a button stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Weight {
    /// The one thing to do.
    Main,
    /// One of several things to do.
    Plain,
    /// Beside something else.
    Quiet,
}

/// A button: how much it stands out, what it does in words, and what it does.
pub(in crate::ui) fn button(
    weight: Weight,
    label: &'static str,
    press: impl Fn() + Send + Sync + 'static,
) -> Element {
    look(weight, label).on("click", move |_| press())
}

/// One for all presses, each of which has a type of its own.
#[inline(never)]
fn look(weight: Weight, label: &'static str) -> Element {
    let class = match weight {
        Weight::Main => "cc-button cc-button--main",
        Weight::Plain => "cc-button",
        Weight::Quiet => "cc-button cc-button--quiet",
    };
    tag("button")
        .class(class)
        .with("type", "button")
        .child(label)
}
