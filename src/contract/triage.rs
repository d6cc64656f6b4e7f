//! What a description of a fault says, as JSON, and what it adds to a claim.

use crate::domain::claim::{Claim, Value};
use crate::domain::policy::document::{Role, Triage as Written};
use crate::domain::policy::{Bundle, Policy, packs, placed};
use crate::domain::triage::{Proposal, ReadsTexts, Said, Suspicion, Triage, Weights};
use crate::json::{Json, Node, Problem, Problems, Shape};

/// How the newest edition of a pack reads descriptions of a fault; nothing, if it
/// does not say.
///
/// # Errors
/// Everything that keeps its triage from having a meaning.
pub fn triage_of(pack: &Json, weights: Option<Weights>) -> Result<Option<Triage>, Vec<Problem>> {
    Ok(triage_parts(pack, weights)?.map(|(triage, _)| triage))
}

/// The same, and what the pack writes of texts.
///
/// # Errors
/// As of [`triage_of`].
pub fn triage_parts(
    pack: &Json,
    weights: Option<Weights>,
) -> Result<Option<(Triage, Written)>, Vec<Problem>> {
    let newest = packs(pack).pop();
    let Some((place, written)) =
        newest.and_then(|(place, pack)| Some((place, pack.get("triage")?)))
    else {
        return Ok(None);
    };
    let problems = Problems::default();
    let read = Written::read(&Node::root(written, &problems));
    let place = format!("{place}/triage");
    let problems: Vec<Problem> = problems
        .into_vec()
        .into_iter()
        .map(|problem| placed(&place, problem))
        .collect();
    let (Some(read), true) = (read, problems.is_empty()) else {
        return Err(problems);
    };
    let triage = Triage::new(&read, weights).map_err(|wrong| {
        let each = wrong.into_iter().map(|(fact, pattern, why)| {
            let message = format!("the pattern `{pattern}` of `{fact}` means nothing: {why}");
            Problem::new("triage.pattern", &format!("{place}/signs"), message)
        });
        each.collect::<Vec<Problem>>()
    })?;
    Ok(Some((triage, read)))
}

/// A line of texts to read: its id as written, and the text.
///
/// # Errors
/// It is not an object of `id` and `text`.
pub fn read_text(line: &Json) -> Result<(Json, &str), Problem> {
    let wrong = |pointer: &str, message: &str, help: &str| {
        Problem::new("triage.line", pointer, message).help(help)
    };
    let help = "write a line such as {\"id\": \"1\", \"text\": \"what the customer says\"}";
    let id = match line.get("id") {
        Some(id @ (Json::Text(_) | Json::Integer(_))) => id.clone(),
        Some(_) => {
            return Err(wrong(
                "/id",
                "`id` is neither a text nor a whole number",
                help,
            ));
        }
        None => return Err(wrong("", "`id` is missing", help)),
    };
    match line.get("text") {
        Some(Json::Text(text)) => Ok((id, text)),
        Some(_) => Err(wrong("/text", "`text` is not a text", help)),
        None => Err(wrong("", "`text` is missing", help)),
    }
}

/// What was read of a text: the suspicions, and under the fact's own name what
/// is proposed for each choice.
pub fn said(id: Json, said: &Said) -> Json {
    let suspects = said.suspicions.iter().map(|one| {
        Json::members([
            ("id", Some(one.fact.as_str().into())),
            ("evidence", Some(one.evidence.as_str().into())),
            ("strength", Some(i64::from(one.strength).into())),
        ])
    });
    let mut members = vec![
        ("id".to_owned(), id),
        ("suspects".to_owned(), Json::List(suspects.collect())),
    ];
    members.extend(
        said.proposals
            .iter()
            .map(|one| (one.fact.clone(), one.is.as_str().into())),
    );
    Json::Object(members)
}

/// What a text says, for whoever judges claims elsewhere: [`said_of`] reads it.
pub fn read_text_by(texts: &dyn ReadsTexts, text: &str) -> Json {
    let said = texts.said(text);
    let each = |fact: &str, value: Option<&str>, evidence: &str, strength: u8| {
        Json::members([
            ("fact", Some(fact.into())),
            ("value", value.map(Json::from)),
            ("evidence", Some(evidence.into())),
            ("strength", Some(i64::from(strength).into())),
        ])
    };
    let suspicions = said.suspicions.iter();
    let suspicions = suspicions.map(|one| each(&one.fact, None, &one.evidence, one.strength));
    let proposals = said.proposals.iter();
    let proposals =
        proposals.map(|one| each(&one.fact, Some(&one.is), &one.evidence, one.strength));
    Json::List(suspicions.chain(proposals).collect())
}

/// What a text says, as [`read_text_by`] wrote it. What it would not have written is
/// passed over.
pub fn said_of(json: &Json) -> Said {
    let mut said = Said::default();
    let Json::List(all) = json else { return said };
    for one in all {
        let text = |name: &str| Some(one.get(name)?.as_text()?.to_owned());
        let strength = match one.get("strength") {
            Some(Json::Integer(strength)) => u8::try_from(*strength).unwrap_or_default(),
            _ => continue,
        };
        let (Some(fact), Some(evidence)) = (text("fact"), text("evidence")) else {
            continue;
        };
        match text("value") {
            Some(is) => said.proposals.push(Proposal {
                fact,
                is,
                evidence,
                strength,
            }),
            None => said.suspicions.push(Suspicion {
                fact,
                evidence,
                strength,
            }),
        }
    }
    said
}

/// Lets the claim's own words raise suspicions of what it leaves unknown; returns
/// what they propose for choices that it leaves open.
pub(super) fn heed(
    policy: &Policy,
    claim: &mut Claim,
    texts: Option<&dyn ReadsTexts>,
) -> Vec<Proposal> {
    let Some(texts) = texts else {
        return Vec::new();
    };
    let mut proposals = Vec::new();
    for text in fault_texts(policy, claim) {
        let said = texts.said(&text);
        for one in said.suspicions {
            if let Some(fact) = policy.fact(&one.fact)
                && claim.fact(fact).is_none()
                && claim.suspicion(fact).is_none()
            {
                claim.suspected.push((fact, one.evidence));
            }
        }
        let open = |one: &Proposal| {
            let fact = policy.fact(&one.fact);
            fact.is_some_and(|fact| claim.fact(fact).is_none())
        };
        proposals.extend(said.proposals.into_iter().filter(open));
    }
    proposals
}

/// Whether a claim, as written, describes a fault: only then is there anything to read.
pub fn describes(bundle: &Bundle, claim: &Json) -> bool {
    let facts = bundle.newest().map_or(&[][..], |policy| &policy.facts);
    let said = claim.get("facts");
    let mut described = facts.iter().filter(|entry| entry.role == Role::Fault);
    described.any(|entry| said.is_some_and(|said| said.get(&entry.id).is_some()))
}

fn fault_texts(policy: &Policy, claim: &Claim) -> Vec<String> {
    let each = policy.facts.iter().filter_map(|entry| {
        let fact = policy
            .fact(&entry.id)
            .filter(|_| entry.role == Role::Fault)?;
        match claim.fact(fact)? {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    });
    each.collect()
}

/// Proposals in an assessment; absent where there is none.
pub(super) fn proposals(proposals: &[Proposal]) -> Option<Json> {
    let each = proposals.iter().map(|one| {
        Json::members([
            ("fact", Some(one.fact.as_str().into())),
            ("value", Some(one.is.as_str().into())),
            ("evidence", Some(one.evidence.as_str().into())),
        ])
    });
    (!proposals.is_empty()).then(|| Json::List(each.collect()))
}
