//! What the page is about at the moment: the one place that changes.

use crate::browser::packs::PackEntry;
use crate::browser::{self, IntlFormats, Zones, page, storage};
use crate::domain::instant::Instant;
use crate::domain::policy::Policy;
use crate::journey::{Answers, Formats, Language, Route};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Everything that changes, each in a signal of its own. [`super::command`]
/// writes it; screens read it.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// The language of the page.
    pub language: RwSignal<Language>,
    /// Light or dark.
    pub appearance: RwSignal<Appearance>,
    /// Where the address leads.
    pub route: RwSignal<Route>,
    /// What is shown.
    pub stage: RwSignal<Stage>,
    /// The policies of the site, once they are known.
    pub entries: StoredValue<Option<Arc<[PackEntry]>>>,
    /// What was typed for the policy that is shown.
    pub answers: RwSignal<Answers>,
    /// The fields whose errors may show: those that were left.
    pub left: RwSignal<BTreeSet<String>>,
    /// How often everything was erased: each time, the form starts anew.
    pub erasures: RwSignal<usize>,
    /// The present instant.
    pub now: RwSignal<Instant>,
    /// As of when claims are judged.
    pub judging: RwSignal<Judging>,
    /// What became of keeping what was typed.
    pub keeping: RwSignal<Keeping>,
    /// What became of copying the answer.
    pub copying: RwSignal<Copying>,
    /// What a screen reader is told next.
    pub said: RwSignal<String>,
    /// Whether everybody is told.
    pub alerting: RwSignal<bool>,
}

/// What the page shows.
#[derive(Clone)]
pub(super) enum Stage {
    /// Something is on its way.
    Loading,
    /// The choice of policies.
    Home(Arc<[PackEntry]>),
    /// The link names a policy that there is not.
    UnknownPolicy(Arc<[PackEntry]>),
    /// The index or a pack could not be had.
    Failed,
    /// The questions of a policy, and the answer.
    Check(Arc<Policy>),
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Appearance {
    /// As the device has it.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Appearance {
    /// All of them, in the order of the switch.
    pub const ALL: [Appearance; 3] = [Appearance::System, Appearance::Light, Appearance::Dark];

    /// The theme of the document; the device's has no name.
    pub const fn theme(self) -> Option<&'static str> {
        match self {
            Appearance::System => None,
            Appearance::Light => Some("light"),
            Appearance::Dark => Some("dark"),
        }
    }

    /// The appearance of a theme; what is not known follows the device.
    pub fn of_theme(theme: Option<&str>) -> Appearance {
        Appearance::ALL
            .into_iter()
            .find(|appearance| appearance.theme() == theme)
            .unwrap_or(Appearance::System)
    }
}

/// As of when a claim is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Judging {
    /// As of now.
    Now,
    /// As of the instant of the report.
    Report,
}

/// What became of keeping what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keeping {
    /// It is kept on this device.
    Kept,
    /// The browser refuses.
    Refused,
    /// The person has just erased it.
    Erased,
}

/// What became of copying the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Copying {
    /// Nobody asked for it.
    Idle,
    /// It is copied.
    Copied,
    /// The browser refused.
    Refused,
}

impl State {
    /// The state at the start: what the address, the device and the person's
    /// earlier choices say.
    pub fn new() -> State {
        let route = Route::parse(&page::fragment());
        let appearance = Appearance::of_theme(storage::appearance().as_deref());
        State {
            language: RwSignal::new(first_language(&route)),
            appearance: RwSignal::new(appearance),
            route: RwSignal::new(route),
            stage: RwSignal::new(Stage::Loading),
            entries: StoredValue::new(None),
            answers: RwSignal::new(Answers::default()),
            left: RwSignal::new(BTreeSet::new()),
            erasures: RwSignal::new(0),
            now: RwSignal::new(browser::now()),
            judging: RwSignal::new(Judging::Now),
            keeping: RwSignal::new(Keeping::Kept),
            copying: RwSignal::new(Copying::Idle),
            said: RwSignal::new(String::new()),
            alerting: RwSignal::new(false),
        }
    }

    /// The instant as of which a claim is judged. A report without a time that
    /// can be read is judged as of now.
    pub fn as_of(self, policy: &Policy) -> Instant {
        let now = self.now.get();
        match self.judging.get() {
            Judging::Now => now,
            Judging::Report => self.reported_at(policy).unwrap_or(now),
        }
    }

    /// The instant of the report.
    pub fn reported_at(self, policy: &Policy) -> Option<Instant> {
        let language = self.language.get();
        let own_zone = IntlFormats::new(language).own_zone();
        self.answers
            .with(|answers| answers.reported_at(policy, &own_zone, language, &Zones))
    }
}

/// The language of the link, else the one chosen earlier, else the browser's.
fn first_language(route: &Route) -> Language {
    let chosen = storage::language();
    route
        .language
        .or_else(|| Language::of_tag(&chosen?))
        .unwrap_or_else(|| {
            let preferred = page::preferred_languages();
            Language::preferred(preferred.iter().map(String::as_str))
        })
}
