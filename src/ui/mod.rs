//! The screens, in Leptos. Wasm only.
//!
//! Everything that changes is one [`state::State`], in one signal. What a person
//! does becomes a [`command::Command`], which changes it; [`app`] shows it, whole,
//! at every change. A [`screen`] knows its view model; a [`part`] knows only its
//! props. [`markup`] changes the elements that stand in the document place by
//! place, so an input keeps its focus and its caret through every keystroke.
//!
//! One signal and one effect instead of many is a matter of weight: Leptos makes
//! code of every type of signal, memo and view.

mod app;
mod command;
#[cfg(feature = "compare")]
pub mod compare;
#[cfg(feature = "drive-reader")]
pub mod drive_report;
#[cfg(feature = "element")]
pub mod element;
#[cfg(feature = "embedding")]
pub mod embedding;
mod focus;
#[cfg(any(
    feature = "drive-reader",
    feature = "triage",
    feature = "takeaway",
    feature = "embedding",
    feature = "compare"
))]
mod held;
mod markup;
mod part;
mod place;
mod screen;
mod state;
#[cfg(feature = "takeaway")]
pub mod takeaway;
#[cfg(feature = "triage")]
pub mod triage;

/// Mounts the page into the place that index.html keeps for it, for good.
#[cfg(not(feature = "element"))]
pub fn mount() {
    use wasm_bindgen::JsCast;
    let place = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"))
        .and_then(|place| place.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(place) = place {
        leptos::mount::mount_to(place, || app::app(state::Model::new(place::Place))).forget();
    }
}
