//! The packs that the native program carries. The page fetches them instead.

use super::{digest, triage_of};
use crate::domain::policy::{Bundle, Policy};
use crate::domain::triage::{Triage, Weights};
use crate::json::{Limits, Problem, parse};

/// The bundled packs: each policy's id and the bytes of its pack.
pub const PACKS: [(&str, &[u8]); 5] = [
    (
        "website-care",
        include_bytes!("../../policies/website-care.json"),
    ),
    (
        "website-support",
        include_bytes!("../../policies/website-support.json"),
    ),
    (
        "hardware-service",
        include_bytes!("../../policies/hardware-service.json"),
    ),
    (
        "software-service",
        include_bytes!("../../policies/software-service.json"),
    ),
    (
        "storage-warranty",
        include_bytes!("../../policies/storage-warranty.json"),
    ),
];

/// The weights learned for the bundled packs: `cargo xtask train` writes them.
pub const WEIGHTS: [(&str, &str); 5] = [
    (
        "website-care",
        include_str!("../../policies/weights/website-care.tsv"),
    ),
    (
        "website-support",
        include_str!("../../policies/weights/website-support.tsv"),
    ),
    (
        "hardware-service",
        include_str!("../../policies/weights/hardware-service.tsv"),
    ),
    (
        "software-service",
        include_str!("../../policies/weights/software-service.tsv"),
    ),
    (
        "storage-warranty",
        include_str!("../../policies/weights/storage-warranty.tsv"),
    ),
];

/// Reads the editions of a policy from the bytes of its file.
///
/// # Errors
/// Everything that keeps the bytes from being a pack or several.
pub fn read_bundle(bytes: &[u8]) -> Result<Bundle, Vec<Problem>> {
    let json = parse(bytes, Limits::PACK).map_err(|problem| vec![problem])?;
    Bundle::read(&json, &digest(bytes))
}

/// Reads a policy from the bytes of its pack.
///
/// # Errors
/// Everything that keeps the bytes from being a pack.
pub fn read_pack(bytes: &[u8]) -> Result<Policy, Vec<Problem>> {
    let json = parse(bytes, Limits::PACK).map_err(|problem| vec![problem])?;
    Policy::read(&json, digest(bytes))
}

/// The bundled policy with this id.
///
/// # Errors
/// There is no such policy, or its pack is unsound; the tests hold that none is.
pub fn policy(id: &str) -> Result<Policy, Vec<Problem>> {
    read_pack(bytes_of(id)?)
}

/// The editions of the bundled policy with this id.
///
/// # Errors
/// As of [`policy`].
pub fn bundle(id: &str) -> Result<Bundle, Vec<Problem>> {
    read_bundle(bytes_of(id)?)
}

/// The table of weights learned for a bundled policy.
pub fn weights(id: &str) -> Option<&'static str> {
    let found = WEIGHTS.iter().find(|(name, _)| *name == id);
    found.map(|(_, table)| *table)
}

/// How the bundled policy with this id reads descriptions of a fault, by its
/// patterns and by the weights learned for it; nothing, if its pack does not say.
///
/// # Errors
/// As of [`policy`].
pub fn triage(id: &str) -> Result<Option<Triage>, Vec<Problem>> {
    let weights = weights(id).and_then(Weights::read);
    read_triage(bytes_of(id)?, weights)
}

/// The same by patterns alone.
///
/// # Errors
/// As of [`policy`].
pub fn triage_without_weights(id: &str) -> Result<Triage, Vec<Problem>> {
    let triage = read_triage(bytes_of(id)?, None)?;
    triage.ok_or_else(|| {
        vec![Problem::new(
            "triage.none",
            "/triage",
            format!("`{id}` does not say how texts are read"),
        )]
    })
}

/// How the newest edition of a pack reads descriptions of a fault.
///
/// # Errors
/// Everything that keeps the bytes from being a pack, or a pattern from having a
/// meaning.
pub fn read_triage(bytes: &[u8], weights: Option<Weights>) -> Result<Option<Triage>, Vec<Problem>> {
    let json = parse(bytes, Limits::PACK).map_err(|problem| vec![problem])?;
    triage_of(&json, weights)
}

fn bytes_of(id: &str) -> Result<&'static [u8], Vec<Problem>> {
    if let Some((_, bytes)) = PACKS.iter().find(|(name, _)| *name == id) {
        return Ok(bytes);
    }
    let known: Vec<&str> = PACKS.iter().map(|(name, _)| *name).collect();
    let help = match crate::json::nearest(id, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!(
            "the bundled policies are: {}; name another pack with --policy",
            known.join(", ")
        ),
    };
    let problem = Problem::new(
        "claim.unknown-policy",
        "/policy",
        format!("there is no policy `{id}`"),
    );
    Err(vec![problem.help(help)])
}
