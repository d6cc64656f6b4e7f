//! What `smartctl` prints for people.
//!
//! Its fields stand one on a line; the columns of its tables are separated by
//! blanks whose number is lost in many pastes, so the words count.

use super::attributes::Attribute;
use super::drive::Note;
use super::evidence::{Evidence, Protocol};
use super::figure::{Count, gigabytes, grouped, leading};
use super::lines::{field, lines};

/// Whether smartctl itself says so.
pub(super) fn is_one(text: &str) -> bool {
    text.contains("smartctl ") || text.contains("=== START OF ")
}

/// The drives of a text, which may hold the output of several runs. Of a text
/// that is something else, nothing.
pub(super) fn read(text: &str) -> Vec<Evidence> {
    let lines = lines(text);
    let mut drives = Vec::new();
    let mut drive = Evidence::default();
    for line in lines.whole {
        let begins = is_banner(line)
            || (line.starts_with("=== START OF INFORMATION") && drive.has_identity());
        if begins && !drive.is_empty() {
            drives.push(std::mem::take(&mut drive));
        }
        read_line(line, &mut drive);
    }
    if let Some(line) = lines.unended {
        let mut rest = Evidence::default();
        read_line(line, &mut rest);
        if rest.has_writes() {
            drive.note(Note::CutOff);
        }
        // That an attribute is failing stands before its number, and is whole.
        drive.health |= rest.health;
        drive.notes.extend(rest.notes);
    }
    if !drive.is_empty() {
        drives.push(drive);
    }
    drives
}

/// The line that each run begins with: `smartctl 7.4 2023-08-01 …`.
fn is_banner(line: &str) -> bool {
    line.strip_prefix("smartctl ")
        .is_some_and(|rest| rest.starts_with(|character: char| character.is_ascii_digit()))
}

fn read_line(line: &str, drive: &mut Evidence) {
    let line = line.trim();
    if line.starts_with(|character: char| character.is_ascii_digit()) {
        // A row of a table; no row that is read has more words.
        let words: Vec<&str> = line.split_whitespace().take(20).collect();
        if let Some(attribute) = attribute(&words, drive) {
            drive.attributes.push(attribute);
        } else {
            statistics(&words, line, drive);
        }
    } else if let Some((name, value)) = field(line) {
        read_field(name, value, drive);
    } else if line.starts_with("number of hours powered up") {
        // Seagate's own, with decimals.
        let (_, hours) = line.split_once('=').unwrap_or_default();
        Evidence::first(&mut drive.power_on_hours, leading(hours));
    }
}

/// Makers of RAID controllers, whose volumes bear their name. Drives that they
/// also make bear it too, but those have health.
pub(super) fn is_maker_of_controllers(maker: &str) -> bool {
    const MAKERS: [&str; 11] = [
        "Intel", "LSI", "AVAGO", "BROADCOM", "DELL", "HP", "HPE", "Adaptec", "AMCC", "Areca",
        "Lenovo",
    ];
    let first = maker.split_whitespace().next().unwrap_or_default();
    MAKERS.iter().any(|known| known.eq_ignore_ascii_case(first))
}

fn read_field(name: &str, value: &str, drive: &mut Evidence) {
    let text = || Some(value.to_owned()).filter(|value| !value.is_empty());
    match name {
        "Device Model" | "Model Number" | "Product" => {
            Evidence::first(&mut drive.model, text());
            let speaks = match name {
                "Device Model" => Protocol::Ata,
                "Model Number" => Protocol::Nvme,
                _ => Protocol::Scsi,
            };
            Evidence::first(&mut drive.protocol, Some(speaks));
        }
        // Old versions put both into one line.
        "Device" if drive.model.is_none() && value.contains("Version:") => {
            let model = value.split("Version:").next().unwrap_or_default().trim();
            drive.model = Some(model.to_owned());
            drive.protocol = Some(Protocol::Scsi);
        }
        "Vendor" => {
            Evidence::first(&mut drive.vendor, text());
            Evidence::first(&mut drive.protocol, Some(Protocol::Scsi));
        }
        "Serial Number" | "Serial number" => Evidence::first(&mut drive.serial, text()),
        "User Capacity" | "Total NVM Capacity" | "Namespace 1 Size/Capacity" => {
            Evidence::first(&mut drive.capacity, capacity(value));
        }
        "Sector Size"
        | "Sector Sizes"
        | "Logical block size"
        | "Namespace 1 Formatted LBA Size" => {
            Evidence::first(&mut drive.sector, leading(value));
        }
        "Rotation Rate" => {
            drive.rotating = match value.starts_with("Solid") {
                true => Some(false),
                false => leading(value).map(|rate| rate > 0),
            };
        }
        "SMART overall-health self-assessment test result" | "SMART Health Status" => {
            drive.health = true;
            let well = value.starts_with("PASSED") || value.starts_with("OK");
            if !well && !value.is_empty() {
                drive.note(Note::Failing);
            }
        }
        "Critical Warning" => {
            drive.health = true;
            let digits = value.trim_start_matches("0x");
            if u64::from_str_radix(digits, 16).is_ok_and(|warning| warning > 0) {
                drive.note(Note::CriticalWarning);
            }
        }
        "Percentage Used" | "Percentage used endurance indicator" => {
            Evidence::first(&mut drive.percentage_used, leading(value));
        }
        "Data Units Written" => {
            Evidence::first(&mut drive.data_units_written, data_units(value));
        }
        "write" => scsi_writes(value, drive),
        "Accumulated power on time, hours" => {
            let hours = value.strip_prefix("minutes").unwrap_or_default();
            Evidence::first(&mut drive.power_on_hours, leading(hours));
        }
        "SMART support is" if value.starts_with("Unavailable") => {
            let made = drive.vendor.as_deref().unwrap_or_default();
            drive.volume = drive.protocol == Some(Protocol::Scsi) && is_maker_of_controllers(made);
        }
        "Power On Hours" => {
            let hours = grouped(value).and_then(Count::number);
            Evidence::first(&mut drive.power_on_hours, hours);
        }
        _ => {}
    }
}

/// A counter before what it comes to: `4 308 639 [2,20 TB]`, `1,000 (512 MB)`.
pub(super) fn data_units(value: &str) -> Option<Count> {
    grouped(value.split(['[', '(']).next().unwrap_or_default())
}

/// No drive is smaller; what is has lost its thousands.
const SMALLEST: u64 = 100_000_000;

fn capacity(value: &str) -> Option<u64> {
    let bytes = value.split(['[', 'b']).next().unwrap_or_default();
    let bytes = grouped(bytes).and_then(Count::number);
    bytes.filter(|bytes| *bytes >= SMALLEST)
}

/// A row of the table of attributes, in its full form (`0x0032 … Old_age Always
/// - 993`) or its brief one (`-O--CK 100 100 000 - 993`).
fn attribute(words: &[&str], drive: &mut Evidence) -> Option<Attribute> {
    let (number, name, flags, normalised, rest) = match words {
        [number, name, flags, normalised, _, _, rest @ ..] => {
            (number, name, flags, normalised, rest)
        }
        _ => return None,
    };
    let number = match number.strip_prefix("0x") {
        Some(digits) => u8::from_str_radix(digits, 16).ok()?,
        None => number.parse::<u8>().ok()?,
    };
    let (failed, raw) = if flags.starts_with("0x") {
        match rest {
            [_, _, failed, raw @ ..] => (failed, raw),
            _ => return None,
        }
    } else if flags.len() == 6 && flags.bytes().all(|flag| b"POSRCK-".contains(&flag)) {
        match rest {
            [failed, raw @ ..] => (failed, raw),
            _ => return None,
        }
    } else {
        return None;
    };
    let first = raw.first()?;
    if matches!(*failed, "FAILING_NOW" | "NOW") {
        drive.health = true;
        drive.note(Note::AttributeFailing);
    }
    Some(Attribute {
        number,
        name: (*name).to_owned(),
        normalised: normalised.parse().ok(),
        raw: raw_number(first, raw, number),
        shown: raw.join(" "),
    })
}

/// The raw value, if what is shown is one number. Words of 16 bits are put
/// together again where that is where wear is kept.
fn raw_number(first: &str, all: &[&str], number: u8) -> Option<u64> {
    if number == 230
        && let [high, middle, low] = all
    {
        let word = |word: &str| word.parse::<u16>().ok().map(u64::from);
        return Some(word(high)? << 32 | word(middle)? << 16 | word(low)?);
    }
    if all.len() > 1 {
        return None;
    }
    match first.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        None => first.parse().ok(),
    }
}

/// A row of the device statistics: `0x01 0x018 6 1220270441 --- Logical Sectors
/// Written`.
fn statistics(words: &[&str], line: &str, drive: &mut Evidence) {
    let [page, _, _, value, ..] = words else {
        return;
    };
    if !matches!(*page, "0x01" | "1" | "0x07" | "7") {
        return;
    }
    // Old versions put their flags behind the value.
    let value = value.trim_end_matches(['~', '*']);
    if line.ends_with("Logical Sectors Written") {
        Evidence::first(&mut drive.sectors_written, grouped(value));
    } else if line.ends_with("Percentage Used Endurance Indicator") {
        let used = value.parse().ok();
        drive.percentage_used = used.or(drive.percentage_used);
    } else if line.ends_with("Power-on Hours") && drive.attributes.is_empty() {
        Evidence::first(&mut drive.power_on_hours, value.parse().ok());
    }
}

/// The row `write:` of the SCSI error counter log has seven columns, of which
/// the last but one is gigabytes. With fewer it was cut off.
fn scsi_writes(columns: &str, drive: &mut Evidence) {
    drive.health = true;
    let columns: Vec<&str> = columns.split_whitespace().take(8).collect();
    if let [_, _, _, _, _, written, _] = columns.as_slice() {
        Evidence::first(&mut drive.scsi_written, gigabytes(written));
    }
}
