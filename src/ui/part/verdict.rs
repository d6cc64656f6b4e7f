//! The largest words on the page.

use crate::domain::coverage::Verdict;
use crate::ui::focus;
use crate::ui::markup::{Node, tag};

/// The verdict by its tone; on which day, in words, and in a sentence.
pub(in crate::ui) fn verdict(
    verdict: Verdict,
    label: String,
    title: String,
    sentence: String,
) -> Node {
    let heading = tag("h2")
        .class("cc-verdict__title")
        .id(focus::VERDICT)
        .with("tabindex", "-1");
    tag("div")
        .class(format!("cc-verdict cc-tone--{}", tone(verdict)))
        .child(tag("p").class("cc-verdict__label").child(label))
        .child(heading.child(title))
        .child(tag("p").class("cc-verdict__sentence").child(sentence))
        .into()
}

/// The tone of a verdict, as `style/part/tone.css` names it.
pub(in crate::ui) fn tone(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Covered => "covered",
        Verdict::NotCovered => "not-covered",
        Verdict::Chargeable => "chargeable",
        Verdict::IssuerDecides => "issuer-decides",
        Verdict::Undetermined => "undetermined",
    }
}
