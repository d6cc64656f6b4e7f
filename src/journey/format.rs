//! Writing dates and numbers as people read them.

use crate::domain::instant::Instant;
use chrono::NaiveDate;

/// How dates and numbers are written in the person's language. The browser
/// answers from `Intl`.
pub trait Formats {
    /// A date in words: 14 March 2027.
    fn date(&self, day: NaiveDate) -> String;
    /// A date with its day of the week: Friday 27 November 2026.
    fn weekday(&self, day: NaiveDate) -> String;
    /// A day of the week and its date, without the year: Friday 27 November.
    fn day(&self, day: NaiveDate) -> String;
    /// A whole number with its groups: 3,000.
    fn number(&self, number: i64) -> String;
    /// A date and a time of day in a zone.
    fn moment(&self, at: Instant, zone: &str) -> String;
    /// A zone by its name: China time.
    fn zone(&self, zone: &str) -> String;
    /// The person's own zone.
    fn own_zone(&self) -> String;
}

/// Dates as ISO 8601 and numbers as digits, where there is no `Intl`.
#[derive(Clone, Copy, Debug, Default)]
pub struct IsoFormats;

impl Formats for IsoFormats {
    fn date(&self, day: NaiveDate) -> String {
        day.to_string()
    }

    fn weekday(&self, day: NaiveDate) -> String {
        format!("{day} ({})", chrono::Datelike::weekday(&day))
    }

    fn day(&self, day: NaiveDate) -> String {
        self.weekday(day)
    }

    fn number(&self, number: i64) -> String {
        number.to_string()
    }

    fn moment(&self, at: Instant, _zone: &str) -> String {
        at.to_string()
    }

    fn zone(&self, zone: &str) -> String {
        zone.to_owned()
    }

    fn own_zone(&self) -> String {
        "UTC".to_owned()
    }
}
