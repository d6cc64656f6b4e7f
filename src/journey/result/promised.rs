//! What is promised by when: the instants where the claim gives their start,
//! and the lengths of time where it does not.

use super::timeline::{counted, timeline};
use super::{PromisedTime, StageView};
use crate::domain::coverage::{Assessment, Verdict};
use crate::domain::instant::Instant;
use crate::domain::known::{Truth, View, definite, holds};
use crate::domain::policy::document::{Amount, Every, PeriodKind, TimeSpan};
use crate::domain::policy::{AllowanceRule, Allowed, Clock, CommitmentRule, Due, FactId};
use crate::domain::promises::{Allowance, Deadline, Promises, Used};
use crate::domain::service::{Desk, Usage};
use crate::journey::told::Teller;
use crate::journey::wording::fill;

pub(super) fn promised(
    teller: &Teller<'_>,
    view: &View<'_>,
    assessment: &Assessment,
    promises: &Promises,
) -> Vec<PromisedTime> {
    if assessment.verdict == Verdict::NotCovered {
        return Vec::new();
    }
    let mut told = Vec::new();
    for (place, rule) in teller.policy.commitments.iter().enumerate() {
        let only_for = rule.only_for.as_ref();
        if only_for.is_some_and(|only_for| holds(only_for, view) != Truth::True) {
            continue;
        }
        let deadline = promises
            .deadlines
            .iter()
            .find(|one| one.commitment == place);
        let mut one = commitment(teller, view, rule, deadline);
        if let (Some(one), Some(deadline)) = (&mut one, deadline) {
            one.timeline = timeline(teller, rule, deadline, view.claim.as_of);
        }
        told.extend(one);
    }
    for (place, rule) in teller.policy.allowances.iter().enumerate() {
        let used = promises
            .allowances
            .iter()
            .find(|one| one.allowance == place);
        told.extend(allowance(teller, view, rule, used));
    }
    told
}

fn commitment(
    teller: &Teller<'_>,
    view: &View<'_>,
    rule: &CommitmentRule,
    deadline: Option<&Deadline>,
) -> Option<PromisedTime> {
    let words = teller.words;
    let mut notes = Vec::new();
    let value = match (&rule.due, deadline) {
        (Due::NotStated, _) => words.no_time.to_owned(),
        (Due::Every(every), Some(deadline)) => {
            let words = match every {
                Every::Month => words.due_every_month,
                Every::Year => words.due_every_year,
            };
            fill(words, &[&teller.formats.weekday(deadline.last_day?)])
        }
        // Days that nothing that was said settles are not told.
        (Due::Every(_) | Due::By(..), None) => return None,
        (Due::By(opens, _), Some(deadline)) => {
            let last = teller.formats.date(deadline.last_day?);
            match deadline.starts.filter(|_| opens.is_some()) {
                Some(starts) => {
                    let first = teller.formats.date(teller.day_of(starts));
                    fill(words.window, &[&first, &last])
                }
                None => fill(words.by_day, &[&last]),
            }
        }
        (Due::Within(from, amount, clock), deadline) => {
            let amount = *definite(amount, view).flatten()?;
            let (length, from) = within(teller, *from, amount, *clock);
            match deadline {
                None => {
                    notes.push(from);
                    length
                }
                Some(deadline) => {
                    let starts = deadline.starts;
                    let sum = starts.map(|starts| counted(teller, amount, starts, deadline));
                    // The sum says how long it is, too.
                    let sum = sum.filter(|sum| !sum.is_empty());
                    notes.extend(sum.unwrap_or_else(|| vec![length]));
                    notes.push(from);
                    notes.extend(around(teller, deadline));
                    due(teller, deadline)
                }
            }
        }
    };
    Some(PromisedTime {
        name: teller.text(&rule.title).to_owned(),
        value,
        note: (!notes.is_empty()).then(|| notes.join("\n")),
        timeline: None,
    })
}

fn due(teller: &Teller<'_>, deadline: &Deadline) -> String {
    let words = teller.words;
    match deadline.last_day {
        Some(day) => fill(words.due_day, &[&teller.formats.weekday(day)]),
        None => {
            let zone = &teller.policy.zone;
            let at = teller.formats.moment(deadline.due, zone);
            fill(words.due_by, &[&at, &teller.formats.zone(zone)])
        }
    }
}

/// What else a person should know of a deadline.
fn around(teller: &Teller<'_>, deadline: &Deadline) -> Vec<String> {
    let words = teller.words;
    let mut told = Vec::new();
    if deadline.last_day.is_none() {
        told.extend(teller.own_time(deadline.due));
    }
    if let Some(Desk::Closed { opens: Some(opens) }) = deadline.reached {
        let at = teller.formats.moment(opens, &teller.policy.zone);
        told.push(fill(words.desk_closed_then, &[&at]));
    }
    if deadline.provisional {
        told.push(words.provisional.to_owned());
    }
    told
}

/// A length of time, and from when it is counted.
pub(in crate::journey) fn within(
    teller: &Teller<'_>,
    from: FactId,
    amount: Amount,
    clock: Clock,
) -> (String, String) {
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
    rule: &AllowanceRule,
    used: Option<&Allowance>,
) -> Option<PromisedTime> {
    let words = teller.words;
    let name = teller.text(&rule.title).to_owned();
    let Some(Allowance { days, used, .. }) = used else {
        let amount = match &rule.allowed {
            Allowed::Time(time) => teller.time(*definite(time, view).flatten()?),
            Allowed::Events(events) => teller.formats.number(*definite(events, view).flatten()?),
        };
        let words = match rule.period {
            PeriodKind::AgreementYear => words.allowance_year,
            _ => words.allowance_period,
        };
        return Some(PromisedTime {
            name,
            value: fill(words, &[&amount]),
            note: None,
            timeline: None,
        });
    };
    let last = days.1.pred_opt().unwrap_or(days.1);
    let period = [days.0, last].map(|day| teller.formats.date(day));
    let mut notes = vec![fill(words.ledger_period, &[&period[0], &period[1]])];
    let (told, most, left, over) = match used {
        Used::Time(usage) => {
            notes.extend(ledger(teller, usage));
            let time = |seconds| teller.seconds(seconds);
            let over = (usage.over > 0).then(|| time(usage.over));
            (
                time(usage.used),
                time(usage.allowed),
                time(usage.left),
                over,
            )
        }
        Used::Events(allowed, used) => {
            let number = |number| teller.formats.number(number);
            let left = allowed.saturating_sub(*used);
            let over = (left < 0).then(|| number(left.saturating_neg()));
            (number(*used), number(*allowed), number(left.max(0)), over)
        }
    };
    let rest = match over {
        Some(over) => fill(words.ledger_over, &[&over]),
        None => fill(words.ledger_left, &[&left]),
    };
    let value = fill(words.ledger, &[&told, &most]);
    Some(PromisedTime {
        name,
        value: fill(words.aside, &[&value, &rest]),
        note: Some(notes.join("\n")),
        timeline: None,
    })
}

/// When an allowance of time ran out, and how available what it is for is.
fn ledger(teller: &Teller<'_>, usage: &Usage) -> Vec<String> {
    let words = teller.words;
    let ran_out = usage.exhausted_at.map(|at| {
        let at = teller.formats.moment(at, &teller.policy.zone);
        fill(words.ledger_exhausted, &[&at])
    });
    // Millionths are percent to four places; more than three say nothing.
    let (whole, rest) = (
        usage.availability_ppm / 10_000,
        usage.availability_ppm % 10_000 / 10,
    );
    let mark = teller.decimal_mark();
    let percent = format!("{whole}{mark}{rest:03}");
    let available = fill(words.ledger_availability, &[&percent]);
    ran_out.into_iter().chain([available]).collect()
}

/// The stages of handling a request.
pub(super) fn stages(
    teller: &Teller<'_>,
    assessment: &Assessment,
    promises: &Promises,
) -> Vec<StageView> {
    if assessment.verdict == Verdict::NotCovered {
        return Vec::new();
    }
    let each = teller
        .policy
        .stages
        .iter()
        .enumerate()
        .map(|(place, stage)| {
            let length = match (stage.at_least, stage.at_most) {
                (_, TimeSpan { seconds: 0 }) => teller.words.at_once.to_owned(),
                (least, most) if least == most => teller.time(most),
                (least, most) => {
                    // Whole hours from and to whole hours name the unit once.
                    let hours = [least, most].iter().all(|time| time.seconds % 3600 == 0);
                    let least = if hours {
                        teller.formats.number(i64::from(least.seconds / 3600))
                    } else {
                        teller.time(least)
                    };
                    fill(teller.words.from_to, &[&least, &teller.time(most)])
                }
            };
            let done = promises.stages.iter().find(|one| one.stage == place);
            let moment = |at: Instant| teller.formats.moment(at, &teller.policy.zone);
            let window = done.map(|done| {
                if done.earliest == done.latest {
                    moment(done.latest)
                } else {
                    let ends = [moment(done.earliest), moment(done.latest)];
                    fill(teller.words.stage_window, &[&ends[0], &ends[1]])
                }
            });
            let tasks = stage.tasks.iter().map(|task| teller.text(task).to_owned());
            StageView {
                name: teller.text(&stage.title).to_owned(),
                length,
                window,
                tasks: tasks.collect(),
            }
        });
    each.collect()
}
