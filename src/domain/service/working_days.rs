//! Working days: those on which a calendar has open time.

use crate::domain::policy::document::{Calendar, Window};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The windows in which a calendar is open on a day. A make-up day has its own;
/// a public holiday has none.
pub fn windows_on(calendar: &Calendar, day: NaiveDate) -> &[Window] {
    const WHOLE_DAY: &[Window] = &[Window {
        from: 0,
        until: 1440,
    }];
    if calendar.always {
        return WHOLE_DAY;
    }
    if let Some(holidays) = &calendar.holidays {
        if let Some(extra) = holidays.on.iter().find(|extra| extra.on.0 == day) {
            return &extra.hours;
        }
        if holidays
            .off
            .iter()
            .any(|off| off.from.0 <= day && day <= off.through.unwrap_or(off.from).0)
        {
            return &[];
        }
    }
    let Some(hours) = &calendar.hours else {
        return &[];
    };
    match day.weekday() {
        Weekday::Mon => &hours.mon,
        Weekday::Tue => &hours.tue,
        Weekday::Wed => &hours.wed,
        Weekday::Thu => &hours.thu,
        Weekday::Fri => &hours.fri,
        Weekday::Sat => &hours.sat,
        Weekday::Sun => &hours.sun,
    }
}

/// Whether any time of the day is open.
pub fn is_working_day(calendar: &Calendar, day: NaiveDate) -> bool {
    !windows_on(calendar, day).is_empty()
}

/// The working day that is `days` working days after `day`, which is not
/// counted; with 0, the day itself. `None` for a calendar that does not open
/// on 60 days running.
pub fn add_working_days(calendar: &Calendar, day: NaiveDate, days: u32) -> Option<NaiveDate> {
    const LONGEST_CLOSURE: u32 = 60;
    let mut reached = day;
    for _ in 0..days {
        let mut closed = 0_u32;
        loop {
            reached = reached.checked_add_days(Days::new(1))?;
            if is_working_day(calendar, reached) {
                break;
            }
            closed = closed.saturating_add(1);
            if closed > LONGEST_CLOSURE {
                return None;
            }
        }
    }
    Some(reached)
}
