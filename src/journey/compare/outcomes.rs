//! What becomes of a scene with each item, told on one axis of time: who reacts when,
//! what is covered and what can be lost.

use super::Compared;
use super::scene::{Scenery, Settings, monday_of, step_of};
use crate::domain::comparison::scene::{Played, Situation, played, weekday_of};
use crate::domain::coverage::{Subject, Verdict};
use crate::domain::instant::Instant;
use crate::domain::known::{View, definite};
use crate::domain::policy::ItemId;
use crate::domain::promises::Deadline;
use crate::domain::service::{Clock as Running, Desk, Zone};
use crate::domain::term::Interval;
use crate::journey::result::{reasons, title};
use crate::journey::wording::fill;
use chrono::{Datelike, NaiveDate};
use std::cell::OnceCell;

/// A scene. It is played through with an item, and what is told of it is worked out, where
/// it is asked for: while a handle is dragged that is one part after another.
pub struct Scene<'a> {
    compared: Compared<'a>,
    set: &'a Scenery,
    situation: Situation,
    /// What is known of each item's drawing.
    known: Option<&'a [Drawn]>,
    hours: OnceCell<i64>,
    played: Vec<OnceCell<Played>>,
}

/// What a drawing shows, as far as there is any of it; or what several do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// How long the axis must be for an item, in hours; or how long it is for several.
    pub hours: i64,
    /// Whether somebody can be reached at certain hours.
    pub open: bool,
    /// Whether something is due.
    pub due: bool,
    /// Whether there are steps of handling.
    pub steps: bool,
}

/// A mark on the axis; places are thousandths of its length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The day that begins there, or has begun before.
    pub day: NaiveDate,
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

/// The axis is a whole number of these hours long.
const AXIS_STEP: i64 = 12;
/// It is at least and at most so long, in hours.
const AXIS: (i64, i64) = (24, 14 * 24);
const HOUR: i64 = 3600;
const WIDTH: i64 = 1000;
/// How wide the name of a day may be.
const NAME: i64 = 190;

impl Compared<'_> {
    /// The scene, on an axis as long as everything needs that is promised with any of the
    /// items.
    pub fn scene<'b>(&'b self, set: &'b Scenery) -> Scene<'b> {
        let situation = Situation {
            at: self.instant(set),
            age: set.age,
            facts: set.facts.clone(),
        };
        let items = &self.teller.policy.items;
        Scene {
            compared: *self,
            set,
            situation,
            known: None,
            hours: OnceCell::new(),
            played: items.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    /// The scene, on an axis as long as items need of which it is known what they draw
    /// ([`Scene::draws`]): no item has to be played through for that.
    pub fn scene_on<'b>(&'b self, set: &'b Scenery, known: &'b [Drawn]) -> Scene<'b> {
        let mut scene = self.scene(set);
        scene.known = Some(known);
        scene.hours = OnceCell::from(Drawn::of_all(known).hours);
        scene
    }

    /// What became of a scene, for paper: what it was about, and each item.
    pub fn scene_told(&self, set: &Scenery, now: Instant) -> (String, Vec<ItemTold>) {
        let words = self.teller.words;
        let shown = self.scene(set);
        let settings = shown.settings();
        let named = self.scenes(set, now).into_iter();
        let named = named.filter(|scene| scene.chosen).map(|scene| scene.title);
        let mut about: Vec<String> = named.collect();
        about.push(shown.moment());
        let kinds = settings.kind.into_iter().flat_map(|(_, kinds)| kinds);
        about.extend(kinds.filter(|kind| kind.chosen).map(|kind| kind.label));
        about.push(fill(words.named, &[self.own.age, &shown.age()]));
        let items = shown.lanes().map(|lane| {
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

    fn marks(&self, axis: &Axis) -> Vec<Mark> {
        let zone = Zone::new(&self.teller.policy.zone, self.teller.world);
        let first = zone.date(axis.from);
        let mut marks = vec![Mark {
            day: first,
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
                day,
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
        let mut deadlines: Vec<&Deadline> = due(played, axis).collect();
        deadlines.sort_by_key(|deadline| deadline.due);
        let told = deadlines.into_iter().filter_map(|deadline| {
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
        told.chain(stages).collect()
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

impl Scene<'_> {
    /// When it happens, in words.
    pub fn moment(&self) -> String {
        self.compared.moment(self.situation.at)
    }

    /// The same in the person's zone, where clocks show another time there.
    pub fn own_time(&self) -> Option<String> {
        self.compared.teller.own_time(self.situation.at)
    }

    /// The place of the handle in the week, 0 to [`STEPS`](super::STEPS) less one.
    pub fn step(&self) -> u16 {
        step_of(self.set)
    }

    /// The days of the week: their names, and their dates.
    pub fn days(&self) -> Vec<(&'static str, String)> {
        let days = monday_of(self.set.day).iter_days().take(7);
        let told = days.map(|day| {
            let name = self.compared.weekday(weekday_of(day));
            (name, day.day().to_string())
        });
        told.collect()
    }

    /// What is set by hand, and what bears on it with some item.
    pub fn settings(&self) -> Settings {
        let asked = self.all().flat_map(|one| &one.assessment.questions);
        let facts = asked.filter_map(|question| match question.about {
            Subject::Fact(fact) => Some(fact),
            _ => None,
        });
        self.compared.settings(self.set, facts.collect())
    }

    /// How long cover has run, in words.
    pub fn age(&self) -> String {
        self.compared.teller.span(self.set.age)
    }

    /// The same in whole months, and the most that can be set.
    pub fn months(&self) -> (u32, u32) {
        (self.set.age.months, self.compared.most_months())
    }

    /// How long the axis is, in hours.
    pub fn hours(&self) -> i64 {
        *self.hours.get_or_init(|| {
            let needs = (0..self.count()).map(|place| self.needs(place));
            axis_hours(needs.max().unwrap_or_default())
        })
    }

    /// What all drawings together show.
    pub fn drawn(&self) -> Drawn {
        match self.known {
            Some(known) => Drawn::of_all(known),
            None => Drawn::of_all(&self.each_drawn()),
        }
    }

    /// What is drawn for each item.
    pub fn each_drawn(&self) -> Vec<Drawn> {
        (0..self.count()).map(|place| self.draws(place)).collect()
    }

    /// What is drawn for an item, by its place.
    pub fn draws(&self, place: usize) -> Drawn {
        let Some(played) = self.played(place) else {
            return Drawn::default();
        };
        let axis = self.axis();
        Drawn {
            hours: self.needs(place),
            open: !self.compared.open(played, &axis).is_empty(),
            due: due(played, &axis).next().is_some(),
            steps: !played.promises.stages.is_empty(),
        }
    }

    /// Marks on the axis: where, and what stands there.
    pub fn marks(&self) -> Vec<Mark> {
        self.compared.marks(&self.axis())
    }

    /// How many items there are.
    pub fn count(&self) -> usize {
        self.played.len()
    }

    /// What becomes of it with an item, by its place.
    pub fn lane(&self, place: usize) -> Option<Lane> {
        let item = ItemId::from_index(place);
        let played = self.played(place)?;
        Some(self.compared.lane(item, played, &self.axis()))
    }

    /// How many hours an axis must have for everything that is promised with an item.
    fn needs(&self, place: usize) -> i64 {
        let Some(Played { promises, .. }) = self.played(place) else {
            return 0;
        };
        let due = promises.deadlines.iter().filter(|due| due.starts.is_some());
        let due = due.map(|deadline| deadline.due);
        let ends = due.chain(promises.stages.iter().map(|stage| stage.latest));
        let from = self.situation.at.seconds();
        let seconds = ends.map(|end| end.seconds().saturating_sub(from));
        seconds.max().unwrap_or_default().saturating_add(HOUR) / HOUR
    }

    fn played(&self, place: usize) -> Option<&Played> {
        let compared = &self.compared;
        let (policy, world) = (compared.teller.policy, compared.teller.world);
        let item = ItemId::from_index(place);
        let play = || played(policy, compared.comparison, &self.situation, item, world);
        Some(self.played.get(place)?.get_or_init(play))
    }

    fn all(&self) -> impl Iterator<Item = &Played> {
        (0..self.count()).filter_map(|place| self.played(place))
    }

    fn axis(&self) -> Axis {
        Axis {
            from: self.situation.at,
            seconds: self.hours().saturating_mul(HOUR),
        }
    }

    /// What becomes of it with each item.
    pub fn lanes(&self) -> impl Iterator<Item = Lane> {
        (0..self.count()).filter_map(|place| self.lane(place))
    }
}

/// What is due with an item, and is not past by the moment of the scene.
fn due<'a>(played: &'a Played, axis: &Axis) -> impl Iterator<Item = &'a Deadline> {
    let from = axis.from;
    let deadlines = played.promises.deadlines.iter();
    deadlines
        .filter(|deadline| deadline.starts.is_some())
        .filter(move |deadline| deadline.due >= from)
}

impl Drawn {
    /// What the drawings of several items show, on the axis that they share.
    pub fn of_all(items: &[Drawn]) -> Drawn {
        let needs = items.iter().map(|item| item.hours).max();
        Drawn {
            hours: axis_hours(needs.unwrap_or_default()),
            open: items.iter().any(|item| item.open),
            due: items.iter().any(|item| item.due),
            steps: items.iter().any(|item| item.steps),
        }
    }
}

/// How many hours an axis has on which so many are needed.
fn axis_hours(needs: i64) -> i64 {
    let (least, most) = AXIS;
    let steps = needs.saturating_add(AXIS_STEP - 1) / AXIS_STEP;
    steps.saturating_mul(AXIS_STEP).clamp(least, most)
}

/// The axis of time that all items share: from the moment of the scene on.
struct Axis {
    from: Instant,
    seconds: i64,
}

impl Axis {
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
