//! What a line of cover promises, as written.

use super::condition::Condition;
use super::date::DateExpression;
use super::select::{Piecewise, Select};
use super::value::{CalendarSpan, Id, Text};
use crate::json::{object, words};

object! {
    /// A promise with a term, limits, exclusions and payers of its own.
    pub struct Line {
        /// Its id.
        id: Id,
        /// What is promised.
        title: Text,
        /// When the line serves the claim; always, if left out.
        applies: Option<Condition>,
        /// The sections that make the promise.
        clauses: Vec<String>,
        /// What must hold for there to be any agreement at all.
        agreement: Option<Requirement>,
        /// When cover runs; without one it has no term.
        term: Option<Term>,
        /// Counters that end cover, whichever comes first with time.
        limits: Vec<Limit>,
        /// What the fault must be for the line to serve it.
        scope: Vec<Requirement>,
        /// Which kinds of request are included, excluded or not listed.
        inclusions: Option<Inclusions>,
        /// What the policy leaves to the issuer.
        issuer_decides: Vec<Requirement>,
        /// What paid service is offered past the term.
        after_term: Option<AfterTerm>,
        /// Who pays for what.
        costs: Option<Costs>,
        /// What is done.
        remedies: Vec<Remedy>,
        /// What is paid back: a refund, or a credit.
        refund: Option<Refund>,
        /// How a replaced or repaired unit is covered.
        after_remedy: Option<AfterRemedy>,
    }

    /// Something that must hold.
    pub struct Requirement {
        /// Its id.
        id: Id,
        /// The section that says so.
        clause: String,
        /// What must hold.
        when: Condition,
        /// When it is asked; always, if left out.
        only_for: Option<Condition>,
    }

    /// When cover starts and ends.
    pub struct Term {
        /// The possible starts. The first whose condition holds is taken.
        starts: Vec<Start>,
        /// How long it runs. Without a length or an end it is open.
        length: Option<Select<CalendarSpan>>,
        /// The last day, where an agreement names one; open while it is not known.
        ends: Option<DateExpression>,
        /// The section that gives the length or the end.
        clause: String,
        /// Whether the first day is part of the length, which ends it a day earlier.
        counts_start_day: bool,
    }

    /// A start of cover.
    pub struct Start {
        /// What the start is called in assessments, such as `purchase_date`.
        basis: Id,
        /// When this start is taken; always, if left out.
        when: Option<Condition>,
        /// The date.
        date: DateExpression,
        /// The section that says so.
        clause: String,
        /// The length on this basis, if it differs.
        length: Option<Select<CalendarSpan>>,
    }

    /// A counter that ends cover.
    pub struct Limit {
        /// Its id.
        id: Id,
        /// The integer fact that counts.
        fact: Id,
        /// The limit, in the fact's unit and scale. Items without one have no such limit.
        limit: Select<i64>,
        /// The section that says so.
        clause: String,
        /// Whether cover still holds at exactly the limit.
        at_limit: AtLimit,
        /// The exclusion that a reached limit is; answering it directly stands in for an unknown count.
        exclusion: Option<Id>,
    }

    /// Which requests are included. What no row names is not listed.
    pub struct Inclusions {
        /// The choice fact that names the kind of request.
        fact: Id,
        /// A row for each kind of request.
        rows: Vec<Row>,
    }

    /// A kind of request and its answer.
    pub struct Row {
        /// The kinds that the row serves.
        kinds: Vec<String>,
        /// The answer.
        answer: Select<Answer>,
    }

    /// An answer of an inclusion table.
    pub struct Answer {
        /// Included, excluded, or not listed.
        r#is: Inclusion,
        /// The section that says so; for what is not listed, the one that lists what is.
        clause: String,
    }

    /// Paid service past the term.
    pub struct AfterTerm {
        /// Who pays what, by how long ago cover ended.
        bands: Piecewise<Band>,
        /// Whether limits, exclusions and scope are asked past the term as well.
        asks_cause: bool,
    }

    /// What is paid in one band.
    pub struct Band {
        /// The section that says so.
        clause: String,
        /// Who pays for what.
        pay: Pay,
    }

    /// Who pays, by verdict. Undetermined claims have no costs.
    pub struct Costs {
        /// Where the claim is covered.
        covered: Select<Pay>,
        /// Where it is not.
        not_covered: Select<Pay>,
        /// The sections that say so.
        clauses: Vec<String>,
    }

    /// Who pays for what. What does not arise is left out.
    pub struct Pay {
        /// Parts.
        parts: Option<Payer>,
        /// Work.
        labour: Option<Payer>,
        /// The engineer's way.
        travel: Option<Payer>,
        /// Sending the goods in.
        ship_in: Option<Payer>,
        /// Sending them back.
        ship_out: Option<Payer>,
        /// A fixed fee, in minor units of the currency.
        fee: Option<i64>,
        /// The currency of the fee.
        currency: Option<String>,
    }

    /// Something that is done under cover.
    pub struct Remedy {
        /// What is done.
        id: RemedyKind,
        /// The section that says so.
        clause: String,
        /// When it is offered; always, if left out.
        when: Option<Condition>,
        /// From which age of the unit to which it is offered; any, if left out.
        by_age: Option<Piecewise<bool>>,
        /// At whose choice.
        choice: Option<RemedyChoice>,
        /// In what condition a unit given in exchange is.
        unit: Option<RemedyUnit>,
    }

    /// What is paid back.
    pub struct Refund {
        /// The section that says so.
        clause: String,
        /// The money fact that the percentage is of, if it is money.
        of: Option<Id>,
        /// The percentage by age, counter or ratio.
        percent: Piecewise<i64>,
        /// How an amount between minor units is rounded.
        round: Rounding,
    }

    /// How a replaced or repaired unit is covered.
    pub struct AfterRemedy {
        /// The list of replacement dates.
        fact: Id,
        /// The section that says so.
        clause: String,
        /// What cover the new unit has.
        cover: RenewedCover,
        /// The length, where it has one of its own.
        length: Option<CalendarSpan>,
        /// What becomes of the limits.
        limits: RemedyLimits,
    }
}

words! {
    /// Whether cover holds at exactly the limit.
    pub enum AtLimit {
        /// At the limit cover still holds; it ends above.
        Covered = "covered",
        /// At the limit cover has ended.
        Ended = "ended",
    }

    /// An answer of an inclusion table.
    pub enum Inclusion {
        /// The policy includes it.
        Included = "included",
        /// The policy excludes it.
        Excluded = "excluded",
        /// The policy does not speak of it: no right to it.
        NotListed = "not-listed",
    }

    /// Who pays.
    pub enum Payer {
        /// The issuer.
        Issuer = "issuer",
        /// The customer.
        Customer = "customer",
        /// By quotation: the policy names no price.
        Quotation = "quotation",
        /// The policy does not say.
        NotStated = "not-stated",
    }

    /// What is done.
    pub enum RemedyKind {
        /// The unit is repaired.
        Repair = "repair",
        /// The unit is exchanged.
        Exchange = "exchange",
        /// The goods are taken back.
        Return = "return",
        /// The price is paid back, whole or in part.
        Refund = "refund",
        /// A credit for later use.
        Credit = "credit",
        /// Somebody comes.
        OnSite = "on-site",
        /// It is done from afar.
        Remote = "remote",
    }

    /// At whose choice a remedy is.
    pub enum RemedyChoice {
        /// The issuer's.
        Issuer = "issuer",
        /// The customer's.
        Customer = "customer",
    }

    /// In what condition a unit given in exchange is.
    pub enum RemedyUnit {
        /// New.
        New = "new",
        /// Refurbished and tested.
        Refurbished = "refurbished",
        /// Either.
        Either = "new-or-refurbished",
    }

    /// What cover a new unit has.
    pub enum RenewedCover {
        /// None.
        None = "none",
        /// The rest of the original's.
        Rest = "rest",
        /// A length of its own from the replacement.
        Length = "length",
        /// The whole term again.
        Restart = "restart",
        /// The later of the original's end and a length from the replacement.
        Later = "later",
    }

    /// What becomes of limits after a replacement.
    pub enum RemedyLimits {
        /// The original's remaining allowance goes on.
        Remaining = "remaining",
        /// Each unit has the whole limit.
        Fresh = "fresh",
    }

    /// How an amount between minor units is rounded.
    pub enum Rounding {
        /// Down.
        Down = "down",
        /// Up.
        Up = "up",
        /// To the nearest, halves up.
        HalfUp = "half-up",
    }
}
