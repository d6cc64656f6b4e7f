//! How well the texts are read, by policy and language, for the part that is
//! tuned on and the part that is not: `cargo xtask bench triage`.
//!
//! Three readers are held against one another: patterns, weights, and both.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    reason = "a benchmark reads the clock, and stops at what it does not expect"
)]

#[path = "corpus.rs"]
mod corpus;
#[path = "measure.rs"]
mod measure;

use corpus::{TUNED, UNSEEN};
use cover::contract::bundled;
use cover::domain::triage::standing::Cues;
use cover::domain::triage::{By, Triage};
use measure::Table;
use std::collections::BTreeMap;

/// What may be tried without building anew: `--packs` and `--cues` name folders
/// with other packs and lists, `--language` and `--writer` leave out the others,
/// `--patterns` reads by patterns alone, and `--errors` tells every tuned text that
/// is read wrongly.
struct Trial {
    arguments: Vec<String>,
}

impl Trial {
    fn has(&self, option: &str) -> bool {
        self.arguments.iter().any(|argument| argument == option)
    }

    fn value(&self, option: &str) -> Option<&str> {
        let place = self
            .arguments
            .iter()
            .position(|argument| argument == option)?;
        self.arguments
            .get(place.checked_add(1)?)
            .map(String::as_str)
    }

    fn triage(&self, policy: &str) -> Triage {
        let mut triage = match self.value("--packs") {
            None => bundled::triage(policy).expect("a sound pack"),
            Some(folder) => {
                let pack = std::fs::read(format!("{folder}/{policy}.json")).expect("the pack");
                bundled::read_triage(&pack, None)
                    .unwrap_or_else(|problems| panic!("{policy}: {problems:#?}"))
            }
        }
        .expect("triage");
        if let Some(folder) = self.value("--cues") {
            let lists = ["english", "chinese", "vietnamese"].map(|language| {
                std::fs::read_to_string(format!("{folder}/{language}.txt")).expect("the list")
            });
            triage.cue(Cues::read(&lists.each_ref().map(String::as_str)));
        }
        triage
    }
}

fn main() {
    let trial = Trial {
        arguments: std::env::args().skip(1).collect(),
    };
    if trial.has("--time") {
        time(&trial);
        return;
    }
    let mut read: BTreeMap<String, Triage> = BTreeMap::new();
    let parts: &[&str] = if trial.has("--patterns") {
        &[TUNED]
    } else {
        &[TUNED, UNSEEN]
    };
    for part in parts {
        for (by, name) in [
            (By::Patterns, "patterns alone"),
            (By::Weights, "weights alone"),
            (By::Both, "patterns and weights"),
        ] {
            if trial.has("--patterns") && by != By::Patterns {
                continue;
            }
            let mut table = Table::default();
            for sample in corpus::read(part) {
                let other =
                    |option: &str, own: &str| trial.value(option).is_some_and(|only| only != own);
                if other("--language", &sample.language)
                    || other("--writer", &sample.writer)
                    || other("--policy", &sample.policy)
                {
                    continue;
                }
                let triage = read
                    .entry(sample.policy.clone())
                    .or_insert_with(|| trial.triage(&sample.policy));
                let said = triage.read(&sample.text, by);
                table.count(&sample, &said);
                // Never of the unseen part: then it would be seen.
                if *part == TUNED && trial.has("--errors") {
                    measure::tell_error(&sample, &said);
                }
            }
            println!("{part} texts, {name}:\n{}", table.told());
        }
    }
}

/// How long a description of the greatest length takes to read, in each language
/// and in hostile forms: the median of 51.
fn time(trial: &Trial) {
    const LONGEST: usize = 10_000;
    for (policy, _) in bundled::PACKS {
        if trial.value("--policy").is_some_and(|only| only != policy) {
            continue;
        }
        let triage = trial.triage(policy);
        let mut texts: Vec<(String, String)> = Vec::new();
        for language in ["en", "zh", "vi"] {
            let own = corpus::read(TUNED).into_iter();
            let own = own.filter(|sample| sample.policy == policy && sample.language == language);
            let all: Vec<String> = own.map(|sample| sample.text).collect();
            let text: String = all.join("\n").chars().cycle().take(LONGEST).collect();
            texts.push((language.to_owned(), text));
        }
        for (name, piece) in [
            ("one word", "water "),
            ("no blanks", "a"),
            ("marks alone", "\u{301}"),
            ("commas", ","),
            ("questions", "no?"),
            ("denials", "not "),
        ] {
            texts.push((
                name.to_owned(),
                piece.chars().cycle().take(LONGEST).collect(),
            ));
        }
        for (name, text) in texts {
            let mut times: Vec<u128> = (0..51)
                .map(|_| {
                    let start = std::time::Instant::now();
                    std::hint::black_box(triage.read(std::hint::black_box(&text), By::Both));
                    start.elapsed().as_micros()
                })
                .collect();
            times.sort_unstable();
            let median = times.get(times.len() / 2).copied().unwrap_or_default();
            println!("{policy:<18}{name:<12}{median:>8} us");
        }
    }
}
