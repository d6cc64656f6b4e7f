//! How far counting can look: over how long a closure, into which years, and
//! how far a table of holidays is known.

use super::zone::{DAY, epoch_day};
use crate::domain::policy::document::Calendar;
use crate::domain::term::{first_day, last_day};
use chrono::{Datelike, NaiveDate};

/// A calendar that does not open on more days running than this counts as one
/// that never does.
pub(super) const LONGEST_CLOSURE: u32 = 60;

/// The same in seconds.
pub(super) const LONGEST_CLOSURE_SECONDS: i64 = LONGEST_CLOSURE as i64 * DAY;

/// Nothing is counted before this instant: claims name no earlier day, whatever
/// the zone.
pub(super) fn start_of_time() -> i64 {
    epoch_day(first_day()).saturating_sub(1).saturating_mul(DAY)
}

/// Nothing is counted after this instant: claims name no later day, whatever
/// the zone.
pub(super) fn end_of_time() -> i64 {
    epoch_day(last_day()).saturating_add(2).saturating_mul(DAY)
}

/// Whether counting from one day through another leaves the years that the
/// calendar's table of holidays knows, so that a holiday that is not announced
/// yet may change the result. Without a table, every week is alike.
pub(super) fn is_provisional(calendar: &Calendar, first: NaiveDate, last: NaiveDate) -> bool {
    let table = calendar.holidays.as_ref().filter(|_| !calendar.always);
    table.is_some_and(|table| {
        i64::from(first.year()) < table.from_year || i64::from(last.year()) > table.through_year
    })
}
