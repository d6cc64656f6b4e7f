//! How a schema becomes TypeScript.

use super::{Document, Named};
use crate::json::Json;

/// The alternatives of a type.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Kind(pub Vec<String>);

impl Kind {
    pub(super) fn one(name: &str) -> Kind {
        Kind(vec![name.to_owned()])
    }

    pub(super) fn either(names: &[&str]) -> Kind {
        Kind(names.iter().map(|name| (*name).to_owned()).collect())
    }

    pub(super) fn or(&mut self, other: Kind) {
        for one in other.0 {
            if !self.0.contains(&one) {
                self.0.push(one);
            }
        }
    }

    /// Words, and any other text besides: the intersection keeps editors proposing the
    /// words, which `string` alone would swallow.
    pub(super) fn opened(mut self) -> Kind {
        if self.0.iter().any(|one| one.starts_with('"')) {
            self.0.push("(string & {})".to_owned());
        }
        self
    }

    pub(super) fn list(self, read_only: bool) -> Kind {
        let read_only = if read_only { "readonly " } else { "" };
        let name = |one: &str| one.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        match self.0.as_slice() {
            [one] if name(one) || one.starts_with('{') => Kind(vec![format!("{read_only}{one}[]")]),
            _ => Kind(vec![format!("{read_only}({})[]", self.0.join(" | "))]),
        }
    }

    /// The type behind what stands before it: on its line, or on a line for each
    /// alternative.
    pub(super) fn after(&self, before: &str, indent: usize) -> String {
        let line = format!("{before} {}", self.0.join(" | "));
        let several = self.0.len() > 1;
        if several && (line.contains('\n') || line.chars().count() > WIDTH) {
            let gap = format!("\n{}| ", "  ".repeat(indent.saturating_add(1)));
            format!("{before}{gap}{}", self.0.join(&gap))
        } else {
            line
        }
    }
}

/// How long a line may be.
pub(super) const WIDTH: usize = 88;

/// What this knows how to write. A schema with any other keyword could mean anything.
const UNDERSTOOD: [&str; 18] = [
    "$defs",
    "$ref",
    "$schema",
    "additionalProperties",
    "anyOf",
    "description",
    "enum",
    "items",
    "maxItems",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "pattern",
    "properties",
    "required",
    "title",
    "type",
];

pub(super) struct Writer<'a> {
    document: &'a Document,
    whole: &'a Json,
    /// The types met so far, and how many of them are written.
    met: Vec<(&'a Named, Json)>,
    written: usize,
    /// The type that is being written.
    within: String,
}

impl<'a> Writer<'a> {
    pub(super) fn new(document: &'a Document, whole: &'a Json) -> Self {
        Writer {
            document,
            whole,
            met: Vec::new(),
            written: 0,
            within: String::new(),
        }
    }

    /// Takes note of a named type; false if that name is another type's.
    pub(super) fn meet(&mut self, named: &'a Named, schema: &Json) -> bool {
        match self.met.iter().find(|(met, _)| met.name == named.name) {
            Some((_, known)) => known == schema,
            None => {
                self.met.push((named, schema.clone()));
                true
            }
        }
    }

    /// The declaration of the next type that was met, if any is left.
    pub(super) fn next(&mut self, indent: usize) -> Option<String> {
        let (named, schema) = self.met.get(self.written).cloned()?;
        self.written = self.written.saturating_add(1);
        Some(self.declaration(named.name, named.says, named.member, &schema, indent))
    }

    pub(super) fn declaration(
        &mut self,
        name: &str,
        says: &str,
        member: &str,
        schema: &Json,
        indent: usize,
    ) -> String {
        name.clone_into(&mut self.within);
        let margin = "  ".repeat(indent);
        let mut out = comment(says, indent);
        if only_members(schema) {
            let members = self.object(schema, member, indent);
            out.push_str(&format!("{margin}export interface {name} {members}\n"));
            return out;
        }
        // A bundled policy's facts are known by name.
        let known = match (name, member) {
            ("Facts", "facts") => " KnownFacts &",
            _ => "",
        };
        let before = format!("{margin}export type {name} ={known}");
        let kind = self.anonymous(schema, member, indent);
        out.push_str(&kind.after(&before, indent));
        out.push_str(";\n");
        out
    }

    /// The type of what stands in a member: its name, if it has one.
    pub(super) fn kind(&mut self, schema: &Json, member: &str, indent: usize) -> Kind {
        let listed = schema.get("type").and_then(Json::as_text) == Some("array");
        let document = self.document;
        let named = document.names.iter().find(|named| named.member == member);
        if let Some(named) = named.filter(|_| !listed)
            && self.meet(named, schema)
        {
            return Kind::one(named.name);
        }
        self.anonymous(schema, member, indent)
    }

    pub(super) fn anonymous(&mut self, schema: &Json, member: &str, indent: usize) -> Kind {
        let unknown = || Kind::one("unknown");
        let keywords = match schema {
            Json::Bool(false) => return Kind::one("never"),
            Json::Object(members) => members,
            _ => return unknown(),
        };
        let understood = |(keyword, _): &(String, Json)| UNDERSTOOD.contains(&keyword.as_str());
        if !keywords.iter().all(understood) {
            return unknown();
        }
        if let Some(target) = schema.get("$ref") {
            return self.definition(target).map_or_else(unknown, Kind::one);
        }
        if let Some(Json::List(values)) = schema.get("enum") {
            return Kind(values.iter().map(Json::to_string).collect());
        }
        if let Some(Json::List(choices)) = schema.get("anyOf") {
            let mut kind = Kind(Vec::new());
            for choice in choices {
                kind.or(self.anonymous(choice, member, indent.saturating_add(1)));
            }
            return kind;
        }
        match schema.get("type").and_then(Json::as_text) {
            Some("string") => Kind::one("string"),
            Some("boolean") => Kind::one("boolean"),
            Some("null") => Kind::one("null"),
            Some("integer") if self.may_be_large(member) => Kind::either(&["number", "bigint"]),
            Some("integer") => Kind::one("number"),
            Some("array") => {
                let items = schema.get("items");
                let each = items.map_or_else(unknown, |items| self.kind(items, member, indent));
                each.list(self.document.taken)
            }
            Some("object") => Kind(vec![flat(self.object(schema, member, indent))]),
            _ => unknown(),
        }
    }

    pub(super) fn may_be_large(&self, member: &str) -> bool {
        let large = self.document.large.iter();
        large
            .into_iter()
            .any(|(within, name)| *within == self.within && *name == member)
    }

    pub(super) fn definition(&self, target: &Json) -> Option<&'a str> {
        let name = target.as_text()?.strip_prefix("#/$defs/")?;
        let Some(Json::Object(definitions)) = self.whole.get("$defs") else {
            return None;
        };
        let found = definitions.iter().find(|(known, _)| known == name);
        found.map(|(name, _)| name.as_str())
    }

    pub(super) fn object(&mut self, schema: &Json, member: &str, indent: usize) -> String {
        let inner = indent.saturating_add(1);
        let margin = "  ".repeat(inner);
        let required = match schema.get("required") {
            Some(Json::List(names)) => names.as_slice(),
            _ => &[],
        };
        let mut lines = String::new();
        for (name, schema) in members_of(schema.get("properties")) {
            let stands = required
                .iter()
                .any(|one| one.as_text() == Some(name.as_str()));
            let optional = if stands { "" } else { "?" };
            lines.push_str(&comment(&described(schema), inner));
            let kind = self.kind(schema, name, inner);
            lines.push_str(&kind.after(&format!("{margin}{}{optional}:", key(name)), inner));
            lines.push_str(";\n");
        }
        let others = match schema.get("additionalProperties") {
            Some(Json::Bool(false)) => None,
            Some(each) => Some(self.kind(each, &format!("{member}/*"), inner)),
            // An interface has no members of any name, but is an object.
            None if lines.is_empty() && self.document.taken => return "object".to_owned(),
            None => Some(Kind::one("unknown")),
        };
        let others = others.map(|kind| {
            let read_only = if self.document.taken { "readonly " } else { "" };
            kind.after(&format!("{{ {read_only}[member: string]:"), inner) + " }"
        });
        let own = format!("{{\n{lines}{}}}", "  ".repeat(indent));
        match (lines.is_empty(), others) {
            (true, Some(others)) => others,
            (true, None) => "Record<string, never>".to_owned(),
            (false, None) => own,
            // Members of every other name, which need not be of one type with these.
            (false, Some(others)) => format!("{own} & {others}"),
        }
    }
}

/// Whether an object has the members that are named, one at least, and no others.
fn only_members(schema: &Json) -> bool {
    schema.get("additionalProperties") == Some(&Json::Bool(false))
        && !members_of(schema.get("properties")).is_empty()
}

/// An object on one line, if it is short and nothing is said of its members.
fn flat(object: String) -> String {
    let Some(lines) = object
        .strip_prefix("{\n")
        .and_then(|rest| rest.strip_suffix('}'))
    else {
        return object;
    };
    let lines: Vec<&str> = lines.lines().map(str::trim).collect();
    let members = lines.join(" ");
    let one_each = lines
        .iter()
        .all(|line| line.is_empty() || line.ends_with(';'));
    let line = format!("{{ {} }}", members.trim().trim_end_matches(';'));
    if one_each && !line.contains("/**") && line.chars().count() <= WIDTH / 2 {
        line
    } else {
        object
    }
}

pub(super) fn members_of(object: Option<&Json>) -> &[(String, Json)] {
    match object {
        Some(Json::Object(members)) => members,
        _ => &[],
    }
}

/// What a schema says of itself, or else what its parts without a name say.
pub(super) fn described(schema: &Json) -> String {
    if let Some(own) = schema.get("description").and_then(Json::as_text) {
        return own.to_owned();
    }
    let choices = match schema.get("anyOf") {
        Some(Json::List(choices)) => choices.as_slice(),
        _ => &[],
    };
    let mut said: Vec<String> = Vec::new();
    for part in schema.get("items").into_iter().chain(choices) {
        let part = described(part);
        if !part.is_empty() && !said.contains(&part) {
            said.push(part);
        }
    }
    let said = said.join(" ");
    // What is said is of the texts alone, where something else may stand there.
    let silent = |choice: &Json| {
        described(choice).is_empty() && choice.get("type").and_then(Json::as_text) != Some("null")
    };
    if !said.is_empty() && choices.iter().any(silent) {
        format!("As text: {said}")
    } else {
        said
    }
}

/// A text as a literal: JSON's are TypeScript's.
pub(super) fn text(text: &str) -> String {
    Json::from(text).to_string()
}

/// The name of a member, in quotes unless it could be a variable's.
pub(super) fn key(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    if name.chars().all(plain) && name.starts_with(|c: char| !c.is_ascii_digit()) {
        name.to_owned()
    } else {
        text(name)
    }
}

/// A comment before a declaration; nothing, where nothing is said.
pub(super) fn comment(says: &str, indent: usize) -> String {
    let margin = "  ".repeat(indent);
    // Nothing may end the comment early.
    let says = says.replace("*/", "* /");
    let words: Vec<&str> = says.split_whitespace().collect();
    if words.is_empty() {
        return String::new();
    }
    let line = format!("{margin}/** {} */\n", words.join(" "));
    if line.chars().count() <= WIDTH {
        return line;
    }
    let mut out = format!("{margin}/**");
    let mut room = 0_usize;
    for word in words {
        let takes = word.chars().count().saturating_add(1);
        if takes > room {
            out.push_str(&format!("\n{margin} *"));
            room = WIDTH.saturating_sub(margin.len().saturating_add(2));
        }
        out.push(' ');
        out.push_str(word);
        room = room.saturating_sub(takes);
    }
    out.push_str(&format!("\n{margin} */\n"));
    out
}
