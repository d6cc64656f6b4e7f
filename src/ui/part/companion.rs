//! What helps with a question, and comes when it is wanted.

use super::button::{Weight, button};
use crate::journey::Companion;
use crate::journey::wording::Wording;
use crate::ui::command::{Command, Dispatch};
use crate::ui::markup::{Element, tag};
use wasm_bindgen::JsCast;
use web_sys::CustomEvent;

impl Companion {
    /// Its element, which nothing defines until it is fetched.
    const fn element(self) -> &'static str {
        match self {
            Companion::Report => "covercheck-drive",
            Companion::Triage => "covercheck-triage",
            Companion::Takeaway => "covercheck-takeaway",
            Companion::Embedding => "covercheck-embedding",
            Companion::Compare => "covercheck-compare",
        }
    }

    /// The part of the page that it is: the name of its element without what all of
    /// them begin with.
    pub(in crate::ui) fn part(self) -> &'static str {
        self.element()
            .get("covercheck-".len()..)
            .unwrap_or_default()
    }
}

/// The place of a companion: an element that nothing defines until it is there and
/// shows itself (`src/ui/drive_report`, `src/ui/triage`, `src/ui/takeaway`,
/// `src/ui/embedding`, `src/ui/compare`). It tells
/// what is taken over. A button asks for it; the reader of descriptions is asked for
/// once something is typed.
pub(in crate::ui) fn companion(
    which: Companion,
    policy: String,
    typed: String,
    words: &Wording,
    dispatch: Dispatch,
) -> Element {
    let part = which.part();
    let place = tag(which.element())
        .id(part)
        .with("policy", policy)
        .with("typed", typed)
        .with("lang", words.spoken.tag())
        .on("covercheck-take", move |event| {
            let detail = event.unchecked_ref::<CustomEvent>().detail();
            let parts = js_sys::Array::from(&detail).into_iter();
            let parts = parts.map(|part| part.as_string().unwrap_or_default());
            dispatch.send(Command::Take(which, parts.collect()));
        });
    let (weight, label) = match which {
        Companion::Report => (Weight::Plain, words.read_report),
        Companion::Triage => return place,
        Companion::Takeaway => (Weight::Main, words.take_away),
        Companion::Embedding => (Weight::Main, words.embed),
        Companion::Compare => (Weight::Main, words.compare),
    };
    place
        .on("error", move |_| dispatch.send(Command::Missing))
        .child(button(weight, label, move || {
            dispatch.send(Command::Want(part));
        }))
}
