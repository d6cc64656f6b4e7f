//! The parts of a policy's meaning: rules with their names resolved.

use super::document::{
    AfterRemedy, Amount, Band, Bounds, CalendarSpan, ChannelKind, Choice, EventField, Every,
    FactType, Inclusion, Pay, PeriodKind, Precision, RemedyChoice, RemedyKind, RemedyUnit,
    RequestKind, Role, SerialPart, Text, TimeSpan,
};
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

/// A fact: what can be asked, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct FactEntry {
    /// Its id in claims.
    pub id: String,
    /// What kind of answer it takes.
    pub kind: FactType,
    /// What it bears on.
    pub role: Role,
    /// Where it comes from.
    pub source: FactSource,
    /// When it is asked.
    pub when: Option<Condition>,
    /// The question.
    pub question: Text,
    /// What it is called within a sentence, if not by its question.
    pub name: Option<Text>,
    /// More on what is meant.
    pub help: Option<Text>,
    /// Where a person finds the answer.
    pub find: Option<Text>,
    /// The answers of a choice, or the places of a place.
    pub options: Vec<Choice>,
    /// The unit of an integer.
    pub unit: Option<String>,
    /// What the unit is called, where its sign is a word of one language.
    pub unit_name: Option<Text>,
    /// The fields of an event in a list of dated events.
    pub fields: Vec<EventField>,
}

impl FactEntry {
    /// The value of an option of a choice, or the name of a place.
    pub fn option(&self, option: u16) -> Option<&str> {
        let option = self.options.get(usize::from(option))?;
        Some(&option.value)
    }

    /// The values of its options, in order.
    pub fn option_values(&self) -> impl Iterator<Item = &str> {
        self.options.iter().map(|option| option.value.as_str())
    }

    /// The place of the option with this value.
    pub fn option_named(&self, value: &str) -> Option<u16> {
        let place = self.option_values().position(|option| option == value)?;
        u16::try_from(place).ok()
    }

    /// Whether it asks for an exclusion.
    pub fn is_exclusion(&self) -> bool {
        matches!(self.source, FactSource::Exclusion(..))
    }

    /// Whether a drive's health report answers it: bytes are what such a report
    /// counts.
    pub fn is_in_report(&self) -> bool {
        self.unit.as_deref() == Some("B")
    }
}

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactSource {
    /// The pack declares it, in this place.
    Declared(usize),
    /// It asks for the exclusion in this place, which stands on this section.
    Exclusion(usize, String),
}

/// An item with the facts that follow from it.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemEntry {
    /// Its id in claims.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// What it is, in a few words.
    pub summary: Option<Text>,
    /// Words that mark it.
    pub tag: Option<Text>,
    /// Patterns of what its health report calls it.
    pub models: Vec<String>,
    /// Each fact and the value it has for this item.
    pub sets: Vec<(FactId, Test)>,
}

/// Something to tell a person: an assumption, a route, a step, a note.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Its id.
    pub id: String,
    /// The section it stands on, or `silent`.
    pub clause: String,
    /// When it matters; always, without a condition.
    pub when: Option<Condition>,
    /// The verdicts after which it is told, as words; after all, if empty.
    pub verdicts: Vec<String>,
    /// What is told; an address has a text for each of its lines.
    pub texts: Vec<Text>,
}

/// The request that follows an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestRules {
    /// Whether goods are sent in, or a service is asked for.
    pub kind: RequestKind,
    /// The section by which nothing may be sent before the issuer has given its
    /// return number.
    pub number: Option<String>,
    /// What must be done first.
    pub duties: Vec<Passage>,
    /// What goes with it.
    pub encloses: Vec<Passage>,
}

/// A way to reach the issuer.
#[derive(Clone, Debug, PartialEq)]
pub struct ChannelEntry {
    /// Its id.
    pub id: String,
    /// What kind of way it is.
    pub kind: ChannelKind,
    /// What it is called.
    pub name: Text,
    /// A number, an address or a link.
    pub address: Option<String>,
    /// The calendar of its hours, by its place.
    pub hours: Option<Selected<usize>>,
    /// When it is offered.
    pub when: Option<Condition>,
    /// What else to know.
    pub note: Option<Text>,
}

/// How serial numbers are written.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemeRule {
    /// When it is the item's scheme.
    pub only_for: Option<Condition>,
    /// The parts, from left to right.
    pub parts: Vec<SerialPart>,
}

/// What runs while something is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Every hour counts.
    Elapsed,
    /// The open time of the calendar in this place.
    Calendar(usize),
}

/// What must be done by when.
#[derive(Clone, Debug, PartialEq)]
pub struct CommitmentRule {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// The section that says so.
    pub clause: String,
    /// When it is promised.
    pub only_for: Option<Condition>,
    /// By when.
    pub due: Due,
    /// The calendar in which the issuer can be reached meanwhile.
    pub reached_in: Option<Selected<usize>>,
}

/// By when something must be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Due {
    /// The policy names no time.
    NotStated,
    /// So long after the instant or the date that a fact names.
    Within(FactId, Selected<Amount>, Clock),
    /// From a day on, if it names one, through another.
    By(Option<DateRule>, DateRule),
    /// At the end of every such period.
    Every(Every),
}

/// A step of handling a request.
#[derive(Clone, Debug, PartialEq)]
pub struct StageRule {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// The section that says so.
    pub clause: String,
    /// The instant that starts the first stage; the others follow one another.
    pub from: Option<FactId>,
    /// The least time that it takes.
    pub at_least: TimeSpan,
    /// The most time that it takes.
    pub at_most: TimeSpan,
    /// What runs meanwhile.
    pub clock: Clock,
    /// What is done in it.
    pub tasks: Vec<Text>,
}

/// Time or events that the policy allows in a period.
#[derive(Clone, Debug, PartialEq)]
pub struct AllowanceRule {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// The section that says so.
    pub clause: String,
    /// The fact that lists what is counted.
    pub fact: FactId,
    /// How much is allowed.
    pub allowed: Allowed,
    /// In which period.
    pub period: PeriodKind,
    /// When the period starts, where it is not the calendar's.
    pub starts: Option<DateRule>,
    /// How long a billing cycle or a rolling period is.
    pub length: Option<CalendarSpan>,
    /// The calendar whose open time counts; every hour, without one.
    pub clock: Clock,
    /// The kinds of events that do not count.
    pub excluding: Vec<String>,
    /// What is credited, in percent.
    pub credit: Option<RuleTable<i64>>,
}

/// How much an allowance allows.
#[derive(Clone, Debug, PartialEq)]
pub enum Allowed {
    /// So much time.
    Time(Selected<TimeSpan>),
    /// So many events.
    Events(Selected<i64>),
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

impl Condition {
    /// Adds every fact that it tests, as often as it tests it.
    pub fn facts(&self, found: &mut Vec<FactId>) {
        match self {
            Condition::Fact(fact, _) => found.push(*fact),
            Condition::Item(_) => {}
            Condition::All(inner) | Condition::Any(inner) => {
                inner.iter().for_each(|one| one.facts(found));
            }
            Condition::Not(inner) => inner.facts(found),
        }
    }
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

impl<T> Selected<T> {
    /// Adds every fact that its conditions test, as often as they test it.
    pub fn facts(&self, found: &mut Vec<FactId>) {
        if let Selected::Cases(cases, default) = self {
            for (condition, value) in cases {
                condition.facts(found);
                value.facts(found);
            }
            if let Some(default) = default {
                default.facts(found);
            }
        }
    }
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
#[derive(Clone, Debug, PartialEq)]
pub struct LineRules {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Text,
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
    pub covered: Option<Selected<Pay>>,
    /// Who pays where it is not.
    pub not_covered: Option<Selected<Pay>>,
    /// What is done.
    pub remedies: Vec<RemedyRule>,
    /// What is paid back, in percent.
    pub refund: Option<RuleTable<i64>>,
}

/// Something that is done where the line covers.
#[derive(Clone, Debug, PartialEq)]
pub struct RemedyRule {
    /// What is done.
    pub kind: RemedyKind,
    /// When it is offered.
    pub when: Option<Condition>,
    /// At which ages it is offered.
    pub by_age: Option<RuleTable<bool>>,
    /// At whose choice.
    pub choice: Option<RemedyChoice>,
    /// Which unit is given.
    pub unit: Option<RemedyUnit>,
}

/// A rule that stands between a claim and cover.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct InclusionRule {
    /// The choice fact.
    pub fact: FactId,
    /// The rows.
    pub rows: Vec<RowRule>,
}

/// A row of an inclusion table.
#[derive(Clone, Debug, PartialEq)]
pub struct RowRule {
    /// The options it serves.
    pub kinds: Vec<u16>,
    /// The answer and the section that gives it.
    pub answer: Selected<(Inclusion, String)>,
}

/// A table of steps.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleTable<T> {
    /// What it is keyed by.
    pub of: Measured,
    /// Bounds and values. Ages are compared as dates: the date reached by
    /// adding the bound to the measured date.
    pub rows: Vec<(Bounds, T)>,
}

/// What a table is keyed by.
#[derive(Clone, Debug, PartialEq)]
pub enum Measured {
    /// A number.
    Fact(FactId),
    /// One number as a percentage of another.
    Ratio(FactId, FactId),
    /// The time since a date.
    Since(DateRule),
}
