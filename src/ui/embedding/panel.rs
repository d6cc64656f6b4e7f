//! How the panel looks.

use super::{Deed, Hand, Items, Lines, Stand};
use crate::browser::packs::Site;
use crate::journey::embedding::{
    ANY_POLICY, CROSS_ORIGIN, Choice, EmbeddingWords, HIDEABLE, Snippets, embedding_words,
    snippets, told,
};
use crate::journey::wording::{Wording, fill};
use crate::journey::{self, Language};
use crate::ui::markup::{Element, Node, Take, tag};
use crate::ui::part::button::{Weight, button};
use crate::ui::part::chooser::{self, tick};
use crate::ui::part::more::more;
use crate::ui::part::steps::points;
use crate::ui::part::table::{Table, table};
use std::sync::Arc;

/// The whole of it.
pub(super) fn panel(hand: &Hand, stand: &Stand, site: &'static Site) -> Node {
    let words = embedding_words(site.words.spoken);
    let lines = snippets(&stand.choice, words);
    let lead = tag("p")
        .class("cc-embedding__lead")
        .with("tabindex", "-1")
        .child(words.lead);
    tag("div")
        .class("cc-embedding")
        .child(lead)
        .child(choices(hand, stand, site, words))
        .child(preview(hand, &stand.choice, &lines, words))
        .child(element(hand, stand, &lines, words))
        .child(frame(hand, stand, &lines, words))
        .child(api(hand, stand, &lines, words))
        .into()
}

fn id(hand: &Hand, name: &str) -> String {
    [&hand.0.id(), "-", name].concat()
}

/// A part of the panel under a heading that names it.
fn region(hand: &Hand, name: &str, heading: &'static str) -> Element {
    let id = id(hand, name);
    tag("section")
        .class("cc-embedding__part")
        .with("aria-labelledby", id.clone())
        .child(tag("h2").id(id).child(heading))
}

fn choices(
    hand: &Hand,
    stand: &Stand,
    site: &'static Site,
    words: &'static EmbeddingWords,
) -> Node {
    let selects = tag("div")
        .class("cc-embedding__choices")
        .child(policy(hand, &stand.choice, site, words))
        .child(item(hand, stand, site, words))
        .child(language(hand, &stand.choice, site.words, words))
        .child(theme(hand, &stand.choice, site.words, words));
    // What becomes of fetching the items is told as it happens.
    let news = match stand.items {
        Items::Coming => words.items_coming,
        Items::Unreachable => words.items_unreachable,
        Items::Nobodys | Items::Known(_) => "",
    };
    region(hand, "choose", words.choose)
        .child(selects)
        .child(tag("p").with("role", "status").child(news))
        .child(boxes(hand, &stand.choice, words))
        .into()
}

fn policy(
    hand: &Hand,
    choice: &Choice,
    site: &'static Site,
    words: &'static EmbeddingWords,
) -> Element {
    let all = site.policies.iter().map(|entry| {
        let chosen = choice.policy.as_ref() == Some(&entry.id);
        option(&entry.id, &entry.title, chosen)
    });
    let none = words.visitor_chooses;
    chooser(
        hand,
        ("policy", words.policy, none),
        all.collect(),
        Deed::Policy,
    )
}

/// The items of the policy, where it has any.
fn item(
    hand: &Hand,
    stand: &Stand,
    site: &'static Site,
    words: &'static EmbeddingWords,
) -> Option<Element> {
    let items = &stand.items.policy()?.items;
    let all = items.iter().map(|item| {
        let name = item.name.in_language(site.words.spoken.tag());
        let chosen = stand.choice.item.as_ref() == Some(&item.id);
        option(&item.id, name, chosen)
    });
    let what = ("item", words.item, words.visitor_chooses);
    (!items.is_empty()).then(|| chooser(hand, what, all.collect(), Deed::Item))
}

fn language(
    hand: &Hand,
    choice: &Choice,
    page: &'static Wording,
    words: &'static EmbeddingWords,
) -> Element {
    let all = Language::ALL.map(|language| {
        option(
            language.tag(),
            language.name(),
            choice.language == Some(language),
        )
    });
    let what = ("language", page.language, words.visitors_own);
    chooser(hand, what, all.into(), |tag| {
        Deed::Language(tag.as_deref().and_then(Language::of_tag))
    })
}

fn theme(
    hand: &Hand,
    choice: &Choice,
    page: &'static Wording,
    words: &'static EmbeddingWords,
) -> Element {
    let themes = [
        ("light", page.appearance_light),
        ("dark", page.appearance_dark),
    ];
    let all = themes.map(|(theme, label)| option(theme, label, choice.theme == Some(theme)));
    let what = ("theme", page.appearance, words.as_device);
    chooser(hand, what, all.into(), |theme| {
        Deed::Theme(match theme.as_deref() {
            Some("light") => Some("light"),
            Some("dark") => Some("dark"),
            _ => None,
        })
    })
}

fn option(value: &str, label: &str, chosen: bool) -> journey::Choice {
    journey::Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        line: None,
        tag: None,
        chosen,
    }
}

/// A list to choose from, by its name, its label and its first entry.
fn chooser(
    hand: &Hand,
    (name, label, none): (&str, &'static str, &'static str),
    choices: Vec<journey::Choice>,
    deed: fn(Option<String>) -> Deed,
) -> Element {
    let id = id(hand, name);
    let hand = hand.clone();
    let choose: Take<Option<String>> = Arc::new(move |value| hand.act(deed(value)));
    chooser::chooser(id, label, none, choices, choose)
}

/// A box for each part that can be left out.
fn boxes(hand: &Hand, choice: &Choice, words: &'static EmbeddingWords) -> Element {
    let all = HIDEABLE.into_iter().zip(words.parts);
    let all = all.map(|(part, label)| {
        let id = id(hand, part);
        let hand = hand.clone();
        let hides = choice.hidden.contains(&part);
        tick(id, label, hides, move |hides| {
            hand.act(Deed::Hide(part, hides))
        })
    });
    let legend = tag("legend")
        .class("cc-field__label")
        .child(words.leave_out);
    let boxes = tag("div")
        .class("cc-choices cc-choices--pairs")
        .children(all.collect());
    tag("fieldset").class("cc-field").child(legend).child(boxes)
}

/// The element itself, made anew at every choice, as visitors would find it.
fn preview(
    hand: &Hand,
    choice: &Choice,
    lines: &Snippets,
    words: &'static EmbeddingWords,
) -> Element {
    let read = choice.language.map_or(words, embedding_words);
    let link = tag("a").with("href", choice.address()).child(read.fallback);
    let mut checker = tag("warranty-checker").key(lines.element.clone());
    for (name, value) in choice.attributes() {
        checker = checker.with(name, value);
    }
    let note = tag("p").class("cc-field__hint").child(words.preview_is);
    region(hand, "preview", words.preview).child(note).child(
        tag("div")
            .class("cc-embedding__preview")
            .child(checker.child(link)),
    )
}

fn element(
    hand: &Hand,
    stand: &Stand,
    lines: &Snippets,
    words: &'static EmbeddingWords,
) -> Element {
    let told = told(&stand.choice, words).into_iter();
    let all = table(Table {
        caption: words.everything,
        head: vec![words.name, words.means],
        rows: told.map(|(name, means)| vec![name, means]).collect(),
        small: false,
    });
    let known = points(vec![
        words.element_shares.to_owned(),
        words.element_keeps.to_owned(),
        fill(words.cross_origin, &[CROSS_ORIGIN]),
        words.csp_else.to_owned(),
    ]);
    region(hand, "element", words.element)
        .child(tag("p").child(words.element_is))
        .child(code(
            hand,
            stand,
            (Lines::Element, words.element),
            &lines.element,
            words,
        ))
        .child(csp(
            hand,
            stand,
            (Lines::ElementCsp, words.element),
            &lines.element_csp,
            words,
        ))
        .child(known)
        .child(more(words.everything, vec![all]))
}

fn frame(hand: &Hand, stand: &Stand, lines: &Snippets, words: &'static EmbeddingWords) -> Element {
    region(hand, "frame", words.frame)
        .child(tag("p").child(words.frame_is))
        .child(code(
            hand,
            stand,
            (Lines::Frame, words.frame),
            &lines.frame,
            words,
        ))
        .child(tag("p").child(words.frame_lines))
        .child(csp(
            hand,
            stand,
            (Lines::FrameCsp, words.frame),
            &lines.frame_csp,
            words,
        ))
}

fn api(hand: &Hand, stand: &Stand, lines: &Snippets, words: &'static EmbeddingWords) -> Element {
    let needs_policy = stand.choice.policy.is_none();
    let needs_policy = needs_policy.then(|| tag("p").child(fill(words.api_policy, &[ANY_POLICY])));
    region(hand, "api", words.api)
        .child(tag("p").child(words.api_is))
        .child(code(
            hand,
            stand,
            (Lines::Api, words.api),
            &lines.api,
            words,
        ))
        .child(needs_policy)
        .child(tag("p").child(words.api_refuses))
        .child(tag("p").child(words.api_csp))
}

/// What a page's Content-Security-Policy must allow.
fn csp(
    hand: &Hand,
    stand: &Stand,
    (which, heading): (Lines, &'static str),
    text: &str,
    words: &'static EmbeddingWords,
) -> Element {
    let heading = [heading, ", ", words.csp].concat();
    tag("div")
        .class("cc-embedding__lines")
        .child(tag("p").child(words.csp_adds))
        .child(lines_to_copy(hand, stand, which, heading, text, words))
}

fn code(
    hand: &Hand,
    stand: &Stand,
    (which, heading): (Lines, &'static str),
    text: &str,
    words: &'static EmbeddingWords,
) -> Element {
    lines_to_copy(hand, stand, which, heading.to_owned(), text, words)
}

/// Lines, a button that copies them, and what became of that. The lines are wider
/// than a phone, so they scroll, and the keyboard has to reach them for that.
fn lines_to_copy(
    hand: &Hand,
    stand: &Stand,
    which: Lines,
    name: String,
    text: &str,
    words: &'static EmbeddingWords,
) -> Element {
    let copies = (hand.clone(), text.to_owned());
    let copy = button(Weight::Plain, words.copy, move || {
        let (hand, text) = &copies;
        hand.act(Deed::Copy(which, text.clone()));
    });
    // Several buttons say the same, so readers hear what each copies.
    let about = tag("span")
        .class("cc-visually-hidden")
        .child([": ", &name].concat());
    let said = match stand.copied {
        Some((copied, true)) if copied == which => words.copied,
        Some((copied, false)) if copied == which => words.not_copied,
        _ => "",
    };
    let lines = tag("pre")
        .class("cc-embedding__code")
        .with("role", "group")
        .with("tabindex", "0")
        .with("aria-label", name)
        .with("translate", "no")
        .child(tag("code").child(text.to_owned()));
    let row = tag("div")
        .class("cc-embedding__copy")
        .child(copy.child(about))
        .child(tag("p").with("role", "status").child(said));
    tag("div")
        .class("cc-embedding__lines")
        .child(lines)
        .child(row)
}
