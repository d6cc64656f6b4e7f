//! Counted time, day by day, as a person would check it on a calendar.

use super::span::Span;
use super::zone::Zone;
use chrono::NaiveDate;

/// A day and what was counted on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedDay {
    /// The day, in the zone of the clock.
    pub day: NaiveDate,
    /// What was counted, in rising order; nothing on a day between two others
    /// on which the clock stood still.
    pub spans: Vec<Span>,
}

impl CountedDay {
    /// How many seconds were counted.
    pub fn seconds(&self) -> i64 {
        let each = self.spans.iter().map(|span| span.seconds());
        each.fold(0, i64::saturating_add)
    }
}

/// The days from the first that was counted to the last, none left out but
/// those that the zone itself leaves out. The spans are in rising order; what
/// crosses midnight is split there, and what is counted stays the same in all.
///
/// ```
/// use cover::domain::service::{Span, Zone, by_day};
/// use cover::domain::{instant::Instant, world::BuiltInZones};
/// let span = |from, until| Span {
///     from: Instant::parse(from).unwrap(),
///     until: Instant::parse(until).unwrap(),
/// };
/// let friday = span("2026-11-27T16:00:00+00:00", "2026-11-27T17:00:00+00:00");
/// let monday = span("2026-11-30T09:00:00+00:00", "2026-11-30T16:00:00+00:00");
/// let days = by_day(&[friday, monday], Zone::new("Europe/London", &BuiltInZones));
/// let hours: Vec<i64> = days.iter().map(|day| day.seconds() / 3600).collect();
/// assert_eq!(hours, [1, 0, 0, 7]);
/// ```
pub fn by_day(spans: &[Span], zone: Zone<'_>) -> Vec<CountedDay> {
    let mut days: Vec<CountedDay> = Vec::new();
    let mut next = spans.first().map(|span| zone.date(span.from));
    let mut ends = None;
    for span in spans {
        let mut from = span.from;
        while from < span.until {
            // The day of this piece: each before it is there already.
            while ends.is_none_or(|ends| ends <= from) {
                let Some(day) = next else { return days };
                if zone.has(day) {
                    let spans = Vec::new();
                    days.push(CountedDay { day, spans });
                }
                ends = Some(zone.end_of(day));
                next = day.succ_opt();
            }
            let until = ends.unwrap_or(span.until).min(span.until);
            if let Some(last) = days.last_mut() {
                last.spans.push(Span { from, until });
            }
            from = until;
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::instant::Instant;
    use crate::domain::world::BuiltInZones;

    fn told(spans: &[(&str, &str)], zone: &str) -> Vec<(String, i64)> {
        let instant = |text| Instant::parse(text).expect("an instant");
        let spans: Vec<Span> = spans
            .iter()
            .map(|(from, until)| Span {
                from: instant(from),
                until: instant(until),
            })
            .collect();
        let days = by_day(&spans, Zone::new(zone, &BuiltInZones));
        let told = days
            .iter()
            .map(|one| (one.day.to_string(), one.seconds() / 60));
        told.collect()
    }

    fn days(days: &[(&str, i64)]) -> Vec<(String, i64)> {
        let each = days.iter();
        each.map(|(day, minutes)| ((*day).to_owned(), *minutes))
            .collect()
    }

    #[test]
    fn a_night_is_split_at_midnight() {
        let night = [("2026-11-27T22:00:00+08:00", "2026-11-28T06:00:00+08:00")];
        assert_eq!(
            told(&night, "Asia/Shanghai"),
            days(&[("2026-11-27", 120), ("2026-11-28", 360)])
        );
    }

    #[test]
    fn what_ends_at_midnight_has_no_next_day() {
        let evening = [("2026-11-27T22:00:00+08:00", "2026-11-28T00:00:00+08:00")];
        assert_eq!(
            told(&evening, "Asia/Shanghai"),
            days(&[("2026-11-27", 120)])
        );
        assert_eq!(told(&[], "Asia/Shanghai"), days(&[]));
    }

    #[test]
    fn two_windows_of_a_day_stand_together() {
        let split = [
            ("2026-11-27T09:00:00+08:00", "2026-11-27T12:00:00+08:00"),
            ("2026-11-27T13:00:00+08:00", "2026-11-27T18:00:00+08:00"),
        ];
        assert_eq!(told(&split, "Asia/Shanghai"), days(&[("2026-11-27", 480)]));
    }

    #[test]
    fn days_have_the_length_that_clocks_give_them() {
        let all = [("2026-03-28T00:00:00Z", "2026-03-30T00:00:00+01:00")];
        assert_eq!(
            told(&all, "Europe/London"),
            days(&[("2026-03-28", 1440), ("2026-03-29", 1380)])
        );
    }

    #[test]
    fn a_day_that_was_left_out_is_not_told() {
        let all = [("2011-12-29T12:00:00-10:00", "2011-12-31T12:00:00+14:00")];
        assert_eq!(
            told(&all, "Pacific/Apia"),
            days(&[("2011-12-29", 720), ("2011-12-31", 720)])
        );
    }
}
