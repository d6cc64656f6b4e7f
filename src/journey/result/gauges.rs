//! How long: figures against their ends, and how the last day came about.

use super::{Bar, Gauge};
use crate::domain::claim::Value;
use crate::domain::coverage::{Assessment, LimitAnswer, LineAnswer, TermAnswer};
use crate::domain::known::{View, interval};
use crate::domain::policy::document::CalendarSpan;
use crate::domain::policy::{Condition, ItemId, Test};
use crate::domain::term::{Interval, each_possibility};
use crate::journey::told::Teller;
use crate::journey::wording::{Plural, fill};
use chrono::NaiveDate;
use std::cmp::Ordering;

/// A stretch of days that is drawn from end to end.
#[derive(Clone, Copy)]
struct Axis {
    from: NaiveDate,
    until: NaiveDate,
}

impl Axis {
    /// From the start of cover to its last day, or on to where a limit would be
    /// reached, as far as twice the time: further off it would leave nothing to
    /// see of the rest.
    fn of(line: &LineAnswer, from: NaiveDate, last: NaiveDate) -> Axis {
        let limits = line.limits.iter().filter_map(|limit| limit.projected_end);
        let most = last.checked_add_signed(last.signed_duration_since(from));
        let until = limits.max().unwrap_or(last).min(most.unwrap_or(last));
        Axis {
            from,
            until: until.max(last),
        }
    }

    /// Where a day is, in thousandths; what is beyond the end is beyond 1000.
    fn place(self, day: NaiveDate) -> i64 {
        let days = |until: NaiveDate| until.signed_duration_since(self.from).num_days();
        let part = days(day).max(0).saturating_mul(1000);
        part.checked_div(days(self.until)).unwrap_or_default()
    }

    /// The bar from a day to another, used up to today.
    fn bar(self, from: NaiveDate, until: NaiveDate, today: NaiveDate) -> Bar {
        Bar {
            from: self.place(from),
            until: self.place(until),
            used: self.place(today.clamp(from, until.max(from))),
        }
    }
}

pub(super) fn days_told(
    teller: &Teller<'_>,
    today: NaiveDate,
    start: NaiveDate,
    last: NaiveDate,
) -> String {
    let words = teller.words;
    let told = |number: i64, plural: Plural| plural.of(number, &teller.formats.number(number));
    let until_start = start.signed_duration_since(today).num_days();
    let left = last.signed_duration_since(today).num_days();
    if until_start > 0 {
        told(until_start, words.days_until)
    } else if left == 0 {
        words.last_day_today.to_owned()
    } else if left > 0 {
        told(left, words.days_left)
    } else {
        told(left.saturating_neg(), words.days_ago)
    }
}

pub(super) fn gauges(
    teller: &Teller<'_>,
    view: &View<'_>,
    assessment: &Assessment,
    line: &LineAnswer,
    gauges: &mut Vec<Gauge>,
) {
    let (words, policy, today) = (teller.words, teller.policy, assessment.today);
    let date = |day: NaiveDate| teller.formats.date(day);
    let between = |days: Interval| fill(words.between, &[&date(days.from), &date(days.until)]);
    let several = policy.lines.len() > 1;
    let name = |name: &str| match policy.lines.get(line.line).filter(|_| several) {
        Some(line) => fill(words.named, &[teller.text(&line.title), name]),
        None => name.to_owned(),
    };
    let terms = line.term.iter().map(|term| (term, false));
    let possible = line.possible_terms.iter().map(|term| (term, true));
    for (term, branch) in terms.chain(possible) {
        // Cover has ended before that day; the limit below says how.
        if term.ended_by_limit {
            continue;
        }
        let starts = match term.starts.single() {
            Some(start) => date(start),
            None => between(term.starts),
        };
        let name = if branch {
            let from_then = || match term.starts.single() {
                Some(_) => fill(words.if_start, &[&starts]),
                None => {
                    let Interval { from, until } = term.starts;
                    fill(words.if_start_between, &[&date(from), &date(until)])
                }
            };
            if_item(teller, view, line, term)
                .or_else(|| if_taken(teller, line, term))
                .unwrap_or_else(from_then)
        } else {
            name(words.last_covered_day)
        };
        let gauge = match term.last {
            None => Gauge {
                name,
                figure: words.no_end.to_owned(),
                from: fill(words.range_from, &[&starts]),
                ..Gauge::default()
            },
            Some(last) => {
                let from = term.starts.from;
                let axis = if branch {
                    Axis {
                        from,
                        until: last.until,
                    }
                } else {
                    Axis::of(line, from, last.until)
                };
                Gauge {
                    name,
                    figure: last.single().map_or_else(|| between(last), date),
                    left: last
                        .single()
                        .map_or_else(String::new, |last| days_told(teller, today, from, last)),
                    bar: Some(axis.bar(from, last.until, today)),
                    from: starts,
                    to: date(last.until),
                }
            }
        };
        gauges.push(gauge);
    }
    if let Some(term) = &line.term {
        gauges.extend(units(teller, view, line, term).unwrap_or_default());
    }
    let Some(rules) = policy.lines.get(line.line) else {
        return;
    };
    for limit in &line.limits {
        let Some(rule) = rules.limits.get(limit.limit) else {
            continue;
        };
        let most = teller.amount(rule.fact, limit.most);
        let name = name(teller.named(rule.fact));
        let Some(used) = limit.used else {
            gauges.push(Gauge {
                name,
                figure: fill(words.limit_only, &[&most]),
                ..Gauge::default()
            });
            continue;
        };
        let left = limit.most.saturating_sub(used);
        let projected = limit.projected_end.filter(|_| left > 0);
        let told = teller.amount(rule.fact, used);
        // Two figures of one unit name it once.
        let unit = most.find('\u{a0}').and_then(|at| most.get(at..));
        let figure = told.strip_suffix(unit.unwrap_or_default());
        gauges.push(Gauge {
            name,
            figure: fill(words.used_of, &[figure.unwrap_or(&told), &most]),
            left: if left > 0 {
                fill(words.left, &[&teller.amount(rule.fact, left)])
            } else {
                words.nothing_left.to_owned()
            },
            bar: limit_bar(line, limit, projected, today),
            from: projected.map_or_else(String::new, |day| projection(teller, line, day)),
            to: String::new(),
        });
    }
}

/// When a limit is reached at the present rate, and whether that is before time
/// ends cover.
fn projection(teller: &Teller<'_>, line: &LineAnswer, day: NaiveDate) -> String {
    let words = teller.words;
    let told = fill(words.projected, &[&teller.formats.date(day)]);
    let last = line.term.as_ref().and_then(|term| term.last?.single());
    match last.map(|last| day.cmp(&last)) {
        Some(Ordering::Less) => fill(words.before_last_day, &[&told]),
        Some(Ordering::Greater) => fill(words.after_last_day, &[&told]),
        _ => told,
    }
}

/// How much of a limit is used: on the axis of the term where it is projected,
/// so that the shorter bar is what ends cover first.
fn limit_bar(
    line: &LineAnswer,
    limit: &LimitAnswer,
    projected: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<Bar> {
    let on_axis = || {
        let term = line.term.as_ref()?;
        let (start, last) = (term.starts.single()?, term.last?.until);
        Some(Axis::of(line, start, last).bar(start, projected?, today))
    };
    on_axis().or_else(|| {
        let used = i128::from(limit.used?).checked_mul(1000)?;
        let used = used.checked_div(i128::from(limit.most))?.clamp(0, 1000);
        Some(Bar {
            from: 0,
            until: 1000,
            used: i64::try_from(used).ok()?,
        })
    })
}

/// Each unit of a chain of replacements, and how long it is covered.
fn units(
    teller: &Teller<'_>,
    view: &View<'_>,
    line: &LineAnswer,
    term: &TermAnswer,
) -> Option<Vec<Gauge>> {
    let rules = teller.policy.lines.get(line.line)?.term.as_ref()?;
    let (start, last) = (term.starts.single()?, term.last?.until);
    let mut units = Vec::new();
    each_possibility(rules, view, &mut |way| {
        units = way.cover.units(start).unwrap_or_default();
    });
    if units.len() < 2 {
        return None;
    }
    let axis = Axis::of(line, start, last);
    let date = |day: NaiveDate| teller.formats.date(day);
    let each = units
        .into_iter()
        .enumerate()
        .map(|(place, (given, end))| Gauge {
            name: if place == 0 {
                fill(teller.words.unit_original, &[&date(end)])
            } else {
                fill(teller.words.unit_given, &[&date(given), &date(end)])
            },
            bar: Some(axis.bar(given, end, view.today)),
            ..Gauge::default()
        });
    Some(each.collect())
}

/// The items with which cover runs in this one of several ways, by their names,
/// if it is for want of the item that there are several.
pub(super) fn if_item(
    teller: &Teller<'_>,
    view: &View<'_>,
    line: &LineAnswer,
    term: &TermAnswer,
) -> Option<String> {
    let policy = teller.policy;
    let rules = policy.lines.get(line.line)?.term.as_ref()?;
    if view.item.is_some() {
        return None;
    }
    let mut names = Vec::new();
    for (place, item) in policy.items.iter().enumerate() {
        let (mut runs, mut ways) = (false, 0);
        let view = view.of_item(Some(ItemId::from_index(place)));
        each_possibility(rules, &view, &mut |way| {
            ways += 1;
            let ends = [way.starts.from, way.starts.until].map(|start| way.cover.end(start));
            runs |= way.starts == term.starts
                && ends
                    == [
                        term.last.map(|last| last.from),
                        term.last.map(|last| last.until),
                    ];
        });
        if ways > 1 {
            return None;
        }
        if runs {
            names.push(teller.text(&item.name));
        }
    }
    (!names.is_empty() && names.len() < policy.items.len()).then(|| names.join(" / "))
}

/// What one of several ways in which cover can run rests on: what the person
/// has, by its name, or has not.
fn if_taken(teller: &Teller<'_>, line: &LineAnswer, term: &TermAnswer) -> Option<String> {
    let words = teller.words;
    let rules = teller.policy.lines.get(line.line)?.term.as_ref()?;
    let [first, second] = rules.starts.as_slice() else {
        return None;
    };
    let (Some(Condition::Fact(fact, Test::YesNo(true))), None) = (&first.when, &second.when) else {
        return None;
    };
    let name = teller.policy.fact_entry(*fact)?.name.as_ref()?;
    let told = if first.basis == term.basis {
        words.if_with
    } else {
        words.if_without
    };
    Some(fill(told, &[teller.text(name)]))
}

/// How the last covered day came about, a sentence a step.
pub(super) fn how(teller: &Teller<'_>, view: &View<'_>, term: &TermAnswer) -> Vec<String> {
    let (words, policy) = (teller.words, teller.policy);
    let date = |day: NaiveDate| teller.formats.date(day);
    let mut told = Vec::new();
    match term.manufactured {
        Some(made) => told.push(fill(words.how_made, &[&date(made.from), &date(made.until)])),
        None => {
            let asked = policy
                .fact(&term.basis)
                .map_or("", |fact| teller.question(fact));
            told.push(fill(words.how_start, &[&date(term.starts.from), asked]));
        }
    }
    let mut length: Option<(CalendarSpan, bool)> = None;
    let mut agreed = false;
    let mut renewed = None;
    for rules in policy.lines.iter().filter_map(|line| line.term.as_ref()) {
        if let Some((fact, rule)) = &rules.after_remedy
            && let Some(Value::Dates(days)) = view.claim.fact(*fact)
        {
            // Of units that follow one another, the last is covered the longest.
            renewed = days.last().copied().zip(rule.length);
        }
        agreed |= rules
            .ends
            .as_ref()
            .is_some_and(|ends| interval(ends, view, None).is_some_and(|dated| dated.known));
        each_possibility(rules, view, &mut |way| {
            length = length.or(way.length.map(|length| (length, rules.counts_start_day)));
        });
    }
    if let Some((span, counted)) = length {
        told.push(fill(
            if counted {
                words.how_length_counted
            } else {
                words.how_length
            },
            &[&teller.span(span)],
        ));
        let by_length = crate::domain::term::after(
            term.starts.from,
            CalendarSpan {
                months: span.months,
                days: 0,
            },
        );
        let clamped = chrono::Datelike::day(&by_length) != chrono::Datelike::day(&term.starts.from);
        if clamped && span.days == 0 && !term.by_replacement {
            told.push(words.how_clamped.to_owned());
        }
    }
    if agreed {
        told.push(words.how_agreed.to_owned());
    }
    if let (true, Some((replaced, length)), Some(last)) = (
        term.by_replacement,
        renewed,
        term.last.and_then(Interval::single),
    ) {
        let values = [&*date(replaced), &teller.span(length), &date(last)];
        told.push(fill(words.how_replacement, &values));
    }
    if term.last.is_some() {
        told.push(fill(
            words.how_midnight,
            &[&teller.formats.zone(&policy.zone)],
        ));
    }
    told
}
