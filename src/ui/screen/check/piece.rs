//! The pieces of the screen and how parts show them.

use super::Stand;
use crate::domain::coverage::Verdict;
use crate::journey::{Checklist, Contact, Field, Gauge, ReasonView, Settle, plain_text};
use crate::ui::command::Command;
use crate::ui::markup::{Node, tag};
use crate::ui::part::back::back;
use crate::ui::part::bar::bar;
use crate::ui::part::button::{Weight, button};
use crate::ui::part::checklist::checklist;
use crate::ui::part::closing::{Closing, closing};
use crate::ui::part::contacts::contacts;
use crate::ui::part::error_summary::error_summary;
use crate::ui::part::facts::{Fact, facts};
use crate::ui::part::field::field;
use crate::ui::part::gauge::gauge;
use crate::ui::part::kept::kept;
use crate::ui::part::more::more;
use crate::ui::part::notice::notice;
use crate::ui::part::reasons::reasons;
use crate::ui::part::section::section;
use crate::ui::part::settle::settle;
use crate::ui::part::steps::{points, steps};
use crate::ui::part::table::{Table, table};
use crate::ui::part::verdict::verdict;
use crate::ui::state::{Copying, Judging, Keeping};
use leptos::prelude::WithUntracked;
use std::sync::Arc;

/// A piece of the screen. It is told from the view model at every change, and
/// shown anew only where it differs.
///
/// One type for all of them, because each type of memo weighs on the visit.
#[derive(Clone, PartialEq)]
pub(super) enum Piece {
    /// There is nothing to tell.
    Nothing,
    /// What the policy is.
    Head { title: String, summary: String },
    /// What is wrong, by facts.
    Errors(Vec<(String, String)>),
    /// A question.
    Field(Field),
    /// The exclusions.
    Checklist(Checklist),
    /// Questions follow that do not bear on the verdict.
    Details,
    /// What becomes of what was typed.
    Kept(Keeping),
    /// The verdict at the foot of a phone.
    Bar(Verdict, String),
    /// The verdict.
    Verdict {
        outcome: Verdict,
        label: String,
        title: String,
        sentence: String,
    },
    /// The report was in time: as of when it is judged.
    InTime(String, Judging),
    /// What would settle it, and how many questions are not at hand.
    Settle(Settle, String),
    /// Time and counters, and how the last day came about.
    HowLong(Vec<Gauge>, Vec<String>),
    /// Why.
    Why(Vec<ReasonView>),
    /// What it costs.
    Costs(Vec<Vec<String>>),
    /// Points under a heading.
    Points(&'static str, Vec<String>),
    /// Names and values under a heading.
    Facts(&'static str, Vec<Fact>),
    /// The stages of handling.
    Stages(Vec<(String, Vec<String>)>),
    /// What to do now.
    Steps(Vec<String>),
    /// How to reach the company.
    Reach(Option<String>, Vec<Contact>),
    /// What only some want to read.
    More {
        assumptions: Vec<String>,
        rules: Vec<Vec<String>>,
        told: Vec<Fact>,
    },
    /// What the answer is worth.
    Closing {
        edition: String,
        digest: String,
        copying: Copying,
    },
}

/// Shows a piece.
pub(super) fn show(stand: Stand, piece: Piece) -> Node {
    let Stand {
        dispatch,
        language,
        words,
        ..
    } = stand;
    let texts = |texts: Vec<String>| texts.into_iter().map(|text| tag("p").child(text).into());
    match piece {
        Piece::Nothing => Node::Nothing,
        Piece::Head { title, summary } => tag("div")
            .class("cc-check__head")
            .child(back(words.back))
            .child(tag("h1").child(title))
            .child(tag("p").class("cc-check__summary").child(summary))
            .into(),
        Piece::Errors(errors) => error_summary(words.problem, errors),
        Piece::Field(one) => field(one, language, words, dispatch),
        Piece::Checklist(all) => checklist(all, words, dispatch),
        Piece::Details => tag("div")
            .class("cc-check__details")
            .child(tag("h2").child(words.details))
            .child(tag("p").class("cc-field__hint").child(words.details_hint))
            .into(),
        Piece::Kept(keeping) => kept(keeping, words, dispatch),
        Piece::Bar(outcome, title) => bar(outcome, title, words.see_answer),
        Piece::Verdict {
            outcome,
            label,
            title,
            sentence,
        } => verdict(outcome, label, title, sentence),
        Piece::InTime(text, judging) => {
            let (label, other) = match judging {
                Judging::Now => (words.judge_then, Judging::Report),
                Judging::Report => (words.judge_now, Judging::Now),
            };
            let judge = button(Weight::Plain, label, move || {
                dispatch.send(Command::Judge(other));
            });
            notice(text, judge)
        }
        Piece::Settle(questions, summary) => section(
            words.settle,
            vec![settle(questions, summary, words, dispatch)],
        ),
        Piece::HowLong(gauges, how) => {
            let mut body: Vec<Node> = gauges.into_iter().map(gauge).collect();
            if !how.is_empty() {
                body.push(more(words.how_day, texts(how).collect()));
            }
            section(words.how_long, body)
        }
        Piece::Why(all) => section(words.why, vec![reasons(all)]),
        Piece::Costs(rows) => {
            let costs = Table {
                caption: words.costs,
                head: vec![words.cost_what, words.cost_who],
                rows,
                small: false,
            };
            section(words.costs, vec![table(costs)])
        }
        Piece::Points(heading, all) => section(heading, vec![points(all)]),
        Piece::Facts(heading, all) => section(heading, vec![facts(all)]),
        Piece::Stages(stages) => {
            let stages = stages.into_iter();
            let stages = stages.map(|(summary, tasks)| more(summary, vec![points(tasks)]));
            let stages = tag("div").children(stages.collect());
            section(words.stages, vec![stages.into()])
        }
        Piece::Steps(all) => section(words.next, vec![steps(all)]),
        Piece::Reach(routes, all) => {
            let mut body: Vec<Node> = texts(routes.into_iter().collect()).collect();
            body.push(contacts(all));
            section(words.reach, body)
        }
        Piece::More {
            assumptions,
            rules,
            told,
        } => {
            let assumptions = (!assumptions.is_empty())
                .then(|| more(words.assumptions, vec![points(assumptions)]));
            let rules = (!rules.is_empty()).then(|| {
                let rules = Table {
                    caption: words.rules,
                    head: vec![words.rule, words.holds, words.clause],
                    rows: rules,
                    small: true,
                };
                more(words.rules, vec![table(rules)])
            });
            let told = (!told.is_empty()).then(|| more(words.told, vec![facts(told)]));
            let all = tag("div").child(assumptions).child(rules).child(told);
            tag("div").class("cc-answer__section").child(all).into()
        }
        Piece::Closing {
            edition,
            digest,
            copying,
        } => {
            let copy = move |()| {
                let text = stand.view.with_untracked(|view| plain_text(view, words));
                dispatch.send(Command::Copy(text));
            };
            closing(Closing {
                edition,
                digest,
                copying,
                copy: Arc::new(copy),
                words,
                dispatch,
            })
        }
    }
}
