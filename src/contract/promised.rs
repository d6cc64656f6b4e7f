//! Writing what is promised by when.

use crate::domain::coverage::Assessment;
use crate::domain::instant::Instant;
use crate::domain::policy::{Clock, Policy};
use crate::domain::promises::{Allowance, Promises, Used};
use crate::domain::service::{Desk, Span, Usage};
use crate::json::Json;
use chrono::NaiveDate;

fn instant(at: Instant) -> Json {
    at.to_string().into()
}

fn date(day: NaiveDate) -> Json {
    day.to_string().into()
}

fn list(items: Vec<Json>) -> Option<Json> {
    (!items.is_empty()).then_some(Json::List(items))
}

/// The ways to reach the issuer; those with hours say whether they are open.
pub(super) fn channels(policy: &Policy, answer: &Assessment, promises: &Promises) -> Json {
    let each = answer.channels.iter().filter_map(|place| {
        let channel = policy.channels.get(*place)?;
        let desk = promises.desks.iter().find(|(of, _)| of == place);
        let (open_now, opens_at) = match desk {
            Some((_, Desk::Open { .. })) => (Some(true), Some(Json::Null)),
            Some((_, Desk::Closed { opens })) => {
                (Some(false), Some(opens.map_or(Json::Null, instant)))
            }
            None => (None, None),
        };
        Some(Json::members([
            ("id", Some(channel.id.as_str().into())),
            ("open_now", open_now.map(Json::Bool)),
            ("opens_at", opens_at),
        ]))
    });
    Json::List(each.collect())
}

pub(super) fn deadlines(policy: &Policy, promises: &Promises) -> Option<Json> {
    let each = promises.deadlines.iter().filter_map(|deadline| {
        let rule = policy.commitments.get(deadline.commitment)?;
        let counted = match deadline.counted {
            Clock::Elapsed => "elapsed",
            Clock::Calendar(place) => policy.calendars.get(place)?.id.as_str(),
        };
        let span = |span: &Span| {
            Json::members([
                ("from", Some(instant(span.from))),
                ("until", Some(instant(span.until))),
            ])
        };
        let spans = deadline.spans.iter().map(span).collect();
        Some(Json::members([
            ("id", Some(rule.id.as_str().into())),
            ("starts", deadline.starts.map(instant)),
            ("due", Some(instant(deadline.due))),
            ("counted", Some(counted.into())),
            ("clause", Some(rule.clause.as_str().into())),
            ("provisional", Some(Json::Bool(deadline.provisional))),
            ("spans", Some(Json::List(spans))),
        ]))
    });
    list(each.collect())
}

pub(super) fn stages(policy: &Policy, promises: &Promises) -> Option<Json> {
    let each = promises.stages.iter().filter_map(|stage| {
        let rule = policy.stages.get(stage.stage)?;
        Some(Json::members([
            ("id", Some(rule.id.as_str().into())),
            ("earliest", Some(instant(stage.earliest))),
            ("latest", Some(instant(stage.latest))),
        ]))
    });
    list(each.collect())
}

/// The allowance, where there is one alone.
pub(super) fn only_allowance(promises: &Promises) -> Option<Json> {
    match promises.allowances.as_slice() {
        [only] => Some(Json::Object(allowance(only))),
        _ => None,
    }
}

/// The allowances, where there are several, each by its id.
pub(super) fn allowances(policy: &Policy, promises: &Promises) -> Option<Json> {
    if promises.allowances.len() < 2 {
        return None;
    }
    let each = promises.allowances.iter().filter_map(|one| {
        let rule = policy.allowances.get(one.allowance)?;
        let mut members = vec![("id".to_owned(), rule.id.as_str().into())];
        members.extend(allowance(one));
        Some(Json::Object(members))
    });
    list(each.collect())
}

fn allowance(of: &Allowance) -> Vec<(String, Json)> {
    let (from, until) = of.days;
    let mut members = vec![("year_from", date(from)), ("year_until", date(until))];
    match &of.used {
        Used::Time(Usage {
            allowed,
            used,
            left,
            over,
            availability_ppm,
            exhausted_at,
            ..
        }) => members.extend([
            ("allowed_s", Json::Integer(*allowed)),
            ("used_s", Json::Integer(*used)),
            ("left_s", Json::Integer(*left)),
            ("over_s", Json::Integer(*over)),
            ("availability_ppm", Json::Integer(*availability_ppm)),
            ("exhausted_at", exhausted_at.map_or(Json::Null, instant)),
        ]),
        Used::Events(allowed, used) => members.extend([
            ("allowed", Json::Integer(*allowed)),
            ("used", Json::Integer(*used)),
            ("left", Json::Integer(allowed.saturating_sub(*used).max(0))),
            ("over", Json::Integer(used.saturating_sub(*allowed).max(0))),
        ]),
    }
    let named = members.into_iter();
    named
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
