//! Calendars and the clocks that run on them.

mod working_days;

pub use working_days::{add_working_days, is_working_day, windows_on};
