//! What each piece of the screen holds, told from the view model.

use super::Stand;
use super::piece::Piece;
use crate::browser::{IntlFormats, Zones};
use crate::domain::policy::Policy;
use crate::domain::world::civil_date;
use crate::journey::wording::fill;
use crate::journey::{CheckView, Field, Formats};
use crate::ui::part::settle;
use crate::ui::state::Judging;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The sections of the answer, in order.
pub(super) const SECTIONS: [fn(Stand, &CheckView) -> Piece; 12] = [
    settle, how_long, why, costs, remedies, promised, stages, steps, reach, notes, more, closing,
];

pub(super) fn head(_: Stand, view: &CheckView) -> Piece {
    Piece::Head {
        title: view.title.clone(),
        summary: view.summary.clone(),
    }
}

pub(super) fn errors(stand: Stand, view: &CheckView) -> Piece {
    let errors = stand
        .state
        .left
        .with(|left| shown_errors(view, left).cloned().collect::<Vec<_>>());
    unless_empty(errors, Piece::Errors)
}

/// The errors of the fields that were left.
pub(super) fn shown_errors<'a>(
    view: &'a CheckView,
    left: &'a BTreeSet<String>,
) -> impl Iterator<Item = &'a (String, String)> {
    let errors = view.form.errors.iter();
    errors.filter(|(fact, _)| left.contains(fact))
}

/// A field; its error shows once it was left.
pub(super) fn field(stand: Stand, fields: &[Field], id: &str) -> Piece {
    let Some(field) = fields.iter().find(|field| field.id == id) else {
        return Piece::Nothing;
    };
    let mut field = field.clone();
    if !stand.state.left.with(|left| left.contains(id)) {
        field.error = None;
    }
    Piece::Field(field)
}

pub(super) fn checklist(_: Stand, view: &CheckView) -> Piece {
    let checklist = view.form.checklist.clone();
    checklist.map_or(Piece::Nothing, Piece::Checklist)
}

pub(super) fn details(_: Stand, view: &CheckView) -> Piece {
    if view.form.details.is_empty() {
        Piece::Nothing
    } else {
        Piece::Details
    }
}

pub(super) fn kept(stand: Stand, _: &CheckView) -> Piece {
    Piece::Kept(stand.state.keeping.get())
}

pub(super) fn bar(_: Stand, view: &CheckView) -> Piece {
    Piece::Bar(view.answer.verdict.0, view.answer.title.clone())
}

pub(super) fn verdict(_: Stand, view: &CheckView) -> Piece {
    let answer = &view.answer;
    Piece::Verdict {
        outcome: answer.verdict.0,
        label: answer.label.clone(),
        title: answer.title.clone(),
        sentence: answer.sentence.clone(),
    }
}

/// The fault was reported in time: judged as of then, or as of now.
pub(super) fn in_time(stand: Stand, policy: &Policy, view: &CheckView) -> Piece {
    let words = stand.words;
    let judging = stand.state.judging.get();
    let text = match judging {
        Judging::Now => {
            let day = view.answer.reported_in_time.as_ref();
            day.map(|day| fill(words.reported_in_time, &[day]))
        }
        Judging::Report => stand.state.reported_at(policy).map(|at| {
            let day = civil_date(&Zones, &policy.zone, at);
            let day = IntlFormats::new(stand.language).date(day);
            fill(words.judged_then, &[&day])
        }),
    };
    text.map_or(Piece::Nothing, |text| Piece::InTime(text, judging))
}

fn settle(stand: Stand, view: &CheckView) -> Piece {
    let Some(settle) = &view.answer.settle else {
        return Piece::Nothing;
    };
    let hidden = i64::try_from(settle::hidden(settle)).unwrap_or(i64::MAX);
    let number = IntlFormats::new(stand.language).number(hidden);
    let more = stand.words.more_questions.of(hidden, &number);
    Piece::Settle(settle.clone(), more)
}

fn how_long(_: Stand, view: &CheckView) -> Piece {
    let how = view.answer.how.clone();
    unless_empty(view.answer.gauges.clone(), |gauges| {
        Piece::HowLong(gauges, how)
    })
}

fn why(_: Stand, view: &CheckView) -> Piece {
    unless_empty(view.answer.reasons.clone(), Piece::Why)
}

fn costs(_: Stand, view: &CheckView) -> Piece {
    let rows = view.answer.costs.iter();
    let rows = rows.map(|(what, who)| vec![what.clone(), who.clone()]);
    unless_empty(rows.collect(), Piece::Costs)
}

fn remedies(stand: Stand, view: &CheckView) -> Piece {
    let heading = stand.words.remedies;
    unless_empty(view.answer.remedies.clone(), |remedies| {
        Piece::Points(heading, remedies)
    })
}

fn promised(stand: Stand, view: &CheckView) -> Piece {
    let rows = view.answer.promised.iter();
    let rows = rows.map(|one| (one.name.clone(), one.value.clone(), one.note.clone()));
    unless_empty(rows.collect(), |rows| {
        Piece::Facts(stand.words.promised, rows)
    })
}

fn stages(_: Stand, view: &CheckView) -> Piece {
    let stages = view.answer.stages.iter();
    let stages = stages.map(|(name, length, tasks)| (format!("{name} · {length}"), tasks.clone()));
    unless_empty(stages.collect(), Piece::Stages)
}

fn steps(_: Stand, view: &CheckView) -> Piece {
    unless_empty(view.answer.steps.clone(), Piece::Steps)
}

fn reach(_: Stand, view: &CheckView) -> Piece {
    let routes = view.answer.routes.clone();
    unless_empty(view.answer.contacts.clone(), |contacts| {
        Piece::Reach(routes, contacts)
    })
}

fn notes(stand: Stand, view: &CheckView) -> Piece {
    let heading = stand.words.notes;
    unless_empty(view.answer.notes.clone(), |notes| {
        Piece::Points(heading, notes)
    })
}

fn more(_: Stand, view: &CheckView) -> Piece {
    let answer = &view.answer;
    let rules = answer.rules.iter();
    let told = answer.told.iter();
    Piece::More {
        assumptions: answer.assumptions.clone(),
        rules: rules
            .map(|row| vec![row.rule.clone(), row.holds.clone(), row.clause.clone()])
            .collect(),
        told: told
            .map(|(name, value)| (name.clone(), value.clone(), None))
            .collect(),
    }
}

fn closing(stand: Stand, view: &CheckView) -> Piece {
    Piece::Closing {
        edition: view.answer.edition.clone(),
        digest: view.answer.digest.clone(),
        copying: stand.state.copying.get(),
    }
}

fn unless_empty<T>(items: Vec<T>, piece: impl FnOnce(Vec<T>) -> Piece) -> Piece {
    if items.is_empty() {
        Piece::Nothing
    } else {
        piece(items)
    }
}
