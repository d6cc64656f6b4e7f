//! What words say by standing near one another.
//!
//! Weights know a text by which words and neighbours occur in it. Who did what to which
//! thing is in the order of words, and there are more orders than any corpus has. Here a
//! word is a few learned numbers, much the same for words that are used alike, and
//! detectors look at each five words in a row. How strongly each has seen what it looks
//! for, where it saw it best, speaks for or against each fact: a convolution over word
//! embeddings, in whole numbers, so that a text has the same score everywhere.
//!
//! Chinese is not read so: without blanks every character would be a word, and its
//! neighbours are weighed by fours as it is.

use super::digits::{names, weights, write_names, write_weights};
use super::hash::{AsItIs, Name, Short};
use super::standing::Stand;
use super::weights::SCORE;
use super::words::{Break, Speech, Words};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::hash::BuildHasherDefault;

/// How many numbers a word has.
pub const NUMBERS: usize = 12;

/// How many words in a row are looked at.
pub const WIDTH: usize = 5;

/// How many detectors look at them.
pub const DETECTORS: usize = 48;

/// How many ways there are for a word to stand: said, denied, imagined or elsewhere, and
/// each of these at the beginning of a clause.
pub const STANDINGS: usize = 8;

/// A number of a word of 1, in the numbers that they are written in.
pub const NUMBER: i32 = 4;

/// What a detector looks for, of 1.
pub const LOOK: i32 = 16;

/// What a detector says for a fact, of 1.
pub const VOICE: i32 = 8;

/// So many words of a text are heard. No one that was learned from is a third as long; in
/// a very long one every detector finds something, and weights read all of it.
pub const HEARD: usize = 600;

/// The numbers of a word.
pub type Meaning = [i32; NUMBERS];

/// What looks at five words in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detector {
    /// What it looks for in each of them, in [`LOOK`]s.
    pub looks_for: [Meaning; WIDTH],
    /// What it sees in nothing, in the product of [`NUMBER`] and [`LOOK`].
    pub bias: i32,
}

/// What detectors say for a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// The answer, by its place among those that are weighed.
    pub answer: usize,
    /// What they say for it together, in [`VOICE`]s.
    pub of_detectors: [i32; DETECTORS],
    /// The score of an empty text, in [`WHOLE`]s.
    pub bias: i32,
}

/// A score of 1 in the numbers that voices sum to.
pub const WHOLE: i32 = NUMBER * LOOK * VOICE;

/// Detectors are sure enough where they say so much for a fact or against it: more is not
/// heard.
const SURE: i32 = 6 * WHOLE;

/// How much of what they say counts beside weights: a fifth. They see what weights do
/// not, and know fewer words.
const SHARE: i32 = 5;

/// Words as numbers and what looks at them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Windows {
    /// The words that are known, by their names in short.
    words: Vec<(Short, Meaning)>,
    /// The numbers of any other word.
    unknown: Meaning,
    /// What is added to a word for how it stands.
    standings: [Meaning; STANDINGS],
    detectors: Vec<Detector>,
    voices: Vec<Voice>,
}

/// What detectors have said of a text for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    /// The answer, by its place among those that are weighed.
    pub answer: usize,
    /// How much they say for it, in [`SCORE`]s.
    pub score: i32,
    /// The first and the last of the words in which the one that says most for it saw
    /// what it looks for; none where none speaks for it.
    pub span: Option<(usize, usize)>,
}

/// A word of a text as detectors see it: which one it is among those that are known, and
/// how it stands.
#[derive(Clone, Copy, Debug)]
struct Seen(u32);

/// What all detectors see in a word at each place of a row.
type View = [[i32; DETECTORS]; WIDTH];

/// The names of the words of a text and how each stands, up to [`HEARD`]; none where the
/// text has Chinese in it.
pub fn named<'w>(words: &'w Words<'_>, stands: &[Stand]) -> Vec<(&'w str, usize)> {
    if words
        .words
        .iter()
        .any(|word| word.speech == Speech::Chinese)
    {
        return Vec::new();
    }
    let heard = words.words.iter().enumerate().take(HEARD);
    let each = heard.map(|(place, word)| {
        let stands = match stands.get(place).copied().unwrap_or_default() {
            Stand::Said => 0,
            Stand::Denied => 1,
            Stand::Imagined => 2,
            Stand::Elsewhere => 3,
        };
        let begins = usize::from(word.after >= Break::Clause);
        (words.name(word), stands + 4 * begins)
    });
    each.collect()
}

impl Windows {
    /// Words by their names, with what looks at them. Of words with the same name in
    /// short the first stays.
    pub fn new(
        words: Vec<(String, Meaning)>,
        unknown: Meaning,
        standings: [Meaning; STANDINGS],
        detectors: Vec<Detector>,
        voices: Vec<Voice>,
    ) -> Windows {
        let mut by_short = BTreeMap::new();
        for (name, meaning) in words {
            by_short
                .entry(Short::of(Name::of(&name)))
                .or_insert(meaning);
        }
        Windows {
            words: by_short.into_iter().collect(),
            unknown,
            standings,
            detectors,
            voices,
        }
    }

    /// Reads a table as [`Windows::write`] writes it: a line of names, one for each number
    /// of the unknown word and of all words, one for how words stand, one for each
    /// detector and one for each voice.
    pub fn read<'l>(mut lines: impl Iterator<Item = &'l str>) -> Option<Windows> {
        let names = names(lines.next()?)?;
        let mut meanings = vec![Meaning::default(); names.len().checked_add(1)?];
        for number in 0..NUMBERS {
            let line = weights(lines.next()?)?;
            if line.len() != meanings.len() {
                return None;
            }
            for (meaning, weight) in meanings.iter_mut().zip(line) {
                *meaning.get_mut(number)? = weight;
            }
        }
        let mut meanings = meanings.into_iter();
        let unknown = meanings.next()?;
        let standings = rows(&weights(lines.next()?)?)?;
        let mut detectors = Vec::new();
        for _ in 0..DETECTORS {
            let (bias, looks_for) = lines.next()?.split_once('\t')?;
            detectors.push(Detector {
                looks_for: rows(&weights(looks_for)?)?,
                bias: bias.parse().ok()?,
            });
        }
        let mut voices = Vec::new();
        for line in lines {
            let mut parts = line.split('\t');
            voices.push(Voice {
                answer: parts.next()?.parse().ok()?,
                bias: parts.next()?.parse().ok()?,
                of_detectors: weights(parts.next()?)?.try_into().ok()?,
            });
        }
        Some(Windows {
            words: names.into_iter().zip(meanings).collect(),
            unknown,
            standings,
            detectors,
            voices,
        })
    }

    /// Adds the lines that [`Windows::read`] reads.
    pub fn write(&self, table: &mut String) {
        write_names(table, self.words.iter().map(|(name, _)| *name));
        table.push('\n');
        for number in 0..NUMBERS {
            let all = self.words.iter().map(|(_, meaning)| meaning);
            let all = std::iter::once(&self.unknown).chain(all);
            write_weights(table, all.filter_map(|all| all.get(number).copied()));
            table.push('\n');
        }
        write_weights(table, self.standings.iter().flatten().copied());
        table.push('\n');
        for Detector { looks_for, bias } in &self.detectors {
            // Writing to a `String` cannot fail.
            let _ = write!(table, "{bias}\t");
            write_weights(table, looks_for.iter().flatten().copied());
            table.push('\n');
        }
        for voice in &self.voices {
            let _ = write!(table, "{}\t{}\t", voice.answer, voice.bias);
            write_weights(table, voice.of_detectors.iter().copied());
            table.push('\n');
        }
    }

    /// What detectors say of a text for each answer that they have a voice for. Takes time
    /// proportional to the number of words.
    pub fn hear(&self, words: &Words<'_>, stands: &[Stand]) -> Vec<Heard> {
        let named = named(words, stands);
        if named.is_empty() {
            return Vec::new();
        }
        // A word that stands as before is seen as before.
        let mut views: Vec<View> = Vec::new();
        let mut known: HashMap<u32, usize, BuildHasherDefault<AsItIs>> = HashMap::default();
        let mut text: Vec<usize> = Vec::new();
        for (name, standing) in named {
            let seen = self.seen(name, standing);
            let place = *known.entry(seen.0).or_insert_with(|| {
                views.push(self.view(seen));
                views.len().saturating_sub(1)
            });
            text.push(place);
        }
        let mut biases = [0; DETECTORS];
        for (bias, detector) in biases.iter_mut().zip(&self.detectors) {
            *bias = detector.bias;
        }
        let mut most = [(0_i32, 0_usize); DETECTORS];
        for middle in 0..text.len() {
            let mut sums = biases;
            for offset in 0..WIDTH {
                let place = middle.saturating_add(offset).checked_sub(WIDTH / 2);
                let view = place.and_then(|place| views.get(*text.get(place)?)?.get(offset));
                for (sum, own) in sums.iter_mut().zip(view.into_iter().flatten()) {
                    // Five words of twelve small numbers: far from the ends of an `i32`.
                    *sum = sum.wrapping_add(*own);
                }
            }
            for (most, sum) in most.iter_mut().zip(sums) {
                if sum > most.0 {
                    *most = (sum, middle);
                }
            }
        }
        let last = text.len().saturating_sub(1);
        let each = self.voices.iter().map(|voice| {
            let mut sum = voice.bias;
            let mut loudest = (0_i32, None);
            for (weight, (strength, middle)) in voice.of_detectors.iter().zip(most) {
                let own = weight.saturating_mul(strength);
                sum = sum.saturating_add(own);
                if own > loudest.0 {
                    loudest = (own, Some(middle));
                }
            }
            let score = sum.clamp(-SURE, SURE).saturating_mul(SCORE / SHARE) / WHOLE;
            let span = loudest.1.map(|middle| {
                let until = middle.saturating_add(WIDTH / 2).min(last);
                (middle.saturating_sub(WIDTH / 2), until)
            });
            Heard {
                answer: voice.answer,
                score,
                span,
            }
        });
        each.collect()
    }

    fn seen(&self, name: &str, standing: usize) -> Seen {
        let name = Short::of(Name::of(name));
        let place = self.words.binary_search_by_key(&name, |(name, _)| *name);
        let place = place.map_or(0, |place| place.saturating_add(1));
        let number = place.saturating_mul(STANDINGS).saturating_add(standing);
        Seen(u32::try_from(number).unwrap_or(0))
    }

    fn view(&self, Seen(number): Seen) -> View {
        let number = usize::try_from(number).unwrap_or(0);
        let word = (number / STANDINGS).checked_sub(1);
        let word = word.and_then(|place| self.words.get(place));
        let mut meaning = word.map_or(self.unknown, |(_, meaning)| *meaning);
        let standing = self.standings.get(number % STANDINGS);
        for (number, more) in meaning.iter_mut().zip(standing.into_iter().flatten()) {
            *number = number.saturating_add(*more);
        }
        let mut view = [[0; DETECTORS]; WIDTH];
        for (offset, row) in view.iter_mut().enumerate() {
            for (seen, detector) in row.iter_mut().zip(&self.detectors) {
                let looks_for = detector.looks_for.get(offset).into_iter().flatten();
                let products = looks_for
                    .zip(&meaning)
                    .map(|(one, other)| one.wrapping_mul(*other));
                *seen = products.fold(0, i32::wrapping_add);
            }
        }
        view
    }
}

/// Numbers as so many rows; none where there are not as many.
fn rows<const ROWS: usize>(numbers: &[i32]) -> Option<[Meaning; ROWS]> {
    let rows = numbers.chunks(NUMBERS).map(Meaning::try_from);
    let rows: Result<Vec<Meaning>, _> = rows.collect();
    rows.ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::{
        DETECTORS, Detector, HEARD, Heard, LOOK, NUMBER, NUMBERS, STANDINGS, Voice, WIDTH, Windows,
    };
    use crate::domain::triage::standing::Cues;
    use crate::domain::triage::weights::SCORE;
    use crate::domain::triage::words::Words;

    /// Of "fell" the first number is 1, of "stairs" the second, and who denies takes 2 of
    /// each. The first detector looks for "fell" and, two words later, for "stairs".
    fn windows() -> Windows {
        let meaning = |first, second| {
            let mut meaning = [0; NUMBERS];
            meaning[0] = first;
            meaning[1] = second;
            meaning
        };
        let mut standings = [[0; NUMBERS]; STANDINGS];
        standings[1] = meaning(-2 * NUMBER, -2 * NUMBER);
        standings[5] = standings[1];
        let mut looks_for = [[0; NUMBERS]; WIDTH];
        looks_for[1] = meaning(LOOK, 0);
        looks_for[3] = meaning(0, LOOK);
        let blind = Detector {
            looks_for: [[0; NUMBERS]; WIDTH],
            bias: 0,
        };
        let mut detectors = vec![blind; DETECTORS];
        detectors[0] = Detector {
            looks_for,
            bias: -NUMBER * LOOK,
        };
        let mut of_detectors = [0; DETECTORS];
        of_detectors[0] = 16;
        Windows::new(
            vec![
                ("fell".to_owned(), meaning(NUMBER, 0)),
                ("stair".to_owned(), meaning(0, NUMBER)),
            ],
            [0; NUMBERS],
            standings,
            detectors,
            vec![Voice {
                answer: 3,
                of_detectors,
                bias: 0,
            }],
        )
    }

    fn heard(text: &str) -> Vec<Heard> {
        let words = Words::read(text);
        let stands = Cues::default().stands(&words);
        windows().hear(&words, &stands)
    }

    #[test]
    fn words_count_where_they_stand_together() {
        let [both] = heard("yesterday it fell down stairs with me")[..] else {
            panic!("one voice");
        };
        assert_eq!((both.answer, both.span), (3, Some((1, 5))));
        // Two voices of a fifth.
        assert_eq!(both.score, 2 * (SCORE / 5));
        for apart in [
            "it fell",
            "stairs",
            "the stairs fell",
            "it fell yesterday, on the stairs",
            "it never fell down stairs",
        ] {
            assert_eq!(heard(apart)[0].score, 0, "{apart}");
            assert_eq!(heard(apart)[0].span, None, "{apart}");
        }
    }

    #[test]
    fn chinese_is_left_to_weights() {
        assert_eq!(heard("从楼梯上掉下来。 It fell down stairs."), []);
        assert_eq!(heard(""), []);
    }

    #[test]
    fn a_long_text_is_heard_up_to_its_limit() {
        let before = |words: usize| format!("{} fell down stairs", "and ".repeat(words));
        assert!(heard(&before(HEARD - 3))[0].score > 0);
        assert_eq!(heard(&before(HEARD))[0].score, 0);
    }

    #[test]
    fn a_table_is_read_as_it_was_written() {
        let mut table = String::new();
        windows().write(&mut table);
        assert_eq!(Windows::read(table.lines()), Some(windows()));
        let lines: Vec<&str> = table.lines().collect();
        for broken in 0..1 + NUMBERS + 1 + DETECTORS {
            let mut lines = lines.clone();
            lines[broken] = "!";
            assert_eq!(Windows::read(lines.into_iter()), None, "line {broken}");
        }
    }
}
