//! Weights of features, learned from labelled texts: whole numbers, so that a
//! text has the same score everywhere.
//!
//! A text is a vector of the rarities of its features, scaled to length one, so
//! that long texts do not say more than short ones; signs that patterns found
//! stand beside it with their full weight. A score is a weighted sum.

use super::features::Feature;
use super::hash::{Name, Named};
use std::collections::BTreeMap;

/// For each answer to a fact, how much each feature speaks for it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Weights {
    /// The answers: fact, value (none for yes), and what each score begins with.
    pub answers: Vec<Weighed>,
    /// The features.
    pub features: BTreeMap<String, Weight>,
}

/// An answer that is weighed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// The fact.
    pub fact: String,
    /// The value; none for a yes.
    pub is: Option<String>,
    /// The score of an empty text.
    pub bias: i32,
}

/// What a feature weighs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weight {
    /// How rare it is, in [`RARITY`]s; 0 for a sign of a pattern.
    pub rarity: i32,
    /// The answers that it speaks for or against, and how much, in [`UNIT`]s.
    pub speaks: Vec<(usize, i32)>,
}

/// A score of 1 in the numbers that weights are written in.
pub const UNIT: i32 = 16;

/// A rarity of 1 in the numbers that rarities are written in.
pub const RARITY: i32 = 8;

/// What a text scores for an answer, and which words count for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// The sum, in [`UNIT`]s.
    pub sum: i32,
    /// The words that speak most for it: first and last.
    pub words: Option<(usize, usize)>,
}

impl Weights {
    /// Reads a table as `cargo xtask train` writes it: a line for each answer
    /// (`=`, fact, value, bias), then one for each feature (its name, its rarity,
    /// then pairs of an answer's place and a weight), with tabs between.
    pub fn read(table: &str) -> Option<Weights> {
        let mut weights = Weights::default();
        for line in table.lines() {
            let mut parts = line.split('\t');
            let name = parts.next()?;
            if name == "=" {
                let fact = parts.next()?.to_owned();
                let is = parts.next().filter(|is| !is.is_empty()).map(str::to_owned);
                let bias = parts.next()?.parse().ok()?;
                weights.answers.push(Weighed { fact, is, bias });
                continue;
            }
            let mut weight = Weight {
                rarity: parts.next()?.parse().ok()?,
                speaks: Vec::new(),
            };
            while let Some(answer) = parts.next() {
                let pair = (answer.parse().ok()?, parts.next()?.parse().ok()?);
                weight.speaks.push(pair);
            }
            weights.features.insert(name.to_owned(), weight);
        }
        Some(weights)
    }

    /// The table that [`Weights::read`] reads.
    pub fn written(&self) -> String {
        use std::fmt::Write;
        let mut table = String::new();
        // Writing to a `String` cannot fail.
        for answer in &self.answers {
            let is = answer.is.as_deref().unwrap_or_default();
            let _ = writeln!(table, "=\t{}\t{is}\t{}", answer.fact, answer.bias);
        }
        for (name, weight) in &self.features {
            let _ = write!(table, "{name}\t{}", weight.rarity);
            for (answer, speaks) in &weight.speaks {
                let _ = write!(table, "\t{answer}\t{speaks}");
            }
            table.push('\n');
        }
        table
    }

    /// The weights ready for looking up.
    pub fn ready(&self) -> Ready {
        let mut ready = Ready {
            answers: self.answers.clone(),
            features: Named::default(),
            weights: Vec::new(),
        };
        for (name, weight) in &self.features {
            ready.features.insert(Name::of(name), ready.weights.len());
            ready.weights.push(weight.clone());
        }
        ready
    }
}

/// Weights, ready for looking up.
#[derive(Debug)]
pub struct Ready {
    /// The answers.
    pub answers: Vec<Weighed>,
    features: Named<usize>,
    weights: Vec<Weight>,
}

/// The features of a text that weigh something, each once.
#[derive(Debug)]
pub struct Weighing<'r> {
    ready: &'r Ready,
    seen: Vec<bool>,
    present: Vec<(usize, Feature)>,
    squares: i64,
}

impl Ready {
    /// No feature yet.
    pub fn weighing(&self) -> Weighing<'_> {
        Weighing {
            ready: self,
            seen: vec![false; self.weights.len()],
            present: Vec::new(),
            squares: 0,
        }
    }
}

impl Weighing<'_> {
    /// Puts a feature on the scales. It counts once, however often it occurs.
    pub fn put(&mut self, feature: Feature) {
        let Some(place) = self.ready.features.get(&feature.name) else {
            return;
        };
        if let Some(seen @ false) = self.seen.get_mut(*place) {
            *seen = true;
            let weight = self.ready.weights.get(*place);
            let rarity = weight.map_or(0, |weight| i64::from(weight.rarity));
            self.squares = self.squares.saturating_add(rarity.saturating_mul(rarity));
            self.present.push((*place, feature));
        }
    }

    /// What a text of so many words scores for the answers that `wanted` picks.
    pub fn scores(&self, words: usize, wanted: &dyn Fn(&Weighed) -> bool) -> Vec<(usize, Score)> {
        let length = root(self.squares).max(1);
        let mut scores = Vec::new();
        for (place, answer) in self.ready.answers.iter().enumerate() {
            if !wanted(answer) {
                continue;
            }
            let mut outright = i64::from(answer.bias);
            let mut scaled = 0_i64;
            let mut shares: Vec<(usize, usize, i64)> = Vec::new();
            for (weight, feature) in &self.present {
                let Some(weight) = self.ready.weights.get(*weight) else {
                    continue;
                };
                let own = weight.speaks.iter().find(|(answer, _)| *answer == place);
                let Some((_, speaks)) = own else { continue };
                let rarity = i64::from(weight.rarity);
                let speaks = i64::from(*speaks);
                let share = if rarity == 0 {
                    outright = outright.saturating_add(speaks);
                    speaks.saturating_mul(length)
                } else {
                    let share = speaks.saturating_mul(rarity);
                    scaled = scaled.saturating_add(share);
                    share
                };
                shares.push((feature.first, feature.last, share));
            }
            let sum = outright.saturating_add(scaled.checked_div(length).unwrap_or(0));
            let sum = sum.clamp(i64::from(i32::MIN), i64::from(i32::MAX));
            scores.push((
                place,
                Score {
                    sum: i32::try_from(sum).unwrap_or(0),
                    words: heaviest(&shares, words, length),
                },
            ));
        }
        scores
    }
}

/// The whole part of a square root.
pub fn root(square: i64) -> i64 {
    let mut root = 0_i64;
    let mut bit = 1_i64 << 30;
    while bit > 0 {
        let larger = root | bit;
        if larger.saturating_mul(larger) <= square {
            root = larger;
        }
        bit >>= 1;
    }
    root
}

/// The stretch of words whose shares sum to the most. A word that says nothing
/// is bridged, at a price.
fn heaviest(shares: &[(usize, usize, i64)], words: usize, length: i64) -> Option<(usize, usize)> {
    let mut of_words = vec![0_i64; words];
    for (first, last, share) in shares {
        let size = last.saturating_sub(*first).saturating_add(1);
        let each = share
            .checked_div(i64::try_from(size).unwrap_or(1))
            .unwrap_or(0);
        for word in of_words.get_mut(*first..=*last).unwrap_or_default() {
            *word = word.saturating_add(each);
        }
    }
    let price = length.saturating_mul(2);
    let mut best: Option<(i64, usize, usize)> = None;
    let (mut sum, mut from) = (0_i64, 0_usize);
    for (place, share) in of_words.iter().enumerate() {
        if sum <= 0 {
            sum = 0;
            from = place;
        }
        sum = sum.saturating_add(share.saturating_sub(price));
        if sum > 0 && best.is_none_or(|(most, _, _)| sum > most) {
            best = Some((sum, from, place));
        }
    }
    best.map(|(_, first, last)| (first, last))
}

#[cfg(test)]
mod tests {
    use super::{Weights, root};

    #[test]
    fn roots_are_whole() {
        for (square, whole) in [(0, 0), (1, 1), (24, 4), (25, 5), (1 << 40, 1 << 20)] {
            assert_eq!(root(square), whole);
        }
    }

    #[test]
    fn a_table_is_read_as_it_was_written() {
        let table = "=\twet\t\t-40\n=\tkind\tseo\t3\n@wet\t0\t0\t90\nrank\t12\t1\t30\n";
        let weights = Weights::read(table).expect("a table");
        assert_eq!(weights.written(), table);
        assert_eq!(Weights::read("=\twet\n"), None);
    }
}
