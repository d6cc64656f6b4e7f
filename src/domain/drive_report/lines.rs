//! A text as lines, whatever ends them.

/// The lines of a text. The last one is set apart if nothing ends it: it may
/// have been cut off anywhere, and half of a number is a smaller number.
pub(super) struct Lines<'a> {
    /// Lines that are whole; empty ones are left out.
    pub(super) whole: Vec<&'a str>,
    /// What stands after the last line end.
    pub(super) unended: Option<&'a str>,
}

/// Splits a text at CR, LF and CRLF.
pub(super) fn lines(text: &str) -> Lines<'_> {
    let mut whole: Vec<&str> = text.split(['\r', '\n']).collect();
    let unended = whole.pop().filter(|rest| !rest.trim().is_empty());
    whole.retain(|line| !line.trim().is_empty());
    Lines { whole, unended }
}

/// The name and the value of a line such as `Serial Number:    S1`.
pub(super) fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    Some((name.trim(), value.trim()))
}
