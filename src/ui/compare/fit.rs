//! Which item fits: a few questions, and the items in order.

use super::Deed;
use super::panel::View;
use crate::journey::compare::{FitView, NeedView, QuestionView};
use crate::journey::wording::fill;
use crate::ui::markup::{Element, Node, Take, tag};
use crate::ui::part::choices::{Arrangement, Choices, choices};
use std::sync::Arc;

pub(super) fn fit(view: &View<'_>) -> Element {
    let words = view.words;
    let answers = &view.shown.answers;
    let questions = view.told.questions(answers);
    let body = tag("div").key("fit").class("cc-compare__body");
    if questions.is_empty() {
        return body.child(tag("p").child(words.no_questions));
    }
    let questions = questions.into_iter().enumerate();
    let questions = questions.map(|(place, question)| self::question(view, place, question));
    let asked = tag("div")
        .class("cc-compare__questions")
        .child(tag("p").child(words.fit_lead))
        .children(questions.collect());
    body.child(
        tag("div")
            .class("cc-compare__fit")
            .child(asked)
            .child(ranking(view).with("role", "status")),
    )
}

fn question(view: &View<'_>, place: usize, question: QuestionView) -> Node {
    let QuestionView {
        id,
        question,
        answers,
    } = question;
    let hand = view.hand.clone();
    let choose: Take<Option<String>> = Arc::new(move |answer| {
        let answer = answer.and_then(|answer| answer.parse().ok());
        hand.act(Deed::Answer(place, answer));
    });
    let legend = tag("legend").class("cc-field__label").child(question);
    tag("fieldset")
        .key(id.clone())
        .class("cc-field")
        .child(legend)
        .child(choices(Choices {
            name: view.hand.id(&["need-", &id].concat()),
            choices: answers,
            arrangement: Arrangement::Line,
            choose,
        }))
        .into()
}

/// The items in the order in which they fit, and why.
pub(super) fn ranking(view: &View<'_>) -> Element {
    let fits = view.told.fits(&view.shown.answers);
    let region = view.region("ranking", view.words.ranking);
    if fits.is_empty() {
        return region.child(tag("p").child(view.words.answer_first));
    }
    let fits = fits.into_iter().map(|fit| item(view, fit));
    region.child(
        tag("ol")
            .class("cc-compare__ranking")
            .children(fits.collect()),
    )
}

fn item(view: &View<'_>, fit: FitView) -> Node {
    let FitView {
        id,
        name,
        told,
        is_best,
        needs,
    } = fit;
    let needs = needs.into_iter().map(|need| self::need(view, need));
    tag("li")
        .key(id.clone())
        .class(if is_best {
            "cc-compare__fits cc-compare__fits--best"
        } else {
            "cc-compare__fits"
        })
        .with("data-item", id)
        .child(tag("h3").child(name))
        .child(tag("p").class("cc-compare__how").child(told))
        .child(
            tag("ul")
                .class("cc-compare__needs")
                .children(needs.collect()),
        )
        .into()
}

fn need(view: &View<'_>, need: NeedView) -> Node {
    let NeedView {
        sign,
        met,
        asked,
        has,
    } = need;
    tag("li")
        .with("data-answer", sign.word())
        .child(
            tag("span")
                .class("cc-compare__told")
                .child(
                    tag("span")
                        .class("cc-compare__sign")
                        .with("aria-hidden", "true")
                        .child(sign.text()),
                )
                .child(
                    tag("span")
                        .class("cc-visually-hidden")
                        .child([met, ": "].concat()),
                )
                .child(tag("span").child(asked)),
        )
        .child(" ")
        .child(
            tag("span")
                .class("cc-compare__note")
                .child(fill(view.words.offered, &[&has])),
        )
        .into()
}
