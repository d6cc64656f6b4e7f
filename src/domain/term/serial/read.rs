//! From a serial to the days in which the unit was made.

use super::check::check_character;
use super::{Expected, SerialError, expected, length};
use crate::domain::policy::document::{Precision, SerialPart, SerialPartKind};
use crate::domain::term::period::Interval;
use chrono::{NaiveDate, Weekday};

/// What a serial number says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SerialReading {
    /// The days in which the unit was made, if the scheme shows them, cut at
    /// the day of judgement.
    pub made: Option<Interval>,
}

/// Reads a normalised serial by its scheme.
///
/// # Errors
/// Where and how the serial does not fit: the first wrong character, else the
/// length, else what cannot be a date, else the check character, else a day
/// that has not come.
pub fn manufactured(
    serial: &str,
    parts: &[SerialPart],
    today: NaiveDate,
) -> Result<SerialReading, SerialError> {
    let mut characters: Vec<char> = serial.chars().collect();
    read(&mut characters, parts, today, false)
}

/// The serial with letters and digits that look alike exchanged where the
/// other must stand, if that one fits as a whole. It is only ever suggested.
pub fn meant(serial: &str, parts: &[SerialPart], today: NaiveDate) -> Option<String> {
    let mut characters: Vec<char> = serial.chars().collect();
    read(&mut characters, parts, today, true).ok()?;
    let meant: String = characters.into_iter().collect();
    (meant != serial).then_some(meant)
}

/// Reads a serial, and with `mend` exchanges what looks alike first.
fn read(
    characters: &mut [char],
    parts: &[SerialPart],
    today: NaiveDate,
    mend: bool,
) -> Result<SerialReading, SerialError> {
    check_form(characters, parts, mend)?;
    let mut at = 0_usize;
    let (mut year, mut month, mut week, mut day) = (None, None, None, None);
    let mut wrong_check = None;
    for part in parts {
        let start = at;
        at = start.saturating_add(length(part));
        let written = characters.get(start..at).unwrap_or_default();
        let number = number(written).map(|number| (number, start));
        match part.is {
            // Of a year in two digits the century is ours.
            SerialPartKind::Year if written.len() == 2 => {
                year = number.map(|(year, _)| year.saturating_add(2000));
            }
            SerialPartKind::Year => year = number.map(|(year, _)| year),
            SerialPartKind::Month => month = number,
            SerialPartKind::Week => week = number,
            SerialPartKind::Day => day = number,
            _ => {
                let before = characters.get(..start).unwrap_or_default();
                let right = check_character(part, before);
                if right.is_some() && right.as_ref() != written.first() {
                    wrong_check = Some(start);
                }
            }
        }
    }
    let made = match year {
        Some(year) => Some(days_of(year, month, week, day)?),
        None => None,
    };
    if let Some(at) = wrong_check {
        return Err(SerialError::Check { at });
    }
    match made {
        Some(made) if made.from > today => Err(SerialError::Future),
        Some(made) => Ok(SerialReading {
            made: Some(Interval {
                from: made.from,
                until: made.until.min(today),
            }),
        }),
        None => Ok(SerialReading { made: None }),
    }
}

/// Whether at each place stands what may stand there, and nothing after the
/// last; with `mend`, what looks like it is put there.
fn check_form(
    characters: &mut [char],
    parts: &[SerialPart],
    mend: bool,
) -> Result<(), SerialError> {
    let all = characters.len();
    let mut at = 0_usize;
    for part in parts {
        for offset in 0..length(part) {
            let Some((found, before)) =
                characters.get_mut(..=at).and_then(<[char]>::split_last_mut)
            else {
                break;
            };
            let mut expected = expected(part, offset);
            if mend {
                let right = check_character(part, before);
                expected = right.map_or(expected, Expected::Exactly);
                *found = expected.alike(*found);
            }
            if !expected.fits(*found) {
                return Err(SerialError::Form {
                    at,
                    expected,
                    found: *found,
                });
            }
            at = at.saturating_add(1);
        }
    }
    let expected = parts.iter().map(length);
    let expected = expected.fold(0_usize, usize::saturating_add);
    if expected == all {
        Ok(())
    } else {
        Err(SerialError::Length {
            expected,
            found: all,
        })
    }
}

fn number(digits: &[char]) -> Option<i32> {
    digits.iter().try_fold(0_i32, |number, digit| {
        number
            .checked_mul(10)?
            .checked_add(i32::try_from(digit.to_digit(10)?).ok()?)
    })
}

/// The days that a year with a month, a week or a day of the month means; each
/// stands beside its place. A month tells more than a week.
fn days_of(
    year: i32,
    month: Option<(i32, usize)>,
    week: Option<(i32, usize)>,
    day: Option<(i32, usize)>,
) -> Result<Interval, SerialError> {
    let date = |month: i32, day: i32| {
        let (month, day) = (u32::try_from(month).ok()?, u32::try_from(day).ok()?);
        NaiveDate::from_ymd_opt(year, month, day)
    };
    let or_impossible = |date: Option<NaiveDate>, at: usize, part: SerialPartKind| {
        date.ok_or(SerialError::Impossible { at, part })
    };
    let (day, precision) = match (month, week, day) {
        (Some((month, at)), _, None) => (
            or_impossible(date(month, 1), at, SerialPartKind::Month)?,
            Precision::Month,
        ),
        (Some((month, month_at)), _, Some((day, at))) => {
            or_impossible(date(month, 1), month_at, SerialPartKind::Month)?;
            let day = or_impossible(date(month, day), at, SerialPartKind::Day)?;
            return Ok(Interval::day(day));
        }
        (None, Some((week, at)), _) => {
            let monday = u32::try_from(week)
                .ok()
                .and_then(|week| NaiveDate::from_isoywd_opt(year, week, Weekday::Mon));
            (
                or_impossible(monday, at, SerialPartKind::Week)?,
                Precision::Week,
            )
        }
        (None, None, _) => (
            or_impossible(date(1, 1), 0, SerialPartKind::Year)?,
            Precision::Year,
        ),
    };
    Ok(Interval::day(day).widened(precision))
}
