//! How the panel looks: what is chosen, the four views, and one of them.

use super::presenting::{MINUTES, Presenting};
use super::{Deed, Hand, Items, Known, Marks, Said, Stand, fit, hand_over, scene, table};
use crate::browser::packs::Site;
use crate::browser::{IntlFormats, now};
use crate::journey::compare::{CompareWords, Compared, Scenery, Shown, Tab, compare_words};
use crate::journey::wording::fill;
use crate::journey::{Choice, Formats};
use crate::ui::markup::{Element, Node, Take, Text, tag};
use crate::ui::part::button::{Weight, button};
use crate::ui::part::chooser;
use leptos::prelude::event_target_value;
use std::sync::Arc;

/// Everything that showing a view needs.
pub(super) struct View<'a> {
    pub hand: &'a Hand,
    pub shown: &'a Shown,
    pub marks: Marks,
    pub said: Said,
    pub site: &'static Site,
    pub words: &'static CompareWords,
    pub told: Compared<'a>,
    pub formats: &'a IntlFormats,
}

/// The whole of it.
pub(super) fn panel(hand: &Hand, stand: &Stand, site: &'static Site) -> Node {
    let words = compare_words(site.words.spoken);
    let presents = stand.presenting.is_on();
    let lead = tag("p")
        .class("cc-compare__lead")
        .with("tabindex", "-1")
        .child(words.lead);
    let news = match (stand.said, stand.items) {
        (Said::StartedOver, _) => words.started_over,
        (_, Items::Coming) => site.words.loading,
        (_, Items::Unreachable) => words.unreachable,
        (_, Items::Few) => words.nothing_to_compare,
        _ => "",
    };
    let formats = IntlFormats::new(site.words.spoken);
    let view = match stand.items {
        Items::Known(known) => Some(known_items(hand, stand, site, known, &formats)),
        _ => None,
    };
    tag("div")
        .class(if presents {
            "cc-compare cc-compare--presenting"
        } else {
            "cc-compare"
        })
        .child((!presents).then_some(lead))
        .child((!presents).then(|| choice(hand, stand, site, words)))
        .child(
            tag("p")
                .class("cc-compare__news")
                .with("role", "status")
                .child(news),
        )
        .child(view)
        .into()
}

fn known_items(
    hand: &Hand,
    stand: &Stand,
    site: &'static Site,
    known: &'static Known,
    formats: &IntlFormats,
) -> Element {
    let words = compare_words(site.words.spoken);
    let view = View {
        hand,
        shown: &stand.shown,
        marks: stand.marks,
        said: stand.said,
        site,
        words,
        told: known.told(site, formats),
        formats,
    };
    let body = match stand.shown.tab {
        Tab::Table => table::table(&view),
        Tab::Scene => scene::scene(&view),
        Tab::Fit => fit::fit(&view),
        Tab::HandOver => hand_over::hand_over(&view),
    };
    let presents = stand.presenting.is_on();
    tag("div")
        .class("cc-compare__view")
        .child(tabs(&view, presents))
        // One keyed child, so that it stays where it is from frame to frame.
        .child(tag("div").class("cc-compare__stage").child(body))
        .child(presents.then(|| presenting(&view, &stand.presenting)))
}

/// Which policy it is about, and the button that presents it.
fn choice(
    hand: &Hand,
    stand: &Stand,
    site: &'static Site,
    words: &'static CompareWords,
) -> Element {
    let present = matches!(stand.items, Items::Known(_)).then(|| {
        let hand = hand.clone();
        button(Weight::Plain, words.present, move || {
            hand.act(Deed::Present)
        })
    });
    tag("div")
        .key("choice")
        .class("cc-compare__choice")
        .child(policies(hand, stand, site, words))
        .child(present)
}

/// The policies whose items can be compared.
fn policies(
    hand: &Hand,
    stand: &Stand,
    site: &'static Site,
    words: &'static CompareWords,
) -> Element {
    let compared = stand
        .around
        .as_ref()
        .map(|(_, compared)| compared.as_slice());
    let compared = compared.unwrap_or_default();
    let entries = site.policies.iter();
    let entries = entries.filter(|entry| compared.contains(&entry.id));
    let choices = entries.map(|entry| Choice {
        value: entry.id.clone(),
        label: entry.title.clone(),
        line: None,
        tag: None,
        chosen: stand.policy.as_ref() == Some(&entry.id),
    });
    chooser(
        hand,
        ("policy", words.choose_policy, site.words.choose),
        choices.collect(),
        Deed::Policy,
    )
}

/// A list to choose from, by its name, its label and its first entry.
pub(super) fn chooser(
    hand: &Hand,
    (name, label, none): (&str, impl Into<Text>, &'static str),
    choices: Vec<Choice>,
    deed: fn(Option<String>) -> Deed,
) -> Element {
    let id = hand.id(name);
    let hand = hand.clone();
    let choose: Take<Option<String>> = Arc::new(move |value| hand.act(deed(value)));
    chooser::chooser(id, label, none, choices, choose)
}

/// The ways to look at the items.
fn tabs(view: &View<'_>, presents: bool) -> Element {
    let words = view.words;
    let names = [
        words.tab_table,
        words.tab_scene,
        words.tab_fit,
        words.tab_hand_over,
    ];
    let tabs = Tab::ALL.into_iter().zip(names).map(|(tab, name)| -> Node {
        let is_shown = view.shown.tab == tab;
        let hand = view.hand.clone();
        let button = tag("button")
            .class("cc-compare__tab")
            .with("type", "button")
            .maybe("aria-current", is_shown.then_some("true"))
            .child(name)
            .on("click", move |_| hand.act(Deed::Tab(tab)));
        tag("li").child(button).into()
    });
    // Whoever presents has what ends it under the thumb, too.
    let ends = presents.then(|| {
        let hand = view.hand.clone();
        let ends = button(Weight::Quiet, words.end_presenting, move || {
            hand.act(Deed::EndPresenting);
        });
        tag("li").class("cc-compare__ends").child(ends)
    });
    let list = tag("ul")
        .class("cc-compare__tabs")
        .children(tabs.collect())
        .child(ends);
    tag("nav")
        .class("cc-compare__nav")
        .with("aria-label", words.tabs)
        .child(list)
}

/// What is pressed while something is presented.
fn presenting(view: &View<'_>, state: &Presenting) -> Element {
    let (hand, words) = (view.hand, view.words);
    let act = |weight, label, deed: Deed| {
        let hand = hand.clone();
        button(weight, label, move || hand.act(deed.clone()))
    };
    let minutes = MINUTES.into_iter().map(|minutes| {
        let number = view.formats.number(i64::from(minutes));
        Choice {
            value: minutes.to_string(),
            label: view.site.words.minutes.of(i64::from(minutes), &number),
            line: None,
            tag: None,
            chosen: state.minutes() == minutes,
        }
    });
    let awake = match state.stays_awake() {
        Some(true) => words.stays_awake,
        Some(false) => words.may_sleep,
        None => "",
    };
    let warning = state.warning().map(|left| {
        let left = view.formats.number(i64::from(left));
        tag("div")
            .class("cc-compare__warning")
            .child(
                tag("p")
                    .with("role", "alert")
                    .child(fill(words.still_there, &[&left])),
            )
            .child(act(Weight::Main, words.go_on, Deed::GoOn))
    });
    let buttons = tag("div").class("cc-compare__buttons").child(act(
        Weight::Plain,
        words.start_over,
        Deed::StartOver,
    ));
    tag("div")
        .class("cc-compare__presenting")
        .child(warning)
        .child(buttons)
        .child(idle(hand, words.idle, minutes.collect()))
        .child(
            tag("p")
                .class("cc-field__hint")
                .child(words.erases)
                .child(" ")
                .child(awake),
        )
}

/// After how long everything starts over: always one of a few.
fn idle(hand: &Hand, label: &'static str, choices: Vec<Choice>) -> Element {
    let id = hand.id("idle");
    let options = choices.into_iter().map(|choice| -> Node {
        tag("option")
            .with("value", choice.value)
            .selected(choice.chosen)
            .child(choice.label)
            .into()
    });
    let hand = hand.clone();
    let select = tag("select")
        .class("cc-input")
        .id(id.clone())
        .children(options.collect())
        .on("change", move |event| {
            if let Ok(minutes) = event_target_value(&event).parse() {
                hand.act(Deed::Idle(minutes));
            }
        });
    let label = tag("label")
        .class("cc-field__label")
        .with("for", id)
        .child(label);
    tag("div").class("cc-field").child(label).child(select)
}

impl Hand {
    /// An id of something in the panel.
    pub(super) fn id(&self, name: &str) -> String {
        [&self.0.id(), "-", name].concat()
    }
}

impl View<'_> {
    /// A part of a view under a heading that names it.
    pub(super) fn region(&self, name: &str, heading: impl Into<Text>) -> Element {
        let id = self.hand.id(name);
        tag("section")
            .class("cc-compare__part")
            .with("aria-labelledby", id.clone())
            .child(tag("h2").id(id).child(Node::Text(heading.into())))
    }

    /// The scene that is set, else the first.
    pub(super) fn set(&self) -> Scenery {
        let set = self.shown.scene.clone();
        set.unwrap_or_else(|| self.told.first_scene(now()))
    }
}
