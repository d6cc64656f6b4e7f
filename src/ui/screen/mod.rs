//! The screens. Each knows its view model and arranges parts.

mod check;
mod home;
mod message;

pub(super) use check::check;
pub(super) use home::home;
pub(super) use message::{aside, failed, loading, unknown_policy};

use super::markup::Node;

/// A screen as it is shown.
pub(super) struct Screen {
    /// The title of the document.
    pub title: String,
    /// What a screen reader is told when it changes; nothing, where it is empty.
    pub news: String,
    /// Whether a time on it is told to the second.
    pub counts_down: bool,
    /// The edition in words and the digest of the policy, where one is in use.
    pub in_use: Option<(String, String)>,
    /// What stands on it.
    pub body: Node,
}
