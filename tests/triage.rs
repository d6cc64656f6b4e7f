//! Descriptions of a fault, through the contract: what they add to an assessment,
//! what they never change, and the labelled texts themselves. How well texts are
//! read is measured, not tested: `cargo xtask bench triage`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it does not expect"
)]

#[path = "triage/corpus.rs"]
mod corpus;

use corpus::{TUNED, UNSEEN};
use cover::contract::{assess_claim, bundled};
use cover::domain::policy::Policy;
use cover::domain::triage::{By, ReadsTexts, Triage, Weights};
use cover::domain::world::BuiltInZones;
use cover::json::{Json, Limits, parse};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};

/// A table that could not be read would be left out without a word, and texts read by
/// patterns alone.
#[test]
fn the_bundled_weights_are_read_as_they_were_written() {
    for (policy, _) in bundled::PACKS {
        let table = bundled::weights(policy).expect("a table");
        let weights = Weights::read(table).expect(policy);
        assert_eq!(weights.written(), table, "{policy}");
    }
}

fn triage(policy: &str) -> Triage {
    bundled::triage(policy)
        .expect("sound patterns")
        .expect("a triage section")
}

fn claim(policy: &str, facts: &[(&str, Json)]) -> Json {
    let facts = facts
        .iter()
        .map(|(fact, value)| ((*fact).to_owned(), value.clone()));
    Json::members([
        ("policy", Some(policy.into())),
        ("as_of", Some("2026-11-22T10:00:00+08:00".into())),
        ("facts", Some(Json::Object(facts.collect()))),
    ])
}

fn assessed(policy: &Policy, triage: Option<&Triage>, facts: &[(&str, Json)]) -> Json {
    let claim = claim(&policy.id, facts);
    assess_claim(
        policy,
        &claim,
        triage.map(|triage| triage as &dyn ReadsTexts),
        &BuiltInZones,
    )
    .expect("a claim")
}

fn read(policy: &str) -> Policy {
    bundled::policy(policy).expect("a pack")
}

fn list<'j>(json: &'j Json, key: &str) -> &'j [Json] {
    match json.get(key) {
        Some(Json::List(list)) => list,
        _ => &[],
    }
}

fn text<'j>(json: &'j Json, key: &str) -> &'j str {
    json.get(key).and_then(Json::as_text).unwrap_or_default()
}

#[test]
fn suspicions_put_their_question_first_and_quote() {
    let policy = read("storage-warranty");
    let reader = triage("storage-warranty");
    for (fault, words) in [
        (
            "It works no more. My son spilled juice over it.",
            "spilled juice",
        ),
        ("不小心把水洒在硬盘上了", "水洒"),
        ("Ổ cứng bị đổ nước vào", "đổ nước"),
        ("o cung bi do nuoc vao", "do nuoc"),
        ("HE SPILLED JUICE OVER THE DRIVE", "SPILLED JUICE"),
        (
            "he ｓｐｉｌｌｅｄ juice over the drive",
            "ｓｐｉｌｌｅｄ juice",
        ),
        ("不小心把水灑在硬碟上了", "水灑"),
        (
            "he spil\u{200b}led juice over the drive",
            "spil\u{200b}led juice",
        ),
    ] {
        let facts = [("fault", Json::from(fault))];
        let assessment = assessed(&policy, Some(&reader), &facts);
        let first = list(&assessment, "questions").first().expect("a question");
        assert_eq!(text(first, "fact"), "liquid", "{fault}");
        assert_eq!(first.get("suspected"), Some(&Json::Bool(true)), "{fault}");
        let evidence = text(first, "evidence");
        assert!(fault.contains(evidence), "{fault}: {evidence}");
        assert!(
            evidence.contains(words) || words.contains(evidence),
            "{fault}: {evidence}"
        );
    }
}

#[test]
fn a_letter_may_be_wrong_in_a_long_word() {
    let reader = triage("storage-warranty");
    let said = reader.read(
        "The house was hit by lightnig and the drive with it",
        By::Both,
    );
    let one = said
        .suspicions
        .iter()
        .find(|one| one.fact == "fire_or_lightning");
    assert!(one.expect("a suspicion").evidence.contains("lightnig"));
}

#[test]
fn an_answer_clears_or_decides() {
    let policy = read("storage-warranty");
    let reader = triage("storage-warranty");
    let fault = ("fault", Json::from("My son spilled juice over it."));
    for said in [true, false] {
        let facts = [fault.clone(), ("liquid", Json::Bool(said))];
        let assessment = assessed(&policy, Some(&reader), &facts);
        let raised = |question: &Json| question.get("suspected").is_some();
        assert!(!list(&assessment, "questions").iter().any(raised));
        assert_eq!(text(&assessment, "verdict") == "not-covered", said);
    }
}

#[test]
fn no_text_alone_changes_a_verdict() {
    let samples = corpus::read(TUNED);
    for (policy, _) in bundled::PACKS {
        let (reader, read) = (triage(policy), read(policy));
        let samples = samples.iter();
        for sample in samples.filter(|sample| sample.policy == policy).step_by(97) {
            let facts = [("fault", Json::from(sample.text.as_str()))];
            let with = assessed(&read, Some(&reader), &facts);
            let without = assessed(&read, None, &facts);
            for key in ["verdict", "findings", "term", "costs", "next_steps"] {
                assert_eq!(with.get(key), without.get(key), "{}: {key}", sample.id);
            }
            // The needs of a line stand in the order of the questions; its verdict stays.
            let verdicts = |json: &Json| -> Vec<String> {
                let lines = list(json, "lines").iter();
                lines.map(|line| text(line, "verdict").to_owned()).collect()
            };
            assert_eq!(verdicts(&with), verdicts(&without), "{}", sample.id);
            let asked = |json: &Json| -> BTreeSet<String> {
                let each = list(json, "questions").iter();
                each.map(|question| text(question, "fact").to_owned())
                    .collect()
            };
            assert_eq!(asked(&with), asked(&without), "{}", sample.id);
        }
    }
}

#[test]
fn what_is_not_said_of_the_product_is_not_suspected() {
    let reader = triage("storage-warranty");
    for fault in [
        "It was never dropped and never got wet.",
        "硬盘没有进水，也没有摔过",
        "Ổ cứng không bị rơi, cũng chưa từng vào nước",
        "The app crashed and the connection dropped, so I opened a ticket.",
        "I am afraid that it may get wet when I travel.",
        "Does the warranty cover water damage?",
        "My Lightning cable works, the PC is water-cooled.",
    ] {
        let said = reader.read(fault, By::Both);
        assert!(said.suspicions.is_empty(), "{fault}: {:?}", said.suspicions);
    }
}

#[test]
fn hostile_texts_do_no_harm() {
    let reader = triage("storage-warranty");
    for piece in [
        "\u{301}", "\u{202e}", "water ", "not ", "if ", "((((", "水", "、", "a", "1,", "不", "đ",
        "😀",
    ] {
        let text = piece.repeat(1_000_000 / piece.len());
        let said = reader.read(&text, By::Both);
        assert!(
            said.suspicions
                .iter()
                .all(|one| text.contains(&one.evidence))
        );
    }
}

#[test]
fn labelled_texts_are_as_the_evaluation_needs_them() {
    let mut ids = BTreeSet::new();
    let mut writers: BTreeMap<&str, BTreeSet<(String, String)>> = BTreeMap::new();
    let mut tuned_texts = BTreeSet::new();
    for part in [TUNED, UNSEEN] {
        let samples = corpus::read(part);
        let mut counts: BTreeMap<String, (usize, usize, usize)> = BTreeMap::new();
        for sample in &samples {
            assert!(ids.insert(sample.id.clone()), "{} stands twice", sample.id);
            writers
                .entry(part)
                .or_default()
                .insert((sample.language.clone(), sample.writer.clone()));
            let key = sample.text.trim().to_lowercase();
            if part == TUNED {
                tuned_texts.insert(key);
            } else {
                assert!(!tuned_texts.contains(&key), "{} was seen", sample.id);
            }
            for (_, words) in &sample.suspects {
                let found = |words: &String| sample.text.contains(words.as_str());
                assert!(words.iter().all(found), "{}: other words", sample.id);
            }
            let count = counts.entry(sample.language.clone()).or_default();
            count.0 += 1;
            count.1 += usize::from(sample.suspects.is_empty());
            count.2 += usize::from(sample.trap.is_some());
        }
        for (language, (all, clean, traps)) in counts {
            assert!(all >= 200, "{part} {language}: {all} texts");
            assert!(
                clean * 2 >= all,
                "{part} {language}: {clean} of {all} without a label"
            );
            assert!(
                traps * 6 >= all,
                "{part} {language}: {traps} of {all} traps"
            );
        }
    }
    assert!(
        writers[TUNED].is_disjoint(&writers[UNSEEN]),
        "a writer of both parts"
    );
}

fn run(arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_covercheck"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut to = child.stdin.take().expect("input");
    to.write_all(input.as_bytes()).expect("writing");
    drop(to);
    let output = child.wait_with_output().expect("output");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn the_command_line_reads_lines() {
    let lines = "{\"id\": \"a\", \"text\": \"I dropped it down the stairs\"}\n\n{\"id\": 2, \"text\": \"It is slow\"}\n";
    let (code, out, _) = run(&["triage", "--policy", "storage-warranty", "-"], lines);
    assert_eq!(code, Some(0));
    let told: Vec<Json> = out
        .lines()
        .map(|line| parse(line.as_bytes(), Limits::PACK).expect("JSON"))
        .collect();
    assert_eq!(told.len(), 2);
    assert_eq!(text(&told[0], "id"), "a");
    let suspects = list(&told[0], "suspects");
    assert_eq!(text(&suspects[0], "id"), "accident");
    assert!("I dropped it down the stairs".contains(text(&suspects[0], "evidence")));
    assert_eq!(told[1].get("id"), Some(&Json::Integer(2)));
    assert!(list(&told[1], "suspects").is_empty());
    let asked = "{\"id\": \"a\", \"text\": \"The whole system is down, nobody can work\"}";
    let (_, out, _) = run(&["triage", "--policy", "software-service", "-"], asked);
    let told = parse(out.trim().as_bytes(), Limits::PACK).expect("JSON");
    assert_eq!(text(&told, "severity"), "P1");
}

#[test]
fn the_command_line_refuses_what_is_no_text() {
    for lines in [
        "{\"id\": \"a\"}",
        "{\"text\": \"b\"}",
        "[1]",
        "{\"id\": \"a\", \"text\": 5}",
        "nonsense",
    ] {
        let (code, out, error) = run(&["triage", "--policy", "storage-warranty", "-"], lines);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{lines}");
        assert!(error.contains("-:1"), "{lines}: {error}");
    }
    let (code, out, error) = run(&["triage", "--policy", "nothing", "-"], "");
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(error.contains("nothing"));
}
