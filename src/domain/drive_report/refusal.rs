//! Why something is not a drive health report.

use super::lines::lines;

/// Why nothing could be read. Each has its own way forward, which the page and
/// the command line put into words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAReport {
    /// There is no text.
    Empty,
    /// It is longer than [`super::MOST_BYTES`].
    TooLarge,
    /// JSON that ends before it is complete.
    CutOff,
    /// A list of devices (`smartctl --scan`), without their health.
    ScanList,
    /// A volume that a RAID controller makes of drives, and none of them.
    RaidVolume,
    /// A USB bridge that smartctl does not know: it needs `-d sat` or, for
    /// NVMe, `-d sntjmicron`, `-d sntasmedia` or `-d sntrealtek`.
    UnknownUsbBridge,
    /// smartctl asks to be told the type of device with `-d`.
    DeviceTypeNeeded,
    /// The tool was not allowed to open the drive.
    PermissionDenied,
    /// The tool could not open the drive.
    OpenFailed,
    /// Something else.
    Unknown,
}

impl NotAReport {
    /// The id by which the contract names it.
    pub fn id(self) -> &'static str {
        match self {
            NotAReport::Empty => "report.empty",
            NotAReport::TooLarge => "report.too-large",
            NotAReport::CutOff => "report.cut-off",
            NotAReport::ScanList => "report.scan-list",
            NotAReport::RaidVolume => "report.raid-volume",
            NotAReport::UnknownUsbBridge => "report.unknown-usb-bridge",
            NotAReport::DeviceTypeNeeded => "report.device-type-needed",
            NotAReport::PermissionDenied => "report.permission-denied",
            NotAReport::OpenFailed => "report.open-failed",
            NotAReport::Unknown => "report.unknown",
        }
    }
}

/// What a message of smartctl or nvme-cli says has gone wrong, if anything.
pub(super) fn reason(message: &str) -> Option<NotAReport> {
    /// Words of the messages, the more telling first.
    const WORDS: [(&str, NotAReport); 12] = [
        ("unknown usb bridge", NotAReport::UnknownUsbBridge),
        ("unsupported usb bridge", NotAReport::UnknownUsbBridge),
        ("permission denied", NotAReport::PermissionDenied),
        ("operation not permitted", NotAReport::PermissionDenied),
        // Windows' number for an access that was denied.
        ("error=5", NotAReport::PermissionDenied),
        (
            "device type with the -d option",
            NotAReport::DeviceTypeNeeded,
        ),
        ("unable to detect device type", NotAReport::DeviceTypeNeeded),
        ("raid controller", NotAReport::RaidVolume),
        ("megaraid,n", NotAReport::RaidVolume),
        ("open failed", NotAReport::OpenFailed),
        ("no such file or directory", NotAReport::OpenFailed),
        ("no such device", NotAReport::OpenFailed),
    ];
    let lower = message.to_ascii_lowercase();
    let found = WORDS.iter().find(|(words, _)| lower.contains(words));
    match found {
        Some((_, reason)) => Some(*reason),
        None if lower.contains("open device") && lower.contains("failed") => {
            Some(NotAReport::OpenFailed)
        }
        None => None,
    }
}

/// Messages stand where a report would begin; no more lines than this are looked
/// through for them.
const LINES: usize = 500;

/// Why a text in which no drive was found has none.
pub(super) fn reason_in(text: &str) -> NotAReport {
    let lines = lines(text);
    let all = || lines.whole.iter().copied().chain(lines.unended).take(LINES);
    if all().any(is_scanned) {
        return NotAReport::ScanList;
    }
    all().find_map(reason).unwrap_or(NotAReport::Unknown)
}

/// A line of `smartctl --scan`: a device, its type, and a comment on it.
fn is_scanned(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.next().is_some_and(|device| device.starts_with('/'))
        && words.next() == Some("-d")
        && line.contains(" # ")
}
