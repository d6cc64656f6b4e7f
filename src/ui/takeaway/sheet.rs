//! The sheet: on the screen as it will be, and on paper by itself.

use super::Place;
use crate::browser::{Later, page};
use crate::domain::policy::document::RequestKind;
use crate::journey::takeaway::{
    Line, Paper, Part, Section, TakeawayWords, Things, bar_code, qr_code,
};
use crate::journey::wording::{Wording, fill};
use crate::ui::markup::{Element, Node, tag};
use crate::ui::part::code::drawn;
use gloo::events::EventListener;
use leptos::tachys::view::{Mountable, Render};
use std::cell::RefCell;

/// A line of the sheet in a list.
pub(super) fn point(line: &Line) -> Element {
    match line {
        Line::Point(text) => tag("li").child(text.clone()),
        Line::Pair(name, value) => tag("li").child(pair(name, value)),
    }
}

/// The sheet without its codes.
pub(super) fn paper(paper: &Paper, words: &TakeawayWords, wording: &Wording) -> Element {
    let head = tag("div")
        .class("cc-sheet__head")
        .child(tag("p").class("cc-sheet__title").child(paper.title.clone()))
        .child(tag("p").child(paper.policy.clone()))
        .child(
            tag("p")
                .child(fill(wording.named, &[words.reference, ""]))
                .child(
                    tag("span")
                        .class("cc-sheet__reference")
                        .child(paper.reference.clone()),
                ),
        )
        .child(tag("p").class("cc-sheet__small").child(words.reference_is));
    let verdict = tag("div")
        .class("cc-sheet__verdict")
        .child(
            tag("p")
                .class("cc-sheet__title")
                .child(paper.verdict.0.clone()),
        )
        .child(tag("p").child(paper.verdict.1.clone()))
        .child(tag("p").class("cc-sheet__small").child(paper.as_of.clone()));
    let sections = paper.sections.iter().map(|one| section(one).into());
    let sections = tag("div")
        .class("cc-sheet__sections")
        .children(sections.collect());
    let foot = paper.foot.iter();
    let foot = foot.map(|text| tag("p").class("cc-sheet__small").child(text.clone()).into());
    tag("div")
        .class("cc-sheet")
        .child(head)
        .child(verdict)
        .child(sections)
        .child(tag("div").class("cc-sheet__foot").children(foot.collect()))
}

fn section(section: &Section) -> Element {
    let class = match section.part {
        Part::Said => "cc-sheet__section cc-sheet__small",
        _ => "cc-sheet__section",
    };
    let lines = section.lines.iter().map(|line| point(line).into());
    tag("div")
        .class(class)
        .child(
            tag("p")
                .class("cc-sheet__heading")
                .child(section.heading.clone()),
        )
        .child(tag("ul").children(lines.collect()))
}

fn pair(name: &str, value: &str) -> Element {
    tag("span")
        .child(tag("span").class("cc-sheet__name").child(name.to_owned()))
        .child(tag("span").class("cc-sheet__value").child(value.to_owned()))
}

/// The sheet with its codes and, where goods are sent in, a slip for the parcel.
fn printed(things: &Things, place: Place, address: &str) -> Node {
    let words = place.words;
    let sheet = &things.paper;
    let label = fill(words.bar_code, &[&sheet.reference]);
    let bars = bar_code(&things.symbols).map(|code| drawn(code, "cc-code cc-code--bars", &label));
    let address = things
        .link
        .as_ref()
        .map(|link| [address, &link.fragment].concat());
    let qr = address.and_then(|address| qr_code(&address));
    let qr = qr.map(|code| drawn(code, "cc-code cc-code--qr", words.qr_code));
    let bars = tag("div")
        .class("cc-slip__bars")
        .child(bars)
        .child(tag("p").child(sheet.reference.clone()));
    let slip = if things.kind == Some(RequestKind::Return) {
        let (from, to) = things.parcel.clone();
        let side = |name: &'static str, text: String| {
            tag("div")
                .class("cc-slip__side")
                .child(tag("p").class("cc-sheet__heading").child(name))
                .child(tag("p").class("cc-sheet__value").child(text))
        };
        let number = things.waits.then(|| {
            tag("div")
                .class("cc-slip__side")
                .child(tag("p").class("cc-sheet__heading").child(words.rma_number))
                .child(tag("p").class("cc-slip__blank"))
        });
        tag("div")
            .class("cc-slip")
            .child(tag("p").class("cc-slip__title").child(words.slip))
            .child(side(words.from, from))
            .child(side(words.to, to.unwrap_or_default()))
            .child(number)
            .child(bars)
            .child(qr)
    } else {
        tag("div").class("cc-slip").child(bars).child(qr)
    };
    tag("div")
        .class("cc-printed")
        .child(paper(sheet, words, place.site.words))
        .child(slip)
        .into()
}

/// Prints the sheet, and nothing else of the page. It stands beside the page only
/// for that.
pub(super) fn print(things: &Things, place: Place, address: &str) {
    thread_local! {
        static AFTER: RefCell<Option<EventListener>> = const { RefCell::new(None) };
        static OPENS: Later = const { Later::new() };
    }
    let window = web_sys::window();
    let document = window.as_ref().and_then(|window| window.document());
    let (Some(window), Some(document)) = (window, document) else {
        return;
    };
    let (Some(root), Some(body)) = (document.document_element(), document.body()) else {
        return;
    };
    // What was left by a dialogue that never told of its end.
    if let Ok(Some(old)) = document.query_selector("body > .cc-printed") {
        old.remove();
    }
    let mut shown = printed(things, place, address).build();
    shown.mount(&body, None);
    let _ = root.set_attribute("data-prints", "sheet");
    let shown = RefCell::new(Some(shown));
    let after = EventListener::once(&window, "afterprint", move |_| {
        if let Some(mut shown) = shown.take() {
            shown.unmount();
        }
        let _ = root.remove_attribute("data-prints");
    });
    AFTER.with_borrow_mut(|held| *held = Some(after));
    page::print();
}
