//! Writing a tree as text. One spelling a value, so that the same answer is
//! the same bytes everywhere.

use super::Json;
use std::fmt::{self, Write};

impl Json {
    /// The tree with two-space indents and a line end at the close.
    pub fn pretty(&self) -> String {
        let mut out = String::new();
        // Writing to a `String` cannot fail.
        let _ = indented(self, 0, &mut out);
        out.push('\n');
        out
    }
}

pub(super) fn compact(json: &Json, out: &mut impl Write) -> fmt::Result {
    match json {
        Json::List(items) => {
            out.write_char('[')?;
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.write_char(',')?;
                }
                compact(item, out)?;
            }
            out.write_char(']')
        }
        Json::Object(members) => {
            out.write_char('{')?;
            for (index, (key, value)) in members.iter().enumerate() {
                if index > 0 {
                    out.write_char(',')?;
                }
                string(key, out)?;
                out.write_char(':')?;
                compact(value, out)?;
            }
            out.write_char('}')
        }
        scalar => leaf(scalar, out),
    }
}

fn indented(json: &Json, depth: usize, out: &mut String) -> fmt::Result {
    match json {
        Json::List(items) if !items.is_empty() => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                new_line(index > 0, depth.saturating_add(1), out);
                indented(item, depth.saturating_add(1), out)?;
            }
            new_line(false, depth, out);
            out.push(']');
        }
        Json::Object(members) if !members.is_empty() => {
            out.push('{');
            for (index, (key, value)) in members.iter().enumerate() {
                new_line(index > 0, depth.saturating_add(1), out);
                string(key, out)?;
                out.push_str(": ");
                indented(value, depth.saturating_add(1), out)?;
            }
            new_line(false, depth, out);
            out.push('}');
        }
        other => compact(other, out)?,
    }
    Ok(())
}

fn new_line(after_comma: bool, depth: usize, out: &mut String) {
    out.push_str(if after_comma { ",\n" } else { "\n" });
    for _ in 0..depth {
        out.push_str("  ");
    }
}

fn leaf(json: &Json, out: &mut impl Write) -> fmt::Result {
    match json {
        Json::Bool(true) => out.write_str("true"),
        Json::Bool(false) => out.write_str("false"),
        Json::Integer(number) => write!(out, "{number}"),
        Json::Text(text) => string(text, out),
        _ => out.write_str("null"),
    }
}

fn string(text: &str, out: &mut impl Write) -> fmt::Result {
    out.write_char('"')?;
    // Almost every text is plain, and goes out whole.
    let mut rest = text;
    while let Some(place) = rest.bytes().position(is_escaped) {
        // What is escaped is one byte long, so both cuts are between letters.
        let (plain, from) = rest.split_at_checked(place).unwrap_or((rest, ""));
        out.write_str(plain)?;
        let mut letters = from.chars();
        match letters.next() {
            Some('"') => out.write_str("\\\"")?,
            Some('\\') => out.write_str("\\\\")?,
            Some('\n') => out.write_str("\\n")?,
            Some('\r') => out.write_str("\\r")?,
            Some('\t') => out.write_str("\\t")?,
            Some(control) => write!(out, "\\u{:04x}", u32::from(control))?,
            None => {}
        }
        rest = letters.as_str();
    }
    out.write_str(rest)?;
    out.write_char('"')
}

fn is_escaped(byte: u8) -> bool {
    byte < b' ' || matches!(byte, b'"' | b'\\')
}
