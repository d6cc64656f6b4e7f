//! What a person can do, and what it does to the state.

use super::focus;
use super::place::{Pause, Place};
use super::state::{Appearance, Judging, Keeping, Model, Stage, State, first_language};
use crate::browser::packs::Site;
use crate::browser::{later, packs, values};
use crate::domain::instant::Instant;
use crate::journey::{Answers, Companion, Language, Route, Typed};
use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

/// What a person can do.
#[derive(Clone, Debug)]
pub(super) enum Command {
    /// Follow the address.
    Go,
    /// Switch the language.
    Speak(Language),
    /// Switch the appearance.
    Look(Appearance),
    /// Choose the item; `None` takes it back.
    Choose(Option<String>),
    /// Say something about a fact, by its id; `None` takes it back.
    Say(String, Option<Typed>),
    /// Fetch what helps with a question.
    Want(&'static str),
    /// Take over what it found: of a health report item, serial number, bytes
    /// written, percentage used, hours under power, each empty where it does not
    /// say; of the description of the fault what [`Answers::heed`] takes; of a link what
    /// [`open`] takes.
    Take(Companion, Vec<String>),
    /// Say that something could not be fetched.
    Missing,
    /// Answer every open exclusion with no.
    NoneOfThese,
    /// Leave a field: its error may show.
    Leave(String),
    /// Type in a field that shows no error: none shows before it is left.
    Resume(String),
    /// Judge as of now or of the report.
    Judge(Judging),
    /// Erase everything that was typed, for every policy.
    Erase,
}

/// Takes commands. All that a part can do with the state.
#[derive(Clone, Copy)]
pub(super) struct Dispatch(Model);

impl Dispatch {
    /// Commands change this state.
    pub fn new(model: Model) -> Dispatch {
        Dispatch(model)
    }

    /// Where the program stands.
    pub fn place(self) -> Place {
        self.0.place()
    }

    /// Keeps what was typed, without waiting for a pause.
    #[cfg(feature = "element")]
    pub fn keep(self) {
        keep(self.0);
    }

    /// Says what the page around says beforehand, beside what was typed.
    #[cfg(feature = "element")]
    pub fn prefill(self, facts: &[(String, String)]) {
        self.0.change(&mut |state| {
            if let Stage::Check(policy) = state.stage {
                let typed = std::mem::take(&mut state.answers);
                state.answers = self.place().with_facts(policy, typed, facts);
            }
        });
    }

    /// Does what the person wants.
    pub fn send(self, command: Command) {
        let model = self.0;
        let place = model.place();
        match command {
            Command::Go => go(model, Route::parse(&place.fragment()), Arrival::Later),
            Command::Speak(language) => speak(model, language),
            Command::Look(appearance) => {
                place.set_appearance(appearance.theme());
                model.change(&mut |state| state.appearance = appearance);
            }
            Command::Choose(item) => {
                answer(model, &mut |state| state.answers.item.clone_from(&item));
                show_in_address(model);
            }
            Command::Say(fact, typed) => {
                answer(model, &mut |state| state.answers.set(&fact, typed.clone()));
            }
            Command::Want(part) => place.want(part),
            Command::Take(companion, parts) => {
                answer(model, &mut |state| {
                    if let Stage::Check(policy) = state.stage
                        && let Some(edition) = state.answers.edition(policy)
                    {
                        match companion {
                            Companion::Report => state.answers.take_report(edition, &parts),
                            Companion::Triage => state.answers.heed(edition, &parts),
                            Companion::Takeaway => open(state, &parts),
                            Companion::Embedding | Companion::Compare => {}
                        }
                    }
                });
                show_in_address(model);
            }
            Command::Missing => {
                if let Some(site) = model.site() {
                    alert(model, site.words.failed_text);
                }
            }
            Command::NoneOfThese => answer(model, &mut |state| {
                if let Stage::Check(policy) = &state.stage
                    && let Some(edition) = state.answers.edition(policy)
                {
                    state.answers.none_of_these(edition);
                }
            }),
            Command::Leave(field) => model.change(&mut |state| {
                if !state.left.contains(&field) {
                    state.left.push(field.clone());
                }
            }),
            Command::Resume(field) => {
                model.change(&mut |state| state.left.retain(|left| *left != field));
            }
            Command::Judge(judging) => {
                model.change(&mut |state| state.judging = judging);
                tell_answer(model);
            }
            Command::Erase => erase(model),
        }
    }
}

/// Takes what a link says: what was typed, as it is kept, and as of when it is judged,
/// in seconds and the offset it is written with; now, where it does not say. Of a
/// link that could not be read only why, which everybody is told.
fn open(state: &mut State, parts: &[String]) {
    state.link = None;
    let [typed, rest @ ..] = parts else { return };
    if let [told] = rest {
        state.said.clone_from(told);
        state.alerting = true;
    }
    let Some(typed) = values::parse(typed) else {
        return;
    };
    state.answers = Answers::from_json(&typed);
    state.left = state
        .answers
        .facts
        .iter()
        .map(|(fact, _)| fact.clone())
        .collect();
    state.erasures = state.erasures.wrapping_add(1);
    let mut numbers = rest.iter().filter_map(|number| number.parse::<i64>().ok());
    state.judging = match (numbers.next(), numbers.next()) {
        (Some(seconds), Some(offset)) => {
            // Offsets are less than a day.
            let offset = i32::try_from(offset).unwrap_or_default();
            Judging::Link(Instant::new(seconds, offset))
        }
        _ => Judging::Now,
    };
}

/// Starts something that waits. One type of future, so that one piece of code
/// runs them all.
fn start(future: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(future);
}

/// Changes the answers, and keeps them once the person pauses.
fn answer(model: Model, change: &mut dyn FnMut(&mut State)) {
    model.change(change);
    let wait = Duration::from_millis(400);
    model.place().after(Pause::Keep, wait, move || keep(model));
}

/// Keeps what was typed on this device. What is blank and was never kept is
/// not worth keeping.
pub(super) fn keep(model: Model) {
    let place = model.place();
    let mut after = None;
    model.look(&mut |state| {
        let Stage::Check(policy) = &state.stage else {
            return;
        };
        let blank = state.answers == Answers::default();
        if blank && place.kept(policy).is_none() {
            return;
        }
        let keeping = if place.keep(policy, state) {
            Keeping::Kept
        } else {
            Keeping::Refused
        };
        after = (keeping != state.keeping).then_some(keeping);
    });
    if let Some(keeping) = after {
        model.change(&mut |state| state.keeping = keeping);
    }
}

/// Tells whoever listens what is answered now.
fn tell_answer(model: Model) {
    model.look(&mut |state| {
        if let Stage::Check(policy) = state.stage {
            model.place().tell_answer(policy, state);
        }
    });
}

fn erase(model: Model) {
    model.place().erase();
    model.change(&mut |state| {
        state.answers = Answers::default();
        state.left.clear();
        state.erasures = state.erasures.wrapping_add(1);
        state.judging = Judging::Now;
        state.keeping = Keeping::Erased;
    });
    tell_answer(model);
    if let Some(site) = model.site() {
        say(model, site.words.erased);
    }
    show_in_address(model);
}

/// Has a screen reader say a text. The same text twice is said twice.
pub(super) fn say(model: Model, text: &str) {
    model.change(&mut |state| {
        let again = state.said == text;
        state.said = text.to_owned();
        if again {
            state.said.push('\u{a0}');
        }
        state.alerting = false;
    });
}

/// Tells everybody, not a screen reader alone.
fn alert(model: Model, text: &str) {
    say(model, text);
    model.change(&mut |state| state.alerting = true);
}

/// Writes what is shown into the address, in the place of what stands there.
fn show_in_address(model: Model) {
    model.change(&mut |state| {
        if let Stage::Check(policy) = &state.stage {
            state.route.policy = Some(policy.id().to_owned());
            state.route.item.clone_from(&state.answers.item);
        }
        model.place().set_fragment(&state.route.fragment());
    });
}

/// Switches the language. The page goes on in the present one until its words
/// and its policy have come in the other.
fn speak(model: Model, language: Language) {
    model.place().set_language(language.tag());
    let policy = model.policy();
    start(Box::pin(async move {
        let arrived = arrive(model, policy.clone(), language).await;
        // Another navigation may have overtaken this one.
        if model.policy() != policy {
            return;
        }
        match arrived {
            Some((site, Stage::Check(policy))) => model.change(&mut |state| {
                state.stage = Stage::Check(policy);
                state.site = Some(site);
            }),
            Some((site, _)) if policy.is_none() => {
                model.change(&mut |state| state.site = Some(site));
            }
            _ => {
                if let Some(site) = model.site() {
                    alert(model, site.words.failed_text);
                }
                return;
            }
        }
        model.change(&mut |state| {
            state.alerting = false;
            // The link's language has had its turn.
            state.route.language = None;
        });
        show_in_address(model);
    }));
}

/// What stands in links in the place of a policy: where decision records are opened,
/// how other pages show the checker, and where items stand side by side.
const RECORD: &str = "record";
const EMBED: &str = "embed";
const COMPARE: &str = "compare";

/// How long a screen stays while the next one is on its way.
const PATIENCE: Duration = Duration::from_millis(300);

/// Whether a screen is the first one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrival {
    /// The page has just been opened: the focus is where the browser has it.
    First,
    /// Another screen was there before: the focus goes to the new one.
    Later,
}

/// Goes where the address leads.
pub(super) fn go(model: Model, route: Route, arrival: Arrival) {
    keep(model);
    let spoken = model.site().map(|site| site.words.spoken);
    let language = route.language.or(spoken);
    let language = language.unwrap_or_else(|| first_language(model.place(), &route));
    let item = route.item.as_deref().unwrap_or_default();
    let claim = route.claim.as_deref();
    let link = claim.map(|claim| [item, "?", claim].concat());
    model.change(&mut |state| {
        state.route = route.clone();
        state.link.clone_from(&link);
    });
    if route.policy.is_some() && route.policy == model.policy() {
        // The same policy: only the item, the language and what a link says can be
        // others.
        if route.claim.is_some() {
            model.place().want("takeaway");
        } else if route.item.is_some() {
            answer(model, &mut |state| {
                state.answers.item.clone_from(&route.item);
            });
        }
        if Some(language) != spoken {
            speak(model, language);
        }
        return;
    }
    let arrived = Rc::new(Cell::new(false));
    let waiting = arrived.clone();
    later(PATIENCE, move || {
        if !waiting.get() {
            model.change(&mut |state| state.stage = Stage::Loading);
        }
    });
    start(Box::pin(async move {
        let arrival_at = arrive(model, route.policy.clone(), language).await;
        arrived.set(true);
        // Another navigation may have overtaken this one.
        if model.route().policy != route.policy {
            return;
        }
        match arrival_at {
            Some((site, stage)) => {
                model.change(&mut |state| state.site = Some(site));
                enter(model, stage, &route);
            }
            // Without words the page can say nothing; index.html can.
            None if spoken.is_none() => {
                let why = "the words of the page could not be had";
                model.place().report_stopped(why);
                return;
            }
            None => enter(model, Stage::Failed, &route),
        }
        match arrival {
            Arrival::First => model.place().report_running(),
            Arrival::Later => focus::on_new_screen(model.place()),
        }
    }));
}

/// What the site has in a language, and what is shown there for an address;
/// `None` where not even the words can be had.
async fn arrive(
    model: Model,
    policy: Option<String>,
    language: Language,
) -> Option<(&'static Site, Stage)> {
    let site = packs::site(language).await.ok()?;
    let Some(id) = policy else {
        return Some((site, Stage::Home));
    };
    if let Some(own) = model.place().own_policy(&id, language) {
        return Some((site, Stage::Check(own)));
    }
    let stage = match site.policies.iter().find(|entry| entry.id == id) {
        None if id == RECORD => Stage::Aside(Companion::Takeaway),
        None if id == EMBED => Stage::Aside(Companion::Embedding),
        None if id == COMPARE => Stage::Aside(Companion::Compare),
        None => model.place().unknown_policy(site, &id),
        Some(entry) => match packs::load(entry, language).await {
            Ok(policy) => Stage::Check(policy),
            Err(_) => Stage::Failed,
        },
    };
    Some((site, stage))
}

/// Shows another screen, with what was kept for its policy.
fn enter(model: Model, stage: Stage, route: &Route) {
    let place = model.place();
    model.change(&mut |state| {
        if let Stage::Check(policy) = &stage {
            let mut answers = place.kept(policy).unwrap_or_default();
            if route.item.is_some() && route.claim.is_none() {
                answers.item.clone_from(&route.item);
            }
            state.left = answers.facts.iter().map(|(fact, _)| fact.clone()).collect();
            if !answers.facts.is_empty() {
                // What was kept is read as what is typed is.
                place.want("triage");
            }
            place.enter(&answers);
            state.answers = answers;
            state.judging = Judging::Now;
            if route.claim.is_some() {
                place.want("takeaway");
            }
        }
        state.stage = stage;
    });
    match stage {
        Stage::Check(_) => show_in_address(model),
        Stage::Aside(which) => place.want(which.part()),
        _ => {}
    }
}
