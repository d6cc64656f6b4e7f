//! Where things stand in the repository.

use std::path::{Path, PathBuf};

/// The repository's folder.
pub fn root() -> &'static Path {
    let this_package = Path::new(env!("CARGO_MANIFEST_DIR"));
    this_package.parent().unwrap_or(this_package)
}

/// The built site.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The policies' sources.
pub fn policies() -> PathBuf {
    root().join("policies")
}

/// The style sheets' sources.
pub fn style() -> PathBuf {
    root().join("style")
}

/// The browser tests, with the npm packages of every Node tool.
pub fn browser_tests() -> PathBuf {
    root().join("tests").join("e2e")
}

/// The one style sheet that `index.html` names, made from [`style`].
pub fn stylesheet() -> PathBuf {
    root().join("target").join("page").join("covercheck.css")
}

/// Where Cargo puts what it builds.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}
