//! A scene, told: who reacts when, what is covered and what can be lost, with each
//! item, on one axis of time.

use super::Compared;
use crate::domain::claim::Value;
use crate::domain::comparison::scene::{Played, Situation, played, weekday_of};
use crate::domain::comparison::table::{Cell, Said};
use crate::domain::coverage::{Subject, Verdict};
use crate::domain::instant::Instant;
use crate::domain::known::{View, definite};
use crate::domain::policy::document::{CalendarSpan, FactType};
use crate::domain::policy::{FactEntry, FactId, ItemId, Policy};
use crate::domain::promises::Deadline;
use crate::domain::service::{Clock as Running, Desk, Zone};
use crate::domain::term::Interval;
use crate::domain::world::World;
use crate::journey::Choice;
use crate::journey::result::{reasons, title};
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

/// A scene, with what becomes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneView {
    /// When it happens, in words.
    pub moment: String,
    /// The same in the person's zone, where clocks show another time there.
    pub own_time: Option<String>,
    /// The place of the handle in the week, 0 to [`STEPS`] less one.
    pub step: u16,
    /// The days of the week: their names, and their dates.
    pub days: Vec<(&'static str, String)>,
    /// What is set by hand.
    pub settings: Settings,
    /// How long the axis is, in hours.
    pub hours: i64,
    /// Marks on the axis: where, and what stands there.
    pub marks: Vec<Mark>,
    /// Each item.
    pub lanes: Vec<Lane>,
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
    /// How long cover has run, in words.
    pub age: String,
    /// The same in whole months, and the most that can be set.
    pub months: (u32, u32),
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

/// A mark on the axis; places are thousandths of its length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where.
    pub at: i64,
    /// What stands there; nothing, at a mark between two days.
    pub name: Option<&'static str>,
}

/// What becomes of the scene with an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The verdict.
    pub verdict: Verdict,
    /// The verdict in words.
    pub title: &'static str,
    /// Why, in a sentence.
    pub why: String,
    /// When somebody can be reached: from where to where on the axis.
    pub open: Vec<(i64, i64)>,
    /// What is due, and each step of handling, on the axis and in words.
    pub windows: Vec<Window>,
    /// What is told where nothing is due.
    pub nothing_due: Option<&'static str>,
    /// Whether somebody can be reached, and when next.
    pub reached: Option<String>,
    /// How much data can be lost at worst; where the policy speaks of copies.
    pub lost: Option<String>,
    /// When cover ends, or ended, and how many days that is away.
    pub ends: Option<String>,
}

/// What became of a scene with an item, in words alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemTold {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The verdict and why, what is due, and what else is told.
    pub told: Vec<String>,
}

/// Something that must be done, from the earliest moment to the latest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// From where to where on the axis. What must be done at a moment at the latest
    /// begins where the axis does.
    pub from: i64,
    /// Where it ends; beyond the axis it is 1000.
    pub until: i64,
    /// Whether it is a step of handling, and nothing that is due by itself.
    pub is_step: bool,
    /// What it is, and when, in words.
    pub told: String,
}

/// How long cover has run in a scene that says nothing of it.
const USUAL_AGE: CalendarSpan = CalendarSpan { months: 3, days: 0 };
/// How many months past the longest term can be looked at.
const PAST_TERM: u32 = 12;
/// The axis is a whole number of these hours long.
const AXIS_STEP: i64 = 12;
/// It is at least and at most so long, in hours.
const AXIS: (i64, i64) = (24, 14 * 24);
const HOUR: i64 = 3600;
const WIDTH: i64 = 1000;
/// How wide the name of a day may be.
const NAME: i64 = 190;

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
    fn instant(&self, set: &Scenery) -> Instant {
        let (zone, world) = (&self.teller.policy.zone, self.teller.world);
        Instant::of_civil(set.day, i64::from(set.minute), zone, world)
    }

    /// The scene, with what becomes of it.
    pub fn scene(&self, set: &Scenery) -> SceneView {
        let (policy, teller) = (self.teller.policy, &self.teller);
        let at = self.instant(set);
        let situation = Situation {
            at,
            age: set.age,
            facts: set.facts.clone(),
        };
        let items = (0..policy.items.len()).map(ItemId::from_index);
        let all: Vec<(ItemId, Played)> = items
            .map(|item| {
                let played = played(policy, self.comparison, &situation, item, teller.world);
                (item, played)
            })
            .collect();
        let axis = Axis::of(at, &all);
        let monday = monday_of(set.day);
        let days = monday.iter_days().take(7);
        let mut facts: Vec<FactId> = Vec::new();
        for (_, played) in &all {
            for question in &played.assessment.questions {
                if let Subject::Fact(fact) = question.about {
                    facts.push(fact);
                }
            }
        }
        SceneView {
            moment: self.moment(at),
            own_time: teller.own_time(at),
            step: step_of(set),
            days: days
                .map(|day| (self.weekday(weekday_of(day)), day.day().to_string()))
                .collect(),
            settings: Settings {
                kind: self.kind(set),
                happened: self.happened(set),
                details: self.details(set, facts),
                age: teller.span(set.age),
                months: (set.age.months, self.most_months()),
                assumed: self.assumed(set),
            },
            hours: axis.seconds / HOUR,
            marks: self.marks(&axis),
            lanes: all
                .iter()
                .map(|(item, played)| self.lane(*item, played, &axis))
                .collect(),
        }
    }

    /// What became of a scene, for paper: what it was about, and each item.
    pub fn scene_told(&self, set: &Scenery, now: Instant) -> (String, Vec<ItemTold>) {
        let words = self.teller.words;
        let shown = self.scene(set);
        let named = self.scenes(set, now).into_iter();
        let named = named.filter(|scene| scene.chosen).map(|scene| scene.title);
        let mut about: Vec<String> = named.collect();
        about.push(shown.moment);
        let kinds = shown.settings.kind.into_iter().flat_map(|(_, kinds)| kinds);
        about.extend(kinds.filter(|kind| kind.chosen).map(|kind| kind.label));
        about.push(fill(words.named, &[self.own.age, &shown.settings.age]));
        let items = shown.lanes.into_iter().map(|lane| {
            let mut told = vec![fill(words.named, &[lane.title, &lane.why])];
            let due = lane.windows.into_iter().filter(|window| !window.is_step);
            told.extend(due.map(|window| window.told));
            told.extend([lane.reached, lane.lost, lane.ends].into_iter().flatten());
            ItemTold {
                id: lane.id,
                name: lane.name,
                told,
            }
        });
        (about.join(words.list_semicolon), items.collect())
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
    fn most_months(&self) -> u32 {
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

    fn marks(&self, axis: &Axis) -> Vec<Mark> {
        let zone = Zone::new(&self.teller.policy.zone, self.teller.world);
        let first = zone.date(axis.from);
        let mut marks = vec![Mark {
            at: 0,
            name: Some(self.weekday(weekday_of(first))),
        }];
        for day in first.iter_days().skip(1) {
            let at = zone.start_of(day);
            if at > axis.end() {
                break;
            }
            let at = axis.place(at);
            // A name that the next one would run into is left out.
            if let Some(before) = marks.last_mut()
                && at.saturating_sub(before.at) < NAME
            {
                before.name = None;
            }
            let name = self.weekday(weekday_of(day));
            marks.push(Mark {
                at,
                name: (WIDTH.saturating_sub(at) >= NAME).then_some(name),
            });
        }
        marks
    }

    fn lane(&self, item: ItemId, played: &Played, axis: &Axis) -> Lane {
        let (policy, teller) = (self.teller.policy, &self.teller);
        let assessment = &played.assessment;
        let view = View::new(policy, &played.claim, assessment.today);
        let term = assessment.lines.iter().find_map(|line| line.term.as_ref());
        let last = term.and_then(|term| term.last).and_then(Interval::single);
        let days_left = term.and_then(|term| term.days_left);
        let why = reasons(teller, &played.claim, assessment, &view);
        let open = &assessment.questions;
        let why = match (assessment.verdict, why.into_iter().next()) {
            (Verdict::Undetermined, _) => {
                let asked = open.first().map(|question| teller.asked(question.about));
                fill(self.own.depends_on, &[asked.unwrap_or_default()])
            }
            (_, Some(reason)) => reason.text,
            (_, None) => String::new(),
        };
        let windows = self.windows(played, axis);
        let id = policy.items.get(item.index());
        Lane {
            id: id.map_or_else(String::new, |item| item.id.clone()),
            name: self.item(item.index()).to_owned(),
            verdict: assessment.verdict,
            title: title(teller, assessment.verdict),
            why,
            open: self.open(played, axis),
            nothing_due: windows.is_empty().then_some(self.own.nothing_due),
            windows,
            reached: self.reached(played, axis),
            lost: self.lost(played),
            ends: last.map(|last| self.ends(last, days_left)),
        }
    }

    fn ends(&self, last: NaiveDate, days_left: Option<i64>) -> String {
        let (teller, words) = (&self.teller, self.teller.words);
        let day = teller.formats.date(last);
        let number = |days: i64| teller.formats.number(days);
        let Some(days) = days_left else {
            return fill(self.own.ends, &[&day]);
        };
        let (told, away) = match days {
            0 => (self.own.ends, words.last_day_today.to_owned()),
            1.. => (self.own.ends, words.days_left.of(days, &number(days))),
            _ => {
                let ago = days.saturating_neg();
                (self.own.ended, words.days_ago.of(ago, &number(ago)))
            }
        };
        fill(words.aside, &[&fill(told, &[&day]), &away])
    }

    /// By whichever channel can be reached first.
    fn reached(&self, played: &Played, axis: &Axis) -> Option<String> {
        let mut opens: Option<Instant> = None;
        for (_, desk) in &played.promises.desks {
            match desk {
                Desk::Open { .. } => return Some(self.own.reached_then.to_owned()),
                Desk::Closed { opens: next } => {
                    opens = opens.into_iter().chain(*next).min();
                }
            }
        }
        let opens = self.near(opens?, axis.from);
        Some(fill(self.own.reached_again, &[&opens]))
    }

    fn lost(&self, played: &Played) -> Option<String> {
        let mut upkeep = self.comparison.upkeep.iter();
        if !upkeep.any(|upkeep| upkeep.keeps_data) {
            return None;
        }
        Some(match played.loses {
            Some(span) => fill(self.own.lost, &[&self.days_of(span)]),
            None => self.own.not_copied_any_more.to_owned(),
        })
    }

    /// What is due, the soonest first, then the steps in their order.
    fn windows(&self, played: &Played, axis: &Axis) -> Vec<Window> {
        let teller = &self.teller;
        let mut deadlines: Vec<&Deadline> = played
            .promises
            .deadlines
            .iter()
            .filter(|deadline| deadline.starts.is_some())
            .filter(|deadline| deadline.due >= axis.from)
            .collect();
        deadlines.sort_by_key(|deadline| deadline.due);
        let due = deadlines.into_iter().filter_map(|deadline| {
            let rule = teller.policy.commitments.get(deadline.commitment)?;
            let told = match deadline.last_day {
                Some(day) => fill(teller.words.due_day, &[&teller.formats.weekday(day)]),
                None => fill(self.own.by, &[&self.near(deadline.due, axis.from)]),
            };
            Some(Window {
                from: axis.place(deadline.starts?.max(axis.from)),
                until: axis.place(deadline.due),
                is_step: false,
                told: fill(teller.words.named, &[teller.text(&rule.title), &told]),
            })
        });
        let stages = played.promises.stages.iter().filter_map(|stage| {
            let rule = teller.policy.stages.get(stage.stage)?;
            let told = if stage.earliest == stage.latest {
                if stage.latest == axis.from {
                    teller.words.at_once.to_owned()
                } else {
                    fill(self.own.by, &[&self.near(stage.latest, axis.from)])
                }
            } else {
                let earliest = self.near(stage.earliest, axis.from);
                let latest = self.near(stage.latest, axis.from);
                fill(self.own.between, &[&earliest, &latest])
            };
            Some(Window {
                from: axis.place(stage.earliest),
                until: axis.place(stage.latest),
                is_step: true,
                told: fill(teller.words.named, &[teller.text(&rule.title), &told]),
            })
        });
        due.chain(stages).collect()
    }

    /// A moment near another: the day of the week and the time of day; farther away,
    /// the date.
    fn near(&self, at: Instant, from: Instant) -> String {
        let teller = &self.teller;
        let day = teller.day_of(at);
        let days = day.signed_duration_since(teller.day_of(from)).num_days();
        let time = self.time_of_day(at);
        let name = match days {
            ..=6 => self.weekday(weekday_of(day)).to_owned(),
            _ => teller.formats.day(day),
        };
        [name.as_str(), " ", time.as_str()].concat()
    }

    /// When somebody can be reached, by the first channel that has hours.
    fn open(&self, played: &Played, axis: &Axis) -> Vec<(i64, i64)> {
        let (policy, world) = (self.teller.policy, self.teller.world);
        let view = View::new(policy, &played.claim, played.assessment.today);
        let channels = played.assessment.channels.iter();
        let calendar = channels
            .filter_map(|place| policy.channels.get(*place)?.hours.as_ref())
            .filter_map(|hours| definite(hours, &view).flatten().copied())
            .find_map(|place| policy.calendars.get(place));
        let Some(calendar) = calendar else {
            return Vec::new();
        };
        let running = Running::open(calendar, world);
        let spans = running.spans(axis.from, axis.end()).into_iter();
        spans
            .map(|span| (axis.place(span.from), axis.place(span.until)))
            .collect()
    }
}

/// The axis of time that all items share: from the moment of the scene on.
struct Axis {
    from: Instant,
    seconds: i64,
}

impl Axis {
    /// As long as everything needs that is promised with any of the items.
    fn of(at: Instant, all: &[(ItemId, Played)]) -> Axis {
        let ends = all.iter().flat_map(|(_, played)| {
            let promises = &played.promises;
            let due = promises.deadlines.iter().filter(|due| due.starts.is_some());
            let due = due.map(|deadline| deadline.due);
            due.chain(promises.stages.iter().map(|stage| stage.latest))
        });
        let seconds = ends.map(|end| end.seconds().saturating_sub(at.seconds()));
        let hours = seconds.max().unwrap_or_default().saturating_add(HOUR) / HOUR;
        let (least, most) = AXIS;
        let steps = hours.saturating_add(AXIS_STEP - 1) / AXIS_STEP;
        let hours = steps.saturating_mul(AXIS_STEP).clamp(least, most);
        Axis {
            from: at,
            seconds: hours.saturating_mul(HOUR),
        }
    }

    fn end(&self) -> Instant {
        let end = self.from.seconds().saturating_add(self.seconds);
        Instant::new(end, self.from.offset())
    }

    fn place(&self, at: Instant) -> i64 {
        let after = at.seconds().saturating_sub(self.from.seconds());
        let place = after.saturating_mul(WIDTH) / self.seconds.max(1);
        place.clamp(0, WIDTH)
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

fn step_of(set: &Scenery) -> u16 {
    let days = u16::try_from(set.day.weekday().num_days_from_monday()).unwrap_or_default();
    (days.saturating_mul(1440).saturating_add(set.minute)) / STEP
}

fn step_down(minute: i64) -> u16 {
    let minute = u16::try_from(minute).unwrap_or_default();
    minute / STEP * STEP
}
