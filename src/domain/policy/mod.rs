//! The policy: its wire shape and its meaning.
//!
//! [`document`] is what a policy owner writes. [`Policy`] is what it means:
//! every name resolved, every rule in the order in which it is tested. Only
//! [`Policy::read`] makes one, so a policy that exists can be assessed.

pub mod compiled;
pub mod document;
pub mod lint;

mod bundle;
mod compile;
mod meaning;
mod pattern;

pub use bundle::{Bundle, packs, placed};
pub use meaning::{
    AllowanceRule, Allowed, ChannelEntry, Clock, CommitmentRule, Condition, DateRule, Due,
    ExclusionRule, FactEntry, FactId, FactSource, Gate, InclusionRule, ItemEntry, ItemId,
    LimitRule, LineRules, Measured, Passage, Range, RemedyRule, RequestRules, RowRule, Rule,
    RuleTable, SchemeRule, Selected, StageRule, StartRule, TermRules, Test,
};

use crate::json::{Json, Node, Problem, Problems, Shape};
use document::{Calendar, Clause, Edition, Pack, Text};

/// What a policy promises, ready to be assessed.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// Its id, in claims and links.
    pub id: String,
    /// Which edition it is.
    pub edition: Edition,
    /// SHA-256 of the pack as delivered, in lower-case hexadecimal; empty where nobody computed it.
    pub digest: String,
    /// What it is called.
    pub title: Text,
    /// One sentence on what it covers.
    pub summary: Text,
    /// The IANA time zone in which the issuer's days begin and end.
    pub zone: String,
    /// The sections of the source document.
    pub clauses: Vec<Clause>,
    /// What is asked of a person who has not said which item they have.
    pub item_question: Option<Text>,
    /// The items, with the facts that follow from each.
    pub items: Vec<ItemEntry>,
    /// Every fact: the declared ones in order, then one for each exclusion.
    pub facts: Vec<FactEntry>,
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
    /// The serial fact.
    pub serial: Option<FactId>,
    /// How serials are written.
    pub schemes: Vec<SchemeRule>,
    /// Opening hours and working days.
    pub calendars: Vec<Calendar>,
    /// What must be done by when.
    pub commitments: Vec<CommitmentRule>,
    /// The steps of handling a request, each after the one before it.
    pub stages: Vec<StageRule>,
    /// Time or events that the policy allows in a period.
    pub allowances: Vec<AllowanceRule>,
    /// How to reach the issuer.
    pub channels: Vec<ChannelEntry>,
    /// Where goods go.
    pub addresses: Vec<Passage>,
    /// What was decided where the document is silent.
    pub assumptions: Vec<Passage>,
    /// Whom a person may turn to.
    pub routes: Vec<Passage>,
    /// What to do now.
    pub next_steps: Vec<Passage>,
    /// What else a person should know.
    pub notes: Vec<Passage>,
    /// The request that follows the answer.
    pub request: Option<RequestRules>,
}

impl Policy {
    /// Reads a policy from the tree of its pack.
    ///
    /// # Errors
    /// Every problem that keeps the pack from having a meaning. What is merely
    /// doubtful is the linter's to say.
    pub fn read(json: &Json, digest: String) -> Result<Policy, Vec<Problem>> {
        compile::compile(&read_pack(json)?, digest)
    }

    /// The item with this id.
    pub fn item(&self, id: &str) -> Option<ItemId> {
        self.items
            .iter()
            .position(|item| item.id == id)
            .map(ItemId::from_index)
    }

    /// The item that calls itself by this name of a model, as a health report
    /// has it; `None` where none does, or several do. Capitals and the number of
    /// spaces do not matter: programs that read drives differ in both.
    ///
    /// A pack with `"models": ["ACME S5 480*"]` has its item for `Acme S5  480GB`.
    pub fn item_of_model(&self, model: &str) -> Option<ItemId> {
        let model = plain_name(model);
        let named = |item: &ItemEntry| {
            let mut models = item.models.iter();
            models.any(|pattern| pattern::matches(&plain_name(pattern), &model))
        };
        let mut found = self
            .items
            .iter()
            .enumerate()
            .filter(|(_, item)| named(item));
        match (found.next(), found.next()) {
            (Some((place, _)), None) => Some(ItemId::from_index(place)),
            _ => None,
        }
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

    /// The fact that asks for the exclusion in this place.
    pub fn exclusion(&self, exclusion: usize) -> Option<FactId> {
        let asks = |entry: &FactEntry| matches!(entry.source, FactSource::Exclusion(place, _) if place == exclusion);
        self.facts.iter().position(asks).map(FactId::from_index)
    }
}

/// A name in capitals, with one space between its words.
fn plain_name(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_ascii_uppercase()
}

/// Reads a pack as it is written.
///
/// # Errors
/// Every problem of its form.
fn read_pack(json: &Json) -> Result<Pack, Vec<Problem>> {
    let problems = Problems::default();
    let pack = Pack::read(&Node::root(json, &problems));
    match (pack, problems.into_vec()) {
        (Some(pack), problems) if problems.is_empty() => Ok(pack),
        (_, problems) => Err(problems),
    }
}
