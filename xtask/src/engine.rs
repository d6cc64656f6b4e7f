//! The engine without the page: a module that other code on a page imports.

use crate::outcome::Outcome;
use crate::repository;
use crate::steps;
use crate::tools::Tools;

/// The module's folder in `dist/`. Its names carry no hash: others import it.
pub const FOLDER: &str = "engine";

const PROFILE: &str = "wasm-release";
const TARGET: &str = "wasm32-unknown-unknown";

/// What wasm-opt must be told that the compiler uses; index.html says the same
/// to Trunk.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-mutable-globals",
];

/// Builds the module into `dist/engine/`.
pub fn build(tools: &Tools) -> Outcome<()> {
    let folder = repository::dist().join(FOLDER);
    steps::run(tools.command("cargo").args([
        "rustc",
        "--lib",
        "--features",
        "engine",
        "--crate-type",
        "cdylib",
        "--profile",
        PROFILE,
        "--target",
        TARGET,
    ]))?;
    let module = repository::target()
        .join(TARGET)
        .join(PROFILE)
        .join("cover.wasm");
    steps::run(
        tools
            .command("wasm-bindgen")
            .args(["--target", "web", "--out-name", "covercheck", "--out-dir"])
            .arg(&folder)
            .arg(module),
    )?;
    let built = folder.join("covercheck_bg.wasm");
    steps::run(
        tools
            .command("wasm-opt")
            .arg("-Oz")
            .args(WASM_FEATURES)
            .arg(&built)
            .arg("-o")
            .arg(&built),
    )
}
