//! Conditions, and choices by conditions.

use super::names::Names;
use super::place::Place;
use crate::domain::policy::document::{self, Bound, Day, FactType, Literal, Select};
use crate::domain::policy::meaning::{Condition, FactId, ItemId, Range, Selected, Test};
use crate::domain::policy::pattern::matches;

impl Names<'_> {
    pub(super) fn when(
        &self,
        at: &Place<'_>,
        condition: Option<&document::Condition>,
    ) -> Option<Condition> {
        condition.and_then(|condition| self.condition(at, condition))
    }

    pub(super) fn condition(
        &self,
        at: &Place<'_>,
        condition: &document::Condition,
    ) -> Option<Condition> {
        use document::Condition as Written;
        let all = |key: &str, inner: &[Written]| -> Option<Vec<Condition>> {
            let at = at.key(key);
            let each: Vec<_> = inner
                .iter()
                .enumerate()
                .map(|(index, one)| self.condition(&at.index(index), one))
                .collect();
            each.into_iter().collect()
        };
        match condition {
            Written::Yes(id) => Some(Condition::Fact(
                self.fact_of(at, id.as_str(), &[FactType::YesNo])?,
                Test::YesNo(true),
            )),
            Written::Is(id, values) => {
                let fact = self.fact(&at.key("fact"), id.as_str())?;
                Some(Condition::Fact(
                    fact,
                    self.test(&at.key("is"), fact, values)?,
                ))
            }
            Written::Within(id, bounds) => {
                let kinds = [FactType::Integer, FactType::Money, FactType::Date];
                let fact = self.fact_of(&at.key("fact"), id.as_str(), &kinds)?;
                Some(Condition::Fact(fact, self.range(at, fact, bounds)?))
            }
            Written::Item(patterns) => {
                let mut items = Vec::new();
                for pattern in patterns {
                    items.extend(self.matching_items(&at.key("item"), pattern)?);
                }
                Some(Condition::Item(items))
            }
            Written::All(inner) => all("all", inner).map(Condition::All),
            Written::Any(inner) => all("any", inner).map(Condition::Any),
            Written::Not(inner) => Some(Condition::Not(Box::new(
                self.condition(&at.key("not"), inner)?,
            ))),
        }
    }

    pub(super) fn matching_items(&self, at: &Place<'_>, pattern: &str) -> Option<Vec<ItemId>> {
        let items = self.pack.items.iter().enumerate();
        let found: Vec<ItemId> = items
            .filter(|(_, item)| matches(pattern, item.id.as_str()))
            .map(|(index, _)| ItemId::from_index(index))
            .collect();
        if found.is_empty() {
            let known: Vec<&str> = self
                .pack
                .items
                .iter()
                .map(|item| item.id.as_str())
                .collect();
            return self.unknown(at, "pack.unknown-item", "item", pattern, &known);
        }
        Some(found)
    }

    /// A test for one of several values, each of the fact's own type.
    pub(super) fn test(&self, at: &Place<'_>, fact: FactId, values: &[Literal]) -> Option<Test> {
        let named = self.facts.get(fact.index())?;
        let wrong = |wanted: &str| {
            self.refuse(
                at,
                "pack.value-type",
                format!("`{}` is never that", named.id),
                format!("write {wanted}"),
            )
        };
        let texts = || {
            values
                .iter()
                .map(|value| {
                    if let Literal::Text(text) = value {
                        Some(text.as_str())
                    } else {
                        None
                    }
                })
                .collect::<Option<Vec<_>>>()
        };
        match named.kind {
            FactType::YesNo => match values {
                [Literal::Bool(value)] => Some(Test::YesNo(*value)),
                _ => wrong("true or false"),
            },
            FactType::Choice | FactType::Place => {
                let Some(texts) = texts() else {
                    return wrong("one of its options");
                };
                let mut options = Vec::new();
                for text in texts {
                    match named
                        .options
                        .iter()
                        .position(|option| *option == text)
                        .and_then(|index| u16::try_from(index).ok())
                    {
                        Some(option) => options.push(option),
                        None => {
                            return self.unknown(
                                at,
                                "pack.unknown-option",
                                "option",
                                text,
                                &named.options,
                            );
                        }
                    }
                }
                Some(Test::Option(options))
            }
            FactType::Integer | FactType::Money => {
                let numbers = values.iter().map(|value| {
                    if let Literal::Integer(number) = value {
                        Some(*number)
                    } else {
                        None
                    }
                });
                let numbers = numbers.collect::<Option<Vec<_>>>();
                self.numbers.borrow_mut().extend(numbers.iter().flatten());
                numbers
                    .map(Test::Integer)
                    .or_else(|| wrong("a whole number"))
            }
            FactType::Date => match texts().as_deref() {
                Some([text]) => match Day::parse(text) {
                    Some(Day(day)) => {
                        self.dates.borrow_mut().push(day);
                        Some(Test::Date(Range {
                            lower: Some((day, true)),
                            upper: Some((day, true)),
                        }))
                    }
                    None => wrong("a date"),
                },
                _ => wrong("one date, or bounds"),
            },
            FactType::Text => texts()
                .map(|texts| Test::Text(texts.into_iter().map(str::to_owned).collect()))
                .or_else(|| wrong("text")),
            FactType::Instant | FactType::Serial | FactType::Dates | FactType::Events => self
                .refuse(
                    at,
                    "pack.value-type",
                    format!("`{}` cannot be compared with values", named.id),
                    "use another fact".to_owned(),
                ),
        }
    }

    pub(super) fn range(
        &self,
        at: &Place<'_>,
        fact: FactId,
        bounds: &document::Bounds,
    ) -> Option<Test> {
        let named = self.facts.get(fact.index())?;
        let ends = [bounds.lower, bounds.upper];
        if named.kind == FactType::Date {
            let days = ends.map(|end| match end {
                Some((Bound::Day(Day(day)), included)) => Ok(Some((day, included))),
                Some(_) => Err(()),
                None => Ok(None),
            });
            match days {
                [Ok(lower), Ok(upper)] => {
                    self.dates
                        .borrow_mut()
                        .extend([lower, upper].into_iter().flatten().map(|(day, _)| day));
                    Some(Test::Date(Range { lower, upper }))
                }
                _ => self.refuse(
                    at,
                    "pack.value-type",
                    format!("`{}` is a date", named.id),
                    "write dates as bounds".to_owned(),
                ),
            }
        } else {
            match self.numbers(bounds) {
                Some(range) => Some(Test::Number(range)),
                None => self.refuse(
                    at,
                    "pack.value-type",
                    format!("`{}` is a number", named.id),
                    "write whole numbers as bounds".to_owned(),
                ),
            }
        }
    }

    pub(super) fn numbers(&self, bounds: &document::Bounds) -> Option<Range<i64>> {
        let ends = [bounds.lower, bounds.upper].map(|end| match end {
            Some((Bound::Integer(number), included)) => Ok(Some((number, included))),
            Some(_) => Err(()),
            None => Ok(None),
        });
        match ends {
            [Ok(lower), Ok(upper)] => {
                self.numbers.borrow_mut().extend(
                    [lower, upper]
                        .into_iter()
                        .flatten()
                        .map(|(number, _)| number),
                );
                Some(Range { lower, upper })
            }
            _ => None,
        }
    }

    pub(super) fn selected<T, U>(
        &self,
        at: &Place<'_>,
        select: &Select<T>,
        value: &impl Fn(&Place<'_>, &T) -> Option<U>,
    ) -> Option<Selected<U>> {
        let default = |default: &Option<Box<Select<T>>>| match default {
            Some(inner) => self
                .selected(&at.key("default"), inner, value)
                .map(|inner| Some(Box::new(inner))),
            None => Some(None),
        };
        match select {
            Select::Value(inner) => value(at, inner).map(Selected::Value),
            Select::By {
                keys,
                cases,
                default: otherwise,
            } => {
                let mut compiled = Vec::new();
                let mut served: Vec<Vec<Condition>> = Vec::new();
                let place = at.key("cases");
                for (patterns, inner) in cases {
                    let name = patterns.join("/");
                    let at = place.key(&name);
                    let each = keys
                        .iter()
                        .zip(patterns)
                        .map(|(key, pattern)| self.key_condition(&at, key.as_str(), pattern));
                    let conditions: Vec<Condition> = each.collect::<Option<Vec<_>>>()?;
                    served.push(conditions.clone());
                    let condition = match <[Condition; 1]>::try_from(conditions) {
                        Ok([only]) => only,
                        Err(several) => Condition::All(several),
                    };
                    compiled.push((condition, self.selected(&at, inner, value)?));
                }
                let mut default = default(otherwise)?;
                // Where the cases leave nothing out, the last one is what holds
                // otherwise: with an unknown key "nothing" is no possibility.
                let keys: Option<Vec<usize>> = keys
                    .iter()
                    .map(|key| self.number_of_values(key.as_str()))
                    .collect();
                let served: Vec<&[Condition]> = served.iter().map(Vec::as_slice).collect();
                if default.is_none() && keys.is_some_and(|keys| serve_all(&served, &keys)) {
                    default = compiled.pop().map(|(_, last)| Box::new(last));
                }
                Some(Selected::Cases(compiled, default))
            }
            Select::Cases {
                cases,
                default: otherwise,
            } => {
                let mut compiled = Vec::new();
                let place = at.key("cases");
                for (index, case) in cases.iter().enumerate() {
                    let at = place.index(index);
                    let condition = self.condition(&at.key("when"), &case.when)?;
                    compiled.push((
                        condition,
                        self.selected(&at.key("value"), &case.value, value)?,
                    ));
                }
                Some(Selected::Cases(compiled, default(otherwise)?))
            }
        }
    }

    /// How many values a key of a choice can have, if they are listed.
    fn number_of_values(&self, key: &str) -> Option<usize> {
        if key == "item" {
            return Some(self.pack.items.len());
        }
        let named = self.facts.iter().find(|fact| fact.id == key)?;
        match named.kind {
            FactType::YesNo => Some(2),
            FactType::Choice => Some(named.options.len()),
            _ => None,
        }
    }

    /// A key of a choice and the pattern of one case, as a condition.
    pub(super) fn key_condition(
        &self,
        at: &Place<'_>,
        key: &str,
        pattern: &str,
    ) -> Option<Condition> {
        let alternatives = pattern.split('|');
        if key == "item" {
            let mut items = Vec::new();
            for alternative in alternatives {
                items.extend(self.matching_items(at, alternative)?);
            }
            return Some(Condition::Item(items));
        }
        let fact = self.fact(at, key)?;
        let named = self.facts.get(fact.index())?;
        match named.kind {
            FactType::YesNo => match pattern {
                "yes" => Some(Condition::Fact(fact, Test::YesNo(true))),
                "no" => Some(Condition::Fact(fact, Test::YesNo(false))),
                _ => self.refuse(
                    at,
                    "pack.unknown-option",
                    format!("`{pattern}` is neither yes nor no"),
                    "write `yes` or `no`".to_owned(),
                ),
            },
            FactType::Choice | FactType::Place => {
                let mut options = Vec::new();
                for alternative in alternatives {
                    let found = named
                        .options
                        .iter()
                        .enumerate()
                        .filter(|(_, option)| matches(alternative, option));
                    let before = options.len();
                    options.extend(found.filter_map(|(index, _)| u16::try_from(index).ok()));
                    if options.len() == before {
                        return self.unknown(
                            at,
                            "pack.unknown-option",
                            "option",
                            alternative,
                            &named.options,
                        );
                    }
                }
                Some(Condition::Fact(fact, Test::Option(options)))
            }
            FactType::Date => {
                let end = |text: &str| {
                    if text.is_empty() {
                        Some(None)
                    } else {
                        Day::parse(text).map(|Day(day)| Some((day, true)))
                    }
                };
                match pattern
                    .split_once("..")
                    .and_then(|(from, until)| Some((end(from)?, end(until)?)))
                {
                    Some((lower, upper)) => {
                        self.dates
                            .borrow_mut()
                            .extend([lower, upper].into_iter().flatten().map(|(day, _)| day));
                        Some(Condition::Fact(fact, Test::Date(Range { lower, upper })))
                    }
                    None => self.refuse(
                        at,
                        "pack.value-type",
                        format!("`{pattern}` is not a period"),
                        "write `2024-01-01..2024-12-31`; an end may be left out".to_owned(),
                    ),
                }
            }
            kind => self.refuse(
                at,
                "pack.fact-type",
                format!("`{key}` is a fact of type {}", kind.word()),
                "choose by item, choice, place, yes/no or date; for numbers use a table of steps"
                    .to_owned(),
            ),
        }
    }
}

/// Whether one of the cases, each a condition a key, holds for every
/// combination of values; each key has so many.
fn serve_all(cases: &[&[Condition]], keys: &[usize]) -> bool {
    let Some((values, keys)) = keys.split_first() else {
        return !cases.is_empty();
    };
    (0..*values).all(|value| {
        let rest: Vec<&[Condition]> = cases
            .iter()
            .filter_map(|case| case.split_first())
            .filter(|(first, _)| takes(first, value))
            .map(|(_, rest)| rest)
            .collect();
        serve_all(&rest, keys)
    })
}

/// Whether a key's condition holds for the value in this place; of yes and no,
/// no comes first.
fn takes(condition: &Condition, value: usize) -> bool {
    match condition {
        Condition::Item(items) => items.contains(&ItemId::from_index(value)),
        Condition::Fact(_, Test::YesNo(yes)) => usize::from(*yes) == value,
        Condition::Fact(_, Test::Option(options)) => {
            options.iter().any(|option| usize::from(*option) == value)
        }
        _ => false,
    }
}
