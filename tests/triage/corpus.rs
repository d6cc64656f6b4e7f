//! Labelled texts: `tests/triage/tuned/<language>/<policy>.<writer>.jsonl` and
//! the same under `unseen`.
//!
//! The split is by writer: a writer of unseen texts has written no tuned one, so
//! that nothing is measured but what carries over to people whose words were
//! never seen. Patterns and weights are made from the tuned part alone.

use cover::json::{Json, Limits, parse};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The part that patterns and weights are made from.
pub const TUNED: &str = "tuned";
/// The part that is only measured.
#[allow(dead_code, reason = "weights are never learned from it")]
pub const UNSEEN: &str = "unseen";

/// A labelled text.
#[derive(Clone, Debug)]
#[allow(dead_code, reason = "each program reads what it needs")]
pub struct Sample {
    /// Its name.
    pub id: String,
    /// Its language: `en`, `zh` or `vi`.
    pub language: String,
    /// Its policy.
    pub policy: String,
    /// Who wrote it.
    pub writer: String,
    /// What a customer says.
    pub text: String,
    /// The exclusions that it makes one suspect, and the words that do.
    pub suspects: Vec<(String, Vec<String>)>,
    /// The choice and the option that is meant.
    pub answer: Option<(&'static str, String)>,
    /// Why a search for words would get it wrong, if it would.
    pub trap: Option<String>,
}

impl Sample {
    /// Whether it makes one suspect this exclusion.
    #[allow(dead_code, reason = "each program reads what it needs")]
    pub fn has(&self, exclusion: &str) -> bool {
        self.suspects.iter().any(|(id, _)| id == exclusion)
    }
}

/// The samples of a part, in the order of their files.
pub fn read(part: &str) -> Vec<Sample> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/triage")
        .join(part);
    let mut samples = Vec::new();
    for file in files(&root) {
        let name = file
            .file_stem()
            .map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        let (policy, writer) = name.split_once('.').unwrap_or((&name, ""));
        let folder = file.parent().and_then(Path::file_name);
        let language = folder
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let lines = std::fs::read_to_string(&file).unwrap_or_default();
        for line in lines.lines() {
            let json = parse(line.as_bytes(), Limits::PACK)
                .unwrap_or_else(|problem| panic!("{}: {problem:?}", file.display()));
            samples.push(sample(&json, policy, writer, &language));
        }
    }
    samples
}

fn files(under: &Path) -> Vec<PathBuf> {
    let mut found = BTreeSet::new();
    let mut folders = vec![under.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "jsonl")
            {
                found.insert(path);
            }
        }
    }
    found.into_iter().collect()
}

fn sample(json: &Json, policy: &str, writer: &str, language: &str) -> Sample {
    let text = |key: &str| json.get(key).and_then(Json::as_text).map(str::to_owned);
    let list = |json: Option<&Json>| match json {
        Some(Json::List(list)) => list.clone(),
        _ => Vec::new(),
    };
    let suspects = list(json.get("suspects"))
        .into_iter()
        .filter_map(|suspect| {
            let id = suspect.get("id")?.as_text()?.to_owned();
            let words = list(suspect.get("evidence")).into_iter();
            let words = words.filter_map(|words| words.as_text().map(str::to_owned));
            Some((id, words.collect()))
        });
    let answer = ["request_kind", "severity"]
        .into_iter()
        .find_map(|fact| Some((fact, text(fact)?)));
    Sample {
        id: text("id").unwrap_or_default(),
        language: language.to_owned(),
        policy: policy.to_owned(),
        writer: writer.to_owned(),
        text: text("text").unwrap_or_default(),
        suspects: suspects.collect(),
        answer,
        trap: text("trap"),
    }
}
