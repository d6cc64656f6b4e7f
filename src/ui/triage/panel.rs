//! How the reader looks.

use super::Hand;
use crate::journey::Typed;
use crate::journey::triage::{
    LadderQuestion, Packages, ProposedChoice, RaisedQuestion, TriageView, TriageWords,
};
use crate::journey::wording::{Wording, fill};
use crate::ui::markup::{Element, Node, Take, tag};
use crate::ui::part::button::{Weight, button};
use crate::ui::part::choices::yes_no;
use crate::ui::part::more::more;
use std::sync::Arc;

/// The whole of it; nothing while there is nothing to tell.
pub(super) fn panel(
    hand: &Hand,
    view: TriageView,
    words: &'static TriageWords,
    wording: &'static Wording,
) -> Node {
    if view.is_empty() {
        return tag("div").into();
    }
    let mut body: Vec<Node> = Vec::new();
    let asks = !view.questions.is_empty() || view.choices.iter().any(|one| one.proposed.is_some());
    if asks {
        body.push(tag("h2").child(words.heading).into());
        body.push(tag("p").class("cc-field__hint").child(words.intro).into());
    }
    for one in view.questions {
        let key = format!("question {}", one.fact);
        body.push(Node::from(question(hand, one, wording)).keyed(key));
    }
    for one in view.choices {
        let key = format!("choice {}", one.fact);
        body.push(Node::from(choice(hand, one, words)).keyed(key));
    }
    if !view.advice.is_empty() {
        let each = view.advice.into_iter();
        let each = each.map(|advice| tag("li").child(advice).into());
        let list = tag("ul").children(each.collect());
        let part = tag("div").class("cc-triage__part");
        let part = part.child(tag("h2").child(words.advice)).child(list);
        body.push(Node::from(part).keyed("advice"));
    }
    if let Some(table) = view.packages {
        body.push(Node::from(packages(table)).keyed("packages"));
    }
    tag("div")
        .class("cc-triage")
        .with("role", "group")
        .with("aria-label", words.heading)
        .children(body)
        .into()
}

fn question(hand: &Hand, one: RaisedQuestion, wording: &'static Wording) -> Element {
    let RaisedQuestion {
        fact,
        wrote,
        question,
        help,
        answer,
    } = one;
    let name = format!("raised-{fact}");
    let help = help.map(|help| tag("p").class("cc-field__hint").child(help));
    let hand = hand.clone();
    let choose: Take<Typed> = Arc::new(move |typed| {
        let answer = match typed {
            Typed::YesNo(true) => "yes",
            Typed::YesNo(false) => "no",
            _ => "not-sure",
        };
        hand.say(&fact, answer);
    });
    tag("div")
        .class("cc-triage__part")
        .with("role", "radiogroup")
        .with("aria-labelledby", format!("{name}-question"))
        .child(tag("p").class("cc-triage__wrote").child(wrote))
        .child(
            tag("p")
                .class("cc-triage__question")
                .id(format!("{name}-question"))
                .child(question),
        )
        .child(help)
        .child(yes_no(name, answer, wording, choose))
}

fn choice(hand: &Hand, one: ProposedChoice, words: &'static TriageWords) -> Element {
    let ProposedChoice {
        fact,
        question,
        proposed,
        chosen,
        ladder,
    } = one;
    let proposed = proposed.map(|option| {
        let (hand, fact, value) = (hand.clone(), fact.clone(), option.value);
        let label = [words.choose, ": ", &option.name].concat();
        let take = button(Weight::Plain, words.choose, move || hand.say(&fact, &value));
        tag("div")
            .class("cc-triage__part")
            .child(
                tag("p")
                    .class("cc-triage__question")
                    .child(fill(words.sounds_like, &[&option.name])),
            )
            .child(
                option
                    .definition
                    .map(|line| tag("p").class("cc-field__hint").child(line)),
            )
            .child(take.with("aria-label", label))
    });
    // What a ladder led to is told with its definition.
    let landed = chosen.filter(|_| !ladder.is_empty()).map(|option| {
        tag("div")
            .class("cc-triage__part")
            .with("role", "status")
            .child(
                tag("p")
                    .class("cc-triage__question")
                    .child(fill(words.chosen, &[&option.name])),
            )
            .child(
                option
                    .definition
                    .map(|line| tag("p").class("cc-field__hint").child(line)),
            )
    });
    let summary = fill(words.find_out, &[&question]);
    let ladder = (!ladder.is_empty()).then(|| {
        let mut body: Vec<Node> = ladder
            .into_iter()
            .enumerate()
            .map(|(step, question)| rung(hand, &fact, step, question).into())
            .collect();
        let (hand, fact) = (hand.clone(), fact.clone());
        let again = button(Weight::Quiet, words.again, move || {
            hand.climb(&fact, 0, None)
        });
        body.push(again.into());
        more(summary, body)
    });
    tag("div")
        .class("cc-triage__part")
        .child(proposed)
        .child(landed)
        .child(ladder)
}

/// A question of a ladder.
fn rung(hand: &Hand, fact: &str, step: usize, question: LadderQuestion) -> Element {
    let name = format!("ladder-{fact}-{step}");
    let answers = question.answers.into_iter().enumerate();
    let answers = answers.map(|(place, (label, given))| {
        let (hand, fact) = (hand.clone(), fact.to_owned());
        tag("button")
            .class("cc-button")
            .with("type", "button")
            .with("aria-pressed", if given { "true" } else { "false" })
            .child(label)
            .on("click", move |_| hand.climb(&fact, step, Some(place)))
            .into()
    });
    tag("div")
        .class("cc-triage__part")
        .with("role", "group")
        .with("aria-labelledby", name.clone())
        .child(
            tag("p")
                .class("cc-triage__question")
                .id(name)
                .child(question.question),
        )
        .child(
            tag("div")
                .class("cc-triage__answers")
                .children(answers.collect()),
        )
}

fn packages(packages: Packages) -> Element {
    let Packages {
        title,
        sentence,
        head,
        rows,
    } = packages;
    // The roles are told, because on a narrow screen each row is a block of its own
    // and browsers then forget that it is a table.
    let names = head.iter().map(|name| {
        let cell = tag("th").class("cc-table__head").with("scope", "col");
        cell.with("role", "columnheader").child(name.clone()).into()
    });
    let names = tag("tr").with("role", "row").children(names.collect());
    let rows = rows.into_iter().map(|row| {
        let cells = row.into_iter().zip(&head).enumerate();
        let cells = cells.map(|(column, (text, name))| {
            let cell = if column == 0 {
                tag("th").with("scope", "row").with("role", "rowheader")
            } else {
                tag("td")
                    .with("role", "cell")
                    .with("data-name", name.clone())
            };
            cell.class("cc-table__cell").child(text).into()
        });
        tag("tr")
            .with("role", "row")
            .children(cells.collect())
            .into()
    });
    let body = tag("tbody").with("role", "rowgroup");
    let table = tag("table")
        .class("cc-table cc-table--small cc-triage__table")
        .with("role", "table")
        .with("aria-label", title.clone())
        .child(tag("thead").with("role", "rowgroup").child(names))
        .child(body.children(rows.collect()));
    tag("div")
        .class("cc-triage__part")
        .child(tag("h2").child(title))
        .child(sentence.map(|sentence| tag("p").child(sentence)))
        .child(table)
}
