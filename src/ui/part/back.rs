//! The way to the list of policies.

use crate::ui::markup::{Node, tag};

/// A link to the list of policies, with what it is called.
pub(in crate::ui) fn back(label: &'static str) -> Node {
    let arrow = tag("span").with("aria-hidden", "true").child("←\u{a0}");
    let link = tag("a").class("cc-back").with("href", "#/");
    link.child(arrow).child(label).into()
}
