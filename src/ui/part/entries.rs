//! A list that grows: dates of replacement, outages.

use super::button::{Weight, button};
use super::date::{Moment, Parts, date, first_input, moment};
use crate::journey::wording::fill;
use crate::journey::{DateParts, Period, TypingError};
use crate::ui::focus;
use crate::ui::markup::{Element, Node, Take, tag};
use std::sync::Arc;

/// What is wrong with one entry: its place, and the words for it.
pub(in crate::ui) type Wrong = (usize, Element);

/// Dates, with what was typed, what is wrong, and what takes what is typed.
pub(in crate::ui) fn dates(
    parts: &Parts,
    values: Vec<DateParts>,
    wrong: Option<Wrong>,
    typed: Take<Vec<DateParts>>,
) -> Vec<Node> {
    let entry = |(place, value): (usize, &DateParts)| {
        let parts = Parts {
            id: format!("{}-{place}", parts.id),
            // Each entry shows its own error only.
            error: parts.error.and(value.date().err()),
            ..parts.clone()
        };
        vec![date(&parts, value, &entry_of(&values, place, &typed))]
    };
    let entries = values.iter().enumerate().map(entry).collect();
    list(parts, "", with(entries, wrong), values, typed)
}

/// Periods, with what was typed, what is wrong, and what takes what is typed.
pub(in crate::ui) fn periods(
    parts: &Parts,
    values: Vec<Period>,
    wrong: Option<Wrong>,
    typed: Take<Vec<Period>>,
) -> Vec<Node> {
    let words = parts.words;
    let entry = |(place, value): (usize, &Period)| {
        let typed = entry_of(&values, place, &typed);
        let end = |name: &str, label: &'static str, end: fn(&mut Period) -> &mut Moment| {
            let now = end(&mut value.clone()).clone();
            let (period, typed) = (value.clone(), typed.clone());
            let change: Take<Moment> = Arc::new(move |moment| {
                let mut period = period.clone();
                *end(&mut period) = moment;
                typed(period);
            });
            // Each end shows its own error only.
            let error = parts.error.and_then(|error| {
                let time = error == TypingError::NotATime && !now.0.is_blank();
                now.0.date().err().or(time.then_some(error))
            });
            let id = format!("{}-{place}-{name}", parts.id);
            let label_id = format!("{id}-name");
            let parts = Parts {
                id,
                error,
                ..parts.clone()
            };
            tag("div")
                .class("cc-entries__end")
                .with("role", "group")
                .with("aria-labelledby", label_id.clone())
                .child(tag("p").id(label_id).child(label))
                .child(moment(&parts, &now, &change))
                .into()
        };
        vec![
            end("start", words.period_start, |period| &mut period.start),
            end("end", words.period_end, |period| &mut period.end),
        ]
    };
    let entries = values.iter().enumerate().map(entry).collect();
    list(parts, "-start", with(entries, wrong), values, typed)
}

/// The entries, what is wrong with one of them in front of it. The others keep
/// its place free: what follows stays what it is.
fn with(mut entries: Vec<Vec<Node>>, wrong: Option<Wrong>) -> Vec<Vec<Node>> {
    let (wrong, words) = wrong.unzip();
    let mut words = Node::from(words);
    for (place, entry) in entries.iter_mut().enumerate() {
        let told = if wrong == Some(place) {
            std::mem::replace(&mut words, Node::Nothing)
        } else {
            Node::Nothing
        };
        entry.insert(0, told);
    }
    entries
}

/// Takes one entry in the place of the one that stands there.
fn entry_of<T: Clone + Send + Sync + 'static>(
    all: &[T],
    place: usize,
    typed: &Take<Vec<T>>,
) -> Take<T> {
    let (all, typed) = (all.to_vec(), typed.clone());
    Arc::new(move |entry| {
        let mut all = all.clone();
        if let Some(old) = all.get_mut(place) {
            *old = entry;
        }
        typed(all);
    })
}

/// The entries, with ways to remove each and to add another.
fn list<T: Clone + Default + Send + Sync + 'static>(
    parts: &Parts,
    first: &str,
    entries: Vec<Vec<Node>>,
    values: Vec<T>,
    typed: Take<Vec<T>>,
) -> Vec<Node> {
    let edit: Take<Option<usize>> = Arc::new(move |removed| {
        let mut values = values.clone();
        match removed {
            Some(place) if place < values.len() => {
                values.remove(place);
            }
            _ => values.push(T::default()),
        }
        typed(values);
    });
    listed(parts, first, entries, edit)
}

/// What is shown of a list. `edit` removes the entry in a place, or adds one.
/// The focus goes to what was added, and after a removal to the button that
/// adds.
fn listed(
    parts: &Parts,
    first: &str,
    entries: Vec<Vec<Node>>,
    edit: Take<Option<usize>>,
) -> Vec<Node> {
    let Parts { id, words, .. } = parts;
    let whole = parts.dispatch.place();
    let add_id = format!("{id}-add");
    let new = first_input(&format!("{id}-{}{first}", entries.len()), parts.language);
    let items = entries.into_iter().enumerate().map(|(place, entry)| {
        let name = fill(words.entry, &[&place.saturating_add(1).to_string()]);
        let name_id = format!("{id}-{place}-name");
        let about = tag("span")
            .class("cc-visually-hidden")
            .child(format!(": {name}"));
        let (edit, add_id) = (edit.clone(), add_id.clone());
        let remove = button(Weight::Quiet, words.remove, move || {
            edit(Some(place));
            focus::soon(whole, add_id.clone());
        });
        tag("div")
            .class("cc-entries__item")
            .with("role", "group")
            .with("aria-labelledby", name_id.clone())
            .child(tag("p").class("cc-entries__name").id(name_id).child(name))
            .children(entry)
            .child(remove.child(about))
            .into()
    });
    let items: Vec<Node> = items.collect();
    let items = (!items.is_empty()).then(|| tag("div").class("cc-entries").children(items));
    let add = button(Weight::Plain, words.add, move || {
        edit(None);
        focus::soon(whole, new.clone());
    });
    vec![items.into(), add.id(add_id).into()]
}
