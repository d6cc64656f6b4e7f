//! The packs that the native program carries. The page fetches them instead.

use crate::domain::policy::{Bundle, Policy};
use crate::json::{Limits, Problem, parse};
use sha2::{Digest, Sha256};

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

/// SHA-256 in lower-case hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut out, byte| {
            // Writing to a `String` cannot fail.
            let _ = write!(out, "{byte:02x}");
            out
        })
}
