//! Why: each reason with the clause it stands on.

use crate::journey::ReasonView;
use crate::ui::markup::{Node, tag};

/// The reasons, the deciding ones first.
pub(in crate::ui) fn reasons(reasons: Vec<ReasonView>) -> Node {
    let reason = |reason: ReasonView| {
        // The labels are those of the documents, which are in English.
        let label = reason
            .label
            .map(|label| tag("span").class("cc-tag").with("lang", "en").child(label));
        let clause = reason.clause.map(|clause| {
            tag("p")
                .class("cc-reasons__clause")
                .child(label)
                .child(" ")
                .child(clause)
        });
        tag("li")
            .class("cc-reasons__item")
            .child(tag("p").child(reason.text))
            .child(clause)
            .into()
    };
    tag("ol")
        .class("cc-reasons")
        .children(reasons.into_iter().map(reason).collect())
        .into()
}
