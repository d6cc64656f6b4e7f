//! Learns what words say by standing near one another (`cover::domain::triage::windows`):
//! by stochastic gradient descent with the moments of Adam (Kingma and Ba, 2015), in an
//! order that a fixed seed gives. From half of the rounds on, what is learned is looked at
//! as the whole numbers that it will be written in, so that rounding is part of it.
//!
//! Only additions, multiplications, divisions and square roots: the same texts give the
//! same numbers on every machine.

use super::Random;
use cover::domain::triage::MOST;
use cover::domain::triage::windows::{
    DETECTORS, Detector, LOOK, Meaning, NUMBER, NUMBERS, STANDINGS, VOICE, Voice, WHOLE, WIDTH,
    Windows,
};
use std::collections::BTreeMap;

/// How many words are known: the most frequent, and none of fewer texts than this.
const KNOWN: usize = 2200;
const LEAST_TEXTS: usize = 3;
/// A text is learned up to here.
const LONGEST: usize = 160;
const ROUNDS: usize = 12;
/// How many texts are looked at before anything changes.
const AT_ONCE: usize = 64;
/// How far a step goes at most.
const STEP: f32 = 4e-3;
/// How many words are taken for unknown ones, and how many detectors for silent, so that
/// nothing is learned from one alone.
const UNKNOWN: f32 = 0.1;
const SILENT: f32 = 0.1;
/// How much more a text counts that has the label.
const POSITIVE: f32 = 1.5;
/// Numbers of words are written with so many steps to either side of 0: more numbers of
/// fewer steps say more in the same room.
const STEPS: i32 = 3;
/// What is kept in the end is the mean of what was learned towards the end, each step a
/// little more than the one before: it depends less on the last texts.
const KEPT: f32 = 0.999;
const AVERAGED: f32 = 0.6;

/// A text: its words by name and standing, and which answers hold.
pub type Text<'a> = (&'a [(String, usize)], &'a [bool]);

/// Windows for as many answers as texts have, the first of which has the place `first`
/// among those that are weighed.
pub fn learn(texts: &[Text<'_>], first: usize) -> Option<Windows> {
    let answers = texts.first()?.1.len();
    let mut in_texts: BTreeMap<&str, usize> = BTreeMap::new();
    for (words, _) in texts {
        let own: std::collections::BTreeSet<&str> =
            words.iter().map(|(name, _)| name.as_str()).collect();
        for name in own {
            *in_texts.entry(name).or_default() += 1;
        }
    }
    let mut frequent: Vec<(&str, usize)> = in_texts
        .into_iter()
        .filter(|(_, count)| *count >= LEAST_TEXTS)
        .collect();
    frequent.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    frequent.truncate(KNOWN);
    // The unknown word is the first.
    let place: BTreeMap<&str, usize> = frequent
        .iter()
        .enumerate()
        .map(|(place, (name, _))| (*name, place + 1))
        .collect();
    let rows: Vec<Row<'_>> = texts
        .iter()
        .filter(|(words, _)| !words.is_empty())
        .map(|(words, holds)| Row {
            words: words
                .iter()
                .take(LONGEST)
                .map(|(name, standing)| (place.get(name.as_str()).copied().unwrap_or(0), *standing))
                .collect(),
            holds,
        })
        .collect();
    let mut net = Net::new(frequent.len() + 1, answers);
    let batches = rows.len().div_ceil(AT_ONCE);
    let steps = (batches * ROUNDS) as f32;
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut done = 0.0;
    for round in 0..ROUNDS {
        for last in (1..order.len()).rev() {
            order.swap(last, net.random.below(last + 1));
        }
        let whole = round >= ROUNDS / 2;
        for batch in order.chunks(AT_ONCE) {
            let seen = net.parameters.each_ref().map(|all| all.seen(whole));
            for row in batch {
                net.look(&seen, &rows[*row], batch.len() as f32);
            }
            // Up from nothing for a third of the way, then down to nothing.
            let way = done / steps;
            let share = if way < 0.3 {
                way / 0.3
            } else {
                (1.0 - way) / 0.7
            };
            done += 1.0;
            for all in &mut net.parameters {
                all.step(STEP * share.max(0.01), done as i32);
                all.remember(way);
            }
        }
    }
    Some(net.windows(&frequent, first))
}

struct Row<'a> {
    /// Each word by its place among those that are known, and how it stands.
    words: Vec<(usize, usize)>,
    holds: &'a [bool],
}

/// Numbers of one kind that are learned.
struct Parameters {
    values: Vec<f32>,
    slopes: Vec<f32>,
    mean: Vec<f32>,
    squares: Vec<f32>,
    /// What is kept of the values.
    kept: Vec<f32>,
    /// What 1 is written as, and how far they reach in that.
    unit: i32,
    most: i32,
}

impl Parameters {
    fn new(count: usize, unit: i32, most: i32, mut value: impl FnMut() -> f32) -> Parameters {
        Parameters {
            values: (0..count).map(|_| value()).collect(),
            slopes: vec![0.0; count],
            mean: vec![0.0; count],
            squares: vec![0.0; count],
            kept: Vec::new(),
            unit,
            most,
        }
    }

    fn whole(&self, value: f32) -> i32 {
        ((value * self.unit as f32).round() as i32).clamp(-self.most, self.most)
    }

    /// As they are looked at: within their reach, and as whole numbers if they are to be.
    fn seen(&self, whole: bool) -> Vec<f32> {
        let reach = self.most as f32 / self.unit as f32;
        self.values
            .iter()
            .map(|value| {
                if whole {
                    self.whole(*value) as f32 / self.unit as f32
                } else {
                    value.clamp(-reach, reach)
                }
            })
            .collect()
    }

    fn remember(&mut self, way: f32) {
        if way <= AVERAGED {
            return;
        }
        if self.kept.is_empty() {
            self.kept.clone_from(&self.values);
        }
        for (kept, value) in self.kept.iter_mut().zip(&self.values) {
            *kept = KEPT * *kept + (1.0 - KEPT) * value;
        }
    }

    fn step(&mut self, size: f32, done: i32) {
        let (of_mean, of_squares) = (0.9_f32, 0.999_f32);
        let (mean_so_far, squares_so_far) =
            (1.0 - power(of_mean, done), 1.0 - power(of_squares, done));
        for (((value, slope), mean), square) in self
            .values
            .iter_mut()
            .zip(&mut self.slopes)
            .zip(&mut self.mean)
            .zip(&mut self.squares)
        {
            *mean = of_mean * *mean + (1.0 - of_mean) * *slope;
            *square = of_squares * *square + (1.0 - of_squares) * *slope * *slope;
            let scale = (*square / squares_so_far).sqrt() + 1e-8;
            *value -= size * (*mean / mean_so_far) / scale;
            *slope = 0.0;
        }
    }
}

/// A power by squaring, the same on every machine.
fn power(base: f32, exponent: i32) -> f32 {
    let (mut power, mut square, mut rest) = (1.0, base, exponent);
    while rest > 0 {
        if rest % 2 == 1 {
            power *= square;
        }
        square *= square;
        rest /= 2;
    }
    power
}

/// How likely something is by its logit.
fn likely(logit: f32) -> f32 {
    // e^-x by ten squarings: near enough, and the same on every machine.
    let least = 1.0 - logit.clamp(-30.0, 30.0) / 1024.0;
    1.0 / (1.0 + power(least, 1024))
}

/// The kinds of numbers.
const WORDS: usize = 0;
const STAND: usize = 1;
const LOOKS: usize = 2;
const LOOKS_BIAS: usize = 3;
const VOICES: usize = 4;
const VOICES_BIAS: usize = 5;

/// How many numbers a detector looks for.
const LOOKED_AT: usize = WIDTH * NUMBERS;

struct Net {
    random: Random,
    parameters: [Parameters; 6],
    answers: usize,
}

impl Net {
    fn new(words: usize, answers: usize) -> Net {
        let mut random = Random(0x5eed);
        let mut around = |size: f32| (random.share() * 2.0 - 1.0) * size;
        let any = i32::MAX;
        let parameters = [
            Parameters::new(words * NUMBERS, NUMBER, STEPS, || around(0.17)),
            Parameters::new(STANDINGS * NUMBERS, NUMBER, MOST, || around(1.0)),
            Parameters::new(DETECTORS * LOOKED_AT, LOOK, MOST, || around(0.158)),
            Parameters::new(DETECTORS, NUMBER * LOOK, any, || 0.0),
            Parameters::new(answers * DETECTORS, VOICE, MOST, || around(0.144)),
            Parameters::new(answers, WHOLE, any, || 0.0),
        ];
        Net {
            random,
            parameters,
            answers,
        }
    }

    /// Looks at a text and adds to the slopes what it teaches.
    fn look(&mut self, seen: &[Vec<f32>; 6], row: &Row<'_>, texts: f32) {
        // With blanks before and behind, so that each word is in the middle once.
        let margin = WIDTH / 2 * NUMBERS;
        let mut text = vec![0.0; 2 * margin + row.words.len() * NUMBERS];
        let words: Vec<(usize, usize)> = row
            .words
            .iter()
            .map(|(word, standing)| {
                let unknown = self.random.share() < UNKNOWN;
                (if unknown { 0 } else { *word }, *standing)
            })
            .collect();
        for (place, (word, standing)) in words.iter().enumerate() {
            for number in 0..NUMBERS {
                text[margin + place * NUMBERS + number] =
                    seen[WORDS][word * NUMBERS + number] + seen[STAND][standing * NUMBERS + number];
            }
        }
        let mut most = [(0.0_f32, 0_usize); DETECTORS];
        for (detector, most) in most.iter_mut().enumerate() {
            let looks_for = &seen[LOOKS][detector * LOOKED_AT..][..LOOKED_AT];
            for place in 0..words.len() {
                let here = &text[place * NUMBERS..][..LOOKED_AT];
                let mut sums = [0.0_f32; NUMBERS];
                for (one, other) in here.chunks(NUMBERS).zip(looks_for.chunks(NUMBERS)) {
                    for number in 0..NUMBERS {
                        sums[number] += one[number] * other[number];
                    }
                }
                let sum = sums.iter().sum::<f32>() + seen[LOOKS_BIAS][detector];
                if sum > most.0 {
                    *most = (sum, place);
                }
            }
        }
        // What is silent is made up for by what is not.
        let louder = 1.0 / (1.0 - SILENT);
        for most in &mut most {
            let silent = self.random.share() < SILENT;
            most.0 = if silent { 0.0 } else { most.0 * louder };
        }
        let mut back = [0.0_f32; DETECTORS];
        for answer in 0..self.answers {
            let voices = &seen[VOICES][answer * DETECTORS..][..DETECTORS];
            let logit = seen[VOICES_BIAS][answer]
                + voices
                    .iter()
                    .zip(&most)
                    .map(|(voice, most)| voice * most.0)
                    .sum::<f32>();
            let likely = likely(logit);
            let slope = if row.holds[answer] {
                -POSITIVE * (1.0 - likely)
            } else {
                likely
            } / texts;
            self.parameters[VOICES_BIAS].slopes[answer] += slope;
            for detector in 0..DETECTORS {
                let own = answer * DETECTORS + detector;
                self.parameters[VOICES].slopes[own] += slope * most[detector].0;
                back[detector] += slope * voices[detector] * louder;
            }
        }
        for (detector, (strength, place)) in most.iter().enumerate() {
            if *strength <= 0.0 {
                continue;
            }
            let slope = back[detector];
            self.parameters[LOOKS_BIAS].slopes[detector] += slope;
            for offset in 0..WIDTH {
                let at = (place + offset) * NUMBERS;
                let word = (place + offset)
                    .checked_sub(WIDTH / 2)
                    .and_then(|place| words.get(place));
                let Some((word, standing)) = word else {
                    continue;
                };
                for number in 0..NUMBERS {
                    let look = detector * LOOKED_AT + offset * NUMBERS + number;
                    self.parameters[LOOKS].slopes[look] += slope * text[at + number];
                    let own = slope * seen[LOOKS][look];
                    self.parameters[WORDS].slopes[word * NUMBERS + number] += own;
                    self.parameters[STAND].slopes[standing * NUMBERS + number] += own;
                }
            }
        }
    }

    fn windows(&self, words: &[(&str, usize)], first: usize) -> Windows {
        let whole = |kind: usize, place: usize| {
            let all = &self.parameters[kind];
            all.whole(all.kept[place])
        };
        let row = |kind: usize, place: usize| -> Meaning {
            std::array::from_fn(|number| whole(kind, place * NUMBERS + number))
        };
        Windows::new(
            words
                .iter()
                .enumerate()
                .map(|(place, (name, _))| ((*name).to_owned(), row(WORDS, place + 1)))
                .collect(),
            row(WORDS, 0),
            std::array::from_fn(|standing| row(STAND, standing)),
            (0..DETECTORS)
                .map(|detector| Detector {
                    looks_for: std::array::from_fn(|offset| row(LOOKS, detector * WIDTH + offset)),
                    bias: whole(LOOKS_BIAS, detector),
                })
                .collect(),
            (0..self.answers)
                .map(|answer| Voice {
                    answer: first + answer,
                    of_detectors: std::array::from_fn(|detector| {
                        whole(VOICES, answer * DETECTORS + detector)
                    }),
                    bias: whole(VOICES_BIAS, answer),
                })
                .collect(),
        )
    }
}
