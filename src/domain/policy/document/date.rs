//! Date expressions, as written.

use super::condition::Condition;
use super::value::{CalendarSpan, Day, Id};
#[cfg(not(target_arch = "wasm32"))]
use crate::json::schema::{Definitions, any_of, exactly};
use crate::json::{Json, Node, Shape, words};

/// A date worked out from facts.
///
/// - `"purchase_date"`: a date fact
/// - `{"date": "2024-01-01"}`: a fixed date
/// - `{"made": "serial"}`: the days in which the serial says it was made
/// - `{"term": "start"}`, `{"term": "last-covered-day"}`: of the line's term
/// - `{"add": "P2Y", "to": …}`, `{"subtract": "P1M", "from": …}`
/// - `{"add_working_days": 10, "to": …, "calendar": "cn"}`: the day itself is
///   not counted
/// - `{"earlier": […]}`, `{"later": […]}`
/// - `{"if": …, "then": …, "else": …}`
/// - `{"any_day_of": "month", "with": …}`: a date known only to that precision
#[derive(Clone, Debug, PartialEq)]
pub enum DateExpression {
    /// A date fact.
    Fact(Id),
    /// A fixed date.
    Day(Day),
    /// The days of manufacture that a serial fact shows.
    Made(Id),
    /// The first day of the line's term.
    TermStart,
    /// The last covered day of the line's term.
    LastCoveredDay,
    /// A date and a length after it; all months in one step, clamped.
    Add(CalendarSpan, Box<DateExpression>),
    /// A date and a length before it.
    Subtract(CalendarSpan, Box<DateExpression>),
    /// A date and working days after it, not counting itself.
    AddWorkingDays(i64, Box<DateExpression>, Id),
    /// The earliest of several.
    Earlier(Vec<DateExpression>),
    /// The latest of several.
    Later(Vec<DateExpression>),
    /// One date or another.
    If(Condition, Box<DateExpression>, Box<DateExpression>),
    /// Any day of the week, month or year that a date lies in.
    AnyDayOf(Precision, Box<DateExpression>),
}

words! {
    /// How precisely a date is known.
    pub enum Precision {
        /// To the ISO week.
        Week = "week",
        /// To the month.
        Month = "month",
        /// To the year.
        Year = "year",
    }
}

impl Shape for DateExpression {
    fn stand_in() -> Self {
        DateExpression::TermStart
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        if matches!(node.json, Json::Text(_)) {
            return Id::read(node).map(DateExpression::Fact);
        }
        let first = [
            "date",
            "made",
            "term",
            "add",
            "subtract",
            "add_working_days",
            "earlier",
            "later",
            "if",
            "any_day_of",
        ]
        .into_iter()
        .find(|key| node.json.get(key).is_some());
        match first {
            Some("date") => {
                node.only(&["date"])?;
                node.read("date").map(DateExpression::Day)
            }
            Some("made") => {
                node.only(&["made"])?;
                node.read("made").map(DateExpression::Made)
            }
            Some("term") => {
                node.only(&["term"])?;
                match node.json.get("term").and_then(Json::as_text) {
                    Some("start") => Some(DateExpression::TermStart),
                    Some("last-covered-day") => Some(DateExpression::LastCoveredDay),
                    _ => node.expected("`start` or `last-covered-day`"),
                }
            }
            Some("add") => {
                node.only(&["add", "to"])?;
                let (span, to) = (node.read("add"), node.read("to"));
                Some(DateExpression::Add(span?, to?))
            }
            Some("subtract") => {
                node.only(&["subtract", "from"])?;
                let (span, from) = (node.read("subtract"), node.read("from"));
                Some(DateExpression::Subtract(span?, from?))
            }
            Some("add_working_days") => {
                node.only(&["add_working_days", "to", "calendar"])?;
                let (days, to, calendar) = (node.read("add_working_days"), node.read("to"), node.read("calendar"));
                Some(DateExpression::AddWorkingDays(days?, to?, calendar?))
            }
            Some("earlier") => {
                node.only(&["earlier"])?;
                node.read("earlier").map(DateExpression::Earlier)
            }
            Some("later") => {
                node.only(&["later"])?;
                node.read("later").map(DateExpression::Later)
            }
            Some("if") => {
                node.only(&["if", "then", "else"])?;
                let (when, then, otherwise) = (node.read("if"), node.read("then"), node.read("else"));
                Some(DateExpression::If(when?, then?, otherwise?))
            }
            Some("any_day_of") => {
                node.only(&["any_day_of", "with"])?;
                let (precision, of) = (node.read("any_day_of"), node.read("with"));
                Some(DateExpression::AnyDayOf(precision?, of?))
            }
            _ => node.expected("a date fact, or an object with `date`, `made`, `term`, `add`, `subtract`, `add_working_days`, `earlier`, `later`, `if` or `any_day_of`"),
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("DateExpression", |definitions| {
            let itself = DateExpression::schema(definitions);
            let list = Json::members([
                ("type", Some("array".into())),
                ("items", Some(itself.clone())),
            ]);
            let (id, span) = (Id::schema(definitions), CalendarSpan::schema(definitions));
            any_of(vec![
                id.clone(),
                exactly([("date", Day::schema(definitions))]),
                exactly([("made", id.clone())]),
                exactly([(
                    "term",
                    Json::members([("enum", Some(Json::list(["start", "last-covered-day"])))]),
                )]),
                exactly([("add", span.clone()), ("to", itself.clone())]),
                exactly([("subtract", span), ("from", itself.clone())]),
                exactly([
                    ("add_working_days", i64::schema(definitions)),
                    ("to", itself.clone()),
                    ("calendar", id),
                ]),
                exactly([("earlier", list.clone())]),
                exactly([("later", list)]),
                exactly([
                    ("if", Condition::schema(definitions)),
                    ("then", itself.clone()),
                    ("else", itself.clone()),
                ]),
                exactly([
                    ("any_day_of", Precision::schema(definitions)),
                    ("with", itself),
                ]),
            ])
        })
    }
}
