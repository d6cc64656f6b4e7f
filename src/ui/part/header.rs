//! The head of the page: the wordmark, appearance, language.

use super::link::{Place, link};
use crate::journey::Language;
use crate::journey::wording::Wording;
use crate::ui::command::{Command, Dispatch};
use crate::ui::focus;
use crate::ui::markup::{Node, tag};
use crate::ui::state::Appearance;
use leptos::prelude::event_target_value;

/// The head of the page, with the choices as they stand.
pub(in crate::ui) fn header(
    appearance: Appearance,
    words: &'static Wording,
    dispatch: Dispatch,
) -> Node {
    let appearance_option = |one: Appearance| {
        let label = match one {
            Appearance::System => words.appearance_system,
            Appearance::Light => words.appearance_light,
            Appearance::Dark => words.appearance_dark,
        };
        let option = tag("option").with("value", one.theme().unwrap_or_default());
        option.selected(one == appearance).child(label).into()
    };
    let appearances = tag("select")
        .class("cc-header__appearance")
        .id("appearance")
        .children(Appearance::ALL.into_iter().map(appearance_option).collect())
        .on("change", move |event| {
            let theme = event_target_value(&event);
            dispatch.send(Command::Look(Appearance::of_theme(Some(&theme))));
        });
    let language_button = |one: Language| {
        tag("button")
            .class("cc-header__language")
            .with("type", "button")
            .with("lang", one.tag())
            .with(
                "aria-pressed",
                if one == words.spoken { "true" } else { "false" },
            )
            .child(one.name())
            .on("click", move |_| dispatch.send(Command::Speak(one)))
            .into()
    };
    let languages = tag("div")
        .class("cc-header__languages")
        .with("role", "group")
        .with("aria-label", words.language)
        .children(Language::ALL.into_iter().map(language_button).collect());
    if !dispatch.place().is_page() {
        let row = tag("div").class("cc-wrap cc-header__row").child(languages);
        return tag("div").class("cc-header").child(row).into();
    }
    let mark = tag("a")
        .class("cc-header__mark")
        .with("href", "#/")
        .with("translate", "no")
        .child("Covercheck");
    let label = tag("label")
        .class("cc-visually-hidden")
        .with("for", "appearance")
        .child(words.appearance);
    let row = tag("div")
        .class("cc-wrap cc-header__row")
        .child(mark)
        .child(label)
        .child(appearances)
        .child(languages);
    let skip = link("cc-skip", Place::Element(focus::MAIN), dispatch).child(words.skip);
    tag("header")
        .class("cc-header")
        .child(skip)
        .child(row)
        .into()
}
