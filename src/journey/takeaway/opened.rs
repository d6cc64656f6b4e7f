//! What comes back: a link that is opened, a record that is looked at again.

use super::TakeawayWords;
use crate::contract::link::{self, LinkError, Shared};
use crate::contract::record::{Difference, Record, differences};
use crate::domain::claim::{Claim, Event, Value};
use crate::domain::coverage::Verdict;
use crate::domain::instant::Instant;
use crate::domain::policy::document::Day;
use crate::domain::policy::{Bundle, FactEntry, FactId, Policy};
use crate::domain::world::{World, civil_date};
use crate::journey::answers::units;
use crate::journey::wording::Wording;
use crate::journey::{Answers, ClockParts, DateParts, Formats, Number, Period, Typed};
use crate::json::Json;

/// A link that was opened.
#[derive(Clone, Debug)]
pub struct OpenedLink {
    /// What was said, as if typed here.
    pub answers: Answers,
    /// As of when it was answered.
    pub as_of: Instant,
    /// What was answered.
    pub verdict: Verdict,
    /// Whether the pack is the same.
    pub same_pack: bool,
}

/// Opens what a link says of a policy and an item: by the edition that serves it,
/// which only its own date tells.
///
/// # Errors
/// It is damaged, of another version, or fits no edition.
pub fn open_link(
    bundle: &Bundle,
    item: Option<&str>,
    text: &str,
    own_zone: &str,
    world: &dyn World,
) -> Result<OpenedLink, LinkError> {
    let mut error = LinkError::Damaged;
    for policy in bundle.editions().iter().rev() {
        let named = item.and_then(|item| policy.item(item));
        match link::read(policy, named, text) {
            Ok(shared) if item.is_some() == named.is_some() => {
                let answers = answers_of(policy, &shared.claim, own_zone, world);
                let serves = answers
                    .edition(bundle)
                    .is_some_and(|one| one.edition == policy.edition);
                if serves || bundle.editions().len() == 1 {
                    let Shared {
                        claim,
                        verdict,
                        same_pack,
                    } = shared;
                    return Ok(OpenedLink {
                        answers,
                        as_of: claim.as_of,
                        verdict,
                        same_pack,
                    });
                }
                error = LinkError::Outdated;
            }
            Ok(_) => error = LinkError::Outdated,
            // A sound link that fits no edition says more than a check sum does.
            Err(found) if error != LinkError::Outdated => error = found,
            Err(_) => {}
        }
    }
    Err(error)
}

/// A claim as if typed here: instants in the person's own zone, to the minute.
pub fn answers_of(policy: &Policy, claim: &Claim, own_zone: &str, world: &dyn World) -> Answers {
    let item = claim.item.and_then(|item| policy.items.get(item.index()));
    let mut answers = Answers {
        item: item.map(|item| item.id.clone()),
        ..Answers::default()
    };
    for (index, entry) in policy.facts.iter().enumerate() {
        if let Some(value) = claim.fact(FactId::from_index(index)) {
            answers.set(&entry.id, typed(entry, value, own_zone, world));
        }
    }
    answers
}

fn typed(entry: &FactEntry, value: &Value, own_zone: &str, world: &dyn World) -> Option<Typed> {
    let moment = |at: Instant| moment(at, own_zone, world);
    Some(match value {
        Value::YesNo(answer) => Typed::YesNo(*answer),
        Value::Choice(option) => Typed::Choice(entry.option(*option)?.to_owned()),
        Value::Integer(number) => {
            let units = units(entry.unit.as_deref());
            let fits = |(_, size): &(&str, i64)| number % size == 0;
            let unit = units.iter().position(fits)?;
            let (_, size) = units.get(unit)?;
            let text = (number / size).to_string();
            Typed::Number(Number { text, unit })
        }
        Value::Date(day) => Typed::Date(DateParts::of(*day)),
        Value::Instant(at) => {
            let (day, clock) = moment(*at);
            Typed::Moment(day, clock)
        }
        Value::Text(text) | Value::Place(text, _) => Typed::Text(text.clone()),
        Value::Dates(days) => Typed::Dates(days.iter().copied().map(DateParts::of).collect()),
        Value::Events(events) => {
            let end = |event: &Event, place: usize| match event.fields.get(place) {
                Some(Some(Value::Instant(at))) => moment(*at),
                _ => Default::default(),
            };
            let period = |event: &Event| Period {
                start: end(event, 0),
                end: end(event, 1),
            };
            Typed::Periods(events.iter().map(period).collect())
        }
    })
}

fn moment(at: Instant, own_zone: &str, world: &dyn World) -> (DateParts, ClockParts) {
    let offset = world.offset_seconds(own_zone, at).unwrap_or(at.offset());
    let minutes = at
        .seconds()
        .saturating_add(i64::from(offset))
        .rem_euclid(86_400)
        / 60;
    let clock = ClockParts {
        hour: format!("{:02}", minutes / 60),
        minute: format!("{:02}", minutes % 60),
    };
    (DateParts::of(civil_date(world, own_zone, at)), clock)
}

/// A record beside what would be answered now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// What it comes to.
    pub finding: Finding,
    /// The rows of the table: its name, then, judged again, judged as of now.
    pub rows: Vec<[String; 4]>,
    /// Every part that differs between then and again: where, then, again.
    pub changes: Vec<[String; 3]>,
    /// Whether the reference is that of the claim.
    pub own_reference: bool,
}

/// What a comparison comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The same pack, the same answer to the last letter.
    Same,
    /// Another pack, the same verdict and last day.
    SameOtherwise,
    /// Another pack, another answer.
    Differs,
    /// The same pack and another answer: the record was changed.
    NotOurs,
}

impl Finding {
    /// In words.
    pub fn told(self, words: &TakeawayWords) -> &'static str {
        match self {
            Finding::Same => words.same,
            Finding::SameOtherwise => words.same_otherwise,
            Finding::Differs => words.differs,
            Finding::NotOurs => words.not_ours,
        }
    }
}

/// Holds a record against its claim assessed again as of the same instant, and as
/// of now.
pub fn compared(
    record: &Record,
    again: &Json,
    now: &Json,
    reference: &str,
    words: &TakeawayWords,
    wording: &Wording,
    formats: &dyn Formats,
) -> Comparison {
    let then = &record.assessment;
    let found = differences(then, again);
    let part = |json: &Json, path: &[&str]| -> Option<Json> {
        let mut at = json;
        for key in path {
            at = at.get(key)?;
        }
        Some(at.clone())
    };
    let text = |json: &Json, path: &[&str]| match part(json, path) {
        Some(Json::Text(text)) => text,
        _ => String::new(),
    };
    let digest = ["policy", "digest"];
    let verdict = ["verdict"];
    let last = ["term", "last_covered_day"];
    let same_pack = part(then, &digest) == part(again, &digest);
    let same_answer =
        part(then, &verdict) == part(again, &verdict) && part(then, &last) == part(again, &last);
    let finding = match (found.is_empty(), same_pack, same_answer) {
        (true, ..) => Finding::Same,
        (_, true, _) => Finding::NotOurs,
        (_, _, true) => Finding::SameOtherwise,
        _ => Finding::Differs,
    };
    let or_absent = |text: String| {
        if text.is_empty() {
            words.absent.to_owned()
        } else {
            text
        }
    };
    let row = |name: &str, of: &dyn Fn(&Json) -> String| {
        [
            name.to_owned(),
            or_absent(of(then)),
            or_absent(of(again)),
            or_absent(of(now)),
        ]
    };
    let day = |json: &Json| match Day::parse(&text(json, &last)) {
        Some(Day(day)) => formats.date(day),
        None => String::new(),
    };
    let instant = |json: &Json| match Instant::parse(&text(json, &["as_of"])) {
        Some(at) => formats.moment(at, &formats.own_zone()),
        None => String::new(),
    };
    let pack = |json: &Json| {
        let digest = text(json, &digest);
        let digest: String = digest.chars().take("sha256:".len() + 8).collect();
        [text(json, &["policy", "edition"]), digest].join(" · ")
    };
    let verdict = |json: &Json| verdict_told(&text(json, &verdict), wording);
    let as_text = |json: Option<Json>| match json {
        None => words.absent.to_owned(),
        Some(Json::Text(text)) => text,
        Some(other) => other.to_string(),
    };
    let changes = found
        .into_iter()
        .map(|Difference { pointer, then, now }| [pointer, as_text(then), as_text(now)]);
    Comparison {
        finding,
        rows: vec![
            row(words.row_verdict, &verdict),
            row(words.row_last_day, &day),
            row(words.row_as_of, &instant),
            row(words.row_pack, &pack),
        ],
        changes: changes.collect(),
        own_reference: record.reference.to_string() == reference,
    }
}

/// A verdict's word, told.
pub fn verdict_told(word: &str, wording: &Wording) -> String {
    match Verdict::ALL.iter().find(|verdict| verdict.word() == word) {
        Some(Verdict::Covered) => wording.covered.to_owned(),
        Some(Verdict::NotCovered) => wording.not_covered.to_owned(),
        Some(Verdict::Chargeable) => wording.chargeable.to_owned(),
        Some(Verdict::IssuerDecides) => wording.issuer_decides.to_owned(),
        Some(Verdict::Undetermined) => wording.undetermined.to_owned(),
        None => word.to_owned(),
    }
}
