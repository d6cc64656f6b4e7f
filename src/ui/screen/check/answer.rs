//! The answer, from the verdict to what it is worth.

use super::Stand;
use crate::browser::{IntlFormats, Zones};
use crate::domain::world::civil_date;
use crate::journey::wording::fill;
use crate::journey::{Answer, Companion, Formats, Settle, StageView};
use crate::ui::command::Command;
use crate::ui::markup::{Element, Node, tag};
use crate::ui::part::button::{Weight, button};
use crate::ui::part::closing::{Closing, closing};
use crate::ui::part::companion::companion;
use crate::ui::part::contacts::contacts;
use crate::ui::part::facts::{Fact, facts};
use crate::ui::part::gauge::gauge;
use crate::ui::part::more::more;
use crate::ui::part::notice::notice;
use crate::ui::part::reasons::reasons;
use crate::ui::part::section::section;
use crate::ui::part::settle;
use crate::ui::part::steps::{points, steps};
use crate::ui::part::table::{Table, table};
use crate::ui::part::timeline::timeline;
use crate::ui::part::verdict::verdict;
use crate::ui::state::{Judging, Keeping};

/// The answer. Sections without anything to say hold their places, so that
/// what follows them stays what it is.
pub(super) fn answer(stand: Stand<'_>, answer: Answer) -> Element {
    let words = stand.words;
    let in_time = in_time(stand, &answer);
    let does = answer.does(words);
    let costs = answer.costs.into_iter();
    let costs = costs.map(|(what, who)| vec![what, who]).collect();
    let promised = answer.promised.into_iter();
    let promised = promised
        .map(|one| {
            let drawn = one.timeline.map(|drawn| timeline(drawn, words));
            (one.name, one.value, one.note, drawn.into())
        })
        .collect();
    let told = answer.told.into_iter();
    let told = told
        .map(|(name, value)| (name, value, None, Node::Nothing))
        .collect();
    let rules = answer.rules.into_iter();
    let rules = rules
        .map(|row| vec![row.rule, row.holds, row.clause])
        .collect();
    tag("section")
        .class("cc-check__answer cc-answer")
        .id("answer")
        .with("aria-labelledby", "verdict")
        .child(verdict(
            answer.verdict.0,
            answer.label,
            answer.title,
            answer.sentence,
        ))
        .child(in_time)
        .child(answer.settle.map(|open| settled_by(stand, open)))
        .child(unless_empty(answer.reasons, |all| {
            section(words.why, vec![reasons(all)])
        }))
        .child(unless_empty(answer.gauges, |gauges| {
            let mut body: Vec<Node> = gauges.into_iter().map(gauge).collect();
            body.extend(paragraphs(answer.beside));
            body.push(unless_empty(answer.how, |how| {
                more(words.how_day, paragraphs(how))
            }));
            section(words.how_long, body)
        }))
        .child(unless_empty(answer.steps, |all| {
            section(words.next, vec![steps(all)])
        }))
        .child(unless_empty(answer.contacts, |all| {
            let mut body = paragraphs(answer.routes.into_iter().collect());
            body.push(contacts(all));
            section(words.reach, body)
        }))
        .child(unless_empty(costs, |rows| {
            let costs = Table {
                caption: words.costs,
                head: vec![words.cost_what, words.cost_who],
                rows,
                small: false,
            };
            section(words.costs, vec![table(costs)])
        }))
        .child(list(does, answer.remedies))
        .child(unless_empty(promised, |all| {
            section(words.promised, vec![facts(all)])
        }))
        .child(unless_empty(answer.stages, |stages| {
            let stage = |stage: StageView| {
                let summary = format!("{} · {}", stage.name, stage.length);
                let mut body = paragraphs(stage.window.into_iter().collect());
                body.push(points(stage.tasks));
                more(summary, body)
            };
            let stages = stages.into_iter().map(stage).collect();
            let drawn = answer.stages_drawn.map(|drawn| timeline(drawn, words));
            let stages = tag("div").children(stages).into();
            section(words.stages, vec![drawn.into(), stages])
        }))
        .child(list(words.notes, answer.notes))
        .child(aside(stand, answer.assumptions, rules, told))
        .child(closing(Closing {
            edition: answer.edition,
            digest: answer.digest,
            takeaway: takeaway(stand),
            words,
        }))
}

/// The fault was reported in time: judged as of then, or as of now.
fn in_time(stand: Stand<'_>, answer: &Answer) -> Option<Node> {
    let (words, dispatch) = (stand.words, stand.dispatch);
    let (text, label, other) = match stand.state.judging {
        Judging::Now => {
            let day = answer.reported_in_time.as_ref()?;
            let text = fill(words.reported_in_time, &[day]);
            (text, words.judge_then, Judging::Report)
        }
        Judging::Report | Judging::Link(_) => {
            let edition = stand.state.answers.edition(stand.policy)?;
            let as_of = stand.state.as_of(stand.policy, stand.language);
            let day = civil_date(&Zones, &edition.zone, as_of);
            let day = IntlFormats::new(stand.language).date(day);
            (
                fill(words.judged_then, &[&day]),
                words.judge_now,
                Judging::Now,
            )
        }
    };
    let judge = button(Weight::Plain, label, move || {
        dispatch.send(Command::Judge(other));
    });
    Some(notice(text, judge))
}

/// The way to take the answer along, with all that it is made of.
fn takeaway(stand: Stand<'_>) -> Element {
    let state = stand.state;
    let typed = state.answers.to_json().to_string();
    let policy = stand.policy.id().to_owned();
    let place = companion(
        Companion::Takeaway,
        policy,
        typed,
        stand.words,
        stand.dispatch,
    );
    let as_of = match state.judging {
        Judging::Now => String::new(),
        _ => state.as_of(stand.policy, stand.language).to_string(),
    };
    let erased = match state.keeping {
        Keeping::Erased => state.erasures.to_string(),
        _ => String::new(),
    };
    place
        .with("as-of", as_of)
        .with("erased", erased)
        .maybe("link", state.link.clone())
}

/// What would settle it.
fn settled_by(stand: Stand<'_>, open: Settle) -> Node {
    let words = stand.words;
    let hidden = i64::try_from(settle::hidden(&open)).unwrap_or(i64::MAX);
    let number = IntlFormats::new(stand.language).number(hidden);
    let summary = words.more_questions.of(hidden, &number);
    let body = settle::settle(open, summary, words, stand.dispatch);
    section(words.settle, vec![body])
}

/// What only some want to read.
fn aside(
    stand: Stand<'_>,
    assumptions: Vec<String>,
    rules: Vec<Vec<String>>,
    told: Vec<Fact>,
) -> Node {
    let words = stand.words;
    let all = tag("div")
        .child(unless_empty(assumptions, |all| {
            more(words.assumptions, vec![points(all)])
        }))
        .child(unless_empty(rules, |rows| {
            let rules = Table {
                caption: words.rules,
                head: vec![words.rule, words.holds, words.clause],
                rows,
                small: true,
            };
            more(words.rules, vec![table(rules)])
        }))
        .child(unless_empty(told, |all| more(words.told, vec![facts(all)])));
    tag("div").class("cc-answer__section").child(all).into()
}

/// Points under a heading.
fn list(heading: &'static str, all: Vec<String>) -> Node {
    unless_empty(all, |all| section(heading, vec![points(all)]))
}

fn paragraphs(texts: Vec<String>) -> Vec<Node> {
    let each = texts.into_iter();
    each.map(|text| tag("p").child(text).into()).collect()
}

fn unless_empty<T>(items: Vec<T>, show: impl FnOnce(Vec<T>) -> Node) -> Node {
    if items.is_empty() {
        Node::Nothing
    } else {
        show(items)
    }
}
