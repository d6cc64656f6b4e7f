//! Conditions: what can never hold, what always holds, and which facts decide.

use super::facts::Weight;
use super::region::{Region, Subject};
use super::{At, Linter};
use crate::domain::policy::document::{Condition, DateExpression};

impl Linter<'_> {
    /// Checks a condition that is asked within `context` and gives the claims
    /// of the context for which it holds.
    pub(super) fn condition(
        &self,
        at: &At,
        condition: &Condition,
        context: &Region,
        weight: Weight,
    ) -> Region {
        let holds = self.words.holds(condition);
        self.read_by(at, &self.facts_of(condition), &holds, context, weight);
        let here = self.words.knowable(&context.and(&holds));
        if here.is_nothing() {
            self.error(
                at,
                "lint.never-holds",
                "this condition can never hold here",
                "look for comparisons that contradict each other, or the rule around it, or when their facts are asked",
            );
            return Region::nothing();
        }
        if self.words.knowable(&context.minus(&holds)).is_nothing() {
            self.warn(
                at,
                "lint.always-holds",
                "this condition always holds here",
                "leave it out, or correct it",
            );
        }
        self.dead_branches(at, condition, context);
        here
    }

    /// The same for a condition that may be left out, and then holds.
    pub(super) fn when(
        &self,
        at: &At,
        condition: Option<&Condition>,
        context: &Region,
        weight: Weight,
    ) -> Region {
        match condition {
            Some(condition) => self.condition(at, condition, context, weight),
            None => context.clone(),
        }
    }

    /// Branches of an alternative that can never be the one that holds.
    pub(super) fn dead_branches(&self, at: &At, condition: &Condition, context: &Region) {
        match condition {
            Condition::Any(inner) => {
                let at = at.key("any");
                for (index, branch) in inner.iter().enumerate() {
                    let at = at.index(index);
                    if self
                        .words
                        .knowable(&context.and(&self.words.holds(branch)))
                        .is_nothing()
                    {
                        self.error(
                            &at,
                            "lint.never-holds",
                            "this alternative can never hold here",
                            "leave it out, or correct it",
                        );
                    } else {
                        self.dead_branches(&at, branch, context);
                    }
                }
            }
            Condition::All(inner) => {
                let all = self.words.holds(condition).and(context);
                let at = at.key("all");
                for (index, branch) in inner.iter().enumerate() {
                    self.dead_branches(&at.index(index), branch, &all);
                }
            }
            _ => {}
        }
    }

    /// Notes that rules read facts that a condition turns on, and for which
    /// claims they matter: those in which one value lets it hold and another
    /// does not.
    pub(super) fn read_by(
        &self,
        at: &At,
        facts: &[usize],
        holds: &Region,
        context: &Region,
        weight: Weight,
    ) {
        let fails = holds.not();
        for fact in facts {
            let subject = Subject::Fact(*fact);
            let either = holds.whatever(subject).and(&fails.whatever(subject));
            self.reads(at, *fact, context.and(&either), weight);
        }
    }

    /// The facts that a condition speaks of.
    pub(super) fn facts_of(&self, condition: &Condition) -> Vec<usize> {
        match condition {
            Condition::Yes(id) | Condition::Is(id, _) | Condition::Within(id, _) => {
                self.words.fact(id.as_str()).into_iter().collect()
            }
            Condition::Item(_) => Vec::new(),
            Condition::All(inner) | Condition::Any(inner) => {
                let mut facts: Vec<usize> =
                    inner.iter().flat_map(|one| self.facts_of(one)).collect();
                facts.sort_unstable();
                facts.dedup();
                facts
            }
            Condition::Not(inner) => self.facts_of(inner),
        }
    }

    /// Checks the conditions of a date expression and notes what it reads.
    pub(super) fn date(&self, at: &At, date: &DateExpression, context: &Region, weight: Weight) {
        match date {
            DateExpression::Fact(id) | DateExpression::Made(id) => {
                if let Some(fact) = self.words.fact(id.as_str()) {
                    self.reads(at, fact, context.clone(), weight);
                }
            }
            DateExpression::Day(_) | DateExpression::TermStart | DateExpression::LastCoveredDay => {
            }
            DateExpression::Add(_, to) => self.date(&at.key("to"), to, context, weight),
            DateExpression::AddWorkingDays(_, to, _) => {
                self.date(&at.key("to"), to, context, weight)
            }
            DateExpression::Subtract(_, from) => self.date(&at.key("from"), from, context, weight),
            DateExpression::AnyDayOf(_, with) => self.date(&at.key("with"), with, context, weight),
            DateExpression::Earlier(inner) | DateExpression::Later(inner) => {
                let key = if matches!(date, DateExpression::Earlier(_)) {
                    "earlier"
                } else {
                    "later"
                };
                let at = at.key(key);
                if let [_] = inner.as_slice() {
                    self.idle(
                        &at,
                        "there is one date",
                        "write the date alone, or add the others",
                    );
                }
                for (index, one) in inner.iter().enumerate() {
                    self.date(&at.index(index), one, context, weight);
                    if inner.iter().take(index).any(|before| before == one) {
                        self.idle(
                            &at.index(index),
                            "this date stands here already",
                            "leave it out, or correct it",
                        );
                    }
                }
            }
            DateExpression::If(condition, then, otherwise) => {
                let held = self.condition(&at.key("if"), condition, context, weight);
                self.date(&at.key("then"), then, &held, weight);
                self.date(&at.key("else"), otherwise, &context.minus(&held), weight);
            }
        }
    }

    /// Refuses dates of the term where there is none to speak of.
    pub(super) fn no_term_in(&self, at: &At, date: &DateExpression, why: &str) {
        match date {
            DateExpression::TermStart | DateExpression::LastCoveredDay => {
                self.error(
                    at,
                    "lint.no-term",
                    format!("there is no term here: {why}"),
                    "start from a date fact",
                );
            }
            DateExpression::Add(_, to) | DateExpression::AddWorkingDays(_, to, _) => {
                self.no_term_in(&at.key("to"), to, why);
            }
            DateExpression::Subtract(_, from) => self.no_term_in(&at.key("from"), from, why),
            DateExpression::AnyDayOf(_, with) => self.no_term_in(&at.key("with"), with, why),
            DateExpression::Earlier(inner) | DateExpression::Later(inner) => {
                let key = if matches!(date, DateExpression::Earlier(_)) {
                    "earlier"
                } else {
                    "later"
                };
                let at = at.key(key);
                inner
                    .iter()
                    .enumerate()
                    .for_each(|(index, one)| self.no_term_in(&at.index(index), one, why));
            }
            DateExpression::If(_, then, otherwise) => {
                self.no_term_in(&at.key("then"), then, why);
                self.no_term_in(&at.key("else"), otherwise, why);
            }
            DateExpression::Fact(_) | DateExpression::Day(_) | DateExpression::Made(_) => {}
        }
    }
}
