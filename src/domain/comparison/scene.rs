//! One situation, with each of the items: what is covered, who reacts when, and how
//! much data can be lost.

use super::{Comparison, SceneRule};
use crate::domain::claim::{Claim, Value};
use crate::domain::coverage::{Assessment, assess};
use crate::domain::instant::Instant;
use crate::domain::policy::document::{CalendarSpan, FactType, SceneDay, Weekday};
use crate::domain::policy::{DateRule, Due, FactId, ItemId, Policy};
use crate::domain::promises::{Promises, promises};
use crate::domain::service::Zone;
use crate::domain::term::before;
use crate::domain::world::World;
use chrono::{Datelike, NaiveDate};

/// What is played through.
#[derive(Clone, Debug, PartialEq)]
pub struct Situation {
    /// When it happens, and is reported at once.
    pub at: Instant,
    /// How long cover has run by then.
    pub age: CalendarSpan,
    /// What is so, over what the pack assumes.
    pub facts: Vec<(FactId, Value)>,
}

/// What becomes of it with an item.
#[derive(Clone, Debug)]
pub struct Played {
    /// The claim that a person would make.
    pub claim: Claim,
    /// The answer to it.
    pub assessment: Assessment,
    /// Who must react by when.
    pub promises: Promises,
    /// The longest time of which data can be lost, while cover runs.
    pub loses: Option<CalendarSpan>,
}

/// Plays a situation through with an item, as of the moment at which it happens: cover
/// began so long before, none of the exclusions applies, and what the pack assumes is
/// so, unless the situation says otherwise.
pub fn played(
    policy: &Policy,
    comparison: &Comparison,
    situation: &Situation,
    item: ItemId,
    world: &dyn World,
) -> Played {
    let mut claim = Claim::new(situation.at, policy.facts.len());
    claim.item = Some(item);
    let exclusions = policy.lines.iter().flat_map(|line| &line.exclusions);
    for exclusion in exclusions {
        claim.set(exclusion.fact, Some(Value::YesNo(false)));
    }
    let today = Zone::new(&policy.zone, world).date(situation.at);
    let started = before(today, situation.age);
    for fact in starts(policy) {
        claim.set(fact, Some(Value::Date(started)));
    }
    for fact in moments(policy) {
        claim.set(fact, Some(Value::Instant(situation.at)));
    }
    let said = comparison.assumes.iter().chain(&situation.facts);
    for (fact, value) in said {
        claim.set(*fact, Some(value.clone()));
    }
    // What follows from the item is not said: saying it otherwise would contradict it.
    let sets = policy.items.get(item.index()).map(|item| &item.sets);
    for (fact, _) in sets.into_iter().flatten() {
        claim.set(*fact, None);
    }
    let assessment = assess(policy, &claim, world);
    let promises = promises(policy, &claim, &assessment, world);
    let runs = assessment.lines.iter().any(|line| {
        let term = line.term.as_ref();
        term.is_none_or(|term| term.days_left.is_none_or(|left| left >= 0))
    });
    Played {
        claim,
        assessment,
        promises,
        loses: comparison.loses(item).filter(|_| runs),
    }
}

/// The date facts on which cover can start.
pub fn starts(policy: &Policy) -> Vec<FactId> {
    let mut found = Vec::new();
    let terms = policy.lines.iter().filter_map(|line| line.term.as_ref());
    for start in terms.flat_map(|term| &term.starts) {
        dates(&start.date, &mut found);
    }
    found
}

fn dates(rule: &DateRule, found: &mut Vec<FactId>) {
    match rule {
        DateRule::Fact(fact) => found.push(*fact),
        DateRule::Day(_) | DateRule::Made | DateRule::TermStart | DateRule::LastCoveredDay => {}
        DateRule::Add(_, inner)
        | DateRule::Subtract(_, inner)
        | DateRule::AddWorkingDays(_, inner, _)
        | DateRule::AnyDayOf(_, inner) => dates(inner, found),
        DateRule::Earlier(each) | DateRule::Later(each) => {
            each.iter().for_each(|one| dates(one, found));
        }
        DateRule::If(_, then, otherwise) => {
            dates(then, found);
            dates(otherwise, found);
        }
    }
}

/// The instants that start a clock.
fn moments(policy: &Policy) -> Vec<FactId> {
    let commitments = policy
        .commitments
        .iter()
        .filter_map(|rule| match &rule.due {
            Due::Within(from, ..) => Some(*from),
            Due::NotStated | Due::By(..) | Due::Every(_) => None,
        });
    let stages = policy.stages.iter().filter_map(|stage| stage.from);
    let is_instant = |fact: &FactId| {
        let entry = policy.fact_entry(*fact);
        entry.is_some_and(|entry| entry.kind == FactType::Instant)
    };
    commitments.chain(stages).filter(is_instant).collect()
}

impl SceneRule {
    /// The next day on which it happens, that day included.
    ///
    /// A day of the week is at most six days off, a day of the year at most a year.
    pub fn next_day(&self, today: NaiveDate) -> NaiveDate {
        const A_YEAR: usize = 366;
        let is_it = |day: &NaiveDate| match self.on {
            SceneDay::Weekly(weekday) => weekday_of(*day) == weekday,
            SceneDay::Yearly(month, of_month) => day.month() == month && day.day() == of_month,
        };
        let mut days = today.iter_days().take(A_YEAR);
        days.find(is_it).unwrap_or(today)
    }

    /// The next moment at which it happens.
    pub fn next_moment(&self, today: NaiveDate, zone: &str, world: &dyn World) -> Instant {
        let minutes = i64::from(self.at.0);
        Instant::of_civil(self.next_day(today), minutes, zone, world)
    }
}

/// The day of the week of a date.
pub fn weekday_of(day: NaiveDate) -> Weekday {
    match day.weekday() {
        chrono::Weekday::Mon => Weekday::Monday,
        chrono::Weekday::Tue => Weekday::Tuesday,
        chrono::Weekday::Wed => Weekday::Wednesday,
        chrono::Weekday::Thu => Weekday::Thursday,
        chrono::Weekday::Fri => Weekday::Friday,
        chrono::Weekday::Sat => Weekday::Saturday,
        chrono::Weekday::Sun => Weekday::Sunday,
    }
}
