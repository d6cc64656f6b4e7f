//! The golden claims: data under `tests/cases/`, worked out by hand from the
//! policies. Each is asserted against the engine; the same files run in the
//! browser (`tests/e2e/cases.test.mjs`).
//!
//! `expect` is a part of the assessment: objects match as parts, lists must
//! match whole, `null` means that the member is absent, or `null` itself.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it does not expect"
)]

use cover::contract::{assess_editions, bundled, policy_of};
use cover::domain::policy::{Bundle, compiled};
use cover::domain::triage::{ReadsTexts, Triage};
use cover::domain::world::BuiltInZones;
use cover::json::{Json, Limits, parse};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn files(under: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(under).expect("folder of cases") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn policies() -> BTreeMap<String, Bundle> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let packs = ["policies", "tests/packs"]
        .into_iter()
        .map(|folder| root.join(folder))
        .filter(|folder| folder.is_dir());
    let mut policies = BTreeMap::new();
    for file in packs
        .flat_map(|folder| files(&folder))
        .filter(|file| !file.ends_with("pack.schema.json"))
    {
        let policy = bundled::read_bundle(&fs::read(&file).expect("pack"))
            .unwrap_or_else(|problems| panic!("{}: {problems:#?}", file.display()));
        let id = policy.editions()[0].id.as_str().to_owned();
        policies.insert(id, policy);
    }
    policies
}

/// Every place where `got` is not what `want` asks for.
fn differences(want: &Json, got: Option<&Json>, at: &str, found: &mut Vec<String>) {
    match (want, got) {
        (Json::Null, None) => {}
        (Json::Object(members), Some(got @ Json::Object(_))) => {
            for (key, want) in members {
                differences(want, got.get(key), &format!("{at}/{key}"), found);
            }
        }
        (Json::List(wanted), Some(Json::List(given))) if wanted.len() == given.len() => {
            for (index, (want, got)) in wanted.iter().zip(given).enumerate() {
                differences(want, Some(got), &format!("{at}/{index}"), found);
            }
        }
        (want, Some(got)) if want == got => {}
        (want, got) => {
            let got = got.map_or("nothing".to_owned(), Json::to_string);
            found.push(format!("{at}: expected {want}, got {got}"));
        }
    }
}

#[test]
fn golden_claims() {
    let policies = policies();
    let compiled: BTreeMap<&str, &Bundle> = policies
        .iter()
        .map(|(id, bundle)| {
            let bytes = compiled::write(bundle, "vi");
            let read = compiled::read(&bytes).unwrap_or_else(|| panic!("{id}: compiled"));
            (id.as_str(), read)
        })
        .collect();
    let triage: BTreeMap<&str, Triage> = bundled::PACKS
        .iter()
        .filter_map(|(id, _)| Some((*id, bundled::triage(id).expect("sound patterns")?)))
        .collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let (mut count, mut failures) = (0, Vec::new());
    for file in files(&root) {
        let name = file
            .strip_prefix(&root)
            .expect("below")
            .display()
            .to_string();
        let Json::List(cases) = parse(&fs::read(&file).expect("cases"), Limits::PACK)
            .unwrap_or_else(|problem| panic!("{name}: {problem:?}"))
        else {
            panic!("{name}: a list of cases");
        };
        assert!(!cases.is_empty(), "{name}: no cases");
        let mut names = Vec::new();
        for case in &cases {
            let title = case
                .get("name")
                .and_then(Json::as_text)
                .unwrap_or_else(|| panic!("{name}: a case without a name"));
            assert!(
                case.get("description").is_some(),
                "{name}: {title}: no description"
            );
            assert!(!names.contains(&title), "{name}: {title} stands twice");
            names.push(title);
            let claim = case
                .get("claim")
                .unwrap_or_else(|| panic!("{name}: {title}: no claim"));
            let id = policy_of(claim).unwrap_or_else(|| panic!("{name}: {title}: no policy"));
            let policy = policies
                .get(id)
                .unwrap_or_else(|| panic!("{name}: {title}: no pack `{id}`"));
            let mut found = Vec::new();
            match assess_editions(
                policy,
                claim,
                triage.get(id).map(|triage| triage as &dyn ReadsTexts),
                &BuiltInZones,
            ) {
                Ok(assessment) => {
                    differences(
                        case.get("expect").expect("expectation"),
                        Some(&assessment),
                        "",
                        &mut found,
                    );
                    // As the page has it: compiled, in one language.
                    let again = assess_editions(
                        compiled[id],
                        claim,
                        triage.get(id).map(|triage| triage as &dyn ReadsTexts),
                        &BuiltInZones,
                    );
                    assert_eq!(
                        assessment.to_string(),
                        again.expect("again").to_string(),
                        "{name}: {title}: not the same bytes"
                    );
                }
                Err(problems) => found.push(format!("refused: {problems:?}")),
            }
            count += 1;
            if !found.is_empty() {
                failures.push(format!("{name}: {title}\n    {}", found.join("\n    ")));
            }
        }
    }
    assert!(count >= 150, "only {count} golden claims");
    assert!(
        failures.is_empty(),
        "{} of {count} golden claims differ:\n{}",
        failures.len(),
        failures.join("\n")
    );
}
