//! What would settle a claim: facts of which some answer alone decides.

use super::possible::{Tested, possible_items};
use super::{Subject, Verdict};
use crate::domain::ascending::ascending;
use crate::domain::known::{Known, Truth, View, holds};
use crate::domain::policy::document::{FactType, Role};
use crate::domain::policy::{Condition, FactId, ItemId, LineRules};
use crate::domain::term::{Interval, each_possibility, first_day, last_day};
use chrono::NaiveDate;

/// A question whose answer can settle the claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What is asked.
    pub about: Subject,
    /// The rule that asks it.
    pub because: String,
    /// What each answer leads to.
    pub answers: Vec<Answer>,
    /// The words of the fault's description that make one suspect a yes.
    pub suspected: Option<String>,
}

/// What an answer leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The answer.
    pub value: AnswerValue,
    /// The verdict with it.
    pub verdict: Verdict,
    /// The last covered day with it, where the answer settles that.
    pub last_covered_day: Option<NaiveDate>,
}

/// An answer, or a range of answers that lead to the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AnswerValue {
    /// Yes or no.
    YesNo(bool),
    /// An option of the choice.
    Option(u16),
    /// A place that the policy does not name.
    Elsewhere,
    /// An item.
    Item(ItemId),
    /// Dates, both ends included; an end left out is open. For a serial these
    /// are days of manufacture.
    Dates(Option<NaiveDate>, Option<NaiveDate>),
    /// Numbers, both ends included; an end left out is open.
    Numbers(Option<i64>, Option<i64>),
}

/// The questions for a claim whose verdict is open.
pub(super) fn questions<'a>(view: &View<'a>, tested: &Tested<'a>) -> Vec<Question> {
    let policy = view.policy;
    let mut asked: Vec<(bool, Question)> = Vec::new();
    let mut stuck: Vec<Question> = Vec::new();
    let mut consider = |question: Question| {
        let settles = |answer: &Answer| answer.verdict != Verdict::Undetermined;
        if question.answers.iter().any(settles) {
            asked.push((question.answers.iter().all(settles), question));
        } else {
            stuck.push(question);
        }
    };
    if view.item.is_none() && !policy.items.is_empty() {
        let answers = possible_items(view).map(|item| {
            let seen = view.of_item(Some(item));
            let verdict = tested.verdicts_of_item(&policy.lines, item).verdict();
            Answer {
                value: AnswerValue::Item(item),
                verdict,
                last_covered_day: settled_end(&seen, verdict, false),
            }
        });
        consider(Question {
            about: Subject::Item,
            because: "item".to_owned(),
            answers: answers.collect(),
            suspected: None,
        });
    }
    for (index, entry) in policy.facts.iter().enumerate() {
        let fact = FactId::from_index(index);
        let unasked = entry.role != Role::Verdict
            || policy.open_ends.contains(&fact)
            || view.fact(fact) != Known::Unknown
            || entry
                .when
                .as_ref()
                .is_some_and(|when| holds(when, view) == Truth::False);
        if unasked {
            continue;
        }
        let Some(because) = first_open_rule(&policy.lines, tested, fact) else {
            continue;
        };
        let for_term = because == "term";
        let verdict_with = |known: Known<'a>| tested.verdicts_if(view, fact, known).verdict();
        let answer = |known: Known<'a>, value: AnswerValue| {
            let assumed = [(fact, known)];
            let seen = view.assuming(&assumed);
            let verdict = verdict_with(known);
            Answer {
                value,
                verdict,
                last_covered_day: settled_end(&seen, verdict, for_term),
            }
        };
        let answers = match entry.kind {
            FactType::YesNo => {
                vec![
                    answer(Known::YesNo(true), AnswerValue::YesNo(true)),
                    answer(Known::YesNo(false), AnswerValue::YesNo(false)),
                ]
            }
            FactType::Choice => (0..u16::try_from(entry.options.len()).unwrap_or(u16::MAX))
                .map(|option| answer(Known::Option(option), AnswerValue::Option(option)))
                .collect(),
            FactType::Date => {
                let earliest = view.earliest(fact);
                let turns = date_turns(view, &policy.turning_dates);
                let each = date_ranges(earliest, last_day(), &turns, &|day| {
                    verdict_with(Known::Date(day))
                });
                each.into_iter()
                    .map(|(range, verdict)| dated(range, verdict, first_day(), last_day()))
                    .collect()
            }
            FactType::Serial => {
                let latest = view.made().interval.until.min(view.today);
                let turns = date_turns(view, &[]);
                let each = date_ranges(first_day(), latest, &turns, &|day| {
                    verdict_with(Known::Made(Interval::day(day)))
                });
                each.into_iter()
                    .map(|(range, verdict)| dated(range, verdict, first_day(), latest))
                    .collect()
            }
            FactType::Integer | FactType::Money => {
                number_ranges(&policy.turning_numbers, &|number| {
                    verdict_with(Known::Integer(number))
                })
            }
            FactType::Place => {
                let places = 0..u16::try_from(entry.options.len()).unwrap_or(u16::MAX);
                let named =
                    places.map(|place| answer(Known::Option(place), AnswerValue::Option(place)));
                named
                    .chain([answer(Known::Elsewhere, AnswerValue::Elsewhere)])
                    .collect()
            }
            FactType::Text | FactType::Instant | FactType::Dates | FactType::Events => continue,
        };
        consider(Question {
            about: Subject::Fact(fact),
            because,
            answers,
            suspected: view.claim.suspicion(fact).map(str::to_owned),
        });
    }
    if asked.is_empty() {
        // No single answer settles it: then all that is open is asked.
        asked.extend(stuck.into_iter().map(|question| (false, question)));
    }
    // What the person's own words raise comes first, then what settles it
    // whatever the answer.
    let (mut raised, mut settling, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for (settles, question) in asked {
        if question.suspected.is_some() {
            raised.push(question);
        } else if settles {
            settling.push(question);
        } else {
            others.push(question);
        }
    }
    raised.extend(settling);
    raised.extend(others);
    raised
}

/// The first rule that reads the fact and is open in some world.
fn first_open_rule(lines: &[LineRules], tested: &Tested<'_>, fact: FactId) -> Option<String> {
    for (line, rules) in lines.iter().enumerate() {
        for (index, gate) in rules.gates.iter().enumerate() {
            let outcomes = tested.outcomes_of(lines, line, index);
            let decided = outcomes.decided();
            // It can decide, and can also do something else.
            let open = !decided.is_nothing()
                && (outcomes != decided || decided.verdict() == Verdict::Undetermined);
            if gate.facts.contains(&fact) && open {
                return Some(gate.name.to_string());
            }
        }
    }
    let reads = |line: &LineRules| {
        line.applies
            .as_ref()
            .is_some_and(|applies| mentions(applies, fact))
    };
    lines.iter().any(reads).then(|| "line".to_owned())
}

fn mentions(condition: &Condition, fact: FactId) -> bool {
    match condition {
        Condition::Fact(read, _) => *read == fact,
        Condition::Item(_) => false,
        Condition::All(inner) | Condition::Any(inner) => {
            inner.iter().any(|one| mentions(one, fact))
        }
        Condition::Not(inner) => mentions(inner, fact),
    }
}

/// The last covered day in a view, where all that is possible agrees on it and
/// the answer is about it or covered by it.
fn settled_end(view: &View<'_>, verdict: Verdict, for_term: bool) -> Option<NaiveDate> {
    if !for_term && verdict != Verdict::Covered {
        return None;
    }
    let [line] = view.policy.lines.as_slice() else {
        return None;
    };
    let mut end: Option<NaiveDate> = None;
    let mut settled = true;
    each_possibility(line.term.as_ref()?, view, &mut |way| {
        let day = way
            .starts
            .single()
            .filter(|_| way.known)
            .and_then(|start| way.cover.end(start));
        settled &= day.is_some() && end.is_none_or(|end| Some(end) == day);
        end = end.or(day);
    });
    end.filter(|_| settled)
}

fn dated(
    (from, until): (NaiveDate, NaiveDate),
    verdict: Verdict,
    first: NaiveDate,
    last: NaiveDate,
) -> Answer {
    let value = AnswerValue::Dates(
        (from > first).then_some(from),
        (until < last).then_some(until),
    );
    Answer {
        value,
        verdict,
        last_covered_day: None,
    }
}

/// Days at which verdicts can turn for other reasons than a length of time.
fn date_turns(view: &View<'_>, turning: &[NaiveDate]) -> Vec<NaiveDate> {
    let mut turns = turning.to_vec();
    turns.push(view.today);
    for fact in 0..view.policy.facts.len() {
        match view.fact(FactId::from_index(fact)) {
            Known::Date(day) => turns.push(day),
            Known::Made(made) => turns.extend([made.from, made.until]),
            _ => {}
        }
    }
    turns
}

/// Splits the days from `first` to `last` into ranges of one verdict.
///
/// Between two neighbouring turns verdicts change only because a length of
/// time runs out; each such change is found by halving.
fn date_ranges(
    first: NaiveDate,
    last: NaiveDate,
    turns: &[NaiveDate],
    verdict: &dyn Fn(NaiveDate) -> Verdict,
) -> Vec<((NaiveDate, NaiveDate), Verdict)> {
    let beside = turns
        .iter()
        .flat_map(|day| [Some(*day), day.pred_opt(), day.succ_opt()]);
    let within = beside.flatten().filter(|day| (first..=last).contains(day));
    let anchors = ascending([first, last].into_iter().chain(within));
    let mut ranges: Vec<((NaiveDate, NaiveDate), Verdict)> = Vec::new();
    let mut known: Vec<(NaiveDate, Verdict)> = Vec::new();
    for anchor in anchors {
        let here = verdict(anchor);
        if let Some((before, was)) = known.last().copied() {
            halve(before, was, anchor, here, verdict, &mut known);
        }
        known.push((anchor, here));
    }
    for (day, here) in known {
        match ranges.last_mut() {
            Some(((_, until), was)) if *was == here => *until = day,
            _ => {
                // The day before is the last of what was: halving ends on
                // neighbouring days.
                ranges.push(((day, day), here));
            }
        }
    }
    ranges
}

/// Adds the neighbouring days between which the verdict changes.
fn halve(
    from: NaiveDate,
    was: Verdict,
    until: NaiveDate,
    is: Verdict,
    verdict: &dyn Fn(NaiveDate) -> Verdict,
    known: &mut Vec<(NaiveDate, Verdict)>,
) {
    let days = until.signed_duration_since(from).num_days();
    if was == is || days <= 1 {
        return;
    }
    let Some(middle) = from.checked_add_days(chrono::Days::new((days / 2).unsigned_abs())) else {
        return;
    };
    let here = verdict(middle);
    halve(from, was, middle, here, verdict, known);
    known.push((middle, here));
    halve(middle, here, until, is, verdict, known);
}

/// Splits the numbers from 0 into ranges of one verdict. Verdicts turn only at
/// the numbers that rules name, or just beside them.
fn number_ranges(turning: &[i64], verdict: &dyn Fn(i64) -> Verdict) -> Vec<Answer> {
    let beside = turning
        .iter()
        .flat_map(|number| [*number, number.saturating_add(1)]);
    let anchors = ascending([0].into_iter().chain(beside.filter(|number| *number >= 0)));
    let mut ranges: Vec<(i64, Verdict)> = Vec::new();
    for anchor in anchors {
        let here = verdict(anchor);
        if ranges.last().is_none_or(|(_, was)| *was != here) {
            ranges.push((anchor, here));
        }
    }
    let ends: Vec<Option<i64>> = ranges
        .iter()
        .skip(1)
        .map(|(next, _)| next.checked_sub(1))
        .chain([None])
        .collect();
    let each = ranges.into_iter().zip(ends);
    each.map(|((from, verdict), until)| Answer {
        value: AnswerValue::Numbers((from > 0).then_some(from), until),
        verdict,
        last_covered_day: None,
    })
    .collect()
}
