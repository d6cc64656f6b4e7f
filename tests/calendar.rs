//! Service clocks against vectors, laws and a second implementation.
//!
//! The vectors are rows under `tests/calendar/`, on the calendars in
//! `calendars.json` there. Rows marked `hand` were worked out by hand, from the
//! source they name; those marked `script` by a program of another language
//! over another zone database. None was taken from the implementation.
//!
//! Instants are compared as written, offset included. Lists are separated by
//! semicolons, the ends of a span by a slash; an end left out is still to come.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it does not expect"
)]

#[path = "properties/tried.rs"]
mod tried;

#[path = "calendar/laws.rs"]
mod laws;
#[path = "calendar/minutes.rs"]
mod minutes;
#[path = "calendar/zones.rs"]
mod zones;

use chrono::NaiveDate;
use cover::domain::instant::Instant;
use cover::domain::policy::document::{Calendar, CalendarSpan, Day, Every, TimeSpan};
use cover::domain::service::{
    Clock, Cycles, Desk, Due, Episode, Span, Step, Zone, end_of_working_days, next_end,
    received_on, rolling, staged, usage, whole_term,
};
use cover::domain::world::BuiltInZones;
use cover::json::{Json, Limits, Node, Problems, Shape, parse};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static CALENDARS: LazyLock<BTreeMap<String, Calendar>> = LazyLock::new(|| {
    let bytes = fs::read(folder().join("calendars.json")).expect("calendars");
    let calendars: Vec<Calendar> = shape(&parse(&bytes, Limits::PACK).expect("JSON"));
    calendars
        .into_iter()
        .map(|calendar| (calendar.id.as_str().to_owned(), calendar))
        .collect()
});

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/calendar")
}

/// What a pack says in these words.
fn shape<T: Shape>(json: &Json) -> T {
    let problems = Problems::default();
    let read = T::read(&Node::root(json, &problems));
    let problems = problems.into_vec();
    assert!(problems.is_empty(), "{json}: {problems:#?}");
    read.expect("no problem")
}

/// One row of a file: its columns by name.
struct Row {
    place: String,
    columns: BTreeMap<String, String>,
}

impl Row {
    fn text(&self, column: &str) -> &str {
        let text = self.columns.get(column);
        text.unwrap_or_else(|| panic!("{}: no column {column}", self.place))
    }

    fn instant(&self, column: &str) -> Instant {
        instant(self.text(column))
    }

    fn day(&self, column: &str) -> NaiveDate {
        Day::parse(self.text(column)).expect("day").0
    }

    fn time(&self, column: &str) -> TimeSpan {
        shape(&self.text(column).into())
    }

    fn clock(&self) -> Clock<'_> {
        let name = self.text("clock");
        match name.strip_prefix("elapsed@") {
            Some(zone) => Clock::elapsed(Zone::new(zone, &BuiltInZones)),
            None => Clock::open(&CALENDARS[name], &BuiltInZones),
        }
    }

    fn zone(&self) -> Zone<'_> {
        Zone::new(self.text("zone"), &BuiltInZones)
    }

    fn list(&self, column: &str) -> impl Iterator<Item = (&str, &str)> {
        let items = self.text(column).split(';').filter(|item| !item.is_empty());
        items.map(|item| item.split_once('/').expect("two ends"))
    }

    fn episodes(&self, column: &str) -> Vec<Episode> {
        let episode = |(from, until): (&str, &str)| Episode {
            from: instant(from),
            until: (!until.is_empty()).then(|| instant(until)),
        };
        self.list(column).map(episode).collect()
    }
}

fn instant(text: &str) -> Instant {
    Instant::parse(text).unwrap_or_else(|| panic!("{text} is not an instant"))
}

fn yes_or_no(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

fn or(value: Option<impl Display>, none: &str) -> String {
    value.map_or(none.to_owned(), |value| value.to_string())
}

fn iso(seconds: i64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let part = |amount: i64, unit: &str| match amount {
        0 => String::new(),
        _ => format!("{amount}{unit}"),
    };
    match part(hours, "H") + &part(minutes, "M") + &part(seconds, "S") {
        none if none.is_empty() => "PT0S".to_owned(),
        some => format!("PT{some}"),
    }
}

fn written(spans: &[Span]) -> String {
    let ends = |span: &Span| format!("{}/{}", span.from, span.until);
    spans.iter().map(ends).collect::<Vec<_>>().join(";")
}

/// Runs every row of a file: what it gives must be what its columns of these
/// names say.
fn check(file: &str, results: &[&str], run: impl Fn(&Row) -> Vec<String>) {
    let text = fs::read_to_string(folder().join(file)).expect("vectors");
    let mut lines = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.starts_with('#'));
    let names: Vec<&str> = lines.next().expect("header").1.split(',').collect();
    let (mut wrong, mut rows) = (Vec::new(), 0);
    for (number, line) in lines {
        let columns: Vec<&str> = line.split(',').collect();
        assert_eq!(columns.len(), names.len(), "{file}:{number}");
        let row = Row {
            place: format!("{file}:{number}"),
            columns: names.iter().zip(columns).map(owned).collect(),
        };
        assert!(["hand", "script"].contains(&row.text("checked")));
        let given = run(&row);
        assert_eq!(given.len(), results.len());
        for (name, given) in results.iter().zip(given) {
            let wanted = row.text(name);
            if wanted != given {
                let (place, source) = (&row.place, row.text("source"));
                wrong.push(format!(
                    "{place}: {source}: {name} is {given}, not {wanted}"
                ));
            }
        }
        rows += 1;
    }
    assert!(rows > 0, "{file} is empty");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn owned((name, value): (&&str, &str)) -> (String, String) {
    ((*name).to_owned(), value.to_owned())
}

#[test]
fn adding() {
    check("add.csv", &["due", "provisional"], |row| {
        let due = row.clock().add(row.instant("from"), row.time("amount"));
        let provisional = due.as_ref().is_some_and(|due| due.provisional);
        vec![or(due.map(|due| due.due), "never"), yes_or_no(provisional)]
    });
}

#[test]
fn counted_spans() {
    check("spans.csv", &["spans"], |row| {
        let due = row.clock().add(row.instant("from"), row.time("amount"));
        vec![written(&due.expect("due").spans)]
    });
}

#[test]
fn subtracting() {
    check("subtract.csv", &["from"], |row| {
        let from = row
            .clock()
            .subtract(row.instant("until"), row.time("amount"));
        vec![or(from, "never")]
    });
}

#[test]
fn measuring() {
    check("measure.csv", &["amount"], |row| {
        let seconds = row
            .clock()
            .measure(row.instant("from"), row.instant("until"));
        vec![iso(seconds)]
    });
}

#[test]
fn pausing() {
    check("pauses.csv", &["due"], |row| {
        let pauses = row.episodes("pauses");
        let due = row
            .clock()
            .due(row.instant("from"), row.time("amount"), &pauses);
        vec![match due {
            Due::At(deadline) => deadline.due.to_string(),
            Due::Paused { since, left } => format!("paused {} since {since}", iso(left)),
            Due::Never => "never".to_owned(),
        }]
    });
}

#[test]
fn changes_of_the_clocks() {
    check("daylight-saving.csv", &["spans"], |row| {
        vec![written(
            &row.clock().spans(row.instant("from"), row.instant("until")),
        )]
    });
}

#[test]
fn working_days() {
    check("working-days.csv", &["last", "due", "provisional"], |row| {
        let calendar = &CALENDARS[row.text("calendar")];
        let zone = Zone::new(&calendar.zone, &BuiltInZones);
        let days = row.text("days").parse().expect("days");
        let first_day_counts = row.text("first_day_counts") == "yes";
        let end = received_on(calendar, row.instant("received"), &BuiltInZones)
            .and_then(|day| end_of_working_days(calendar, day, days, first_day_counts, zone));
        vec![
            or(end.map(|end| end.last), "never"),
            or(end.map(|end| end.due), "never"),
            yes_or_no(end.is_some_and(|end| end.provisional)),
        ]
    });
}

#[test]
fn open_now_and_opens_at() {
    check("opens-at.csv", &["state", "until"], |row| {
        let (state, until) = match row.clock().desk(row.instant("at")) {
            Desk::Open { closes } => ("open", closes),
            Desk::Closed { opens } => ("closed", opens),
        };
        vec![state.to_owned(), or(until, "none")]
    });
}

#[test]
fn ledgers() {
    let results = ["used", "left", "over", "availability_ppm", "exhausted_at"];
    check("ledger.csv", &results, |row| {
        let (from, until) = row.list("period").next().expect("period");
        let period = Span {
            from: instant(from),
            until: instant(until),
        };
        let (events, excluded) = (row.episodes("events"), row.episodes("excluded"));
        let (allowed, as_of) = (row.time("allowed"), row.instant("as_of"));
        let usage = usage(&row.clock(), period, allowed, &events, &excluded, as_of);
        vec![
            iso(usage.used),
            iso(usage.left),
            iso(usage.over),
            usage.availability_ppm.to_string(),
            or(usage.exhausted_at, "none"),
        ]
    });
}

#[test]
fn periods() {
    check("periods.csv", &["number", "from", "until"], |row| {
        let (at, zone) = (row.instant("at"), row.zone());
        let length = || shape::<CalendarSpan>(&row.text("length").into());
        let cycles = match row.text("kind") {
            "agreement-year" => Some(Cycles::agreement_years(row.day("anchor"))),
            "calendar-month" => Some(Cycles::calendar_months(row.day("anchor"))),
            "calendar-year" => Some(Cycles::calendar_years(row.day("anchor"))),
            "billing-cycle" => Some(Cycles::new(row.day("anchor"), length())),
            _ => None,
        };
        let number = cycles.and_then(|cycles| cycles.number_at(at, zone));
        let span = match (cycles, row.text("kind")) {
            (Some(cycles), _) => cycles.at(at, zone),
            (None, "rolling") => Some(rolling(length(), at, zone)),
            (None, _) => Some(whole_term(row.day("anchor"), row.day("length"), zone)),
        };
        vec![
            or(number, "none"),
            or(span.map(|span| span.from), "none"),
            or(span.map(|span| span.until), "none"),
        ]
    });
}

#[test]
fn ends_of_months_and_years() {
    check("month-ends.csv", &["last", "due"], |row| {
        let every: Every = shape(&row.text("every").into());
        let end = next_end(every, row.instant("at"), row.zone());
        vec![end.last.to_string(), end.due.to_string()]
    });
}

#[test]
fn stages() {
    check("stages.csv", &["ends"], |row| {
        let clock = row.clock();
        let steps: Vec<Step<'_>> = row
            .list("steps")
            .map(|(least, most)| Step {
                clock,
                at_least: shape(&least.into()),
                at_most: shape(&most.into()),
            })
            .collect();
        let ends = staged(row.instant("from"), &steps).map(|ends| {
            let ends = ends.iter().map(|end| Span {
                from: end.earliest,
                until: end.latest,
            });
            written(&ends.collect::<Vec<_>>())
        });
        vec![or(ends, "never")]
    });
}
