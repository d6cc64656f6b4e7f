//! Something that is done later, unless it is put off again.

use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

/// At most one thing that waits for its time.
#[derive(Debug)]
pub struct Later(RefCell<Option<Timeout>>);

impl Default for Later {
    fn default() -> Later {
        Later::new()
    }
}

impl Later {
    /// Nothing waits.
    pub const fn new() -> Later {
        Later(RefCell::new(None))
    }

    /// Does this after a while, and what waited before no more.
    pub fn after(&self, wait: Duration, then: impl FnOnce() + 'static) {
        let waiting = Timeout::new(milliseconds(wait), then);
        self.0.replace(Some(waiting));
    }
}

/// Does something after a while, whatever comes between.
pub fn later(wait: Duration, then: impl FnOnce() + 'static) {
    // It holds itself until its time. Merely forgotten, what JavaScript calls would
    // stay for good.
    let held = Rc::new(RefCell::new(None));
    let own = held.clone();
    let waiting = Timeout::new(milliseconds(wait), move || {
        own.take();
        then();
    });
    held.replace(Some(waiting));
}

/// Whole milliseconds, as timers count.
pub(super) fn milliseconds(wait: Duration) -> u32 {
    u32::try_from(wait.as_millis()).unwrap_or(u32::MAX)
}
