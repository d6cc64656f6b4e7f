//! At a customer's table: the whole screen, which stays on, in large type; and
//! everything starts over when nobody has touched it for a while.

use super::{Hand, Said};
use crate::browser::{later, screen, storage};
use crate::journey::compare::Shown;
use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use std::time::Duration;
use wasm_bindgen_futures::spawn_local;
use web_sys::EventTarget;

/// Of so many minutes a person chooses.
pub(super) const MINUTES: [u32; 4] = [1, 2, 5, 10];
/// Until something else is chosen.
const USUAL: u32 = 2;
/// For how many seconds it is said beforehand that everything will start over.
pub(super) const WARNING: u32 = 20;

/// Whether something is presented.
#[derive(Default)]
pub(super) struct Presenting {
    /// What runs while it is.
    runs: Option<Runs>,
    minutes: Option<u32>,
    /// For how many seconds nobody has touched anything.
    untouched: u32,
    /// Whether the screen stays on; not known before the browser has answered.
    awake: Option<Option<screen::Awake>>,
}

/// Runs for as long as it is held.
struct Runs {
    _counts: Interval,
    _hears: Vec<EventListener>,
    _alone: screen::Alone,
}

impl Presenting {
    /// Whether something is.
    pub(super) const fn is_on(&self) -> bool {
        self.runs.is_some()
    }

    /// After how many minutes without a touch everything starts over.
    pub(super) fn minutes(&self) -> u32 {
        self.minutes.unwrap_or(USUAL)
    }

    /// Whether the screen stays on, once that is known.
    pub(super) fn stays_awake(&self) -> Option<bool> {
        self.awake.as_ref().map(Option::is_some)
    }

    /// In how many seconds everything starts over, once that is to be said.
    pub(super) fn warning(&self) -> Option<u32> {
        let left = self.minutes().saturating_mul(60);
        let left = left.saturating_sub(self.untouched);
        (self.is_on() && left <= WARNING).then_some(left)
    }

    /// Sets after how many minutes it is.
    pub(super) fn wait(&mut self, minutes: u32) {
        self.minutes = Some(minutes);
        self.untouched = 0;
    }

    /// Somebody is there.
    pub(super) fn touch(&mut self) {
        self.untouched = 0;
    }
}

impl Hand {
    pub(super) fn present(&self) {
        screen::fill();
        screen::mark(true);
        let counts = self.clone();
        let counts = Interval::new(1000, move || counts.second());
        let hears = ["pointerdown", "keydown", "input", "wheel", "touchmove"];
        let hears = hears.map(|event| {
            let hand = self.clone();
            let target: &EventTarget = self.0.as_ref();
            EventListener::new(target, event, move |_| hand.touched())
        });
        let mut hears = Vec::from(hears);
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            let hand = self.clone();
            hears.push(EventListener::new(
                &document,
                "visibilitychange",
                move |_| {
                    // The browser lets the screen go when the page is hidden.
                    hand.keep_awake();
                },
            ));
            let hand = self.clone();
            hears.push(EventListener::new(
                &document,
                "fullscreenchange",
                move |_| {
                    // Whoever leaves the whole screen by a key or a gesture has ended it.
                    if !screen::is_filled() && hand.is_presenting() {
                        hand.end_presenting();
                        hand.show();
                    }
                },
            ));
        }
        self.with(|stand| {
            stand.said = Said::Nothing;
            stand.presenting.untouched = 0;
            stand.presenting.runs = Some(Runs {
                _counts: counts,
                _hears: hears,
                _alone: screen::Alone::with(&self.0),
            });
        });
        self.keep_awake();
        self.show();
    }

    fn is_presenting(&self) -> bool {
        self.with(|stand| stand.presenting.is_on()) == Some(true)
    }

    fn keep_awake(&self) {
        let hand = self.clone();
        spawn_local(async move {
            let awake = screen::awake().await;
            hand.with(|stand| {
                if stand.presenting.is_on() {
                    stand.presenting.awake = Some(awake);
                }
            });
            hand.show();
        });
    }

    pub(super) fn end_presenting(&self) {
        let was_on = self.with(|stand| {
            stand.presenting.awake = None;
            // Dropped outside: what it hears may be what called.
            stand.presenting.runs.take()
        });
        if let Some(Some(runs)) = was_on {
            screen::mark(false);
            screen::leave();
            // What is being called must not be dropped under its own feet.
            later(Duration::ZERO, move || drop(runs));
        }
    }

    fn touched(&self) {
        let warned = self.with(|stand| {
            let warned = stand.presenting.warning().is_some();
            stand.presenting.touch();
            warned
        });
        if warned == Some(true) {
            self.show();
        }
    }

    /// A second has passed.
    fn second(&self) {
        let left = self.with(|stand| {
            let untouched = stand.presenting.untouched.saturating_add(1);
            stand.presenting.untouched = untouched;
            stand.presenting.warning()
        });
        match left.flatten() {
            Some(0) => {
                self.start_over();
                self.show();
                self.write_address();
            }
            Some(_) => self.show(),
            None => {}
        }
    }

    /// Everything as at first, and nothing kept of whoever was there.
    pub(super) fn start_over(&self) {
        storage::erase_all();
        self.with(|stand| {
            stand.shown = Shown::default();
            stand.marks = super::Marks::default();
            stand.said = Said::StartedOver;
            stand.presenting.touch();
        });
        self.show_top();
    }

    /// Each view that is presented begins at its top; a page stays where it is.
    pub(super) fn show_top(&self) {
        self.0.set_scroll_top(0);
    }
}
