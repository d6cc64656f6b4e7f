//! A scene played through: the handle on the week, and what becomes of it with each
//! item, on one axis.

use super::Deed;
use super::panel::{View, chooser};
use crate::browser::now;
use crate::journey::compare::{Detail, Lane, Mark, STEPS, SceneView, Settings, Window};
use crate::journey::wording::fill;
use crate::journey::{Typed, YesNo};
use crate::ui::markup::{Element, Node, Take, tag};
use crate::ui::part::button::{Weight, button};
use crate::ui::part::choices::yes_no;
use crate::ui::part::more::more;
use crate::ui::part::steps::points;
use crate::ui::part::verdict::tone;
use leptos::prelude::event_target_value;
use std::sync::Arc;

pub(super) fn scene(view: &View<'_>) -> Element {
    let set = view.set();
    let shown = view.told.scene(&set);
    let SceneView {
        moment,
        own_time,
        step,
        days,
        settings,
        hours,
        marks,
        lanes,
    } = shown;
    tag("div")
        .key("scene")
        .class("cc-compare__body")
        .child(scenes(view))
        .child(self::moment(view, (moment, own_time), step, days, &marks))
        .child(outcomes(view, hours, &marks, lanes))
        .child(self::settings(view, settings))
}

/// The scenes of the pack.
fn scenes(view: &View<'_>) -> Option<Element> {
    let set = view.set();
    let scenes = view.told.scenes(&set, now());
    let buttons = scenes.into_iter().map(|scene| -> Node {
        let hand = view.hand.clone();
        let id = scene.id;
        let button = tag("button")
            .class("cc-compare__scene")
            .with("type", "button")
            .with("data-scene", id.clone())
            .with("aria-pressed", if scene.chosen { "true" } else { "false" })
            .child(scene.title)
            .on("click", move |_| hand.act(Deed::Play(id.clone())));
        tag("li").child(button).into()
    });
    let buttons: Vec<Node> = buttons.collect();
    (!buttons.is_empty()).then(|| {
        let list = tag("ul").class("cc-compare__scenes").children(buttons);
        view.region("scenes", view.words.scenes).child(list)
    })
}

/// The moment, large, and its handle on the week.
fn moment(
    view: &View<'_>,
    (moment, own_time): (String, Option<String>),
    step: u16,
    days: Vec<(&'static str, String)>,
    marks: &[Mark],
) -> Element {
    let (hand, words) = (view.hand, view.words);
    let id = hand.id("moment");
    let label = tag("label")
        .class("cc-field__label")
        .with("for", id.clone())
        .child(words.moment);
    let own = own_time.map(|own| tag("span").class("cc-compare__own").child(own));
    let told = tag("p")
        .class("cc-compare__moment")
        .child(tag("span").child(moment.clone()))
        .child(" ")
        .child(own);
    let moves = hand.clone();
    let settles = hand.clone();
    let handle = tag("input")
        .class("cc-compare__handle")
        .id(id)
        .with("type", "range")
        .with("min", "0")
        .with("max", STEPS.saturating_sub(1).to_string())
        .with("step", "1")
        .with("aria-valuetext", moment)
        .value(step.to_string())
        .on("input", move |event| {
            if let Ok(step) = event_target_value(&event).parse() {
                moves.act(Deed::Step(step));
            }
        })
        .on("change", move |_| settles.act(Deed::Settle));
    let days = days.into_iter().map(|(name, date)| -> Node {
        tag("li")
            .child(tag("span").class("cc-compare__day").child(name))
            .child(" ")
            .child(tag("span").class("cc-compare__date").child(date))
            .into()
    });
    let days = tag("ul")
        .class("cc-compare__days")
        .with("aria-hidden", "true")
        .children(days.collect());
    let week = |label, weeks| {
        let hand = hand.clone();
        button(Weight::Plain, label, move || hand.act(Deed::Week(weeks)))
    };
    let weeks = tag("div")
        .class("cc-compare__buttons")
        .child(week(words.earlier_week, -1))
        .child(week(words.later_week, 1));
    tag("div")
        .class("cc-compare__when-it-happens")
        .child(label)
        .child(told)
        .child(
            tag("div")
                .class("cc-compare__week")
                .child(handle)
                .child(days),
        )
        .child(weeks)
        .child(axis(marks))
}

/// The names of the days on the axis that all drawings share. It stays in sight with the
/// handle, and stands once: text in a drawing is dear to lay out.
fn axis(marks: &[Mark]) -> Element {
    let names = marks.iter().enumerate().filter_map(|(place, mark)| {
        let text = tag("text")
            .key(format!("mark {place}"))
            .class("cc-compare__mark")
            .with("x", percent(mark.at))
            .with("dx", "3")
            .with("y", "13")
            .child(mark.name?);
        Some(text.into())
    });
    let drawing = tag("svg")
        .class("cc-compare__drawing")
        .with("width", "100%")
        .with("height", "18")
        .children(names.collect());
    tag("div")
        .class("cc-compare__axis")
        .with("aria-hidden", "true")
        .child(drawing)
}

/// What is set by hand, and what is taken to be so.
fn settings(view: &View<'_>, settings: Settings) -> Element {
    let Settings {
        kind,
        happened,
        details,
        age,
        months,
        assumed,
    } = settings;
    let (hand, words) = (view.hand, view.words);
    let kind = kind.map(|(question, choices)| {
        let what = ("kind", question, view.site.words.choose);
        chooser(hand, what, choices, Deed::Kind)
    });
    let happened = (!happened.is_empty()).then(|| {
        let what = ("happened", words.happened, words.none_of_these);
        chooser(hand, what, happened, Deed::Happened)
    });
    let details = details.into_iter().map(|detail| self::detail(view, detail));
    view.region("settings", words.set_aside)
        .child(
            tag("div")
                .class("cc-compare__settings")
                .child(kind)
                .child(happened)
                .children(vec![age_of(view, age, months)]),
        )
        .child(
            tag("div")
                .class("cc-compare__settings")
                .children(details.collect()),
        )
        .child(tag("h3").child(words.assumed))
        .child(points(assumed))
}

fn detail(view: &View<'_>, detail: Detail) -> Node {
    let hand = view.hand.clone();
    let (fact, words) = (detail.fact, view.site.words);
    let answer = match detail.answer {
        Some(answer) => YesNo::Said(answer),
        None => YesNo::NotSure,
    };
    let choose: Take<Typed> = Arc::new(move |typed| {
        let answer = match typed {
            Typed::YesNo(answer) => Some(answer),
            _ => None,
        };
        hand.act(Deed::Detail(fact, answer));
    });
    let name = view.hand.id(&["detail-", &detail.id].concat());
    let legend = tag("legend").class("cc-field__label");
    tag("fieldset")
        .key(detail.id)
        .class("cc-field")
        .child(legend.child(detail.question))
        .child(yes_no(name, answer, words, choose))
        .into()
}

/// How long cover has run, as a handle on months.
fn age_of(view: &View<'_>, age: String, (months, most): (u32, u32)) -> Node {
    let id = view.hand.id("age");
    let hand = view.hand.clone();
    let settles = view.hand.clone();
    let label = tag("label")
        .class("cc-field__label")
        .with("for", id.clone())
        .child(view.words.age);
    let handle = tag("input")
        .class("cc-compare__handle")
        .id(id)
        .with("type", "range")
        .with("min", "0")
        .with("max", most.to_string())
        .with("step", "1")
        .with("aria-valuetext", age.clone())
        .value(months.to_string())
        .on("input", move |event| {
            if let Ok(months) = event_target_value(&event).parse() {
                hand.act(Deed::Age(months));
            }
        })
        .on("change", move |_| settles.act(Deed::Settle));
    tag("div")
        .class("cc-field")
        .child(label)
        .child(tag("p").class("cc-compare__age").child(age))
        .child(handle)
        .into()
}

/// What becomes of the scene with each item.
fn outcomes(view: &View<'_>, hours: i64, marks: &[Mark], lanes: Vec<Lane>) -> Element {
    let words = view.words;
    let hours = view.site.words.hours.of(hours, &hours.to_string());
    let has_steps = lanes
        .iter()
        .any(|lane| lane.windows.iter().any(|window| window.is_step));
    let is_open = lanes.iter().any(|lane| !lane.open.is_empty());
    let is_due = lanes
        .iter()
        .any(|lane| lane.windows.iter().any(|window| !window.is_step));
    let key = |name: &str, word: &'static str| {
        tag("span")
            .class(["cc-compare__key cc-compare__key--", name].concat())
            .child(word)
    };
    let keys = tag("p")
        .class("cc-compare__keys")
        .child(is_open.then(|| key("open", words.key_open)))
        .child(is_due.then(|| key("due", words.key_due)))
        .child(has_steps.then(|| key("step", words.key_step)))
        .child(tag("span").child(fill(words.from_then, &[&hours])));
    let lanes = lanes.into_iter().map(|lane| self::lane(view, lane, marks));
    view.region("outcomes", words.outcomes).child(keys).child(
        tag("div")
            .class("cc-compare__lanes")
            .children(lanes.collect()),
    )
}

fn lane(view: &View<'_>, lane: Lane, marks: &[Mark]) -> Node {
    let Lane {
        id,
        name,
        verdict,
        title,
        why,
        open,
        windows,
        nothing_due,
        reached,
        lost,
        ends,
    } = lane;
    let heading = view.hand.id(&["lane-", &id].concat());
    let drawn = (!windows.is_empty()).then(|| drawing(&open, &windows, marks));
    let (steps, due): (Vec<Window>, Vec<Window>) =
        windows.into_iter().partition(|window| window.is_step);
    let mut facts: Vec<Node> = Vec::new();
    let mut fact = |name: &str, text: String| {
        let item = tag("li").with("data-fact", name.to_owned()).child(text);
        facts.push(item.into());
    };
    for window in due {
        fact("due", window.told);
    }
    if let Some(nothing) = nothing_due {
        fact("due", nothing.to_owned());
    }
    let others = [("reached", reached), ("lost", lost), ("ends", ends)];
    for (name, told) in others {
        if let Some(told) = told {
            fact(name, told);
        }
    }
    let steps: Vec<String> = steps.into_iter().map(|window| window.told).collect();
    let steps = (!steps.is_empty()).then(|| more(view.site.words.stages, vec![points(steps)]));
    tag("article")
        .key(id.clone())
        .class(["cc-compare__lane cc-tone--", tone(verdict)].concat())
        .with("data-item", id)
        .with("aria-labelledby", heading.clone())
        .child(
            tag("div")
                .class("cc-compare__lane-head")
                .child(tag("h3").id(heading).child(name))
                .child(tag("p").class("cc-compare__verdict").child(title))
                .child(tag("p").class("cc-compare__why").child(why)),
        )
        .child(
            tag("div")
                .class("cc-compare__lane-body")
                .child(drawn)
                .child(tag("ul").class("cc-compare__facts").children(facts))
                .child(steps),
        )
        .into()
}

/// How high the parts of a drawing are, in pixels.
const DUE: i64 = 14;
const STEP: i64 = 6;
const GAP: i64 = 4;

/// When somebody can be reached, every window, and where days begin. Readers are told
/// the same in words. One path for each kind of part: a drawing follows the handle at
/// every frame, and each element more has to be laid out again.
fn drawing(open: &[(i64, i64)], windows: &[Window], marks: &[Mark]) -> Element {
    let height = windows.iter().fold(0_i64, |height, window| {
        let own = if window.is_step { STEP } else { DUE };
        height.saturating_add(own).saturating_add(GAP)
    });
    let whole = (0, height);
    let ground = box_path((0, 1000), whole);
    let opened = open.iter().map(|span| box_path(*span, whole)).collect();
    let midnights = marks.iter().map(|mark| box_path((mark.at, mark.at), whole));
    let (mut due, mut steps) = (String::new(), String::new());
    let mut top = GAP / 2;
    for window in windows {
        let (path, own) = if window.is_step {
            (&mut steps, STEP)
        } else {
            (&mut due, DUE)
        };
        path.push_str(&box_path((window.from, window.until), (top, own)));
        top = top.saturating_add(own).saturating_add(GAP);
    }
    let parts = [
        ("ground", ground),
        ("open", opened),
        ("midnight", midnights.collect()),
        ("due", due),
        ("step", steps),
    ];
    let parts = parts.map(|(name, path): (&str, String)| -> Node {
        let class = ["cc-compare__", name].concat();
        tag("path").class(class).with("d", path).into()
    });
    tag("svg")
        .class("cc-compare__drawing")
        .with("aria-hidden", "true")
        .with("viewBox", format!("0 0 1000 {height}"))
        .with("preserveAspectRatio", "none")
        .with("width", "100%")
        .with("height", height.to_string())
        .children(parts.into())
}

/// A box as a part of a path.
fn box_path((from, until): (i64, i64), (top, height): (i64, i64)) -> String {
    // What takes no time is seen all the same.
    const LEAST: i64 = 3;
    let from = from.min(1000 - LEAST);
    let width = until.saturating_sub(from).max(LEAST);
    format!("M{from} {top}h{width}v{height}h-{width}z")
}

/// Thousandths as percent.
fn percent(thousandths: i64) -> String {
    format!("{}.{}%", thousandths / 10, thousandths % 10)
}
