//! The answer as plain text, to paste into a ticket or a mail.

use super::check::CheckView;
use super::wording::{Wording, fill};

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
    let named = |name: &str, value: &str| named(words, name, value);
    let gauges = answer.gauges.iter().map(|gauge| {
        if gauge.figure.is_empty() {
            return gauge.name.clone();
        }
        let figure = named(&gauge.name, &gauge.figure);
        if gauge.left.is_empty() {
            figure
        } else {
            fill(words.aside, &[&figure, &gauge.left])
        }
    });
    out.section(words.how_long, gauges.chain(answer.how.iter().cloned()));
    out.section(words.next, answer.steps.iter().cloned());
    let contacts = answer.contacts.iter().map(|contact| {
        // Whether it is open now will not be so when this is read.
        let parts = [&contact.address, &contact.hours, &contact.note];
        let mut lines = vec![contact.name.as_str()];
        lines.extend(parts.into_iter().flatten().map(String::as_str));
        under(&lines.join("\n"))
    });
    out.section(words.reach, answer.routes.iter().cloned().chain(contacts));
    let pairs = |pairs: &[(String, String)]| -> Vec<String> {
        pairs
            .iter()
            .map(|(name, value)| named(name, value))
            .collect()
    };
    out.section(words.costs, pairs(&answer.costs));
    out.section(answer.does(words), answer.remedies.iter().cloned());
    let promised = answer.promised.iter().map(|one| match &one.note {
        Some(note) => {
            let lines = [named(&one.name, &one.value), note.clone()];
            under(&lines.join("\n"))
        }
        None => named(&one.name, &one.value),
    });
    out.section(words.promised, promised);
    let stages = answer.stages.iter();
    out.section(
        words.stages,
        stages.map(|stage| {
            let length = named(&stage.name, &stage.length);
            match &stage.window {
                Some(window) => fill(words.aside, &[&length, window]),
                None => length,
            }
        }),
    );
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

/// A name and its value. A question needs no colon.
fn named(words: &Wording, name: &str, value: &str) -> String {
    if name.ends_with(['?', '？']) {
        [name, " ", value].concat()
    } else {
        fill(words.named, &[name, value])
    }
}

/// The first of several lines with the others under it.
fn under(lines: &str) -> String {
    lines.replace('\n', "\n  ")
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::bundled::bundle;
    use crate::domain::instant::Instant;
    use crate::domain::world::BuiltInZones;
    use crate::journey::wording::wording;
    use crate::journey::{Answers, DateParts, IsoFormats, Language, Typed, check};

    /// Names, not sentences: these have tests of their own.
    #[test]
    fn says_what_the_screen_says() {
        let bundle = bundle("storage-warranty").expect("a bundled policy");
        let policy = bundle.newest().expect("an edition");
        let mut answers = Answers {
            item: Some("sample-ssd-480".to_owned()),
            ..Answers::default()
        };
        let bought = DateParts::of("2024-02-29".parse().expect("a date"));
        answers.set("purchase_date", Some(Typed::Date(bought)));
        answers.set("proof_of_purchase", Some(Typed::YesNo(true)));
        answers.none_of_these(policy);
        let as_of = Instant::parse("2026-11-22T10:00:00Z").expect("an instant");
        for language in Language::ALL {
            let words = wording(language);
            let view =
                check(&bundle, &answers, as_of, words, &IsoFormats, &BuiltInZones).expect("a view");
            let text = plain_text(&view, words);
            for said in [
                view.title.as_str(),
                words.covered,
                words.why,
                "2027-02-28",
                "0755-82753286",
                policy.digest.as_str(),
            ] {
                assert!(text.contains(said), "{said} in {text}");
            }
            assert!(!text.contains(words.settle), "nothing is open: {text}");
            assert!(!text.contains("?:") && !text.contains("？:"), "{text}");
        }
    }
}
