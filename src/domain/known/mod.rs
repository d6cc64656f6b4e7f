//! What is known: facts in three-valued logic.
//!
//! A [`View`] is a claim seen with some of the unknown assumed: one item, one
//! value of a fact. Rules are evaluated against views, so that "what if you
//! answered yes?" is the same code as "what is so?".

mod condition;
mod date;

pub use condition::{Truth, definite, each_value, holds, within};
pub use date::{Dated, interval, row_for_age, row_for_number};

use super::claim::{Claim, Value};
use super::policy::{FactId, ItemId, Policy, Test};
use super::term::{Interval, SerialError, first_day, last_day, manufactured, meant, normalised};
use chrono::NaiveDate;

/// The value of a fact as rules see it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Known<'a> {
    /// Nobody has said.
    Unknown,
    /// Yes or no.
    YesNo(bool),
    /// An option of a choice, or a place that the policy names.
    Option(u16),
    /// A place that the policy does not name.
    Elsewhere,
    /// A number.
    Integer(i64),
    /// A date.
    Date(NaiveDate),
    /// Text.
    Text(&'a str),
    /// The days in which the unit was made, for a serial fact.
    Made(Interval),
    /// Said, but nothing that a condition tests.
    Other,
}

/// A claim, with some of the unknown assumed.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// What was said.
    pub claim: &'a Claim,
    /// The day of judgement, in the issuer's zone.
    pub today: NaiveDate,
    /// The item, said or assumed.
    pub item: Option<ItemId>,
    /// What is assumed of facts, over what was said. Few, so a list.
    pub assumed: &'a [(FactId, Known<'a>)],
    // INVARIANT: read by the schemes of `item`.
    serial: SerialSeen,
}

/// What the serial that was said says, by the scheme of the item.
#[derive(Clone, Copy, Debug, PartialEq)]
enum SerialSeen {
    /// None was said, it is empty, or no scheme is the item's.
    Unsaid,
    /// It fits; the days of manufacture, if the scheme shows them.
    Fits(Option<Interval>),
    /// It does not fit.
    Wrong(SerialError),
}

impl<'a> View<'a> {
    /// The claim as it was said.
    pub fn new(policy: &'a Policy, claim: &'a Claim, today: NaiveDate) -> View<'a> {
        let view = View {
            policy,
            claim,
            today,
            item: None,
            assumed: &[],
            serial: SerialSeen::Unsaid,
        };
        view.of_item(claim.item)
    }

    /// The same with another item.
    #[must_use]
    pub fn of_item(self, item: Option<ItemId>) -> View<'a> {
        let mut view = View { item, ..self };
        (view.serial, _) = view.read_serial();
        view
    }

    /// The same with other assumptions.
    #[must_use]
    pub fn assuming<'b>(self, assumed: &'b [(FactId, Known<'b>)]) -> View<'b>
    where
        'a: 'b,
    {
        View { assumed, ..self }
    }

    /// A fact: assumed, else following from the item, else said.
    pub fn fact(&self, fact: FactId) -> Known<'a> {
        if let Some((_, assumed)) = self.assumed.iter().find(|(id, _)| *id == fact) {
            return *assumed;
        }
        let item = self
            .item
            .and_then(|item| self.policy.items.get(item.index()));
        if let Some(set) = item.and_then(|item| item.sets.iter().find(|(id, _)| *id == fact)) {
            return match &set.1 {
                Test::YesNo(value) => Known::YesNo(*value),
                Test::Option(options) => options
                    .first()
                    .map_or(Known::Unknown, |option| Known::Option(*option)),
                Test::Integer(values) => values
                    .first()
                    .map_or(Known::Unknown, |value| Known::Integer(*value)),
                Test::Date(range) => range
                    .lower
                    .map_or(Known::Unknown, |(day, _)| Known::Date(day)),
                Test::Text(texts) => texts
                    .first()
                    .map_or(Known::Unknown, |text| Known::Text(text)),
                Test::Number(_) => Known::Unknown,
            };
        }
        self.said(fact)
    }

    /// A fact as it was said.
    pub fn said(&self, fact: FactId) -> Known<'a> {
        match self.claim.fact(fact) {
            None => Known::Unknown,
            Some(Value::YesNo(value)) => Known::YesNo(*value),
            Some(Value::Choice(option)) => Known::Option(*option),
            Some(Value::Place(_, Some(place))) => Known::Option(*place),
            Some(Value::Place(_, None)) => Known::Elsewhere,
            Some(Value::Integer(number)) => Known::Integer(*number),
            Some(Value::Date(day)) => Known::Date(*day),
            Some(Value::Text(_)) if Some(fact) == self.policy.serial => match self.serial {
                SerialSeen::Fits(Some(made)) => Known::Made(made),
                _ => Known::Unknown,
            },
            Some(Value::Text(text)) => Known::Text(text),
            Some(Value::Instant(_) | Value::Dates(_) | Value::Events(_)) => Known::Other,
        }
    }

    /// Reads the serial by the schemes that can be the item's: the first that
    /// fits, else what is wrong by the one whose form it keeps to the longest,
    /// and the serial that was probably meant.
    fn read_serial(&self) -> (SerialSeen, Option<String>) {
        let said = self.policy.serial.and_then(|fact| self.claim.fact(fact));
        let Some(Value::Text(written)) = said else {
            return (SerialSeen::Unsaid, None);
        };
        let serial = normalised(written);
        if serial.is_empty() {
            return (SerialSeen::Unsaid, None);
        }
        let mut wrong: Option<(usize, SerialError)> = None;
        let mut suggested = None;
        for scheme in &self.policy.schemes {
            let condition = scheme.only_for.as_ref();
            if condition.is_some_and(|condition| holds(condition, self) == Truth::False) {
                continue;
            }
            match manufactured(&serial, &scheme.parts, self.today) {
                Ok(reading) => return (SerialSeen::Fits(reading.made), None),
                Err(error) => {
                    let kept = match error {
                        SerialError::Form { at, .. } => at,
                        _ => usize::MAX,
                    };
                    if wrong.is_none_or(|(longest, _)| longest < kept) {
                        wrong = Some((kept, error));
                    }
                    suggested = suggested.or_else(|| meant(&serial, &scheme.parts, self.today));
                }
            }
        }
        let seen = wrong.map_or(SerialSeen::Unsaid, |(_, error)| SerialSeen::Wrong(error));
        (seen, suggested)
    }

    /// What is wrong with the serial as it was said.
    pub const fn serial_problem(&self) -> Option<SerialError> {
        match self.serial {
            SerialSeen::Wrong(error) => Some(error),
            SerialSeen::Unsaid | SerialSeen::Fits(_) => None,
        }
    }

    /// The serial that was probably meant by one that does not fit.
    pub fn serial_meant(&self) -> Option<String> {
        self.read_serial().1
    }

    /// The days in which the unit can have been made: those that its serial
    /// shows, or any; never after it was bought. Whether they rest on a serial
    /// is told beside them.
    pub fn made(&self) -> Dated {
        let bought =
            self.policy
                .after_manufacture
                .iter()
                .filter_map(|fact| match self.fact(*fact) {
                    Known::Date(day) => Some(day),
                    _ => None,
                });
        let latest = bought.fold(self.today, NaiveDate::min);
        match self
            .policy
            .serial
            .map_or(Known::Unknown, |fact| self.fact(fact))
        {
            Known::Made(made) => {
                // A purchase before the first of these days is a contradiction,
                // which is told as one and not mended here.
                let until = made.until.min(latest).max(made.from);
                Dated {
                    interval: Interval {
                        from: made.from,
                        until,
                    },
                    known: true,
                }
            }
            _ => {
                let interval = Interval {
                    from: first_day(),
                    until: latest.max(first_day()),
                };
                Dated {
                    interval,
                    known: false,
                }
            }
        }
    }

    /// The days that a date fact can name: the one that was said, or any that
    /// agrees with the day of manufacture.
    pub fn date(&self, fact: FactId) -> Dated {
        match self.fact(fact) {
            Known::Date(day) => Dated {
                interval: Interval::day(day),
                known: true,
            },
            _ => Dated {
                interval: Interval {
                    from: self.earliest(fact),
                    until: last_day(),
                },
                known: false,
            },
        }
    }

    /// The earliest day that agrees with the day of manufacture.
    pub fn earliest(&self, fact: FactId) -> NaiveDate {
        let made = self
            .policy
            .serial
            .map_or(Known::Unknown, |serial| self.fact(serial));
        match made {
            Known::Made(made) if self.policy.after_manufacture.contains(&fact) => made.from,
            _ => first_day(),
        }
    }
}
