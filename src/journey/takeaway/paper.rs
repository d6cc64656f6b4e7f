//! The sheet: what paper, mails and tickets say of an answer and of the request
//! that follows it. One model; each medium writes it in its own way.

use super::words::TakeawayWords;
use super::{Person, Takeaway};
use crate::domain::claim::Value;
use crate::domain::policy::document::{FactType, RequestKind, Role};
use crate::domain::policy::{FactId, Passage};
use crate::journey::result::{Answer, Contact};
use crate::journey::told::Teller;
use crate::journey::wording::{Wording, fill};

/// The sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// What it is: a return request, a service request, an answer.
    pub title: String,
    /// The policy.
    pub policy: String,
    /// The reference.
    pub reference: String,
    /// As of when.
    pub as_of: String,
    /// The verdict, and one sentence on it.
    pub verdict: (String, String),
    /// Sections, without those that have nothing to say.
    pub sections: Vec<Section>,
    /// What the answer is worth.
    pub foot: Vec<String>,
}

/// A part of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it is about.
    pub part: Part,
    /// Its heading.
    pub heading: String,
    /// What it says.
    pub lines: Vec<Line>,
}

/// Which part of the sheet it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Why.
    Why,
    /// What it is about.
    About,
    /// What was said to be so and not to be so.
    Said,
    /// How long cover runs.
    HowLong,
    /// Who asks.
    Person,
    /// What must be done first.
    Duties,
    /// What goes with it.
    Encloses,
    /// Who pays.
    Costs,
    /// Where it goes, and what must be there before.
    Sending,
    /// What is promised by when.
    Times,
    /// How to reach the issuer.
    Reach,
}

/// A line of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A point.
    Point(String),
    /// A name with what stands between it and its value, and the value.
    Pair(String, String),
}

/// A name and its value. A question needs no colon.
fn pair(wording: &Wording, name: &str, value: impl Into<String>) -> Line {
    let name = if name.ends_with(['?', '？']) {
        [name, " "].concat()
    } else {
        fill(wording.named, &[name, ""])
    };
    Line::Pair(name, value.into())
}

impl Paper {
    /// A section, where it has something to say.
    pub fn section(&self, part: Part) -> Option<&Section> {
        self.sections.iter().find(|section| section.part == part)
    }
}

/// How much of a description a sheet has place for, in characters.
const DESCRIPTION: usize = 700;

/// Writes the sheet.
pub(super) fn paper(
    teller: &Teller<'_>,
    words: &'static TakeawayWords,
    answer: &Answer,
    taken: &Takeaway<'_>,
    person: &Person,
) -> Paper {
    let wording = teller.words;
    let rules = teller.policy.request.as_ref();
    let request = taken.request.as_ref().zip(rules);
    let title = match request.map(|(request, _)| request.kind) {
        Some(RequestKind::Return) => words.return_request,
        Some(RequestKind::Service) => words.service_request,
        None => words.answer_sheet,
    };
    let is_return = request.is_some_and(|(request, _)| request.kind == RequestKind::Return);
    let passages = |all: &[Passage], places: &[usize]| -> Vec<Line> {
        let each = places.iter().filter_map(|place| all.get(*place));
        each.map(|one| Line::Point(teller.passage(one))).collect()
    };
    let mut sections = Vec::new();
    let mut add = |part: Part, heading: &str, lines: Vec<Line>| {
        if !lines.is_empty() {
            let heading = heading.to_owned();
            sections.push(Section {
                part,
                heading,
                lines,
            });
        }
    };
    let reasons = answer.reasons.iter().map(|reason| match &reason.label {
        Some(label) => Line::Point([&reason.text, " [", label, "]"].concat()),
        None => Line::Point(reason.text.clone()),
    });
    add(Part::Why, wording.why, reasons.collect());
    add(Part::About, words.about, about(teller, taken));
    add(Part::Said, wording.told, said(teller, words, taken));
    let gauges = answer.gauges.iter().map(|gauge| {
        let figure = match gauge.left.as_str() {
            "" => gauge.figure.clone(),
            left => fill(wording.aside, &[&gauge.figure, left]),
        };
        pair(wording, &gauge.name, figure)
    });
    add(Part::HowLong, wording.how_long, gauges.collect());
    add(
        Part::Person,
        words.from,
        person_lines(teller, person, words, is_return),
    );
    if let Some((request, rules)) = request {
        let duties = passages(&rules.duties, &request.duties);
        add(Part::Duties, wording.next, duties);
        let heading = if is_return {
            words.packing_list
        } else {
            words.access_list
        };
        add(
            Part::Encloses,
            heading,
            passages(&rules.encloses, &request.encloses),
        );
    }
    let costs = answer.costs.iter();
    let costs = costs.map(|(what, who)| pair(wording, what, who.as_str()));
    add(Part::Costs, wording.costs, costs.collect());
    if is_return {
        let mut lines = Vec::new();
        if taken.waits() {
            lines.push(Line::Point(words.waits.to_owned()));
        }
        let address = send_to(teller, words, answer, taken);
        lines.push(pair(wording, words.send_to, address));
        add(Part::Sending, words.sending, lines);
    }
    let promised = answer.promised.iter();
    let promised = promised.map(|one| pair(wording, &one.name, one.value.as_str()));
    let stages = answer.stages.iter();
    let stages = stages.map(|stage| {
        let when = stage.window.as_ref().unwrap_or(&stage.length);
        pair(wording, &stage.name, when.as_str())
    });
    add(Part::Times, words.times, promised.chain(stages).collect());
    let contacts = answer.contacts.iter();
    let contacts = contacts.filter(|one| one.name != wording.goods_address);
    add(
        Part::Reach,
        words.reach,
        contacts.map(|one| contact(wording, one)).collect(),
    );
    let digest = answer.digest.get(..16).unwrap_or_default();
    let edition = [&answer.edition, " · sha256:", digest].concat();
    let as_of = teller
        .formats
        .moment(taken.judged.claim.as_of, &teller.policy.zone);
    let zone = teller.formats.zone(&teller.policy.zone);
    let as_of = fill(wording.aside, &[&as_of, &zone]);
    Paper {
        title: title.to_owned(),
        policy: teller.text(&teller.policy.title).to_owned(),
        reference: taken.reference.to_string(),
        as_of: fill(words.as_of, &[&as_of]),
        verdict: (answer.title.clone(), answer.sentence.clone()),
        sections,
        foot: vec![wording.estimate.to_owned(), edition],
    }
}

/// Item, serial, dates, figures and the description: all but what was answered
/// with yes or no.
fn about(teller: &Teller<'_>, taken: &Takeaway<'_>) -> Vec<Line> {
    let policy = teller.policy;
    let claim = &taken.judged.claim;
    let mut lines = Vec::new();
    if let Some(item) = claim.item.and_then(|item| policy.items.get(item.index())) {
        lines.push(pair(
            teller.words,
            teller.words.item,
            teller.text(&item.name),
        ));
    }
    for (index, entry) in policy.facts.iter().enumerate() {
        let fact = FactId::from_index(index);
        match claim.fact(fact) {
            None | Some(Value::YesNo(_)) => {}
            Some(value) => {
                let mut told = teller.value(fact, value);
                if entry.role == Role::Fault {
                    told = shortened(told, taken.words.goes_on);
                }
                let name = match entry.kind {
                    FactType::Instant | FactType::Date | FactType::Serial => teller.named(fact),
                    _ if entry.name.is_some() => teller.named(fact),
                    _ => teller.question(fact),
                };
                lines.push(pair(teller.words, &capitalised(name), told));
            }
        }
    }
    lines
}

/// A name within a sentence, as the start of a line.
fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next();
    let first = first.into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

fn shortened(text: String, goes_on: &str) -> String {
    match text.char_indices().nth(DESCRIPTION) {
        Some((end, _)) => [text.get(..end).unwrap_or_default(), goes_on].concat(),
        None => text,
    }
}

/// What was answered with yes or no, by names.
fn said(teller: &Teller<'_>, words: &TakeawayWords, taken: &Takeaway<'_>) -> Vec<Line> {
    let policy = teller.policy;
    let answered = |answer: bool| {
        let facts = (0..policy.facts.len()).map(FactId::from_index);
        let facts = facts
            .filter(|fact| taken.judged.claim.fact(*fact) == Some(&Value::YesNo(answer)))
            .map(|fact| teller.named(fact));
        facts.collect::<Vec<_>>().join(teller.words.list_semicolon)
    };
    let pairs = [
        (words.answered_yes, answered(true)),
        (words.answered_no, answered(false)),
    ];
    let pairs = pairs.into_iter().filter(|(_, all)| !all.is_empty());
    pairs
        .map(|(name, all)| pair(teller.words, name, all))
        .collect()
}

fn person_lines(
    teller: &Teller<'_>,
    person: &Person,
    words: &TakeawayWords,
    is_return: bool,
) -> Vec<Line> {
    let paid = if is_return { person.paid.as_str() } else { "" };
    let pairs = [
        (words.name, person.name.as_str()),
        (words.contact, &person.contact),
        (words.address, &person.address),
        (words.paid, paid),
    ];
    let pairs = pairs
        .into_iter()
        .filter(|(_, said)| !said.trim().is_empty());
    let line = |(name, said): (&str, &str)| pair(teller.words, name, said.trim());
    pairs.map(line).collect()
}

/// Where goods go, where the policy says it.
pub(super) fn address(teller: &Teller<'_>, taken: &Takeaway<'_>) -> Option<String> {
    let places = taken.judged.assessment.addresses.iter();
    let mut addresses = places.filter_map(|place| teller.policy.addresses.get(*place));
    let stated = addresses.find(|address| !address.texts.is_empty())?;
    Some(teller.passage(stated))
}

/// Where goods go; where the policy does not say it, whom to ask.
fn send_to(
    teller: &Teller<'_>,
    words: &TakeawayWords,
    answer: &Answer,
    taken: &Takeaway<'_>,
) -> String {
    address(teller, taken).unwrap_or_else(|| {
        let reached = reached_at(answer);
        fill(words.no_address, &[&reached.join(teller.words.list_comma)])
    })
}

/// The numbers and addresses at which the issuer can be reached.
pub(super) fn reached_at(answer: &Answer) -> Vec<&str> {
    let contacts = answer.contacts.iter();
    let reached = contacts.filter_map(|one| one.href.as_ref().and(one.address.as_deref()));
    reached.collect()
}

/// How to reach the issuer, in a line. Whether it is open now will not be so when
/// this is read.
fn contact(wording: &Wording, one: &Contact) -> Line {
    let parts = [&one.address, &one.hours];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    let parts = match parts.as_slice() {
        [] => one.note.clone().unwrap_or_default(),
        parts => parts.join(" · "),
    };
    pair(wording, &one.name, parts)
}
