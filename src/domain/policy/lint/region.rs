//! Sets of claims: which claims a condition holds for.
//!
//! A [`Case`] is a set of values for each of some subjects; a [`Region`] is
//! several cases together. With them the linter asks of conditions what no
//! single claim can show: can this ever hold, does anything fall between
//! these, has this been served already?

use super::values::Values;
use std::collections::BTreeMap;

/// What a condition speaks of: the item, or a fact by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    Item,
    Fact(usize),
}

/// Claims in which each of these subjects has one of its values; a subject
/// that is left out has any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Case(BTreeMap<Subject, Values>);

impl Case {
    /// The subjects that are bound, and to what.
    pub fn bound(&self) -> impl Iterator<Item = (Subject, &Values)> {
        self.0.iter().map(|(subject, values)| (*subject, values))
    }

    /// The values of a subject, if it is bound.
    pub fn get(&self, subject: Subject) -> Option<&Values> {
        self.0.get(&subject)
    }

    fn and(&self, other: &Case) -> Option<Case> {
        let mut both = self.clone();
        for (subject, values) in &other.0 {
            let values = both
                .0
                .get(subject)
                .map_or_else(|| values.clone(), |before| before.and(values));
            if values.is_empty() {
                return None;
            }
            both.0.insert(*subject, values);
        }
        Some(both)
    }

    fn meets(&self, other: &Case) -> bool {
        let apart = |subject, values: &Values| {
            other
                .0
                .get(subject)
                .is_some_and(|theirs| !theirs.meets(values))
        };
        !self
            .0
            .iter()
            .any(|(subject, values)| apart(subject, values))
    }

    /// What is left of this without the other, in cases that do not overlap.
    fn minus(&self, other: &Case) -> Vec<Case> {
        if !self.meets(other) {
            return vec![self.clone()];
        }
        let mut rest = Vec::new();
        let mut inside = self.clone();
        for (subject, values) in &other.0 {
            let before = inside.0.get(subject);
            let outside = before.map_or_else(|| values.not(), |before| before.and(&values.not()));
            let shared = before.map_or_else(|| values.clone(), |before| before.and(values));
            if !outside.is_empty() {
                let mut case = inside.clone();
                case.0.insert(*subject, outside);
                rest.push(case);
            }
            inside.0.insert(*subject, shared);
        }
        rest
    }

    /// The one case that both are together, if they differ in one subject.
    fn joined(&self, other: &Case) -> Option<Case> {
        if self.0.len() != other.0.len() {
            return None;
        }
        let mut differing: Option<(Subject, Values)> = None;
        for ((subject, values), (theirs, other)) in self.0.iter().zip(&other.0) {
            if subject != theirs || (values != other && differing.is_some()) {
                return None;
            }
            if values != other {
                differing = Some((*subject, values.or(other)));
            }
        }
        let (subject, values) = differing?;
        let mut both = self.clone();
        if values.is_whole() {
            both.0.remove(&subject);
        } else {
            both.0.insert(subject, values);
        }
        Some(both)
    }

    fn within(&self, other: &Case) -> bool {
        other
            .0
            .iter()
            .all(|(subject, values)| self.0.get(subject).is_some_and(|own| own.within(values)))
    }
}

/// A set of claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Region {
    cases: Vec<Case>,
    /// The set is too complicated to be told exactly: nothing is concluded.
    unclear: bool,
}

/// More cases than this are not followed.
const MOST_CASES: usize = 1500;

impl Region {
    /// No claim.
    pub fn nothing() -> Region {
        Region {
            cases: Vec::new(),
            unclear: false,
        }
    }

    /// Every claim.
    pub fn everything() -> Region {
        Region {
            cases: vec![Case::default()],
            unclear: false,
        }
    }

    /// Claims of which nothing can be told.
    pub fn unclear() -> Region {
        Region {
            cases: Vec::new(),
            unclear: true,
        }
    }

    /// One case.
    pub fn just(case: &Case) -> Region {
        Region {
            cases: vec![case.clone()],
            unclear: false,
        }
    }

    /// The claims in which a subject has one of the values.
    pub fn of(subject: Subject, values: Values) -> Region {
        if values.is_empty() {
            Region::nothing()
        } else if values.is_whole() {
            Region::everything()
        } else {
            Region {
                cases: vec![Case(BTreeMap::from([(subject, values)]))],
                unclear: false,
            }
        }
    }

    /// Each case, none of them empty.
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// Whether no claim can be in it. What cannot be told is not nothing.
    pub fn is_nothing(&self) -> bool {
        self.cases.is_empty() && !self.unclear
    }

    /// A case that surely is in it.
    pub fn example(&self) -> Option<&Case> {
        if self.unclear {
            None
        } else {
            self.cases.first()
        }
    }

    /// Whether some claim may be in both.
    pub fn meets(&self, other: &Region) -> bool {
        let unclear =
            (self.unclear && !other.is_nothing()) || (other.unclear && !self.is_nothing());
        unclear
            || self
                .cases
                .iter()
                .any(|a| other.cases.iter().any(|b| a.meets(b)))
    }

    #[must_use]
    pub fn or(&self, other: &Region) -> Region {
        let cases = self.cases.iter().chain(&other.cases).cloned();
        Region::from_cases(cases, self.unclear || other.unclear)
    }

    #[must_use]
    pub fn and(&self, other: &Region) -> Region {
        // Nothing and whatever is nothing.
        if self.is_nothing() || other.is_nothing() {
            return Region::nothing();
        }
        let pairs = self
            .cases
            .iter()
            .flat_map(|a| other.cases.iter().filter_map(move |b| a.and(b)));
        Region::from_cases(pairs, self.unclear || other.unclear)
    }

    #[must_use]
    pub fn minus(&self, other: &Region) -> Region {
        if self.is_nothing() {
            return Region::nothing();
        }
        let mut rest = Region {
            cases: self.cases.clone(),
            unclear: self.unclear || other.unclear,
        };
        for case in &other.cases {
            if rest.unclear {
                return Region::unclear();
            }
            rest = Region::from_cases(rest.cases.iter().flat_map(|one| one.minus(case)), false);
        }
        rest
    }

    #[must_use]
    pub fn not(&self) -> Region {
        Region::everything().minus(self)
    }

    /// The same claims, whatever the value of one subject.
    #[must_use]
    pub fn whatever(&self, subject: Subject) -> Region {
        let freed = self.cases.iter().map(|case| {
            let mut case = case.clone();
            case.0.remove(&subject);
            case
        });
        Region::from_cases(freed, self.unclear)
    }

    fn from_cases(cases: impl Iterator<Item = Case>, unclear: bool) -> Region {
        let mut kept: Vec<Case> = Vec::new();
        for case in cases {
            if unclear || kept.len() > MOST_CASES {
                return Region::unclear();
            }
            keep(&mut kept, case);
        }
        Region {
            cases: kept,
            unclear,
        }
    }
}

/// Adds a case to others, as few as will do.
fn keep(kept: &mut Vec<Case>, case: Case) {
    let mut case = case;
    loop {
        if kept.iter().any(|before| case.within(before)) {
            return;
        }
        kept.retain(|before| !before.within(&case));
        let joined = kept
            .iter()
            .enumerate()
            .find_map(|(place, before)| Some((place, before.joined(&case)?)));
        match joined {
            Some((place, joined)) => {
                kept.remove(place);
                case = joined;
            }
            None => {
                kept.push(case);
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Region, Subject};
    use crate::domain::policy::lint::values::Values;

    fn of(subject: usize, from: i64, until: i64) -> Region {
        Region::of(Subject::Fact(subject), Values::of((0, 9), [(from, until)]))
    }

    #[test]
    fn the_opposite_of_the_opposite_is_the_same() {
        let region = of(0, 2, 4).and(&of(1, 0, 5)).or(&of(2, 3, 3));
        assert!(region.and(&region.not()).is_nothing());
        assert!(region.or(&region.not()).not().is_nothing());
        assert!(region.minus(&region.not().not()).is_nothing());
    }

    #[test]
    fn a_matrix_that_names_every_cell_leaves_nothing() {
        let cells = (0..10).flat_map(|a| (0..10).map(move |b| of(0, a, a).and(&of(1, b, b))));
        let rest = cells.fold(Region::everything(), |rest, cell| rest.minus(&cell));
        assert!(rest.is_nothing());
    }

    #[test]
    fn nothing_is_concluded_from_what_is_unclear() {
        assert!(!Region::unclear().is_nothing());
        assert!(Region::unclear().example().is_none());
        assert!(
            Region::everything()
                .minus(&Region::unclear())
                .example()
                .is_none()
        );
        assert!(Region::nothing().and(&Region::unclear()).is_nothing());
    }
}
