//! Clocks: what counts as time, and the arithmetic on it.

use super::horizon::{LONGEST_CLOSURE_SECONDS, end_of_time, is_provisional, start_of_time};
use super::hours::open_within;
use super::offsets::Offsets;
use super::span::{Episode, Span, Stretch, append, merged, total, without};
use super::zone::{DAY, Zone};
use crate::domain::instant::Instant;
use crate::domain::policy::document::{Calendar, TimeSpan};
use crate::domain::world::World;

/// What counts as time: all of it, or the open time of a calendar.
///
/// ```
/// use cover::domain::policy::document::TimeSpan;
/// use cover::domain::service::{Clock, Zone};
/// use cover::domain::{instant::Instant, world::BuiltInZones};
/// let elapsed = Clock::elapsed(Zone::new("Europe/London", &BuiltInZones));
/// let friday = Instant::parse("2026-03-27T16:00:00Z").unwrap();
/// let due = elapsed.add(friday, TimeSpan { seconds: 48 * 3600 }).unwrap().due;
/// // An hour of Sunday was skipped: 48 hours are 48 hours.
/// assert_eq!(due.to_string(), "2026-03-29T17:00:00+01:00");
/// ```
#[derive(Clone, Copy)]
pub struct Clock<'a> {
    zone: Zone<'a>,
    calendar: Option<&'a Calendar>,
}

/// When an amount of time will have passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// When the last second of it will have passed, written in the clock's zone.
    pub due: Instant,
    /// The time that was counted, in rising order, with neither overlaps nor seams.
    pub spans: Vec<Span>,
    /// Whether a public holiday that is not yet announced may change it.
    pub provisional: bool,
}

/// When something is due, if it waits for the customer at times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// It is due then.
    At(Deadline),
    /// It is waiting: nothing is due until the customer answers.
    Paused {
        /// Since when.
        since: Instant,
        /// Seconds of the clock that will be left when the wait is over.
        left: i64,
    },
    /// The calendar does not open on 60 days running, or the year 2199 is over.
    Never,
}

impl<'a> Clock<'a> {
    /// The clock on which all time counts; results are written in this zone.
    pub fn elapsed(zone: Zone<'a>) -> Clock<'a> {
        Clock {
            zone,
            calendar: None,
        }
    }

    /// The clock that stands still while a calendar is closed. Its zone is the
    /// calendar's.
    pub fn open(calendar: &'a Calendar, world: &'a dyn World) -> Clock<'a> {
        Clock {
            zone: Zone::new(&calendar.zone, world),
            calendar: Some(calendar),
        }
    }

    /// When an amount of the clock's time will have passed since an instant.
    ///
    /// What ends with the open time of a day is due that evening, not the next
    /// morning; what starts outside it counts from the next opening; no time
    /// at all has passed at the start itself. `None` for a calendar that does
    /// not open on 60 days running, and past the year 2199.
    pub fn add(&self, from: Instant, amount: TimeSpan) -> Option<Deadline> {
        match self.due(from, amount, &[]) {
            Due::At(deadline) => Some(deadline),
            Due::Paused { .. } | Due::Never => None,
        }
    }

    /// When something is due that may take an amount of the clock's time,
    /// pauses not counted.
    ///
    /// The open time of a pause comes on top of the amount: a pause moves
    /// neither the start nor, while the calendar is closed, the due time.
    /// Overlapping pauses count once. One that begins at the due time or after
    /// it comes too late to matter.
    pub fn due(&self, from: Instant, amount: TimeSpan, pauses: &[Episode]) -> Due {
        let start = from.seconds();
        let waits = Waits::of(pauses, start);
        let end = waits.since.unwrap_or_else(end_of_time);
        let mut offsets = Offsets::new(self.zone);
        let mut blocks = Blocks::default();
        let mut counted = Vec::new();
        let mut left = i64::from(amount.seconds);
        let (mut at, mut open_until) = (start, start);
        while left > 0 {
            if at >= end {
                return waits.since.map_or(Due::Never, |since| Due::Paused {
                    since: offsets.written(since),
                    left,
                });
            }
            let block = Stretch {
                from: at,
                until: at.saturating_add(blocks.next_length()).min(end),
            };
            for open in self.open_within(&mut offsets, block) {
                if open.from.saturating_sub(open_until) > LONGEST_CLOSURE_SECONDS {
                    return Due::Never;
                }
                open_until = open.until;
                for Stretch { from, until } in without(&[open], &waits.over) {
                    let until = until.min(from.saturating_add(left));
                    append(&mut counted, Stretch { from, until });
                    left = left.saturating_sub(until.saturating_sub(from));
                }
                if left == 0 {
                    break;
                }
            }
            if left > 0 && block.until.saturating_sub(open_until) > LONGEST_CLOSURE_SECONDS {
                return Due::Never;
            }
            at = block.until;
        }
        let due = counted.last().map_or(start, |last| last.until);
        let passed = Stretch {
            from: start,
            until: due,
        };
        Due::At(Deadline {
            due: offsets.written(due),
            spans: written(&offsets, &counted),
            provisional: self.is_provisional(passed),
        })
    }

    /// The instant from which an amount of the clock's time passes until
    /// another: how long before something is due it is to be escalated.
    ///
    /// The mirror of [`Clock::add`]: what fills a day's open time from its
    /// start begins that morning, not the evening before.
    pub fn subtract(&self, until: Instant, amount: TimeSpan) -> Option<Instant> {
        let mut offsets = Offsets::new(self.zone);
        let mut blocks = Blocks::default();
        let mut left = i64::from(amount.seconds);
        let (mut at, mut open_from) = (until.seconds(), until.seconds());
        while left > 0 {
            if at <= start_of_time() {
                return None;
            }
            let block = Stretch {
                from: at.saturating_sub(blocks.next_length()).max(start_of_time()),
                until: at,
            };
            for stretch in self.open_within(&mut offsets, block).iter().rev() {
                if open_from.saturating_sub(stretch.until) > LONGEST_CLOSURE_SECONDS {
                    return None;
                }
                open_from = stretch.from;
                if left <= stretch.seconds() {
                    return Some(offsets.written(stretch.until.saturating_sub(left)));
                }
                left = left.saturating_sub(stretch.seconds());
            }
            if open_from.saturating_sub(block.from) > LONGEST_CLOSURE_SECONDS {
                return None;
            }
            at = block.from;
        }
        Some(self.zone.written(until))
    }

    /// How many seconds of the clock's time lie between two instants; none
    /// where the second is not after the first.
    pub fn measure(&self, from: Instant, until: Instant) -> i64 {
        let mut offsets = Offsets::new(self.zone);
        total(&self.open_within(&mut offsets, Span { from, until }.into()))
    }

    /// The clock's time between two instants, in rising order, with neither
    /// overlaps nor seams.
    pub fn spans(&self, from: Instant, until: Instant) -> Vec<Span> {
        let mut offsets = Offsets::new(self.zone);
        let open = self.open_within(&mut offsets, Span { from, until }.into());
        written(&offsets, &open)
    }

    /// The zone in which the clock's results are written.
    pub fn zone(&self) -> Zone<'a> {
        self.zone
    }

    /// Whether counting over a stretch meets days whose holidays are not known.
    pub(super) fn is_provisional(&self, counted: Stretch) -> bool {
        let date = |at: i64| self.zone.date(Instant::new(at, 0));
        // What lasts until midnight meets nothing of the day that begins then.
        let last = counted.until.saturating_sub(1).max(counted.from);
        self.calendar
            .is_some_and(|calendar| is_provisional(calendar, date(counted.from), date(last)))
    }

    /// The clock's time within a stretch, merged.
    pub(super) fn open_within(&self, offsets: &mut Offsets<'_>, within: Stretch) -> Vec<Stretch> {
        match self.calendar {
            Some(calendar) => open_within(calendar, offsets, within),
            None => merged(vec![within]),
        }
    }
}

/// Stretches as spans, written in the zone of the offsets.
pub(super) fn written(offsets: &Offsets<'_>, stretches: &[Stretch]) -> Vec<Span> {
    let span = |stretch: &Stretch| Span {
        from: offsets.written(stretch.from),
        until: offsets.written(stretch.until),
    };
    stretches.iter().map(span).collect()
}

/// Pauses that are over, merged, and since when one is going on.
struct Waits {
    over: Vec<Stretch>,
    since: Option<i64>,
}

impl Waits {
    /// Nobody waits before the clock starts.
    fn of(pauses: &[Episode], start: i64) -> Waits {
        let (mut over, mut since) = (Vec::new(), None);
        for pause in pauses {
            let from = pause.from.seconds().max(start);
            match pause.until {
                Some(until) => over.push(Stretch {
                    from,
                    until: until.seconds(),
                }),
                None => since = Some(since.map_or(from, |since: i64| since.min(from))),
            }
        }
        Waits {
            over: merged(over),
            since,
        }
    }
}

/// How far to look at a time. Most deadlines are a few days away; the further
/// one turns out to be, the longer the stretches in which it is looked for.
struct Blocks(i64);

impl Default for Blocks {
    fn default() -> Blocks {
        Blocks(4 * DAY)
    }
}

impl Blocks {
    fn next_length(&mut self) -> i64 {
        let length = self.0;
        self.0 = length.saturating_mul(2).min(64 * DAY);
        length
    }
}
