//! Who pays, and what is done.

use crate::domain::coverage::LineAnswer;
use crate::domain::policy::document::{Pay, Payer, RemedyChoice, RemedyKind, RemedyUnit};
use crate::journey::told::Teller;
use crate::journey::wording::fill;

pub(super) fn costs(teller: &Teller<'_>, pay: &Pay) -> Vec<(String, String)> {
    let words = teller.words;
    let rows = [
        (words.cost_parts, pay.parts),
        (words.cost_labour, pay.labour),
        (words.cost_travel, pay.travel),
        (words.cost_ship_in, pay.ship_in),
        (words.cost_ship_out, pay.ship_out),
    ];
    rows.into_iter()
        .filter_map(|(what, who)| Some((what.to_owned(), payer(teller, who?).to_owned())))
        .collect()
}

/// Who pays.
pub(in crate::journey) fn payer(teller: &Teller<'_>, payer: Payer) -> &'static str {
    let words = teller.words;
    match payer {
        Payer::Issuer => words.payer_issuer,
        Payer::Customer => words.payer_customer,
        Payer::Quotation => words.payer_quotation,
        Payer::NotStated => words.payer_not_stated,
    }
}

pub(super) fn remedies(teller: &Teller<'_>, line: &LineAnswer) -> Vec<String> {
    let words = teller.words;
    let written = teller
        .policy
        .lines
        .get(line.line)
        .map_or(&[][..], |line| line.remedies.as_slice());
    let each = line
        .remedies
        .iter()
        .filter_map(|place| written.get(*place))
        .map(|remedy| {
            let name = match remedy.kind {
                RemedyKind::Repair => words.remedy_repair,
                RemedyKind::Exchange => words.remedy_exchange,
                RemedyKind::Return => words.remedy_return,
                RemedyKind::Refund => words.remedy_refund,
                RemedyKind::Credit => words.remedy_credit,
                RemedyKind::OnSite => words.remedy_on_site,
                RemedyKind::Remote => words.remedy_remote,
            };
            let unit = remedy.unit.map(|unit| match unit {
                RemedyUnit::New => words.unit_new,
                RemedyUnit::Refurbished => words.unit_refurbished,
                RemedyUnit::Either => words.unit_either,
            });
            let choice = remedy.choice.map(|choice| match choice {
                RemedyChoice::Issuer => words.choice_issuer,
                RemedyChoice::Customer => words.choice_customer,
            });
            let more: Vec<&str> = [unit, choice].into_iter().flatten().collect();
            if more.is_empty() {
                name.to_owned()
            } else {
                fill(words.aside, &[name, &more.join(words.list_semicolon)])
            }
        });
    each.collect()
}
