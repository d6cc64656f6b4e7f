//! The words of the reader, in three languages: one typed table, so that a
//! language with a hole in it does not compile.

use super::{en, vi, zh};
use crate::journey::Language;
use crate::journey::wording::Plural;

/// What a refusal says, and what helps.
pub type Refusal = (&'static str, &'static str);

/// The words of the reader in a language. `{0}`, `{1}` stand for what is filled in.
#[derive(Debug)]
pub struct DriveWords {
    /// The language.
    pub spoken: Language,
    /// What can be read, and that it stays here.
    pub intro: &'static str,
    /// Label: a file.
    pub file: &'static str,
    /// Label: pasted text.
    pub paste: &'static str,
    /// While it is read.
    pub reading: &'static str,
    /// Told to screen readers: so many drives, {0}, were read.
    pub read: Plural,
    /// Which of several drives.
    pub which: &'static str,
    /// A drive without a name, by its number {0}.
    pub drive_number: &'static str,
    /// Row: model.
    pub model: &'static str,
    /// Row: serial number.
    pub serial: &'static str,
    /// Row: what was written.
    pub written: &'static str,
    /// Row: used endurance.
    pub used: &'static str,
    /// Row: hours under power.
    pub hours: &'static str,
    /// The report does not say.
    pub not_said: &'static str,
    /// The model is the item {0}.
    pub is_item: &'static str,
    /// No item has this model.
    pub is_no_item: &'static str,
    /// {0} percent.
    pub percent: &'static str,
    /// Percentage used is not what the warranty counts.
    pub used_note: &'static str,
    /// {0} terabytes, which is {1} bytes.
    pub bytes: &'static str,
    /// Between a number and its decimals.
    pub decimal_mark: &'static str,
    /// The counter {0} is the source.
    pub counted_by: &'static str,
    /// The report rounds the figure.
    pub rounded: &'static str,
    /// {0} written, if the counter counts in units of {1}.
    pub candidate: &'static str,
    /// Between readings of which one is right.
    pub or: &'static str,
    /// The unit of the counter {0} is not certain.
    pub unit_unknown: &'static str,
    /// What is taken over: {0}.
    pub takes: &'static str,
    /// Nothing can be taken over.
    pub takes_nothing: &'static str,
    /// Between what is taken over.
    pub and: &'static str,
    /// Taken over: the product.
    pub the_product: &'static str,
    /// Taken over: the serial number.
    pub the_serial: &'static str,
    /// Taken over: the amount written.
    pub the_amount: &'static str,
    /// Button: take over.
    pub take: &'static str,
    /// It was taken over.
    pub taken: &'static str,
    /// Note.
    pub identity_only: &'static str,
    /// Note.
    pub serial_hidden: &'static str,
    /// Note.
    pub drive_not_named: &'static str,
    /// Note.
    pub cut_off: &'static str,
    /// Note.
    pub figure_out_of_range: &'static str,
    /// Note.
    pub counters_disagree: &'static str,
    /// Note.
    pub unit_not_as_named: &'static str,
    /// Note.
    pub counter_may_have_wrapped: &'static str,
    /// Note.
    pub counter_wrapped: &'static str,
    /// Note.
    pub critical_warning: &'static str,
    /// Note.
    pub failing: &'static str,
    /// Note.
    pub attribute_failing: &'static str,
    /// Refusal and what helps.
    pub refused_empty: Refusal,
    /// Refusal and what helps.
    pub refused_too_large: Refusal,
    /// Refusal and what helps.
    pub refused_cut_off: Refusal,
    /// Refusal and what helps.
    pub refused_scan_list: Refusal,
    /// Refusal and what helps.
    pub refused_raid_volume: Refusal,
    /// Refusal and what helps.
    pub refused_usb_bridge: Refusal,
    /// Refusal and what helps.
    pub refused_device_type: Refusal,
    /// Refusal and what helps.
    pub refused_permission: Refusal,
    /// Refusal and what helps.
    pub refused_open_failed: Refusal,
    /// Refusal and what helps.
    pub refused_unknown: Refusal,
    /// The browser could not read the file.
    pub file_refused: &'static str,
    /// Summary: how to get a report.
    pub how: &'static str,
    /// What smartctl is.
    pub how_smartctl: &'static str,
    /// CrystalDiskInfo.
    pub how_windows: &'static str,
    /// Behind a USB adapter; two commands follow, the second for NVMe.
    pub how_usb: &'static str,
    /// Button: copy the command.
    pub copy: &'static str,
    /// The command was copied.
    pub copied: &'static str,
    /// The browser did not allow it.
    pub not_copied: &'static str,
}

/// The words of a language.
pub const fn drive_words(language: Language) -> &'static DriveWords {
    match language {
        Language::English => &en::WORDS,
        Language::Chinese => &zh::WORDS,
        Language::Vietnamese => &vi::WORDS,
    }
}
