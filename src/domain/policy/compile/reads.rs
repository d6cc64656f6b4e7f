//! What a rule reads: which facts, and whether the item.

use crate::domain::policy::meaning::{Condition, DateRule, FactId, Gate, Rule, Selected};

pub(super) fn condition_has_item(condition: &Condition) -> bool {
    match condition {
        Condition::Fact(..) => false,
        Condition::Item(_) => true,
        Condition::All(inner) | Condition::Any(inner) => inner.iter().any(condition_has_item),
        Condition::Not(inner) => condition_has_item(inner),
    }
}

/// What a rule reads: facts, and whether it reads the item.
#[derive(Default)]
pub(super) struct Reads {
    pub(super) facts: Vec<FactId>,
    pub(super) item: bool,
}

impl Reads {
    pub(super) fn condition(&mut self, condition: &Condition) {
        condition.facts(&mut self.facts);
        self.item |= condition_has_item(condition);
    }

    pub(super) fn selected<T>(&mut self, selected: &Selected<T>) {
        if let Selected::Cases(cases, default) = selected {
            for (condition, value) in cases {
                self.condition(condition);
                self.selected(value);
            }
            if let Some(default) = default {
                self.selected(default);
            }
        }
    }

    pub(super) fn date(&mut self, date: &DateRule, serial: Option<FactId>) {
        match date {
            DateRule::Fact(fact) => self.facts.push(*fact),
            DateRule::Made => {
                self.facts.extend(serial);
                // Which scheme reads the serial depends on the item.
                self.item = true;
            }
            DateRule::Day(_) | DateRule::TermStart | DateRule::LastCoveredDay => {}
            DateRule::Add(_, inner)
            | DateRule::Subtract(_, inner)
            | DateRule::AddWorkingDays(_, inner, _)
            | DateRule::AnyDayOf(_, inner) => {
                self.date(inner, serial);
            }
            DateRule::Earlier(inner) | DateRule::Later(inner) => {
                inner.iter().for_each(|one| self.date(one, serial))
            }
            DateRule::If(condition, then, otherwise) => {
                self.condition(condition);
                self.date(then, serial);
                self.date(otherwise, serial);
            }
        }
    }

    pub(super) fn gate(mut self, rule: Rule, name: String, clause: &str) -> Gate {
        let mut facts: Vec<FactId> = Vec::new();
        for fact in self.facts.drain(..) {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
        Gate {
            rule,
            name: name.into(),
            clause: clause.into(),
            facts,
            varies: self.item,
        }
    }
}
