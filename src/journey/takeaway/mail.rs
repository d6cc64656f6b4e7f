//! A draft of an e-mail, as an address that mail programs open.

use super::paper::{Line, Paper, Part};
use super::words::TakeawayWords;
use crate::journey::percent::percent_encoded;
use crate::journey::wording::{Wording, fill};

/// The longest address that mail programs and browsers open everywhere, in
/// characters.
pub const MAIL_LENGTH: usize = 1_900;

/// A draft of an e-mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// `mailto:` and all that follows.
    pub address: String,
    /// Whether the whole sheet is in it; otherwise the main points are, and a line
    /// that says where to paste the rest.
    pub is_whole: bool,
}

/// A draft to an address, which may be empty, with the sheet as its text; where
/// that is too long, with as much of it as there is place for.
pub fn mail(
    to: &str,
    paper: &Paper,
    whole: &str,
    words: &TakeawayWords,
    wording: &Wording,
) -> Mail {
    let subject = fill(words.mail_subject, &[&paper.title, &paper.reference]);
    let start = [
        "mailto:",
        &encoded(to),
        "?subject=",
        &encoded(&one_line(&subject)),
        "&body=",
    ]
    .concat();
    let all = [start.as_str(), &encoded(whole)].concat();
    if all.len() <= MAIL_LENGTH {
        return Mail {
            address: all,
            is_whole: true,
        };
    }
    let mut address = start;
    let paste = encoded(&["\n", words.mail_paste].concat());
    for line in main_points(paper, words, wording) {
        let line = encoded(&[&line, "\n"].concat());
        if address.len() + line.len() + paste.len() <= MAIL_LENGTH {
            address.push_str(&line);
        }
    }
    address.push_str(&paste);
    Mail {
        address,
        is_whole: false,
    }
}

/// What matters most, the most important first.
fn main_points(paper: &Paper, words: &TakeawayWords, wording: &Wording) -> Vec<String> {
    let pair = |name: &str, value: &str| fill(wording.named, &[name, value]);
    let mut points = vec![
        pair(words.reference, &paper.reference),
        pair(words.answer, &paper.verdict.0),
    ];
    for part in [Part::About, Part::Why, Part::Person] {
        let lines = paper
            .section(part)
            .into_iter()
            .flat_map(|section| &section.lines);
        points.extend(lines.map(|line| match line {
            Line::Point(text) => text.clone(),
            Line::Pair(name, value) => [name.as_str(), value].concat(),
        }));
    }
    points
}

/// Without line breaks or other control characters, which a header must not have.
fn one_line(text: &str) -> String {
    let plain = |letter: char| if letter.is_control() { ' ' } else { letter };
    text.chars().map(plain).collect()
}

/// Text in an address of a mail; line breaks as mails have them.
fn encoded(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\n', '\r'], "\r\n");
    // Some programs show what is between the names and the host as it stands.
    percent_encoded(&text).replace("%40", "@")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_stays_in_the_text() {
        assert_eq!(encoded("a&cc=b\r\nBcc: c"), "a%26cc%3Db%0D%0ABcc%3A%20c");
        assert_eq!(one_line("a\r\nBcc: c"), "a  Bcc: c");
    }
}
