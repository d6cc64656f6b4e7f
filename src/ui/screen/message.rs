//! The page cannot go on by itself: what happened, what to do, whom to ask.

use super::Screen;
use super::home::policies;
use crate::browser::packs::Site;
use crate::journey::Companion;
use crate::journey::wording::Wording;
use crate::ui::command::{Command, Dispatch};
use crate::ui::markup::{Element, tag};
use crate::ui::part::back::back;
use crate::ui::part::button::{Weight, button};
use crate::ui::part::companion::companion;

fn message(key: &'static str, title: &'static str, text: &'static str) -> Element {
    tag("div")
        .key(key)
        .class("cc-message")
        .child(tag("h1").child(title))
        .child(tag("p").child(text))
}

fn screen(title: &str, body: Element) -> Screen {
    Screen {
        title: format!("{title} – Covercheck"),
        news: String::new(),
        counts_down: false,
        in_use: None,
        body: body.into(),
    }
}

/// Something is on its way.
pub(in crate::ui) fn loading(words: &Wording) -> Screen {
    let text = tag("p").child(words.loading);
    let body = tag("div").key("loading").class("cc-message").child(text);
    screen(words.loading, body)
}

/// The link names a policy that is not among these.
pub(in crate::ui) fn unknown_policy(site: &Site) -> Screen {
    let words = site.words;
    let title = words.unknown_policy_title;
    let body = message("unknown", title, words.unknown_policy_text);
    screen(title, body.child(policies(&site.policies)))
}

/// What is no policy, and shows itself: the place where decision records are opened,
/// how other pages show the checker, and where items stand side by side.
pub(in crate::ui) fn aside(
    which: Companion,
    words: &'static Wording,
    dispatch: Dispatch,
) -> Screen {
    let title = match which {
        Companion::Embedding => words.embed,
        Companion::Compare => words.compare,
        _ => words.records,
    };
    let place = companion(which, String::new(), String::new(), words, dispatch);
    let body = tag("div")
        .key(which.part())
        .class("cc-stack")
        .child(back(words.back));
    let body = body.child(tag("h1").child(title)).child(place);
    screen(title, body)
}

/// A policy could not be had.
pub(in crate::ui) fn failed(words: &Wording, dispatch: Dispatch) -> Screen {
    let retry = button(Weight::Main, words.retry, move || {
        dispatch.send(Command::Go);
    });
    let body = message("failed", words.failed_title, words.failed_text)
        .child(
            tag("div")
                .class("cc-message__contacts")
                .copy_of("#plain-page dl"),
        )
        .child(tag("div").class("cc-buttons").child(retry))
        .child(back(words.back));
    screen(words.failed_title, body)
}
