//! Service clocks: who must react by when, and how that comes about.
//!
//! Commitments are counted on a [`Clock`]: all time, or the open time of a
//! pack's calendar. In reading order: a [`Zone`] turns days into instants, a
//! [`Span`] is a piece of time, a [`Clock`] adds, takes away and measures,
//! [`by_day()`] says what was counted when, a [`Desk`] is open or closed,
//! [`staged`] chains the steps of a process, working days end at 24:00 where
//! their calendar is, [`Cycles`] are the periods in which an allowance holds,
//! and [`usage`] is its ledger.
//!
//! Everything is counted in whole seconds, and results are written in the zone
//! of the clock: a calendar's own, or that of whoever made the promise. Which
//! commitment starts where, and what a pack calls it, is not known here.

mod zone;

mod offsets;

mod span;

mod horizon;

mod hours;

mod clock;

mod by_day;

mod desk;

mod stages;

mod working_days;

mod day_deadline;

mod period;

mod ledger;

pub use by_day::{CountedDay, by_day};
pub use clock::{Clock, Deadline, Due};
pub use day_deadline::{DayDeadline, next_end};
pub use desk::Desk;
pub use ledger::{Usage, usage};
pub use period::{Cycles, rolling, whole_term};
pub use span::{Episode, Span};
pub use stages::{StageEnd, Step, staged};
pub use working_days::{
    add_working_days, end_of_working_days, holiday_on, is_working_day, received_on, windows_on,
};
pub use zone::Zone;
