//! Instants: points of time, read from RFC 3339 and written back.

use super::policy::document::Day;
use super::world::World;
use chrono::{Datelike, NaiveDate};
use std::fmt;

/// A point of time to the second, with the offset it was written in.
///
/// Two instants are equal and ordered by the point of time alone; the offset
/// only says how to write it.
#[derive(Clone, Copy, Debug)]
pub struct Instant {
    seconds: i64,
    offset: i32,
}

impl Instant {
    /// The instant so many seconds after 1970-01-01T00:00:00Z, written with an
    /// offset in seconds.
    pub const fn new(seconds: i64, offset: i32) -> Instant {
        Instant { seconds, offset }
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub const fn seconds(self) -> i64 {
        self.seconds
    }

    /// The offset it was written with, in seconds.
    pub const fn offset(self) -> i32 {
        self.offset
    }

    /// Reads RFC 3339 with `T` and an offset or `Z`, 1970 to 2199, seconds 00
    /// to 59. A fraction of a second is accepted and dropped.
    ///
    /// ```
    /// use cover::domain::instant::Instant;
    /// let read = Instant::parse("2026-11-22T10:00:00+08:00").unwrap();
    /// assert_eq!(read, Instant::parse("2026-11-22T02:00:00Z").unwrap());
    /// assert!(Instant::parse("2026-11-22T10:00:60Z").is_none());
    /// assert!(Instant::parse("2026-11-22 10:00:00Z").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Instant> {
        let (date, rest) = text.split_at_checked(10)?;
        let Day(date) = Day::parse(date)?;
        let (clock, zone) = rest.strip_prefix('T')?.split_at_checked(8)?;
        let seconds_of_day = match *clock.as_bytes() {
            [h1, h2, b':', m1, m2, b':', s1, s2] => {
                let (hour, minute, second) = (pair(h1, h2)?, pair(m1, m2)?, pair(s1, s2)?);
                (hour < 24 && minute < 60 && second < 60)
                    .then_some(hour * 3600 + minute * 60 + second)?
            }
            _ => return None,
        };
        let zone = match zone.strip_prefix('.') {
            Some(fraction) => {
                let after = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
                (after.len() < fraction.len()).then_some(after)?
            }
            None => zone,
        };
        let offset = match *zone.as_bytes() {
            [b'Z'] => 0,
            [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
                let (hour, minute) = (pair(h1, h2)?, pair(m1, m2)?);
                let offset = (hour < 24 && minute < 60).then_some(hour * 3600 + minute * 60)?;
                if sign == b'-' { -offset } else { offset }
            }
            _ => return None,
        };
        let days = i64::from(
            date.num_days_from_ce()
                .checked_sub(NaiveDate::default().num_days_from_ce())?,
        );
        let seconds = days
            .checked_mul(86_400)?
            .checked_add(i64::from(seconds_of_day))?
            .checked_sub(i64::from(offset))?;
        Some(Instant { seconds, offset })
    }
}

impl Instant {
    /// The instant at which clocks in a zone show these minutes after midnight
    /// of a day. In a gap it is the instant as if the clock had not gone
    /// forward; in an overlap the first.
    pub fn of_civil(day: NaiveDate, minutes: i64, zone: &str, world: &dyn World) -> Instant {
        let days = i64::from(day.num_days_from_ce())
            .saturating_sub(i64::from(NaiveDate::default().num_days_from_ce()));
        let local = days
            .saturating_mul(86_400)
            .saturating_add(minutes.saturating_mul(60));
        let offset = |seconds: i64| {
            world
                .offset_seconds(zone, Instant::new(seconds, 0))
                .unwrap_or_default()
        };
        let at = |offset: i32| local.saturating_sub(i64::from(offset));
        // The offset a day before and a day after: between them lies at most
        // one change of the clocks.
        let (before, after) = (
            offset(local.saturating_sub(86_400)),
            offset(local.saturating_add(86_400)),
        );
        let chosen = if offset(at(before)) == before || offset(at(after)) != after {
            before
        } else {
            after
        };
        Instant::new(at(chosen), offset(at(chosen)))
    }
}

fn pair(tens: u8, ones: u8) -> Option<i32> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| i32::from(byte - b'0'));
    Some(digit(tens)? * 10 + digit(ones)?)
}

impl PartialEq for Instant {
    fn eq(&self, other: &Instant) -> bool {
        self.seconds == other.seconds
    }
}

impl Eq for Instant {}

impl PartialOrd for Instant {
    fn partial_cmp(&self, other: &Instant) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Instant {
    fn cmp(&self, other: &Instant) -> std::cmp::Ordering {
        self.seconds.cmp(&other.seconds)
    }
}

/// RFC 3339 in the offset it was written in.
impl fmt::Display for Instant {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = self.seconds.saturating_add(i64::from(self.offset));
        let days = i32::try_from(local.div_euclid(86_400)).unwrap_or_default();
        let date = NaiveDate::from_num_days_from_ce_opt(
            days.saturating_add(NaiveDate::default().num_days_from_ce()),
        )
        .unwrap_or_default();
        let clock = local.rem_euclid(86_400);
        write!(
            out,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
            date.year(),
            date.month(),
            date.day(),
            clock / 3600,
            clock / 60 % 60,
            clock % 60
        )?;
        match self.offset {
            0 => out.write_str("Z"),
            offset => {
                let sign = if offset < 0 { '-' } else { '+' };
                let minutes = offset.unsigned_abs() / 60;
                write!(out, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_what_it_read() {
        for text in [
            "2026-11-22T10:00:00+08:00",
            "1970-01-01T00:00:00Z",
            "2024-02-29T23:59:59-09:30",
        ] {
            assert_eq!(Instant::parse(text).expect(text).to_string(), text);
        }
    }

    #[test]
    fn civil_times_in_gaps_and_overlaps() {
        let london = |day: &str, minutes| {
            let day = Day::parse(day).expect("day").0;
            Instant::of_civil(
                day,
                minutes,
                "Europe/London",
                &crate::domain::world::BuiltInZones,
            )
            .to_string()
        };
        assert_eq!(london("2026-07-01", 12 * 60), "2026-07-01T12:00:00+01:00");
        // The clocks go forward from 01:00 to 02:00 and back from 02:00 to 01:00.
        assert_eq!(london("2026-03-29", 90), "2026-03-29T02:30:00+01:00");
        assert_eq!(london("2026-10-25", 90), "2026-10-25T01:30:00+01:00");
    }

    #[test]
    fn refuses_what_is_not_an_instant() {
        for text in [
            "",
            "2026-11-22",
            "2026-11-22T10:00Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T10:00:00",
            "2026-11-22t10:00:00z",
            "2026-11-22T10:00:00.Z",
            "2026-11-22T10:00:00+8",
            "2026-13-01T00:00:00Z",
        ] {
            assert!(Instant::parse(text).is_none(), "{text}");
        }
    }
}
