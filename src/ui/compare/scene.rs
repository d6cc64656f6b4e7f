//! A scene played through: the handle on the week, and what becomes of it with each
//! item, on one axis.

use super::Deed;
use super::handle::{Handle, control, handle, knob, share};
use super::panel::{View, chooser};
use crate::browser::now;
use crate::journey::compare::{Detail, Drawn, Lane, Mark, STEPS, Scene, Settings, Window};
use crate::journey::wording::fill;
use crate::journey::{Typed, YesNo};
use crate::ui::markup::{Element, Node, Take, tag};
use crate::ui::part::button::{Weight, button};
use crate::ui::part::choices::yes_no;
use crate::ui::part::more::more;
use crate::ui::part::steps::points;
use crate::ui::part::verdict::tone;
use std::sync::Arc;

pub(super) fn scene(view: &View<'_>) -> Element {
    let set = view.set();
    let played = view.told.scene(&set);
    let marks = played.marks();
    let scenes = scenes(view).map(Node::from);
    tag("div")
        .key("scene")
        .class("cc-compare__body")
        .children(scenes.into_iter().collect())
        .child(moment(view, &played, &marks))
        .child(outcomes(view, &played, &marks))
        .child(settings(view, &played))
}

/// The handles, which follow with every frame. What the browser knows of them waits while
/// a pointer drags one: nobody has its words then.
pub(super) fn handles(view: &View<'_>, played: &Scene<'_>, is_dragged: bool) -> Vec<Element> {
    let mut parts = vec![
        knob(MOMENT, place_of_moment(played)),
        knob(AGE, played.months()),
    ];
    if !is_dragged {
        parts.push(control(view.hand, &handle_of_moment(played)));
        parts.push(control(view.hand, &handle_of_age(played)));
    }
    parts
}

/// How many parts follow a handle in turn, beside the items.
pub(super) const PARTS: usize = 4;

/// One of the parts that follow a handle in turn, by its number.
pub(super) fn part(view: &View<'_>, played: &Scene<'_>, number: usize) -> Option<Element> {
    match number {
        0 => Some(moment_told(played)),
        1 => Some(axis(&played.marks())),
        2 => Some(age_told(played)),
        3 => Some(keys(view, played)),
        _ => {
            let lane = played.lane(number.checked_sub(PARTS)?)?;
            Some(lane_of(view, lane, &played.marks()))
        }
    }
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
        let region = view.region("scenes", view.words.scenes);
        region.key("scenes").child(list)
    })
}

/// The moment, large, and its handle on the week.
fn moment(view: &View<'_>, played: &Scene<'_>, marks: &[Mark]) -> Element {
    let (hand, words) = (view.hand, view.words);
    let it = handle_of_moment(played);
    let label = tag("label")
        .key("label")
        .class("cc-field__label")
        .with("for", hand.id(it.name))
        .child(words.moment);
    let days = played.days().into_iter().map(|(name, date)| -> Node {
        tag("li")
            .child(tag("span").class("cc-compare__day").child(name))
            .child(" ")
            .child(tag("span").class("cc-compare__date").child(date))
            .into()
    });
    let days = tag("ul")
        .key("days")
        .class("cc-compare__days")
        .with("aria-hidden", "true")
        .children(days.collect());
    let week = |label, weeks| {
        let hand = hand.clone();
        button(Weight::Plain, label, move || hand.act(Deed::Week(weeks)))
    };
    let weeks = tag("div")
        .key("weeks")
        .class("cc-compare__buttons")
        .child(week(words.earlier_week, -1))
        .child(week(words.later_week, 1));
    let week = tag("div")
        .key("week")
        .class("cc-compare__week")
        .child(handle(hand, it))
        .child(days);
    tag("div")
        .key("moment")
        .class("cc-compare__when-it-happens")
        .child(label)
        .child(moment_told(played))
        .child(week)
        .child(weeks)
        .child(axis(marks))
}

/// The names of the handles.
const MOMENT: &str = "moment";
const AGE: &str = "age";

fn place_of_moment(played: &Scene<'_>) -> (u32, u32) {
    (played.step().into(), STEPS.saturating_sub(1).into())
}

fn handle_of_moment(played: &Scene<'_>) -> Handle {
    let (place, last) = place_of_moment(played);
    Handle {
        name: MOMENT,
        place,
        last,
        told: played.moment(),
        deed: Deed::Step,
    }
}

fn moment_told(played: &Scene<'_>) -> Element {
    let own = played.own_time();
    tag("p")
        .key("moment told")
        .class("cc-compare__moment")
        .child(tag("span").child(played.moment()))
        .child(" ")
        .child(own.map(|own| tag("span").class("cc-compare__own").child(own)))
}

/// The names of the days on the axis that all drawings share. It stays in sight with the
/// handle, and stands once. Each name moves and is not laid out anew.
fn axis(marks: &[Mark]) -> Element {
    let names = marks.iter().filter_map(|mark| {
        let name = tag("span")
            .key(mark.day.to_string())
            .class("cc-compare__mark")
            .moved(share(mark.at))
            .child(mark.name?);
        Some(name.into())
    });
    tag("div")
        .key("axis")
        .class("cc-compare__axis")
        .with("aria-hidden", "true")
        .child(
            tag("div")
                .class("cc-compare__marks")
                .children(names.collect()),
        )
}

/// What is set by hand, and what is taken to be so.
fn settings(view: &View<'_>, played: &Scene<'_>) -> Element {
    let Settings {
        kind,
        happened,
        details,
        assumed,
    } = played.settings();
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
        .key("settings")
        .child(
            tag("div")
                .class("cc-compare__settings")
                .child(kind)
                .child(happened)
                .child(age(view, played)),
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
fn age(view: &View<'_>, played: &Scene<'_>) -> Element {
    let it = handle_of_age(played);
    let label = tag("label")
        .key("label")
        .class("cc-field__label")
        .with("for", view.hand.id(it.name))
        .child(view.words.age);
    tag("div")
        .key("age")
        .class("cc-field")
        .child(label)
        .child(age_told(played))
        .child(handle(view.hand, it))
}

fn handle_of_age(played: &Scene<'_>) -> Handle {
    let (place, last) = played.months();
    Handle {
        name: AGE,
        place,
        last,
        told: played.age(),
        deed: Deed::Age,
    }
}

fn age_told(played: &Scene<'_>) -> Element {
    tag("p")
        .key("age told")
        .class("cc-compare__age")
        .child(played.age())
}

/// What becomes of the scene with each item.
fn outcomes(view: &View<'_>, played: &Scene<'_>, marks: &[Mark]) -> Element {
    let lanes = played.lanes().map(|lane| lane_of(view, lane, marks).into());
    let lanes = tag("div")
        .key("lanes")
        .class("cc-compare__lanes")
        .children(lanes.collect());
    view.region("outcomes", view.words.outcomes)
        .key("outcomes")
        .child(keys(view, played))
        .child(lanes)
}

/// What the drawings mean.
fn keys(view: &View<'_>, played: &Scene<'_>) -> Element {
    let words = view.words;
    let Drawn {
        hours,
        open,
        due,
        steps,
    } = played.drawn();
    let hours = view.site.words.hours.of(hours, &hours.to_string());
    let key = |name: &str, word: &'static str| {
        tag("span")
            .class(["cc-compare__key cc-compare__key--", name].concat())
            .child(word)
    };
    tag("p")
        .key("keys")
        .class("cc-compare__keys")
        .child(open.then(|| key("open", words.key_open)))
        .child(due.then(|| key("due", words.key_due)))
        .child(steps.then(|| key("step", words.key_step)))
        .child(tag("span").child(fill(words.from_then, &[&hours])))
}

fn lane_of(view: &View<'_>, lane: Lane, marks: &[Mark]) -> Element {
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
