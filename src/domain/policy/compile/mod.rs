//! From the pack as written to what it means: names resolved, rules ordered.

mod conditions;
mod figures;
mod lines;
mod names;
mod passages;
mod place;
mod reads;
mod services;

use super::Policy;
use super::document::{FactType, Pack};
use super::meaning::{FactEntry, FactId, LineRules, Rule};
use crate::domain::ascending;
use crate::json::{Problem, Problems};
use names::Names;
use place::Place;
use reads::Reads;
use std::cell::RefCell;

/// Gives the pack its meaning, or every reason why it has none.
pub(super) fn compile(pack: &Pack, digest: String) -> Result<Policy, Vec<Problem>> {
    let problems = Problems::default();
    let named = Names::facts(pack);
    let names = Names {
        pack,
        facts: &named,
        problems: &problems,
        dates: RefCell::default(),
        numbers: RefCell::default(),
    };
    names.no_id_twice();
    names.clauses_exist();
    let root = Place::root();
    let facts: Vec<FactEntry> = names.entries();
    let items = names.items();
    let line = |(index, line)| names.line(&root.key("lines").index(index), line);
    let lines: Vec<LineRules> = pack.lines.iter().enumerate().map(line).collect();
    let serial = named
        .iter()
        .position(|fact| fact.kind == FactType::Serial)
        .map(FactId::from_index);
    let mut policy = Policy {
        id: pack.id.as_str().to_owned(),
        edition: pack.edition.clone(),
        digest,
        title: pack.title.clone(),
        summary: pack.summary.clone(),
        zone: pack.issuer.zone.clone(),
        clauses: pack.clauses.clone(),
        item_question: pack.item_question.clone(),
        after_manufacture: if serial.is_some() {
            dates_of_start(&lines, &facts)
        } else {
            Vec::new()
        },
        open_ends: open_ends(&lines),
        shared: shared_facts(&lines, &facts),
        facts,
        items,
        lines,
        serial,
        schemes: names.schemes(),
        calendars: pack.calendars.clone(),
        commitments: names.commitments(),
        stages: names.stages(),
        allowances: names.allowances(),
        channels: names.channels(),
        addresses: names.addresses(),
        assumptions: names.assumptions(),
        routes: names.routes(),
        next_steps: names.steps(&root.key("next_steps"), &pack.next_steps),
        notes: names.steps(&root.key("notes"), &pack.notes),
        request: names.request(),
        turning_dates: ascending::ascending(names.dates.take()),
        turning_numbers: ascending::ascending(names.numbers.take()),
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
            .for_each(|condition| condition.facts(&mut applies));
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
