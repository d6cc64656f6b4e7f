//! From what a person writes to what must be asked: which exclusions the words
//! make one suspect, which kind of request it is, and how severe.
//!
//! Nothing is decided from a text. A [`Suspicion`] puts a question first and
//! quotes the words that raised it; a proposal fills in a choice that the person
//! can change.
//!
//! Patterns and lists of words are data of the pack, in every language. What
//! they match counts only where it is said of the product: [`standing`] knows
//! what a denial, a fear, a question or another device is. Weights learned from
//! labelled texts stand beside the patterns of the bundled packs, because people
//! tell a thing in more ways than a list has.

mod around;
mod digits;
mod evidence;
mod features;
mod hash;
mod letters;
pub mod lexicon;
pub mod pattern;
pub mod standing;
mod traditional;
mod weights;
pub mod windows;
pub mod words;

pub use around::OF_FACT;
pub use digits::MOST;
pub use features::Feature;
pub use hash::Name;
pub use weights::{AROUND, RARITY, SCORE, UNIT, Weighed, Weight, Weights};

use crate::domain::policy::document::Triage as Written;
use around::Surroundings;
use evidence::{Evidence, Sighting};
use pattern::{Lists, Patterns, Places, sentences};
use standing::{Cues, Stand};
use std::collections::{BTreeMap, BTreeSet};
use words::{Speech, Words};

/// What a pack knows of texts, ready to read them.
#[derive(Debug)]
pub struct Triage {
    patterns: Patterns,
    /// For each pattern what it is of.
    of: Vec<Of>,
    signs: Vec<Sign>,
    /// The lists that patterns of facts name. The others are for choices.
    of_facts: BTreeSet<String>,
    cues: Cues,
    weights: Option<weights::Ready>,
}

/// At most so many lists of a sentence are paired with one another.
const MOST_MEETING: usize = 12;

/// What a pattern is of.
#[derive(Clone, Copy, Debug)]
enum Of {
    /// The sign in this place.
    Sign(usize),
    /// The advice in this place.
    Advice(usize),
}

/// What patterns are signs of: yes to a fact, or one of its options.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sign {
    /// The fact.
    fact: String,
    /// The option of a choice; none for a yes.
    is: Option<String>,
}

/// Something that a text makes one suspect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspicion {
    /// The yes/no fact that asks for it.
    pub fact: String,
    /// The words that raise it, as typed.
    pub evidence: String,
    /// How much they say: 50 at the least, 95 at the most.
    pub strength: u8,
}

/// An answer that a text proposes for a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The choice.
    pub fact: String,
    /// The option.
    pub is: String,
    /// The words that speak most for it, as typed.
    pub evidence: String,
    /// How much they say: 50 at the least, 95 at the most.
    pub strength: u8,
}

/// What a text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// What it makes one suspect, in the order of the pack.
    pub suspicions: Vec<Suspicion>,
    /// What it proposes, at most one answer for each choice.
    pub proposals: Vec<Proposal>,
    /// The advice that its words call for, by its place in the pack.
    pub advice: Vec<usize>,
}

/// Whatever reads texts.
pub trait ReadsTexts {
    /// What a text says.
    fn said(&self, text: &str) -> Said;
}

impl ReadsTexts for Triage {
    fn said(&self, text: &str) -> Said {
        self.read(text, By::Both)
    }
}

/// A feature of a text by its name, for `cargo xtask train`.
pub type TakeName<'a> = &'a mut dyn FnMut(&str);

/// Which readers take part: to find out what each adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Patterns and weights.
    Both,
    /// Patterns alone, as for a pack without weights.
    Patterns,
    /// Weights alone.
    Weights,
}

/// The languages that packs write patterns in, by their tags.
const LANGUAGES: [(&str, Speech); 3] = [
    ("en", Speech::English),
    ("zh-Hans", Speech::Chinese),
    ("vi", Speech::Vietnamese),
];

impl Triage {
    /// What a pack writes, made ready. Weights are those learned for the pack,
    /// if there are any.
    ///
    /// # Errors
    /// For each pattern that means nothing: the fact, the pattern, and why.
    pub fn new(
        written: &Written,
        weights: Option<Weights>,
    ) -> Result<Triage, Vec<(String, String, String)>> {
        let mut triage = Triage {
            patterns: Patterns::default(),
            of: Vec::new(),
            signs: Vec::new(),
            of_facts: lists_of_facts(written),
            cues: Cues::default(),
            weights: weights.map(|weights| weights.ready()),
        };
        let mut problems = Vec::new();
        let lists_in = |language: &str| -> Lists {
            let each = written.words.iter().map(|list| {
                let phrases = list.phrases.in_language(language).to_vec();
                (list.id.as_str().to_owned(), phrases)
            });
            each.collect()
        };
        for (language, speech) in LANGUAGES {
            let lists = lists_in(language);
            for list in lists.keys() {
                // A list without a phrase in this language says nothing in it.
                if lists.get(list).is_some_and(|phrases| !phrases.is_empty())
                    && let Err(wrong) = triage.patterns.add_list(list, &lists, speech)
                {
                    problems.push((list.clone(), format!("@{list}"), wrong));
                }
            }
            for phrase in written.neutral.in_language(language) {
                triage.patterns.add_neutral(phrase, speech);
            }
            for word in written.spelt.in_language(language) {
                triage.patterns.lexicon.knows(word);
            }
            for sign in &written.signs {
                let place = triage.sign(sign.fact.as_str(), sign.is.as_deref());
                for pattern in sign.told_by.in_language(language) {
                    match triage.patterns.add(pattern, &lists, speech) {
                        Ok(_) => triage.of.push(Of::Sign(place)),
                        Err(wrong) => {
                            problems.push((sign.fact.as_str().to_owned(), pattern.clone(), wrong));
                        }
                    }
                }
            }
            for (place, advice) in written.advice.iter().enumerate() {
                for pattern in advice.told_by.in_language(language) {
                    match triage.patterns.add(pattern, &lists, speech) {
                        Ok(_) => triage.of.push(Of::Advice(place)),
                        Err(wrong) => {
                            problems.push((advice.id.as_str().to_owned(), pattern.clone(), wrong));
                        }
                    }
                }
            }
        }
        if problems.is_empty() {
            Ok(triage)
        } else {
            Err(problems)
        }
    }

    /// Takes other cues than its own. For trying out lists.
    pub fn cue(&mut self, cues: Cues) {
        self.cues = cues;
    }

    /// Takes weights in the place of those it has.
    pub fn weigh(&mut self, weights: Option<Weights>) {
        self.weights = weights.map(|weights| weights.ready());
    }

    fn sign(&mut self, fact: &str, is: Option<&str>) -> usize {
        let sign = Sign {
            fact: fact.to_owned(),
            is: is.map(str::to_owned),
        };
        let known = self.signs.iter().position(|one| *one == sign);
        known.unwrap_or_else(|| {
            self.signs.push(sign);
            self.signs.len().saturating_sub(1)
        })
    }

    fn evidence(&self, words: &Words<'_>, places: &Places, stands: &[Stand]) -> Evidence {
        Evidence::new(&self.patterns, &self.of, words, places, stands)
    }

    /// Everything of a text that is weighed: for facts as its words stand, for
    /// choices however they stand.
    fn weighed(
        &self,
        words: &Words<'_>,
        places: &Places,
        stands: &[Stand],
        evidence: &Evidence,
        take: features::Take<'_>,
    ) {
        features::features(words, stands, take);
        self.concepts(words, places, stands, take);
        let for_facts = !stands.is_empty();
        for (sign, sighting) in &evidence.signs {
            let sign = self.signs.get(*sign);
            if let Some(sign) = sign.filter(|sign| sign.is.is_none() == for_facts) {
                let (first, last) = sighting.span();
                for parts in sign.parts(sighting) {
                    put(&parts, first, last, take);
                }
            }
        }
    }

    /// The names of the features of a text, those for facts and those for choices.
    pub fn name_features(&self, text: &str, facts: TakeName<'_>, choices: TakeName<'_>) {
        let words = Words::read(text);
        let stands = self.cues.stands(&words);
        let places = self.patterns.places(&words);
        let evidence = self.evidence(&words, &places, &stands);
        self.weighed(&words, &places, &stands, &evidence, &mut |_, parts| {
            facts(&parts.concat());
        });
        self.weighed(&words, &places, &[], &evidence, &mut |_, parts| {
            choices(&parts.concat());
        });
    }

    /// The names of the features around the signs of a text, with the fact of each.
    pub fn name_surroundings(&self, text: &str, take: &mut dyn FnMut(&str, BTreeSet<String>)) {
        let words = Words::read(text);
        let stands = self.cues.stands(&words);
        let places = self.patterns.places(&words);
        let evidence = self.evidence(&words, &places, &stands);
        let sentences = sentences(&words);
        let surroundings = Surroundings::new(&words, &stands, &sentences);
        for (place, sighting) in &evidence.signs {
            let sign = self.signs.get(*place);
            if let Some(sign) = sign.filter(|sign| sign.is.is_none()) {
                let mut names = BTreeSet::new();
                surroundings.of(&sign.fact, sighting, &mut |_, parts| {
                    names.insert(parts.concat());
                });
                take(&sign.fact, names);
            }
        }
    }

    /// The words of a text as [`windows`] look at them: the name of each and how it
    /// stands.
    pub fn name_words(&self, text: &str) -> Vec<(String, usize)> {
        let words = Words::read(text);
        let stands = self.cues.stands(&words);
        let named = windows::named(&words, &stands).into_iter();
        named
            .map(|(name, stands)| (name.to_owned(), stands))
            .collect()
    }

    /// The lists of which the text has a phrase, and each two of them that meet in
    /// a sentence. A list stands for what its words have in common, so that a word
    /// that no text had counts as much as its likes.
    fn concepts(
        &self,
        words: &Words<'_>,
        places: &Places,
        stands: &[Stand],
        take: features::Take<'_>,
    ) {
        let for_facts = !stands.is_empty();
        let sentences = sentences(words);
        let mut met: BTreeMap<usize, Vec<Met<'_>>> = BTreeMap::new();
        for (list, (first, last)) in self.patterns.lists(places, words) {
            // What tells of one says little of the other.
            if self.of_facts.contains(list) != for_facts {
                continue;
            }
            let sign = stands.get(first).copied().unwrap_or_default().sign();
            put(&["@", sign, "[", list], first, last, take);
            let sentence = sentences.get(first).copied().unwrap_or(0);
            let here = met.entry(sentence).or_default();
            let new = !here.iter().any(|(one, _)| *one == list);
            if sign.is_empty() && here.len() < MOST_MEETING && new {
                here.push((list, (first, last)));
            }
        }
        for here in met.values() {
            for (place, (one, (first, last))) in here.iter().enumerate() {
                for (other, (from, until)) in here.iter().skip(place.saturating_add(1)) {
                    let (one, other) = if one < other {
                        (one, other)
                    } else {
                        (other, one)
                    };
                    let (first, last) = (*first.min(from), *last.max(until));
                    put(&["@[", one, "+", other], first, last, take);
                }
            }
        }
    }

    /// What a text says. Takes time proportional to its length.
    pub fn read(&self, text: &str, by: By) -> Said {
        let words = Words::read(text);
        let stands = self.cues.stands(&words);
        let places = self.patterns.places(&words);
        let evidence = self.evidence(&words, &places, &stands);
        let weights = self.weights.as_ref().filter(|_| by != By::Patterns);
        let Some(weights) = weights else {
            return self.by_patterns(&words, &evidence);
        };
        let count = words.words.len();
        let weigh = |stands: &[Stand], wanted: &dyn Fn(&Weighed) -> bool| {
            let mut weighing = weights.weighing();
            if !weights.answers.iter().any(wanted) {
                return weighing;
            }
            self.weighed(&words, &places, stands, &evidence, &mut |feature, parts| {
                let of_patterns = parts.first() == Some(&"@") || parts.first() == Some(&"@[");
                if by == By::Both || !of_patterns {
                    weighing.put(feature);
                }
            });
            weighing
        };
        let mut said = Said {
            advice: evidence.advice.clone(),
            ..Said::default()
        };
        let quoted = |span: Option<(usize, usize)>| {
            span.map_or("", |(first, last)| words.quoted(first, last))
                .to_owned()
        };
        let sentences = sentences(&words);
        let surroundings = Surroundings::new(&words, &stands, &sentences);
        let weighing = weigh(&stands, &Weighed::is_for_a_fact);
        let windows = weights.windows.as_ref();
        let heard = windows.map_or_else(Vec::new, |windows| windows.hear(&words, &stands));
        for (place, score) in weighing.scores(&Weighed::is_for_a_fact) {
            let Some(answer) = weights.answers.get(place) else {
                continue;
            };
            let sign = self
                .signs
                .iter()
                .position(|sign| sign.fact == answer.fact && sign.is.is_none());
            let sighting = sign.and_then(|sign| evidence.signs.get(&sign));
            let sighting = sighting.filter(|_| by == By::Both);
            let around = sighting.map_or(0, |sighting| {
                let mut weighing = weights.weighing();
                surroundings.of(&answer.fact, sighting, &mut |feature, _| {
                    weighing.put(feature);
                });
                weighing.sum(&Weighed::is_around)
            });
            let (sum, least) = match sighting {
                Some(sighting) if sighting.said => (AROUND_SAID.of(around), LEAST_SAID),
                Some(_) => (AROUND_ASIDE.of(around), LEAST_ASIDE),
                None => (0, LEAST_WITHOUT_SIGN),
            };
            let heard = heard.iter().find(|heard| heard.answer == place);
            let of_windows = heard.map_or(0, |heard| heard.score);
            let sum = score.saturating_add(sum).saturating_add(of_windows);
            if sum <= least {
                continue;
            }
            // A pattern's words are the better quotation.
            let span = sighting.map(Sighting::span);
            let span = span.or_else(|| weighing.heaviest(place, count));
            let span = span.or_else(|| heard.and_then(|heard| heard.span));
            said.suspicions.push(Suspicion {
                fact: answer.fact.clone(),
                evidence: quoted(span),
                strength: strength(sum),
            });
        }
        let in_pack = |one: &Suspicion| self.signs.iter().position(|sign| sign.fact == one.fact);
        said.suspicions
            .sort_by_key(|one| in_pack(one).unwrap_or(usize::MAX));
        let is_option = |answer: &Weighed| answer.is.is_some();
        let weighing = weigh(&[], &is_option);
        let mut best: BTreeMap<&str, Leading<'_>> = BTreeMap::new();
        for (place, score) in weighing.scores(&is_option) {
            let Some(answer) = weights.answers.get(place) else {
                continue;
            };
            let is = answer.is.as_deref().unwrap_or_default();
            let leading = best.entry(&answer.fact).or_insert(Leading {
                place,
                score,
                second: i32::MIN,
                is,
            });
            if leading.place != place {
                leading.second = leading.second.max(score.min(leading.score));
            }
            if score > leading.score {
                leading.place = place;
                leading.score = score;
                leading.is = is;
            }
        }
        if !words.words.is_empty() {
            for (fact, leading) in best {
                said.proposals.push(Proposal {
                    fact: fact.to_owned(),
                    is: leading.is.to_owned(),
                    evidence: quoted(weighing.heaviest(leading.place, count)),
                    strength: strength(leading.score.saturating_sub(leading.second)),
                });
            }
        }
        said
    }

    /// What patterns alone say: a pattern that stands is a suspicion, and of the
    /// options of a choice the one with the most signs is proposed.
    fn by_patterns(&self, words: &Words<'_>, evidence: &Evidence) -> Said {
        let mut said = Said {
            advice: evidence.advice.clone(),
            ..Said::default()
        };
        let mut most: BTreeMap<&str, usize> = BTreeMap::new();
        for place in evidence.signs.keys() {
            let (Some(sign), Some(sighting)) = (self.signs.get(*place), evidence.said(*place))
            else {
                continue;
            };
            let (first, last) = sighting.span();
            let evidence = words.quoted(first, last).to_owned();
            let Some(is) = &sign.is else {
                said.suspicions.push(Suspicion {
                    fact: sign.fact.clone(),
                    evidence,
                    strength: BY_A_PATTERN,
                });
                continue;
            };
            let before = most.entry(&sign.fact).or_insert(0);
            if sighting.patterns > *before {
                *before = sighting.patterns;
                said.proposals.retain(|one| one.fact != sign.fact);
                said.proposals.push(Proposal {
                    fact: sign.fact.clone(),
                    is: is.clone(),
                    evidence,
                    strength: BY_A_PATTERN,
                });
            }
        }
        said
    }
}

/// How much a pattern says where nothing weighs it.
const BY_A_PATTERN: u8 = 75;

/// A suspicion needs a score of so much where a pattern says it of the product.
const LEAST_SAID: i32 = SCORE / 16;

/// As much where no pattern stands for it.
const LEAST_WITHOUT_SIGN: i32 = SCORE / 16;

/// And more where what a pattern found seems not to be said of the product.
const LEAST_ASIDE: i32 = SCORE * 3 / 10;

/// What stands around a sign, on the score of its fact.
struct Share {
    /// How much of it counts, in tenths.
    tenths: i32,
    /// And how much more, in [`SCORE`]s.
    more: i32,
}

impl Share {
    fn of(&self, around: i32) -> i32 {
        let share = around.saturating_mul(self.tenths) / 10;
        share.saturating_add(self.more)
    }
}

/// Where the words of a sign are said of the product, weights have learned what that
/// says, and what stands around them only corrects it.
const AROUND_SAID: Share = Share { tenths: 4, more: 0 };

/// Where they seem to be denied, imagined or said of something else, what stands
/// around them decides whether they are: the rules for that go wrong at times.
const AROUND_ASIDE: Share = Share {
    tenths: 10,
    more: SCORE,
};

/// The option that leads, and how far.
struct Leading<'a> {
    place: usize,
    score: i32,
    second: i32,
    is: &'a str,
}

/// The lists that the patterns of facts name.
fn lists_of_facts(written: &Written) -> BTreeSet<String> {
    let mut lists = BTreeSet::new();
    for sign in written.signs.iter().filter(|sign| sign.is.is_none()) {
        for (language, _) in LANGUAGES {
            for pattern in sign.told_by.in_language(language) {
                let named = pattern.split([' ', '|', '!']);
                let named = named.filter_map(|item| item.strip_prefix('@'));
                lists.extend(named.map(str::to_owned));
            }
        }
    }
    lists
}

/// A list that a sentence has a phrase of, and the phrase's first and last word.
type Met<'a> = (&'a str, (usize, usize));

/// Takes a feature by the parts of its name.
fn put(parts: &[&str], first: usize, last: usize, take: features::Take<'_>) {
    let name = parts.iter().fold(Name::EMPTY, |name, part| name.and(part));
    take(Feature { name, first, last }, parts);
}

/// How much a score says: 50 at the threshold, 95 at 3 and more.
fn strength(sum: i32) -> u8 {
    let most = SCORE.saturating_mul(3);
    let share = sum.clamp(0, most).saturating_mul(45).checked_div(most);
    u8::try_from(share.unwrap_or(0))
        .unwrap_or(0)
        .saturating_add(50)
}
