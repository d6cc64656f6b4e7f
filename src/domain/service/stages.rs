//! Processes in steps, each of which starts when the one before it is done.

use super::clock::Clock;
use crate::domain::instant::Instant;
use crate::domain::policy::document::TimeSpan;

/// How long one step of a process takes.
#[derive(Clone, Copy)]
pub struct Step<'a> {
    /// The clock on which it is counted.
    pub clock: Clock<'a>,
    /// The least that it takes.
    pub at_least: TimeSpan,
    /// The most that it takes.
    pub at_most: TimeSpan,
}

/// When a step is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageEnd {
    /// If it and all steps before it take the least.
    pub earliest: Instant,
    /// If it and all steps before it take the most.
    pub latest: Instant,
    /// Whether a public holiday that is not announced yet may change either.
    pub provisional: bool,
}

/// When each step of a process is done, if the first starts at an instant.
/// `None` if a step's calendar does not open for so long.
///
/// ```
/// use cover::domain::policy::document::TimeSpan;
/// use cover::domain::service::{Clock, Step, Zone, staged};
/// use cover::domain::{instant::Instant, world::BuiltInZones};
/// let clock = Clock::elapsed(Zone::new("Asia/Ho_Chi_Minh", &BuiltInZones));
/// let hours = |hours: u32| TimeSpan { seconds: hours * 3600 };
/// let step = |least, most| Step { clock, at_least: hours(least), at_most: hours(most) };
/// let received = Instant::parse("2026-11-23T09:00:00+07:00").unwrap();
/// let ends = staged(received, &[step(1, 4), step(4, 24)]).unwrap();
/// assert_eq!(ends[1].earliest.to_string(), "2026-11-23T14:00:00+07:00");
/// assert_eq!(ends[1].latest.to_string(), "2026-11-24T13:00:00+07:00");
/// ```
pub fn staged(start: Instant, steps: &[Step<'_>]) -> Option<Vec<StageEnd>> {
    let (mut earliest, mut latest, mut provisional) = (start, start, false);
    let done = |step: &Step<'_>| {
        let least = step.clock.add(earliest, step.at_least)?;
        let most = step.clock.add(latest, step.at_most)?;
        (earliest, latest) = (least.due, most.due);
        provisional |= least.provisional || most.provisional;
        Some(StageEnd {
            earliest,
            latest,
            provisional,
        })
    };
    steps.iter().map(done).collect()
}
