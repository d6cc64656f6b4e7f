//! What is told of a drive's health report: who the drive is, what was written
//! to it, how certain that is, and what to do where nothing could be read.
//!
//! Its words stand apart from the page's: they come with the reader, when a
//! person first uses it.

mod en;
mod vi;
mod words;
mod zh;

pub use words::{DriveWords, drive_words};

use super::Formats;
use super::wording::fill;
use crate::domain::drive_report::{Drive, DriveReport, HostWrites, NotAReport, Note};
use crate::domain::policy::Policy;

/// What is told of a drive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DriveView {
    /// What it is called among several: its model and serial number.
    pub name: String,
    /// What the report says of it: a name, what it says, and a word on that.
    pub rows: Vec<(String, String, Option<String>)>,
    /// What else there is to know.
    pub notes: Vec<String>,
    /// What the check can take over.
    pub taken: Taken,
    /// That, in words.
    pub takes: String,
}

/// What the check takes over from a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The item, by its id.
    pub item: Option<String>,
    /// The serial number.
    pub serial: Option<String>,
    /// The bytes written, where they are certain.
    pub bytes_written: Option<i64>,
    /// What the drive says is used of its endurance, in percent.
    pub percentage_used: Option<i64>,
    /// The hours under power.
    pub power_on_hours: Option<i64>,
}

impl Taken {
    /// Whether it changes what the check is told.
    pub fn is_empty(&self) -> bool {
        self.item.is_none() && self.serial.is_none() && self.bytes_written.is_none()
    }
}

/// What is told of each drive of a report, in its order.
pub fn drives_told(
    report: &DriveReport,
    policy: &Policy,
    words: &'static DriveWords,
    formats: &dyn Formats,
) -> Vec<DriveView> {
    let teller = DriveTeller {
        policy,
        words,
        formats,
    };
    let each = report.drives.iter().enumerate();
    each.map(|(place, drive)| teller.drive(place, drive))
        .collect()
}

struct DriveTeller<'a> {
    policy: &'a Policy,
    words: &'static DriveWords,
    formats: &'a dyn Formats,
}

impl DriveTeller<'_> {
    fn drive(&self, place: usize, drive: &Drive) -> DriveView {
        let words = self.words;
        let item = drive.model.as_deref().and_then(|model| {
            let item = self.policy.item_of_model(model)?;
            self.policy.items.get(item.index())
        });
        let signed = |number: u64| i64::try_from(number).ok();
        let taken = Taken {
            item: item.map(|item| item.id.clone()),
            serial: drive.serial.clone(),
            bytes_written: match drive.host_writes {
                HostWrites::Exact { bytes, .. } | HostWrites::Rounded { bytes, .. } => {
                    signed(bytes)
                }
                HostWrites::UnitUnknown { .. } | HostWrites::Absent => None,
            },
            percentage_used: drive.percentage_used.and_then(signed),
            power_on_hours: drive.power_on_hours.and_then(signed),
        };
        let not_said = || words.not_said.to_owned();
        let product = match (item, &drive.model) {
            (Some(item), _) => Some(fill(words.is_item, &[self.text(&item.name)])),
            (None, Some(_)) => Some(words.is_no_item.to_owned()),
            (None, None) => None,
        };
        let mut rows = vec![
            (
                words.model.to_owned(),
                drive.model.clone().unwrap_or_else(not_said),
                product,
            ),
            (
                words.serial.to_owned(),
                drive.serial.clone().unwrap_or_else(not_said),
                None,
            ),
        ];
        let (written, how_certain) = self.written(drive);
        rows.push((words.written.to_owned(), written, how_certain));
        if let Some(percent) = taken.percentage_used {
            let percent = fill(words.percent, &[&self.formats.number(percent)]);
            let note = words.used_note.to_owned();
            rows.push((words.used.to_owned(), percent, Some(note)));
        }
        if let Some(hours) = taken.power_on_hours {
            let hours = self.formats.number(hours);
            rows.push((words.hours.to_owned(), hours, None));
        }
        let named = [&drive.model, &drive.serial].map(|name| name.as_deref().unwrap_or_default());
        let named = named.join(" ");
        let number = self.formats.number(i64::try_from(place).unwrap_or(0) + 1);
        DriveView {
            name: match named.trim() {
                "" => fill(words.drive_number, &[&number]),
                named => named.to_owned(),
            },
            rows,
            notes: drive.notes.iter().map(|note| self.note(*note)).collect(),
            takes: self.takes(&taken),
            taken,
        }
    }

    fn text<'t>(&self, text: &'t crate::domain::policy::document::Text) -> &'t str {
        text.in_language(self.words.spoken.tag())
    }

    /// What was written, and how certain that is.
    fn written(&self, drive: &Drive) -> (String, Option<String>) {
        let words = self.words;
        match &drive.host_writes {
            HostWrites::Exact { bytes, from } => (
                self.bytes(*bytes),
                Some(fill(words.counted_by, &[&from.id()])),
            ),
            HostWrites::Rounded { bytes, .. } => {
                (self.bytes(*bytes), Some(words.rounded.to_owned()))
            }
            HostWrites::UnitUnknown { candidates, from } => {
                let each = candidates.iter().map(|one| {
                    let bytes = self.bytes(one.bytes);
                    fill(words.candidate, &[&bytes, one.unit.id()])
                });
                let each: Vec<String> = each.collect();
                (
                    each.join(words.or),
                    Some(fill(words.unit_unknown, &[&from.id()])),
                )
            }
            HostWrites::Absent => (words.not_said.to_owned(), None),
        }
    }

    /// Bytes in terabytes to two places, and as they are.
    fn bytes(&self, bytes: u64) -> String {
        let hundredths = bytes.saturating_add(5_000_000_000) / 10_000_000_000;
        let whole = i64::try_from(hundredths / 100).unwrap_or(i64::MAX);
        let terabytes = format!(
            "{}{}{:02}",
            self.formats.number(whole),
            self.words.decimal_mark,
            hundredths % 100
        );
        let exact = self
            .formats
            .number(i64::try_from(bytes).unwrap_or(i64::MAX));
        fill(self.words.bytes, &[&terabytes, &exact])
    }

    /// What can be taken over, in a sentence.
    fn takes(&self, taken: &Taken) -> String {
        let words = self.words;
        let parts = [
            (taken.item.is_some(), words.the_product),
            (taken.serial.is_some(), words.the_serial),
            (taken.bytes_written.is_some(), words.the_amount),
        ];
        let parts: Vec<&str> = parts
            .into_iter()
            .filter_map(|(there, name)| there.then_some(name))
            .collect();
        if parts.is_empty() {
            words.takes_nothing.to_owned()
        } else {
            fill(words.takes, &[&parts.join(words.and)])
        }
    }

    fn note(&self, note: Note) -> String {
        let words = self.words;
        let text = match note {
            Note::IdentityOnly => words.identity_only,
            Note::SerialHidden => words.serial_hidden,
            Note::DriveNotNamed => words.drive_not_named,
            Note::CutOff => words.cut_off,
            Note::FigureOutOfRange => words.figure_out_of_range,
            Note::CountersDisagree => words.counters_disagree,
            Note::UnitNotAsNamed => words.unit_not_as_named,
            Note::CounterMayHaveWrapped => words.counter_may_have_wrapped,
            Note::CounterWrapped => words.counter_wrapped,
            Note::CriticalWarning => words.critical_warning,
            Note::Failing => words.failing,
            Note::AttributeFailing => words.attribute_failing,
        };
        text.to_owned()
    }
}

/// Why nothing could be read, and what helps.
pub fn refusal_told(
    reason: NotAReport,
    words: &'static DriveWords,
) -> (&'static str, &'static str) {
    match reason {
        NotAReport::Empty => words.refused_empty,
        NotAReport::TooLarge => words.refused_too_large,
        NotAReport::CutOff => words.refused_cut_off,
        NotAReport::ScanList => words.refused_scan_list,
        NotAReport::RaidVolume => words.refused_raid_volume,
        NotAReport::UnknownUsbBridge => words.refused_usb_bridge,
        NotAReport::DeviceTypeNeeded => words.refused_device_type,
        NotAReport::PermissionDenied => words.refused_permission,
        NotAReport::OpenFailed => words.refused_open_failed,
        NotAReport::Unknown => words.refused_unknown,
    }
}

/// A way to a good report: the system it is for, and what to run there. A
/// command is the same in every language.
pub const COMMANDS: [(&str, &[&str]); 3] = [
    (
        "Windows",
        &["smartctl --scan", "smartctl -a -j /dev/sda > report.json"],
    ),
    (
        "macOS",
        &[
            "brew install smartmontools",
            "sudo smartctl -a -j disk0 > report.json",
        ],
    ),
    (
        "Linux",
        &[
            "sudo smartctl -a -j /dev/nvme0 > report.json",
            "sudo smartctl -a -j /dev/sda > report.json",
        ],
    ),
];

/// What to add where the drive stands behind a USB adapter: for SATA, for NVMe.
pub const BEHIND_USB: [&str; 2] = ["-d sat", "-d sntjmicron"];

#[cfg(test)]
mod tests;
