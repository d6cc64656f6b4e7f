//! The screens, in Leptos. Wasm only.
//!
//! [`app`] only wires. A [`screen`] knows its view model; a [`part`] knows only
//! its props. What a person does becomes a [`command::Command`], which changes
//! the [`state::State`]; everything shown is derived from that state, and from
//! nothing else.
//!
//! Views are rebuilt in pieces: each piece is a memo, compared before it is
//! shown again, and Leptos changes the elements that stand there in place. So
//! an input keeps its focus and its caret through every keystroke.

mod app;
mod command;
mod focus;
mod markup;
mod part;
mod screen;
mod state;

use wasm_bindgen::JsCast;

/// Mounts the page into the place that index.html keeps for it, for good.
pub fn mount() {
    let place = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"))
        .and_then(|place| place.dyn_into::<web_sys::HtmlElement>().ok());
    match place {
        Some(place) => leptos::mount::mount_to(place, app::App).forget(),
        None => leptos::mount::mount_to_body(app::App),
    }
}
