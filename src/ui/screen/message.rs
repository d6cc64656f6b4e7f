//! The page cannot go on by itself: what happened, what to do, whom to ask.

use super::home::policies;
use crate::browser::packs::PackEntry;
use crate::browser::page;
use crate::journey::Language;
use crate::journey::wording::{Wording, wording};
use crate::ui::command::{Command, Dispatch};
use crate::ui::focus;
use crate::ui::markup::{Element, Node, tag};
use crate::ui::part::back::back;
use crate::ui::part::button::{Weight, button};

/// Where the companies' contacts are put.
const CONTACTS: &str = "contacts";

fn message(title: &'static str, text: &'static str) -> Element {
    page::set_title(&format!("{title} – Covercheck"));
    tag("div")
        .class("cc-message")
        .child(tag("h1").child(title))
        .child(tag("p").child(text))
}

/// Something is on its way.
pub(in crate::ui) fn loading(words: &Wording) -> Node {
    let text = tag("p").child(words.loading);
    tag("div").class("cc-message").child(text).into()
}

/// The link names a policy that is not among these.
pub(in crate::ui) fn unknown_policy(entries: &[PackEntry], language: Language) -> Node {
    let words = wording(language);
    message(words.unknown_policy_title, words.unknown_policy_text)
        .child(policies(entries, language))
        .into()
}

/// The index or a pack could not be had.
pub(in crate::ui) fn failed(words: &Wording, dispatch: Dispatch) -> Node {
    focus::show_contacts_soon(CONTACTS);
    let retry = button(Weight::Main, words.retry, move || {
        dispatch.send(Command::Go);
    });
    message(words.failed_title, words.failed_text)
        .child(tag("div").class("cc-message__contacts").id(CONTACTS))
        .child(tag("div").class("cc-buttons").child(retry))
        .child(back(words.back))
        .into()
}
