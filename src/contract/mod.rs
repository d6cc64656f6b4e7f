//! The JSON that goes in and comes out.
//!
//! One shape serves the command line, the JavaScript API, the custom element's
//! events, share links and the golden cases. Domain types are converted here
//! by hand: none of them knows that it will be JSON.

mod assessment;
mod claim;
mod comparison;
mod drive_report;
mod findings;
pub mod link;
mod promised;
pub mod record;
mod triage;

#[cfg(not(target_arch = "wasm32"))]
pub mod bundled;
#[cfg(not(target_arch = "wasm32"))]
pub mod declarations;
#[cfg(not(target_arch = "wasm32"))]
pub mod schema;

pub use assessment::{assessment, reason};
pub use claim::{policy_of, read_claim, read_value, value};
pub use comparison::comparison_of;
pub use drive_report::{drive_report, not_a_report, read_drive_report};
pub use findings::{finding, lint_file, problem_told};
pub use triage::{describes, read_text, read_text_by, said, said_of, triage_of, triage_parts};

use crate::domain::coverage::{self, assess};
use crate::domain::policy::document::Day;
use crate::domain::policy::{Bundle, Policy};
use crate::domain::promises::promises;
use crate::domain::triage::{Proposal, ReadsTexts};
use crate::domain::world::World;
use crate::json::{Json, Problem};
use std::cell::RefCell;

/// Judges a claim, from JSON to JSON. With `texts`, its description of the fault
/// puts questions first and proposes answers.
///
/// # Errors
/// Everything that keeps the claim from being one.
pub fn assess_claim(
    policy: &Policy,
    claim: &Json,
    texts: Option<&dyn ReadsTexts>,
    world: &dyn World,
) -> Result<Json, Vec<Problem>> {
    let mut claim = read_claim(policy, claim)?;
    let proposed = triage::heed(policy, &mut claim, texts);
    let answer = assess(policy, &claim, world);
    let promises = promises(policy, &claim, &answer, world);
    let written = assessment(policy, &claim, &answer, &promises);
    Ok(with_proposals(written, &proposed))
}

fn with_proposals(mut assessment: Json, proposed: &[Proposal]) -> Json {
    if let (Json::Object(members), Some(proposals)) = (&mut assessment, triage::proposals(proposed))
    {
        members.push(("proposals".to_owned(), proposals));
    }
    assessment
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
    texts: Option<&dyn ReadsTexts>,
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
    let date = date.map(|Day(day)| day);
    let proposed = RefCell::new(Vec::new());
    let claim_of = |policy: &Policy| {
        let mut claim = read_claim(policy, claim)?;
        proposed.replace(triage::heed(policy, &mut claim, texts));
        Ok::<_, Vec<Problem>>(claim)
    };
    match coverage::assess_editions(bundle, date, &claim_of, world)? {
        Some(coverage::Judged {
            policy,
            claim,
            assessment: answer,
        }) => {
            let promises = promises(policy, &claim, &answer, world);
            let written = assessment(policy, &claim, &answer, &promises);
            Ok(with_proposals(written, &proposed.take()))
        }
        None => {
            let pointer = format!("/facts/{}", bundle.selected_by().unwrap_or_default());
            let problem = Problem::new(
                "claim.no-edition",
                &pointer,
                "no edition of the policy was in force on that day",
            );
            Err(vec![problem.help(
                "correct the date, or ask the issuer which policy held then",
            )])
        }
    }
}

/// SHA-256 in lower-case hexadecimal: what tells one file of a pack from another.
pub fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let digest = <sha2::Sha256 as sha2::Digest>::digest(bytes);
    digest.iter().fold(String::new(), |mut out, byte| {
        // Writing to a `String` cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
