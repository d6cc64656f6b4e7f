//! What helps with a question, and comes when it is wanted.

use super::button::{Weight, button};
use crate::journey::Companion;
use crate::journey::wording::Wording;
use crate::ui::command::{Command, Dispatch};
use crate::ui::markup::{Node, tag};
use wasm_bindgen::JsCast;
use web_sys::CustomEvent;

/// The place of a companion: an element that nothing defines until it is there and
/// shows itself (`src/ui/drive_report`, `src/ui/triage`). It tells what is taken
/// over. Of the reader of health reports there is a button that asks for it; the
/// other looks at everything that was typed, and is asked for once something is.
pub(in crate::ui) fn companion(
    which: Companion,
    policy: String,
    typed: String,
    words: &Wording,
    dispatch: Dispatch,
) -> Node {
    let (name, part) = match which {
        Companion::Report => ("covercheck-drive", "drive"),
        Companion::Triage => ("covercheck-triage", "triage"),
    };
    let place = tag(name)
        .id(part)
        .with("policy", policy)
        .with("lang", words.spoken.tag())
        .on("covercheck-take", move |event| {
            let detail = event.unchecked_ref::<CustomEvent>().detail();
            let parts = js_sys::Array::from(&detail).into_iter();
            let parts = parts.map(|part| part.as_string().unwrap_or_default());
            dispatch.send(Command::Take(which, parts.collect()));
        });
    let place = match which {
        Companion::Report => place
            .on("error", move |_| dispatch.send(Command::Missing))
            .child(button(Weight::Plain, words.read_report, move || {
                dispatch.send(Command::Want(part));
            })),
        Companion::Triage => place.with("typed", typed),
    };
    place.into()
}
