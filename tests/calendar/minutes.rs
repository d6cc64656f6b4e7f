//! The clocks a second time, by brute force: a year painted minute by minute,
//! and every question answered by walking over the minutes. It shares nothing
//! with the implementation: the zones' own library places the bounds.

use super::laws::{MINUTE, YEARS, any_calendar};
use super::tried::tried;
use chrono::{DateTime, Datelike, LocalResult, NaiveDate, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use cover::domain::instant::Instant;
use cover::domain::policy::document::{Calendar, Hours, TimeSpan, Window};
use cover::domain::service::{Clock, Desk, Due, Episode, Span, usage};
use cover::domain::world::BuiltInZones;
use proptest::prelude::*;

/// The open minutes of a year and a bit, from an instant on.
struct Painted {
    start: i64,
    open: Vec<bool>,
}

const MINUTES: i64 = 380 * 1440;

/// The instant at which a clock in the zone shows this time: the first of two,
/// and in a gap as if the clock had not gone forward.
fn placed(zone: Tz, civil: NaiveDateTime) -> i64 {
    match zone.from_local_datetime(&civil) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.timestamp(),
        LocalResult::None => {
            // The offset in force just before the gap.
            let earlier = (1..)
                .map(|minutes| civil - TimeDelta::minutes(minutes))
                .find_map(|before| zone.from_local_datetime(&before).latest())
                .expect("a gap ends");
            let shown = earlier.naive_local();
            earlier.timestamp() + (civil - shown).num_seconds()
        }
    }
}

fn windows(calendar: &Calendar, day: NaiveDate) -> Vec<Window> {
    let holidays = calendar
        .holidays
        .as_ref()
        .expect("random calendars have a table");
    for extra in &holidays.on {
        if extra.on.0 == day {
            return extra.hours.clone();
        }
    }
    for holiday in &holidays.off {
        let last = holiday.through.map_or(holiday.from.0, |through| through.0);
        if (holiday.from.0..=last).contains(&day) {
            return Vec::new();
        }
    }
    let Hours {
        mon,
        tue,
        wed,
        thu,
        fri,
        sat,
        sun,
    } = calendar.hours.as_ref().expect("hours");
    let week = [mon, tue, wed, thu, fri, sat, sun];
    week[day.weekday().num_days_from_monday() as usize].clone()
}

impl Painted {
    fn new(calendar: &Calendar, start: i64) -> Painted {
        let zone: Tz = calendar.zone.parse().expect("zone");
        let mut open = vec![false; usize::try_from(MINUTES).expect("small")];
        let first = DateTime::from_timestamp(start, 0)
            .expect("instant")
            .date_naive()
            - chrono::Days::new(4);
        for day in first.iter_days().take(388) {
            let midnight = day.and_hms_opt(0, 0, 0).expect("midnight");
            for window in windows(calendar, day) {
                let length = if window.until <= window.from { 1440 } else { 0 };
                let civil = |minutes: i64| placed(zone, midnight + TimeDelta::minutes(minutes));
                let (from, until) = (
                    civil(i64::from(window.from)),
                    civil(i64::from(window.until) + length),
                );
                let mut minute = (from - start).div_euclid(MINUTE);
                while minute < (until - start).div_euclid(MINUTE) {
                    if (0..MINUTES).contains(&minute) {
                        open[minute as usize] = true;
                    }
                    minute += 1;
                }
            }
        }
        Painted { start, open }
    }

    fn is_open(&self, minute: i64) -> bool {
        self.open[usize::try_from(minute).expect("within the year")]
    }

    fn at(&self, minute: i64) -> Instant {
        Instant::new(self.start + minute * MINUTE, 0)
    }
}

fn minutes(amount: i64) -> TimeSpan {
    TimeSpan {
        seconds: u32::try_from(amount * MINUTE).expect("small"),
    }
}

proptest! {
    #![proptest_config(tried(400))]

    #[test]
    fn minute_by_minute(
        calendar in any_calendar(),
        start in YEARS,
        questions in prop::collection::vec((0_i64..300 * 1440, 1_i64..3_000, 0_i64..60_000), 8),
        pauses in prop::collection::vec((0_i64..320 * 1440, 1_i64..9_000), 0..12),
    ) {
        let start = start.div_euclid(MINUTE) * MINUTE;
        let painted = Painted::new(&calendar, start);
        let clock = Clock::open(&calendar, &BuiltInZones);
        let episodes: Vec<Episode> = pauses
            .iter()
            .map(|(from, length)| Episode { from: painted.at(*from), until: Some(painted.at(from + length)) })
            .collect();
        let paused = |minute: i64| pauses.iter().any(|(from, length)| (*from..from + length).contains(&minute));

        for (from, amount, length) in questions {
            // Adding, with and without pauses.
            let walk = |counts: &dyn Fn(i64) -> bool| {
                let mut left = amount;
                let mut minute = from;
                while left > 0 && minute < MINUTES {
                    left -= i64::from(counts(minute));
                    minute += 1;
                }
                (left == 0).then(|| painted.at(minute))
            };
            if let Some(due) = walk(&|minute| painted.is_open(minute)) {
                let deadline = clock.add(painted.at(from), minutes(amount));
                prop_assert_eq!(deadline.map(|deadline| deadline.due), Some(due));
            }
            if let Some(due) = walk(&|minute| painted.is_open(minute) && !paused(minute)) {
                let Due::At(deadline) = clock.due(painted.at(from), minutes(amount), &episodes) else { panic!("due") };
                prop_assert_eq!(deadline.due, due);
            }

            // Subtracting.
            let (mut left, mut minute) = (amount, from);
            while left > 0 && minute > 0 {
                minute -= 1;
                left -= i64::from(painted.is_open(minute));
            }
            if left == 0 {
                prop_assert_eq!(clock.subtract(painted.at(from), minutes(amount)), Some(painted.at(minute)));
            }

            // Measuring, and the ledger of the same time.
            let until = from + length;
            let open = (from..until).filter(|minute| painted.is_open(*minute));
            prop_assert_eq!(clock.measure(painted.at(from), painted.at(until)), open.clone().count() as i64 * MINUTE);
            let used = open.filter(|minute| paused(*minute)).count() as i64;
            let period = Span { from: painted.at(from), until: painted.at(until) };
            let ledger = usage(&clock, period, minutes(amount), &episodes, &[], painted.at(until));
            prop_assert_eq!(ledger.used, used * MINUTE);

            // Open now, and until or from when.
            let now = painted.is_open(from);
            let turns = (from..MINUTES).find(|minute| painted.is_open(*minute) != now);
            let turns = turns.filter(|minute| minute - from <= 60 * 1440).map(|minute| painted.at(minute));
            let desk = if now { Desk::Open { closes: turns } } else { Desk::Closed { opens: turns } };
            prop_assert_eq!(clock.desk(painted.at(from)), desk);
        }
    }
}
