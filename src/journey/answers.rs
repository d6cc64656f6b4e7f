//! What was typed, as it was typed.
//!
//! Nothing typed is ever changed or lost by an error: a half-written date stays
//! half-written, is told of, and counts as unknown.

use super::Language;
use crate::domain::claim::{Claim, Event, Unfit, Value, longest, unfit};
use crate::domain::instant::Instant;
use crate::domain::policy::document::FactType;
use crate::domain::policy::{FactEntry, FactId, Policy};
use crate::domain::world::World;
use crate::json::Json;
use chrono::{Datelike, NaiveDate};

/// Everything a person has typed for one policy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// The item, by its id.
    pub item: Option<String>,
    /// What was typed for each fact, by its id. Few, so a list; in no order that
    /// matters.
    pub facts: Vec<(String, Typed)>,
    /// What the description of the fault makes one suspect: facts and the words
    /// that raise them, one after the other. Read anew each time, so never kept.
    pub suspected: Vec<String>,
}

/// Where what a drive says of itself is kept among the facts: no fact has such
/// an id, so it is never part of a claim.
const REPORT: &str = "(drive report)";

/// What was typed for one fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Typed {
    /// Yes or no.
    YesNo(bool),
    /// That the person is not sure, which says nothing of the fact.
    NotSure,
    /// The value of an option.
    Choice(String),
    /// Text.
    Text(String),
    /// A date.
    Date(DateParts),
    /// A date and a time of day, in the person's own zone.
    Moment(DateParts, ClockParts),
    /// A number in one of the units that the field offers.
    Number(Number),
    /// Dates.
    Dates(Vec<DateParts>),
    /// Periods.
    Periods(Vec<Period>),
}

/// The fields of a date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateParts {
    /// The day.
    pub day: String,
    /// The month.
    pub month: String,
    /// The year.
    pub year: String,
}

/// The fields of a time of day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClockParts {
    /// The hour, 0 to 23.
    pub hour: String,
    /// The minute.
    pub minute: String,
}

/// A number and the place of its unit among those offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Number {
    /// The digits.
    pub text: String,
    /// The unit's place.
    pub unit: usize,
}

/// A period with a start and perhaps an end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// When it started.
    pub start: (DateParts, ClockParts),
    /// When it ended; blank while it goes on.
    pub end: (DateParts, ClockParts),
}

/// Something that was typed and is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mistyped {
    /// The fact.
    pub fact: FactId,
    /// What is wrong.
    pub error: TypingError,
    /// In which entry of a list, counted from 0.
    pub entry: Option<usize>,
}

/// What is wrong with something typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypingError {
    /// The day is missing.
    DayMissing,
    /// The month is missing.
    MonthMissing,
    /// The year is missing.
    YearMissing,
    /// The year does not have four digits.
    YearShort,
    /// There is no such date, or none that can be meant.
    NotADate,
    /// The hour or minute is missing or impossible.
    NotATime,
    /// It is not a number.
    NotANumber,
    /// It is not a whole number in its unit.
    NotWhole,
    /// The number is too large.
    TooLarge,
    /// It ends before it starts.
    EndsFirst,
    /// The text is too long.
    TooLong,
    /// No edition of the policy was in force on that date.
    NoEdition,
}

impl DateParts {
    /// The fields of a date.
    pub fn of(day: NaiveDate) -> DateParts {
        DateParts {
            day: day.day().to_string(),
            month: day.month().to_string(),
            year: day.year().to_string(),
        }
    }

    /// Whether nothing is typed.
    pub fn is_blank(&self) -> bool {
        [&self.day, &self.month, &self.year]
            .into_iter()
            .all(|part| part.trim().is_empty())
    }

    /// The date; `None` where nothing is typed.
    ///
    /// # Errors
    /// What is missing comes before what is impossible.
    pub fn date(&self) -> Result<Option<NaiveDate>, TypingError> {
        if self.is_blank() {
            return Ok(None);
        }
        let [day, month, year] =
            [&self.day, &self.month, &self.year].map(|part| plain_digits(part));
        for (part, error) in [
            (&day, TypingError::DayMissing),
            (&month, TypingError::MonthMissing),
            (&year, TypingError::YearMissing),
        ] {
            if part.is_empty() {
                return Err(error);
            }
        }
        let number = |part: &str| u32::try_from(part.parse::<i64>().ok()?).ok();
        if number(&year).is_some_and(|year| year < 1000) {
            return Err(TypingError::YearShort);
        }
        let month = number(&month).or_else(|| month_named(&month));
        let date = month
            .zip(number(&day))
            .zip(number(&year))
            .and_then(|((month, day), year)| {
                NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
                    .filter(|day| (1970..=2199).contains(&day.year()))
            });
        date.map(Some).ok_or(TypingError::NotADate)
    }
}

impl ClockParts {
    fn is_blank(&self) -> bool {
        self.hour.trim().is_empty() && self.minute.trim().is_empty()
    }

    /// Minutes after midnight.
    fn minutes(&self) -> Result<i64, TypingError> {
        let number = |part: &str, below: i64| {
            plain_digits(part)
                .parse::<i64>()
                .ok()
                .filter(|number| (0..below).contains(number))
        };
        let minute = if self.minute.trim().is_empty() {
            Some(0)
        } else {
            number(&self.minute, 60)
        };
        let hour = number(&self.hour, 24);
        hour.zip(minute)
            .map(|(hour, minute)| hour * 60 + minute)
            .ok_or(TypingError::NotATime)
    }
}

/// Trimmed, full-width digits folded.
fn plain_digits(written: &str) -> String {
    let fold = |character: char| match character {
        '０'..='９' => char::from_u32(u32::from(character) - u32::from('０') + u32::from('0'))
            .unwrap_or(character),
        other => other,
    };
    written.trim().chars().map(fold).collect()
}

/// A month by its English name or the start of it.
fn month_named(written: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let written = written.to_ascii_lowercase();
    let found = NAMES
        .iter()
        .position(|name| written.len() >= 3 && name.starts_with(&written))?;
    u32::try_from(found).ok()?.checked_add(1)
}

/// The units that a field offers for a unit of the pack, with their size in it.
pub fn units(unit: Option<&str>) -> &'static [(&'static str, i64)] {
    match unit {
        Some("B") => &[("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("B", 1)],
        _ => &[("", 1)],
    }
}

/// A number with decimals, in a unit, as a whole number of the pack's unit.
///
/// Groups of three after the language's own mark are groups; any other point
/// or comma is the decimal mark.
pub fn whole_number(
    written: &str,
    size: i64,
    language: Language,
) -> Result<Option<i64>, TypingError> {
    let written: String = plain_digits(written)
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    if written.is_empty() {
        return Ok(None);
    }
    let group = if language == Language::Vietnamese {
        '.'
    } else {
        ','
    };
    let grouped = {
        let mut parts = written.split(group);
        let first = parts.next().unwrap_or_default();
        let mut groups = parts.peekable();
        let any = groups.peek().is_some();
        any && (1..=3).contains(&first.len())
            && groups.all(|part| {
                let whole = part.split(['.', ',']).next().unwrap_or_default();
                whole.len() == 3
            })
    };
    let plain = if grouped {
        written.replace(group, "")
    } else {
        written
    };
    let (whole, decimals) = plain.split_once(['.', ',']).unwrap_or((&plain, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(decimals) {
        return Err(TypingError::NotANumber);
    }
    let mut total = whole
        .parse::<i64>()
        .ok()
        .and_then(|whole| whole.checked_mul(size))
        .ok_or(TypingError::TooLarge)?;
    let mut place = size;
    for digit in decimals.bytes() {
        let digit = i64::from(digit - b'0');
        if place % 10 != 0 {
            if digit != 0 {
                return Err(TypingError::NotWhole);
            }
            continue;
        }
        place /= 10;
        total = digit
            .checked_mul(place)
            .and_then(|part| total.checked_add(part))
            .ok_or(TypingError::TooLarge)?;
    }
    Ok(Some(total))
}

/// What was typed for a fact, as a value; `None` where nothing is.
fn value(
    entry: &FactEntry,
    typed: &Typed,
    own_zone: &str,
    language: Language,
    world: &dyn World,
) -> Result<Option<Value>, (TypingError, Option<usize>)> {
    let moment = |day: &DateParts, clock: &ClockParts| moment(day, clock, own_zone, world);
    let single = match (entry.kind, typed) {
        (FactType::YesNo, Typed::YesNo(value)) => Ok(Some(Value::YesNo(*value))),
        (FactType::Choice, Typed::Choice(value)) => {
            Ok(entry.option_named(value).map(Value::Choice))
        }
        (FactType::Date, Typed::Date(parts)) => parts.date().map(|day| day.map(Value::Date)),
        (FactType::Instant, Typed::Moment(day, clock)) => {
            moment(day, clock).map(|instant| instant.map(Value::Instant))
        }
        (FactType::Integer | FactType::Money, Typed::Number(number)) => {
            let units = units(entry.unit.as_deref());
            let size = units.get(number.unit).map_or(1, |(_, size)| *size);
            whole_number(&number.text, size, language).map(|number| number.map(Value::Integer))
        }
        (FactType::Text | FactType::Serial | FactType::Place, Typed::Text(text)) => {
            if text.trim().is_empty() {
                return Ok(None);
            }
            match unfit(text, longest(entry)) {
                None => Ok(Some(Value::of_text(entry, text.clone()))),
                Some(Unfit::TooLong | Unfit::ControlCharacter) => Err(TypingError::TooLong),
            }
        }
        (FactType::Dates, Typed::Dates(dates)) => {
            let mut read = Vec::new();
            for (place, date) in dates.iter().enumerate() {
                read.extend(date.date().map_err(|error| (error, Some(place)))?);
            }
            Ok((!read.is_empty()).then_some(Value::Dates(read)))
        }
        (FactType::Events, Typed::Periods(periods)) => {
            let mut events = Vec::new();
            for (place, period) in periods.iter().enumerate() {
                let event = event(period, own_zone, world).map_err(|error| (error, Some(place)))?;
                events.extend(event);
            }
            Ok((!events.is_empty()).then_some(Value::Events(events)))
        }
        // Not sure, or typed for an older pack in which the fact was of another
        // type.
        _ => Ok(None),
    };
    single.map_err(|error| (error, None))
}

/// A date and a time of day as an instant; `None` where nothing is typed.
fn moment(
    day: &DateParts,
    clock: &ClockParts,
    own_zone: &str,
    world: &dyn World,
) -> Result<Option<Instant>, TypingError> {
    match day.date()? {
        None if clock.is_blank() => Ok(None),
        None => Err(TypingError::DayMissing),
        Some(day) => {
            let minutes = clock.minutes()?;
            Ok(Some(Instant::of_civil(day, minutes, own_zone, world)))
        }
    }
}

/// A period as an event; `None` where nothing is typed.
fn event(period: &Period, own_zone: &str, world: &dyn World) -> Result<Option<Event>, TypingError> {
    let start = moment(&period.start.0, &period.start.1, own_zone, world)?;
    let end = moment(&period.end.0, &period.end.1, own_zone, world)?;
    match (start, end) {
        (None, None) => Ok(None),
        // What has ended has started.
        (None, Some(_)) => Err(TypingError::DayMissing),
        (Some(start), Some(end)) if end < start => Err(TypingError::EndsFirst),
        (Some(start), end) => Ok(Some(Event {
            fields: vec![Some(Value::Instant(start)), end.map(Value::Instant)],
        })),
    }
}

impl Answers {
    /// What was typed for a fact.
    pub fn typed(&self, fact: &str) -> Option<&Typed> {
        let found = self.facts.iter().find(|(id, _)| id == fact);
        found.map(|(_, typed)| typed)
    }

    /// Sets what was typed for a fact; `None` takes it back.
    pub fn set(&mut self, fact: &str, typed: Option<Typed>) {
        self.facts.retain(|(id, _)| id != fact);
        if let Some(typed) = typed {
            self.facts.push((fact.to_owned(), typed));
        }
    }

    /// Answers every open exclusion with no. What was answered stays.
    pub fn none_of_these(&mut self, policy: &Policy) {
        for entry in &policy.facts {
            let open = matches!(self.typed(&entry.id), None | Some(Typed::NotSure));
            if entry.is_exclusion() && open {
                self.set(&entry.id, Some(Typed::YesNo(false)));
            }
        }
    }

    /// Takes over what was said of the description of the fault: `suspect` and
    /// what it makes one suspect, or `say`, a fact and an answer to it.
    pub fn heed(&mut self, policy: &Policy, parts: &[String]) {
        match parts {
            [what, fact, answer] if what == "say" => {
                let fact_id = policy.fact(fact);
                let entry = fact_id.and_then(|fact| policy.fact_entry(fact));
                let typed = match (entry.map(|entry| entry.kind), answer.as_str()) {
                    (_, "") => None,
                    (_, "not-sure") => Some(Typed::NotSure),
                    (Some(FactType::YesNo), answer) => Some(Typed::YesNo(answer == "yes")),
                    (_, answer) => Some(Typed::Choice(answer.to_owned())),
                };
                self.set(fact, typed);
            }
            [_, suspected @ ..] => self.suspected = suspected.to_vec(),
            [] => {}
        }
    }

    /// Takes over what a health report says of a drive: the item, the serial
    /// number, the bytes written, the percentage used and the hours under power,
    /// each empty where the report does not say. What it does not say stays.
    pub fn take_report(&mut self, policy: &Policy, parts: &[String]) {
        let [item, serial, bytes, percent, hours] = parts else {
            return;
        };
        if !item.is_empty() {
            self.item = Some(item.clone());
        }
        let serial_fact = policy.serial.and_then(|fact| policy.fact_entry(fact));
        if let Some(entry) = serial_fact.filter(|_| !serial.is_empty()) {
            self.set(&entry.id, Some(Typed::Text(serial.clone())));
        }
        let written = policy.facts.iter().find(|entry| entry.is_in_report());
        if let Some(entry) = written.filter(|_| !bytes.is_empty()) {
            let unit = units(entry.unit.as_deref()).len().saturating_sub(1);
            let text = bytes.clone();
            self.set(&entry.id, Some(Typed::Number(Number { text, unit })));
        }
        let own = [bytes.as_str(), percent, hours].join(" ");
        self.set(REPORT, Some(Typed::Text(own)));
    }

    /// What the drive said of itself in the report that was taken over: the
    /// percentage used and the hours under power. Nothing once another amount
    /// stands there: that is another drive, or another time.
    pub fn report(&self, policy: &Policy) -> (Option<i64>, Option<i64>) {
        let own = match self.typed(REPORT) {
            Some(Typed::Text(own)) => own.as_str(),
            _ => "",
        };
        let mut parts = own.split(' ');
        let bytes = parts.next().unwrap_or_default();
        let written = policy.facts.iter().find(|entry| entry.is_in_report());
        let stands = match written.and_then(|entry| self.typed(&entry.id)) {
            Some(Typed::Number(number)) => number.text == bytes,
            _ => bytes.is_empty(),
        };
        let mut number = || parts.next()?.parse().ok().filter(|_| stands);
        (number(), number())
    }

    /// The claim that was typed, and what is wrong with the fields that are
    /// not part of it.
    pub fn claim(
        &self,
        policy: &Policy,
        as_of: Instant,
        own_zone: &str,
        language: Language,
        world: &dyn World,
    ) -> (Claim, Vec<Mistyped>) {
        let mut claim = Claim::new(as_of, policy.facts.len());
        claim.item = self.item.as_deref().and_then(|item| policy.item(item));
        for pair in self.suspected.chunks_exact(2) {
            if let [fact, words] = pair
                && let Some(fact) = policy.fact(fact)
            {
                claim.suspected.push((fact, words.clone()));
            }
        }
        let mut errors = Vec::new();
        for (index, entry) in policy.facts.iter().enumerate() {
            let fact = FactId::from_index(index);
            let Some(typed) = self.typed(&entry.id) else {
                continue;
            };
            match value(entry, typed, own_zone, language, world) {
                Ok(value) => claim.set(fact, value),
                Err((error, entry)) => errors.push(Mistyped { fact, error, entry }),
            }
        }
        (claim, errors)
    }

    /// As JSON, to keep on the device.
    pub fn to_json(&self) -> Json {
        let date = |parts: &DateParts| {
            Json::list([
                parts.year.as_str(),
                parts.month.as_str(),
                parts.day.as_str(),
            ])
        };
        let clock = |parts: &ClockParts| Json::list([parts.hour.as_str(), parts.minute.as_str()]);
        let facts = self.facts.iter().map(|(id, typed)| {
            let (kind, value) = match typed {
                Typed::YesNo(value) => ("yes-no", Json::Bool(*value)),
                Typed::NotSure => ("not-sure", Json::Bool(true)),
                Typed::Choice(value) => ("choice", value.as_str().into()),
                Typed::Text(value) => ("text", value.as_str().into()),
                Typed::Date(parts) => ("date", date(parts)),
                Typed::Moment(day, time) => ("moment", Json::List(vec![date(day), clock(time)])),
                Typed::Number(number) => {
                    let unit = i64::try_from(number.unit).unwrap_or_default();
                    (
                        "number",
                        Json::List(vec![number.text.as_str().into(), Json::Integer(unit)]),
                    )
                }
                Typed::Dates(dates) => ("dates", Json::List(dates.iter().map(date).collect())),
                Typed::Periods(periods) => {
                    let each = periods.iter().map(|period| {
                        Json::List(vec![
                            date(&period.start.0),
                            clock(&period.start.1),
                            date(&period.end.0),
                            clock(&period.end.1),
                        ])
                    });
                    ("periods", Json::List(each.collect()))
                }
            };
            (id.clone(), Json::members([(kind, Some(value))]))
        });
        let facts = Json::Object(facts.collect());
        Json::members([
            ("item", self.item.as_deref().map(Json::from)),
            ("facts", Some(facts)),
        ])
    }

    /// From what was kept. What is not understood is left out.
    pub fn from_json(json: &Json) -> Answers {
        let item = json.get("item").and_then(Json::as_text).map(str::to_owned);
        let Some(Json::Object(members)) = json.get("facts") else {
            return Answers {
                item,
                ..Answers::default()
            };
        };
        let facts = members.iter().filter_map(|(id, kept)| {
            let Json::Object(kept) = kept else {
                return None;
            };
            let [(kind, value)] = kept.as_slice() else {
                return None;
            };
            let typed = match (kind.as_str(), value) {
                ("yes-no", Json::Bool(value)) => Typed::YesNo(*value),
                ("not-sure", Json::Bool(true)) => Typed::NotSure,
                ("choice", Json::Text(value)) => Typed::Choice(value.clone()),
                ("text", Json::Text(value)) => Typed::Text(value.clone()),
                ("date", value) => Typed::Date(kept_date(value)?),
                ("moment", Json::List(parts)) => match parts.as_slice() {
                    [day, clock] => Typed::Moment(kept_date(day)?, kept_clock(clock)?),
                    _ => return None,
                },
                ("number", Json::List(parts)) => match parts.as_slice() {
                    [Json::Text(text), Json::Integer(unit)] => Typed::Number(Number {
                        text: text.clone(),
                        unit: usize::try_from(*unit).ok()?,
                    }),
                    _ => return None,
                },
                ("dates", Json::List(dates)) => {
                    Typed::Dates(dates.iter().filter_map(kept_date).collect())
                }
                ("periods", Json::List(periods)) => {
                    Typed::Periods(periods.iter().filter_map(kept_period).collect())
                }
                _ => return None,
            };
            Some((id.clone(), typed))
        });
        Answers {
            item,
            facts: facts.collect(),
            suspected: Vec::new(),
        }
    }
}

fn kept_date(json: &Json) -> Option<DateParts> {
    let Json::List(parts) = json else { return None };
    let [Json::Text(year), Json::Text(month), Json::Text(day)] = parts.as_slice() else {
        return None;
    };
    Some(DateParts {
        day: day.clone(),
        month: month.clone(),
        year: year.clone(),
    })
}

fn kept_clock(json: &Json) -> Option<ClockParts> {
    let Json::List(parts) = json else { return None };
    let [Json::Text(hour), Json::Text(minute)] = parts.as_slice() else {
        return None;
    };
    Some(ClockParts {
        hour: hour.clone(),
        minute: minute.clone(),
    })
}

fn kept_period(json: &Json) -> Option<Period> {
    let Json::List(parts) = json else { return None };
    let [start, start_clock, end, end_clock] = parts.as_slice() else {
        return None;
    };
    Some(Period {
        start: (kept_date(start)?, kept_clock(start_clock)?),
        end: (kept_date(end)?, kept_clock(end_clock)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(day: &str, month: &str, year: &str) -> Result<Option<String>, TypingError> {
        let parts = DateParts {
            day: day.to_owned(),
            month: month.to_owned(),
            year: year.to_owned(),
        };
        parts.date().map(|date| date.map(|date| date.to_string()))
    }

    #[test]
    fn dates_say_what_is_missing_before_what_is_impossible() {
        assert_eq!(date("", "", ""), Ok(None));
        assert_eq!(date("29", "2", "2024"), Ok(Some("2024-02-29".to_owned())));
        assert_eq!(
            date("２９", "Feb", "2024"),
            Ok(Some("2024-02-29".to_owned()))
        );
        assert_eq!(date("29", "", "2023"), Err(TypingError::MonthMissing));
        assert_eq!(date("29", "2", "24"), Err(TypingError::YearShort));
        assert_eq!(date("29", "2", "2023"), Err(TypingError::NotADate));
        assert_eq!(date("1", "1", "2200"), Err(TypingError::NotADate));
    }

    #[test]
    fn numbers_stay_whole() {
        let terabytes = |text, language| whole_number(text, 1_000_000_000_000, language);
        assert_eq!(
            terabytes("41.5", Language::English),
            Ok(Some(41_500_000_000_000))
        );
        assert_eq!(
            terabytes("1,234", Language::English),
            Ok(Some(1_234_000_000_000_000))
        );
        assert_eq!(
            terabytes("1.234", Language::Vietnamese),
            Ok(Some(1_234_000_000_000_000))
        );
        assert_eq!(
            terabytes("41,5", Language::Vietnamese),
            Ok(Some(41_500_000_000_000))
        );
        assert_eq!(
            whole_number("1.5", 1, Language::English),
            Err(TypingError::NotWhole)
        );
        assert_eq!(
            whole_number("x", 1, Language::English),
            Err(TypingError::NotANumber)
        );
        assert_eq!(
            whole_number("99999999999999999999", 1, Language::English),
            Err(TypingError::TooLarge)
        );
    }

    #[test]
    fn what_is_kept_reads_back() {
        let parts = DateParts {
            day: "1".to_owned(),
            month: String::new(),
            year: "2024".to_owned(),
        };
        let clock = ClockParts {
            hour: "9".to_owned(),
            minute: String::new(),
        };
        let facts = [
            ("a", Typed::YesNo(false)),
            ("not sure", Typed::NotSure),
            ("b", Typed::Choice("x".to_owned())),
            ("c", Typed::Text("y\n".to_owned())),
            ("d", Typed::Date(parts.clone())),
            ("e", Typed::Moment(parts.clone(), clock.clone())),
            (
                "f",
                Typed::Number(Number {
                    text: "4".to_owned(),
                    unit: 1,
                }),
            ),
            ("g", Typed::Dates(vec![parts.clone(), DateParts::default()])),
            (
                "h",
                Typed::Periods(vec![Period {
                    start: (parts, clock),
                    end: Default::default(),
                }]),
            ),
        ];
        let facts = facts
            .into_iter()
            .map(|(id, typed)| (id.to_owned(), typed))
            .collect();
        let answers = Answers {
            item: Some("basic".to_owned()),
            facts,
            suspected: Vec::new(),
        };
        assert_eq!(Answers::from_json(&answers.to_json()), answers);
        assert_eq!(Answers::from_json(&Json::Null), Answers::default());
    }
}
