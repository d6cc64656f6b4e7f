//! What the page is about at the moment: the one place that changes.

use super::place::Place;
use crate::browser::packs::Site;
use crate::browser::{self, IntlFormats, Zones, page};
use crate::domain::instant::Instant;
use crate::domain::policy::Bundle;
use crate::journey::wording::Wording;
use crate::journey::{Answers, CheckView, Companion, Formats, Language, Route, check};
use leptos::prelude::{RwSignal, Update, With, WithUntracked};

/// The state in its signal. [`super::command`] changes it; the page follows it.
#[derive(Clone, Copy)]
pub(super) struct Model(RwSignal<State>, Place);

impl Model {
    /// The state at the start: what the address, the device and the person's
    /// earlier choices say.
    pub fn new(place: Place) -> Model {
        Model(RwSignal::new(State::new(place)), place)
    }

    /// Where the program stands.
    pub fn place(self) -> Place {
        self.1
    }

    /// Looks at the state, and again at every change.
    pub fn follow(self, look: &mut dyn FnMut(&State)) {
        self.0.with(look);
    }

    /// Looks at the state as it is.
    pub fn look(self, look: &mut dyn FnMut(&State)) {
        self.0.try_with_untracked(look);
    }

    /// Changes the state.
    pub fn change(self, change: &mut dyn FnMut(&mut State)) {
        self.0.update(change);
    }

    /// What the site has in the language of the page, once it is fetched.
    pub fn site(self) -> Option<&'static Site> {
        self.seen(|state| state.site)
    }

    /// Something of the state, where it has it. An element may be gone before what
    /// it waits for has come.
    fn seen<T>(self, look: impl FnOnce(&State) -> Option<T>) -> Option<T> {
        self.0.try_with_untracked(look)?
    }

    /// Where the address leads.
    pub fn route(self) -> Route {
        self.0
            .try_with_untracked(|state| state.route.clone())
            .unwrap_or_default()
    }

    /// The id of the policy that is shown, if one is.
    pub fn policy(self) -> Option<String> {
        self.seen(|state| match &state.stage {
            Stage::Check(policy) => Some(policy.id().to_owned()),
            _ => None,
        })
    }
}

/// Everything that changes.
pub(super) struct State {
    /// What the site has in the language of the page; nothing before it is
    /// fetched, and then nothing can be shown.
    pub site: Option<&'static Site>,
    /// Light or dark.
    pub appearance: Appearance,
    /// Where the address leads.
    pub route: Route,
    /// What a link says, until it is read: the item, `?`, and the claim.
    pub link: Option<String>,
    /// What is shown.
    pub stage: Stage,
    /// What was typed for the policy that is shown.
    pub answers: Answers,
    /// The fields whose errors may show: those that were left.
    pub left: Vec<String>,
    /// How often everything was erased: each time, the form starts anew.
    pub erasures: usize,
    /// The present instant.
    pub now: Instant,
    /// As of when claims are judged.
    pub judging: Judging,
    /// What became of keeping what was typed.
    pub keeping: Keeping,
    /// What a screen reader is told next.
    pub said: String,
    /// Whether everybody is told.
    pub alerting: bool,
}

/// What the page shows.
#[derive(Clone, Copy)]
pub(super) enum Stage {
    /// Something is on its way.
    Loading,
    /// The choice of policies.
    Home,
    /// The link names a policy that there is not.
    #[cfg_attr(
        feature = "element",
        expect(
            dead_code,
            reason = "in another's page the choice of policies stands there"
        )
    )]
    UnknownPolicy,
    /// What is no policy, and shows itself.
    Aside(Companion),
    /// A policy could not be had.
    Failed,
    /// The questions of a policy, and the answer.
    Check(&'static Bundle),
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
    /// As of the instant of the link that was opened.
    Link(Instant),
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

impl State {
    fn new(place: Place) -> State {
        let route = Route::parse(&place.fragment());
        State {
            site: None,
            appearance: Appearance::of_theme(place.appearance().as_deref()),
            route,
            link: None,
            stage: Stage::Loading,
            answers: Answers::default(),
            left: Vec::new(),
            erasures: 0,
            now: browser::now(),
            judging: Judging::Now,
            keeping: place.keeping(),
            said: String::new(),
            alerting: false,
        }
    }

    /// The questions of a policy and the answer to what was typed.
    pub fn checked(&self, policy: &Bundle, words: &'static Wording) -> Option<CheckView> {
        let formats = IntlFormats::new(words.spoken);
        let as_of = self.as_of(policy, words.spoken);
        check(policy, &self.answers, as_of, words, &formats, &Zones)
    }

    /// The instant as of which a claim is judged. A report without a time that
    /// can be read is judged as of now.
    pub fn as_of(&self, policy: &Bundle, language: Language) -> Instant {
        match self.judging {
            Judging::Now => self.now,
            Judging::Report => self.reported_at(policy, language).unwrap_or(self.now),
            Judging::Link(at) => at,
        }
    }

    /// The instant of the report.
    pub fn reported_at(&self, policy: &Bundle, language: Language) -> Option<Instant> {
        let own_zone = IntlFormats::new(language).own_zone();
        let edition = self.answers.edition(policy)?;
        self.answers
            .reported_at(edition, &own_zone, language, &Zones)
    }
}

/// The language of the link, else the one chosen earlier, else the browser's.
pub(super) fn first_language(place: Place, route: &Route) -> Language {
    let chosen = place.language();
    route
        .language
        .or_else(|| Language::of_tag(&chosen?))
        .unwrap_or_else(|| {
            let preferred = page::preferred_languages();
            Language::preferred(preferred.iter().map(String::as_str))
        })
}
