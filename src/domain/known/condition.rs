//! Conditions and choices, in Kleene's three-valued logic: unknown is not
//! false, and false and unknown is false.

use super::{Known, View};
use crate::domain::policy::{Condition, Selected, Test};

/// Whether a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    /// It does not hold.
    False,
    /// It depends on what nobody has said.
    Unknown,
    /// It holds.
    True,
}

impl Truth {
    /// The truth of the opposite.
    #[must_use]
    pub const fn not(self) -> Truth {
        match self {
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
            Truth::True => Truth::False,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Truth {
        if value { Truth::True } else { Truth::False }
    }
}

/// Whether a condition holds in a view.
pub fn holds(condition: &Condition, view: &View<'_>) -> Truth {
    match condition {
        Condition::Fact(fact, test) => passes(view.fact(*fact), test),
        Condition::Item(items) => view
            .item
            .map_or(Truth::Unknown, |item| items.contains(&item).into()),
        Condition::All(inner) => {
            let mut all = Truth::True;
            for one in inner {
                all = all.min(holds(one, view));
                if all == Truth::False {
                    break;
                }
            }
            all
        }
        Condition::Any(inner) => {
            let mut any = Truth::False;
            for one in inner {
                any = any.max(holds(one, view));
                if any == Truth::True {
                    break;
                }
            }
            any
        }
        Condition::Not(inner) => holds(inner, view).not(),
    }
}

fn passes(known: Known<'_>, test: &Test) -> Truth {
    match (known, test) {
        (Known::Unknown, _) => Truth::Unknown,
        (Known::YesNo(value), Test::YesNo(wanted)) => (value == *wanted).into(),
        (Known::Option(option), Test::Option(wanted)) => wanted.contains(&option).into(),
        (Known::Integer(number), Test::Integer(wanted)) => wanted.contains(&number).into(),
        (Known::Integer(number), Test::Number(range)) => range.contains(number).into(),
        (Known::Date(day), Test::Date(range)) => range.contains(day).into(),
        (Known::Text(text), Test::Text(wanted)) => wanted.iter().any(|one| one == text).into(),
        // The policy's tests are of the fact's own type, so what is left is a
        // place that it does not name.
        _ => Truth::False,
    }
}

/// Calls `each` with every value that a choice can have; `None` where nothing
/// is chosen.
pub fn each_value<'s, T>(
    selected: &'s Selected<T>,
    view: &View<'_>,
    each: &mut dyn FnMut(Option<&'s T>),
) {
    match selected {
        Selected::Value(value) => each(Some(value)),
        Selected::Cases(cases, default) => {
            for (condition, value) in cases {
                match holds(condition, view) {
                    Truth::False => {}
                    Truth::Unknown => each_value(value, view, each),
                    Truth::True => return each_value(value, view, each),
                }
            }
            match default {
                Some(default) => each_value(default, view, each),
                None => each(None),
            }
        }
    }
}

/// The value of a choice, if every branch that is possible agrees on it:
/// `None` while it is open, `Some(None)` where nothing is chosen.
pub fn definite<'s, T: PartialEq>(
    selected: &'s Selected<T>,
    view: &View<'_>,
) -> Option<Option<&'s T>> {
    let mut found: Option<Option<&T>> = None;
    let mut agree = true;
    each_value(selected, view, &mut |value| match found {
        None => found = Some(value),
        Some(before) => agree &= before == value,
    });
    found.filter(|_| agree)
}

/// Whether a number is on the covered side of a limit, given as a bound that
/// may belong to either side.
pub const fn within(used: i64, limit: i64, holds_at_limit: bool) -> bool {
    if holds_at_limit {
        used <= limit
    } else {
        used < limit
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, False, True, Unknown};

    #[test]
    fn kleene_tables() {
        let and = |a: Truth, b: Truth| a.min(b);
        let or = |a: Truth, b: Truth| a.max(b);
        assert_eq!(and(False, Unknown), False);
        assert_eq!(and(True, Unknown), Unknown);
        assert_eq!(or(True, Unknown), True);
        assert_eq!(or(False, Unknown), Unknown);
        assert_eq!(Unknown.not(), Unknown);
    }
}
