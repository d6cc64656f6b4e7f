//! How a deadline comes about: drawn, in a sentence that a person can check,
//! and day by day.

use crate::domain::instant::Instant;
use crate::domain::policy::document::{Amount, Calendar};
use crate::domain::policy::{Clock, CommitmentRule, Due};
use crate::domain::promises::{Deadline, Stage};
use crate::domain::service::{CountedDay, Span, Zone, by_day, holiday_on};
use crate::journey::told::{Teller, clock, stretch};
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// The time that counts: from where to where.
    pub counted: Vec<(i64, i64)>,
    /// Where days begin.
    pub midnights: Vec<i64>,
    /// Where it is due; of several steps, where each is.
    pub due: Vec<i64>,
    /// Where now is, unless that is far away.
    pub now: Option<i64>,
    /// Whether time is counted; a span of days just lasts.
    pub counts: bool,
    /// Whether some of the time does not count.
    pub has_closed: bool,
    /// What is left of the time, once it has begun, or that it has passed.
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
    let axis = Axis::new(starts, due, now);
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
    let left = seconds_between(now, due);
    let is_time = matches!(rule.due, Due::Within(..)) && deadline.last_day.is_none();
    let has_begun = is_time && starts <= now;
    let counts_down = is_time && (1..=LAST_HOUR).contains(&left);
    let places = |span: &Span| (axis.place(span.from), axis.place(span.until));
    Some(Timeline {
        counted: spans.iter().map(places).collect(),
        due: vec![axis.place(due)],
        counts: !deadline.spans.is_empty(),
        has_closed: days.iter().any(|day| day.spans.is_empty()) || spans.len() > 1,
        left: (has_begun || left <= 0).then(|| {
            if left <= 0 {
                return teller.words.passed.to_owned();
            }
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
            each.map(|day| told_day(teller, calendar, day, is_time))
                .collect()
        },
        ..axis.timeline(zone(teller, calendar))
    })
}

/// The drawing of the steps of a process: the latest end of each.
pub(super) fn stages_timeline(
    teller: &Teller<'_>,
    stages: &[Stage],
    now: Instant,
) -> Option<Timeline> {
    let axis = Axis::new(stages.first()?.earliest, stages.last()?.latest, now);
    Some(Timeline {
        due: stages.iter().map(|one| axis.place(one.latest)).collect(),
        ..axis.timeline(zone(teller, None))
    })
}

/// What is drawn, from end to end.
struct Axis {
    from: Instant,
    until: Instant,
    now: Option<Instant>,
}

impl Axis {
    /// From a start to an end, and to now, unless that is so far from both that
    /// it would leave nothing to see of them.
    fn new(starts: Instant, due: Instant, now: Instant) -> Axis {
        let length = seconds_between(starts, due);
        let is_near = |now: &Instant| {
            seconds_between(*now, starts) <= length && seconds_between(due, *now) <= length
        };
        let now = Some(now).filter(is_near);
        Axis {
            from: now.map_or(starts, |now| now.min(starts)),
            until: now.map_or(due, |now| now.max(due)),
            now,
        }
    }

    /// Where an instant is.
    fn place(&self, at: Instant) -> i64 {
        let part = seconds_between(self.from, at).saturating_mul(WIDTH);
        let width = seconds_between(self.from, self.until);
        part.checked_div(width).unwrap_or_default()
    }

    /// The drawing with nothing in it but the days, and now.
    fn timeline(&self, zone: Zone<'_>) -> Timeline {
        let whole = Span {
            from: self.from,
            until: self.until,
        };
        let days = by_day(&[whole], zone);
        let begins = |day: &CountedDay| Some(self.place(day.spans.first()?.from));
        let midnights = match days.get(1..) {
            Some(rest) if rest.len() < MOST_DAYS => rest.iter().filter_map(begins).collect(),
            _ => Vec::new(),
        };
        Timeline {
            midnights,
            now: self.now.map(|now| self.place(now)),
            ..Timeline::default()
        }
    }
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
    is_time: bool,
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
    } else if !is_time {
        // Of whole days, only that they count says something.
        words.counted.to_owned()
    } else {
        let each = counted.spans.iter().map(|span| {
            let until = match minutes(span.until) {
                0 => 24 * 60,
                minutes => minutes,
            };
            stretch(minutes(span.from), until)
        });
        let times: Vec<String> = each.collect();
        let length = teller.seconds(counted.seconds());
        fill(words.aside, &[&times.join(words.list_comma), &length])
    };
    (teller.formats.day(counted.day), told)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::bundled::read_bundle;
    use crate::domain::world::BuiltInZones;
    use crate::journey::wording::wording;
    use crate::journey::{
        Answers, ClockParts, DateParts, IsoFormats, Language, PromisedTime, Typed, check,
    };

    /// What the example plan promises for a report, seen from another instant.
    fn response(plan: &str, severity: &str, reported: &str, now: &str) -> PromisedTime {
        let pack = include_bytes!("../../../tests/packs/support-plan.json");
        let bundle = read_bundle(pack).expect("an example pack");
        let date = |day: &str| DateParts::of(day.parse().expect("a day"));
        let mut answers = Answers::default();
        let mut give = |fact: &str, value| answers.set(fact, Some(value));
        give("delivered_on", Typed::Date(date("2026-03-01")));
        give("accepted", Typed::YesNo(true));
        give("accepted_on", Typed::Date(date("2026-03-02")));
        give("own_changes", Typed::YesNo(false));
        give("plan", Typed::Choice(plan.to_owned()));
        give("severity", Typed::Choice(severity.to_owned()));
        // Typed in the person's zone, which is UTC here.
        let (day, time) = reported.split_once(' ').expect("a day and a time");
        let (hour, minute) = time.split_once(':').expect("a time");
        let clock = ClockParts {
            hour: hour.to_owned(),
            minute: minute.to_owned(),
        };
        give("reported_at", Typed::Moment(date(day), clock));
        let now = Instant::parse(now).expect("an instant");
        let words = wording(Language::English);
        let view = check(&bundle, &answers, now, words, &IsoFormats, &BuiltInZones);
        let promised = view.expect("a view").answer.promised;
        promised.into_iter().next().expect("a promise")
    }

    fn drawn(promise: PromisedTime) -> Timeline {
        promise.timeline.expect("a drawing")
    }

    /// Four open hours from Friday, 14:00 in Berlin, where it closes at 16:00.
    #[test]
    fn open_time_adds_up_in_the_sentence() {
        let promise = response("gold", "P2", "2026-11-27 13:00", "2026-11-27T13:00:00Z");
        let note = promise.note.clone().expect("a note");
        let lines: Vec<&str> = note.lines().collect();
        assert_eq!(
            lines[..2],
            [
                "4 hours of open time from 2026-11-27T14:00:00+01:00: \
                 2 hours on 2026-11-27 (Fri), 2 hours on 2026-11-30 (Mon).",
                "Not counted: 2026-11-28 (Sat) to 2026-11-29 (Sun).",
            ]
        );
        let drawn = drawn(promise);
        // From Friday 14:00 to Monday 11:00 are 69 hours.
        assert_eq!(drawn.counted, [(0, 2000 / 69), (67_000 / 69, 1000)]);
        assert_eq!(drawn.midnights, [10_000 / 69, 34_000 / 69, 58_000 / 69]);
        assert_eq!((drawn.now, drawn.due), (Some(0), vec![1000]));
        let told: Vec<&str> = drawn.days.iter().map(|(_, told)| told.as_str()).collect();
        assert_eq!(
            told,
            [
                "14:00–16:00 (2 hours)",
                "Not counted",
                "Not counted",
                "09:00–11:00 (2 hours)"
            ]
        );
        assert_eq!(drawn.left.as_deref(), Some("4 hours left"));
    }

    #[test]
    fn working_days_are_counted_in_runs() {
        let promise = response("silver", "P2", "2026-12-23 10:00", "2026-12-23T10:00:00Z");
        let note = promise.note.clone().expect("a note");
        let lines: Vec<&str> = note.lines().collect();
        assert_eq!(
            lines[..2],
            [
                "2 working days: 2026-12-24 (Thu), 2026-12-28 (Mon).",
                "Not counted: 2026-12-23 (Wed), 2026-12-25 (Fri) to 2026-12-27 (Sun).",
            ]
        );
        let drawn = drawn(promise);
        // Days are not left in hours.
        assert_eq!((drawn.left, drawn.counts_down), (None, false));
    }

    #[test]
    fn the_last_hour_is_told_to_the_second() {
        let left = |now| {
            let drawn = drawn(response("gold", "P2", "2026-11-23 08:00", now));
            (drawn.left, drawn.counts_down)
        };
        let told = |left: &str| Some(left.to_owned());
        // Reported at 9:00 and due at 14:00, with an hour of lunch in between.
        assert_eq!(left("2026-11-23T08:00:00Z"), (told("4 hours left"), false));
        assert_eq!(left("2026-11-23T11:59:59Z"), (told("1 hour left"), false));
        assert_eq!(left("2026-11-23T12:00:00Z"), (told("60:00 left"), true));
        assert_eq!(left("2026-11-23T12:59:59Z"), (told("00:01 left"), true));
        assert_eq!(left("2026-11-23T13:00:00Z"), (told("Passed"), false));
        // Before it begins, what is left of it is not what is left of the day.
        assert_eq!(left("2026-11-23T07:59:59Z"), (None, false));
    }

    #[test]
    fn now_is_drawn_unless_it_is_far_away() {
        let now = |now| drawn(response("gold", "P1", "2026-11-23 08:00", now)).now;
        assert_eq!(now("2026-11-23T08:30:00Z"), Some(500));
        // As long after the end as the whole took, and longer.
        assert_eq!(now("2026-11-23T10:00:00Z"), Some(1000));
        assert_eq!(now("2026-11-23T10:00:01Z"), None);
    }
}
