//! Phrases, and where a text has them: in one pass, however many there are.

use super::hash::{Name, Named};
use super::words::{Break, Script, Word, Words, stem};

/// Phrases by what they begin with.
#[derive(Debug, Default)]
pub struct Lexicon {
    phrases: Vec<Phrase>,
    /// The phrases by the keys of their words, up to the first that is only begun.
    by_keys: Named<Branch>,
    /// The phrases whose first word begins with these letters, by their first three.
    by_beginning: Named<Vec<usize>>,
    /// Every key of every word: what is spelt rightly.
    spelt: Named<()>,
    /// Keys with one letter left out, and the key. Only long words are here.
    misspelt: Named<String>,
}

/// What the words of a phrase ask of those of a text.
#[derive(Debug)]
struct Phrase {
    tests: Vec<WordTest>,
    /// Whether its keys are all that it asks, as those of Han characters are: these
    /// have one form, and no marks.
    by_keys_alone: bool,
}

/// What begins with the same keys.
#[derive(Debug, Default)]
struct Branch {
    /// The phrases that have no further key.
    phrases: Vec<usize>,
    /// Whether others go on.
    goes_on: bool,
}

/// Where a text has a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which phrase.
    pub phrase: usize,
    /// Its first word.
    pub first: usize,
    /// Its last word.
    pub last: usize,
}

/// What a word of a phrase asks of a word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct WordTest {
    key: Name,
    /// Its letters, folded.
    plain: String,
    /// With its diacritics, where it was written with any.
    marked: Option<String>,
    /// Whether a text without diacritics has another word.
    strict: bool,
    how: How,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// The word in any of its regular forms.
    Whole,
    /// A word that begins so.
    Begins,
    /// A number at least this large.
    AtLeast(u64),
}

/// A text with the keys of each of its words in a lexicon: "taped" may be a form of
/// "tape" or of "tap".
#[derive(Debug)]
pub struct Keyed<'t, 'w> {
    /// The words.
    pub words: &'w Words<'t>,
    keys: Vec<Keys>,
    /// Whether the text is written with diacritics: then a word without any is
    /// meant without.
    marked: bool,
}

/// The keys that a word may have: a number has that of all numbers, and its own.
#[derive(Clone, Copy, Debug)]
struct Keys {
    plain: Name,
    other: Option<Name>,
}

/// Words that are recognised when a letter is wrong: neither short, so that it
/// would make another word, nor longer than anybody's.
const MISSPELT: std::ops::RangeInclusive<usize> = 6..=20;

/// The key of every number.
const NUMBER: &str = "#";

impl Lexicon {
    /// Adds a phrase as it is written in a pack: words, of which `word*` is a
    /// beginning, `=từ` must be typed with its diacritics, and `#` or `#100` is a
    /// number (at least). `None` if there is no word in it.
    pub fn add(&mut self, written: &str) -> Option<usize> {
        let mut tests = Vec::new();
        let mut by_keys_alone = true;
        for part in written.split_whitespace() {
            let mut part = part;
            if let Some(after) = part.strip_prefix('#') {
                let rest = after.trim_start_matches(|digit: char| digit.is_ascii_digit());
                let number = after.strip_suffix(rest).unwrap_or(after);
                by_keys_alone = false;
                tests.push(WordTest {
                    key: Name::of(NUMBER),
                    plain: String::new(),
                    marked: None,
                    strict: false,
                    how: How::AtLeast(number.parse().unwrap_or(0)),
                });
                part = rest;
            }
            let (part, strict) = match part.strip_prefix('=') {
                Some(part) => (part, true),
                None => (part, false),
            };
            let (part, begins) = match part.strip_suffix('*') {
                Some(part) => (part, true),
                None => (part, false),
            };
            let words = Words::read(part);
            let last = words.words.len().saturating_sub(1);
            for (place, word) in words.words.iter().enumerate() {
                let plain = words.plain(word);
                let begins = begins && place == last;
                by_keys_alone &= word.script == Script::Sign && !begins;
                if !begins && words.marked(word).is_none() && word.script == Script::Letters {
                    self.spell(plain);
                    self.spell(words.stem(word));
                }
                tests.push(WordTest {
                    key: Name::of(words.stem(word)),
                    plain: plain.to_owned(),
                    marked: words.marked(word).map(str::to_owned),
                    strict,
                    how: if begins { How::Begins } else { How::Whole },
                });
            }
        }
        let first = tests.first()?;
        let phrase = self.phrases.len();
        let keyed = tests.iter().take_while(|test| test.how != How::Begins);
        let mut keys: Vec<Name> = Vec::new();
        for test in keyed {
            let before = keys.last().copied().unwrap_or(Name::EMPTY);
            keys.push(before.and_name(test.key));
        }
        match keys.split_last() {
            Some((last, before)) => {
                for key in before {
                    self.by_keys.entry(*key).or_default().goes_on = true;
                }
                self.by_keys.entry(*last).or_default().phrases.push(phrase);
            }
            None => {
                let beginning: String = first.plain.chars().take(3).collect();
                let beginning = self.by_beginning.entry(Name::of(&beginning));
                beginning.or_default().push(phrase);
            }
        }
        self.phrases.push(Phrase {
            tests,
            by_keys_alone,
        });
        Some(phrase)
    }

    /// Learns how a word is spelt, so that it is not taken for another.
    pub fn knows(&mut self, word: &str) {
        self.spelt.insert(Name::of(word), ());
        let (stem, ending) = stem(word);
        self.spelt.insert(Name::of(stem).and(ending), ());
    }

    fn spell(&mut self, word: &str) {
        let new = self.spelt.insert(Name::of(word), ()).is_none();
        if new && MISSPELT.contains(&word.len()) && word.is_ascii() {
            for gone in 0..word.len() {
                let entry = self.misspelt.entry(without(word, gone));
                entry.or_insert_with(|| word.to_owned());
            }
        }
    }

    /// The keys of a text's words: misspelt ones have that of the word that is
    /// meant.
    pub fn keyed<'t, 'w>(&self, words: &'w Words<'t>) -> Keyed<'t, 'w> {
        let keys = words.words.iter().map(|word| self.keys(words, word));
        let keys = keys.collect();
        let count = |marked: bool| {
            let of = |word: &&Word| {
                word.script == Script::Letters && words.marked(word).is_some() == marked
            };
            words.words.iter().filter(of).count()
        };
        Keyed {
            words,
            keys,
            marked: count(true).saturating_mul(5) > count(false),
        }
    }

    fn keys(&self, words: &Words<'_>, word: &Word) -> Keys {
        let plain = words.plain(word);
        let none = |plain: Name| Keys { plain, other: None };
        match word.script {
            Script::Digits => {
                return Keys {
                    plain: Name::of(NUMBER),
                    other: Some(Name::of(plain)),
                };
            }
            Script::Sign => return none(Name::of(plain)),
            Script::Letters => {}
        }
        let stem = words.stem(word);
        let key = Name::of(stem);
        let odd = plain.len() >= 5
            && plain.len() <= *MISSPELT.end()
            && plain.is_ascii()
            && words.marked(word).is_none()
            && !self.spelt.contains_key(&key)
            && !self.spelt.contains_key(&Name::of(plain));
        if odd && let Some(meant) = self.meant(plain).or_else(|| self.meant(stem)) {
            let (stem, ending) = self::stem(meant);
            return none(Name::of(stem).and(ending));
        }
        let cut = stem.len() < plain.len() && !stem.ends_with('y');
        Keys {
            plain: key,
            other: cut.then(|| key.and("e")),
        }
    }

    /// The known word that is one letter away: one is wrong, missing, too many,
    /// or two have changed places. The first letter is mostly right, and the
    /// other words of a language lie closer than that at times, so it must be.
    fn meant(&self, key: &str) -> Option<&str> {
        let alike = |meant: &str| meant.get(..1) == key.get(..1);
        // A letter is missing.
        let missing = self.misspelt.get(&Name::of(key));
        if let Some(meant) = missing.filter(|meant| alike(meant)) {
            return Some(meant);
        }
        (0..key.len()).find_map(|gone| {
            // One is wrong, or two have changed places, or one is too many.
            let shorter = without(key, gone);
            let meant = self
                .misspelt
                .get(&shorter)
                .filter(|meant| alike(meant) && meant.len() == key.len() && one_apart(meant, key));
            meant.map(String::as_str).or_else(|| {
                let known =
                    gone > 0 && key.len() > *MISSPELT.start() && self.spelt.contains_key(&shorter);
                // Of what is spelt rightly only long words have their letters here.
                let any = known.then(|| self.spelling_of(key, gone)).flatten();
                any.filter(|meant| alike(meant))
            })
        })
    }

    /// The known word that a word is without one of its letters.
    fn spelling_of(&self, word: &str, gone: usize) -> Option<&str> {
        // It is found by any of its own shorter forms.
        let mut letters: Vec<u8> = word.bytes().collect();
        letters.remove(gone);
        let shorter = String::from_utf8(letters).ok()?;
        let meant = self.misspelt.get(&without(&shorter, 0))?;
        (*meant == shorter).then_some(meant)
    }

    /// Where the text has phrases, in the order of their first words.
    pub fn find(&self, text: &Keyed<'_, '_>) -> Vec<Found> {
        let mut found = Vec::new();
        // The keys of the branches that the words up to here lead to.
        let (mut branches, mut next) = (Vec::new(), Vec::new());
        for (first, word) in text.words.words.iter().enumerate() {
            // Phrases that the words up to one have the keys of, or the beginning.
            let mut consider = |phrases: &[usize], led_to: usize| {
                for phrase in phrases.iter().copied() {
                    if let Some(last) = self.matches(phrase, text, first, led_to) {
                        found.push(Found {
                            phrase,
                            first,
                            last,
                        });
                    }
                }
            };
            let mut at = first;
            text.lead_on(first, Name::EMPTY, &mut branches);
            while !branches.is_empty() {
                let further = at.saturating_add(1);
                for branch in branches.drain(..) {
                    let Some(Branch { phrases, goes_on }) = self.by_keys.get(&branch) else {
                        continue;
                    };
                    consider(phrases, at);
                    if *goes_on && text.goes_on(further) {
                        text.lead_on(further, branch, &mut next);
                    }
                }
                at = further;
                std::mem::swap(&mut branches, &mut next);
            }
            if word.script == Script::Letters {
                let plain = text.words.plain(word);
                let end = plain
                    .char_indices()
                    .nth(3)
                    .map_or(plain.len(), |(end, _)| end);
                let three = plain.get(..end).map(Name::of);
                let begun = three.and_then(|three| self.by_beginning.get(&three));
                consider(begun.map_or(&[], Vec::as_slice), first);
            }
        }
        found
    }

    /// The last word of the phrase if it stands here, where the words from the first
    /// one led to it. A phrase does not go on past the end of a clause.
    fn matches(
        &self,
        phrase: usize,
        text: &Keyed<'_, '_>,
        first: usize,
        led_to: usize,
    ) -> Option<usize> {
        let phrase = self.phrases.get(phrase)?;
        if phrase.by_keys_alone {
            return Some(led_to);
        }
        let mut at = first;
        for (place, test) in phrase.tests.iter().enumerate() {
            if place > 0 {
                at = at.checked_add(1)?;
            }
            let word = text.words.words.get(at)?;
            if place > 0 && !text.goes_on(at) {
                return None;
            }
            text.passes(at, word, test).then_some(())?;
        }
        Some(at)
    }
}

impl Keyed<'_, '_> {
    /// Whether a phrase may go on with this word.
    fn goes_on(&self, place: usize) -> bool {
        let word = self.words.words.get(place);
        word.is_some_and(|word| word.after <= Break::List)
    }

    /// The branches that a word leads to from another.
    fn lead_on(&self, place: usize, from: Name, branches: &mut Vec<Name>) {
        if let Some(Keys { plain, other }) = self.keys.get(place) {
            branches.push(from.and_name(*plain));
            if let Some(other) = other {
                branches.push(from.and_name(*other));
            }
        }
    }

    fn has_key(&self, place: usize, key: Name) -> bool {
        let keys = self.keys.get(place);
        keys.is_some_and(|keys| keys.plain == key || keys.other == Some(key))
    }

    fn passes(&self, at: usize, word: &Word, test: &WordTest) -> bool {
        match test.how {
            How::AtLeast(least) => {
                let plain = self.words.plain(word);
                let number = plain.parse::<u64>();
                word.script == Script::Digits && number.map_or(plain.len() > 18, |is| is >= least)
            }
            How::Begins => self.words.plain(word).starts_with(&test.plain),
            How::Whole => {
                self.has_key(at, test.key)
                    && match (&test.marked, self.words.marked(word)) {
                        (Some(test), Some(word)) => test == word,
                        (Some(_), None) => !self.marked && !test.strict,
                        (None, Some(_)) => false,
                        (None, None) => true,
                    }
            }
        }
    }
}

/// The name of a word with one of its letters left out.
fn without(word: &str, gone: usize) -> Name {
    let letters = word.bytes().enumerate();
    let left = letters.filter(|(place, _)| *place != gone);
    left.fold(Name::EMPTY, |name, (_, letter)| name.and_byte(letter))
}

/// Whether two words of one length differ in one letter, or in two neighbours
/// that have changed places.
fn one_apart(a: &str, b: &str) -> bool {
    let mut differ = a
        .bytes()
        .zip(b.bytes())
        .enumerate()
        .filter(|(_, (a, b))| a != b);
    match (differ.next(), differ.next(), differ.next()) {
        (Some(_), None, _) => true,
        (Some((at, (a, b))), Some((next, (c, d))), None) => {
            at.checked_add(1) == Some(next) && a == d && b == c
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::Lexicon;
    use crate::domain::triage::words::{self, Words};

    fn stem(word: &str) -> String {
        let (stem, ending) = words::stem(word);
        [stem, ending].concat()
    }

    fn has(phrase: &str, text: &str) -> bool {
        let mut lexicon = Lexicon::default();
        lexicon.add(phrase).expect("a phrase");
        let words = Words::read(text);
        !lexicon.find(&lexicon.keyed(&words)).is_empty()
    }

    #[test]
    fn regular_forms_are_one_word() {
        for word in ["spill", "spills", "spilled", "spilling"] {
            assert_eq!(stem(word), "spill");
        }
        assert_eq!(stem("dropped"), stem("drop"));
        assert_eq!(stem("crushes"), stem("crushing"));
        assert_eq!(stem("batteries"), stem("battery"));
        assert_eq!(stem("glass"), "glass");
        assert_eq!(stem("virus"), "virus");
        assert_ne!(stem("theme"), stem("them"));
        assert!(has("tape", "it was taped") && has("tap", "it was tapped"));
    }

    #[test]
    fn a_letter_may_be_wrong_in_a_long_word() {
        for word in [
            "lightning",
            "lightnng",
            "ligthning",
            "lightnimg",
            "lightninng",
        ] {
            assert!(has("lightning", word), "{word}");
        }
        assert!(!has("lightning", "tightning"));
        assert!(!has("tea", "ten"));
    }

    #[test]
    fn diacritics_count_where_the_text_has_any() {
        assert!(has("rơi", "nó bị rơi xuống đất"));
        assert!(has("rơi", "no bi roi xuong dat"));
        assert!(!has("rơi", "nó hỏng rồi"));
        assert!(!has("rơi", "nó hỏng rồi, roi"));
    }

    #[test]
    fn beginnings_numbers_and_han() {
        assert!(has("waterlog*", "It is waterlogged"));
        assert!(has("#100 %", "percentage used 113%"));
        assert!(has("#秒", "等了30秒") && !has("#秒", "等了30分"));
        assert!(has("502", "error 502 again"));
        assert!(!has("#100 %", "percentage used 13%"));
        assert!(has("进水", "鍵盤進水了"));
        assert!(!has("进水", "进了水"));
    }
}
