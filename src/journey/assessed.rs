//! What was typed, assessed as a claim is.

use super::check::judge;
use super::{Answers, Formats, Language};
use crate::contract::assessment;
use crate::domain::instant::Instant;
use crate::domain::policy::Bundle;
use crate::domain::world::World;
use crate::json::Json;

/// The assessment of what was typed, in the shape of the contract: what the screen
/// tells in words. `None` only for a policy without editions.
pub fn assessed(
    bundle: &Bundle,
    answers: &Answers,
    as_of: Instant,
    language: Language,
    formats: &dyn Formats,
    world: &dyn World,
) -> Option<Json> {
    let judged = judge(bundle, answers, as_of, language, formats, world)?;
    Some(assessment(
        judged.policy,
        &judged.claim,
        &judged.assessment,
        &judged.promises,
    ))
}
