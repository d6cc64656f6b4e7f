//! Covercheck: what a warranty covers, until when, and why.
//!
//! Data flows one way: pack + claim + world → assessment → view model → screen.

pub mod json;

pub mod domain;
