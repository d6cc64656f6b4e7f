//! What would settle an open claim: questions whose answers are one tap away.

use super::link::{Place, link};
use super::more::more;
use crate::journey::wording::Wording;
use crate::journey::{OneTap, OpenQuestion, RangeAnswer, Settle};
use crate::ui::command::{Command, Dispatch};
use crate::ui::focus;
use crate::ui::markup::{Element, Node, tag};
use wasm_bindgen::JsCast;

/// So many questions stand open; the others are behind a summary.
const SHOWN_AT_FIRST: usize = 2;

/// How many questions stand behind the summary.
pub(in crate::ui) fn hidden(settle: &Settle) -> usize {
    settle.questions.len().saturating_sub(SHOWN_AT_FIRST)
}

/// The open questions, with what each answer leads to; `summary` says how many
/// more there are than stand open.
pub(in crate::ui) fn settle(
    settle: Settle,
    summary: String,
    words: &'static Wording,
    dispatch: Dispatch,
) -> Node {
    let none = settle.none_of_these.map(|result| {
        let label = words.none_of_these.to_owned();
        let answer = tap(label, result, Command::NoneOfThese, dispatch);
        tag("div").class("cc-open__answers").child(answer)
    });
    let questions = settle.questions.into_iter();
    let mut questions: Vec<Node> = questions.map(|one| question(one, dispatch)).collect();
    let rest = questions.split_off(SHOWN_AT_FIRST.min(questions.len()));
    let list = |questions| tag("ul").class("cc-open").children(questions);
    let rest = (!rest.is_empty()).then(|| more(summary, vec![list(rest).into()]));
    tag("div")
        .class("cc-stack")
        .child(none)
        .child(list(questions))
        .child(rest)
        .into()
}

fn question(question: OpenQuestion, dispatch: Dispatch) -> Node {
    let OpenQuestion {
        id,
        question,
        wrote,
        taps,
        ranges,
    } = question;
    let name = format!("open-{id}");
    // Yes and no stand here as they are; else the question leads to the form,
    // where all answers are.
    let asked: Node = if taps.len() != 2 {
        link("cc-open__link", Place::Field(id.clone()), dispatch)
            .child(question)
            .into()
    } else {
        question.into()
    };
    let taps = taps.into_iter().map(|one| {
        let OneTap {
            label,
            result,
            sets,
        } = one;
        let command = match sets {
            Ok(typed) => Command::Say(id.clone(), Some(typed)),
            Err(item) => Command::Choose(Some(item)),
        };
        tap(label, result, command, dispatch).into()
    });
    let taps: Vec<Node> = taps.collect();
    let taps = (!taps.is_empty()).then(|| {
        tag("div")
            .class("cc-open__answers")
            .with("role", "group")
            .with("aria-labelledby", name.clone())
            .children(taps)
    });
    let range = |RangeAnswer { label, result }| {
        let item = tag("li").child(label).child(" ");
        item.child(arrow()).child(result).into()
    };
    let ranges: Vec<Node> = ranges.into_iter().map(range).collect();
    let ranges = (!ranges.is_empty()).then(|| tag("ul").class("cc-open__ranges").children(ranges));
    tag("li")
        .class("cc-open__item")
        .child(wrote.map(|wrote| tag("p").child(wrote)))
        .child(tag("p").class("cc-open__question").id(name).child(asked))
        .child(ranges)
        .child(taps)
        .into()
}

/// An answer. It is gone once it is given, so the focus goes to the verdict.
fn tap(label: String, result: String, command: Command, dispatch: Dispatch) -> Element {
    let result = tag("span")
        .class("cc-open__result")
        .child(arrow())
        .child(result);
    tag("button")
        .class("cc-open__answer")
        .with("type", "button")
        .child(tag("span").class("cc-open__value").child(label))
        .child(" ")
        .child(result)
        .on("click", move |event| {
            // The second click of a double click would meet the next question.
            let event: Option<&web_sys::UiEvent> = event.dyn_ref();
            if event.is_none_or(|event| event.detail() < 2) {
                dispatch.send(command.clone());
                focus::soon(dispatch.place(), focus::VERDICT.to_owned());
            }
        })
}

fn arrow() -> Element {
    tag("span").with("aria-hidden", "true").child("→ ")
}
