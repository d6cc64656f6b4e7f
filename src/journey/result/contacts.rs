//! How to reach the issuer, and when.

use super::Contact;
use crate::domain::coverage::Assessment;
use crate::domain::known::{View, definite};
use crate::domain::policy::ChannelEntry;
use crate::domain::policy::document::{Calendar, ChannelKind, Window};
use crate::domain::promises::Promises;
use crate::domain::service::Desk;
use crate::journey::told::{Teller, stretch};
use crate::journey::wording::fill;

pub(super) fn routes(teller: &Teller<'_>, assessment: &Assessment) -> Option<String> {
    let each = assessment.routes.iter();
    let each = each.filter_map(|place| teller.policy.routes.get(*place));
    let routes: Vec<String> = each.map(|route| teller.passage(route)).collect();
    (routes.len() > 1).then(|| fill(teller.words.turn_to, &[&routes.join(teller.words.list_or)]))
}

pub(super) fn contacts(
    teller: &Teller<'_>,
    view: &View<'_>,
    assessment: &Assessment,
    promises: &Promises,
) -> Vec<Contact> {
    let (words, policy) = (teller.words, teller.policy);
    let mut all = Vec::new();
    for place in &assessment.channels {
        let Some(channel) = policy.channels.get(*place) else {
            continue;
        };
        let mut desks = promises.desks.iter();
        let desk = desks.find(|(of, _)| of == place);
        let calendar = channel.hours.as_ref().and_then(|at| definite(at, view));
        let calendar = calendar.flatten().and_then(|at| policy.calendars.get(*at));
        let note = channel.note.as_ref();
        all.push(Contact {
            now: desk.and_then(|(_, desk)| open_now(teller, *desk)),
            name: teller.text(&channel.name).to_owned(),
            address: channel.address.clone(),
            href: href(channel),
            hours: calendar.map(|calendar| hours(teller, calendar)),
            note: note.map(|note| teller.text(note).to_owned()),
        });
    }
    for place in &assessment.addresses {
        let Some(address) = policy.addresses.get(*place) else {
            continue;
        };
        let told = if address.texts.is_empty() {
            words.not_stated_ask.to_owned()
        } else {
            teller.passage(address)
        };
        all.push(Contact {
            name: words.goods_address.to_owned(),
            address: Some(told),
            href: None,
            hours: None,
            now: None,
            note: None,
        });
    }
    all
}

/// Whether a desk is open, or when it opens, in the zone of the company and, if
/// that is another time of day, the person's.
fn open_now(teller: &Teller<'_>, desk: Desk) -> Option<String> {
    let words = teller.words;
    match desk {
        Desk::Open { .. } => Some(words.open_now.to_owned()),
        Desk::Closed { opens } => {
            let opens = opens?;
            let at = teller.formats.moment(opens, &teller.policy.zone);
            let told = fill(words.opens_at, &[&at]);
            Some(match teller.own_time(opens) {
                Some(own) => fill(words.aside, &[&told, &own]),
                None => told,
            })
        }
    }
}

/// The link of a channel: a call, a mail or a page.
pub(super) fn href(channel: &ChannelEntry) -> Option<String> {
    let address = channel.address.as_deref()?;
    match channel.kind {
        ChannelKind::Phone | ChannelKind::Desk => {
            let digits: String = address
                .chars()
                .filter(|character| character.is_ascii_digit() || *character == '+')
                .collect();
            (digits.len() >= 5).then(|| format!("tel:{digits}"))
        }
        ChannelKind::Email => Some(format!("mailto:{address}")),
        // Only pages of the web: a pack must not lead into a script.
        ChannelKind::Web | ChannelKind::Ticket => {
            address.starts_with("https://").then(|| address.to_owned())
        }
        ChannelKind::Remote | ChannelKind::OnSite | ChannelKind::Person => None,
    }
}

/// The hours of a calendar: days with the same windows together.
pub(in crate::journey) fn hours(teller: &Teller<'_>, calendar: &Calendar) -> String {
    let words = teller.words;
    if calendar.always {
        return words.always_open.to_owned();
    }
    let Some(week) = &calendar.hours else {
        return String::new();
    };
    let days = [
        &week.mon, &week.tue, &week.wed, &week.thu, &week.fri, &week.sat, &week.sun,
    ];
    let mut runs: Vec<(usize, usize, &Vec<Window>)> = Vec::new();
    for (day, windows) in days
        .into_iter()
        .enumerate()
        .filter(|(_, windows)| !windows.is_empty())
    {
        match runs.last_mut() {
            Some((_, last, same)) if *same == windows && last.saturating_add(1) == day => {
                *last = day
            }
            _ => runs.push((day, day, windows)),
        }
    }
    let name = |day: usize| words.weekdays.get(day).copied().unwrap_or_default();
    let told = runs.into_iter().map(|(first, last, windows)| {
        let days = if first == last {
            name(first).to_owned()
        } else {
            fill(words.weekday_range, &[name(first), name(last)])
        };
        let times: Vec<String> = windows
            .iter()
            .map(|window| stretch(i64::from(window.from), i64::from(window.until)))
            .collect();
        [&*days, " ", &*times.join(words.list_comma)].concat()
    });
    let told: Vec<String> = told.collect();
    let zone = teller.formats.zone(&calendar.zone);
    fill(words.hours_in, &[&told.join(words.list_comma), &zone])
}
