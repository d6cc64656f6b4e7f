//! Learns the weights of features from the tuned texts: `cargo xtask train`.
//!
//! For each policy a linear model tells for every exclusion, and for every option of
//! a choice, how much the features of a text speak for it. It is learned twice: from
//! all features, and again from those that weighed the most. Same texts, same
//! weights: texts are visited in an order that a fixed seed gives, and weights are
//! rounded to whole numbers at the end.
//!
//! `train` writes `policies/weights/<policy>.tsv`. `train --cross` instead leaves
//! out each writer in turn and tells how well the others' texts prepare for
//! theirs: what may be looked at while choosing features and penalties.

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

use corpus::{Sample, TUNED};
use cover::contract::bundled;
use cover::domain::triage::standing::Cues;
use cover::domain::triage::{By, RARITY, Triage, UNIT, Weighed, Weights};
use measure::Table;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// In how many texts a feature must occur to be weighed.
const LEAST_TEXTS: usize = 2;
/// How many features are kept.
const KEEP_FOR_FACTS: usize = 4500;
/// Where there is no choice to tell, there is room for more.
const KEEP_FOR_FACTS_ALONE: usize = 7000;
const KEEP_FOR_CHOICES: usize = 2700;
const ROUNDS: usize = 60;
/// What a text on the wrong side costs.
const COST: f64 = 1.0;
/// How much more one costs that has the label.
const POSITIVE: f64 = 1.5;
/// How long a sign is, where the rest of the vector is 1.
const SIGN: f64 = 1.0;
const LIST: f64 = 0.2;
const MEETING: f64 = 0.03;
/// Smaller weights are left out.
const FAINT: i32 = 1;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let cross = arguments.iter().any(|argument| argument == "--cross");
    for option in arguments
        .iter()
        .filter(|argument| argument.starts_with("--"))
    {
        let known = ["--cross", "--errors", "--packs", "--only-language"];
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
    let mut total = Table::default();
    for (policy, _) in bundled::PACKS {
        if !only.is_empty() && !only.iter().any(|name| *name == policy) {
            continue;
        }
        let own: Vec<&Sample> = samples
            .iter()
            .filter(|sample| sample.policy == policy)
            .collect();
        if own.is_empty() {
            continue;
        }
        if cross {
            let writers: BTreeSet<(&str, &str)> = own
                .iter()
                .map(|sample| (sample.language.as_str(), sample.writer.as_str()))
                .collect();
            let writers: BTreeSet<&str> = writers.iter().map(|(_, writer)| *writer).collect();
            for writer in writers {
                let others: Vec<&Sample> = own
                    .iter()
                    .copied()
                    .filter(|sample| sample.writer != writer)
                    .collect();
                let mut triage = prepared(policy, &arguments);
                let weights = learn(&triage, &others);
                triage.weigh(Some(weights));
                for sample in own.iter().filter(|sample| sample.writer == writer) {
                    let said = triage.read(&sample.text, By::Both);
                    total.count(sample, &said);
                    if arguments.iter().any(|argument| argument == "--errors") {
                        measure::tell_error(sample, &said);
                    }
                }
            }
        } else {
            let triage = prepared(policy, &arguments);
            let weights = learn(&triage, &own);
            let file = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("policies/weights")
                .join(format!("{policy}.tsv"));
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("the folder");
            std::fs::write(&file, weights.written()).expect("the file");
            println!(
                "{policy}: {} texts, {} features",
                own.len(),
                weights.features.len()
            );
        }
    }
    if cross {
        println!("each writer's texts by weights learned from the others':");
        print!("{}", total.told());
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

fn learn(triage: &Triage, samples: &[&Sample]) -> Weights {
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
    let mut weights = Weights::default();
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
    let choices = samples.iter().any(|sample| sample.answer.is_some());
    let keep = if choices {
        KEEP_FOR_FACTS
    } else {
        KEEP_FOR_FACTS_ALONE
    };
    weigh(&mut weights, answers, &rows, true, keep);
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
        weigh(&mut weights, answers, &rows, false, KEEP_FOR_CHOICES);
    }
    weights
}

/// Adds weights for some answers: learned from all features, then once more from
/// those that weighed the most.
fn weigh(
    weights: &mut Weights,
    answers: Vec<(String, Option<String>)>,
    texts: &[(&BTreeSet<String>, Vec<bool>)],
    facts: bool,
    keep: usize,
) {
    let mut in_texts: BTreeMap<&str, usize> = BTreeMap::new();
    for (names, _) in texts {
        for name in *names {
            *in_texts.entry(name).or_default() += 1;
        }
    }
    in_texts.retain(|name, count| *count >= if name.contains('+') { 3 } else { LEAST_TEXTS });
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
            if facts && present.iter().any(sign) {
                let bare: Vec<usize> = present.iter().copied().filter(|one| !sign(one)).collect();
                rows.push(self::row(&bare, &vocabulary, holds));
            }
            rows.push(row);
        }
        model = (0..answers.len())
            .map(|answer| separate(&rows, answer, vocabulary.len(), facts))
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
                        if name.starts_with('@') && !name.contains('+') {
                            f64::MAX
                        } else {
                            most
                        },
                        *name,
                    )
                })
                .collect();
            heavy.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
            heavy.truncate(keep);
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
            .filter(|(_, weight)| weight.abs() >= FAINT)
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

/// The length of what stands outside of the vector: a pattern's sign, a list, or
/// two lists that meet.
fn outright(name: &str) -> f64 {
    if !name.contains('[') {
        SIGN
    } else if name.contains('+') {
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
fn separate(rows: &[Row], answer: usize, features: usize, facts: bool) -> Vec<f64> {
    let positive = if facts { POSITIVE } else { 1.0 };
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
}
