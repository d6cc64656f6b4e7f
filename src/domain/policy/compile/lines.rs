//! The rules of a line, in the order in which they are tested.

use super::names::Names;
use super::place::Place;
use super::reads::Reads;
use crate::domain::policy::document::{self, FactType, Select};
use crate::domain::policy::meaning::{
    Condition, ExclusionRule, FactId, Gate, InclusionRule, LimitRule, LineRules, Measured,
    RemedyRule, RowRule, Rule, StartRule, TermRules, Test,
};

impl Names<'_> {
    pub(super) fn line(&self, at: &Place<'_>, line: &document::Line) -> LineRules {
        for (index, clause) in line.clauses.iter().enumerate() {
            self.clause(&at.key("clauses").index(index), clause);
        }
        let serial = self
            .facts
            .iter()
            .position(|fact| fact.kind == FactType::Serial)
            .map(FactId::from_index);
        let mut gates = Vec::new();
        if let Some(requirement) = &line.agreement {
            let at = at.key("agreement");
            self.clause(&at.key("clause"), &requirement.clause);
            let only_for = self.when(&at.key("only_for"), requirement.only_for.as_ref());
            if let Some(condition) = self.condition(&at.key("when"), &requirement.when) {
                let mut reads = Reads::default();
                reads.condition(&condition);
                only_for
                    .iter()
                    .for_each(|only_for| reads.condition(only_for));
                gates.push(reads.gate(
                    Rule::Agreement(only_for, condition),
                    "agreement".to_owned(),
                    &requirement.clause,
                ));
            }
        }
        let term = line
            .term
            .as_ref()
            .and_then(|term| self.term(&at.key("term"), term, line, at));
        if let (Some(term), Some(written)) = (&term, &line.term) {
            let mut reads = Reads::default();
            for start in &term.starts {
                start.when.iter().for_each(|when| reads.condition(when));
                reads.date(&start.date, serial);
                start
                    .length
                    .iter()
                    .for_each(|length| reads.selected(length));
            }
            match term.bands.as_ref().map(|bands| &bands.of) {
                Some(Measured::Fact(fact)) => reads.facts.push(*fact),
                Some(Measured::Ratio(part, whole)) => reads.facts.extend([*part, *whole]),
                Some(Measured::Since(date)) => reads.date(date, serial),
                None => {}
            }
            // The end of an agreement is open while it is not known, so it is
            // nothing that must be asked; what it becomes changes the answer.
            term.ends.iter().for_each(|ends| reads.date(ends, serial));
            gates.push(reads.gate(Rule::Term, "term".to_owned(), &written.clause));
        }
        let limits: Vec<LimitRule> = line
            .limits
            .iter()
            .enumerate()
            .filter_map(|(index, limit)| self.limit(&at.key("limits").index(index), limit))
            .collect();
        for (index, (limit, written)) in limits.iter().zip(&line.limits).enumerate() {
            let mut reads = Reads {
                facts: vec![limit.fact],
                item: false,
            };
            reads.selected(&limit.limit);
            reads.facts.extend(limit.exclusion);
            gates.push(reads.gate(
                Rule::Limit(index),
                format!("limit.{}", limit.id),
                &written.clause,
            ));
        }
        let exclusions = self.exclusions(line, &limits);
        for (index, exclusion) in exclusions.iter().enumerate() {
            let mut reads = Reads::default();
            exclusion
                .only_for
                .iter()
                .for_each(|condition| reads.condition(condition));
            reads.condition(&exclusion.when);
            for limit in exclusion
                .limits
                .iter()
                .filter_map(|limit| limits.get(*limit))
            {
                reads.facts.push(limit.fact);
                reads.selected(&limit.limit);
            }
            if let Some(written) = self.pack.exclusions.get(exclusion.index) {
                gates.push(reads.gate(
                    Rule::Exclusion(index),
                    format!("exclusion.{}", written.id.as_str()),
                    &written.clause,
                ));
            }
        }
        self.requirements(
            &at.key("scope"),
            &line.scope,
            "scope",
            Rule::Scope,
            &mut gates,
        );
        let inclusions = line
            .inclusions
            .as_ref()
            .and_then(|written| self.inclusions(&at.key("inclusions"), written));
        if let Some(inclusions) = &inclusions {
            let mut reads = Reads {
                facts: vec![inclusions.fact],
                item: false,
            };
            inclusions
                .rows
                .iter()
                .for_each(|row| reads.selected(&row.answer));
            gates.push(reads.gate(Rule::Inclusion, "inclusion".to_owned(), "silent"));
        }
        self.requirements(
            &at.key("issuer_decides"),
            &line.issuer_decides,
            "issuer-decides",
            Rule::IssuerDecides,
            &mut gates,
        );
        let costs = at.key("costs");
        let pay = |key: &str, select: &Select<document::Pay>| {
            self.selected(&costs.key(key), select, &|_, pay: &document::Pay| {
                Some(pay.clone())
            })
        };
        if let Some(written) = &line.costs {
            for (index, clause) in written.clauses.iter().enumerate() {
                self.clause(&costs.key("clauses").index(index), clause);
            }
        }
        let remedies = line.remedies.iter().enumerate().map(|(index, remedy)| {
            let at = at.key("remedies");
            let at = at.index(index);
            self.clause(&at.key("clause"), &remedy.clause);
            let by_age = remedy
                .by_age
                .as_ref()
                .and_then(|table| self.table(&at.key("by_age"), table));
            RemedyRule {
                kind: remedy.id,
                when: self.when(&at.key("when"), remedy.when.as_ref()),
                by_age,
                choice: remedy.choice,
                unit: remedy.unit,
            }
        });
        let refund = line.refund.as_ref().and_then(|refund| {
            self.clause(&at.key("refund").key("clause"), &refund.clause);
            self.table(&at.key("refund").key("percent"), &refund.percent)
        });
        LineRules {
            id: line.id.as_str().to_owned(),
            title: line.title.clone(),
            applies: self.when(&at.key("applies"), line.applies.as_ref()),
            gates,
            term,
            limits,
            exclusions,
            inclusions,
            covered: line
                .costs
                .as_ref()
                .and_then(|costs| pay("covered", &costs.covered)),
            not_covered: line
                .costs
                .as_ref()
                .and_then(|costs| pay("not_covered", &costs.not_covered)),
            remedies: remedies.collect(),
            refund,
        }
    }

    pub(super) fn requirements(
        &self,
        at: &Place<'_>,
        written: &[document::Requirement],
        name: &str,
        rule: fn(Option<Condition>, Condition) -> Rule,
        gates: &mut Vec<Gate>,
    ) {
        for (index, requirement) in written.iter().enumerate() {
            let at = at.index(index);
            self.clause(&at.key("clause"), &requirement.clause);
            let only_for = self.when(&at.key("only_for"), requirement.only_for.as_ref());
            if let Some(condition) = self.condition(&at.key("when"), &requirement.when) {
                let mut reads = Reads::default();
                reads.condition(&condition);
                only_for
                    .iter()
                    .for_each(|only_for| reads.condition(only_for));
                gates.push(reads.gate(
                    rule(only_for, condition),
                    format!("{name}.{}", requirement.id.as_str()),
                    &requirement.clause,
                ));
            }
        }
    }

    pub(super) fn term(
        &self,
        at: &Place<'_>,
        term: &document::Term,
        line: &document::Line,
        line_at: &Place<'_>,
    ) -> Option<TermRules> {
        self.clause(&at.key("clause"), &term.clause);
        let span = |_: &Place<'_>, span: &document::CalendarSpan| Some(*span);
        let whole = match &term.length {
            Some(length) => Some(self.selected(&at.key("length"), length, &span)?),
            None => None,
        };
        if term.starts.is_empty() {
            return self.refuse(
                &at.key("starts"),
                "pack.empty",
                "a term needs a start".to_owned(),
                "name at least one".to_owned(),
            );
        }
        let mut starts = Vec::new();
        for (index, start) in term.starts.iter().enumerate() {
            let at = at.key("starts");
            let at = at.index(index);
            self.clause(&at.key("clause"), &start.clause);
            let length = match &start.length {
                Some(length) => Some(self.selected(&at.key("length"), length, &span)?),
                None => whole.clone(),
            };
            starts.push(StartRule {
                basis: start.basis.as_str().to_owned(),
                when: self.when(&at.key("when"), start.when.as_ref()),
                date: self.date(&at.key("date"), &start.date)?,
                length,
                clause: start.clause.clone(),
            });
        }
        let ends = match &term.ends {
            Some(ends) => Some(self.date(&at.key("ends"), ends)?),
            None => None,
        };
        let bands = line.after_term.as_ref().and_then(|after| {
            let at = line_at.key("after_term");
            for (index, row) in after.bands.rows.iter().enumerate() {
                self.clause(
                    &at.key("bands")
                        .key("rows")
                        .index(index)
                        .key("value")
                        .key("clause"),
                    &row.value.clause,
                );
            }
            self.table(&at.key("bands"), &after.bands)
        });
        let after_remedy = line.after_remedy.as_ref().and_then(|after| {
            let at = line_at.key("after_remedy");
            self.clause(&at.key("clause"), &after.clause);
            let fact = self.fact_of(&at.key("fact"), after.fact.as_str(), &[FactType::Dates])?;
            Some((fact, after.clone()))
        });
        let asks_cause = line
            .after_term
            .as_ref()
            .is_some_and(|after| after.asks_cause);
        Some(TermRules {
            starts,
            ends,
            counts_start_day: term.counts_start_day,
            bands,
            asks_cause,
            after_remedy,
        })
    }

    pub(super) fn limit(&self, at: &Place<'_>, limit: &document::Limit) -> Option<LimitRule> {
        self.clause(&at.key("clause"), &limit.clause);
        let exclusion = match &limit.exclusion {
            Some(id) => {
                Some(self.fact_of(&at.key("exclusion"), id.as_str(), &[FactType::YesNo])?)
            }
            None => None,
        };
        Some(LimitRule {
            id: limit.id.as_str().to_owned(),
            fact: self.fact_of(
                &at.key("fact"),
                limit.fact.as_str(),
                &[FactType::Integer, FactType::Money],
            )?,
            limit: self.selected(
                &at.key("limit"),
                &limit.limit,
                &|at, limit: &i64| match limit {
                    1.. => {
                        self.numbers.borrow_mut().push(*limit);
                        Some(*limit)
                    }
                    _ => self.refuse(
                        at,
                        "pack.range",
                        format!("a limit of {limit} is reached from the start"),
                        "write a number above 0".to_owned(),
                    ),
                },
            )?,
            holds_at_limit: limit.at_limit == document::AtLimit::Covered,
            exclusion,
        })
    }

    pub(super) fn exclusions(
        &self,
        line: &document::Line,
        limits: &[LimitRule],
    ) -> Vec<ExclusionRule> {
        let root = Place::root();
        let mut rules = Vec::new();
        for (index, written) in self.pack.exclusions.iter().enumerate() {
            let at = root.key("exclusions");
            let at = at.index(index);
            for (place, id) in written.lines.iter().enumerate() {
                if !self.pack.lines.iter().any(|line| line.id == *id) {
                    let known: Vec<&str> = self
                        .pack
                        .lines
                        .iter()
                        .map(|line| line.id.as_str())
                        .collect();
                    self.unknown::<()>(
                        &at.key("lines").index(place),
                        "pack.unknown-line",
                        "line",
                        id.as_str(),
                        &known,
                    );
                }
            }
            if !written.lines.is_empty() && !written.lines.contains(&line.id) {
                continue;
            }
            let fact = FactId::from_index(self.pack.facts.len().saturating_add(index));
            let limits = limits
                .iter()
                .enumerate()
                .filter(|(_, limit)| limit.exclusion == Some(fact))
                .map(|(limit, _)| limit);
            rules.push(ExclusionRule {
                index,
                fact,
                only_for: self.when(&at.key("only_for"), written.only_for.as_ref()),
                when: self
                    .when(&at.key("when"), written.when.as_ref())
                    .unwrap_or(Condition::Fact(fact, Test::YesNo(true))),
                limits: limits.collect(),
            });
        }
        rules
    }

    pub(super) fn inclusions(
        &self,
        at: &Place<'_>,
        written: &document::Inclusions,
    ) -> Option<InclusionRule> {
        let fact = self.fact_of(&at.key("fact"), written.fact.as_str(), &[FactType::Choice])?;
        let options = &self.facts.get(fact.index())?.options;
        let mut rows = Vec::new();
        for (index, row) in written.rows.iter().enumerate() {
            let at = at.key("rows");
            let at = at.index(index);
            let mut kinds = Vec::new();
            for (place, kind) in row.kinds.iter().enumerate() {
                match options
                    .iter()
                    .position(|option| option == kind)
                    .and_then(|option| u16::try_from(option).ok())
                {
                    Some(option) => kinds.push(option),
                    None => self.unknown(
                        &at.key("kinds").index(place),
                        "pack.unknown-option",
                        "option",
                        kind,
                        options,
                    )?,
                }
            }
            let answer = self.selected(
                &at.key("answer"),
                &row.answer,
                &|at, answer: &document::Answer| {
                    self.clause(&at.key("clause"), &answer.clause);
                    Some((answer.r#is, answer.clause.clone()))
                },
            )?;
            rows.push(RowRule { kinds, answer });
        }
        Some(InclusionRule { fact, rows })
    }
}
