//! Saying what is done and how far it is, and running other programs.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::outcome::Outcome;

/// The numbered steps of one command.
pub struct Steps {
    total: usize,
    begun: usize,
    started: Instant,
}

impl Steps {
    /// Starts the clock for a command of `total` steps.
    pub fn of(total: usize) -> Self {
        Self {
            total,
            begun: 0,
            started: now(),
        }
    }

    /// Announces the next step.
    pub fn begin(&mut self, what: &str) {
        self.begun = self.begun.saturating_add(1);
        println!(
            "\n[{}/{}] {} {what}",
            self.begun,
            self.total,
            minutes_and_seconds(self.elapsed())
        );
    }

    /// The time since the command began.
    pub fn elapsed(&self) -> Duration {
        now().saturating_duration_since(self.started)
    }
}

/// A duration as `m:ss`.
pub fn minutes_and_seconds(duration: Duration) -> String {
    let seconds = duration.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Runs a program to its end; a failure's message names it.
pub fn run(command: &mut Command) -> Outcome<()> {
    if succeeds(command)? {
        Ok(())
    } else {
        Err(format!("{} failed", spelt_out(command)).into())
    }
}

/// Runs a program to its end and says whether it succeeded.
pub fn succeeds(command: &mut Command) -> Outcome<bool> {
    show(command);
    let status = prepared(command)
        .status()
        .map_err(|error| not_started(command, &error))?;
    Ok(status.success())
}

/// Runs a program to its end; passes its output on as it comes and returns it.
pub fn run_and_read(command: &mut Command) -> Outcome<(bool, String)> {
    show(command);
    let mut child = prepared(command)
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(command, &error))?;
    let mut output = String::new();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line?;
            println!("{line}");
            output.push_str(&line);
            output.push('\n');
        }
    }
    Ok((child.wait()?.success(), output))
}

/// What a program prints, or nothing where it cannot be run or fails.
pub fn output_of(command: &mut Command) -> Option<String> {
    let output = prepared(command).stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn prepared(command: &mut Command) -> &mut Command {
    // Trunk 0.21 refuses every value of NO_COLOR but `true` and `false`. No
    // program started here is to wait for an answer.
    command.env_remove("NO_COLOR").stdin(Stdio::null())
}

fn show(command: &Command) {
    println!("  $ {}", spelt_out(command));
    // The program writes to the same terminal; what was said before it comes first.
    let _ = std::io::stdout().flush();
}

fn spelt_out(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!(
        "cannot start {}: {error}",
        command.get_program().to_string_lossy()
    )
}

#[expect(
    clippy::disallowed_methods,
    reason = "only elapsed time is shown; no answer depends on it"
)]
fn now() -> Instant {
    Instant::now()
}
