//! Writing assessments.

use super::claim::value;
use super::promised;
use crate::domain::claim::Claim;
use crate::domain::coverage::{
    Answer, AnswerValue, Assessment, Contradiction, LineAnswer, Question, Reason, Subject,
    TermAnswer,
};
use crate::domain::known::{Known, Truth, View};
use crate::domain::policy::document::Pay;
use crate::domain::policy::{FactId, Passage, Policy};
use crate::domain::promises::Promises;
use crate::domain::term::{Expected, Interval, SerialError};
use crate::json::Json;
use chrono::NaiveDate;

/// The assessment as JSON, members in the contract's order.
pub fn assessment(
    policy: &Policy,
    claim: &Claim,
    answer: &Assessment,
    promises: &Promises,
) -> Json {
    let digest =
        (!policy.digest.is_empty()).then(|| Json::Text(format!("sha256:{}", policy.digest)));
    let only = answer.only_line();
    let several = policy.lines.len() > 1;
    let view = View::new(policy, claim, answer.today);
    Json::members([
        (
            "policy",
            Some(Json::members([
                ("id", Some(policy.id.as_str().into())),
                ("edition", Some(policy.edition.id.as_str().into())),
                ("digest", digest),
            ])),
        ),
        (
            "item",
            answer
                .item
                .and_then(|item| policy.items.get(item.index()))
                .map(|item| item.id.as_str().into()),
        ),
        ("as_of", Some(claim.as_of.to_string().into())),
        ("verdict", Some(answer.verdict.word().into())),
        (
            "reasons",
            Some(Json::list(
                answer.reasons.iter().map(|one| reason(policy, one)),
            )),
        ),
        ("term", only.and_then(|line| line.term.as_ref()).map(term)),
        ("possible_terms", only.and_then(possible_terms)),
        (
            "lines",
            Some(Json::List(
                answer
                    .lines
                    .iter()
                    .map(|one| line(policy, one, several))
                    .collect(),
            )),
        ),
        (
            "findings",
            Some(Json::List(
                answer
                    .findings
                    .iter()
                    .map(|finding| {
                        let line = policy.lines.get(finding.line).filter(|_| several);
                        Json::members([
                            ("rule", Some((&*finding.rule).into())),
                            ("line", line.map(|line| line.id.as_str().into())),
                            ("clause", Some((&*finding.clause).into())),
                            ("outcome", Some(truth(finding.outcome).into())),
                            ("facts", Some(facts(&view, &finding.facts))),
                        ])
                    })
                    .collect(),
            )),
        ),
        (
            "questions",
            Some(Json::List(
                answer
                    .questions
                    .iter()
                    .map(|one| question(policy, one))
                    .collect(),
            )),
        ),
        (
            "details_wanted",
            Some(Json::list(
                answer
                    .details_wanted
                    .iter()
                    .filter_map(|fact| fact_id(policy, *fact)),
            )),
        ),
        (
            "assumptions",
            Some(Json::List(
                answer
                    .assumptions
                    .iter()
                    .filter_map(|index| policy.assumptions.get(*index))
                    .map(|one| {
                        Json::members([
                            ("id", Some(one.id.as_str().into())),
                            ("clause", Some(one.clause.as_str().into())),
                        ])
                    })
                    .collect(),
            )),
        ),
        ("limits", only.and_then(|line| limits(policy, line))),
        (
            "costs",
            only.and_then(|line| line.costs.as_ref()).map(costs),
        ),
        (
            "refund_percent",
            only.and_then(|line| line.refund_percent).map(Json::Integer),
        ),
        (
            "routes",
            Some(Json::list(
                answer
                    .routes
                    .iter()
                    .filter_map(|index| policy.routes.get(*index))
                    .map(|route| route.id.as_str()),
            )),
        ),
        (
            "next_steps",
            Some(steps(&policy.next_steps, &answer.next_steps)),
        ),
        ("notes", Some(steps(&policy.notes, &answer.notes))),
        (
            "channels",
            Some(promised::channels(policy, answer, promises)),
        ),
        ("deadlines", promised::deadlines(policy, promises)),
        ("stages", promised::stages(policy, promises)),
        ("allowance", promised::only_allowance(promises)),
        ("allowances", promised::allowances(policy, promises)),
        (
            "serial_problem",
            answer
                .serial_problem
                .map(|problem| serial_problem(problem, answer.serial_meant.as_deref())),
        ),
    ])
}

/// The id of a reason, such as `exclusion.liquid`.
pub fn reason(policy: &Policy, reason: &Reason) -> String {
    match reason {
        Reason::Contradiction(contradiction) => {
            format!("contradiction.{}", contradiction_id(policy, *contradiction))
        }
        Reason::TermNotStarted => "term-not-started".to_owned(),
        Reason::TermOver => "term-over".to_owned(),
        Reason::NoAgreement => "no-agreement".to_owned(),
        Reason::LimitReached => "limit-reached".to_owned(),
        Reason::Exclusion(index) => {
            let fact = policy.exclusion(*index);
            let id = fact.and_then(|fact| fact_id(policy, fact));
            format!("exclusion.{}", id.unwrap_or_default())
        }
        Reason::OutOfScope => "out-of-scope".to_owned(),
        Reason::Excluded => "excluded".to_owned(),
        Reason::NotListed => "not-listed".to_owned(),
        Reason::IssuerDecides => "issuer-decides".to_owned(),
        Reason::Included => "included".to_owned(),
        Reason::TermRunning => "term-running".to_owned(),
        Reason::NoExclusion => "no-exclusion".to_owned(),
        Reason::Needs(subject) => format!("needs.{}", subject_id(policy, *subject)),
    }
}

/// The name of a contradiction: of the start, the counter or the fact that it
/// is about, without the part of its id that only says what kind of fact it is.
fn contradiction_id(policy: &Policy, contradiction: Contradiction) -> String {
    let bare = |fact: FactId, suffix: &str| {
        let id = fact_id(policy, fact).unwrap_or_default();
        id.strip_suffix(suffix).unwrap_or(id).replace('_', "-")
    };
    match contradiction {
        Contradiction::Serial => "serial".to_owned(),
        Contradiction::Count(fact) => bare(fact, "_exceeded"),
        Contradiction::BeforeManufacture(fact) => {
            format!("{}-before-manufacture", bare(fact, "_date"))
        }
        Contradiction::Replacement => "replacement".to_owned(),
        Contradiction::Item(fact) | Contradiction::EndsFirst(fact) => bare(fact, ""),
    }
}

fn subject_id(policy: &Policy, subject: Subject) -> &str {
    match subject {
        Subject::Item => "item",
        Subject::Fact(fact) => fact_id(policy, fact).unwrap_or_default(),
    }
}

fn fact_id(policy: &Policy, fact: FactId) -> Option<&str> {
    policy.fact_entry(fact).map(|entry| entry.id.as_str())
}

fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "true",
        Truth::False => "false",
        Truth::Unknown => "unknown",
    }
}

fn facts(view: &View<'_>, facts: &[FactId]) -> Json {
    let members = facts.iter().filter_map(|fact| {
        let entry = view.policy.fact_entry(*fact)?;
        let written = match view.claim.fact(*fact) {
            Some(said) => value(entry, said),
            // What follows from the item was not said, but is known.
            None => match view.fact(*fact) {
                Known::YesNo(yes) => Json::Bool(yes),
                Known::Option(option) => entry.option(option).map_or(Json::Null, Json::from),
                Known::Integer(number) => Json::Integer(number),
                _ => Json::Null,
            },
        };
        Some((entry.id.clone(), written))
    });
    Json::Object(members.collect())
}

fn date(day: NaiveDate) -> Json {
    day.to_string().into()
}

fn term(term: &TermAnswer) -> Json {
    let last = term.last.and_then(Interval::single);
    let between = term.last.filter(|last| last.single().is_none());
    let basis = if term.by_replacement {
        "replacement"
    } else {
        &term.basis
    };
    Json::members([
        ("starts", Some(date(term.starts.from))),
        ("basis", Some(basis.into())),
        (
            "manufactured",
            term.manufactured.map(|made| {
                Json::members([
                    ("from", Some(date(made.from))),
                    ("until", Some(date(made.until))),
                ])
            }),
        ),
        ("last_covered_day", last.map(date)),
        (
            "last_covered_between",
            between.map(|last| {
                Json::members([
                    ("earliest", Some(date(last.from))),
                    ("latest", Some(date(last.until))),
                ])
            }),
        ),
        ("days_left", term.days_left.map(Json::Integer)),
        (
            "ends_by",
            Some(if term.ended_by_limit { "limit" } else { "time" }.into()),
        ),
    ])
}

fn possible_terms(line: &LineAnswer) -> Option<Json> {
    (!line.possible_terms.is_empty())
        .then(|| Json::List(line.possible_terms.iter().map(term).collect()))
}

fn line(policy: &Policy, answer: &LineAnswer, several: bool) -> Json {
    let rules = policy.lines.get(answer.line);
    let remedies = answer
        .remedies
        .iter()
        .filter_map(|index| rules.and_then(|line| line.remedies.get(*index)));
    Json::members([
        ("id", rules.map(|line| line.id.as_str().into())),
        ("verdict", Some(answer.verdict.word().into())),
        (
            "reasons",
            Some(Json::list(
                answer.reasons.iter().map(|one| reason(policy, one)),
            )),
        ),
        (
            "remedies",
            Some(Json::list(remedies.map(|remedy| remedy.kind.word()))),
        ),
        ("term", answer.term.as_ref().filter(|_| several).map(term)),
        ("possible_terms", possible_terms(answer).filter(|_| several)),
        ("limits", limits(policy, answer).filter(|_| several)),
        (
            "costs",
            answer.costs.as_ref().filter(|_| several).map(costs),
        ),
        (
            "refund_percent",
            answer.refund_percent.filter(|_| several).map(Json::Integer),
        ),
    ])
}

fn limits(policy: &Policy, line: &LineAnswer) -> Option<Json> {
    if line.limits.is_empty() {
        return None;
    }
    let rules = policy.lines.get(line.line)?;
    let each = line.limits.iter().filter_map(|answer| {
        let rule = rules.limits.get(answer.limit)?;
        let unit = policy
            .fact_entry(rule.fact)
            .and_then(|entry| entry.unit.as_deref());
        Some(Json::members([
            ("id", Some(rule.id.as_str().into())),
            ("unit", unit.map(Json::from)),
            ("limit", Some(Json::Integer(answer.most))),
            ("used", answer.used.map(Json::Integer)),
            (
                "left",
                answer
                    .used
                    .map(|used| Json::Integer(answer.most.saturating_sub(used).max(0))),
            ),
            ("projected_end", answer.projected_end.map(date)),
        ]))
    });
    Some(Json::List(each.collect()))
}

fn costs(pay: &Pay) -> Json {
    let payer = |payer: &Option<crate::domain::policy::document::Payer>| {
        payer.map(|payer| Json::from(payer.word()))
    };
    Json::members([
        ("parts", payer(&pay.parts)),
        ("labour", payer(&pay.labour)),
        ("travel", payer(&pay.travel)),
        ("ship_in", payer(&pay.ship_in)),
        ("ship_out", payer(&pay.ship_out)),
        ("fee", pay.fee.map(Json::Integer)),
        ("currency", pay.currency.as_deref().map(Json::from)),
    ])
}

fn steps(written: &[Passage], places: &[usize]) -> Json {
    let each = places.iter().filter_map(|index| written.get(*index));
    Json::List(
        each.map(|step| {
            Json::members([
                ("id", Some(step.id.as_str().into())),
                ("clause", Some(step.clause.as_str().into())),
            ])
        })
        .collect(),
    )
}

fn question(policy: &Policy, question: &Question) -> Json {
    let fact = match question.about {
        Subject::Item => None,
        Subject::Fact(fact) => policy.fact_entry(fact),
    };
    let answers = question.answers.iter().map(|answer| {
        let value = match answer.value {
            AnswerValue::YesNo(value) => Some(Json::Bool(value)),
            AnswerValue::Option(option) => {
                fact.and_then(|entry| entry.option(option)).map(Json::from)
            }
            AnswerValue::Item(item) => policy
                .items
                .get(item.index())
                .map(|item| item.id.as_str().into()),
            AnswerValue::Elsewhere | AnswerValue::Dates(..) | AnswerValue::Numbers(..) => None,
        };
        let (from, until) = match answer.value {
            AnswerValue::Dates(from, until) => (from.map(date), until.map(date)),
            AnswerValue::Numbers(from, until) => {
                (from.map(Json::Integer), until.map(Json::Integer))
            }
            _ => (None, None),
        };
        let Answer {
            verdict,
            last_covered_day,
            ..
        } = answer;
        Json::members([
            ("value", value),
            ("from", from),
            ("until", until),
            ("verdict", Some(verdict.word().into())),
            ("last_covered_day", last_covered_day.map(date)),
        ])
    });
    Json::members([
        ("fact", Some(subject_id(policy, question.about).into())),
        ("because", Some(question.because.as_str().into())),
        (
            "suspected",
            question.suspected.as_ref().map(|_| true.into()),
        ),
        ("evidence", question.suspected.as_deref().map(Json::from)),
        ("answers", Some(Json::List(answers.collect()))),
    ])
}

/// What is wrong with a serial. Places count from 0; `expected` and `found` are
/// characters of a wrong form, and numbers of characters of a wrong length.
fn serial_problem(problem: SerialError, suggestion: Option<&str>) -> Json {
    let count = |count: usize| i64::try_from(count).ok().map(Json::Integer);
    let (code, at, expected, found) = match problem {
        SerialError::Form {
            at,
            expected,
            found,
        } => {
            let expected = match expected {
                Expected::Exactly(character) => character.to_string().into(),
                Expected::Digit => "digit".into(),
                Expected::Letter => "letter".into(),
                Expected::LetterOrDigit => "letter-or-digit".into(),
                Expected::DigitOrX => "digit-or-x".into(),
            };
            let found = Json::from(found.to_string());
            ("form", Some(at), Some(expected), Some(found))
        }
        SerialError::Length { expected, found } => ("length", None, count(expected), count(found)),
        SerialError::Check { at } => ("check-character", Some(at), None, None),
        SerialError::Impossible { at, part } => {
            ("impossible", Some(at), Some(part.word().into()), None)
        }
        SerialError::Future => ("future", None, None, None),
    };
    Json::members([
        ("code", Some(code.into())),
        ("at", at.and_then(count)),
        ("expected", expected),
        ("found", found),
        ("suggestion", suggestion.map(Json::from)),
    ])
}
