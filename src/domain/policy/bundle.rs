//! Editions: a policy as it stood at different times.
//!
//! A file holds one pack, or `{"editions": [pack, …]}` with several of the same
//! id, each in force between two days. Every edition names the date fact that
//! selects it, so a claim is judged by what was promised when it started.

use super::Policy;
use super::document::Day;
use crate::json::{Json, Problem};
use chrono::NaiveDate;
use std::borrow::Cow;

/// The editions of one policy, one or more.
#[derive(Clone, Debug)]
pub struct Bundle {
    // INVARIANT: never empty; all of one id; no two in force on one day.
    editions: Cow<'static, [Policy]>,
}

impl Bundle {
    /// Reads a pack, or several editions of one.
    ///
    /// # Errors
    /// What is wrong with each pack, or with how they follow one another.
    pub fn read(json: &Json, digest: &str) -> Result<Bundle, Vec<Problem>> {
        let mut editions = Vec::new();
        let mut problems = Vec::new();
        for (place, pack) in packs(json) {
            match Policy::read(pack, digest.to_owned()) {
                Ok(policy) => editions.push(policy),
                Err(found) => {
                    problems.extend(found.into_iter().map(|problem| placed(&place, problem)))
                }
            }
        }
        if problems.is_empty() {
            problems = unsound(json, &editions);
        }
        if problems.is_empty() {
            Ok(Bundle {
                editions: Cow::Owned(editions),
            })
        } else {
            Err(problems)
        }
    }

    /// The editions of a compiled policy, which were sound when it was compiled;
    /// `None` where there is none.
    pub(super) fn of_compiled(editions: &'static [Policy]) -> Option<Bundle> {
        (!editions.is_empty()).then_some(Bundle {
            editions: Cow::Borrowed(editions),
        })
    }

    /// The id of the policy.
    pub fn id(&self) -> &str {
        self.editions.first().map_or("", |policy| &policy.id)
    }

    /// The editions, in the order of the file.
    pub fn editions(&self) -> &[Policy] {
        &self.editions
    }

    /// The newest edition: the one in force longest from now.
    pub fn newest(&self) -> Option<&Policy> {
        let through = |policy: &&Policy| policy.edition.through.unwrap_or(Day(NaiveDate::MAX));
        self.editions.iter().max_by_key(through)
    }

    /// The edition by which a claim is judged whose selecting date is this one,
    /// or is not known: the newest that can serve it, else the newest.
    pub fn in_use(&self, date: Option<NaiveDate>) -> Option<&Policy> {
        let through = |policy: &&Policy| policy.edition.through.unwrap_or(Day(NaiveDate::MAX));
        let serving = self.serving(date).into_iter();
        serving.max_by_key(through).or_else(|| self.newest())
    }

    /// The editions that can serve a claim whose selecting date is this one, or
    /// is not known.
    pub fn serving(&self, date: Option<NaiveDate>) -> Vec<&Policy> {
        let serves = |policy: &&Policy| date.is_none_or(|date| in_force(policy, date));
        self.editions.iter().filter(serves).collect()
    }

    /// The id of the date fact that selects the edition, where it matters.
    pub fn selected_by(&self) -> Option<&str> {
        match &*self.editions {
            [] | [_] => None,
            [first, ..] => first
                .edition
                .selected_by
                .as_ref()
                .map(super::document::Id::as_str),
        }
    }
}

/// The packs of a file, each with its JSON pointer.
pub fn packs(json: &Json) -> Vec<(String, &Json)> {
    match json.get("editions") {
        Some(Json::List(packs)) => packs
            .iter()
            .enumerate()
            .map(|(index, pack)| (format!("/editions/{index}"), pack))
            .collect(),
        _ => vec![(String::new(), json)],
    }
}

/// A problem of a pack, pointing into its file.
pub fn placed(place: &str, problem: Problem) -> Problem {
    Problem {
        pointer: format!("{place}{}", problem.pointer),
        ..problem
    }
}

/// Whether an edition is in force on a day.
fn in_force(policy: &Policy, day: NaiveDate) -> bool {
    let edition = &policy.edition;
    edition.from.is_none_or(|from| from.0 <= day)
        && edition.through.is_none_or(|through| day <= through.0)
}

fn unsound(json: &Json, editions: &[Policy]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut wrong = |pointer: &str, message: &str, help: &str| {
        problems.push(Problem::new("pack.editions", pointer, message).help(help));
    };
    let Some(first) = editions.first() else {
        wrong("/editions", "there is no edition", "add at least one pack");
        return problems;
    };
    if let Json::Object(members) = json
        && json.get("editions").is_some()
        && members.len() > 1
    {
        wrong(
            "",
            "there is more beside the editions",
            "a file holds one pack, or `editions` and nothing else",
        );
    }
    for (index, edition) in editions.iter().enumerate() {
        let pointer = format!("/editions/{index}");
        if edition.id != first.id {
            wrong(
                &format!("{pointer}/id"),
                "the editions are of different policies",
                "give all of them one id",
            );
        }
        let selecting = edition.edition.selected_by.as_ref();
        if editions.len() > 1
            && (selecting.is_none() || selecting != first.edition.selected_by.as_ref())
        {
            wrong(
                &format!("{pointer}/edition"),
                "the editions are not selected by one date",
                "name the same `selected_by` in each",
            );
        }
        let span = |policy: &Policy| {
            let edition = &policy.edition;
            (
                edition.from.map_or(NaiveDate::MIN, |day| day.0),
                edition.through.map_or(NaiveDate::MAX, |day| day.0),
            )
        };
        let (from, through) = span(edition);
        if editions
            .iter()
            .take(index)
            .map(span)
            .any(|(other_from, other_through)| from <= other_through && other_from <= through)
        {
            wrong(
                &format!("{pointer}/edition"),
                "two editions are in force on one day",
                "end one before the other begins",
            );
        }
    }
    problems
}
