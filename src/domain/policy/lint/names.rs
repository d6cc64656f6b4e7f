//! Names: those that stand twice, those that are taken, and those that rules
//! refer to by without their being there. What reading the pack resolves
//! already is not looked at again.

use super::{At, Linter};
use crate::domain::policy::document::{
    Condition, DateExpression, FactType, Id, Literal, Measure, Select,
};
use crate::json::nearest;

impl Linter<'_> {
    pub(super) fn names(&self) {
        self.taken();
        self.twice();
        let pack = self.words.pack;
        for (index, commitment) in pack.commitments.iter().enumerate() {
            let at = At::item("commitments", index);
            commitment
                .only_for
                .iter()
                .for_each(|when| self.resolve(&at.key("only_for"), when));
            commitment
                .within
                .iter()
                .for_each(|within| self.resolve_choice(&at.key("within"), within));
            commitment
                .reached_in
                .iter()
                .for_each(|reached| self.resolve_choice(&at.key("reached_in"), reached));
            commitment
                .opens
                .iter()
                .for_each(|date| self.resolve_date(&at.key("opens"), date));
            commitment
                .by
                .iter()
                .for_each(|date| self.resolve_date(&at.key("by"), date));
        }
        for (index, allowance) in pack.allowances.iter().enumerate() {
            let at = At::item("allowances", index);
            allowance
                .time
                .iter()
                .for_each(|time| self.resolve_choice(&at.key("time"), time));
            allowance
                .events
                .iter()
                .for_each(|events| self.resolve_choice(&at.key("events"), events));
            allowance
                .starts
                .iter()
                .for_each(|date| self.resolve_date(&at.key("starts"), date));
            if let Some(credit) = &allowance.credit {
                self.resolve_measure(&at.key("credit").key("of"), &credit.of);
            }
        }
        for (index, channel) in pack.channels.iter().enumerate() {
            let at = At::item("channels", index);
            channel
                .hours
                .iter()
                .for_each(|hours| self.resolve_choice(&at.key("hours"), hours));
        }
        for (index, calendar) in pack.calendars.iter().enumerate() {
            let known: Vec<&str> = pack.assumptions.iter().map(|one| one.id.as_str()).collect();
            if let Some(id) = calendar
                .assumption
                .as_ref()
                .filter(|id| !known.contains(&id.as_str()))
            {
                let at = At::item("calendars", index).key("assumption");
                self.unknown(
                    &at,
                    "lint.unknown-assumption",
                    "assumption",
                    id.as_str(),
                    &known,
                );
            }
        }
        if let Some(id) = &pack.edition.selected_by {
            self.named_fact(
                &At::default().key("edition").key("selected_by"),
                id.as_str(),
                &[FactType::Date],
            );
        }
        for (index, line) in pack.lines.iter().enumerate() {
            if let Some(of) = line.refund.as_ref().and_then(|refund| refund.of.as_ref()) {
                let at = At::item("lines", index).key("refund").key("of");
                self.named_fact(&at, of.as_str(), &[FactType::Money]);
            }
        }
    }

    /// Names with a meaning of their own.
    fn taken(&self) {
        let pack = self.words.pack;
        for (index, fact) in pack
            .facts
            .iter()
            .enumerate()
            .filter(|(_, fact)| fact.id.as_str() == "item")
        {
            let message = format!("`{}` is the name of the item in choices", fact.id.as_str());
            self.error(
                &At::item("facts", index).key("id"),
                "lint.reserved-id",
                message,
                "give the fact another id",
            );
        }
        for (index, _) in pack
            .clauses
            .iter()
            .enumerate()
            .filter(|(_, clause)| clause.id == "silent")
        {
            let message = "`silent` says that the document is silent";
            self.error(
                &At::item("clauses", index).key("id"),
                "lint.reserved-id",
                message,
                "give the clause another id",
            );
        }
    }

    /// Ids that only what is shown or assessed later refers to.
    fn twice(&self) {
        let pack = self.words.pack;
        let top = At::default();
        let mut lists: Vec<(At, Vec<&str>)> = vec![
            (
                top.key("serials"),
                pack.serials.iter().map(|one| one.id.as_str()).collect(),
            ),
            (
                top.key("allowances"),
                pack.allowances.iter().map(|one| one.id.as_str()).collect(),
            ),
            (
                top.key("addresses"),
                pack.addresses.iter().map(|one| one.id.as_str()).collect(),
            ),
            (
                top.key("routes"),
                pack.routes.iter().map(|one| one.id.as_str()).collect(),
            ),
            (
                top.key("notes"),
                pack.notes.iter().map(|one| one.id.as_str()).collect(),
            ),
        ];
        for (index, line) in pack.lines.iter().enumerate() {
            let at = At::item("lines", index);
            lists.push((
                at.key("limits"),
                line.limits.iter().map(|one| one.id.as_str()).collect(),
            ));
            lists.push((
                at.key("scope"),
                line.scope.iter().map(|one| one.id.as_str()).collect(),
            ));
            lists.push((
                at.key("issuer_decides"),
                line.issuer_decides
                    .iter()
                    .map(|one| one.id.as_str())
                    .collect(),
            ));
        }
        for (at, ids) in lists {
            for (index, id) in ids.iter().enumerate() {
                if ids.iter().take(index).any(|before| before == id) {
                    let message = format!("`{id}` stands here twice");
                    self.error(
                        &at.index(index).key("id"),
                        "lint.duplicate-id",
                        message,
                        "give each its own id",
                    );
                }
            }
        }
    }

    fn unknown(&self, at: &At, code: &'static str, what: &str, name: &str, known: &[&str]) {
        let help = match nearest(name, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if known.is_empty() => format!("the pack has no {what}s"),
            None => format!("the pack has: {}", known.join(", ")),
        };
        self.error(at, code, format!("there is no {what} `{name}`"), help);
    }

    /// The place of a fact of one of these types, or a complaint.
    pub(super) fn named_fact(&self, at: &At, id: &str, kinds: &[FactType]) -> Option<usize> {
        let Some(fact) = self.words.fact(id) else {
            let known: Vec<&str> = self
                .words
                .facts
                .iter()
                .map(|fact| fact.id.as_str())
                .collect();
            self.unknown(at, "lint.unknown-fact", "fact", id, &known);
            return None;
        };
        let kind = self.words.entry(fact)?.kind;
        if kinds.contains(&kind) {
            return Some(fact);
        }
        let wanted: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
        let help = format!("a fact of type {} must stand here", wanted.join(" or "));
        self.error(
            at,
            "lint.fact-type",
            format!("`{id}` is a fact of type {}", kind.word()),
            help,
        );
        None
    }

    pub(super) fn calendar_id(&self, at: &At, id: &str) {
        let known: Vec<&str> = self
            .words
            .pack
            .calendars
            .iter()
            .map(|calendar| calendar.id.as_str())
            .collect();
        if !known.contains(&id) {
            self.unknown(at, "lint.unknown-calendar", "calendar", id, &known);
        }
    }

    fn resolve(&self, at: &At, condition: &Condition) {
        match condition {
            Condition::Yes(id) => {
                self.named_fact(at, id.as_str(), &[FactType::YesNo]);
            }
            Condition::Within(id, _) => {
                let kinds = [FactType::Integer, FactType::Money, FactType::Date];
                self.named_fact(&at.key("fact"), id.as_str(), &kinds);
            }
            Condition::Is(id, values) => {
                let kinds = [
                    FactType::YesNo,
                    FactType::Choice,
                    FactType::Place,
                    FactType::Integer,
                    FactType::Money,
                    FactType::Date,
                    FactType::Text,
                ];
                let fact = self.named_fact(&at.key("fact"), id.as_str(), &kinds);
                let Some(entry) = fact.and_then(|fact| self.words.entry(fact)) else {
                    return;
                };
                let options: Vec<&str> = entry.option_values().collect();
                for value in values {
                    let option = match value {
                        Literal::Text(text)
                            if matches!(entry.kind, FactType::Choice | FactType::Place) =>
                        {
                            text
                        }
                        _ => continue,
                    };
                    if !options.contains(&option.as_str()) {
                        self.unknown(
                            &at.key("is"),
                            "lint.unknown-option",
                            "option",
                            option,
                            &options,
                        );
                    }
                }
            }
            Condition::Item(patterns) => {
                patterns
                    .iter()
                    .for_each(|pattern| self.resolve_key(&at.key("item"), "item", pattern));
            }
            Condition::All(inner) | Condition::Any(inner) => {
                let at = at.key(if matches!(condition, Condition::All(_)) {
                    "all"
                } else {
                    "any"
                });
                inner
                    .iter()
                    .enumerate()
                    .for_each(|(index, one)| self.resolve(&at.index(index), one));
            }
            Condition::Not(inner) => self.resolve(&at.key("not"), inner),
        }
    }

    fn resolve_choice<T>(&self, at: &At, select: &Select<T>) {
        let default = match select {
            Select::Value(_) => return,
            Select::By {
                keys,
                cases,
                default,
            } => {
                let kinds = [
                    FactType::Choice,
                    FactType::Place,
                    FactType::YesNo,
                    FactType::Date,
                ];
                let known = |key: &Id| {
                    key.as_str() == "item"
                        || self
                            .named_fact(&at.key("by"), key.as_str(), &kinds)
                            .is_some()
                };
                // Every key is looked at, so that every problem is told.
                let known = keys.iter().filter(|key| known(key)).count() == keys.len();
                for (patterns, value) in cases {
                    let at = at.key("cases").key(&patterns.join("/"));
                    for (key, pattern) in keys.iter().zip(patterns).filter(|_| known) {
                        self.resolve_key(&at, key.as_str(), pattern);
                    }
                    self.resolve_choice(&at, value);
                }
                default
            }
            Select::Cases { cases, default } => {
                for (index, case) in cases.iter().enumerate() {
                    let at = at.key("cases").index(index);
                    self.resolve(&at.key("when"), &case.when);
                    self.resolve_choice(&at.key("value"), &case.value);
                }
                default
            }
        };
        default
            .iter()
            .for_each(|default| self.resolve_choice(&at.key("default"), default));
    }

    /// A pattern of a key must match something.
    fn resolve_key(&self, at: &At, key: &str, pattern: &str) {
        for one in pattern.split('|') {
            // What a pattern cannot serve is nothing, or cannot be read.
            if self.words.serves(key, one).example().is_some() {
                continue;
            }
            if key == "item" {
                let known: Vec<&str> = self
                    .words
                    .pack
                    .items
                    .iter()
                    .map(|item| item.id.as_str())
                    .collect();
                self.unknown(at, "lint.unknown-item", "item", one, &known);
                continue;
            }
            let entry = self.words.fact(key).and_then(|fact| self.words.entry(fact));
            let options: Vec<&str> = match entry {
                Some(entry) if entry.kind == FactType::YesNo => vec!["yes", "no"],
                Some(entry) if entry.kind == FactType::Date => vec!["2024-01-01..2024-12-31"],
                Some(entry) => entry.option_values().collect(),
                None => continue,
            };
            self.unknown(at, "lint.unknown-option", "option", one, &options);
        }
    }

    fn resolve_date(&self, at: &At, date: &DateExpression) {
        match date {
            DateExpression::Fact(id) => {
                self.named_fact(at, id.as_str(), &[FactType::Date]);
            }
            DateExpression::Made(id) => {
                self.named_fact(&at.key("made"), id.as_str(), &[FactType::Serial]);
            }
            DateExpression::Day(_) | DateExpression::TermStart | DateExpression::LastCoveredDay => {
            }
            DateExpression::Add(_, to) => self.resolve_date(&at.key("to"), to),
            DateExpression::AddWorkingDays(_, to, calendar) => {
                self.calendar_id(&at.key("calendar"), calendar.as_str());
                self.resolve_date(&at.key("to"), to);
            }
            DateExpression::Subtract(_, from) => self.resolve_date(&at.key("from"), from),
            DateExpression::AnyDayOf(_, with) => self.resolve_date(&at.key("with"), with),
            DateExpression::Earlier(inner) | DateExpression::Later(inner) => {
                let at = at.key(if matches!(date, DateExpression::Earlier(_)) {
                    "earlier"
                } else {
                    "later"
                });
                inner
                    .iter()
                    .enumerate()
                    .for_each(|(index, one)| self.resolve_date(&at.index(index), one));
            }
            DateExpression::If(condition, then, otherwise) => {
                self.resolve(&at.key("if"), condition);
                self.resolve_date(&at.key("then"), then);
                self.resolve_date(&at.key("else"), otherwise);
            }
        }
    }

    fn resolve_measure(&self, at: &At, measure: &Measure) {
        let numbers = [FactType::Integer, FactType::Money];
        match measure {
            Measure::Fact(id) => {
                self.named_fact(&at.key("fact"), id.as_str(), &numbers);
            }
            Measure::Ratio(part, whole) => {
                let at = at.key("ratio");
                self.named_fact(&at.index(0), part.as_str(), &numbers);
                self.named_fact(&at.index(1), whole.as_str(), &numbers);
            }
            Measure::Since(date) => self.resolve_date(&at.key("since"), date),
        }
    }
}
