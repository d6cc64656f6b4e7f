//! What only some want to read.

use crate::ui::markup::{Node, Text, tag};

/// What is in it, in words, and what it shows when it is opened.
pub(in crate::ui) fn more(summary: impl Into<Text>, body: Vec<Node>) -> Node {
    let summary = Node::Text(summary.into());
    tag("details")
        .class("cc-more")
        .child(tag("summary").class("cc-more__summary").child(summary))
        .child(tag("div").class("cc-more__body").children(body))
        .into()
}
