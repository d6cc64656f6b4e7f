//! What is told of a description, in English.

use super::words::TriageWords;
use crate::journey::Language;

/// The words in English.
pub const WORDS: TriageWords = TriageWords {
    spoken: Language::English,
    heading: "From your description",
    intro: "Your words only tell us what to ask. Your answers decide.",
    you_wrote: "You wrote “{0}”.",
    sounds_like: "This sounds like: {0}",
    choose: "Choose this",
    chosen: "Chosen: {0}",
    find_out: "Find the answer with a few questions: {0}",
    again: "Ask again",
    advice: "What helps now",
    packages: "Which package includes this: {0}",
    package: "Package",
    yours: "{0} (yours)",
    this_request: "This request",
    included: "✓ Included",
    excluded: "✗ Excluded",
    not_listed: "– Not listed",
    depends: "? Depends on your answers",
    term: "Warranty runs",
    not_said: "Not stated",
    others_include: "Your package does not include it. Included in: {0}.",
    none_includes: "No package includes it; ask for a quotation.",
    and: ", ",
};
