//! When cover starts and ends.

mod period;
mod run;
mod serial;

pub use period::{Interval, after, before, first_day, last_day};
pub use run::{
    Cover, Outcomes, Possibility, band, each_possibility, ends_first, outcomes, replacements_agree,
};
pub use serial::{Expected, SerialError, SerialReading, manufactured, meant, normalised, written};
