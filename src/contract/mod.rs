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
use crate::domain::policy::Policy;
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
