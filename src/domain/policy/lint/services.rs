//! Commitments, stages, allowances and channels: promises without a clock, a
//! start or a figure.

use super::facts::Weight;
use super::region::Region;
use super::selectors::{Gap, Use};
use super::{At, Linter};
use crate::domain::policy::document::{
    Allowance, AllowanceCounts, Amount, Commitment, FactType, Id, PeriodKind, Stage, TimeSpan,
};

/// A figure that a promise cannot do without.
const FIGURE: Use = Use {
    weight: Weight::Shows,
    gap: Gap::Error,
};
/// Hours that may not be given.
const HOURS: Use = Use {
    weight: Weight::Shows,
    gap: Gap::Allowed,
};

impl Linter<'_> {
    pub(super) fn services(&self) {
        let pack = self.words.pack;
        for (index, commitment) in pack.commitments.iter().enumerate() {
            self.commitment(&At::item("commitments", index), commitment);
        }
        for (index, stage) in pack.stages.iter().enumerate() {
            self.stage(&At::item("stages", index), stage, index == 0);
        }
        for (index, allowance) in pack.allowances.iter().enumerate() {
            self.allowance(&At::item("allowances", index), allowance);
        }
        for (index, channel) in pack.channels.iter().enumerate() {
            let at = At::item("channels", index);
            let when = channel
                .when
                .as_ref()
                .map_or_else(Region::everything, |when| self.words.holds(when));
            if let Some(hours) = &channel.hours {
                let context = self.words.every_claim.and(&when);
                self.select(
                    &at.key("hours"),
                    hours,
                    &context,
                    HOURS,
                    &mut |_, _: &Id, _| {},
                );
            }
        }
    }

    fn commitment(&self, at: &At, commitment: &Commitment) {
        let context = self.when(
            &at.key("only_for"),
            commitment.only_for.as_ref(),
            &self.words.every_claim,
            Weight::Shows,
        );
        let instants = [FactType::Instant, FactType::Date];
        let from = commitment.from.as_ref();
        if let Some(fact) =
            from.and_then(|id| self.named_fact(&at.key("from"), id.as_str(), &instants))
        {
            self.reads(&at.key("from"), fact, context.clone(), Weight::Shows);
        }
        if let Some(within) = &commitment.within {
            self.select(
                &at.key("within"),
                within,
                &context,
                FIGURE,
                &mut |_, _: &Amount, _| {},
            );
        } else {
            let idle = |key: &str, there: bool| {
                if there {
                    self.idle(
                        &at.key(key),
                        "only `within` has a clock",
                        "leave it out, or give an amount",
                    );
                }
            };
            idle("from", commitment.from.is_some() && !commitment.not_stated);
            idle(
                "clock",
                commitment.clock.is_some() && !commitment.not_stated,
            );
        }
        if let Some(by) = &commitment.by {
            self.date(&at.key("by"), by, &context, Weight::Shows);
        }
        if let Some(opens) = &commitment.opens {
            self.date(&at.key("opens"), opens, &context, Weight::Shows);
            if commitment.by.is_none() {
                self.idle(
                    &at.key("opens"),
                    "a window of days ends `by` a date",
                    "add `by`, or leave it out",
                );
            }
        }
        for (key, date) in [("by", &commitment.by), ("opens", &commitment.opens)] {
            if let Some(date) = date.as_ref().filter(|_| self.no_line_has_a_term()) {
                self.no_term_in(&at.key(key), date, "no line of the pack has one");
            }
        }
        if let Some(reached) = &commitment.reached_in {
            self.select(
                &at.key("reached_in"),
                reached,
                &context,
                HOURS,
                &mut |_, _: &Id, _| {},
            );
        }
    }

    fn no_line_has_a_term(&self) -> bool {
        self.words.pack.lines.iter().all(|line| line.term.is_none())
    }

    fn stage(&self, at: &At, stage: &Stage, first: bool) {
        if stage.at_most < stage.at_least {
            let message = "the most that this stage takes is less than the least";
            self.error(
                &at.key("at_most"),
                "lint.stage-times",
                message,
                "swap `at_least` and `at_most`",
            );
        }
        match &stage.from {
            Some(id) if first => {
                if let Some(fact) =
                    self.named_fact(&at.key("from"), id.as_str(), &[FactType::Instant])
                {
                    self.reads(
                        &at.key("from"),
                        fact,
                        self.words.every_claim.clone(),
                        Weight::Shows,
                    );
                }
            }
            Some(_) => self.idle(
                &at.key("from"),
                "this stage follows the one before",
                "leave it out",
            ),
            None => {}
        }
    }

    fn allowance(&self, at: &At, allowance: &Allowance) {
        let every_claim = &self.words.every_claim;
        let lists: &[FactType] = match allowance.counts {
            AllowanceCounts::Time => &[FactType::Events],
            AllowanceCounts::Events => &[FactType::Events, FactType::Dates],
        };
        if let Some(fact) = self.named_fact(&at.key("fact"), allowance.fact.as_str(), lists) {
            self.reads(&at.key("fact"), fact, every_claim.clone(), Weight::Shows);
            self.counted(at, allowance, fact);
        }
        let counts = allowance.counts.word();
        let amounts = [
            ("time", AllowanceCounts::Time, allowance.time.is_some()),
            (
                "events",
                AllowanceCounts::Events,
                allowance.events.is_some(),
            ),
        ];
        for (key, wanted, given) in amounts {
            if wanted != allowance.counts && given {
                self.idle(
                    &at.key(key),
                    &format!("this allowance counts {counts}"),
                    "leave it out",
                );
            }
        }
        if let Some(time) = &allowance.time {
            self.select(
                &at.key("time"),
                time,
                every_claim,
                FIGURE,
                &mut |_, _: &TimeSpan, _| {},
            );
        }
        if let Some(events) = &allowance.events {
            self.select(
                &at.key("events"),
                events,
                every_claim,
                FIGURE,
                &mut |_, _: &i64, _| {},
            );
        }
        self.period(at, allowance);
        if let Some(credit) = &allowance.credit {
            self.table(
                &at.key("credit"),
                credit,
                every_claim,
                Weight::Shows,
                &mut |_, _| {},
            );
        }
    }

    /// Whether the events have the fields that are counted.
    fn counted(&self, at: &At, allowance: &Allowance, fact: usize) {
        let Some(events) = self
            .words
            .pack
            .facts
            .get(fact)
            .filter(|fact| fact.r#type == FactType::Events)
        else {
            return;
        };
        let has = |id: &str, kinds: &[FactType]| {
            events
                .fields
                .iter()
                .any(|field| field.id.as_str() == id && kinds.contains(&field.r#type))
        };
        let missing = |id: &str, kind: &str| {
            let message = format!(
                "the events of `{}` have no {kind} `{id}`",
                allowance.fact.as_str()
            );
            self.error(
                &at.key("fact"),
                "lint.allowance-fields",
                message,
                "add it to the fields of the events",
            );
        };
        if allowance.counts == AllowanceCounts::Time {
            for id in ["start", "end"] {
                if !has(id, &[FactType::Instant]) {
                    missing(id, "instant");
                }
            }
        }
        if !allowance.excluding.is_empty() && !has("kind", &[FactType::Text, FactType::Choice]) {
            missing("kind", "text");
        }
    }

    fn period(&self, at: &At, allowance: &Allowance) {
        let (needs_start, needs_length) = match allowance.period {
            PeriodKind::AgreementYear => (true, false),
            PeriodKind::BillingCycle => (true, true),
            PeriodKind::Rolling => (false, true),
            PeriodKind::CalendarMonth | PeriodKind::CalendarYear | PeriodKind::Term => {
                (false, false)
            }
        };
        let period = allowance.period.word();
        match (&allowance.starts, needs_start) {
            (None, true) => {
                let message = format!("the period `{period}` needs a start");
                self.error(at, "lint.allowance-start", message, "add `starts`, a date");
            }
            (Some(_), false) => {
                self.idle(
                    &at.key("starts"),
                    &format!("the period `{period}` has no start"),
                    "leave it out",
                );
            }
            _ => {}
        }
        match (allowance.length, needs_length) {
            (None, true) => {
                let message = format!("the period `{period}` needs a length");
                self.error(
                    at,
                    "lint.allowance-length",
                    message,
                    "add `length`, such as P30D",
                );
            }
            (Some(_), false) => {
                self.idle(
                    &at.key("length"),
                    &format!("the period `{period}` has no length of its own"),
                    "leave it out",
                );
            }
            (Some(length), true) => self.not_zero(&at.key("length"), length),
            (None, false) => {}
        }
        if let Some(starts) = &allowance.starts {
            self.date(
                &at.key("starts"),
                starts,
                &self.words.every_claim,
                Weight::Shows,
            );
        }
        if self.no_line_has_a_term() {
            if let Some(starts) = &allowance.starts {
                self.no_term_in(&at.key("starts"), starts, "no line of the pack has one");
            }
            if allowance.period == PeriodKind::Term {
                let message = "there is no term to count in: no line of the pack has one";
                self.error(
                    &at.key("period"),
                    "lint.no-term",
                    message,
                    "choose another period",
                );
            }
        }
    }
}
