//! How the reader looks.

use super::{Deed, Hand, Outcome, Stand};
use crate::browser::files::first_file;
use crate::journey::Formats;
use crate::journey::drive_report::{BEHIND_USB, COMMANDS, DriveView, DriveWords, refusal_told};
use crate::ui::markup::{Element, Node, tag};
use crate::ui::part::button::{Weight, button};
use crate::ui::part::facts::facts;
use crate::ui::part::more::more;
use leptos::prelude::event_target_value;

/// The whole of it.
pub(super) fn panel(
    hand: &Hand,
    stand: &Stand,
    drives: Vec<DriveView>,
    words: &'static DriveWords,
    formats: &dyn Formats,
) -> Node {
    let id = |name: &str| format!("{}-{name}", hand.0.id());
    let drop = hand.clone();
    tag("div")
        .class("cc-drive")
        // Without this the browser opens what is dropped in place of the page.
        .on("dragover", |event| event.prevent_default())
        .on("drop", move |event| {
            event.prevent_default();
            if let Some(file) = first_file(&event, "dataTransfer") {
                drop.clone().act(Deed::Open(file));
            }
        })
        .child(tag("p").class("cc-field__hint").child(words.intro))
        .child(file_field(hand, &id("file"), words))
        .child(paste_field(hand, &id("paste"), stand.pasted.clone(), words))
        .child(ways(hand, stand, words))
        .child(outcome(hand, stand, drives, words, formats))
        .into()
}

fn file_field(hand: &Hand, id: &str, words: &DriveWords) -> Element {
    let hand = hand.clone();
    let input = tag("input")
        .class("cc-drive__file")
        .id(id.to_owned())
        .with("type", "file")
        .on("change", move |event| {
            if let Some(file) = first_file(&event, "target") {
                hand.act(Deed::Open(file));
            }
        });
    labelled(id, words.file, input)
}

fn paste_field(hand: &Hand, id: &str, pasted: String, words: &DriveWords) -> Element {
    let hand = hand.clone();
    let area = tag("textarea")
        .class("cc-input")
        .id(id.to_owned())
        .with("rows", "3")
        .with("spellcheck", "false")
        .value(pasted)
        .on("input", move |event| {
            hand.act(Deed::Paste(event_target_value(&event)));
        });
    labelled(id, words.paste, area)
}

fn labelled(id: &str, label: &'static str, control: Element) -> Element {
    let label = tag("label")
        .class("cc-field__label")
        .with("for", id.to_owned())
        .child(label);
    tag("div").class("cc-field").child(label).child(control)
}

/// What became of the report. Told to screen readers as it changes.
fn outcome(
    hand: &Hand,
    stand: &Stand,
    drives: Vec<DriveView>,
    words: &'static DriveWords,
    formats: &dyn Formats,
) -> Element {
    let text = |text: &'static str| tag("p").child(text).into();
    let (said, below): (Vec<Node>, Vec<Node>) = match &stand.outcome {
        Outcome::Nothing => (Vec::new(), Vec::new()),
        Outcome::Reading => (vec![text(words.reading)], Vec::new()),
        Outcome::Unreadable => (vec![text(words.file_refused)], Vec::new()),
        Outcome::Refused(reason) => {
            let (what, help) = refusal_told(*reason, words);
            let what = tag("p").class("cc-drive__refused").child(what);
            (vec![what.into(), text(help)], Vec::new())
        }
        Outcome::Read(_) => {
            let count = i64::try_from(drives.len()).unwrap_or(i64::MAX);
            let read = words.read.of(count, &formats.number(count));
            let said = vec![tag("p").child(read).into()];
            (said, all(hand, stand, drives, words))
        }
    };
    let said = tag("div").with("role", "status").children(said);
    tag("div")
        .class("cc-drive__outcome")
        .child(said)
        .children(below)
}

/// The choice among several drives, and what is told of the chosen one.
fn all(
    hand: &Hand,
    stand: &Stand,
    drives: Vec<DriveView>,
    words: &'static DriveWords,
) -> Vec<Node> {
    let choice = (drives.len() > 1).then(|| {
        let each = drives.iter().enumerate().map(|(place, drive)| {
            let (chosen, hand) = (stand.chosen == Some(place), hand.clone());
            let input = tag("input")
                .with("type", "radio")
                .with("name", format!("{}-drive", hand.0.id()))
                .checked(chosen)
                .on("change", move |_| hand.act(Deed::Choose(place)));
            let name = tag("span").child(drive.name.clone());
            let label = tag("label").class("cc-drive__choice");
            label.child(input).child(name).into()
        });
        let each: Vec<Node> = each.collect();
        let legend = tag("legend").class("cc-field__label").child(words.which);
        tag("fieldset")
            .class("cc-field")
            .child(legend)
            .children(each)
    });
    let chosen = stand.chosen.and_then(|place| drives.into_iter().nth(place));
    let chosen = chosen.map(|drive| {
        let rows = drive.rows.into_iter();
        let rows = rows.map(|(name, value, note)| (name, value, note, Node::Nothing));
        let notes = drive
            .notes
            .into_iter()
            .map(|note| tag("li").child(note).into());
        let notes: Vec<Node> = notes.collect();
        let take = (!drive.taken.is_empty()).then(|| {
            let (hand, taken) = (hand.clone(), drive.taken);
            button(Weight::Main, words.take, move || {
                hand.act(Deed::Take(taken.clone()));
            })
        });
        let done = stand.taken.then(|| tag("p").child(words.taken));
        tag("div")
            .child(facts(rows.collect()))
            .child((!notes.is_empty()).then(|| tag("ul").class("cc-drive__notes").children(notes)))
            .child(tag("p").child(drive.takes))
            .child(take)
            .child(tag("div").with("role", "status").child(done))
    });
    vec![choice.into(), chosen.into()]
}

/// How to get a good report, with commands to copy.
fn ways(hand: &Hand, stand: &Stand, words: &'static DriveWords) -> Node {
    let line = |command: &'static str| -> Node {
        let now = stand
            .copied
            .as_ref()
            .filter(|(copied, _)| copied == command);
        let told = now.map(|(_, allowed)| {
            let told = if *allowed {
                words.copied
            } else {
                words.not_copied
            };
            tag("span").with("role", "status").child(told)
        });
        let hand = hand.clone();
        let copy = button(Weight::Quiet, words.copy, move || {
            hand.act(Deed::Copy(command))
        })
        .with("aria-label", [words.copy, ": ", command].concat());
        tag("div")
            .class("cc-drive__command")
            .child(tag("code").child(command))
            .child(copy)
            .child(told)
            .into()
    };
    let mut body: Vec<Node> = vec![tag("p").child(words.how_smartctl).into()];
    for (system, commands) in COMMANDS {
        body.push(tag("p").class("cc-drive__system").child(system).into());
        body.extend(commands.iter().map(|command| line(command)));
    }
    body.push(tag("p").child(words.how_usb).into());
    body.extend(BEHIND_USB.into_iter().map(line));
    body.push(tag("p").child(words.how_windows).into());
    more(words.how, body)
}
