//! Calendars: zones that are not known, hours that overlap, and tables of
//! holidays that contradict themselves or are out of date.

use super::{At, Linter};
use crate::domain::instant::Instant;
use crate::domain::policy::document::{Calendar, Holidays, Hours, Window};
use crate::domain::service::add_working_days;
use chrono::{Datelike, Days, NaiveDate};

const MINUTES_OF_A_DAY: i32 = 1440;

impl Linter<'_> {
    pub(super) fn calendars(&self) {
        let pack = self.words.pack;
        self.zone(&At::default().key("issuer").key("zone"), &pack.issuer.zone);
        for (index, calendar) in pack.calendars.iter().enumerate() {
            let at = At::item("calendars", index);
            self.zone(&at.key("zone"), &calendar.zone);
            if let Some(hours) = &calendar.hours {
                self.hours(&at.key("hours"), hours);
            }
            if let Some(holidays) = &calendar.holidays {
                self.holidays(&at.key("holidays"), holidays);
            }
            if calendar.always {
                for (key, there) in [
                    ("hours", calendar.hours.is_some()),
                    ("holidays", calendar.holidays.is_some()),
                ] {
                    if there {
                        self.idle(
                            &at.key(key),
                            "the calendar is always open",
                            "leave out this, or `always`",
                        );
                    }
                }
            }
            self.opens(&at, calendar);
        }
    }

    fn zone(&self, at: &At, zone: &str) {
        let known = self
            .zones
            .offset_seconds(zone, Instant::new(0, 0))
            .is_some();
        if !(known && is_written_in_full(zone)) {
            let message = format!("`{zone}` is not a time zone");
            self.error(
                at,
                "lint.zone",
                message,
                "write its IANA name, such as `Europe/London`, or `UTC`",
            );
        }
    }

    /// A trial: the next working day, from today and from each holiday on.
    fn opens(&self, at: &At, calendar: &Calendar) {
        let holidays = calendar.holidays.iter().flat_map(|holidays| &holidays.off);
        let trials = std::iter::once(self.today).chain(holidays.map(|off| off.from.0));
        for day in trials {
            if add_working_days(calendar, day, 1).is_none() {
                let message = format!(
                    "this calendar never opens: there is no working day in two months from `{day}`"
                );
                self.error(at, "lint.never-opens", message, "add `hours`, or `always`");
                return;
            }
        }
    }

    /// No two windows share a minute, across midnight and Sunday to Monday too.
    fn hours(&self, at: &At, hours: &Hours) {
        let week: [(&str, &[Window]); 7] = [
            ("mon", &hours.mon),
            ("tue", &hours.tue),
            ("wed", &hours.wed),
            ("thu", &hours.thu),
            ("fri", &hours.fri),
            ("sat", &hours.sat),
            ("sun", &hours.sun),
        ];
        let of_a_week = MINUTES_OF_A_DAY.saturating_mul(7);
        let mut open: Vec<(i32, i32)> = Vec::new();
        for (number, (day, windows)) in (0_i32..).zip(week) {
            for (index, window) in windows.iter().enumerate() {
                let (from, until) = minutes(*window, number);
                // The hours of Sunday night belong to Monday, too.
                let overlaps = |other: &(i32, i32)| {
                    [0, of_a_week, -of_a_week].iter().any(|shift| {
                        from < other.1.saturating_add(*shift)
                            && other.0.saturating_add(*shift) < until
                    })
                };
                if open.iter().any(overlaps) {
                    self.window_overlaps(&at.key(day).index(index));
                }
                open.push((from, until));
            }
        }
    }

    fn window_overlaps(&self, at: &At) {
        let message = "this window overlaps with another";
        self.error(
            at,
            "lint.window-overlap",
            message,
            "make one window of both, or correct one",
        );
    }

    fn holidays(&self, at: &At, holidays: &Holidays) {
        let years = holidays.from_year..=holidays.through_year;
        if years.is_empty() {
            let message = format!(
                "the table ends in {}, before it begins",
                holidays.through_year
            );
            self.error(
                &at.key("through_year"),
                "lint.holidays-reversed",
                message,
                "swap `from_year` and `through_year`",
            );
        } else if holidays.through_year < i64::from(self.today.year()) {
            let message = format!(
                "the table ends with {}: today is `{}`",
                holidays.through_year, self.today
            );
            let help = "add the holidays that have been announced since; dates past the table are provisional";
            self.warn(&at.key("through_year"), "lint.holidays-end", message, help);
        }
        let outside = |at: &At, day: NaiveDate| {
            if !years.is_empty() && !years.contains(&i64::from(day.year())) {
                let message = format!("`{day}` lies outside the years of the table");
                self.error(
                    at,
                    "lint.holiday-outside",
                    message,
                    "correct it, or `from_year` and `through_year`",
                );
            }
        };
        let mut off: Vec<(NaiveDate, NaiveDate)> = Vec::new();
        for (index, holiday) in holidays.off.iter().enumerate() {
            let at = at.key("off").index(index);
            let (from, through) = (holiday.from.0, holiday.through.unwrap_or(holiday.from).0);
            outside(&at.key("from"), from);
            if through < from {
                let message = format!("the holiday ends on `{through}`, before it begins");
                self.error(
                    &at.key("through"),
                    "lint.holiday-reversed",
                    message,
                    "swap `from` and `through`",
                );
            } else if holiday.through.is_some() {
                outside(&at.key("through"), through);
            }
            if off
                .iter()
                .any(|(first, last)| from <= *last && *first <= through)
            {
                let message = "some of these days are off already";
                self.warn(
                    &at,
                    "lint.holiday-twice",
                    message,
                    "let each day stand once",
                );
            }
            off.push((from, through));
        }
        let mut on: Vec<NaiveDate> = Vec::new();
        for (index, extra) in holidays.on.iter().enumerate() {
            let at = at.key("on").index(index);
            let day = extra.on.0;
            outside(&at.key("on"), day);
            if off
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&day))
            {
                let message = format!("`{day}` is also off");
                self.error(
                    &at.key("on"),
                    "lint.on-and-off",
                    message,
                    "leave it out here, or shorten the holiday",
                );
            }
            if on.contains(&day) {
                let message = format!("`{day}` stands here twice");
                self.error(
                    &at.key("on"),
                    "lint.holiday-twice",
                    message,
                    "let each day stand once",
                );
            }
            if extra.hours.is_empty() {
                let message = format!("`{day}` is made up for, but has no hours");
                self.warn(
                    &at,
                    "lint.no-hours",
                    message,
                    "add `hours`, or make it a day off",
                );
            }
            on.push(day);
            let mut open: Vec<(i32, i32)> = Vec::new();
            for (place, window) in extra.hours.iter().enumerate() {
                let (from, until) = minutes(*window, 0);
                if open
                    .iter()
                    .any(|(other, end)| from < *end && *other < until)
                {
                    self.window_overlaps(&at.key("hours").index(place));
                }
                open.push((from, until));
            }
        }
        let newest = off.iter().map(|(_, last)| *last).max();
        let sparse = newest
            .filter(|last| i64::from(last.year()) < holidays.through_year && !years.is_empty());
        if let Some(last) = sparse.and_then(|last| last.checked_add_days(Days::new(1))) {
            let message = format!(
                "the table says it knows {}, but has no holiday from `{last}` on",
                holidays.through_year
            );
            self.warn(
                &at.key("through_year"),
                "lint.holidays-end",
                message,
                "add its holidays, or correct the year",
            );
        }
    }
}

/// A window in minutes from the start of a numbered day; past midnight it goes
/// on into the next.
fn minutes(window: Window, day: i32) -> (i32, i32) {
    let start = day.saturating_mul(MINUTES_OF_A_DAY);
    let (from, until) = (i32::from(window.from), i32::from(window.until));
    let until = if until <= from {
        until.saturating_add(MINUTES_OF_A_DAY)
    } else {
        until
    };
    (start.saturating_add(from), start.saturating_add(until))
}

/// An area and a city, or UTC: short names mean one zone here and another there.
fn is_written_in_full(zone: &str) -> bool {
    let named = |part: &str| {
        part.starts_with(|letter: char| letter.is_ascii_uppercase())
            && part.bytes().all(|letter| {
                letter.is_ascii_alphanumeric() || matches!(letter, b'_' | b'-' | b'+')
            })
    };
    zone == "UTC" || (zone.contains('/') && zone.split('/').all(named))
}
