//! The answer, in the person's language.

mod contacts;
mod costs;
mod gauges;
mod promised;
mod reasons;
mod settle;
mod timeline;

use super::Typed;
use super::told::Teller;
use super::wording::{Wording, fill};
use crate::domain::claim::{Claim, Value};
use crate::domain::coverage::{self, Assessment, LineAnswer, Reason, Verdict};
use crate::domain::known::View;
use crate::domain::policy::document::Bound;
use crate::domain::policy::{DateRule, Measured, Passage};
use crate::domain::promises::Promises;
use crate::domain::term::{Interval, after};
use crate::domain::world::World;
use chrono::NaiveDate;
use contacts::{contacts, routes};
use costs::{costs, remedies};
use gauges::{gauges, how, if_item};
use promised::{promised, stages};
use reasons::{contradiction, reason_text, rules};
use settle::settle;
pub use timeline::Timeline;

pub(super) use contacts::hours;
pub(super) use costs::payer;
pub(super) use promised::within;
pub(super) use reasons::reasons;

/// The answer to a claim, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The verdict, for its tone.
    pub verdict: Outcome,
    /// On which day.
    pub label: String,
    /// The verdict in words.
    pub title: String,
    /// One sentence on it.
    pub sentence: String,
    /// What would settle it.
    pub settle: Option<Settle>,
    /// Time, and counters.
    pub gauges: Vec<Gauge>,
    /// What stands beside them and does not count.
    pub beside: Vec<String>,
    /// How the last covered day came about.
    pub how: Vec<String>,
    /// Why.
    pub reasons: Vec<ReasonView>,
    /// What, and who pays.
    pub costs: Vec<(String, String)>,
    /// What is done.
    pub remedies: Vec<String>,
    /// What is promised by when.
    pub promised: Vec<PromisedTime>,
    /// The stages of handling.
    pub stages: Vec<StageView>,
    /// The same, drawn, if it is known when the first stage starts.
    pub stages_drawn: Option<Timeline>,
    /// What to do now.
    pub steps: Vec<String>,
    /// Whom one may turn to, where it is more than the issuer.
    pub routes: Option<String>,
    /// How to reach the issuer.
    pub contacts: Vec<Contact>,
    /// What else to know.
    pub notes: Vec<String>,
    /// What was assumed.
    pub assumptions: Vec<String>,
    /// Every rule.
    pub rules: Vec<RuleRow>,
    /// What was said.
    pub told: Vec<(String, String)>,
    /// The edition, in words.
    pub edition: String,
    /// SHA-256 of the pack.
    pub digest: String,
    /// The fault was reported while cover ran, and today it does not: the day.
    pub reported_in_time: Option<String>,
}

/// The verdict as a tone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome(pub Verdict);

/// What would settle an open claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Settle {
    /// What "none of these happened" leads to, where exclusions are open.
    pub none_of_these: Option<String>,
    /// The questions.
    pub questions: Vec<OpenQuestion>,
}

/// An open question with its answers.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenQuestion {
    /// The fact's id, or `item`.
    pub id: String,
    /// The question.
    pub question: String,
    /// The person's own words that raise it.
    pub wrote: Option<String>,
    /// Answers that can be given with one tap.
    pub taps: Vec<OneTap>,
    /// Ranges of answers that lead to the same.
    pub ranges: Vec<RangeAnswer>,
}

/// An answer that can be given with one tap.
#[derive(Clone, Debug, PartialEq)]
pub struct OneTap {
    /// In words.
    pub label: String,
    /// What it leads to.
    pub result: String,
    /// What it sets; for the item, its id.
    pub sets: Result<Typed, String>,
}

/// A range of answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RangeAnswer {
    /// In words.
    pub label: String,
    /// What it leads to.
    pub result: String,
}

/// A figure against its end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gauge {
    /// What it is.
    pub name: String,
    /// The figure.
    pub figure: String,
    /// What is left.
    pub left: String,
    /// How much is used, drawn.
    pub bar: Option<Bar>,
    /// Under the bar, at its start.
    pub from: String,
    /// Under the bar, at its end.
    pub to: String,
}

/// A bar, in thousandths of the width; what is beyond that is cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Where it starts.
    pub from: i64,
    /// Where it ends.
    pub until: i64,
    /// How far it is used.
    pub used: i64,
}

/// A reason with its clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonView {
    /// In a sentence.
    pub text: String,
    /// The section's label; without one the document is silent.
    pub label: Option<String>,
    /// What the section says.
    pub clause: Option<String>,
}

/// Something promised by when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromisedTime {
    /// What.
    pub name: String,
    /// By when.
    pub value: String,
    /// From when it is counted.
    pub note: Option<String>,
    /// The same, drawn.
    pub timeline: Option<Timeline>,
}

/// A stage of handling a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageView {
    /// What it is called.
    pub name: String,
    /// How long it takes.
    pub length: String,
    /// When it is done, if it is known when the first stage starts.
    pub window: Option<String>,
    /// What is done in it.
    pub tasks: Vec<String>,
}

/// A way to reach the issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// What it is called.
    pub name: String,
    /// The number or address.
    pub address: Option<String>,
    /// Where a link leads.
    pub href: Option<String>,
    /// Its hours.
    pub hours: Option<String>,
    /// Whether it can be reached now, or when next.
    pub now: Option<String>,
    /// What to know about it.
    pub note: Option<String>,
}

/// A rule that was tested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleRow {
    /// What it is about.
    pub rule: String,
    /// Whether it holds.
    pub holds: String,
    /// The section.
    pub clause: String,
}

impl Answer {
    /// The heading of what is done, which an open verdict leaves open.
    pub fn does(&self, words: &Wording) -> &'static str {
        match self.verdict.0 {
            Verdict::Undetermined => words.remedies_if,
            _ => words.remedies,
        }
    }
}

/// Tells the assessment of a claim.
pub(super) fn answer(
    teller: &Teller<'_>,
    claim: &Claim,
    assessment: &Assessment,
    promises: &Promises,
    world: &dyn World,
) -> Answer {
    let policy = teller.policy;
    let words = teller.words;
    let view = View::new(policy, claim, assessment.today);
    // The parts of the line that the verdict is from; for one line, it.
    let line = assessment
        .lines
        .iter()
        .find(|line| line.verdict == assessment.verdict)
        .or(assessment.lines.first());
    let texts = |passages: &[Passage], places: &[usize]| -> Vec<String> {
        let told = places.iter().filter_map(|place| passages.get(*place));
        told.map(|passage| teller.passage(passage)).collect()
    };
    let settle = settle(teller, claim, assessment, world);
    let mut all_gauges = Vec::new();
    for line in &assessment.lines {
        gauges(teller, &view, assessment, line, &mut all_gauges);
    }
    Answer {
        verdict: Outcome(assessment.verdict),
        label: fill(words.on_day, &[&teller.formats.date(assessment.today)]),
        title: title(teller, assessment.verdict).to_owned(),
        sentence: sentence(teller, claim, assessment, &view, line, settle.as_ref()),
        settle,
        gauges: all_gauges,
        beside: Vec::new(),
        how: line
            .and_then(|line| line.term.as_ref())
            .filter(|term| !term.ended_by_limit)
            .map(|term| how(teller, &view, term))
            .unwrap_or_default(),
        reasons: reasons(teller, claim, assessment, &view),
        costs: line
            .and_then(|line| line.costs.as_ref())
            .map(|pay| costs(teller, pay))
            .unwrap_or_default(),
        remedies: line.map(|line| remedies(teller, line)).unwrap_or_default(),
        promised: promised(teller, &view, assessment, promises),
        stages: stages(teller, assessment, promises),
        stages_drawn: timeline::stages_timeline(teller, &promises.stages, claim.as_of),
        steps: texts(&policy.next_steps, &assessment.next_steps),
        routes: routes(teller, assessment),
        contacts: contacts(teller, &view, assessment, promises),
        notes: texts(&policy.notes, &assessment.notes),
        assumptions: texts(&policy.assumptions, &assessment.assumptions),
        rules: rules(teller, assessment, &view),
        told: teller.everything_said(claim),
        edition: fill(words.edition, &[&policy.edition.id]),
        digest: policy.digest.clone(),
        reported_in_time: reported_in_time(teller, claim, assessment, world),
    }
}

/// The verdict in words.
pub(super) fn title(teller: &Teller<'_>, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Covered => teller.words.covered,
        Verdict::NotCovered => teller.words.not_covered,
        Verdict::Chargeable => teller.words.chargeable,
        Verdict::IssuerDecides => teller.words.issuer_decides,
        Verdict::Undetermined => teller.words.undetermined,
    }
}

fn sentence(
    teller: &Teller<'_>,
    claim: &Claim,
    assessment: &Assessment,
    view: &View<'_>,
    line: Option<&LineAnswer>,
    settle: Option<&Settle>,
) -> String {
    let words = teller.words;
    let date = |day: NaiveDate| teller.formats.date(day);
    let term = line.and_then(|line| line.term.as_ref());
    let last = term.and_then(|term| term.last).and_then(Interval::single);
    let told = match assessment.verdict {
        Verdict::Covered => match term.map(|term| term.last) {
            Some(Some(last)) => match last.single() {
                Some(last) => fill(words.covered_until, &[&date(last)]),
                None => fill(
                    words.covered_between,
                    &[&date(last.from), &date(last.until)],
                ),
            },
            Some(None) => words.covered_open.to_owned(),
            None => {
                let ends: Vec<Interval> = line
                    .into_iter()
                    .flat_map(|line| &line.possible_terms)
                    .filter_map(|term| term.last)
                    .collect();
                let (first, last) = (
                    ends.iter().map(|end| end.from).min(),
                    ends.iter().map(|end| end.until).max(),
                );
                first
                    .zip(last)
                    .map_or(words.covered_open.to_owned(), |(first, last)| {
                        fill(words.covered_between, &[&date(first), &date(last)])
                    })
            }
        },
        Verdict::NotCovered => match last {
            Some(last) if assessment.reasons.contains(&Reason::TermOver) => {
                fill(words.not_covered_since, &[&date(last)])
            }
            _ if assessment.reasons.contains(&Reason::TermNotStarted) => {
                let told = reason_text(teller, claim, assessment, view, &Reason::TermNotStarted);
                fill(words.correct_date, &[&told])
            }
            _ => words.not_covered_text.to_owned(),
        },
        Verdict::Chargeable => {
            let last = line.zip(last);
            match last.and_then(|(line, last)| charges_until(teller, assessment, line, last)) {
                Some(until) => fill(words.charges_until, &[words.chargeable_text, &date(until)]),
                None => words.chargeable_text.to_owned(),
            }
        }
        Verdict::IssuerDecides => words.issuer_decides_text.to_owned(),
        Verdict::Undetermined => {
            let open = i64::try_from(assessment.questions.len()).unwrap_or(i64::MAX);
            if let Some(reason) = contradiction(assessment) {
                reason_text(teller, claim, assessment, view, reason)
            } else if open == 0 {
                words.only_exact_day.to_owned()
            } else {
                // Not covered is soon said; what else an answer can lead to
                // must be one answer away, too.
                let mut answers = assessment.questions.iter().flat_map(|one| &one.answers);
                let settles = |answer: &coverage::Answer| {
                    !matches!(answer.verdict, Verdict::Undetermined | Verdict::NotCovered)
                };
                let none = settle.and_then(|settle| settle.none_of_these.as_deref());
                let none_settles = none.is_some_and(|none| none != words.leads_open);
                let words = if none_settles || answers.any(settles) {
                    words.open_questions
                } else {
                    words.open_more
                };
                words.of(open, &teller.formats.number(open))
            }
        }
    };
    let possible = line.and_then(|line| Some((line, line.possible_terms.first()?)));
    match possible.and_then(|(line, term)| if_item(teller, view, line, term)) {
        Some(_) if assessment.verdict != Verdict::NotCovered => fill(words.choose_item, &[&told]),
        _ => told,
    }
}

/// Until when the present charges hold, where they depend on how long ago cover
/// ended.
fn charges_until(
    teller: &Teller<'_>,
    assessment: &Assessment,
    line: &LineAnswer,
    last: NaiveDate,
) -> Option<NaiveDate> {
    let term = teller.policy.lines.get(line.line)?.term.as_ref()?;
    let bands = term.bands.as_ref()?;
    if !matches!(bands.of, Measured::Since(DateRule::LastCoveredDay)) {
        return None;
    }
    let mut ends = bands
        .rows
        .iter()
        .filter_map(|(bounds, _)| match bounds.upper {
            Some((Bound::Span(span), true)) => Some(after(last, span)),
            Some((Bound::Span(span), false)) => after(last, span).pred_opt(),
            _ => None,
        });
    ends.find(|end| *end >= assessment.today)
}

/// The day of the report, where the claim was covered on it and is not today.
fn reported_in_time(
    teller: &Teller<'_>,
    claim: &Claim,
    assessment: &Assessment,
    world: &dyn World,
) -> Option<String> {
    if assessment.verdict == Verdict::Covered || !(assessment.reasons.contains(&Reason::TermOver)) {
        return None;
    }
    let policy = teller.policy;
    let Some(Value::Instant(reported)) = claim.fact(policy.fact("reported_at")?) else {
        return None;
    };
    if *reported >= claim.as_of {
        return None;
    }
    let mut then = claim.clone();
    then.as_of = *reported;
    let earlier = coverage::assess(policy, &then, world);
    let ran = matches!(earlier.verdict, Verdict::Covered | Verdict::Undetermined)
        || !earlier.reasons.contains(&Reason::TermOver);
    (ran && !earlier.reasons.contains(&Reason::TermNotStarted))
        .then(|| teller.formats.date(earlier.today))
}
