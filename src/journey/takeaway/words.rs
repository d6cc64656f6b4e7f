//! The words of what a person takes away.

use super::{en, vi, zh};
use crate::journey::Language;

/// What stands on the panel, on paper, in mails, files and records, in one
/// language. `{0}` stands for what is filled in.
#[derive(Debug)]
pub struct TakeawayWords {
    /// The language.
    pub spoken: Language,
    /// Heading of the panel.
    pub heading: &'static str,
    /// Button: print the sheet.
    pub print: &'static str,
    /// Button: copy the sheet as plain text.
    pub copy_text: &'static str,
    /// Button: copy the sheet as Markdown.
    pub copy_markdown: &'static str,
    /// Button: begin an e-mail.
    pub mail: &'static str,
    /// Button: save the dates as a calendar file.
    pub calendar: &'static str,
    /// Button: save the decision record.
    pub record: &'static str,
    /// Button: copy a link to this answer.
    pub link: &'static str,
    /// Summary: a code that leads to this answer.
    pub code: &'static str,
    /// It is in the clipboard.
    pub copied: &'static str,
    /// The browser refused to copy.
    pub not_copied: &'static str,
    /// A file was saved: {0}.
    pub saved: &'static str,
    /// A record could not be made for want of a connection.
    pub not_saved: &'static str,
    /// What a link holds.
    pub link_holds: &'static str,
    /// The description of the fault made the link too long.
    pub link_without_fault: &'static str,
    /// No link can be made.
    pub no_link: &'static str,
    /// The mail holds the main points; the whole is in the clipboard.
    pub mail_short: &'static str,
    /// Line of such a mail: paste the rest here.
    pub mail_paste: &'static str,
    /// Subject of a mail: the title {0} and the reference {1}.
    pub mail_subject: &'static str,
    /// Title where goods are sent in.
    pub return_request: &'static str,
    /// Title where a service is asked for.
    pub service_request: &'static str,
    /// Title where the policy knows of no request.
    pub answer_sheet: &'static str,
    /// Summary of the guided part, by its title {0}.
    pub prepare: &'static str,
    /// First step: what must be done first.
    pub first: &'static str,
    /// Second step: the person's own details.
    pub person: &'static str,
    /// What becomes of them.
    pub person_kept: &'static str,
    /// The browser keeps nothing, so they are gone with the page.
    pub person_not_kept: &'static str,
    /// A name.
    pub name: &'static str,
    /// A telephone number or e-mail address.
    pub contact: &'static str,
    /// A postal address.
    pub address: &'static str,
    /// What was paid.
    pub paid: &'static str,
    /// Why it is asked, and that it need not be said.
    pub paid_hint: &'static str,
    /// Third step: the request.
    pub send: &'static str,
    /// Name of the reference.
    pub reference: &'static str,
    /// What the reference is, and is not.
    pub reference_is: &'static str,
    /// Nothing may be sent before the number is there.
    pub waits: &'static str,
    /// Field that stays blank on paper: the issuer's number.
    pub rma_number: &'static str,
    /// As of when it was judged: {0}.
    pub as_of: &'static str,
    /// Heading: the answer.
    pub answer: &'static str,
    /// Heading: what it is about.
    pub about: &'static str,
    /// Name of a list of things that did not happen.
    pub answered_no: &'static str,
    /// Name of a list of things that did happen or are so.
    pub answered_yes: &'static str,
    /// Heading: what goes into the parcel.
    pub packing_list: &'static str,
    /// Heading: what the service desk needs.
    pub access_list: &'static str,
    /// Heading: sending.
    pub sending: &'static str,
    /// Name: where it goes.
    pub send_to: &'static str,
    /// The policy gives no address; ask {0}.
    pub no_address: &'static str,
    /// Heading: times and dates.
    pub times: &'static str,
    /// Heading: how to reach the issuer.
    pub reach: &'static str,
    /// Heading of the slip that goes on the parcel.
    pub slip: &'static str,
    /// On the slip: the sender.
    pub from: &'static str,
    /// On the slip: the receiver.
    pub to: &'static str,
    /// Description of the bar code of a reference {0}.
    pub bar_code: &'static str,
    /// Description of the code that leads to the answer.
    pub qr_code: &'static str,
    /// The text goes on, and this sheet has no place for it.
    pub goes_on: &'static str,
    /// Calendar: the last covered day of {0}.
    pub last_day_of: &'static str,
    /// Calendar: ask for the issuer's number for {0}.
    pub ask_for_number: &'static str,
    /// Calendar: {0} is due.
    pub is_due: &'static str,
    /// Notice: opened from a link made on {0}; the answer was {1}.
    pub from_link: &'static str,
    /// The policy has changed since the link was made.
    pub pack_changed: &'static str,
    /// The answer is another one now.
    pub answer_changed: &'static str,
    /// What was typed before is still there.
    pub kept_before: &'static str,
    /// Button: bring it back.
    pub bring_back: &'static str,
    /// Button: leave it.
    pub forget_before: &'static str,
    /// A character of the link is wrong.
    pub link_damaged: &'static str,
    /// The link was made by another version.
    pub link_version: &'static str,
    /// The link says what the policy no longer asks.
    pub link_outdated: &'static str,
    /// Title of the page that opens records.
    pub records: &'static str,
    /// What it does.
    pub records_lead: &'static str,
    /// Label of the field for a file.
    pub record_file: &'static str,
    /// Label of the field for pasted text.
    pub record_paste: &'static str,
    /// It is not a record.
    pub record_none: &'static str,
    /// It is of a later version.
    pub record_version: &'static str,
    /// It was changed or damaged.
    pub record_damaged: &'static str,
    /// Its policy {0} is not on this site.
    pub record_policy: &'static str,
    /// Its claim does not fit the policy as it is now: {0}.
    pub record_claim: &'static str,
    /// Its policy could not be fetched.
    pub record_unreachable: &'static str,
    /// Column: then.
    pub then: &'static str,
    /// Column: judged again, as of the same instant.
    pub again: &'static str,
    /// Column: judged as of now.
    pub now: &'static str,
    /// Row: as of when.
    pub row_as_of: &'static str,
    /// Row: the verdict.
    pub row_verdict: &'static str,
    /// Row: the last covered day.
    pub row_last_day: &'static str,
    /// Row: the edition and the digest of the policy.
    pub row_pack: &'static str,
    /// The same pack gives the same answer.
    pub same: &'static str,
    /// Another pack gives the same answer.
    pub same_otherwise: &'static str,
    /// The answer differs.
    pub differs: &'static str,
    /// The same pack gives another answer: the record was changed.
    pub not_ours: &'static str,
    /// The reference does not belong to the claim.
    pub other_reference: &'static str,
    /// Summary: every part that differs.
    pub changes: &'static str,
    /// What was not there.
    pub absent: &'static str,
    /// Button: open the claim of the record.
    pub open_claim: &'static str,
}

/// The words in a language.
pub const fn takeaway_words(language: Language) -> &'static TakeawayWords {
    match language {
        Language::English => &en::WORDS,
        Language::Chinese => &zh::WORDS,
        Language::Vietnamese => &vi::WORDS,
    }
}
