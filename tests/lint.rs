//! The linter, by cases as data, and the packs that must be sound.
//!
//! Each file of `tests/lint` is a list of cases: a pack (`base`), what is
//! changed in it (`patch`), and every finding that the change brings, in order
//! (`expect`). What the base has already is left out.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use chrono::NaiveDate;
use cover::domain::policy::lint::{Finding, Severity, lint};
use cover::domain::world::BuiltInZones;
use cover::json::{Json, Limits, parse};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The day as of which packs are looked at, where a case names no other.
const TODAY: &str = "2026-09-01";

#[test]
fn finds_what_each_case_expects() {
    let cases: Vec<(String, Json)> = files_in("tests/lint")
        .iter()
        .flat_map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            items(&read(path))
                .iter()
                .map(|case| (name.clone(), case.clone()))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(cases.len() >= 45, "there are only {} cases", cases.len());

    let mut failures = Vec::new();
    let mut descriptions = BTreeSet::new();
    let mut bases: BTreeMap<(&str, bool), Vec<String>> = BTreeMap::new();
    for (file, case) in &cases {
        let description = text(case, "description");
        assert!(
            descriptions.insert(description),
            "two cases are called `{description}`"
        );
        let base = base_of(case);
        let today = case.get("today").and_then(Json::as_text).unwrap_or(TODAY);
        let mut patched = base.clone();
        for patch in items(case.get("patch").unwrap()) {
            apply(&mut patched, text(patch, "at"), patch.get("set"));
        }
        let before = bases
            .entry((text(case, "base"), base.get("triage").is_some()))
            .or_insert_with(|| findings(&base, TODAY));
        let found: Vec<String> = findings(&patched, today)
            .into_iter()
            .filter(|one| !before.contains(one))
            .collect();
        let expected: Vec<String> = items(case.get("expect").unwrap())
            .iter()
            .map(|one| {
                format!(
                    "{} {} {}",
                    text(one, "severity"),
                    text(one, "code"),
                    text(one, "pointer")
                )
            })
            .collect();
        let found: Vec<String> = found
            .iter()
            .map(|one| one.split_once(": ").unwrap().0.to_owned())
            .collect();
        if found != expected {
            failures.push(format!(
                "{file}: {description}\n  expected {expected:#?}\n  found {found:#?}"
            ));
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {} cases:\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n")
    );
}

/// Every kind of finding that the source can make stands in some case.
#[test]
fn every_kind_of_finding_has_a_case() {
    let mut told = BTreeSet::new();
    let sources = ["src/domain/policy/lint", "src/domain/comparison"];
    for path in sources.into_iter().flat_map(files_in) {
        let source = fs::read_to_string(&path).unwrap();
        for part in source.split('"').filter(|part| part.starts_with("lint.")) {
            told.insert(part.to_owned());
        }
    }
    assert!(told.len() > 30, "found only {told:?}");
    for path in files_in("tests/lint") {
        for case in items(&read(&path)) {
            for expected in items(case.get("expect").unwrap()) {
                told.remove(text(expected, "code"));
            }
        }
    }
    assert!(told.is_empty(), "no case expects {told:?}");
}

#[test]
fn the_bundled_packs_and_the_example_packs_have_no_errors() {
    let packs = all_packs();
    let mut failures = Vec::new();
    for (name, pack) in &packs {
        for finding in lint(pack, day(TODAY), &BuiltInZones) {
            if finding.severity == Severity::Error {
                failures.push(format!("{name}: {}", line(&finding)));
            }
        }
    }
    assert!(packs.len() >= 11, "there are only {} packs", packs.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Example packs are examples to follow: nothing in them is doubtful.
#[test]
fn the_example_packs_have_no_warnings() {
    for (name, pack) in all_packs()
        .iter()
        .filter(|(name, _)| name.contains("tests"))
    {
        assert_eq!(findings(pack, TODAY), Vec::<String>::new(), "{name}");
    }
}

/// A finding's words follow one style, so that tools can show them in a line.
#[test]
fn messages_are_lower_case_without_a_full_stop() {
    let mut count = 0;
    for path in files_in("tests/lint") {
        for case in items(&read(&path)) {
            let mut patched = base_of(case);
            for patch in items(case.get("patch").unwrap()) {
                apply(&mut patched, text(patch, "at"), patch.get("set"));
            }
            for Finding { problem, .. } in lint(&patched, day(TODAY), &BuiltInZones) {
                count += 1;
                for words in [&problem.message, &problem.help] {
                    assert!(!words.is_empty(), "{problem:?}");
                    assert!(!words.ends_with('.'), "{problem:?}");
                    assert!(
                        !words.starts_with(|letter: char| letter.is_uppercase()),
                        "{problem:?}"
                    );
                    assert_eq!(words.matches('`').count() % 2, 0, "{problem:?}");
                }
            }
        }
    }
    assert!(count > 0);
}

/// Whatever is left out of a pack, something sensible is said of the rest.
#[test]
fn nothing_that_is_left_out_stops_the_linter() {
    let mut count = 0;
    for (_, whole) in all_packs()
        .iter()
        .filter(|(name, _)| name.contains("tests"))
    {
        for pointer in pointers(whole, "") {
            let mut rest = whole.clone();
            apply(&mut rest, &pointer, None);
            for finding in lint(&rest, day(TODAY), &BuiltInZones) {
                assert!(
                    finding.problem.pointer.is_empty() || finding.problem.pointer.starts_with('/')
                );
            }
            count += 1;
        }
    }
    assert!(count > 1000, "left out only {count}");
}

/// A company's table of models is long, and is linted while somebody waits.
#[test]
fn a_pack_of_many_models_is_linted_at_once() {
    let mut many = pack("tyres");
    let items: Vec<Json> = (0..2000)
        .map(|number| {
            let mut item = many
                .get("items")
                .map(|list| items(list)[0].clone())
                .unwrap();
            apply(&mut item, "/id", Some(&format!("model-{number}").into()));
            item
        })
        .collect();
    let cases = (0..2000).map(|number| {
        (
            format!("model-{number}"),
            Json::Integer(10_000 + number % 7),
        )
    });
    apply(
        &mut many,
        "/lines/0/limits/0/limit/cases",
        Some(&Json::Object(cases.collect())),
    );
    apply(&mut many, "/items", Some(&Json::List(items)));
    let twins = findings(&many, TODAY);
    assert_eq!(
        twins.len(),
        1993,
        "all but the first of each of seven figures"
    );
    assert!(
        twins
            .iter()
            .all(|twin| twin.contains("lint.identical-tiers"))
    );
}

/// The pointers of everything in a tree but its root.
fn pointers(json: &Json, at: &str) -> Vec<String> {
    let each: Vec<(String, &Json)> = match json {
        Json::Object(members) => {
            let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
            members
                .iter()
                .map(|(key, value)| (format!("{at}/{}", escaped(key)), value))
                .collect()
        }
        Json::List(items) => items
            .iter()
            .enumerate()
            .map(|(index, item)| (format!("{at}/{index}"), item))
            .collect(),
        _ => Vec::new(),
    };
    each.into_iter()
        .flat_map(|(at, value)| std::iter::once(at.clone()).chain(pointers(value, &at)))
        .collect()
}

/// The bundled packs and the example packs, each edition by itself.
fn all_packs() -> Vec<(String, Json)> {
    let mut packs = Vec::new();
    for path in files_in("policies")
        .into_iter()
        .chain(files_in("tests/packs"))
    {
        let name = path.display().to_string();
        if name.ends_with(".schema.json") {
            continue;
        }
        let json = read(&path);
        match json.get("editions") {
            Some(editions) => packs.extend(
                items(editions)
                    .iter()
                    .map(|one| (name.clone(), one.clone())),
            ),
            None => packs.push((name, json)),
        }
    }
    packs
}

fn findings(pack: &Json, today: &str) -> Vec<String> {
    lint(pack, day(today), &BuiltInZones)
        .iter()
        .map(line)
        .collect()
}

fn line(finding: &Finding) -> String {
    let Finding { severity, problem } = finding;
    format!(
        "{} {} {}: {}",
        severity.word(),
        problem.code,
        problem.pointer,
        problem.message
    )
}

/// A pack by its id, bundled or an example.
/// The pack of a case. How it reads texts is most of a pack, and left out where the
/// case has nothing to do with it.
fn base_of(case: &Json) -> Json {
    let mut base = pack(text(case, "base"));
    let mut patches = items(case.get("patch").unwrap()).iter();
    if !patches.any(|patch| text(patch, "at").starts_with("/triage"))
        && let Json::Object(members) = &mut base
    {
        members.retain(|(name, _)| name != "triage");
    }
    base
}

fn pack(id: &str) -> Json {
    let name = format!("{id}.json");
    let folders = ["policies", "tests/packs"].map(|folder| root().join(folder).join(&name));
    read(
        folders
            .iter()
            .find(|path| path.exists())
            .unwrap_or_else(|| panic!("there is no pack `{id}`")),
    )
}

/// Sets the value at a pointer, adds it where there is none, or removes it.
fn apply(pack: &mut Json, pointer: &str, value: Option<&Json>) {
    let (parent, last) = pointer
        .rsplit_once('/')
        .unwrap_or_else(|| panic!("`{pointer}` is not a pointer"));
    let unescaped = |step: &str| step.replace("~1", "/").replace("~0", "~");
    let mut at = pack;
    for step in parent.split('/').skip(1) {
        let step = unescaped(step);
        at = match at {
            Json::Object(members) => members
                .iter_mut()
                .find(|(key, _)| *key == step)
                .map(|(_, value)| value),
            Json::List(items) => items.get_mut(step.parse::<usize>().unwrap_or(usize::MAX)),
            _ => None,
        }
        .unwrap_or_else(|| panic!("`{pointer}` leads nowhere"));
    }
    let last = unescaped(last);
    match (at, value) {
        (Json::Object(members), Some(value)) => {
            match members.iter_mut().find(|(key, _)| *key == last) {
                Some((_, old)) => *old = value.clone(),
                None => members.push((last, value.clone())),
            }
        }
        (Json::Object(members), None) => {
            let before = members.len();
            members.retain(|(key, _)| *key != last);
            assert!(members.len() < before, "`{pointer}` removes nothing");
        }
        (Json::List(items), Some(value)) if last == "-" => items.push(value.clone()),
        (Json::List(items), Some(value)) => items[last.parse::<usize>().unwrap()] = value.clone(),
        (Json::List(items), None) => {
            items.remove(last.parse().unwrap());
        }
        _ => panic!("`{pointer}` leads nowhere"),
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_in(folder: &str) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(root().join(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

fn read(path: &Path) -> Json {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    parse(&bytes, Limits::PACK).unwrap_or_else(|problem| panic!("{}: {problem:?}", path.display()))
}

fn items(json: &Json) -> &[Json] {
    match json {
        Json::List(items) => items,
        other => panic!("a list must stand here, not {}", other.kind()),
    }
}

fn text<'a>(json: &'a Json, key: &str) -> &'a str {
    json.get(key)
        .and_then(Json::as_text)
        .unwrap_or_else(|| panic!("`{key}` is missing in {json}"))
}

fn day(text: &str) -> NaiveDate {
    let parts: Vec<u32> = text.split('-').map(|part| part.parse().unwrap()).collect();
    NaiveDate::from_ymd_opt(i32::try_from(parts[0]).unwrap(), parts[1], parts[2]).unwrap()
}
