//! What CrystalDiskInfo copies or saves.
//!
//! One text holds all drives of a computer. The names of its fields are English
//! in every language; units and attributes are not. `Host Writes` is in binary
//! gigabytes, whatever it says, and cut to whole ones; the raw values below it
//! are exact, and the line proves what they count in.

use super::attributes::Attribute;
use super::drive::{HostWrites, Note, Source, Unit};
use super::evidence::{Evidence, Protocol};
use super::figure::{Count, grouped, leading};
use super::lines::{field, lines};

/// Whether the program says so, or its fields stand there.
pub(super) fn is_one(text: &str) -> bool {
    text.contains("CrystalDiskInfo")
        || (text.contains("-- S.M.A.R.T. --") && text.contains("Model :"))
}

/// A drive as it is read, with what is worked out in the end.
#[derive(Default)]
struct Open {
    evidence: Evidence,
    /// The figure of the line `Host Writes`.
    host_writes: Option<Stated>,
    /// Raw values by attribute.
    raw: Vec<(u8, u64)>,
    in_table: bool,
}

/// The drives of a text.
pub(super) fn read(text: &str) -> Vec<Evidence> {
    let lines = lines(text);
    let mut drives = Vec::new();
    let mut open = Open::default();
    for line in &lines.whole {
        if field(line).is_some_and(|(name, _)| name == "Model") {
            drives.push(std::mem::take(&mut open));
        }
        read_line(line, &mut open);
    }
    if let Some(line) = lines.unended {
        let mut rest = Open {
            in_table: open.in_table,
            ..Open::default()
        };
        read_line(line, &mut rest);
        if rest.host_writes.is_some() || rest.raw.iter().any(|(id, _)| WRITES.contains(id)) {
            open.evidence.note(Note::CutOff);
        }
    }
    drives.push(open);
    drives.into_iter().map(worked_out).collect()
}

fn read_line(line: &str, open: &mut Open) {
    if line.starts_with("-- ") {
        open.in_table = line.contains("S.M.A.R.T.");
        return;
    }
    if open.in_table {
        if let Some((id, normalised, raw)) = row(line) {
            open.raw.push((id, raw));
            open.evidence.attributes.push(Attribute {
                number: id,
                name: String::new(),
                normalised,
                raw: Some(raw),
                shown: String::new(),
            });
        }
        return;
    }
    let Some((name, value)) = field(line) else {
        return;
    };
    let drive = &mut open.evidence;
    let text = || Some(value.to_owned()).filter(|value| !value.is_empty());
    match name {
        "Model" => Evidence::first(&mut drive.model, text()),
        "Serial Number" => Evidence::first(&mut drive.serial, text()),
        "Interface" => {
            drive.usb = value.contains("USB") || value.contains("UASP");
            drive.protocol = if value.contains("NVM") {
                Some(Protocol::Nvme)
            } else if value.contains("ATA") {
                Some(Protocol::Ata)
            } else {
                None
            };
        }
        "Rotation Rate" => {
            drive.rotating = match value.contains("SSD") {
                true => Some(false),
                false => leading(value).map(|rate| rate > 0),
            };
        }
        "# of Sectors" => {
            let sectors = value.parse::<u64>().ok();
            drive.capacity = sectors.and_then(|sectors| sectors.checked_mul(512));
        }
        "Power On Hours" => drive.power_on_hours = number_before_unit(value),
        "Host Writes" => open.host_writes = stated(value),
        "Health Status" => {
            drive.health = true;
            drive.percentage_used = left(value).and_then(|left| 100_u64.checked_sub(left));
        }
        _ => {}
    }
}

/// A row of the table: `F1 _99 _99 __0 00189DDDAC33 …`, for NVMe without the
/// three columns. Raw values have 6, 7 or 8 bytes; with fewer they are cut off.
fn row(line: &str) -> Option<(u8, Option<u64>, u64)> {
    let mut words = line.split_whitespace();
    let id = words.next().filter(|id| id.len() == 2)?;
    let id = u8::from_str_radix(id, 16).ok()?;
    let mut normalised = None;
    for (place, word) in words.take(4).enumerate() {
        if matches!(word.len(), 12 | 14 | 16) {
            return Some((id, normalised, u64::from_str_radix(word, 16).ok()?));
        }
        if place == 0 {
            normalised = word.trim_start_matches('_').parse().ok();
        }
    }
    None
}

/// `Good (95 %)` in any language.
fn left(value: &str) -> Option<u64> {
    let (_, inside) = value.rsplit_once('(')?;
    inside.contains('%').then(|| leading(inside))?
}

/// `1,106 hours`, `1 106 godz.`: digits and what separates them, up to a word.
fn number_before_unit(value: &str) -> Option<u64> {
    let end = value
        .find(|character: char| character.is_alphabetic())
        .unwrap_or(value.len());
    let number = value.get(..end)?.trim();
    grouped(number).and_then(Count::number)
}

/// A figure that was cut or rounded to a unit, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stated {
    bytes: u64,
    /// How far it may be off, in bytes.
    unit: u64,
}

/// `7041 GB`, `12,6 TB`.
fn stated(value: &str) -> Option<Stated> {
    let end = value.find(|character: char| character.is_ascii_alphabetic())?;
    let (number, unit) = value.split_at_checked(end)?;
    let unit: u64 = match unit.trim() {
        "MB" | "MiB" => 1 << 20,
        "GB" | "GiB" => 1 << 30,
        "TB" | "TiB" => 1 << 40,
        _ => return None,
    };
    let number = number.trim();
    let parts = number.split_once(['.', ',']);
    match (grouped(number), parts) {
        // Terabytes have decimals; thousands of them are more than there are.
        (_, Some((whole, fraction))) if unit == 1 << 40 || fraction.len() != 3 => {
            let tenths = u64::try_from(fraction.len()).ok()?;
            let scale = 10_u64.checked_pow(u32::try_from(tenths).ok()?)?;
            let digits: u128 = format!("{whole}{fraction}").parse().ok()?;
            let bytes = digits.checked_mul(u128::from(unit))? / u128::from(scale);
            Some(Stated {
                bytes: u64::try_from(bytes)
                    .ok()
                    .filter(|bytes| *bytes <= super::figure::MOST)?,
                unit: unit.checked_div(scale)?,
            })
        }
        (Some(count), _) => match count.times(unit) {
            Count::Whole(bytes) => Some(Stated { bytes, unit }),
            _ => None,
        },
        (None, _) => None,
    }
}

/// The attribute of data units written, of NVMe drives.
const DATA_UNITS: u8 = 0x07;

/// Attributes in which ATA drives have been seen to count writes.
const WRITES: [u8; 5] = [0xF1, 0xF6, 0xE1, 0xAF, DATA_UNITS];

/// Six bytes are the value; what is above belongs to the neighbouring fields.
const SIX_BYTES: u64 = (1 << 48) - 1;

fn worked_out(open: Open) -> Evidence {
    let Open {
        mut evidence,
        host_writes,
        raw,
        ..
    } = open;
    // Only rotating drives count seeks and the time to spin up.
    let counts = |id: u8| raw.iter().any(|(of, _)| *of == id);
    if evidence.rotating.is_none() && counts(0x03) && counts(0x07) {
        evidence.rotating = Some(evidence.protocol != Some(Protocol::Nvme));
    }
    if evidence.protocol == Some(Protocol::Nvme) {
        let value = |id: u8| raw.iter().find(|(of, _)| *of == id).map(|(_, raw)| *raw);
        evidence.data_units_written = value(DATA_UNITS).map(Count::Whole);
        let used = value(0x05).filter(|used| *used <= 255);
        evidence.percentage_used = used.or(evidence.percentage_used);
        if value(0x01).is_some_and(|warning| warning > 0) {
            evidence.note(Note::CriticalWarning);
        }
        Evidence::first(&mut evidence.power_on_hours, value(0x0C));
        // They are no SMART attributes, though they are numbered like them.
        evidence.attributes.clear();
    }
    if evidence.data_units_written.is_none() {
        evidence.worked_out = host_writes.map(|stated| proved(stated, &raw));
    }
    if evidence.worked_out.is_none() {
        name_the_default(&mut evidence);
    }
    evidence
}

/// The raw value that the stated figure bears out in one unit alone; else the
/// figure itself.
fn proved(stated: Stated, raw: &[(u8, u64)]) -> HostWrites {
    const UNITS: [Unit; 4] = [
        Unit::Sector,
        Unit::Mebibyte,
        Unit::ThirtyTwoMebibytes,
        Unit::Gibibyte,
    ];
    let readings = raw
        .iter()
        .filter(|(id, _)| WRITES.contains(id) && *id != DATA_UNITS)
        .flat_map(|(id, raw)| UNITS.map(|unit| (*id, *raw & SIX_BYTES, unit)))
        .filter_map(|(id, raw, unit)| Some((id, raw.checked_mul(unit.bytes(512))?)))
        .filter(|(_, bytes)| bytes.abs_diff(stated.bytes) <= stated.unit);
    let mut readings: Vec<(u8, u64)> = readings.collect();
    // Zero is zero in every unit, and some drives count twice.
    readings.dedup_by_key(|(_, bytes)| *bytes);
    match readings.as_slice() {
        [(id, bytes)] => HostWrites::Exact {
            bytes: *bytes,
            from: Source::Attribute(*id, String::new()),
        },
        _ => HostWrites::Rounded {
            bytes: stated.bytes,
            from: Source::HostWritesLine,
        },
    }
}

/// A counter that the program itself makes nothing of is one of unknown unit,
/// but on a rotating drive, where it counts sectors.
fn name_the_default(evidence: &mut Evidence) {
    let rotating = evidence.rotating == Some(true);
    let counter = evidence
        .attributes
        .iter_mut()
        .find(|attribute| attribute.number == 0xF1);
    if let Some(attribute) = counter {
        let name = if rotating {
            "Total_LBAs_Written"
        } else {
            "Unknown_Attribute"
        };
        name.clone_into(&mut attribute.name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stated_figures_are_binary() {
        let of = |value| stated(value).map(|stated| stated.bytes);
        assert_eq!(of("7041 GB"), Some(7041 << 30));
        assert_eq!(of("21,229 GB"), Some(21_229 << 30));
        assert_eq!(of("12,5 TB"), Some(25 << 39));
        assert_eq!(of("1.5 GB"), Some(3 << 29));
        assert_eq!(of("----"), None);
    }

    #[test]
    fn rows_that_are_cut_off_are_none() {
        assert_eq!(
            row("F1 _99 _99 __0 0000000000FF Host"),
            Some((0xF1, Some(99), 255))
        );
        assert_eq!(row("07 0000000000FF Data"), Some((7, None, 255)));
        assert_eq!(
            row("09 100 100 __0 00000000000010 Hours"),
            Some((9, Some(100), 16))
        );
        assert_eq!(row("F1 _99 _99 __0 00000000"), None);
    }
}
