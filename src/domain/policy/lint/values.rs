//! Sets of the values that one subject can have.
//!
//! Every subject is numbered: no and yes are 0 and 1, options and items stand
//! in their order, dates are days. So one kind of set serves them all.

/// Values within a domain: ranges with both ends included, rising, with gaps
/// between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Values {
    domain: (i64, i64),
    ranges: Vec<(i64, i64)>,
}

impl Values {
    /// The values of the domain that lie in one of the ranges.
    pub fn of(domain: (i64, i64), ranges: impl IntoIterator<Item = (i64, i64)>) -> Values {
        let mut ranges: Vec<(i64, i64)> = ranges
            .into_iter()
            .map(|(from, until)| (from.max(domain.0), until.min(domain.1)))
            .filter(|(from, until)| from <= until)
            .collect();
        ranges.sort_unstable();
        let mut joined: Vec<(i64, i64)> = Vec::new();
        for (from, until) in ranges {
            match joined.last_mut() {
                Some((_, last)) if from <= last.saturating_add(1) => *last = until.max(*last),
                _ => joined.push((from, until)),
            }
        }
        Values {
            domain,
            ranges: joined,
        }
    }

    /// The smallest and the largest value that there is.
    pub fn domain(&self) -> (i64, i64) {
        self.domain
    }

    /// The ranges, rising.
    pub fn ranges(&self) -> &[(i64, i64)] {
        &self.ranges
    }

    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    pub fn is_whole(&self) -> bool {
        self.ranges == [self.domain]
    }

    pub fn contains(&self, value: i64) -> bool {
        self.ranges
            .iter()
            .any(|(from, until)| (*from..=*until).contains(&value))
    }

    #[must_use]
    pub fn and(&self, other: &Values) -> Values {
        let pairs = self
            .ranges
            .iter()
            .flat_map(|a| other.ranges.iter().map(move |b| (a, b)));
        Values::of(
            self.domain,
            pairs.map(|(a, b)| (a.0.max(b.0), a.1.min(b.1))),
        )
    }

    /// Whether some value is in both.
    pub fn meets(&self, other: &Values) -> bool {
        let shared = |a: &(i64, i64), b: &(i64, i64)| a.0 <= b.1 && b.0 <= a.1;
        self.ranges
            .iter()
            .any(|a| other.ranges.iter().any(|b| shared(a, b)))
    }

    #[must_use]
    pub fn or(&self, other: &Values) -> Values {
        Values::of(
            self.domain,
            self.ranges.iter().chain(&other.ranges).copied(),
        )
    }

    #[must_use]
    pub fn not(&self) -> Values {
        let mut rest = Vec::new();
        let mut next = Some(self.domain.0);
        for (from, until) in &self.ranges {
            rest.extend(next.zip(from.checked_sub(1)));
            next = until.checked_add(1);
        }
        rest.extend(next.map(|next| (next, self.domain.1)));
        Values::of(self.domain, rest)
    }

    /// Whether every one of these is also in `other`.
    pub fn within(&self, other: &Values) -> bool {
        self.and(other) == *self
    }
}

#[cfg(test)]
mod tests {
    use super::Values;

    fn of(ranges: &[(i64, i64)]) -> Values {
        Values::of((0, i64::MAX), ranges.iter().copied())
    }

    #[test]
    fn neighbouring_ranges_are_one() {
        assert_eq!(of(&[(5, 9), (0, 4)]).ranges(), [(0, 9)]);
        assert_eq!(of(&[(6, 9), (0, 4)]).ranges(), [(0, 4), (6, 9)]);
        assert!(of(&[(9, 5)]).is_empty());
    }

    #[test]
    fn the_rest_of_the_rest_is_the_same() {
        for ranges in [
            &[(0, 4), (6, 9)][..],
            &[],
            &[(0, i64::MAX)],
            &[(3, 3)],
            &[(7, i64::MAX)],
        ] {
            assert_eq!(of(ranges).not().not(), of(ranges));
            assert!(of(ranges).and(&of(ranges).not()).is_empty());
        }
        assert!(of(&[]).not().is_whole());
    }
}
