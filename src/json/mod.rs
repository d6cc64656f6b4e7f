//! The JSON tree that packs and claims arrive as.
//!
//! A pack is written by a policy owner and a claim by anybody, so what they
//! got wrong must be told exactly: every problem at once, each with its place,
//! what is wrong and what to do. That is why the tree is read by [`Shape`]s of
//! ours, which go on after the first problem, and not by a deserialiser that
//! stops there. The same shapes write the JSON Schema.
//!
//! This module knows nothing of warranties. In the browser the tree comes from
//! `JSON.parse`; natively, and wherever text is linted, from [`parse`].

mod read;
mod shape;
mod write;

#[cfg(not(target_arch = "wasm32"))]
pub mod schema;

pub use read::{Limits, Position, locate, parse};
pub use shape::{Node, Problem, Problems, Shape, Words, bare, nearest, word_at};
pub(crate) use shape::{object, words};

use std::fmt;

/// A JSON value as written, members in written order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`, which no shape of ours accepts: what is not known is left out.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number without fraction or exponent, within 64 bits.
    Integer(i64),
    /// Any other number, a larger one included. No shape accepts it, but the tree must be able to
    /// hold it so that the reader can say where it stands.
    Fraction,
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object. Keys are unique: [`parse`] refuses a second one.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The member of an object, if this is one and has it.
    pub fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Json::Object(members) => members
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, if this is a string.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What kind of value this is, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Bool(_) => "true or false",
            Json::Integer(_) => "a whole number",
            Json::Fraction => "a number with a fraction or exponent, or a larger one than fits",
            Json::Text(_) => "text",
            Json::List(_) => "a list",
            Json::Object(_) => "an object",
        }
    }

    /// An object from its members, leaving out those without a value.
    pub fn members<const N: usize>(members: [(&str, Option<Json>); N]) -> Json {
        Json::Object(
            members
                .into_iter()
                .filter_map(|(key, value)| value.map(|value| (key.to_owned(), value)))
                .collect(),
        )
    }

    /// A list of what the iterator gives.
    pub fn list<T: Into<Json>>(items: impl IntoIterator<Item = T>) -> Json {
        Json::List(items.into_iter().map(Into::into).collect())
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Json {
        Json::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Json {
        Json::Text(text)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Json {
        Json::Bool(value)
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Json {
        Json::Integer(value)
    }
}

/// Compact JSON; [`Json::pretty`] is for people.
impl fmt::Display for Json {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write::compact(self, out)
    }
}
