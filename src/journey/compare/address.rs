//! What an address says of what is shown: which view, the scene, and the answers.
//!
//! `#/compare/<policy>?view=scene&at=2026-11-28T22:00&age=P3M&request_kind=security`.
//! What cannot be read is left out: a link that was spoilt on its way leads to the
//! policy all the same.

use super::Compared;
use super::scene::Scenery;
use crate::domain::claim::Value;
use crate::domain::instant::Instant;
use crate::domain::policy::FactId;
use crate::domain::policy::document::{CalendarSpan, Day, FactType};
use chrono::NaiveDate;
use std::fmt::Write;

/// What is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The table.
    #[default]
    Table,
    /// A scene.
    Scene,
    /// Which item fits.
    Fit,
    /// What is handed over.
    HandOver,
}

impl Tab {
    /// All of them, in their order.
    pub const ALL: [Tab; 4] = [Tab::Table, Tab::Scene, Tab::Fit, Tab::HandOver];

    /// The word for it in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Tab::Table => "table",
            Tab::Scene => "scene",
            Tab::Fit => "fit",
            Tab::HandOver => "summary",
        }
    }
}

/// What is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    /// What is looked at.
    pub tab: Tab,
    /// The scene, once one is set.
    pub scene: Option<Scenery>,
    /// The answers to the questions of which item fits, by their places.
    pub answers: Vec<Option<usize>>,
}

impl Compared<'_> {
    /// What the query of an address says. `now` gives a scene its usual parts where the
    /// address leaves them out.
    pub fn shown(&self, query: &str, now: Instant) -> Shown {
        let mut shown = Shown::default();
        let mut scene: Option<Scenery> = None;
        for (name, value) in query.split('&').filter_map(|part| part.split_once('=')) {
            match name {
                "view" => {
                    let mut all = Tab::ALL.into_iter();
                    let named = all.find(|tab| tab.word() == value);
                    shown.tab = named.unwrap_or_default();
                }
                "at" => {
                    if let Some((day, minute)) = read_moment(value) {
                        let set = scene.get_or_insert_with(|| self.bare_scene(now));
                        (set.day, set.minute) = (day, minute);
                    }
                }
                "age" => {
                    if let Some(age) = read_span(value) {
                        scene.get_or_insert_with(|| self.bare_scene(now)).age = age;
                    }
                }
                "fits" => {
                    let answers = value.split('.').map(|answer| answer.parse().ok());
                    let questions = self.comparison.questions.iter();
                    shown.answers = answers
                        .zip(questions)
                        .map(|(answer, question)| {
                            answer.filter(|answer| *answer < question.answers.len())
                        })
                        .collect();
                }
                fact => {
                    if let Some(fact) = self.read_fact(fact, value) {
                        let set = scene.get_or_insert_with(|| self.bare_scene(now));
                        set.facts.push(fact);
                    }
                }
            }
        }
        shown.scene = scene;
        shown
    }

    fn bare_scene(&self, now: Instant) -> Scenery {
        Scenery {
            facts: Vec::new(),
            ..self.first_scene(now)
        }
    }

    fn read_fact(&self, id: &str, value: &str) -> Option<(FactId, Value)> {
        let policy = self.teller.policy;
        let fact = policy.fact(id)?;
        let entry = policy.fact_entry(fact)?;
        let value = match value {
            "yes" => Value::YesNo(true),
            "no" => Value::YesNo(false),
            option => Value::Choice(entry.option_named(option)?),
        };
        let fits = matches!(
            (&value, entry.kind),
            (Value::YesNo(_), FactType::YesNo) | (Value::Choice(_), FactType::Choice)
        );
        fits.then_some((fact, value))
    }

    /// The fragment that leads to what is shown.
    pub fn fragment(&self, shown: &Shown) -> String {
        let mut said: Vec<String> = Vec::new();
        if shown.tab != Tab::Table {
            said.push(["view=", shown.tab.word()].concat());
        }
        if let Some(scene) = &shown.scene {
            let (hour, minute) = (scene.minute / 60, scene.minute % 60);
            said.push(format!("at={}T{hour:02}:{minute:02}", scene.day));
            said.push(["age=", &written(scene.age)].concat());
            for (fact, value) in &scene.facts {
                let Some(entry) = self.teller.policy.fact_entry(*fact) else {
                    continue;
                };
                let value = match value {
                    Value::YesNo(true) => Some("yes"),
                    Value::YesNo(false) => Some("no"),
                    Value::Choice(option) => entry.option(*option),
                    _ => None,
                };
                said.extend(value.map(|value| [&entry.id, "=", value].concat()));
            }
        }
        if shown.answers.iter().any(Option::is_some) {
            let answers = shown.answers.iter().map(|answer| match answer {
                Some(answer) => answer.to_string(),
                None => "-".to_owned(),
            });
            let answers: Vec<String> = answers.collect();
            said.push(["fits=", &answers.join(".")].concat());
        }
        let mark = if said.is_empty() { "" } else { "?" };
        ["#/compare/", &self.teller.policy.id, mark, &said.join("&")].concat()
    }
}

/// `2026-11-28T22:00`.
fn read_moment(text: &str) -> Option<(NaiveDate, u16)> {
    let (day, time) = text.split_once('T')?;
    let (hour, minute) = time.split_once(':')?;
    let number = |digits: &str| -> Option<u16> {
        (digits.len() == 2).then(|| digits.parse().ok()).flatten()
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    let is_time = hour < 24 && minute < 60;
    let minute = hour.checked_mul(60)?.checked_add(minute)?;
    Some((Day::parse(day)?.0, minute)).filter(|_| is_time)
}

/// The longest age that is taken over, in months.
const LONGEST: u32 = 1200;

/// `P3M`, `P3M1D` or `P10D`.
fn read_span(text: &str) -> Option<CalendarSpan> {
    let mut rest = text.strip_prefix('P')?;
    let mut part = |letter: char| -> Option<u32> {
        let Some((digits, after)) = rest.split_once(letter) else {
            return Some(0);
        };
        rest = after;
        digits.parse().ok().filter(|number| *number <= LONGEST)
    };
    let (months, days) = (part('M')?, part('D')?);
    rest.is_empty().then_some(CalendarSpan { months, days })
}

fn written(span: CalendarSpan) -> String {
    let mut text = String::from("P");
    // Writing to a text cannot fail.
    if span.months > 0 || span.days == 0 {
        let _ = write!(text, "{}M", span.months);
    }
    if span.days > 0 {
        let _ = write!(text, "{}D", span.days);
    }
    text
}
