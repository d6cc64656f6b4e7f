//! In an element of another's page.

use super::Pause;
use crate::browser::packs::{self, Site};
use crate::browser::{IntlFormats, Later, Zones, values};
use crate::contract::problem_told;
use crate::domain::policy::Bundle;
use crate::journey::{Answers, Formats, Language, Prefilled, Route, assessed, prefilled};
use crate::json::{Json, Problem};
use crate::ui::app;
use crate::ui::command::Dispatch;
use crate::ui::state::{Judging, Keeping, Model, Stage, State};
use gloo::timers::callback::Interval;
use js_sys::Function;
use std::cell::{Cell, RefCell};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Node};

/// One element of those that there are, by its number.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Place(usize);

/// What an element is told at its start, and may be told again.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Settings {
    /// Where it leads: policy and item, as in a link.
    pub fragment: String,
    /// The language, as a tag.
    pub language: Option<String>,
    /// The facts that are said beforehand: ids and texts.
    pub facts: Vec<(String, String)>,
    /// What was typed for each policy, from an earlier stay in the page.
    pub typed: Vec<(String, Answers)>,
}

/// What is kept for an element.
struct Own {
    root: Node,
    /// Called with what happens: its name and more.
    hear: Function,
    settings: Settings,
    pauses: [Later; 3],
    minute: Option<Interval>,
    /// The assessment that was told last.
    told: String,
}

thread_local! {
    static OWN: RefCell<Vec<(usize, Own)>> = const { RefCell::new(Vec::new()) };
    static NEXT: Cell<usize> = const { Cell::new(0) };
}

impl Place {
    /// Whether it is a page of its own.
    pub const fn is_page(self) -> bool {
        false
    }

    /// A new element: its shadow root, and what is called with what happens.
    pub fn new(root: Node, hear: Function, settings: Settings) -> Place {
        let id = NEXT.get();
        NEXT.set(id.wrapping_add(1));
        let own = Own {
            root,
            hear,
            settings,
            pauses: Default::default(),
            minute: None,
            told: String::new(),
        };
        OWN.with_borrow_mut(|all| all.push((id, own)));
        Place(id)
    }

    /// Forgets the element; returns what was typed.
    pub fn forget(self) -> Vec<(String, Answers)> {
        let own = OWN.with_borrow_mut(|all| {
            let place = all.iter().position(|(id, _)| *id == self.0)?;
            Some(all.swap_remove(place).1)
        });
        own.map(|own| own.settings.typed).unwrap_or_default()
    }

    /// Looks at what is kept for the element; `None` once it is gone.
    fn with<T>(self, look: impl FnOnce(&mut Own) -> T) -> Option<T> {
        OWN.with_borrow_mut(|all| {
            let (_, own) = all.iter_mut().find(|(id, _)| *id == self.0)?;
            Some(look(own))
        })
    }

    /// Changes the settings.
    pub fn set(self, change: impl FnOnce(&mut Settings)) {
        self.with(|own| change(&mut own.settings));
    }

    /// Tells the element.
    fn tell(self, what: &str, more: &JsValue) {
        if let Some(hear) = self.with(|own| own.hear.clone()) {
            // What others do about it is not ours.
            let _ = hear.call2(&JsValue::NULL, &what.into(), more);
        }
    }

    /// Tells whoever built the page what an attribute was expected to say.
    fn warn(self, text: &str) {
        self.tell("warning", &text.into());
    }

    /// The page's own policy, in a language, if it has brought one of this id.
    pub fn own_policy(self, id: &str, language: Language) -> Option<&'static Bundle> {
        packs::own_policy(&self.with(|own| own.root.clone())?, id, language)
    }

    /// Where it leads, as a fragment.
    pub fn fragment(self) -> String {
        self.with(|own| own.settings.fragment.clone())
            .unwrap_or_default()
    }

    /// Leads elsewhere.
    pub fn set_fragment(self, fragment: &str) {
        self.set(|settings| fragment.clone_into(&mut settings.fragment));
    }

    /// Whether a link leads to the choice of policies: not where the page around has
    /// chosen.
    pub fn leads_home(self) -> bool {
        self.with(|own| own.root.clone())
            .and_then(|root| root.dyn_into::<web_sys::ShadowRoot>().ok())
            .is_none_or(|root| {
                let host = root.host();
                !host.has_attribute("policy") && !host.has_attribute("src")
            })
    }

    /// The element with this id inside.
    pub fn find(self, id: &str) -> Option<Element> {
        let root = self.with(|own| own.root.clone())?;
        // A shadow root finds by id as a document does.
        root.unchecked_ref::<Document>().get_element_by_id(id)
    }

    /// Nothing: the focus that follows shows the new screen where it stands.
    pub fn show_top(self) {}

    /// None: the appearance is an attribute.
    pub fn appearance(self) -> Option<String> {
        None
    }

    /// Nothing: the appearance is an attribute.
    pub fn set_appearance(self, _: Option<&str>) {}

    /// The language that was chosen, as a tag.
    pub fn language(self) -> Option<String> {
        self.with(|own| own.settings.language.clone())?
    }

    /// Keeps the choice of language, for as long as the element stands.
    pub fn set_language(self, tag: &str) {
        self.set(|settings| settings.language = Some(tag.to_owned()));
    }

    /// What becomes of what is typed, before anything is.
    pub const fn keeping(self) -> Keeping {
        Keeping::Refused
    }

    /// Keeps what was typed for as long as the page stands, and tells the element the
    /// assessment. What it says is that nothing is kept on the device.
    pub fn keep(self, policy: &'static Bundle, state: &State) -> bool {
        self.set(|settings| {
            settings.typed.retain(|(id, _)| id != policy.id());
            let typed = (policy.id().to_owned(), state.answers.clone());
            settings.typed.push(typed);
        });
        self.tell_answer(policy, state);
        false
    }

    /// Tells the element the assessment, where it is to something new.
    pub fn tell_answer(self, policy: &'static Bundle, state: &State) {
        let Some(site) = state.site else { return };
        let language = site.words.spoken;
        let assessment = assessed(
            policy,
            &state.answers,
            state.as_of(policy, language),
            language,
            &IntlFormats::new(language),
            &Zones,
        );
        let Some(assessment) = assessment else { return };
        let text = state.answers.to_json().to_string();
        let text = match state.judging {
            Judging::Now => text,
            Judging::Report | Judging::Link(_) => [&text, " in time"].concat(),
        };
        let is_new = self.with(|own| std::mem::replace(&mut own.told, text.clone()) != text);
        if is_new == Some(true) {
            self.tell("assessed", &values::to_value_by_text(&assessment));
        }
    }

    /// What was typed for a policy while the page stood; else what the page around
    /// says beforehand.
    pub fn kept(self, policy: &Bundle) -> Option<Answers> {
        let kept = self.with(|own| {
            let mut typed = own.settings.typed.iter();
            let kept = typed.find(|(id, _)| id == policy.id());
            kept.map(|(_, answers)| answers.clone())
        });
        let facts = self.with(|own| own.settings.facts.clone());
        kept.flatten().or_else(|| {
            self.check_item(policy);
            Some(self.with_facts(policy, Answers::default(), &facts.unwrap_or_default()))
        })
    }

    /// The screen of a policy is entered with these answers: nobody has said anything
    /// new yet.
    pub fn enter(self, answers: &Answers) {
        self.with(|own| own.told = answers.to_json().to_string());
    }

    /// Tells of an item that the policy does not have; it is asked for, then.
    fn check_item(self, policy: &Bundle) {
        let (Some(item), Some(newest)) = (Route::parse(&self.fragment()).item, policy.newest())
        else {
            return;
        };
        if newest.item(&item).is_none() {
            let known: Vec<&str> = newest.items.iter().map(|item| item.id.as_str()).collect();
            let known = known.join(", ");
            self.warn(&format!(
                "item=\"{item}\": the policy has no such item; it has {known}"
            ));
        }
    }

    /// Answers with facts that the page around says. What is no answer is told.
    pub fn with_facts(
        self,
        policy: &Bundle,
        answers: Answers,
        facts: &[(String, String)],
    ) -> Answers {
        let own_zone = IntlFormats::new(Default::default()).own_zone();
        let Prefilled { answers, wrong } = prefilled(policy, answers, facts, &own_zone, &Zones);
        for text in wrong {
            self.warn(&text);
        }
        answers
    }

    /// Erases everything that was typed.
    pub fn erase(self) {
        self.set(|settings| settings.typed.clear());
    }

    /// What is shown in the place of a policy that the site does not have: the choice
    /// of those that it has.
    pub fn unknown_policy(self, site: &Site, id: &str) -> Stage {
        let known: Vec<&str> = site
            .policies
            .iter()
            .map(|entry| entry.id.as_str())
            .collect();
        let known = known.join(", ");
        self.warn(&format!(
            "policy=\"{id}\": there is no such policy; there are {known}"
        ));
        Stage::Home
    }

    /// Has a part fetched that is wanted now.
    pub fn want(self, part: &str) {
        self.tell("wanted", &part.into());
    }

    /// The checker is shown.
    pub fn report_running(self) {
        self.tell("running", &JsValue::NULL);
    }

    /// The program cannot go on.
    pub fn report_stopped(self, why: &str) {
        let problem = Problem::new("element.stopped", "", why.to_owned());
        self.report(&[problem]);
    }

    /// Tells the element what is wrong.
    fn report(self, problems: &[Problem]) {
        let problems = Json::List(problems.iter().map(problem_told).collect());
        self.tell("error", &values::to_value(&problems));
    }

    /// Nothing: the language of the document is not ours.
    pub fn show_language(self, _: &str) {}

    /// Nothing: the looks of the document are not ours.
    pub fn show_theme(self, _: Option<&str>) {}

    /// Nothing: the title of the document is not ours.
    pub fn show_title(self, _: &str) {}

    /// Does this after a pause, and what waited before no more.
    pub fn after(self, pause: Pause, wait: Duration, then: impl FnOnce() + 'static) {
        self.with(|own| {
            let [keep, say, tick] = &own.pauses;
            let waiting = match pause {
                Pause::Keep => keep,
                Pause::Say => say,
                Pause::Tick => tick,
            };
            waiting.after(wait, then);
        });
    }

    /// Hears of time passing, until the element is gone.
    pub fn hear(self, model: Model, _: Dispatch) {
        let minute = Interval::new(60_000, move || app::read_clock(model));
        self.with(|own| own.minute = Some(minute));
    }
}
