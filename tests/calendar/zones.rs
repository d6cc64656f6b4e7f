//! What the program takes for granted of the world's clocks, tried on every
//! zone of the database: whoever changes a shortcut, or the database, sees here
//! whether it still holds.

use chrono::{DateTime, NaiveDate, Offset, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};

const DAY: i64 = 86_400;

fn offset(zone: Tz, at: i64) -> i32 {
    let utc = DateTime::from_timestamp(at, 0)
        .expect("an instant")
        .naive_utc();
    zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()
}

fn start_of(year: i32) -> i64 {
    let day = NaiveDate::from_ymd_opt(year, 1, 1).expect("a date");
    let midnight = day.and_hms_opt(0, 0, 0).expect("a time");
    midnight.and_utc().timestamp()
}

/// The first second of each offset of a zone, found by halving from a grid.
fn changes(zone: Tz, from: i64, until: i64, step: i64) -> Vec<i64> {
    let mut found = Vec::new();
    let mut before = offset(zone, from);
    let mut at = from;
    while at < until {
        let next = offset(zone, at + step);
        if next != before {
            let (mut low, mut high) = (at, at + step);
            while high - low > 1 {
                let middle = low + (high - low) / 2;
                if offset(zone, middle) == before {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            found.push(high);
        }
        before = next;
        at += step;
    }
    found
}

/// The browser's offsets are kept by the minute (`browser/zones.rs`).
#[test]
fn since_1973_clocks_change_on_full_minutes() {
    let mut tried = 0;
    for zone in TZ_VARIANTS {
        for at in changes(zone, start_of(1973), start_of(2038), 6 * DAY) {
            assert_eq!(at % 60, 0, "{zone} at {at}");
            tried += 1;
        }
    }
    assert!(tried > 1000, "{tried} changes");
}

/// A zone's offsets are asked for every six days, and a change is looked for
/// where two of them differ (`domain/service/offsets.rs`).
#[test]
fn clocks_do_not_go_forth_and_back_within_six_days() {
    let mut tried = 0;
    for zone in TZ_VARIANTS {
        let all = changes(zone, start_of(1990), start_of(2038), DAY);
        for pair in all.windows(2) {
            assert!(pair[1] - pair[0] > 6 * DAY, "{zone} at {}", pair[1]);
            tried += 1;
        }
    }
    assert!(tried > 1000, "{tried} changes");
}
