//! The check screen: the questions and the answer beside them.

use super::answers::{Mistyped, Typed, TypingError};
use super::form::{Form, form};
use super::result::{Answer, answer};
use super::told::Teller;
use super::wording::{Wording, fill};
use super::{Answers, Formats, Language};
use crate::domain::claim::Claim;
use crate::domain::coverage::{self, Assessment, assess};
use crate::domain::instant::Instant;
use crate::domain::policy::{Bundle, Policy};
use crate::domain::promises::{Promises, promises};
use crate::domain::world::World;
use chrono::NaiveDate;

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

/// What was typed, judged.
#[derive(Clone, Debug)]
pub(super) struct Judged<'p> {
    /// The edition that serves it.
    pub policy: &'p Policy,
    /// The claim that was typed.
    pub claim: Claim,
    /// The answer to it.
    pub assessment: Assessment,
    /// What is promised for it.
    pub promises: Promises,
    /// What was typed and is no part of it.
    pub errors: Vec<Mistyped>,
}

/// Judges what was typed, as of an instant, by the edition that serves it.
///
/// While the date that selects the edition is not known, the answer stands if
/// all editions give the same verdict; otherwise that date is what is needed.
/// `None` only for a policy without editions, of which there is none.
pub(super) fn judge<'p>(
    bundle: &'p Bundle,
    answers: &Answers,
    as_of: Instant,
    language: Language,
    formats: &dyn Formats,
    world: &dyn World,
) -> Option<Judged<'p>> {
    let date = answers.edition_date(bundle);
    let own_zone = formats.own_zone();
    let claim_of = |policy: &Policy| {
        let (claim, _) = answers.claim(policy, as_of, &own_zone, language, world);
        Ok::<_, std::convert::Infallible>(claim)
    };
    let policy = bundle.in_use(date)?;
    let (_, mut errors) = answers.claim(policy, as_of, &own_zone, language, world);
    let judged = coverage::assess_editions(bundle, date, &claim_of, world).unwrap_or_default();
    let (claim, assessment) = match judged {
        Some(judged) => (judged.claim, judged.assessment),
        // A date without an edition is no date to judge by.
        None => {
            let Ok(mut claim) = claim_of(policy);
            if let Some(fact) = bundle.selected_by().and_then(|fact| policy.fact(fact)) {
                claim.set(fact, None);
                errors.push(Mistyped {
                    fact,
                    error: TypingError::NoEdition,
                    entry: None,
                });
            }
            let assessment = assess(policy, &claim, world);
            (claim, assessment)
        }
    };
    let promises = promises(policy, &claim, &assessment, world);
    Some(Judged {
        policy,
        claim,
        assessment,
        promises,
        errors,
    })
}

/// The check screen for what was typed, judged as of an instant by the edition
/// that serves it, in the language of the words.
pub fn check(
    bundle: &Bundle,
    answers: &Answers,
    as_of: Instant,
    words: &'static Wording,
    formats: &dyn Formats,
    world: &dyn World,
) -> Option<CheckView> {
    let language = words.spoken;
    let judged = judge(bundle, answers, as_of, language, formats, world)?;
    let teller = Teller {
        policy: judged.policy,
        language,
        words,
        formats,
        world,
    };
    let answer = told(&teller, answers, &judged);
    let (claim, assessment) = (&judged.claim, &judged.assessment);
    Some(CheckView {
        title: teller.text(&judged.policy.title).to_owned(),
        summary: teller.text(&judged.policy.summary).to_owned(),
        form: form(&teller, answers, claim, assessment, &judged.errors),
        answer,
    })
}

/// The answer to what was judged.
pub(super) fn told(teller: &Teller<'_>, answers: &Answers, judged: &Judged<'_>) -> Answer {
    let (claim, assessment) = (&judged.claim, &judged.assessment);
    let mut answer = answer(teller, claim, assessment, &judged.promises, teller.world);
    let words = teller.words;
    let (percent, hours) = answers.report(teller.policy);
    let own = [(percent, words.drive_used), (hours, words.drive_hours)];
    let own = own.into_iter();
    let told =
        own.filter_map(|(number, told)| Some(fill(told, &[&teller.formats.number(number?)])));
    answer.beside = told.collect();
    answer
}

impl Answers {
    /// The date that selects the edition, where there are several.
    fn edition_date(&self, bundle: &Bundle) -> Option<NaiveDate> {
        match self.typed(bundle.selected_by()?) {
            Some(Typed::Date(parts)) => parts.date().ok().flatten(),
            _ => None,
        }
    }

    /// The edition by which what was typed is judged.
    pub fn edition<'b>(&self, bundle: &'b Bundle) -> Option<&'b Policy> {
        bundle.in_use(self.edition_date(bundle))
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::bundled::read_bundle;
    use crate::domain::coverage::Verdict;
    use crate::domain::world::BuiltInZones;
    use crate::journey::wording::wording;
    use crate::journey::{DateParts, IsoFormats};

    fn checked(bought: Option<&str>, crash: bool) -> CheckView {
        let pack = include_bytes!("../../tests/packs/bicycle-frame.json");
        let bundle = read_bundle(pack).expect("an example pack");
        let mut answers = Answers::default();
        answers.set("crash", Some(Typed::YesNo(crash)));
        let bought = bought.map(|day| Typed::Date(DateParts::of(day.parse().expect("a day"))));
        answers.set("purchase_date", bought);
        let as_of = Instant::parse("2026-11-22T10:00:00+01:00").expect("an instant");
        let words = wording(Language::English);
        check(&bundle, &answers, as_of, words, &IsoFormats, &BuiltInZones).expect("a view")
    }

    #[test]
    fn is_judged_by_the_edition_of_its_date() {
        let view = checked(Some("2022-12-31"), false);
        assert_eq!(view.answer.verdict.0, Verdict::Covered);
        assert!(view.answer.edition.contains("2019"));
        let view = checked(Some("2023-01-01"), false);
        assert_eq!(view.answer.verdict.0, Verdict::NotCovered);
        assert!(view.answer.edition.contains("2023"));
    }

    #[test]
    fn asks_for_the_date_only_where_editions_differ() {
        let view = checked(None, false);
        assert_eq!(view.answer.verdict.0, Verdict::Undetermined);
        let open = &view.answer.settle.expect("open").questions;
        assert_eq!(open.len(), 1);
        assert_eq!(
            (open[0].id.as_str(), open[0].ranges.len()),
            ("purchase_date", 5)
        );
        assert_eq!(checked(None, true).answer.verdict.0, Verdict::NotCovered);
    }

    #[test]
    fn tells_where_no_edition_was_in_force() {
        let view = checked(Some("2018-12-31"), false);
        assert_eq!(view.answer.verdict.0, Verdict::Undetermined);
        let (fact, message) = view.form.errors.first().expect("an error");
        let words = wording(Language::English);
        assert_eq!(fact, "purchase_date");
        assert!(message.ends_with(words.error_no_edition), "{message}");
    }
}
