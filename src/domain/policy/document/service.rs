//! Calendars, commitments, channels and steps, as written.

use super::condition::Condition;
use super::date::DateExpression;
use super::select::{Piecewise, Select};
use super::value::{CalendarSpan, ClockTime, Day, Id, Text, TimeSpan, Window};
#[cfg(not(target_arch = "wasm32"))]
use crate::json::schema::{Definitions, any_of, exactly};
use crate::json::{Json, Node, Shape, object, words};

object! {
    /// Opening hours and working days.
    pub struct Calendar {
        /// Its id.
        id: Id,
        /// What it is called.
        name: Text,
        /// The IANA time zone of its hours.
        zone: String,
        /// Open at all times: 24 hours, 7 days.
        always: bool,
        /// The windows of each day of the week.
        hours: Option<Hours>,
        /// Public holidays and make-up days; without them every week is alike.
        holidays: Option<Holidays>,
        /// The time of day up to which something received counts as received that day.
        cut_off: Option<ClockTime>,
        /// What is assumed about it, where the document gives no hours.
        assumption: Option<Id>,
    }

    /// The windows of each day of the week; a day without windows is closed.
    pub struct Hours {
        /// Monday.
        mon: Vec<Window>,
        /// Tuesday.
        tue: Vec<Window>,
        /// Wednesday.
        wed: Vec<Window>,
        /// Thursday.
        thu: Vec<Window>,
        /// Friday.
        fri: Vec<Window>,
        /// Saturday.
        sat: Vec<Window>,
        /// Sunday.
        sun: Vec<Window>,
    }

    /// Public holidays and make-up days.
    pub struct Holidays {
        /// The public source of the table.
        source: String,
        /// The first year that the table knows.
        from_year: i64,
        /// The last year that the table knows; later dates are provisional.
        through_year: i64,
        /// The days off.
        off: Vec<Holiday>,
        /// Days on which work is made up, or that have other hours.
        on: Vec<ExtraDay>,
    }

    /// A public holiday.
    pub struct Holiday {
        /// Its first day.
        from: Day,
        /// Its last day, if it has several.
        through: Option<Day>,
        /// Its name.
        name: Text,
    }

    /// A day with hours of its own: a make-up day, or half a day.
    pub struct ExtraDay {
        /// The day.
        on: Day,
        /// Its windows.
        hours: Vec<Window>,
        /// Why.
        name: Text,
    }

    /// What must be done by when. It has one of three forms: `within` an
    /// amount `from` an instant or date on a `clock`; `by` a date; or `every`
    /// period. Where the policy gives no figure, `not_stated` says so.
    pub struct Commitment {
        /// Its id.
        id: Id,
        /// What is promised.
        title: Text,
        /// The section that promises it.
        clause: String,
        /// When it serves the claim; always, if left out.
        only_for: Option<Condition>,
        /// The instant or date fact that starts the clock.
        from: Option<Id>,
        /// The amount.
        within: Option<Select<Amount>>,
        /// `elapsed`, or the calendar whose open time is counted.
        clock: Option<String>,
        /// The first day on which it may be done, for a window of days.
        opens: Option<DateExpression>,
        /// The last day on which it may be done.
        by: Option<DateExpression>,
        /// The period in which it is due again.
        every: Option<Every>,
        /// The calendar in whose hours the issuer can be reached meanwhile.
        reached_in: Option<Select<Id>>,
        /// The policy names no figure.
        not_stated: bool,
    }

    /// A step of handling a request.
    pub struct Stage {
        /// Its id.
        id: Id,
        /// What it is called.
        title: Text,
        /// What it is, in a sentence.
        summary: Option<Text>,
        /// The section that describes it.
        clause: String,
        /// The instant that starts the first stage; the others follow.
        from: Option<Id>,
        /// The least that it takes.
        at_least: TimeSpan,
        /// The most that it takes.
        at_most: TimeSpan,
        /// `elapsed`, or a calendar.
        clock: String,
        /// What is done in it.
        tasks: Vec<Text>,
    }

    /// Time or events that the policy allows in a period.
    pub struct Allowance {
        /// Its id.
        id: Id,
        /// What it is called.
        title: Text,
        /// The section that gives it.
        clause: String,
        /// The list of events that use it up.
        fact: Id,
        /// Whether their time or their number counts.
        counts: AllowanceCounts,
        /// The time allowed, where time counts.
        time: Option<Select<TimeSpan>>,
        /// The number allowed, where events count.
        events: Option<Select<i64>>,
        /// In which period.
        period: PeriodKind,
        /// The date from which periods run.
        starts: Option<DateExpression>,
        /// The length of a rolling window or a billing cycle.
        length: Option<CalendarSpan>,
        /// The calendar whose open time counts; all time, if left out.
        clock: Option<String>,
        /// Kinds of events that do not count: values of the events' `kind` field.
        excluding: Vec<String>,
        /// The credit owed by how much was used.
        credit: Option<Piecewise<i64>>,
    }

    /// A way to reach the issuer.
    pub struct Channel {
        /// Its id.
        id: Id,
        /// What it is.
        kind: ChannelKind,
        /// What it is called.
        name: Text,
        /// The number or address; without one the policy gives none.
        address: Option<String>,
        /// The calendar of its hours.
        hours: Option<Select<Id>>,
        /// The section that names it.
        clause: String,
        /// When it is offered; always, if left out.
        when: Option<Condition>,
        /// What to know about it.
        note: Option<Text>,
    }

    /// Where goods go.
    pub struct Address {
        /// Its id.
        id: Id,
        /// The lines of the address; none, where the policy gives no address.
        lines: Vec<Text>,
        /// The section that names it.
        clause: String,
        /// When goods go there; always, if left out.
        when: Option<Condition>,
    }

    /// Whom a person may turn to.
    pub struct Route {
        /// Its id: `issuer`, `seller`, `manufacturer`, `system-maker` or a name of the pack's.
        id: Id,
        /// Who it is, as within a sentence.
        name: Text,
        /// The section that names it.
        clause: String,
        /// When it is open; always, if left out.
        when: Option<Condition>,
    }

    /// A step to take, or something to know.
    pub struct Step {
        /// Its id.
        id: Id,
        /// What it says.
        text: Text,
        /// The section that it comes from.
        clause: String,
        /// When it applies; always, if left out.
        when: Option<Condition>,
        /// For which verdicts; all, if left out.
        verdicts: Vec<String>,
    }
}

/// How much time a commitment allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Time on the commitment's clock: `PT24H`.
    Time(TimeSpan),
    /// Working days of the commitment's calendar, to the end of the last:
    /// `{"working_days": 3}`. The day of the start counts only where
    /// `first_day_counts` says so.
    WorkingDays {
        /// How many.
        days: i64,
        /// Whether the day of the start is the first.
        first_day_counts: bool,
    },
}

impl Shape for Amount {
    fn stand_in() -> Self {
        Amount::Time(TimeSpan::stand_in())
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        if matches!(node.json, Json::Text(_)) {
            return TimeSpan::read(node).map(Amount::Time);
        }
        node.only(&["working_days", "first_day_counts"])?;
        let (days, first_day_counts) = (node.read("working_days"), node.read("first_day_counts"));
        Some(Amount::WorkingDays {
            days: days?,
            first_day_counts: first_day_counts?,
        })
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("Amount", |definitions| {
            let days = i64::schema(definitions);
            any_of(vec![
                TimeSpan::schema(definitions),
                exactly([("working_days", days.clone())]),
                exactly([
                    ("working_days", days),
                    ("first_day_counts", bool::schema(definitions)),
                ]),
            ])
        })
    }
}

words! {
    /// A period in which something is due again.
    pub enum Every {
        /// By the end of each month.
        Month = "month",
        /// By the end of each year.
        Year = "year",
    }

    /// Whether time or events use up an allowance.
    pub enum AllowanceCounts {
        /// The time of the events.
        Time = "time",
        /// Their number.
        Events = "events",
    }

    /// In which period an allowance holds.
    pub enum PeriodKind {
        /// Years from the start of the agreement.
        AgreementYear = "agreement-year",
        /// Months of the calendar.
        CalendarMonth = "calendar-month",
        /// Years of the calendar.
        CalendarYear = "calendar-year",
        /// Cycles of a length from a start.
        BillingCycle = "billing-cycle",
        /// The last so many days or months.
        Rolling = "rolling",
        /// The whole term.
        Term = "term",
    }

    /// What a channel is.
    pub enum ChannelKind {
        /// A telephone number.
        Phone = "phone",
        /// An e-mail address.
        Email = "email",
        /// A ticket system.
        Ticket = "ticket",
        /// Help from afar on the person's own screen.
        Remote = "remote",
        /// Somebody comes.
        OnSite = "on-site",
        /// A web page.
        Web = "web",
        /// A named person.
        Person = "person",
        /// A desk that answers technical questions.
        Desk = "desk",
    }
}
