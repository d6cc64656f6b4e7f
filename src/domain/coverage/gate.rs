//! What one rule can make of a claim.

use super::Verdict;
use crate::domain::claim::Value;
use crate::domain::known::{Known, Truth, View, definite, each_value, holds, within};
use crate::domain::policy::document::{Inclusion, RemedyLimits};
use crate::domain::policy::{ExclusionRule, Gate, InclusionRule, LimitRule, LineRules, Rule};
use crate::domain::term::outcomes;

/// A set of what a rule, or all rules together, can make of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Possible(u8);

impl Possible {
    pub const NOTHING: Possible = Possible(0);
    /// The rule lets the claim through.
    pub const PASS: Possible = Possible(1);
    /// It lets it through as a claim past the term, which is chargeable at best.
    pub const LATE: Possible = Possible(2);
    /// The rule is not asked here; the claim goes through.
    pub const NOT_ASKED: Possible = Possible(4);
    pub const COVERED: Possible = Possible(8);
    pub const NOT_COVERED: Possible = Possible(16);
    pub const CHARGEABLE: Possible = Possible(32);
    pub const ISSUER_DECIDES: Possible = Possible(64);
    /// The line does not serve the claim.
    pub const ABSENT: Possible = Possible(128);

    const VERDICTS: Possible = Possible(8 | 16 | 32 | 64);

    pub const fn or(self, other: Possible) -> Possible {
        Possible(self.0 | other.0)
    }

    pub const fn and(self, other: Possible) -> Possible {
        Possible(self.0 & other.0)
    }

    pub const fn has(self, other: Possible) -> bool {
        self.0 & other.0 != 0
    }

    pub const fn is_nothing(self) -> bool {
        self.0 == 0
    }

    pub fn when(self, possible: bool) -> Possible {
        if possible { self } else { Possible::NOTHING }
    }

    /// What the rule decides by itself.
    pub const fn decided(self) -> Possible {
        self.and(Possible::VERDICTS)
    }

    /// Whether the rule can let the claim through in time.
    pub const fn passes(self) -> bool {
        self.has(Possible::PASS.or(Possible::NOT_ASKED))
    }

    /// The verdict, if only one is possible.
    pub const fn verdict(self) -> Verdict {
        match self.decided() {
            Possible::COVERED => Verdict::Covered,
            Possible::NOT_COVERED => Verdict::NotCovered,
            Possible::CHARGEABLE => Verdict::Chargeable,
            Possible::ISSUER_DECIDES => Verdict::IssuerDecides,
            _ => Verdict::Undetermined,
        }
    }

    /// What remains of this where two things said contradict each other: only
    /// what is not covered in every reading stands.
    pub const fn doubted(self) -> Possible {
        if self.has(Possible::VERDICTS.and(Possible(!Possible::NOT_COVERED.0))) {
            self.or(Possible::NOT_COVERED).or(Possible::COVERED)
        } else {
            self
        }
    }

    /// What remains of this after a rule that found the claim past its term:
    /// what would be covered is chargeable.
    pub const fn late(self) -> Possible {
        if self.has(Possible::COVERED) {
            Possible(self.0 & !Possible::COVERED.0).or(Possible::CHARGEABLE)
        } else {
            self
        }
    }
}

/// Every outcome of one rule that agrees with the view.
pub(super) fn possible(line: &LineRules, gate: &Gate, view: &View<'_>) -> Possible {
    match &gate.rule {
        Rule::Agreement(only_for, condition) => {
            asked(only_for.as_ref().map(|when| holds(when, view)), || {
                passes_if(holds(condition, view))
            })
        }
        Rule::Term => term(line, view),
        Rule::Limit(index) => match line
            .limits
            .get(*index)
            .map(|limit| reached(line, limit, view))
        {
            // What an exclusion says as well is asked there.
            Some(Some(Truth::Unknown))
                if line
                    .limits
                    .get(*index)
                    .is_some_and(|limit| limit.exclusion.is_some()) =>
            {
                Possible::PASS
            }
            Some(Some(reached)) => passes_if(reached.not()),
            _ => Possible::NOT_ASKED,
        },
        Rule::Exclusion(index) => match line.exclusions.get(*index) {
            Some(exclusion) => asked(
                exclusion.only_for.as_ref().map(|when| holds(when, view)),
                || passes_if(excluded(line, exclusion, view).not()),
            ),
            None => Possible::NOT_ASKED,
        },
        Rule::Scope(only_for, condition) => {
            asked(only_for.as_ref().map(|when| holds(when, view)), || {
                passes_if(holds(condition, view))
            })
        }
        Rule::Inclusion => line
            .inclusions
            .as_ref()
            .map_or(Possible::NOT_ASKED, |rule| included(rule, view)),
        Rule::IssuerDecides(only_for, condition) => {
            asked(only_for.as_ref().map(|when| holds(when, view)), || {
                let left = holds(condition, view);
                Possible::ISSUER_DECIDES
                    .when(left != Truth::False)
                    .or(Possible::PASS.when(left != Truth::True))
            })
        }
    }
}

fn asked(only_for: Option<Truth>, then: impl FnOnce() -> Possible) -> Possible {
    match only_for {
        Some(Truth::False) => Possible::NOT_ASKED,
        Some(Truth::Unknown) => then().or(Possible::NOT_ASKED),
        Some(Truth::True) | None => then(),
    }
}

fn passes_if(truth: Truth) -> Possible {
    match truth {
        Truth::True => Possible::PASS,
        Truth::False => Possible::NOT_COVERED,
        Truth::Unknown => Possible::PASS.or(Possible::NOT_COVERED),
    }
}

fn term(line: &LineRules, view: &View<'_>) -> Possible {
    let Some(term) = &line.term else {
        return Possible::NOT_ASKED;
    };
    let outcomes = outcomes(term, view);
    let past = if term.asks_cause {
        Possible::LATE
    } else {
        Possible::CHARGEABLE
    };
    Possible::PASS
        .when(outcomes.running)
        .or(Possible::NOT_COVERED.when(outcomes.not_started || outcomes.over))
        .or(past.when(outcomes.priced))
}

/// Whether the counter has reached its limit; `None` where the item has no
/// such limit.
pub(super) fn reached(line: &LineRules, limit: &LimitRule, view: &View<'_>) -> Option<Truth> {
    let used = view.fact(limit.fact);
    let units = units(line, view);
    let mut all: Option<Truth> = None;
    each_value(&limit.limit, view, &mut |most| {
        let truth = match (most, used) {
            (None, _) => None,
            (Some(most), Known::Integer(used)) => {
                let most = most.saturating_mul(units);
                Some((!within(used, most, limit.holds_at_limit)).into())
            }
            (Some(_), _) => Some(Truth::Unknown),
        };
        all = match (all, truth) {
            (Some(a), Some(b)) if a != b => Some(Truth::Unknown),
            (None, truth) => truth,
            (all, _) => all,
        };
    });
    all
}

/// How many units the count is the sum of, where each has the whole limit.
pub(super) fn units(line: &LineRules, view: &View<'_>) -> i64 {
    let after_remedy = line
        .term
        .as_ref()
        .and_then(|term| term.after_remedy.as_ref());
    match after_remedy.map(|(fact, rule)| (rule.limits, view.claim.fact(*fact))) {
        Some((RemedyLimits::Fresh, Some(Value::Dates(dates)))) => i64::try_from(dates.len())
            .unwrap_or_default()
            .saturating_add(1),
        _ => 1,
    }
}

/// Whether an exclusion applies. A known count decides it; the direct answer
/// stands in for one that is not known.
pub(super) fn excluded(line: &LineRules, exclusion: &ExclusionRule, view: &View<'_>) -> Truth {
    counted(line, exclusion, view).unwrap_or_else(|| holds(&exclusion.when, view))
}

/// What known counts say of an exclusion that is also a limit.
pub(super) fn counted(
    line: &LineRules,
    exclusion: &ExclusionRule,
    view: &View<'_>,
) -> Option<Truth> {
    let limits = exclusion
        .limits
        .iter()
        .filter_map(|limit| line.limits.get(*limit));
    limits
        .filter_map(|limit| reached(line, limit, view))
        .filter(|reached| *reached != Truth::Unknown)
        .max()
}

fn included(rule: &InclusionRule, view: &View<'_>) -> Possible {
    let mut possible = Possible::NOTHING;
    let mut take = |answer: Inclusion| {
        possible = possible.or(if answer == Inclusion::Included {
            Possible::PASS
        } else {
            Possible::NOT_COVERED
        });
    };
    match view.fact(rule.fact) {
        Known::Option(kind) => each_answer(rule, kind, view, &mut take),
        _ => {
            let kinds = view
                .policy
                .fact_entry(rule.fact)
                .map_or(0, |entry| entry.options.len());
            for kind in 0..u16::try_from(kinds).unwrap_or(u16::MAX) {
                // Answers may themselves depend on the kind.
                let mut assumed = view.assumed.to_vec();
                assumed.push((rule.fact, Known::Option(kind)));
                let seen = view.assuming(&assumed);
                each_answer(rule, kind, &seen, &mut take);
            }
        }
    }
    possible
}

/// Every answer that the table can give for a kind; what no row names is not
/// listed.
fn each_answer(rule: &InclusionRule, kind: u16, view: &View<'_>, take: &mut dyn FnMut(Inclusion)) {
    match rule.rows.iter().find(|row| row.kinds.contains(&kind)) {
        Some(row) => each_value(&row.answer, view, &mut |answer| {
            take(answer.map_or(Inclusion::NotListed, |(answer, _)| *answer))
        }),
        None => take(Inclusion::NotListed),
    }
}

/// The answer of the table and its section, if it is settled.
pub(super) fn table_answer<'p>(
    rule: &'p InclusionRule,
    view: &View<'p>,
) -> Option<(Inclusion, &'p str)> {
    let Known::Option(kind) = view.fact(rule.fact) else {
        return None;
    };
    match rule.rows.iter().find(|row| row.kinds.contains(&kind)) {
        Some(row) => match definite(&row.answer, view)? {
            Some((answer, clause)) => Some((*answer, clause)),
            None => Some((Inclusion::NotListed, "silent")),
        },
        None => Some((Inclusion::NotListed, "silent")),
    }
}
