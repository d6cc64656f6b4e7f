//! What becomes of what was typed, and the way to erase it.

use super::button::{Weight, button};
use crate::journey::wording::Wording;
use crate::ui::command::{Command, Dispatch};
use crate::ui::markup::{Node, tag};
use crate::ui::state::Keeping;

/// What becomes of what was typed.
pub(in crate::ui) fn kept(keeping: Keeping, words: &'static Wording, dispatch: Dispatch) -> Node {
    let told = match keeping {
        Keeping::Kept => words.kept_here,
        Keeping::Refused => words.not_kept,
        Keeping::Erased => words.erased,
    };
    tag("div")
        .class("cc-check__kept")
        .child(tag("p").child(told))
        .child(button(Weight::Quiet, words.erase, move || {
            dispatch.send(Command::Erase);
        }))
        .into()
}
