//! Where the data stays, and which policy text was used.

use super::closing::edition;
use crate::ui::markup::{Node, tag};

/// Where the data stays; the edition in words and the digest of the pack, where
/// one is in use.
pub(in crate::ui) fn footer(stays_here: &'static str, in_use: Option<(String, String)>) -> Node {
    let row = tag("div")
        .class("cc-wrap cc-footer__row")
        .child(tag("p").child(stays_here))
        .child(in_use.map(|(name, digest)| edition(name, &digest)));
    tag("footer").class("cc-footer").child(row).into()
}
