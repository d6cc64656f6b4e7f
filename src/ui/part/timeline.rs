//! How a deadline comes about, drawn.

use super::more::more;
use super::table::{Table, table};
use crate::journey::Timeline;
use crate::journey::wording::Wording;
use crate::ui::markup::{Element, Node, tag};

/// The height of the drawing, and of the bar in it.
const HEIGHT: i64 = 24;
const BAR: (i64, i64) = (6, 12);
/// How wide a mark is, in thousandths of the width.
const MARK: i64 = 10;

/// A bar of the time from the start to the end, what of it counts, now, and the
/// end; below it what is left, and each day in a table, which says all of it.
pub(in crate::ui) fn timeline(timeline: Timeline, words: &Wording) -> Node {
    let mut parts = vec![rect("track", 0, 1000)];
    for (from, until) in timeline.counted {
        parts.push(rect("counted", from, (until - from).max(2)));
    }
    for at in timeline.midnights {
        parts.push(rect("midnight", at, 2));
    }
    let mark = |name, at: i64, height| {
        let from = (at - MARK / 2).clamp(0, 1000 - MARK);
        part(name, from, MARK, height)
    };
    let due = timeline.due.iter();
    parts.extend(due.map(|due| mark("due", *due, BAR)));
    parts.extend(timeline.now.map(|now| mark("now", now, (0, HEIGHT))));
    let key = |name: &str, word: &'static str| {
        tag("span")
            .class(["cc-timeline__key cc-timeline__key--", name].concat())
            .child(word)
    };
    let keys = tag("p")
        .class("cc-timeline__keys")
        .child((timeline.due.len() > 1).then(|| key("due", words.stage_ends)))
        .child(timeline.counts.then(|| key("counted", words.counted)))
        .child(
            timeline
                .has_closed
                .then(|| key("closed", words.not_counted)),
        )
        .child(timeline.now.map(|_| key("now", words.now)))
        .child(
            timeline
                .left
                .map(|left| tag("span").class("cc-timeline__left").child(left)),
        );
    let rows = timeline.days.into_iter();
    let rows: Vec<Vec<String>> = rows.map(|(day, told)| vec![day, told]).collect();
    let days = (rows.len() > 1).then(|| {
        let days = Table {
            caption: words.day_by_day,
            head: vec![words.day, words.counted],
            rows,
            small: false,
        };
        more(words.day_by_day, vec![table(days)])
    });
    tag("div")
        .class("cc-timeline")
        .child(drawing(parts))
        .child(keys)
        .child(days)
        .into()
}

/// What is drawn, from 0 to 1000. It is hidden from readers: words say the same.
pub(super) fn drawing(parts: Vec<Node>) -> Element {
    tag("svg")
        .class("cc-timeline__drawing")
        .with("aria-hidden", "true")
        .with("viewBox", "0 0 1000 24")
        .with("preserveAspectRatio", "none")
        .children(parts)
}

/// A part of the bar.
pub(super) fn rect(name: &str, from: i64, width: i64) -> Node {
    part(name, from, width, BAR)
}

fn part(name: &str, from: i64, width: i64, (top, height): (i64, i64)) -> Node {
    let number = |number: i64| number.to_string();
    let part: Element = tag("rect")
        .class(["cc-timeline__", name].concat())
        .with("x", number(from))
        .with("y", number(top))
        .with("width", number(width))
        .with("height", number(height));
    part.into()
}
