//! A number and its unit.

use super::text::{Control, line};
use crate::journey::Number;
use crate::journey::wording::digit;
use crate::ui::markup::{Node, Take, tag};
use leptos::prelude::event_target_value;

/// A number, the units it may be in, what the select of several units is
/// called, and what takes what is typed.
pub(in crate::ui) fn number(
    control: Control,
    value: Number,
    units: Vec<String>,
    unit_label: &'static str,
    typed: Take<Number>,
) -> Node {
    let id = format!("{}-unit", control.id);
    let Number { text, unit } = value;
    let units = if let [only] = units.as_slice() {
        let only = tag("span").class("cc-inputs__unit").child(only.clone());
        vec![only.into()]
    } else if units.is_empty() {
        Vec::new()
    } else {
        let option = |(place, name): (usize, String)| {
            let option = tag("option").with("value", place.to_string());
            option.selected(place == unit).child(name).into()
        };
        let (text, typed) = (text.clone(), typed.clone());
        let change = move |event| {
            typed(Number {
                text: text.clone(),
                unit: digit(&event_target_value(&event)).unwrap_or_default(),
            });
        };
        let label = tag("label")
            .class("cc-visually-hidden")
            .with("for", id.clone())
            .child(unit_label);
        let select = tag("select")
            .class("cc-input cc-input--unit")
            .id(id)
            .children(units.into_iter().enumerate().map(option).collect())
            .on("change", change);
        vec![label.into(), select.into()]
    };
    let change = move |text| typed(Number { text, unit });
    tag("div")
        .class("cc-inputs")
        .child(line(control, text, change))
        .children(units)
        .into()
}
