//! How the words of a text stand to the product: said of it, denied, only
//! imagined, asked, quoted, or said of something else.
//!
//! This is grammar, not policy: it is the same for every pack. A language gives
//! the cues, small closed lists; the scopes that they open are ruled here.

use super::lexicon::{Found, Lexicon};
use super::words::{Break, Speech, Words};
use std::collections::BTreeMap;

/// How a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Stand {
    /// It is said of the product.
    #[default]
    Said,
    /// It is denied.
    Denied,
    /// It is imagined, feared, planned, asked or quoted.
    Imagined,
    /// It is said of another thing, or of an earlier time.
    Elsewhere,
}

impl Stand {
    /// What stands before the names of features that stand so.
    pub fn sign(self) -> &'static str {
        match self {
            Stand::Said => "",
            Stand::Denied => "!",
            Stand::Imagined => "?",
            Stand::Elsewhere => "^",
        }
    }
}

/// What a phrase does to the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cue {
    /// What follows is denied: "never", "没有", "không".
    Denies,
    /// It looks like a denial and is none: "not only", "没拿稳".
    DeniesNothing,
    /// A clause of it alone denies the clause before.
    DeniesBefore,
    /// A denial goes on behind a comma: "or", "nor", "也".
    GoesOn,
    /// A denial ends: "but", "after", "because", "后来".
    Ends,
    /// What follows, to the end of the sentence or to a contrast, is imagined.
    Imagines,
    /// The sentence asks, if it ends so: "does", "is", "请问".
    Asks,
    /// The sentence asks, wherever it stands in it: "吗".
    AsksAlways,
    /// What follows is what some text says.
    Quotes,
    /// A contrast: what was imagined or quoted is over.
    Contrasts,
    /// Its clause is about another thing.
    Other,
    /// Its clause is about another thing if the product was spared.
    Host,
    /// The product was spared.
    Spared,
    /// What follows, to the end of the sentence, was at an earlier time.
    Earlier,
    /// The present again.
    Now,
    /// The product, or a word for it.
    Product,
}

impl Cue {
    /// The name of its section in the lists.
    fn named(name: &str) -> Option<Cue> {
        Some(match name {
            "denies" => Cue::Denies,
            "denies-nothing" => Cue::DeniesNothing,
            "denies-before" => Cue::DeniesBefore,
            "goes-on" => Cue::GoesOn,
            "ends" => Cue::Ends,
            "imagines" => Cue::Imagines,
            "asks" => Cue::Asks,
            "asks-always" => Cue::AsksAlways,
            "quotes" => Cue::Quotes,
            "contrasts" => Cue::Contrasts,
            "other" => Cue::Other,
            "host" => Cue::Host,
            "spared" => Cue::Spared,
            "earlier" => Cue::Earlier,
            "now" => Cue::Now,
            "product" => Cue::Product,
            _ => return None,
        })
    }
}

/// The lists of cues of the languages that are spoken here.
pub const LISTS: [&str; 3] = [
    include_str!("english.txt"),
    include_str!("chinese.txt"),
    include_str!("vietnamese.txt"),
];

/// Their languages: the cues of one mean nothing in a sentence of another.
const SPEECHES: [Speech; 3] = [Speech::English, Speech::Chinese, Speech::Vietnamese];

/// How far denials of a language reach.
struct Denial {
    /// How many words at most.
    words: usize,
    /// A clause of at most so many words goes on with a list.
    short: usize,
}

const DENIALS: [Denial; 3] = [
    Denial {
        words: 14,
        short: 4,
    },
    Denial {
        words: 22,
        short: 6,
    },
    Denial {
        words: 16,
        short: 4,
    },
];

/// The cues of all languages, ready to be looked for.
#[derive(Debug)]
pub struct Cues {
    lexicon: Lexicon,
    /// What each phrase does, and in which language.
    does: Vec<(Cue, usize)>,
}

/// Where a cue stands.
#[derive(Clone, Copy)]
struct Here {
    cue: Cue,
    language: usize,
    first: usize,
    last: usize,
}

impl Cues {
    /// The cues of lists, one for each language in the order of [`LISTS`]:
    /// sections with a name in brackets, phrases with commas between, and remarks
    /// behind a semicolon. A section without a known name is passed over; a
    /// test holds that the lists have none.
    pub fn read(lists: &[&str]) -> Cues {
        let mut cues = Cues {
            lexicon: Lexicon::default(),
            does: Vec::new(),
        };
        for (language, list) in lists.iter().enumerate() {
            let mut section = None;
            for line in list.lines().filter(|line| !line.starts_with(';')) {
                if let Some(name) = line.strip_prefix('[') {
                    section = Cue::named(name.trim_end_matches(']'));
                    continue;
                }
                let Some(cue) = section else { continue };
                for phrase in line.split(',') {
                    if cues.lexicon.add(phrase).is_some() {
                        cues.does.push((cue, language));
                    }
                }
            }
        }
        cues
    }

    /// How each word stands.
    pub fn stands(&self, words: &Words<'_>) -> Vec<Stand> {
        let found = self.lexicon.find(&self.lexicon.keyed(words));
        let mut here: Vec<Here> = found
            .into_iter()
            .filter_map(
                |Found {
                     phrase,
                     first,
                     last,
                 }| {
                    let (cue, language) = self.does.get(phrase).copied()?;
                    let word = words.words.get(first)?;
                    let own = SPEECHES.get(language) == Some(&word.speech);
                    own.then_some(Here {
                        cue,
                        language,
                        first,
                        last,
                    })
                },
            )
            .collect();
        drop_what_is_part_of_more(&mut here, words.words.len());
        let contrasts = places_of(&here, &[Cue::Contrasts]);
        let mut scene = Scene::new(words, &contrasts);
        scene.imagined(&here);
        scene.elsewhere(&here);
        scene.denied(&here);
        scene.stands
    }
}

impl Default for Cues {
    fn default() -> Cues {
        Cues::read(&LISTS)
    }
}

/// What lies within a longer phrase of its own kind does not count, nor what lies
/// within a phrase that denies nothing: "not only" is no "not".
fn drop_what_is_part_of_more(here: &mut Vec<Here>, words: usize) {
    let length = |one: &Here| one.last.saturating_sub(one.first).saturating_add(1);
    let mut longest: BTreeMap<Cue, Vec<usize>> = BTreeMap::new();
    for one in here.iter() {
        let of_kind = longest.entry(one.cue).or_insert_with(|| vec![0; words]);
        for most in of_kind.get_mut(one.first..=one.last).unwrap_or_default() {
            *most = length(one).max(*most);
        }
    }
    let longer = |one: &Here, cue: Cue| {
        let most = longest.get(&cue).and_then(|of_kind| of_kind.get(one.first));
        most.is_some_and(|most| *most > length(one))
    };
    here.retain(|one| !longer(one, one.cue) && !longer(one, Cue::DeniesNothing));
}

/// A text, its clauses and sentences, and how its words stand so far.
struct Scene<'w, 't> {
    words: &'w Words<'t>,
    stands: Vec<Stand>,
    /// For each word the first word of its clause, and the first of the next.
    clauses: Vec<(usize, usize)>,
    /// The same for its sentence.
    sentences: Vec<(usize, usize)>,
}

impl<'w, 't> Scene<'w, 't> {
    fn new(words: &'w Words<'t>, contrasts: &[usize]) -> Scene<'w, 't> {
        Scene {
            words,
            stands: vec![Stand::Said; words.words.len()],
            clauses: parts(words, Break::Clause, contrasts),
            sentences: parts(words, Break::Sentence, &[]),
        }
    }

    fn clause(&self, word: usize) -> (usize, usize) {
        self.clauses.get(word).copied().unwrap_or((word, word))
    }

    fn sentence(&self, word: usize) -> (usize, usize) {
        self.sentences.get(word).copied().unwrap_or((word, word))
    }

    /// A word that was given a stand keeps it.
    fn set(&mut self, from: usize, until: usize, stand: Stand) {
        for word in self.stands.get_mut(from..until).unwrap_or_default() {
            if *word == Stand::Said {
                *word = stand;
            }
        }
    }

    fn imagined(&mut self, here: &[Here]) {
        let contrasts = places_of(here, &[Cue::Contrasts]);
        let mut set = Progress::default();
        for one in here {
            let (start, end) = self.sentence(one.first);
            match one.cue {
                Cue::Imagines | Cue::Quotes => {
                    let until = first_from(&contrasts, one.first).min(end);
                    self.set(set.rest(one.first, until), until, Stand::Imagined);
                }
                Cue::AsksAlways => {
                    let (from, _) = self.clause(one.first);
                    let until = one.last.saturating_add(1);
                    self.set(set.rest(from, until), until, Stand::Imagined);
                }
                Cue::Asks => {
                    let asks = self
                        .words
                        .words
                        .get(one.first)
                        .is_some_and(|word| word.asks);
                    let begins = self.clause(one.first).0 == one.first || start == one.first;
                    if asks && begins {
                        self.set(set.rest(one.first, end), end, Stand::Imagined);
                    }
                }
                _ => {}
            }
        }
    }

    fn elsewhere(&mut self, here: &[Here]) {
        let mut spared = Vec::new();
        let mut product = Vec::new();
        for one in here {
            match one.cue {
                Cue::Spared => spared.push(one.first),
                Cue::Product => product.push(one.first),
                _ => {}
            }
        }
        let within = |list: &[usize], from: usize, until: usize| {
            let first = list.partition_point(|word| *word < from);
            list.get(first).is_some_and(|word| *word < until)
        };
        let present = places_of(here, &[Cue::Now, Cue::Contrasts]);
        let mut set = Progress::default();
        for one in here {
            let (from, until) = self.clause(one.first);
            match one.cue {
                Cue::Other if !within(&product, from, one.first) => {
                    self.set(set.rest(from, until), until, Stand::Elsewhere);
                }
                Cue::Host => {
                    let (start, end) = self.sentence(one.first);
                    let next = self.sentence(end).1;
                    if within(&spared, start, next) && !within(&product, from, until) {
                        self.set(set.rest(from, until), until, Stand::Elsewhere);
                    }
                }
                Cue::Earlier => {
                    let (_, end) = self.sentence(one.first);
                    let until = first_from(&present, one.first).min(end);
                    let until = until.max(one.last.saturating_add(1));
                    self.set(set.rest(from, until), until, Stand::Elsewhere);
                }
                _ => {}
            }
        }
    }

    fn denied(&mut self, here: &[Here]) {
        let mut set = Progress::default();
        for (place, one) in here.iter().enumerate() {
            let (start, end) = self.clause(one.first);
            let alone = start == one.first && end == one.last.saturating_add(1);
            match one.cue {
                Cue::Denies | Cue::DeniesBefore if alone && start > 0 => {
                    let before = self.clause(start.saturating_sub(1));
                    let first = self.words.words.get(start);
                    let asked = self.words.words.get(before.0).is_some_and(|word| word.asks);
                    if first.is_some_and(|word| word.after < Break::Sentence) || asked {
                        for word in self.stands.get_mut(before.0..before.1).unwrap_or_default() {
                            *word = Stand::Denied;
                        }
                    }
                }
                Cue::Denies => {
                    let until = self.denial_ends(one, here.get(place..).unwrap_or_default());
                    self.set(one.last.saturating_add(1), until, Stand::Denied);
                }
                Cue::DeniesBefore => {
                    self.set(set.rest(start, one.first), one.first, Stand::Denied);
                }
                _ => {}
            }
        }
    }

    /// The word at which a denial ends: where the clause ends, or later if a
    /// list of what is denied goes on, or sooner if something ends it.
    fn denial_ends(&self, one: &Here, here: &[Here]) -> usize {
        let Some(denial) = DENIALS.get(one.language) else {
            return one.last;
        };
        let (_, sentence) = self.sentence(one.first);
        let from = one.last.saturating_add(1);
        let reach = from.saturating_add(denial.words).min(sentence);
        let stop = here
            .iter()
            .take_while(|other| other.first < reach)
            .find(|other| matches!(other.cue, Cue::Ends | Cue::Contrasts) && other.first >= from)
            .map_or(reach, |other| other.first);
        let (_, mut end) = self.clause(one.first);
        while end < stop {
            let (_, next) = self.clause(end);
            let goes_on = here
                .iter()
                .take_while(|other| other.first <= end)
                .any(|other| other.first == end && other.cue == Cue::GoesOn);
            let short = next.saturating_sub(end) <= denial.short;
            let another = |other: &Here| {
                other.first >= end
                    && other.first < next
                    && matches!(other.cue, Cue::Product | Cue::Now)
            };
            let subject = here
                .iter()
                .take_while(|other| other.first < next)
                .any(another);
            if goes_on || (short && !subject) {
                end = next;
            } else {
                break;
            }
        }
        end.min(stop)
    }
}

/// How far words were given a stand: cues come in the order of their words, so
/// that no word need be visited for each cue of a long sentence.
#[derive(Default)]
struct Progress {
    from: usize,
    until: usize,
}

impl Progress {
    /// Where the rest of these words begins that no cue before had.
    fn rest(&mut self, from: usize, until: usize) -> usize {
        if from < self.from || from > self.until {
            // It begins before what was given, or apart from it.
            *self = Progress { from, until };
            return from;
        }
        let rest = self.until.min(until);
        self.until = self.until.max(until);
        rest
    }
}

/// The first words of some cues, in order.
fn places_of(here: &[Here], cues: &[Cue]) -> Vec<usize> {
    let of = here.iter().filter(|one| cues.contains(&one.cue));
    of.map(|one| one.first).collect()
}

/// The first place in a list that is not before a word.
fn first_from(places: &[usize], word: usize) -> usize {
    let first = places.partition_point(|place| *place < word);
    places.get(first).copied().unwrap_or(usize::MAX)
}

/// For each word the first word of the part it stands in, and the first of the
/// next. Parts begin at breaks, and at other words that begin one.
fn parts(words: &Words<'_>, by: Break, also: &[usize]) -> Vec<(usize, usize)> {
    let count = words.words.len();
    let mut parts = vec![(0, count); count];
    let mut from = 0_usize;
    for (place, word) in words.words.iter().enumerate() {
        if word.after >= by || also.binary_search(&place).is_ok() {
            for part in parts.get_mut(from..place).unwrap_or_default() {
                part.1 = place;
            }
            from = place;
        }
        if let Some(part) = parts.get_mut(place) {
            part.0 = from;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{Cue, Cues, LISTS, Stand};
    use crate::domain::triage::words::Words;

    /// The words of a text that do not stand as said, in order.
    fn aside(text: &str) -> Vec<(String, Stand)> {
        let words = Words::read(text);
        let stands = Cues::default().stands(&words);
        let each = words.words.iter().zip(stands);
        each.filter(|(_, stand)| *stand != Stand::Said)
            .map(|(word, stand)| (words.plain(word).to_owned(), stand))
            .collect()
    }

    fn stands(text: &str, word: &str) -> Stand {
        let found = aside(text).into_iter().find(|(plain, _)| plain == word);
        found.map_or(Stand::Said, |(_, stand)| stand)
    }

    #[test]
    fn every_section_of_the_lists_has_a_name_that_is_known() {
        for list in LISTS {
            let sections = list.lines().filter_map(|line| line.strip_prefix('['));
            let names: Vec<&str> = sections.map(|name| name.trim_end_matches(']')).collect();
            assert!(names.len() >= 15, "{names:?}");
            for name in names {
                assert!(Cue::named(name).is_some(), "{name}");
            }
        }
    }

    #[test]
    fn a_denial_reaches_over_a_list_and_ends_at_a_contrast() {
        let text = "It was never dropped, opened or crushed, but my son spilled tea";
        for word in ["dropped", "opened", "crushed"] {
            assert_eq!(stands(text, word), Stand::Denied, "{word}");
        }
        assert_eq!(stands(text, "spilled"), Stand::Said);
        assert_eq!(
            stands("没有进水，也没有摔过，但是被雷劈了", "摔"),
            Stand::Denied
        );
        assert_eq!(
            stands("没有进水，也没有摔过，但是被雷劈了", "劈"),
            Stand::Said
        );
        assert_eq!(stands("Không bị rơi nhưng bị ướt", "roi"), Stand::Denied);
        assert_eq!(stands("Không bị rơi nhưng bị ướt", "uot"), Stand::Said);
    }

    #[test]
    fn what_looks_like_a_denial_may_be_none() {
        assert_eq!(stands("I did not mean to drop it", "drop"), Stand::Said);
        assert_eq!(stands("不小心摔了", "摔"), Stand::Said);
    }

    #[test]
    fn questions_fears_and_earlier_times_stand_aside() {
        assert_eq!(stands("I am afraid it gets wet", "wet"), Stand::Imagined);
        assert_eq!(
            stands("Is it covered when dropped?", "dropped"),
            Stand::Imagined
        );
        assert_eq!(stands("My previous card got wet", "wet"), Stand::Elsewhere);
        assert_eq!(stands("It got wet. Is that covered?", "wet"), Stand::Said);
    }
}
