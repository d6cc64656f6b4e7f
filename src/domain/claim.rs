//! What a person says: an item, an instant, and facts. What is not said is
//! unknown, which is not false.

use super::instant::Instant;
use super::policy::document::{FactType, Role};
use super::policy::{FactEntry, FactId, ItemId};
use chrono::NaiveDate;

/// A claim against one policy. Made by the reader of claims, which checks
/// every value against the policy's declarations.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The package or product, if it was said.
    pub item: Option<ItemId>,
    /// The instant as of which cover is judged.
    pub as_of: Instant,
    facts: Vec<Option<Value>>,
    /// What the description of the fault makes one suspect: yes/no facts, and the
    /// words that raise each. It decides nothing; it puts questions first.
    pub suspected: Vec<(FactId, String)>,
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Yes or no.
    YesNo(bool),
    /// The option of a choice with this index.
    Choice(u16),
    /// A whole number, not negative, in the fact's unit and scale.
    Integer(i64),
    /// A civil date.
    Date(NaiveDate),
    /// A point of time.
    Instant(Instant),
    /// Text as written.
    Text(String),
    /// A place as written, and the place of the policy's that it names.
    Place(String, Option<u16>),
    /// Dates as written.
    Dates(Vec<NaiveDate>),
    /// Dated events as written.
    Events(Vec<Event>),
}

/// The longest fault description, in characters.
pub const FAULT_LENGTH: usize = 10_000;

/// The longest other text, in characters.
pub const TEXT_LENGTH: usize = 200;

/// How many characters the text of a fact may have.
pub fn longest(entry: &FactEntry) -> usize {
    if entry.role == Role::Fault {
        FAULT_LENGTH
    } else {
        TEXT_LENGTH
    }
}

/// Why a text is no value of any fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It holds a control character that is neither a line break nor a tab.
    ControlCharacter,
    /// It is too long.
    TooLong,
}

/// What is wrong with a text of at most `longest` characters.
pub fn unfit(text: &str, longest: usize) -> Option<Unfit> {
    let allowed = |character: char| matches!(character, '\n' | '\r' | '\t');
    if text.chars().any(|one| one.is_control() && !allowed(one)) {
        return Some(Unfit::ControlCharacter);
    }
    (text.chars().count() > longest).then_some(Unfit::TooLong)
}

impl Value {
    /// The value of a text, serial or place fact.
    pub fn of_text(entry: &FactEntry, text: String) -> Value {
        match entry.kind {
            FactType::Place => {
                let place = named_place(entry, &text);
                Value::Place(text, place)
            }
            _ => Value::Text(text),
        }
    }
}

/// The place of the policy's that a text names: by its id or one of its
/// names, anywhere in the text.
fn named_place(entry: &FactEntry, text: &str) -> Option<u16> {
    let text = small_letters(text);
    // A text begins at few places: looking at each is less code than the
    // standard library's search, which nothing else on the page needs.
    let names = |name: &str| {
        let name = small_letters(name);
        let mut places = text.char_indices();
        places.any(|(at, _)| text.get(at..).is_some_and(|rest| rest.starts_with(&name)))
    };
    let found = entry
        .options
        .iter()
        .position(|option| names(&option.value) || option.also.iter().any(|name| names(name)));
    found.and_then(|place| u16::try_from(place).ok())
}

/// The text in small letters, as far as places are compared: the letters of
/// English and Vietnamese. Chinese has no others, and the full tables of Unicode
/// would weigh on every visit.
fn small_letters(text: &str) -> String {
    let small = |letter: char| match letter {
        'A'..='Z' => letter.to_ascii_lowercase(),
        'À'..='Ö' | 'Ø'..='Þ' => next(letter, 0x20),
        // Ă Đ Ĩ Ũ Ơ Ư, and Ạ to Ỹ: the small letter stands behind the capital.
        'Ă' | 'Đ' | 'Ĩ' | 'Ũ' | 'Ơ' | 'Ư' => next(letter, 1),
        '\u{1ea0}'..='\u{1ef9}' if u32::from(letter).is_multiple_of(2) => next(letter, 1),
        other => other,
    };
    text.chars().map(small).collect()
}

fn next(letter: char, steps: u32) -> char {
    char::from_u32(u32::from(letter).saturating_add(steps)).unwrap_or(letter)
}

/// A dated event: the values of its fields, in the order of their declaration.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// One for each declared field.
    pub fields: Vec<Option<Value>>,
}

impl Claim {
    /// A claim about which nothing is known but the instant.
    pub fn new(as_of: Instant, facts: usize) -> Claim {
        Claim {
            item: None,
            as_of,
            facts: vec![None; facts],
            suspected: Vec::new(),
        }
    }

    /// The value of a fact; `None` is unknown.
    pub fn fact(&self, fact: FactId) -> Option<&Value> {
        self.facts.get(fact.index()).and_then(Option::as_ref)
    }

    /// The words that make one suspect that a fact holds.
    pub fn suspicion(&self, fact: FactId) -> Option<&str> {
        let found = self.suspected.iter().find(|(suspect, _)| *suspect == fact);
        found.map(|(_, words)| words.as_str())
    }

    /// Says, changes or takes back a fact.
    pub fn set(&mut self, fact: FactId, value: Option<Value>) {
        if let Some(place) = self.facts.get_mut(fact.index()) {
            *place = value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::small_letters;

    #[test]
    fn small_letters_of_english_and_vietnamese() {
        let all = "ABCXYZ aăâbcdđeêghiklmnoôơpqrstuưvxy \
                   ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ \
                   ẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ 深圳 ×÷";
        assert_eq!(small_letters(all), all.to_lowercase());
        assert_eq!(small_letters(&all.to_lowercase()), all.to_lowercase());
    }
}
