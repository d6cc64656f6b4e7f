//! The items of a policy side by side: a table, a scene played through, the one that
//! fits, and what is handed over; on a desk, and presented at a customer's table.
//!
//! A module of its own, which the page fetches when it is wanted (`element.js` makes an
//! element of it). Which policy it is about, and what of it is shown, stands in the
//! address, so that a link and a reload lead back to it.

mod fit;
mod follow;
mod hand_over;
mod handle;
mod panel;
mod presenting;
mod scene;
mod table;

use super::held::{self, Held};
use crate::browser::comparisons::{compared, comparison};
use crate::browser::packs::{self, Site};
use crate::browser::{IntlFormats, SteadyZones, now, page};
use crate::domain::comparison::Comparison;
use crate::domain::comparison::table::Row;
use crate::domain::policy::document::CalendarSpan;
use crate::domain::policy::{FactId, Policy};
use crate::journey::compare::{Compared, Scenery, Shown, Tab, compared_rows};
use crate::journey::{Language, Route};
use follow::Following;
use gloo::events::EventListener;
use handle::Drag;
use presenting::Presenting;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

thread_local! {
    static HELD: Held<Stand> = const { Held::new(Vec::new()) };
}

/// What is kept for an element.
#[derive(Default)]
struct Stand {
    /// The words of the page and the list of the policies, once fetched, and the ids of
    /// those that can be compared.
    around: Option<(&'static Site, Vec<String>)>,
    /// The id of the policy that is chosen.
    policy: Option<String>,
    items: Items,
    shown: Shown,
    marks: Marks,
    presenting: Presenting,
    said: Said,
    /// The handle that is dragged, and what follows it.
    drag: Option<Drag>,
    following: Following,
    /// Hears when a link leads elsewhere, for as long as it is held.
    listens: Option<EventListener>,
}

/// The policy that is chosen, with its items.
#[derive(Clone, Copy, Default)]
enum Items {
    /// None is chosen.
    #[default]
    Nobodys,
    Coming,
    Unreachable,
    /// It has no two items.
    Few,
    Known(&'static Known),
}

/// Everything that is known of the items of a policy.
struct Known {
    policy: &'static Policy,
    comparison: Comparison,
    rows: Vec<Row>,
}

/// What is marked in the table, and left out of it.
#[derive(Clone, Copy)]
struct Marks {
    changes: bool,
    only_differences: bool,
    clauses: bool,
}

impl Default for Marks {
    fn default() -> Marks {
        Marks {
            changes: true,
            only_differences: false,
            clauses: false,
        }
    }
}

/// What became of the last thing the person did.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Said {
    #[default]
    Nothing,
    Copied,
    NotCopied,
    StartedOver,
}

/// What a person does.
#[derive(Clone)]
enum Deed {
    Policy(Option<String>),
    Tab(Tab),
    Mark(Marks),
    /// Plays a scene of the pack.
    Play(String),
    /// Moves the handle on the week; the address waits until it is let go.
    Step(u32),
    /// Sets how many months cover has run, by a handle as well.
    Age(u32),
    /// Lets go of a handle.
    Settle,
    /// A week earlier, or later.
    Week(i64),
    Kind(Option<String>),
    Happened(Option<String>),
    Detail(FactId, Option<bool>),
    /// Answers a question of which item fits.
    Answer(usize, Option<usize>),
    Present,
    EndPresenting,
    /// After how many minutes without a touch everything starts over.
    Idle(u32),
    GoOn,
    StartOver,
    Print,
    Copy(String),
}

/// One of the elements. All that the panel knows of it.
#[derive(Clone)]
struct Hand(HtmlElement);

/// Shows items side by side in an element with `lang`, by what the address says, or
/// shows them again when the language has changed. Where the words cannot be fetched,
/// the element hears an `error`.
#[wasm_bindgen(js_name = showCompare)]
pub fn show(host: HtmlElement) {
    held::hold(&HELD, &host, Stand::default());
    let hand = Hand(host);
    let listens = hand.with(|stand| stand.listens.is_some());
    if listens == Some(false)
        && let Some(window) = web_sys::window()
    {
        let own = hand.clone();
        let hears = EventListener::new(&window, "hashchange", move |_| own.follow_address());
        hand.with(|stand| stand.listens = Some(hears));
    }
    hand.follow_address();
}

/// Forgets an element that has left the document.
#[wasm_bindgen(js_name = forgetCompare)]
pub fn forget(host: HtmlElement) {
    Hand(host.clone()).end_presenting();
    held::forget(&HELD, &host);
}

/// What follows the `?` of the address's fragment.
fn query() -> String {
    let fragment = page::fragment();
    let query = fragment.split_once('?').map(|(_, query)| query.to_owned());
    query.unwrap_or_default()
}

async fn around(
    known: Option<(&'static Site, Vec<String>)>,
    language: Language,
) -> Option<(&'static Site, Vec<String>)> {
    match known.filter(|(site, _)| site.words.spoken == language) {
        Some(known) => Some(known),
        None => Some((packs::site(language).await.ok()?, compared().await?)),
    }
}

async fn items(site: &'static Site, policy: Option<&str>) -> Items {
    let Some(id) = policy else {
        return Items::Nobodys;
    };
    let Some(entry) = site.policies.iter().find(|entry| entry.id == id) else {
        return Items::Unreachable;
    };
    let bundle = packs::load(entry, site.words.spoken).await.ok();
    let Some(policy) = bundle.and_then(|bundle| bundle.newest()) else {
        return Items::Unreachable;
    };
    if policy.items.len() < 2 {
        return Items::Few;
    }
    thread_local! {
        /// Worked out once; they stay until the page is left, as the policies do.
        static HAD: RefCell<Vec<&'static Known>> = const { RefCell::new(Vec::new()) };
    }
    let had = HAD.with_borrow(|had| {
        let mut had = had.iter();
        had.find(|known| std::ptr::eq(known.policy, policy))
            .copied()
    });
    if let Some(known) = had {
        return Items::Known(known);
    }
    let Some(comparison) = comparison(policy).await else {
        return Items::Unreachable;
    };
    match compared_rows(policy, &comparison, now(), &SteadyZones) {
        Some(rows) => {
            let known: &'static Known = Box::leak(Box::new(Known {
                policy,
                comparison,
                rows,
            }));
            HAD.with_borrow_mut(|had| had.push(known));
            Items::Known(known)
        }
        None => Items::Few,
    }
}

impl Known {
    fn told<'a>(&'a self, site: &'static Site, formats: &'a IntlFormats) -> Compared<'a> {
        Compared::new(
            self.policy,
            &self.comparison,
            &self.rows,
            site.words,
            formats,
            &SteadyZones,
        )
    }
}

impl Hand {
    fn language(&self) -> Language {
        let tag = self.0.get_attribute("lang").unwrap_or_default();
        Language::of_tag(&tag).unwrap_or_default()
    }

    fn with<T>(&self, change: impl FnOnce(&mut Stand) -> T) -> Option<T> {
        held::with(&HELD, &self.0, change)
    }

    /// Shows what the address is about. A change of language keeps what is shown: the
    /// page has written its own address by then.
    fn follow_address(&self) {
        let policy = Route::parse(&page::fragment()).item;
        let language = self.language();
        let speaks_anew = self.with(|stand| {
            let spoken = stand.around.as_ref().map(|(site, _)| site.words.spoken);
            spoken.is_some_and(|spoken| spoken != language)
        });
        if speaks_anew == Some(true) {
            self.fetch(None);
            return;
        }
        self.with(|stand| {
            stand.policy = policy;
            stand.items = Items::Coming;
        });
        self.fetch(Some(query()));
    }

    /// Fetches what is wanted for what is chosen, then shows it, by the query of an
    /// address where there is one.
    fn fetch(&self, query: Option<String>) {
        let hand = self.clone();
        let language = hand.language();
        let wanted = hand.with(|stand| (stand.around.clone(), stand.policy.clone()));
        let Some((known, policy)) = wanted else {
            return;
        };
        spawn_local(async move {
            let Some((site, compared)) = around(known, language).await else {
                held::tell_error(&hand.0);
                return;
            };
            // Something else may be wanted by then, which is on its way.
            let is_wanted = || {
                hand.language() == language
                    && hand.with(|stand| stand.policy == policy) == Some(true)
            };
            if !is_wanted() {
                return;
            }
            // What it is about stands there while the items are on their way.
            let is_new = hand.with(|stand| {
                let is_new = stand.around.is_none();
                stand.around = Some((site, compared));
                is_new
            });
            if is_new == Some(true) {
                hand.show();
            }
            let items = items(site, policy.as_deref()).await;
            if !is_wanted() {
                return;
            }
            hand.with(|stand| {
                stand.items = items;
                if let (Items::Known(known), Some(query)) = (items, query) {
                    let formats = IntlFormats::new(language);
                    stand.shown = known.told(site, &formats).shown(&query, now());
                }
            });
            hand.show();
            hand.write_address();
        });
    }

    fn show(&self) {
        let node = self.with(|stand| {
            stand.following.has_all();
            let site = stand.around.as_ref()?.0;
            Some(panel::panel(self, stand, site))
        });
        let Some(Some(node)) = node else { return };
        let has_button = self.0.first_element_child().is_some();
        if held::show(&HELD, &self.0, node) && has_button {
            held::take_the_place_of_the_button(&self.0, "[tabindex=\"-1\"]");
        }
        self.rehearse();
    }

    /// Writes what is shown into the address.
    fn write_address(&self) {
        let fragment = self.with(|stand| stand.fragment());
        if let Some(Some(fragment)) = fragment {
            page::set_fragment(&fragment);
        }
    }

    fn act(&self, deed: Deed) {
        match deed {
            Deed::Print => return page::print(),
            Deed::Copy(link) => return self.copy(link),
            Deed::Present => return self.present(),
            Deed::EndPresenting => self.end_presenting(),
            Deed::StartOver => self.start_over(),
            Deed::Idle(minutes) => {
                self.with(|stand| stand.presenting.wait(minutes));
            }
            Deed::GoOn => {
                self.with(|stand| stand.presenting.touch());
            }
            Deed::Policy(policy) => {
                self.with(|stand| {
                    stand.items = match policy {
                        Some(_) => Items::Coming,
                        None => Items::Nobodys,
                    };
                    stand.policy = policy;
                    stand.shown = Shown::default();
                    stand.said = Said::Nothing;
                });
                self.show();
                return self.fetch(Some(String::new()));
            }
            // The address follows when the handle is let go: browsers do not take one
            // that changes at every frame.
            Deed::Step(step) => {
                let step = u16::try_from(step).unwrap_or(u16::MAX);
                self.change(|told, set| told.at_step(set, step));
                return self.follow();
            }
            Deed::Age(months) => {
                self.change(|_, set| Scenery {
                    age: CalendarSpan { months, days: 0 },
                    ..set.clone()
                });
                return self.follow();
            }
            Deed::Settle => {}
            deed => self.choose(deed),
        }
        self.show();
        self.write_address();
    }

    fn choose(&self, deed: Deed) {
        self.with(|stand| stand.said = Said::Nothing);
        match deed {
            Deed::Tab(tab) => {
                self.with(|stand| stand.shown.tab = tab);
                self.show_top();
            }
            Deed::Mark(marks) => {
                self.with(|stand| stand.marks = marks);
            }
            Deed::Play(id) => {
                self.change(|told, set| {
                    let named = told.scene_named(&id, now());
                    named.unwrap_or_else(|| set.clone())
                });
            }
            Deed::Week(weeks) => {
                let days = chrono::Duration::days(weeks.saturating_mul(7));
                self.change(|_, set| Scenery {
                    day: set.day.checked_add_signed(days).unwrap_or(set.day),
                    ..set.clone()
                });
            }
            Deed::Kind(option) => self.change(|told, set| told.of_kind(set, option.as_deref())),
            Deed::Happened(id) => self.change(|told, set| told.with_happened(set, id.as_deref())),
            Deed::Detail(fact, answer) => {
                self.change(|told, set| told.with_detail(set, fact, answer));
            }
            Deed::Answer(question, answer) => {
                self.with(|stand| {
                    let answers = &mut stand.shown.answers;
                    let least = answers.len().max(question.saturating_add(1));
                    answers.resize(least, None);
                    if let Some(place) = answers.get_mut(question) {
                        *place = answer;
                    }
                });
            }
            _ => {}
        }
    }

    /// Changes the scene, which is the first one where none is set.
    fn change(&self, change: impl FnOnce(&Compared<'_>, &Scenery) -> Scenery) {
        self.with(|stand| {
            let (Items::Known(known), Some((site, _))) = (stand.items, &stand.around) else {
                return;
            };
            let formats = IntlFormats::new(site.words.spoken);
            let told = known.told(site, &formats);
            let set = stand.shown.scene.take();
            let set = set.unwrap_or_else(|| told.first_scene(now()));
            stand.shown.scene = Some(change(&told, &set));
        });
    }

    /// What was said of the last copy goes at once, so that the same words are read
    /// out again.
    fn copy(&self, link: String) {
        self.with(|stand| stand.said = Said::Nothing);
        self.show();
        let hand = self.clone();
        spawn_local(async move {
            let copied = page::copy_text(&link).await;
            let said = if copied {
                Said::Copied
            } else {
                Said::NotCopied
            };
            hand.with(|stand| stand.said = said);
            hand.show();
        });
    }
}

impl Stand {
    /// The fragment that leads to what is shown.
    fn fragment(&self) -> Option<String> {
        let (site, _) = self.around.as_ref()?;
        match self.items {
            Items::Known(known) => {
                let formats = IntlFormats::new(site.words.spoken);
                Some(known.told(site, &formats).fragment(&self.shown))
            }
            Items::Nobodys => Some("#/compare".to_owned()),
            Items::Coming | Items::Unreachable | Items::Few => None,
        }
    }
}
