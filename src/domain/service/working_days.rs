//! Working days: those on which a calendar has open time.

use super::day_deadline::DayDeadline;
use super::horizon::{LONGEST_CLOSURE, is_provisional};
use super::zone::Zone;
use crate::domain::instant::Instant;
use crate::domain::policy::document::{Calendar, Holiday, Window};
use crate::domain::world::World;
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
        if holiday_on(calendar, day).is_some() {
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

/// The public holiday of a day, where the calendar knows one.
pub fn holiday_on(calendar: &Calendar, day: NaiveDate) -> Option<&Holiday> {
    let off = &calendar.holidays.as_ref()?.off;
    off.iter()
        .find(|off| off.from.0 <= day && day <= off.through.unwrap_or(off.from).0)
}

/// Whether any time of the day is open.
pub fn is_working_day(calendar: &Calendar, day: NaiveDate) -> bool {
    !windows_on(calendar, day).is_empty()
}

/// The working day that is `days` working days after `day`, which is not
/// counted; with 0, the day itself. `None` for a calendar that does not open
/// on 60 days running.
pub fn add_working_days(calendar: &Calendar, day: NaiveDate, days: u32) -> Option<NaiveDate> {
    advance(day, days, |day| is_working_day(calendar, day))
}

/// The day as which something counts that is received at an instant: its date
/// where the calendar is.
///
/// Where the calendar has a cut-off, what comes after it counts as received on
/// the next working day, and so does what comes on a day off: otherwise a
/// parcel of Saturday would be due before one of Friday night. `None` for a
/// calendar that does not open on 60 days running.
pub fn received_on(calendar: &Calendar, at: Instant, world: &dyn World) -> Option<NaiveDate> {
    let zone = Zone::new(&calendar.zone, world);
    let day = zone.date(at);
    let Some(cut_off) = calendar.cut_off else {
        return Some(day);
    };
    let in_time = zone.time_of_day(at) <= i64::from(cut_off.0).saturating_mul(60);
    if in_time && is_working_day(calendar, day) {
        Some(day)
    } else {
        advance(day, 1, |day| is_working_day(calendar, day) && zone.has(day))
    }
}

/// The end of the last of so many working days from a day on, in the zone of
/// the calendar.
///
/// Where the first day counts, it is the first of them if it is a working day;
/// otherwise counting begins on the day after it. A day that the zone left out
/// is no working day. `None` for a calendar that does not open on 60 days
/// running.
///
/// ```
/// use cover::domain::policy::document::{Calendar, Day};
/// use cover::domain::service::{Zone, end_of_working_days};
/// use cover::domain::world::BuiltInZones;
/// # use cover::json::{Limits, Node, Problems, Shape, parse};
/// # let day = r#"["09:00-17:00"]"#;
/// # let json = format!(
/// #     r#"{{"id": "office", "name": {{"en": "Office"}}, "zone": "Asia/Shanghai", "hours":
/// #     {{"mon": {day}, "tue": {day}, "wed": {day}, "thu": {day}, "fri": {day}}}}}"#
/// # );
/// # let json = parse(json.as_bytes(), Limits::PACK).unwrap();
/// # let monday_to_friday = Calendar::read(&Node::root(&json, &Problems::default())).unwrap();
/// let zone = Zone::new("Asia/Shanghai", &BuiltInZones);
/// let tuesday = Day::parse("2026-11-24").unwrap().0;
/// let end = |first_day_counts| {
///     let end = end_of_working_days(&monday_to_friday, tuesday, 3, first_day_counts, zone);
///     end.unwrap().due.to_string()
/// };
/// assert_eq!(end(false), "2026-11-28T00:00:00+08:00");
/// assert_eq!(end(true), "2026-11-27T00:00:00+08:00");
/// ```
pub fn end_of_working_days(
    calendar: &Calendar,
    from: NaiveDate,
    days: u32,
    first_day_counts: bool,
    zone: Zone<'_>,
) -> Option<DayDeadline> {
    let is_working = |day| is_working_day(calendar, day) && zone.has(day);
    let more = if first_day_counts && is_working(from) {
        days.saturating_sub(1)
    } else {
        days
    };
    let last = advance(from, more, is_working)?;
    // Whether the day before the first that can count is a holiday is no matter.
    let first = if first_day_counts {
        from
    } else {
        from.succ_opt()?
    };
    Some(DayDeadline {
        provisional: is_provisional(calendar, first, last),
        ..DayDeadline::on(last, zone)
    })
}

/// So many working days on.
fn advance(day: NaiveDate, days: u32, is_working: impl Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
    let mut reached = day;
    for _ in 0..days {
        let mut closed = 0_u32;
        loop {
            reached = reached.checked_add_days(Days::new(1))?;
            if is_working(reached) {
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
