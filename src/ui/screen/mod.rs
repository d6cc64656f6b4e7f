//! The screens. Each knows its view model and arranges parts.

mod check;
mod home;
mod message;

pub(super) use check::Check;
pub(super) use home::home;
pub(super) use message::{failed, loading, unknown_policy};
