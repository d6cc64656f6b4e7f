//! The words of what is told of a description.

use super::{en, vi, zh};
use crate::journey::Language;

/// What is told of a description, in one language.
#[derive(Debug)]
pub struct TriageWords {
    /// The language.
    pub spoken: Language,
    /// Heading of it all.
    pub heading: &'static str,
    /// How it is to be taken.
    pub intro: &'static str,
    /// The person's own words {0}.
    pub you_wrote: &'static str,
    /// The words sound like {0}.
    pub sounds_like: &'static str,
    /// Button: choose what is proposed.
    pub choose: &'static str,
    /// What is chosen: {0}.
    pub chosen: &'static str,
    /// Summary: a few questions lead to the answer of {0}.
    pub find_out: &'static str,
    /// Button: ask the questions again.
    pub again: &'static str,
    /// Heading: what to do that fits what happened.
    pub advice: &'static str,
    /// Heading: which package includes {0}.
    pub packages: &'static str,
    /// Name of the first column.
    pub package: &'static str,
    /// The package {0}, which the person has.
    pub yours: &'static str,
    /// Column: what the package says of this request.
    pub this_request: &'static str,
    /// It is included.
    pub included: &'static str,
    /// It is excluded.
    pub excluded: &'static str,
    /// It is not listed: there is no right to it.
    pub not_listed: &'static str,
    /// It depends on a question of the form.
    pub depends: &'static str,
    /// Column: how long cover runs.
    pub term: &'static str,
    /// A cell about which the policy says nothing.
    pub not_said: &'static str,
    /// The present package leaves it out; these include it: {0}.
    pub others_include: &'static str,
    /// No package includes it.
    pub none_includes: &'static str,
    /// Between the names of packages.
    pub and: &'static str,
}

/// The words in a language.
pub const fn triage_words(language: Language) -> &'static TriageWords {
    match language {
        Language::English => &en::WORDS,
        Language::Chinese => &zh::WORDS,
        Language::Vietnamese => &vi::WORDS,
    }
}
