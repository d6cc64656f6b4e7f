//! Serial schemes that no serial fits, or that do not show what is asked of them.

use super::facts::Weight;
use super::region::Region;
use super::{At, Linter};
use crate::domain::policy::document::{
    DateExpression, FactType, Line, SerialPart, SerialPartKind, SerialScheme,
};

impl Linter<'_> {
    pub(super) fn serials(&self) {
        let pack = self.words.pack;
        let dated = pack.lines.iter().any(reads_manufacture);
        let serial = self
            .words
            .facts
            .iter()
            .position(|entry| entry.kind == FactType::Serial);
        if serial.is_none() && !pack.serials.is_empty() {
            self.idle(
                &At::default().key("serials"),
                "no fact asks for a serial",
                "add a fact of type `serial`",
            );
        }
        let mut left = self.words.every_claim.clone();
        for (index, scheme) in pack.serials.iter().enumerate() {
            let at = At::item("serials", index);
            let here = self.when(
                &at.key("only_for"),
                scheme.only_for.as_ref(),
                &self.words.every_claim,
                Weight::Shows,
            );
            left = left.minus(&here);
            self.scheme(&at, scheme, dated);
        }
        let left = self.words.knowable(&left);
        if let Some(example) = left.example().filter(|_| dated) {
            let case = self.words.told(example, &Region::everything());
            let message = format!(
                "cover can start where the serial says, but no scheme reads the serial of {case}"
            );
            self.error(
                &At::default().key("serials"),
                "lint.serial-scheme",
                message,
                "add a scheme for it",
            );
        }
    }

    fn scheme(&self, at: &At, scheme: &SerialScheme, dated: bool) {
        let parts = at.key("parts");
        let has = |kind: SerialPartKind| scheme.parts.iter().any(|part| part.is == kind);
        if !has(SerialPartKind::Year) {
            let message = "this scheme shows no year of manufacture";
            let help = "add a part `year`";
            if dated {
                self.error(&parts, "lint.serial-year", message, help);
            } else {
                self.warn(&parts, "lint.serial-year", message, help);
            }
        }
        let idle = [
            (
                SerialPartKind::Week,
                has(SerialPartKind::Month),
                "a month stands beside it",
            ),
            (
                SerialPartKind::Day,
                !has(SerialPartKind::Month),
                "there is no month that it is of",
            ),
        ];
        let mut digits = 0_usize;
        for (index, part) in scheme.parts.iter().enumerate() {
            let at = parts.index(index);
            self.part(&at, part, digits);
            digits = digits.saturating_add(digits_of(part));
            let twice = scheme
                .parts
                .iter()
                .take(index)
                .any(|before| before.is == part.is);
            if twice && is_date(part.is) {
                let message = format!("there are two parts `{}`", part.is.word());
                self.error(
                    &at,
                    "lint.serial-date",
                    message,
                    "make the other one `digits`",
                );
            }
            if let Some((.., why)) = idle
                .iter()
                .find(|(kind, idle, _)| *kind == part.is && *idle)
            {
                let message = format!("this part says nothing: {why}");
                self.error(
                    &at,
                    "lint.serial-date",
                    message,
                    "correct the parts, or make this one `digits`",
                );
            }
            if is_check(part.is) && index.saturating_add(1) < scheme.parts.len() {
                let message =
                    "a check character stands before other parts, which it does not check";
                self.error(&at, "lint.serial-check", message, "let it be the last part");
            }
        }
        if scheme.parts.is_empty() {
            self.error(
                &parts,
                "lint.serial-length",
                "this scheme has no parts",
                "add them, from left to right",
            );
        }
    }

    fn part(&self, at: &At, part: &SerialPart, digits_before: usize) {
        let length = at.key("length");
        match (part.is, part.length) {
            (SerialPartKind::Year, Some(2 | 4) | None) => {}
            (SerialPartKind::Year, Some(other)) => {
                let message = format!("a year of {other} digits is not read");
                self.error(&length, "lint.serial-length", message, "write 2 or 4");
            }
            (SerialPartKind::Digits | SerialPartKind::Letters, Some(1..=64)) => {}
            (SerialPartKind::Digits | SerialPartKind::Letters, Some(other)) => {
                let message = format!("a part of {other} characters is not possible");
                self.error(&length, "lint.serial-length", message, "write 1 to 64");
            }
            (SerialPartKind::Digits | SerialPartKind::Letters, None) => {
                let message = format!("this does not say how many {} there are", part.is.word());
                self.error(at, "lint.serial-length", message, "add `length`");
            }
            (_, Some(_)) => self.idle(&length, "the length of this part is fixed", "leave it out"),
            (_, None) => {}
        }
        let text = at.key("text");
        match (part.is, &part.text) {
            (SerialPartKind::Literal, None) => {
                self.error(
                    at,
                    "lint.serial-literal",
                    "this part does not say which characters it is",
                    "add `text`",
                );
            }
            (SerialPartKind::Literal, Some(literal)) => {
                let fits = |letter: char| {
                    letter.is_ascii_graphic() && !letter.is_ascii_lowercase() && letter != '-'
                };
                if !literal.chars().all(fits) {
                    let message = format!(
                        "no serial has `{literal}`: they are compared in capitals, without spaces and hyphens"
                    );
                    self.error(&text, "lint.serial-literal", message, "write it so");
                }
            }
            (_, Some(_)) => self.idle(&text, "only a literal has a text", "leave it out"),
            (_, None) => {}
        }
        let weights = at.key("weights");
        match part.is {
            SerialPartKind::Mod11 if part.weights.len() != digits_before => {
                let count = part.weights.len();
                let message = format!("there are {count} weights for {digits_before} digits");
                let at = if part.weights.is_empty() {
                    at
                } else {
                    &weights
                };
                self.error(
                    at,
                    "lint.serial-weights",
                    message,
                    "write one weight for each digit before",
                );
            }
            SerialPartKind::Mod11 => {
                for (index, weight) in part.weights.iter().enumerate() {
                    if weight % 11 == 0 {
                        let message = format!("a weight of {weight} leaves its digit unchecked");
                        self.error(
                            &weights.index(index),
                            "lint.serial-weights",
                            message,
                            "write one that is no multiple of 11",
                        );
                    }
                }
            }
            _ if !part.weights.is_empty() => {
                self.idle(&weights, "only `mod-11` has weights", "leave them out")
            }
            _ => {}
        }
    }
}

/// How many digits the part surely has.
fn digits_of(part: &SerialPart) -> usize {
    match part.is {
        SerialPartKind::Literal => part
            .text
            .iter()
            .flat_map(|text| text.chars())
            .filter(char::is_ascii_digit)
            .count(),
        SerialPartKind::Digits | SerialPartKind::Year => part
            .length
            .and_then(|length| usize::try_from(length).ok())
            .unwrap_or(2),
        SerialPartKind::Month | SerialPartKind::Week | SerialPartKind::Day => 2,
        SerialPartKind::Luhn => 1,
        SerialPartKind::Letters | SerialPartKind::Mod3736 | SerialPartKind::Mod11 => 0,
    }
}

fn is_date(kind: SerialPartKind) -> bool {
    use SerialPartKind::{Day, Month, Week, Year};
    matches!(kind, Year | Month | Week | Day)
}

fn is_check(kind: SerialPartKind) -> bool {
    use SerialPartKind::{Luhn, Mod11, Mod3736};
    matches!(kind, Luhn | Mod3736 | Mod11)
}

/// Whether cover can start on the day of manufacture.
fn reads_manufacture(line: &Line) -> bool {
    fn made(date: &DateExpression) -> bool {
        match date {
            DateExpression::Made(_) => true,
            DateExpression::Add(_, inner)
            | DateExpression::Subtract(_, inner)
            | DateExpression::AddWorkingDays(_, inner, _)
            | DateExpression::AnyDayOf(_, inner) => made(inner),
            DateExpression::Earlier(inner) | DateExpression::Later(inner) => inner.iter().any(made),
            DateExpression::If(_, then, otherwise) => made(then) || made(otherwise),
            DateExpression::Fact(_)
            | DateExpression::Day(_)
            | DateExpression::TermStart
            | DateExpression::LastCoveredDay => false,
        }
    }
    line.term
        .iter()
        .flat_map(|term| &term.starts)
        .any(|start| made(&start.date))
}
