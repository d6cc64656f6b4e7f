//! The check screen: the questions and the answer beside them.

use super::form::{Form, form};
use super::result::{Answer, answer};
use super::told::Teller;
use super::wording::Wording;
use super::{Answers, Formats, Language};
use crate::domain::coverage::assess;
use crate::domain::instant::Instant;
use crate::domain::policy::Policy;
use crate::domain::world::World;

/// The check screen.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckView {
    /// The policy's name.
    pub title: String,
    /// One sentence on it.
    pub summary: String,
    /// The questions.
    pub form: Form,
    /// The answer.
    pub answer: Answer,
}

/// The check screen for what was typed, judged as of an instant, in the language
/// of the words.
pub fn check(
    policy: &Policy,
    answers: &Answers,
    as_of: Instant,
    words: &'static Wording,
    formats: &dyn Formats,
    world: &dyn World,
) -> CheckView {
    let language = words.spoken;
    let teller = Teller {
        policy,
        language,
        words,
        formats,
    };
    let (claim, errors) = answers.claim(policy, as_of, &formats.own_zone(), language, world);
    let assessment = assess(policy, &claim, world);
    CheckView {
        title: teller.text(&policy.title).to_owned(),
        summary: teller.text(&policy.summary).to_owned(),
        form: form(&teller, answers, &claim, &assessment, &errors),
        answer: answer(&teller, &claim, &assessment, world),
    }
}

impl Answers {
    /// The instant of the report, for judging as of it.
    pub fn reported_at(
        &self,
        policy: &Policy,
        own_zone: &str,
        language: Language,
        world: &dyn World,
    ) -> Option<Instant> {
        let (claim, _) = self.claim(policy, Instant::new(0, 0), own_zone, language, world);
        match claim.fact(policy.fact("reported_at")?) {
            Some(crate::domain::claim::Value::Instant(reported)) => Some(*reported),
            _ => None,
        }
    }
}
