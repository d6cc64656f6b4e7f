//! What a pack says of its items side by side.

use crate::domain::comparison::Comparison;
use crate::domain::policy::document::Comparison as Written;
use crate::domain::policy::{Policy, packs, placed};
use crate::json::{Json, Node, Problem, Problems, Shape};

/// What the newest edition of a pack says of its items side by side, for the policy of
/// that edition; empty, where it says nothing.
///
/// # Errors
/// Everything that keeps it from having a meaning.
pub fn comparison_of(pack: &Json, policy: &Policy) -> Result<Comparison, Vec<Problem>> {
    let newest = packs(pack).pop();
    let Some((place, written)) =
        newest.and_then(|(place, pack)| Some((place, pack.get("comparison")?)))
    else {
        return Ok(Comparison::default());
    };
    let place = format!("{place}/comparison");
    let problems = Problems::default();
    let read = Written::read(&Node::root(written, &problems));
    let found = problems.into_vec();
    let read = match read {
        Some(read) if found.is_empty() => Comparison::of(&read, policy),
        _ => Err(found),
    };
    read.map_err(|found| {
        let placed = found.into_iter().map(|problem| placed(&place, problem));
        placed.collect()
    })
}
