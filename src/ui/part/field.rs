//! A question in the form: label, hint, error, control.

use super::choices::{Arrangement, Choices, choices, yes_no};
use super::date::{Parts, date, moment};
use super::entries::{dates, periods};
use super::number::number;
use super::select::{Select, select};
use super::text::{Control, area, line};
use crate::journey::wording::Wording;
use crate::journey::{Field, Input, Language, Typed};
use crate::ui::command::{Command, Dispatch};
use crate::ui::focus;
use crate::ui::markup::{Element, Node, Take, tag};
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// A question with what was typed.
pub(in crate::ui) fn field(
    field: Field,
    language: Language,
    words: &'static Wording,
    dispatch: Dispatch,
) -> Node {
    let Field {
        id: fact,
        label,
        hint,
        error,
        input,
        companion: _,
    } = field;
    let id = focus::field_id(&fact);
    // A control of its own is named by a label; several are grouped.
    let single = matches!(
        input,
        Input::Select(_) | Input::Line(_) | Input::Area(_) | Input::Number(..)
    );
    let control_id = format!("{id}-input");
    let described_by = described_by(&id, hint.is_some(), error.is_some());
    let say: Take<Option<Typed>> = {
        let fact = fact.clone();
        Arc::new(move |typed| dispatch.send(Command::Say(fact.clone(), typed)))
    };
    let is_item = fact == "item";
    let radios = matches!(input, Input::Radios(_));
    let choose: Take<Option<String>> = {
        let say = say.clone();
        Arc::new(move |value: Option<String>| {
            if is_item {
                dispatch.send(Command::Choose(value));
            } else {
                let not_sure = radios.then_some(Typed::NotSure);
                say(value.map(Typed::Choice).or(not_sure));
            }
        })
    };
    let wrong = error.is_some();
    let control = |class, digits| Control {
        id: control_id.clone(),
        class,
        digits,
        wrong,
        described_by: described_by.clone(),
    };
    let parts = Parts {
        id: id.clone(),
        error: error.as_ref().and_then(|error| error.error),
        language,
        words,
        dispatch,
    };
    // What is wrong with an entry of a list stands in it, anything else at the
    // head of the field.
    let (entry, message) = match error {
        Some(error) => (error.entry, Some(error.message)),
        None => (None, None),
    };
    let told = message.map(|message| error_line(&id, message, words));
    let (error, beside) = match entry {
        Some(entry) => (None, told.map(|told| (entry, told))),
        None => (told, None),
    };
    let controls = match input {
        Input::Radios(all) => vec![choices(Choices {
            name: id,
            choices: all,
            arrangement: Arrangement::Rows,
            choose,
        })],
        Input::Select(all) => vec![select(Select {
            id: control_id.clone(),
            described_by: described_by.clone(),
            none: words.choose,
            choices: all,
            choose,
        })],
        Input::YesNo(answer) => {
            let choose: Take<Typed> = Arc::new(move |answer| say(Some(answer)));
            vec![yes_no(id, answer, words, choose)]
        }
        Input::Line(text) => {
            let control = control("cc-input cc-input--24", false);
            vec![line(control, text, move |text| {
                say(Some(Typed::Text(text)))
            })]
        }
        Input::Area(text) => {
            let control = control("cc-input", false);
            vec![area(control, text, move |text| {
                say(Some(Typed::Text(text)))
            })]
        }
        Input::Date(value) => {
            let typed: Take<_> = Arc::new(move |date| say(Some(Typed::Date(date))));
            vec![date(&parts, &value, &typed)]
        }
        Input::Moment(day, clock) => {
            let typed: Take<_> = Arc::new(move |(day, clock)| say(Some(Typed::Moment(day, clock))));
            vec![moment(&parts, &(day, clock), &typed)]
        }
        Input::Number(value, units) => {
            let control = control("cc-input cc-input--12", true);
            let typed = Arc::new(move |number| say(Some(Typed::Number(number))));
            vec![number(control, value, units, words.unit, typed)]
        }
        Input::Dates(values) => {
            let typed = Arc::new(move |values| say(Some(Typed::Dates(values))));
            dates(&parts, values, beside, typed)
        }
        Input::Periods(values) => {
            let typed = Arc::new(move |values| say(Some(Typed::Periods(values))));
            periods(&parts, values, beside, typed)
        }
    };
    frame(Frame {
        fact,
        label,
        hint,
        wrong,
        error,
        labels: single.then_some(control_id),
        controls,
        dispatch,
    })
}

/// What stands around a control, or around several that belong together.
pub(in crate::ui) struct Frame {
    /// The fact that it asks for, by its id.
    pub fact: String,
    /// The question.
    pub label: String,
    /// What is meant.
    pub hint: Option<String>,
    /// Whether something is wrong.
    pub wrong: bool,
    /// What that is, as [`error_line`] shows it, unless it stands in an entry.
    pub error: Option<Element>,
    /// The control that the label names; without one, several are grouped.
    pub labels: Option<String>,
    /// What is typed into.
    pub controls: Vec<Node>,
    /// Is told when the field is left.
    pub dispatch: Dispatch,
}

/// What stands around a control, or around several that belong together.
pub(in crate::ui) fn frame(props: Frame) -> Node {
    let Frame {
        fact,
        label,
        hint,
        wrong,
        error,
        labels,
        controls,
        dispatch,
    } = props;
    let id = focus::field_id(&fact);
    let described_by = described_by(&id, hint.is_some(), wrong);
    let class = if wrong {
        "cc-field cc-field--error"
    } else {
        "cc-field"
    };
    let (frame, label) = match labels {
        Some(control) => (tag("div"), tag("label").with("for", control).child(label)),
        None => (
            tag("fieldset").maybe("aria-describedby", described_by),
            tag("legend").child(label),
        ),
    };
    let hint = hint.map(|hint| {
        let hint_id = format!("{id}-hint");
        tag("p").class("cc-field__hint").id(hint_id).child(hint)
    });
    // A field that was in order and is typed in again is unfinished again.
    let in_order = !wrong;
    let left = fact.clone();
    frame
        .class(class)
        .id(id)
        .on("focusout", move |event| {
            let field = event
                .current_target()
                .and_then(|field| field.dyn_into().ok());
            if let Some(field) = field {
                focus::leaving(field, left.clone(), dispatch);
            }
        })
        .on("input", move |_| {
            if in_order {
                dispatch.send(Command::Resume(fact.clone()));
            }
        })
        .child(label.class("cc-field__label"))
        .child(hint)
        .child(error)
        .children(controls)
        .into()
}

/// What is wrong with the field of an id; its controls refer to it.
fn error_line(id: &str, message: String, words: &Wording) -> Element {
    let read_out = tag("span")
        .class("cc-visually-hidden")
        .child(words.error)
        .child(" ");
    tag("p")
        .class("cc-field__error")
        .id(format!("{id}-error"))
        .child(read_out)
        .child(message)
}

/// The ids of what describes a field.
fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (true, true) => Some(format!("{id}-hint {id}-error")),
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-error")),
        (false, false) => None,
    }
}
