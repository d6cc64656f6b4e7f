//! Figures that depend on something, and tables of steps, as written.

use super::condition::{Bounds, Condition};
use super::date::DateExpression;
use super::value::Id;
#[cfg(not(target_arch = "wasm32"))]
use crate::json::schema::{Definitions, any_of, exactly};
use crate::json::{Json, Node, Shape};

/// A value, or a choice of values with a default.
///
/// - the value itself
/// - `{"by": "item", "cases": {"basic": "P6M", "pro-*": "P1Y"}, "default": "P3M"}`:
///   by item, choice, place, yes/no fact, or a date fact with periods such as
///   `2024-01-01..2024-12-31`; `*` stands for any letters, `|` separates
///   several
/// - `{"by": ["plan", "severity"], "cases": {"gold/P1": "PT1H", "gold/*": "PT8H"}}`:
///   two keys make a matrix
/// - `{"cases": [{"when": …, "value": …}], "default": …}`: the first condition
///   that holds
///
/// Any value may again be a choice.
#[derive(Clone, Debug, PartialEq)]
pub enum Select<T> {
    /// The value, whatever is known.
    Value(T),
    /// By the value of one or two keys, each `item` or a fact.
    By {
        /// The keys.
        keys: Vec<Id>,
        /// A pattern for each key, and what holds where all match.
        cases: Vec<(Vec<String>, Select<T>)>,
        /// What holds otherwise.
        default: Option<Box<Select<T>>>,
    },
    /// The first case whose condition holds.
    Cases {
        /// The cases.
        cases: Vec<Case<T>>,
        /// What holds otherwise.
        default: Option<Box<Select<T>>>,
    },
}

/// One case of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Case<T> {
    /// When it holds.
    pub when: Condition,
    /// What then holds.
    pub value: Select<T>,
}

impl<T: Shape> Shape for Case<T> {
    fn stand_in() -> Self {
        Case {
            when: Condition::stand_in(),
            value: Select::stand_in(),
        }
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        node.only(&["when", "value"])?;
        let (when, value) = (node.read("when"), node.read("value"));
        Some(Case {
            when: when?,
            value: value?,
        })
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        exactly([
            ("when", Condition::schema(definitions)),
            ("value", Select::<T>::schema(definitions)),
        ])
    }
}

/// Reads the keys of a choice, and hands each case with its patterns to `each`.
fn read_by(
    node: &Node<'_>,
    by: &Node<'_>,
    each: &mut dyn FnMut(Vec<String>, &Node<'_>) -> Option<()>,
) -> Option<Vec<Id>> {
    node.only(&["by", "cases", "default"])?;
    let keys: Vec<Id> = match by.json {
        Json::List(_) => Vec::read(by)?,
        _ => vec![Id::read(by)?],
    };
    if !(1..=2).contains(&keys.len()) {
        return by.refuse(
            "shape.select",
            "a choice has one key or two",
            "name one or two",
        );
    }
    let cases = node
        .member("cases")
        .filter(|cases| matches!(cases.json, Json::Object(_)));
    let Some(cases) = cases else {
        return node.refuse(
            "shape.missing",
            "`cases` is missing",
            "add an object from each value of the key to what then holds",
        );
    };
    let mut whole = Some(keys);
    for (pattern, value) in cases.each_member() {
        let patterns: Vec<String> = match whole.as_ref().map_or(1, Vec::len) {
            1 => vec![pattern.to_owned()],
            _ => pattern.split('/').map(str::to_owned).collect(),
        };
        if whole
            .as_ref()
            .is_some_and(|keys| keys.len() != patterns.len())
        {
            value.refuse::<()>(
                "shape.select",
                &format!("`{pattern}` does not name each key"),
                "with two keys, write `first/second`",
            );
            whole = None;
        } else if each(patterns, &value).is_none() {
            whole = None;
        }
    }
    whole
}

impl<T: Shape> Shape for Select<T> {
    fn stand_in() -> Self {
        Select::Cases {
            cases: Vec::new(),
            default: None,
        }
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        if let Some(by) = node.member("by") {
            let mut cases = Vec::new();
            let keys = read_by(node, &by, &mut |patterns, value| {
                cases.push((patterns, Select::read(value)?));
                Some(())
            });
            let default = node.read("default");
            Some(Select::By {
                keys: keys?,
                cases,
                default: default?,
            })
        } else if matches!(node.json.get("cases"), Some(Json::List(_))) {
            node.only(&["cases", "default"])?;
            let (cases, default) = (node.read("cases"), node.read("default"));
            Some(Select::Cases {
                cases: cases?,
                default: default?,
            })
        } else {
            T::read(node).map(Select::Value)
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        let value = T::schema(definitions);
        let name = match value.get("$ref").and_then(Json::as_text) {
            Some(reference) => format!("SelectOf{}", reference.trim_start_matches("#/$defs/")),
            None => format!(
                "SelectOf_{}",
                value.get("type").and_then(Json::as_text).unwrap_or("value")
            ),
        };
        definitions.named(&name, |definitions| {
            let itself = Select::<T>::schema(definitions);
            let cases = Json::members([
                ("type", Some("object".into())),
                ("additionalProperties", Some(itself.clone())),
            ]);
            let list = Json::members([
                ("type", Some("array".into())),
                ("items", Some(Case::<T>::schema(definitions))),
            ]);
            let key = any_of(vec![
                Id::schema(definitions),
                Json::members([
                    ("type", Some("array".into())),
                    ("items", Some(Id::schema(definitions))),
                    ("minItems", Some(1.into())),
                    ("maxItems", Some(2.into())),
                ]),
            ]);
            let with_default = |members: Vec<(&str, Json)>, required: &[&str]| {
                let mut properties: Vec<(String, Json)> = members
                    .into_iter()
                    .map(|(name, schema)| (name.to_owned(), schema))
                    .collect();
                properties.push(("default".to_owned(), itself.clone()));
                Json::members([
                    ("type", Some("object".into())),
                    ("additionalProperties", Some(false.into())),
                    ("required", Some(Json::list(required.iter().copied()))),
                    ("properties", Some(Json::Object(properties))),
                ])
            };
            any_of(vec![
                value,
                with_default(vec![("by", key), ("cases", cases)], &["by", "cases"]),
                with_default(vec![("cases", list)], &["cases"]),
            ])
        })
    }
}

/// A table of steps over an age, a counter, a measurement or a ratio.
///
/// `{"of": {"since": {"term": "last-covered-day"}}, "rows": [{"through": "P2Y", "value": …}, {"over": "P2Y", "value": …}]}`
///
/// Each bound says whether it belongs to its row: `from` and `through` do,
/// `over` and `below` do not. Rows must not overlap or leave a gap.
#[derive(Clone, Debug, PartialEq)]
pub struct Piecewise<T> {
    /// What is measured.
    pub of: Measure,
    /// The steps.
    pub rows: Vec<PieceRow<T>>,
}

/// A step of such a table.
#[derive(Clone, Debug, PartialEq)]
pub struct PieceRow<T> {
    /// Between which bounds it holds.
    pub bounds: Bounds,
    /// What then holds.
    pub value: T,
}

/// What a table of steps is keyed by.
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    /// An integer or money fact, in its unit and scale.
    Fact(Id),
    /// One integer fact as a percentage of another.
    Ratio(Id, Id),
    /// The time from a date to the day of judgement; bounds are ages.
    Since(DateExpression),
}

impl<T: Shape> Shape for Piecewise<T> {
    fn stand_in() -> Self {
        Piecewise {
            of: Measure::stand_in(),
            rows: Vec::new(),
        }
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        node.only(&["of", "rows"])?;
        let (of, rows) = (node.read("of"), node.read("rows"));
        Some(Piecewise {
            of: of?,
            rows: rows?,
        })
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        let rows = Vec::<PieceRow<T>>::schema(definitions);
        exactly([("of", Measure::schema(definitions)), ("rows", rows)])
    }
}

impl<T: Shape> Shape for PieceRow<T> {
    fn stand_in() -> Self {
        PieceRow {
            bounds: Bounds::default(),
            value: T::stand_in(),
        }
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        node.only(&["from", "over", "through", "below", "value"])?;
        let (bounds, value) = (Bounds::read_from(node), node.read("value"));
        Some(PieceRow {
            bounds: bounds?,
            value: value?,
        })
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        let bound = super::Bound::schema(definitions);
        let mut members = vec![("value".to_owned(), T::schema(definitions))];
        members.extend(super::condition::BOUND_KEYS.map(|key| (key.to_owned(), bound.clone())));
        Json::members([
            ("type", Some("object".into())),
            ("additionalProperties", Some(false.into())),
            ("required", Some(Json::list(["value"]))),
            ("properties", Some(Json::Object(members))),
        ])
    }
}

impl Shape for Measure {
    fn stand_in() -> Self {
        Measure::Since(DateExpression::stand_in())
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        if node.json.get("fact").is_some() {
            node.only(&["fact"])?;
            node.read("fact").map(Measure::Fact)
        } else if node.json.get("ratio").is_some() {
            node.only(&["ratio"])?;
            match Vec::<Id>::read(&node.member("ratio")?)?.as_slice() {
                [part, whole] => Some(Measure::Ratio(part.clone(), whole.clone())),
                _ => node.expected("two integer facts: the part and the whole"),
            }
        } else if node.json.get("since").is_some() {
            node.only(&["since"])?;
            node.read("since").map(Measure::Since)
        } else {
            node.expected("an object with `fact`, `ratio` or `since`")
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("Measure", |definitions| {
            any_of(vec![
                exactly([("fact", Id::schema(definitions))]),
                exactly([("ratio", Vec::<Id>::schema(definitions))]),
                exactly([("since", DateExpression::schema(definitions))]),
            ])
        })
    }
}
