//! What conditions can speak of: the items and the facts of a pack, and which
//! claims each condition holds for.

use super::region::{Case, Region, Subject};
use super::values::Values;
use crate::domain::policy::document::{
    Bound, Bounds, Condition, Day, FactType, Item, Literal, Pack, Setting,
};
use crate::domain::policy::{FactEntry, Policy};
use crate::domain::term::{first_day, last_day};
use chrono::{Datelike, NaiveDate};
use std::cell::RefCell;

/// The items and facts of a pack.
pub(super) struct Vocabulary<'a> {
    pub pack: &'a Pack,
    pub policy: &'a Policy,
    /// The declared facts, then one for each exclusion.
    pub facts: &'a [FactEntry],
    /// For each fact, the claims in which it is asked or follows from the item.
    known: Vec<Region>,
    /// Every claim that can be: items with the facts that follow from them.
    pub every_claim: Region,
    /// The texts that text facts are compared with, numbered as they are met.
    texts: RefCell<Vec<String>>,
}

/// Items of which the same follows.
struct Alike<'a> {
    sets: &'a [Setting],
    items: Vec<(i64, i64)>,
}

/// How deep the conditions of facts on facts are followed.
const DEEPEST: usize = 6;

impl<'a> Vocabulary<'a> {
    pub fn of(pack: &'a Pack, policy: &'a Policy) -> Vocabulary<'a> {
        let mut vocabulary = Vocabulary {
            pack,
            policy,
            facts: &policy.facts,
            known: Vec::new(),
            every_claim: Region::everything(),
            texts: RefCell::default(),
        };
        vocabulary.every_claim = vocabulary.claims_of_items();
        vocabulary.known = (0..policy.facts.len())
            .map(|fact| vocabulary.asked_in(fact).or(&vocabulary.set_in(fact)))
            .collect();
        vocabulary
    }

    /// The place of the fact with this id.
    pub fn fact(&self, id: &str) -> Option<usize> {
        self.facts.iter().position(|fact| fact.id == id)
    }

    pub fn entry(&self, fact: usize) -> Option<&'a FactEntry> {
        self.facts.get(fact)
    }

    /// When the fact is asked, as written.
    pub fn asked_when(&self, fact: usize) -> Option<&'a Condition> {
        match fact.checked_sub(self.pack.facts.len()) {
            None => self.pack.facts.get(fact)?.when.as_ref(),
            Some(exclusion) => self.pack.exclusions.get(exclusion)?.only_for.as_ref(),
        }
    }

    /// The claims in which the fact is asked.
    pub fn asked_in(&self, fact: usize) -> Region {
        self.asked_when(fact)
            .map_or_else(Region::everything, |when| self.holds(when))
    }

    /// The claims in which the fact follows from the item.
    fn set_in(&self, fact: usize) -> Region {
        let sets = |item: &Item| {
            item.sets
                .iter()
                .any(|setting| self.fact(setting.fact.as_str()) == Some(fact))
        };
        let items = self
            .pack
            .items
            .iter()
            .zip(0..)
            .filter(|(item, _)| sets(item));
        Region::of(
            Subject::Item,
            self.items(items.map(|(_, place)| (place, place))),
        )
    }

    /// The claims in which the value of a fact can be known.
    pub fn known_in(&self, fact: usize) -> Region {
        self.known
            .get(fact)
            .cloned()
            .unwrap_or_else(Region::unclear)
    }

    /// Whether the fact follows from the item in every claim of the region.
    pub fn follows(&self, fact: usize, region: &Region) -> bool {
        self.every_claim
            .and(region)
            .minus(&self.set_in(fact))
            .is_nothing()
    }

    /// The part of a region in which every fact that it speaks of can be known.
    #[must_use]
    pub fn knowable(&self, region: &Region) -> Region {
        self.knowable_but(region, None)
    }

    /// The same, one fact left aside.
    #[must_use]
    pub fn knowable_but(&self, region: &Region, aside: Option<usize>) -> Region {
        let mut found = region.clone();
        for _ in 0..DEEPEST {
            if found.example().is_none() {
                break;
            }
            let mut narrowed = Region::nothing();
            for case in found.cases() {
                let facts = case.bound().filter_map(|(subject, _)| match subject {
                    Subject::Fact(fact) if Some(fact) != aside => Some(fact),
                    _ => None,
                });
                let alone = self.every_claim.and(&Region::just(case));
                narrowed =
                    narrowed.or(&facts.fold(alone, |all, fact| all.and(&self.known_in(fact))));
            }
            if narrowed == found {
                break;
            }
            found = narrowed;
        }
        found
    }

    /// The items, those together of which the same follows.
    fn claims_of_items(&self) -> Region {
        if self.pack.items.is_empty() {
            return Region::everything();
        }
        let mut alike: Vec<Alike<'_>> = Vec::new();
        for (item, place) in self.pack.items.iter().zip(0..) {
            match alike.iter_mut().find(|one| one.sets == item.sets) {
                Some(one) => one.items.push((place, place)),
                None => alike.push(Alike {
                    sets: &item.sets,
                    items: vec![(place, place)],
                }),
            }
        }
        let each = alike.into_iter().map(|one| {
            let items = Region::of(Subject::Item, self.items(one.items));
            one.sets.iter().fold(items, |claims, setting| {
                let written = Condition::Is(setting.fact.clone(), vec![setting.is.clone()]);
                claims.and(&self.holds(&written))
            })
        });
        each.fold(Region::nothing(), |all, one| all.or(&one))
    }

    fn items(&self, ranges: impl IntoIterator<Item = (i64, i64)>) -> Values {
        let count = i64::try_from(self.pack.items.len()).unwrap_or(i64::MAX);
        Values::of((0, count.saturating_sub(1).max(0)), ranges)
    }

    /// The values that a fact can have.
    fn domain(&self, entry: &FactEntry) -> (i64, i64) {
        let options = i64::try_from(entry.options.len()).unwrap_or(i64::MAX);
        match entry.kind {
            FactType::YesNo => (0, 1),
            FactType::Choice => (0, options.saturating_sub(1).max(0)),
            // One more for every place that the pack does not name.
            FactType::Place => (0, options),
            FactType::Date => (number(first_day()), number(last_day())),
            _ => (0, i64::MAX),
        }
    }

    /// The claims in which a fact lies in one of these ranges.
    fn fact_in(
        &self,
        id: &str,
        ranges: impl FnOnce(&FactEntry) -> Option<Vec<(i64, i64)>>,
    ) -> Region {
        let found = self
            .fact(id)
            .and_then(|fact| Some((fact, self.entry(fact)?)));
        match found.and_then(|(fact, entry)| Some((fact, entry, ranges(entry)?))) {
            Some((fact, entry, ranges)) => {
                Region::of(Subject::Fact(fact), Values::of(self.domain(entry), ranges))
            }
            None => Region::unclear(),
        }
    }

    /// The claims for which a condition holds, as far as its words go.
    pub fn holds(&self, condition: &Condition) -> Region {
        match condition {
            Condition::Yes(id) => self.fact_in(id.as_str(), |_| Some(vec![(1, 1)])),
            Condition::Is(id, values) => self.fact_in(id.as_str(), |entry| {
                values
                    .iter()
                    .map(|value| self.value(entry, value).map(|value| (value, value)))
                    .collect()
            }),
            Condition::Within(id, bounds) => {
                self.fact_in(id.as_str(), |_| Some(vec![range(bounds)?]))
            }
            Condition::Item(patterns) => {
                let found = patterns.iter().flat_map(|pattern| self.items_like(pattern));
                Region::of(Subject::Item, self.items(found.map(|place| (place, place))))
            }
            Condition::All(inner) => inner
                .iter()
                .fold(Region::everything(), |all, one| all.and(&self.holds(one))),
            Condition::Any(inner) => inner
                .iter()
                .fold(Region::nothing(), |any, one| any.or(&self.holds(one))),
            Condition::Not(inner) => self.holds(inner).not(),
        }
    }

    fn value(&self, entry: &FactEntry, value: &Literal) -> Option<i64> {
        match (entry.kind, value) {
            (FactType::YesNo, Literal::Bool(value)) => Some(i64::from(*value)),
            (FactType::Choice | FactType::Place, Literal::Text(text)) => {
                entry.option_named(text).map(i64::from)
            }
            (FactType::Integer | FactType::Money, Literal::Integer(value)) => Some(*value),
            (FactType::Date, Literal::Text(text)) => Day::parse(text).map(|Day(day)| number(day)),
            (FactType::Text, Literal::Text(text)) => {
                let mut texts = self.texts.borrow_mut();
                let place = texts
                    .iter()
                    .position(|known| known == text)
                    .unwrap_or_else(|| {
                        texts.push(text.clone());
                        texts.len().saturating_sub(1)
                    });
                i64::try_from(place).ok()
            }
            _ => None,
        }
    }

    /// The claims that one pattern of a choice by a key serves.
    pub fn serves(&self, key: &str, pattern: &str) -> Region {
        if key == "item" {
            let found = pattern.split('|').flat_map(|one| self.items_like(one));
            return Region::of(Subject::Item, self.items(found.map(|place| (place, place))));
        }
        self.fact_in(key, |entry| match entry.kind {
            FactType::YesNo => match pattern {
                "yes" => Some(vec![(1, 1)]),
                "no" => Some(vec![(0, 0)]),
                _ => None,
            },
            FactType::Choice | FactType::Place => {
                let like = |option: &str| pattern.split('|').any(|one| matches(one, option));
                let found = entry
                    .option_values()
                    .zip(0..)
                    .filter(|(option, _)| like(option));
                Some(found.map(|(_, place)| (place, place)).collect())
            }
            FactType::Date => {
                let (from, until) = pattern.split_once("..")?;
                let end = |text: &str, open: NaiveDate| {
                    if text.is_empty() {
                        Some(number(open))
                    } else {
                        Day::parse(text).map(|Day(day)| number(day))
                    }
                };
                Some(vec![(end(from, first_day())?, end(until, last_day())?)])
            }
            _ => None,
        })
    }

    fn items_like(&self, pattern: &str) -> impl Iterator<Item = i64> {
        self.pack
            .items
            .iter()
            .zip(0..)
            .filter(move |(item, _)| matches(pattern, item.id.as_str()))
            .map(|(_, place)| place)
    }

    /// A case in words: "item `a`, `b` and severity `P4`".
    pub fn told(&self, case: &Case, leaving_out: &Region) -> String {
        let shared = match leaving_out.cases() {
            [one] => Some(one),
            _ => None,
        };
        let subjects = case.bound().filter(|(subject, values)| {
            shared.and_then(|shared| shared.get(*subject)) != Some(values)
        });
        let words: Vec<String> = subjects
            .map(|(subject, values)| self.told_of(subject, values))
            .collect();
        if words.is_empty() {
            "every claim".to_owned()
        } else {
            words.join(" and ")
        }
    }

    fn told_of(&self, subject: Subject, values: &Values) -> String {
        let named = |names: Vec<&str>| {
            let known = names
                .iter()
                .zip(0..)
                .filter(|(_, place)| values.contains(*place))
                .map(|(name, _)| format!("`{name}`"));
            let known: Vec<String> = known.collect();
            known.join(", ")
        };
        let Subject::Fact(fact) = subject else {
            return format!(
                "item {}",
                named(
                    self.pack
                        .items
                        .iter()
                        .map(|item| item.id.as_str())
                        .collect()
                )
            );
        };
        let Some(entry) = self.entry(fact) else {
            return String::new();
        };
        let (first, last) = values.domain();
        let words = match entry.kind {
            FactType::YesNo => named(vec!["no", "yes"]),
            FactType::Choice => named(entry.option_values().collect()),
            FactType::Place => {
                let elsewhere = std::iter::once("a place without a name here");
                named(entry.option_values().chain(elsewhere).collect())
            }
            FactType::Date | FactType::Integer | FactType::Money => {
                let word = |value: i64| match entry.kind {
                    FactType::Date => day(value).to_string(),
                    _ => value.to_string(),
                };
                let range = |(from, until): &(i64, i64)| match (*from == first, *until == last) {
                    (true, _) => format!("up to `{}`", word(*until)),
                    (_, true) => format!("from `{}`", word(*from)),
                    _ if from == until => format!("`{}`", word(*from)),
                    _ => format!("`{}` to `{}`", word(*from), word(*until)),
                };
                values
                    .ranges()
                    .iter()
                    .map(range)
                    .collect::<Vec<_>>()
                    .join(", ")
            }
            _ => "of another value".to_owned(),
        };
        format!("`{}` {words}", entry.id)
    }
}

/// A day as a number.
pub(super) fn number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

/// The day of a number.
pub(super) fn day(number: i64) -> NaiveDate {
    i32::try_from(number)
        .ok()
        .and_then(NaiveDate::from_num_days_from_ce_opt)
        .unwrap_or_default()
}

/// Bounds as a range with both ends included; an end that is left out is far.
pub(super) fn range(bounds: &Bounds) -> Option<(i64, i64)> {
    let value = |bound: Bound| match bound {
        Bound::Integer(value) => Some(value),
        Bound::Day(Day(day)) => Some(number(day)),
        Bound::Span(_) => None,
    };
    let lower = match bounds.lower {
        Some((bound, true)) => value(bound)?,
        Some((bound, false)) => value(bound)?.saturating_add(1),
        None => i64::MIN,
    };
    let upper = match bounds.upper {
        Some((bound, true)) => value(bound)?,
        Some((bound, false)) => value(bound)?.saturating_sub(1),
        None => i64::MAX,
    };
    Some((lower, upper))
}

/// Whether a pattern, in which `*` stands for any letters, matches the whole
/// of a name.
pub(super) fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((before, after)) => name.strip_prefix(before).is_some_and(|rest| {
            let ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
            ends.filter_map(|at| rest.get(at..))
                .any(|rest| matches(after, rest))
        }),
    }
}
