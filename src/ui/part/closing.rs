//! The end of the answer: what it is worth, and what to do with it.

use crate::journey::wording::Wording;
use crate::ui::markup::{Element, Node, tag};

/// What the answer is worth, and the way to take it along.
pub(in crate::ui) struct Closing {
    /// The edition, in words.
    pub edition: String,
    /// SHA-256 of the pack.
    pub digest: String,
    /// The way to take it along.
    pub takeaway: Element,
    /// The words of the page.
    pub words: &'static Wording,
}

/// What the answer is worth, by which edition, and the way to take it along.
pub(in crate::ui) fn closing(props: Closing) -> Node {
    let Closing {
        edition: name,
        digest,
        takeaway,
        words,
    } = props;
    tag("div")
        .class("cc-answer__section")
        .child(tag("p").child(words.estimate))
        .child(edition(name, &digest).class("cc-answer__note"))
        .child(takeaway)
        .into()
}

/// The edition in words, and as much of the digest as tells editions apart.
pub(in crate::ui) fn edition(edition: String, digest: &str) -> Element {
    let start = digest.get(..16).unwrap_or_default();
    tag("p")
        .child(edition)
        .child(" · ")
        .child(tag("code").child(format!("sha256:{start}…")))
}
