//! What a person takes away of an answer: the guided request, the sheet on paper, in
//! mails and in tickets, the dates, a link, a code and a record; and the way back,
//! from a link or a record.
//!
//! A module of its own, which the page fetches when it is wanted (`element.js` makes
//! an element of it). It is shown what was typed; it tells the page by an event what
//! a link says, or what had been typed before, and otherwise neither knows of the
//! other.

mod file;
mod panel;
mod records;
mod sheet;

use super::held::{self, Held};
use super::markup::Node;
use crate::browser::packs::{self, Site};
use crate::browser::texts::texts;
use crate::browser::{IntlFormats, Zones, now, page, storage, values};
use crate::contract::link::LinkError;
use crate::contract::{assess_editions, describes, read_claim, record};
use crate::domain::coverage::Verdict;
use crate::domain::instant::Instant;
use crate::domain::policy::Bundle;
use crate::domain::triage::ReadsTexts;
use crate::domain::world::civil_date;
use crate::journey::takeaway::{
    Around, OpenedLink, Person, TakeawayWords, Things, open_link, takeaway_words, verdict_told,
};
use crate::journey::wording::fill;
use crate::journey::{Answers, Formats, Language};
use crate::json::Json;
use records::Records;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

thread_local! {
    static HELD: Held<Stand> = const { Held::new(Vec::new()) };
}

/// What is kept for an element.
#[derive(Default)]
struct Stand {
    /// The words of the page and the policy, once fetched.
    around: Option<(&'static Site, Option<&'static Bundle>)>,
    person: Person,
    /// Whether the browser refuses to keep what is said here: then it is only here.
    refused: bool,
    /// The link that was read last.
    link: String,
    notice: Notice,
    /// What had been typed before the link was opened.
    before: Option<String>,
    /// Which erasure of everything was heard of.
    erased: String,
    said: Said,
    shows_code: bool,
    records: Records,
}

/// What became of a link.
#[derive(Default)]
enum Notice {
    #[default]
    Nothing,
    /// It was opened: as of when, what was answered, and whether by the same pack.
    Opened(Instant, Verdict, bool),
    /// It could not be.
    Refused(LinkError),
}

/// What became of the last thing the person did.
#[derive(Default)]
enum Said {
    #[default]
    Nothing,
    Copied,
    /// The browser refused; the text is shown, to be copied by hand.
    NotCopied(String),
    Saved(String),
    NotSaved,
    /// The mail has a part; the whole is in the clipboard.
    InPart,
}

/// What a person does.
#[derive(Clone)]
enum Deed {
    Print,
    /// Copies a text.
    Copy(String),
    /// Opens a mail that has a part only: the whole is copied.
    MailInPart(String),
    SaveCalendar(String, String),
    SaveRecord(String, Json),
    ShowCode,
    /// Says one of their details.
    Say(Detail, String),
    BringBack,
    ForgetBefore,
    /// Pastes a record or a link.
    Paste(String),
    OpenFile(web_sys::File),
}

/// One of a person's details.
#[derive(Clone, Copy)]
enum Detail {
    Name,
    Contact,
    Address,
    Paid,
}

/// One of the elements. All that the panel knows of it.
#[derive(Clone)]
struct Hand(HtmlElement);

/// Shows what can be taken away in an element with `policy`, `lang`, `typed` and
/// `as-of`, or shows it again when those have changed, or when everything was erased
/// (`erased`). With `link`, which is what a
/// link says, that is read first. Without `policy` it is the place where records are
/// opened.
#[wasm_bindgen(js_name = showTakeaway)]
pub fn show(host: HtmlElement) {
    held::hold(&HELD, &host, Stand::default());
    let hand = Hand(host);
    let (language, policy) = (hand.language(), hand.attribute("policy"));
    let erased = hand.attribute("erased");
    hand.with(|stand| {
        if !erased.is_empty() && stand.erased != erased {
            stand.refused = false;
        }
        stand.erased = erased;
        // What is kept may have been erased since.
        if !stand.refused {
            let kept = storage::kept_text(PERSON).and_then(|text| values::parse(&text));
            stand.person = kept.as_ref().map(Person::from_json).unwrap_or_default();
            stand.before = storage::kept_text(&before_key(&policy));
        }
    });
    let stands = hand.with(|stand| {
        stand.around.is_some_and(|(site, bundle)| {
            site.words.spoken == language && bundle.map_or("", Bundle::id) == policy
        })
    });
    if stands == Some(true) {
        hand.show();
        return;
    }
    spawn_local(async move {
        let Some(around) = around(&hand.0, language, &policy).await else {
            return;
        };
        if hand.language() == language && hand.attribute("policy") == policy {
            hand.with(|stand| stand.around = Some(around));
            hand.show();
        }
    });
}

/// Forgets an element that has left the document.
#[wasm_bindgen(js_name = forgetTakeaway)]
pub fn forget(host: HtmlElement) {
    held::forget(&HELD, &host);
}

async fn around(
    host: &HtmlElement,
    language: Language,
    policy: &str,
) -> Option<(&'static Site, Option<&'static Bundle>)> {
    let site = packs::site(language).await.ok()?;
    if policy.is_empty() {
        return Some((site, None));
    }
    let bundle = packs::policy_around(host, site, policy).await.ok()?;
    Some((site, Some(bundle)))
}

/// Under which keys what is not an answer is kept: erasing the answers erases them.
const PERSON: &str = "(person)";

fn before_key(policy: &str) -> String {
    ["(before) ", policy].concat()
}

/// A policy and all that telling of it needs.
#[derive(Clone, Copy)]
struct Place {
    site: &'static Site,
    bundle: &'static Bundle,
    words: &'static TakeawayWords,
}

impl Hand {
    fn attribute(&self, name: &str) -> String {
        self.0.get_attribute(name).unwrap_or_default()
    }

    fn language(&self) -> Language {
        Language::of_tag(&self.attribute("lang")).unwrap_or(Language::English)
    }

    fn with<T>(&self, change: impl FnOnce(&mut Stand) -> T) -> Option<T> {
        held::with(&HELD, &self.0, change)
    }

    fn place(&self) -> Option<Place> {
        let (site, bundle) = self.with(|stand| stand.around)??;
        Some(Place {
            site,
            bundle: bundle?,
            words: takeaway_words(site.words.spoken),
        })
    }

    /// What was typed.
    fn answers(&self) -> Answers {
        let typed = values::parse(&self.attribute("typed"));
        typed.as_ref().map(Answers::from_json).unwrap_or_default()
    }

    /// As of when it is judged: now, where the page does not say.
    fn as_of(&self) -> Instant {
        Instant::parse(&self.attribute("as-of")).unwrap_or_else(now)
    }

    fn things(&self, place: Place) -> Option<Things> {
        let person = self.with(|stand| stand.person.clone())?;
        let formats = IntlFormats::new(place.site.words.spoken);
        let around = Around {
            bundle: place.bundle,
            answers: &self.answers(),
            as_of: self.as_of(),
            wording: place.site.words,
            words: place.words,
            formats: &formats,
            world: &Zones,
        };
        let mut things = around.things(&person)?;
        if packs::own_pack(&self.0, "id").is_some() {
            // The site does not have the policy, so no link of the site leads to it.
            things.link = None;
        }
        Some(things)
    }

    /// Reads a link that has come, then shows how all stands.
    fn show(&self) {
        if let Some(place) = self.place() {
            self.read_link(place);
            if let Some(things) = self.things(place) {
                let notices = self.notices(place, &things);
                let node = self.with(|stand| panel::panel(self, stand, place, &things, notices));
                self.put(node);
            }
        } else if let Some(Some((site, None))) = self.with(|stand| stand.around) {
            let words = takeaway_words(site.words.spoken);
            let node = self.with(|stand| records::panel(self, &stand.records, words));
            self.put(node);
        }
    }

    fn put(&self, node: Option<Node>) {
        let Some(node) = node else { return };
        if held::show(&HELD, &self.0, node) {
            held::take_the_place_of_the_button(&self.0, "[tabindex=\"-1\"]");
        }
    }

    /// Tells the page what a link says. A link is read once.
    fn read_link(&self, place: Place) {
        let link = self.attribute("link");
        let policy = place.bundle.id();
        let is_new = self.with(|stand| {
            let is_new = !link.is_empty() && stand.link != link;
            stand.link.clone_from(&link);
            is_new
        });
        if is_new != Some(true) {
            return;
        }
        let (item, text) = link.split_once('?').unwrap_or(("", &link));
        let item = (!item.is_empty()).then_some(item);
        let own_zone = IntlFormats::new(place.site.words.spoken).own_zone();
        let (notice, parts) = match open_link(place.bundle, item, text, &own_zone, &Zones) {
            Ok(opened) => {
                let parts = self.opened(policy, &opened);
                (
                    Notice::Opened(opened.as_of, opened.verdict, opened.same_pack),
                    parts,
                )
            }
            Err(error) => {
                let told = refusal(error, place.words).to_owned();
                (Notice::Refused(error), vec![String::new(), told])
            }
        };
        self.with(|stand| stand.notice = notice);
        held::tell(&self.0, &parts);
    }

    /// What is to be taken over of a link. What stands there now is kept beside.
    fn opened(&self, policy: &str, opened: &OpenedLink) -> Vec<String> {
        let typed = opened.answers.to_json().to_string();
        let had = self.answers();
        let is_blank = had.facts.is_empty() && had.item.is_none();
        if !is_blank && had.to_json().to_string() != typed {
            let had = had.to_json().to_string();
            let kept = storage::keep_text(&before_key(policy), &had);
            self.with(|stand| {
                stand.refused |= !kept;
                stand.before = Some(had);
            });
        }
        taken_over(typed, opened.as_of)
    }

    /// What became of a link, in sentences; and whether that is bad news.
    fn notices(&self, place: Place, things: &Things) -> (Vec<String>, bool) {
        let Place { site, words, .. } = place;
        let as_of = self.attribute("as-of");
        let told = self.with(|stand| match stand.notice {
            Notice::Opened(at, verdict, same_pack) if as_of == at.to_string() => {
                let formats = IntlFormats::new(site.words.spoken);
                let day = place
                    .bundle
                    .newest()
                    .map(|policy| civil_date(&Zones, &policy.zone, at));
                let day = day.map(|day| formats.date(day)).unwrap_or_default();
                let then = verdict_told(verdict.word(), site.words);
                let mut told = vec![fill(words.from_link, &[&day, &then])];
                if !same_pack {
                    told.push(words.pack_changed.to_owned());
                }
                if then != things.paper.verdict.0 {
                    told.push(words.answer_changed.to_owned());
                }
                (told, false)
            }
            Notice::Refused(error) => (vec![refusal(error, words).to_owned()], true),
            _ => (Vec::new(), false),
        });
        told.unwrap_or_default()
    }

    fn act(&self, deed: Deed) {
        match deed {
            Deed::Print => {
                if let Some(place) = self.place()
                    && let Some(things) = self.things(place)
                {
                    // The paper of another's page is not ours: our own page prints it.
                    if page::is_elsewhere() {
                        let fragment = things.link.as_ref().map(|link| link.fragment.as_str());
                        page::open(&[&page::address(), fragment.unwrap_or_default()].concat());
                        return;
                    }
                    sheet::print(&things, place, &page::address());
                }
                return;
            }
            Deed::Copy(text) => return self.copy(text, Said::Copied),
            Deed::MailInPart(text) => return self.copy(text, Said::InPart),
            Deed::SaveCalendar(name, text) => self.say(file::save(&name, "text/calendar", &text)),
            Deed::SaveRecord(name, claim) => return self.save_record(name, claim),
            Deed::ShowCode => {
                self.with(|stand| stand.shows_code = !stand.shows_code);
            }
            Deed::Say(detail, text) => {
                self.with(|stand| {
                    let person = &mut stand.person;
                    *match detail {
                        Detail::Name => &mut person.name,
                        Detail::Contact => &mut person.contact,
                        Detail::Address => &mut person.address,
                        Detail::Paid => &mut person.paid,
                    } = text;
                    stand.refused = !storage::keep_text(PERSON, &person.to_json().to_string());
                });
            }
            Deed::BringBack => return self.bring_back(),
            Deed::ForgetBefore => self.forget_before(),
            Deed::Paste(text) => return records::open(self, text),
            Deed::OpenFile(file) => return records::open_file(self, file),
        }
        self.show();
    }

    fn say(&self, said: Said) {
        self.with(|stand| stand.said = said);
    }

    fn copy(&self, text: String, copied: Said) {
        let hand = self.clone();
        spawn_local(async move {
            let said = if page::copy_text(&text).await {
                copied
            } else {
                Said::NotCopied(text)
            };
            hand.say(said);
            hand.show();
        });
    }

    /// Assesses the claim as the command line does, with what its description says,
    /// and saves both.
    fn save_record(&self, name: String, claim: Json) {
        let Some(place) = self.place() else { return };
        let hand = self.clone();
        spawn_local(async move {
            let said = match recorded(&hand.0, place, &claim).await {
                Some(record) => file::save(&name, "application/json", &record.to_string()),
                None => Said::NotSaved,
            };
            hand.say(said);
            hand.show();
        });
    }

    /// What had been typed before a link was opened comes back; what the link said
    /// goes.
    fn bring_back(&self) {
        let before = self.with(|stand| stand.before.take()).flatten();
        self.forget_before();
        if let Some(before) = before {
            self.with(|stand| stand.notice = Notice::Nothing);
            held::tell(&self.0, &[before]);
        }
    }

    fn forget_before(&self) {
        if let Some(place) = self.place() {
            storage::forget_text(&before_key(place.bundle.id()));
        }
        self.with(|stand| stand.before = None);
    }
}

/// Why a link could not be opened.
fn refusal(error: LinkError, words: &TakeawayWords) -> &'static str {
    match error {
        LinkError::Damaged => words.link_damaged,
        LinkError::Version => words.link_version,
        LinkError::Outdated => words.link_outdated,
    }
}

/// What the page takes over: what was typed, and as of when it is judged.
fn taken_over(typed: String, as_of: Instant) -> Vec<String> {
    vec![
        typed,
        as_of.seconds().to_string(),
        as_of.offset().to_string(),
    ]
}

/// The record of a claim; `None` where how its description is read could not be had.
async fn recorded(host: &HtmlElement, place: Place, claim: &Json) -> Option<Json> {
    let assessment = assessed(host, place.bundle, claim).await?;
    let policy = record::edition_of(place.bundle, &assessment)?;
    let read = read_claim(policy, claim).ok()?;
    Some(record::record(policy, &read, assessment))
}

/// The assessment of a claim, by the words of its description, too.
async fn assessed(host: &HtmlElement, bundle: &Bundle, claim: &Json) -> Option<Json> {
    let texts = if describes(bundle, claim) {
        Some(texts(host, bundle.id(), &page::part_folder("triage")?).await?)
    } else {
        None
    };
    let triage = texts.map(|texts| &texts.triage as &dyn ReadsTexts);
    assess_editions(bundle, claim, triage, &Zones).ok()
}
