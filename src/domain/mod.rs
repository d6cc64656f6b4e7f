//! What is true. Pure: no clock, no locale, no storage, no browser.
//!
//! `assess(policy, claim, world)` is the whole of it: a [`policy::Policy`] is
//! what an issuer promises, a [`claim::Claim`] is what a person says happened,
//! a [`world::World`] knows time zones, and an [`coverage::Assessment`] is the
//! answer with every rule that led to it.

pub mod policy;

pub mod claim;
pub mod instant;
pub mod world;

mod ascending;

pub mod known;

pub mod term;

pub mod service;

pub mod coverage;

pub mod promises;

pub mod comparison;

pub mod returns;

pub mod drive_report;

pub mod triage;
