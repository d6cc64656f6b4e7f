//! The engine without the page: a module that other code on a page imports.

use crate::outcome::Outcome;
use crate::repository;
use crate::steps;
use crate::tools::Tools;
use crate::wasm_opt;

/// The module's folder in `dist/`. Its names carry no hash: others import it.
pub const FOLDER: &str = "engine";

const PROFILE: &str = "wasm-release";
const TARGET: &str = "wasm32-unknown-unknown";

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
    wasm_opt::optimise(&mut tools.command("wasm-opt"), &built)
}
