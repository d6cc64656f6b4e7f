//! The clock. Read here and nowhere else; the domain is told.

use crate::domain::instant::Instant;

/// The present instant, written with the offset of the person's own zone.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the edge at which the clock is read"
)]
pub fn now() -> Instant {
    let now = js_sys::Date::new_0();
    // Minutes that UTC is ahead, the other way round than everywhere else.
    let offset = whole(now.get_timezone_offset()).saturating_mul(-60);
    Instant::new(
        whole(now.get_time()).div_euclid(1000),
        i32::try_from(offset).unwrap_or_default(),
    )
}

/// A number of JavaScript's that is whole, as one.
#[expect(
    clippy::cast_possible_truncation,
    reason = "dates are whole milliseconds far below 2^53"
)]
fn whole(number: f64) -> i64 {
    number as i64
}
