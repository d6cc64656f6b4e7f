//! How other pages show the checker: a person chooses what it shows, sees it live,
//! and copies the lines for an element, a frame or a program.
//!
//! A module of its own, which the page fetches when it is wanted (`element.js` makes
//! an element of it). What is live in it is the element that other pages get, too.

mod panel;

use super::held::{self, Held};
use crate::browser::packs::{self, Site};
use crate::browser::page;
use crate::domain::policy::document::FactType;
use crate::domain::policy::{Bundle, Policy};
use crate::journey::Language;
use crate::journey::embedding::{Choice, folder_of};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

thread_local! {
    static HELD: Held<Stand> = const { Held::new(Vec::new()) };
}

/// What is kept for an element.
#[derive(Default)]
struct Stand {
    /// The words of the page and the list of the policies, once fetched.
    site: Option<&'static Site>,
    /// The policy that is chosen.
    items: Items,
    choice: Choice,
    /// What was copied last, and whether the browser allowed it.
    copied: Option<(Lines, bool)>,
}

/// The policy that is chosen, with its items.
#[derive(Clone, Copy, Default)]
enum Items {
    /// None is chosen.
    #[default]
    Nobodys,
    Coming,
    Unreachable,
    Known(&'static Bundle),
}

impl Items {
    /// The edition whose items are offered.
    fn policy(self) -> Option<&'static Policy> {
        match self {
            Items::Known(bundle) => bundle.newest(),
            Items::Nobodys | Items::Coming | Items::Unreachable => None,
        }
    }
}

/// Lines to copy.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    Element,
    ElementCsp,
    Frame,
    FrameCsp,
    Api,
}

/// What a person does.
#[derive(Clone)]
enum Deed {
    Policy(Option<String>),
    Item(Option<String>),
    Language(Option<Language>),
    Theme(Option<&'static str>),
    /// Leaves a part out, or has it shown again.
    Hide(&'static str, bool),
    Copy(Lines, String),
}

/// One of the elements. All that the panel knows of it.
#[derive(Clone)]
struct Hand(HtmlElement);

/// Shows how other pages show the checker in an element with `lang`, or shows it
/// again when that has changed. Where the words cannot be fetched, the element hears
/// an `error`.
#[wasm_bindgen(js_name = showEmbedding)]
pub fn show(host: HtmlElement) {
    let own = Stand {
        choice: Choice {
            site: folder_of(&page::address()),
            ..Choice::default()
        },
        ..Stand::default()
    };
    held::hold(&HELD, &host, own);
    Hand(host).fetch();
}

/// Forgets an element that has left the document.
#[wasm_bindgen(js_name = forgetEmbedding)]
pub fn forget(host: HtmlElement) {
    held::forget(&HELD, &host);
}

/// The site in a language, unless it is known, and the items of a policy of it.
async fn fetched(
    known: Option<&'static Site>,
    language: Language,
    policy: Option<&str>,
) -> Option<(&'static Site, Items)> {
    let site = match known.filter(|site| site.words.spoken == language) {
        Some(site) => site,
        None => packs::site(language).await.ok()?,
    };
    let Some(policy) = policy else {
        return Some((site, Items::Nobodys));
    };
    let items = match site.policies.iter().find(|entry| entry.id == policy) {
        Some(entry) => packs::load(entry, language).await.ok(),
        None => None,
    };
    Some((site, items.map_or(Items::Unreachable, Items::Known)))
}

impl Hand {
    fn language(&self) -> Language {
        let tag = self.0.get_attribute("lang").unwrap_or_default();
        Language::of_tag(&tag).unwrap_or_default()
    }

    fn with<T>(&self, change: impl FnOnce(&mut Stand) -> T) -> Option<T> {
        held::with(&HELD, &self.0, change)
    }

    /// Fetches what is wanted for what is chosen, then shows it.
    fn fetch(&self) {
        let hand = self.clone();
        let language = hand.language();
        let wanted = hand.with(|stand| (stand.site, stand.choice.policy.clone()));
        let Some((site, policy)) = wanted else { return };
        spawn_local(async move {
            let found = fetched(site, language, policy.as_deref()).await;
            // Something else may be wanted by now, which is on its way then.
            let is_wanted = hand.language() == language
                && hand.with(|stand| stand.choice.policy == policy) == Some(true);
            match found {
                Some((site, items)) if is_wanted => {
                    hand.with(|stand| stand.take(site, items));
                    hand.show();
                }
                None if is_wanted => held::tell_error(&hand.0),
                _ => {}
            }
        });
    }

    fn show(&self) {
        let node = self.with(|stand| {
            let site = stand.site?;
            Some(panel::panel(self, stand, site))
        });
        let Some(Some(node)) = node else { return };
        let has_button = self.0.first_element_child().is_some();
        if held::show(&HELD, &self.0, node) && has_button {
            held::take_the_place_of_the_button(&self.0, "[tabindex=\"-1\"]");
        }
    }

    fn act(&self, deed: Deed) {
        let fetches = matches!(&deed, Deed::Policy(Some(_)));
        if let Deed::Copy(lines, text) = deed {
            return self.copy(lines, text);
        }
        self.with(|stand| stand.choose(deed));
        self.show();
        if fetches {
            self.fetch();
        }
    }

    /// What was said of the last copy goes at once, so that the same words are read
    /// out again.
    fn copy(&self, lines: Lines, text: String) {
        self.with(|stand| stand.copied = None);
        self.show();
        let hand = self.clone();
        spawn_local(async move {
            let allowed = page::copy_text(&text).await;
            hand.with(|stand| stand.copied = Some((lines, allowed)));
            hand.show();
        });
    }
}

impl Stand {
    fn take(&mut self, site: &'static Site, items: Items) {
        self.site = Some(site);
        self.items = items;
        let facts = items.policy().map(|policy| policy.facts.as_slice());
        let mut facts = facts.unwrap_or_default().iter();
        let date = facts.find(|fact| fact.kind == FactType::Date);
        self.choice.date_fact = date.map(|fact| fact.id.clone());
    }

    fn choose(&mut self, deed: Deed) {
        // The lines are others than those that were copied.
        self.copied = None;
        let choice = &mut self.choice;
        match deed {
            Deed::Policy(policy) => {
                self.items = if policy.is_some() {
                    Items::Coming
                } else {
                    Items::Nobodys
                };
                choice.policy = policy;
                choice.item = None;
                choice.date_fact = None;
            }
            Deed::Item(item) => choice.item = item,
            Deed::Language(language) => choice.language = language,
            Deed::Theme(theme) => choice.theme = theme,
            Deed::Hide(part, hides) => choice.hide(part, hides),
            Deed::Copy(..) => {}
        }
    }
}
