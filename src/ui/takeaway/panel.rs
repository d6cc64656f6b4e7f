//! How the panel looks.

use super::{Deed, Detail, Hand, Place, Said, Stand, sheet};
use crate::browser::page;
use crate::domain::policy::document::RequestKind;
use crate::journey::takeaway::{Part, Person, TakeawayWords, Things, qr_code};
use crate::journey::wording::fill;
use crate::ui::markup::{Element, Node, tag};
use crate::ui::part::button::{Weight, button};
use crate::ui::part::code::drawn;
use crate::ui::part::more::more;
use leptos::prelude::event_target_value;

/// The whole of it, with what there is to tell of a link.
pub(super) fn panel(
    hand: &Hand,
    stand: &Stand,
    place: Place,
    things: &Things,
    (notices, bad): (Vec<String>, bool),
) -> Node {
    let words = place.words;
    let any = !notices.is_empty();
    let told = notices.into_iter().map(|text| tag("p").child(text).into());
    let told = tag("div")
        .class("cc-notice")
        // Of bad news the page tells everybody.
        .with("role", if bad { "note" } else { "status" })
        .children(told.collect());
    let told = tag("div").child(any.then_some(told));
    tag("div")
        .class("cc-takeaway")
        .with("role", "group")
        .with("aria-label", words.heading)
        .child(told)
        .child(before(hand, stand, words))
        .child(tag("h3").with("tabindex", "-1").child(words.heading))
        .child(buttons(hand, place, things))
        .child(said(stand, words))
        .child(link_note(place, things))
        .child(code(hand, stand, things, words))
        .child(prepare(hand, stand, place, things))
        .into()
}

/// What had been typed before a link was opened.
fn before(hand: &Hand, stand: &Stand, words: &'static TakeawayWords) -> Element {
    let kept = stand.before.as_ref().map(|_| {
        let (bring, forget) = (hand.clone(), hand.clone());
        let both = tag("div")
            .class("cc-buttons")
            .child(button(Weight::Plain, words.bring_back, move || {
                bring.act(Deed::BringBack)
            }))
            .child(button(Weight::Quiet, words.forget_before, move || {
                forget.act(Deed::ForgetBefore);
            }));
        let text = tag("p").child(words.kept_before);
        tag("div").class("cc-notice").child(text).child(both)
    });
    tag("div").child(kept)
}

fn deed(hand: &Hand, weight: Weight, label: &'static str, deed: Deed) -> Element {
    let hand = hand.clone();
    button(weight, label, move || hand.act(deed.clone()))
}

fn buttons(hand: &Hand, place: Place, things: &Things) -> Element {
    let words = place.words;
    // Some systems take no name with the signs that only check.
    let name: String = things.symbols.chars().take(8).collect();
    let named = |kind: &str| ["covercheck-", &name, kind].concat();
    let calendar = things.calendar.clone().map(|calendar| {
        deed(
            hand,
            Weight::Plain,
            words.calendar,
            Deed::SaveCalendar(named(".ics"), calendar),
        )
    });
    let record = Deed::SaveRecord(named(".json"), things.claim.clone());
    let link = things.link.as_ref().map(|link| {
        let address = [&page::address(), link.fragment.as_str()].concat();
        deed(hand, Weight::Plain, words.link, Deed::Copy(address))
    });
    // In another's page, the page that the link leads to prints.
    let can_print = things.link.is_some() || !page::is_elsewhere();
    tag("div")
        .class("cc-buttons")
        .child(can_print.then(|| deed(hand, Weight::Main, words.print, Deed::Print)))
        .child(mail(hand, things, words))
        .child(link)
        .child(deed(
            hand,
            Weight::Plain,
            words.copy_text,
            Deed::Copy(things.plain.clone()),
        ))
        .child(deed(
            hand,
            Weight::Plain,
            words.copy_markdown,
            Deed::Copy(things.markdown.clone()),
        ))
        .child(calendar)
        .child(deed(hand, Weight::Plain, words.record, record))
}

/// A link that opens the mail program; where the mail has a part only, the whole is
/// copied meanwhile.
fn mail(hand: &Hand, things: &Things, words: &'static TakeawayWords) -> Element {
    let (hand, whole) = (hand.clone(), things.plain.clone());
    let in_part = !things.mail.is_whole;
    tag("a")
        .class("cc-button")
        .with("href", things.mail.address.clone())
        .on("click", move |_| {
            if in_part {
                hand.act(Deed::MailInPart(whole.clone()));
            }
        })
        .child(words.mail)
}

/// What became of it, told as it happens.
fn said(stand: &Stand, words: &'static TakeawayWords) -> Element {
    let (text, by_hand) = match &stand.said {
        Said::Nothing => (String::new(), None),
        Said::Copied => (words.copied.to_owned(), None),
        Said::NotCopied(text) => (words.not_copied.to_owned(), Some(text.clone())),
        Said::Saved(name) => (fill(words.saved, &[name]), None),
        Said::NotSaved => (words.not_saved.to_owned(), None),
        Said::InPart => (words.mail_short.to_owned(), None),
    };
    let by_hand = by_hand.map(|text| {
        tag("textarea")
            .class("cc-input")
            .with("rows", "4")
            .with("readonly", "")
            .with("aria-label", words.not_copied)
            .value(text)
    });
    tag("div")
        .child(tag("p").with("role", "status").child(text))
        .child(by_hand)
}

fn link_note(place: Place, things: &Things) -> Element {
    let words = place.words;
    let text = match &things.link {
        None => words.no_link.to_owned(),
        Some(link) if things.describes && !link.has_description => {
            [words.link_holds, " ", words.link_without_fault].concat()
        }
        Some(_) => words.link_holds.to_owned(),
    };
    tag("p").class("cc-field__hint").child(text)
}

/// The code that leads to the answer, drawn when it is asked for.
fn code(hand: &Hand, stand: &Stand, things: &Things, words: &'static TakeawayWords) -> Node {
    let Some(link) = &things.link else {
        return Node::Nothing;
    };
    let drawn = stand.shows_code.then(|| {
        let address = [&page::address(), link.fragment.as_str()].concat();
        qr_code(&address).map(|code| drawn(code, "cc-code cc-code--screen", words.qr_code))
    });
    let toggle = deed(hand, Weight::Quiet, words.code, Deed::ShowCode).with(
        "aria-expanded",
        if stand.shows_code { "true" } else { "false" },
    );
    tag("div").child(toggle).child(drawn.flatten()).into()
}

/// The request, step by step: what must be done first, who asks, and the sheet.
fn prepare(hand: &Hand, stand: &Stand, place: Place, things: &Things) -> Node {
    let words = place.words;
    let paper = &things.paper;
    let is_return = things.kind == Some(RequestKind::Return);
    let mut body: Vec<Node> = Vec::new();
    if let Some(duties) = paper.section(Part::Duties) {
        body.push(tag("h4").child(words.first).into());
        let points = duties.lines.iter().map(|line| sheet::point(line).into());
        let points = tag("ul")
            .class("cc-takeaway__duties")
            .children(points.collect());
        body.push(points.into());
    }
    body.push(tag("h4").child(words.person).into());
    let kept = if stand.refused {
        words.person_not_kept
    } else {
        words.person_kept
    };
    body.push(tag("p").class("cc-field__hint").child(kept).into());
    body.push(details(hand, &stand.person, words, is_return).into());
    body.push(tag("h4").child(words.send).into());
    let waits = things.waits.then_some(words.waits);
    let waits = waits.map(|told| tag("p").class("cc-takeaway__waits").child(told));
    body.push(waits.into());
    body.push(sheet::paper(paper, words, place.site.words).into());
    let print = deed(hand, Weight::Main, words.print, Deed::Print);
    body.push(tag("div").class("cc-buttons").child(print).into());
    more(fill(words.prepare, &[&paper.title]), body)
}

fn details(
    hand: &Hand,
    person: &Person,
    words: &'static TakeawayWords,
    is_return: bool,
) -> Element {
    let line = |detail: Detail, label: &'static str, said: &str, fills: &'static str| {
        detail_field(hand, detail, (label, None), said, fills)
    };
    let address = detail_field(
        hand,
        Detail::Address,
        (words.address, None),
        &person.address,
        "street-address",
    );
    let paid = detail_field(
        hand,
        Detail::Paid,
        (words.paid, Some(words.paid_hint)),
        &person.paid,
        "off",
    );
    tag("div")
        .class("cc-takeaway__person")
        .child(line(Detail::Name, words.name, &person.name, "name"))
        .child(line(
            Detail::Contact,
            words.contact,
            &person.contact,
            "email",
        ))
        .child(is_return.then_some(address))
        .child(is_return.then_some(paid))
}

fn detail_field(
    hand: &Hand,
    detail: Detail,
    (label, hint): (&'static str, Option<&'static str>),
    said: &str,
    fills: &'static str,
) -> Element {
    let name = match detail {
        Detail::Name => "name",
        Detail::Contact => "contact",
        Detail::Address => "address",
        Detail::Paid => "paid",
    };
    let id = format!("{}-{name}", hand.0.id());
    let hand = hand.clone();
    let is_long = matches!(detail, Detail::Address);
    let control = tag(if is_long { "textarea" } else { "input" })
        .class("cc-input")
        .id(id.clone())
        .with("autocomplete", fills)
        .maybe("rows", is_long.then_some("3"))
        .with("maxlength", "300")
        .maybe("aria-describedby", hint.map(|_| format!("{id}-hint")))
        .value(said.to_owned())
        .on("input", move |event| {
            hand.act(Deed::Say(detail, event_target_value(&event)))
        });
    let hint = hint.map(|hint| {
        tag("p")
            .class("cc-field__hint")
            .id(format!("{id}-hint"))
            .child(hint)
    });
    let label = tag("label")
        .class("cc-field__label")
        .with("for", id)
        .child(label);
    tag("div")
        .class("cc-field")
        .child(label)
        .child(hint)
        .child(control)
}
