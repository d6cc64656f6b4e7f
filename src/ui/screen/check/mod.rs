//! The questions of a policy, and the answer beside them.

mod answer;

use super::Screen;
use crate::domain::policy::Bundle;
use crate::journey::wording::{Wording, fill};
use crate::journey::{CheckView, Field, Form, Language};
use crate::ui::command::{Command, Dispatch};
use crate::ui::markup::{Element, Node, tag};
use crate::ui::part::back::back;
use crate::ui::part::bar::bar;
use crate::ui::part::checklist::checklist;
use crate::ui::part::companion::companion;
use crate::ui::part::error_summary::error_summary;
use crate::ui::part::field::field;
use crate::ui::part::kept::kept;
use crate::ui::state::State;

/// What everything on the screen is shown with.
#[derive(Clone, Copy)]
struct Stand<'a> {
    policy: &'a Bundle,
    state: &'a State,
    dispatch: Dispatch,
    language: Language,
    words: &'static Wording,
}

/// The questions of a policy, and the answer to what was typed; `None` for a
/// policy without editions.
pub(in crate::ui) fn check(
    policy: &Bundle,
    state: &State,
    words: &'static Wording,
    dispatch: Dispatch,
) -> Option<Screen> {
    let stand = Stand {
        policy,
        state,
        dispatch,
        language: words.spoken,
        words,
    };
    let view = state.checked(policy, words)?;
    let CheckView {
        title,
        summary,
        mut form,
        answer,
    } = view;
    form.errors.retain(|(fact, _)| state.left.contains(fact));
    let page_title = format!("{} – {title} – Covercheck", answer.title);
    let page_title = if form.errors.is_empty() {
        page_title
    } else {
        fill(stand.words.title_error, &[&page_title])
    };
    let news = format!("{}. {}", answer.title, answer.sentence);
    let bar = bar(
        answer.verdict.0,
        answer.title.clone(),
        stand.words.see_answer,
        dispatch,
    );
    let head = tag("div")
        .class("cc-check__head")
        .child(
            dispatch
                .place()
                .leads_home()
                .then(|| back(stand.words.back)),
        )
        .child(tag("h1").child(title))
        .child(tag("p").class("cc-check__summary").child(summary))
        .child(comparison(stand));
    let mut drawn = answer
        .promised
        .iter()
        .filter_map(|one| one.timeline.as_ref());
    let counts_down = drawn.any(|drawn| drawn.counts_down);
    let in_use = (answer.edition.clone(), answer.digest.clone());
    let body = tag("div")
        // What is typed for one policy has no place in the form of another.
        .key(format!("check {}", policy.id()))
        .class("cc-check")
        .child(head)
        .child(questions(stand, form, bar))
        .child(answer::answer(stand, answer));
    Some(Screen {
        title: page_title,
        news,
        counts_down,
        in_use: Some(in_use),
        body: body.into(),
    })
}

/// The way to where the items of the policy stand side by side, on a page of ours.
fn comparison(stand: Stand<'_>) -> Option<Element> {
    let items = &stand.policy.newest()?.items;
    let is_there = items.len() > 1 && stand.dispatch.place().is_page();
    is_there.then(|| {
        let href = ["#/compare/", stand.policy.id()].concat();
        let link = tag("a").class("cc-back").with("href", href);
        link.child(stand.words.compare)
    })
}

/// The form. Its rows have keys: a field that stays is never made anew, so it
/// keeps what has the focus in it.
fn questions(stand: Stand<'_>, form: Form, bar: Node) -> Element {
    let Stand {
        state,
        dispatch,
        words,
        ..
    } = stand;
    let mut rows: Vec<Node> = Vec::new();
    if !form.errors.is_empty() {
        rows.push(error_summary(words.problem, form.errors, dispatch).keyed("errors"));
    }
    let fields = |rows: &mut Vec<Node>, fields: Vec<Field>| {
        for one in fields {
            let beside = one.companion;
            rows.push(field_row(stand, one));
            if let Some(which) = beside {
                let policy = stand.policy.id().to_owned();
                let typed = state.answers.to_json().to_string();
                let key = which.part();
                rows.push(
                    companion(which, policy, typed, words, dispatch)
                        .key(key)
                        .into(),
                );
            }
        }
    };
    fields(&mut rows, form.fields);
    if let Some(all) = form.checklist {
        rows.push(checklist(all, words, dispatch).keyed("checklist"));
    }
    if !form.details.is_empty() {
        let details = tag("div")
            .class("cc-check__details")
            .child(tag("h2").child(words.details))
            .child(tag("p").class("cc-field__hint").child(words.details_hint));
        rows.push(Node::from(details).keyed("details"));
    }
    fields(&mut rows, form.details);
    rows.push(kept(state.keeping, words, dispatch).keyed("kept"));
    rows.push(bar.keyed("bar"));
    tag("form")
        .class("cc-check__questions")
        .with("novalidate", "")
        .with("aria-label", words.questions)
        .on("submit", |event| event.prevent_default())
        // It reads what is typed: whoever begins to type has use for it.
        .on("focusin", move |_| dispatch.send(Command::Want("triage")))
        .children(rows)
}

/// A field; its error shows once it was left.
fn field_row(stand: Stand<'_>, mut one: Field) -> Node {
    let Stand {
        state,
        dispatch,
        language,
        words,
        ..
    } = stand;
    if !state.left.contains(&one.id) {
        one.error = None;
    }
    // Fields in another language, or from before everything was erased, are
    // others.
    let key = format!("{} {} {}", language.tag(), state.erasures, one.id);
    field(one, language, words, dispatch).keyed(key)
}
