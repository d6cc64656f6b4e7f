//! Lengths of time in the calendar, and days known only to lie between two.

use crate::domain::policy::document::{CalendarSpan, Precision};
use chrono::{Datelike, Days, Months, NaiveDate};

/// The first day that a claim or a pack can name.
pub const fn first_day() -> NaiveDate {
    match NaiveDate::from_ymd_opt(1970, 1, 1) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}

/// The last day that a claim or a pack can name.
pub const fn last_day() -> NaiveDate {
    match NaiveDate::from_ymd_opt(2199, 12, 31) {
        Some(day) => day,
        None => NaiveDate::MAX,
    }
}

/// The day a length after `start`, the start itself not counted.
///
/// All months are added in one step; where the month has no such day it is its
/// last (EU Regulation 1182/71 art. 3, China's Civil Code arts. 200-203, BGB
/// 187-188). A day past the calendar's end is its end.
///
/// ```
/// use chrono::NaiveDate;
/// use cover::domain::{policy::document::CalendarSpan, term::after};
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// let months = |months| CalendarSpan { months, days: 0 };
/// assert_eq!(after(day(2024, 2, 29), months(12)), day(2025, 2, 28));
/// assert_eq!(after(day(2023, 2, 28), months(12)), day(2024, 2, 28));
/// assert_eq!(after(day(2024, 1, 31), months(2)), day(2024, 3, 31));
/// ```
pub fn after(start: NaiveDate, span: CalendarSpan) -> NaiveDate {
    let days = Days::new(u64::from(span.days));
    start
        .checked_add_months(Months::new(span.months))
        .and_then(|day| day.checked_add_days(days))
        .unwrap_or(NaiveDate::MAX)
}

/// The day a length before `end`.
pub fn before(end: NaiveDate, span: CalendarSpan) -> NaiveDate {
    let days = Days::new(u64::from(span.days));
    end.checked_sub_months(Months::new(span.months))
        .and_then(|day| day.checked_sub_days(days))
        .unwrap_or(NaiveDate::MIN)
}

/// Days from `from` to `until`, both included: a day that is only known to be
/// one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The first possible day.
    pub from: NaiveDate,
    /// The last possible day; never before the first.
    pub until: NaiveDate,
}

impl Interval {
    /// A day that is known.
    pub const fn day(day: NaiveDate) -> Interval {
        Interval {
            from: day,
            until: day,
        }
    }

    /// A day of which nothing is known.
    pub const fn any() -> Interval {
        Interval {
            from: first_day(),
            until: last_day(),
        }
    }

    /// The interval between two days, if the first is not after the second.
    pub fn between(from: NaiveDate, until: NaiveDate) -> Option<Interval> {
        (from <= until).then_some(Interval { from, until })
    }

    /// The day, if there is only one.
    pub fn single(self) -> Option<NaiveDate> {
        (self.from == self.until).then_some(self.from)
    }

    /// Both ends through a function that never makes a later day earlier.
    pub fn map(self, monotone: impl Fn(NaiveDate) -> NaiveDate) -> Interval {
        Interval {
            from: monotone(self.from),
            until: monotone(self.until),
        }
    }

    /// The days of the week, month or year in which the interval lies.
    pub fn widened(self, precision: Precision) -> Interval {
        let (from, until) = (self.from, self.until);
        let widened = match precision {
            Precision::Week => {
                let monday = from
                    .checked_sub_days(Days::new(u64::from(from.weekday().num_days_from_monday())));
                let sunday = until.checked_add_days(Days::new(
                    6 - u64::from(until.weekday().num_days_from_monday()),
                ));
                monday.zip(sunday)
            }
            Precision::Month => {
                let end = NaiveDate::from_ymd_opt(until.year(), until.month(), 1).map(|first| {
                    before(
                        after(first, CalendarSpan { months: 1, days: 0 }),
                        CalendarSpan { months: 0, days: 1 },
                    )
                });
                NaiveDate::from_ymd_opt(from.year(), from.month(), 1).zip(end)
            }
            Precision::Year => NaiveDate::from_ymd_opt(from.year(), 1, 1)
                .zip(NaiveDate::from_ymd_opt(until.year(), 12, 31)),
        };
        widened.map_or(self, |(from, until)| Interval { from, until })
    }
}
