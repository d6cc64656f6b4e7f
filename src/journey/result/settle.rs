//! What would settle an open claim, and what each answer leads to.

use super::{OneTap, OpenQuestion, RangeAnswer, Settle};
use crate::domain::claim::{Claim, Value};
use crate::domain::coverage::{AnswerValue, Assessment, Question, Subject, Verdict, assess};
use crate::domain::policy::FactId;
use crate::domain::policy::document::FactType;
use crate::domain::term::Interval;
use crate::domain::world::World;
use crate::journey::Typed;
use crate::journey::told::Teller;
use crate::journey::wording::fill;
use chrono::NaiveDate;

/// Of more answers than these, those that settle nothing are left out.
const MOST_TAPS: usize = 4;

pub(super) fn leads_to(teller: &Teller<'_>, verdict: Verdict, last: Option<NaiveDate>) -> String {
    let words = teller.words;
    let plain = match (verdict, last) {
        (Verdict::Covered, Some(last)) => {
            return fill(words.leads_covered_until, &[&teller.formats.date(last)]);
        }
        (Verdict::Covered, None) => words.leads_covered,
        (Verdict::NotCovered, _) => words.leads_not_covered,
        (Verdict::Chargeable, _) => words.leads_chargeable,
        (Verdict::IssuerDecides, _) => words.leads_issuer,
        (Verdict::Undetermined, _) => words.leads_open,
    };
    match last {
        Some(last) => fill(words.leads_with_day, &[plain, &teller.formats.date(last)]),
        None => plain.to_owned(),
    }
}

pub(super) fn settle(
    teller: &Teller<'_>,
    claim: &Claim,
    assessment: &Assessment,
    world: &dyn World,
) -> Option<Settle> {
    if assessment.questions.is_empty() {
        return None;
    }
    let policy = teller.policy;
    let open_exclusions: Vec<FactId> = assessment
        .questions
        .iter()
        .filter_map(|question| match question.about {
            Subject::Fact(fact) => Some(fact),
            Subject::Item => None,
        })
        .filter(|fact| {
            policy
                .fact_entry(*fact)
                .is_some_and(|entry| entry.is_exclusion())
        })
        .collect();
    let none_of_these = (open_exclusions.len() > 1).then(|| {
        let mut cleared = claim.clone();
        for fact in &open_exclusions {
            cleared.set(*fact, Some(Value::YesNo(false)));
        }
        let then = assess(policy, &cleared, world);
        let last = then
            .only_line()
            .and_then(|line| line.term.as_ref())
            .and_then(|term| term.last)
            .and_then(Interval::single);
        leads_to(
            teller,
            then.verdict,
            last.filter(|_| then.verdict == Verdict::Covered),
        )
    });
    Some(Settle {
        none_of_these,
        questions: assessment
            .questions
            .iter()
            .map(|one| open_question(teller, one))
            .collect(),
    })
}

pub(super) fn open_question(teller: &Teller<'_>, question: &Question) -> OpenQuestion {
    let policy = teller.policy;
    let words = teller.words;
    let (id, fact) = match question.about {
        Subject::Item => ("item".to_owned(), None),
        Subject::Fact(fact) => (
            policy
                .fact_entry(fact)
                .map(|entry| entry.id.clone())
                .unwrap_or_default(),
            Some(fact),
        ),
    };
    let mut taps = Vec::new();
    let mut ranges = Vec::new();
    for answer in &question.answers {
        // Of many answers only those that settle it are worth a tap here; the
        // form has all of them.
        if answer.verdict == Verdict::Undetermined && question.answers.len() > MOST_TAPS {
            continue;
        }
        let result = leads_to(teller, answer.verdict, answer.last_covered_day);
        match answer.value {
            AnswerValue::YesNo(value) => taps.push(OneTap {
                label: if value { words.yes } else { words.no }.to_owned(),
                result,
                sets: Ok(Typed::YesNo(value)),
            }),
            AnswerValue::Option(option) => {
                let value = fact
                    .and_then(|fact| policy.fact_entry(fact))
                    .and_then(|entry| entry.option(option));
                if let (Some(value), Some(fact)) = (value, fact) {
                    let is_place = policy
                        .fact_entry(fact)
                        .is_some_and(|entry| entry.kind == FactType::Place);
                    let typed = if is_place { Typed::Text } else { Typed::Choice };
                    taps.push(OneTap {
                        label: teller.option(fact, option).to_owned(),
                        result,
                        sets: Ok(typed(value.to_owned())),
                    });
                }
            }
            AnswerValue::Item(item) => {
                if let Some(item) = policy.items.get(item.index()) {
                    taps.push(OneTap {
                        label: teller.text(&item.name).to_owned(),
                        result,
                        sets: Err(item.id.as_str().to_owned()),
                    });
                }
            }
            // Typed into its field: only the person knows where else it is.
            AnswerValue::Elsewhere => {}
            AnswerValue::Dates(from, until) => {
                let label = range(
                    teller,
                    from.map(|day| teller.formats.date(day)),
                    until.map(|day| teller.formats.date(day)),
                );
                let made = fact.is_some() && fact == policy.serial;
                ranges.push(RangeAnswer {
                    label: if made {
                        fill(words.range_made, &[&label])
                    } else {
                        label
                    },
                    result,
                });
            }
            AnswerValue::Numbers(from, until) => {
                let amount = |number: i64| {
                    fact.map_or_else(
                        || teller.formats.number(number),
                        |fact| teller.amount(fact, number),
                    )
                };
                // A range ends at a limit or beside it; the limit is the round
                // one of the two numbers.
                let end = |at: i64, beside: i64, words: [&'static str; 2]| {
                    let [on, off] = words;
                    if at % 10 == 0 {
                        fill(on, &[&amount(at)])
                    } else {
                        fill(off, &[&amount(beside)])
                    }
                };
                let first = from.map(|from| {
                    let words = [words.or_more, words.more_than];
                    end(from, from.saturating_sub(1), words)
                });
                let last = until.map(|until| {
                    let words = [words.or_less, words.less_than];
                    end(until, until.saturating_add(1), words)
                });
                let ends: Vec<String> = first.into_iter().chain(last).collect();
                let label = ends.join(words.list_comma);
                ranges.push(RangeAnswer { label, result });
            }
        }
    }
    OpenQuestion {
        id,
        question: teller.asked(question.about).to_owned(),
        wrote: question
            .suspected
            .as_ref()
            .map(|wrote| fill(words.you_wrote, &[wrote])),
        taps,
        ranges,
    }
}

pub(super) fn range(teller: &Teller<'_>, from: Option<String>, until: Option<String>) -> String {
    let words = teller.words;
    match (from, until) {
        (Some(from), Some(until)) if from == until => from,
        (Some(from), Some(until)) => fill(words.range_between, &[&from, &until]),
        (Some(from), None) => fill(words.range_from, &[&from]),
        (None, Some(until)) => fill(words.range_until, &[&until]),
        (None, None) => words.range_any.to_owned(),
    }
}
