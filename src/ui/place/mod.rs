//! Where the program stands: on a page of its own, or in an element of another's
//! page (feature `element`). The rest of the user interface does not know which.
//!
//! On its own page the program speaks for the document: its address, its title, its
//! storage. In an element it touches nothing but what stands inside, keeps what is
//! typed in memory alone, and tells the element what happens.

#[cfg(feature = "element")]
mod element;
#[cfg(not(feature = "element"))]
mod own_page;

#[cfg(feature = "element")]
pub(super) use element::{Place, Settings};
#[cfg(not(feature = "element"))]
pub(super) use own_page::Place;

/// What a page around may style with `::part()`, by the class that it has here. The
/// names are promised; the classes are not.
#[cfg(feature = "element")]
const PARTS: [(&str, &str); 14] = [
    ("cc-app", "checker"),
    ("cc-header", "languages"),
    ("cc-check__head", "intro"),
    ("cc-check__questions", "questions"),
    ("cc-field", "question"),
    ("cc-input", "input"),
    ("cc-button", "button"),
    ("cc-check__answer", "answer"),
    ("cc-verdict", "verdict"),
    ("cc-answer__section", "section"),
    ("cc-reasons", "reasons"),
    ("cc-card", "policy"),
    ("cc-table", "table"),
    ("cc-footer", "footer"),
];

/// The part that an element is, by its attributes.
#[cfg(feature = "element")]
pub(super) fn part_of(
    attributes: &[(&'static str, std::borrow::Cow<'static, str>)],
) -> Option<&'static str> {
    let (_, classes) = attributes.iter().find(|(name, _)| *name == "class")?;
    let first = classes.split(' ').next()?;
    let (_, part) = PARTS.iter().find(|(class, _)| *class == first)?;
    Some(part)
}

/// What waits for a pause of the person; at most one of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pause {
    /// Before what was typed is kept.
    Keep,
    /// Before a screen reader is told.
    Say,
    /// Before the next second of a countdown.
    Tick,
}
