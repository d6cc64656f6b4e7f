//! On a phone: the verdict at the foot of the window, and the way to it.

use super::link::{Place, link};
use super::verdict::tone;
use crate::domain::coverage::Verdict;
use crate::ui::command::Dispatch;
use crate::ui::focus;
use crate::ui::markup::{Node, tag};

/// The present verdict by its tone and in words, and a link to the answer with
/// what it is called.
pub(in crate::ui) fn bar(
    verdict: Verdict,
    title: String,
    see_answer: &'static str,
    dispatch: Dispatch,
) -> Node {
    let arrow = tag("span").with("aria-hidden", "true").child("\u{a0}↓");
    let link = link("cc-bar__link", Place::Element(focus::VERDICT), dispatch);
    tag("div")
        .class(format!("cc-bar cc-tone--{}", tone(verdict)))
        .child(tag("p").class("cc-bar__verdict").child(title))
        .child(link.child(see_answer).child(arrow))
        .into()
}
