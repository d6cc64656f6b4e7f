//! The open time of a calendar as instants.
//!
//! The bounds of a window become instants as [`Instant::of_civil`] says: in a
//! gap of the clocks later, in an overlap the first. So in London 00:30-01:30
//! of 29 March 2026 is open for an hour, up to what clocks show as 02:30, and
//! 01:30-03:00 of 25 October for two and a half. A window that is wholly in a
//! gap keeps its length; one whose start moves past its end has none.
//!
//! Windows belong to the day on which they start: a night shift goes on into a
//! public holiday. A day that a zone left out when it moved across the date
//! line has no windows.
//!
//! [`Instant::of_civil`]: crate::domain::instant::Instant::of_civil

use super::horizon::{end_of_time, start_of_time};
use super::offsets::Offsets;
use super::span::{Stretch, merged};
use super::windows_on;
use super::zone::{DAY, day_of_epoch};
use crate::domain::policy::document::{Calendar, Window};

/// A window reaches at most into the next day, offsets differ from UTC by less
/// than a day, and a gap is at most a day.
const MARGIN: i64 = 4 * DAY;

/// The open time within a stretch, merged. None is known outside the years that
/// claims can name, unless the calendar is always open.
pub(super) fn open_within(
    calendar: &Calendar,
    offsets: &mut Offsets<'_>,
    within: Stretch,
) -> Vec<Stretch> {
    if calendar.always {
        return merged(vec![within]);
    }
    let within = within.within(Stretch {
        from: start_of_time(),
        until: end_of_time(),
    });
    if within.is_empty() {
        return Vec::new();
    }
    offsets.cover(
        within.from.saturating_sub(MARGIN),
        within.until.saturating_add(MARGIN),
    );
    // Two days back, for a night shift into a day that was left out; one on,
    // for a midnight that clocks show twice.
    let first = offsets.day(within.from).saturating_sub(2);
    let last = offsets.day(within.until).saturating_add(1);
    let mut open = Vec::new();
    for number in first..=last {
        let midnight = number.saturating_mul(DAY);
        let windows = day_of_epoch(number).map_or(&[][..], |day| windows_on(calendar, day));
        if windows.is_empty() || is_left_out(offsets, midnight) {
            continue;
        }
        for window in windows {
            let (from, until) = seconds(*window);
            let stretch = Stretch {
                from: offsets.instant(midnight.saturating_add(from)),
                until: offsets.instant(midnight.saturating_add(until)),
            };
            open.push(stretch.within(within));
        }
    }
    merged(open)
}

fn is_left_out(offsets: &Offsets<'_>, midnight: i64) -> bool {
    offsets.instant(midnight) >= offsets.instant(midnight.saturating_add(DAY))
}

/// A window in seconds after midnight of its day.
fn seconds(window: Window) -> (i64, i64) {
    let seconds = |minutes: u16| i64::from(minutes).saturating_mul(60);
    let crosses_midnight = window.until <= window.from;
    let next_day = if crosses_midnight { DAY } else { 0 };
    (
        seconds(window.from),
        seconds(window.until).saturating_add(next_day),
    )
}
