//! Promises with a clock, and how to reach the issuer.

use super::names::Names;
use super::place::Place;
use crate::domain::policy::document::{
    self, Allowance, AllowanceCounts, Amount, Commitment, FactType, Id, Select,
};
use crate::domain::policy::meaning::{
    AllowanceRule, Allowed, ChannelEntry, Clock, CommitmentRule, Due, FactId, Selected, StageRule,
};

/// The clock on which every hour counts.
const ELAPSED: &str = "elapsed";

impl Names<'_> {
    pub(super) fn commitments(&self) -> Vec<CommitmentRule> {
        let root = Place::root();
        let at = root.key("commitments");
        let each = self.pack.commitments.iter().enumerate();
        each.filter_map(|(index, written)| self.commitment(&at.index(index), written))
            .collect()
    }

    fn commitment(&self, at: &Place<'_>, written: &Commitment) -> Option<CommitmentRule> {
        Some(CommitmentRule {
            id: written.id.as_str().to_owned(),
            title: written.title.clone(),
            clause: written.clause.clone(),
            only_for: self.when(&at.key("only_for"), written.only_for.as_ref()),
            due: self.due(at, written)?,
            reached_in: self.calendars(&at.key("reached_in"), written.reached_in.as_ref()),
        })
    }

    fn due(&self, at: &Place<'_>, written: &Commitment) -> Option<Due> {
        let given = [
            written.within.is_some(),
            written.by.is_some(),
            written.every.is_some(),
            written.not_stated,
        ];
        if given.into_iter().filter(|given| *given).count() != 1 {
            return self.refuse(
                at,
                "pack.commitment-form",
                "this commitment does not say by when in exactly one way".to_owned(),
                "give one: `within`, `by`, `every`, or `not_stated` where the policy names no figure"
                    .to_owned(),
            );
        }
        if let Some(within) = &written.within {
            return self.within(at, written, within);
        }
        if let Some(by) = &written.by {
            let opens = match &written.opens {
                Some(opens) => Some(self.date(&at.key("opens"), opens)?),
                None => None,
            };
            return Some(Due::By(opens, self.date(&at.key("by"), by)?));
        }
        Some(written.every.map_or(Due::NotStated, Due::Every))
    }

    fn within(&self, at: &Place<'_>, written: &Commitment, within: &Select<Amount>) -> Option<Due> {
        let from = match &written.from {
            Some(from) => {
                let kinds = [FactType::Instant, FactType::Date];
                self.fact_of(&at.key("from"), from.as_str(), &kinds)
            }
            None => self.refuse(
                at,
                "pack.commitment-start",
                "this commitment does not say what starts its clock".to_owned(),
                "add `from`, an instant or a date".to_owned(),
            ),
        };
        let clock = match &written.clock {
            Some(clock) => self.clock(&at.key("clock"), clock),
            None => self.refuse(
                at,
                "pack.no-clock",
                "this commitment names no clock".to_owned(),
                "add `clock`: `elapsed`, or the calendar whose open time counts".to_owned(),
            ),
        };
        let (from, clock) = (from?, clock?);
        let amount = self.selected(&at.key("within"), within, &|place, amount: &Amount| {
            let Amount::WorkingDays { days, .. } = amount else {
                return Some(*amount);
            };
            if clock == Clock::Elapsed {
                return self.refuse(
                    &at.key("clock"),
                    "pack.working-days",
                    "working days cannot be counted on the clock `elapsed`".to_owned(),
                    "name the calendar that says which days are working days".to_owned(),
                );
            }
            if !(1..=10_000).contains(days) {
                return self.refuse(
                    &place.key("working_days"),
                    "pack.working-days",
                    format!("{days} working days cannot be counted"),
                    "write 1 to 10000".to_owned(),
                );
            }
            Some(*amount)
        })?;
        Some(Due::Within(from, amount, clock))
    }

    fn clock(&self, at: &Place<'_>, clock: &str) -> Option<Clock> {
        if clock == ELAPSED {
            return Some(Clock::Elapsed);
        }
        self.calendar(at, clock).map(Clock::Calendar)
    }

    fn calendars(&self, at: &Place<'_>, written: Option<&Select<Id>>) -> Option<Selected<usize>> {
        self.selected(at, written?, &|at, id: &Id| self.calendar(at, id.as_str()))
    }

    pub(super) fn stages(&self) -> Vec<StageRule> {
        let root = Place::root();
        let list = root.key("stages");
        let mut rules = Vec::new();
        for (index, written) in self.pack.stages.iter().enumerate() {
            let at = list.index(index);
            let from = written.from.as_ref().and_then(|from| {
                self.fact_of(&at.key("from"), from.as_str(), &[FactType::Instant])
            });
            if index == 0 && written.from.is_none() {
                self.refuse::<()>(
                    &at,
                    "pack.stage-start",
                    "the first stage does not say what starts it".to_owned(),
                    "add `from`, an instant".to_owned(),
                );
            }
            let Some(clock) = self.clock(&at.key("clock"), &written.clock) else {
                continue;
            };
            rules.push(StageRule {
                id: written.id.as_str().to_owned(),
                title: written.title.clone(),
                clause: written.clause.clone(),
                from,
                at_least: written.at_least,
                at_most: written.at_most,
                clock,
                tasks: written.tasks.clone(),
            });
        }
        rules
    }

    pub(super) fn allowances(&self) -> Vec<AllowanceRule> {
        let root = Place::root();
        let at = root.key("allowances");
        let each = self.pack.allowances.iter().enumerate();
        each.filter_map(|(index, written)| self.allowance(&at.index(index), written))
            .collect()
    }

    fn allowance(&self, at: &Place<'_>, written: &Allowance) -> Option<AllowanceRule> {
        let lists: &[FactType] = match written.counts {
            AllowanceCounts::Time => &[FactType::Events],
            AllowanceCounts::Events => &[FactType::Events, FactType::Dates],
        };
        let fact: Option<FactId> = self.fact_of(&at.key("fact"), written.fact.as_str(), lists);
        let counts = written.counts.word();
        let missing = |key: &str| {
            self.refuse(
                at,
                "pack.allowance-amount",
                format!("this allowance counts {counts}, but does not say how much is allowed"),
                format!("add `{key}`"),
            )
        };
        let allowed = match written.counts {
            AllowanceCounts::Time => match &written.time {
                Some(time) => self
                    .selected(&at.key("time"), time, &|_, time| Some(*time))
                    .map(Allowed::Time),
                None => missing("time"),
            },
            AllowanceCounts::Events => match &written.events {
                Some(events) => self
                    .selected(&at.key("events"), events, &|at, most: &i64| match most {
                        0.. => Some(*most),
                        _ => self.refuse(
                            at,
                            "pack.allowance-amount",
                            format!("{most} events cannot be allowed"),
                            "write 0 or more".to_owned(),
                        ),
                    })
                    .map(Allowed::Events),
                None => missing("events"),
            },
        };
        let starts = match &written.starts {
            Some(starts) => Some(self.date(&at.key("starts"), starts)?),
            None => None,
        };
        let clock = match &written.clock {
            Some(clock) => self.clock(&at.key("clock"), clock),
            None => Some(Clock::Elapsed),
        };
        let credit = match &written.credit {
            Some(credit) => Some(self.table(&at.key("credit"), credit)?),
            None => None,
        };
        Some(AllowanceRule {
            id: written.id.as_str().to_owned(),
            title: written.title.clone(),
            clause: written.clause.clone(),
            fact: fact?,
            allowed: allowed?,
            period: written.period,
            starts,
            length: written.length,
            clock: clock?,
            excluding: written.excluding.clone(),
            credit,
        })
    }

    pub(super) fn channels(&self) -> Vec<ChannelEntry> {
        let root = Place::root();
        let list = root.key("channels");
        let each = self.pack.channels.iter().enumerate();
        each.map(|(index, written): (usize, &document::Channel)| {
            let at = list.index(index);
            ChannelEntry {
                id: written.id.as_str().to_owned(),
                kind: written.kind,
                name: written.name.clone(),
                address: written.address.clone(),
                hours: self.calendars(&at.key("hours"), written.hours.as_ref()),
                when: self.when(&at.key("when"), written.when.as_ref()),
                note: written.note.clone(),
            }
        })
        .collect()
    }
}
