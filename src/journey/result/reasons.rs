//! Why: each reason in a sentence, with its clause; and every rule tested.

use super::{ReasonView, RuleRow};
use crate::domain::claim::{Claim, Value};
use crate::domain::coverage::{Assessment, Contradiction, Finding, Reason, Verdict};
use crate::domain::known::{Known, Truth, View, definite};
use crate::domain::policy::document::Inclusion;
use crate::domain::policy::{FactId, FactSource, ItemId, RowRule};
use crate::domain::term::Interval;
use crate::journey::told::Teller;
use crate::journey::wording::fill;
use chrono::NaiveDate;

pub(in crate::journey) fn reasons(
    teller: &Teller<'_>,
    claim: &Claim,
    assessment: &Assessment,
    view: &View<'_>,
) -> Vec<ReasonView> {
    let policy = teller.policy;
    let clause_of = |prefix: &str| {
        assessment
            .findings
            .iter()
            .find(|finding| finding.rule.starts_with(prefix))
            .map(|finding| &*finding.clause)
    };
    // Open questions stand in a section of their own, and what leaves the
    // verdict open beside it; here stands what is known, also while the verdict
    // is open. A limit that is reached is told once.
    let is_open = assessment.verdict == Verdict::Undetermined;
    let open = contradiction(assessment).filter(|_| is_open);
    let said = |reason: &Reason| match reason {
        Reason::Needs(_) => false,
        Reason::Exclusion(index) => said_yes(teller, claim, *index).is_some(),
        reason => open.is_none() || Some(reason) != open,
    };
    let reasons = assessment.reasons.iter();
    let mut told: Vec<&Reason> = reasons.filter(|reason| said(reason)).collect();
    if is_open
        && assessment
            .findings
            .iter()
            .any(|finding| &*finding.rule == "term" && finding.outcome == Truth::True)
    {
        told.push(&Reason::TermRunning);
    }
    told.into_iter()
        .map(|reason| {
            let clause = match reason {
                Reason::TermNotStarted | Reason::TermOver | Reason::TermRunning => {
                    clause_of("term")
                }
                Reason::NoAgreement => clause_of("agreement"),
                Reason::LimitReached => clause_of("limit."),
                Reason::Exclusion(index) => policy
                    .exclusion(*index)
                    .and_then(|fact| policy.fact_entry(fact))
                    .and_then(|entry| match &entry.source {
                        FactSource::Exclusion(_, clause) => Some(clause.as_str()),
                        FactSource::Declared(_) => None,
                    }),
                Reason::OutOfScope => out_of_scope(assessment).map(|finding| &*finding.clause),
                // Of several items that can be meant, each has a section of its own.
                Reason::Excluded | Reason::NotListed | Reason::Included => {
                    clause_of("inclusion").filter(|_| !item_is_open(view))
                }
                Reason::IssuerDecides => clause_of("issuer-decides."),
                Reason::NoExclusion | Reason::Contradiction(_) | Reason::Needs(_) => None,
            };
            let (label, clause) = match clause {
                Some(clause) => {
                    let (label, text) = teller.clause(clause);
                    (label, Some(text))
                }
                None => (None, None),
            };
            ReasonView {
                text: reason_text(teller, claim, assessment, view, reason),
                label,
                clause,
            }
        })
        .collect()
}

pub(super) fn reason_text(
    teller: &Teller<'_>,
    claim: &Claim,
    assessment: &Assessment,
    view: &View<'_>,
    reason: &Reason,
) -> String {
    let (words, policy) = (teller.words, teller.policy);
    let term = assessment.lines.iter().find_map(|line| line.term.as_ref());
    let date = |day: NaiveDate| teller.formats.date(day);
    let kind = || {
        let fact = policy
            .lines
            .iter()
            .find_map(|line| line.inclusions.as_ref())
            .map(|rule| rule.fact);
        fact.and_then(|fact| claim.fact(fact).map(|value| teller.value(fact, value)))
            .unwrap_or_default()
    };
    match reason {
        Reason::TermRunning => words.reason_running.to_owned(),
        Reason::TermOver => match term.and_then(|term| term.last).and_then(Interval::single) {
            Some(last) => fill(words.reason_over, &[&date(last)]),
            None => words.reason_over_unknown.to_owned(),
        },
        Reason::TermNotStarted => match term {
            Some(term) => fill(words.reason_not_started, &[&date(term.starts.from)]),
            None => words.reason_not_started_unknown.to_owned(),
        },
        Reason::NoAgreement => words.reason_no_agreement.to_owned(),
        Reason::LimitReached => words.reason_limit.to_owned(),
        Reason::Exclusion(index) => {
            let question = said_yes(teller, claim, *index).unwrap_or_default();
            fill(words.reason_exclusion, &[question])
        }
        Reason::OutOfScope => {
            let fact = out_of_scope(assessment).and_then(|finding| {
                finding
                    .facts
                    .iter()
                    .find(|fact| claim.fact(**fact) == Some(&Value::YesNo(false)))
            });
            fill(
                words.reason_out_of_scope,
                &[fact.map_or("", |fact| teller.question(*fact))],
            )
        }
        Reason::Excluded => by_answer(teller, view, fill(words.reason_excluded, &[&kind()])),
        Reason::NotListed => {
            let mut text = fill(words.reason_not_listed, &[&kind()]);
            let listed = items_that_include(teller, view);
            if !listed.is_empty() {
                text.push(' ');
                text.push_str(&fill(
                    words.reason_listed_in,
                    &[&listed.join(words.list_comma)],
                ));
            }
            by_answer(teller, view, text)
        }
        Reason::Included => fill(words.reason_included, &[&kind()]),
        Reason::NoExclusion => words.reason_no_exclusion.to_owned(),
        Reason::IssuerDecides => words.reason_issuer.to_owned(),
        // What is open is asked, in a section of its own.
        Reason::Needs(_) => String::new(),
        Reason::Contradiction(contradiction) => match contradiction {
            Contradiction::Serial => words.contradiction_serial.to_owned(),
            Contradiction::Count(fact) => {
                fill(words.contradiction_count, &[teller.question(*fact)])
            }
            Contradiction::BeforeManufacture(fact) => {
                fill(words.contradiction_made, &[teller.named(*fact)])
            }
            Contradiction::EndsFirst(_) => words.contradiction_ends_first.to_owned(),
            Contradiction::Replacement => words.contradiction_replacement.to_owned(),
            Contradiction::Item(fact) => fill(words.contradiction_item, &[teller.question(*fact)]),
        },
    }
}

/// The rule by which the fault is outside what is served.
fn out_of_scope(assessment: &Assessment) -> Option<&Finding> {
    assessment
        .findings
        .iter()
        .find(|finding| finding.rule.starts_with("scope.") && finding.outcome == Truth::False)
}

/// The question of an exclusion to which the person said yes; others are known
/// from a count.
fn said_yes<'a>(teller: &Teller<'a>, claim: &Claim, exclusion: usize) -> Option<&'a str> {
    let fact = teller.policy.exclusion(exclusion)?;
    (claim.fact(fact) == Some(&Value::YesNo(true))).then(|| teller.question(fact))
}

/// The contradiction that leaves the verdict open.
pub(super) fn contradiction(assessment: &Assessment) -> Option<&Reason> {
    assessment
        .reasons
        .iter()
        .find(|reason| matches!(reason, Reason::Contradiction(one) if one.opens_the_verdict()))
}

/// Whether it is open which of several items is meant.
fn item_is_open(view: &View<'_>) -> bool {
    view.item.is_none() && !view.policy.items.is_empty()
}

/// The row of the table for the kind of request.
fn row<'a>(view: &View<'a>) -> Option<&'a RowRule> {
    let mut lines = view.policy.lines.iter();
    let rule = lines.find_map(|line| line.inclusions.as_ref())?;
    let Known::Option(kind) = view.fact(rule.fact) else {
        return None;
    };
    rule.rows.iter().find(|row| row.kinds.contains(&kind))
}

/// What the table says, with the answer that decided it: the one without which
/// the table says otherwise.
fn by_answer(teller: &Teller<'_>, view: &View<'_>, told: String) -> String {
    let words = teller.words;
    let facts = (0..view.policy.facts.len()).map(FactId::from_index);
    let decides = |fact: FactId| {
        let Known::YesNo(said) = view.fact(fact) else {
            return None;
        };
        let assumed = [(fact, Known::YesNo(!said))];
        let row = row(view)?;
        (definite(&row.answer, view) != definite(&row.answer, &view.assuming(&assumed)))
            .then_some((fact, if said { words.yes } else { words.no }))
    };
    match facts.into_iter().find_map(decides) {
        Some((fact, said)) => fill(words.reason_answer, &[teller.question(fact), said, &told]),
        None => told,
    }
}

/// The other items whose table includes the kind of request.
fn items_that_include(teller: &Teller<'_>, view: &View<'_>) -> Vec<String> {
    let policy = teller.policy;
    let Some(row) = row(view) else {
        return Vec::new();
    };
    let items = policy.items.iter().enumerate().filter(|(index, _)| {
        let seen = view.of_item(Some(ItemId::from_index(*index)));
        view.item != seen.item
            && matches!(
                definite(&row.answer, &seen),
                Some(Some((Inclusion::Included, _)))
            )
    });
    items
        .map(|(_, item)| teller.text(&item.name).to_owned())
        .collect()
}

pub(super) fn rules(teller: &Teller<'_>, assessment: &Assessment, view: &View<'_>) -> Vec<RuleRow> {
    let (words, policy) = (teller.words, teller.policy);
    let each = assessment.findings.iter().map(|finding| {
        let (kind, rest) = finding.rule.split_once('.').unwrap_or((&finding.rule, ""));
        let question = |id: &str| {
            policy
                .fact(id)
                .map_or_else(|| id.to_owned(), |fact| teller.question(fact).to_owned())
        };
        // Of several items that can be meant, each has a section of its own.
        let silent = match kind {
            "inclusion" if item_is_open(view) => "",
            _ => words.silent,
        };
        let rule = match kind {
            "agreement" => words.rule_agreement.to_owned(),
            "term" => words.rule_term.to_owned(),
            "limit" => fill(
                words.rule_limit,
                &[finding.facts.first().map_or("", |fact| teller.named(*fact))],
            ),
            "exclusion" => question(rest),
            "scope" => finding
                .facts
                .first()
                .map_or_else(|| rest.to_owned(), |fact| teller.question(*fact).to_owned()),
            "issuer-decides" => words.rule_issuer.to_owned(),
            _ => words.rule_inclusion.to_owned(),
        };
        let holds = match finding.outcome {
            Truth::True => words.yes,
            Truth::False => words.no,
            Truth::Unknown => words.unknown,
        };
        let (label, _) = teller.clause(&finding.clause);
        RuleRow {
            rule,
            holds: holds.to_owned(),
            clause: label.unwrap_or_else(|| silent.to_owned()),
        }
    });
    each.collect()
}
