//! From the pack as written to what it means: names resolved, rules ordered.

mod conditions;
mod figures;
mod lines;
mod names;
mod place;
mod reads;

use super::Policy;
use super::document::{self, FactType, Pack, Select};
use super::meaning::{Condition, DateRule, FactEntry, FactId, LineRules, Rule};
use crate::domain::ascending;
use crate::json::{Problem, Problems};
use names::Names;
use place::Place;
use reads::{Reads, condition_facts};
use std::cell::RefCell;
use std::sync::Arc;

/// Gives the pack its meaning, or every reason why it has none.
pub(super) fn compile(pack: Pack, digest: String) -> Result<Policy, Vec<Problem>> {
    let pack = Arc::new(pack);
    let problems = Problems::default();
    let facts = Names::facts(&pack);
    let names = Names {
        pack: &pack,
        facts: &facts,
        problems: &problems,
        dates: RefCell::default(),
        numbers: RefCell::default(),
    };
    names.no_id_twice();
    names.clauses_exist();
    let conditions = Place::root();
    let list =
        |key: &'static str, whens: Vec<Option<&document::Condition>>| -> Vec<Option<Condition>> {
            let at = conditions.key(key);
            whens
                .into_iter()
                .enumerate()
                .map(|(index, when)| names.when(&at.index(index).key("when"), when))
                .collect()
        };
    let entries: Vec<FactEntry> = names.entries();
    let items = names.items();
    let lines: Vec<LineRules> = pack
        .lines
        .iter()
        .enumerate()
        .map(|(index, line)| names.line(&conditions.key("lines").index(index), line))
        .collect();
    let schemes = pack.serials.iter().enumerate().map(|(index, scheme)| {
        names.when(
            &conditions.key("serials").index(index).key("only_for"),
            scheme.only_for.as_ref(),
        )
    });
    let schemes = schemes.collect();
    let serial = facts
        .iter()
        .position(|fact| fact.kind == FactType::Serial)
        .map(FactId::from_index);
    let mut policy = Policy {
        assumptions: list(
            "assumptions",
            pack.assumptions
                .iter()
                .map(|one| one.when.as_ref())
                .collect(),
        ),
        routes: list(
            "routes",
            pack.routes.iter().map(|one| one.when.as_ref()).collect(),
        ),
        next_steps: list(
            "next_steps",
            pack.next_steps
                .iter()
                .map(|one| one.when.as_ref())
                .collect(),
        ),
        notes: list(
            "notes",
            pack.notes.iter().map(|one| one.when.as_ref()).collect(),
        ),
        channels: list(
            "channels",
            pack.channels.iter().map(|one| one.when.as_ref()).collect(),
        ),
        addresses: list(
            "addresses",
            pack.addresses.iter().map(|one| one.when.as_ref()).collect(),
        ),
        after_manufacture: if serial.is_some() {
            dates_of_start(&lines, &entries)
        } else {
            Vec::new()
        },
        open_ends: open_ends(&lines),
        shared: shared_facts(&lines, &entries),
        facts: entries,
        items,
        lines,
        serial,
        schemes,
        digest,
        turning_dates: ascending::ascending(names.dates.take()),
        turning_numbers: ascending::ascending(names.numbers.take()),
        pack: Arc::clone(&pack),
    };
    let shared = policy.shared.clone();
    for gate in policy.lines.iter_mut().flat_map(|line| &mut line.gates) {
        gate.varies |= gate.facts.iter().any(|fact| shared.contains(fact));
    }
    let problems = problems.into_vec();
    if problems.is_empty() {
        Ok(policy)
    } else {
        Err(problems)
    }
}

impl Policy {
    /// The meaning of a condition of this pack.
    pub fn condition(&self, condition: &document::Condition) -> Option<Condition> {
        self.with_names(|names| names.condition(&Place::root(), condition))
    }

    /// The meaning of a date expression of this pack.
    pub fn date_rule(&self, date: &document::DateExpression) -> Option<DateRule> {
        self.with_names(|names| names.date(&Place::root(), date))
    }

    /// The cases of a choice of this pack, each with when it holds.
    pub fn cases<'s, T>(&self, select: &'s Select<T>) -> Option<Vec<(Condition, &'s Select<T>)>> {
        self.with_names(|names| match select {
            Select::Value(_) => Some(Vec::new()),
            Select::By { keys, cases, .. } => {
                let each = cases.iter().map(|(patterns, value)| {
                    let conditions = keys.iter().zip(patterns).map(|(key, pattern)| {
                        names.key_condition(&Place::root(), key.as_str(), pattern)
                    });
                    Some((Condition::All(conditions.collect::<Option<_>>()?), value))
                });
                each.collect()
            }
            Select::Cases { cases, .. } => cases
                .iter()
                .map(|case| Some((names.condition(&Place::root(), &case.when)?, &case.value)))
                .collect(),
        })
    }

    fn with_names<T>(&self, resolve: impl FnOnce(&Names<'_>) -> T) -> T {
        let facts = Names::facts(&self.pack);
        let problems = Problems::default();
        resolve(&Names {
            pack: &self.pack,
            facts: &facts,
            problems: &problems,
            dates: RefCell::default(),
            numbers: RefCell::default(),
        })
    }
}

/// The facts with few values that more than one rule reads: an unknown one
/// must have the same value in each.
fn shared_facts(lines: &[LineRules], facts: &[FactEntry]) -> Vec<FactId> {
    let mut seen: Vec<FactId> = Vec::new();
    let mut shared: Vec<FactId> = Vec::new();
    let mut read = |reads: &[FactId]| {
        for fact in reads.iter().filter(|fact| seen.contains(fact)) {
            ascending::insert(&mut shared, *fact);
        }
        for fact in reads {
            ascending::insert(&mut seen, *fact);
        }
    };
    for line in lines {
        let mut applies = Vec::new();
        line.applies
            .iter()
            .for_each(|condition| condition_facts(condition, &mut applies));
        read(&applies);
        // A limit and its exclusion are one rule in two gates.
        for gate in line
            .gates
            .iter()
            .filter(|gate| !matches!(gate.rule, Rule::Limit(_)))
        {
            read(&gate.facts);
        }
    }
    let few = |fact: &FactId| {
        facts
            .get(fact.index())
            .is_some_and(|entry| matches!(entry.kind, FactType::YesNo | FactType::Choice))
    };
    shared.into_iter().filter(few).collect()
}

/// The date facts that only end a term.
fn open_ends(lines: &[LineRules]) -> Vec<FactId> {
    let mut reads = Reads::default();
    for ends in lines
        .iter()
        .filter_map(|line| line.term.as_ref()?.ends.as_ref())
    {
        reads.date(ends, None);
    }
    reads.facts
}

/// The date facts that a term may start on.
fn dates_of_start(lines: &[LineRules], facts: &[FactEntry]) -> Vec<FactId> {
    let mut reads = Reads::default();
    let terms = lines.iter().filter_map(|line| line.term.as_ref());
    for start in terms.flat_map(|term| &term.starts) {
        reads.date(&start.date, None);
    }
    let is_date = |fact: &FactId| {
        facts
            .get(fact.index())
            .is_some_and(|entry| entry.kind == FactType::Date)
    };
    ascending::ascending(reads.facts.into_iter().filter(is_date))
}
