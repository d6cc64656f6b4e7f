//! Date expressions and tables of steps.
//!
//! A date that is not known is an interval. Every operation on dates keeps
//! their order, so the interval of the result is that of its ends.

use super::{Truth, View, holds};
use crate::domain::policy::DateRule;
use crate::domain::policy::document::{Bound, Bounds};
use crate::domain::service::add_working_days;
use crate::domain::term::{Interval, after, before};
use chrono::NaiveDate;
use std::cmp::Ordering;

/// Days that a date can be, and whether they are known: a week read from a
/// serial is known, if not to the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The possible days.
    pub interval: Interval,
    /// Whether they rest on what was said alone.
    pub known: bool,
}

/// The days that an expression can mean. The term is that of the line, once
/// it is worked out; an open end and a calendar that never opens have no day.
pub fn interval(
    rule: &DateRule,
    view: &View<'_>,
    term: Option<(Interval, Option<Interval>)>,
) -> Option<Dated> {
    let known = |interval: Interval| Dated {
        interval,
        known: true,
    };
    let through = |inner: &DateRule, change: &dyn Fn(NaiveDate) -> NaiveDate| {
        let dated = interval(inner, view, term)?;
        Some(Dated {
            interval: dated.interval.map(change),
            known: dated.known,
        })
    };
    match rule {
        DateRule::Fact(fact) => Some(view.date(*fact)),
        DateRule::Day(day) => Some(known(Interval::day(*day))),
        DateRule::Made => Some(view.made()),
        DateRule::TermStart => term.map(|(start, _)| known(start)),
        DateRule::LastCoveredDay => term.and_then(|(_, last)| last).map(known),
        DateRule::Add(span, inner) => through(inner, &|day| after(day, *span)),
        DateRule::Subtract(span, inner) => through(inner, &|day| before(day, *span)),
        DateRule::AddWorkingDays(days, inner, calendar) => {
            let calendar = view.policy.calendars.get(*calendar)?;
            let dated = interval(inner, view, term)?;
            let from = add_working_days(calendar, dated.interval.from, *days)?;
            let until = add_working_days(calendar, dated.interval.until, *days)?;
            Some(Dated {
                interval: Interval { from, until },
                known: dated.known,
            })
        }
        DateRule::Earlier(inner) => several(inner, view, term, NaiveDate::min),
        DateRule::Later(inner) => several(inner, view, term, NaiveDate::max),
        DateRule::If(condition, then, otherwise) => match holds(condition, view) {
            Truth::True => interval(then, view, term),
            Truth::False => interval(otherwise, view, term),
            Truth::Unknown => {
                let (a, b) = (
                    interval(then, view, term)?.interval,
                    interval(otherwise, view, term)?.interval,
                );
                let both = Interval {
                    from: a.from.min(b.from),
                    until: a.until.max(b.until),
                };
                Some(Dated {
                    interval: both,
                    known: false,
                })
            }
        },
        DateRule::AnyDayOf(precision, inner) => {
            let dated = interval(inner, view, term)?;
            Some(Dated {
                interval: dated.interval.widened(*precision),
                known: dated.known,
            })
        }
    }
}

fn several(
    rules: &[DateRule],
    view: &View<'_>,
    term: Option<(Interval, Option<Interval>)>,
    pick: fn(NaiveDate, NaiveDate) -> NaiveDate,
) -> Option<Dated> {
    let mut dates = rules.iter().map(|rule| interval(rule, view, term));
    let first = dates.next()??;
    dates.try_fold(first, |a, b| {
        let b = b?;
        let picked = Interval {
            from: pick(a.interval.from, b.interval.from),
            until: pick(a.interval.until, b.interval.until),
        };
        Some(Dated {
            interval: picked,
            known: a.known && b.known,
        })
    })
}

/// The row of a table of ages that serves `today`, the age counted from `since`.
pub fn row_for_age<T>(rows: &[(Bounds, T)], since: NaiveDate, today: NaiveDate) -> Option<&T> {
    let row = rows
        .iter()
        .find(|(bounds, _)| spans_age(bounds, since, today));
    row.map(|(_, value)| value)
}

/// Whether an age lies between bounds.
fn spans_age(bounds: &Bounds, since: NaiveDate, today: NaiveDate) -> bool {
    let beyond = |bound: Bound, included: bool| match bound {
        Bound::Span(span) if included => today >= after(since, span),
        Bound::Span(span) => today > after(since, span),
        _ => false,
    };
    let above = bounds
        .lower
        .is_none_or(|(bound, included)| beyond(bound, included));
    // Not above an upper bound that belongs, and before one that does not.
    let below = bounds
        .upper
        .is_none_or(|(bound, included)| !beyond(bound, !included));
    above && below
}

/// The row of a table of numbers that serves `part` of `whole`: compared by
/// cross-multiplication, so no ratio is ever rounded. For a plain number the
/// whole is 1 and bounds are in its own unit.
pub fn row_for_number<T>(rows: &[(Bounds, T)], part: i64, whole: i64) -> Option<&T> {
    let row = rows
        .iter()
        .find(|(bounds, _)| spans_number(bounds, part, whole));
    row.map(|(_, value)| value)
}

/// Whether a part of a whole lies between bounds.
fn spans_number(bounds: &Bounds, part: i64, whole: i64) -> bool {
    let (part, whole) = (i128::from(part), i128::from(whole));
    // A bound that is no number belongs to no row.
    let side = |bound: Bound| match bound {
        Bound::Integer(number) => Some(part.cmp(&i128::from(number).checked_mul(whole)?)),
        _ => None,
    };
    let within = |bound: Option<(Bound, bool)>, outside: Ordering| match bound {
        Some((bound, included)) => side(bound)
            .is_some_and(|side| side == outside.reverse() || (included && side == Ordering::Equal)),
        None => true,
    };
    within(bounds.lower, Ordering::Less) && within(bounds.upper, Ordering::Greater)
}
