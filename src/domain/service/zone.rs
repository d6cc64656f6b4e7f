//! A zone in the world: where days begin and end.

use crate::domain::instant::Instant;
use crate::domain::world::{World, civil_date};
use chrono::{Datelike, Days, NaiveDate};

pub(super) const DAY: i64 = 86_400;

/// An IANA time zone, together with the world that knows it. A zone that is
/// not known counts as UTC: the linter refuses packs that name one.
#[derive(Clone, Copy)]
pub struct Zone<'a> {
    name: &'a str,
    world: &'a dyn World,
}

impl<'a> Zone<'a> {
    /// The zone of this name.
    pub fn new(name: &'a str, world: &'a dyn World) -> Zone<'a> {
        Zone { name, world }
    }

    /// The civil date at an instant.
    pub fn date(self, at: Instant) -> NaiveDate {
        civil_date(self.world, self.name, at)
    }

    /// 00:00 of a day. Where clocks skip midnight, the instant at which they
    /// do; where they show it twice, the first.
    pub fn start_of(self, day: NaiveDate) -> Instant {
        Instant::of_civil(day, 0, self.name, self.world)
    }

    /// 24:00 of a day, which is 00:00 of the next.
    ///
    /// ```
    /// use cover::domain::policy::document::Day;
    /// use cover::domain::{service::Zone, world::BuiltInZones};
    /// let end = |zone, day| {
    ///     let end = Zone::new(zone, &BuiltInZones).end_of(Day::parse(day).unwrap().0);
    ///     end.to_string()
    /// };
    /// assert_eq!(end("Asia/Shanghai", "2026-11-27"), "2026-11-28T00:00:00+08:00");
    /// // Clocks went from 24:00 to 01:00, and Samoa from the 29th to the 31st.
    /// assert_eq!(end("America/Sao_Paulo", "2018-11-03"), "2018-11-04T01:00:00-02:00");
    /// assert_eq!(end("Pacific/Apia", "2011-12-29"), "2011-12-31T00:00:00+14:00");
    /// ```
    pub fn end_of(self, day: NaiveDate) -> Instant {
        self.start_of(day.checked_add_days(Days::new(1)).unwrap_or(day))
    }

    /// Whether the day took place: a zone that moves across the date line
    /// leaves one out.
    pub fn has(self, day: NaiveDate) -> bool {
        self.start_of(day) < self.end_of(day)
    }

    /// The instant at which clocks show so many seconds since midnight of a
    /// day, as [`Instant::of_civil`] reads it.
    pub(super) fn at(self, day: NaiveDate, time_of_day: i64) -> Instant {
        let minutes = time_of_day.div_euclid(60);
        let whole = Instant::of_civil(day, minutes, self.name, self.world);
        self.written(Instant::new(
            whole.seconds().saturating_add(time_of_day.rem_euclid(60)),
            0,
        ))
    }

    /// Seconds since midnight that clocks show at an instant.
    pub(super) fn time_of_day(self, at: Instant) -> i64 {
        let offset = i64::from(self.offset(at.seconds()));
        at.seconds().saturating_add(offset).rem_euclid(DAY)
    }

    /// The same instant, written in this zone.
    pub fn written(self, at: Instant) -> Instant {
        Instant::new(at.seconds(), self.offset(at.seconds()))
    }

    /// Seconds ahead of UTC at so many seconds since 1970.
    pub(super) fn offset(self, at: i64) -> i32 {
        self.world
            .offset_seconds(self.name, Instant::new(at, 0))
            .unwrap_or_default()
    }
}

/// Days since 1970-01-01.
pub(super) fn epoch_day(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
        .saturating_sub(i64::from(NaiveDate::default().num_days_from_ce()))
}

/// The day so many days after 1970-01-01; `None` past the end of all calendars.
pub(super) fn day_of_epoch(days: i64) -> Option<NaiveDate> {
    let from_ce = days.checked_add(i64::from(NaiveDate::default().num_days_from_ce()))?;
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(from_ce).ok()?)
}
