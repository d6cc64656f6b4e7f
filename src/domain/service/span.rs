//! Pieces of time, and what they have in common.

use crate::domain::instant::Instant;
use std::collections::BinaryHeap;

/// A piece of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its first instant.
    pub from: Instant,
    /// The first instant after it.
    pub until: Instant,
}

impl Span {
    /// Its length in seconds; 0 where it ends before it begins.
    pub fn seconds(self) -> i64 {
        Stretch::from(self).seconds()
    }
}

/// Something that took, or is taking, some time: an outage, planned work, or a
/// wait for the customer's answer. One that ends before it begins took none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Episode {
    /// When it began.
    pub from: Instant,
    /// When it was over; `None` while it is going on.
    pub until: Option<Instant>,
}

/// A piece of time in seconds since 1970, the end not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    pub from: i64,
    pub until: i64,
}

impl From<Span> for Stretch {
    fn from(span: Span) -> Stretch {
        Stretch {
            from: span.from.seconds(),
            until: span.until.seconds(),
        }
    }
}

impl Stretch {
    pub fn is_empty(self) -> bool {
        self.until <= self.from
    }

    pub fn seconds(self) -> i64 {
        self.until.saturating_sub(self.from).max(0)
    }

    /// The part of it within another; empty, perhaps.
    pub fn within(self, other: Stretch) -> Stretch {
        Stretch {
            from: self.from.max(other.from),
            until: self.until.min(other.until),
        }
    }
}

/// The same time in rising order, with neither overlaps nor seams.
pub(super) fn merged(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut whole = Vec::with_capacity(stretches.len());
    // The library's sort is a kilobyte of each first visit; a heap is not.
    for stretch in BinaryHeap::from(stretches).into_sorted_vec() {
        append(&mut whole, stretch);
    }
    whole
}

/// Adds a stretch that begins no earlier than the last, and joins the two
/// where they touch.
pub(super) fn append(whole: &mut Vec<Stretch>, stretch: Stretch) {
    if stretch.is_empty() {
        return;
    }
    match whole.last_mut() {
        Some(last) if stretch.from <= last.until => last.until = last.until.max(stretch.until),
        _ => whole.push(stretch),
    }
}

/// The time that is in both; both are merged.
pub(super) fn common(one: &[Stretch], other: &[Stretch]) -> Vec<Stretch> {
    let mut both = Vec::new();
    let (mut ones, mut others) = (one.iter().peekable(), other.iter().peekable());
    while let (Some(a), Some(b)) = (ones.peek(), others.peek()) {
        append(&mut both, a.within(**b));
        if a.until < b.until {
            ones.next();
        } else {
            others.next();
        }
    }
    both
}

/// The time that is in the first and not in the second; both are merged.
pub(super) fn without(whole: &[Stretch], holes: &[Stretch]) -> Vec<Stretch> {
    let mut left = Vec::new();
    let mut holes = holes.iter().peekable();
    for stretch in whole {
        let mut from = stretch.from;
        while let Some(hole) = holes.peek().filter(|hole| hole.from < stretch.until) {
            let until = hole.from;
            append(&mut left, Stretch { from, until });
            from = from.max(hole.until);
            if hole.until > stretch.until {
                // It may reach into the next stretch.
                break;
            }
            holes.next();
        }
        let until = stretch.until;
        append(&mut left, Stretch { from, until });
    }
    left
}

/// Seconds in all.
pub(super) fn total(stretches: &[Stretch]) -> i64 {
    stretches.iter().fold(0, |sum, stretch| {
        i64::saturating_add(sum, stretch.seconds())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(ends: &[(i64, i64)]) -> Vec<Stretch> {
        ends.iter()
            .map(|&(from, until)| Stretch { from, until })
            .collect()
    }

    #[test]
    fn merging_joins_what_overlaps_or_touches() {
        let loose = of(&[(8, 9), (0, 2), (5, 3), (1, 4), (4, 6), (7, 7)]);
        assert_eq!(merged(loose), of(&[(0, 6), (8, 9)]));
    }

    #[test]
    fn what_is_in_both_and_what_is_left() {
        let whole = of(&[(0, 10), (20, 30), (40, 50)]);
        let holes = of(&[(2, 3), (8, 22), (30, 41), (45, 60)]);
        assert_eq!(
            common(&whole, &holes),
            of(&[(2, 3), (8, 10), (20, 22), (40, 41), (45, 50)])
        );
        assert_eq!(
            without(&whole, &holes),
            of(&[(0, 2), (3, 8), (22, 30), (41, 45)])
        );
        let both = total(&common(&whole, &holes));
        assert_eq!(total(&without(&whole, &holes)), total(&whole) - both);
    }
}
