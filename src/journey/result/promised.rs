//! What is promised by when.

use super::PromisedTime;
use crate::domain::coverage::{Assessment, Verdict};
use crate::domain::known::{Truth, View, definite, holds, interval};
use crate::domain::policy::document::{Amount, Every, PeriodKind, TimeSpan};
use crate::domain::policy::{
    AllowanceRule, Allowed, Clock, CommitmentRule, DateRule, Due, FactId, Selected,
};
use crate::journey::told::Teller;
use crate::journey::wording::fill;

pub(super) fn promised(
    teller: &Teller<'_>,
    view: &View<'_>,
    assessment: &Assessment,
) -> Vec<PromisedTime> {
    if assessment.verdict == Verdict::NotCovered {
        return Vec::new();
    }
    let serves = |one: &&CommitmentRule| {
        let only_for = one.only_for.as_ref();
        only_for.is_none_or(|only_for| holds(only_for, view) == Truth::True)
    };
    let commitments = teller.policy.commitments.iter().filter(serves);
    let allowances = teller.policy.allowances.iter();
    commitments
        .filter_map(|one| commitment(teller, view, assessment, one))
        .chain(allowances.filter_map(|one| allowance(teller, view, one)))
        .collect()
}

/// The value that a choice has for the claim, if it is settled.
fn chosen<'p, T: PartialEq>(select: &'p Selected<T>, view: &View<'_>) -> Option<&'p T> {
    definite(select, view).flatten()
}

fn commitment(
    teller: &Teller<'_>,
    view: &View<'_>,
    assessment: &Assessment,
    commitment: &CommitmentRule,
) -> Option<PromisedTime> {
    let words = teller.words;
    let (value, note) = match &commitment.due {
        Due::NotStated => (words.no_time.to_owned(), None),
        Due::Every(Every::Month) => (words.every_month.to_owned(), None),
        Due::Every(Every::Year) => (words.every_year.to_owned(), None),
        Due::By(opens, by) => (days(teller, view, assessment, opens.as_ref(), by)?, None),
        Due::Within(from, amount, clock) => {
            let (value, note) = within(teller, *from, *chosen(amount, view)?, *clock);
            (value, Some(note))
        }
    };
    Some(PromisedTime {
        name: teller.text(&commitment.title).to_owned(),
        value,
        note,
    })
}

/// A window of days, or its last.
fn days(
    teller: &Teller<'_>,
    view: &View<'_>,
    assessment: &Assessment,
    opens: Option<&DateRule>,
    by: &DateRule,
) -> Option<String> {
    let term = assessment
        .only_line()
        .and_then(|line| line.term.as_ref())
        .map(|term| (term.starts, term.last));
    let day = |rule: &DateRule| {
        let dated = interval(rule, view, term).filter(|dated| dated.known)?;
        dated.interval.single().map(|day| teller.formats.date(day))
    };
    let by = day(by)?;
    Some(match opens.and_then(day) {
        Some(opens) => fill(teller.words.window, &[&opens, &by]),
        None => fill(teller.words.by_day, &[&by]),
    })
}

/// A length of time, and from when it is counted.
fn within(teller: &Teller<'_>, from: FactId, amount: Amount, clock: Clock) -> (String, String) {
    let words = teller.words;
    let from = teller.named(from);
    let (told, note) = match amount {
        Amount::Time(time) => {
            let calendar = match clock {
                Clock::Elapsed => None,
                Clock::Calendar(place) => teller.policy.calendars.get(place),
            };
            let note = match calendar {
                None => fill(words.clock_elapsed, &[from]),
                Some(calendar) => fill(words.clock_open, &[teller.text(&calendar.name), from]),
            };
            (teller.time(time), note)
        }
        Amount::WorkingDays {
            days,
            first_day_counts,
        } => {
            let note = if first_day_counts {
                words.clock_elapsed
            } else {
                words.clock_day_after
            };
            let told = words.working_days.of(days, &teller.formats.number(days));
            (told, fill(note, &[from]))
        }
    };
    (fill(words.within, &[&told]), note)
}

fn allowance(
    teller: &Teller<'_>,
    view: &View<'_>,
    allowance: &AllowanceRule,
) -> Option<PromisedTime> {
    let amount = match &allowance.allowed {
        Allowed::Time(time) => teller.time(*chosen(time, view)?),
        Allowed::Events(events) => teller.formats.number(*chosen(events, view)?),
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
}

/// The stages of handling a request: name, length, tasks.
pub(super) fn stages(
    teller: &Teller<'_>,
    assessment: &Assessment,
) -> Vec<(String, String, Vec<String>)> {
    if assessment.verdict == Verdict::NotCovered {
        return Vec::new();
    }
    let each = teller.policy.stages.iter().map(|stage| {
        let length = match (stage.at_least, stage.at_most) {
            (_, TimeSpan { seconds: 0 }) => teller.words.at_once.to_owned(),
            (least, most) if least == most => teller.time(most),
            (least, most) => fill(
                teller.words.from_to,
                &[&teller.time(least), &teller.time(most)],
            ),
        };
        let tasks = stage.tasks.iter().map(|task| teller.text(task).to_owned());
        (
            teller.text(&stage.title).to_owned(),
            length,
            tasks.collect(),
        )
    });
    each.collect()
}
