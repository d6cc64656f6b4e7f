//! The answer, in the person's language.

use super::Typed;
use super::told::Teller;
use super::wording::fill;
use crate::domain::claim::{Claim, Value};
use crate::domain::coverage::{
    self, AnswerValue, Assessment, Contradiction, LineAnswer, Question, Reason, Subject,
    TermAnswer, Verdict, assess,
};
use crate::domain::known::{Known, Truth, View, definite, holds, interval};
use crate::domain::policy::document::{
    Amount, Calendar, CalendarSpan, Channel, ChannelKind, Commitment, Every, Inclusion, Pay, Payer,
    RemedyChoice, RemedyKind, RemedyUnit, Select, Window,
};
use crate::domain::policy::{FactId, FactSource, ItemId};
use crate::domain::term::{Interval, each_possibility};
use crate::domain::world::World;
use chrono::NaiveDate;

/// The answer to a claim, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The verdict, for its tone.
    pub verdict: Outcome,
    /// On which day.
    pub label: String,
    /// The verdict in words.
    pub title: String,
    /// One sentence on it.
    pub sentence: String,
    /// What would settle it.
    pub settle: Option<Settle>,
    /// Time, and counters.
    pub gauges: Vec<Gauge>,
    /// How the last covered day came about.
    pub how: Vec<String>,
    /// Why.
    pub reasons: Vec<ReasonView>,
    /// What, and who pays.
    pub costs: Vec<(String, String)>,
    /// What is done.
    pub remedies: Vec<String>,
    /// What is promised by when.
    pub promised: Vec<PromisedTime>,
    /// The stages of handling: name, length, tasks.
    pub stages: Vec<(String, String, Vec<String>)>,
    /// What to do now.
    pub steps: Vec<String>,
    /// Whom one may turn to, where it is more than the issuer.
    pub routes: Option<String>,
    /// How to reach the issuer.
    pub contacts: Vec<Contact>,
    /// What else to know.
    pub notes: Vec<String>,
    /// What was assumed.
    pub assumptions: Vec<String>,
    /// Every rule.
    pub rules: Vec<RuleRow>,
    /// What was said.
    pub told: Vec<(String, String)>,
    /// The edition, in words.
    pub edition: String,
    /// SHA-256 of the pack.
    pub digest: String,
    /// The fault was reported while cover ran, and today it does not: the day.
    pub reported_in_time: Option<String>,
}

/// The verdict as a tone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome(pub Verdict);

/// What would settle an open claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Settle {
    /// What "none of these happened" leads to, where exclusions are open.
    pub none_of_these: Option<String>,
    /// The questions.
    pub questions: Vec<OpenQuestion>,
}

/// An open question with its answers.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenQuestion {
    /// The fact's id, or `item`.
    pub id: String,
    /// The question.
    pub question: String,
    /// Answers that can be given with one tap.
    pub taps: Vec<OneTap>,
    /// Ranges of answers that lead to the same.
    pub ranges: Vec<RangeAnswer>,
}

/// An answer that can be given with one tap.
#[derive(Clone, Debug, PartialEq)]
pub struct OneTap {
    /// In words.
    pub label: String,
    /// What it leads to.
    pub result: String,
    /// What it sets; for the item, its id.
    pub sets: Result<Typed, String>,
}

/// A range of answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RangeAnswer {
    /// In words.
    pub label: String,
    /// What it leads to.
    pub result: String,
}

/// A figure against its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Gauge {
    /// What it is.
    pub name: String,
    /// The figure.
    pub figure: String,
    /// What is left.
    pub left: String,
    /// How much is used, in percent; without one there is no bar.
    pub percent: Option<u8>,
    /// Under the bar, at its start.
    pub from: String,
    /// Under the bar, at its end.
    pub to: String,
}

/// A reason with its clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonView {
    /// In a sentence.
    pub text: String,
    /// The section's label; without one the document is silent.
    pub label: Option<String>,
    /// What the section says.
    pub clause: Option<String>,
}

/// Something promised by when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromisedTime {
    /// What.
    pub name: String,
    /// By when.
    pub value: String,
    /// From when it is counted.
    pub note: Option<String>,
}

/// A way to reach the issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// What it is called.
    pub name: String,
    /// The number or address.
    pub address: Option<String>,
    /// Where a link leads.
    pub href: Option<String>,
    /// Its hours.
    pub hours: Option<String>,
    /// What to know about it.
    pub note: Option<String>,
}

/// A rule that was tested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleRow {
    /// What it is about.
    pub rule: String,
    /// Whether it holds.
    pub holds: String,
    /// The section.
    pub clause: String,
}

/// Tells the assessment of a claim.
pub(super) fn answer(
    teller: &Teller<'_>,
    claim: &Claim,
    assessment: &Assessment,
    world: &dyn World,
) -> Answer {
    let policy = teller.policy;
    let words = teller.words;
    let view = View::new(policy, claim, assessment.today);
    // The parts of the line that the verdict is from; for one line, it.
    let line = assessment
        .lines
        .iter()
        .find(|line| line.verdict == assessment.verdict)
        .or(assessment.lines.first());
    let texts =
        |steps: &[crate::domain::policy::document::Step], places: &[usize]| -> Vec<String> {
            places
                .iter()
                .filter_map(|place| steps.get(*place))
                .map(|step| teller.text(&step.text).to_owned())
                .collect()
        };
    let assumptions = assessment
        .assumptions
        .iter()
        .filter_map(|place| policy.pack.assumptions.get(*place));
    Answer {
        verdict: Outcome(assessment.verdict),
        label: fill(words.on_day, &[&teller.formats.date(assessment.today)]),
        title: title(teller, assessment.verdict).to_owned(),
        sentence: sentence(teller, assessment, line),
        settle: settle(teller, claim, assessment, world),
        gauges: assessment
            .lines
            .iter()
            .flat_map(|line| gauges(teller, assessment, line))
            .collect(),
        how: line
            .and_then(|line| line.term.as_ref())
            .map(|term| how(teller, &view, term))
            .unwrap_or_default(),
        reasons: reasons(teller, claim, assessment, &view),
        costs: line
            .and_then(|line| line.costs.as_ref())
            .map(|pay| costs(teller, pay))
            .unwrap_or_default(),
        remedies: line.map(|line| remedies(teller, line)).unwrap_or_default(),
        promised: promised(teller, &view, assessment),
        stages: stages(teller, assessment),
        steps: texts(&policy.pack.next_steps, &assessment.next_steps),
        routes: routes(teller, assessment),
        contacts: contacts(teller, &view, assessment),
        notes: texts(&policy.pack.notes, &assessment.notes),
        assumptions: assumptions
            .map(|one| teller.text(&one.text).to_owned())
            .collect(),
        rules: rules(teller, assessment),
        told: teller.everything_said(claim),
        edition: fill(words.edition, &[&policy.pack.edition.id]),
        digest: policy.digest.clone(),
        reported_in_time: reported_in_time(teller, claim, assessment, world),
    }
}

/// The verdict in words.
fn title(teller: &Teller<'_>, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Covered => teller.words.covered,
        Verdict::NotCovered => teller.words.not_covered,
        Verdict::Chargeable => teller.words.chargeable,
        Verdict::IssuerDecides => teller.words.issuer_decides,
        Verdict::Undetermined => teller.words.undetermined,
    }
}

fn sentence(teller: &Teller<'_>, assessment: &Assessment, line: Option<&LineAnswer>) -> String {
    let words = teller.words;
    let date = |day: NaiveDate| teller.formats.date(day);
    let term = line.and_then(|line| line.term.as_ref());
    match assessment.verdict {
        Verdict::Covered => match term.map(|term| term.last) {
            Some(Some(last)) => match last.single() {
                Some(last) => fill(words.covered_until, &[&date(last)]),
                None => fill(
                    words.covered_between,
                    &[&date(last.from), &date(last.until)],
                ),
            },
            Some(None) => words.covered_open.to_owned(),
            None => {
                let ends: Vec<Interval> = line
                    .into_iter()
                    .flat_map(|line| &line.possible_terms)
                    .filter_map(|term| term.last)
                    .collect();
                let (first, last) = (
                    ends.iter().map(|end| end.from).min(),
                    ends.iter().map(|end| end.until).max(),
                );
                first
                    .zip(last)
                    .map_or(words.covered_open.to_owned(), |(first, last)| {
                        fill(words.covered_between, &[&date(first), &date(last)])
                    })
            }
        },
        Verdict::NotCovered => match term
            .and_then(|term| term.last)
            .and_then(Interval::single)
            .filter(|_| assessment.reasons.contains(&Reason::TermOver))
        {
            Some(last) => fill(words.not_covered_since, &[&date(last)]),
            None => words.not_covered_text.to_owned(),
        },
        Verdict::Chargeable => words.chargeable_text.to_owned(),
        Verdict::IssuerDecides => words.issuer_decides_text.to_owned(),
        Verdict::Undetermined => {
            let contradicted = assessment.reasons.iter().any(|reason| {
                matches!(reason, Reason::Contradiction(one) if one.opens_the_verdict())
            });
            let open = i64::try_from(assessment.questions.len()).unwrap_or(i64::MAX);
            if contradicted {
                words.contradicted.to_owned()
            } else if open == 0 {
                words.only_exact_day.to_owned()
            } else {
                words.open_questions.of(open, &teller.formats.number(open))
            }
        }
    }
}

fn leads_to(teller: &Teller<'_>, verdict: Verdict, last: Option<NaiveDate>) -> String {
    let words = teller.words;
    let plain = match (verdict, last) {
        (Verdict::Covered, Some(last)) => {
            return fill(words.leads_covered_until, &[&teller.formats.date(last)]);
        }
        (Verdict::Covered, None) => words.leads_covered,
        (Verdict::NotCovered, _) => words.leads_not_covered,
        (Verdict::Chargeable, _) => words.leads_chargeable,
        (Verdict::IssuerDecides, _) => words.leads_issuer,
        (Verdict::Undetermined, _) => words.leads_open,
    };
    match last {
        Some(last) => fill(words.leads_with_day, &[plain, &teller.formats.date(last)]),
        None => plain.to_owned(),
    }
}

fn settle(
    teller: &Teller<'_>,
    claim: &Claim,
    assessment: &Assessment,
    world: &dyn World,
) -> Option<Settle> {
    if assessment.questions.is_empty() {
        return None;
    }
    let policy = teller.policy;
    let open_exclusions: Vec<FactId> = assessment
        .questions
        .iter()
        .filter_map(|question| match question.about {
            Subject::Fact(fact) => Some(fact),
            Subject::Item => None,
        })
        .filter(|fact| {
            policy
                .fact_entry(*fact)
                .is_some_and(|entry| matches!(entry.source, FactSource::Exclusion(_)))
        })
        .collect();
    let none_of_these = (open_exclusions.len() > 1).then(|| {
        let mut cleared = claim.clone();
        for fact in &open_exclusions {
            cleared.set(*fact, Some(Value::YesNo(false)));
        }
        let then = assess(policy, &cleared, world);
        let last = then
            .only_line()
            .and_then(|line| line.term.as_ref())
            .and_then(|term| term.last)
            .and_then(Interval::single);
        leads_to(
            teller,
            then.verdict,
            last.filter(|_| then.verdict == Verdict::Covered),
        )
    });
    Some(Settle {
        none_of_these,
        questions: assessment
            .questions
            .iter()
            .map(|one| open_question(teller, one))
            .collect(),
    })
}

fn open_question(teller: &Teller<'_>, question: &Question) -> OpenQuestion {
    let policy = teller.policy;
    let words = teller.words;
    let (id, fact) = match question.about {
        Subject::Item => ("item".to_owned(), None),
        Subject::Fact(fact) => (
            policy
                .fact_entry(fact)
                .map(|entry| entry.id.clone())
                .unwrap_or_default(),
            Some(fact),
        ),
    };
    let mut taps = Vec::new();
    let mut ranges = Vec::new();
    for answer in &question.answers {
        let result = leads_to(teller, answer.verdict, answer.last_covered_day);
        match answer.value {
            AnswerValue::YesNo(value) => taps.push(OneTap {
                label: if value { words.yes } else { words.no }.to_owned(),
                result,
                sets: Ok(Typed::YesNo(value)),
            }),
            AnswerValue::Option(option) => {
                let value = fact
                    .and_then(|fact| policy.fact_entry(fact))
                    .and_then(|entry| entry.options.get(usize::from(option)));
                if let (Some(value), Some(fact)) = (value, fact) {
                    taps.push(OneTap {
                        label: teller.option(fact, option).to_owned(),
                        result,
                        sets: Ok(Typed::Choice(value.clone())),
                    });
                }
            }
            AnswerValue::Item(item) => {
                if let Some(item) = policy.pack.items.get(item.index()) {
                    taps.push(OneTap {
                        label: teller.text(&item.name).to_owned(),
                        result,
                        sets: Err(item.id.as_str().to_owned()),
                    });
                }
            }
            AnswerValue::Dates(from, until) => {
                let label = range(
                    teller,
                    from.map(|day| teller.formats.date(day)),
                    until.map(|day| teller.formats.date(day)),
                );
                let made = fact.is_some() && fact == policy.serial;
                ranges.push(RangeAnswer {
                    label: if made {
                        fill(words.range_made, &[&label])
                    } else {
                        label
                    },
                    result,
                });
            }
            AnswerValue::Numbers(from, until) => {
                let amount = |number: i64| {
                    fact.map_or_else(
                        || teller.formats.number(number),
                        |fact| teller.amount(fact, number),
                    )
                };
                // A limit is told as "from the limit on" and "below it".
                let label = range(
                    teller,
                    from.map(amount),
                    until.map(|until| amount(until.saturating_add(1))),
                );
                ranges.push(RangeAnswer { label, result });
            }
        }
    }
    OpenQuestion {
        id,
        question: teller.asked(question.about).to_owned(),
        taps,
        ranges,
    }
}

fn range(teller: &Teller<'_>, from: Option<String>, until: Option<String>) -> String {
    let words = teller.words;
    match (from, until) {
        (Some(from), Some(until)) if from == until => from,
        (Some(from), Some(until)) => fill(words.range_between, &[&from, &until]),
        (Some(from), None) => fill(words.range_from, &[&from]),
        (None, Some(until)) => fill(words.range_until, &[&until]),
        (None, None) => words.range_any.to_owned(),
    }
}

/// How much of the time from `from` to `to` has passed, in percent.
fn passed(from: NaiveDate, to: NaiveDate, today: NaiveDate) -> Option<u8> {
    let whole = to.signed_duration_since(from).num_days();
    let gone = today
        .signed_duration_since(from)
        .num_days()
        .clamp(0, whole.max(0));
    u8::try_from(gone.checked_mul(100)?.checked_div(whole)?).ok()
}

fn days_told(teller: &Teller<'_>, today: NaiveDate, start: NaiveDate, last: NaiveDate) -> String {
    let words = teller.words;
    let told = |number: i64, plural: super::wording::Plural| {
        plural.of(number, &teller.formats.number(number))
    };
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

fn gauges(teller: &Teller<'_>, assessment: &Assessment, line: &LineAnswer) -> Vec<Gauge> {
    let (words, policy, today) = (teller.words, teller.policy, assessment.today);
    let date = |day: NaiveDate| teller.formats.date(day);
    let mut gauges = Vec::new();
    let several = policy.lines.len() > 1;
    let name = |name: &str| match policy.pack.lines.get(line.line).filter(|_| several) {
        Some(line) => format!("{}: {name}", teller.text(&line.title)),
        None => name.to_owned(),
    };
    let terms = line.term.iter().map(|term| (term, None)).chain(
        line.possible_terms
            .iter()
            .map(|term| (term, Some(term.starts.from))),
    );
    for (term, branch) in terms {
        let name = match branch {
            Some(start) => fill(words.if_start, &[&date(start)]),
            None => name(words.last_covered_day),
        };
        let gauge = match term.last {
            None => Gauge {
                name,
                figure: words.no_end.to_owned(),
                left: String::new(),
                percent: None,
                from: date(term.starts.from),
                to: String::new(),
            },
            Some(last) => match last.single() {
                Some(last) => Gauge {
                    name,
                    figure: date(last),
                    left: days_told(teller, today, term.starts.from, last),
                    percent: passed(term.starts.from, last, today),
                    from: date(term.starts.from),
                    to: date(last),
                },
                None => Gauge {
                    name,
                    figure: fill(words.between, &[&date(last.from), &date(last.until)]),
                    left: String::new(),
                    percent: passed(term.starts.from, last.until, today),
                    from: date(term.starts.from),
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

/// How the last covered day came about, a sentence a step.
fn how(teller: &Teller<'_>, view: &View<'_>, term: &TermAnswer) -> Vec<String> {
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
    if term.ended_by_limit {
        told.push(words.how_limit.to_owned());
    }
    if term.last.is_some() {
        told.push(fill(words.how_midnight, &[&policy.pack.issuer.zone]));
    }
    told
}

fn reasons(
    teller: &Teller<'_>,
    claim: &Claim,
    assessment: &Assessment,
    view: &View<'_>,
) -> Vec<ReasonView> {
    let policy = teller.policy;
    let clause_of = |prefix: &str| {
        assessment
            .findings
            .iter()
            .find(|finding| finding.rule.starts_with(prefix))
            .map(|finding| finding.clause.as_str())
    };
    // Open questions stand in a section of their own; here stands what is
    // known, also while the verdict is open.
    let mut told: Vec<Reason> = assessment
        .reasons
        .iter()
        .filter(|reason| reason.needed().is_none())
        .cloned()
        .collect();
    if assessment.verdict == Verdict::Undetermined
        && assessment
            .findings
            .iter()
            .any(|finding| finding.rule == "term" && finding.outcome == Truth::True)
    {
        told.push(Reason::TermRunning);
    }
    told.iter()
        .flat_map(|reason| {
            let clause = match reason {
                Reason::TermNotStarted | Reason::TermOver | Reason::TermRunning => {
                    clause_of("term")
                }
                Reason::NoAgreement => clause_of("agreement"),
                Reason::LimitReached => clause_of("limit."),
                Reason::Exclusion(index) => policy
                    .pack
                    .exclusions
                    .get(*index)
                    .map(|exclusion| exclusion.clause.as_str()),
                Reason::OutOfScope => assessment
                    .findings
                    .iter()
                    .find(|finding| {
                        finding.rule.starts_with("scope.") && finding.outcome == Truth::False
                    })
                    .map(|finding| finding.clause.as_str()),
                Reason::Excluded | Reason::NotListed | Reason::Included => clause_of("inclusion"),
                Reason::IssuerDecides => clause_of("issuer-decides."),
                Reason::NoExclusion | Reason::Contradiction(_) | Reason::Needs(_) => None,
            };
            let (label, clause) = match clause {
                Some(clause) => {
                    let (label, text) = teller.clause(clause);
                    (label, Some(text))
                }
                None => (None, None),
            };
            [ReasonView {
                text: reason_text(teller, claim, assessment, view, reason),
                label,
                clause,
            }]
        })
        .collect()
}

fn reason_text(
    teller: &Teller<'_>,
    claim: &Claim,
    assessment: &Assessment,
    view: &View<'_>,
    reason: &Reason,
) -> String {
    let (words, policy) = (teller.words, teller.policy);
    let term = assessment.lines.iter().find_map(|line| line.term.as_ref());
    let date = |day: NaiveDate| teller.formats.date(day);
    let kind = || {
        let fact = policy
            .lines
            .iter()
            .find_map(|line| line.inclusions.as_ref())
            .map(|rule| rule.fact);
        fact.and_then(|fact| claim.fact(fact).map(|value| teller.value(fact, value)))
            .unwrap_or_default()
    };
    match reason {
        Reason::TermRunning => words.reason_running.to_owned(),
        Reason::TermOver => match term.and_then(|term| term.last).and_then(Interval::single) {
            Some(last) => fill(words.reason_over, &[&date(last)]),
            None => words.reason_over_unknown.to_owned(),
        },
        Reason::TermNotStarted => match term {
            Some(term) => fill(words.reason_not_started, &[&date(term.starts.from)]),
            None => words.reason_not_started_unknown.to_owned(),
        },
        Reason::NoAgreement => words.reason_no_agreement.to_owned(),
        Reason::LimitReached => words.reason_limit.to_owned(),
        Reason::Exclusion(index) => {
            let exclusion = policy.pack.exclusions.get(*index);
            let said = policy
                .facts
                .iter()
                .position(|entry| entry.source == FactSource::Exclusion(*index))
                .map(FactId::from_index);
            match (exclusion, said.and_then(|fact| claim.fact(fact))) {
                (Some(exclusion), Some(Value::YesNo(true))) => {
                    fill(words.reason_exclusion, &[teller.text(&exclusion.question)])
                }
                // Known from a count, not from an answer.
                _ => words.reason_limit.to_owned(),
            }
        }
        Reason::OutOfScope => {
            let finding = assessment.findings.iter().find(|finding| {
                finding.rule.starts_with("scope.") && finding.outcome == Truth::False
            });
            let fact = finding.and_then(|finding| {
                finding
                    .facts
                    .iter()
                    .find(|fact| claim.fact(**fact) == Some(&Value::YesNo(false)))
            });
            fill(
                words.reason_out_of_scope,
                &[fact.map_or("", |fact| teller.question(*fact))],
            )
        }
        Reason::Excluded => fill(words.reason_excluded, &[&kind()]),
        Reason::NotListed => {
            let mut text = fill(words.reason_not_listed, &[&kind()]);
            let listed = items_that_include(teller, view);
            if !listed.is_empty() {
                text.push(' ');
                text.push_str(&fill(
                    words.reason_listed_in,
                    &[&listed.join(words.list_comma)],
                ));
            }
            text
        }
        Reason::Included => fill(words.reason_included, &[&kind()]),
        Reason::NoExclusion => words.reason_no_exclusion.to_owned(),
        Reason::IssuerDecides => words.reason_issuer.to_owned(),
        Reason::Needs(subject) => fill(words.reason_needs, &[teller.asked(*subject)]),
        Reason::Contradiction(contradiction) => match contradiction {
            Contradiction::Serial => words.contradiction_serial.to_owned(),
            Contradiction::Count(fact) => {
                fill(words.contradiction_count, &[teller.question(*fact)])
            }
            Contradiction::BeforeManufacture(_) => words.contradiction_made.to_owned(),
            Contradiction::Replacement => words.contradiction_replacement.to_owned(),
            Contradiction::Item(fact) => fill(words.contradiction_item, &[teller.question(*fact)]),
        },
    }
}

/// The other items whose table includes the kind of request.
fn items_that_include(teller: &Teller<'_>, view: &View<'_>) -> Vec<String> {
    let policy = teller.policy;
    let Some(rule) = policy
        .lines
        .iter()
        .find_map(|line| line.inclusions.as_ref())
    else {
        return Vec::new();
    };
    let Known::Option(kind) = view.fact(rule.fact) else {
        return Vec::new();
    };
    let Some(row) = rule.rows.iter().find(|row| row.kinds.contains(&kind)) else {
        return Vec::new();
    };
    let items = policy.pack.items.iter().enumerate().filter(|(index, _)| {
        let seen = View {
            item: Some(ItemId::from_index(*index)),
            ..*view
        };
        view.item != seen.item
            && matches!(
                definite(&row.answer, &seen),
                Some(Some((Inclusion::Included, _)))
            )
    });
    items
        .map(|(_, item)| teller.text(&item.name).to_owned())
        .collect()
}

fn costs(teller: &Teller<'_>, pay: &Pay) -> Vec<(String, String)> {
    let words = teller.words;
    let rows = [
        (words.cost_parts, pay.parts),
        (words.cost_labour, pay.labour),
        (words.cost_travel, pay.travel),
        (words.cost_ship_in, pay.ship_in),
        (words.cost_ship_out, pay.ship_out),
    ];
    let payer = |payer: Payer| match payer {
        Payer::Issuer => words.payer_issuer,
        Payer::Customer => words.payer_customer,
        Payer::Quotation => words.payer_quotation,
        Payer::NotStated => words.payer_not_stated,
    };
    rows.into_iter()
        .filter_map(|(what, who)| Some((what.to_owned(), payer(who?).to_owned())))
        .collect()
}

fn remedies(teller: &Teller<'_>, line: &LineAnswer) -> Vec<String> {
    let words = teller.words;
    let written = teller
        .policy
        .pack
        .lines
        .get(line.line)
        .map_or(&[][..], |line| line.remedies.as_slice());
    let each = line
        .remedies
        .iter()
        .filter_map(|place| written.get(*place))
        .map(|remedy| {
            let name = match remedy.id {
                RemedyKind::Repair => words.remedy_repair,
                RemedyKind::Exchange => words.remedy_exchange,
                RemedyKind::Return => words.remedy_return,
                RemedyKind::Refund => words.remedy_refund,
                RemedyKind::Credit => words.remedy_credit,
                RemedyKind::OnSite => words.remedy_on_site,
                RemedyKind::Remote => words.remedy_remote,
            };
            let unit = remedy.unit.map(|unit| match unit {
                RemedyUnit::New => words.unit_new,
                RemedyUnit::Refurbished => words.unit_refurbished,
                RemedyUnit::Either => words.unit_either,
            });
            let choice = remedy.choice.map(|choice| match choice {
                RemedyChoice::Issuer => words.choice_issuer,
                RemedyChoice::Customer => words.choice_customer,
            });
            let more: Vec<&str> = [unit, choice].into_iter().flatten().collect();
            if more.is_empty() {
                name.to_owned()
            } else {
                format!("{name} ({})", more.join(words.list_comma))
            }
        });
    each.collect()
}

/// Whether a condition of the pack as written holds. Commitments and channels
/// are only shown here; the clocks compile their own.
fn serves(
    teller: &Teller<'_>,
    view: &View<'_>,
    condition: Option<&crate::domain::policy::document::Condition>,
) -> bool {
    condition.is_none_or(|condition| {
        teller
            .policy
            .condition(condition)
            .is_some_and(|condition| holds(&condition, view) == Truth::True)
    })
}

fn promised(teller: &Teller<'_>, view: &View<'_>, assessment: &Assessment) -> Vec<PromisedTime> {
    if assessment.verdict == Verdict::NotCovered {
        return Vec::new();
    }
    let policy = teller.policy;
    let commitments = policy
        .pack
        .commitments
        .iter()
        .filter(|one| serves(teller, view, one.only_for.as_ref()));
    let promised =
        commitments.filter_map(|commitment| promised_time(teller, view, assessment, commitment));
    let allowances = policy.pack.allowances.iter().filter_map(|allowance| {
        let amount = match (&allowance.time, &allowance.events) {
            (Some(time), _) => teller.time(*chosen(teller, view, time)?),
            (None, Some(events)) => teller.formats.number(*chosen(teller, view, events)?),
            (None, None) => return None,
        };
        let words = match allowance.period {
            crate::domain::policy::document::PeriodKind::AgreementYear => {
                teller.words.allowance_year
            }
            _ => teller.words.allowance_period,
        };
        Some(PromisedTime {
            name: teller.text(&allowance.title).to_owned(),
            value: fill(words, &[&amount]),
            note: None,
        })
    });
    promised.chain(allowances).collect()
}

/// The value that a choice of the pack has for the claim, if it is settled.
fn chosen<'p, T: Clone + PartialEq>(
    teller: &Teller<'p>,
    view: &View<'_>,
    select: &'p Select<T>,
) -> Option<&'p T> {
    let branch = |default: &'p Option<Box<Select<T>>>| {
        default
            .as_deref()
            .and_then(|default| chosen(teller, view, default))
    };
    match select {
        Select::Value(value) => Some(value),
        Select::By { .. } | Select::Cases { .. } => {
            for (condition, value) in teller.policy.cases(select)? {
                match holds(&condition, view) {
                    Truth::True => return chosen(teller, view, value),
                    Truth::False => {}
                    Truth::Unknown => return None,
                }
            }
            match select {
                Select::By { default, .. } | Select::Cases { default, .. } => branch(default),
                Select::Value(_) => None,
            }
        }
    }
}

fn promised_time(
    teller: &Teller<'_>,
    view: &View<'_>,
    assessment: &Assessment,
    commitment: &Commitment,
) -> Option<PromisedTime> {
    let words = teller.words;
    let date = |day: NaiveDate| teller.formats.date(day);
    let name = teller.text(&commitment.title).to_owned();
    let from = commitment
        .from
        .as_ref()
        .and_then(|from| teller.policy.fact(from.as_str()))
        .map(|fact| teller.question(fact).to_owned());
    if commitment.not_stated {
        return Some(PromisedTime {
            name,
            value: words.no_time.to_owned(),
            note: None,
        });
    }
    if let Some(every) = commitment.every {
        let value = match every {
            Every::Month => words.every_month,
            Every::Year => words.every_year,
        };
        return Some(PromisedTime {
            name,
            value: value.to_owned(),
            note: None,
        });
    }
    if let Some(by) = &commitment.by {
        let term = assessment
            .only_line()
            .and_then(|line| line.term.as_ref())
            .map(|term| (term.starts, term.last));
        let day = |expression: &crate::domain::policy::document::DateExpression| {
            let rule = teller.policy.date_rule(expression)?;
            interval(&rule, view, term)
                .filter(|dated| dated.known)?
                .interval
                .single()
        };
        let by = day(by)?;
        let value = match commitment.opens.as_ref().and_then(day) {
            Some(opens) => fill(words.window, &[&date(opens), &date(by)]),
            None => fill(words.by_day, &[&date(by)]),
        };
        return Some(PromisedTime {
            name,
            value,
            note: None,
        });
    }
    let from = from.unwrap_or_default();
    match chosen(teller, view, commitment.within.as_ref()?)? {
        Amount::Time(time) => {
            let note = match commitment.clock.as_deref() {
                Some("elapsed") | None => fill(words.clock_elapsed, &[&from]),
                Some(calendar) => {
                    fill(words.clock_open, &[&calendar_name(teller, calendar), &from])
                }
            };
            Some(PromisedTime {
                name,
                value: fill(words.within, &[&teller.time(*time)]),
                note: Some(note),
            })
        }
        Amount::WorkingDays {
            days,
            first_day_counts,
        } => {
            let told = words.working_days.of(*days, &teller.formats.number(*days));
            let note = if *first_day_counts {
                fill(words.clock_elapsed, &[&from])
            } else {
                fill(words.clock_day_after, &[&from])
            };
            Some(PromisedTime {
                name,
                value: fill(words.within, &[&told]),
                note: Some(note),
            })
        }
    }
}

fn calendar_name(teller: &Teller<'_>, id: &str) -> String {
    teller
        .policy
        .pack
        .calendars
        .iter()
        .find(|calendar| calendar.id.as_str() == id)
        .map_or_else(String::new, |calendar| {
            teller.text(&calendar.name).to_owned()
        })
}

fn stages(teller: &Teller<'_>, assessment: &Assessment) -> Vec<(String, String, Vec<String>)> {
    if assessment.verdict == Verdict::NotCovered {
        return Vec::new();
    }
    let each = teller.policy.pack.stages.iter().map(|stage| {
        let length = match (stage.at_least.seconds, stage.at_most.seconds) {
            (_, 0) => teller.words.at_once.to_owned(),
            (least, most) if least == most => teller.time(stage.at_most),
            _ => fill(
                teller.words.from_to,
                &[&teller.time(stage.at_least), &teller.time(stage.at_most)],
            ),
        };
        let tasks = stage
            .tasks
            .iter()
            .map(|task| teller.text(task).to_owned())
            .collect();
        (teller.text(&stage.title).to_owned(), length, tasks)
    });
    each.collect()
}

fn routes(teller: &Teller<'_>, assessment: &Assessment) -> Option<String> {
    let routes: Vec<&str> = assessment
        .routes
        .iter()
        .filter_map(|place| teller.policy.pack.routes.get(*place))
        .map(|route| teller.text(&route.name))
        .collect();
    (routes.len() > 1).then(|| {
        fill(
            teller.words.turn_to,
            &[&routes.join(teller.words.list_comma)],
        )
    })
}

fn contacts(teller: &Teller<'_>, view: &View<'_>, assessment: &Assessment) -> Vec<Contact> {
    let (words, pack) = (teller.words, &teller.policy.pack);
    let channels = assessment
        .channels
        .iter()
        .filter_map(|place| pack.channels.get(*place))
        .map(|channel| Contact {
            name: teller.text(&channel.name).to_owned(),
            address: channel.address.clone(),
            href: href(channel),
            hours: channel
                .hours
                .as_ref()
                .and_then(|hours| chosen(teller, view, hours))
                .and_then(|id| pack.calendars.iter().find(|calendar| calendar.id == *id))
                .map(|calendar| hours(teller, calendar)),
            note: channel
                .note
                .as_ref()
                .map(|note| teller.text(note).to_owned()),
        });
    let addresses = assessment
        .addresses
        .iter()
        .filter_map(|place| pack.addresses.get(*place))
        .map(|address| {
            let lines: Vec<&str> = address.lines.iter().map(|line| teller.text(line)).collect();
            let told = if lines.is_empty() {
                words.not_stated_ask.to_owned()
            } else {
                lines.join("\n")
            };
            Contact {
                name: words.goods_address.to_owned(),
                address: Some(told),
                href: None,
                hours: None,
                note: None,
            }
        });
    channels.chain(addresses).collect()
}

/// The link of a channel: a call, a mail or a page.
fn href(channel: &Channel) -> Option<String> {
    let address = channel.address.as_deref()?;
    match channel.kind {
        ChannelKind::Phone | ChannelKind::Desk => {
            let digits: String = address
                .chars()
                .filter(|character| character.is_ascii_digit() || *character == '+')
                .collect();
            (digits.len() >= 5).then(|| format!("tel:{digits}"))
        }
        ChannelKind::Email => Some(format!("mailto:{address}")),
        // Only pages of the web: a pack must not lead into a script.
        ChannelKind::Web | ChannelKind::Ticket => {
            address.starts_with("https://").then(|| address.to_owned())
        }
        ChannelKind::Remote | ChannelKind::OnSite | ChannelKind::Person => None,
    }
}

/// The hours of a calendar: days with the same windows together.
fn hours(teller: &Teller<'_>, calendar: &Calendar) -> String {
    let words = teller.words;
    if calendar.always {
        return words.always_open.to_owned();
    }
    let Some(week) = &calendar.hours else {
        return String::new();
    };
    let days = [
        &week.mon, &week.tue, &week.wed, &week.thu, &week.fri, &week.sat, &week.sun,
    ];
    let mut runs: Vec<(usize, usize, &Vec<Window>)> = Vec::new();
    for (day, windows) in days
        .into_iter()
        .enumerate()
        .filter(|(_, windows)| !windows.is_empty())
    {
        match runs.last_mut() {
            Some((_, last, same)) if *same == windows && last.saturating_add(1) == day => {
                *last = day
            }
            _ => runs.push((day, day, windows)),
        }
    }
    let name = |day: usize| words.weekdays.get(day).copied().unwrap_or_default();
    let told = runs.into_iter().map(|(first, last, windows)| {
        let days = if first == last {
            name(first).to_owned()
        } else {
            fill(words.weekday_range, &[name(first), name(last)])
        };
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        let times: Vec<String> = windows
            .iter()
            .map(|window| format!("{}–{}", clock(window.from), clock(window.until)))
            .collect();
        format!("{days} {}", times.join(words.list_comma))
    });
    let told: Vec<String> = told.collect();
    let city = calendar
        .zone
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .replace('_', " ");
    fill(words.hours_in, &[&told.join(words.list_comma), &city])
}

fn rules(teller: &Teller<'_>, assessment: &Assessment) -> Vec<RuleRow> {
    let (words, policy) = (teller.words, teller.policy);
    let each = assessment.findings.iter().map(|finding| {
        let (kind, rest) = finding.rule.split_once('.').unwrap_or((&finding.rule, ""));
        let question = |id: &str| {
            policy
                .fact(id)
                .map_or_else(|| id.to_owned(), |fact| teller.question(fact).to_owned())
        };
        let rule = match kind {
            "agreement" => words.rule_agreement.to_owned(),
            "term" => words.rule_term.to_owned(),
            "limit" => fill(
                words.rule_limit,
                &[&finding
                    .facts
                    .first()
                    .map_or("", |fact| teller.question(*fact))],
            ),
            "exclusion" => question(rest),
            "scope" => finding
                .facts
                .first()
                .map_or_else(|| rest.to_owned(), |fact| teller.question(*fact).to_owned()),
            "issuer-decides" => words.rule_issuer.to_owned(),
            _ => words.rule_inclusion.to_owned(),
        };
        let holds = match finding.outcome {
            Truth::True => words.yes,
            Truth::False => words.no,
            Truth::Unknown => words.unknown,
        };
        let (label, _) = teller.clause(&finding.clause);
        RuleRow {
            rule,
            holds: holds.to_owned(),
            clause: label.unwrap_or_else(|| words.silent.to_owned()),
        }
    });
    each.collect()
}

/// The day of the report, where the claim was covered on it and is not today.
fn reported_in_time(
    teller: &Teller<'_>,
    claim: &Claim,
    assessment: &Assessment,
    world: &dyn World,
) -> Option<String> {
    if assessment.verdict == Verdict::Covered || !(assessment.reasons.contains(&Reason::TermOver)) {
        return None;
    }
    let policy = teller.policy;
    let Some(Value::Instant(reported)) = claim.fact(policy.fact("reported_at")?) else {
        return None;
    };
    if *reported >= claim.as_of {
        return None;
    }
    let mut then = claim.clone();
    then.as_of = *reported;
    let earlier = coverage::assess(policy, &then, world);
    let ran = matches!(earlier.verdict, Verdict::Covered | Verdict::Undetermined)
        || !earlier.reasons.contains(&Reason::TermOver);
    (ran && !earlier.reasons.contains(&Reason::TermNotStarted))
        .then(|| teller.formats.date(earlier.today))
}
