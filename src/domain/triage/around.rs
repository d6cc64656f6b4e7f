//! What stands around the words of a sign, for weights to look at.
//!
//! What makes such words hold, or not ("afraid that", "my old one"), is said in the
//! same way of water as of fire. So it is weighed for all facts together, and learned
//! from the texts of all policies: far more of them than one fact has.

use super::evidence::Sighting;
use super::features::{Feature, Take};
use super::hash::Name;
use super::standing::Stand;
use super::words::{Break, Words};

/// A text, ready to be looked at around some of its words.
pub(super) struct Surroundings<'a> {
    words: &'a Words<'a>,
    stands: &'a [Stand],
    /// For each word, which sentence it stands in.
    sentences: &'a [usize],
    /// The names of its words.
    names: Vec<&'a str>,
}

/// How the names of the features begin that are of a fact.
pub const OF_FACT: &str = "&";

/// How many words before and behind a sign are told by their side of it.
const BESIDE: usize = 10;

/// How many of them are told by how far they are away as well.
const NEXT: usize = 3;

/// How far words are looked at, wherever they stand: the length of what most people
/// write.
const ABOUT: usize = 40;

/// What is told of how many words a text has: for every so many one more, and at most
/// so many.
const LENGTH: (usize, usize) = (8, 8);

impl<'a> Surroundings<'a> {
    pub fn new(
        words: &'a Words<'a>,
        stands: &'a [Stand],
        sentences: &'a [usize],
    ) -> Surroundings<'a> {
        let names = words.words.iter().map(|word| words.name(word));
        Surroundings {
            words,
            stands,
            sentences,
            names: names.collect(),
        }
    }

    /// The features around the words of a sign, which begin with a sign that no word
    /// does.
    pub fn of(&self, fact: &str, sighting: &Sighting, take: Take<'_>) {
        let (first, last) = sighting.span();
        let mut put = |parts: &[&str]| {
            let name = parts.iter().fold(Name::EMPTY, |name, part| name.and(part));
            take(Feature { name, first, last }, parts);
        };
        let stood = if sighting.said { "said" } else { "aside" };
        let count = ["", "1", "2", "3", "4"];
        let patterns = count.get(sighting.patterns.min(4)).copied().unwrap_or("");
        put(&["|", stood]);
        put(&["|", patterns]);
        put(&[OF_FACT, fact]);
        put(&[OF_FACT, fact, " ", stood]);
        put(&[OF_FACT, fact, " ", patterns]);
        self.place(sighting, &mut put);
        self.own(sighting, &mut put);
        self.beside((first, last), &mut put);
        self.about((first, last), &mut put);
    }

    fn name(&self, place: usize) -> Option<&'a str> {
        self.names.get(place).copied()
    }

    fn sentence(&self, place: usize) -> usize {
        self.sentences.get(place).copied().unwrap_or(0)
    }

    fn stand(&self, place: usize) -> &'static str {
        self.stands.get(place).copied().unwrap_or_default().sign()
    }

    /// Where in the text it stands, and how the words of its sentence do.
    fn place(&self, sighting: &Sighting, put: &mut dyn FnMut(&[&str])) {
        let (first, _) = sighting.span();
        let here = self.sentence(first);
        let (each, most) = LENGTH;
        let lengths = ["0", "1", "2", "3", "4", "5", "6", "7", "8"];
        let length = self.names.len().checked_div(each).unwrap_or(0).min(most);
        put(&["|long ", lengths.get(length).copied().unwrap_or("")]);
        if self.words.words.get(first).is_some_and(|word| word.asks) {
            put(&["|asks"]);
        }
        if here == 0 {
            put(&["|first"]);
        }
        if Some(&here) == self.sentences.last() {
            put(&["|last"]);
        }
        let begins = self.sentences.partition_point(|sentence| *sentence < here);
        let ends = self.sentences.partition_point(|sentence| *sentence <= here);
        for stand in [Stand::Denied, Stand::Imagined, Stand::Elsewhere] {
            let range = begins..ends.min(begins.saturating_add(ABOUT));
            let sentence = self.stands.get(range).unwrap_or_default();
            if sentence.contains(&stand) {
                put(&["|", stand.sign()]);
            }
        }
    }

    /// Its own words, those between them, and how they stand.
    fn own(&self, sighting: &Sighting, put: &mut dyn FnMut(&[&str])) {
        let (first, last) = sighting.span();
        for place in first..=last {
            let Some(name) = self.name(place) else { break };
            let mut parts = sighting.parts.iter();
            if parts.any(|(from, until)| (*from..=*until).contains(&place)) {
                put(&["=", name]);
                let stand = self.stand(place);
                if !stand.is_empty() {
                    put(&["|=", stand]);
                }
            } else {
                put(&["-", name]);
            }
        }
    }

    /// The words of its sentence before it and behind it, alone and with the next
    /// ones towards it.
    fn beside(&self, (first, last): (usize, usize), put: &mut dyn FnMut(&[&str])) {
        const FAR: [&str; NEXT] = ["1", "2", "3"];
        let here = self.sentence(first);
        for distance in 1..=BESIDE {
            let Some(at) = first.checked_sub(distance) else {
                break;
            };
            let Some(name) = self.name(at).filter(|_| self.sentence(at) == here) else {
                break;
            };
            put(&["<", name]);
            if let Some(far) = FAR.get(distance.saturating_sub(1)) {
                put(&["<", far, name]);
            }
            let next = self.name(at.saturating_add(1));
            let after = self.name(at.saturating_add(2));
            if let Some(next) = next {
                put(&["<", name, " ", next]);
                if let Some(after) = after {
                    put(&["<", name, " ", next, " ", after]);
                }
            }
        }
        for distance in 1..=BESIDE {
            let at = last.saturating_add(distance);
            let Some(name) = self.name(at).filter(|_| self.sentence(at) == here) else {
                break;
            };
            put(&[">", name]);
            if let Some(far) = FAR.get(distance.saturating_sub(1)) {
                put(&[">", far, name]);
            }
            let before = at.checked_sub(1).and_then(|at| self.name(at));
            let earlier = at.checked_sub(2).and_then(|at| self.name(at));
            if let Some(before) = before {
                put(&[">", before, " ", name]);
                if let Some(earlier) = earlier {
                    put(&[">", earlier, " ", before, " ", name]);
                }
            }
        }
    }

    /// All words in reach, and each two that follow one another.
    fn about(&self, (first, last): (usize, usize), put: &mut dyn FnMut(&[&str])) {
        let until = last.saturating_add(ABOUT).min(self.names.len());
        for place in first.saturating_sub(ABOUT)..until {
            let Some(name) = self.name(place) else { break };
            put(&["*", name]);
            let next = place.saturating_add(1);
            let follows = self.words.words.get(next);
            if follows.is_some_and(|word| word.after <= Break::List)
                && let Some(next) = self.name(next)
            {
                put(&["*", name, " ", next]);
            }
        }
    }
}
