//! What `smartctl --json` prints.

use super::attributes::Attribute;
use super::drive::Note;
use super::evidence::{Evidence, Protocol};
use super::figure::{Count, gigabytes, in_json};
use super::loose_json::Value;
use super::refusal::{NotAReport, reason};

/// The bit of smartctl's exit status that says the drive is failing. Most of
/// the other bits leave the data as good as it was.
const FAILING: u64 = 8;

/// Whether this is the output of one run.
pub(super) fn is_one(value: &Value<'_>) -> bool {
    const MARKS: [&str; 7] = [
        "smartctl",
        "ata_smart_attributes",
        "nvme_smart_health_information_log",
        "scsi_error_counter_log",
        "model_name",
        "scsi_model_name",
        "smart_status",
    ];
    MARKS.iter().any(|mark| value.get(mark).is_some())
}

/// Reads one output.
///
/// # Errors
/// What is wrong, if it says nothing of a drive.
pub(super) fn read(output: &Value<'_>) -> Result<Evidence, NotAReport> {
    let mut evidence = Evidence::default();
    identity(output, &mut evidence);
    attributes(output, &mut evidence);
    statistics(output, &mut evidence);
    nvme(output, &mut evidence);
    scsi(output, &mut evidence);
    health(output, &mut evidence);
    if evidence.is_empty() {
        return Err(refusal(output));
    }
    Ok(evidence)
}

fn number(value: &Value<'_>, path: &[&str]) -> Option<u64> {
    in_json(value.at(path)?)?.number()
}

/// A figure; above 2^53 smartctl also gives it as text, under `…_s`.
fn count(value: &Value<'_>, key: &str) -> Option<Count> {
    let as_text = value.get(&format!("{key}_s"));
    in_json(as_text.or_else(|| value.get(key))?)
}

fn identity(output: &Value<'_>, evidence: &mut Evidence) {
    let text = |key: &str| output.text(key).map(str::to_owned);
    evidence.model = text("model_name")
        .or_else(|| text("scsi_model_name"))
        .or_else(|| text("scsi_product"));
    evidence.vendor = match evidence.model {
        Some(_) if output.get("model_name").is_none() => text("scsi_vendor"),
        _ => None,
    };
    evidence.serial = text("serial_number");
    evidence.capacity = number(output, &["user_capacity", "bytes"])
        .or_else(|| number(output, &["nvme_total_capacity"]));
    evidence.sector = number(output, &["logical_block_size"]);
    evidence.rotating = number(output, &["rotation_rate"]).map(|rate| rate > 0);
    let device = output.get("device");
    let of_device = |key: &str| {
        device
            .and_then(|device| device.text(key))
            .unwrap_or_default()
    };
    evidence.protocol = match of_device("protocol") {
        "ATA" => Some(Protocol::Ata),
        "NVMe" => Some(Protocol::Nvme),
        "SCSI" => Some(Protocol::Scsi),
        _ => None,
    };
    evidence.usb = of_device("type").starts_with("usb") || of_device("info_name").contains("USB");
}

fn attributes(output: &Value<'_>, evidence: &mut Evidence) {
    let table = output.at(&["ata_smart_attributes", "table"]);
    for row in table.map(Value::items).unwrap_or_default() {
        let Some(id) = number(row, &["id"]).and_then(|id| u8::try_from(id).ok()) else {
            continue;
        };
        let shown = row.get("raw").and_then(|raw| raw.text("string"));
        let raw = row.get("raw").and_then(|raw| count(raw, "value"));
        if row
            .text("when_failed")
            .is_some_and(|when| when.eq_ignore_ascii_case("now"))
        {
            evidence.note(Note::AttributeFailing);
        }
        evidence.attributes.push(Attribute {
            number: id,
            name: row.text("name").unwrap_or_default().to_owned(),
            normalised: number(row, &["value"]),
            raw: raw.and_then(Count::whole),
            shown: shown.unwrap_or_default().to_owned(),
        });
    }
}

fn statistics(output: &Value<'_>, evidence: &mut Evidence) {
    let pages = output.at(&["ata_device_statistics", "pages"]);
    let rows = pages
        .map(Value::items)
        .unwrap_or_default()
        .iter()
        .filter_map(|page| page.get("table"))
        .flat_map(Value::items)
        .filter(|row| row.at(&["flags", "valid"]) != Some(&Value::Bool(false)));
    for row in rows {
        match row.text("name") {
            Some("Logical Sectors Written") => {
                Evidence::first(&mut evidence.sectors_written, count(row, "value"));
            }
            Some("Percentage Used Endurance Indicator") => {
                Evidence::first(&mut evidence.percentage_used, number(row, &["value"]));
            }
            Some("Power-on Hours") if evidence.attributes.is_empty() => {
                Evidence::first(&mut evidence.power_on_hours, number(row, &["value"]));
            }
            _ => {}
        }
    }
}

fn nvme(output: &Value<'_>, evidence: &mut Evidence) {
    let Some(log) = output.get("nvme_smart_health_information_log") else {
        return;
    };
    evidence.health = true;
    evidence.data_units_written = count(log, "data_units_written");
    Evidence::first(
        &mut evidence.percentage_used,
        number(log, &["percentage_used"]),
    );
    Evidence::first(
        &mut evidence.power_on_hours,
        number(log, &["power_on_hours"]),
    );
    if number(log, &["critical_warning"]).is_some_and(|warning| warning > 0) {
        evidence.note(Note::CriticalWarning);
    }
}

fn scsi(output: &Value<'_>, evidence: &mut Evidence) {
    let path = ["scsi_error_counter_log", "write", "gigabytes_processed"];
    evidence.scsi_written = output.at(&path).and_then(|written| match written {
        Value::Text(text) => gigabytes(text),
        Value::Number(text) => gigabytes(text),
        _ => None,
    });
    let used = number(output, &["scsi_percentage_used_endurance_indicator"])
        .or_else(|| number(output, &["endurance_used", "current_percent"]));
    Evidence::first(&mut evidence.percentage_used, used);
}

fn health(output: &Value<'_>, evidence: &mut Evidence) {
    // What smartctl makes of the hours comes before what is in the logs.
    let hours = number(output, &["power_on_time", "hours"]);
    evidence.power_on_hours = hours.or(evidence.power_on_hours);
    let passed = output.at(&["smart_status", "passed"]);
    evidence.health |= passed.is_some();
    let status = number(output, &["smartctl", "exit_status"]).unwrap_or_default();
    if passed == Some(&Value::Bool(false)) || status & FAILING != 0 {
        evidence.note(Note::Failing);
    }
    let available = output.at(&["smart_support", "available"]);
    let scsi = evidence.protocol == Some(Protocol::Scsi);
    evidence.volume = scsi && available == Some(&Value::Bool(false)) && is_controller(evidence);
}

/// Makers of RAID controllers put their own name on volumes.
fn is_controller(evidence: &Evidence) -> bool {
    let made = evidence.vendor.as_deref().or(evidence.model.as_deref());
    super::smartctl_text::is_maker_of_controllers(made.unwrap_or_default())
}

fn refusal(output: &Value<'_>) -> NotAReport {
    if output.get("devices").is_some() {
        return NotAReport::ScanList;
    }
    let messages = output.at(&["smartctl", "messages"]);
    let mut texts = messages
        .map(Value::items)
        .unwrap_or_default()
        .iter()
        .filter_map(|message| message.text("string"));
    let status = number(output, &["smartctl", "exit_status"]).unwrap_or_default();
    match texts.find_map(reason) {
        Some(reason) => reason,
        None if status & 2 != 0 => NotAReport::OpenFailed,
        None => NotAReport::Unknown,
    }
}
