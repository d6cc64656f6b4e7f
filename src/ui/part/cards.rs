//! Policies to choose from.

use crate::ui::markup::{Node, tag};

/// A policy to choose.
pub(in crate::ui) struct Card {
    /// What it is called.
    pub title: String,
    /// One sentence on it.
    pub summary: String,
    /// Where its link leads.
    pub href: String,
}

/// The list of policies.
pub(in crate::ui) fn cards(cards: Vec<Card>) -> Node {
    let card = |card: Card| {
        let link = tag("a").class("cc-card__link").with("href", card.href);
        tag("li")
            .class("cc-card")
            .child(tag("h2").child(link.child(card.title)))
            .child(tag("p").class("cc-card__summary").child(card.summary))
            .into()
    };
    tag("ul")
        .class("cc-home__policies")
        .children(cards.into_iter().map(card).collect())
        .into()
}
