//! Whether cover runs, and from when to when.

use super::period::{Interval, after};
use crate::domain::claim::Value;
use crate::domain::known::{
    Dated, Known, Truth, View, each_value, holds, interval, row_for_age, row_for_number,
};
use crate::domain::policy::document::{AfterRemedy, Band, CalendarSpan, RenewedCover};
use crate::domain::policy::{DateRule, FactId, Measured, StartRule, TermRules};
use chrono::NaiveDate;

/// What can be so about cover on the day of judgement. Several may be
/// possible at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// It starts later.
    pub not_started: bool,
    /// It runs.
    pub running: bool,
    /// It is over, and the policy prices no service.
    pub over: bool,
    /// It is over, and the policy prices service.
    pub priced: bool,
}

/// One way in which cover can run: which start, and from when to when.
#[derive(Clone, Debug)]
pub struct Possibility<'p> {
    /// The start that is taken.
    pub start: &'p StartRule,
    /// How long cover runs; open without a length.
    pub length: Option<CalendarSpan>,
    /// The possible first days.
    pub starts: Interval,
    /// Whether the start rests on what was said alone.
    pub known: bool,
    /// When cover ends.
    pub cover: Cover<'p>,
}

/// The end of cover as a function of its start: it never falls as the start
/// rises.
#[derive(Clone, Copy, Debug)]
pub struct Cover<'p> {
    length: Option<CalendarSpan>,
    counts_start_day: bool,
    agreed_end: Option<NaiveDate>,
    replacements: &'p [NaiveDate],
    after_remedy: Option<&'p AfterRemedy>,
}

impl Cover<'_> {
    /// The last day of a length from `start`, counted as the policy counts.
    fn last_of(&self, start: NaiveDate, length: CalendarSpan) -> NaiveDate {
        let end = after(start, length);
        if self.counts_start_day {
            end.pred_opt().unwrap_or(end)
        } else {
            end
        }
    }

    /// The last covered day of the original unit; `None` where cover is open.
    pub fn original_end(&self, start: NaiveDate) -> Option<NaiveDate> {
        let by_length = self.length.map(|length| self.last_of(start, length));
        match (by_length, self.agreed_end) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }

    /// The last covered day, replacements counted.
    pub fn end(&self, start: NaiveDate) -> Option<NaiveDate> {
        let mut end = self.original_end(start)?;
        if let Some(rule) = self.after_remedy {
            for replaced in self.replacements {
                end = self.renewed(rule, *replaced, end);
            }
        }
        Some(end)
    }

    /// Each unit, the original first: the day on which it was given, and its last
    /// covered day; `None` where cover is open, or what replaces a unit is not
    /// covered differently.
    pub fn units(&self, start: NaiveDate) -> Option<Vec<(NaiveDate, NaiveDate)>> {
        let mut end = self.original_end(start)?;
        let rule = self.after_remedy?;
        let mut units = vec![(start, end)];
        for replaced in self.replacements {
            end = self.renewed(rule, *replaced, end);
            units.push((*replaced, end));
        }
        Some(units)
    }

    /// The last covered day of the unit that was given on `replaced` for one
    /// covered until `end`.
    fn renewed(&self, rule: &AfterRemedy, replaced: NaiveDate, end: NaiveDate) -> NaiveDate {
        let own = rule
            .length
            .map_or(end, |length| self.last_of(replaced, length));
        match rule.cover {
            RenewedCover::None => end.min(replaced),
            RenewedCover::Rest => end,
            RenewedCover::Length => own,
            RenewedCover::Restart => self
                .length
                .map_or(end, |length| self.last_of(replaced, length)),
            RenewedCover::Later => end.max(own),
        }
    }

    /// Whether the replacements can have happened so: rising dates, each
    /// within the cover of the unit before it, none after today.
    pub fn replacements_agree(&self, start: NaiveDate, today: NaiveDate) -> bool {
        let Some(rule) = self.after_remedy else {
            return true;
        };
        let (mut given, mut end) = (start, self.original_end(start).unwrap_or(NaiveDate::MAX));
        for (index, replaced) in self.replacements.iter().enumerate() {
            let rises = if index == 0 {
                *replaced >= given
            } else {
                *replaced > given
            };
            if !rises || *replaced > end || *replaced > today {
                return false;
            }
            (given, end) = (*replaced, self.renewed(rule, *replaced, end));
        }
        true
    }
}

/// Calls `each` with every way in which cover can run.
pub fn each_possibility<'p>(
    term: &'p TermRules,
    view: &View<'p>,
    each: &mut dyn FnMut(Possibility<'p>),
) {
    let agreed_end = term
        .ends
        .as_ref()
        .and_then(|ends| interval(ends, view, None))
        .filter(|dated| dated.known);
    let (replacements, after_remedy) = match &term.after_remedy {
        Some((fact, rule)) => match view.claim.fact(*fact) {
            Some(Value::Dates(dates)) => (dates.as_slice(), Some(rule)),
            _ => (&[][..], Some(rule)),
        },
        None => (&[][..], None),
    };
    for start in &term.starts {
        let taken = start
            .when
            .as_ref()
            .map_or(Truth::True, |when| holds(when, view));
        if taken == Truth::False {
            continue;
        }
        if let Some(mut dated) = interval(&start.date, view, None) {
            // An agreement does not end before it starts.
            if let Some(end) = agreed_end.filter(|_| !dated.known) {
                let until = dated.interval.until.min(end.interval.until);
                dated.interval.until = until.max(dated.interval.from);
            }
            let mut with_length = |length: Option<CalendarSpan>| {
                let cover = Cover {
                    length,
                    counts_start_day: term.counts_start_day,
                    agreed_end: agreed_end.map(|dated| dated.interval.until),
                    replacements,
                    after_remedy,
                };
                each(Possibility {
                    start,
                    length,
                    starts: dated.interval,
                    known: dated.known,
                    cover,
                });
            };
            match &start.length {
                Some(length) => {
                    each_value(length, view, &mut |length| with_length(length.copied()))
                }
                None => with_length(None),
            }
        }
        if taken == Truth::True {
            break;
        }
    }
}

/// What can be so about cover on the day of judgement.
pub fn outcomes(term: &TermRules, view: &View<'_>) -> Outcomes {
    let today = view.today;
    let mut outcomes = Outcomes::default();
    each_possibility(term, view, &mut |way| {
        outcomes.not_started |= way.starts.until > today;
        // Of the starts until today the latest ends latest, and the earliest
        // ends earliest.
        let latest = way.starts.until.min(today);
        if way.starts.from <= latest {
            outcomes.running |= way.cover.end(latest).is_none_or(|end| end >= today);
            for start in [way.starts.from, latest] {
                if let Some(end) = way.cover.end(start).filter(|end| *end < today) {
                    let priced = band(term, view, start, end).is_some();
                    let open = !price_is_known(term, view, start, end);
                    outcomes.priced |= priced || open;
                    outcomes.over |= !priced || open;
                }
            }
        }
    });
    outcomes
}

/// What service costs that long after the end of cover, if the policy prices
/// it; `None` where it does not, or where what the price goes by is not known.
pub fn band<'p>(
    term: &'p TermRules,
    view: &View<'p>,
    start: NaiveDate,
    end: NaiveDate,
) -> Option<&'p Band> {
    let table = term.bands.as_ref()?;
    match &table.of {
        Measured::Since(DateRule::LastCoveredDay) => row_for_age(&table.rows, end, view.today),
        Measured::Since(rule) => {
            let since = dated_since(rule, view, start, end)?.interval.single()?;
            row_for_age(&table.rows, since, view.today)
        }
        Measured::Fact(fact) => row_for_number(&table.rows, number(view, *fact)?, 1),
        Measured::Ratio(part, whole) => {
            // Percent: the part is taken a hundredfold.
            let (part, whole) = (
                number(view, *part)?.checked_mul(100)?,
                number(view, *whole)?,
            );
            if whole == 0 {
                None
            } else {
                row_for_number(&table.rows, part, whole)
            }
        }
    }
}

/// Whether what the price of service goes by is known.
fn price_is_known(term: &TermRules, view: &View<'_>, start: NaiveDate, end: NaiveDate) -> bool {
    match term.bands.as_ref().map(|table| &table.of) {
        None | Some(Measured::Since(DateRule::LastCoveredDay)) => true,
        Some(Measured::Since(rule)) => dated_since(rule, view, start, end)
            .is_none_or(|dated| dated.known && dated.interval.single().is_some()),
        Some(Measured::Fact(fact)) => number(view, *fact).is_some(),
        Some(Measured::Ratio(part, whole)) => {
            number(view, *part).and(number(view, *whole)).is_some()
        }
    }
}

fn number(view: &View<'_>, fact: FactId) -> Option<i64> {
    match view.fact(fact) {
        Known::Integer(number) => Some(number),
        _ => None,
    }
}

fn dated_since(
    rule: &DateRule,
    view: &View<'_>,
    start: NaiveDate,
    end: NaiveDate,
) -> Option<Dated> {
    interval(
        rule,
        view,
        Some((Interval::day(start), Some(Interval::day(end)))),
    )
}

/// Whether an agreement that names its last day ends before it starts, both
/// being known.
pub fn ends_first(term: &TermRules, view: &View<'_>) -> bool {
    let ends = term
        .ends
        .as_ref()
        .and_then(|ends| interval(ends, view, None));
    let Some(ends) = ends.filter(|dated| dated.known) else {
        return false;
    };
    let mut first = false;
    each_possibility(term, view, &mut |way| {
        first |= way.known && ends.interval.until < way.starts.from;
    });
    first
}

/// Whether the replacements can have happened so, in some way in which cover
/// can run.
pub fn replacements_agree(term: &TermRules, view: &View<'_>) -> bool {
    let (mut agree, mut any) = (false, false);
    each_possibility(term, view, &mut |way| {
        any = true;
        // Of the possible starts, the latest before the first replacement
        // leaves the replacements the most room.
        let first = way
            .cover
            .replacements
            .first()
            .copied()
            .unwrap_or(view.today);
        let start = way
            .starts
            .until
            .min(view.today)
            .min(first)
            .max(way.starts.from);
        agree |= way.cover.replacements_agree(start, view.today);
    });
    agree || !any
}
