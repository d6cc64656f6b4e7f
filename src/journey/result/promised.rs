//! What is promised by when.

use super::PromisedTime;
use crate::domain::coverage::{Assessment, Verdict};
use crate::domain::known::{Truth, View, holds, interval};
use crate::domain::policy::document::{
    Amount, Commitment, Condition, DateExpression, Every, PeriodKind, Select,
};
use crate::journey::told::Teller;
use crate::journey::wording::fill;
use chrono::NaiveDate;

/// Whether a condition of the pack as written holds. Commitments and channels
/// are only shown here; the clocks compile their own.
pub(super) fn serves(teller: &Teller<'_>, view: &View<'_>, condition: Option<&Condition>) -> bool {
    condition.is_none_or(|condition| {
        teller
            .policy
            .condition(condition)
            .is_some_and(|condition| holds(&condition, view) == Truth::True)
    })
}

pub(super) fn promised(
    teller: &Teller<'_>,
    view: &View<'_>,
    assessment: &Assessment,
) -> Vec<PromisedTime> {
    if assessment.verdict == Verdict::NotCovered {
        return Vec::new();
    }
    let policy = teller.policy;
    let commitments = policy
        .pack
        .commitments
        .iter()
        .filter(|one| serves(teller, view, one.only_for.as_ref()));
    let promised =
        commitments.filter_map(|commitment| promised_time(teller, view, assessment, commitment));
    let allowances = policy.pack.allowances.iter().filter_map(|allowance| {
        let amount = match (&allowance.time, &allowance.events) {
            (Some(time), _) => teller.time(*chosen(teller, view, time)?),
            (None, Some(events)) => teller.formats.number(*chosen(teller, view, events)?),
            (None, None) => return None,
        };
        let words = match allowance.period {
            PeriodKind::AgreementYear => teller.words.allowance_year,
            _ => teller.words.allowance_period,
        };
        Some(PromisedTime {
            name: teller.text(&allowance.title).to_owned(),
            value: fill(words, &[&amount]),
            note: None,
        })
    });
    promised.chain(allowances).collect()
}

/// The value that a choice of the pack has for the claim, if it is settled.
pub(super) fn chosen<'p, T: Clone + PartialEq>(
    teller: &Teller<'p>,
    view: &View<'_>,
    select: &'p Select<T>,
) -> Option<&'p T> {
    let branch = |default: &'p Option<Box<Select<T>>>| {
        default
            .as_deref()
            .and_then(|default| chosen(teller, view, default))
    };
    match select {
        Select::Value(value) => Some(value),
        Select::By { .. } | Select::Cases { .. } => {
            for (condition, value) in teller.policy.cases(select)? {
                match holds(&condition, view) {
                    Truth::True => return chosen(teller, view, value),
                    Truth::False => {}
                    Truth::Unknown => return None,
                }
            }
            match select {
                Select::By { default, .. } | Select::Cases { default, .. } => branch(default),
                Select::Value(_) => None,
            }
        }
    }
}

pub(super) fn promised_time(
    teller: &Teller<'_>,
    view: &View<'_>,
    assessment: &Assessment,
    commitment: &Commitment,
) -> Option<PromisedTime> {
    let words = teller.words;
    let date = |day: NaiveDate| teller.formats.date(day);
    let name = teller.text(&commitment.title).to_owned();
    let from = commitment
        .from
        .as_ref()
        .and_then(|from| teller.policy.fact(from.as_str()))
        .map(|fact| teller.question(fact).to_owned());
    if commitment.not_stated {
        return Some(PromisedTime {
            name,
            value: words.no_time.to_owned(),
            note: None,
        });
    }
    if let Some(every) = commitment.every {
        let value = match every {
            Every::Month => words.every_month,
            Every::Year => words.every_year,
        };
        return Some(PromisedTime {
            name,
            value: value.to_owned(),
            note: None,
        });
    }
    if let Some(by) = &commitment.by {
        let term = assessment
            .only_line()
            .and_then(|line| line.term.as_ref())
            .map(|term| (term.starts, term.last));
        let day = |expression: &DateExpression| {
            let rule = teller.policy.date_rule(expression)?;
            interval(&rule, view, term)
                .filter(|dated| dated.known)?
                .interval
                .single()
        };
        let by = day(by)?;
        let value = match commitment.opens.as_ref().and_then(day) {
            Some(opens) => fill(words.window, &[&date(opens), &date(by)]),
            None => fill(words.by_day, &[&date(by)]),
        };
        return Some(PromisedTime {
            name,
            value,
            note: None,
        });
    }
    let from = from.unwrap_or_default();
    match chosen(teller, view, commitment.within.as_ref()?)? {
        Amount::Time(time) => {
            let note = match commitment.clock.as_deref() {
                Some("elapsed") | None => fill(words.clock_elapsed, &[&from]),
                Some(calendar) => {
                    fill(words.clock_open, &[&calendar_name(teller, calendar), &from])
                }
            };
            Some(PromisedTime {
                name,
                value: fill(words.within, &[&teller.time(*time)]),
                note: Some(note),
            })
        }
        Amount::WorkingDays {
            days,
            first_day_counts,
        } => {
            let told = words.working_days.of(*days, &teller.formats.number(*days));
            let note = if *first_day_counts {
                fill(words.clock_elapsed, &[&from])
            } else {
                fill(words.clock_day_after, &[&from])
            };
            Some(PromisedTime {
                name,
                value: fill(words.within, &[&told]),
                note: Some(note),
            })
        }
    }
}

pub(super) fn calendar_name(teller: &Teller<'_>, id: &str) -> String {
    teller
        .policy
        .pack
        .calendars
        .iter()
        .find(|calendar| calendar.id.as_str() == id)
        .map_or_else(String::new, |calendar| {
            teller.text(&calendar.name).to_owned()
        })
}

pub(super) fn stages(
    teller: &Teller<'_>,
    assessment: &Assessment,
) -> Vec<(String, String, Vec<String>)> {
    if assessment.verdict == Verdict::NotCovered {
        return Vec::new();
    }
    let each = teller.policy.pack.stages.iter().map(|stage| {
        let length = match (stage.at_least.seconds, stage.at_most.seconds) {
            (_, 0) => teller.words.at_once.to_owned(),
            (least, most) if least == most => teller.time(stage.at_most),
            _ => fill(
                teller.words.from_to,
                &[&teller.time(stage.at_least), &teller.time(stage.at_most)],
            ),
        };
        let tasks = stage
            .tasks
            .iter()
            .map(|task| teller.text(task).to_owned())
            .collect();
        (teller.text(&stage.title).to_owned(), length, tasks)
    });
    each.collect()
}
