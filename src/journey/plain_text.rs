//! The answer as plain text, to paste into a ticket or a mail.

use super::check::CheckView;
use super::wording::{Wording, fill};

/// The answer as plain text: all that paper shows, a line for each thing said.
pub fn plain_text(view: &CheckView, words: &'static Wording) -> String {
    let answer = &view.answer;
    let mut out = Lines {
        text: view.title.clone(),
        heading: "",
        words,
    };
    out.line(&answer.label);
    out.line(&answer.title);
    out.line(&answer.sentence);
    out.heading = words.settle;
    for open in answer.settle.iter().flat_map(|settle| &settle.questions) {
        out.point(&open.question);
    }
    out.heading = words.why;
    for reason in &answer.reasons {
        let clause = [&reason.label, &reason.clause];
        let clause: Vec<&str> = clause.into_iter().flatten().map(String::as_str).collect();
        if clause.is_empty() {
            out.point(&reason.text);
        } else {
            out.point(&[&reason.text, " [", &clause.join(": "), "]"].concat());
        }
    }
    out.heading = words.how_long;
    for gauge in &answer.gauges {
        if gauge.figure.is_empty() {
            out.point(&gauge.name);
        } else {
            out.pair(&gauge.name, &gauge.figure, Some(&gauge.left));
        }
    }
    out.points(&answer.beside);
    out.points(&answer.how);
    out.heading = words.next;
    out.points(&answer.steps);
    out.heading = words.reach;
    if let Some(route) = &answer.routes {
        out.point(route);
    }
    for contact in &answer.contacts {
        // Whether it is open now will not be so when this is read.
        let parts = [&contact.address, &contact.hours, &contact.note];
        let mut lines = vec![contact.name.as_str()];
        lines.extend(parts.into_iter().flatten().map(String::as_str));
        out.point(&lines.join("\n"));
    }
    out.heading = words.costs;
    out.pairs(&answer.costs);
    out.heading = answer.does(words);
    out.points(&answer.remedies);
    out.heading = words.promised;
    for one in &answer.promised {
        let note = one.note.as_deref().unwrap_or_default();
        let lines = [&out.named(&one.name, &one.value), note].join("\n");
        out.point(lines.trim_end());
    }
    out.heading = words.stages;
    for stage in &answer.stages {
        out.pair(&stage.name, &stage.length, stage.window.as_ref());
    }
    out.heading = words.notes;
    out.points(&answer.notes);
    out.heading = words.assumptions;
    out.points(&answer.assumptions);
    out.heading = words.told;
    out.pairs(&answer.told);
    out.line("");
    out.line(words.estimate);
    out.line(&answer.edition);
    if !answer.digest.is_empty() {
        out.line(&["sha256:", &answer.digest].concat());
    }
    out.text
}

/// The text so far.
struct Lines {
    text: String,
    /// What stands over the points to come, until the first of them is told:
    /// without one there is no heading.
    heading: &'static str,
    words: &'static Wording,
}

impl Lines {
    fn line(&mut self, line: &str) {
        self.text.push('\n');
        self.text.push_str(line);
    }

    /// A point; of several lines, the others stand under the first.
    fn point(&mut self, lines: &str) {
        let heading = std::mem::take(&mut self.heading);
        if !heading.is_empty() {
            self.line("");
            self.line(heading);
        }
        self.line("- ");
        self.text.push_str(&lines.replace('\n', "\n  "));
    }

    fn points(&mut self, points: &[String]) {
        for point in points {
            self.point(point);
        }
    }

    /// A name and its value. A question needs no colon.
    fn named(&self, name: &str, value: &str) -> String {
        if name.ends_with(['?', '？']) {
            [name, " ", value].concat()
        } else {
            fill(self.words.named, &[name, value])
        }
    }

    /// A name, its value, and what there is to add.
    fn pair(&mut self, name: &str, value: &str, aside: Option<&String>) {
        let told = self.named(name, value);
        match aside.filter(|aside| !aside.is_empty()) {
            Some(aside) => self.point(&fill(self.words.aside, &[&told, aside])),
            None => self.point(&told),
        }
    }

    fn pairs(&mut self, pairs: &[(String, String)]) {
        for (name, value) in pairs {
            self.pair(name, value, None);
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
