//! How much of a term or a limit is used.

use super::timeline::{drawing, rect};
use crate::journey::Gauge;
use crate::ui::markup::{Node, tag};

/// A figure against its end. The bar says nothing that the words do not.
pub(in crate::ui) fn gauge(gauge: Gauge) -> Node {
    let Gauge {
        name,
        figure,
        left,
        bar,
        from,
        to,
    } = gauge;
    let bar = bar.map(|bar| {
        drawing(vec![
            rect("track", bar.from, bar.until - bar.from),
            rect("counted", bar.from, bar.used - bar.from),
        ])
    });
    let ends = (!from.is_empty() || !to.is_empty()).then(|| {
        tag("div")
            .class("cc-gauge__ends")
            .child(tag("span").child(from))
            .child(" ")
            .child(tag("span").child(to))
    });
    let figure = (!figure.is_empty()).then(|| {
        tag("div")
            .class("cc-gauge__figure")
            .child(figure)
            .child(" ")
            .child(tag("span").class("cc-gauge__left").child(left))
    });
    tag("div")
        .class("cc-gauge")
        .child(tag("p").class("cc-gauge__name").child(name))
        .child(figure)
        .child(bar)
        .child(ends)
        .into()
}
