//! Deadlines that are days: due by the end of the last one.

use super::zone::{Zone, day_of_epoch, epoch_day};
use crate::domain::instant::Instant;
use crate::domain::policy::document::{CalendarSpan, Every};
use crate::domain::term::after;
use chrono::{Datelike, NaiveDate};

/// A last day, and the instant at which it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayDeadline {
    /// The last day on which it may be done.
    pub last: NaiveDate,
    /// 24:00 of that day, which is 00:00 of the next.
    pub due: Instant,
    /// Whether a public holiday that is not announced yet may change it.
    pub provisional: bool,
}

impl DayDeadline {
    /// The end of a day that no holiday changes.
    pub fn on(last: NaiveDate, zone: Zone<'_>) -> DayDeadline {
        DayDeadline {
            last,
            due: zone.end_of(last),
            provisional: false,
        }
    }
}

/// The end of the month or year in which an instant lies: when what is due
/// every month or year is due next. On its last day, that is the same day.
pub fn next_end(every: Every, at: Instant, zone: Zone<'_>) -> DayDeadline {
    let today = zone.date(at);
    let (month, months) = match every {
        Every::Month => (today.month(), 1),
        Every::Year => (1, 12),
    };
    let last = NaiveDate::from_ymd_opt(today.year(), month, 1)
        .map(|first| after(first, CalendarSpan { months, days: 0 }))
        .and_then(|next| day_of_epoch(epoch_day(next).saturating_sub(1)))
        .unwrap_or(today);
    DayDeadline::on(last, zone)
}
