//! The offsets of a zone over a stretch of time, asked for rarely.
//!
//! A browser answers for an offset by formatting a date, so a year of days is
//! not to ask twice a day. Here it is asked once in six days, and only where
//! two answers differ the change between them is searched for.

use super::horizon::{end_of_time, start_of_time};
use super::zone::{DAY, Zone};
use crate::domain::instant::Instant;

/// Clocks have not gone forth and back within this time in any zone since
/// 1970; the shortest such stretch is the seven days of October 2000 for which
/// some Brazilian states kept summer time.
const STEP: i64 = 6 * DAY;

/// What is known of a zone's offsets; it grows as it is asked for more.
pub(super) struct Offsets<'a> {
    zone: Zone<'a>,
    /// From where to where they are known, in seconds since 1970.
    known: Option<(i64, i64)>,
    // INVARIANT: in rising order, each with another offset than the one before;
    // the first is where knowledge begins.
    changes: Vec<Change>,
}

#[derive(Clone, Copy)]
struct Change {
    at: i64,
    offset: i32,
}

impl<'a> Offsets<'a> {
    pub(super) fn new(zone: Zone<'a>) -> Offsets<'a> {
        Offsets {
            zone,
            known: None,
            changes: Vec::new(),
        }
    }

    /// Learns the offsets from an instant until another, within the years that
    /// claims can name.
    pub(super) fn cover(&mut self, from: i64, until: i64) {
        let named = start_of_time().saturating_sub(STEP)..=end_of_time().saturating_add(STEP);
        let from = from.clamp(*named.start(), *named.end());
        let until = until.clamp(*named.start(), *named.end());
        let (mut first, mut last) = self.known.unwrap_or_else(|| {
            let offset = self.zone.offset(from);
            self.changes.push(Change { at: from, offset });
            (from, from)
        });
        while last < until {
            let next = last.saturating_add(STEP);
            self.learn_after(last, next);
            last = next;
        }
        while from < first {
            let next = first.saturating_sub(STEP);
            self.learn_before(next, first);
            first = next;
        }
        self.known = Some((first, last));
    }

    /// The offset at an instant.
    fn at(&self, at: i64) -> i32 {
        let change = self.changes.iter().rev().find(|change| change.at <= at);
        change
            .filter(|_| self.known.is_some_and(|(_, last)| at <= last))
            .map_or_else(|| self.zone.offset(at), |change| change.offset)
    }

    /// The day since 1970 that calendars show at an instant.
    pub(super) fn day(&self, at: i64) -> i64 {
        at.saturating_add(i64::from(self.at(at))).div_euclid(DAY)
    }

    /// The instant at which clocks show so many seconds since 1970-01-01 00:00,
    /// as [`Instant::of_civil`] reads it: in a gap as if they had not gone
    /// forward, in an overlap the first. It must lie well within what is covered.
    pub(super) fn instant(&self, civil: i64) -> i64 {
        let mut changes = self.changes.iter().peekable();
        let mut before = None;
        while let Some(change) = changes.next() {
            let at = civil.saturating_sub(i64::from(change.offset));
            if changes.peek().is_none_or(|next| at < next.at) {
                let in_gap = before.filter(|_| at < change.at);
                return in_gap.map_or(at, |offset: i32| civil.saturating_sub(i64::from(offset)));
            }
            before = Some(change.offset);
        }
        civil
    }

    /// An instant of so many seconds since 1970, written in the zone.
    pub(super) fn written(&self, at: i64) -> Instant {
        Instant::new(at, self.at(at))
    }

    fn learn_after(&mut self, last: i64, until: i64) {
        let offset = self.changes.last().map_or(0, |change| change.offset);
        let mut changes = self.between(last, offset, until);
        self.changes.append(&mut changes);
    }

    fn learn_before(&mut self, from: i64, first: i64) {
        let offset = self.zone.offset(from);
        let changes = self.between(from, offset, first);
        // The entry for `first` was no change, only where knowledge began.
        let known_since = std::iter::once(Change { at: from, offset });
        self.changes.splice(0..1, known_since.chain(changes));
    }

    /// The changes after `from`, where the offset is `offset`, up to `until`.
    fn between(&self, from: i64, offset: i32, until: i64) -> Vec<Change> {
        let mut found = Vec::new();
        let last = self.zone.offset(until);
        let (mut from, mut offset) = (from, offset);
        while offset != last {
            // INVARIANT: the offset is still the old one at `same`, no longer at `other`.
            let (mut same, mut other) = (from, until);
            while other.saturating_sub(same) > 1 {
                let middle = same.midpoint(other);
                if self.zone.offset(middle) == offset {
                    same = middle;
                } else {
                    other = middle;
                }
            }
            offset = self.zone.offset(other);
            found.push(Change { at: other, offset });
            from = other;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::service::zone::day_of_epoch;
    use crate::domain::world::{BuiltInZones, World};
    use std::cell::Cell;

    const ZONES: [&str; 12] = [
        "UTC",
        "Asia/Shanghai",
        "Europe/London",
        "America/New_York",
        "America/Sao_Paulo",
        "America/Recife",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Asia/Kathmandu",
        "Pacific/Apia",
        "Pacific/Kwajalein",
    ];

    /// Every seventh hour of the years 1985 to 2037, in pieces that are learnt
    /// to the right and to the left of what is known.
    #[test]
    fn civil_times_become_instants_as_everywhere_else() {
        for name in ZONES {
            let zone = Zone::new(name, &BuiltInZones);
            for year in 0..52 {
                let from = (15 * 365 + year * 365) * DAY;
                let mut offsets = Offsets::new(zone);
                offsets.cover(from + 100 * DAY, from + 200 * DAY);
                offsets.cover(from - 4 * DAY, from + 369 * DAY);
                for hour in (0..365 * 24).step_by(7) {
                    let civil = from + hour * 3600 + 1800;
                    let day = day_of_epoch(civil.div_euclid(DAY)).expect("day");
                    let minutes = civil.rem_euclid(DAY) / 60;
                    let expected = Instant::of_civil(day, minutes, name, &BuiltInZones);
                    let given = offsets.written(offsets.instant(civil));
                    assert_eq!(given.to_string(), expected.to_string(), "{name} {day}");
                }
            }
        }
    }

    struct Counting(Cell<u32>);

    impl World for Counting {
        fn offset_seconds(&self, zone: &str, at: Instant) -> Option<i32> {
            self.0.set(self.0.get() + 1);
            BuiltInZones.offset_seconds(zone, at)
        }
    }

    #[test]
    fn a_year_asks_for_few_offsets() {
        let world = Counting(Cell::new(0));
        let mut offsets = Offsets::new(Zone::new("Europe/London", &world));
        offsets.cover(0, 365 * DAY);
        assert!(world.0.get() < 110, "{}", world.0.get());
    }
}
