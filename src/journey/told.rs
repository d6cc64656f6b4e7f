//! Naming things of the policy in the person's language.

use super::wording::{Plural, Wording, fill};
use super::{Formats, Language};
use crate::domain::claim::{Claim, Value};
use crate::domain::coverage::Subject;
use crate::domain::instant::Instant;
use crate::domain::policy::document::{CalendarSpan, Text, TimeSpan};
use crate::domain::policy::{FactId, Passage, Policy};
use crate::domain::world::{World, civil_date};
use chrono::NaiveDate;

/// Everything that telling needs: the policy, the language, how to write dates.
#[derive(Clone, Copy)]
pub(super) struct Teller<'a> {
    pub policy: &'a Policy,
    pub language: Language,
    pub words: &'static Wording,
    pub formats: &'a dyn Formats,
    pub world: &'a dyn World,
}

impl<'a> Teller<'a> {
    /// A text of the pack.
    pub fn text(&self, text: &'a Text) -> &'a str {
        text.in_language(self.language.tag())
    }

    /// What is told: a line for each of its texts.
    pub fn passage(&self, passage: &'a Passage) -> String {
        let lines: Vec<&str> = passage.texts.iter().map(|text| self.text(text)).collect();
        lines.join("\n")
    }

    /// The question that asks for a fact.
    pub fn question(&self, fact: FactId) -> &'a str {
        let entry = self.policy.fact_entry(fact);
        entry.map_or("", |entry| self.text(&entry.question))
    }

    /// A fact by its name within a sentence.
    pub fn named(&self, fact: FactId) -> &'a str {
        let entry = self.policy.fact_entry(fact);
        let name = entry.and_then(|entry| entry.name.as_ref());
        name.map_or_else(|| self.question(fact), |name| self.text(name))
    }

    /// The question that asks for a fact or the item.
    pub fn asked(&self, subject: Subject) -> &'a str {
        match subject {
            Subject::Item => self
                .policy
                .item_question
                .as_ref()
                .map_or(self.words.item, |question| self.text(question)),
            Subject::Fact(fact) => self.question(fact),
        }
    }

    /// An option of a choice by its name.
    pub fn option(&self, fact: FactId, option: u16) -> &'a str {
        let entry = self.policy.fact_entry(fact);
        entry
            .and_then(|entry| entry.options.get(usize::from(option)))
            .map_or("", |option| self.text(&option.label))
    }

    /// A clause: its label and what it says. Silence has no label.
    pub fn clause(&self, id: &str) -> (Option<String>, String) {
        match self.policy.clauses.iter().find(|clause| clause.id == id) {
            Some(clause) => {
                let label = clause.label.as_deref().unwrap_or(&clause.id);
                (Some(label.to_owned()), self.text(&clause.text).to_owned())
            }
            None => (None, self.words.silent.to_owned()),
        }
    }

    /// A length of time in the calendar.
    pub fn span(&self, span: CalendarSpan) -> String {
        let (years, months) = (span.months / 12, span.months % 12);
        let words = self.words;
        let parts = [
            (years, words.years),
            (months, words.months),
            (span.days, words.days),
        ];
        self.length(&parts, words.days)
    }

    /// A length of time by its parts; without any it is none of these.
    fn length(&self, parts: &[(u32, Plural)], none: Plural) -> String {
        let mut told = String::new();
        for (number, words) in parts.iter().copied().filter(|(number, _)| *number > 0) {
            if !told.is_empty() {
                told.push(' ');
            }
            let number = i64::from(number);
            told.push_str(&words.of(number, &self.formats.number(number)));
        }
        if told.is_empty() {
            told = none.of(0, "0");
        }
        told
    }

    /// The day on which an instant lies in the issuer's zone.
    pub fn day_of(&self, at: Instant) -> NaiveDate {
        civil_date(self.world, &self.policy.zone, at)
    }

    /// Whether clocks show another time in the person's zone than in the issuer's.
    fn offset_differs(&self, at: Instant) -> bool {
        let own = self.formats.own_zone();
        self.world.offset_seconds(&own, at) != self.world.offset_seconds(&self.policy.zone, at)
    }

    /// An instant in the person's zone, where clocks show another time there.
    pub fn own_time(&self, at: Instant) -> Option<String> {
        let told = |own: String| fill(self.words.due_own, &[&self.formats.moment(at, &own)]);
        self.offset_differs(at)
            .then(|| told(self.formats.own_zone()))
    }

    /// What stands between a number and its decimals.
    pub fn decimal_mark(&self) -> char {
        if self.language == Language::Vietnamese {
            ','
        } else {
            '.'
        }
    }

    /// A length of time in seconds, to the minute.
    pub fn seconds(&self, seconds: i64) -> String {
        let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
        self.time(TimeSpan { seconds })
    }

    /// A length of time on the clock.
    pub fn time(&self, span: TimeSpan) -> String {
        let hours = self.words.hours;
        let parts = [
            (span.seconds / 3600, hours),
            (span.seconds % 3600 / 60, self.words.minutes),
        ];
        self.length(&parts, hours)
    }

    /// A number in the unit of a fact; bytes in terabytes, to the last digit
    /// that says something.
    pub fn amount(&self, fact: FactId, number: i64) -> String {
        let entry = self.policy.fact_entry(fact);
        match entry.and_then(|entry| entry.unit.as_deref()) {
            Some("B") if number >= 1_000_000_000 => {
                let hundredths = number / 10_000_000_000;
                let (whole, rest) = (hundredths / 100, hundredths % 100);
                let decimals = format!("{}{rest:02}", self.decimal_mark());
                let decimals = decimals.trim_end_matches('0');
                // The mark alone says nothing.
                let decimals = if rest == 0 { "" } else { decimals };
                [&*self.formats.number(whole), decimals, "\u{a0}TB"].concat()
            }
            Some(unit) => {
                let name = entry.and_then(|entry| entry.unit_name.as_ref());
                let unit = name.map_or(unit, |name| self.text(name));
                [&*self.formats.number(number), "\u{a0}", unit].concat()
            }
            None => self.formats.number(number),
        }
    }

    /// The value of a fact as the person gave it.
    pub fn value(&self, fact: FactId, value: &Value) -> String {
        let own_zone = self.formats.own_zone();
        match value {
            Value::YesNo(true) => self.words.yes.to_owned(),
            Value::YesNo(false) => self.words.no.to_owned(),
            Value::Choice(option) => self.option(fact, *option).to_owned(),
            Value::Integer(number) => self.amount(fact, *number),
            Value::Date(day) => self.formats.date(*day),
            Value::Instant(instant) => {
                let told = self.formats.moment(*instant, &own_zone);
                if self.offset_differs(*instant) {
                    let zone = self.formats.zone(&own_zone);
                    fill(self.words.aside, &[&told, &zone])
                } else {
                    told
                }
            }
            Value::Text(text) | Value::Place(text, _) => text.clone(),
            Value::Dates(days) => {
                let days: Vec<String> = days.iter().map(|day| self.formats.date(*day)).collect();
                days.join(self.words.list_comma)
            }
            Value::Events(events) => {
                let told = events.iter().map(|event| {
                    let ends: Vec<String> = event
                        .fields
                        .iter()
                        .flatten()
                        .map(|end| self.value(fact, end))
                        .collect();
                    match ends.as_slice() {
                        [start, end] => fill(self.words.range_between, &[start, end]),
                        _ => fill(
                            self.words.range_from,
                            &[ends.first().map_or("", String::as_str)],
                        ),
                    }
                });
                let told: Vec<String> = told.collect();
                told.join(self.words.list_comma)
            }
        }
    }

    /// Everything that was said, question and answer.
    pub fn everything_said(&self, claim: &Claim) -> Vec<(String, String)> {
        let item = claim
            .item
            .and_then(|item| self.policy.items.get(item.index()));
        let mut told: Vec<(String, String)> = item
            .map(|item| {
                (
                    self.asked(Subject::Item).to_owned(),
                    self.text(&item.name).to_owned(),
                )
            })
            .into_iter()
            .collect();
        for index in 0..self.policy.facts.len() {
            let fact = FactId::from_index(index);
            if let Some(value) = claim.fact(fact) {
                told.push((self.question(fact).to_owned(), self.value(fact, value)));
            }
        }
        told
    }
}

/// A stretch of a day, in minutes from its start.
pub(super) fn stretch(from: i64, until: i64) -> String {
    let time = |minutes: i64| clock(minutes / 60, minutes % 60);
    [&*time(from), "–", &*time(until)].concat()
}

/// Two numbers as clocks show them: hours and minutes, or minutes and seconds.
pub(super) fn clock(first: i64, second: i64) -> String {
    format!("{first:02}:{second:02}")
}
