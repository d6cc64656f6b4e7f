//! Every check and every test, and what they add up to.

use std::process::{Command, ExitCode};

use crate::fuzz;
use crate::outcome::Outcome;
use crate::repository;
use crate::site;
use crate::steps::{self, Steps};
use crate::tools::{self, Browser};

const FOR_WASM: [&str; 3] = ["--target", "wasm32-unknown-unknown", "--lib"];

/// The page and all modules but that of the element, which stands elsewhere.
const PAGE: [&str; 4] = [
    "--bin",
    "covercheck-app",
    "--features",
    "drive-reader,triage,takeaway,embedding,compare,engine,texts,packs,drives",
];
const ELEMENT: [&str; 2] = ["--features", "element"];

/// Which parts to run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Selection {
    /// All of them.
    Everything,
    /// Formatting, lints and documentation.
    Lint,
    /// The tests that need no browser.
    Native,
    /// The site's build and the tests in a browser.
    Browser,
}

impl Selection {
    /// The part of this name on the command line.
    pub fn named(name: &str) -> Outcome<Self> {
        match name {
            "lint" => Ok(Selection::Lint),
            "native" => Ok(Selection::Native),
            "browser" => Ok(Selection::Browser),
            _ => Err(format!("no such part: `{name}`; there are lint, native and browser").into()),
        }
    }

    fn includes(self, part: Selection) -> bool {
        self == Selection::Everything || self == part
    }

    fn number_of_steps(self) -> usize {
        let mut total = 0;
        if self.includes(Selection::Lint) {
            total += STEPS_TO_CHECK;
        }
        if self.includes(Selection::Native) {
            total += 2;
        }
        if self.includes(Selection::Browser) {
            total += tools::STEPS_TO_BUILD + tools::STEPS_TO_BROWSE + site::STEPS + 1;
        }
        total
    }
}

/// Runs the selected parts to the end, whatever fails, and prints the totals.
pub fn test(selection: Selection) -> Outcome<ExitCode> {
    let mut steps = Steps::of(selection.number_of_steps());
    let mut parts = Vec::new();
    if selection.includes(Selection::Lint) {
        check_sources(&mut steps, &mut parts)?;
    }
    if selection.includes(Selection::Native) {
        parts.push(test_natively(&mut steps));
        parts.extend(fuzz_briefly(&mut steps));
    }
    if selection.includes(Selection::Browser) {
        test_in_browser(&mut steps, &mut parts);
    }
    Ok(report(&parts, &steps))
}

/// The steps of [`check_sources`].
const STEPS_TO_CHECK: usize = 6;

fn check_sources(steps: &mut Steps, parts: &mut Vec<Part>) -> Outcome<()> {
    steps.begin("rustfmt and clippy");
    tools::install_rust_checkers()?;
    steps.begin("the Rust target for WebAssembly");
    tools::install_wasm_target()?;

    steps.begin("formatting");
    parts.push(Part::check(
        "formatting",
        cargo("fmt").args(["--all", "--", "--check"]),
    ));

    steps.begin("lints, native");
    let native = ["--workspace", "--all-targets", "--", "--deny", "warnings"];
    parts.push(Part::check("lints, native", cargo("clippy").args(native)));

    steps.begin("lints, wasm32");
    let deny_warnings = ["--", "--deny", "warnings"];
    for (name, what) in [
        ("lints, page", PAGE.as_slice()),
        ("lints, element", &ELEMENT),
    ] {
        let mut clippy = cargo("clippy");
        clippy.args(FOR_WASM).args(what).args(deny_warnings);
        parts.push(Part::check(name, &mut clippy));
    }

    steps.begin("documentation");
    let documentation = ["--workspace", "--no-deps", "--document-private-items"];
    parts.push(Part::check(
        "documentation",
        cargo("doc")
            .args(documentation)
            .env("RUSTDOCFLAGS", "-D warnings"),
    ));
    Ok(())
}

fn test_natively(steps: &mut Steps) -> Part {
    steps.begin("native tests");
    let run = steps::run_and_read(cargo("test").args(["--workspace", "--no-fail-fast"]));
    Part::counted("native tests", run, native_counts)
}

/// Runs the fuzz targets for a few seconds each. libFuzzer is C++: without a
/// compiler for that there is nothing to run, and no part that passed.
fn fuzz_briefly(steps: &mut Steps) -> Option<Part> {
    steps.begin("fuzz targets, a few seconds each");
    if steps::output_of(Command::new("c++").arg("--version")).is_none() {
        println!("  left out: this machine has no C++ compiler, which libFuzzer needs");
        return None;
    }
    let (ran, failed) = fuzz::run(fuzz::SECONDS).unwrap_or_else(|error| {
        eprintln!("error: {error}");
        (1, 1)
    });
    Some(Part {
        name: "fuzz targets",
        passed: ran.saturating_sub(failed),
        failed,
    })
}

fn test_in_browser(steps: &mut Steps, parts: &mut Vec<Part>) {
    let built = build_and_find_browser(steps);
    let browser = match built {
        Ok(browser) => {
            parts.push(Part {
                name: "release build",
                passed: 1,
                failed: 0,
            });
            browser
        }
        Err(error) => {
            eprintln!("error: {error}");
            parts.push(Part {
                name: "release build",
                passed: 0,
                failed: 1,
            });
            parts.push(Part {
                name: "browser tests",
                passed: 0,
                failed: 1,
            });
            return;
        }
    };

    steps.begin("browser tests");
    let mut runner = Command::new("node");
    runner
        .arg("run.mjs")
        .current_dir(repository::browser_tests());
    browser.choose_for(&mut runner);
    parts.push(Part::counted(
        "browser tests",
        steps::run_and_read(&mut runner),
        browser_counts,
    ));
}

fn build_and_find_browser(steps: &mut Steps) -> Outcome<Browser> {
    let tools = tools::ready_to_build(steps)?;
    site::build(&tools, steps)?;
    tools::find_browser(steps)
}

fn cargo(subcommand: &str) -> Command {
    let mut command = Command::new("cargo");
    command.arg(subcommand).current_dir(repository::root());
    command
}

/// One line of the table.
struct Part {
    name: &'static str,
    passed: usize,
    failed: usize,
}

impl Part {
    /// A check that holds or does not.
    fn check(name: &'static str, command: &mut Command) -> Self {
        match steps::run(command) {
            Ok(()) => Self {
                name,
                passed: 1,
                failed: 0,
            },
            Err(error) => {
                eprintln!("error: {error}");
                Self {
                    name,
                    passed: 0,
                    failed: 1,
                }
            }
        }
    }

    /// Tests that were counted from what their runner printed. A runner that
    /// fails without a failed test, or that ran none, counts as one failure.
    fn counted(
        name: &'static str,
        run: Outcome<(bool, String)>,
        counts: fn(&str) -> (usize, usize),
    ) -> Self {
        let (succeeded, output) = run.unwrap_or_else(|error| {
            eprintln!("error: {error}");
            (false, String::new())
        });
        let (passed, failed) = counts(&output);
        let ran_something = passed.saturating_add(failed) > 0;
        let failed = if succeeded && ran_something {
            failed
        } else {
            failed.max(1)
        };
        Self {
            name,
            passed,
            failed,
        }
    }
}

/// Adds up cargo's `test result: ok. 12 passed; 0 failed; …` lines.
fn native_counts(output: &str) -> (usize, usize) {
    output
        .lines()
        .filter(|line| line.starts_with("test result:"))
        .fold((0, 0), |(passed, failed), line| {
            (
                passed.saturating_add(count_before(line, "passed")),
                failed.saturating_add(count_before(line, "failed")),
            )
        })
}

/// Reads the line with which `run.mjs` ends: `browser tests: 12 passed, 0 failed`.
fn browser_counts(output: &str) -> (usize, usize) {
    let last = output
        .lines()
        .rfind(|line| line.starts_with("browser tests:"))
        .unwrap_or_default();
    (count_before(last, "passed"), count_before(last, "failed"))
}

fn count_before(line: &str, word: &str) -> usize {
    let words: Vec<&str> = line
        .split([' ', ',', ';'])
        .filter(|word| !word.is_empty())
        .collect();
    let pair = words.windows(2).find(|pair| pair.last() == Some(&word));
    pair.and_then(|pair| pair.first()?.parse().ok())
        .unwrap_or(0)
}

fn report(parts: &[Part], steps: &Steps) -> ExitCode {
    println!("\n{:<20} {:>8} {:>8}", "", "passed", "failed");
    for part in parts {
        println!("{:<20} {:>8} {:>8}", part.name, part.passed, part.failed);
    }
    let passed: usize = parts.iter().map(|part| part.passed).sum();
    let failed: usize = parts.iter().map(|part| part.failed).sum();
    println!("\nin {}", steps::minutes_and_seconds(steps.elapsed()));
    println!("{passed} passed, {failed} failed");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_up_what_cargo_prints() {
        let output = "\
test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
running 3 tests
test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
";
        assert_eq!(native_counts(output), (14, 1));
    }

    #[test]
    fn reads_the_browser_runners_last_line() {
        assert_eq!(
            browser_counts("ok 1\nbrowser tests: 7 passed, 2 failed\n"),
            (7, 2)
        );
        assert_eq!(browser_counts("a crash\n"), (0, 0));
    }

    #[test]
    fn a_part_that_ran_nothing_has_failed() {
        let part = Part::counted("native tests", Ok((true, String::new())), native_counts);
        assert_eq!((part.passed, part.failed), (0, 1));
    }
}
