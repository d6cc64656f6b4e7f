//! What a person can do, and what it does to the state.

use super::focus;
use super::state::{Appearance, Copying, Judging, Keeping, Stage, State};
use crate::browser::{packs, page, storage};
use crate::journey::wording::wording;
use crate::journey::{Answers, Language, Route, Typed};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen_futures::spawn_local;

/// What a person can do.
#[derive(Clone, Debug)]
pub(super) enum Command {
    /// Follow the address.
    Go,
    /// Switch the language.
    Speak(Language),
    /// Switch the appearance.
    Look(Appearance),
    /// Choose the item; `None` takes it back.
    Choose(Option<String>),
    /// Say something about a fact, by its id; `None` takes it back.
    Say(String, Option<Typed>),
    /// Answer every open exclusion with no.
    NoneOfThese,
    /// Leave a field: its error may show.
    Leave(String),
    /// Type in a field that shows no error: none shows before it is left.
    Resume(String),
    /// Judge as of now or of the report.
    Judge(Judging),
    /// Erase everything that was typed, for every policy.
    Erase,
    /// Print the page.
    Print,
    /// Copy this text.
    Copy(String),
}

/// Takes commands. All that a part can do with the state.
#[derive(Clone, Copy)]
pub(super) struct Dispatch(State);

impl Dispatch {
    /// Commands change this state.
    pub fn new(state: State) -> Dispatch {
        Dispatch(state)
    }

    /// Does what the person wants.
    pub fn send(self, command: Command) {
        let state = self.0;
        match command {
            Command::Go => go(state, Route::parse(&page::fragment()), Arrival::Later),
            Command::Speak(language) => speak(state, language),
            Command::Look(appearance) => {
                storage::set_appearance(appearance.theme());
                state.appearance.set(appearance);
            }
            Command::Choose(item) => {
                answer(state, |answers| answers.item = item);
                show_in_address(state);
            }
            Command::Say(fact, typed) => answer(state, |answers| answers.set(&fact, typed)),
            Command::NoneOfThese => state.stage.with_untracked(|stage| {
                if let Stage::Check(policy) = stage {
                    state
                        .answers
                        .update(|answers| answers.none_of_these(policy));
                }
            }),
            Command::Leave(field) => {
                if !state.left.with_untracked(|left| left.contains(&field)) {
                    state.left.update(|left| {
                        left.insert(field);
                    });
                }
            }
            Command::Resume(field) => {
                if state.left.with_untracked(|left| left.contains(&field)) {
                    state.left.update(|left| {
                        left.remove(&field);
                    });
                }
            }
            Command::Judge(judging) => state.judging.set(judging),
            Command::Erase => {
                storage::erase_all();
                state.answers.set(Answers::default());
                state.left.update(std::collections::BTreeSet::clear);
                state
                    .erasures
                    .update(|times| *times = times.wrapping_add(1));
                state.judging.set(Judging::Now);
                state.keeping.set(Keeping::Erased);
                say(state, wording(state.language.get_untracked()).erased);
                show_in_address(state);
            }
            Command::Print => page::print(),
            Command::Copy(text) => spawn_local(async move {
                let words = wording(state.language.get_untracked());
                let (copying, said) = if page::copy_text(&text).await {
                    (Copying::Copied, words.copied)
                } else {
                    (Copying::Refused, words.not_copied)
                };
                state.copying.set(copying);
                say(state, said);
            }),
        }
    }
}

/// Changes the answers. What was copied before is another answer now.
fn answer(state: State, change: impl FnOnce(&mut Answers)) {
    state.answers.update(change);
    if state.copying.get_untracked() != Copying::Idle {
        state.copying.set(Copying::Idle);
    }
}

/// Keeps what was typed on this device. What is blank and was never kept is
/// not worth keeping.
pub(super) fn keep(state: State) {
    let Stage::Check(policy) = state.stage.get_untracked() else {
        return;
    };
    let id = &policy.id;
    let before = state.keeping.get_untracked();
    let keeping = state.answers.with_untracked(|answers| {
        if *answers == Answers::default() && storage::kept(id).is_none() {
            before
        } else if storage::keep(id, answers) {
            Keeping::Kept
        } else {
            Keeping::Refused
        }
    });
    if keeping != before {
        state.keeping.set(keeping);
    }
}

/// Has a screen reader say a text. The same text twice is said twice.
pub(super) fn say(state: State, text: &str) {
    let mut text = text.to_owned();
    if state.said.with_untracked(|said| *said == text) {
        text.push('\u{a0}');
    }
    state.said.set(text);
}

/// Writes what is shown into the address, in the place of what stands there.
fn show_in_address(state: State) {
    let mut route = state.route.get_untracked();
    if let Stage::Check(policy) = state.stage.get_untracked() {
        route.policy = Some(policy.id.clone());
        route.item = state.answers.with_untracked(|answers| answers.item.clone());
    }
    page::set_fragment(&route.fragment());
    state.route.set(route);
}

/// Switches the language. A policy has a file for each, so the page goes on in
/// the present one until the other has come.
fn speak(state: State, language: Language) {
    storage::set_language(language.tag());
    let Stage::Check(policy) = state.stage.get_untracked() else {
        spoken(state, language);
        return;
    };
    spawn_local(async move {
        let stage = stage(state, Some(&policy.id), language).await;
        let route = state.route.get_untracked();
        // Another navigation may have overtaken this one.
        if route.policy.as_ref() != Some(&policy.id) {
            return;
        }
        if matches!(stage, Stage::Check(_)) {
            state.stage.set(stage);
            spoken(state, language);
        } else {
            // The switch shows the present language again.
            state.language.notify();
            alert(state, wording(language).failed_text);
        }
    });
}

/// The page speaks another language from here on.
fn spoken(state: State, language: Language) {
    state.language.set(language);
    state.alerting.set(false);
    // The link's language has had its turn.
    state.route.update(|route| route.language = None);
    show_in_address(state);
}

/// Tells everybody, not a screen reader alone.
fn alert(state: State, text: &str) {
    state.alerting.set(true);
    say(state, text);
}

/// How long a screen stays while the next one is on its way.
const PATIENCE: Duration = Duration::from_millis(300);

/// Whether a screen is the first one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrival {
    /// The page has just been opened: the focus is where the browser has it.
    First,
    /// Another screen was there before: the focus goes to the new one.
    Later,
}

/// Goes where the address leads.
pub(super) fn go(state: State, route: Route, arrival: Arrival) {
    keep(state);
    let language = route.language;
    let language = language.unwrap_or_else(|| state.language.get_untracked());
    state.route.set(route.clone());
    if let (Stage::Check(policy), Some(wanted)) = (state.stage.get_untracked(), &route.policy)
        && policy.id == *wanted
    {
        // The same policy: only the item and the language can be others.
        if route.item.is_some() {
            state.answers.update(|answers| answers.item = route.item);
        }
        if language != state.language.get_untracked() {
            speak(state, language);
        }
        return;
    }
    let arrived = Rc::new(Cell::new(false));
    let waiting = arrived.clone();
    set_timeout(
        move || {
            if !waiting.get() {
                state.stage.set(Stage::Loading);
            }
        },
        PATIENCE,
    );
    spawn_local(async move {
        let stage = stage(state, route.policy.as_deref(), language).await;
        arrived.set(true);
        // Another navigation may have overtaken this one.
        if state.route.with_untracked(|now| now.policy == route.policy) {
            state.language.set(language);
            enter(state, stage, route);
            if arrival == Arrival::Later {
                focus::on_new_screen();
            }
        }
    });
}

/// What is shown for an address.
async fn stage(state: State, policy: Option<&str>, language: Language) -> Stage {
    let entries = match state.entries.get_value() {
        Some(entries) => entries,
        None => match packs::index().await {
            Ok(entries) => {
                let entries: Arc<[packs::PackEntry]> = entries.into();
                state.entries.set_value(Some(entries.clone()));
                entries
            }
            Err(_) => return Stage::Failed,
        },
    };
    let Some(id) = policy else {
        return Stage::Home(entries);
    };
    match entries.iter().find(|entry| entry.id == id) {
        None => Stage::UnknownPolicy(entries),
        Some(entry) => match packs::load(entry, language).await {
            Ok(policy) => Stage::Check(Arc::new(policy)),
            Err(_) => Stage::Failed,
        },
    }
}

/// Shows another screen, with what was kept for its policy.
fn enter(state: State, stage: Stage, route: Route) {
    let checks = matches!(stage, Stage::Check(_));
    if let Stage::Check(policy) = &stage {
        let mut answers = storage::kept(&policy.id).unwrap_or_default();
        if route.item.is_some() {
            answers.item = route.item;
        }
        state.left.set(answers.facts.keys().cloned().collect());
        state.answers.set(answers);
        state.judging.set(Judging::Now);
        state.copying.set(Copying::Idle);
    }
    state.stage.set(stage);
    if checks {
        show_in_address(state);
    }
}
