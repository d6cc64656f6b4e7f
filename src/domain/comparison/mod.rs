//! The items of a policy side by side: what each has of what the policy promises
//! ([`table`]), what becomes of the same situation with each of them ([`scene`]), and
//! which of them has what a person needs ([`fit`]).
//!
//! The rules are the policy's: nothing here is decided by the pack's `comparison`
//! beyond what no other rule says, such as how often data is copied. That section
//! gives the situations and the questions.

pub mod fit;
pub mod scene;
pub mod table;

mod read;

use super::claim::Value;
use super::policy::document::{CalendarSpan, ClockTime, SceneDay, Text, Weekday};
use super::policy::{FactId, ItemId};
use super::term::after;
use chrono::{Months, NaiveDate};

/// What a pack says of its items side by side, with its names resolved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Work that comes again.
    pub upkeep: Vec<UpkeepRule>,
    /// What is taken to be so where something is played through.
    pub assumes: Vec<(FactId, Value)>,
    /// What can be played through.
    pub scenes: Vec<SceneRule>,
    /// Questions that find the item that fits.
    pub questions: Vec<NeedQuestion>,
}

/// Work that comes again while cover runs.
#[derive(Clone, Debug, PartialEq)]
pub struct UpkeepRule {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// Whether it keeps a copy of data.
    pub keeps_data: bool,
    /// How often, and the section that says so; by item, where the item has it.
    pub of: Vec<(ItemId, CalendarSpan, String)>,
}

/// Something to play through.
#[derive(Clone, Debug, PartialEq)]
pub struct SceneRule {
    /// Its id.
    pub id: String,
    /// What happens.
    pub title: Text,
    /// On which day.
    pub on: SceneDay,
    /// At what time.
    pub at: ClockTime,
    /// How long cover has run by then.
    pub age: Option<CalendarSpan>,
    /// What is so.
    pub facts: Vec<(FactId, Value)>,
}

/// A question that helps to find the item that fits.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedQuestion {
    /// Its id.
    pub id: String,
    /// The question.
    pub question: Text,
    /// Each answer, and what it asks of an item.
    pub answers: Vec<(Text, Vec<Need>)>,
}

/// Something that an item must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// Somebody can be reached at this time of the week.
    Reached(Weekday, ClockTime),
    /// The commitment in this place is kept within so many seconds of elapsed time.
    Within(usize, u32),
    /// Data is copied at least once in so long a time.
    Loses(CalendarSpan),
    /// Cover runs for at least so long.
    Runs(CalendarSpan),
    /// The choice has this option, and it is included.
    Includes(FactId, u16),
    /// The limit of the counter is at least this.
    Holds(FactId, i64),
}

impl UpkeepRule {
    /// How often it is done for an item, and the section that says so.
    pub fn of_item(&self, item: ItemId) -> Option<(CalendarSpan, &str)> {
        let mut each = self.of.iter();
        let (_, every, clause) = each.find(|(of, ..)| *of == item)?;
        Some((*every, clause))
    }
}

impl Comparison {
    /// The longest time of which data can be lost with an item, by the copy that is
    /// made most often.
    pub fn loses(&self, item: ItemId) -> Option<CalendarSpan> {
        let copies = self.upkeep.iter().filter(|upkeep| upkeep.keeps_data);
        let spans = copies.filter_map(|upkeep| Some(upkeep.of_item(item)?.0));
        spans.min_by_key(|span| most_days(*span))
    }
}

/// The most days that a length of the calendar can have: a month is 31 at most, a
/// year 366.
///
/// ```
/// use cover::domain::comparison::most_days;
/// use cover::domain::policy::document::CalendarSpan;
/// assert_eq!(most_days(CalendarSpan { months: 1, days: 0 }), 31);
/// assert_eq!(most_days(CalendarSpan { months: 2, days: 1 }), 63);
/// assert_eq!(most_days(CalendarSpan { months: 12, days: 0 }), 366);
/// ```
pub fn most_days(span: CalendarSpan) -> i64 {
    // Four years hold every order of months.
    const MONTHS: u32 = 48;
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
    let starts = (0..MONTHS).filter_map(|months| first.checked_add_months(Months::new(months)));
    let days = starts.map(|start| after(start, span).signed_duration_since(start).num_days());
    days.max().unwrap_or_default()
}
