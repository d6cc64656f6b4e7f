//! One of a few answers, as radio buttons.

use crate::journey::wording::Wording;
use crate::journey::{Choice, Typed, YesNo};
use crate::ui::markup::{Node, Take, tag};
use std::sync::Arc;

/// How the buttons stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Arrangement {
    /// One below the other, explained ones in pairs where there is room.
    Rows,
    /// Beside one another.
    Line,
}

/// Radio buttons.
pub(in crate::ui) struct Choices {
    /// The name of the group, unlike any other on the page.
    pub name: String,
    /// The answers.
    pub choices: Vec<Choice>,
    /// How they stand.
    pub arrangement: Arrangement,
    /// Takes the value that was chosen; `None` is the one without a value: not sure.
    pub choose: Take<Option<String>>,
}

/// Radio buttons of one group.
pub(in crate::ui) fn choices(props: Choices) -> Node {
    let Choices {
        name,
        choices,
        arrangement,
        choose,
    } = props;
    let pairs = choices.len() > 3 && choices.iter().any(|choice| choice.line.is_some());
    let class = match arrangement {
        Arrangement::Line => "cc-choices cc-choices--line",
        Arrangement::Rows if pairs => "cc-choices cc-choices--pairs",
        Arrangement::Rows => "cc-choices",
    };
    let choices = choices.into_iter();
    let choices = choices.map(|one| choice(&name, one, choose.clone()));
    tag("div").class(class).children(choices.collect()).into()
}

fn plain(value: &str, label: &str, chosen: bool) -> Choice {
    Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        line: None,
        tag: None,
        chosen,
    }
}

fn choice(name: &str, choice: Choice, choose: Take<Option<String>>) -> Node {
    let id = format!("{name}-{}", choice.value);
    let mut label = tag("label")
        .class("cc-choice__label")
        .with("for", id.clone());
    if choice.line.is_some() || choice.tag.is_some() {
        let mark = choice
            .tag
            .map(|mark| tag("span").class("cc-tag").child(mark));
        let line = choice
            .line
            .map(|line| tag("span").class("cc-choice__line").child(line));
        label = label
            .child(tag("span").class("cc-choice__name").child(choice.label))
            .child(" ")
            .child(mark)
            .child(line);
    } else {
        label = label.child(choice.label);
    }
    let value = choice.value;
    let input = tag("input")
        .class("cc-choice__input")
        .with("type", "radio")
        .with("name", name.to_owned())
        .id(id)
        .checked(choice.chosen)
        .on("change", move |_| {
            choose((!value.is_empty()).then(|| value.clone()));
        });
    tag("div")
        .class("cc-choice")
        .child(input)
        .child(label)
        .into()
}

/// Yes, no or not sure: the name of the group, what was answered, and what
/// takes the answer.
pub(in crate::ui) fn yes_no(
    name: String,
    answer: YesNo,
    words: &'static Wording,
    choose: Take<Typed>,
) -> Node {
    choices(Choices {
        name,
        choices: vec![
            plain("yes", words.yes, answer == YesNo::Said(true)),
            plain("no", words.no, answer == YesNo::Said(false)),
            plain("", words.not_sure, answer == YesNo::NotSure),
        ],
        arrangement: Arrangement::Line,
        choose: Arc::new(move |value: Option<String>| {
            choose(match value.as_deref() {
                Some("yes") => Typed::YesNo(true),
                Some("no") => Typed::YesNo(false),
                _ => Typed::NotSure,
            });
        }),
    })
}
