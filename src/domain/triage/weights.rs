//! Weights of features, learned from labelled texts: whole numbers, so that a
//! text has the same score everywhere.
//!
//! A text is a vector of the rarities of its features, scaled to length one, so
//! that long texts do not say more than short ones; signs that patterns found
//! stand beside it with their full weight. A score is a weighted sum.

use super::digits::{digit, folded, names, number, unfolded, write_names};
use super::features::Feature;
use super::hash::{Name, NamedShort, Short};
use super::windows::Windows;
use std::collections::BTreeMap;

/// For each answer to a fact, how much each feature speaks for it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Weights {
    /// The answers: fact, value (none for yes), and what each score begins with.
    pub answers: Vec<Weighed>,
    /// The features, by their names in short.
    features: BTreeMap<Short, Weight>,
    /// What words say by standing near one another, where that was learned.
    windows: Option<Windows>,
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
pub const RARITY: i32 = 1;

impl Weights {
    /// Weights of features by their names. Where two have the same name in short, the
    /// one that speaks louder stays.
    pub fn new(
        answers: Vec<Weighed>,
        features: BTreeMap<String, Weight>,
        windows: Option<Windows>,
    ) -> Weights {
        let mut by_short: BTreeMap<Short, Weight> = BTreeMap::new();
        let loudest = |weight: &Weight| {
            let speaks = weight.speaks.iter();
            speaks.map(|(_, weight)| weight.abs()).max()
        };
        for (name, weight) in features {
            let short = Short::of(Name::of(&name));
            let known = by_short.get(&short);
            if known.is_none_or(|known| loudest(known) < loudest(&weight)) {
                by_short.insert(short, weight);
            }
        }
        Weights {
            answers,
            features: by_short,
            windows,
        }
    }

    /// Reads a table as `cargo xtask train` writes it: a line for each answer (`=`,
    /// fact, value, bias, with tabs between), one with the short names of all features
    /// in their order, each as how far it is from the one before, one with their
    /// rarities, and one for each answer with what each feature weighs. Behind a line with
    /// nothing but `~` stands what [`Windows::read`] reads.
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
        let names = names(lines.next()?)?;
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
        weights.features = names.into_iter().zip(features).collect();
        weights.windows = match lines.next() {
            None => None,
            Some("~") => Some(Windows::read(lines)?),
            Some(_) => return None,
        };
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
        write_names(&mut table, self.features.keys().copied());
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
        if let Some(windows) = &self.windows {
            table.push_str("~\n");
            windows.write(&mut table);
        }
        table
    }

    /// The weights ready for looking up.
    pub fn ready(&self) -> Ready {
        let mut ready = Ready {
            answers: self.answers.clone(),
            features: NamedShort::default(),
            weights: Vec::new(),
            windows: self.windows.clone(),
        };
        for (name, weight) in &self.features {
            ready.features.insert(*name, ready.weights.len());
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
    features: NamedShort<usize>,
    weights: Vec<Weight>,
    /// What words say by standing near one another.
    pub windows: Option<Windows>,
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
        let Some(place) = self.ready.features.get(&Short::of(feature.name)) else {
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
    use super::{Name, Short, Weighed, Weight, Weights, root};
    use std::collections::BTreeMap;

    #[test]
    fn roots_are_whole() {
        for (square, whole) in [(0, 0), (1, 1), (24, 4), (25, 5), (1 << 40, 1 << 20)] {
            assert_eq!(root(square), whole);
        }
    }

    #[test]
    fn a_table_is_read_as_it_was_written() {
        let answer = |fact: &str, is: Option<&str>, bias| Weighed {
            fact: fact.to_owned(),
            is: is.map(str::to_owned),
            bias,
        };
        let feature = |name: &str, rarity, speaks| {
            let weight = Weight { rarity, speaks };
            (name.to_owned(), weight)
        };
        let answers = vec![answer("wet", None, -40), answer("kind", Some("seo"), 3)];
        let features = BTreeMap::from([
            feature("@wet", 0, vec![(0, 9)]),
            feature("my rank", 12, vec![(1, -14)]),
            feature("rank", 3, vec![(0, 30), (1, -30)]),
        ]);
        let weights = Weights::new(answers, features.clone(), None);
        let table = weights.written();
        assert!(table.starts_with("=\twet\t\t-40\n=\tkind\tseo\t3\n"));
        let read = Weights::read(&table).expect("a table");
        assert_eq!(read, weights);
        for (name, weight) in features {
            assert_eq!(read.features[&Short::of(Name::of(&name))], weight, "{name}");
        }
        for broken in [
            "=\twet\n",
            // A distance that does not end, one that leads too far, and lines of
            // other lengths than that of the names.
            "=\twet\t\t1\nz\n1\n1\n",
            "=\twet\t\t1\nzzzz9\n1\n1\n",
            "=\twet\t\t1\n11\n1\n11\n",
            "=\twet\t\t1\n1\n!\n0\n",
            "=\twet\t\t1\n1\n1\n",
            "=\twet\t\t1\n1\n1\n0\n0\n",
            "=\twet\t\t1\n1\n1\n0\n~\n1\n",
        ] {
            assert_eq!(Weights::read(broken), None, "{broken}");
        }
    }
}
