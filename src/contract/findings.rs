//! What the linter finds in a file, as JSON.

use crate::domain::policy::lint::{Severity, lint};
use crate::domain::policy::{Bundle, packs, placed};
use crate::domain::world::World;
use crate::json::{Json, Problem, locate};
use chrono::NaiveDate;

/// Everything that is wrong with a file as of a day: of each of its packs and, once
/// none of them has an error, of how its editions follow one another.
pub fn lint_file(file: &Json, today: NaiveDate, zones: &dyn World) -> Vec<(Severity, Problem)> {
    let mut findings: Vec<(Severity, Problem)> = Vec::new();
    for (place, pack) in packs(file) {
        let of_pack = lint(pack, today, zones).into_iter();
        findings.extend(of_pack.map(|finding| (finding.severity, placed(&place, finding.problem))));
    }
    if !findings
        .iter()
        .any(|(severity, _)| *severity == Severity::Error)
        && let Err(problems) = Bundle::read(file, "")
    {
        let of_editions = problems.into_iter();
        findings.extend(of_editions.map(|problem| (Severity::Error, problem)));
    }
    findings
}

/// A finding as the contract has it; with the name of its file, where it has one.
pub fn finding(file: Option<&str>, text: &str, severity: Severity, problem: &Problem) -> Json {
    let at = locate(text, &problem.pointer);
    let number = |number: usize| i64::try_from(number).ok().map(Json::Integer);
    let Json::Object(mut members) = problem_told(problem) else {
        return Json::Null;
    };
    let place = Json::members([
        ("severity", Some(severity.word().into())),
        ("file", file.map(Json::from)),
        ("line", number(at.line)),
        ("column", number(at.column)),
    ]);
    if let Json::Object(place) = place {
        members.extend(place);
    }
    Json::Object(members)
}

/// A problem as the contract has it.
pub fn problem_told(problem: &Problem) -> Json {
    Json::members([
        ("code", Some(problem.code.into())),
        ("pointer", Some(problem.pointer.as_str().into())),
        ("message", Some(problem.message.as_str().into())),
        ("help", Some(problem.help.as_str().into())),
    ])
}
