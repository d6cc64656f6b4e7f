//! Drive health reports: what smartctl, nvme-cli and CrystalDiskInfo print.
//!
//! People paste or drop whatever their tool gave them, so the reading is as
//! tolerant of form as it is careful with figures. A drive is worn by what was
//! written to it, and drives count that in units which their reports often do
//! not name, or name wrongly. A figure that is too small would grant a warranty
//! that has ended; so where the unit is not certain, the readings are listed and
//! none is chosen, and a figure that may have been cut off is not read at all.
//!
//! Each form fills in the same evidence; what that adds up to is decided in
//! one place, whichever tool it came from.

mod drive;
mod refusal;

mod encoding;
mod figure;
mod lines;
mod loose_json;
mod masked;

mod attributes;
mod evidence;
mod host_writes;
mod unit_proof;
mod wear;

mod crystal_disk_info;
mod nvme_cli;
mod nvme_cli_text;
mod smartctl_json;
mod smartctl_text;

pub use drive::{Candidate, Drive, DriveReport, Format, HostWrites, Kind, Note, Source, Unit};
pub use refusal::NotAReport;

use evidence::Evidence;
use loose_json::{Unreadable, Value};
use nvme_cli::Pasted;

/// The largest report that is read, in bytes.
pub const MOST_BYTES: usize = 5 << 20;

/// Reads a drive health report, whatever tool, encoding and line ends it has.
///
/// The time it takes is proportional to the report's length. Byte counts,
/// hours and capacities are at most 2^63-1.
///
/// # Errors
/// Why this is not a report that a drive could be read from.
///
/// ```
/// use cover::domain::drive_report::{HostWrites, NotAReport, read};
/// let report = read(b"Model Number: EXAMPLE\nData Units Written: 1,000 [512 MB]\n")?;
/// assert!(matches!(report.drives[0].host_writes, HostWrites::Exact { bytes: 512_000_000, .. }));
/// # Ok::<(), NotAReport>(())
/// ```
pub fn read(bytes: &[u8]) -> Result<DriveReport, NotAReport> {
    if bytes.len() > MOST_BYTES {
        return Err(NotAReport::TooLarge);
    }
    let text = encoding::decode(bytes);
    if text.trim().is_empty() {
        return Err(NotAReport::Empty);
    }
    match loose_json::beginning(&text) {
        Some(json) => read_json(json),
        None => read_text(&text),
    }
}

fn read_json(text: &str) -> Result<DriveReport, NotAReport> {
    let values = loose_json::read_all(text).map_err(|unreadable| match unreadable {
        Unreadable::CutOff => NotAReport::CutOff,
        Unreadable::NotJson => NotAReport::Unknown,
    })?;
    let mut smartctl = Vec::new();
    let mut nvme = Pasted::default();
    let mut refusal = None;
    for value in &values {
        read_value(value, &mut smartctl, &mut nvme, &mut refusal, 0);
    }
    let (format, drives) = if smartctl.is_empty() {
        (Format::NvmeJson, nvme.joined())
    } else {
        let mut drives = joined(smartctl);
        drives.extend(nvme.joined());
        (Format::SmartctlJson, drives)
    };
    report(format, drives, || refusal.unwrap_or(NotAReport::Unknown))
}

/// How deep the outputs of several runs are looked for in lists and objects.
const NESTED: usize = 8;

fn read_value<'a>(
    value: &'a Value<'a>,
    smartctl: &mut Vec<Evidence>,
    nvme: &mut Pasted,
    refusal: &mut Option<NotAReport>,
    depth: usize,
) {
    if smartctl_json::is_one(value) {
        match smartctl_json::read(value) {
            Ok(evidence) => smartctl.push(evidence),
            Err(reason) => *refusal = refusal.or(Some(reason)),
        }
    } else if !nvme.read_value(value) && depth < NESTED {
        for inner in value.inner() {
            read_value(inner, smartctl, nvme, refusal, depth.saturating_add(1));
        }
    }
}

fn read_text(text: &str) -> Result<DriveReport, NotAReport> {
    let reason = || refusal::reason_in(text);
    if crystal_disk_info::is_one(text) {
        let drives = crystal_disk_info::read(text);
        return report(Format::CrystalDiskInfo, drives, reason);
    }
    if !smartctl_text::is_one(text) && nvme_cli_text::is_one(text) {
        let drives = nvme_cli_text::read(text).joined();
        return report(Format::NvmeText, drives, reason);
    }
    let drives = joined(smartctl_text::read(text));
    report(Format::SmartctlText, drives, reason)
}

/// What was printed of one drive in two runs, as one: who it is (`-i`), and
/// then how it is (`-A`).
fn joined(outputs: Vec<Evidence>) -> Vec<Evidence> {
    let mut drives: Vec<Evidence> = Vec::new();
    for output in outputs {
        match drives.last_mut() {
            Some(before) if before.is_identity_only() && !output.has_identity() => {
                before.add(output);
            }
            _ => drives.push(output),
        }
    }
    drives
}

fn report(
    format: Format,
    drives: Vec<Evidence>,
    otherwise: impl FnOnce() -> NotAReport,
) -> Result<DriveReport, NotAReport> {
    let (volumes, drives): (Vec<Evidence>, Vec<Evidence>) = drives
        .into_iter()
        .filter(|drive| !drive.is_empty())
        .partition(Evidence::is_volume);
    let drives: Vec<Drive> = drives.into_iter().map(Evidence::into_drive).collect();
    match (drives.is_empty(), volumes.is_empty()) {
        (false, _) => Ok(DriveReport { format, drives }),
        (true, false) => Err(NotAReport::RaidVolume),
        (true, true) => Err(otherwise()),
    }
}
