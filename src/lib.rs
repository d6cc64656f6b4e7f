//! Covercheck: what a warranty covers, until when, and why.
//!
//! Data flows one way: pack + claim + world → assessment → view model → screen.
//! The modules stand in reading order, from the inside out; arrows point
//! inward only, and `tests/architecture.rs` holds them to it.

pub mod json;

pub mod domain;

pub mod journey;

pub mod contract;

#[cfg(target_arch = "wasm32")]
pub mod browser;

#[cfg(target_arch = "wasm32")]
pub mod ui;

#[cfg(all(
    target_arch = "wasm32",
    any(
        feature = "engine",
        feature = "texts",
        feature = "packs",
        feature = "drives"
    )
))]
pub mod embed;
