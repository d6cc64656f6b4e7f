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
    let channels = assessment
        .channels
        .iter()
        .filter_map(|place| Some((*place, policy.channels.get(*place)?)))
        .map(|(place, channel)| Contact {
            now: promises
                .desks
                .iter()
                .find(|(of, _)| *of == place)
                .and_then(|(_, desk)| open_now(teller, *desk)),
            name: teller.text(&channel.name).to_owned(),
            address: channel.address.clone(),
            href: href(channel),
            hours: channel
                .hours
                .as_ref()
                .and_then(|hours| definite(hours, view))
                .flatten()
                .and_then(|place| policy.calendars.get(*place))
                .map(|calendar| hours(teller, calendar)),
            note: channel
                .note
                .as_ref()
                .map(|note| teller.text(note).to_owned()),
        });
    let addresses = assessment
        .addresses
        .iter()
        .filter_map(|place| policy.addresses.get(*place))
        .map(|address| {
            let told = if address.texts.is_empty() {
                words.not_stated_ask.to_owned()
            } else {
                teller.passage(address)
            };
            Contact {
                name: words.goods_address.to_owned(),
                address: Some(told),
                href: None,
                hours: None,
                now: None,
                note: None,
            }
        });
    channels.chain(addresses).collect()
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
            if !teller.offset_differs(opens) {
                return Some(told);
            }
            let own = teller.formats.moment(opens, &teller.formats.own_zone());
            Some(fill(words.aside, &[&told, &fill(words.due_own, &[&own])]))
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
pub(super) fn hours(teller: &Teller<'_>, calendar: &Calendar) -> String {
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
