//! The root: the state, the outside, and the page that shows the one to the
//! other.

use super::command::{Arrival, Dispatch, go, say};
use super::focus;
use super::markup::{Live, Node, live, tag};
use super::part::footer::footer;
use super::part::header::header;
use super::place::Pause;
use super::screen::{Screen, aside, check, failed, home, loading, unknown_policy};
use super::state::{Appearance, Model, Stage, State};
use crate::browser;
use crate::browser::packs::Site;
use crate::journey::Language;
use crate::journey::wording::Wording;
use std::time::Duration;

/// What is shown of a state, at every change.
pub(super) fn app(model: Model) -> Live {
    let dispatch = Dispatch::new(model);
    model.place().hear(model, dispatch);
    go(model, model.route(), Arrival::First);
    let mut told = None;
    live(move || {
        let mut shown = Node::Nothing;
        model.follow(&mut |state| {
            // Without words there is nothing to show yet; index.html says so.
            if let Some(site) = &state.site {
                let screen = screen(state, site, dispatch);
                tell_outside(model, state, site.words, &screen, &mut told);
                shown = whole(state, site.words, screen, dispatch);
            }
        });
        shown
    })
}

/// What is shown at present.
fn screen(state: &State, site: &Site, dispatch: Dispatch) -> Screen {
    match &state.stage {
        Stage::Loading => loading(site.words),
        Stage::Home => home(site, dispatch),
        Stage::UnknownPolicy => unknown_policy(site),
        Stage::Aside(which) => aside(*which, site.words, dispatch),
        Stage::Failed => failed(site.words, dispatch),
        Stage::Check(policy) => check(policy, state, site.words, dispatch)
            .unwrap_or_else(|| failed(site.words, dispatch)),
    }
}

/// The screen with what stands around it.
fn whole(state: &State, words: &'static Wording, screen: Screen, dispatch: Dispatch) -> Node {
    let place = dispatch.place();
    // In another's page there is a `main` already.
    let main = tag(if place.is_page() { "main" } else { "div" })
        .class("cc-main")
        .id(focus::MAIN)
        .with("tabindex", "-1")
        .child(tag("div").class("cc-wrap").child(screen.body));
    let said = tag("p")
        .class(if state.alerting {
            "cc-alert"
        } else {
            "cc-visually-hidden"
        })
        .with("role", "status")
        .child(state.said.clone());
    let around = if place.is_page() {
        tag("div")
    } else {
        tag("section")
            .with("aria-label", "Covercheck")
            .with("lang", words.spoken.tag())
            .with("dir", "ltr")
    };
    around
        .class("cc-app")
        .child(header(state.appearance, words, dispatch))
        .child(main)
        .child(footer(words.stays_here, screen.in_use))
        .child(said)
        .into()
}

/// What the outside was told last.
struct Told {
    language: Language,
    appearance: Appearance,
    title: String,
    news: String,
}

/// Tells the document its language, looks and title and, once the person
/// pauses, a screen reader what has become of the answer.
fn tell_outside(
    model: Model,
    state: &State,
    words: &Wording,
    screen: &Screen,
    told: &mut Option<Told>,
) {
    let place = model.place();
    let last = told.as_ref();
    if last.is_none_or(|last| last.language != words.spoken) {
        place.show_language(words.spoken.tag());
    }
    if last.is_none_or(|last| last.appearance != state.appearance) {
        place.show_theme(state.appearance.theme());
    }
    if last.is_none_or(|last| last.title != screen.title) {
        place.show_title(&screen.title);
    }
    // The first words of a screen are read by whoever arrives on it.
    if last.is_some_and(|last| !last.news.is_empty() && last.news != screen.news) {
        let news = screen.news.clone();
        let speak = move || say(model, &news);
        place.after(Pause::Say, Duration::from_secs(1), speak);
    }
    if screen.counts_down {
        let tick = move || read_clock(model);
        place.after(Pause::Tick, Duration::from_secs(1), tick);
    }
    *told = Some(Told {
        language: words.spoken,
        appearance: state.appearance,
        title: screen.title.clone(),
        news: screen.news.clone(),
    });
}

/// Looks at the clock.
pub(super) fn read_clock(model: Model) {
    model.change(&mut |state| state.now = browser::now());
}
