//! The root: the state, the outside, and the page that shows the one to the
//! other.

use super::command::{Arrival, Command, Dispatch, go, keep, say};
use super::focus;
use super::markup::{Live, Node, live, tag};
use super::part::footer::footer;
use super::part::header::header;
use super::screen::{Screen, check, failed, home, loading, record, unknown_policy};
use super::state::{Appearance, Model, Stage, State};
use crate::browser::packs::Site;
use crate::browser::{self, Later, page};
use crate::journey::Language;
use crate::journey::wording::Wording;
use std::time::Duration;

/// The page.
pub(super) fn app() -> Live {
    let model = Model::new();
    let dispatch = Dispatch::new(model);
    hear_outside(model, dispatch);
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
        Stage::Home => home(site),
        Stage::UnknownPolicy => unknown_policy(site),
        Stage::Record => record(site.words, dispatch),
        Stage::Failed => failed(site.words, dispatch),
        Stage::Check(policy) => check(policy, state, site.words, dispatch)
            .unwrap_or_else(|| failed(site.words, dispatch)),
    }
}

/// The screen with what stands around it.
fn whole(state: &State, words: &'static Wording, screen: Screen, dispatch: Dispatch) -> Node {
    let main = tag("main")
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
    tag("div")
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
    thread_local! {
        static PAUSE: Later = const { Later::new() };
        static TICK: Later = const { Later::new() };
    }
    let last = told.as_ref();
    if last.is_none_or(|last| last.language != words.spoken) {
        page::set_document_language(words.spoken.tag());
    }
    if last.is_none_or(|last| last.appearance != state.appearance) {
        page::set_theme(state.appearance.theme());
    }
    if last.is_none_or(|last| last.title != screen.title) {
        page::set_title(&screen.title);
    }
    // The first words of a screen are read by whoever arrives on it.
    if last.is_some_and(|last| !last.news.is_empty() && last.news != screen.news) {
        let news = screen.news.clone();
        let speak = move || say(model, &news);
        PAUSE.with(|pause| pause.after(Duration::from_secs(1), speak));
    }
    if screen.counts_down {
        TICK.with(|tick| tick.after(Duration::from_secs(1), move || read_clock(model)));
    }
    *told = Some(Told {
        language: words.spoken,
        appearance: state.appearance,
        title: screen.title.clone(),
        news: screen.news.clone(),
    });
}

/// Hears of the address, of leaving, and of time passing.
fn hear_outside(model: Model, dispatch: Dispatch) {
    page::on_fragment_change(move || dispatch.send(Command::Go));
    page::on_leaving(move || keep(model));
    page::open_details_for_print();
    page::every(Duration::from_secs(60), move || read_clock(model));
}

fn read_clock(model: Model) {
    model.change(&mut |state| state.now = browser::now());
}
