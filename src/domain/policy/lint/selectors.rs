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
        let mut told = Region::nothing();
        let (cases, default) = match select {
            Select::Value(value) => {
                each(at, value, context);
                return context.clone();
            }
            Select::By {
                keys,
                cases,
                default,
            } => {
                let place = at.key("cases");
                let served = cases.iter().map(|(patterns, value)| {
                    let each_key = keys.iter().zip(patterns);
                    let serves = each_key.fold(Region::everything(), |all, (key, pattern)| {
                        all.and(&self.words.serves(key.as_str(), pattern))
                    });
                    Served {
                        at: place.key(&patterns.join("/")),
                        serves,
                        patterns,
                        value,
                    }
                });
                let served: Vec<_> = served.collect();
                if keys.iter().any(|key| self.is_date(key.as_str())) {
                    told = self.periods(at, &served, context, default.is_none());
                }
                (served, default)
            }
            Select::Cases { cases, default } => {
                let place = at.key("cases");
                let served = cases.iter().enumerate().map(|(index, case)| {
                    let at = place.index(index);
                    self.case_condition(&at.key("when"), &case.when, context);
                    let serves = self.words.holds(&case.when);
                    Served {
                        at: at.key("value"),
                        serves,
                        patterns: &[],
                        value: &case.value,
                    }
                });
                (served.collect(), default)
            }
        };
        if cases.is_empty() {
            self.warn(
                at,
                "lint.no-cases",
                "this choice has no cases",
                "write the value alone",
            );
        }
        let mut left = context.clone();
        let mut valued = Region::nothing();
        for case in &cases {
            self.read_by(&case.at, &case.serves, &left, purpose.weight);
            let reached = self.words.knowable(&left.and(&case.serves));
            if reached.is_nothing() {
                // A condition that never holds has been told already.
                let impossible = self.words.knowable(&context.and(&case.serves)).is_nothing();
                if !impossible || !case.patterns.is_empty() {
                    let message = if impossible {
                        "no claim that comes here is served by this case"
                    } else {
                        "this case is never reached: those before it serve all its claims"
                    };
                    self.error(
                        &case.at,
                        "lint.unreachable-case",
                        message,
                        "leave it out, or move it up",
                    );
                }
            } else {
                let inner = self.select(&case.at, case.value, &reached, purpose, each);
                valued = valued.or(&inner);
            }
            left = left.minus(&case.serves);
        }
        let unserved = self.words.knowable(&left);
        match default {
            Some(default) if unserved.is_nothing() => {
                let message =
                    "the default is never reached: the cases serve every claim that comes here";
                self.warn(
                    &at.key("default"),
                    "lint.unreachable-default",
                    message,
                    "leave it out",
                );
                self.select(
                    &at.key("default"),
                    default,
                    &Region::unclear(),
                    Use {
                        gap: Gap::Allowed,
                        ..purpose
                    },
                    each,
                );
            }
            Some(default) => {
                valued = valued.or(&self.select(&at.key("default"), default, &left, purpose, each));
            }
            None => self.no_value(at, &unserved.minus(&told), context, purpose.gap),
        }
        self.identical(at, &cases, default.as_deref());
        valued
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

    fn is_date(&self, key: &str) -> bool {
        self.words
            .fact(key)
            .is_some_and(|fact| self.is_date_fact(Subject::Fact(fact)))
    }

    fn is_date_fact(&self, subject: Subject) -> bool {
        match subject {
            Subject::Item => false,
            Subject::Fact(fact) => self
                .words
                .entry(fact)
                .is_some_and(|entry| entry.kind == FactType::Date),
        }
    }

    /// Periods must follow one another: no day in two of them, and none
    /// between them. Gives the claims that fall between.
    fn periods<T>(
        &self,
        at: &At,
        cases: &[Served<'_, T>],
        context: &Region,
        tell_gaps: bool,
    ) -> Region {
        for (index, case) in cases.iter().enumerate() {
            for before in cases.iter().take(index) {
                let both = self
                    .words
                    .knowable(&context.and(&case.serves).and(&before.serves));
                // A case that is wholly served before is told of as such.
                if both.example().is_some()
                    && !context.and(&case.serves).minus(&before.serves).is_nothing()
                {
                    let name = before.patterns.join("/");
                    let message =
                        format!("this period overlaps with `{name}`, which is taken first");
                    self.error(
                        &case.at,
                        "lint.overlap",
                        message,
                        "let each day lie in one period",
                    );
                }
            }
        }
        let left = cases
            .iter()
            .fold(context.clone(), |left, case| left.minus(&case.serves));
        let mut between = Region::nothing();
        for case in left.cases() {
            for (subject, values) in case
                .bound()
                .filter(|(subject, _)| self.is_date_fact(*subject))
            {
                let (first, last) = values.domain();
                let inner = values
                    .ranges()
                    .iter()
                    .copied()
                    .filter(|(from, until)| *from > first && *until < last);
                let days = Region::of(subject, Values::of(values.domain(), inner));
                between = between.or(&days.and(&Region::just(case)));
            }
        }
        match self
            .words
            .knowable(&between)
            .example()
            .filter(|_| tell_gaps)
        {
            Some(example) => {
                let message = format!(
                    "there is a gap between these periods: {}",
                    self.words.told(example, context)
                );
                self.error(
                    at,
                    "lint.gap",
                    message,
                    "let the periods follow one another, or add a `default`",
                );
                between
            }
            None => Region::nothing(),
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
            let between = cases.iter().take(until).skip(from);
            between
                .map(|one| one.serves.and(serves))
                .any(|both| !both.is_nothing())
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
