//! What a pack writes to recognise that something happened.
//!
//! A pattern is a few items with blanks between them:
//!
//! - a word, in any of its regular forms; `word*` is every word that begins so;
//!   `a|b` is either, and `two_words` are two words of one item;
//! - `@list`, any phrase of a list that the pack names;
//! - `#` a number, `#100` a number of at least 100;
//! - `...` some words between, within a clause;
//! - `&` what follows stands near, before or after, within the sentence.
//!
//! A pattern that begins with `!` says itself what is denied in it ("did not
//! follow the manual"): it stands wherever its words stand.

use super::lexicon::{Found, Lexicon};
use super::words::{Break, Speech, Words};
use std::collections::BTreeMap;

/// Patterns, ready to be looked for.
#[derive(Debug, Default)]
pub struct Patterns {
    /// The phrases of all items.
    pub lexicon: Lexicon,
    /// The items that each phrase belongs to.
    items_of: Vec<Vec<usize>>,
    /// Each item by its language and how it is written.
    items: BTreeMap<(Speech, String), usize>,
    /// The items in which nothing else is looked for.
    neutral: Vec<usize>,
    /// The lists, each with its item.
    lists: Vec<(String, usize, Speech)>,
    patterns: Vec<Pattern>,
}

#[derive(Debug)]
struct Pattern {
    /// Parts that stand near one another in any order.
    parts: Vec<Vec<Item>>,
    /// Whether it says itself what is denied.
    outright: bool,
    reach: Reach,
    speech: Speech,
}

#[derive(Clone, Copy, Debug)]
struct Item {
    item: usize,
    /// Whether words may stand between it and the one before.
    apart: bool,
}

/// How far apart words of a language may stand and still speak of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Words between the items of `a ... b`.
    pub gap: usize,
    /// Words from the first to the last of `a & b`.
    pub window: usize,
}

impl Reach {
    /// How far words of a language may stand apart.
    fn of(speech: Speech) -> Reach {
        match speech {
            Speech::Chinese => Reach { gap: 8, window: 24 },
            Speech::Vietnamese => Reach { gap: 6, window: 16 },
            Speech::English => Reach { gap: 5, window: 13 },
        }
    }
}

/// Whether words of a language may stand in a sentence of another. Chinese is
/// written with words of other languages between; English and Vietnamese share
/// letters, and not what they mean by them.
fn may_stand(speech: Speech, sentence: Speech) -> bool {
    speech == sentence || speech == Speech::Chinese || sentence == Speech::Chinese
}

/// A pattern that a text has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Which pattern.
    pub pattern: usize,
    /// The words that it rests on: first and last of each part.
    pub parts: Vec<(usize, usize)>,
    /// Whether it says itself what is denied.
    pub outright: bool,
}

impl Match {
    /// The first and the last word.
    pub fn span(&self) -> (usize, usize) {
        let first = self.parts.iter().map(|(first, _)| *first).min();
        let last = self.parts.iter().map(|(_, last)| *last).max();
        (first.unwrap_or(0), last.unwrap_or(0))
    }
}

/// For each item where it stands: first and last word.
#[derive(Debug)]
pub struct Places(Vec<Vec<(usize, usize)>>);

/// The phrases of each list that patterns may name.
pub type Lists = BTreeMap<String, Vec<String>>;

impl Patterns {
    /// Adds a pattern as it is written.
    ///
    /// # Errors
    /// What is wrong with it, in lower case and without a full stop.
    pub fn add(&mut self, written: &str, lists: &Lists, speech: Speech) -> Result<usize, String> {
        let (outright, rest) = match written.trim().strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, written),
        };
        let mut parts = Vec::new();
        for part in rest.split(" & ") {
            let mut items = Vec::new();
            let mut apart = false;
            for item in part.split_whitespace() {
                if item == "..." {
                    apart = true;
                } else {
                    let item = self.item(item, lists, speech)?;
                    items.push(Item { item, apart });
                    apart = false;
                }
            }
            if items.is_empty() || apart {
                return Err(format!("`{written}` has a part without a word"));
            }
            parts.push(items);
        }
        self.patterns.push(Pattern {
            parts,
            outright,
            reach: Reach::of(speech),
            speech,
        });
        Ok(self.patterns.len().saturating_sub(1))
    }

    fn item(&mut self, written: &str, lists: &Lists, speech: Speech) -> Result<usize, String> {
        let key = (speech, written.to_owned());
        if let Some(item) = self.items.get(&key) {
            return Ok(*item);
        }
        let mut phrases = Vec::new();
        for choice in written.split('|') {
            match choice.strip_prefix('@') {
                Some(list) => {
                    let list = lists
                        .get(list)
                        .ok_or_else(|| format!("there is no list `{list}`"))?;
                    phrases.extend(list.iter().cloned());
                }
                None => phrases.push(choice.replace('_', " ")),
            }
        }
        let item = self.items.len();
        for phrase in phrases {
            let place = self
                .lexicon
                .add(&phrase)
                .ok_or_else(|| format!("`{phrase}` has no word"))?;
            self.items_of.resize_with(place.saturating_add(1), Vec::new);
            if let Some(items) = self.items_of.get_mut(place) {
                items.push(item);
            }
        }
        self.items.insert(key, item);
        Ok(item)
    }

    /// Adds a phrase in which nothing else is looked for: a word of a pattern within
    /// it is another word.
    pub fn add_neutral(&mut self, phrase: &str, speech: Speech) {
        let written = phrase.replace(' ', "_");
        if let Ok(item) = self.item(&written, &Lists::new(), speech) {
            self.neutral.push(item);
        }
    }

    /// Makes a list known, though no pattern may name it.
    ///
    /// # Errors
    /// A phrase of it has no word.
    pub fn add_list(&mut self, list: &str, lists: &Lists, speech: Speech) -> Result<(), String> {
        let item = self.item(&format!("@{list}"), lists, speech)?;
        if !self.lists.iter().any(|(_, known, _)| *known == item) {
            self.lists.push((list.to_owned(), item, speech));
        }
        Ok(())
    }

    /// The lists of which a text has a phrase, with the phrase's place.
    pub fn lists<'s>(
        &'s self,
        places: &'s Places,
        words: &'s Words<'_>,
    ) -> impl Iterator<Item = (&'s str, (usize, usize))> {
        self.lists.iter().flat_map(move |(name, item, speech)| {
            let here = places.0.get(*item).map_or(&[][..], Vec::as_slice);
            let spoken = |(first, _): &&(usize, usize)| {
                let word = words.words.get(*first);
                word.is_some_and(|word| may_stand(*speech, word.speech))
            };
            let here = here.iter().filter(spoken).take(MOST_PLACES);
            here.map(|place| (name.as_str(), *place))
        })
    }

    /// Where the items of all patterns stand in a text.
    pub fn places(&self, words: &Words<'_>) -> Places {
        let found = self.lexicon.find(&self.lexicon.keyed(words));
        let mut places: Vec<Vec<(usize, usize)>> = Vec::new();
        places.resize_with(self.items.len(), Vec::new);
        for Found {
            phrase,
            first,
            last,
        } in found
        {
            for item in self.items_of.get(phrase).into_iter().flatten() {
                if let Some(places) = places.get_mut(*item) {
                    places.push((first, last));
                }
            }
        }
        self.leave_out_neutral(&mut places, words.words.len());
        Places(places)
    }

    fn leave_out_neutral(&self, places: &mut [Vec<(usize, usize)>], words: usize) {
        // For each word how long the neutral phrase is that it stands in.
        let mut within = vec![0_usize; words];
        for item in &self.neutral {
            for (first, last) in places.get(*item).cloned().unwrap_or_default() {
                let length = last.saturating_sub(first).saturating_add(1);
                for word in within.get_mut(first..=last).unwrap_or_default() {
                    *word = length.max(*word);
                }
            }
        }
        if self.neutral.is_empty() {
            return;
        }
        for here in places {
            here.retain(|(first, last)| {
                let length = last.saturating_sub(*first).saturating_add(1);
                let inside = |word: &usize| *word > length;
                !within
                    .get(*first..=*last)
                    .is_some_and(|words| words.iter().all(inside))
            });
        }
    }

    /// The patterns that a text has: for each the first few places, which is
    /// all that evidence needs.
    pub fn find(&self, words: &Words<'_>, Places(places): &Places) -> Vec<Match> {
        let sentences = sentences(words);
        let mut matches = Vec::new();
        let absent = |item: &Item| places.get(item.item).is_none_or(Vec::is_empty);
        for (place, pattern) in self.patterns.iter().enumerate() {
            // Most patterns lack something in most texts.
            if pattern.parts.iter().flatten().any(absent) {
                continue;
            }
            let mut parts = Vec::new();
            for part in &pattern.parts {
                let standing = sequences(part, places, words, pattern.reach.gap);
                if standing.is_empty() {
                    break;
                }
                parts.push(standing);
            }
            if parts.len() == pattern.parts.len() {
                join(place, pattern, &parts, words, &sentences, &mut matches);
            }
        }
        matches
    }
}

/// In how many ways a sequence is followed from one word on: enough for what
/// people write, few enough for what is written to take long.
const MOST_WAYS: usize = 3;

/// How many places of one pattern are told: more would say nothing new.
const MOST_PLACES: usize = 8;

/// Where the items of a part follow one another.
fn sequences(
    part: &[Item],
    places: &[Vec<(usize, usize)>],
    words: &Words<'_>,
    gap: usize,
) -> Vec<(usize, usize)> {
    let mut standing: Vec<(usize, usize)> = Vec::new();
    for (place, item) in part.iter().enumerate() {
        let Some(here) = places.get(item.item) else {
            return Vec::new();
        };
        if place == 0 {
            standing.clone_from(here);
            continue;
        }
        let most = if item.apart { gap } else { 0 };
        let mut longer = Vec::new();
        for (first, last) in standing {
            let next = last.saturating_add(1);
            let from = here.partition_point(|(start, _)| *start < next);
            let mut ways = 0_usize;
            for (start, end) in here.iter().skip(from).copied() {
                let between = start.saturating_sub(next);
                let divided = |word: &super::words::Word| word.after > Break::List;
                let mut crossed = words.words.get(next..=start).unwrap_or_default().iter();
                if between > most || crossed.any(divided) || ways == MOST_WAYS {
                    break;
                }
                ways = ways.saturating_add(1);
                longer.push((first, end));
            }
        }
        longer.dedup();
        standing = longer;
    }
    standing
}

/// Where all parts of a pattern stand near one another: for each place of the
/// first, the nearest of the others.
fn join(
    place: usize,
    pattern: &Pattern,
    parts: &[Vec<(usize, usize)>],
    words: &Words<'_>,
    sentences: &[usize],
    matches: &mut Vec<Match>,
) {
    let Some((firsts, others)) = parts.split_first() else {
        return;
    };
    let mut told = 0_usize;
    for here in firsts.iter().copied() {
        let mut joined = vec![here];
        for other in others {
            let after = other.partition_point(|(first, _)| *first <= here.1);
            let near = |span: &&(usize, usize)| {
                let (from, until) = (span.0.min(here.0), span.1.max(here.1));
                let apart = span.1 < here.0 || span.0 > here.1;
                let close = until.saturating_sub(from) < pattern.reach.window;
                apart && close && sentences.get(from) == sentences.get(until)
            };
            let behind = other.get(after..).and_then(|after| after.iter().find(near));
            let ahead = other
                .get(..after)
                .and_then(|before| before.iter().rev().take(4).find(near));
            let distance = |span: &&(usize, usize)| {
                if span.0 > here.1 {
                    span.0.saturating_sub(here.1)
                } else {
                    here.0.saturating_sub(span.1)
                }
            };
            let Some(nearest) = [ahead, behind].into_iter().flatten().min_by_key(distance) else {
                break;
            };
            joined.push(*nearest);
        }
        let sentence = words
            .words
            .get(here.0)
            .map_or(Speech::English, |word| word.speech);
        if joined.len() == parts.len() && may_stand(pattern.speech, sentence) {
            matches.push(Match {
                pattern: place,
                parts: joined,
                outright: pattern.outright,
            });
            told = told.saturating_add(1);
            if told == MOST_PLACES {
                return;
            }
        }
    }
}

/// For each word, which sentence it stands in. A sentence of few words is one with
/// the next: some people put a full stop behind every thing they name ("Coffee. All
/// over it.").
pub fn sentences(words: &Words<'_>) -> Vec<usize> {
    let (mut sentence, mut length) = (0_usize, 0_usize);
    let each = words.words.iter().map(|word| {
        let fragment = match word.speech {
            Speech::English => 2,
            Speech::Vietnamese => 3,
            Speech::Chinese => 4,
        };
        if word.after == Break::Sentence && length > fragment {
            sentence = sentence.saturating_add(1);
            length = 0;
        }
        length = length.saturating_add(1);
        sentence
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::{Lists, Patterns};
    use crate::domain::triage::words::{Speech, Words};

    fn has(pattern: &str, text: &str) -> bool {
        let lists = Lists::from([(
            "drinks".to_owned(),
            vec!["tea".to_owned(), "iced coffee".to_owned()],
        )]);
        let mut patterns = Patterns::default();
        patterns
            .add(pattern, &lists, Speech::English)
            .expect("a pattern");
        {
            let words = Words::read(text);
            !patterns.find(&words, &patterns.places(&words)).is_empty()
        }
    }

    #[test]
    fn words_that_follow_one_another() {
        assert!(has("ran ... wash", "left it in my jeans and ran the wash"));
        assert!(!has("ran wash", "ran the wash"));
        assert!(!has("ran ... wash", "the script ran, then I did the wash"));
        assert!(has("fell|fallen off", "it had fallen off the desk"));
    }

    #[test]
    fn words_that_stand_near() {
        for text in ["spilled iced coffee on it", "tea was spilled over it"] {
            assert!(has("@drinks & spill", text), "{text}");
        }
        assert!(!has("@drinks & spill", "I had tea. It spilled the beans."));
        // A word or two between full stops go with what follows.
        assert!(has("@drinks & spill", "Tea. Spilled right over it."));
    }

    #[test]
    fn what_is_wrong_with_a_pattern_is_told() {
        let mut patterns = Patterns::default();
        assert!(
            patterns
                .add("@nothing", &Lists::new(), Speech::English)
                .is_err()
        );
        assert!(
            patterns
                .add("a & ", &Lists::new(), Speech::English)
                .is_err()
        );
        assert!(patterns.add("...", &Lists::new(), Speech::English).is_err());
    }
}
