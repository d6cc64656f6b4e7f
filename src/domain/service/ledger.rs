//! The ledger of an allowance: how much of it was used in a period.

use super::clock::{Clock, written};
use super::offsets::Offsets;
use super::span::{Episode, Span, Stretch, common, merged, total, without};
use crate::domain::instant::Instant;
use crate::domain::policy::document::TimeSpan;

/// How much of an allowance was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usage {
    /// The period of the allowance.
    pub period: Span,
    /// Seconds allowed.
    pub allowed: i64,
    /// Seconds used.
    pub used: i64,
    /// Seconds left, never below 0.
    pub left: i64,
    /// Seconds used that were not allowed.
    pub over: i64,
    /// The part of the whole period that is not used if nothing more happens,
    /// in millionths, rounded down. All of it, for a period without any time
    /// of the clock.
    pub availability_ppm: i64,
    /// The instant at which exactly the allowance had been used; `None` while
    /// some of it is left, and where nothing was used.
    pub exhausted_at: Option<Instant>,
    /// What was counted, in rising order, with neither overlaps nor seams.
    pub spans: Vec<Span>,
    /// Whether a public holiday that is not announced yet may change it.
    pub provisional: bool,
}

/// The ledger of a period: the time of the events that the clock counts.
///
/// Overlapping events count once. One that is going on lasts until `as_of`,
/// and nothing after that counts; what lies outside the period is left to
/// other periods. Time of `excluded` events, such as planned work, does not
/// count, whatever else happened then.
pub fn usage(
    clock: &Clock<'_>,
    period: Span,
    allowed: TimeSpan,
    events: &[Episode],
    excluded: &[Episode],
    as_of: Instant,
) -> Usage {
    let whole = Stretch::from(period);
    let past = Stretch {
        until: whole.until.min(as_of.seconds()),
        ..whole
    };
    let mut offsets = Offsets::new(clock.zone());
    let counted = clock.open_within(&mut offsets, whole);
    let events = without(&taken(events, past), &taken(excluded, past));
    let spans = common(&events, &counted);
    if let (Some(first), Some(last)) = (spans.first(), spans.last()) {
        offsets.cover(first.from, last.until);
    }

    let allowed = i64::from(allowed.seconds);
    let (used, length) = (total(&spans), total(&counted));
    let unused = length.saturating_sub(used).saturating_mul(1_000_000);
    Usage {
        period,
        allowed,
        used,
        left: allowed.saturating_sub(used).max(0),
        over: used.saturating_sub(allowed).max(0),
        availability_ppm: unused.checked_div(length).unwrap_or(1_000_000),
        exhausted_at: exhausted_at(&spans, allowed).map(|at| offsets.written(at)),
        spans: written(&offsets, &spans),
        provisional: clock.is_provisional(whole),
    }
}

/// The time of events within a stretch, merged.
fn taken(events: &[Episode], within: Stretch) -> Vec<Stretch> {
    let stretch = |event: &Episode| {
        let stretch = Stretch {
            from: event.from.seconds(),
            until: event.until.map_or(within.until, Instant::seconds),
        };
        stretch.within(within)
    };
    merged(events.iter().map(stretch).collect())
}

/// The instant at which so many seconds of the spans had passed.
fn exhausted_at(spans: &[Stretch], allowed: i64) -> Option<i64> {
    let mut left = allowed;
    for span in spans {
        if left <= span.seconds() {
            return Some(span.from.saturating_add(left));
        }
        left = left.saturating_sub(span.seconds());
    }
    None
}
