//! Whether somebody can be reached now, and when next.

use super::clock::Clock;
use super::horizon::LONGEST_CLOSURE_SECONDS;
use super::offsets::Offsets;
use super::span::Stretch;
use super::zone::DAY;
use crate::domain::instant::Instant;

/// Whether a calendar is open at an instant. At the instant at which it closes
/// it is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Desk {
    /// It is open.
    Open {
        /// When it closes; `None` if that is more than 60 days away.
        closes: Option<Instant>,
    },
    /// It is closed.
    Closed {
        /// When it opens; `None` if that is more than 60 days away.
        opens: Option<Instant>,
    },
}

impl Clock<'_> {
    /// Whether the clock runs at an instant, and until or from when. The
    /// instants are written in the clock's zone.
    pub fn desk(&self, now: Instant) -> Desk {
        let from = now.seconds();
        let mut offsets = Offsets::new(self.zone());
        let mut is_open = false;
        for length in [8 * DAY, LONGEST_CLOSURE_SECONDS.saturating_add(1)] {
            let until = from.saturating_add(length);
            let open = self.open_within(&mut offsets, Stretch { from, until });
            let first = open.first().copied();
            is_open = first.is_some_and(|first| first.from == from);
            match first {
                Some(first) if is_open && first.until < until => {
                    let closes = Some(offsets.written(first.until));
                    return Desk::Open { closes };
                }
                Some(first) if !is_open => {
                    let opens = Some(offsets.written(first.from));
                    return Desk::Closed { opens };
                }
                // Open, or closed, for longer than was looked at.
                _ => {}
            }
        }
        if is_open {
            Desk::Open { closes: None }
        } else {
            Desk::Closed { opens: None }
        }
    }
}
