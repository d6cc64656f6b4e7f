//! A code for scanners, drawn.

use crate::journey::takeaway::Code;
use crate::ui::markup::{Element, tag};

/// A code as a picture with a description.
pub(in crate::ui) fn drawn(code: Code, class: &'static str, label: &str) -> Element {
    let Code {
        width,
        height,
        path,
    } = code;
    tag("svg")
        .class(class)
        .with("viewBox", format!("0 0 {width} {height}"))
        .with("role", "img")
        .with("aria-label", label.to_owned())
        // Scanners want sharp edges, also where they are narrower than a dot.
        .with("shape-rendering", "crispEdges")
        .child(
            tag("rect")
                .with("width", width.to_string())
                .with("height", height.to_string())
                .with("fill", "#fff"),
        )
        .child(tag("path").with("d", path).with("fill", "#000"))
}
