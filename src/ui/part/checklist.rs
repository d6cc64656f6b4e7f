//! What rules cover out: one button for the usual case, then each by itself.

use super::button::{Weight, button};
use super::choices::yes_no;
use super::field::{Frame, frame};
use crate::journey::wording::Wording;
use crate::journey::{Checklist, ChecklistRow, Typed};
use crate::ui::command::{Command, Dispatch};
use crate::ui::focus;
use crate::ui::markup::{Node, Take, tag};
use std::sync::Arc;

/// The exclusions, as one group.
pub(in crate::ui) fn checklist(
    checklist: Checklist,
    words: &'static Wording,
    dispatch: Dispatch,
) -> Node {
    let none = button(Weight::Plain, words.none_of_these, move || {
        dispatch.send(Command::NoneOfThese);
    });
    let rows = checklist.rows.into_iter();
    let rows = tag("div")
        .class("cc-checklist")
        .children(rows.map(|one| row(one, words, dispatch)).collect());
    frame(Frame {
        fact: "exclusions".to_owned(),
        label: words.exclusions.to_owned(),
        hint: Some(words.exclusions_hint.to_owned()),
        wrong: false,
        error: None,
        labels: None,
        controls: vec![none.into(), rows.into()],
        dispatch,
    })
}

fn row(row: ChecklistRow, words: &'static Wording, dispatch: Dispatch) -> Node {
    let name = focus::field_id(&row.id);
    let question_id = format!("{name}-question");
    let help = row
        .help
        .map(|help| tag("span").class("cc-checklist__help").child(help));
    let question = tag("p")
        .class("cc-checklist__question")
        .id(question_id.clone())
        .child(row.question)
        .child(" ")
        .child(help);
    let fact = row.id;
    let choose: Take<Typed> = Arc::new(move |answer| {
        dispatch.send(Command::Say(fact.clone(), Some(answer)));
    });
    tag("div")
        .class("cc-checklist__row")
        .with("role", "radiogroup")
        .id(name.clone())
        .with("aria-labelledby", question_id)
        .child(question)
        .child(yes_no(name, row.answer, words, choose))
        .into()
}
