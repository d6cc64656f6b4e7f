//! The policy: its wire shape and its meaning.
//!
//! [`document`] is what a policy owner writes. [`Policy`] is what it means:
//! every name resolved, every rule in the order in which it is tested. Only
//! [`Policy::read`] makes one, so a policy that exists can be assessed.

pub mod document;
pub mod lint;

mod bundle;
mod compile;
mod meaning;

pub use bundle::{Bundle, packs, placed};
pub use meaning::{
    Condition, DateRule, ExclusionRule, FactEntry, FactId, FactSource, Gate, InclusionRule,
    ItemEntry, ItemId, LimitRule, LineRules, Measured, Range, RowRule, Rule, RuleTable, Selected,
    StartRule, TermRules, Test,
};

use crate::json::{Json, Node, Problem, Problems, Shape};
use document::Pack;
use std::sync::Arc;

/// What a policy promises, ready to be assessed.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The words of the pack, and what needs no resolving.
    pub pack: Arc<Pack>,
    /// Every fact: the declared ones in order, then one for each exclusion.
    pub facts: Vec<FactEntry>,
    /// The items, with the facts that follow from each.
    pub items: Vec<ItemEntry>,
    /// The lines, each with its rules in the order in which they are tested.
    pub lines: Vec<LineRules>,
    /// Facts with few values that several rules read; see [`crate::domain::coverage`].
    pub shared: Vec<FactId>,
    /// Dates at which a rule may turn, in order.
    pub turning_dates: Vec<chrono::NaiveDate>,
    /// Numbers at which a rule may turn, in order.
    pub turning_numbers: Vec<i64>,
    /// Date facts that must not lie before the day of manufacture.
    pub after_manufacture: Vec<FactId>,
    /// Dates that leave cover open while they are not known, so that nobody
    /// needs to be asked for them.
    pub open_ends: Vec<FactId>,
    /// The serial fact and, for each serial scheme, the items that use it.
    pub serial: Option<FactId>,
    /// For each scheme of the pack, when it is the item's.
    pub schemes: Vec<Option<Condition>>,
    /// For each assumption of the pack, when it matters.
    pub assumptions: Vec<Option<Condition>>,
    /// For each route of the pack, when it is open.
    pub routes: Vec<Option<Condition>>,
    /// For each next step of the pack, when it applies.
    pub next_steps: Vec<Option<Condition>>,
    /// For each note of the pack, when it applies.
    pub notes: Vec<Option<Condition>>,
    /// For each channel of the pack, when it is offered.
    pub channels: Vec<Option<Condition>>,
    /// For each address of the pack, when goods go there.
    pub addresses: Vec<Option<Condition>>,
    /// SHA-256 of the pack as delivered, in lower-case hexadecimal; empty where nobody computed it.
    pub digest: String,
}

impl Policy {
    /// Reads a policy from the tree of its pack.
    ///
    /// # Errors
    /// Every problem that keeps the pack from having a meaning. What is merely
    /// doubtful is the linter's to say.
    pub fn read(json: &Json, digest: String) -> Result<Policy, Vec<Problem>> {
        let problems = Problems::default();
        let pack = Pack::read(&Node::root(json, &problems));
        match (pack, problems.into_vec()) {
            (Some(pack), problems) if problems.is_empty() => compile::compile(pack, digest),
            (_, problems) => Err(problems),
        }
    }

    /// The item with this id.
    pub fn item(&self, id: &str) -> Option<ItemId> {
        self.pack
            .items
            .iter()
            .position(|item| item.id.as_str() == id)
            .map(ItemId::from_index)
    }

    /// The fact with this id.
    pub fn fact(&self, id: &str) -> Option<FactId> {
        self.facts
            .iter()
            .position(|fact| fact.id == id)
            .map(FactId::from_index)
    }

    /// Everything about a fact. Ids are only made by the policy that has them.
    pub fn fact_entry(&self, fact: FactId) -> Option<&FactEntry> {
        self.facts.get(fact.index())
    }
}
