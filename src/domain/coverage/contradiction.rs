//! Things said that cannot all be so.

use super::Contradiction;
use super::gate;
use super::possible::{item_contradiction, possible_items};
use crate::domain::known::{Known, Truth, View};
use crate::domain::policy::{FactId, ItemId};
use crate::domain::term::{Outcomes, ends_first, outcomes, replacements_agree};

/// Whether something said leaves the verdict open in this view.
pub(super) fn contradicted(view: &View<'_>) -> bool {
    contradictions(view)
        .iter()
        .any(Contradiction::opens_the_verdict)
}

/// Whether an answer can bring a contradiction about, or end one.
pub(super) fn may_contradict(view: &View<'_>) -> bool {
    let conflicting = |item| item_contradiction(view, item).is_some();
    let replaced = view
        .policy
        .lines
        .iter()
        .filter_map(|line| line.term.as_ref()?.after_remedy.as_ref());
    view.item.is_some_and(conflicting)
        || replaced
            .into_iter()
            .any(|(fact, _)| view.claim.fact(*fact).is_some())
}

/// What was said that cannot all be so.
pub(super) fn contradictions(view: &View<'_>) -> Vec<Contradiction> {
    let policy = view.policy;
    let mut found = Vec::new();
    if view.serial_problem().is_some() {
        found.push(Contradiction::Serial);
    }
    if let Some(Known::Made(made)) = policy.serial.map(|serial| view.fact(serial)) {
        let before = policy
            .after_manufacture
            .iter()
            .filter(|fact| matches!(view.fact(**fact), Known::Date(day) if day < made.from));
        found.extend(before.map(|fact| Contradiction::BeforeManufacture(*fact)));
    }
    for line in &policy.lines {
        if let Some(term) = &line.term
            && !replacements_agree(term, view)
        {
            found.push(Contradiction::Replacement);
        }
        if let Some(term) = &line.term
            && ends_first(term, view)
        {
            found.extend(
                policy
                    .open_ends
                    .first()
                    .map(|end| Contradiction::EndsFirst(*end)),
            );
        }
        for exclusion in &line.exclusions {
            let Known::YesNo(said) = view.said(exclusion.fact) else {
                continue;
            };
            // Which counts there are may depend on an item that is not known.
            let items: Vec<Option<ItemId>> = match view.item {
                None if !policy.items.is_empty() => possible_items(view).map(Some).collect(),
                item => vec![item],
            };
            let disagrees = |item: Option<ItemId>| {
                let counted = gate::counted(line, exclusion, &view.of_item(item));
                counted.is_some_and(|counted| counted != Truth::from(said))
            };
            if !exclusion.limits.is_empty()
                && items.into_iter().any(disagrees)
                && !found.contains(&Contradiction::Count(exclusion.fact))
            {
                found.push(Contradiction::Count(exclusion.fact));
            }
        }
    }
    if let Some(fact) = view.item.and_then(|item| item_contradiction(view, item)) {
        // Where the term alone settles the claim, nothing turns on what
        // follows from the item.
        let may_run = policy.lines.iter().any(|line| {
            line.term.as_ref().is_none_or(|term| {
                let Outcomes { running, .. } = outcomes(term, view);
                running || term.asks_cause
            })
        });
        if may_run {
            found.push(Contradiction::Item(fact));
        }
    }
    found
}

/// The ways out of a contradiction: of two things said, one may be wrong.
pub(super) fn readings<'a>(
    view: &View<'a>,
    contradictions: &[Contradiction],
) -> Vec<(FactId, Known<'a>)> {
    let mut readings = Vec::new();
    for contradiction in contradictions {
        if let Contradiction::BeforeManufacture(fact) = contradiction {
            readings.extend(
                [*fact]
                    .into_iter()
                    .chain(view.policy.serial)
                    .map(|wrong| (wrong, Known::Unknown)),
            );
        }
    }
    readings
}
