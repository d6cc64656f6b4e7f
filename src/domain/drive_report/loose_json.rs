//! The tolerant reader of JSON that tools print.
//!
//! A report is not written for us, so nothing in it is told back with its place
//! as the strict reader ([`crate::json`]) does for packs and claims. Instead:
//! numbers are kept as written, because reports hold larger ones than 64 bits;
//! texts are borrowed; several outputs may follow one another, with the lines of
//! a console between them. Of two members with one name the last counts, as in
//! every other reader. JSON that is not complete is not read at all.

use std::borrow::Cow;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'a> {
    Null,
    Bool(bool),
    /// A number, as written.
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Value<'a>>),
    Object(Vec<(Cow<'a, str>, Value<'a>)>),
}

/// Why a text is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// It ends early.
    CutOff,
    /// It is something else.
    NotJson,
}

impl<'a> Value<'a> {
    /// The member of an object with this name.
    pub(super) fn get(&self, key: &str) -> Option<&Value<'a>> {
        match self {
            Value::Object(members) => members
                .iter()
                .rev()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The value at the end of a path of members.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Value<'a>> {
        path.iter().try_fold(self, |value, key| value.get(key))
    }

    /// The text of a member.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        match self.get(key)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items of a list; of anything else, none.
    pub(super) fn items(&self) -> &[Value<'a>] {
        match self {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The items of a list and the values of an object.
    pub(super) fn inner(&self) -> Box<dyn Iterator<Item = &Value<'a>> + '_> {
        match self {
            Value::List(items) => Box::new(items.iter()),
            Value::Object(members) => Box::new(members.iter().map(|(_, value)| value)),
            _ => Box::new(std::iter::empty()),
        }
    }
}

/// The part of a text from its first JSON on, if it holds any: at its
/// beginning, or on a line after those of a console.
pub(super) fn beginning(text: &str) -> Option<&str> {
    let trimmed = text.trim_start();
    if begins(trimmed) {
        return Some(trimmed);
    }
    text.match_indices(['\n', '\r'])
        .filter_map(|(place, _)| text.get(place.saturating_add(1)..))
        .find(|rest| begins(rest))
}

/// An object, or a list of them. (A console's prompt may begin with a bracket.)
fn begins(text: &str) -> bool {
    text.starts_with('{')
        || text
            .strip_prefix('[')
            .is_some_and(|rest| rest.trim_start().starts_with('{'))
}

/// Reads all values of a text that begins with one.
pub(super) fn read_all(text: &str) -> Result<Vec<Value<'_>>, Unreadable> {
    let mut values = Vec::new();
    let mut rest = text;
    while let Some(next) = beginning(rest.trim_start_matches([',', ' ', '\t'])) {
        let mut reader = Reader { text: next, at: 0 };
        values.push(reader.value(0)?);
        rest = next.get(reader.at..).unwrap_or_default();
    }
    Ok(values)
}

/// Levels of lists and objects, at most.
const DEPTH: usize = 64;

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn value(&mut self, depth: usize) -> Result<Value<'a>, Unreadable> {
        if depth > DEPTH {
            return Err(Unreadable::NotJson);
        }
        self.blank();
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => self.string().map(Value::Text),
            Some(b'-' | b'0'..=b'9') => {
                Ok(Value::Number(self.run(|byte| {
                    matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')
                })))
            }
            Some(b'a'..=b'z' | b'A'..=b'Z') => Ok(match self.run(|b| b.is_ascii_alphabetic()) {
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                // Some tools print `nan` for what they do not know.
                _ => Value::Null,
            }),
            Some(_) => Err(Unreadable::NotJson),
            None => Err(Unreadable::CutOff),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value<'a>, Unreadable> {
        let mut members = Vec::new();
        self.bump();
        loop {
            self.blank();
            match self.peek() {
                Some(b'}') => break,
                Some(b',') => self.bump(),
                Some(b'"') => {
                    let key = self.string()?;
                    self.blank();
                    match self.peek() {
                        Some(b':') => self.bump(),
                        Some(_) => return Err(Unreadable::NotJson),
                        None => return Err(Unreadable::CutOff),
                    }
                    members.push((key, self.value(depth.saturating_add(1))?));
                }
                Some(_) => return Err(Unreadable::NotJson),
                None => return Err(Unreadable::CutOff),
            }
        }
        self.bump();
        Ok(Value::Object(members))
    }

    fn list(&mut self, depth: usize) -> Result<Value<'a>, Unreadable> {
        let mut items = Vec::new();
        self.bump();
        loop {
            self.blank();
            match self.peek() {
                Some(b']') => break,
                Some(b',') => self.bump(),
                Some(_) => items.push(self.value(depth.saturating_add(1))?),
                None => return Err(Unreadable::CutOff),
            }
        }
        self.bump();
        Ok(Value::List(items))
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Unreadable> {
        self.bump();
        let plain = self.run(|byte| !matches!(byte, b'"' | b'\\'));
        let mut text = Cow::Borrowed(plain);
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.bump();
                    return Ok(text);
                }
                Some(b'\\') => {
                    self.bump();
                    let escaped = self.escape()?;
                    let written = text.to_mut();
                    written.push(escaped);
                    written.push_str(self.run(|byte| !matches!(byte, b'"' | b'\\')));
                }
                _ => return Err(Unreadable::CutOff),
            }
        }
    }

    /// The character after a backslash. What stands for none is replaced: no
    /// figure depends on it.
    fn escape(&mut self) -> Result<char, Unreadable> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let character = rest.chars().next().ok_or(Unreadable::CutOff)?;
        self.at = self.at.saturating_add(character.len_utf8());
        Ok(match character {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'u' => {
                let digits = self.text.get(self.at..self.at.saturating_add(4));
                let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
                if code.is_some() {
                    self.at = self.at.saturating_add(4);
                }
                code.and_then(char::from_u32)
                    .unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            other => other,
        })
    }

    /// What follows, as long as its bytes are of this kind. The kinds end only
    /// before ASCII, so never inside a character.
    fn run(&mut self, of: impl Fn(u8) -> bool) -> &'a str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest
            .bytes()
            .position(|byte| !of(byte))
            .unwrap_or(rest.len());
        self.at = self.at.saturating_add(length);
        rest.get(..length).unwrap_or_default()
    }

    fn blank(&mut self) {
        self.run(|byte| byte.is_ascii_whitespace());
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn bump(&mut self) {
        self.at = self.at.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_may_follow_one_another() {
        let text = "[me@pc ~]$ run\n{\"a\": 1, \"a\": 2}\n$ again\n[{\"b\": \"\\u00e9\"}]\n$ \n";
        let values = read_all(beginning(text).expect("JSON")).expect("read");
        assert_eq!(values.len(), 2);
        assert_eq!(values[0].get("a"), Some(&Value::Number("2")));
        assert_eq!(values[1].items()[0].text("b"), Some("é"));
    }

    #[test]
    fn what_is_not_complete_is_not_read() {
        let whole = r#"{"a": [1, "x\n", {"b": null}], "c": -1.5e3}"#;
        assert!(read_all(whole).is_ok());
        for end in 1..whole.len() {
            let cut = whole.get(..end).expect("ASCII");
            assert_eq!(read_all(cut), Err(Unreadable::CutOff), "{end}");
        }
        assert_eq!(read_all("{1}"), Err(Unreadable::NotJson));
        assert_eq!(read_all(&"[{\"a\":".repeat(90)), Err(Unreadable::NotJson));
    }
}
