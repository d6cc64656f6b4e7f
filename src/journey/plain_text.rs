//! The answer as plain text, to paste into a ticket or a mail.

use super::check::CheckView;
use super::wording::Wording;

/// The answer as plain text: all that paper shows, a line for each thing said.
pub fn plain_text(view: &CheckView, words: &Wording) -> String {
    let answer = &view.answer;
    let mut out = Lines(Vec::new());
    out.line(&view.title);
    out.line(&answer.label);
    out.line(&answer.title);
    out.line(&answer.sentence);
    if let Some(settle) = &answer.settle {
        out.section(
            words.settle,
            settle.questions.iter().map(|one| one.question.clone()),
        );
    }
    let gauges = answer.gauges.iter().map(|gauge| {
        let parts = [&gauge.name, &gauge.figure, &gauge.left];
        let parts: Vec<&str> = parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(String::as_str)
            .collect();
        parts.join(": ")
    });
    out.section(words.how_long, gauges.chain(answer.how.iter().cloned()));
    let reasons = answer.reasons.iter().map(|reason| {
        let clause = [&reason.label, &reason.clause];
        let clause: Vec<&str> = clause.into_iter().flatten().map(String::as_str).collect();
        if clause.is_empty() {
            reason.text.clone()
        } else {
            format!("{} [{}]", reason.text, clause.join(": "))
        }
    });
    out.section(words.why, reasons);
    let pairs = |pairs: &[(String, String)]| -> Vec<String> {
        pairs
            .iter()
            .map(|(name, value)| format!("{name}: {value}"))
            .collect()
    };
    out.section(words.costs, pairs(&answer.costs));
    out.section(words.remedies, answer.remedies.iter().cloned());
    let promised = answer.promised.iter().map(|one| match &one.note {
        Some(note) => format!("{}: {}. {note}", one.name, one.value),
        None => format!("{}: {}", one.name, one.value),
    });
    out.section(words.promised, promised);
    let stages = answer.stages.iter();
    out.section(
        words.stages,
        stages.map(|(name, length, _)| format!("{name}: {length}")),
    );
    let steps = answer.steps.iter().enumerate();
    out.section(
        words.next,
        steps.map(|(place, step)| format!("{}. {step}", place.saturating_add(1))),
    );
    let contacts = answer.contacts.iter().map(|contact| {
        let parts = [&contact.address, &contact.hours, &contact.note];
        let parts: Vec<String> = parts
            .into_iter()
            .flatten()
            .map(|part| part.replace('\n', " "))
            .collect();
        format!("{}: {}", contact.name, parts.join("; "))
    });
    out.section(words.reach, answer.routes.iter().cloned().chain(contacts));
    out.section(words.notes, answer.notes.iter().cloned());
    out.section(words.assumptions, answer.assumptions.iter().cloned());
    out.section(words.told, pairs(&answer.told));
    out.blank();
    out.line(words.estimate);
    out.line(&answer.edition);
    if !answer.digest.is_empty() {
        out.line(&format!("sha256:{}", answer.digest));
    }
    out.0.join("\n")
}

struct Lines(Vec<String>);

impl Lines {
    fn line(&mut self, line: &str) {
        self.0.push(line.to_owned());
    }

    fn blank(&mut self) {
        self.line("");
    }

    /// A heading and what stands under it; without that, no heading.
    fn section(&mut self, heading: &str, lines: impl IntoIterator<Item = String>) {
        let mut lines = lines.into_iter().peekable();
        if lines.peek().is_some() {
            self.blank();
            self.line(heading);
            self.0.extend(lines.map(|line| format!("- {line}")));
        }
    }
}
