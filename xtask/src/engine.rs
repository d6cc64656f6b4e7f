//! The engine without the page: a module that other code on a page imports.

use crate::library::{self, Build};
use crate::outcome::Outcome;
use crate::repository;
use crate::tools::Tools;

/// The module's folder in `dist/`. Its names carry no hash: others import it.
pub const FOLDER: &str = "engine";

/// Builds the module into `dist/engine/`.
pub fn build(tools: &Tools) -> Outcome<()> {
    let folder = repository::dist().join(FOLDER);
    library::build(tools, "engine", &folder, Build::Small)
}
