//! Names and their values, the values being what is read.

use crate::ui::markup::{Node, tag};

/// A name, its value, and a note on it.
pub(in crate::ui) type Fact = (String, String, Option<String>);

/// Names and their values.
pub(in crate::ui) fn facts(facts: Vec<Fact>) -> Node {
    let fact = |(name, value, note): Fact| {
        let note = note.map(|note| tag("dd").class("cc-facts__note").child(note));
        tag("div")
            .class("cc-facts__item")
            .child(tag("dt").class("cc-facts__name").child(name))
            .child(tag("dd").class("cc-facts__value").child(value))
            .child(note)
            .into()
    };
    tag("dl")
        .class("cc-facts")
        .children(facts.into_iter().map(fact).collect())
        .into()
}
