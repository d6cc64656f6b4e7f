//! A part of the answer under a heading.

use crate::ui::markup::{Node, tag};

/// A heading and what stands under it.
pub(in crate::ui) fn section(heading: &'static str, body: Vec<Node>) -> Node {
    tag("section")
        .class("cc-answer__section")
        .child(tag("h3").child(heading))
        .children(body)
        .into()
}
