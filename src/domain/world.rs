//! What the domain has to be told about the world.

use super::instant::Instant;
use chrono::{Days, NaiveDate};

/// The outside world: how far each zone is ahead of UTC at an instant.
///
/// The browser answers from `Intl`, native code from chrono-tz; no zone
/// database ships in the wasm. What time it is, is no part of the world: that
/// is the claim's `as_of`.
pub trait World {
    /// Seconds that the IANA zone is ahead of UTC at that instant; `None` for
    /// a zone that is not known.
    fn offset_seconds(&self, zone: &str, at: Instant) -> Option<i32>;
}

/// The civil date in a zone at an instant. A zone that is not known counts as
/// UTC: the linter refuses packs that name one.
pub fn civil_date(world: &dyn World, zone: &str, at: Instant) -> NaiveDate {
    let offset = world.offset_seconds(zone, at).unwrap_or_default();
    let local = at.seconds().saturating_add(i64::from(offset));
    let days = local.div_euclid(86_400);
    let magnitude = Days::new(days.unsigned_abs());
    let epoch = NaiveDate::default();
    let date = if days < 0 {
        epoch.checked_sub_days(magnitude)
    } else {
        epoch.checked_add_days(magnitude)
    };
    date.unwrap_or(epoch)
}

/// Zones from the database compiled into the native program.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Copy, Debug, Default)]
pub struct BuiltInZones;

#[cfg(not(target_arch = "wasm32"))]
impl World for BuiltInZones {
    fn offset_seconds(&self, zone: &str, at: Instant) -> Option<i32> {
        use chrono::{DateTime, Offset, TimeZone};
        let zone: chrono_tz::Tz = zone.parse().ok()?;
        let utc = DateTime::from_timestamp(at.seconds(), 0)?.naive_utc();
        Some(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_turns_at_midnight_in_the_zone() {
        let date = |text: &str| {
            civil_date(
                &BuiltInZones,
                "Asia/Shanghai",
                Instant::parse(text).expect("instant"),
            )
            .to_string()
        };
        assert_eq!(date("2026-11-22T15:59:59Z"), "2026-11-22");
        assert_eq!(date("2026-11-22T16:00:00Z"), "2026-11-23");
        assert_eq!(date("2026-11-22T23:00:00-10:00"), "2026-11-23");
    }
}
