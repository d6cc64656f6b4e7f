//! Whether a claim is covered, and every rule that says so.
//!
//! Unknown is a value: each rule gives the set of what it can make of the
//! claim (`gate`), and the sets are put together (`possible`) into the set
//! of verdicts that are still possible. One left: that is the verdict,
//! whatever else is unknown. More than one: undetermined, and the questions
//! are the facts of which some answer alone would settle it (`question`).

mod assess;
mod contradiction;
mod editions;
mod gate;
mod possible;
mod question;

pub use assess::{applying, assess};
pub use editions::{Judged, assess_editions};
pub use question::{Answer, AnswerValue, Question};

use super::known::Truth;
use super::policy::document::Pay;
use super::policy::{FactId, ItemId};
use super::term::{Interval, SerialError};
use chrono::NaiveDate;
use std::sync::Arc;

/// The answer to a claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Copy)]
pub enum Verdict {
    /// The policy covers it.
    Covered,
    /// It does not.
    NotCovered,
    /// Outside the warranty, and the policy prices or offers paid service.
    Chargeable,
    /// The policy leaves it to the issuer.
    IssuerDecides,
    /// It depends on what nobody has said.
    Undetermined,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Verdict; 5] = [
        Verdict::Covered,
        Verdict::NotCovered,
        Verdict::Chargeable,
        Verdict::IssuerDecides,
        Verdict::Undetermined,
    ];

    /// The word for it in assessments and packs.
    pub const fn word(self) -> &'static str {
        match self {
            Verdict::Covered => "covered",
            Verdict::NotCovered => "not-covered",
            Verdict::Chargeable => "chargeable",
            Verdict::IssuerDecides => "issuer-decides",
            Verdict::Undetermined => "undetermined",
        }
    }
}

/// What a question or a reason is about: the item, or a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Which package or product it is.
    Item,
    /// A fact.
    Fact(FactId),
}

/// Two things said that cannot both be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// The serial does not fit its scheme.
    Serial,
    /// A count and a direct answer disagree; the count wins. The fact is the answer.
    Count(FactId),
    /// A start of cover before the unit was made. The fact is the start.
    BeforeManufacture(FactId),
    /// Replacements that cannot have followed one another so.
    Replacement,
    /// An agreement that ends before it starts. The fact is the end.
    EndsFirst(FactId),
    /// A fact that follows from the item, and was said otherwise.
    Item(FactId),
}

impl Contradiction {
    /// Whether it leaves the verdict open. A serial that does not fit counts
    /// as unknown, and a count wins over an answer: these two do not.
    pub const fn opens_the_verdict(&self) -> bool {
        !matches!(self, Contradiction::Serial | Contradiction::Count(_))
    }
}

/// Why the verdict is what it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// Two things said cannot both be so.
    Contradiction(Contradiction),
    /// Cover starts later.
    TermNotStarted,
    /// Cover is over.
    TermOver,
    /// There is no agreement.
    NoAgreement,
    /// A counter has reached its limit.
    LimitReached,
    /// An exclusion applies: its place among the pack's.
    Exclusion(usize),
    /// The fault is outside what the line serves.
    OutOfScope,
    /// The table excludes the kind of request.
    Excluded,
    /// The table does not list it.
    NotListed,
    /// The policy leaves it to the issuer.
    IssuerDecides,
    /// The table includes it.
    Included,
    /// Cover runs.
    TermRunning,
    /// Nothing excludes it.
    NoExclusion,
    /// It depends on this.
    Needs(Subject),
}

/// A rule that was tested, and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The line whose rule it is, by its place.
    pub line: usize,
    /// The rule's name, such as `exclusion.liquid`.
    pub rule: Arc<str>,
    /// The section it stands on.
    pub clause: Arc<str>,
    /// Whether the rule's condition holds.
    pub outcome: Truth,
    /// The facts it reads.
    pub facts: Vec<FactId>,
}

/// When cover starts and ends, as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct TermAnswer {
    /// What it starts on, such as `purchase_date`.
    pub basis: String,
    /// The possible first days.
    pub starts: Interval,
    /// The days in which the unit was made, where cover starts there.
    pub manufactured: Option<Interval>,
    /// The possible last covered days; `None` where cover is open.
    pub last: Option<Interval>,
    /// Days from today to the last covered day; 0 on it, negative after it.
    pub days_left: Option<i64>,
    /// Whether a limit has ended cover already.
    pub ended_by_limit: bool,
    /// Whether a replacement moved the end.
    pub by_replacement: bool,
    /// The section that says where cover starts.
    pub clause: String,
}

/// A counter against its limit.
#[derive(Clone, Debug, PartialEq)]
pub struct LimitAnswer {
    /// The limit, by its place in the line.
    pub limit: usize,
    /// The limit itself, in the fact's unit and scale.
    pub most: i64,
    /// How much is used, if it is known.
    pub used: Option<i64>,
    /// The day on which it is reached at the present rate.
    pub projected_end: Option<NaiveDate>,
}

/// The answer for one line.
#[derive(Clone, Debug, PartialEq)]
pub struct LineAnswer {
    /// The line, by its place.
    pub line: usize,
    /// Its verdict.
    pub verdict: Verdict,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What is done, by the remedies' places; where it is covered or may be.
    pub remedies: Vec<usize>,
    /// When cover runs, if there is one way in which it can.
    pub term: Option<TermAnswer>,
    /// Every way in which it can run, where there are several.
    pub possible_terms: Vec<TermAnswer>,
    /// Counters.
    pub limits: Vec<LimitAnswer>,
    /// Who pays.
    pub costs: Option<Pay>,
    /// What is paid back, in percent.
    pub refund_percent: Option<i64>,
}

/// The answer to a claim, with everything that led to it. Places refer to the
/// policy that was asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// The item, if it was said.
    pub item: Option<ItemId>,
    /// The day of judgement in the issuer's zone.
    pub today: NaiveDate,
    /// The verdict over all lines.
    pub verdict: Verdict,
    /// Why, the decisive first.
    pub reasons: Vec<Reason>,
    /// The answer for each line that serves the claim, or may.
    pub lines: Vec<LineAnswer>,
    /// Every rule that was tested.
    pub findings: Vec<Finding>,
    /// What would settle it, the most decisive first.
    pub questions: Vec<Question>,
    /// Facts that would only change a route, a clock or a cost.
    pub details_wanted: Vec<FactId>,
    /// Assumptions that matter, by their places.
    pub assumptions: Vec<usize>,
    /// Routes that are open.
    pub routes: Vec<usize>,
    /// What to do now.
    pub next_steps: Vec<usize>,
    /// What else to know.
    pub notes: Vec<usize>,
    /// How to reach the issuer.
    pub channels: Vec<usize>,
    /// Where goods go.
    pub addresses: Vec<usize>,
    /// What is wrong with the serial.
    pub serial_problem: Option<SerialError>,
    /// The serial that was probably meant by it.
    pub serial_meant: Option<String>,
}

impl Assessment {
    /// The answer to the whole claim where the policy has one line.
    pub fn only_line(&self) -> Option<&LineAnswer> {
        match self.lines.as_slice() {
            [line] => Some(line),
            _ => None,
        }
    }
}
