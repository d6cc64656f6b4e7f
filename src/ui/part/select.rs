//! One of many answers.

use crate::journey::Choice;
use crate::ui::markup::{Node, Take, tag};
use leptos::prelude::event_target_value;

/// A list to choose from.
pub(in crate::ui) struct Select {
    /// Its id, which its label names.
    pub id: String,
    /// What describes it, by ids.
    pub described_by: Option<String>,
    /// The first entry, which takes the answer back.
    pub none: &'static str,
    /// The answers.
    pub choices: Vec<Choice>,
    /// Takes the value that was chosen, or `None` where it was taken back.
    pub choose: Take<Option<String>>,
}

/// A list to choose from.
pub(in crate::ui) fn select(props: Select) -> Node {
    let Select {
        id,
        described_by,
        none,
        choices,
        choose,
    } = props;
    let option = |value: String, label: String, chosen: bool| -> Node {
        let option = tag("option").with("value", value);
        option.selected(chosen).child(label).into()
    };
    let none = option(
        String::new(),
        none.to_owned(),
        !choices.iter().any(|choice| choice.chosen),
    );
    let choices = choices.into_iter();
    let choices = choices.map(|choice| option(choice.value, choice.label, choice.chosen));
    tag("select")
        .class("cc-input cc-input--24")
        .id(id)
        .maybe("aria-describedby", described_by)
        .child(none)
        .children(choices.collect())
        .on("change", move |event| {
            let value = event_target_value(&event);
            choose((!value.is_empty()).then_some(value));
        })
        .into()
}
