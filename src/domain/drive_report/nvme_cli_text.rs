//! What `nvme smart-log`, `nvme id-ctrl` and `nvme list` print for people.

use super::drive::Note;
use super::evidence::Evidence;
use super::figure::{Count, grouped, leading};
use super::lines::{field, lines};
use super::nvme_cli::Pasted;
use super::smartctl_text::data_units;

/// Whether a text has lines of one of the commands.
pub(super) fn is_one(text: &str) -> bool {
    const MARKS: [&str; 4] = [
        "NVME device",
        "data_units_written",
        "NVME Identify",
        "SN                   Model",
    ];
    MARKS.iter().any(|mark| text.contains(mark))
}

/// What is being read.
enum Open {
    Nothing,
    Log(Option<String>, Box<Evidence>),
    Identity(Box<Evidence>),
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
        let line = line.trim_end();
        if let Some(next) = beginning(line) {
            close(std::mem::replace(&mut open, next), &mut pasted);
            header = line;
        } else {
            read_line(line, &mut open, header, &mut pasted);
        }
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

/// What a line begins, if it is the first one that a command prints.
fn beginning(line: &str) -> Option<Open> {
    if let Some(rest) = line.strip_prefix("Smart Log for NVME device") {
        let device = rest.trim_start_matches([':', ' ']);
        let device = device.split_whitespace().next().map(str::to_owned);
        return Some(Open::Log(device, Box::default()));
    }
    if line.starts_with("NVME Identify Controller") {
        return Some(Open::Identity(Box::default()));
    }
    let list = line.starts_with("Node") && line.contains("SN") && line.contains("Model");
    list.then_some(Open::List(None))
}

fn close(open: Open, pasted: &mut Pasted) {
    match open {
        Open::Log(device, log) => pasted.log(device.as_deref(), *log),
        Open::Identity(identity) => pasted.identity(None, *identity),
        Open::Nothing | Open::List(_) => {}
    }
}

fn read_line(line: &str, open: &mut Open, header: &str, pasted: &mut Pasted) {
    match open {
        Open::Log(_, log) => of_log(line, log),
        Open::Identity(identity) => of_identity(line, identity),
        Open::List(columns) if line.starts_with("---") => *columns = columns_of(header, line),
        Open::List(columns) if line.starts_with("/dev/") => listed(line, *columns, pasted),
        Open::Nothing | Open::List(_) if field(line).is_some() => {
            // A log without its first line.
            let mut log = Box::<Evidence>::default();
            of_log(line, &mut log);
            if !log.is_empty() {
                *open = Open::Log(None, log);
            }
        }
        Open::Nothing | Open::List(_) => {}
    }
}

fn of_log(line: &str, log: &mut Evidence) {
    let Some((name, value)) = field(line) else {
        return;
    };
    match name {
        "data_units_written" | "Data Units Written" => {
            log.health = true;
            Evidence::first(&mut log.data_units_written, data_units(value));
        }
        "percentage_used" | "percent_used" | "Percentage Used" => {
            Evidence::first(&mut log.percentage_used, leading(value));
        }
        "power_on_hours" | "Power On Hours" => {
            let hours = grouped(value).and_then(Count::number);
            Evidence::first(&mut log.power_on_hours, hours);
        }
        "critical_warning" | "Critical Warning" => {
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
fn columns_of(header: &str, dashes: &str) -> Option<Columns> {
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
