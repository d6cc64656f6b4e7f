//! Date expressions and tables of steps.

use super::names::Names;
use super::place::Place;
use crate::domain::policy::document::{self, Bound, Day, FactType, Measure, Piecewise};
use crate::domain::policy::meaning::{DateRule, Measured, RuleTable};

impl Names<'_> {
    pub(super) fn date(&self, at: &Place<'_>, date: &document::DateExpression) -> Option<DateRule> {
        use document::DateExpression as Written;
        let boxed = |key: &str, inner: &Written| self.date(&at.key(key), inner).map(Box::new);
        let several = |key: &str, inner: &[Written]| -> Option<Vec<DateRule>> {
            let at = at.key(key);
            if inner.is_empty() {
                return self.refuse(
                    &at,
                    "pack.empty",
                    "there is no date among them".to_owned(),
                    "name at least one".to_owned(),
                );
            }
            inner
                .iter()
                .enumerate()
                .map(|(index, one)| self.date(&at.index(index), one))
                .collect()
        };
        match date {
            Written::Fact(id) => self
                .fact_of(at, id.as_str(), &[FactType::Date])
                .map(DateRule::Fact),
            Written::Day(Day(day)) => {
                self.dates.borrow_mut().push(*day);
                Some(DateRule::Day(*day))
            }
            Written::Made(id) => self
                .fact_of(&at.key("made"), id.as_str(), &[FactType::Serial])
                .map(|_| DateRule::Made),
            Written::TermStart => Some(DateRule::TermStart),
            Written::LastCoveredDay => Some(DateRule::LastCoveredDay),
            Written::Add(span, to) => Some(DateRule::Add(*span, boxed("to", to)?)),
            Written::Subtract(span, from) => Some(DateRule::Subtract(*span, boxed("from", from)?)),
            Written::AddWorkingDays(days, to, calendar) => {
                let calendar = self.calendar(&at.key("calendar"), calendar.as_str())?;
                let Some(days) = u32::try_from(*days).ok().filter(|days| *days <= 10_000) else {
                    return self.refuse(
                        &at.key("add_working_days"),
                        "pack.range",
                        format!("{days} working days cannot be added"),
                        "write 0 to 10000".to_owned(),
                    );
                };
                Some(DateRule::AddWorkingDays(days, boxed("to", to)?, calendar))
            }
            Written::Earlier(inner) => several("earlier", inner).map(DateRule::Earlier),
            Written::Later(inner) => several("later", inner).map(DateRule::Later),
            Written::If(condition, then, otherwise) => Some(DateRule::If(
                self.condition(&at.key("if"), condition)?,
                boxed("then", then)?,
                boxed("else", otherwise)?,
            )),
            Written::AnyDayOf(precision, inner) => {
                Some(DateRule::AnyDayOf(*precision, boxed("with", inner)?))
            }
        }
    }

    pub(super) fn table<T: Clone>(
        &self,
        at: &Place<'_>,
        table: &Piecewise<T>,
    ) -> Option<RuleTable<T>> {
        let place = at.key("of");
        let numbers = [FactType::Integer, FactType::Money];
        let of = match &table.of {
            Measure::Fact(fact) => {
                Measured::Fact(self.fact_of(&place.key("fact"), fact.as_str(), &numbers)?)
            }
            Measure::Ratio(part, whole) => {
                let ratio = place.key("ratio");
                Measured::Ratio(
                    self.fact_of(&ratio.index(0), part.as_str(), &numbers)?,
                    self.fact_of(&ratio.index(1), whole.as_str(), &numbers)?,
                )
            }
            Measure::Since(date) => Measured::Since(self.date(&place.key("since"), date)?),
        };
        let ages = matches!(of, Measured::Since(_));
        for (index, row) in table.rows.iter().enumerate() {
            let ends = [row.bounds.lower, row.bounds.upper].into_iter().flatten();
            if ends.map(|(bound, _)| bound).any(|bound| {
                matches!(bound, Bound::Span(_)) != ages || matches!(bound, Bound::Day(_))
            }) {
                let help = if ages {
                    "write ages as bounds, such as P2Y"
                } else {
                    "write whole numbers as bounds"
                };
                return self.refuse(
                    &at.key("rows").index(index),
                    "pack.value-type",
                    "a bound is not of the kind that is measured".to_owned(),
                    help.to_owned(),
                );
            }
        }
        let bounds = table
            .rows
            .iter()
            .flat_map(|row| [row.bounds.lower, row.bounds.upper]);
        self.numbers
            .borrow_mut()
            .extend(bounds.flatten().filter_map(|(bound, _)| match bound {
                Bound::Integer(number) => Some(number),
                _ => None,
            }));
        Some(RuleTable {
            of,
            rows: table
                .rows
                .iter()
                .map(|row| (row.bounds, row.value.clone()))
                .collect(),
        })
    }
}
