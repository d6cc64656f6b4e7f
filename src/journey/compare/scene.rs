//! A scene that a person sets: when it happens, how long cover has run, what is so.

use super::Compared;
use crate::domain::claim::Value;
use crate::domain::comparison::table::{Cell, Said};
use crate::domain::instant::Instant;
use crate::domain::policy::document::{CalendarSpan, FactType};
use crate::domain::policy::{FactEntry, FactId, Policy};
use crate::domain::world::World;
use crate::journey::Choice;
use crate::journey::wording::fill;
use chrono::{Datelike, Days, NaiveDate};

/// A scene that a person sets: when, how long cover has run, and what is so.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenery {
    /// The day on which it happens, in the company's zone.
    pub day: NaiveDate,
    /// The minute of the day, 0 to 1439.
    pub minute: u16,
    /// How long cover has run by then.
    pub age: CalendarSpan,
    /// What is so: an option of the choice that names the kind of request, exclusions
    /// that apply, and details that were answered.
    pub facts: Vec<(FactId, Value)>,
}

/// How far the handle moves at a time, in minutes.
pub const STEP: u16 = 15;
/// How many places the handle has in a week.
pub const STEPS: u16 = 7 * 1440 / STEP;

/// A scene of the pack, to be chosen with one tap.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneChoice {
    /// Its id.
    pub id: String,
    /// What happens.
    pub title: String,
    /// Whether it is what is set at present.
    pub chosen: bool,
}

/// What of a scene is set by hand, beside its moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The kind of request: its question, and its options; where the policy asks.
    pub kind: Option<(String, Vec<Choice>)>,
    /// What may have happened: each exclusion.
    pub happened: Vec<Choice>,
    /// What else bears on it.
    pub details: Vec<Detail>,
    /// What is taken to be so.
    pub assumed: Vec<String>,
}

/// A question whose answer bears on the scene.
#[derive(Clone, Debug, PartialEq)]
pub struct Detail {
    /// The fact.
    pub fact: FactId,
    /// Its id.
    pub id: String,
    /// The question.
    pub question: String,
    /// The answer, if it is set.
    pub answer: Option<bool>,
}

/// How long cover has run in a scene that says nothing of it.
const USUAL_AGE: CalendarSpan = CalendarSpan { months: 3, days: 0 };
/// How many months past the longest term can be looked at.
const PAST_TERM: u32 = 12;
impl Compared<'_> {
    /// The scene that is shown first: the pack's first, else the present moment.
    pub fn first_scene(&self, now: Instant) -> Scenery {
        let today = self.teller.day_of(now);
        let first = self.comparison.scenes.first();
        match first.and_then(|scene| self.scene_named(&scene.id, now)) {
            Some(scene) => scene,
            None => Scenery {
                day: today,
                minute: step_down(minute_of_day(self.teller.policy, now, self.teller.world)),
                age: USUAL_AGE,
                facts: Vec::new(),
            },
        }
    }

    /// A scene of the pack, on its next day.
    pub fn scene_named(&self, id: &str, now: Instant) -> Option<Scenery> {
        let scene = self.comparison.scenes.iter().find(|scene| scene.id == id)?;
        Some(Scenery {
            day: scene.next_day(self.teller.day_of(now)),
            minute: scene.at.0,
            age: scene.age.unwrap_or(USUAL_AGE),
            facts: scene.facts.clone(),
        })
    }

    /// The scenes of the pack.
    pub fn scenes(&self, set: &Scenery, now: Instant) -> Vec<SceneChoice> {
        let scenes = self.comparison.scenes.iter();
        scenes
            .map(|scene| SceneChoice {
                id: scene.id.clone(),
                title: self.teller.text(&scene.title).to_owned(),
                chosen: self.scene_named(&scene.id, now).as_ref() == Some(set),
            })
            .collect()
    }

    /// The scene with the handle at another place of the same week.
    pub fn at_step(&self, set: &Scenery, step: u16) -> Scenery {
        let minutes = step.min(STEPS.saturating_sub(1)).saturating_mul(STEP);
        let day = monday_of(set.day).checked_add_days(Days::new(u64::from(minutes / 1440)));
        Scenery {
            day: day.unwrap_or(set.day),
            minute: minutes % 1440,
            ..set.clone()
        }
    }

    /// The kind of request is the fact of the first inclusion table.
    fn kind_fact(&self) -> Option<FactId> {
        let lines = self.teller.policy.lines.iter();
        lines
            .filter_map(|line| line.inclusions.as_ref())
            .map(|table| table.fact)
            .next()
    }

    /// The same scene with another kind of request, by the value of its option. What
    /// was said of the kind before has no more to do with it.
    pub fn of_kind(&self, set: &Scenery, option: Option<&str>) -> Scenery {
        let policy = self.teller.policy;
        let mut facts = set.facts.clone();
        facts.retain(|(fact, _)| self.is_exclusion(*fact));
        if let Some(fact) = self.kind_fact()
            && let Some(entry) = policy.fact_entry(fact)
            && let Some(option) = option.and_then(|option| entry.option_named(option))
        {
            facts.push((fact, Value::Choice(option)));
        }
        Scenery {
            facts,
            ..set.clone()
        }
    }

    /// The same scene with another exclusion that applies, or with none.
    pub fn with_happened(&self, set: &Scenery, id: Option<&str>) -> Scenery {
        let mut facts = set.facts.clone();
        facts.retain(|(fact, _)| !self.is_exclusion(*fact));
        let named = id.and_then(|id| self.teller.policy.fact(id));
        if let Some(fact) = named.filter(|fact| self.is_exclusion(*fact)) {
            facts.push((fact, Value::YesNo(true)));
        }
        Scenery {
            facts,
            ..set.clone()
        }
    }

    /// The same scene with an answer to a detail, or without one.
    pub fn with_detail(&self, set: &Scenery, fact: FactId, answer: Option<bool>) -> Scenery {
        let mut facts = set.facts.clone();
        facts.retain(|(said, _)| *said != fact);
        facts.extend(answer.map(|answer| (fact, Value::YesNo(answer))));
        Scenery {
            facts,
            ..set.clone()
        }
    }

    fn is_exclusion(&self, fact: FactId) -> bool {
        let entry = self.teller.policy.fact_entry(fact);
        entry.is_some_and(FactEntry::is_exclusion)
    }

    /// The instant of a scene.
    pub(super) fn instant(&self, set: &Scenery) -> Instant {
        let (zone, world) = (&self.teller.policy.zone, self.teller.world);
        Instant::of_civil(set.day, i64::from(set.minute), zone, world)
    }

    /// What is set by hand, with the questions that are open with some item.
    pub(super) fn settings(&self, set: &Scenery, open: Vec<FactId>) -> Settings {
        Settings {
            kind: self.kind(set),
            happened: self.happened(set),
            details: self.details(set, open),
            assumed: self.assumed(set),
        }
    }

    fn kind(&self, set: &Scenery) -> Option<(String, Vec<Choice>)> {
        let fact = self.kind_fact()?;
        let entry = self.teller.policy.fact_entry(fact)?;
        let set = set.facts.iter().find(|(said, _)| *said == fact);
        let options = entry.options.iter().enumerate().map(|(place, option)| {
            let value = u16::try_from(place).ok().map(Value::Choice);
            Choice {
                value: option.value.clone(),
                label: self.teller.text(&option.label).to_owned(),
                line: None,
                tag: None,
                chosen: set.is_some_and(|(_, said)| Some(said) == value.as_ref()),
            }
        });
        Some((self.teller.question(fact).to_owned(), options.collect()))
    }

    fn happened(&self, set: &Scenery) -> Vec<Choice> {
        let facts = self.teller.policy.facts.iter();
        let exclusions = facts.filter(|entry| entry.is_exclusion());
        let applies = |id: &str| {
            let fact = self.teller.policy.fact(id);
            let mut said = set.facts.iter();
            said.any(|(said, value)| Some(*said) == fact && *value == Value::YesNo(true))
        };
        exclusions
            .map(|entry| Choice {
                value: entry.id.clone(),
                label: self.teller.text(&entry.question).to_owned(),
                line: None,
                tag: None,
                chosen: applies(&entry.id),
            })
            .collect()
    }

    /// Yes/no questions that are open with some item, and those that were answered.
    fn details(&self, set: &Scenery, open: Vec<FactId>) -> Vec<Detail> {
        let policy = self.teller.policy;
        let answered = set.facts.iter().map(|(fact, _)| *fact);
        let mut facts: Vec<FactId> = answered.chain(open).collect();
        facts.sort_unstable();
        facts.dedup();
        facts
            .into_iter()
            .filter_map(|fact| {
                let entry = policy.fact_entry(fact)?;
                let is_detail = entry.kind == FactType::YesNo && !entry.is_exclusion();
                let answer = set.facts.iter().find(|(said, _)| *said == fact);
                is_detail.then(|| Detail {
                    fact,
                    id: entry.id.clone(),
                    question: self.teller.question(fact).to_owned(),
                    answer: answer.and_then(|(_, value)| match value {
                        Value::YesNo(answer) => Some(*answer),
                        _ => None,
                    }),
                })
            })
            .collect()
    }

    /// What is taken to be so, where the scene says nothing of it.
    fn assumed(&self, set: &Scenery) -> Vec<String> {
        let teller = &self.teller;
        let said = |fact: FactId| set.facts.iter().any(|(said, _)| *said == fact);
        let assumes = self.comparison.assumes.iter();
        let mut told: Vec<String> = assumes
            .filter(|(fact, _)| !said(*fact))
            .map(|(fact, value)| {
                let answer = teller.value(*fact, value);
                fill(self.own.answered, &[teller.question(*fact), &answer])
            })
            .collect();
        if teller.policy.facts.iter().any(|entry| entry.is_exclusion())
            && !set.facts.iter().any(|(fact, _)| self.is_exclusion(*fact))
        {
            told.push(self.own.nothing_happened.to_owned());
        }
        told.push(self.own.reported_at_once.to_owned());
        told
    }

    /// The most months of age that can be set.
    pub(super) fn most_months(&self) -> u32 {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        let cases = cells.flat_map(Cell::cases);
        let longest = cases
            .filter_map(|case| match case.said {
                Said::Length(span) => Some(span.months),
                _ => None,
            })
            .max();
        longest.unwrap_or(2 * PAST_TERM).saturating_add(PAST_TERM)
    }
}

/// The minute of the day of an instant, in the company's zone.
pub(super) fn minute_of_day(policy: &Policy, at: Instant, world: &dyn World) -> i64 {
    let offset = world.offset_seconds(&policy.zone, at).unwrap_or_default();
    let local = at.seconds().saturating_add(i64::from(offset));
    local.rem_euclid(86_400) / 60
}

/// The Monday of the week of a day.
pub(super) fn monday_of(day: NaiveDate) -> NaiveDate {
    let past = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(Days::new(past)).unwrap_or(day)
}

pub(super) fn step_of(set: &Scenery) -> u16 {
    let days = u16::try_from(set.day.weekday().num_days_from_monday()).unwrap_or_default();
    (days.saturating_mul(1440).saturating_add(set.minute)) / STEP
}

fn step_down(minute: i64) -> u16 {
    let minute = u16::try_from(minute).unwrap_or_default();
    minute / STEP * STEP
}
