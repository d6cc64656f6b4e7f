//! Who must react by when: the commitments, stages, allowances and hours of a
//! policy, worked out for a claim.
//!
//! The rules are the policy's, the arithmetic is [`crate::domain::service`]'s;
//! here the one is applied with the other. A promise without its starting
//! instant is left out, and so is every promise of a claim that is not covered
//! (channels can be reached all the same).

use super::claim::{Claim, Event, Value};
use super::coverage::{Assessment, Verdict};
use super::instant::Instant;
use super::known::{Truth, View, definite, holds, interval};
use super::policy::document::{Amount, PeriodKind};
use super::policy::{AllowanceRule, Allowed, Clock, DateRule, Due, FactId, Policy, Selected};
use super::service::{
    self, Cycles, DayDeadline, Desk, Episode, Span, Step, Usage, Zone, end_of_working_days,
    next_end, received_on, staged, usage,
};
use super::term::{Interval, before, each_possibility};
use super::world::World;
use chrono::NaiveDate;

/// What is promised for a claim. Places refer to the policy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Promises {
    /// What is due when.
    pub deadlines: Vec<Deadline>,
    /// When each stage is done.
    pub stages: Vec<Stage>,
    /// How much of each allowance is used.
    pub allowances: Vec<Allowance>,
    /// Whether each channel with hours can be reached: its place, and its desk.
    pub desks: Vec<(usize, Desk)>,
}

/// Something that is due.
#[derive(Clone, Debug, PartialEq)]
pub struct Deadline {
    /// The commitment, by its place.
    pub commitment: usize,
    /// When its clock starts, or its window opens.
    pub starts: Option<Instant>,
    /// When it is due.
    pub due: Instant,
    /// The last day, where it is due by the end of a day.
    pub last_day: Option<NaiveDate>,
    /// What is counted.
    pub counted: Clock,
    /// The time that was counted.
    pub spans: Vec<Span>,
    /// Whether a public holiday that is not announced yet may change it.
    pub provisional: bool,
    /// Whether the issuer can be reached at the start, and when next.
    pub reached: Option<Desk>,
}

/// When a stage is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// The stage, by its place.
    pub stage: usize,
    /// If it and all stages before it take the least.
    pub earliest: Instant,
    /// If it and all stages before it take the most.
    pub latest: Instant,
}

/// How much of an allowance is used.
#[derive(Clone, Debug, PartialEq)]
pub struct Allowance {
    /// The allowance, by its place.
    pub allowance: usize,
    /// The first day of the period and the first day after it.
    pub days: (NaiveDate, NaiveDate),
    /// What is used of it.
    pub used: Used,
}

/// What is used of an allowance.
#[derive(Clone, Debug, PartialEq)]
pub enum Used {
    /// Time.
    Time(Usage),
    /// Events: how many are allowed, and how many there were.
    Events(i64, i64),
}

/// What is promised for a claim, by its assessment.
pub fn promises(
    policy: &Policy,
    claim: &Claim,
    assessment: &Assessment,
    world: &dyn World,
) -> Promises {
    let view = View::new(policy, claim, assessment.today);
    let case = Case {
        policy,
        claim,
        view,
        term: settled_term(policy, assessment, view),
        zone: Zone::new(&policy.zone, world),
        world,
    };
    let desks = assessment.channels.iter().filter_map(|channel| {
        let hours = policy.channels.get(*channel)?.hours.as_ref()?;
        Some((*channel, case.desk(hours, claim.as_of)?))
    });
    let desks = desks.collect();
    if assessment.verdict == Verdict::NotCovered {
        return Promises {
            desks,
            ..Promises::default()
        };
    }
    let commitments = policy.commitments.iter().enumerate();
    let allowances = policy.allowances.iter().enumerate();
    Promises {
        deadlines: commitments
            .filter_map(|(place, _)| case.deadline(place))
            .collect(),
        stages: case.stages(),
        allowances: allowances
            .filter_map(|(place, rule)| case.allowance(place, rule))
            .collect(),
        desks,
    }
}

/// The first day and the last covered day of the only line, as far as they are
/// settled: where only the length is open, every way starts on the same day.
fn settled_term(
    policy: &Policy,
    assessment: &Assessment,
    view: View<'_>,
) -> Option<(Interval, Option<Interval>)> {
    let line = assessment.only_line()?;
    if let Some(term) = &line.term {
        return Some((term.starts, term.last));
    }
    // None are possible where two things said contradict each other.
    line.possible_terms.first()?;
    let rules = policy.lines.get(line.line)?.term.as_ref()?;
    let mut starts = Vec::new();
    each_possibility(rules, &view, &mut |way| {
        starts.push(way.known.then_some(way.starts));
    });
    let first = starts.first().copied().flatten()?;
    let agree = starts.iter().all(|one| *one == Some(first));
    agree.then_some((first, None))
}

/// Everything that a promise is worked out from.
struct Case<'a> {
    policy: &'a Policy,
    claim: &'a Claim,
    view: View<'a>,
    term: Option<(Interval, Option<Interval>)>,
    zone: Zone<'a>,
    world: &'a dyn World,
}

impl<'a> Case<'a> {
    fn clock(&self, clock: Clock) -> Option<service::Clock<'a>> {
        match clock {
            Clock::Elapsed => Some(service::Clock::elapsed(self.zone)),
            Clock::Calendar(place) => {
                let calendar = self.policy.calendars.get(place)?;
                Some(service::Clock::open(calendar, self.world))
            }
        }
    }

    /// Whether a calendar that a choice names is open.
    fn desk(&self, hours: &Selected<usize>, at: Instant) -> Option<Desk> {
        let calendar = *definite(hours, &self.view).flatten()?;
        Some(self.clock(Clock::Calendar(calendar))?.desk(at))
    }

    /// The day that a rule names, if what was said settles it.
    fn day(&self, rule: &DateRule) -> Option<NaiveDate> {
        let dated = interval(rule, &self.view, self.term)?;
        dated.interval.single().filter(|_| dated.known)
    }

    fn deadline(&self, place: usize) -> Option<Deadline> {
        let rule = self.policy.commitments.get(place)?;
        let only_for = rule.only_for.as_ref();
        if only_for.is_some_and(|only_for| holds(only_for, &self.view) != Truth::True) {
            return None;
        }
        let by_day = |starts: Option<Instant>, end: DayDeadline| Deadline {
            commitment: place,
            starts,
            due: end.due,
            last_day: Some(end.last),
            counted: Clock::Elapsed,
            spans: Vec::new(),
            provisional: end.provisional,
            reached: None,
        };
        match &rule.due {
            Due::NotStated => None,
            Due::Every(every) => Some(by_day(None, next_end(*every, self.claim.as_of, self.zone))),
            Due::By(opens, by) => {
                let last = self.day(by)?;
                let opens = match opens {
                    Some(opens) => Some(self.zone.start_of(self.day(opens)?)),
                    None => None,
                };
                Some(by_day(opens, DayDeadline::on(last, self.zone)))
            }
            Due::Within(from, amount, counted) => {
                let starts = self.start(*from)?;
                let amount = *definite(amount, &self.view).flatten()?;
                let deadline = self.within(place, *from, starts, amount, *counted)?;
                let reached_in = rule.reached_in.as_ref();
                Some(Deadline {
                    reached: reached_in.and_then(|hours| self.desk(hours, starts)),
                    ..deadline
                })
            }
        }
    }

    /// The instant that starts a clock; for a date, its first.
    fn start(&self, fact: FactId) -> Option<Instant> {
        match self.claim.fact(fact)? {
            Value::Instant(instant) => Some(self.zone.written(*instant)),
            Value::Date(day) => Some(self.zone.start_of(*day)),
            _ => None,
        }
    }

    fn within(
        &self,
        commitment: usize,
        from: FactId,
        starts: Instant,
        amount: Amount,
        counted: Clock,
    ) -> Option<Deadline> {
        let clock = self.clock(counted)?;
        let (due, last_day, spans, provisional) = match (amount, counted) {
            (Amount::Time(time), _) => {
                let deadline = clock.add(starts, time)?;
                (deadline.due, None, deadline.spans, deadline.provisional)
            }
            (
                Amount::WorkingDays {
                    days,
                    first_day_counts,
                },
                Clock::Calendar(place),
            ) => {
                let calendar = self.policy.calendars.get(place)?;
                let days = u32::try_from(days).ok()?;
                let first = match self.claim.fact(from)? {
                    Value::Date(day) => *day,
                    _ => received_on(calendar, starts, self.world)?,
                };
                // A working day begins and ends where the calendar is, which may
                // be far from whoever made the promise.
                let zone = clock.zone();
                let end = end_of_working_days(calendar, first, days, first_day_counts, zone)?;
                // What is counted is open time from the first day that counts.
                let counts_from = if first_day_counts {
                    zone.start_of(first)
                } else {
                    zone.end_of(first)
                };
                let spans = clock.spans(counts_from, end.due);
                (end.due, Some(end.last), spans, end.provisional)
            }
            // Reading the pack refuses working days on any other clock.
            (Amount::WorkingDays { .. }, Clock::Elapsed) => return None,
        };
        Some(Deadline {
            commitment,
            starts: Some(starts),
            due,
            last_day,
            counted,
            spans,
            provisional,
            reached: None,
        })
    }

    fn stages(&self) -> Vec<Stage> {
        let rules = &self.policy.stages;
        let first = rules.first().and_then(|rule| rule.from);
        let Some(start) = first.and_then(|from| self.start(from)) else {
            return Vec::new();
        };
        let steps = rules.iter().map(|rule| {
            Some(Step {
                clock: self.clock(rule.clock)?,
                at_least: rule.at_least,
                at_most: rule.at_most,
            })
        });
        let steps: Option<Vec<Step<'_>>> = steps.collect();
        let ends = steps.and_then(|steps| staged(start, &steps));
        let each = ends.unwrap_or_default().into_iter().enumerate();
        each.map(|(stage, end)| Stage {
            stage,
            earliest: end.earliest,
            latest: end.latest,
        })
        .collect()
    }

    fn allowance(&self, place: usize, rule: &AllowanceRule) -> Option<Allowance> {
        let period = self.period(rule)?;
        let days = (self.zone.date(period.from), self.zone.date(period.until));
        let used = match &rule.allowed {
            Allowed::Time(allowed) => {
                let allowed = *definite(allowed, &self.view).flatten()?;
                let clock = self.clock(rule.clock)?;
                let (excluded, counted) = self.episodes(rule);
                let as_of = self.claim.as_of;
                Used::Time(usage(&clock, period, allowed, &counted, &excluded, as_of))
            }
            Allowed::Events(allowed) => {
                let allowed = *definite(allowed, &self.view).flatten()?;
                Used::Events(allowed, self.count(rule, period))
            }
        };
        Some(Allowance {
            allowance: place,
            days,
            used,
        })
    }

    /// The period of an allowance in which the claim is judged.
    fn period(&self, rule: &AllowanceRule) -> Option<Span> {
        let (as_of, zone) = (self.claim.as_of, self.zone);
        let today = zone.date(as_of);
        let starts = || self.day(rule.starts.as_ref()?);
        match rule.period {
            PeriodKind::AgreementYear => Cycles::agreement_years(starts()?).at(as_of, zone),
            PeriodKind::BillingCycle => Cycles::new(starts()?, rule.length?).at(as_of, zone),
            PeriodKind::CalendarMonth => Cycles::calendar_months(today).at(as_of, zone),
            PeriodKind::CalendarYear => Cycles::calendar_years(today).at(as_of, zone),
            PeriodKind::Rolling => match rule.allowed {
                Allowed::Time(_) => Some(service::rolling(rule.length?, as_of, zone)),
                // Events are counted by whole days, today among them.
                Allowed::Events(_) => {
                    let first = before(today, rule.length?).succ_opt()?;
                    Some(service::whole_term(first, today, zone))
                }
            },
            PeriodKind::Term => {
                let (starts, last) = self.term?;
                Some(service::whole_term(starts.single()?, last?.single()?, zone))
            }
        }
    }

    fn events(&self, rule: &AllowanceRule) -> &'a [Event] {
        match self.claim.fact(rule.fact) {
            Some(Value::Events(events)) => events,
            _ => &[],
        }
    }

    /// Whether the kind of an event is one that does not count.
    fn is_excluded(&self, rule: &AllowanceRule, event: &Event) -> bool {
        let fields = self.policy.fact_entry(rule.fact).map(|entry| &entry.fields);
        let kind = fields.and_then(|fields| {
            let place = fields
                .iter()
                .position(|field| field.id.as_str() == "kind")?;
            event.fields.get(place)?.as_ref()
        });
        matches!(kind, Some(Value::Text(kind)) if rule.excluding.contains(kind))
    }

    /// The episodes of an allowance: those that do not count, and all others.
    fn episodes(&self, rule: &AllowanceRule) -> (Vec<Episode>, Vec<Episode>) {
        let (mut excluded, mut counted) = (Vec::new(), Vec::new());
        for event in self.events(rule) {
            let mut instants = event.fields.iter().map(|field| match field {
                Some(Value::Instant(instant)) => Some(*instant),
                _ => None,
            });
            let Some(from) = instants.next().flatten() else {
                continue;
            };
            let until = instants.next().flatten();
            let episode = Episode { from, until };
            if self.is_excluded(rule, event) {
                excluded.push(episode);
            } else {
                counted.push(episode);
            }
        }
        (excluded, counted)
    }

    /// How many events, or dates, lie in a period and are not in the future.
    fn count(&self, rule: &AllowanceRule, period: Span) -> i64 {
        let (zone, as_of) = (self.zone, self.claim.as_of);
        let counts = |at: Instant| period.from <= at && at < period.until && at <= as_of;
        let dates: &[NaiveDate] = match self.claim.fact(rule.fact) {
            Some(Value::Dates(dates)) => dates,
            _ => &[],
        };
        let events = self.events(rule).iter();
        let events = events.filter(|event| {
            let at = event.fields.iter().flatten().find_map(|field| match field {
                Value::Instant(instant) => Some(*instant),
                Value::Date(day) => Some(zone.start_of(*day)),
                _ => None,
            });
            at.is_some_and(counts) && !self.is_excluded(rule, event)
        });
        let dates = dates.iter().filter(|day| counts(zone.start_of(**day)));
        i64::try_from(events.count().saturating_add(dates.count())).unwrap_or(i64::MAX)
    }
}
