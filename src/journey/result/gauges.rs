//! How long: figures against their ends, and how the last day came about.

use super::Gauge;
use crate::domain::coverage::{Assessment, LineAnswer, TermAnswer};
use crate::domain::known::{View, interval};
use crate::domain::policy::document::CalendarSpan;
use crate::domain::policy::{Condition, ItemId, Test};
use crate::domain::term::{Interval, each_possibility};
use crate::journey::told::Teller;
use crate::journey::wording::{Plural, fill};
use chrono::NaiveDate;

/// How much of the time from `from` to `to` has passed, in percent.
pub(super) fn passed(from: NaiveDate, to: NaiveDate, today: NaiveDate) -> Option<u8> {
    let whole = to.signed_duration_since(from).num_days();
    let gone = today
        .signed_duration_since(from)
        .num_days()
        .clamp(0, whole.max(0));
    u8::try_from(gone.checked_mul(100)?.checked_div(whole)?).ok()
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
) -> Vec<Gauge> {
    let (words, policy, today) = (teller.words, teller.policy, assessment.today);
    let date = |day: NaiveDate| teller.formats.date(day);
    let between = |days: Interval| fill(words.between, &[&date(days.from), &date(days.until)]);
    let mut gauges = Vec::new();
    let several = policy.lines.len() > 1;
    let name = |name: &str| match policy.lines.get(line.line).filter(|_| several) {
        Some(line) => format!("{}: {name}", teller.text(&line.title)),
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
                left: String::new(),
                percent: None,
                from: fill(words.range_from, &[&starts]),
                to: String::new(),
            },
            Some(last) => match last.single() {
                Some(last) => Gauge {
                    name,
                    figure: date(last),
                    left: days_told(teller, today, term.starts.from, last),
                    percent: passed(term.starts.from, last, today),
                    from: starts,
                    to: date(last),
                },
                None => Gauge {
                    name,
                    figure: between(last),
                    left: String::new(),
                    percent: passed(term.starts.from, last.until, today),
                    from: starts,
                    to: date(last.until),
                },
            },
        };
        gauges.push(gauge);
    }
    let Some(rules) = policy.lines.get(line.line) else {
        return gauges;
    };
    for limit in &line.limits {
        let Some(rule) = rules.limits.get(limit.limit) else {
            continue;
        };
        let most = teller.amount(rule.fact, limit.most);
        let name = name(teller.question(rule.fact));
        let gauge = match limit.used {
            None => Gauge {
                name,
                figure: fill(words.limit_only, &[&most]),
                left: String::new(),
                percent: None,
                from: String::new(),
                to: String::new(),
            },
            Some(used) => {
                let left = limit.most.saturating_sub(used);
                let percent = i128::from(used)
                    .checked_mul(100)
                    .and_then(|used| used.checked_div(i128::from(limit.most)));
                Gauge {
                    name,
                    figure: fill(words.used_of, &[&teller.amount(rule.fact, used), &most]),
                    left: if left > 0 {
                        fill(words.left, &[&teller.amount(rule.fact, left)])
                    } else {
                        words.nothing_left.to_owned()
                    },
                    percent: percent
                        .map(|percent| u8::try_from(percent.clamp(0, 100)).unwrap_or(100)),
                    from: limit
                        .projected_end
                        .filter(|_| left > 0)
                        .map(|day| fill(words.projected, &[&date(day)]))
                        .unwrap_or_default(),
                    to: String::new(),
                }
            }
        };
        gauges.push(gauge);
    }
    gauges
}

/// The items with which cover runs in this one of several ways, by their names,
/// if it is for want of the item that there are several.
fn if_item(
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
    for rules in policy.lines.iter().filter_map(|line| line.term.as_ref()) {
        agreed |= rules
            .ends
            .as_ref()
            .is_some_and(|ends| interval(ends, view, None).is_some_and(|dated| dated.known));
        each_possibility(rules, view, &mut |way| {
            length = length.or(way.length.map(|length| (length, rules.counts_start_day)))
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
    if term.by_replacement {
        told.push(words.how_replacement.to_owned());
    }
    if term.last.is_some() {
        told.push(fill(
            words.how_midnight,
            &[&teller.formats.zone(&policy.zone)],
        ));
    }
    told
}
