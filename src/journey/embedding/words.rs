//! The words of the page on embedding.

use super::{HIDEABLE, en, vi, zh};
use crate::journey::Language;

/// What stands on the page on embedding, and what visitors read of it in other
/// pages, in one language. `{0}` stands for what is filled in.
#[derive(Debug)]
pub struct EmbeddingWords {
    /// The language.
    pub spoken: Language,
    /// What the page is for.
    pub lead: &'static str,
    /// Heading: what is shown.
    pub choose: &'static str,
    /// Label: a policy.
    pub policy: &'static str,
    /// Label: an item of the policy.
    pub item: &'static str,
    /// First choice of both: the visitor chooses.
    pub visitor_chooses: &'static str,
    /// First choice of the language: the visitor's.
    pub visitors_own: &'static str,
    /// First choice of the theme: as the visitor's device has it.
    pub as_device: &'static str,
    /// The items of the policy are being fetched.
    pub items_coming: &'static str,
    /// They could not be fetched.
    pub items_unreachable: &'static str,
    /// Name of the boxes for what is left out.
    pub leave_out: &'static str,
    /// What each part is called, in the order of [`HIDEABLE`].
    pub parts: [&'static str; HIDEABLE.len()],
    /// Heading: how it looks.
    pub preview: &'static str,
    /// That it is the checker itself, and what it means if only a link is there.
    pub preview_is: &'static str,
    /// Text of the link that stands where the checker cannot be shown.
    pub fallback: &'static str,
    /// Name of the frame, for those who cannot see it.
    pub frame_title: &'static str,
    /// Heading: the element.
    pub element: &'static str,
    /// When it is the right way.
    pub element_is: &'static str,
    /// Several on a page share one download.
    pub element_shares: &'static str,
    /// What becomes of what is typed.
    pub element_keeps: &'static str,
    /// What the server must answer: {0}.
    pub cross_origin: &'static str,
    /// Summary: every attribute and event.
    pub everything: &'static str,
    /// Column: an attribute or an event.
    pub name: &'static str,
    /// Column: what it means.
    pub means: &'static str,
    /// What `policy` means.
    pub means_policy: &'static str,
    /// What `item` means.
    pub means_item: &'static str,
    /// What `lang` means.
    pub means_language: &'static str,
    /// What `theme` means.
    pub means_theme: &'static str,
    /// What `hide` means, with all it may name: {0}.
    pub means_hide: &'static str,
    /// What an answer given beforehand is, with an example: {0}.
    pub means_fact: &'static str,
    /// What `src` means.
    pub means_src: &'static str,
    /// What custom properties mean: {0} are some.
    pub means_looks: &'static str,
    /// What parts mean: {0} are all.
    pub means_parts: &'static str,
    /// What the event of an answer means.
    pub means_assessed: &'static str,
    /// What the event of an error means.
    pub means_error: &'static str,
    /// Heading: the frame.
    pub frame: &'static str,
    /// When it is the right way.
    pub frame_is: &'static str,
    /// Where the lines of script go.
    pub frame_lines: &'static str,
    /// Heading: the module of JavaScript.
    pub api: &'static str,
    /// When it is the right way.
    pub api_is: &'static str,
    /// What must be put in for {0}, where no policy is chosen.
    pub api_policy: &'static str,
    /// What becomes of a claim that is refused.
    pub api_refuses: &'static str,
    /// It needs what the element needs.
    pub api_csp: &'static str,
    /// Name of the lines for the Content-Security-Policy.
    pub csp: &'static str,
    /// That they are added to what is there.
    pub csp_adds: &'static str,
    /// That nothing else is needed for the element.
    pub csp_else: &'static str,
    /// Button: copy the lines.
    pub copy: &'static str,
    /// They are in the clipboard.
    pub copied: &'static str,
    /// The browser refused to copy.
    pub not_copied: &'static str,
}

/// The words in a language.
pub const fn embedding_words(language: Language) -> &'static EmbeddingWords {
    match language {
        Language::English => &en::WORDS,
        Language::Chinese => &zh::WORDS,
        Language::Vietnamese => &vi::WORDS,
    }
}
