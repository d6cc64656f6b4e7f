//! The strict reader of JSON text.
//!
//! RFC 8259 without its freedoms: UTF-8 without a byte order mark, no second
//! member of the same name, and limits on size and depth, so that what two
//! people read from one file is the same.

use super::{Json, Problem};

/// How large and how deep a text may be.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of text, at most.
    pub bytes: usize,
    /// Levels of lists and objects, at most.
    pub depth: usize,
}

impl Limits {
    /// For claims: 1 MiB and 32 levels, as the contract has it.
    pub const CLAIM: Limits = Limits {
        bytes: 1 << 20,
        depth: 32,
    };
    /// For packs, which carry texts in several languages.
    pub const PACK: Limits = Limits {
        bytes: 4 << 20,
        depth: 32,
    };
}

/// A place in a text, both counted from 1; columns are characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in that line.
    pub column: usize,
}

/// Reads one JSON value and nothing after it.
///
/// # Errors
/// The first thing that is not strict JSON within the limits, with the pointer
/// of the value it stands in.
///
/// ```
/// use cover::json::{parse, Json, Limits};
/// assert_eq!(parse(b"[1]", Limits::CLAIM), Ok(Json::List(vec![Json::Integer(1)])));
/// assert_eq!(parse(br#"{"a":1,"a":2}"#, Limits::CLAIM).unwrap_err().code, "json.duplicate-key");
/// ```
pub fn parse(bytes: &[u8], limits: Limits) -> Result<Json, Problem> {
    if bytes.len() > limits.bytes {
        return Err(Problem::new(
            "json.too-large",
            "",
            format!("the text is {} bytes long", bytes.len()),
        )
        .help(format!("at most {} bytes are read", limits.bytes)));
    }
    if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
        return Err(Problem::new(
            "json.byte-order-mark",
            "",
            "the text starts with a byte order mark",
        )
        .help("save the file as UTF-8 without BOM"));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        Problem::new(
            "json.not-utf8",
            "",
            format!("the text is not UTF-8 at byte {}", error.valid_up_to()),
        )
        .help("save the file as UTF-8")
    })?;
    let mut reader = Reader {
        text,
        at: 0,
        depth: limits.depth,
        path: Vec::new(),
        sought: None,
    };
    let value = reader.value()?;
    reader.blank();
    if reader.at < text.len() {
        return Err(reader.problem(
            "json.trailing",
            "there is more after the value",
            "remove what follows it",
        ));
    }
    Ok(value)
}

/// Where in the text the value with this JSON pointer starts.
///
/// For a pointer to something that is not there, the nearest value around it.
pub fn locate(text: &str, pointer: &str) -> Position {
    let mut sought = pointer;
    loop {
        let mut reader = Reader {
            text,
            at: 0,
            depth: usize::MAX,
            path: Vec::new(),
            sought: Some(Sought {
                pointer: sought,
                at: None,
            }),
        };
        // A text that cannot be read ends where the reader stopped.
        let read = reader.value();
        let found = reader.sought.as_ref().and_then(|sought| sought.at);
        match (found, read) {
            (Some(at), _) => return position(text, at),
            (None, Err(_)) => return position(text, reader.at),
            (None, Ok(_)) => match sought.rfind('/') {
                Some(cut) => sought = sought.get(..cut).unwrap_or_default(),
                None => return position(text, 0),
            },
        }
    }
}

fn position(text: &str, at: usize) -> Position {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before
        .rfind('\n')
        .map_or(0, |newline| newline.saturating_add(1));
    Position {
        line: before.matches('\n').count().saturating_add(1),
        column: before
            .get(line_start..)
            .unwrap_or_default()
            .chars()
            .count()
            .saturating_add(1),
    }
}

struct Sought<'a> {
    pointer: &'a str,
    at: Option<usize>,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    path: Vec<String>,
    sought: Option<Sought<'a>>,
}

impl Reader<'_> {
    fn value(&mut self) -> Result<Json, Problem> {
        self.blank();
        let (at, pointer) = (self.at, self.sought.is_some().then(|| self.pointer()));
        if let (Some(sought), Some(pointer)) = (&mut self.sought, pointer)
            && sought.pointer == pointer
        {
            sought.at = Some(at);
        }
        match self.peek() {
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::list),
            Some(b'"') => self.string().map(Json::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ if self.word("true") => Ok(Json::Bool(true)),
            _ if self.word("false") => Ok(Json::Bool(false)),
            _ if self.word("null") => Ok(Json::Null),
            None => Err(self.problem(
                "json.ends-early",
                "the text ends where a value should stand",
                "complete it",
            )),
            Some(_) => Err(self.problem(
                "json.syntax",
                "this is not a JSON value",
                "text goes in double quotes",
            )),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Json, Problem>) -> Result<Json, Problem> {
        if self.path.len() >= self.depth {
            return Err(self.problem(
                "json.too-deep",
                "lists and objects are nested too deeply",
                "flatten it",
            ));
        }
        self.bump();
        read(self)
    }

    fn object(&mut self) -> Result<Json, Problem> {
        let mut members: Vec<(String, Json)> = Vec::new();
        self.blank();
        if self.take(b'}') {
            return Ok(Json::Object(members));
        }
        loop {
            self.blank();
            if self.peek() != Some(b'"') {
                return Err(self.problem(
                    "json.syntax",
                    "a member's name must stand here",
                    "names go in double quotes; no comma before `}`",
                ));
            }
            let key = self.string()?;
            self.path.push(key.clone());
            if members.iter().any(|(name, _)| *name == key) {
                return Err(self.problem(
                    "json.duplicate-key",
                    &format!("`{key}` stands here twice"),
                    "keep one of the two",
                ));
            }
            self.blank();
            if !self.take(b':') {
                return Err(self.problem(
                    "json.syntax",
                    "a colon is missing after the name",
                    "write `\"name\": value`",
                ));
            }
            let value = self.value()?;
            self.path.pop();
            members.push((key, value));
            self.blank();
            if self.take(b'}') {
                return Ok(Json::Object(members));
            }
            if !self.take(b',') {
                return Err(self.problem(
                    "json.syntax",
                    "a comma or `}` is missing",
                    "members are separated by commas",
                ));
            }
        }
    }

    fn list(&mut self) -> Result<Json, Problem> {
        let mut items = Vec::new();
        self.blank();
        if self.take(b']') {
            return Ok(Json::List(items));
        }
        loop {
            self.path.push(items.len().to_string());
            items.push(self.value()?);
            self.path.pop();
            self.blank();
            if self.take(b']') {
                return Ok(Json::List(items));
            }
            if !self.take(b',') {
                return Err(self.problem(
                    "json.syntax",
                    "a comma or `]` is missing",
                    "items are separated by commas",
                ));
            }
        }
    }

    fn string(&mut self) -> Result<String, Problem> {
        self.bump();
        let mut out = String::new();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let Some(character) = rest.chars().next() else {
                return Err(self.problem(
                    "json.ends-early",
                    "the text ends inside a string",
                    "close it with a double quote",
                ));
            };
            self.at = self.at.saturating_add(character.len_utf8());
            match character {
                '"' => return Ok(out),
                '\\' => out.push(self.escape()?),
                control if control < ' ' => {
                    return Err(self.problem(
                        "json.syntax",
                        "a control character stands in a string",
                        "write it as \\n, \\t or \\u…",
                    ));
                }
                other => out.push(other),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Problem> {
        let escaped = self.peek();
        self.bump();
        match escaped {
            Some(plain @ (b'"' | b'\\' | b'/')) => Ok(char::from(plain)),
            Some(b'b') => Ok('\u{8}'),
            Some(b'f') => Ok('\u{c}'),
            Some(b'n') => Ok('\n'),
            Some(b'r') => Ok('\r'),
            Some(b't') => Ok('\t'),
            Some(b'u') => {
                let first = self.hex()?;
                let code = match first {
                    0xD800..=0xDBFF if self.word("\\u") => match self.hex()? {
                        low @ 0xDC00..=0xDFFF => 0x10000 + ((first & 0x3FF) << 10) + (low & 0x3FF),
                        _ => first,
                    },
                    _ => first,
                };
                char::from_u32(code).ok_or_else(|| {
                    self.problem(
                        "json.syntax",
                        "half of a surrogate pair stands alone",
                        "write the character itself",
                    )
                })
            }
            _ => Err(self.problem(
                "json.syntax",
                "this escape is not one of JSON's",
                "use \\\", \\\\, \\n, \\t or \\u0000",
            )),
        }
    }

    fn hex(&mut self) -> Result<u32, Problem> {
        let digits = self
            .text
            .get(self.at..self.at.saturating_add(4))
            .filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        match digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
            Some(code) => {
                self.at = self.at.saturating_add(4);
                Ok(code)
            }
            None => Err(self.problem(
                "json.syntax",
                "four hexadecimal digits must follow \\u",
                "write \\u0000 to \\uFFFF",
            )),
        }
    }

    fn number(&mut self) -> Result<Json, Problem> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest
            .bytes()
            .take_while(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'))
            .count();
        let written = rest.get(..length).unwrap_or_default();
        let digits = written.strip_prefix('-').unwrap_or(written);
        let whole = digits.bytes().take_while(u8::is_ascii_digit).count();
        if whole == 0 || (whole > 1 && digits.starts_with('0')) {
            return Err(self.problem(
                "json.syntax",
                "this is not a number",
                "write digits without leading zeros",
            ));
        }
        let value = if whole == digits.len() {
            written.parse().map_or(Json::Fraction, Json::Integer)
        } else {
            Json::Fraction
        };
        self.at = self.at.saturating_add(length);
        Ok(value)
    }

    fn blank(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.bump();
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn bump(&mut self) {
        self.at = self.at.saturating_add(1).min(self.text.len());
        // Only ASCII is skipped by `bump`, but an escape may be followed by
        // anything: stay on a character boundary.
        while !self.text.is_char_boundary(self.at) {
            self.at = self.at.saturating_add(1);
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let taken = self.peek() == Some(byte);
        if taken {
            self.bump();
        }
        taken
    }

    fn word(&mut self, word: &str) -> bool {
        let stands = self
            .text
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(word));
        if stands {
            self.at = self.at.saturating_add(word.len());
        }
        stands
    }

    fn pointer(&self) -> String {
        self.path.iter().fold(String::new(), |pointer, step| {
            super::shape::extended(&pointer, step)
        })
    }

    fn problem(&self, code: &'static str, message: &str, help: &str) -> Problem {
        let place = position(self.text, self.at);
        Problem::new(
            code,
            &self.pointer(),
            format!("{message}, at line {} column {}", place.line, place.column),
        )
        .help(help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> &'static str {
        parse(text.as_bytes(), Limits::CLAIM).expect_err(text).code
    }

    #[test]
    fn reads_every_kind_of_value() {
        let text =
            r#" {"a": [true, false, null, -12, 0, 1.5, 2e3], "b\u00e9\ud83d\ude00\n": "x\"\\/"} "#;
        let read = parse(text.as_bytes(), Limits::CLAIM).expect("valid");
        assert_eq!(
            read.to_string(),
            "{\"a\":[true,false,null,-12,0,null,null],\"bé😀\\n\":\"x\\\"\\\\/\"}"
        );
    }

    #[test]
    fn refuses_what_is_not_strict() {
        assert_eq!(code(""), "json.ends-early");
        assert_eq!(code("{\"a\":1,}"), "json.syntax");
        assert_eq!(code("[1,]"), "json.syntax");
        assert_eq!(code("01"), "json.syntax");
        assert_eq!(code("-"), "json.syntax");
        assert_eq!(code("'a'"), "json.syntax");
        assert_eq!(code("\"\t\""), "json.syntax");
        assert_eq!(code("\"\\ud800\""), "json.syntax");
        assert_eq!(code("\"\\é\""), "json.syntax");
        assert_eq!(code("1 2"), "json.trailing");
        assert_eq!(code("\u{feff}1"), "json.byte-order-mark");
        assert_eq!(code(&"[".repeat(33)), "json.too-deep");
        assert_eq!(
            parse(&[0xff], Limits::CLAIM).expect_err("bytes").code,
            "json.not-utf8"
        );
        assert_eq!(code(&" ".repeat((1 << 20) + 1)), "json.too-large");
    }

    #[test]
    fn reads_thirty_two_levels() {
        let text = format!("{}{}", "[".repeat(32), "]".repeat(32));
        assert!(parse(text.as_bytes(), Limits::CLAIM).is_ok());
    }

    #[test]
    fn locates_a_value_or_what_is_around_it() {
        let text = "{\n  \"a\": {\n    \"b\": [1, 22]\n  }\n}";
        assert_eq!(
            locate(text, "/a/b/1"),
            Position {
                line: 3,
                column: 14
            }
        );
        assert_eq!(locate(text, "/a/zzz"), Position { line: 2, column: 8 });
        assert_eq!(locate(text, ""), Position { line: 1, column: 1 });
    }
}
