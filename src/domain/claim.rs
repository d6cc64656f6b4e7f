//! What a person says: an item, an instant, and facts. What is not said is
//! unknown, which is not false.

use super::instant::Instant;
use super::policy::{FactId, ItemId};
use chrono::NaiveDate;

/// A claim against one policy. Made by the reader of claims, which checks
/// every value against the policy's declarations.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The package or product, if it was said.
    pub item: Option<ItemId>,
    /// The instant as of which cover is judged.
    pub as_of: Instant,
    facts: Vec<Option<Value>>,
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Yes or no.
    YesNo(bool),
    /// The option of a choice with this index.
    Choice(u16),
    /// A whole number, not negative, in the fact's unit and scale.
    Integer(i64),
    /// A civil date.
    Date(NaiveDate),
    /// A point of time.
    Instant(Instant),
    /// Text as written.
    Text(String),
    /// A place as written, and the place of the policy's that it names.
    Place(String, Option<u16>),
    /// Dates as written.
    Dates(Vec<NaiveDate>),
    /// Dated events as written.
    Events(Vec<Event>),
}

/// A dated event: the values of its fields, in the order of their declaration.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// One for each declared field.
    pub fields: Vec<Option<Value>>,
}

impl Claim {
    /// A claim about which nothing is known but the instant.
    pub fn new(as_of: Instant, facts: usize) -> Claim {
        Claim {
            item: None,
            as_of,
            facts: vec![None; facts],
        }
    }

    /// The value of a fact; `None` is unknown.
    pub fn fact(&self, fact: FactId) -> Option<&Value> {
        self.facts.get(fact.index()).and_then(Option::as_ref)
    }

    /// Says, changes or takes back a fact.
    pub fn set(&mut self, fact: FactId, value: Option<Value>) {
        if let Some(place) = self.facts.get_mut(fact.index()) {
            *place = value;
        }
    }
}
