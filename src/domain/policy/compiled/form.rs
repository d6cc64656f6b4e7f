//! The form of each thing that a policy is made of: its parts, in order.

use super::bytes::Reader;
#[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
use super::bytes::Writer;
use crate::domain::policy::document::{
    AfterRemedy, Amount, Band, Bound, Bounds, Calendar, CalendarSpan, ChannelKind, Choice, Clause,
    ClauseKind, ClockTime, Day, Edition, EventField, Every, ExtraDay, FactType, Holiday, Holidays,
    Hours, Id, Inclusion, Pay, Payer, PeriodKind, Precision, RemedyChoice, RemedyKind,
    RemedyLimits, RemedyUnit, RenewedCover, RequestKind, Role, SerialPart, SerialPartKind, Text,
    TimeSpan, Window,
};
use crate::domain::policy::{
    AllowanceRule, Allowed, ChannelEntry, Clock, CommitmentRule, Condition, DateRule, Due,
    ExclusionRule, FactEntry, FactId, FactSource, Gate, InclusionRule, ItemEntry, ItemId,
    LimitRule, LineRules, Measured, Passage, Policy, Range, RemedyRule, RequestRules, RowRule,
    Rule, RuleTable, SchemeRule, Selected, StageRule, StartRule, TermRules, Test,
};
use crate::json::Words;
#[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
use chrono::Datelike;
use chrono::NaiveDate;
use std::sync::Arc;

/// What has a compiled form.
pub(super) trait Form: Sized {
    /// Writes its parts.
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>);

    /// Reads its parts; whether they were there, the reader knows.
    fn read(from: &mut Reader<'_>) -> Self;
}

/// The forms of structs: every field, in this order. A field that is not named
/// here does not compile.
macro_rules! structs {
    ($( $name:ident { $($field:ident),+ $(,)? } )+) => { $(
        impl Form for $name {
            #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
            fn write(&self, out: &mut Writer<'_>) {
                let $name { $($field),+ } = self;
                $( $field.write(out); )+
            }

            #[inline(never)]
            fn read(from: &mut Reader<'_>) -> Self {
                $name { $( $field: Form::read(from), )+ }
            }
        }
    )+ };
}

/// The forms of enums: the place of the variant among these, then its parts.
/// What cannot be read is the first, so the first holds nothing of its own kind.
macro_rules! enums {
    ($( $name:ident { $first:ident $( ( $($first_part:ident),+ ) )?, $( $place:literal: $variant:ident $( ( $($part:ident),+ ) )?, )+ } )+) => { $(
        impl Form for $name {
            #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
            fn write(&self, out: &mut Writer<'_>) {
                match self {
                    $name::$first $( ( $($first_part),+ ) )? => {
                        out.length(0);
                        $( $( $first_part.write(out); )+ )?
                    }
                    $( $name::$variant $( ( $($part),+ ) )? => {
                        out.length($place);
                        $( $( $part.write(out); )+ )?
                    } )+
                }
            }

            #[inline(never)]
            fn read(from: &mut Reader<'_>) -> Self {
                match from.kind(1 $( .max($place + 1) )+) {
                    $( $place => {
                        $( $( let $part = Form::read(from); )+ )?
                        $name::$variant $( ( $($part),+ ) )?
                    } )+
                    _ => {
                        $( $( let $first_part = Form::read(from); )+ )?
                        $name::$first $( ( $($first_part),+ ) )?
                    }
                }
            }
        }
    )+ };
}

structs! {
    Policy {
        id, edition, digest, title, summary, zone, clauses, item_question, items, facts, lines,
        shared, turning_dates, turning_numbers, after_manufacture, open_ends, serial, schemes,
        calendars, commitments, stages, allowances, channels, addresses, assumptions, routes,
        next_steps, notes, request,
    }
    RequestRules { kind, number, duties, encloses }
    Edition { id, selected_by, from, through }
    Clause { id, label, kind, text }
    ItemEntry { id, name, summary, tag, models, sets }
    FactEntry {
        id, kind, role, source, when, question, name, help, find, options, unit, unit_name, fields,
    }
    Choice { value, label, help, also }
    EventField { id, r#type, optional, label }
    LineRules {
        id, title, applies, gates, term, limits, exclusions, inclusions, covered, not_covered,
        remedies, refund,
    }
    Gate { rule, name, clause, facts, varies }
    TermRules { starts, ends, counts_start_day, bands, asks_cause, after_remedy }
    StartRule { basis, when, date, length, clause }
    AfterRemedy { fact, clause, cover, length, limits }
    Band { clause, pay }
    Pay { parts, labour, travel, ship_in, ship_out, fee, currency }
    LimitRule { id, fact, limit, holds_at_limit, exclusion }
    ExclusionRule { index, fact, only_for, when, limits }
    InclusionRule { fact, rows }
    RowRule { kinds, answer }
    RemedyRule { kind, when, by_age, choice, unit }
    SchemeRule { only_for, parts }
    SerialPart { r#is, text, length, weights }
    Passage { id, clause, when, verdicts, texts }
    ChannelEntry { id, kind, name, address, hours, when, note }
    CommitmentRule { id, title, clause, only_for, due, reached_in }
    StageRule { id, title, clause, from, at_least, at_most, clock, tasks }
    AllowanceRule {
        id, title, clause, fact, allowed, period, starts, length, clock, excluding, credit,
    }
    Calendar { id, name, zone, always, hours, holidays, cut_off, assumption }
    Hours { mon, tue, wed, thu, fri, sat, sun }
    Holidays { source, from_year, through_year, off, on }
    Holiday { from, through, name }
    ExtraDay { on, hours, name }
    Window { from, until }
    CalendarSpan { months, days }
    TimeSpan { seconds }
    Bounds { lower, upper }
}

enums! {
    FactSource { Declared(place), 1: Exclusion(place, clause), }
    Condition {
        Item(items),
        1: Fact(fact, test),
        2: All(inner),
        3: Any(inner),
        4: Not(inner),
    }
    Test {
        YesNo(value),
        1: Option(values),
        2: Integer(values),
        3: Text(values),
        4: Number(range),
        5: Date(range),
    }
    DateRule {
        TermStart,
        1: Fact(fact),
        2: Day(day),
        3: Made,
        4: LastCoveredDay,
        5: Add(span, to),
        6: Subtract(span, from_day),
        7: AddWorkingDays(days, to, calendar),
        8: Earlier(inner),
        9: Later(inner),
        10: If(condition, then, otherwise),
        11: AnyDayOf(precision, inner),
    }
    Rule {
        Term,
        1: Agreement(only_for, condition),
        2: Limit(place),
        3: Exclusion(place),
        4: Scope(only_for, condition),
        5: Inclusion,
        6: IssuerDecides(only_for, condition),
    }
    Measured { Fact(fact), 1: Ratio(part, whole), 2: Since(date), }
    Bound { Integer(number), 1: Day(day), 2: Span(span), }
    Clock { Elapsed, 1: Calendar(place), }
    Due { NotStated, 1: Within(fact, amount, clock), 2: By(opens, by), 3: Every(every), }
    Allowed { Time(time), 1: Events(events), }
}

impl Form for Amount {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        match self {
            Amount::Time(span) => {
                out.length(0);
                span.write(out);
            }
            Amount::WorkingDays {
                days,
                first_day_counts,
            } => {
                out.length(1);
                days.write(out);
                first_day_counts.write(out);
            }
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        match from.kind(2) {
            1 => Amount::WorkingDays {
                days: Form::read(from),
                first_day_counts: Form::read(from),
            },
            _ => Amount::Time(Form::read(from)),
        }
    }
}

impl<T: Form> Form for Selected<T> {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        match self {
            Selected::Value(value) => {
                out.length(0);
                value.write(out);
            }
            Selected::Cases(cases, default) => {
                out.length(1);
                cases.write(out);
                default.write(out);
            }
        }
    }

    #[inline(never)]
    fn read(from: &mut Reader<'_>) -> Self {
        match from.kind(2) {
            1 => Selected::Cases(Form::read(from), Form::read(from)),
            _ => Selected::Value(T::read(from)),
        }
    }
}

impl<T: Form> Form for RuleTable<T> {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        let RuleTable { of, rows } = self;
        of.write(out);
        rows.write(out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        RuleTable {
            of: Form::read(from),
            rows: Form::read(from),
        }
    }
}

impl<T: Form> Form for Range<T> {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        let Range { lower, upper } = self;
        lower.write(out);
        upper.write(out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Range {
            lower: Form::read(from),
            upper: Form::read(from),
        }
    }
}

/// A text is written in the writer's language alone.
impl Form for Text {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        let text = self.in_language(out.language);
        out.text(text);
    }

    #[inline(never)]
    fn read(from: &mut Reader<'_>) -> Self {
        Text::only(from.text())
    }
}

/// The forms of what packs write as a word: its place among the words.
macro_rules! words {
    ($( $name:ident ),+ $(,)?) => { $(
        impl Form for $name {
            #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
            fn write(&self, out: &mut Writer<'_>) {
                out.length(self.place());
            }

            fn read(from: &mut Reader<'_>) -> Self {
                let place = from.kind($name::VALUES.len());
                $name::VALUES.get(place).copied().unwrap_or($name::FIRST)
            }
        }
    )+ };
}

words! {
    ChannelKind, ClauseKind, Every, FactType, Inclusion, Payer, PeriodKind, Precision,
    RemedyChoice, RemedyKind, RemedyLimits, RemedyUnit, RenewedCover, RequestKind, Role,
    SerialPartKind,
}

impl Form for Id {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        out.text(self.as_str());
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Id::of_compiled(from.text())
    }
}

impl Form for Day {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        self.0.write(out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Day(Form::read(from))
    }
}

impl Form for ClockTime {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        self.0.write(out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        ClockTime(Form::read(from))
    }
}

impl Form for FactId {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        out.length(self.index());
    }

    fn read(from: &mut Reader<'_>) -> Self {
        FactId::from_index(from.length())
    }
}

impl Form for ItemId {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        out.length(self.index());
    }

    fn read(from: &mut Reader<'_>) -> Self {
        ItemId::from_index(from.length())
    }
}

/// Days since the first of the common era.
impl Form for NaiveDate {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        u32::try_from(self.num_days_from_ce())
            .unwrap_or_default()
            .write(out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let days = i32::try_from(from.number()).ok();
        days.and_then(NaiveDate::from_num_days_from_ce_opt)
            .unwrap_or_default()
    }
}

impl Form for bool {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        out.length(usize::from(*self));
    }

    fn read(from: &mut Reader<'_>) -> Self {
        from.kind(2) == 1
    }
}

impl Form for u16 {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        out.number(u64::from(*self));
    }

    fn read(from: &mut Reader<'_>) -> Self {
        u16::try_from(from.number()).unwrap_or_default()
    }
}

impl Form for u32 {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        out.number(u64::from(*self));
    }

    fn read(from: &mut Reader<'_>) -> Self {
        u32::try_from(from.number()).unwrap_or_default()
    }
}

impl Form for usize {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        out.length(*self);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        from.length()
    }
}

/// The sign goes last, so that small numbers of either sign are short.
impl Form for i64 {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        out.number(((self << 1) ^ (self >> 63)).cast_unsigned());
    }

    fn read(from: &mut Reader<'_>) -> Self {
        let number = from.number();
        (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
    }
}

impl Form for String {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        out.text(self);
    }

    #[inline(never)]
    fn read(from: &mut Reader<'_>) -> Self {
        from.text().to_owned()
    }
}

impl Form for Arc<str> {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        out.text(self);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        from.text().into()
    }
}

impl<T: Form> Form for Option<T> {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(from: &mut Reader<'_>) -> Self {
        bool::read(from).then(|| T::read(from))
    }
}

impl<T: Form> Form for Vec<T> {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        out.length(self.len());
        self.iter().for_each(|one| one.write(out));
    }

    #[inline(never)]
    fn read(from: &mut Reader<'_>) -> Self {
        let length = from.length();
        let mut list = Vec::new();
        // A length that cannot be is noticed by what is missing.
        for _ in 0..length {
            if from.has_failed() {
                break;
            }
            list.push(T::read(from));
        }
        list
    }
}

impl<T: Form> Form for Box<T> {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        (**self).write(out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        Box::new(T::read(from))
    }
}

impl<A: Form, B: Form> Form for (A, B) {
    #[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
    fn write(&self, out: &mut Writer<'_>) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read(from: &mut Reader<'_>) -> Self {
        (A::read(from), B::read(from))
    }
}
