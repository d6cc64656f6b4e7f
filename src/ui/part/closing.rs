//! The end of the answer: what it is worth, and what to do with it.

use super::button::{Weight, button};
use crate::journey::wording::Wording;
use crate::ui::command::{Command, Dispatch};
use crate::ui::markup::{Element, Node, tag};
use crate::ui::state::Copying;

/// What the answer is worth, and the ways to take it along.
pub(in crate::ui) struct Closing {
    /// The edition, in words.
    pub edition: String,
    /// SHA-256 of the pack.
    pub digest: String,
    /// What became of copying the answer.
    pub copying: Copying,
    /// The words of the page.
    pub words: &'static Wording,
    /// Takes the commands.
    pub dispatch: Dispatch,
}

/// What the answer is worth, by which edition, and the ways to take it along.
pub(in crate::ui) fn closing(props: Closing) -> Node {
    let Closing {
        edition: name,
        digest,
        copying,
        words,
        dispatch,
    } = props;
    let copied = match copying {
        Copying::Idle => None,
        Copying::Copied => Some(words.copied),
        Copying::Refused => Some(words.not_copied),
    };
    let buttons = tag("div")
        .class("cc-buttons")
        .child(button(Weight::Main, words.print, move || {
            dispatch.send(Command::Print);
        }))
        .child(button(Weight::Plain, words.copy, move || {
            dispatch.send(Command::Copy);
        }));
    tag("div")
        .class("cc-answer__section")
        .child(tag("p").child(words.estimate))
        .child(edition(name, &digest).class("cc-answer__note"))
        .child(buttons)
        .child(copied.map(|copied| tag("p").class("cc-answer__note").child(copied)))
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
