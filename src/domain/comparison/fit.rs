//! Which item has what a person needs.

use super::table::{Aspect, Case, Row, Said};
use super::{Comparison, Need, most_days};
use crate::domain::known::Truth;
use crate::domain::policy::document::{Amount, Calendar, ClockTime, Inclusion, Weekday};
use crate::domain::policy::{Clock, ItemId, Policy};

/// How an item fits.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// The item.
    pub item: ItemId,
    /// Each need of the answers that were given, in their order.
    pub needs: Vec<Fitting>,
}

/// A need, and whether an item has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitting {
    /// The question, by its place.
    pub question: usize,
    /// The need.
    pub need: Need,
    /// Whether the item has it; unknown, where it has it in some cases only.
    pub met: Truth,
    /// What the item has, where a row of the table tells it: the row, by its place.
    pub row: Option<usize>,
}

impl Fit {
    /// How many needs the item has, and how many more in some cases.
    pub fn score(&self) -> (usize, usize) {
        let of = |truth| self.needs.iter().filter(|need| need.met == truth).count();
        (of(Truth::True), of(Truth::Unknown))
    }

    /// Whether the item has everything that was asked for.
    pub fn is_whole(&self) -> bool {
        self.needs.iter().all(|need| need.met == Truth::True)
    }
}

/// The items, the one that fits best first: whichever has more of what the answers ask
/// for. Of items that fit alike, the one that the pack names first, which is the
/// smaller one in a pack that goes from small to large.
///
/// `chosen` holds the answer to each question, by its place; `rows` is the
/// [`table`](super::table::table) of the same policy.
pub fn ranked(
    policy: &Policy,
    comparison: &Comparison,
    rows: &[Row],
    chosen: &[Option<usize>],
) -> Vec<Fit> {
    let asked: Vec<(usize, &Need)> = comparison
        .questions
        .iter()
        .zip(chosen)
        .enumerate()
        .filter_map(|(place, (question, answer))| {
            let (_, needs) = question.answers.get((*answer)?)?;
            Some(needs.iter().map(move |need| (place, need)))
        })
        .flatten()
        .collect();
    let items = 0..policy.items.len();
    let mut fits: Vec<Fit> = items
        .map(|item| Fit {
            item: ItemId::from_index(item),
            needs: asked
                .iter()
                .map(|(question, need)| fitting(policy, comparison, rows, item, *question, need))
                .collect(),
        })
        .collect();
    // Stable, so that items that fit alike stay in the order of the pack.
    fits.sort_by_key(|fit| std::cmp::Reverse(fit.score()));
    fits
}

fn fitting(
    policy: &Policy,
    comparison: &Comparison,
    rows: &[Row],
    item: usize,
    question: usize,
    need: &Need,
) -> Fitting {
    let cases = |row: &Row| -> Vec<Case> {
        row.cells
            .get(item)
            .map_or_else(Vec::new, |cell| cell.cases().to_vec())
    };
    // Of several rows that a need can be read from, the one that has it best.
    let found = rows.iter().enumerate().filter_map(|(place, row)| {
        let has = is_about(policy, comparison, &row.of, need)?;
        let met = cases(row)
            .iter()
            .map(|case| Truth::from(has(&case.said)))
            .reduce(either)
            .unwrap_or(Truth::False);
        Some((met, place))
    });
    let best = found.reduce(|best, next| if next.0 > best.0 { next } else { best });
    Fitting {
        question,
        need: need.clone(),
        met: best.map_or(Truth::False, |(met, _)| met),
        row: best.map(|(_, row)| row),
    }
}

/// What holds in some cases only is open.
fn either(one: Truth, other: Truth) -> Truth {
    if one == other { one } else { Truth::Unknown }
}

/// A test of what a row says.
type Has<'a> = Box<dyn Fn(&Said) -> bool + 'a>;

/// Whether what a row says has a need; `None` where the row is about something else.
fn is_about<'a>(
    policy: &'a Policy,
    comparison: &Comparison,
    row: &Aspect,
    need: &'a Need,
) -> Option<Has<'a>> {
    match (need, row) {
        (Need::Reached(day, at), Aspect::Hours(_)) => Some(Box::new(|said| match said {
            Said::Hours(calendar) => policy
                .calendars
                .get(*calendar)
                .is_some_and(|calendar| is_open(calendar, *day, *at)),
            _ => false,
        })),
        (Need::Within(commitment, seconds), Aspect::Commitment(of)) if commitment == of => {
            Some(Box::new(|said| match said {
                Said::Within(Amount::Time(time), Clock::Elapsed) => time.seconds <= *seconds,
                _ => false,
            }))
        }
        (Need::Loses(span), Aspect::Upkeep(upkeep)) => {
            let keeps = comparison.upkeep.get(*upkeep)?.keeps_data;
            keeps.then(|| -> Has<'a> {
                Box::new(|said| match said {
                    Said::Once(every) => most_days(*every) <= most_days(*span),
                    _ => false,
                })
            })
        }
        (Need::Runs(span), Aspect::Term(_)) => Some(Box::new(|said| match said {
            Said::Length(length) => most_days(*length) >= most_days(*span),
            Said::Endless => true,
            _ => false,
        })),
        (Need::Includes(fact, option), Aspect::Kind(_, of, kind))
            if fact == of && option == kind =>
        {
            Some(Box::new(|said| *said == Said::Answer(Inclusion::Included)))
        }
        (Need::Holds(fact, least), Aspect::Limit(line, limit)) => {
            let rule = policy.lines.get(*line)?.limits.get(*limit)?;
            (rule.fact == *fact).then(|| -> Has<'a> {
                Box::new(|said| match said {
                    Said::Number(_, number) => number >= least,
                    _ => false,
                })
            })
        }
        _ => None,
    }
}

/// Whether a calendar is open at a time of an ordinary week.
fn is_open(calendar: &Calendar, day: Weekday, at: ClockTime) -> bool {
    let Some(hours) = calendar.hours.as_ref().filter(|_| !calendar.always) else {
        return calendar.always;
    };
    let week = [
        &hours.mon, &hours.tue, &hours.wed, &hours.thu, &hours.fri, &hours.sat, &hours.sun,
    ];
    let of = |day: usize| week.get(day % 7).copied().into_iter().flatten();
    let day = usize::from(day as u8);
    let today = of(day).any(|window| {
        let ends_later = window.until <= window.from;
        window.from <= at.0 && (at.0 < window.until || ends_later)
    });
    // A window of the day before may cross midnight.
    let from_before = of(day.saturating_add(6)).any(|window| {
        let crosses = window.until <= window.from;
        crosses && at.0 < window.until
    });
    today || from_before
}
