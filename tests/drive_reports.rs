//! Drive health reports as data: `tests/drive-reports/` holds reports in every
//! form that is read, with invented drives, and beside each what must be read
//! of it, worked out by hand from how the tools write; or why it is refused.
//!
//! The same reports are what the laws below, and the fuzzing in `fuzz/`, start
//! from.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at what it does not expect"
)]

#[path = "properties/tried.rs"]
mod tried;

use cover::contract::read_drive_report;
use cover::domain::drive_report::{HostWrites, MOST_BYTES, NotAReport, read};
use cover::json::{Json, Limits, parse};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tried::tried;

const EXPECTED: &str = ".expected.json";

struct Case {
    name: String,
    report: Vec<u8>,
    expected: Json,
}

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drive-reports");
    let cases: Vec<Case> = files(&root)
        .into_iter()
        .filter(|file| !file.to_string_lossy().ends_with(EXPECTED))
        .map(|file| {
            let expected = file.with_extension("expected.json");
            let bytes = fs::read(&expected)
                .unwrap_or_else(|error| panic!("{}: {error}", expected.display()));
            Case {
                name: file.display().to_string(),
                report: fs::read(&file).expect("report"),
                expected: parse(&bytes, Limits::CLAIM).expect("JSON"),
            }
        })
        .collect();
    assert!(cases.len() >= 60, "only {} reports", cases.len());
    cases
});

fn files(under: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(under).expect("folder of reports") {
        let path = entry.expect("entry").path();
        let name = path.file_name().expect("name").to_string_lossy();
        if path.is_dir() {
            found.extend(files(&path));
        } else if !name.starts_with('.') {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn told(report: &[u8]) -> Json {
    match read_drive_report(report) {
        Ok(read) => read,
        Err(problems) => {
            let problem = &problems[0];
            assert!(!problem.message.is_empty() && !problem.help.is_empty());
            Json::members([("refused", Some(problem.code.into()))])
        }
    }
}

#[test]
fn reports_are_read_as_expected() {
    let failures: Vec<String> = CASES
        .iter()
        .filter_map(|case| {
            let got = told(&case.report);
            (got != case.expected).then(|| {
                format!(
                    "{}\n  expected {}\n  got      {got}",
                    case.name, case.expected
                )
            })
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{} of {} reports differ:\n{}",
        failures.len(),
        CASES.len(),
        failures.join("\n")
    );
}

#[test]
fn every_expectation_has_a_report() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drive-reports");
    let expectations = files(&root)
        .into_iter()
        .filter(|file| file.to_string_lossy().ends_with(EXPECTED))
        .count();
    assert_eq!(expectations, CASES.len());
}

#[test]
fn a_report_that_is_too_large_is_refused() {
    assert_eq!(read(&vec![b' '; MOST_BYTES + 1]), Err(NotAReport::TooLarge));
    assert_eq!(read(&vec![b' '; MOST_BYTES]), Err(NotAReport::Empty));
}

/// What the command line prints and how it ends.
fn command(file: &str) -> std::process::Output {
    std::process::Command::new(env!("CARGO_BIN_EXE_covercheck"))
        .args(["drive-report", "--json"])
        .arg(
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("tests/drive-reports")
                .join(file),
        )
        .output()
        .expect("covercheck")
}

#[test]
fn the_command_line_reads_and_refuses() {
    let read = command("smartctl-json/nvme.json");
    assert_eq!(read.status.code(), Some(0));
    let printed = parse(&read.stdout, Limits::CLAIM).expect("JSON");
    assert_eq!(printed.get("format"), Some(&"smartctl-json".into()));
    let refused = command("refused/scan-list.json");
    assert_eq!(refused.status.code(), Some(2));
    assert!(refused.stdout.is_empty(), "a partial answer");
    let problems = parse(&refused.stderr, Limits::CLAIM).expect("JSON");
    assert!(
        problems.to_string().contains("report.scan-list"),
        "{problems}"
    );
}

fn exact(report: &[u8]) -> Vec<Option<u64>> {
    let drives = read(report).map(|report| report.drives).unwrap_or_default();
    drives
        .iter()
        .map(|drive| match drive.host_writes {
            HostWrites::Exact { bytes, .. } => Some(bytes),
            _ => None,
        })
        .collect()
}

/// Half of a number is a smaller number, and a smaller number would be believed.
#[test]
fn a_report_cut_anywhere_never_gives_a_smaller_exact_figure() {
    for case in CASES.iter() {
        let whole = exact(&case.report);
        for end in 0..case.report.len() {
            for (cut, whole) in exact(&case.report[..end]).iter().zip(&whole) {
                if let (Some(cut), Some(whole)) = (cut, whole) {
                    assert!(cut >= whole, "{} at {end}: {cut} of {whole}", case.name);
                }
            }
        }
    }
}

/// The reports that are ASCII, as text.
fn plain() -> impl Iterator<Item = (&'static Case, &'static str)> {
    CASES.iter().filter_map(|case| {
        let text = std::str::from_utf8(&case.report).ok()?;
        text.is_ascii().then_some((case, text))
    })
}

#[test]
fn line_ends_make_no_difference() {
    for (case, text) in plain() {
        let text = text.replace("\r\n", "\n");
        for end in ["\n", "\r\n", "\r"] {
            assert_eq!(
                told(text.replace('\n', end).as_bytes()),
                case.expected,
                "{}: {end:?}",
                case.name
            );
        }
    }
}

#[test]
fn encodings_make_no_difference() {
    for (case, text) in plain().filter(|(_, text)| !text.trim().is_empty()) {
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (name, bytes) in [
            (
                "UTF-8 with a mark",
                [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            ),
            (
                "UTF-16LE with a mark",
                [b"\xFF\xFE", le.as_slice()].concat(),
            ),
            (
                "UTF-16BE with a mark",
                [b"\xFE\xFF", be.as_slice()].concat(),
            ),
            ("UTF-16LE", le),
            ("UTF-16BE", be),
        ] {
            assert_eq!(told(&bytes), case.expected, "{}: {name}", case.name);
        }
    }
}

fn with_thousands(number: u64, separator: &str) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push_str(separator);
        }
        out.push(digit);
    }
    out
}

proptest! {
    #![proptest_config(tried(256))]

    #[test]
    fn thousands_set_apart_make_no_difference(
        units in 0_u64..=18_000_000_000_000,
        separator in prop::sample::select(vec![
            "", ",", ".", "'", "\u{2019}", " ", "\u{a0}", "\u{202f}", "\u{2009}", "-", "\u{fffd}",
        ]),
    ) {
        let line = format!("Data Units Written:  {} [x]\n", with_thousands(units, separator));
        prop_assert_eq!(exact(line.as_bytes()), vec![Some(units * 512_000)]);
    }

    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2048)) {
        let _ = read_drive_report(&bytes);
    }

    /// Reports with a piece taken out, doubled or replaced.
    #[test]
    fn damaged_reports_are_read_or_refused(
        which in any::<prop::sample::Index>(),
        from in any::<prop::sample::Index>(),
        length in 0_usize..200,
        put in prop::collection::vec(any::<u8>(), 0..40),
        doubled in any::<bool>(),
    ) {
        let report = &which.get(CASES.as_slice()).report;
        let from = from.index(report.len());
        let until = (from + length).min(report.len());
        let again: &[u8] = if doubled { &report[from..until] } else { &[] };
        let damaged = [&report[..until], again, &put, &report[until..]].concat();
        let _ = read_drive_report(&damaged);
        let shortened = [&report[..from], &put, &report[until..]].concat();
        let _ = read_drive_report(&shortened);
    }

    /// Whatever 241 counts in, a figure that is told as exact is none of the
    /// smaller readings unless it is believable.
    #[test]
    fn no_small_figure_is_told_as_exact(raw in 1_u64..2_000_000_000_000, hours in 101_u64..90_000) {
        let report = format!(
            "smartctl 7.4 x\nDevice Model: EXAMPLE\nRotation Rate: Solid State Device\n\
             9 Power_On_Hours 0x0032 100 100 000 Old_age Always - {hours}\n\
             241 Total_LBAs_Written 0x0032 100 100 000 Old_age Always - {raw}\n",
        );
        if let Some(Some(bytes)) = exact(report.as_bytes()).first() {
            prop_assert!(*bytes >= 1_000_000_000 && *bytes >= hours * 1_000_000);
        }
    }
}
