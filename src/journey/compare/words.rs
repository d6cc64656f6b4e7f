//! The words of the page on which items stand side by side.

use super::{en, vi, zh};
use crate::journey::Language;

/// What stands on the page on which items stand side by side, in one language. `{0}`
/// and `{1}` stand for what is filled in.
#[derive(Debug)]
pub struct CompareWords {
    /// The language.
    pub spoken: Language,
    /// What the page is for.
    pub lead: &'static str,
    /// Label: the policy whose items are compared.
    pub choose_policy: &'static str,
    /// The policy has no two items.
    pub nothing_to_compare: &'static str,
    /// The policy could not be fetched.
    pub unreachable: &'static str,
    /// Name of the four ways to look at the items.
    pub tabs: &'static str,
    /// The table.
    pub tab_table: &'static str,
    /// A scene.
    pub tab_scene: &'static str,
    /// Which item fits.
    pub tab_fit: &'static str,
    /// What is handed over.
    pub tab_hand_over: &'static str,
    /// Box: marks what each item has more or less of than the one before.
    pub mark_changes: &'static str,
    /// Box: leaves out rows that are the same for all.
    pub only_differences: &'static str,
    /// Box: shows the sections of the policy.
    pub show_clauses: &'static str,
    /// Head of the first column.
    pub what: &'static str,
    /// Before what is the same for all items.
    pub for_all: &'static str,
    /// Row: what an item has more of than the one before.
    pub adds: &'static str,
    /// Heading: what an item has more of than another.
    pub beyond: &'static str,
    /// A cell has more than that of another item.
    pub more: &'static str,
    /// A cell has less than that of another item.
    pub less: &'static str,
    /// Something is included in some cases.
    pub in_part: &'static str,
    /// An exclusion that an item does not have.
    pub no_longer_excluded: &'static str,
    /// Group: how long cover runs.
    pub cover: &'static str,
    /// Row: how long cover runs.
    pub term: &'static str,
    /// Group: by when something must be done.
    pub reactions: &'static str,
    /// Group: when somebody can be reached.
    pub reached: &'static str,
    /// Group: work that comes again.
    pub upkeep: &'static str,
    /// Group: kinds of requests.
    pub inclusions: &'static str,
    /// Group: what is not covered.
    pub exclusions: &'static str,
    /// Group: whom a person may turn to.
    pub routes: &'static str,
    /// An answer of the table.
    pub included: &'static str,
    /// An answer of the table.
    pub excluded: &'static str,
    /// An answer of the table.
    pub not_listed: &'static str,
    /// There is no such thing with this item.
    pub nothing: &'static str,
    /// Cover runs as the agreement says.
    pub as_agreed: &'static str,
    /// How often.
    pub every_day: &'static str,
    /// How often.
    pub every_week: &'static str,
    /// How often.
    pub every_month: &'static str,
    /// How often.
    pub every_year: &'static str,
    /// How often: once in a length of time.
    pub every: &'static str,
    /// How much data can be lost at worst: so many days.
    pub lost: &'static str,
    /// It depends on several answers together.
    pub depends: &'static str,
    /// A question and the answer to it.
    pub answered: &'static str,
    /// A start of cover that is no answer.
    pub other_start: &'static str,
    /// Heading: scenes to choose from.
    pub scenes: &'static str,
    /// Label of the handle: when it happens.
    pub moment: &'static str,
    /// Button.
    pub earlier_week: &'static str,
    /// Button.
    pub later_week: &'static str,
    /// Label: an exclusion that applies.
    pub happened: &'static str,
    /// First choice of that: none.
    pub none_of_these: &'static str,
    /// None of the exclusions applies.
    pub nothing_happened: &'static str,
    /// Label: how long cover has run.
    pub age: &'static str,
    /// What is set by hand.
    pub set_aside: &'static str,
    /// Before what is taken to be so.
    pub assumed: &'static str,
    /// Part of that.
    pub reported_at_once: &'static str,
    /// Heading: what becomes of it.
    pub outcomes: &'static str,
    /// Beside the axis: so many hours from the moment.
    pub from_then: &'static str,
    /// What a band means.
    pub key_open: &'static str,
    /// What a bar means.
    pub key_due: &'static str,
    /// What a bar means.
    pub key_step: &'static str,
    /// By a moment.
    pub by: &'static str,
    /// From the earliest moment to the latest.
    pub between: &'static str,
    /// Nothing is due.
    pub nothing_due: &'static str,
    /// Nobody can be reached before a moment.
    pub reached_again: &'static str,
    /// Somebody can be reached at once.
    pub reached_then: &'static str,
    /// What the verdict depends on.
    pub depends_on: &'static str,
    /// Cover is over: no data is copied.
    pub not_copied_any_more: &'static str,
    /// When cover ends.
    pub ends: &'static str,
    /// When cover ended.
    pub ended: &'static str,
    /// What the questions are for.
    pub fit_lead: &'static str,
    /// The pack asks nothing.
    pub no_questions: &'static str,
    /// Heading: the items, in order.
    pub ranking: &'static str,
    /// Nothing was asked for yet.
    pub answer_first: &'static str,
    /// The smallest item with everything.
    pub fits_best: &'static str,
    /// A larger item with everything.
    pub fits_too: &'static str,
    /// So many of so many.
    pub fits_in_part: &'static str,
    /// The item has what was asked for.
    pub met: &'static str,
    /// In some cases.
    pub met_in_part: &'static str,
    /// It has it not.
    pub not_met: &'static str,
    /// A need.
    pub asked_reached: &'static str,
    /// A need.
    pub asked_runs: &'static str,
    /// A need.
    pub asked_includes: &'static str,
    /// A need.
    pub asked_holds: &'static str,
    /// Before what an item has.
    pub offered: &'static str,
    /// Button.
    pub start_over: &'static str,
    /// Button: large type, the whole screen.
    pub present: &'static str,
    /// Button.
    pub end_presenting: &'static str,
    /// Label: after how long without a touch everything starts over.
    pub idle: &'static str,
    /// Everything is about to start over, in so many seconds.
    pub still_there: &'static str,
    /// Button: go on.
    pub go_on: &'static str,
    /// That starting over erases what was entered anywhere on this site.
    pub erases: &'static str,
    /// It has started over.
    pub started_over: &'static str,
    /// The screen stays on.
    pub stays_awake: &'static str,
    /// The browser cannot keep the screen on.
    pub may_sleep: &'static str,
    /// What the summary is.
    pub hand_lead: &'static str,
    /// Button.
    pub print: &'static str,
    /// Button.
    pub copy_link: &'static str,
    /// It is in the clipboard.
    pub copied: &'static str,
    /// The browser refused.
    pub not_copied: &'static str,
    /// Label of the link.
    pub link: &'static str,
    /// What the QR code is, for those who do not see it.
    pub code: &'static str,
    /// When the summary was made.
    pub as_of: &'static str,
    /// Nothing was played through.
    pub no_scene_yet: &'static str,
}

/// The words in a language.
pub const fn compare_words(language: Language) -> &'static CompareWords {
    match language {
        Language::English => &en::WORDS,
        Language::Chinese => &zh::WORDS,
        Language::Vietnamese => &vi::WORDS,
    }
}
