//! Terms: which start is taken, how long cover runs, and what comes after.

use super::facts::Weight;
use super::region::Region;
use super::selectors::{Gap, Use};
use super::{At, Linter};
use crate::domain::policy::document::{
    AfterRemedy, CalendarSpan, Line, RenewedCover, Select, Start, Term,
};

/// A length that a term cannot do without.
const LENGTH: Use = Use {
    weight: Weight::Decides,
    gap: Gap::Error,
};

impl Linter<'_> {
    pub(super) fn term(&self, at: &At, term: &Term, context: &Region) {
        let mut left = context.clone();
        let mut without_length = Region::nothing();
        for (index, start) in term.starts.iter().enumerate() {
            let at = at.key("starts").index(index);
            let here = self.start(&at, start, context, &left);
            match &start.length {
                Some(length) => self.length(&at.key("length"), length, &here),
                None => without_length = without_length.or(&here),
            }
            left = start
                .when
                .as_ref()
                .map_or_else(Region::nothing, |when| left.minus(&self.words.holds(when)));
        }
        if let Some(example) = self.words.knowable(&left).example() {
            let message = format!(
                "no start is taken for {}",
                self.words.told(example, context)
            );
            self.error(
                &at.key("starts"),
                "lint.no-start",
                message,
                "add a start without `when` at the end",
            );
        }
        match &term.length {
            Some(_) if without_length.is_nothing() && !term.starts.is_empty() => {
                self.idle(
                    &at.key("length"),
                    "every start has a length of its own",
                    "leave it out",
                );
            }
            Some(length) => self.length(&at.key("length"), length, &without_length),
            None => {}
        }
        if let Some(ends) = &term.ends {
            self.date(&at.key("ends"), ends, context, Weight::Decides);
            self.no_term_in(&at.key("ends"), ends, "it is what this date is for");
        }
    }

    /// Checks a start and gives the claims for which it is taken.
    fn start(&self, at: &At, start: &Start, context: &Region, left: &Region) -> Region {
        let holds = self.when(
            &at.key("when"),
            start.when.as_ref(),
            context,
            Weight::Decides,
        );
        let here = self.words.knowable(&left.and(&holds));
        if here.is_nothing() && !holds.is_nothing() {
            let message = format!(
                "`{}` is never taken: a start before it always is",
                start.basis.as_str()
            );
            self.error(
                at,
                "lint.unreachable-start",
                message,
                "leave it out, or move it up",
            );
        }
        self.date(&at.key("date"), &start.date, &here, Weight::Decides);
        self.no_term_in(&at.key("date"), &start.date, "it is what this date is for");
        here
    }

    fn length(&self, at: &At, length: &Select<CalendarSpan>, context: &Region) {
        self.select(at, length, context, LENGTH, &mut |at, span, _| {
            self.not_zero(at, *span)
        });
    }

    /// A length of no time at all is a slip.
    pub(super) fn not_zero(&self, at: &At, span: CalendarSpan) {
        if span == CalendarSpan::default() {
            self.error(
                at,
                "lint.zero-length",
                "this is no time at all",
                "write a length, such as P1Y",
            );
        }
    }

    /// What follows the term: paid service, and the cover of a new unit.
    pub(super) fn after_term(&self, at: &At, line: &Line, context: &Region) {
        let needs_term = |key: &str, there: bool| {
            if there && line.term.is_none() {
                let message = "this line has no term, so nothing comes after it";
                self.error(
                    &at.key(key),
                    "lint.no-term",
                    message,
                    "add a `term`, or leave this out",
                );
            }
        };
        needs_term("after_term", line.after_term.is_some());
        needs_term("after_remedy", line.after_remedy.is_some());
        if let Some(after) = &line.after_term {
            let bands = at.key("after_term").key("bands");
            self.table(
                &bands,
                &after.bands,
                context,
                Weight::Decides,
                &mut |at, band| {
                    self.pay(&at.key("pay"), &band.pay);
                },
            );
        }
        if let Some(after) = &line.after_remedy {
            let at = at.key("after_remedy");
            self.reads_id(&at.key("fact"), after.fact.as_str(), context, Weight::Shows);
            self.renewed(&at, after, line.term.as_ref());
        }
    }

    fn renewed(&self, at: &At, after: &AfterRemedy, term: Option<&Term>) {
        let has_own = matches!(after.cover, RenewedCover::Length | RenewedCover::Later);
        match after.length {
            None if has_own => {
                let message = format!("cover `{}` needs a length", after.cover.word());
                self.error(at, "lint.no-length", message, "add `length`, such as P90D");
            }
            Some(_) if !has_own => {
                let why = format!("cover `{}` has no length of its own", after.cover.word());
                self.idle(&at.key("length"), &why, "leave it out");
            }
            Some(length) => self.not_zero(&at.key("length"), length),
            None => {}
        }
        let any_length = |term: &Term| {
            term.length.is_some() || term.starts.iter().any(|start| start.length.is_some())
        };
        if after.cover == RenewedCover::Restart && term.is_some_and(|term| !any_length(term)) {
            let message = "the term has no length that could start again";
            self.error(
                &at.key("cover"),
                "lint.no-length",
                message,
                "give the term a length, or choose another cover",
            );
        }
    }
}
