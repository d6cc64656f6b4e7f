//! What follows a handle while it is dragged, with the frames of the screen.
//!
//! The handle follows with every frame. Of the rest as much follows as there is time for:
//! on a fast processor all of it within a frame or two, on a slow one a part after
//! another, in turn, each with the newest moment. So the handle never waits for words.
//! What is set by hand is shown again once the handle is let go.

use super::panel::View;
use super::{HELD, Hand, Items, scene};
use crate::browser::IntlFormats;
use crate::journey::compare::{Drawn, Tab, compare_words};
use crate::ui::held;
use leptos::prelude::request_animation_frame;

/// For how long parts are shown in a frame, in milliseconds; one part always is. It is
/// short: a frame has 16, and the browser takes several times as long to lay out and to
/// paint what has changed.
const TIME: f64 = 0.25;

/// What has followed the handle, and what has not yet.
#[derive(Default)]
pub(super) struct Following {
    /// Whether everything has followed once.
    is_rehearsed: bool,
    /// Whether a frame is waited for.
    is_due: bool,
    /// The part whose turn it is.
    turn: usize,
    /// How many parts have not followed yet.
    behind: usize,
    /// What is drawn for each item, as of when it followed last.
    known: Vec<Drawn>,
}

impl Following {
    /// Everything has been shown.
    pub(super) fn has_all(&mut self) {
        self.behind = 0;
        self.known.clear();
    }

    /// The next of so many parts that has not followed yet.
    fn next(&mut self, parts: usize) -> Option<usize> {
        self.behind = self.behind.min(parts).checked_sub(1)?;
        self.turn = self.turn.saturating_add(1) % parts;
        Some(self.turn)
    }

    /// An item has followed, as one of those that show so much together. Where they show
    /// something else for it, as on a longer axis, everything has to follow once more.
    fn has_followed(&mut self, item: usize, drawn: Drawn, together: Drawn) {
        if let Some(known) = self.known.get_mut(item) {
            *known = drawn;
            if Drawn::of_all(&self.known) != together {
                self.behind = usize::MAX;
            }
        }
    }
}

impl Hand {
    /// Has everything follow, from the next frame on: a handle may be moved more often
    /// than that.
    pub(super) fn follow(&self) {
        self.with(|stand| {
            stand.following.behind = usize::MAX;
            // Whoever drags something is there.
            stand.presenting.touch();
        });
        self.wait_for_frame();
    }

    /// Has everything follow once when a scene is first looked at, though nothing has
    /// moved: browsers compile what runs for the first time, which would be the first
    /// frames of the first drag.
    pub(super) fn rehearse(&self) {
        let is_first = self.with(|stand| {
            let is_scene = stand.shown.tab == Tab::Scene && matches!(stand.items, Items::Known(_));
            let is_first = is_scene && !stand.following.is_rehearsed;
            if is_first {
                stand.following.is_rehearsed = true;
                stand.following.behind = usize::MAX;
            }
            is_first
        });
        if is_first == Some(true) {
            self.wait_for_frame();
        }
    }

    fn wait_for_frame(&self) {
        let waits = self.with(|stand| std::mem::replace(&mut stand.following.is_due, true));
        if waits == Some(false) {
            let hand = self.clone();
            request_animation_frame(move || {
                hand.with(|stand| stand.following.is_due = false);
                hand.frame();
            });
        }
    }

    /// Shows what there is time for, while a scene is looked at.
    fn frame(&self) -> Option<()> {
        let looked_at = self.with(|stand| {
            let Items::Known(known) = stand.items else {
                return None;
            };
            let site = stand.around.as_ref()?.0;
            let is_scene = stand.shown.tab == Tab::Scene;
            is_scene.then(|| (known, site, stand.shown.clone(), stand.marks, stand.said))
        });
        let (known, site, shown, marks, said) = looked_at??;
        let formats = IntlFormats::new(site.words.spoken);
        self.frame_of(&View {
            hand: self,
            shown: &shown,
            marks,
            said,
            site,
            words: compare_words(site.words.spoken),
            told: known.told(site, &formats),
            formats: &formats,
        })
    }

    fn frame_of(&self, view: &View<'_>) -> Option<()> {
        let performance = web_sys::window()?.performance()?;
        let started = performance.now();
        let set = view.set();
        let mut known = self.with(|stand| stand.following.known.clone())?;
        let is_first = known.is_empty();
        if is_first {
            known = view.told.scene(&set).each_drawn();
            self.with(|stand| stand.following.known.clone_from(&known));
        }
        let played = view.told.scene_on(&set, &known);
        let show = |part| held::show_again(&HELD, &self.0, part);
        let is_dragged = self.with(|stand| stand.drag.is_some())?;
        for part in scene::handles(view, &played, is_dragged) {
            show(part);
        }
        let parts = scene::PARTS.saturating_add(played.count());
        // The first frame has had all items to look at already.
        while !is_first && let Some(part) = self.with(|stand| stand.following.next(parts))? {
            if let Some(part) = scene::part(view, &played, part) {
                show(part);
            }
            if let Some(item) = part.checked_sub(scene::PARTS) {
                let (drawn, together) = (played.draws(item), played.drawn());
                self.with(|stand| stand.following.has_followed(item, drawn, together));
            }
            if performance.now() - started > TIME {
                break;
            }
        }
        if self.with(|stand| stand.following.behind > 0)? {
            self.wait_for_frame();
        }
        Some(())
    }
}
