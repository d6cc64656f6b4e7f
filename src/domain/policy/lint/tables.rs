//! Tables of steps: gaps between their rows, rows that overlap, and rows that
//! nothing reaches.

use super::facts::Weight;
use super::region::Region;
use super::values::Values;
use super::vocabulary::{day, number, range};
use super::{At, Linter};
use crate::domain::policy::document::{Bound, Bounds, Measure, Piecewise};
use crate::domain::term::after;
use chrono::{Days, NaiveDate};

/// What is wrong with the bounds of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    /// Nothing lies between them.
    Empty,
    /// The rows before serve all of it.
    Served,
    /// It shares something with a row before.
    Overlap(usize),
    /// Between the rows below it and this one there is something.
    Gap(i64, i64),
}

impl Linter<'_> {
    /// Checks the rows of a table and what it is measured by, and hands each
    /// value to `each`.
    pub(super) fn table<T: PartialEq>(
        &self,
        at: &At,
        table: &Piecewise<T>,
        context: &Region,
        weight: Weight,
        each: &mut dyn FnMut(&At, &T),
    ) {
        let place = at.key("of");
        match &table.of {
            Measure::Fact(id) => self.reads_id(&place.key("fact"), id.as_str(), context, weight),
            Measure::Ratio(part, whole) => {
                let place = place.key("ratio");
                self.reads_id(&place.index(0), part.as_str(), context, weight);
                self.reads_id(&place.index(1), whole.as_str(), context, weight);
            }
            Measure::Since(date) => self.date(&place.key("since"), date, context, weight),
        }
        let rows = at.key("rows");
        if table.rows.is_empty() {
            self.error(
                &rows,
                "lint.empty-table",
                "this table has no rows",
                "add one for each step",
            );
        }
        let bounds: Vec<Bounds> = table.rows.iter().map(|row| row.bounds).collect();
        match &table.of {
            Measure::Fact(_) => {
                let ranges: Vec<_> = bounds.iter().map(range).collect();
                for (row, trouble) in troubles(&ranges, (0, i64::MAX)) {
                    self.tell(&rows.index(row), trouble, |value| value.to_string());
                }
            }
            Measure::Ratio(..) => {
                let ranges: Vec<_> = bounds.iter().map(ratio_range).collect();
                for (row, trouble) in troubles(&ranges, (0, i64::MAX)) {
                    self.tell(&rows.index(row), trouble, ratio_words);
                }
            }
            Measure::Since(_) => self.ages(&rows, &bounds),
        }
        for (index, row) in table.rows.iter().enumerate() {
            let value = rows.index(index).key("value");
            let before = index
                .checked_sub(1)
                .and_then(|before| table.rows.get(before));
            if before.is_some_and(|before| before.value == row.value) {
                let help = "if that is meant, make one row of both";
                self.warn(
                    &value,
                    "lint.identical-tiers",
                    "this is the same as the row before",
                    help,
                );
            }
            each(&value, &row.value);
        }
    }

    fn tell(&self, at: &At, trouble: Trouble, word: impl Fn(i64) -> String) {
        match trouble {
            Trouble::Empty => {
                self.error(
                    at,
                    "lint.empty-range",
                    "nothing lies between these bounds",
                    "swap them, or correct one",
                );
            }
            Trouble::Served => {
                let message = "this row is never reached: those before it serve all of it";
                self.error(
                    at,
                    "lint.unreachable-row",
                    message,
                    "leave it out, or correct its bounds",
                );
            }
            Trouble::Overlap(before) => {
                let message =
                    format!("this row overlaps with row `{before}`, which is taken first");
                let help = "let one row end where the next begins: `through` and `over`, or `below` and `from`";
                self.error(at, "lint.overlap", message, help);
            }
            Trouble::Gap(from, until) => {
                let message = match (word(from), word(until)) {
                    (from, until) if from == until => {
                        format!("no row serves {from}, just below this one")
                    }
                    (from, until) => {
                        format!("no row serves {from} to {until}, just below this one")
                    }
                };
                let help = "let one row end where the next begins: `through` and `over`, or `below` and `from`";
                self.error(at, "lint.gap", message, help);
            }
        }
    }

    /// Ages are compared as dates, and a month has no fixed number of days. So
    /// they are tried from every day of four years.
    fn ages(&self, at: &At, rows: &[Bounds]) {
        let mut told: Vec<(usize, std::mem::Discriminant<Trouble>)> = Vec::new();
        let first = NaiveDate::from_ymd_opt(2023, 1, 1).unwrap_or_default();
        let trials = (0..1461).filter_map(|days| first.checked_add_days(Days::new(days)));
        for since in trials {
            let ranges: Vec<_> = rows.iter().map(|bounds| age_range(bounds, since)).collect();
            for (row, trouble) in troubles(&ranges, (0, i64::MAX)) {
                let kind = (row, std::mem::discriminant(&trouble));
                if !told.contains(&kind) {
                    told.push(kind);
                    self.tell(&at.index(row), trouble, |value| {
                        let days = value.saturating_sub(number(since));
                        let unit = if days == 1 { "day" } else { "days" };
                        format!("{days} {unit} (counted from `{since}`: `{}`)", day(value))
                    });
                }
            }
        }
    }
}

/// The days, as numbers, that a row serves if the age is counted from `since`.
fn age_range(bounds: &Bounds, since: NaiveDate) -> Option<(i64, i64)> {
    let day = |bound: Bound| match bound {
        Bound::Span(span) => Some(number(after(since, span))),
        _ => None,
    };
    let lower = match bounds.lower {
        Some((bound, true)) => day(bound)?,
        Some((bound, false)) => day(bound)?.saturating_add(1),
        None => i64::MIN,
    };
    let upper = match bounds.upper {
        Some((bound, true)) => day(bound)?,
        Some((bound, false)) => day(bound)?.saturating_sub(1),
        None => i64::MAX,
    };
    Some((lower, upper))
}

/// A range of percentages, which may fall between whole numbers: 2n stands for
/// n, and 2n + 1 for what lies between n and n + 1.
fn ratio_range(bounds: &Bounds) -> Option<(i64, i64)> {
    let twice = |bound: Bound| match bound {
        Bound::Integer(value) => Some(value.saturating_mul(2)),
        _ => None,
    };
    let lower = match bounds.lower {
        Some((bound, included)) => twice(bound)?.saturating_add(i64::from(!included)),
        None => i64::MIN,
    };
    let upper = match bounds.upper {
        Some((bound, included)) => twice(bound)?.saturating_sub(i64::from(!included)),
        None => i64::MAX,
    };
    Some((lower, upper))
}

fn ratio_words(doubled: i64) -> String {
    let whole = doubled.div_euclid(2);
    if doubled.rem_euclid(2) == 0 {
        format!("{whole} %")
    } else {
        format!(
            "what lies between {whole} % and {} %",
            whole.saturating_add(1)
        )
    }
}

/// What is wrong with ranges that should follow one another, by row. What lies
/// before the first and after the last may be left out.
fn troubles(rows: &[Option<(i64, i64)>], domain: (i64, i64)) -> Vec<(usize, Trouble)> {
    let served: Vec<Values> = rows
        .iter()
        .map(|row| Values::of(domain, row.iter().copied()))
        .collect();
    let all = Values::of(
        domain,
        served.iter().flat_map(|row| row.ranges().iter().copied()),
    );
    let mut found = Vec::new();
    let mut before = Values::of(domain, []);
    for (index, row) in served.iter().enumerate() {
        if row.is_empty() {
            found.push((index, Trouble::Empty));
            continue;
        }
        if row.within(&before) {
            found.push((index, Trouble::Served));
        } else if let Some(other) = served
            .iter()
            .take(index)
            .position(|other| !other.and(row).is_empty())
        {
            found.push((index, Trouble::Overlap(other)));
        }
        let start = row.ranges().first().map(|(from, _)| *from);
        let mut below: Option<i64> = None;
        for (from, until) in all.ranges() {
            if let (Some(below), Some(end)) = (below, from.checked_sub(1))
                && start == Some(*from)
                && !before.contains(*from)
            {
                found.push((index, Trouble::Gap(below, end)));
            }
            below = until.checked_add(1);
        }
        before = Values::of(domain, before.ranges().iter().chain(row.ranges()).copied());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Trouble, troubles};

    fn of(rows: &[(i64, i64)]) -> Vec<(usize, Trouble)> {
        let rows: Vec<_> = rows.iter().map(|row| Some(*row)).collect();
        troubles(&rows, (0, i64::MAX))
    }

    #[test]
    fn rows_that_follow_one_another_are_sound() {
        assert_eq!(of(&[(0, 4), (5, 9), (10, i64::MAX)]), []);
        assert_eq!(of(&[(5, 9), (0, 4)]), []);
        assert_eq!(of(&[(3, 4)]), []);
    }

    #[test]
    fn gaps_and_overlaps_are_told_at_the_row_above() {
        assert_eq!(of(&[(0, 4), (7, 9)]), [(1, Trouble::Gap(5, 6))]);
        assert_eq!(of(&[(7, 9), (0, 4)]), [(0, Trouble::Gap(5, 6))]);
        assert_eq!(of(&[(0, 5), (5, 9)]), [(1, Trouble::Overlap(0))]);
        assert_eq!(of(&[(0, 9), (5, 6)]), [(1, Trouble::Served)]);
        assert_eq!(of(&[(9, 5)]), [(0, Trouble::Empty)]);
    }
}
