//! Weights of features, learned from labelled texts: whole numbers, so that a
//! text has the same score everywhere.
//!
//! A text is a vector of the rarities of its features, scaled to length one, so
//! that long texts do not say more than short ones; signs that patterns found
//! stand beside it with their full weight. A score is a weighted sum.

use super::around::OF_FACT;
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

impl Weighed {
    /// Whether it is for what stands around a sign, whichever fact it is of.
    pub fn is_around(&self) -> bool {
        self.fact == AROUND
    }

    /// Whether it is a yes to a fact.
    pub fn is_for_a_fact(&self) -> bool {
        self.is.is_none() && !self.is_around()
    }
}

/// The fact of the answer for what stands around a sign.
pub const AROUND: &str = "*";

/// A score of 1 in the numbers that weights are written in.
pub const UNIT: i32 = 8;

/// A score of 1 in the numbers that scores are told in: finer than weights, so that a
/// score is not rounded to what decides.
pub const SCORE: i32 = 16 * UNIT;

/// A rarity of 1 in the numbers that rarities are written in.
pub const RARITY: i32 = 4;

/// Weights reach so far to either side of 0.
pub const MOST: i32 = 30;

/// The digits of numbers that are written as one character each. Numbers of one kind
/// that stand together so take two thirds of the bytes on the way that they take
/// feature by feature.
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The character of a number from 0 to 61.
fn digit(number: u32) -> char {
    let own = usize::try_from(number)
        .ok()
        .and_then(|number| DIGITS.get(number));
    own.or(DIGITS.last()).copied().map_or('0', char::from)
}

fn number(digit: u8) -> Option<u32> {
    let place = DIGITS.iter().position(|own| *own == digit)?;
    u32::try_from(place).ok()
}

/// 0, -1, 1, -2, 2 and so on, as 0, 1, 2, 3, 4 and so on.
fn folded(weight: i32) -> u32 {
    let weight = weight.clamp(-MOST, MOST);
    let twice = weight.unsigned_abs().saturating_mul(2);
    twice.saturating_sub(u32::from(weight < 0))
}

fn unfolded(number: u32) -> Option<i32> {
    let half = i32::try_from(number.div_ceil(2)).ok()?;
    Some(if number % 2 == 1 { -half } else { half })
}

impl Weights {
    /// Reads a table as `cargo xtask train` writes it: a line for each answer (`=`,
    /// fact, value, bias, with tabs between), one with the names of all features, one
    /// with their rarities, and one for each answer with what each feature weighs.
    pub fn read(table: &str) -> Option<Weights> {
        let mut weights = Weights::default();
        let mut lines = table.lines().peekable();
        while let Some(answer) = lines.next_if(|line| line.starts_with("=\t")) {
            let mut parts = answer.split('\t').skip(1);
            let fact = parts.next()?.to_owned();
            let is = parts.next().filter(|is| !is.is_empty()).map(str::to_owned);
            let bias = parts.next()?.parse().ok()?;
            weights.answers.push(Weighed { fact, is, bias });
        }
        let names: Vec<&str> = lines.next()?.split('\t').collect();
        let of_all = |line: &str| -> Option<Vec<u32>> {
            let numbers: Option<Vec<u32>> = line.bytes().map(number).collect();
            numbers.filter(|numbers| numbers.len() == names.len())
        };
        let mut features: Vec<Weight> = Vec::new();
        for rarity in of_all(lines.next()?)? {
            features.push(Weight {
                rarity: i32::try_from(rarity).ok()?,
                speaks: Vec::new(),
            });
        }
        for answer in 0..weights.answers.len() {
            for (feature, number) in features.iter_mut().zip(of_all(lines.next()?)?) {
                if number != 0 {
                    feature.speaks.push((answer, unfolded(number)?));
                }
            }
        }
        let names = names.into_iter().map(str::to_owned);
        weights.features = names.zip(features).collect();
        Some(weights)
    }

    /// The table that [`Weights::read`] reads.
    pub fn written(&self) -> String {
        use std::fmt::Write;
        let mut table = String::new();
        for answer in &self.answers {
            let is = answer.is.as_deref().unwrap_or_default();
            // Writing to a `String` cannot fail.
            let _ = writeln!(table, "=\t{}\t{is}\t{}", answer.fact, answer.bias);
        }
        let names: Vec<&str> = self.features.keys().map(String::as_str).collect();
        table.push_str(&names.join("\t"));
        table.push('\n');
        let rarities = self.features.values();
        table.extend(rarities.map(|feature| digit(feature.rarity.unsigned_abs())));
        table.push('\n');
        for answer in 0..self.answers.len() {
            for feature in self.features.values() {
                let own = feature.speaks.iter().find(|(one, _)| *one == answer);
                table.push(digit(folded(own.map_or(0, |(_, weight)| *weight))));
            }
            table.push('\n');
        }
        table
    }

    /// Takes over what was learned around the signs of all policies, but for what is
    /// of facts that this one does not have.
    pub fn adopt(&mut self, around: &Weights, facts: &[&str]) {
        let first = self.answers.len();
        self.answers.extend_from_slice(&around.answers);
        for (name, weight) in &around.features {
            let of = name
                .strip_prefix(OF_FACT)
                .and_then(|of| of.split(' ').next());
            if of.is_some_and(|of| !facts.contains(&of)) {
                continue;
            }
            let speaks = weight.speaks.iter();
            let speaks = speaks.map(|(answer, weight)| (first.saturating_add(*answer), *weight));
            let own = self.features.entry(name.clone()).or_default();
            own.rarity = weight.rarity;
            own.speaks.extend(speaks);
        }
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

    /// What the features on the scales weigh for the answers that `wanted` picks, by
    /// their places, in [`SCORE`]s.
    pub fn scores(&self, wanted: &dyn Fn(&Weighed) -> bool) -> Vec<(usize, i32)> {
        let length = root(self.squares).max(1);
        let answers = self.ready.answers.iter().enumerate();
        let wanted = answers.filter(|(_, answer)| wanted(answer));
        let score = |(place, answer)| (place, self.weigh(place, answer, length, &mut |_, _| {}));
        wanted.map(score).collect()
    }

    /// The words of a text of so many that speak most for an answer: first and last.
    pub fn heaviest(&self, place: usize, words: usize) -> Option<(usize, usize)> {
        let answer = self.ready.answers.get(place)?;
        let length = root(self.squares).max(1);
        let mut shares: Vec<(usize, usize, i64)> = Vec::new();
        self.weigh(place, answer, length, &mut |feature, share| {
            shares.push((feature.first, feature.last, share));
        });
        heaviest(&shares, words, length)
    }

    /// What the features on the scales weigh for the first answer that `wanted` picks;
    /// 0 where there is none.
    pub fn sum(&self, wanted: &dyn Fn(&Weighed) -> bool) -> i32 {
        let length = root(self.squares).max(1);
        let mut answers = self.ready.answers.iter().enumerate();
        let answer = answers.find(|(_, answer)| wanted(answer));
        answer.map_or(0, |(place, answer)| {
            self.weigh(place, answer, length, &mut |_, _| {})
        })
    }

    fn weigh(
        &self,
        place: usize,
        answer: &Weighed,
        length: i64,
        share_of: &mut dyn FnMut(&Feature, i64),
    ) -> i32 {
        let mut outright = i64::from(answer.bias);
        let mut scaled = 0_i64;
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
            share_of(feature, share);
        }
        let finer = i64::from(SCORE / UNIT);
        let scaled = scaled.saturating_mul(finer).checked_div(length);
        let sum = outright
            .saturating_mul(finer)
            .saturating_add(scaled.unwrap_or(0));
        let sum = sum.clamp(i64::from(i32::MIN), i64::from(i32::MAX));
        i32::try_from(sum).unwrap_or(0)
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
/// is bridged, at a price: an eighth of a score of 1.
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
    let price = length.saturating_mul(i64::from(UNIT / 8));
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
        let table = "=\twet\t\t-40\n=\tkind\tseo\t3\n@wet\tmy rank\n0C\nI0\n0S\n";
        let weights = Weights::read(table).expect("a table");
        assert_eq!(weights.features["@wet"].speaks, [(0, 9)]);
        assert_eq!(weights.features["my rank"].rarity, 12);
        assert_eq!(weights.features["my rank"].speaks, [(1, 14)]);
        assert_eq!(weights.written(), table);
        for broken in [
            "=\twet\n",
            "=\twet\t\t1\na\n1\n",
            "=\twet\t\t1\na\tb\n11\n1\n",
            "=\twet\t\t1\na\n!\n0\n",
        ] {
            assert_eq!(Weights::read(broken), None, "{broken}");
        }
    }
}
