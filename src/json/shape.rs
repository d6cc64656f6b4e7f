//! Shapes: what a place in a document must look like, and how it is told when
//! it does not.

use super::Json;
#[cfg(not(target_arch = "wasm32"))]
use super::schema::Definitions;
use std::cell::RefCell;

/// One thing that is wrong with a document, where, and what to do about it.
///
/// Messages start in lower case, end without a full stop and quote what was
/// written in backticks; advice stands in `help`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Stable name of the kind of problem, such as `shape.unknown-key`.
    pub code: &'static str,
    /// JSON pointer (RFC 6901) to the value.
    pub pointer: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Problem {
    /// A problem without advice; add it with [`Problem::help`].
    pub fn new(code: &'static str, pointer: &str, message: impl Into<String>) -> Problem {
        Problem {
            code,
            pointer: pointer.to_owned(),
            message: message.into(),
            help: String::new(),
        }
    }

    /// The same problem with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Problem {
        self.help = help.into();
        self
    }
}

/// Where problems are gathered while a document is read.
#[derive(Debug, Default)]
pub struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    /// Adds one.
    pub fn push(&self, problem: Problem) {
        self.0.borrow_mut().push(problem);
    }

    /// All of them, in the order they were met.
    pub fn into_vec(self) -> Vec<Problem> {
        self.0.into_inner()
    }
}

/// A value of the tree together with its place and where to complain.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    /// The value.
    pub json: &'a Json,
    parent: Option<&'a Node<'a>>,
    step: Step<'a>,
    problems: &'a Problems,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Node<'a> {
    /// The whole document.
    pub fn root(json: &'a Json, problems: &'a Problems) -> Node<'a> {
        Node {
            json,
            parent: None,
            step: Step::Root,
            problems,
        }
    }

    /// The JSON pointer of this place.
    pub fn pointer(&self) -> String {
        let before = self.parent.map(Node::pointer).unwrap_or_default();
        match self.step {
            Step::Root => before,
            Step::Key(key) => extended(&before, key),
            Step::Index(index) => extended(&before, &index.to_string()),
        }
    }

    /// Complains about this place; gives `None` so that a reader can return it.
    pub fn refuse<T>(&self, code: &'static str, message: &str, help: &str) -> Option<T> {
        self.problems
            .push(Problem::new(code, &self.pointer(), message).help(help));
        None
    }

    /// Complains that something else should stand here.
    pub fn expected<T>(&self, what: &str) -> Option<T> {
        self.refuse(
            "shape.type",
            &format!("{} stands here", self.json.kind()),
            &format!("write {what}"),
        )
    }

    /// The member `key` of this object, with its place.
    pub fn member(&'a self, key: &'a str) -> Option<Node<'a>> {
        let json = self.json.get(key)?;
        Some(Node {
            json,
            parent: Some(self),
            step: Step::Key(key),
            problems: self.problems,
        })
    }

    /// Every member of this object, with its place.
    pub fn each_member(&'a self) -> impl Iterator<Item = (&'a str, Node<'a>)> {
        let members = match self.json {
            Json::Object(members) => members.as_slice(),
            _ => &[],
        };
        members.iter().map(move |(key, json)| {
            (
                key.as_str(),
                Node {
                    json,
                    parent: Some(self),
                    step: Step::Key(key),
                    problems: self.problems,
                },
            )
        })
    }

    /// Every item of this list, with its place.
    pub fn each_item(&'a self) -> impl Iterator<Item = Node<'a>> {
        let items = match self.json {
            Json::List(items) => items.as_slice(),
            _ => &[],
        };
        items.iter().enumerate().map(move |(index, json)| Node {
            json,
            parent: Some(self),
            step: Step::Index(index),
            problems: self.problems,
        })
    }

    /// Reads the member `key` as `T`; absent is whatever `T` makes of it.
    pub fn read<T: Shape>(&'a self, key: &'a str) -> Option<T> {
        match self.member(key) {
            Some(node) => T::read(&node),
            None => T::absent().or_else(|| self.missing(key)),
        }
    }

    /// Reads the member `key`, or tells what is wrong with it and goes on with
    /// a stand-in. Whoever reads a whole document looks at the problems, and
    /// takes it only if there are none.
    #[inline(never)]
    pub fn member_or_stand_in<T: Shape>(&'a self, key: &'a str) -> T {
        self.read(key).unwrap_or_else(T::stand_in)
    }

    #[cold]
    fn missing<T>(&self, key: &str) -> Option<T> {
        self.refuse(
            "shape.missing",
            &format!("`{key}` is missing"),
            &format!("add `{key}`"),
        )
    }

    /// Complains of members that are not among `known`.
    pub fn only(&self, known: &[&str]) -> Option<()> {
        let Json::Object(members) = self.json else {
            return self.expected("an object");
        };
        let mut clean = Some(());
        // `$schema` at the top is how editors find the schema.
        let editors = |key: &str| key == "$schema" && matches!(self.step, Step::Root);
        for (key, _) in members
            .iter()
            .filter(|(key, _)| !known.contains(&key.as_str()) && !editors(key))
        {
            let help = match nearest(key, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("what can stand here: {}", known.join(", ")),
            };
            let pointer = extended(&self.pointer(), key);
            self.problems.push(
                Problem::new(
                    "shape.unknown-key",
                    &pointer,
                    format!("`{key}` is not known here"),
                )
                .help(help),
            );
            clean = None;
        }
        clean
    }
}

/// What can be read from a place in a document.
pub trait Shape: Sized {
    /// Reads the value, or complains of everything that is wrong with it.
    fn read(node: &Node<'_>) -> Option<Self>;

    /// What stands in for a value that could not be read.
    fn stand_in() -> Self;

    /// What a missing member means; `None` where it may not be missing.
    fn absent() -> Option<Self> {
        None
    }

    /// The JSON Schema of this shape.
    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json;
}

impl<T: Shape> Shape for Option<T> {
    fn stand_in() -> Self {
        None
    }

    fn read(node: &Node<'_>) -> Option<Self> {
        T::read(node).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        T::schema(definitions)
    }
}

/// A list; a missing one is empty.
impl<T: Shape> Shape for Vec<T> {
    fn stand_in() -> Self {
        Vec::new()
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        if !matches!(node.json, Json::List(_)) {
            return node.expected("a list");
        }
        // Every item is read, so that every problem is told.
        let mut items = Vec::new();
        let mut whole = Some(());
        for node in node.each_item() {
            match T::read(&node) {
                Some(item) => items.push(item),
                None => whole = None,
            }
        }
        whole.map(|()| items)
    }

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        Json::members([
            ("type", Some("array".into())),
            ("items", Some(T::schema(definitions))),
        ])
    }
}

impl<T: Shape> Shape for Box<T> {
    fn stand_in() -> Self {
        Box::new(T::stand_in())
    }

    fn read(node: &Node<'_>) -> Option<Self> {
        T::read(node).map(Box::new)
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        T::schema(definitions)
    }
}

/// A flag; a missing one is false.
impl Shape for bool {
    fn stand_in() -> Self {
        false
    }

    fn read(node: &Node<'_>) -> Option<Self> {
        match node.json {
            Json::Bool(value) => Some(*value),
            _ => node.expected("true or false"),
        }
    }

    fn absent() -> Option<Self> {
        Some(false)
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(_: &mut Definitions) -> Json {
        Json::members([("type", Some("boolean".into()))])
    }
}

impl Shape for i64 {
    fn stand_in() -> Self {
        0
    }

    fn read(node: &Node<'_>) -> Option<Self> {
        match node.json {
            Json::Integer(value) => Some(*value),
            _ => node.expected("a whole number"),
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(_: &mut Definitions) -> Json {
        Json::members([("type", Some("integer".into()))])
    }
}

impl Shape for String {
    fn stand_in() -> Self {
        String::new()
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        match node.json {
            Json::Text(text) if !text.trim().is_empty() => Some(text.clone()),
            Json::Text(_) => node.refuse(
                "shape.empty",
                "the text is empty",
                "write it, or leave the member out",
            ),
            _ => node.expected("text"),
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(_: &mut Definitions) -> Json {
        Json::members([
            ("type", Some("string".into())),
            ("minLength", Some(Json::Integer(1))),
        ])
    }
}

/// Declares structs that are read from objects with the same member names.
///
/// Members of type `Option<_>`, `Vec<_>` and `bool` may be left out; all
/// others must stand. Members that are not declared are refused. Doc comments
/// become the descriptions in the JSON Schema.
macro_rules! object {
    ($( $(#[doc = $doc:literal])+ pub struct $name:ident { $( $(#[doc = $fdoc:literal])+ $field:ident : $ty:ty, )+ } )+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name { $( $(#[doc = $fdoc])+ pub $field: $ty, )+ }

        impl $crate::json::Shape for $name {
            #[inline(never)]
            fn read(node: &$crate::json::Node<'_>) -> Option<Self> {
                const MEMBERS: &[&str] = &[$($crate::json::bare(stringify!($field))),+];
                node.only(MEMBERS);
                if !matches!(node.json, $crate::json::Json::Object(_)) {
                    return None;
                }
                // Each member that cannot be read is told of, so the value is
                // only of use where no problem was.
                Some($name { $( $field: node.member_or_stand_in(const { $crate::json::bare(stringify!($field)) }), )+ })
            }

            fn stand_in() -> Self {
                $name { $( $field: <$ty as $crate::json::Shape>::stand_in(), )+ }
            }

            #[cfg(not(target_arch = "wasm32"))]
            fn schema(definitions: &mut $crate::json::schema::Definitions) -> $crate::json::Json {
                definitions.object(stringify!($name), concat!($($doc,)+), |definitions| vec![
                    $( $crate::json::schema::Member {
                        name: $crate::json::bare(stringify!($field)),
                        description: concat!($($fdoc,)+),
                        required: <$ty as $crate::json::Shape>::absent().is_none(),
                        schema: <$ty as $crate::json::Shape>::schema(definitions),
                    }, )+
                ])
            }
        }
    )+ };
}

/// Declares enums that are read from one of a few words.
macro_rules! words {
    ($( $(#[doc = $doc:literal])+ pub enum $name:ident { $( $(#[doc = $vdoc:literal])+ $variant:ident = $word:literal, )+ } )+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $( $(#[doc = $vdoc])+ $variant, )+ }

        impl $crate::json::Words for $name {
            const WORDS: &'static [&'static str] = &[$( $word, )+];
            const VALUES: &'static [Self] = &[$( $name::$variant, )+];
            const FIRST: Self = $name::FIRST;

            fn place(self) -> usize {
                self as usize
            }
        }

        impl $name {
            const FIRST: $name = {
                let [first, ..] = <$name as $crate::json::Words>::VALUES else { panic!("no words") };
                *first
            };

            /// The word for it in packs, claims and assessments.
            pub const fn word(self) -> &'static str {
                match self { $( $name::$variant => $word, )+ }
            }
        }

        impl $crate::json::Shape for $name {
            fn read(node: &$crate::json::Node<'_>) -> Option<Self> {
                let words = <$name as $crate::json::Words>::WORDS;
                let place = $crate::json::word_at(node, words)?;
                <$name as $crate::json::Words>::VALUES.get(place).copied()
            }

            fn stand_in() -> Self {
                $name::FIRST
            }

            #[cfg(not(target_arch = "wasm32"))]
            fn schema(definitions: &mut $crate::json::schema::Definitions) -> $crate::json::Json {
                definitions.words(stringify!($name), concat!($($doc,)+), &[$($word),+])
            }
        }
    )+ };
}

pub(crate) use {object, words};

/// The name of a member whose Rust name is a keyword: `r#is` is `is`.
pub const fn bare(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// An enum whose values are written as words.
pub trait Words: Sized + Copy + 'static {
    /// The words.
    const WORDS: &'static [&'static str];
    /// What each of them means, in the same order.
    const VALUES: &'static [Self];
    /// What the first of them means.
    const FIRST: Self;

    /// The place of this one among them.
    fn place(self) -> usize;
}

/// The place of the word that stands here, or what the words are.
#[inline(never)]
pub fn word_at(node: &Node<'_>, words: &[&str]) -> Option<usize> {
    let Json::Text(text) = node.json else {
        return node.expected("one of the words for it");
    };
    words.iter().position(|word| word == text).or_else(|| {
        let help = match nearest(text, words.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("write one of: {}", words.join(", ")),
        };
        let message = format!("`{text}` is not one of the words for this");
        node.refuse("shape.word", &message, &help)
    })
}

/// The candidate that somebody who wrote `written` most likely meant: at most
/// a third of its letters differ.
pub fn nearest<'a>(written: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = written.chars().count().div_ceil(3).min(3);
    candidates
        .map(|candidate| (distance(written, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (index, from) in a.chars().enumerate() {
        let mut diagonal = index;
        let mut left = index.saturating_add(1);
        let mut next = vec![left];
        for (to, above) in b.chars().zip(row.iter().skip(1)) {
            let replaced = diagonal.saturating_add(usize::from(from != to));
            left = replaced
                .min(above.saturating_add(1))
                .min(left.saturating_add(1));
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// A pointer one step longer, with `~` and `/` escaped as RFC 6901 says.
pub(super) fn extended(pointer: &str, step: &str) -> String {
    let mut longer = String::from(pointer);
    longer.push('/');
    for character in step.chars() {
        match character {
            '~' => longer.push_str("~0"),
            '/' => longer.push_str("~1"),
            other => longer.push(other),
        }
    }
    longer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_only_what_is_near() {
        let keys = ["purchase_date", "handover_date", "serial"];
        assert_eq!(
            nearest("purchase_dat", keys.into_iter()),
            Some("purchase_date")
        );
        assert_eq!(nearest("sreial", keys.into_iter()), Some("serial"));
        assert_eq!(nearest("colour", keys.into_iter()), None);
    }

    #[test]
    fn escapes_pointers() {
        assert_eq!(extended("/a", "b/c~d"), "/a/b~1c~0d");
    }
}
