//! What to do, in order; or what to know, in none.

use crate::ui::markup::{Element, Node, tag};

/// What to do now, in order.
pub(in crate::ui) fn steps(steps: Vec<String>) -> Node {
    items(tag("ol").class("cc-steps"), steps)
}

/// What to know.
pub(in crate::ui) fn points(points: Vec<String>) -> Node {
    items(tag("ul").class("cc-steps cc-steps--plain"), points)
}

fn items(list: Element, texts: Vec<String>) -> Node {
    let items = texts.into_iter().map(|text| tag("li").child(text).into());
    list.children(items.collect()).into()
}
