//! The root. It only wires: state, commands, the outside, and which screen is
//! shown.

use super::command::{Arrival, Command, Dispatch, go, keep};
use super::focus;
use super::markup::live;
use super::part::footer::footer;
use super::part::header::header;
use super::screen::{Check, failed, home, loading, unknown_policy};
use super::state::{Stage, State};
use crate::browser::{self, page};
use crate::journey::wording::{fill, wording};
use leptos::prelude::*;
use std::time::Duration;

/// The page.
#[component]
pub(super) fn App() -> impl IntoView {
    let state = State::new();
    let dispatch = Dispatch::new(state);
    tell_outside(state);
    hear_outside(state, dispatch);
    let route = state.route.get_untracked();
    go(state, route, Arrival::First);

    let header = live(move || {
        let language = state.language.get();
        header(
            language,
            state.appearance.get(),
            wording(language),
            dispatch,
        )
    });
    let screen = move || {
        let language = state.language.get();
        let words = wording(language);
        match state.stage.get() {
            Stage::Loading => loading(words).into_any(),
            Stage::Home(entries) => home(&entries, language).into_any(),
            Stage::UnknownPolicy(entries) => unknown_policy(&entries, language).into_any(),
            Stage::Failed => failed(words, dispatch).into_any(),
            Stage::Check(policy) => view! { <Check policy state language dispatch /> }.into_any(),
        }
    };
    let footer = live(move || {
        let words = wording(state.language.get());
        let in_use = match state.stage.get() {
            Stage::Check(policy) => Some((
                fill(words.edition, &[&policy.edition.id]),
                policy.digest.clone(),
            )),
            _ => None,
        };
        footer(words.stays_here, in_use)
    });
    let said = live(move || state.said.get().into());
    view! {
        <div class="cc-app">
            {header}
            <main class="cc-main" id=focus::MAIN tabindex="-1">
                <div class="cc-wrap">{screen}</div>
            </main>
            {footer}
            <p
                class="cc-alert"
                class:cc-visually-hidden=move || !state.alerting.get()
                role="status"
            >
                {said}
            </p>
        </div>
    }
}

/// Tells the document its language and looks, and the device what to keep.
fn tell_outside(state: State) {
    Effect::new(move |_| {
        page::set_document_language(state.language.get().tag());
        page::set_theme(state.appearance.get().theme());
    });
    let mut keep_soon = debounce(Duration::from_millis(400), move |()| keep(state));
    Effect::new(move |_| {
        state.answers.track();
        keep_soon(());
    });
}

/// Hears of the address, of leaving, and of time passing.
fn hear_outside(state: State, dispatch: Dispatch) {
    page::on_fragment_change(move || dispatch.send(Command::Go));
    page::on_leaving(move || keep(state));
    page::open_details_for_print();
    set_interval(
        move || state.now.set(browser::now()),
        Duration::from_secs(60),
    );
}
