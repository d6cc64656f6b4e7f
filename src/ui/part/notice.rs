//! Something to know beside the matter at hand.

use crate::ui::markup::{Element, Node, tag};

/// A sentence, with something to do about it.
pub(in crate::ui) fn notice(text: String, button: Element) -> Node {
    let notice = tag("div")
        .class("cc-notice")
        .child(tag("p").child(text))
        .child(button);
    tag("div").class("cc-answer__section").child(notice).into()
}
