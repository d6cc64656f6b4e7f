//! The JSON that goes in and comes out.
//!
//! One shape serves the command line, the JavaScript API, the custom element's
//! events, share links and the golden cases. Domain types are converted here
//! by hand: none of them knows that it will be JSON.

mod assessment;
mod claim;

#[cfg(not(target_arch = "wasm32"))]
pub mod bundled;
#[cfg(not(target_arch = "wasm32"))]
pub mod schema;

pub use assessment::{assessment, reason};
pub use claim::{policy_of, read_claim, read_value, value};

use crate::domain::coverage::assess;
use crate::domain::policy::document::{Day, Edition};
use crate::domain::policy::{Bundle, Policy};
use crate::domain::world::World;
use crate::json::{Json, Problem};

/// Judges a claim, from JSON to JSON.
///
/// # Errors
/// Everything that keeps the claim from being one.
pub fn assess_claim(
    policy: &Policy,
    claim: &Json,
    world: &dyn World,
) -> Result<Json, Vec<Problem>> {
    let claim = read_claim(policy, claim)?;
    Ok(assessment(policy, &claim, &assess(policy, &claim, world)))
}

/// Judges a claim by the edition that serves it.
///
/// While the date that selects the edition is not known, the answer stands if
/// all editions give the same verdict; otherwise that date is what is needed.
///
/// # Errors
/// Everything that keeps the claim from being one, and a date on which no
/// edition was in force.
pub fn assess_editions(
    bundle: &Bundle,
    claim: &Json,
    world: &dyn World,
) -> Result<Json, Vec<Problem>> {
    let date = match bundle.selected_by() {
        Some(fact) => claim
            .get("facts")
            .and_then(|facts| facts.get(fact))
            .and_then(Json::as_text)
            .and_then(Day::parse),
        None => None,
    };
    let serving = bundle.serving(date.map(|Day(day)| day));
    let Some(latest) = serving.last() else {
        let pointer = format!("/facts/{}", bundle.selected_by().unwrap_or_default());
        let problem = Problem::new(
            "claim.no-edition",
            &pointer,
            "no edition of the policy was in force on that day",
        );
        return Err(vec![problem.help(
            "correct the date, or ask the issuer which policy held then",
        )]);
    };
    let answer = assess_claim(latest, claim, world)?;
    let mut answers = Vec::new();
    for policy in &serving {
        let verdict = assess_claim(policy, claim, world)?
            .get("verdict")
            .cloned()
            .unwrap_or(Json::Null);
        answers.push((&policy.edition, verdict));
    }
    let agree = answers
        .iter()
        .all(|(_, verdict)| Some(verdict) == answer.get("verdict"));
    match (agree, bundle.selected_by()) {
        (false, Some(fact)) => Ok(needs_edition(answer, fact, &answers)),
        _ => Ok(answer),
    }
}

/// The answer where editions differ: what each of their dates leads to.
fn needs_edition(answer: Json, fact: &str, answers: &[(&Edition, Json)]) -> Json {
    let Json::Object(members) = answer else {
        return answer;
    };
    let ranges = answers.iter().map(|(edition, verdict)| {
        Json::members([
            ("from", edition.from.map(|Day(day)| day.to_string().into())),
            (
                "until",
                edition.through.map(|Day(day)| day.to_string().into()),
            ),
            ("verdict", Some(verdict.clone())),
        ])
    });
    let question = Json::members([
        ("fact", Some(fact.into())),
        ("because", Some("edition".into())),
        ("answers", Some(Json::List(ranges.collect()))),
    ]);
    let open = |key: &str, value: Json| match key {
        "verdict" => Some("undetermined".into()),
        "reasons" => Some(Json::list([format!("needs.{fact}")])),
        "questions" => Some(Json::List(vec![question.clone()])),
        // What one edition says of time and money is not settled.
        "lines" => Some(Json::List(Vec::new())),
        "term" | "possible_terms" | "limits" | "costs" | "refund_percent" => None,
        _ => Some(value),
    };
    Json::Object(
        members
            .into_iter()
            .filter_map(|(key, value)| Some((key.clone(), open(&key, value)?)))
            .collect(),
    )
}
