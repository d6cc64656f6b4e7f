//! The parts of the screens. A part knows what it is given, and calls back or
//! sends commands where a person can do something; it knows no state and no
//! policy.
//!
//! Each stands in a file of its own, and has a file of the same name in
//! `style/part/` where it has looks of its own.

pub(super) mod back;
pub(super) mod bar;
pub(super) mod button;
pub(super) mod cards;
pub(super) mod checklist;
pub(super) mod choices;
#[cfg(any(feature = "embedding", feature = "compare"))]
pub(super) mod chooser;
pub(super) mod closing;
#[cfg(any(feature = "takeaway", feature = "compare"))]
pub(super) mod code;
pub(super) mod companion;
pub(super) mod contacts;
pub(super) mod date;
pub(super) mod entries;
pub(super) mod error_summary;
pub(super) mod facts;
pub(super) mod field;
pub(super) mod footer;
pub(super) mod gauge;
pub(super) mod header;
pub(super) mod kept;
pub(super) mod link;
pub(super) mod more;
pub(super) mod notice;
pub(super) mod number;
pub(super) mod reasons;
pub(super) mod section;
pub(super) mod select;
pub(super) mod settle;
pub(super) mod steps;
pub(super) mod table;
pub(super) mod text;
pub(super) mod timeline;
pub(super) mod verdict;
