//! Every problem once, each a link to its field, in the field's words.

use super::link::{Place, link};
use crate::ui::command::Dispatch;
use crate::ui::markup::{Node, tag};

/// What the summary is called, and each fact by its id with what is wrong.
///
/// Not an alert: it comes and goes while a person types, and each field tells
/// its own error.
pub(in crate::ui) fn error_summary(
    heading: &'static str,
    errors: Vec<(String, String)>,
    dispatch: Dispatch,
) -> Node {
    let item = |(fact, message): (String, String)| {
        let link = link("cc-error-summary__link", Place::Field(fact), dispatch);
        tag("li").child(link.child(message)).into()
    };
    tag("div")
        .class("cc-error-summary")
        .with("role", "group")
        .with("aria-labelledby", "error-summary")
        .child(tag("h2").id("error-summary").child(heading))
        .child(tag("ul").children(errors.into_iter().map(item).collect()))
        .into()
}
