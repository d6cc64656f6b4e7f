//! The choice of policies.

use super::Screen;
use crate::browser::packs::PackEntry;
use crate::journey::wording::wording;
use crate::journey::{Language, Route};
use crate::ui::markup::{Node, tag};
use crate::ui::part::cards::{Card, cards};

/// What this is, then the policies of the site.
pub(in crate::ui) fn home(entries: &[PackEntry], language: Language) -> Screen {
    let words = wording(language);
    let intro = tag("div")
        .class("cc-home__intro")
        .child(tag("h1").class("cc-home__title").child(words.home_title))
        .child(tag("p").class("cc-home__lead").child(words.home_lead));
    let body = tag("div")
        .key("home")
        .class("cc-home")
        .child(intro)
        .child(policies(entries, language));
    Screen {
        title: format!("{} – Covercheck", words.home_title),
        news: String::new(),
        body: body.into(),
    }
}

/// A card for each policy.
pub(super) fn policies(entries: &[PackEntry], language: Language) -> Node {
    let card = |entry: &PackEntry| {
        let route = Route {
            policy: Some(entry.id.clone()),
            ..Route::default()
        };
        Card {
            title: entry.title_in(language),
            summary: entry.summary_in(language),
            href: route.fragment(),
        }
    };
    cards(entries.iter().map(card).collect())
}
