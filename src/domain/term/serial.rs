//! Serial numbers: read by the scheme that the pack declares.

use super::period::Interval;
use crate::domain::policy::document::{Precision, SerialPart, SerialPartKind};
use chrono::{NaiveDate, Weekday};

/// What a serial number says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SerialReading {
    /// The days in which the unit was made, if the scheme shows them, cut at
    /// the day of judgement.
    pub made: Option<Interval>,
}

/// Why a serial number does not fit its scheme. Positions count characters of
/// the normalised serial from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SerialError {
    /// Another character must stand here.
    Form(usize),
    /// It is too short or too long: how many characters it should have.
    Length(usize),
    /// The check character is wrong.
    Check(usize),
    /// There is no such week, month or day.
    Impossible(usize),
    /// It would have been made after the day of judgement.
    Future,
}

/// The serial as it is compared: trimmed, without spaces and hyphens,
/// full-width forms folded, in capitals. An empty one is an unknown one.
pub fn normalised(written: &str) -> String {
    written
        .chars()
        .map(|character| match u32::from(character) {
            // U+FF01 to U+FF5E are the full-width forms of `!` to `~`.
            wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(character),
            _ => character,
        })
        .filter(|character| {
            !character.is_whitespace()
                && !matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
        })
        .map(|character| character.to_ascii_uppercase())
        .collect()
}

/// Reads a normalised serial by its scheme.
///
/// # Errors
/// Where and how the serial does not fit.
pub fn manufactured(
    serial: &str,
    parts: &[SerialPart],
    today: NaiveDate,
) -> Result<SerialReading, SerialError> {
    let characters: Vec<char> = serial.chars().collect();
    let expected = parts
        .iter()
        .map(length)
        .fold(0_usize, usize::saturating_add);
    let mut at = 0_usize;
    let (mut year, mut month, mut week, mut day) = (None, None, None, None);
    for part in parts {
        let (start, end) = (at, at.saturating_add(length(part)));
        at = end;
        let before = characters.get(..start).unwrap_or_default();
        let Some(written) = characters.get(start..end) else {
            // What is there is looked at first, so that the first wrong
            // character is named rather than the length.
            check_form(part, characters.get(start..).unwrap_or_default(), start)?;
            return Err(SerialError::Length(expected));
        };
        check_form(part, written, start)?;
        let number = written.iter().try_fold(0_i32, |sum, digit| {
            sum.checked_mul(10)?
                .checked_add(i32::try_from(digit.to_digit(10)?).ok()?)
        });
        match part.is {
            SerialPartKind::Year => {
                year = number.map(|year| {
                    if written.len() == 2 {
                        year.saturating_add(2000)
                    } else {
                        year
                    }
                })
            }
            SerialPartKind::Month => month = number.map(|month| (month, start)),
            SerialPartKind::Week => week = number.map(|week| (week, start)),
            SerialPartKind::Day => day = number.map(|day| (day, start)),
            SerialPartKind::Luhn if luhn(before) != number => {
                return Err(SerialError::Check(start));
            }
            SerialPartKind::Mod3736 if mod_37_36(before).as_ref() != written.first() => {
                return Err(SerialError::Check(start));
            }
            SerialPartKind::Mod11 if mod_11(before, &part.weights).as_ref() != written.first() => {
                return Err(SerialError::Check(start));
            }
            _ => {}
        }
    }
    if characters.len() > expected {
        return Err(SerialError::Length(expected));
    }
    let made = match (year, month, week, day) {
        (Some(year), None, Some((week, at)), _) => {
            let monday = u32::try_from(week)
                .ok()
                .and_then(|week| NaiveDate::from_isoywd_opt(year, week, Weekday::Mon));
            Some(Interval::day(monday.ok_or(SerialError::Impossible(at))?).widened(Precision::Week))
        }
        (Some(year), Some((month, at)), _, None) => {
            Some(Interval::day(date(year, month, 1, at)?).widened(Precision::Month))
        }
        (Some(year), Some((month, _)), _, Some((day, at))) => {
            Some(Interval::day(date(year, month, day, at)?))
        }
        (Some(year), None, None, _) => {
            Some(Interval::day(date(year, 1, 1, 0)?).widened(Precision::Year))
        }
        _ => None,
    };
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

fn date(year: i32, month: i32, day: i32, at: usize) -> Result<NaiveDate, SerialError> {
    let date = u32::try_from(month)
        .ok()
        .zip(u32::try_from(day).ok())
        .and_then(|(month, day)| NaiveDate::from_ymd_opt(year, month, day));
    date.ok_or(SerialError::Impossible(at))
}

/// How many characters a part takes.
fn length(part: &SerialPart) -> usize {
    match part.is {
        SerialPartKind::Literal => part.text.as_deref().unwrap_or_default().chars().count(),
        SerialPartKind::Digits | SerialPartKind::Letters | SerialPartKind::Year => part
            .length
            .and_then(|length| usize::try_from(length).ok())
            .unwrap_or(2),
        SerialPartKind::Month | SerialPartKind::Week | SerialPartKind::Day => 2,
        SerialPartKind::Luhn | SerialPartKind::Mod3736 | SerialPartKind::Mod11 => 1,
    }
}

/// Whether what stands there can be this part, as far as it is written.
fn check_form(part: &SerialPart, written: &[char], start: usize) -> Result<(), SerialError> {
    let literal: Vec<char> = part.text.as_deref().unwrap_or_default().chars().collect();
    for (offset, character) in written.iter().enumerate() {
        let fits = match part.is {
            SerialPartKind::Literal => literal.get(offset) == Some(character),
            SerialPartKind::Letters => character.is_ascii_uppercase(),
            SerialPartKind::Mod3736 => character.is_ascii_uppercase() || character.is_ascii_digit(),
            SerialPartKind::Mod11 => character.is_ascii_digit() || *character == 'X',
            _ => character.is_ascii_digit(),
        };
        if !fits {
            return Err(SerialError::Form(start.saturating_add(offset)));
        }
    }
    Ok(())
}

/// The Luhn digit over the digits before it; letters are passed over.
fn luhn(before: &[char]) -> Option<i32> {
    let digits = before.iter().filter_map(|character| character.to_digit(10));
    let sum = digits.rev().enumerate().fold(0_u32, |sum, (place, digit)| {
        let doubled = if place % 2 == 0 { digit * 2 } else { digit };
        sum.saturating_add(doubled / 10 + doubled % 10)
    });
    i32::try_from((10 - sum % 10) % 10).ok()
}

/// The ISO 7064 mod 37-36 character.
fn mod_37_36(before: &[char]) -> Option<char> {
    let sum = before.iter().try_fold(36_u32, |product, character| {
        let sum = (product + character.to_digit(36)?) % 36;
        Some(if sum == 0 { 36 } else { sum } * 2 % 37)
    })?;
    char::from_digit((37 - sum) % 36, 36).map(|character| character.to_ascii_uppercase())
}

/// The weighted mod 11 digit; 10 is written X.
fn mod_11(before: &[char], weights: &[i64]) -> Option<char> {
    let digits = before.iter().filter_map(|character| character.to_digit(10));
    let sum = digits.zip(weights).fold(0_i64, |sum, (digit, weight)| {
        sum.wrapping_add(weight.wrapping_mul(i64::from(digit)))
    });
    match (11 - sum.rem_euclid(11)) % 11 {
        10 => Some('X'),
        digit => char::from_digit(u32::try_from(digit).ok()?, 10),
    }
}
