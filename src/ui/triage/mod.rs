//! The reader of fault descriptions, as people meet it: the questions that their
//! words raise, what they sound like, and what helps now.
//!
//! A module of its own, which the page fetches when a person first types
//! (`element.js` makes an element of it). It is shown what was typed, shows
//! itself in the page's element, and tells the page by an event what is suspected
//! and what the person answers; otherwise neither knows of the other.

mod panel;

use crate::browser::packs::{self, Site};
use crate::browser::texts::{Texts, texts};
use crate::browser::{IntlFormats, Zones, now, values};
use crate::contract::triage_parts;
use crate::domain::claim::FAULT_LENGTH;
use crate::domain::policy::Bundle;
use crate::domain::triage::{By, Said, Weights};
use crate::journey::triage::{Climbed, Told, description, triage_words};
use crate::journey::{Answers, Language};
use crate::json::Json;
use crate::ui::held::{self, Held};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

thread_local! {
    static READERS: Held<Reader> = const { Held::new(Vec::new()) };
}

/// A reader in its element.
#[derive(Default)]
struct Reader {
    /// What stands around it: the words of the page and the policy, once fetched.
    around: Option<(&'static Site, &'static Bundle, &'static Texts)>,
    /// The description that was read last, and what it says.
    read: (String, Said),
    /// What the page was last told to suspect.
    told: Vec<String>,
    climbed: Climbed,
}

/// One of the readers, by its element. All that the panel knows of it.
#[derive(Clone)]
struct Hand(HtmlElement);

/// Shows a reader in an element with `policy`, `lang` and `typed`, or shows it again
/// when those have changed. `folder` is where this module was fetched from.
#[wasm_bindgen(js_name = showTriage)]
pub fn show(host: HtmlElement, folder: String) {
    held::hold(&READERS, &host, Reader::default());
    let hand = Hand(host);
    let (language, policy) = (hand.language(), hand.attribute("policy"));
    let stands = hand.with(|reader| {
        reader
            .around
            .is_some_and(|(site, bundle, _)| site.words.spoken == language && bundle.id() == policy)
    });
    if stands == Some(true) {
        hand.show();
        return;
    }
    spawn_local(async move {
        if let Some(around) = around(&hand.0, language, &policy, &folder).await
            && hand.language() == language
            && hand.attribute("policy") == policy
        {
            hand.with(|reader| {
                if reader
                    .around
                    .is_none_or(|(_, bundle, _)| bundle.id() != policy)
                {
                    reader.read = (String::new(), Said::default());
                    reader.told.clear();
                    reader.climbed.clear();
                }
                reader.around = Some(around);
            });
            hand.show();
        }
    });
}

/// Forgets the reader of an element that has left the document.
#[wasm_bindgen(js_name = forgetTriage)]
pub fn forget(host: HtmlElement) {
    held::forget(&READERS, &host);
}

/// The mean time of reading a text, in milliseconds, over `rounds`: the reading
/// alone. `json` is what the page fetches for a policy. For `cargo xtask bench`.
#[wasm_bindgen(js_name = measureTriage)]
#[must_use]
pub fn measure(json: &JsValue, text: &str, rounds: u32) -> Option<f64> {
    let json = values::to_json(json);
    let weights = json.get("weights").and_then(Json::as_text);
    let (triage, _) = triage_parts(&json, weights.and_then(Weights::read)).ok()??;
    let performance = web_sys::window()?.performance()?;
    let started = performance.now();
    for _ in 0..rounds {
        std::hint::black_box(triage.read(std::hint::black_box(text), By::Both));
    }
    Some((performance.now() - started) / f64::from(rounds))
}

async fn around(
    host: &HtmlElement,
    language: Language,
    policy: &str,
    folder: &str,
) -> Option<(&'static Site, &'static Bundle, &'static Texts)> {
    let site = packs::site(language).await.ok()?;
    let bundle = packs::policy_around(host, site, policy).await.ok()?;
    Some((site, bundle, texts(host, policy, folder).await?))
}

impl Hand {
    fn attribute(&self, name: &str) -> String {
        self.0.get_attribute(name).unwrap_or_default()
    }

    fn language(&self) -> Language {
        Language::of_tag(&self.attribute("lang")).unwrap_or(Language::English)
    }

    fn with<T>(&self, change: impl FnOnce(&mut Reader) -> T) -> Option<T> {
        held::with(&READERS, &self.0, change)
    }

    /// Reads what was typed, tells the page what is suspected, and shows the rest.
    fn show(&self) {
        let typed = values::parse(&self.attribute("typed"));
        let answers = typed.as_ref().map(Answers::from_json).unwrap_or_default();
        let mut suspected = None;
        let node = self.with(|reader| {
            let (site, bundle, ready) = reader.around?;
            let policy = answers.edition(bundle)?;
            let text: String = description(policy, &answers)
                .chars()
                // A longer one is read as far as a claim may have it.
                .take(FAULT_LENGTH)
                .collect();
            if reader.read.0 != text {
                reader.read = (text.clone(), ready.triage.read(&text, By::Both));
            }
            let pairs = reader.read.1.suspicions.iter();
            let pairs: Vec<String> = pairs
                .flat_map(|one| [one.fact.clone(), one.evidence.clone()])
                .collect();
            if reader.told != pairs {
                reader.told.clone_from(&pairs);
                suspected = Some(pairs);
            }
            let words = triage_words(site.words.spoken);
            let formats = IntlFormats::new(site.words.spoken);
            let told = Told {
                policy,
                written: &ready.written,
                answers: &answers,
                climbed: &reader.climbed,
                as_of: now(),
                wording: site.words,
                words,
                formats: &formats,
                world: &Zones,
            };
            let view = told.view(&reader.read.1);
            Some(panel::panel(self, view, words, site.words))
        });
        if let Some(node) = node.flatten() {
            held::show(&READERS, &self.0, node);
        }
        if let Some(pairs) = suspected {
            self.tell("suspect", pairs);
        }
    }

    /// The person answers a question.
    fn say(&self, fact: &str, answer: &str) {
        self.tell("say", vec![fact.to_owned(), answer.to_owned()]);
    }

    /// The person answers a question of a ladder; nothing begins it anew. Where it
    /// leads to an option, that is the answer.
    fn climb(&self, fact: &str, step: usize, answer: Option<usize>) {
        let landed = self.with(|reader| {
            let (_, _, ready) = reader.around?;
            if !reader.climbed.iter().any(|(climbed, _)| climbed == fact) {
                reader.climbed.push((fact.to_owned(), Vec::new()));
            }
            let own = reader
                .climbed
                .iter_mut()
                .find(|(climbed, _)| climbed == fact);
            let (_, climbed) = own?;
            climbed.truncate(step);
            climbed.extend(answer);
            crate::journey::triage::landed(&ready.written, fact, climbed)
        });
        match landed.flatten() {
            Some(option) => self.say(fact, &option),
            None => self.show(),
        }
    }

    /// Tells the page: `suspect` with facts and the words that raise them, or `say`
    /// with a fact and an answer.
    fn tell(&self, what: &str, parts: Vec<String>) {
        let parts = [what.to_owned()].into_iter().chain(parts);
        held::tell(&self.0, &parts.collect::<Vec<_>>());
    }
}
