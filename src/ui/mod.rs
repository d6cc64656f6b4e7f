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

/// Mounts the page into the body of the document.
pub fn mount() {
    leptos::mount::mount_to_body(app::App);
}
