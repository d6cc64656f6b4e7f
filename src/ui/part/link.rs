//! A link to a place on the same screen.

use crate::ui::command::Dispatch;
use crate::ui::focus;
use crate::ui::markup::{Element, Text, tag};

/// Where a link leads.
#[derive(Clone, Debug)]
pub(in crate::ui) enum Place {
    /// To the element with this id.
    Element(&'static str),
    /// Into the field of this fact.
    Field(String),
}

/// A link that moves the keyboard. The fragment of the address names a screen,
/// so it stays as it is.
pub(in crate::ui) fn link(class: &'static str, place: Place, dispatch: Dispatch) -> Element {
    let href: Text = match &place {
        Place::Element(id) => format!("#{id}").into(),
        Place::Field(fact) => format!("#{}", focus::field_id(fact)).into(),
    };
    let go = move |event: web_sys::Event| {
        event.prevent_default();
        match &place {
            Place::Element(id) => focus::now(dispatch.place(), id),
            Place::Field(fact) => focus::in_field(dispatch.place(), fact),
        }
    };
    tag("a").class(class).with("href", href).on("click", go)
}
