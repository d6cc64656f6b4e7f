//! Choices of values: cases that nothing reaches, claims that no case serves,
//! periods that overlap, and figures that stand twice.

use super::facts::Weight;
use super::region::{Region, Subject};
use super::values::Values;
use super::{At, Linter};
use crate::domain::policy::document::{Condition, FactType, Select};

/// What it means if a claim is served by no case and there is no default.
#[derive(Clone, Copy)]
pub(super) enum Gap {
    /// The rule has nothing to go by.
    Error,
    /// Something is left unsaid.
    Warning,
    /// That is how a pack says "none".
    Allowed,
}

/// What a choice is for.
#[derive(Clone, Copy)]
pub(super) struct Use {
    /// Whether the verdict turns on it.
    pub weight: Weight,
    /// What it means if there is no value.
    pub gap: Gap,
}

/// One case: where it stands, which claims it serves, and what then holds.
struct Served<'s, T> {
    at: At,
    serves: Region,
    facts: Vec<usize>,
    patterns: &'s [String],
    value: &'s Select<T>,
}

impl Linter<'_> {
    /// Checks a choice within `context`, hands each value to `each` with the
    /// claims that come to it, and gives the claims for which there is one.
    pub(super) fn select<T: PartialEq>(
        &self,
        at: &At,
        select: &Select<T>,
        context: &Region,
        purpose: Use,
        each: &mut dyn FnMut(&At, &T, &Region),
    ) -> Region {
        let default = match select {
            Select::Value(value) => {
                each(at, value, context);
                return context.clone();
            }
            Select::By { default, .. } | Select::Cases { default, .. } => default.as_deref(),
        };
        let cases = self.served(at, select, context);
        let by_date = matches!(select, Select::By { .. })
            && cases
                .iter()
                .flat_map(|case| &case.facts)
                .any(|fact| self.is_date(Subject::Fact(*fact)));
        if cases.is_empty() {
            let message = "this choice has no cases";
            self.warn(at, "lint.no-cases", message, "write the value alone");
        }
        let mut left = context.clone();
        let mut valued = Region::nothing();
        for case in &cases {
            self.read_by(&case.at, &case.facts, &case.serves, &left, purpose.weight);
            let reached = self.words.knowable(&left.and(&case.serves));
            if reached.is_nothing() {
                self.unreachable(case, context);
            } else {
                valued = valued.or(&self.select(&case.at, case.value, &reached, purpose, each));
            }
            left = left.minus(&case.serves);
        }
        let unserved = self.words.knowable(&left);
        match default {
            Some(default) if unserved.is_nothing() && !cases.is_empty() => {
                let message =
                    "the default is never reached: the cases serve every claim that comes here";
                let at = at.key("default");
                self.warn(&at, "lint.unreachable-default", message, "leave it out");
                let aside = Use {
                    gap: Gap::Allowed,
                    ..purpose
                };
                self.select(&at, default, &Region::unclear(), aside, each);
            }
            Some(default) => {
                valued = valued.or(&self.select(&at.key("default"), default, &left, purpose, each));
            }
            None => {
                let between = if by_date {
                    self.gaps(at, &cases, context)
                } else {
                    Region::nothing()
                };
                self.no_value(at, &unserved.minus(&between), context, purpose.gap);
            }
        }
        if by_date {
            self.overlaps(&cases, context);
        }
        self.identical(at, &cases, default);
        valued
    }

    fn served<'s, T>(
        &self,
        at: &At,
        select: &'s Select<T>,
        context: &Region,
    ) -> Vec<Served<'s, T>> {
        let place = at.key("cases");
        match select {
            Select::Value(_) => Vec::new(),
            Select::By { keys, cases, .. } => {
                let facts: Vec<usize> = keys
                    .iter()
                    .filter_map(|key| self.words.fact(key.as_str()))
                    .collect();
                let each = cases.iter().map(|(patterns, value)| Served {
                    at: place.key(&patterns.join("/")),
                    serves: keys
                        .iter()
                        .zip(patterns)
                        .fold(Region::everything(), |all, (key, pattern)| {
                            all.and(&self.words.serves(key.as_str(), pattern))
                        }),
                    facts: facts.clone(),
                    patterns,
                    value,
                });
                each.collect()
            }
            Select::Cases { cases, .. } => {
                let each = cases.iter().enumerate().map(|(index, case)| {
                    let at = place.index(index);
                    self.case_condition(&at.key("when"), &case.when, context);
                    Served {
                        at: at.key("value"),
                        serves: self.words.holds(&case.when),
                        facts: self.facts_of(&case.when),
                        patterns: &[],
                        value: &case.value,
                    }
                });
                each.collect()
            }
        }
    }

    /// Says why no claim comes to a case.
    fn unreachable<T>(&self, case: &Served<'_, T>, context: &Region) {
        let by_key = !case.patterns.is_empty();
        let help = "leave it out, or move it up";
        if by_key && case.serves.is_nothing() {
            // Any other pattern that serves nothing is a name that is not known.
            if case.patterns.iter().any(|pattern| pattern.contains("..")) {
                let message = "no day lies in this period";
                self.error(&case.at, "lint.empty-range", message, "swap its ends");
            }
        } else if !self.words.knowable(&context.and(&case.serves)).is_nothing() {
            let message = "this case is never reached: those before it serve all its claims";
            self.error(&case.at, "lint.unreachable-case", message, help);
        } else if by_key {
            let message = "no claim that comes here is served by this case";
            self.error(&case.at, "lint.unreachable-case", message, help);
        }
    }

    fn no_value(&self, at: &At, unserved: &Region, context: &Region, gap: Gap) {
        let Some(example) = unserved.example() else {
            return;
        };
        let message = format!(
            "there is no value here for {}",
            self.words.told(example, context)
        );
        let help = "add a case for it, or a `default`";
        match gap {
            Gap::Error => self.error(at, "lint.no-value", message, help),
            Gap::Warning => self.warn(at, "lint.no-value", message, help),
            Gap::Allowed => {}
        }
    }

    fn case_condition(&self, at: &At, condition: &Condition, context: &Region) {
        if self
            .words
            .knowable(&context.and(&self.words.holds(condition)))
            .is_nothing()
        {
            self.error(
                at,
                "lint.never-holds",
                "this condition can never hold here",
                "look for comparisons that contradict each other, or the choice around it",
            );
        } else {
            self.dead_branches(at, condition, context);
        }
    }

    fn is_date(&self, subject: Subject) -> bool {
        let Subject::Fact(fact) = subject else {
            return false;
        };
        self.words
            .entry(fact)
            .is_some_and(|entry| entry.kind == FactType::Date)
    }

    /// Periods must follow one another: no day in two of them, and none
    /// between them. Gives the claims that fall between.
    fn gaps<T>(&self, at: &At, cases: &[Served<'_, T>], context: &Region) -> Region {
        let left = cases
            .iter()
            .fold(context.clone(), |left, case| left.minus(&case.serves));
        let mut between = Region::nothing();
        for case in left.cases() {
            for (subject, values) in case.bound().filter(|(subject, _)| self.is_date(*subject)) {
                let (first, last) = values.domain();
                let inner = values.ranges().iter().copied();
                let inner = inner.filter(|(from, until)| *from > first && *until < last);
                let days = Region::of(subject, Values::of(values.domain(), inner));
                between = between.or(&days.and(&Region::just(case)));
            }
        }
        let between = self.words.knowable(&between);
        if let Some(example) = between.example() {
            let case = self.words.told(example, context);
            let message = format!("there is a gap between these periods: {case}");
            let help = "let the periods follow one another, or add a `default`";
            self.error(at, "lint.gap", message, help);
        }
        between
    }

    fn overlaps<T>(&self, cases: &[Served<'_, T>], context: &Region) {
        for (index, case) in cases.iter().enumerate() {
            let own = context.and(&case.serves);
            for before in cases.iter().take(index) {
                let both = self.words.knowable(&own.and(&before.serves));
                // A case that is wholly served before is told of as such.
                if both.example().is_some() && !own.minus(&before.serves).is_nothing() {
                    let name = before.patterns.join("/");
                    let message =
                        format!("this period overlaps with `{name}`, which is taken first");
                    let help = "let each day lie in one period";
                    self.error(&case.at, "lint.overlap", message, help);
                }
            }
        }
    }

    /// Cases with one value, which a reader takes for a slip.
    fn identical<T: PartialEq>(
        &self,
        at: &At,
        cases: &[Served<'_, T>],
        default: Option<&Select<T>>,
    ) {
        let meets = |from: usize, until: usize, serves: &Region| {
            let mut between = cases.iter().take(until).skip(from);
            between.any(|one| one.serves.meets(serves))
        };
        for (index, case) in cases.iter().enumerate() {
            let one_key_differs = |other: &Served<'_, T>| {
                case.patterns
                    .iter()
                    .zip(other.patterns)
                    .filter(|(a, b)| a != b)
                    .count()
                    <= 1
            };
            let twin = cases
                .iter()
                .enumerate()
                .take(index)
                .find(|(place, before)| {
                    before.value == case.value
                    && one_key_differs(before)
                    // What stands between may take claims from this one.
                    && !meets(place.saturating_add(1), index, &case.serves)
                });
            if let Some((place, twin)) = twin {
                let (name, help) = if twin.patterns.is_empty() {
                    (
                        place.to_string(),
                        "if that is meant, write one case with `any`",
                    )
                } else {
                    (
                        twin.patterns.join("/"),
                        "if that is meant, write both as one case, separated by `|`",
                    )
                };
                let message = format!("this is the same as case `{name}`");
                self.warn(&case.at, "lint.identical-tiers", message, help);
            } else if default.is_some_and(|default| default == case.value)
                && !meets(index.saturating_add(1), cases.len(), &case.serves)
            {
                let help = "if that is meant, leave the case out";
                self.warn(
                    &case.at,
                    "lint.identical-tiers",
                    "this is the same as the default",
                    help,
                );
            }
        }
        if default.is_none()
            && let [only] = cases
            && only.serves == Region::everything()
        {
            self.warn(
                at,
                "lint.no-cases",
                "this choice has one case, which serves every claim",
                "write the value alone",
            );
        }
    }
}
