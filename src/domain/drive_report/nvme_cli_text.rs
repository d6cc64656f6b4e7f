//! What `nvme smart-log`, `nvme id-ctrl` and `nvme list` print for people.

use super::drive::Note;
use super::evidence::Evidence;
use super::figure::{Count, grouped, leading};
use super::lines::{field, lines};
use super::nvme_cli::Pasted;
use super::smartctl_text::data_units;

/// Whether a text has lines of one of the commands.
pub(super) fn is_one(text: &str) -> bool {
    text.contains("NVME device")
        || text.contains("data_units_written")
        || text.contains("NVME Identify")
}

/// What is being read.
enum Open {
    Nothing,
    Log(Option<String>, Evidence),
    Identity(Evidence),
    /// A list, with where its columns begin and end.
    List(Option<Columns>),
}

/// Where the serials and the models of a list stand, in characters.
#[derive(Clone, Copy)]
struct Columns {
    serial: (usize, usize),
    model: (usize, usize),
}

/// Reads all of a text.
pub(super) fn read(text: &str) -> Pasted {
    let lines = lines(text);
    let mut pasted = Pasted::default();
    let mut open = Open::Nothing;
    let mut header = "";
    for line in lines.whole {
        open = read_line(line, open, &mut header, &mut pasted);
    }
    if let Some(line) = lines.unended
        && let Open::Log(_, log) = &mut open
    {
        let mut rest = Evidence::default();
        of_log(line, &mut rest);
        if rest.has_writes() {
            log.note(Note::CutOff);
        }
    }
    close(open, &mut pasted);
    pasted
}

fn close(open: Open, pasted: &mut Pasted) {
    match open {
        Open::Log(device, log) => pasted.log(device.as_deref(), log),
        Open::Identity(identity) => pasted.identity(None, identity),
        Open::Nothing | Open::List(_) => {}
    }
}

fn read_line<'a>(line: &'a str, open: Open, header: &mut &'a str, pasted: &mut Pasted) -> Open {
    if let Some((_, device)) = line.split_once("NVME device") {
        close(open, pasted);
        let device = device.trim_start_matches([':', ' ']);
        let device = device.split_whitespace().next().map(str::to_owned);
        return Open::Log(device, Evidence::default());
    }
    if line.contains("NVME Identify Controller") {
        close(open, pasted);
        return Open::Identity(Evidence::default());
    }
    if line.starts_with("Node") && line.contains("SN") && line.contains("Model") {
        close(open, pasted);
        *header = line;
        return Open::List(None);
    }
    match open {
        Open::List(_) if line.starts_with("---") => Open::List(columns(header, line)),
        Open::List(columns) if line.starts_with("/dev/") => {
            listed(line, columns, pasted);
            Open::List(columns)
        }
        Open::Log(device, mut log) => {
            of_log(line, &mut log);
            Open::Log(device, log)
        }
        Open::Identity(mut identity) => {
            of_identity(line, &mut identity);
            Open::Identity(identity)
        }
        Open::Nothing | Open::List(_) => {
            let mut log = Evidence::default();
            of_log(line, &mut log);
            if log.is_empty() {
                open
            } else {
                Open::Log(None, log)
            }
        }
    }
}

fn of_log(line: &str, log: &mut Evidence) {
    let Some((name, value)) = field(line) else {
        return;
    };
    match name.to_ascii_lowercase().replace(' ', "_").as_str() {
        "data_units_written" => {
            log.health = true;
            Evidence::first(&mut log.data_units_written, data_units(value));
        }
        "percentage_used" | "percent_used" => {
            Evidence::first(&mut log.percentage_used, leading(value));
        }
        "power_on_hours" => {
            let hours = grouped(value).and_then(Count::number);
            Evidence::first(&mut log.power_on_hours, hours);
        }
        "critical_warning" => {
            let warning = match value.strip_prefix("0x") {
                Some(digits) => u64::from_str_radix(digits, 16).ok(),
                None => leading(value),
            };
            log.health = true;
            if warning.is_some_and(|warning| warning > 0) {
                log.note(Note::CriticalWarning);
            }
        }
        _ => {}
    }
}

fn of_identity(line: &str, identity: &mut Evidence) {
    let Some((name, value)) = field(line) else {
        return;
    };
    let text = || Some(value.to_owned()).filter(|value| !value.is_empty());
    match name {
        "mn" => Evidence::first(&mut identity.model, text()),
        "sn" => Evidence::first(&mut identity.serial, text()),
        "tnvmcap" => {
            let capacity = grouped(value).and_then(Count::number);
            Evidence::first(&mut identity.capacity, capacity.filter(|bytes| *bytes > 0));
        }
        _ => {}
    }
}

/// Where the columns are, from the line of dashes below their names.
fn columns(header: &str, dashes: &str) -> Option<Columns> {
    let names: Vec<&str> = header.split_whitespace().collect();
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut begun: Option<usize> = None;
    for (place, character) in dashes.chars().chain([' ']).enumerate() {
        match (character, begun) {
            ('-', None) => begun = Some(place),
            ('-', Some(_)) | (_, None) => {}
            (_, Some(start)) => {
                spans.push((start, place));
                begun = None;
            }
        }
    }
    let of = |name: &str| {
        let place = names.iter().position(|other| *other == name)?;
        spans.get(place).copied()
    };
    Some(Columns {
        serial: of("SN")?,
        model: of("Model")?,
    })
}

fn listed(line: &str, columns: Option<Columns>, pasted: &mut Pasted) {
    let Some(device) = line.split_whitespace().next() else {
        return;
    };
    let cell = |(from, until): (usize, usize)| {
        let cell: String = line
            .chars()
            .skip(from)
            .take(until.saturating_sub(from))
            .collect();
        Some(cell.trim().to_owned()).filter(|cell| !cell.is_empty())
    };
    let Some(columns) = columns else {
        return;
    };
    let identity = Evidence {
        model: cell(columns.model),
        serial: cell(columns.serial),
        ..Evidence::default()
    };
    pasted.identity(Some(device), identity);
}
