//! A handle on a line.
//!
//! Keys and readers have the browser's own control. What is seen and dragged is ours: a
//! browser lays its own handle out and paints it anew at each move, which on a slow
//! processor costs as much as all that follows it; ours only moves.

use super::{Deed, Hand};
use crate::ui::markup::{Element, tag};
use leptos::prelude::event_target_value;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, HtmlInputElement, PointerEvent};

/// A handle, as it is to be.
pub(super) struct Handle {
    /// Its name, of which its id is made.
    pub name: &'static str,
    /// Its place, from 0.
    pub place: u32,
    /// Its last place.
    pub last: u32,
    /// What stands there, in words.
    pub told: String,
    /// What moving it is.
    pub deed: fn(u32) -> Deed,
}

/// A handle that is dragged.
#[derive(Clone, Copy)]
pub(super) struct Drag {
    pointer: i32,
    /// Where the line begins in the window, and how long it is, in pixels.
    line: (f64, f64),
    /// Where the handle was taken, and where it is.
    from: u32,
    place: u32,
}

/// The handle with its line.
pub(super) fn handle(hand: &Hand, it: Handle) -> Element {
    let Handle { last, deed, .. } = it;
    let (takes, moves, leaves, breaks) = (hand.clone(), hand.clone(), hand.clone(), hand.clone());
    tag("div")
        .key("line")
        .class("cc-compare__line")
        .child(tag("span").key("rail").class("cc-compare__rail"))
        .child(control(hand, &it))
        .child(
            tag("span")
                .key("way")
                .class("cc-compare__way")
                .child(knob(it.name, (it.place, last))),
        )
        .on("pointerdown", move |event| {
            takes.take(&event, last, deed);
        })
        .on("pointermove", move |event| moves.drag(&event, last, deed))
        .on("pointerup", move |event| leaves.leave(&event))
        .on("pointercancel", move |event| breaks.give_back(&event, deed))
}

/// What the browser knows of the handle.
pub(super) fn control(hand: &Hand, it: &Handle) -> Element {
    let (moves, settles, deed) = (hand.clone(), hand.clone(), it.deed);
    tag("input")
        .key(it.name)
        .class("cc-compare__handle")
        .id(hand.id(it.name))
        .with("type", "range")
        .with("min", "0")
        .with("max", it.last.to_string())
        .with("step", "1")
        .with("aria-valuetext", it.told.clone())
        .value(it.place.to_string())
        .on("input", move |event| {
            if let Ok(place) = event_target_value(&event).parse() {
                moves.act(deed(place));
            }
        })
        .on("change", move |_| settles.act(Deed::Settle))
}

/// What is seen of the handle, at a place of so many. It stands on a carriage that is as
/// long as the way it can go, so that it can be moved by shares of that.
pub(super) fn knob(name: &str, (place, last): (u32, u32)) -> Element {
    let thousandths = i64::from(place) * 1000 / i64::from(last.max(1));
    tag("span")
        .key(["carriage of ", name].concat())
        .class("cc-compare__carriage")
        .moved(share(thousandths))
        .child(tag("span").class("cc-compare__knob"))
}

/// Moved by so many thousandths of its own width.
pub(super) fn share(thousandths: i64) -> String {
    format!("translateX({}.{}%)", thousandths / 10, thousandths % 10)
}

impl Drag {
    fn place_at(&self, x: f64, last: u32) -> u32 {
        let (start, length) = self.line;
        let share = ((x - start) / length.max(1.0)).clamp(0.0, 1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of a number of places is one of them"
        )]
        let place = (share * f64::from(last)).round() as u32;
        place.min(last)
    }
}

impl Hand {
    /// A pointer has been put on a line.
    fn take(&self, event: &Event, last: u32, deed: fn(u32) -> Deed) -> Option<()> {
        let event: &PointerEvent = event.dyn_ref()?;
        let line: HtmlElement = event.current_target()?.dyn_into().ok()?;
        if !event.is_primary() || event.button() != 0 {
            return None;
        }
        let pointer = event.pointer_id();
        // It may have left meanwhile, and then nothing is dragged.
        line.set_pointer_capture(pointer).ok()?;
        let whole = line.get_bounding_client_rect();
        let place = control_in(&line)?.value().parse().ok()?;
        let carriage = line.last_element_child()?.first_element_child()?;
        let way = carriage.get_bounding_client_rect().width();
        let drag = Drag {
            pointer,
            line: (whole.left() + (whole.width() - way) / 2.0, way),
            from: place,
            place,
        };
        self.with(|stand| stand.drag = Some(drag));
        self.drag(event, last, deed);
        Some(())
    }

    /// The pointer has moved.
    fn drag(&self, event: &Event, last: u32, deed: fn(u32) -> Deed) {
        let Some((event, drag)) = self.dragged(event) else {
            return;
        };
        let place = drag.place_at(f64::from(event.client_x()), last);
        if place != drag.place {
            self.with(|stand| stand.drag = Some(Drag { place, ..drag }));
            self.act(deed(place));
        }
    }

    /// The pointer has let go.
    fn leave(&self, event: &Event) {
        if let Some((event, _)) = self.dragged(event) {
            self.with(|stand| stand.drag = None);
            self.act(Deed::Settle);
            focus_control(event);
        }
    }

    /// The pointer scrolls the page instead: nothing was meant to move.
    fn give_back(&self, event: &Event, deed: fn(u32) -> Deed) {
        if let Some((_, drag)) = self.dragged(event) {
            self.with(|stand| stand.drag = None);
            self.act(deed(drag.from));
            self.act(Deed::Settle);
        }
    }

    fn dragged<'a>(&self, event: &'a Event) -> Option<(&'a PointerEvent, Drag)> {
        let event: &PointerEvent = event.dyn_ref()?;
        let drag = self.with(|stand| stand.drag)??;
        (drag.pointer == event.pointer_id()).then_some((event, drag))
    }
}

/// Keys go on from where the pointer let go.
fn focus_control(event: &PointerEvent) -> Option<()> {
    let line: HtmlElement = event.current_target()?.dyn_into().ok()?;
    control_in(&line)?.focus().ok()
}

fn control_in(line: &HtmlElement) -> Option<HtmlInputElement> {
    line.query_selector("input").ok()??.dyn_into().ok()
}
