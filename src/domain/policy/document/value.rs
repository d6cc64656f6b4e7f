//! The small values that packs are written with.

#[cfg(not(target_arch = "wasm32"))]
use crate::json::schema::{Definitions, pattern};
use crate::json::{Json, Node, Shape};
use chrono::{Datelike, NaiveDate};

/// A name that rules refer to by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id(String);

impl Id {
    /// The name in a compiled policy, which was one when it was compiled.
    pub(in crate::domain::policy) fn of_compiled(name: &str) -> Id {
        Id(name.to_owned())
    }

    /// The name as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Shape for Id {
    fn stand_in() -> Self {
        Id(String::new())
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        let text = String::read(node)?;
        let letters = text.bytes().all(
            |byte| matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.'),
        );
        if letters && text.len() <= 64 {
            Some(Id(text))
        } else {
            node.refuse(
                "shape.id",
                &format!("`{text}` is not an id"),
                "use letters a to z, digits, - and _, at most 64",
            )
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("Id", |_| {
            pattern("A name that rules refer to by.", "^[A-Za-z0-9._-]{1,64}$")
        })
    }
}

/// Text in each of the pack's languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(Vec<(String, String)>);

impl Text {
    /// Text in one language, whichever is asked for.
    pub fn only(text: &str) -> Text {
        Text(vec![(String::new(), text.to_owned())])
    }

    /// The text in a language, else in the first one written.
    pub fn in_language(&self, language: &str) -> &str {
        let exact = self.0.iter().find(|(tag, _)| tag == language);
        exact
            .or_else(|| self.0.first())
            .map_or("", |(_, text)| text)
    }

    /// The languages written.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(tag, _)| tag.as_str())
    }
}

impl Shape for Text {
    fn stand_in() -> Self {
        Text(Vec::new())
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        if !matches!(node.json, Json::Object(_)) {
            return node
                .expected("an object with a text for each language, such as {\"en\": \"…\"}");
        }
        let texts: Vec<_> = node
            .each_member()
            .map(|(tag, text)| Some((tag.to_owned(), String::read(&text)?)))
            .collect();
        texts.into_iter().collect::<Option<Vec<_>>>().map(Text)
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("Text", |_| {
            Json::members([
                ("type", Some("object".into())),
                (
                    "description",
                    Some("Text in each of the pack's languages.".into()),
                ),
                (
                    "additionalProperties",
                    Some(Json::members([
                        ("type", Some("string".into())),
                        ("minLength", Some(1.into())),
                    ])),
                ),
                ("minProperties", Some(1.into())),
            ])
        })
    }
}

/// A civil date between 1970 and 2199.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub NaiveDate);

impl Day {
    /// Reads `YYYY-MM-DD`, 1970 to 2199.
    ///
    /// ```
    /// use cover::domain::policy::document::Day;
    /// assert!(Day::parse("2024-02-29").is_some());
    /// assert!(Day::parse("2023-02-29").is_none());
    /// assert!(Day::parse("2024-2-9").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Day> {
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else {
            return None;
        };
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0_u32, |sum, digit| {
                digit
                    .is_ascii_digit()
                    .then(|| sum * 10 + u32::from(digit - b'0'))
            })
        };
        let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
        let day = NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)?;
        (1970..=2199).contains(&day.year()).then_some(Day(day))
    }
}

impl Shape for Day {
    fn stand_in() -> Self {
        Day(NaiveDate::MIN)
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        let text = String::read(node)?;
        match Day::parse(&text) {
            Some(day) => Some(day),
            None => node.refuse(
                "shape.date",
                &format!("`{text}` is not a date"),
                "write year-month-day, such as 2026-03-14, from 1970 to 2199",
            ),
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("Day", |_| {
            pattern(
                "A civil date, 1970 to 2199.",
                "^(19[7-9]|2[01][0-9])[0-9]-[01][0-9]-[0-3][0-9]$",
            )
        })
    }
}

/// A length in years, months, weeks and days: ISO 8601 such as `P1Y6M`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CalendarSpan {
    /// Years and months together, in months.
    pub months: u32,
    /// Weeks and days together, in days.
    pub days: u32,
}

/// A length in hours, minutes and seconds: ISO 8601 such as `PT24H`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeSpan {
    /// Its length in seconds.
    pub seconds: u32,
}

/// Reads `P` or `PT` and then numbers with units in falling order.
fn iso_span(text: &str, prefix: &str, units: &[(char, u32)]) -> Option<Vec<u32>> {
    let mut rest = text.strip_prefix(prefix).filter(|rest| !rest.is_empty())?;
    let mut amounts = Vec::new();
    for (letter, factor) in units {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = rest.split_at_checked(digits)?;
        amounts.push(match after.strip_prefix(*letter) {
            Some(after) => {
                rest = after;
                number.parse::<u32>().ok()?.checked_mul(*factor)?
            }
            None => 0,
        });
    }
    rest.is_empty().then_some(amounts)
}

impl Shape for CalendarSpan {
    fn stand_in() -> Self {
        CalendarSpan::default()
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        let text = String::read(node)?;
        let amounts = iso_span(&text, "P", &[('Y', 12), ('M', 1), ('W', 7), ('D', 1)]);
        let span = amounts.as_deref().and_then(|amounts| match amounts {
            [years, months, weeks, days] => Some(CalendarSpan {
                months: years.checked_add(*months)?,
                days: weeks.checked_add(*days)?,
            }),
            _ => None,
        });
        match span.filter(|span| span.months <= 12_000 && span.days <= 366_000) {
            Some(span) => Some(span),
            None => node.refuse(
                "shape.span",
                &format!("`{text}` is not a length in years, months or days"),
                "write it as in ISO 8601, such as P3Y, P6M or P90D",
            ),
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("CalendarSpan", |_| {
            pattern(
                "Years, months, weeks, days, such as P3Y or P90D.",
                "^P(?=.)([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?$",
            )
        })
    }
}

impl Shape for TimeSpan {
    fn stand_in() -> Self {
        TimeSpan::default()
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        let text = String::read(node)?;
        let amounts = iso_span(&text, "PT", &[('H', 3600), ('M', 60), ('S', 1)]);
        match amounts.and_then(|amounts| amounts.into_iter().try_fold(0_u32, u32::checked_add)) {
            Some(seconds) => Some(TimeSpan { seconds }),
            None => node.refuse(
                "shape.span",
                &format!("`{text}` is not a length in hours, minutes or seconds"),
                "write it as in ISO 8601, such as PT24H or PT30M",
            ),
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("TimeSpan", |_| {
            pattern(
                "Hours, minutes, seconds, such as PT24H.",
                "^PT(?=.)([0-9]+H)?([0-9]+M)?([0-9]+S)?$",
            )
        })
    }
}

/// A time of day in minutes after midnight, such as `17:00`; the end of the day
/// is `24:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClockTime(pub u16);

/// Reads `HH:MM`.
fn minute(clock: &str) -> Option<u16> {
    let [h1, h2, b':', m1, m2] = *clock.as_bytes() else {
        return None;
    };
    let digits = [h1, h2, m1, m2];
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let [h1, h2, m1, m2] = digits.map(|digit| u16::from(digit - b'0'));
    let (hour, minute) = (h1 * 10 + h2, m1 * 10 + m2);
    (minute < 60).then_some(hour * 60 + minute)
}

impl Shape for ClockTime {
    fn stand_in() -> Self {
        ClockTime(0)
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        let text = String::read(node)?;
        match minute(&text).filter(|minute| *minute <= 1440) {
            Some(minute) => Some(ClockTime(minute)),
            None => node.refuse(
                "shape.clock",
                &format!("`{text}` is not a time of day"),
                "write it as 17:00; the end of the day is 24:00",
            ),
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("ClockTime", |_| {
            pattern("A time of day, such as 17:00.", "^[0-2][0-9]:[0-5][0-9]$")
        })
    }
}

/// A window of the clock, in minutes of the day, such as `09:00-17:30`.
///
/// The end may be `24:00`. A window whose end is at or before its start
/// crosses midnight into the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First minute, 0 to 1439.
    pub from: u16,
    /// The minute after the last, 1 to 1440.
    pub until: u16,
}

impl Shape for Window {
    fn stand_in() -> Self {
        Window { from: 0, until: 1 }
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        let text = String::read(node)?;
        let window = text.split_once('-').and_then(|(from, until)| {
            Some(Window {
                from: minute(from)?,
                until: minute(until)?,
            })
        });
        match window.filter(|window| {
            window.from < 1440 && (1..=1440).contains(&window.until) && window.from != window.until
        }) {
            Some(window) => Some(window),
            None => node.refuse(
                "shape.window",
                &format!("`{text}` is not a window of the clock"),
                "write it as 09:00-17:30; the end of the day is 24:00",
            ),
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("Window", |_| {
            pattern(
                "A window of the clock, such as 09:00-17:30.",
                "^[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]$",
            )
        })
    }
}
