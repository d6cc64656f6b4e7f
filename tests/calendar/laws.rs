//! What holds for every calendar, tried on random ones.

use super::tried::tried;
use super::{CALENDARS, shape};
use cover::domain::instant::Instant;
use cover::domain::policy::document::{Calendar, CalendarSpan, TimeSpan};
use cover::domain::service::{Clock, Cycles, Due, Episode, Span, Zone, usage};
use cover::domain::service::{end_of_working_days, received_on};
use cover::domain::world::BuiltInZones;
use cover::json::Json;
use proptest::prelude::*;

pub const ZONES: [&str; 10] = [
    "Asia/Shanghai",
    "Europe/London",
    "America/New_York",
    "America/St_Johns",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "UTC",
];

pub const MINUTE: i64 = 60;
pub const DAY: i64 = 86_400;
/// 2018-01-01 and the start of 2028, in seconds since 1970.
pub const YEARS: std::ops::Range<i64> = 1_514_764_800..1_830_297_600;

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Windows of a day from the minutes at which they begin and end by turns; an
/// odd last one crosses midnight.
fn windows(bounds: &[u16]) -> Json {
    let mut bounds = bounds.to_vec();
    bounds.sort_unstable();
    bounds.dedup();
    let window = |pair: &[u16]| {
        let (from, until) = match *pair {
            [from, until] => (from, until),
            [from] => (from, (from / 3).max(1)),
            _ => panic!("pairs"),
        };
        (from < 1440 && from != until)
            .then(|| Json::from(format!("{}-{}", clock(from), clock(until)).as_str()))
    };
    Json::List(bounds.chunks(2).filter_map(window).collect())
}

/// A random calendar: its zone, the bounds of each day's windows, days off and
/// days with other hours, counted from 1970.
pub fn calendar(
    zone: &str,
    week: &[Vec<u16>],
    off: &[(u32, u32)],
    on: &[(u32, Vec<u16>)],
) -> Calendar {
    let name = || Some(Json::members([("en", Some("random".into()))]));
    let day = |days: u32| {
        let day = chrono::NaiveDate::default() + chrono::Days::new(u64::from(days));
        Some(Json::from(day.to_string().as_str()))
    };
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let hours = names
        .iter()
        .zip(week)
        .map(|(name, bounds)| ((*name).to_owned(), windows(bounds)));
    let off = off.iter().map(|(from, more)| {
        let through = day(from + more);
        Json::members([("from", day(*from)), ("through", through), ("name", name())])
    });
    let on = on.iter().map(|(on, bounds)| {
        let hours = Some(windows(bounds));
        Json::members([("on", day(*on)), ("hours", hours), ("name", name())])
    });
    let holidays = Json::members([
        ("source", Some("invented".into())),
        ("from_year", Some(Json::Integer(2018))),
        ("through_year", Some(Json::Integer(2027))),
        ("off", Some(Json::List(off.collect()))),
        ("on", Some(Json::List(on.collect()))),
    ]);
    shape(&Json::members([
        ("id", Some("random".into())),
        ("name", name()),
        ("zone", Some(zone.into())),
        ("hours", Some(Json::Object(hours.collect()))),
        ("holidays", Some(holidays)),
    ]))
}

/// The bounds of a day's windows: none, a few, or around a change of the clocks.
fn bounds() -> impl Strategy<Value = Vec<u16>> {
    prop_oneof![
        1 => Just(Vec::new()),
        2 => Just(vec![540, 1020]),
        1 => Just(vec![0, 1440]),
        4 => prop::collection::vec(0_u16..=1440, 1..6),
        2 => prop::collection::vec(0_u16..240, 1..6),
    ]
}

prop_compose! {
    /// A random calendar that opens on Wednesdays, and has days off and on in
    /// 2018 to 2027.
    pub fn any_calendar()(
        zone in 0..ZONES.len(),
        mut week in prop::collection::vec(bounds(), 7),
        off in prop::collection::vec((17_532_u32..21_184, 0_u32..9), 0..40),
        on in prop::collection::vec((17_532_u32..21_184, bounds()), 0..20),
    ) -> Calendar {
        week[2] = vec![600, 660, 720, 900];
        calendar(ZONES[zone], &week, &off, &on)
    }
}

fn at(seconds: i64) -> Instant {
    Instant::new(seconds, 0)
}

fn time(seconds: u32) -> TimeSpan {
    TimeSpan { seconds }
}

fn due(calendar: &Calendar, from: i64, seconds: u32) -> i64 {
    let clock = Clock::open(calendar, &BuiltInZones);
    let deadline = clock.add(at(from), time(seconds)).expect("it opens");
    deadline.due.seconds()
}

fn episode(from: i64, minutes: i64) -> Episode {
    Episode {
        from: at(from),
        until: (minutes > 0).then(|| at(from + minutes * MINUTE)),
    }
}

proptest! {
    #![proptest_config(tried(400))]

    #[test]
    fn more_time_or_a_later_start_is_never_due_earlier(
        calendar in any_calendar(), from in YEARS, amount in 0_u32..900_000, more in 1_u32..4_000, later in 1_i64..200_000
    ) {
        let first = due(&calendar, from, amount);
        prop_assert!(first >= from);
        prop_assert!(first < due(&calendar, from, amount + more));
        // Without any time to pass, the start is the due time, open or not.
        if amount > 0 {
            prop_assert!(first <= due(&calendar, from + later, amount));
        }
    }

    #[test]
    fn adding_then_measuring_gives_back_what_was_added(
        calendar in any_calendar(), from in YEARS, amount in 1_u32..900_000
    ) {
        let clock = Clock::open(&calendar, &BuiltInZones);
        let deadline = clock.add(at(from), time(amount)).expect("it opens");
        prop_assert_eq!(clock.measure(at(from), deadline.due), i64::from(amount));
        prop_assert_eq!(&clock.spans(at(from), deadline.due), &deadline.spans);
        prop_assert_eq!(deadline.spans.iter().map(|span| span.seconds()).sum::<i64>(), i64::from(amount));
        // No second of it is dispensable.
        let before = at(deadline.due.seconds() - 1);
        prop_assert_eq!(clock.measure(at(from), before), i64::from(amount) - 1);
        for pair in deadline.spans.windows(2) {
            prop_assert!(pair[0].until < pair[1].from);
        }
    }

    #[test]
    fn subtracting_is_the_mirror_of_adding(
        calendar in any_calendar(), until in YEARS, amount in 1_u32..900_000
    ) {
        let clock = Clock::open(&calendar, &BuiltInZones);
        let Some(from) = clock.subtract(at(until), time(amount)) else { return Ok(()) };
        prop_assert_eq!(clock.measure(from, at(until)), i64::from(amount));
        prop_assert_eq!(clock.measure(at(from.seconds() + 1), at(until)), i64::from(amount) - 1);
        // What was due at an open instant is due there again.
        let deadline = clock.add(from, time(amount)).expect("it opens");
        prop_assert!(deadline.due <= at(until));
        prop_assert_eq!(clock.measure(deadline.due, at(until)), 0);
    }

    #[test]
    fn steps_add_up(
        calendar in any_calendar(), from in YEARS, one in 0_u32..300_000, other in 0_u32..300_000
    ) {
        let first = due(&calendar, from, one);
        prop_assert_eq!(due(&calendar, first, other), due(&calendar, from, one + other));
    }

    #[test]
    fn time_split_anywhere_adds_up(
        calendar in any_calendar(), from in YEARS, length in 0_i64..5_000_000, parts in 0_i64..1_000
    ) {
        let clock = Clock::open(&calendar, &BuiltInZones);
        let (until, middle) = (from + length, from + length * parts / 1_000);
        let sum = clock.measure(at(from), at(middle)) + clock.measure(at(middle), at(until));
        prop_assert_eq!(clock.measure(at(from), at(until)), sum);
        prop_assert!(sum <= length);
    }

    #[test]
    fn whole_weeks_keep_the_shape(
        week in prop::collection::vec(bounds(), 7), from in YEARS, amount in 0_u32..900_000, weeks in 1_i64..500
    ) {
        let mut week = week;
        week[2].extend([600, 660]);
        let calendar = calendar("Asia/Shanghai", &week, &[], &[]);
        let shift = weeks * 7 * DAY;
        prop_assert_eq!(due(&calendar, from + shift, amount), due(&calendar, from, amount) + shift);
    }

    #[test]
    fn a_pause_adds_its_open_time_to_the_amount(
        calendar in any_calendar(), from in YEARS, amount in 1_u32..300_000,
        pauses in prop::collection::vec((-5_000_i64..20_000, 1_i64..3_000), 0..5)
    ) {
        let clock = Clock::open(&calendar, &BuiltInZones);
        let pauses: Vec<Episode> = pauses
            .iter()
            .map(|(after, minutes)| episode(from + after * MINUTE, *minutes))
            .collect();
        let Due::At(deadline) = clock.due(at(from), time(amount), &pauses) else {
            panic!("it opens, and no pause is going on");
        };
        // The paused time up to the due time, as a ledger counts it.
        let period = Span { from: at(from), until: deadline.due };
        let paused = usage(&clock, period, time(0), &pauses, &[], deadline.due).used;
        let extended = u32::try_from(paused).expect("small") + amount;
        prop_assert_eq!(deadline.due.seconds(), due(&calendar, from, extended));
    }

    #[test]
    fn a_ledger_split_anywhere_adds_up(
        calendar in any_calendar(), from in YEARS, days in 1_i64..120, parts in 0_i64..1_000, now in 0_i64..150,
        events in prop::collection::vec((-10_000_i64..180_000, -10_i64..5_000), 0..30),
        planned in prop::collection::vec((-10_000_i64..180_000, -10_i64..5_000), 0..4),
        elapsed in any::<bool>(), allowed in 0_u32..500_000
    ) {
        let zone = Zone::new(&calendar.zone, &BuiltInZones);
        let clock = if elapsed { Clock::elapsed(zone) } else { Clock::open(&calendar, &BuiltInZones) };
        let of = |list: &[(i64, i64)]| -> Vec<Episode> {
            list.iter().map(|(after, minutes)| episode(from + after * MINUTE, *minutes)).collect()
        };
        let (events, planned) = (of(&events), of(&planned));
        let as_of = from + now * DAY;
        let (until, middle) = (from + days * DAY, from + days * DAY * parts / 1_000);
        let ledger = |from: i64, until: i64| {
            let period = Span { from: at(from), until: at(until) };
            usage(&clock, period, time(allowed), &events, &planned, at(as_of))
        };
        let whole = ledger(from, until);
        let sum = ledger(from, middle).used + ledger(middle, until).used;
        prop_assert_eq!(whole.used, sum);
        prop_assert_eq!(whole.left - whole.over, i64::from(allowed) - whole.used);
        prop_assert!((0..=1_000_000).contains(&whole.availability_ppm));
        prop_assert_eq!(whole.exhausted_at.is_some(), whole.used > 0 && whole.left == 0);
        if let Some(exhausted) = whole.exhausted_at {
            prop_assert_eq!(ledger(from, exhausted.seconds()).used, i64::from(allowed));
        }
    }

    #[test]
    fn cycles_follow_one_another(
        start in 17_000_u32..21_000, months in 0_u32..15, days in 0_u32..40, from in YEARS, zone in 0..ZONES.len()
    ) {
        let anchor = chrono::NaiveDate::default() + chrono::Days::new(u64::from(start));
        let (cycles, zone) = (Cycles::new(anchor, CalendarSpan { months, days }), Zone::new(ZONES[zone], &BuiltInZones));
        let Some(number) = cycles.number_at(at(from), zone) else {
            prop_assert!(months + days == 0 || at(from) < zone.start_of(anchor));
            return Ok(());
        };
        let span = cycles.numbered(number, zone).expect("it has a number");
        prop_assert!(span.from <= at(from) && at(from) < span.until);
        let next = cycles.numbered(number + 1, zone).expect("before 2199");
        prop_assert_eq!(next.from, span.until);
    }

    #[test]
    fn what_is_received_later_is_never_due_earlier(
        mut calendar in any_calendar(), cut_off in prop::option::of(0_u16..1440), from in YEARS, later in 1_i64..400_000,
        days in 0_u32..12, first_day_counts in any::<bool>()
    ) {
        calendar.cut_off = cut_off.map(cover::domain::policy::document::ClockTime);
        let zone = Zone::new(&calendar.zone, &BuiltInZones);
        let due = |received: i64| {
            let day = received_on(&calendar, at(received), &BuiltInZones).expect("it opens");
            end_of_working_days(&calendar, day, days, first_day_counts, zone).expect("it opens").due
        };
        prop_assert!(due(from) <= due(from + later));
    }
}

/// Every calendar of the vectors ends its search, wherever it starts.
#[test]
fn no_search_goes_on_for_ever() {
    let (in_1973, in_2194) = (100_000_000, 7_100_000_000);
    for calendar in CALENDARS.values() {
        let clock = Clock::open(calendar, &BuiltInZones);
        for now in [i64::MIN, in_1973, in_2194, i64::MAX] {
            if now != in_1973 {
                let due = clock.add(at(now), time(u32::MAX));
                assert!(due.is_none_or(|deadline| calendar.always && deadline.due > at(now)));
            }
            if now != in_2194 {
                let from = clock.subtract(at(now), time(u32::MAX));
                assert!(from.is_none_or(|from| calendar.always && from < at(now)));
            }
            clock.desk(at(now));
        }
    }
    let clock = Clock::open(&CALENDARS["office"], &BuiltInZones);
    let weeks = clock.measure(at(i64::MIN), at(i64::MAX)) / (40 * 60 * MINUTE);
    assert_eq!(weeks / 52, 230, "from 1970 to 2199");
}
