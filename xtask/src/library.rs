//! The library as a module of its own, with one of its features.

use std::path::Path;

use crate::outcome::Outcome;
use crate::repository;
use crate::steps;
use crate::tools::Tools;
use crate::wasm_opt;

const TARGET: &str = "wasm32-unknown-unknown";

/// How a module is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// As visitors download it: as small as it can be.
    Small,
    /// As others download it to call it often: small still, and quicker.
    Called,
    /// As visitors download it: quick, where it has much to read.
    Quick,
    /// Quickly.
    Development,
}

/// Builds the module into a folder: `covercheck.js` and `covercheck_bg.wasm`.
pub fn build(tools: &Tools, feature: &str, folder: &Path, how: Build) -> Outcome<()> {
    let (profile, built) = match how {
        Build::Small => ("wasm-release", "wasm-release"),
        Build::Called => ("wasm-called", "wasm-called"),
        Build::Quick => ("wasm-quick", "wasm-quick"),
        Build::Development => ("dev", "debug"),
    };
    steps::run(tools.command("cargo").args([
        "rustc",
        "--lib",
        "--features",
        feature,
        "--crate-type",
        "cdylib",
        "--profile",
        profile,
        "--target",
        TARGET,
    ]))?;
    let module = repository::target()
        .join(TARGET)
        .join(built)
        .join("cover.wasm");
    steps::run(
        tools
            .command("wasm-bindgen")
            .args(["--target", "web", "--no-typescript"])
            .args(["--out-name", "covercheck", "--out-dir"])
            .arg(folder)
            .arg(module),
    )?;
    let built = folder.join("covercheck_bg.wasm");
    match how {
        Build::Small => wasm_opt::optimise(&mut tools.command("wasm-opt"), &built),
        Build::Called | Build::Quick => wasm_opt::quicken(&mut tools.command("wasm-opt"), &built),
        Build::Development => Ok(()),
    }
}
