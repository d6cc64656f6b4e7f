//! The questions of a policy, and the answer beside them.
//!
//! [`told`] says, from the view model, what each piece of the screen holds;
//! [`piece`] shows it with parts.

mod piece;
mod told;

use crate::browser::{IntlFormats, Zones, page};
use crate::domain::policy::Policy;
use crate::journey::wording::{Wording, fill, wording};
use crate::journey::{CheckView, Field, Form, Language, check};
use crate::ui::command::{Dispatch, say};
use crate::ui::markup::{Live, live};
use crate::ui::state::State;
use leptos::prelude::*;
use piece::{Piece, show};
use std::sync::Arc;
use std::time::Duration;

/// What every piece is shown with.
#[derive(Clone, Copy)]
struct Stand {
    /// The questions and the answer at present.
    view: Memo<CheckView>,
    state: State,
    dispatch: Dispatch,
    language: Language,
    words: &'static Wording,
}

/// The questions of a policy, and the answer beside them.
#[component]
pub(in crate::ui) fn Check(
    /// The policy.
    policy: Arc<Policy>,
    /// What was typed for it, and what else bears on the answer.
    state: State,
    /// The language of the page.
    language: Language,
    /// Takes the commands.
    dispatch: Dispatch,
) -> impl IntoView {
    let judged = policy.clone();
    let view = Memo::new(move |_| {
        let as_of = state.as_of(&judged);
        let formats = IntlFormats::new(language);
        state
            .answers
            .with(|answers| check(&judged, answers, as_of, language, &formats, &Zones))
    });
    let words = wording(language);
    let stand = Stand {
        view,
        state,
        dispatch,
        language,
        words,
    };
    tell_outside(stand);
    let in_time: Teller = Box::new(move |view| told::in_time(stand, &policy, view));
    let told = |tell: fn(Stand, &CheckView) -> Piece| {
        piece(stand, Box::new(move |view| tell(stand, view)))
    };
    let sections: Vec<Live> = told::SECTIONS.into_iter().map(told).collect();
    view! {
        <div class="cc-check">
            {told(told::head)}
            <form
                class="cc-check__questions"
                novalidate=true
                aria-label=words.questions
                on:submit=|event| event.prevent_default()
            >
                {told(told::errors)}
                {fields(stand, |form| &form.fields)}
                {told(told::checklist)}
                {told(told::details)}
                {fields(stand, |form| &form.details)}
                {told(told::kept)}
                {told(told::bar)}
            </form>
            <section class="cc-check__answer cc-answer" id="answer" aria-labelledby="verdict">
                {told(told::verdict)}
                {piece(stand, in_time)}
                {sections}
            </section>
        </div>
    }
}

/// Tells a piece from the view model.
type Teller = Box<dyn Fn(&CheckView) -> Piece + Send + Sync>;

/// A piece of the screen, kept up to date.
fn piece(stand: Stand, tell: Teller) -> Live {
    let piece = Memo::new(move |_| stand.view.with(&tell));
    live(move || piece.with(|piece| show(stand, piece.clone())))
}

/// Fields, each by its fact: one that stays is never made anew, so it keeps
/// what has the focus in it.
fn fields(stand: Stand, of: fn(&Form) -> &Vec<Field>) -> impl IntoView {
    let Stand { view, state, .. } = stand;
    let each = move || {
        let erasures = state.erasures.get();
        view.with(|view| {
            let ids = of(&view.form)
                .iter()
                .map(|field| (erasures, field.id.clone()));
            ids.collect::<Vec<_>>()
        })
    };
    // Fields of another policy or language, or from before everything was
    // erased, are others.
    let policy = state
        .route
        .with_untracked(|route| route.policy.clone().unwrap_or_default());
    let key = move |(erasures, id): &(usize, String)| {
        format!("{policy} {} {erasures} {id}", stand.language.tag())
    };
    let one = move |(_, id): (usize, String)| {
        let tell: Teller = Box::new(move |view| told::field(stand, of(&view.form), &id));
        piece(stand, tell)
    };
    view! { <For each key children=one /> }
}

/// Tells the title of the page and, once the person pauses, the screen reader.
fn tell_outside(stand: Stand) {
    let Stand {
        view, state, words, ..
    } = stand;
    Effect::new(move |_| {
        let title =
            view.with(|view| format!("{} – {} – Covercheck", view.answer.title, view.title));
        let wrong = view.with(|view| {
            state
                .left
                .with(|left| told::shown_errors(view, left).next().is_some())
        });
        page::set_title(&if wrong {
            fill(words.title_error, &[&title])
        } else {
            title
        });
    });
    let mut announce = debounce(Duration::from_secs(1), move |text: String| {
        say(state, &text)
    });
    Effect::new(move |before: Option<String>| {
        let now = view.with(|view| format!("{}. {}", view.answer.title, view.answer.sentence));
        if before.is_some_and(|before| before != now) {
            announce(now.clone());
        }
        now
    });
}
