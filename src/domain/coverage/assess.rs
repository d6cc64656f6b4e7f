//! From a claim to its answer.

use super::contradiction::contradictions;
use super::gate::{self, Possible};
use super::possible::Tested;
use super::question;
use super::{
    Assessment, Contradiction, Finding, LimitAnswer, LineAnswer, Reason, Subject, TermAnswer,
    Verdict,
};
use crate::domain::claim::Claim;
use crate::domain::known::{Known, Truth, View, definite, holds, row_for_age, row_for_number};
use crate::domain::policy::document::{FactType, Inclusion, Pay, Payer, RemedyKind, Role};
use crate::domain::policy::{
    Condition, FactId, Gate, LineRules, Measured, Passage, Policy, Rule, RuleTable,
};
use crate::domain::term::{Interval, Possibility, band, each_possibility, last_day, outcomes};
use crate::domain::world::{World, civil_date};
use chrono::{Days, NaiveDate};

/// Judges a claim as of its instant: the verdict, every rule that was tested,
/// and what would settle it where it is open.
///
/// The same policy, claim and zone rules give the same answer, always.
pub fn assess(policy: &Policy, claim: &Claim, world: &dyn World) -> Assessment {
    let today = civil_date(world, &policy.zone, claim.as_of);
    let view = View::new(policy, claim, today);
    let contradictions = contradictions(&view);
    let tested = Tested::new(&view);
    let contradicted = contradictions.iter().any(Contradiction::opens_the_verdict);
    let lines: Vec<LineAnswer> = policy
        .lines
        .iter()
        .enumerate()
        .filter_map(|(index, rules)| {
            let possible = tested.line_verdicts(&policy.lines, index);
            let only_absent = possible.decided().is_nothing();
            (!only_absent).then(|| {
                line_answer(
                    &view,
                    &tested,
                    index,
                    rules,
                    possible.verdict(),
                    contradicted,
                )
            })
        })
        .collect();
    let verdict = tested.verdicts(&policy.lines).verdict();
    let questions = if verdict == Verdict::Undetermined {
        question::questions(&view, &tested)
    } else {
        Vec::new()
    };
    let needs = questions
        .iter()
        .map(|question| Reason::Needs(question.about));
    let contradiction_reasons = contradictions.iter().map(|one| Reason::Contradiction(*one));
    let reasons: Vec<Reason> = match verdict {
        Verdict::Undetermined => contradiction_reasons.chain(needs).collect(),
        _ => {
            let decisive = lines.iter().find(|line| line.verdict == verdict);
            let own =
                decisive.map_or_else(|| vec![Reason::OutOfScope], |line| line.reasons.clone());
            contradiction_reasons.chain(own).collect()
        }
    };
    // A line that is open asks for what the questions ask.
    let lines = lines.into_iter().map(|mut line| {
        if line.verdict == Verdict::Undetermined {
            line.reasons = reasons
                .iter()
                .filter(|reason| matches!(reason, Reason::Needs(_) | Reason::Contradiction(_)))
                .cloned()
                .collect();
        }
        line
    });
    let lines: Vec<LineAnswer> = lines.collect();
    let matters = |passages: &[Passage]| applying(passages, verdict, &view);
    Assessment {
        item: claim.item,
        today,
        verdict,
        reasons,
        lines,
        findings: findings(&view, &tested),
        questions,
        details_wanted: details_wanted(&view),
        assumptions: matters(&policy.assumptions),
        routes: matters(&policy.routes),
        next_steps: matters(&policy.next_steps),
        notes: matters(&policy.notes),
        channels: places(&policy.channels, |channel| open(&channel.when, &view)),
        addresses: matters(&policy.addresses),
        serial_problem: view.serial_problem(),
        serial_meant: view.serial_meant(),
    }
}

/// The places of the passages that are told after a verdict, of a claim.
pub fn applying(passages: &[Passage], verdict: Verdict, view: &View<'_>) -> Vec<usize> {
    let told = |passage: &Passage| {
        let serves = |one: &String| one == verdict.word();
        let any = passage.verdicts.is_empty();
        (any || passage.verdicts.iter().any(serves)) && open(&passage.when, view)
    };
    places(passages, told)
}

fn open(condition: &Option<Condition>, view: &View<'_>) -> bool {
    let condition = condition.as_ref();
    condition.is_none_or(|condition| holds(condition, view) == Truth::True)
}

/// The places of those in a list that something holds of.
fn places<T>(list: &[T], holds: impl Fn(&T) -> bool) -> Vec<usize> {
    let each = list.iter().enumerate();
    each.filter(|(_, one)| holds(one))
        .map(|(place, _)| place)
        .collect()
}

fn line_answer(
    view: &View<'_>,
    tested: &Tested<'_>,
    index: usize,
    rules: &LineRules,
    verdict: Verdict,
    contradicted: bool,
) -> LineAnswer {
    let mut ways: Vec<Possibility<'_>> = Vec::new();
    if let Some(term) = &rules.term {
        each_possibility(term, view, &mut |way| ways.push(way));
    }
    let limits = limits(view, rules, ways.as_slice());
    let limit_reached = rules
        .limits
        .iter()
        .any(|limit| gate::reached(rules, limit, view) == Some(Truth::True));
    let mut terms: Vec<TermAnswer> = ways
        .iter()
        .filter(|way| way.known)
        .map(|way| term_answer(view, way, limit_reached))
        .collect();
    let settled = ways.len() == 1 && !contradicted;
    let term = if settled { terms.pop() } else { None };
    let possible_terms = if settled || contradicted {
        Vec::new()
    } else {
        terms
    };
    let remedies: Vec<usize> = match verdict {
        Verdict::NotCovered => Vec::new(),
        _ => places(&rules.remedies, |remedy| {
            remedy
                .when
                .as_ref()
                .is_none_or(|when| holds(when, view) == Truth::True)
                && remedy
                    .by_age
                    .as_ref()
                    .is_none_or(|table| table_value(table, view, &ways) == Some(&true))
        }),
    };
    // Paying back is a remedy: where the policy names it as one, its condition
    // holds for the percentage as well.
    let pays_back = |place: usize| {
        let remedy = rules.remedies.get(place);
        remedy.is_some_and(|remedy| matches!(remedy.kind, RemedyKind::Refund | RemedyKind::Credit))
    };
    let offered =
        !(0..rules.remedies.len()).any(pays_back) || remedies.iter().copied().any(pays_back);
    let refund_percent = match verdict {
        Verdict::Covered if offered => rules
            .refund
            .as_ref()
            .and_then(|table| table_value(table, view, &ways))
            .copied(),
        _ => None,
    };
    LineAnswer {
        line: index,
        verdict,
        reasons: line_reasons(view, tested, index, rules, verdict),
        remedies,
        term,
        possible_terms,
        limits,
        costs: costs(view, rules, verdict, &ways),
        refund_percent,
    }
}

/// What a table of steps gives, if what it is keyed by is settled.
fn table_value<'p, T: PartialEq>(
    table: &'p RuleTable<T>,
    view: &View<'_>,
    ways: &[Possibility<'_>],
) -> Option<&'p T> {
    let number = |fact: FactId| match view.fact(fact) {
        Known::Integer(number) => Some(number),
        _ => None,
    };
    match &table.of {
        Measured::Fact(fact) => row_for_number(&table.rows, number(*fact)?, 1),
        Measured::Ratio(part, whole) => {
            // Percent: the part is taken a hundredfold.
            let (part, whole) = (number(*part)?.checked_mul(100)?, number(*whole)?);
            if whole == 0 {
                None
            } else {
                row_for_number(&table.rows, part, whole)
            }
        }
        Measured::Since(rule) => {
            let term = match ways {
                [way] => Some((
                    way.starts,
                    way.starts
                        .single()
                        .and_then(|start| way.cover.end(start))
                        .map(Interval::day),
                )),
                _ => None,
            };
            let since = crate::domain::known::interval(rule, view, term)
                .filter(|dated| dated.known)?
                .interval;
            let first = row_for_age(&table.rows, since.from, view.today)?;
            let last = row_for_age(&table.rows, since.until, view.today)?;
            (first == last).then_some(first)
        }
    }
}

fn term_answer(view: &View<'_>, way: &Possibility<'_>, ended_by_limit: bool) -> TermAnswer {
    let (first, latest) = (
        way.cover.end(way.starts.from),
        way.cover.end(way.starts.until),
    );
    let last = first
        .zip(latest)
        .and_then(|(first, latest)| Interval::between(first, latest));
    let original = way
        .cover
        .original_end(way.starts.from)
        .zip(way.cover.original_end(way.starts.until));
    let moved = last.is_some()
        && original.is_some_and(|(from, until)| last != Interval::between(from, until));
    TermAnswer {
        basis: way.start.basis.clone(),
        starts: way.starts,
        manufactured: uses_manufacture(way).then_some(way.starts),
        last,
        days_left: last
            .and_then(Interval::single)
            .map(|last| last.signed_duration_since(view.today).num_days()),
        ended_by_limit,
        by_replacement: moved,
        clause: way.start.clause.clone(),
    }
}

fn uses_manufacture(way: &Possibility<'_>) -> bool {
    matches!(way.start.date, crate::domain::policy::DateRule::Made)
}

fn limits(view: &View<'_>, rules: &LineRules, ways: &[Possibility<'_>]) -> Vec<LimitAnswer> {
    let started = match ways {
        [way] if way.known => way.starts.single(),
        _ => None,
    };
    let units = gate::units(rules, view);
    let each = rules
        .limits
        .iter()
        .enumerate()
        .filter_map(|(index, limit)| {
            let most = definite(&limit.limit, view)??.saturating_mul(units);
            let used = match view.fact(limit.fact) {
                Known::Integer(used) => Some(used),
                _ => None,
            };
            let projected_end = started
                .zip(used)
                .and_then(|(start, used)| projected(start, view.today, used, most));
            Some(LimitAnswer {
                limit: index,
                most,
                used,
                projected_end,
            })
        });
    each.collect()
}

/// The day on which the limit is reached at the rate since the start of cover:
/// start + ⌊days used × limit / count⌋ days. There is no rate on the first day
/// and none without a count.
fn projected(start: NaiveDate, today: NaiveDate, used: i64, most: i64) -> Option<NaiveDate> {
    let days = today.signed_duration_since(start).num_days();
    if days <= 0 || used <= 0 {
        return None;
    }
    let span = i128::from(days)
        .checked_mul(i128::from(most))?
        .checked_div(i128::from(used))?;
    let end = start.checked_add_days(Days::new(u64::try_from(span).ok()?))?;
    (end <= last_day()).then_some(end)
}

fn costs(
    view: &View<'_>,
    rules: &LineRules,
    verdict: Verdict,
    ways: &[Possibility<'_>],
) -> Option<Pay> {
    let chosen = |pay: &Option<crate::domain::policy::Selected<Pay>>| {
        pay.as_ref()
            .and_then(|pay| definite(pay, view))
            .flatten()
            .cloned()
    };
    match verdict {
        Verdict::Covered | Verdict::IssuerDecides => chosen(&rules.covered),
        Verdict::NotCovered => chosen(&rules.not_covered),
        Verdict::Chargeable => {
            let term = rules.term.as_ref()?;
            let mut found: Option<Pay> = None;
            for way in ways {
                for start in [way.starts.from, way.starts.until.min(view.today)] {
                    let pay = &band(term, view, start, way.cover.end(start)?)?.pay;
                    found = Some(found.map_or_else(|| pay.clone(), |found| agreed(&found, pay)));
                }
            }
            found
        }
        Verdict::Undetermined => None,
    }
}

/// What two tables of payers agree on.
fn agreed(a: &Pay, b: &Pay) -> Pay {
    let payer = |a: Option<Payer>, b: Option<Payer>| a.filter(|_| a == b);
    Pay {
        parts: payer(a.parts, b.parts),
        labour: payer(a.labour, b.labour),
        travel: payer(a.travel, b.travel),
        ship_in: payer(a.ship_in, b.ship_in),
        ship_out: payer(a.ship_out, b.ship_out),
        fee: a.fee.filter(|_| a.fee == b.fee && a.currency == b.currency),
        currency: a.currency.clone().filter(|_| a.currency == b.currency),
    }
}

/// Every reason that holds, in the order of telling.
fn line_reasons(
    view: &View<'_>,
    tested: &Tested<'_>,
    index: usize,
    rules: &LineRules,
    verdict: Verdict,
) -> Vec<Reason> {
    let outcome = |gate: usize| tested.outcomes_of(&view.policy.lines, index, gate);
    match verdict {
        Verdict::Undetermined => Vec::new(),
        Verdict::Chargeable => vec![Reason::TermOver],
        Verdict::Covered => {
            let mut reasons = Vec::new();
            let decided_by_table = |(place, gate): (usize, &Gate)| {
                matches!(gate.rule, Rule::Inclusion) && outcome(place) == Possible::PASS
            };
            let kind = rules.inclusions.as_ref().map(|rule| view.fact(rule.fact));
            if matches!(kind, Some(Known::Option(_)))
                && rules.gates.iter().enumerate().any(decided_by_table)
            {
                reasons.push(Reason::Included);
            }
            if rules.term.is_some() {
                reasons.push(Reason::TermRunning);
            }
            reasons.push(Reason::NoExclusion);
            reasons
        }
        Verdict::IssuerDecides => {
            let mut reasons = vec![Reason::IssuerDecides];
            if rules.term.is_some() {
                reasons.push(Reason::TermRunning);
            }
            reasons
        }
        Verdict::NotCovered => {
            let reasons_of = |sure: bool| {
                let mut told = Vec::new();
                for (place, gate) in rules.gates.iter().enumerate() {
                    let outcome = outcome(place);
                    let stops = if sure {
                        outcome == Possible::NOT_COVERED
                    } else {
                        outcome.has(Possible::NOT_COVERED)
                    };
                    if stops {
                        told.extend(reason(view, rules, &gate.rule));
                    }
                }
                // In the order of telling, each once.
                let mut ordered: Vec<Reason> = Vec::with_capacity(told.len());
                for place in 0..=LAST_RANK {
                    for reason in told.iter().filter(|reason| rank(reason) == place) {
                        if !ordered.contains(reason) {
                            ordered.push(reason.clone());
                        }
                    }
                }
                ordered
            };
            let sure = reasons_of(true);
            if sure.is_empty() {
                reasons_of(false)
            } else {
                sure
            }
        }
    }
}

/// The rank of what is told last.
const LAST_RANK: u8 = 6;

/// The place of a reason in the order of telling.
fn rank(reason: &Reason) -> u8 {
    match reason {
        Reason::Contradiction(_) => 0,
        Reason::TermNotStarted | Reason::TermOver => 1,
        Reason::NoAgreement => 2,
        Reason::LimitReached => 3,
        Reason::Exclusion(_) => 4,
        Reason::OutOfScope => 5,
        _ => LAST_RANK,
    }
}

fn reason(view: &View<'_>, rules: &LineRules, rule: &Rule) -> Vec<Reason> {
    match rule {
        Rule::Agreement(..) => vec![Reason::NoAgreement],
        Rule::Term => {
            let outcomes = rules
                .term
                .as_ref()
                .map(|term| outcomes(term, view))
                .unwrap_or_default();
            let mut reasons = Vec::new();
            if outcomes.not_started {
                reasons.push(Reason::TermNotStarted);
            }
            if outcomes.over {
                reasons.push(Reason::TermOver);
            }
            reasons
        }
        Rule::Limit(_) => vec![Reason::LimitReached],
        Rule::Exclusion(index) => rules
            .exclusions
            .get(*index)
            .map(|exclusion| Reason::Exclusion(exclusion.index))
            .into_iter()
            .collect(),
        Rule::Scope(..) => vec![Reason::OutOfScope],
        Rule::Inclusion => {
            let answer = rules
                .inclusions
                .as_ref()
                .and_then(|rule| gate::table_answer(rule, view));
            match answer {
                Some((Inclusion::Excluded, _)) => vec![Reason::Excluded],
                _ => vec![Reason::NotListed],
            }
        }
        Rule::IssuerDecides(..) => vec![Reason::IssuerDecides],
    }
}

/// Every rule that was asked, and whether its condition holds.
fn findings(view: &View<'_>, tested: &Tested<'_>) -> Vec<Finding> {
    let policy = view.policy;
    let mut findings = Vec::new();
    for (line, rules) in policy.lines.iter().enumerate() {
        for (place, gate) in rules.gates.iter().enumerate() {
            let outcome = tested.outcomes_of(&policy.lines, line, place);
            if outcome == Possible::NOT_ASKED {
                continue;
            }
            let passes = match (
                outcome.passes(),
                outcome.has(Possible::LATE) || !outcome.decided().is_nothing(),
            ) {
                (true, false) => Truth::True,
                (false, _) => Truth::False,
                (true, true) => Truth::Unknown,
            };
            let (outcome, name, clause) = match &gate.rule {
                Rule::Limit(index) => {
                    let reached = rules
                        .limits
                        .get(*index)
                        .and_then(|limit| gate::reached(rules, limit, view));
                    (
                        reached.unwrap_or(Truth::Unknown),
                        gate.name.clone(),
                        gate.clause.clone(),
                    )
                }
                Rule::Exclusion(_) | Rule::IssuerDecides(..) => {
                    (passes.not(), gate.name.clone(), gate.clause.clone())
                }
                Rule::Inclusion => {
                    let rule = rules.inclusions.as_ref();
                    let clause = rule
                        .and_then(|rule| gate::table_answer(rule, view))
                        .map_or("silent", |(_, clause)| clause);
                    let kind = rule.and_then(|rule| match view.fact(rule.fact) {
                        Known::Option(kind) => policy
                            .fact_entry(rule.fact)
                            .and_then(|entry| entry.option(kind)),
                        _ => None,
                    });
                    let name = kind.map_or_else(
                        || gate.name.clone(),
                        |kind| format!("{}.{kind}", gate.name).into(),
                    );
                    (passes, name, clause.into())
                }
                _ => (passes, gate.name.clone(), gate.clause.clone()),
            };
            findings.push(Finding {
                line,
                rule: name,
                clause,
                outcome,
                facts: gate.facts.clone(),
            });
        }
    }
    findings
}

/// Unknown facts that would only change a route, a clock or a cost.
fn details_wanted(view: &View<'_>) -> Vec<FactId> {
    let policy = view.policy;
    let wanted = policy.facts.iter().enumerate().filter(|(index, entry)| {
        entry.role == Role::Detail
            && entry.kind != FactType::Dates
            && view.fact(FactId::from_index(*index)) == Known::Unknown
            && entry
                .when
                .as_ref()
                .is_none_or(|when| holds(when, view) == Truth::True)
    });
    wanted.map(|(index, _)| FactId::from_index(index)).collect()
}

impl Reason {
    /// What the verdict still needs, if that is the reason.
    pub fn needed(&self) -> Option<Subject> {
        match self {
            Reason::Needs(subject) => Some(*subject),
            _ => None,
        }
    }
}
