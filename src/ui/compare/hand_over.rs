//! What is handed over: what was looked at, on paper, as a link and as a code.

use super::panel::View;
use super::{Deed, Marks, Said, fit, table};
use crate::browser::{now, page};
use crate::journey::compare::ItemTold;
use crate::journey::takeaway::qr_code;
use crate::journey::wording::fill;
use crate::ui::markup::{Element, Node, tag};
use crate::ui::part::button::{Weight, button};
use crate::ui::part::code::drawn;

pub(super) fn hand_over(view: &View<'_>) -> Element {
    let words = view.words;
    let shown = view.shown;
    let table_view = view.told.table();
    let title = tag("h2").child(table_view.title.clone());
    let at = view.told.moment(now());
    let as_of = tag("p")
        .class("cc-field__hint")
        .child(fill(words.as_of, &[&at]));
    let marks = Marks {
        changes: false,
        only_differences: true,
        clauses: false,
    };
    let fits = shown.answers.iter().any(Option::is_some);
    tag("div")
        .key("hand-over")
        .class("cc-compare__body cc-compare__summary")
        .child(tag("p").class("cc-compare__aside").child(words.hand_lead))
        .child(tag("div").child(title).child(as_of))
        .child(fits.then(|| fit::ranking(view)))
        .child(scene(view))
        .child(table::drawn(view, table_view, marks))
        .child(link(view))
}

/// What became of the scene that was set.
fn scene(view: &View<'_>) -> Element {
    let words = view.words;
    let region = view.region("played", words.tab_scene);
    if view.shown.scene.is_none() {
        return region.child(tag("p").child(words.no_scene_yet));
    }
    let (about, items) = view.told.scene_told(&view.set(), now());
    let items = items.into_iter().map(|item| -> Node {
        let ItemTold { id, name, told } = item;
        let told = told.into_iter().map(|one| tag("li").child(one).into());
        tag("div")
            .key(id)
            .child(tag("dt").child(name))
            .child(tag("dd").child(tag("ul").children(told.collect())))
            .into()
    });
    let items = tag("dl")
        .class("cc-compare__played")
        .children(items.collect());
    region.child(tag("p").child(about)).child(items)
}

/// The link that leads back to all of this, to be copied and scanned, and the button
/// that prints.
fn link(view: &View<'_>) -> Element {
    let (hand, words) = (view.hand, view.words);
    let address = [page::address(), view.told.fragment(view.shown)].concat();
    let act = |weight, label, deed: Deed| {
        let hand = hand.clone();
        button(weight, label, move || hand.act(deed.clone()))
    };
    let said = match view.said {
        Said::Copied => words.copied,
        Said::NotCopied => words.not_copied,
        Said::Nothing | Said::StartedOver => "",
    };
    let symbols = qr_code(&address);
    let symbols = symbols.map(|code| drawn(code, "cc-compare__code", words.code));
    let written = tag("a")
        .class("cc-compare__link")
        .with("href", address.clone())
        .child(address.clone());
    tag("div").class("cc-compare__hand").child(symbols).child(
        tag("div")
            .child(tag("p").class("cc-field__label").child(words.link))
            .child(tag("p").child(written))
            .child(
                tag("div")
                    .class("cc-compare__buttons")
                    .child(act(Weight::Main, words.print, Deed::Print))
                    .child(act(Weight::Plain, words.copy_link, Deed::Copy(address))),
            )
            .child(tag("p").with("role", "status").child(said)),
    )
}
