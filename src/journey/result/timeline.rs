//! How a deadline comes about: drawn, in a sentence that a person can check,
//! and day by day.

use crate::domain::instant::Instant;
use crate::domain::policy::document::{Amount, Calendar};
use crate::domain::policy::{Clock, CommitmentRule, Due};
use crate::domain::promises::Deadline;
use crate::domain::service::{CountedDay, Span, Zone, by_day, holiday_on};
use crate::journey::told::{Teller, clock};
use crate::journey::wording::fill;
use chrono::NaiveDate;

/// A drawing that is so many parts wide.
const WIDTH: i64 = 1000;
/// More days than these are neither drawn nor listed one by one.
const MOST_DAYS: usize = 62;
/// A sentence with more pieces than these is no easier than the list.
const MOST_RUNS: usize = 7;
/// In the last hour seconds are told, too.
const LAST_HOUR: i64 = 3600;

/// A deadline from its start, or from now, to its end. Places are thousandths
/// of the width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// The time that counts: from where to where.
    pub counted: Vec<(i64, i64)>,
    /// Where days begin.
    pub midnights: Vec<i64>,
    /// Where it is due.
    pub due: i64,
    /// Where now is, unless that is far away.
    pub now: Option<i64>,
    /// Whether time is counted; a span of days just lasts.
    pub counts: bool,
    /// Whether some of the time does not count.
    pub has_closed: bool,
    /// What is left of the time, if it is not over.
    pub left: Option<String>,
    /// Whether what is left is told to the second.
    pub counts_down: bool,
    /// Each day and what counts of it.
    pub days: Vec<(String, String)>,
}

/// The drawing of a deadline, where it has a start.
pub(super) fn timeline(
    teller: &Teller<'_>,
    rule: &CommitmentRule,
    deadline: &Deadline,
    now: Instant,
) -> Option<Timeline> {
    let (starts, due) = (deadline.starts?, deadline.due);
    let length = seconds_between(starts, due);
    // Far from both ends now would leave nothing to see of the rest.
    let shown = |at: &Instant| {
        seconds_between(*at, starts) <= length && seconds_between(due, *at) <= length
    };
    let now_shown = Some(now).filter(shown);
    let from = now_shown.map_or(starts, |now| now.min(starts));
    let until = now_shown.map_or(due, |now| now.max(due));
    let width = seconds_between(from, until);
    let place = |at: Instant| {
        let part = seconds_between(from, at).saturating_mul(WIDTH);
        part.checked_div(width).unwrap_or_default()
    };
    let whole = [Span {
        from: starts,
        until: due,
    }];
    let spans = if deadline.spans.is_empty() {
        &whole
    } else {
        deadline.spans.as_slice()
    };
    let calendar = calendar(teller, deadline);
    let days = calendar.map_or_else(Vec::new, |calendar| days(teller, calendar, deadline));
    let midnights = by_day(&[Span { from, until }], zone(teller, calendar));
    let left = seconds_between(now, due);
    let is_time = matches!(rule.due, Due::Within(..)) && deadline.last_day.is_none();
    let counts_down = is_time && (1..=LAST_HOUR).contains(&left);
    Some(Timeline {
        counted: spans
            .iter()
            .map(|span| (place(span.from), place(span.until)))
            .collect(),
        midnights: match midnights.get(1..) {
            Some(rest) if rest.len() < MOST_DAYS => rest
                .iter()
                .filter_map(|day| Some(place(day.spans.first()?.from)))
                .collect(),
            _ => Vec::new(),
        },
        due: place(due),
        now: now_shown.map(place),
        counts: !deadline.spans.is_empty(),
        has_closed: days.iter().any(|day| day.spans.is_empty()) || spans.len() > 1,
        left: (is_time && left > 0).then(|| {
            let told = if counts_down {
                clock(left / 60, left % 60)
            } else {
                teller.seconds(after(spans, now))
            };
            fill(teller.words.time_left, &[&told])
        }),
        counts_down,
        days: if days.len() > MOST_DAYS {
            Vec::new()
        } else {
            let each = days.iter();
            each.map(|day| told_day(teller, calendar, day)).collect()
        },
    })
}

/// The sentence by which a person can check when something is due, unless it
/// would be longer than the list of the days.
pub(super) fn counted(
    teller: &Teller<'_>,
    amount: Amount,
    starts: Instant,
    deadline: &Deadline,
) -> Vec<String> {
    let words = teller.words;
    let Some(calendar) = calendar(teller, deadline) else {
        let moment = |at| teller.formats.moment(at, &teller.policy.zone);
        // Working days are always those of a calendar.
        let time = match amount {
            Amount::Time(time) => teller.time(time),
            Amount::WorkingDays { .. } => return Vec::new(),
        };
        let (from, until) = (moment(starts), moment(deadline.due));
        return vec![fill(words.count_elapsed, &[&time, &from, &until])];
    };
    let days = days(teller, calendar, deadline);
    let whole_days = !matches!(amount, Amount::Time(_));
    let runs = runs(&days, whole_days);
    if runs.len() > MOST_RUNS {
        return Vec::new();
    }
    let told = |counts: bool| {
        let all = runs.iter().filter(|run| (run.each > 0) == counts);
        let all: Vec<String> = all.map(|run| run.told(teller, whole_days)).collect();
        all.join(words.list_comma)
    };
    let (open, closed) = (told(true), told(false));
    let sentence = match amount {
        Amount::Time(time) => {
            let from = teller.formats.moment(starts, &calendar.zone);
            fill(words.count_open, &[&teller.time(time), &from, &open])
        }
        Amount::WorkingDays { days, .. } => {
            let days = words.working_days.of(days, &teller.formats.number(days));
            fill(words.count_days, &[&days, &open])
        }
    };
    let closed = (!closed.is_empty()).then(|| fill(words.not_counted_days, &[&closed]));
    [sentence].into_iter().chain(closed).collect()
}

/// The days from the start on, those included that do not count.
fn days(teller: &Teller<'_>, calendar: &Calendar, deadline: &Deadline) -> Vec<CountedDay> {
    let start = deadline.starts.map(|at| Span {
        from: at,
        until: at,
    });
    let spans: Vec<Span> = start
        .into_iter()
        .chain(deadline.spans.iter().copied())
        .collect();
    by_day(&spans, zone(teller, Some(calendar)))
}

/// Days in a row on which the same was counted.
struct Run {
    first: NaiveDate,
    last: NaiveDate,
    /// Seconds on each; where whole days count, 1 or 0.
    each: i64,
}

fn runs(days: &[CountedDay], whole_days: bool) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for day in days {
        let each = if whole_days {
            i64::from(!day.spans.is_empty())
        } else {
            day.seconds()
        };
        match runs.last_mut() {
            Some(run) if run.each == each => run.last = day.day,
            _ => runs.push(Run {
                first: day.day,
                last: day.day,
                each,
            }),
        }
    }
    runs
}

impl Run {
    fn told(&self, teller: &Teller<'_>, whole_days: bool) -> String {
        let words = teller.words;
        let first = teller.formats.day(self.first);
        let alone = self.first == self.last;
        let days = if alone {
            first
        } else {
            fill(
                words.range_between,
                &[&first, &teller.formats.day(self.last)],
            )
        };
        if whole_days || self.each == 0 {
            return days;
        }
        let words = if alone {
            words.count_on
        } else {
            words.count_each
        };
        fill(words, &[&teller.seconds(self.each), &days])
    }
}

/// A day, and what counts of it.
fn told_day(
    teller: &Teller<'_>,
    calendar: Option<&Calendar>,
    counted: &CountedDay,
) -> (String, String) {
    let words = teller.words;
    let told = if counted.spans.is_empty() {
        let holiday = calendar.and_then(|calendar| holiday_on(calendar, counted.day));
        match holiday {
            Some(holiday) => fill(
                words.aside,
                &[words.not_counted, teller.text(&holiday.name)],
            ),
            None => words.not_counted.to_owned(),
        }
    } else {
        let each = counted.spans.iter().map(|span| {
            let until = match minutes(span.until) {
                0 => 24 * 60,
                minutes => minutes,
            };
            format!("{}–{}", time_of(minutes(span.from)), time_of(until))
        });
        let times: Vec<String> = each.collect();
        let length = teller.seconds(counted.seconds());
        fill(words.aside, &[&times.join(words.list_comma), &length])
    };
    (teller.formats.day(counted.day), told)
}

fn time_of(minutes: i64) -> String {
    clock(minutes / 60, minutes % 60)
}

/// Minutes after midnight, as the instant is written.
fn minutes(at: Instant) -> i64 {
    let local = at.seconds().saturating_add(i64::from(at.offset()));
    local.rem_euclid(86_400) / 60
}

/// The calendar of a deadline that has one.
fn calendar<'a>(teller: &Teller<'a>, deadline: &Deadline) -> Option<&'a Calendar> {
    match deadline.counted {
        Clock::Elapsed => None,
        Clock::Calendar(place) => teller.policy.calendars.get(place),
    }
}

fn zone<'a>(teller: &Teller<'a>, calendar: Option<&'a Calendar>) -> Zone<'a> {
    let name = calendar.map_or(&teller.policy.zone, |calendar| &calendar.zone);
    Zone::new(name, teller.world)
}

fn seconds_between(from: Instant, until: Instant) -> i64 {
    until.seconds().saturating_sub(from.seconds())
}

/// How much of some time is still to come, in seconds.
fn after(spans: &[Span], now: Instant) -> i64 {
    let rest = spans.iter().map(|span| Span {
        from: span.from.max(now),
        until: span.until,
    });
    rest.fold(0, |sum, span| sum.saturating_add(span.seconds()))
}
