//! Facts: figures without a unit, questions that nothing reads, and rules that
//! read what nobody is asked.

use super::region::{Region, Subject};
use super::{At, Linter};
use crate::domain::policy::FactSource;
use crate::domain::policy::document::{Choice, Fact, FactType, Role};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a rule that reads a fact decides the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// The verdict turns on it.
    Decides,
    /// Only what is shown, a cost or a clock does.
    Shows,
}

/// A rule reads a fact.
pub(super) struct Reading {
    at: At,
    fact: usize,
    /// The claims in which its value matters there.
    matters: Region,
    weight: Weight,
}

/// Facts that are taken down even where no rule reads them: the return request
/// and the service clocks carry them.
const TAKEN_DOWN: &str = "reported_at";

impl Linter<'_> {
    /// Notes that a rule reads a fact, and for which claims that matters.
    pub(super) fn reads(&self, at: &At, fact: usize, matters: Region, weight: Weight) {
        self.readings.borrow_mut().push(Reading {
            at: at.clone(),
            fact,
            matters,
            weight,
        });
    }

    /// The same by the fact's id.
    pub(super) fn reads_id(&self, at: &At, id: &str, context: &Region, weight: Weight) {
        if let Some(fact) = self.words.fact(id) {
            self.reads(at, fact, context.clone(), weight);
        }
    }

    pub(super) fn facts(&self) {
        for (index, fact) in self.words.pack.facts.iter().enumerate() {
            let at = At::item("facts", index);
            self.figures(&at, fact);
            self.options(&at, fact);
            self.fields(&at, fact);
            if let Some(when) = &fact.when {
                if self.leads_to_itself(index) {
                    let message = format!(
                        "whether `{}` is asked depends on its own answer",
                        fact.id.as_str()
                    );
                    let help = "let each fact depend on facts that are asked before it";
                    self.error(&at.key("when"), "lint.circular", message, help);
                } else {
                    self.condition(
                        &at.key("when"),
                        when,
                        &self.words.every_claim,
                        Weight::Shows,
                    );
                }
            }
        }
        for (fact, entry) in self.words.facts.iter().enumerate() {
            if let FactSource::Declared(index) = entry.source {
                self.is_read(&At::item("facts", index), fact);
            }
            self.is_asked_where_it_decides(fact);
        }
    }

    fn figures(&self, at: &At, fact: &Fact) {
        let id = fact.id.as_str();
        match (fact.r#type, &fact.unit) {
            (FactType::Integer, None) => {
                let message = format!("`{id}` is a number without a unit");
                self.error(
                    at,
                    "lint.no-unit",
                    message,
                    "add `unit`, such as `km`, `h` or `cycles`",
                );
            }
            (FactType::Integer, Some(_)) | (_, None) => {}
            (_, Some(_)) => self.idle(&at.key("unit"), "only integers have a unit", "leave it out"),
        }
        match (fact.r#type, fact.scale) {
            (FactType::Integer, Some(scale)) if !(0..=9).contains(&scale) => {
                let message = format!("a scale of {scale} decimals is not possible");
                self.error(&at.key("scale"), "lint.scale", message, "write 0 to 9");
            }
            (FactType::Integer, _) | (_, None) => {}
            (_, Some(_)) => self.idle(
                &at.key("scale"),
                "only integers have a scale",
                "leave it out",
            ),
        }
        match (fact.r#type, &fact.currency) {
            (FactType::Money, None) => {
                let message = format!("`{id}` is an amount of money without a currency");
                self.error(
                    at,
                    "lint.no-currency",
                    message,
                    "add `currency`, such as `EUR`",
                );
            }
            (FactType::Money, Some(currency)) => self.currency(&at.key("currency"), currency),
            (_, None) => {}
            (_, Some(_)) => self.idle(
                &at.key("currency"),
                "only money has a currency",
                "leave it out",
            ),
        }
    }

    /// A currency is three capitals, as in ISO 4217.
    pub(super) fn currency(&self, at: &At, currency: &str) {
        if currency.len() != 3 || !currency.bytes().all(|letter| letter.is_ascii_uppercase()) {
            let message = format!("`{currency}` is not a currency of ISO 4217");
            self.error(
                at,
                "lint.currency",
                message,
                "write its three capitals, such as `EUR`",
            );
        }
    }

    fn options(&self, at: &At, fact: &Fact) {
        let place = at.key("options");
        let empty = fact.options.is_empty();
        match fact.r#type {
            FactType::Choice if empty => {
                let message = format!("`{}` is a choice without options", fact.id.as_str());
                self.error(at, "lint.no-options", message, "add `options`");
            }
            FactType::Choice | FactType::Place => self.option_values(&place, &fact.options),
            _ if !empty => self.idle(
                &place,
                "only choices and places have options",
                "leave them out",
            ),
            _ => {}
        }
    }

    fn option_values(&self, at: &At, options: &[Choice]) {
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        for (index, option) in options.iter().enumerate() {
            let at = at.index(index);
            if option.value.contains(['|', '/', '*']) {
                let message = format!("`{}` has a character that patterns need", option.value);
                self.error(
                    &at.key("value"),
                    "lint.option-value",
                    message,
                    "leave out `|`, `/` and `*`",
                );
            }
            let also = at.key("also");
            let also = option
                .also
                .iter()
                .enumerate()
                .map(|(place, name)| (also.index(place), name));
            for (place, name) in std::iter::once((at.key("value"), &option.value)).chain(also) {
                // One option may have a name in several spellings.
                if names
                    .insert(name.to_lowercase(), index)
                    .is_some_and(|before| before != index)
                {
                    let message = format!("`{name}` is the name of another option, too");
                    self.error(
                        &place,
                        "lint.duplicate-option",
                        message,
                        "give each option names of its own",
                    );
                }
            }
        }
    }

    fn fields(&self, at: &At, fact: &Fact) {
        let place = at.key("fields");
        match (fact.r#type, fact.fields.is_empty()) {
            (FactType::Events, true) => {
                let message = format!("the events of `{}` have no fields", fact.id.as_str());
                self.error(
                    at,
                    "lint.no-fields",
                    message,
                    "add `fields`, such as a start and an end",
                );
            }
            (FactType::Events, false) => {
                for (index, field) in fact.fields.iter().enumerate() {
                    let at = place.index(index);
                    if fact
                        .fields
                        .iter()
                        .take(index)
                        .any(|before| before.id == field.id)
                    {
                        let message = format!("there are two fields `{}`", field.id.as_str());
                        self.error(
                            &at.key("id"),
                            "lint.duplicate-id",
                            message,
                            "give each its own id",
                        );
                    }
                    if matches!(field.r#type, FactType::Events | FactType::Dates) {
                        let message = "a field of an event cannot be a list";
                        self.error(
                            &at.key("type"),
                            "lint.field-type",
                            message,
                            "use several fields",
                        );
                    }
                }
            }
            (_, false) => self.idle(&place, "only events have fields", "leave them out"),
            (_, true) => {}
        }
    }

    /// Whether asking this fact depends, over others, on its own answer.
    fn leads_to_itself(&self, fact: usize) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![fact];
        while let Some(next) = open.pop() {
            for case in self.words.asked_in(next).cases() {
                for (subject, _) in case.bound() {
                    match subject {
                        Subject::Fact(read) if read == fact => return true,
                        Subject::Fact(read) if seen.insert(read) => open.push(read),
                        _ => {}
                    }
                }
            }
        }
        false
    }

    /// A question must be of use to some rule, in some case in which it is asked.
    fn is_read(&self, at: &At, fact: usize) {
        let Some(entry) = self.words.entry(fact) else {
            return;
        };
        if entry.role == Role::Fault || entry.kind == FactType::Serial || entry.id == TAKEN_DOWN {
            return;
        }
        let readings = self.readings.borrow();
        let mut readings = readings
            .iter()
            .filter(|reading| reading.fact == fact)
            .peekable();
        if readings.peek().is_none() {
            let message = format!("`{}` is asked, but no rule reads it", entry.id);
            self.warn(
                at,
                "lint.unused-fact",
                message,
                "leave it out, or let a rule, a clock or a step read it",
            );
            return;
        }
        let asked = self.words.known_in(fact);
        let in_vain = |matters: &Region| self.words.knowable(&asked.and(matters)).is_nothing();
        if readings.all(|reading| in_vain(&reading.matters)) {
            let message = format!("where `{}` is asked, no rule turns on it", entry.id);
            let at = if self.words.asked_when(fact).is_some() {
                at.key("when")
            } else {
                at.clone()
            };
            self.warn(
                &at,
                "lint.asked-in-vain",
                message,
                "ask it where a rule reads it",
            );
        }
    }

    /// A fact that decides must be asked wherever it does, and asked as what it is.
    fn is_asked_where_it_decides(&self, fact: usize) {
        let Some(entry) = self.words.entry(fact) else {
            return;
        };
        let decides = self.readings.borrow();
        let decides: Vec<&Reading> = decides
            .iter()
            .filter(|reading| reading.fact == fact && reading.weight == Weight::Decides)
            .collect();
        let known = self.words.known_in(fact);
        for reading in &decides {
            let elsewhere = self
                .words
                .knowable_but(&reading.matters.minus(&known), Some(fact));
            if let Some(example) = elsewhere.example() {
                let case = self.words.told(example, &Region::everything());
                let message = format!(
                    "`{}` decides here for {case}, but is not asked there",
                    entry.id
                );
                self.warn(
                    &reading.at,
                    "lint.never-asked",
                    message,
                    "ask it there as well, or narrow the rule",
                );
            }
        }
        if entry.role == Role::Verdict {
            return;
        }
        let open = decides
            .iter()
            .find(|reading| !self.words.follows(fact, &reading.matters));
        if let (Some(reading), FactSource::Declared(index)) = (open, &entry.source) {
            let message = format!(
                "`{}` decides the verdict at `{}`, but its role is `{}`",
                entry.id,
                reading.at.0,
                entry.role.word()
            );
            let help = "leave `role` out: what is only a detail is never asked to reach a verdict";
            self.error(
                &At::item("facts", *index).key("role"),
                "lint.detail-decides",
                message,
                help,
            );
        }
    }
}
