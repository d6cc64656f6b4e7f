//! The sheet as text: plain, and as Markdown for a ticket.

use super::paper::{Line, Paper};
use crate::journey::wording::{Wording, fill};

/// The sheet as plain text, a line for each thing said.
pub fn plain(paper: &Paper, wording: &Wording, reference: &str) -> String {
    let mut lines = vec![
        [&paper.title, " · ", &paper.policy].concat(),
        fill(wording.named, &[reference, &paper.reference]),
        paper.as_of.clone(),
        String::new(),
        paper.verdict.0.clone(),
        paper.verdict.1.clone(),
    ];
    for section in &paper.sections {
        lines.push(String::new());
        lines.push(section.heading.clone());
        for line in &section.lines {
            let told = match line {
                Line::Point(text) => text.clone(),
                Line::Pair(name, value) => [name.as_str(), value].concat(),
            };
            lines.push(["- ", &indented(&told)].concat());
        }
    }
    lines.push(String::new());
    lines.extend(paper.foot.iter().cloned());
    lines.join("\n")
}

/// The sheet as Markdown. What a person typed, and what a pack says, is text:
/// nothing in it becomes markup, a link or HTML.
pub fn markdown(paper: &Paper, reference: &str) -> String {
    let pair = |name: &str, value: &str| ["**", &escaped(name), "** ", &escaped(value)].concat();
    let mut lines = vec![
        [
            "## ",
            &escaped(&paper.title),
            " · ",
            &escaped(&paper.policy),
        ]
        .concat(),
        String::new(),
        ["**", &escaped(reference), "** `", &paper.reference, "`"].concat(),
        String::new(),
        escaped(&paper.as_of),
        String::new(),
        pair(&paper.verdict.0, &paper.verdict.1),
    ];
    for section in &paper.sections {
        lines.push(String::new());
        lines.push(["### ", &escaped(&section.heading)].concat());
        lines.push(String::new());
        for line in &section.lines {
            let told = match line {
                Line::Point(text) => escaped(text),
                Line::Pair(name, value) => pair(name.trim_end(), value),
            };
            lines.push(["- ", &indented(&told)].concat());
        }
    }
    for line in &paper.foot {
        lines.push(String::new());
        lines.push(escaped(line));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Lines after the first stand under it.
fn indented(text: &str) -> String {
    text.replace("\r\n", "\n").replace(['\n', '\r'], "\n  ")
}

/// Every sign that Markdown could read as more than text stands behind a
/// backslash, as does what could begin a heading, a list or a quotation.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    // What stands before on the line, as far as it matters.
    let (mut blank, mut digits) = (true, false);
    for letter in text.chars() {
        let anywhere = matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '!' | '~'
        );
        let begins = blank && matches!(letter, '#' | '+' | '-' | '=');
        // `1.` begins a list.
        let numbers = digits && matches!(letter, '.' | ')');
        if anywhere || begins || numbers {
            written.push('\\');
        }
        let ends = matches!(letter, '\n' | '\r');
        digits = (blank || digits) && letter.is_ascii_digit();
        blank = ends || (blank && letter.is_whitespace());
        written.push(letter);
    }
    // An address is no link either.
    written
        .replace("://", ":\u{200b}//")
        .replace('@', "@\u{200b}")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_typed_becomes_markup() {
        assert_eq!(
            escaped("<b>*x*</b> [a](b)"),
            "\\<b\\>\\*x\\*\\</b\\> \\[a\\](b)"
        );
        assert_eq!(escaped("a\n# b\n - c\n1. d"), "a\n\\# b\n \\- c\n1\\. d");
        assert!(!escaped("https://example.com").contains("https://"));
    }
}
