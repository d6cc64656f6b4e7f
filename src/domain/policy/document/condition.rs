//! Conditions over facts, as written.

use super::value::{CalendarSpan, Day, Id};
#[cfg(not(target_arch = "wasm32"))]
use crate::json::schema::{Definitions, any_of, exactly};
use crate::json::{Json, Node, Shape};

/// A condition over facts.
///
/// - `"proof_of_purchase"`: the yes/no fact is yes
/// - `{"fact": "brand", "is": "own"}`, or `"is"` with a list for one of several
/// - `{"fact": "pages", "from": 0, "below": 5000}`: numbers, dates and money
///   between bounds; `from` and `through` include the bound, `over` and
///   `below` do not
/// - `{"item": ["basic", "pro-*"]}`: one of the items
/// - `{"all": […]}`, `{"any": […]}`, `{"not": …}`
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// A yes/no fact is yes.
    Yes(Id),
    /// A fact has one of these values.
    Is(Id, Vec<Literal>),
    /// A fact lies between bounds.
    Within(Id, Bounds),
    /// The item is one of these; `*` stands for any letters.
    Item(Vec<String>),
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

/// A value that a fact is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A choice, a place, a date or text.
    Text(String),
}

/// A bound of a date, a number or an age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// A whole number in the fact's unit and scale, or a percentage.
    Integer(i64),
    /// A date.
    Day(Day),
    /// An age.
    Span(CalendarSpan),
}

/// A range: each bound says whether it belongs to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// The lower bound and whether it belongs to the range.
    pub lower: Option<(Bound, bool)>,
    /// The upper bound and whether it belongs to the range.
    pub upper: Option<(Bound, bool)>,
}

/// The names of bounds: lower or upper, and whether the bound belongs.
pub(super) const BOUND_KEYS: [&str; 4] = ["from", "over", "through", "below"];

impl Bounds {
    /// Reads the bounds among the members of an object.
    pub(super) fn read_from(node: &Node<'_>) -> Option<Bounds> {
        let [from, over, through, below] = BOUND_KEYS.map(|key| node.read::<Option<Bound>>(key));
        let pick = |included: Option<Bound>, excluded: Option<Bound>| match (included, excluded) {
            (Some(_), Some(_)) => node.refuse(
                "shape.bounds",
                "a bound is given twice",
                "`from` or `over`, and `through` or `below`",
            ),
            (Some(bound), None) => Some(Some((bound, true))),
            (None, bound) => Some(bound.map(|bound| (bound, false))),
        };
        Some(Bounds {
            lower: pick(from?, over?)?,
            upper: pick(through?, below?)?,
        })
    }
}

impl Shape for Bound {
    fn stand_in() -> Self {
        Bound::Integer(0)
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        match node.json {
            Json::Integer(number) => Some(Bound::Integer(*number)),
            Json::Text(text) if text.starts_with('P') => CalendarSpan::read(node).map(Bound::Span),
            Json::Text(_) => Day::read(node).map(Bound::Day),
            _ => node.expected("a whole number, a date, or an age such as P2Y"),
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        any_of(vec![
            i64::schema(definitions),
            Day::schema(definitions),
            CalendarSpan::schema(definitions),
        ])
    }
}

impl Shape for Literal {
    fn stand_in() -> Self {
        Literal::Bool(false)
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        match node.json {
            Json::Bool(value) => Some(Literal::Bool(*value)),
            Json::Integer(value) => Some(Literal::Integer(*value)),
            Json::Text(value) => Some(Literal::Text(value.clone())),
            _ => node.expected("a word, a whole number, true or false"),
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        any_of(vec![
            bool::schema(definitions),
            i64::schema(definitions),
            String::schema(definitions),
        ])
    }
}

impl Shape for Condition {
    fn stand_in() -> Self {
        Condition::All(Vec::new())
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        if matches!(node.json, Json::Text(_)) {
            return Id::read(node).map(Condition::Yes);
        }
        if !matches!(node.json, Json::Object(_)) {
            return node.expected("a condition: a yes/no fact, or an object with `fact`, `item`, `all`, `any` or `not`");
        }
        let has = |key| node.json.get(key).is_some();
        if has("all") {
            node.only(&["all"])?;
            node.read("all").map(Condition::All)
        } else if has("any") {
            node.only(&["any"])?;
            node.read("any").map(Condition::Any)
        } else if has("not") {
            node.only(&["not"])?;
            node.read("not")
                .map(|inner| Condition::Not(Box::new(inner)))
        } else if has("item") {
            node.only(&["item"])?;
            let item = node.member("item")?;
            match item.json {
                Json::Text(pattern) => Some(Condition::Item(vec![pattern.clone()])),
                _ => Vec::read(&item).map(Condition::Item),
            }
        } else if has("is") {
            node.only(&["fact", "is"])?;
            let is = node.member("is")?;
            let values = match is.json {
                Json::List(_) => Vec::read(&is)?,
                _ => vec![Literal::read(&is)?],
            };
            Some(Condition::Is(node.read("fact")?, values))
        } else {
            node.only(&[
                "fact", "is", "item", "all", "any", "not", "from", "over", "through", "below",
            ])?;
            let (fact, bounds) = (node.read("fact"), Bounds::read_from(node));
            let (fact, bounds) = (fact?, bounds?);
            if bounds == Bounds::default() {
                return node.refuse(
                    "shape.condition",
                    "the fact is compared with nothing",
                    "add `is`, or bounds: `from`, `over`, `through`, `below`",
                );
            }
            Some(Condition::Within(fact, bounds))
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("Condition", |definitions| {
            let one_or_more = |single: Json| {
                any_of(vec![
                    single.clone(),
                    Json::members([("type", Some("array".into())), ("items", Some(single))]),
                ])
            };
            let (id, bound, literal) = (
                Id::schema(definitions),
                Bound::schema(definitions),
                Literal::schema(definitions),
            );
            let itself = Condition::schema(definitions);
            let list = Json::members([
                ("type", Some("array".into())),
                ("items", Some(itself.clone())),
            ]);
            let mut members = vec![("fact".to_owned(), id.clone())];
            members.extend(BOUND_KEYS.map(|key| (key.to_owned(), bound.clone())));
            any_of(vec![
                id.clone(),
                exactly([("all", list.clone())]),
                exactly([("any", list)]),
                exactly([("not", itself)]),
                exactly([("item", one_or_more(String::schema(definitions)))]),
                exactly([("fact", id), ("is", one_or_more(literal))]),
                Json::members([
                    ("type", Some("object".into())),
                    ("additionalProperties", Some(false.into())),
                    ("required", Some(Json::list(["fact"]))),
                    ("minProperties", Some(2.into())),
                    ("properties", Some(Json::Object(members))),
                ]),
            ])
        })
    }
}
