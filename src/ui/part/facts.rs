//! Names and their values, the values being what is read.

use crate::ui::markup::{Node, tag};

/// A name, its value, a note on it, and what else is shown of it.
pub(in crate::ui) type Fact = (String, String, Option<String>, Node);

/// Names and their values.
pub(in crate::ui) fn facts(facts: Vec<Fact>) -> Node {
    let fact = |(name, value, note, rest): Fact| {
        let note = note.map(|note| tag("dd").class("cc-facts__note").child(note));
        tag("div")
            .class("cc-facts__item")
            .child(tag("dt").class("cc-facts__name").child(name))
            .child(tag("dd").class("cc-facts__value").child(value))
            .child(note)
            .child(match rest {
                Node::Nothing => Node::Nothing,
                rest => tag("dd").child(rest).into(),
            })
            .into()
    };
    tag("dl")
        .class("cc-facts")
        .children(facts.into_iter().map(fact).collect())
        .into()
}
