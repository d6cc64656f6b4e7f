//! Where things stand in the repository.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The repository's folder. Cargo says at run time where the package stands:
/// a build folder that several checkouts share may hold the program of another.
pub fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let this_package = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        this_package
            .parent()
            .map_or_else(|| this_package.clone(), Path::to_path_buf)
    });
    &ROOT
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

/// What Lighthouse says, with its npm packages.
pub fn lighthouse() -> PathBuf {
    root().join("tests").join("lighthouse")
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
