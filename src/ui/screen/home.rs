//! The choice of policies.

use super::Screen;
use crate::browser::packs::{PackEntry, Site};
use crate::journey::Route;
use crate::journey::wording::Wording;
use crate::ui::command::Dispatch;
use crate::ui::markup::{Node, tag};
use crate::ui::part::cards::{Card, cards};

/// What this is, then the policies of the site.
pub(in crate::ui) fn home(site: &Site, dispatch: Dispatch) -> Screen {
    let words = site.words;
    let intro = tag("div")
        .class("cc-home__intro")
        .child(tag("h1").class("cc-home__title").child(words.home_title))
        .child(tag("p").class("cc-home__lead").child(words.home_lead));
    let body = tag("div")
        .key("home")
        .class("cc-home")
        .child(intro)
        .child(policies(&site.policies))
        .child(dispatch.place().is_page().then(|| others(words)));
    Screen {
        title: format!("{} – Covercheck", words.home_title),
        news: String::new(),
        counts_down: false,
        in_use: None,
        body: body.into(),
    }
}

/// The ways to what is no policy.
fn others(words: &Wording) -> Node {
    let way = |href: &'static str, label: &'static str| -> Node {
        let link = tag("a").class("cc-back").with("href", href);
        tag("p").child(link.child(label)).into()
    };
    tag("div")
        .child(way("#/compare", words.compare))
        .child(way("#/record", words.records))
        .child(way("#/embed", words.embed))
        .into()
}

/// A card for each policy.
pub(super) fn policies(entries: &[PackEntry]) -> Node {
    let card = |entry: &PackEntry| {
        let route = Route {
            policy: Some(entry.id.clone()),
            ..Route::default()
        };
        Card {
            title: entry.title.clone(),
            summary: entry.summary.clone(),
            href: route.fragment(),
        }
    };
    cards(entries.iter().map(card).collect())
}
