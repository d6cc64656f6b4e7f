//! What is told when the items of a policy stand side by side, as written.

use super::Setting;
use super::value::{CalendarSpan, ClockTime, Id, Text, TimeSpan};
#[cfg(not(target_arch = "wasm32"))]
use crate::json::schema::{Definitions, any_of, exactly, pattern};
use crate::json::{Json, Node, Shape, object, words};

object! {
    /// What is told when the items stand side by side: work that comes again, scenes to play through, and questions that find the item that fits.
    pub struct Comparison {
        /// Work that is done again and again while cover runs, such as backups.
        upkeep: Vec<Upkeep>,
        /// What is taken to be so where something is played through: answers that a claim would have to give.
        assumes: Vec<Setting>,
        /// What can be played through with one tap.
        scenes: Vec<Scene>,
        /// Questions that find the item that fits.
        needs: Vec<NeedQuestion>,
    }

    /// Work that is done again and again while cover runs.
    pub struct Upkeep {
        /// Its id.
        id: Id,
        /// What it is called.
        title: Text,
        /// Whether it keeps a copy of data: what has changed since the last one can be lost.
        keeps_data: bool,
        /// How often, for each of the items that have it.
        of: Vec<UpkeepOf>,
    }

    /// How often something is done for some items.
    pub struct UpkeepOf {
        /// The items.
        items: Vec<Id>,
        /// How often: once in so long a time.
        every: CalendarSpan,
        /// The section that says so.
        clause: String,
    }

    /// Something that may happen, and when.
    pub struct Scene {
        /// Its id.
        id: Id,
        /// What happens, in a few words.
        title: Text,
        /// The next day on which it does: a day of the week, or a day of the year.
        on: SceneDay,
        /// The time of day, in the issuer's zone.
        at: ClockTime,
        /// How long cover has run by then.
        age: Option<CalendarSpan>,
        /// What is so.
        facts: Vec<Setting>,
    }

    /// A question that helps to find the item that fits.
    pub struct NeedQuestion {
        /// Its id.
        id: Id,
        /// The question.
        question: Text,
        /// Its answers.
        answers: Vec<NeedAnswer>,
    }

    /// An answer, and what it asks of an item.
    pub struct NeedAnswer {
        /// The answer.
        label: Text,
        /// What an item must have for it; nothing, if left out.
        needs: Vec<Need>,
    }

    /// A time of the week, in the issuer's zone.
    pub struct WeekTime {
        /// The day.
        on: Weekday,
        /// The time of day.
        at: ClockTime,
    }
}

words! {
    /// A day of the week.
    pub enum Weekday {
        /// Monday.
        Monday = "mon",
        /// Tuesday.
        Tuesday = "tue",
        /// Wednesday.
        Wednesday = "wed",
        /// Thursday.
        Thursday = "thu",
        /// Friday.
        Friday = "fri",
        /// Saturday.
        Saturday = "sat",
        /// Sunday.
        Sunday = "sun",
    }
}

/// Something that an item must have.
///
/// - `{"reached": {"on": "sun", "at": "03:00"}}`: somebody can be reached then
/// - `{"commitment": "response", "within": "PT8H"}`: the commitment is kept within
///   this time, nights and weekends included
/// - `{"loses": "P7D"}`: data is copied at least once in so long a time
/// - `{"runs": "P12M"}`: cover runs for at least so long
/// - `{"includes": "updates"}`: this kind of request is included
/// - `{"counter": "bytes_written", "at_least": 200}`: the counter's limit is at least
///   this, in the fact's unit and scale
#[derive(Clone, Debug, PartialEq)]
pub enum Need {
    /// Somebody can be reached at this time of the week.
    Reached(WeekTime),
    /// A commitment is kept within this time.
    Within(Id, TimeSpan),
    /// Data is copied at least once in so long a time.
    Loses(CalendarSpan),
    /// Cover runs for at least so long.
    Runs(CalendarSpan),
    /// A kind of request is included.
    Includes(String),
    /// The limit of a counter is at least this.
    Holds(Id, i64),
}

impl Shape for Need {
    fn stand_in() -> Self {
        Need::Includes(String::new())
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        let has = |key| node.json.get(key).is_some();
        if has("reached") {
            node.only(&["reached"])?;
            node.read("reached").map(Need::Reached)
        } else if has("commitment") {
            node.only(&["commitment", "within"])?;
            Some(Need::Within(node.read("commitment")?, node.read("within")?))
        } else if has("loses") {
            node.only(&["loses"])?;
            node.read("loses").map(Need::Loses)
        } else if has("runs") {
            node.only(&["runs"])?;
            node.read("runs").map(Need::Runs)
        } else if has("includes") {
            node.only(&["includes"])?;
            node.read("includes").map(Need::Includes)
        } else if has("counter") {
            node.only(&["counter", "at_least"])?;
            Some(Need::Holds(node.read("counter")?, node.read("at_least")?))
        } else {
            node.expected("what an item must have: `reached`, `commitment` with `within`, `loses`, `runs`, `includes`, or `counter` with `at_least`")
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("Need", |definitions| {
            let (id, span) = (Id::schema(definitions), CalendarSpan::schema(definitions));
            any_of(vec![
                exactly([("reached", WeekTime::schema(definitions))]),
                exactly([
                    ("commitment", id.clone()),
                    ("within", TimeSpan::schema(definitions)),
                ]),
                exactly([("loses", span.clone())]),
                exactly([("runs", span)]),
                exactly([("includes", String::schema(definitions))]),
                exactly([("counter", id), ("at_least", i64::schema(definitions))]),
            ])
        })
    }
}

/// The day of a scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SceneDay {
    /// A day of the week: `"sat"`.
    Weekly(Weekday),
    /// A month and a day of it, each year: `"01-01"`.
    Yearly(u32, u32),
}

/// Reads `MM-DD`, a day that every year has.
fn day_of_year(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('-')?;
    let number = |digits: &str| -> Option<u32> {
        let is_two = digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit());
        is_two.then(|| digits.parse().ok()).flatten()
    };
    let (month, day) = (number(month)?, number(day)?);
    // Whatever a year without a 29 February has, every year has.
    chrono::NaiveDate::from_ymd_opt(2023, month, day).map(|_| (month, day))
}

impl Shape for SceneDay {
    fn stand_in() -> Self {
        SceneDay::Weekly(Weekday::Monday)
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        if let Json::Text(text) = node.json
            && text.starts_with(|letter: char| letter.is_ascii_digit())
        {
            return match day_of_year(text) {
                Some((month, day)) => Some(SceneDay::Yearly(month, day)),
                None => node.refuse(
                    "shape.scene-day",
                    &format!("`{text}` is not a day of every year"),
                    "write the month and the day as 01-31",
                ),
            };
        }
        Weekday::read(node).map(SceneDay::Weekly)
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("SceneDay", |_| {
            pattern(
                "A day of the week, such as sat, or a day of each year, such as 01-31.",
                "^(mon|tue|wed|thu|fri|sat|sun|[01][0-9]-[0-3][0-9])$",
            )
        })
    }
}
