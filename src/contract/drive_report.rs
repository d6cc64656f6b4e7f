//! Writing what was read of drives, and why nothing was.

use crate::domain::drive_report::{
    Candidate, Drive, DriveReport, HostWrites, MOST_BYTES, NotAReport, Note, Source, read,
};
use crate::json::{Json, Problem};

/// Reads a drive health report, from bytes to JSON.
///
/// # Errors
/// Why the bytes are not such a report, with what to do.
pub fn read_drive_report(bytes: &[u8]) -> Result<Json, Vec<Problem>> {
    match read(bytes) {
        Ok(report) => Ok(drive_report(&report)),
        Err(reason) => Err(vec![not_a_report(reason)]),
    }
}

/// A report as the contract has it.
pub fn drive_report(report: &DriveReport) -> Json {
    Json::members([
        ("format", Some(report.format.id().into())),
        (
            "drives",
            Some(Json::List(report.drives.iter().map(drive).collect())),
        ),
    ])
}

fn integer(number: u64) -> Option<Json> {
    i64::try_from(number).ok().map(Json::Integer)
}

fn drive(drive: &Drive) -> Json {
    let (bytes, from, certainty, candidates): (_, Option<&Source>, _, &[Candidate]) =
        match &drive.host_writes {
            HostWrites::Exact { bytes, from } => (Some(*bytes), Some(from), Some("exact"), &[]),
            HostWrites::Rounded { bytes, from } => (Some(*bytes), Some(from), Some("rounded"), &[]),
            HostWrites::UnitUnknown { candidates, from } => {
                (None, Some(from), Some("unit-unknown"), candidates)
            }
            HostWrites::Absent => (None, None, None, &[]),
        };
    let candidate = |candidate: &Candidate| {
        Json::members([
            ("bytes", integer(candidate.bytes)),
            ("unit", Some(candidate.unit.id().into())),
        ])
    };
    let candidates: Vec<Json> = candidates.iter().map(candidate).collect();
    Json::members([
        ("model", drive.model.as_deref().map(Json::from)),
        ("serial", drive.serial.as_deref().map(Json::from)),
        ("kind", Some(drive.kind.id().into())),
        ("capacity_bytes", drive.capacity_bytes.and_then(integer)),
        ("bytes_written", bytes.and_then(integer)),
        ("bytes_written_from", from.map(|from| from.id().into())),
        ("certainty", certainty.map(Json::from)),
        (
            "candidates",
            (!candidates.is_empty()).then_some(Json::List(candidates)),
        ),
        ("percentage_used", drive.percentage_used.and_then(integer)),
        ("power_on_hours", drive.power_on_hours.and_then(integer)),
        (
            "notes",
            Some(Json::list(drive.notes.iter().copied().map(Note::id))),
        ),
    ])
}

/// A refusal in words, with its way forward.
pub fn not_a_report(reason: NotAReport) -> Problem {
    let (message, help) = match reason {
        NotAReport::Empty => (
            "there is no text".to_owned(),
            "give the whole output of `smartctl -x`, `nvme smart-log` or CrystalDiskInfo",
        ),
        NotAReport::TooLarge => (
            format!("the report is longer than {MOST_BYTES} bytes"),
            "give the report of one drive only",
        ),
        NotAReport::CutOff => (
            "the JSON ends before it is complete".to_owned(),
            "give the whole output, to its last brace",
        ),
        NotAReport::ScanList => (
            "this is a list of devices, without their health".to_owned(),
            "run `smartctl -x` on one of the devices that it names, with the same -d option",
        ),
        NotAReport::RaidVolume => (
            "this is a volume of a RAID controller and none of its drives".to_owned(),
            "name the drive behind it: `smartctl -x -d megaraid,N`, `-d cciss,N` or `-d areca,N`",
        ),
        NotAReport::UnknownUsbBridge => (
            "smartctl does not know the USB bridge that the drive stands behind".to_owned(),
            "run it again with `-d sat`; for an NVMe drive with `-d sntjmicron`, `-d sntasmedia` or `-d sntrealtek`",
        ),
        NotAReport::DeviceTypeNeeded => (
            "smartctl could not tell what type of device this is".to_owned(),
            "run it again with `-d sat`, `-d nvme` or `-d scsi`",
        ),
        NotAReport::PermissionDenied => (
            "the drive could not be opened without more rights".to_owned(),
            "run it again as an administrator, with `sudo` where there is one",
        ),
        NotAReport::OpenFailed => (
            "the drive could not be opened".to_owned(),
            "check the name of the device with `smartctl --scan` and run it again",
        ),
        NotAReport::Unknown => (
            "this is not a drive health report that is known".to_owned(),
            "give the whole output of `smartctl -x`, `nvme smart-log` or CrystalDiskInfo",
        ),
    };
    Problem::new(reason.id(), "", message).help(help)
}
