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
            bytes_written: certain(drive).and_then(signed),
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

/// What was written, unless that may be too little: a warranty that has ended
/// would seem to run.
fn certain(drive: &Drive) -> Option<u64> {
    match drive.host_writes {
        HostWrites::Exact { bytes, .. } | HostWrites::Rounded { bytes, .. } => {
            (!drive.notes.contains(&Note::CounterMayHaveWrapped)).then_some(bytes)
        }
        HostWrites::UnitUnknown { .. } | HostWrites::Absent => None,
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

/// The same where the drive stands behind a USB adapter: for SATA, for NVMe.
pub const BEHIND_USB: [&str; 2] = [
    "smartctl -a -j -d sat /dev/sda > report.json",
    "smartctl -a -j -d sntjmicron /dev/sda > report.json",
];

#[cfg(test)]
#[allow(
    clippy::expect_used,
    reason = "a test stops at what it does not expect"
)]
mod tests {
    use super::*;
    use crate::contract::bundled;
    use crate::domain::drive_report::read;
    use crate::journey::{IsoFormats, Language};

    fn told(report: &str, language: Language) -> Vec<DriveView> {
        let bundle = bundled::bundle("storage-warranty").expect("bundled");
        let policy = bundle.newest().expect("an edition");
        let report = read(report.as_bytes()).expect("a report");
        drives_told(&report, policy, drive_words(language), &IsoFormats)
    }

    #[test]
    fn a_drive_of_the_table_fills_in_all_three() {
        let report = "smartctl 7.3\nModel Number: Sample  SSD 480GB\nSerial Number: SD24090001230\n\
                  Percentage Used: 7%\nData Units Written: 82,000,000 [41.9 TB]\nPower On Hours: 1,234\n";
        let all = told(report, Language::Vietnamese);
        let drive = all.first().expect("a drive");
        assert_eq!(drive.taken.item.as_deref(), Some("sample-ssd-480"));
        assert_eq!(drive.taken.serial.as_deref(), Some("SD24090001230"));
        assert_eq!(drive.taken.bytes_written, Some(41_984_000_000_000));
        assert_eq!(drive.takes, "Sẽ điền sản phẩm, số sê-ri, lượng ghi.");
        let values: Vec<&str> = drive
            .rows
            .iter()
            .map(|(_, value, _)| value.as_str())
            .collect();
        assert_eq!(
            values,
            [
                "Sample  SSD 480GB",
                "SD24090001230",
                "41,98 TB (41984000000000 byte)",
                "7%",
                "1234"
            ]
        );
    }

    #[test]
    fn a_counter_without_a_certain_unit_fills_in_no_amount() {
        let report = "smartctl 7.3\nDevice Model: NOBODY KNOWS IT\nUser Capacity: 240,057,409,536 bytes\n\
                  ID# ATTRIBUTE_NAME FLAG VALUE WORST THRESH TYPE UPDATED WHEN_FAILED RAW_VALUE\n\
                  \x20 9 Power_On_Hours 0x0032 100 100 000 Old_age Always - 9000\n\
                  241 Total_LBAs_Written 0x0032 100 100 000 Old_age Always - 84155\n";
        let all = told(report, Language::English);
        let drive = all.first().expect("a drive");
        assert_eq!(drive.taken.bytes_written, None);
        assert!(drive.taken.is_empty(), "{drive:?}");
        assert_eq!(drive.takes, drive_words(Language::English).takes_nothing);
        let written = &drive.rows.get(2).expect("a row").1;
        assert!(
            written.contains("2.82 TB (2823773224960 bytes) if it counts in 32MiB"),
            "{written}"
        );
    }

    #[test]
    fn a_counter_that_may_have_started_again_fills_in_no_amount() {
        let report =
            include_str!("../../../tests/drive-reports/smartctl-json/statistics-only.json");
        let all = told(report, Language::English);
        let drive = all.first().expect("a drive");
        assert_eq!(drive.taken.bytes_written, None);
        let words = drive_words(Language::English);
        assert!(
            drive
                .notes
                .iter()
                .any(|note| note == words.counter_may_have_wrapped)
        );
    }

    #[test]
    fn every_refusal_has_words_of_its_own_and_commands_are_named() {
        use NotAReport::*;
        let all = [
            Empty,
            TooLarge,
            CutOff,
            ScanList,
            RaidVolume,
            UnknownUsbBridge,
            DeviceTypeNeeded,
            PermissionDenied,
            OpenFailed,
            Unknown,
        ];
        for language in Language::ALL {
            let words = drive_words(language);
            let mut told: Vec<_> = all
                .iter()
                .map(|reason| refusal_told(*reason, words))
                .collect();
            told.sort_unstable();
            told.dedup();
            assert_eq!(told.len(), all.len());
            let (_, help) = refusal_told(UnknownUsbBridge, words);
            assert!(help.contains("-d sat") && help.contains("-d sntjmicron"));
        }
    }
}
