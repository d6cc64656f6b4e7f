//! Which edition judges a claim, and what follows where that is not known.

use super::assess::assess;
use super::question::{Answer, AnswerValue, Question};
use super::{Assessment, Reason, Subject, Verdict};
use crate::domain::claim::Claim;
use crate::domain::policy::document::Day;
use crate::domain::policy::{Bundle, FactId, Policy};
use crate::domain::world::World;
use chrono::NaiveDate;

/// A claim and its answer, by one edition.
#[derive(Debug)]
pub struct Judged<'b> {
    /// The edition: the newest of those that can serve the claim.
    pub policy: &'b Policy,
    /// The claim against it.
    pub claim: Claim,
    /// The answer.
    pub assessment: Assessment,
}

/// Judges a claim by the edition that is in force on `date`, which selects it.
/// `claim_of` makes the claim against an edition.
///
/// While the date is not known, the answer stands if all editions give the same
/// final verdict; otherwise that date is what is needed, and each range of it
/// leads to what its own edition says. `None` where no edition was in force.
///
/// # Errors
/// Those of `claim_of`.
pub fn assess_editions<'b, E>(
    bundle: &'b Bundle,
    date: Option<NaiveDate>,
    claim_of: &dyn Fn(&Policy) -> Result<Claim, E>,
    world: &dyn World,
) -> Result<Option<Judged<'b>>, E> {
    let serving = bundle.serving(date);
    if serving.is_empty() {
        return Ok(None);
    }
    let Some(policy) = bundle.in_use(date) else {
        return Ok(None);
    };
    let claim = claim_of(policy)?;
    let mut assessment = assess(policy, &claim, world);
    let selecting = bundle.selected_by().and_then(|fact| policy.fact(fact));
    if let (true, Some(fact)) = (serving.len() > 1, selecting) {
        let mut answers = Vec::new();
        let mut agree = assessment.verdict != Verdict::Undetermined;
        for edition in serving {
            let other = assess(edition, &claim_of(edition)?, world);
            agree &= other.verdict == assessment.verdict;
            answers.extend(answers_of(edition, &other));
        }
        if !agree {
            leave_to_date(&mut assessment, fact, answers);
        }
    }
    Ok(Some(Judged {
        policy,
        claim,
        assessment,
    }))
}

/// What the dates of an edition lead to: by its own question for them, within
/// the days on which it was in force.
fn answers_of(edition: &Policy, assessment: &Assessment) -> Vec<Answer> {
    let day = |day: Option<Day>| day.map(|Day(day)| day);
    let (from, through) = (day(edition.edition.from), day(edition.edition.through));
    let fact = edition.edition.selected_by.as_ref();
    let about = fact.and_then(|fact| edition.fact(fact.as_str()));
    let asked = |question: &&Question| about.map(Subject::Fact) == Some(question.about);
    let Some(question) = assessment.questions.iter().find(asked) else {
        return vec![Answer {
            value: AnswerValue::Dates(from, through),
            verdict: assessment.verdict,
            last_covered_day: None,
        }];
    };
    let within = question.answers.iter().filter_map(|answer| {
        let AnswerValue::Dates(first, last) = answer.value else {
            return None;
        };
        let first = first.max(from);
        let last = [last, through].into_iter().flatten().min();
        let is_any = first.zip(last).is_none_or(|(first, last)| first <= last);
        is_any.then_some(Answer {
            value: AnswerValue::Dates(first, last),
            ..answer.clone()
        })
    });
    within.collect()
}

/// What one edition says of time and money is not settled.
fn leave_to_date(assessment: &mut Assessment, date: FactId, answers: Vec<Answer>) {
    let about = Subject::Fact(date);
    assessment.verdict = Verdict::Undetermined;
    assessment.reasons = vec![Reason::Needs(about)];
    assessment.lines = Vec::new();
    assessment.questions = vec![Question {
        suspected: None,
        about,
        because: "edition".to_owned(),
        answers,
    }];
}
