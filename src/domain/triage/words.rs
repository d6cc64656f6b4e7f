//! A text as the words that patterns and weights know, each with its place in
//! what was typed.
//!
//! Folding removes what a person does not mean by writing it: capitals, full
//! width, where a tone mark stands, traditional forms, characters that are not
//! seen. Every word remembers the bytes it came from, so that evidence is
//! quoted as it was typed.

use super::hash::{Name, Named};
use super::letters::{Letter, Mark, read_letter};
use std::ops::Range;

/// A text and its words.
#[derive(Debug)]
pub struct Words<'t> {
    /// What was typed.
    pub typed: &'t str,
    /// Its words, in order.
    pub words: Vec<Word>,
    /// The letters of all words, one after the other.
    letters: String,
}

/// A word of a Latin script, a number, or a single Han character.
#[derive(Clone, Debug)]
pub struct Word {
    /// Its bytes in what was typed.
    pub typed: Range<usize>,
    /// Its letters, folded and without diacritics.
    plain: Range<usize>,
    /// The same without the endings of regular forms.
    stem: Range<usize>,
    /// Its letters with their diacritics, if it has any: vowels keep their
    /// quality, and the tone stands last.
    marked: Range<usize>,
    /// What stands between it and the word before.
    pub after: Break,
    /// What it is made of.
    pub script: Script,
    /// Whether the sentence that it stands in asks.
    pub asks: bool,
    /// The language of the sentence that it stands in.
    pub speech: Speech,
}

/// A language, as far as it shows in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Speech {
    /// English, or another language in Latin letters.
    #[default]
    English,
    /// Chinese: there are Han characters.
    Chinese,
    /// Vietnamese, with diacritics or without.
    Vietnamese,
}

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Script {
    /// Letters that are put together to words.
    #[default]
    Letters,
    /// Digits.
    Digits,
    /// A Han character, or another that stands for itself.
    Sign,
}

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// Nothing, or a blank.
    None,
    /// What separates the members of a list.
    List,
    /// What separates clauses.
    Clause,
    /// What separates sentences.
    Sentence,
}

impl<'t> Words<'t> {
    /// Reads a text, in time proportional to its length.
    pub fn read(typed: &'t str) -> Words<'t> {
        let mut reading = Reading {
            words: Words {
                typed,
                words: Vec::new(),
                letters: String::new(),
            },
            open: Open::default(),
            after: Break::Sentence,
            sentence: 0,
        };
        let mut characters = typed.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let next = characters.peek().map(|(_, next)| *next);
            reading.take(at, character, next);
        }
        reading.end_word();
        let mut words = reading.words;
        words.find_speech();
        words
    }

    /// Finds the language of each sentence. One that shows none has that of the
    /// whole text.
    fn find_speech(&mut self) {
        let mut all = None;
        let mut from = 0;
        for place in 1..=self.words.len() {
            let ends = self
                .words
                .get(place)
                .is_none_or(|word| word.after == Break::Sentence);
            if !ends {
                continue;
            }
            let whole = 0..self.words.len();
            let speech = self.speech_of(from..place).unwrap_or_else(|| {
                *all.get_or_insert_with(|| self.speech_of(whole).unwrap_or_default())
            });
            for word in self.words.get_mut(from..place).unwrap_or_default() {
                word.speech = speech;
            }
            from = place;
        }
    }

    fn speech_of(&self, place: Range<usize>) -> Option<Speech> {
        let (mut vietnamese, mut english) = (0_usize, 0_usize);
        for word in self.words.get(place).unwrap_or_default() {
            let plain = self.plain(word);
            if word.script == Script::Sign && !plain.is_ascii() {
                return Some(Speech::Chinese);
            }
            let frequent = || FREQUENT.with(|frequent| frequent.get(&Name::of(plain)).copied());
            if self.marked(word).is_some() {
                vietnamese = vietnamese.saturating_add(2);
            } else if let Some(speech) = frequent() {
                let count = match speech {
                    Speech::Vietnamese => &mut vietnamese,
                    Speech::English | Speech::Chinese => &mut english,
                };
                *count = count.saturating_add(1);
            }
        }
        if vietnamese > english {
            Some(Speech::Vietnamese)
        } else if english > 0 {
            Some(Speech::English)
        } else {
            None
        }
    }

    /// The letters of a word, folded and without diacritics.
    pub fn plain(&self, word: &Word) -> &str {
        self.letters.get(word.plain.clone()).unwrap_or_default()
    }

    /// The letters of a word without the endings of regular English forms.
    pub fn stem(&self, word: &Word) -> &str {
        self.letters.get(word.stem.clone()).unwrap_or_default()
    }

    /// The stem without a silent `e`: one form of all.
    pub fn canonical(&self, word: &Word) -> &str {
        let stem = self.stem(word);
        let silent = stem.strip_suffix('e').filter(|shorter| shorter.len() >= 3);
        silent.unwrap_or(stem)
    }

    /// The letters of a word with their diacritics; none if it was typed without.
    pub fn marked(&self, word: &Word) -> Option<&str> {
        self.letters
            .get(word.marked.clone())
            .filter(|marked| !marked.is_empty())
    }

    /// What a word is called among features: one form of all, and one number of all.
    pub fn name(&self, word: &Word) -> &str {
        match word.script {
            Script::Letters => self.canonical(word),
            Script::Digits => "#",
            Script::Sign => self.plain(word),
        }
    }

    /// What was typed from the first of some words to the last, both included.
    pub fn quoted(&self, first: usize, last: usize) -> &'t str {
        let from = self.words.get(first).map_or(0, |word| word.typed.start);
        let until = self.words.get(last).map_or(from, |word| word.typed.end);
        self.typed.get(from..until).unwrap_or_default()
    }
}

thread_local! {
    /// The language of each frequent word.
    static FREQUENT: Named<Speech> = {
        let vietnamese = BARE_VIETNAMESE.iter().map(|word| (word, Speech::Vietnamese));
        let english = COMMON_ENGLISH.iter().map(|word| (word, Speech::English));
        let all = vietnamese.chain(english);
        all.map(|(word, speech)| (Name::of(word), speech)).collect()
    };
}

/// Frequent words of Vietnamese, typed without diacritics, that are none of
/// English.
const BARE_VIETNAMESE: [&str; 62] = [
    "anh", "ben", "bi", "cac", "cai", "chi", "cho", "chua", "chung", "co", "con", "cua", "cung",
    "da", "dang", "dc", "den", "duoc", "em", "gio", "giup", "hang", "hom", "hong", "khach", "khi",
    "khong", "ko", "la", "lai", "lam", "len", "luc", "luon", "mat", "minh", "moi", "mot", "nay",
    "ngay", "nguoi", "nha", "nhu", "nhung", "nuoc", "qua", "ra", "roi", "sao", "sau", "tai",
    "thay", "thi", "toi", "tren", "trong", "truoc", "tu", "va", "van", "voi", "xuong",
];

/// Frequent words of English that are none of Vietnamese.
const COMMON_ENGLISH: [&str; 46] = [
    "a", "after", "and", "are", "at", "but", "can", "cant", "does", "doesnt", "drive", "for",
    "from", "get", "had", "has", "have", "i", "in", "is", "it", "just", "my", "not", "now", "of",
    "off", "on", "our", "she", "that", "the", "then", "they", "this", "to", "up", "was", "we",
    "were", "when", "will", "with", "work", "you", "your",
];

struct Reading<'t> {
    words: Words<'t>,
    open: Open,
    after: Break,
    /// The first word of the present sentence.
    sentence: usize,
}

/// A word that is being read; none while it has no letters.
#[derive(Default)]
struct Open {
    typed: Range<usize>,
    script: Script,
    plain: String,
    marked: String,
    tone: Option<char>,
    has_marks: bool,
}

/// Longer words are cut: nobody means one, and patterns look at whole words.
const LONGEST_WORD: usize = 40;

impl Reading<'_> {
    fn take(&mut self, at: usize, character: char, next: Option<char>) {
        let end = at.saturating_add(character.len_utf8());
        match read_letter(character) {
            Letter::Unseen => {}
            Letter::Mark(mark) => self.mark(mark, end),
            Letter::Latin(base, quality, tone) => {
                self.letter(at..end, Script::Letters, base);
                for mark in [quality, tone].into_iter().flatten() {
                    self.mark(mark, end);
                }
            }
            Letter::Other(letter) => self.letter(at..end, Script::Letters, letter),
            Letter::Digit(digit) => self.letter(at..end, Script::Digits, digit),
            Letter::Sign(sign) => {
                self.end_word();
                self.letter(at..end, Script::Sign, sign);
                self.end_word();
            }
            Letter::Apostrophe => {
                // "didn't" and "didnt" are one word; a quotation mark ends it.
                if !next.is_some_and(char::is_alphabetic) {
                    self.end_word();
                }
            }
            Letter::Point => {
                // "v2.0" and ".htaccess" are no ends of sentences.
                self.end_word();
                if !next.is_some_and(|next| next.is_ascii_alphanumeric()) {
                    self.part(Break::Sentence);
                }
            }
            Letter::Comma => {
                let digits = !self.open.plain.is_empty() && self.open.script == Script::Digits;
                if !(digits && next.is_some_and(|next| next.is_ascii_digit())) {
                    self.end_word();
                    self.part(Break::Clause);
                }
            }
            Letter::Ends { asks } => {
                self.end_word();
                if asks {
                    let sentence = self.words.words.get_mut(self.sentence..);
                    for word in sentence.unwrap_or_default() {
                        word.asks = true;
                    }
                }
                self.part(Break::Sentence);
            }
            Letter::Divides(how) => {
                self.end_word();
                self.part(how);
            }
            Letter::Blank => self.end_word(),
        }
    }

    fn letter(&mut self, typed: Range<usize>, script: Script, letter: char) {
        if self.open.script != script || self.open.plain.len() >= LONGEST_WORD {
            self.end_word();
        }
        let open = &mut self.open;
        if open.plain.is_empty() {
            open.typed.start = typed.start;
            open.script = script;
        }
        open.typed.end = typed.end;
        open.plain.push(letter);
        open.marked.push(letter);
    }

    fn mark(&mut self, mark: Mark, end: usize) {
        let open = &mut self.open;
        if open.plain.is_empty() || open.marked.len() > LONGEST_WORD.saturating_mul(3) {
            return;
        }
        open.typed.end = end;
        match mark {
            Mark::Quality(quality) => {
                open.has_marks = true;
                open.marked.push(quality);
            }
            Mark::Tone(tone) => {
                open.has_marks = true;
                open.tone = Some(tone);
            }
            Mark::Other => {}
        }
    }

    fn end_word(&mut self) {
        let open = &mut self.open;
        if open.plain.is_empty() {
            return;
        }
        if self.after == Break::Sentence {
            self.sentence = self.words.words.len();
        }
        let letters = &mut self.words.letters;
        let from = letters.len();
        letters.push_str(&open.plain);
        let plain = from..letters.len();
        let stem = match open.script {
            Script::Letters => {
                let (kept, ending) = stem(&open.plain);
                if ending.is_empty() {
                    from..from.saturating_add(kept.len())
                } else {
                    let from = letters.len();
                    letters.push_str(kept);
                    letters.push_str(ending);
                    from..letters.len()
                }
            }
            Script::Digits | Script::Sign => plain.clone(),
        };
        let from = letters.len();
        if open.has_marks {
            letters.push_str(&open.marked);
            letters.extend(open.tone);
        }
        let word = Word {
            typed: open.typed.clone(),
            plain,
            stem,
            marked: from..letters.len(),
            after: self.after,
            script: open.script,
            asks: false,
            speech: Speech::English,
        };
        open.plain.clear();
        open.marked.clear();
        open.tone = None;
        open.has_marks = false;
        self.words.words.push(word);
        self.after = Break::None;
    }

    fn part(&mut self, how: Break) {
        self.after = self.after.max(how);
    }
}

/// What a word keeps without the endings of regular English forms, and what then
/// stands in their place: "spills", "spilled" and "spilling" are one. The endings
/// are not those of Vietnamese syllables, and what is cut wrongly is cut alike
/// everywhere.
pub fn stem(word: &str) -> (&str, &'static str) {
    if !word.is_ascii() || word.len() < 4 {
        return (word, "");
    }
    let long = |stem: &&str| stem.len() >= 3 && stem.bytes().any(|byte| b"aeiouy".contains(&byte));
    let mut stem = word;
    let with_y = stem.strip_suffix("ies").or(stem.strip_suffix("ied"));
    if let Some(shorter) = with_y.filter(long) {
        return (shorter, "y");
    }
    if let Some(shorter) = stem.strip_suffix("es").filter(long) {
        let ends = |end: &&str| shorter.ends_with(*end);
        let sibilant = ["s", "x", "z", "ch", "sh"].iter().any(ends);
        stem = if sibilant {
            shorter
        } else {
            stem.strip_suffix('s').unwrap_or(stem)
        };
    } else if let Some(shorter) = stem.strip_suffix('s').filter(long)
        && !["s", "u", "i"].iter().any(|end| shorter.ends_with(end))
    {
        stem = shorter;
    }
    let cut = stem.strip_suffix("ing").or(stem.strip_suffix("ed"));
    if let Some(shorter) = cut.filter(long) {
        stem = shorter;
        let mut letters = stem.bytes().rev();
        if let (Some(last), Some(before)) = (letters.next(), letters.next())
            && last == before
            && !b"lsz".contains(&last)
        {
            stem = stem.get(..stem.len().saturating_sub(1)).unwrap_or(stem);
        }
    }
    (stem, "")
}

#[cfg(test)]
mod tests {
    use super::{Break, Words};

    fn plain(text: &str) -> Vec<String> {
        let words = Words::read(text);
        let each = words.words.iter().map(|word| words.plain(word).to_owned());
        each.collect()
    }

    fn marked(text: &str) -> Option<String> {
        let words = Words::read(text);
        let first = words.words.first().expect("a word");
        words.marked(first).map(str::to_owned)
    }

    #[test]
    fn what_is_not_meant_is_folded() {
        assert_eq!(plain("ＤＲＯＰＰＥＤ it"), ["dropped", "it"]);
        assert_eq!(plain("Didn’t didn't"), ["didnt", "didnt"]);
        assert_eq!(plain("進水了"), ["进", "水", "了"]);
        assert_eq!(plain("wa\u{200b}ter\u{202e}"), ["water"]);
        assert_eq!(plain("500TB v2.0"), ["500", "tb", "v", "2", "0"]);
        assert_eq!(plain("1,204,553 x"), ["1204553", "x"]);
        assert_eq!(plain("Đã RƠI xuống"), ["da", "roi", "xuong"]);
        assert_eq!(plain("\u{301}\u{301}\u{301}"), Vec::<String>::new());
    }

    #[test]
    fn a_tone_stands_last_wherever_it_was_typed() {
        assert_eq!(marked("hoà"), marked("hòa"));
        assert_eq!(marked("rơ\u{301}t"), marked("rớt"));
        assert_ne!(marked("rơi"), marked("rồi"));
        assert_eq!(marked("roi"), None);
    }

    #[test]
    fn evidence_is_quoted_as_typed() {
        let text = "the  DROPPED\u{200b} drive, today";
        let words = Words::read(text);
        assert_eq!(words.quoted(1, 2), "DROPPED\u{200b} drive");
        assert_eq!(
            words.words.get(3).map(|word| word.after),
            Some(Break::Clause)
        );
    }

    #[test]
    fn sentences_that_ask_are_known() {
        let words = Words::read("It fell. Is that covered? yes");
        let asks: Vec<bool> = words.words.iter().map(|word| word.asks).collect();
        assert_eq!(asks, [false, false, true, true, true, false]);
    }
}
