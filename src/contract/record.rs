//! Decision records: a claim and its assessment in one file, to be kept, sent and
//! tried again.
//!
//! `{"record": 1, "reference": "NW5Z-59B2-8", "claim": {…}, "assessment": {…}}`:
//! assessing the claim again, with the same pack, gives the same assessment, byte
//! for byte.

use super::claim::value;
use crate::domain::claim::Claim;
use crate::domain::policy::{Bundle, FactId, Policy};
use crate::domain::returns::Reference;
use crate::json::{Json, Problem};

/// The version of this form.
const VERSION: i64 = 1;

/// The claim as JSON, members in the contract's order, facts in that of the pack.
pub fn claim(policy: &Policy, claim: &Claim) -> Json {
    let item = claim.item.and_then(|item| policy.items.get(item.index()));
    Json::members([
        ("policy", Some(policy.id.as_str().into())),
        ("item", item.map(|item| item.id.as_str().into())),
        ("as_of", Some(claim.as_of.to_string().into())),
        ("facts", Some(facts(policy, claim))),
    ])
}

fn facts(policy: &Policy, claim: &Claim) -> Json {
    let facts = policy
        .facts
        .iter()
        .enumerate()
        .filter_map(|(index, entry)| {
            let said = claim.fact(FactId::from_index(index))?;
            Some((entry.id.clone(), value(entry, said)))
        });
    Json::Object(facts.collect())
}

/// The reference of a claim: made of the policy, the item and what was said, so
/// the same request has the same reference tomorrow.
pub fn reference(policy: &Policy, claim: &Claim) -> Reference {
    let item = claim.item.and_then(|item| policy.items.get(item.index()));
    let content = Json::List(vec![
        policy.id.as_str().into(),
        item.map_or("", |item| item.id.as_str()).into(),
        facts(policy, claim),
    ]);
    Reference::of(content.to_string().as_bytes())
}

/// The edition by which a claim was assessed.
pub fn edition_of<'b>(bundle: &'b Bundle, assessment: &Json) -> Option<&'b Policy> {
    let edition = assessment.get("policy")?.get("edition")?.as_text()?;
    let mut editions = bundle.editions().iter();
    editions.find(|policy| policy.edition.id == edition)
}

/// The record of a claim that was assessed.
pub fn record(policy: &Policy, claim: &Claim, assessment: Json) -> Json {
    Json::members([
        ("record", Some(Json::Integer(VERSION))),
        (
            "reference",
            Some(reference(policy, claim).to_string().into()),
        ),
        ("claim", Some(self::claim(policy, claim))),
        ("assessment", Some(assessment)),
    ])
}

/// A record as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its reference.
    pub reference: Reference,
    /// The claim, to be assessed again.
    pub claim: Json,
    /// What was answered.
    pub assessment: Json,
}

/// Reads a record. Whether its claim is one, its policy says.
///
/// # Errors
/// It is no record, or one of a later version.
pub fn read_record(json: &Json) -> Result<Record, Problem> {
    match json.get("record") {
        Some(Json::Integer(VERSION)) => {}
        Some(Json::Integer(_)) => {
            let message = "the record has a version that this program does not know";
            return Err(problem(
                "record.version",
                "/record",
                message,
                "use a newer program",
            ));
        }
        _ => {
            let message = "this is not a decision record";
            let help = "open a file that was saved with “Record (JSON)”";
            return Err(problem("record.none", "", message, help));
        }
    }
    let reference = json.get("reference").and_then(Json::as_text);
    let Some(reference) = reference.and_then(Reference::parse) else {
        let message = "the reference does not check";
        let help = "the record was changed or damaged: ask for it again";
        return Err(problem("record.reference", "/reference", message, help));
    };
    let object = |key: &str| match json.get(key) {
        Some(object @ Json::Object(_)) => Ok(object.clone()),
        _ => {
            let pointer = format!("/{key}");
            let message = format!("`{key}` is missing");
            let help = "the record was changed or damaged: ask for it again";
            Err(problem("record.part", &pointer, &message, help))
        }
    };
    Ok(Record {
        reference,
        claim: object("claim")?,
        assessment: object("assessment")?,
    })
}

fn problem(code: &'static str, pointer: &str, message: &str, help: &str) -> Problem {
    Problem::new(code, pointer, message).help(help)
}

/// A part of an assessment that differs between two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its JSON pointer.
    pub pointer: String,
    /// As it was; nothing, if it was not there.
    pub then: Option<Json>,
    /// As it is; nothing, if it is not there.
    pub now: Option<Json>,
}

/// Where two assessments differ: the parts of objects one by one, lists as a
/// whole, in the order in which they stand.
pub fn differences(then: &Json, now: &Json) -> Vec<Difference> {
    let mut found = Vec::new();
    compare("", Some(then), Some(now), &mut found);
    found
}

fn compare(pointer: &str, then: Option<&Json>, now: Option<&Json>, found: &mut Vec<Difference>) {
    if then == now {
        return;
    }
    let (Some(Json::Object(before)), Some(Json::Object(after))) = (then, now) else {
        found.push(Difference {
            pointer: pointer.to_owned(),
            then: then.cloned(),
            now: now.cloned(),
        });
        return;
    };
    let old = before.iter().map(|(key, _)| key);
    let new = after.iter().map(|(key, _)| key);
    let new = new.filter(|key| !before.iter().any(|(old, _)| old == *key));
    for key in old.chain(new) {
        let of = |members: &'_ Json| members.get(key).cloned();
        let (then, now) = (then.and_then(of), now.and_then(of));
        let pointer = format!("{pointer}/{key}");
        compare(&pointer, then.as_ref(), now.as_ref(), found);
    }
}
