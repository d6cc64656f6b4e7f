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

use super::hash::{Name, Named};
use super::lexicon::{Found, Lexicon};
use super::words::{Break, Speech, Words};
use std::collections::BTreeMap;

/// Patterns, ready to be looked for.
#[derive(Debug, Default)]
pub struct Patterns {
    /// The phrases of all items, each once.
    pub lexicon: Lexicon,
    /// The phrases by how they are written.
    phrases: Named<usize>,
    /// The items that each phrase belongs to.
    items_of: Vec<Vec<usize>>,
    /// The phrases of each item.
    phrases_of: Vec<Vec<usize>>,
    /// Each item by its language and how it is written.
    items: BTreeMap<(Speech, String), usize>,
    /// The phrases in which nothing else is looked for, in order.
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

/// Where a text has items, of those that may tell something.
#[derive(Debug)]
pub struct Places {
    /// For each item its place in `spans`, and one more; 0 if nobody asks for it.
    of: Vec<u32>,
    /// The first and the last word of each place, in order.
    spans: Vec<Vec<Span>>,
    /// The patterns whose items all stand somewhere.
    candidates: Vec<usize>,
}

/// The first and the last word of a place.
type Span = (usize, usize);

impl Places {
    fn of(&self, item: usize) -> &[Span] {
        let place = self.of.get(item).and_then(|place| place.checked_sub(1));
        let spans = place.and_then(|place| self.spans.get(usize::try_from(place).ok()?));
        spans.map_or(&[], Vec::as_slice)
    }
}

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
        let mut own = Vec::new();
        for phrase in phrases {
            let name = Name::of(&phrase);
            let place = match self.phrases.get(&name) {
                Some(place) => *place,
                None => self
                    .lexicon
                    .add(&phrase)
                    .ok_or_else(|| format!("`{phrase}` has no word"))?,
            };
            self.phrases.insert(name, place);
            own.push(place);
        }
        own.sort_unstable();
        own.dedup();
        self.items_of.resize_with(self.phrases.len(), Vec::new);
        for phrase in &own {
            if let Some(items) = self.items_of.get_mut(*phrase) {
                items.push(item);
            }
        }
        self.phrases_of.push(own);
        self.items.insert(key, item);
        Ok(item)
    }

    /// Adds a phrase in which nothing else is looked for: a word of a pattern within
    /// it is another word.
    pub fn add_neutral(&mut self, phrase: &str, speech: Speech) {
        let written = phrase.replace(' ', "_");
        if let Ok(item) = self.item(&written, &Lists::new(), speech) {
            let phrases = self.phrases_of.get(item).into_iter().flatten();
            self.neutral.extend(phrases);
            self.neutral.sort_unstable();
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
            let here = places.of(*item);
            let spoken = |(first, _): &&(usize, usize)| {
                let word = words.words.get(*first);
                word.is_some_and(|word| may_stand(*speech, word.speech))
            };
            let here = here.iter().filter(spoken).take(MOST_PLACES);
            here.map(|place| (name.as_str(), *place))
        })
    }

    /// Where the items that may tell something stand in a text.
    pub fn places(&self, words: &Words<'_>) -> Places {
        let mut found = self.lexicon.find(&self.lexicon.keyed(words));
        self.leave_out_neutral(&mut found, words.words.len());
        let standing = Standing::new(&found, self.items_of.len());
        let mut present = vec![false; self.phrases_of.len()];
        for phrase in standing.phrases() {
            for item in self.items_of.get(phrase).into_iter().flatten() {
                if let Some(present) = present.get_mut(*item) {
                    *present = true;
                }
            }
        }
        // Most patterns lack something in most texts.
        let stands = |item: &usize| present.get(*item).is_some_and(|present| *present);
        let all_stand = |pattern: &Pattern| {
            let mut items = pattern.parts.iter().flatten();
            items.all(|item| stands(&item.item))
        };
        let patterns = self.patterns.iter().enumerate();
        let candidates = patterns.filter(|(_, pattern)| all_stand(pattern));
        let candidates: Vec<usize> = candidates.map(|(place, _)| place).collect();
        let asked = candidates
            .iter()
            .filter_map(|pattern| self.patterns.get(*pattern))
            .flat_map(|pattern| pattern.parts.iter().flatten().map(|item| item.item));
        let listed = self.lists.iter().map(|(_, item, _)| *item).filter(stands);
        let mut of = vec![0_u32; self.phrases_of.len()];
        let mut spans = Vec::new();
        for item in asked.chain(listed) {
            if let Some(place @ 0) = of.get_mut(item) {
                let phrases = self.phrases_of.get(item).map_or(&[][..], Vec::as_slice);
                spans.push(standing.of_any(phrases));
                *place = u32::try_from(spans.len()).unwrap_or(0);
            }
        }
        Places {
            of,
            spans,
            candidates,
        }
    }

    fn leave_out_neutral(&self, found: &mut Vec<Found>, words: usize) {
        let length = |one: &Found| one.last.saturating_sub(one.first).saturating_add(1);
        // For each word how long the neutral phrase is that it stands in.
        let mut within = vec![0_usize; words];
        let neutral = |one: &&Found| self.neutral.binary_search(&one.phrase).is_ok();
        for one in found.iter().filter(neutral) {
            for word in within.get_mut(one.first..=one.last).unwrap_or_default() {
                *word = length(one).max(*word);
            }
        }
        found.retain(|one| {
            let inside = |word: &usize| *word > length(one);
            !within
                .get(one.first..=one.last)
                .is_some_and(|words| words.iter().all(inside))
        });
    }

    /// The patterns that a text has: for each the first few places, which is
    /// all that evidence needs.
    pub fn find(&self, words: &Words<'_>, places: &Places) -> Vec<Match> {
        let sentences = sentences(words);
        let mut matches = Vec::new();
        for place in places.candidates.iter().copied() {
            let Some(pattern) = self.patterns.get(place) else {
                continue;
            };
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

/// Where a text has phrases, by phrase.
#[derive(Debug)]
struct Standing {
    /// For each phrase where its spans end; they begin where those of the one before
    /// end.
    ends: Vec<usize>,
    /// In the order of their first words, phrase by phrase.
    spans: Vec<Span>,
}

impl Standing {
    fn new(found: &[Found], phrases: usize) -> Standing {
        let mut ends = vec![0_usize; phrases];
        for one in found {
            if let Some(count) = ends.get_mut(one.phrase) {
                *count = count.saturating_add(1);
            }
        }
        let mut sum = 0_usize;
        for end in &mut ends {
            let count = std::mem::replace(end, sum);
            sum = sum.saturating_add(count);
        }
        // Each now is where its phrase begins, and moves to where it ends.
        let mut spans = vec![(0, 0); sum];
        for one in found {
            if let Some(end) = ends.get_mut(one.phrase) {
                if let Some(span) = spans.get_mut(*end) {
                    *span = (one.first, one.last);
                }
                *end = end.saturating_add(1);
            }
        }
        Standing { ends, spans }
    }

    fn of(&self, phrase: usize) -> &[Span] {
        let before = phrase.checked_sub(1);
        let from = before.map_or(Some(0), |before| self.ends.get(before).copied());
        let until = self.ends.get(phrase).copied();
        let range = from.zip(until).map(|(from, until)| from..until);
        range
            .and_then(|range| self.spans.get(range))
            .unwrap_or_default()
    }

    /// The phrases that the text has.
    fn phrases(&self) -> impl Iterator<Item = usize> {
        let mut before = 0;
        let ends = self.ends.iter().enumerate();
        ends.filter_map(move |(phrase, end)| {
            let stands = std::mem::replace(&mut before, *end) < *end;
            stands.then_some(phrase)
        })
    }

    /// Where any of some phrases stands, in order.
    fn of_any(&self, phrases: &[usize]) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for phrase in phrases {
            spans.extend_from_slice(self.of(*phrase));
        }
        spans.sort_unstable();
        spans.dedup();
        spans
    }
}

/// In how many ways a sequence is followed from one word on: enough for what
/// people write, few enough for what is written to take long.
const MOST_WAYS: usize = 3;

/// How many places of one pattern are told: more would say nothing new.
const MOST_PLACES: usize = 8;

/// Where the items of a part follow one another.
fn sequences(part: &[Item], places: &Places, words: &Words<'_>, gap: usize) -> Vec<(usize, usize)> {
    let mut standing: Vec<(usize, usize)> = Vec::new();
    for (place, item) in part.iter().enumerate() {
        let here = places.of(item.item);
        if place == 0 {
            standing = here.to_vec();
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
