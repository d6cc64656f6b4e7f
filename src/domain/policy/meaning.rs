//! The parts of a policy's meaning: rules with their names resolved.

use super::document::{AfterRemedy, Band, CalendarSpan, FactType, Inclusion, Precision, Role};
use chrono::NaiveDate;
use std::sync::Arc;

/// A fact of a policy, by its place among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FactId(u16);

/// An item of a policy, by its place among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemId(u16);

impl FactId {
    /// The fact in this place. No pack within the size limit has 65,536.
    pub fn from_index(index: usize) -> FactId {
        FactId(u16::try_from(index).unwrap_or(u16::MAX))
    }

    /// Its place.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl ItemId {
    /// The item in this place.
    pub fn from_index(index: usize) -> ItemId {
        ItemId(u16::try_from(index).unwrap_or(u16::MAX))
    }

    /// Its place.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A fact with what rules need to know of it.
#[derive(Clone, Debug)]
pub struct FactEntry {
    /// Its id in claims.
    pub id: String,
    /// What kind of answer it takes.
    pub kind: FactType,
    /// What it bears on.
    pub role: Role,
    /// When it is asked.
    pub when: Option<Condition>,
    /// The values of a choice, or the places of a place.
    pub options: Vec<String>,
    /// Where its words stand in the pack.
    pub source: FactSource,
}

/// Where the words of a fact stand in the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactSource {
    /// Among the facts, in this place.
    Declared(usize),
    /// Among the exclusions, in this place.
    Exclusion(usize),
}

/// An item with the facts that follow from it.
#[derive(Clone, Debug)]
pub struct ItemEntry {
    /// Its id in claims.
    pub id: String,
    /// Each fact and the value it has for this item.
    pub sets: Vec<(FactId, Test)>,
}

/// A condition over facts, in three-valued logic.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// A fact passes a test.
    Fact(FactId, Test),
    /// The item is one of these.
    Item(Vec<ItemId>),
    /// All hold; with none, it holds.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

/// What a known fact is tested for.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// It is this answer.
    YesNo(bool),
    /// It is one of these options.
    Option(Vec<u16>),
    /// It is one of these numbers.
    Integer(Vec<i64>),
    /// It is one of these texts.
    Text(Vec<String>),
    /// It is a number in this range.
    Number(Range<i64>),
    /// It is a date in this range.
    Date(Range<NaiveDate>),
}

/// A range whose bounds say whether they belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range<T> {
    /// The lower bound and whether it belongs.
    pub lower: Option<(T, bool)>,
    /// The upper bound and whether it belongs.
    pub upper: Option<(T, bool)>,
}

impl<T: PartialOrd + Copy> Range<T> {
    /// Whether the value lies in the range.
    pub fn contains(&self, value: T) -> bool {
        let above = self.lower.is_none_or(|(bound, included)| {
            if included {
                value >= bound
            } else {
                value > bound
            }
        });
        let below = self.upper.is_none_or(|(bound, included)| {
            if included {
                value <= bound
            } else {
                value < bound
            }
        });
        above && below
    }
}

/// A value, or the first whose condition holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Selected<T> {
    /// The value.
    Value(T),
    /// Cases in order, and what holds otherwise.
    Cases(Vec<(Condition, Selected<T>)>, Option<Box<Selected<T>>>),
}

/// A date worked out from facts.
#[derive(Clone, Debug, PartialEq)]
pub enum DateRule {
    /// A date fact.
    Fact(FactId),
    /// A fixed date.
    Day(NaiveDate),
    /// The days in which the serial says the unit was made.
    Made,
    /// The first day of the term.
    TermStart,
    /// The last covered day of the term.
    LastCoveredDay,
    /// A length after a date.
    Add(CalendarSpan, Box<DateRule>),
    /// A length before a date.
    Subtract(CalendarSpan, Box<DateRule>),
    /// Working days after a date, by the calendar in this place.
    AddWorkingDays(u32, Box<DateRule>, usize),
    /// The earliest of several.
    Earlier(Vec<DateRule>),
    /// The latest of several.
    Later(Vec<DateRule>),
    /// One or the other.
    If(Condition, Box<DateRule>, Box<DateRule>),
    /// Known only to this precision.
    AnyDayOf(Precision, Box<DateRule>),
}

/// The rules of a line.
#[derive(Clone, Debug)]
pub struct LineRules {
    /// When the line serves the claim.
    pub applies: Option<Condition>,
    /// Its rules, in the order in which they are tested and told.
    pub gates: Vec<Gate>,
    /// When cover runs.
    pub term: Option<TermRules>,
    /// The counters that end it.
    pub limits: Vec<LimitRule>,
    /// The exclusions that concern it.
    pub exclusions: Vec<ExclusionRule>,
    /// Which requests are included.
    pub inclusions: Option<InclusionRule>,
    /// Who pays where it is covered.
    pub covered: Option<Selected<super::document::Pay>>,
    /// Who pays where it is not.
    pub not_covered: Option<Selected<super::document::Pay>>,
    /// For each remedy of the pack's line, when it is offered.
    pub remedies: Vec<(Option<Condition>, Option<RuleTable<bool>>)>,
    /// What is paid back, in percent.
    pub refund: Option<RuleTable<i64>>,
}

/// A rule that stands between a claim and cover.
#[derive(Clone, Debug)]
pub struct Gate {
    /// What kind of rule it is.
    pub rule: Rule,
    /// Its name in findings. Shared with every finding of it.
    pub name: Arc<str>,
    /// The section that it stands on.
    pub clause: Arc<str>,
    /// The facts that it reads.
    pub facts: Vec<FactId>,
    /// Whether it reads the item or a shared fact, so that it must be tested
    /// again for each of their values.
    pub varies: bool,
}

/// The kinds of rules, with the place of the rule among the line's.
#[derive(Clone, Debug)]
pub enum Rule {
    /// There must be an agreement: when it is asked, and what must hold.
    Agreement(Option<Condition>, Condition),
    /// Cover must run.
    Term,
    /// A counter must not have reached its limit. If the limit is also an
    /// exclusion, that is the next gate.
    Limit(usize),
    /// It must not have happened.
    Exclusion(usize),
    /// The fault must be in scope: when it is asked, and what must hold.
    Scope(Option<Condition>, Condition),
    /// The kind of request must be included.
    Inclusion,
    /// The policy leaves it to the issuer: when it is asked, and when it does.
    IssuerDecides(Option<Condition>, Condition),
}

/// When cover runs.
#[derive(Clone, Debug)]
pub struct TermRules {
    /// The possible starts; the first whose condition holds is taken.
    pub starts: Vec<StartRule>,
    /// The last day where an agreement names one: the fact, open while unknown.
    pub ends: Option<DateRule>,
    /// Whether the first day is part of the length.
    pub counts_start_day: bool,
    /// Paid service past the term.
    pub bands: Option<RuleTable<Band>>,
    /// Whether limits, exclusions and scope are asked past the term as well.
    pub asks_cause: bool,
    /// How replaced units are covered: the fact and the rule.
    pub after_remedy: Option<(FactId, AfterRemedy)>,
}

/// A start of cover.
#[derive(Clone, Debug)]
pub struct StartRule {
    /// What it is called.
    pub basis: String,
    /// When it is taken.
    pub when: Option<Condition>,
    /// The date.
    pub date: DateRule,
    /// How long cover runs from it; open without one.
    pub length: Option<Selected<CalendarSpan>>,
    /// The section that says so.
    pub clause: String,
}

/// A counter that ends cover.
#[derive(Clone, Debug)]
pub struct LimitRule {
    /// Its id.
    pub id: String,
    /// The fact that counts.
    pub fact: FactId,
    /// The limit.
    pub limit: Selected<i64>,
    /// Whether cover still holds at exactly the limit.
    pub holds_at_limit: bool,
    /// The yes/no fact that stands in for an unknown count, and the exclusion's place in the line.
    pub exclusion: Option<FactId>,
}

/// Something that is not covered.
#[derive(Clone, Debug)]
pub struct ExclusionRule {
    /// Its place among the pack's exclusions.
    pub index: usize,
    /// The yes/no fact that asks for it.
    pub fact: FactId,
    /// When it is asked.
    pub only_for: Option<Condition>,
    /// When it applies.
    pub when: Condition,
    /// The limits that are this exclusion, by their places.
    pub limits: Vec<usize>,
}

/// Which requests are included.
#[derive(Clone, Debug)]
pub struct InclusionRule {
    /// The choice fact.
    pub fact: FactId,
    /// The rows.
    pub rows: Vec<RowRule>,
}

/// A row of an inclusion table.
#[derive(Clone, Debug)]
pub struct RowRule {
    /// The options it serves.
    pub kinds: Vec<u16>,
    /// The answer and the section that gives it.
    pub answer: Selected<(Inclusion, String)>,
}

/// A table of steps.
#[derive(Clone, Debug)]
pub struct RuleTable<T> {
    /// What it is keyed by.
    pub of: Measured,
    /// Bounds and values. Ages are compared as dates: the date reached by
    /// adding the bound to the measured date.
    pub rows: Vec<(super::document::Bounds, T)>,
}

/// What a table is keyed by.
#[derive(Clone, Debug)]
pub enum Measured {
    /// A number.
    Fact(FactId),
    /// One number as a percentage of another.
    Ratio(FactId, FactId),
    /// The time since a date.
    Since(DateRule),
}
