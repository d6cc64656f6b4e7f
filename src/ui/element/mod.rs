//! The checker in an element of another's page: `<warranty-checker>`.
//!
//! A module of its own, which `embed.js` fetches once for all the elements of a page
//! (`element.js` is what each of them does).

use super::command::{Command, Dispatch};
use super::place::{Place, Settings};
use super::{app, state::Model};
use crate::browser::{packs, values};
use crate::journey::{Answers, Language};
use crate::json::Json;
use js_sys::Function;
use std::any::Any;
use std::cell::OnceCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, Node};

/// Starts the module: where the site is, in the attributes of an element, and what is
/// called when the program cannot go on.
#[wasm_bindgen]
pub fn begin(site: web_sys::Element, stopped: Function) {
    packs::stand_at(site);
    std::panic::set_hook(Box::new(move |panic| {
        // Nothing more may be asked of a program that has panicked.
        let _ = stopped.call1(&JsValue::NULL, &panic.to_string().into());
    }));
}

/// The tag of the language that a tag means; `undefined` for one that is not spoken.
#[wasm_bindgen(js_name = languageOf)]
pub fn language_of(tag: &str) -> Option<String> {
    Language::of_tag(tag).map(|language| language.tag().to_owned())
}

/// A checker that stands in an element. Freed, it is gone from there.
#[wasm_bindgen]
pub struct Mounted {
    dispatch: Dispatch,
    place: Place,
    /// What is shown, for as long as it is held.
    held: Option<Box<dyn Any>>,
}

#[wasm_bindgen]
impl Mounted {
    /// Mounts a checker into a shadow root. `settings` are `fragment`, `language`,
    /// `facts` (pairs of id and text) and `typed` (what [`Mounted::leave`] gave);
    /// `hear` is called with what happens and more.
    #[wasm_bindgen(constructor)]
    pub fn new(root: HtmlElement, settings: &JsValue, hear: Function) -> Mounted {
        let settings = settings_of(&values::to_json(settings));
        let node: Node = root.clone().into();
        let place = Place::new(node, hear, settings);
        let made = Rc::new(OnceCell::new());
        let making = made.clone();
        let held = leptos::mount::mount_to(root, move || {
            app::app(*making.get_or_init(|| Model::new(place)))
        });
        let model = *made.get_or_init(|| Model::new(place));
        Mounted {
            dispatch: Dispatch::new(model),
            place,
            held: Some(Box::new(held)),
        }
    }

    /// Follows a link.
    pub fn go(&self, fragment: &str) {
        self.place.set_fragment(fragment);
        self.dispatch.send(Command::Go);
    }

    /// Speaks another language, by its tag.
    pub fn speak(&self, tag: &str) {
        if let Some(language) = Language::of_tag(tag) {
            self.dispatch.send(Command::Speak(language));
        }
    }

    /// Says facts, as pairs of id and text.
    pub fn say(&self, facts: &JsValue) {
        let facts = pairs(&values::to_json(facts));
        let mut new = facts.clone();
        self.place.set(|settings| {
            // What was said before may have been changed by the person since.
            new.retain(|fact| !settings.facts.contains(fact));
            settings.facts = facts;
        });
        self.dispatch.prefill(&new);
    }

    /// Leaves the element: gives what was typed, for the next time.
    pub fn leave(mut self) -> String {
        self.dispatch.keep();
        self.held = None;
        let typed = self.place.forget().into_iter();
        let typed = typed.map(|(policy, answers)| (policy, answers.to_json()));
        Json::Object(typed.collect()).to_string()
    }
}

impl std::fmt::Debug for Mounted {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Mounted")
    }
}

fn settings_of(json: &Json) -> Settings {
    let text = |name: &str| Some(json.get(name)?.as_text()?.to_owned());
    let typed = text("typed").and_then(|typed| values::parse(&typed));
    let typed = match typed {
        Some(Json::Object(typed)) => typed,
        _ => Vec::new(),
    };
    let typed = typed.into_iter();
    Settings {
        fragment: text("fragment").unwrap_or_default(),
        language: text("language"),
        facts: json.get("facts").map(pairs).unwrap_or_default(),
        typed: typed
            .map(|(policy, answers)| (policy, Answers::from_json(&answers)))
            .collect(),
    }
}

fn pairs(json: &Json) -> Vec<(String, String)> {
    let Json::List(pairs) = json else {
        return Vec::new();
    };
    let pair = |pair: &Json| match pair {
        Json::List(pair) => match pair.as_slice() {
            [Json::Text(id), Json::Text(text)] => Some((id.clone(), text.clone())),
            _ => None,
        },
        _ => None,
    };
    pairs.iter().filter_map(pair).collect()
}
