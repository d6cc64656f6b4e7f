//! Learns the weights of features from the tuned texts: `cargo xtask train`.
//!
//! For each policy a linear model tells for every exclusion, and for every option of
//! a choice, how much the features of a text speak for it. One more, of all policies
//! together, tells from what stands around the words of a sign whether they hold.
//! Each is learned twice: from all features, and again from those that weighed the
//! most. Beside them stands what words say by standing near one another (`windows.rs`).
//! Same texts, same weights: texts are visited in an order that a fixed seed
//! gives, and weights are rounded to whole numbers at the end.
//!
//! `train` writes `policies/weights/<policy>.tsv`. `train --cross` instead leaves
//! out each writer in turn, or the one of `--left-out`, and tells how well the others'
//! texts prepare for theirs: what may be looked at while choosing features and
//! penalties.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::as_conversions,
    reason = "a tool for the repository: it stops at what it does not expect, and learning is arithmetic on floats"
)]

mod corpus;
mod measure;
mod windows;

use corpus::{Sample, TUNED};
use cover::contract::bundled;
use cover::domain::triage::standing::Cues;
use cover::domain::triage::windows::Windows;
use cover::domain::triage::{AROUND, By, OF_FACT, RARITY, Triage, UNIT, Weighed, Weight, Weights};
use measure::Table;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// In how many texts a feature must occur to be weighed: a word, what meets another,
/// and what stands around a sign.
const LEAST_TEXTS: usize = 2;
const LEAST_MEETINGS: usize = 3;
const LEAST_AROUND: usize = 3;
/// How many features are kept: what 60 KB have room for beside what `windows.rs` learns.
/// Each takes some bytes for its name and some for each answer.
fn keep_for_facts(facts: usize) -> usize {
    134_000 / (6 + facts)
}
/// Where there are choices as well, for facts and for the options of a choice.
const KEEP_FOR_FEW_FACTS: usize = 4500;
const KEEP_FOR_FEW_CHOICES: usize = 2200;
const KEEP_FOR_CHOICES: usize = 3000;
const KEEP_AROUND: usize = 2500;
const ROUNDS: usize = 60;
/// What a text on the wrong side costs.
const COST: f64 = 0.7;
/// How much more one costs that has the label.
const POSITIVE: f64 = 1.5;
/// How long a sign is, where the rest of the vector is 1.
const SIGN: f64 = 1.0;
/// That more than one of its patterns stands.
const MORE: f64 = 0.5;
const LIST: f64 = 0.2;
const MEETING: f64 = 0.03;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let cross = arguments.iter().any(|argument| argument == "--cross");
    for option in arguments
        .iter()
        .filter(|argument| argument.starts_with("--"))
    {
        let known = [
            "--cross",
            "--errors",
            "--packs",
            "--only-language",
            "--left-out",
        ];
        assert!(
            known.contains(&option.as_str()),
            "there is no option {option}"
        );
    }
    let mut samples = corpus::read(TUNED);
    let value = |option: &str| {
        let place = arguments.iter().position(|argument| argument == option)?;
        arguments.get(place + 1)
    };
    if let Some(language) = value("--only-language") {
        samples.retain(|sample| sample.language == *language);
    }
    let only: Vec<&String> = arguments
        .iter()
        .filter(|argument| bundled::PACKS.iter().any(|(id, _)| id == argument))
        .collect();
    let mut policies: Vec<(&str, Triage)> = bundled::PACKS
        .iter()
        .map(|(policy, _)| (*policy, prepared(policy, &arguments)))
        .collect();
    if cross {
        let mut total = Table::default();
        let mut writers: BTreeSet<&str> = samples.iter().map(|one| one.writer.as_str()).collect();
        if let Some(one) = value("--left-out") {
            writers.retain(|writer| writer == one);
        }
        for left_out in writers {
            let others: Vec<&Sample> = samples
                .iter()
                .filter(|sample| sample.writer != left_out)
                .collect();
            let around = around(&policies, &others);
            for (policy, triage) in &mut policies {
                let is_wanted = |sample: &&Sample| {
                    sample.policy == *policy
                        && (only.is_empty() || only.iter().any(|o| o == policy))
                };
                let left: Vec<&Sample> = samples
                    .iter()
                    .filter(|sample| sample.writer == left_out)
                    .filter(is_wanted)
                    .collect();
                if left.is_empty() {
                    continue;
                }
                let own: Vec<&Sample> = others.iter().copied().filter(is_wanted).collect();
                let weights = learn(triage, &own, &around);
                triage.weigh(Some(weights.ready()));
                for sample in left {
                    let said = triage.read(&sample.text, By::Both);
                    total.count(sample, &said);
                    if arguments.iter().any(|argument| argument == "--errors") {
                        measure::tell_error(sample, &said);
                    }
                }
                triage.weigh(None);
            }
        }
        println!("each writer's texts by weights learned from the others':");
        print!("{}", total.told());
        return;
    }
    let all: Vec<&Sample> = samples.iter().collect();
    let around = around(&policies, &all);
    for (policy, triage) in &policies {
        if !only.is_empty() && !only.iter().any(|name| name == policy) {
            continue;
        }
        let own: Vec<&Sample> = all
            .iter()
            .copied()
            .filter(|sample| sample.policy == *policy)
            .collect();
        let weights = learn(triage, &own, &around);
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("policies/weights")
            .join(format!("{policy}.tsv"));
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("the folder");
        let features = weights.features.len();
        std::fs::write(&file, weights.ready().written()).expect("the file");
        println!("{policy}: {} texts, {features} features", own.len());
    }
}

/// How a policy reads texts, without weights; `--packs FOLDER` has other packs.
fn prepared(policy: &str, arguments: &[String]) -> Triage {
    let place = arguments.iter().position(|argument| argument == "--packs");
    match place.and_then(|place| arguments.get(place + 1)) {
        None => bundled::triage_without_weights(policy).expect("triage"),
        Some(folder) => {
            let pack = std::fs::read(format!("{folder}/{policy}.json")).expect("the pack");
            let mut triage = bundled::read_triage(&pack, None)
                .expect("sound")
                .expect("triage");
            let lists = ["english", "chinese", "vietnamese"].map(|language| {
                std::fs::read_to_string(format!("{folder}/cues/{language}.txt")).expect("the list")
            });
            triage.cue(Cues::read(&lists.each_ref().map(String::as_str)));
            triage
        }
    }
}

/// What was learned, with the names of features as they are.
#[derive(Default)]
struct Learned {
    answers: Vec<Weighed>,
    features: BTreeMap<String, Weight>,
    windows: Option<Windows>,
}

impl Learned {
    /// Takes over what was learned around the signs of all policies, but for what is
    /// of facts that this one does not have.
    fn adopt(&mut self, around: &Learned, facts: &[&str]) {
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
            let speaks = speaks.map(|(answer, weight)| (first + *answer, *weight));
            let own = self.features.entry(name.clone()).or_default();
            own.rarity = weight.rarity;
            own.speaks.extend(speaks);
        }
    }

    /// As texts are read with it. What weighs nothing is left out, also from the length of
    /// a text: scores are a little higher than they were while learning. What a suspicion
    /// needs at least was chosen with scores as they are read.
    fn ready(self) -> Weights {
        let mut features = self.features;
        features.retain(|_, weight| !weight.speaks.is_empty());
        Weights::new(self.answers, features, self.windows)
    }
}

/// A text as a vector of length one, and its signs beside it.
struct Row {
    features: Vec<(usize, f64)>,
    /// For each answer whether it holds; for an option whether it is the one.
    holds: Vec<bool>,
}

/// Which features a text has: names, and whether they are for facts or choices.
struct Named {
    stood: BTreeSet<String>,
    plain: BTreeSet<String>,
}

fn learn(triage: &Triage, samples: &[&Sample], around: &Learned) -> Learned {
    let named: Vec<Named> = samples
        .iter()
        .map(|sample| {
            let (mut stood, mut plain) = (BTreeSet::new(), BTreeSet::new());
            triage.name_features(
                &sample.text,
                &mut |name| {
                    stood.insert(name.to_owned());
                },
                &mut |name| {
                    plain.insert(name.to_owned());
                },
            );
            Named { stood, plain }
        })
        .collect();
    let mut weights = Learned::default();
    let facts: BTreeSet<&str> = samples
        .iter()
        .flat_map(|sample| sample.suspects.iter().map(|(id, _)| id.as_str()))
        .collect();
    let facts: Vec<&str> = facts.into_iter().collect();
    let rows: Vec<(&BTreeSet<String>, Vec<bool>)> = samples
        .iter()
        .zip(&named)
        .map(|(sample, named)| {
            (
                &named.stood,
                facts.iter().map(|fact| sample.has(fact)).collect(),
            )
        })
        .collect();
    let answers = facts
        .iter()
        .map(|fact| ((*fact).to_owned(), None))
        .collect();
    let has_choices = samples.iter().any(|sample| sample.answer.is_some());
    if !facts.is_empty() {
        let keep = if has_choices {
            KEEP_FOR_FEW_FACTS
        } else {
            keep_for_facts(facts.len())
        };
        let how = How { keep, ..FOR_FACTS };
        let first = weights.answers.len();
        weigh(&mut weights, answers, &rows, how);
        let words: Vec<Vec<(String, usize)>> = samples
            .iter()
            .map(|sample| triage.name_words(&sample.text))
            .collect();
        let texts: Vec<windows::Text<'_>> = words
            .iter()
            .zip(&rows)
            .map(|(words, (_, holds))| (words.as_slice(), holds.as_slice()))
            .collect();
        weights.windows = windows::learn(&texts, first);
        weights.adopt(around, &facts);
    }
    let choices: BTreeSet<&str> = samples
        .iter()
        .filter_map(|sample| Some(sample.answer.as_ref()?.0))
        .collect();
    for choice in choices {
        let options: BTreeSet<&str> = samples
            .iter()
            .filter_map(|sample| sample.answer.as_ref().filter(|(fact, _)| *fact == choice))
            .map(|(_, is)| is.as_str())
            .collect();
        let options: Vec<&str> = options.into_iter().collect();
        let rows: Vec<(&BTreeSet<String>, Vec<bool>)> = samples
            .iter()
            .zip(&named)
            .filter_map(|(sample, named)| {
                let (_, is) = sample.answer.as_ref().filter(|(fact, _)| *fact == choice)?;
                Some((
                    &named.plain,
                    options.iter().map(|option| option == is).collect(),
                ))
            })
            .collect();
        let answers = options
            .iter()
            .map(|option| (choice.to_owned(), Some((*option).to_owned())))
            .collect();
        let keep = if facts.is_empty() {
            KEEP_FOR_CHOICES
        } else {
            KEEP_FOR_FEW_CHOICES
        };
        let how = How {
            keep,
            ..FOR_CHOICES
        };
        weigh(&mut weights, answers, &rows, how);
    }
    weights
}

/// What stands around the signs of all texts, and whether they hold.
fn around(policies: &[(&str, Triage)], samples: &[&Sample]) -> Learned {
    let mut instances: Vec<(BTreeSet<String>, Vec<bool>)> = Vec::new();
    for sample in samples {
        let own = policies.iter().find(|(policy, _)| *policy == sample.policy);
        let Some((_, triage)) = own else { continue };
        triage.name_surroundings(&sample.text, &mut |fact, names| {
            instances.push((names, vec![sample.has(fact)]));
        });
    }
    let rows: Vec<(&BTreeSet<String>, Vec<bool>)> = instances
        .iter()
        .map(|(names, holds)| (names, holds.clone()))
        .collect();
    let mut weights = Learned::default();
    weigh(
        &mut weights,
        vec![(AROUND.to_owned(), None)],
        &rows,
        AROUND_SIGNS,
    );
    weights
}

/// How weights are learned.
#[derive(Clone, Copy)]
struct How {
    /// In how many texts a feature must occur.
    least: usize,
    /// How many features are kept.
    keep: usize,
    /// How much more a text costs that has the label.
    positive: f64,
    /// Whether each text is learned without its signs as well.
    also_bare: bool,
    /// Words that weigh less are left out for an answer, so that there is room for more
    /// of them.
    faint: i32,
}

const FOR_FACTS: How = How {
    least: LEAST_TEXTS,
    keep: KEEP_FOR_FEW_FACTS,
    positive: POSITIVE,
    also_bare: true,
    faint: 3,
};
const FOR_CHOICES: How = How {
    least: LEAST_TEXTS,
    keep: KEEP_FOR_CHOICES,
    positive: 1.0,
    also_bare: false,
    faint: 2,
};
const AROUND_SIGNS: How = How {
    least: LEAST_AROUND,
    keep: KEEP_AROUND,
    positive: 1.0,
    also_bare: false,
    faint: 1,
};

/// Adds weights for some answers: learned from all features, then once more from
/// those that weighed the most.
fn weigh(
    weights: &mut Learned,
    answers: Vec<(String, Option<String>)>,
    texts: &[(&BTreeSet<String>, Vec<bool>)],
    how: How,
) {
    let mut in_texts: BTreeMap<&str, usize> = BTreeMap::new();
    for (names, _) in texts {
        for name in *names {
            *in_texts.entry(name).or_default() += 1;
        }
    }
    in_texts.retain(|name, count| {
        let least = if is_meeting(name) {
            LEAST_MEETINGS
        } else {
            how.least
        };
        *count >= least
    });
    let mut model = Vec::new();
    let mut vocabulary: Vec<(&str, i32)> = Vec::new();
    for last in [false, true] {
        vocabulary = in_texts
            .iter()
            .map(|(name, count)| (*name, rarity(name, *count, texts.len())))
            .collect();
        let place: BTreeMap<&str, usize> = vocabulary
            .iter()
            .enumerate()
            .map(|(place, (name, _))| (*name, place))
            .collect();
        let mut rows: Vec<Row> = Vec::new();
        for (names, holds) in texts {
            let present: Vec<usize> = names
                .iter()
                .filter_map(|name| place.get(name.as_str()).copied())
                .collect();
            let row = row(&present, &vocabulary, holds);
            // Signs are made from these very texts, so they know them better than
            // they will know others: each text is learned without them as well.
            let sign = |one: &usize| {
                vocabulary[*one].0.starts_with('@') && !vocabulary[*one].0.contains('[')
            };
            if how.also_bare && present.iter().any(sign) {
                let bare: Vec<usize> = present.iter().copied().filter(|one| !sign(one)).collect();
                rows.push(self::row(&bare, &vocabulary, holds));
            }
            rows.push(row);
        }
        model = (0..answers.len())
            .map(|answer| separate(&rows, answer, vocabulary.len(), how.positive))
            .collect();
        if !last {
            let mut heavy: Vec<(f64, &str)> = vocabulary
                .iter()
                .enumerate()
                .map(|(place, (name, _))| {
                    let most = model
                        .iter()
                        .map(|weights: &Vec<f64>| weights[place].abs())
                        .fold(0.0, f64::max);
                    (
                        if name.starts_with('@') && !is_meeting(name) {
                            f64::MAX
                        } else {
                            most
                        },
                        *name,
                    )
                })
                .collect();
            heavy.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
            heavy.truncate(how.keep);
            let kept: BTreeSet<&str> = heavy.into_iter().map(|(_, name)| name).collect();
            in_texts.retain(|name, _| kept.contains(name));
        }
    }
    let first = weights.answers.len();
    for ((fact, is), learned) in answers.into_iter().zip(&model) {
        weights.answers.push(Weighed {
            fact,
            is,
            bias: rounded(learned[vocabulary.len()]),
        });
    }
    for (place, (name, rarity)) in vocabulary.iter().enumerate() {
        let speaks: Vec<(usize, i32)> = model
            .iter()
            .enumerate()
            .map(|(answer, learned)| {
                let size = if *rarity == 0 { outright(name) } else { 1.0 };
                (first + answer, rounded(learned[place] * size))
            })
            .filter(|(_, weight)| weight.abs() >= if *rarity == 0 { 1 } else { how.faint })
            .collect();
        let entry = weights.features.entry((*name).to_owned()).or_default();
        entry.rarity = entry.rarity.max(*rarity);
        entry.speaks.extend(speaks);
    }
}

fn rounded(weight: f64) -> i32 {
    (weight * f64::from(UNIT)).round() as i32
}

/// How rare a feature is: the logarithm of how few of the texts have it. Signs
/// are outside of the vector.
fn rarity(name: &str, count: usize, texts: usize) -> i32 {
    if name.starts_with('@') {
        return 0;
    }
    let share = (1.0 + texts as f64) / (1.0 + count as f64);
    ((share.ln() + 1.0) * f64::from(RARITY)).round() as i32
}

/// Whether a feature is two lists that meet.
fn is_meeting(name: &str) -> bool {
    name.starts_with("@[") && name.contains('+')
}

/// The length of what stands outside of the vector: a pattern's sign, that more than
/// one stands for it, a list, or two lists that meet.
fn outright(name: &str) -> f64 {
    if !name.contains('[') {
        if ["@2", "@3", "@4"].iter().any(|more| name.starts_with(more)) {
            MORE
        } else {
            SIGN
        }
    } else if is_meeting(name) {
        MEETING
    } else {
        LIST
    }
}

fn row(present: &[usize], vocabulary: &[(&str, i32)], holds: &[bool]) -> Row {
    let squares: i64 = present
        .iter()
        .map(|one| i64::from(vocabulary[*one].1).pow(2))
        .sum();
    let length = (squares as f64).sqrt().max(1.0);
    let mut features: Vec<(usize, f64)> = present
        .iter()
        .map(|one| match vocabulary[*one].1 {
            0 => (*one, outright(vocabulary[*one].0)),
            rarity => (*one, f64::from(rarity) / length),
        })
        .collect();
    features.push((vocabulary.len(), 1.0));
    Row {
        features,
        holds: holds.to_vec(),
    }
}

/// A linear support vector machine with squared hinge loss, by dual coordinate
/// descent (Hsieh and others, 2008). The last weight is the bias.
fn separate(rows: &[Row], answer: usize, features: usize, positive: f64) -> Vec<f64> {
    let mut weights = vec![0.0; features + 1];
    let mut alphas = vec![0.0; rows.len()];
    let squares: Vec<f64> = rows
        .iter()
        .map(|row| row.features.iter().map(|(_, value)| value * value).sum())
        .collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut random = Random(0x5eed);
    for _ in 0..ROUNDS {
        for last in (1..order.len()).rev() {
            order.swap(last, random.below(last + 1));
        }
        for place in &order {
            let row = &rows[*place];
            let side = if row.holds[answer] { 1.0 } else { -1.0 };
            let diagonal = 0.5
                / (if row.holds[answer] {
                    COST * positive
                } else {
                    COST
                });
            let score: f64 = row
                .features
                .iter()
                .map(|(feature, value)| weights[*feature] * value)
                .sum();
            let slope = side * score - 1.0 + diagonal * alphas[*place];
            let before = alphas[*place];
            let after = (before - slope / (squares[*place] + diagonal)).max(0.0);
            let step = (after - before) * side;
            if step != 0.0 {
                alphas[*place] = after;
                for (feature, value) in &row.features {
                    weights[*feature] += step * value;
                }
            }
        }
    }
    weights
}

/// A fixed order of visits: the multiplier is Knuth's for 64 bits.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    /// From 0 to less than 1.
    fn share(&mut self) -> f32 {
        self.below(1 << 24) as f32 / (1 << 24) as f32
    }
}
