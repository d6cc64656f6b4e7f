//! From the day on which a unit was made to its serial.

use super::check::check_character;
use super::{expected, length};
use crate::domain::policy::document::{SerialPart, SerialPartKind};
use chrono::{Datelike, NaiveDate};

/// Writes the serial of a unit made on this day. The body fills the digits and
/// letters that say nothing, from left to right.
///
/// `None` where the scheme cannot write that day (two digits of a year are
/// 2000 to 2099), or where the body is too short, too long or of the wrong
/// characters.
///
/// ```
/// use chrono::NaiveDate;
/// use cover::domain::{policy::document::{SerialPart, SerialPartKind}, term::{manufactured, written}};
/// let part = |is, length| SerialPart { is, length, text: None, weights: Vec::new() };
/// let scheme = [
///     SerialPart { text: Some("SD".to_owned()), ..part(SerialPartKind::Literal, None) },
///     part(SerialPartKind::Year, Some(2)),
///     part(SerialPartKind::Week, None),
///     part(SerialPartKind::Digits, Some(6)),
///     part(SerialPartKind::Luhn, None),
/// ];
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// let serial = written(&scheme, day(2024, 2, 29), "000123").unwrap();
/// assert_eq!(serial, "SD24090001231");
/// let made = manufactured(&serial, &scheme, day(2026, 11, 22)).unwrap().made.unwrap();
/// assert_eq!((made.from, made.until), (day(2024, 2, 26), day(2024, 3, 3)));
/// ```
pub fn written(parts: &[SerialPart], made: NaiveDate, body: &str) -> Option<String> {
    let has = |kind: SerialPartKind| parts.iter().any(|part| part.is == kind);
    // A week is of the ISO year; beside a month it says nothing.
    let by_week = has(SerialPartKind::Week) && !has(SerialPartKind::Month);
    let year = if by_week {
        made.iso_week().year()
    } else {
        made.year()
    };
    let mut body = body.chars();
    let mut serial: Vec<char> = Vec::new();
    for part in parts {
        let number = match part.is {
            SerialPartKind::Year if length(part) == 2 => u32::try_from(year.checked_sub(2000)?),
            SerialPartKind::Year => u32::try_from(year),
            SerialPartKind::Month => Ok(made.month()),
            SerialPartKind::Week => Ok(made.iso_week().week()),
            SerialPartKind::Day => Ok(made.day()),
            _ => {
                match (part.is, check_character(part, &serial)) {
                    (_, Some(check)) => serial.push(check),
                    (SerialPartKind::Literal, None) => {
                        serial.extend(part.text.iter().flat_map(|text| text.chars()))
                    }
                    (_, None) => {
                        for offset in 0..length(part) {
                            let character = body.next()?;
                            serial.push(
                                expected(part, offset)
                                    .fits(character)
                                    .then_some(character)?,
                            );
                        }
                    }
                }
                continue;
            }
        };
        let digits = number.ok()?.to_string();
        // The linter allows a part 64 characters; nobody writes more.
        let places = Some(length(part)).filter(|places| *places <= 64)?;
        let zeros = places.checked_sub(digits.len())?;
        serial.extend(std::iter::repeat_n('0', zeros).chain(digits.chars()));
    }
    body.next().is_none().then(|| serial.into_iter().collect())
}
