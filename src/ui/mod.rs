//! The screens.

/// Mounts the page.
pub fn mount() {}
