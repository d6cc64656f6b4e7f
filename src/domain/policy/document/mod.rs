//! The pack as written: the wire shape of a policy.
//!
//! One struct for each thing that a policy owner writes, named as they write
//! it. Nothing is resolved or judged here beyond its form; [`Policy`] is the
//! meaning, and the linter knows what a sound meaning is. Doc comments become
//! the descriptions in the JSON Schema, so they are written for policy owners.
//!
//! [`Policy`]: super::Policy

mod comparison;
mod condition;
mod cover;
mod date;
mod request;
mod select;
mod service;
mod triage;
mod value;

pub use comparison::{
    Comparison, Need, NeedAnswer, NeedQuestion, Scene, SceneDay, Upkeep, UpkeepOf, WeekTime,
    Weekday,
};
pub use condition::{Bound, Bounds, Condition, Literal};
pub use cover::{
    AfterRemedy, AfterTerm, Answer, AtLimit, Band, Costs, Inclusion, Inclusions, Limit, Line, Pay,
    Payer, Refund, Remedy, RemedyChoice, RemedyKind, RemedyLimits, RemedyUnit, RenewedCover,
    Requirement, Rounding, Row, Start, Term,
};
pub use date::{DateExpression, Precision};
pub use request::{Request, RequestKind};
pub use select::{Case, Measure, PieceRow, Piecewise, Select};
pub use service::{
    Address, Allowance, AllowanceCounts, Amount, Calendar, Channel, ChannelKind, Commitment, Every,
    ExtraDay, Holiday, Holidays, Hours, PeriodKind, Route, Stage, Step,
};
pub use triage::{
    Advice, AdviceAnswer, Ladder, LadderAnswer, LadderStep, Phrases, SignOf, Triage, WordList,
};
pub use value::{CalendarSpan, ClockTime, Day, Id, Text, TimeSpan, Window};

use crate::json::{object, words};

/// The version of this format.
pub const FORMAT: i64 = 1;

object! {
    /// A policy pack: everything that one edition of a policy says.
    pub struct Pack {
        /// The version of the pack format: 1.
        format: i64,
        /// The policy's id, in claims and links.
        id: Id,
        /// Which edition of the policy this is.
        edition: Edition,
        /// The languages that every text is written in, such as `en`, `zh-Hans`, `vi`.
        languages: Vec<String>,
        /// What the policy is called.
        title: Text,
        /// One sentence on what it covers.
        summary: Text,
        /// Who stands behind it.
        issuer: Issuer,
        /// The sections of the source document, in our own words.
        clauses: Vec<Clause>,
        /// What was decided where the document is silent or contradicts itself.
        assumptions: Vec<Assumption>,
        /// What is asked of a person who has not said which item they have.
        item_question: Option<Text>,
        /// The packages or products, where there are any.
        items: Vec<Item>,
        /// What can be asked, in the order that a person would be asked.
        facts: Vec<Fact>,
        /// The promises; one for most policies.
        lines: Vec<Line>,
        /// What the policy does not cover. Each is also a yes/no fact of the same id.
        exclusions: Vec<Exclusion>,
        /// How serial numbers are written.
        serials: Vec<SerialScheme>,
        /// Opening hours and working days.
        calendars: Vec<Calendar>,
        /// What must be done by when.
        commitments: Vec<Commitment>,
        /// The steps of handling a request, each after the one before it.
        stages: Vec<Stage>,
        /// Time or events that the policy allows in a period.
        allowances: Vec<Allowance>,
        /// How to reach the issuer.
        channels: Vec<Channel>,
        /// Where goods go.
        addresses: Vec<Address>,
        /// Whom a person may turn to.
        routes: Vec<Route>,
        /// What to do now.
        next_steps: Vec<Step>,
        /// What else the policy says that a person should know.
        notes: Vec<Step>,
        /// The request that follows the answer.
        request: Option<Request>,
        /// What is told when the items stand side by side.
        comparison: Option<Comparison>,
        /// How a description of the fault is read.
        triage: Option<Triage>,
    }

    /// An edition of a policy.
    pub struct Edition {
        /// Its name, such as `2026-01`.
        id: String,
        /// The date that selects the edition: a date fact. Without one, the edition serves all claims.
        selected_by: Option<Id>,
        /// First day on which the edition is in force; open if left out.
        from: Option<Day>,
        /// Last day on which the edition is in force; open if left out.
        through: Option<Day>,
    }

    /// Who stands behind the policy.
    pub struct Issuer {
        /// The name to show.
        name: Text,
        /// The IANA time zone in which its days begin and end.
        zone: String,
    }

    /// A section of the source document.
    pub struct Clause {
        /// How rules of the pack name it; the section label where that is short.
        id: String,
        /// The label in the source document, if it differs from the id.
        label: Option<String>,
        /// What kind of statement it is.
        kind: ClauseKind,
        /// What it says, in our own words.
        text: Text,
    }

    /// A decision taken where the document is silent or contradicts itself.
    pub struct Assumption {
        /// Its id.
        id: Id,
        /// `silent`, or the clause that is unclear.
        clause: String,
        /// When it matters; always, if left out.
        when: Option<Condition>,
        /// What was decided, and why.
        text: Text,
    }

    /// A package or a product.
    pub struct Item {
        /// Its id, in claims and links.
        id: Id,
        /// Its name.
        name: Text,
        /// What it is, in a few words.
        summary: Option<Text>,
        /// Words that mark it, such as "popular".
        tag: Option<Text>,
        /// What a drive's health report calls its model; `*` stands for any characters.
        models: Vec<String>,
        /// Facts that follow from the item.
        sets: Vec<Setting>,
        /// Clauses that describe it.
        clauses: Vec<String>,
    }

    /// A fact and its value.
    pub struct Setting {
        /// The fact.
        fact: Id,
        /// Its value.
        is: Literal,
    }

    /// Something that can be asked.
    pub struct Fact {
        /// Its id, in claims.
        id: Id,
        /// What kind of answer it takes.
        r#type: FactType,
        /// The question.
        question: Text,
        /// What the fact is called within a sentence, such as "the report"; the question, if left out.
        name: Option<Text>,
        /// More on what is meant.
        help: Option<Text>,
        /// Where a person finds the answer.
        find: Option<Text>,
        /// What the answer bears on.
        role: Option<Role>,
        /// When it is asked; always, if left out.
        when: Option<Condition>,
        /// The answers of a choice, or the places of a place that rules name.
        options: Vec<Choice>,
        /// The unit of an integer, such as `B`, `km`, `h`, `cycles`.
        unit: Option<String>,
        /// What the unit is called, where its sign is a word of one language.
        unit_name: Option<Text>,
        /// How many decimals the integer carries: 2 means hundredths.
        scale: Option<i64>,
        /// The ISO 4217 currency of money, in its minor unit.
        currency: Option<String>,
        /// The fields of an event in a list of dated events.
        fields: Vec<EventField>,
    }

    /// One answer of a choice.
    pub struct Choice {
        /// The value, in claims.
        value: String,
        /// What it is called.
        label: Text,
        /// What it means.
        help: Option<Text>,
        /// Other ways of writing it, for places.
        also: Vec<String>,
    }

    /// A field of a dated event.
    pub struct EventField {
        /// Its id.
        id: Id,
        /// What kind of value it takes.
        r#type: FactType,
        /// Whether it may be left out.
        optional: bool,
        /// What it is called.
        label: Text,
    }

    /// Something that the policy does not cover.
    pub struct Exclusion {
        /// Its id, also that of the yes/no fact that asks for it.
        id: Id,
        /// The section that says so.
        clause: String,
        /// The question: did this happen?
        question: Text,
        /// Examples and limits of what is meant.
        help: Option<Text>,
        /// The lines that it ends; all, if left out.
        lines: Vec<Id>,
        /// When it is asked; always, if left out.
        only_for: Option<Condition>,
        /// When it applies, if that is not simply the answer to its question.
        when: Option<Condition>,
        /// What it ends.
        effect: Option<Effect>,
    }

    /// How serial numbers are written: parts, one after the other.
    pub struct SerialScheme {
        /// Its id.
        id: Id,
        /// What it is called.
        name: Text,
        /// Which items have it; all, if left out.
        only_for: Option<Condition>,
        /// The parts, from left to right.
        parts: Vec<SerialPart>,
    }

    /// A part of a serial number.
    pub struct SerialPart {
        /// What the part is.
        r#is: SerialPartKind,
        /// The text of a literal, in capitals.
        text: Option<String>,
        /// How many characters of digits, letters or year.
        length: Option<i64>,
        /// The weights of a weighted check digit, for the characters before it from left to right.
        weights: Vec<i64>,
    }
}

words! {
    /// What kind of answer a fact takes.
    pub enum FactType {
        /// A civil date.
        Date = "date",
        /// An instant with an offset.
        Instant = "instant",
        /// Yes or no.
        YesNo = "yes-no",
        /// One of the options.
        Choice = "choice",
        /// Free text.
        Text = "text",
        /// A serial number.
        Serial = "serial",
        /// A whole number in the unit and scale given.
        Integer = "integer",
        /// An amount in minor units of the currency given.
        Money = "money",
        /// A place, in words.
        Place = "place",
        /// Dates, oldest first.
        Dates = "dates",
        /// Dated events with fields.
        Events = "events",
    }

    /// What a fact bears on.
    pub enum Role {
        /// The verdict.
        Verdict = "verdict",
        /// Only a route, a clock, a cost or what is shown.
        Detail = "detail",
        /// The description of the fault.
        Fault = "fault",
    }

    /// What kind of statement a clause is.
    pub enum ClauseKind {
        /// What is promised.
        Promise = "promise",
        /// On what terms.
        Condition = "condition",
        /// What is not promised.
        Exclusion = "exclusion",
        /// What the customer must do.
        Duty = "duty",
        /// How it is done.
        Procedure = "procedure",
        /// Who answers for what.
        Liability = "liability",
    }

    /// What an exclusion ends.
    pub enum Effect {
        /// The claim, if it caused the fault.
        Claim = "claim",
        /// Cover as a whole, from then on.
        Void = "void",
    }

    /// What a part of a serial number is.
    pub enum SerialPartKind {
        /// Fixed characters.
        Literal = "literal",
        /// Digits.
        Digits = "digits",
        /// Letters.
        Letters = "letters",
        /// The year of manufacture, two or four digits; two are 2000 to 2099.
        Year = "year",
        /// The month of manufacture, 01 to 12.
        Month = "month",
        /// The ISO week of manufacture, 01 to 53.
        Week = "week",
        /// The day of the month of manufacture, 01 to 31.
        Day = "day",
        /// A Luhn digit over the digits before it.
        Luhn = "luhn",
        /// An ISO 7064 mod 37-36 character over the letters and digits before it.
        Mod3736 = "mod-37-36",
        /// A mod 11 digit over the weighted digits before it; 10 is written X.
        Mod11 = "mod-11",
    }
}
