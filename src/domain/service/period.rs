//! The periods in which an allowance holds.

use super::span::Span;
use super::zone::Zone;
use crate::domain::instant::Instant;
use crate::domain::policy::document::CalendarSpan;
use crate::domain::term::{after, before, last_day};
use chrono::{Datelike, NaiveDate};

/// Periods of one length that follow one another from a day on: agreement
/// years, months, billing cycles.
///
/// Period *k* runs from 00:00 of the day *k* - 1 lengths after the anchor to
/// 00:00 of the day *k* lengths after it. Each is reckoned from the anchor in
/// one step, as [`after`] does, so a month that lacks the day does not move
/// the periods that follow.
///
/// ```
/// use cover::domain::policy::document::{CalendarSpan, Day};
/// use cover::domain::service::{Cycles, Zone};
/// use cover::domain::world::BuiltInZones;
/// let anchor = Day::parse("2026-01-31").unwrap().0;
/// let months = Cycles::new(anchor, CalendarSpan { months: 1, days: 0 });
/// let second = months.numbered(2, Zone::new("Asia/Shanghai", &BuiltInZones)).unwrap();
/// assert_eq!(second.from.to_string(), "2026-02-28T00:00:00+08:00");
/// assert_eq!(second.until.to_string(), "2026-03-31T00:00:00+08:00");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cycles {
    anchor: NaiveDate,
    length: CalendarSpan,
}

impl Cycles {
    /// Cycles of a length, the first of which begins with the anchor.
    pub fn new(anchor: NaiveDate, length: CalendarSpan) -> Cycles {
        Cycles { anchor, length }
    }

    /// The years of an agreement that starts on a day.
    pub fn agreement_years(start: NaiveDate) -> Cycles {
        let length = CalendarSpan {
            months: 12,
            days: 0,
        };
        Cycles::new(start, length)
    }

    /// The months of the calendar, numbered from that of a day.
    pub fn calendar_months(first: NaiveDate) -> Cycles {
        let anchor = first.with_day(1).unwrap_or(first);
        let length = CalendarSpan { months: 1, days: 0 };
        Cycles::new(anchor, length)
    }

    /// The years of the calendar, numbered from that of a day.
    pub fn calendar_years(first: NaiveDate) -> Cycles {
        Cycles::agreement_years(first.with_ordinal(1).unwrap_or(first))
    }

    /// The period with a number, counted from 1. `None` for 0, for periods
    /// without length, and past the year 2199.
    pub fn numbered(self, number: u32, zone: Zone<'_>) -> Option<Span> {
        let from = self.boundary(number.checked_sub(1)?);
        let until = self.boundary(number);
        (from < until && from <= last_day()).then(|| Span {
            from: zone.start_of(from),
            until: zone.start_of(until),
        })
    }

    /// The number of the period in which an instant lies. `None` before the
    /// first, and where [`Cycles::numbered`] knows none.
    pub fn number_at(self, at: Instant, zone: Zone<'_>) -> Option<u32> {
        let today = zone.date(at);
        // The first boundary after today lies between these two.
        let (mut passed, mut ahead) = (0_u32, MOST_CYCLES);
        if today < self.anchor || self.boundary(ahead) <= today {
            return None;
        }
        while ahead.saturating_sub(passed) > 1 {
            let middle = passed.midpoint(ahead);
            if self.boundary(middle) <= today {
                passed = middle;
            } else {
                ahead = middle;
            }
        }
        // Where clocks show midnight twice, the period ended at the first.
        let over = self.numbered(ahead, zone)?.until <= at;
        Some(if over { ahead.saturating_add(1) } else { ahead })
    }

    /// The period in which an instant lies, as [`Cycles::number_at`].
    pub fn at(self, at: Instant, zone: Zone<'_>) -> Option<Span> {
        self.numbered(self.number_at(at, zone)?, zone)
    }

    fn boundary(self, number: u32) -> NaiveDate {
        let length = CalendarSpan {
            months: self.length.months.saturating_mul(number),
            days: self.length.days.saturating_mul(number),
        };
        after(self.anchor, length)
    }
}

/// More than the days from 1970 to 2199.
const MOST_CYCLES: u32 = 100_000;

/// The last days or months up to an instant: from the same time of day on the
/// day a length before. Where the month has no such day, from its last.
pub fn rolling(length: CalendarSpan, until: Instant, zone: Zone<'_>) -> Span {
    let first = before(zone.date(until), length);
    Span {
        from: zone.at(first, zone.time_of_day(until)),
        until: zone.written(until),
    }
}

/// A whole term, from 00:00 of its first day to 24:00 of its last.
pub fn whole_term(first: NaiveDate, last: NaiveDate, zone: Zone<'_>) -> Span {
    Span {
        from: zone.start_of(first),
        until: zone.end_of(last),
    }
}
