//! What the compiler does not hold: which folder may name which.
//!
//! Arrows point inward: the screens know the journey, the journey knows the
//! domain, the domain knows nobody.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at what it does not expect"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// For each folder of `src`, what its files must not name.
const MUST_NOT_NAME: [(&str, &[&str]); 7] = [
    (
        "json",
        &[
            "crate::domain",
            "crate::journey",
            "crate::contract",
            "crate::browser",
            "crate::ui",
            "crate::embed",
            "web_sys",
            "js_sys",
            "chrono",
        ],
    ),
    (
        "domain",
        &[
            "crate::journey",
            "crate::contract",
            "crate::browser",
            "crate::ui",
            "crate::embed",
            "web_sys",
            "js_sys",
            "leptos",
            "serde",
            "SystemTime",
            "Local::now",
            "Utc::now",
        ],
    ),
    ("domain/known", &["domain::coverage"]),
    ("domain/term", &["domain::coverage"]),
    (
        "journey",
        &[
            "crate::browser",
            "crate::ui",
            "crate::embed",
            "web_sys",
            "js_sys",
            "leptos",
            "serde",
        ],
    ),
    (
        "contract",
        &[
            "crate::journey",
            "crate::browser",
            "crate::ui",
            "crate::embed",
            "web_sys",
            "js_sys",
            "leptos",
            "serde",
        ],
    ),
    ("browser", &["crate::ui", "crate::embed", "leptos"]),
];

/// Policies are data: none is named in the code that judges and tells. The
/// native program bundles the packs by name, and nothing else.
const POLICY_NAMES: [&str; 8] = [
    "website-care",
    "website-support",
    "hardware-service",
    "software-service",
    "storage-warranty",
    "sample-ssd",
    "Vonechain",
    "82753286",
];

fn sources(under: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(under).unwrap_or_else(|error| panic!("{}: {error}", under.display()))
    {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The code of a file: comments and the tests at its foot do not count.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("source");
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn arrows_point_inward() {
    let mut wrong = Vec::new();
    for (folder, forbidden) in MUST_NOT_NAME {
        let files = sources(&root().join(folder));
        assert!(!files.is_empty(), "{folder} has no files");
        for file in files {
            let code = code(&file);
            wrong.extend(
                forbidden
                    .iter()
                    .filter(|name| code.contains(**name))
                    .map(|name| format!("{}: {name}", file.display())),
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn policies_are_data() {
    let mut wrong = Vec::new();
    for file in sources(&root())
        .into_iter()
        .filter(|file| !file.ends_with("contract/bundled.rs"))
    {
        let code = code(&file);
        wrong.extend(
            POLICY_NAMES
                .iter()
                .filter(|name| code.contains(**name))
                .map(|name| format!("{}: {name}", file.display())),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_are_named_for_concepts() {
    const SAY_NOTHING: [&str; 6] = ["utils", "util", "common", "helpers", "misc", "types"];
    let named = |file: &PathBuf| {
        let name =
            |part: &std::ffi::OsStr| part.to_string_lossy().trim_end_matches(".rs").to_owned();
        file.iter()
            .any(|part| SAY_NOTHING.contains(&name(part).as_str()))
    };
    let below = |file: &PathBuf| file.strip_prefix(root()).expect("below").to_path_buf();
    let wrong: Vec<PathBuf> = sources(&root()).iter().map(below).filter(named).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// The schema that editors complete packs from is the one that the shapes
/// give. `UPDATE=1 cargo test` writes it anew.
#[test]
fn the_schema_of_packs_is_current() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/pack.schema.json");
    let current = cover::contract::schema::schema("pack")
        .expect("schema")
        .pretty();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, &current).expect("written");
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == current,
        "policies/pack.schema.json is out of date: UPDATE=1 cargo test --test architecture"
    );
}
