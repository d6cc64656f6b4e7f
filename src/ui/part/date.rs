//! A date and a time of day, in fields of their own.

use super::text::{Control, line};
use crate::journey::wording::Wording;
use crate::journey::{ClockParts, DateParts, Language, TypingError};
use crate::ui::command::Dispatch;
use crate::ui::markup::{Node, Take, tag};
use std::sync::Arc;

/// What the fields of a date and a time share.
#[derive(Clone)]
pub(in crate::ui) struct Parts {
    /// What their ids start with.
    pub id: String,
    /// What is wrong with them.
    pub error: Option<TypingError>,
    /// The language, which has an order of its own.
    pub language: Language,
    /// The words of the page.
    pub words: &'static Wording,
    /// What moves the keyboard.
    pub dispatch: Dispatch,
}

/// A date and a time of day.
pub(in crate::ui) type Moment = (DateParts, ClockParts);

/// Day, month and year in the order of the language, with what was typed and
/// what takes what is typed.
pub(in crate::ui) fn date(parts: &Parts, value: &DateParts, typed: &Take<DateParts>) -> Node {
    use TypingError as E;
    let words = parts.words;
    let one = |name, label, part: fn(&mut DateParts) -> &mut String, errors: &[E]| {
        let mut now = value.clone();
        let text = std::mem::take(part(&mut now));
        let (rest, typed) = (value.clone(), typed.clone());
        let change = move |text| {
            let mut date = rest.clone();
            *part(&mut date) = text;
            typed(date);
        };
        let wrong = parts.error.is_some_and(|error| errors.contains(&error));
        input(&parts.id, name, label, text, wrong, Box::new(change))
    };
    let day = one(
        "day",
        words.day,
        |date| &mut date.day,
        &[E::DayMissing, E::NotADate],
    );
    let month = one(
        "month",
        words.month,
        |date| &mut date.month,
        &[E::MonthMissing, E::NotADate],
    );
    let year = one(
        "year",
        words.year,
        |date| &mut date.year,
        &[E::YearMissing, E::YearShort, E::NotADate],
    );
    let inputs = match parts.language {
        Language::Chinese => vec![year, month, day],
        Language::English | Language::Vietnamese => vec![day, month, year],
    };
    tag("div").class("cc-inputs").children(inputs).into()
}

/// The id of the first field of a date.
pub(in crate::ui) fn first_input(id: &str, language: Language) -> String {
    match language {
        Language::Chinese => format!("{id}-year"),
        Language::English | Language::Vietnamese => format!("{id}-day"),
    }
}

/// A date and a time of day, with what was typed and what takes what is typed.
pub(in crate::ui) fn moment(parts: &Parts, value: &Moment, typed: &Take<Moment>) -> Node {
    let (day, clock) = value;
    let typed_day: Take<DateParts> = {
        let (clock, typed) = (clock.clone(), typed.clone());
        Arc::new(move |day| typed((day, clock.clone())))
    };
    let one = |name, label, part: fn(&mut ClockParts) -> &mut String| {
        let mut now = clock.clone();
        let text = std::mem::take(part(&mut now));
        let (day, rest, typed) = (day.clone(), clock.clone(), typed.clone());
        let change = move |text| {
            let mut clock = rest.clone();
            *part(&mut clock) = text;
            typed((day.clone(), clock));
        };
        let wrong = parts.error == Some(TypingError::NotATime);
        input(&parts.id, name, label, text, wrong, Box::new(change))
    };
    let time = tag("div").class("cc-inputs").children(vec![
        one("hour", parts.words.hour, |clock| &mut clock.hour),
        one("minute", parts.words.minute, |clock| &mut clock.minute),
    ]);
    tag("div")
        .class("cc-inputs")
        .child(date(parts, day, &typed_day))
        .child(time)
        .into()
}

/// One field with its label.
fn input(
    id: &str,
    name: &str,
    label: &'static str,
    value: String,
    wrong: bool,
    typed: Box<dyn Fn(String) + Send + Sync>,
) -> Node {
    let id = format!("{id}-{name}");
    let label = tag("label")
        .class("cc-inputs__label")
        .with("for", id.clone())
        .child(label);
    let control = Control {
        id,
        class: if name == "year" {
            "cc-input cc-input--4"
        } else {
            "cc-input cc-input--2"
        },
        digits: true,
        wrong,
        described_by: None,
    };
    tag("div")
        .class("cc-inputs__part")
        .child(label)
        .child(line(control, value, typed))
        .into()
}
