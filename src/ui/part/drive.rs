//! The reader of health reports, which comes when it is wanted.

use super::button::{Weight, button};
use crate::journey::wording::Wording;
use crate::ui::command::{Command, Dispatch};
use crate::ui::markup::{Node, tag};
use wasm_bindgen::JsCast;
use web_sys::CustomEvent;

/// The place of the reader: a button that asks for it, until it is there and
/// shows itself (`src/ui/drive_report`). It tells what is taken over.
pub(in crate::ui) fn drive(policy: String, words: &Wording, dispatch: Dispatch) -> Node {
    tag("covercheck-drive")
        .id("drive")
        .with("policy", policy)
        .with("lang", words.spoken.tag())
        .on("covercheck-drive", move |event| {
            let detail = event.unchecked_ref::<CustomEvent>().detail();
            let parts = js_sys::Array::from(&detail).into_iter();
            let parts = parts.map(|part| part.as_string().unwrap_or_default());
            dispatch.send(Command::TakeReport(parts.collect()));
        })
        .on("error", move |_| dispatch.send(Command::Missing))
        .child(button(Weight::Plain, words.read_report, move || {
            dispatch.send(Command::WantReader);
        }))
        .into()
}
