//! How long service clocks take: a deadline a year away is to take at most
//! 50 microseconds, the ledger of 1,000 outages at most a millisecond.

#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "criterion's macro makes an undocumented function, and a benchmark may stop"
)]

use cover::domain::instant::Instant;
use cover::domain::policy::document::{Calendar, TimeSpan};
use cover::domain::service::{Clock, Episode, Span, Zone, usage};
use cover::domain::world::BuiltInZones;
use cover::json::{Limits, Node, Problems, Shape, parse};
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::Path;

fn calendars() -> Vec<Calendar> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/calendar/calendars.json");
    let json = parse(&std::fs::read(file).expect("calendars"), Limits::PACK).expect("JSON");
    Vec::read(&Node::root(&json, &Problems::default())).expect("calendars")
}

fn instant(text: &str) -> Instant {
    Instant::parse(text).expect("instant")
}

fn hours(hours: u32) -> TimeSpan {
    TimeSpan {
        seconds: hours.saturating_mul(3600),
    }
}

fn clocks(criterion: &mut Criterion) {
    let calendars = calendars();
    let calendar = |id: &str| {
        let found = calendars.iter().find(|calendar| calendar.id.as_str() == id);
        Clock::open(found.expect("calendar"), &BuiltInZones)
    };
    let start = instant("2026-01-05T09:00:00Z");
    let mut group = criterion.benchmark_group("service");

    // With public holidays and make-up days; with summer time; two windows a day.
    for (id, open_in_a_year) in [("china", 1_980), ("england", 2_130), ("split", 2_200)] {
        let clock = calendar(id);
        let deadline = clock.add(start, hours(open_in_a_year)).expect("it opens");
        let days = deadline.due.seconds().saturating_sub(start.seconds()) / 86_400;
        assert!((355..=370).contains(&days), "{id}: {days} days");
        let name = format!("a deadline a year away: {id}");
        group.bench_function(name, |bencher| {
            bencher.iter(|| clock.add(black_box(start), hours(open_in_a_year)));
        });
    }
    let england = calendar("england");
    group.bench_function("a deadline of 8 hours", |bencher| {
        bencher.iter(|| england.add(black_box(start), hours(8)));
    });
    group.bench_function("a year measured", |bencher| {
        let until = instant("2027-01-05T09:00:00Z");
        bencher.iter(|| england.measure(black_box(start), until));
    });

    // One of seven hours every eight, the last still going on.
    let outages: Vec<Episode> = (0..1_000)
        .map(|number| {
            let from = start.seconds().saturating_add(8 * 3600 * number);
            Episode {
                from: Instant::new(from, 0),
                until: (number < 999).then(|| Instant::new(from.saturating_add(7 * 3600), 0)),
            }
        })
        .collect();
    let period = Span {
        from: instant("2026-01-01T00:00:00Z"),
        until: instant("2027-01-01T00:00:00Z"),
    };
    let as_of = instant("2026-12-15T00:00:00Z");
    let elapsed = Clock::elapsed(Zone::new("Europe/London", &BuiltInZones));
    for (name, clock) in [("all time", elapsed), ("open time", england)] {
        group.bench_function(
            format!("an allowance over 1,000 outages: {name}"),
            |bencher| {
                bencher.iter(|| usage(&clock, period, hours(40), black_box(&outages), &[], as_of));
            },
        );
    }
    group.finish();
}

criterion_group!(benches, clocks);
criterion_main!(benches);
