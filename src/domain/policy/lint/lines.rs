//! Lines of cover, their exclusions, and the steps that a person is told.

use super::facts::Weight;
use super::region::Region;
use super::selectors::{Gap, Use};
use super::{At, Linter};
use crate::domain::coverage::Verdict;
use crate::domain::policy::FactEntry;
use crate::domain::policy::document::{
    Answer, Condition, Exclusion, Inclusion, Inclusions, Limit, Line, Pay, Refund, RemedyKind,
    RequestKind, Requirement, Role, Select, Step,
};
use crate::json::nearest;

impl Linter<'_> {
    pub(super) fn lines(&self) {
        for (index, line) in self.words.pack.lines.iter().enumerate() {
            self.line(&At::item("lines", index), line);
        }
        if self.words.pack.lines.is_empty() {
            let message = "the pack promises nothing: it has no lines";
            self.error(
                &At::default().key("lines"),
                "lint.no-line",
                message,
                "add a line",
            );
        }
    }

    fn line(&self, at: &At, line: &Line) {
        let context = self.when(
            &at.key("applies"),
            line.applies.as_ref(),
            &self.words.every_claim,
            Weight::Decides,
        );
        if let Some(agreement) = &line.agreement {
            self.requirement(&at.key("agreement"), agreement, &context);
        }
        if let Some(term) = &line.term {
            self.term(&at.key("term"), term, &context);
        }
        for (index, limit) in line.limits.iter().enumerate() {
            self.limit(&at.key("limits").index(index), limit, line, &context);
        }
        for (key, requirements) in [
            ("scope", &line.scope),
            ("issuer_decides", &line.issuer_decides),
        ] {
            for (index, requirement) in requirements.iter().enumerate() {
                self.requirement(&at.key(key).index(index), requirement, &context);
            }
        }
        if let Some(inclusions) = &line.inclusions {
            self.inclusions(&at.key("inclusions"), inclusions, &context);
        }
        self.after_term(at, line, &context);
        if let Some(costs) = &line.costs {
            let shown = Use {
                weight: Weight::Shows,
                gap: Gap::Warning,
            };
            for (key, pay) in [
                ("covered", &costs.covered),
                ("not_covered", &costs.not_covered),
            ] {
                self.select(
                    &at.key("costs").key(key),
                    pay,
                    &context,
                    shown,
                    &mut |at, pay, _| self.pay(at, pay),
                );
            }
        }
        for (index, remedy) in line.remedies.iter().enumerate() {
            let at = at.key("remedies").index(index);
            let here = self.when(
                &at.key("when"),
                remedy.when.as_ref(),
                &context,
                Weight::Shows,
            );
            if let Some(table) = &remedy.by_age {
                self.table(
                    &at.key("by_age"),
                    table,
                    &here,
                    Weight::Shows,
                    &mut |_, _| {},
                );
                if !table.rows.is_empty() && table.rows.iter().all(|row| !row.value) {
                    let message = "no row offers this remedy";
                    self.error(
                        &at.key("by_age"),
                        "lint.never-holds",
                        message,
                        "leave the remedy out, or correct a row",
                    );
                }
            }
            if remedy.unit.is_some() && remedy.id != RemedyKind::Exchange {
                self.idle(
                    &at.key("unit"),
                    "only an exchange gives a unit",
                    "leave it out",
                );
            }
        }
        if let Some(refund) = &line.refund {
            self.refund(&at.key("refund"), refund, &context);
        }
    }

    fn requirement(&self, at: &At, requirement: &Requirement, context: &Region) {
        let here = self.when(
            &at.key("only_for"),
            requirement.only_for.as_ref(),
            context,
            Weight::Decides,
        );
        if !here.is_nothing() {
            self.condition(&at.key("when"), &requirement.when, &here, Weight::Decides);
        }
    }

    fn limit(&self, at: &At, limit: &Limit, line: &Line, context: &Region) {
        let purpose = Use {
            weight: Weight::Decides,
            gap: Gap::Allowed,
        };
        let limited = self.select(
            &at.key("limit"),
            &limit.limit,
            context,
            purpose,
            &mut |_, _, _| {},
        );
        self.reads_id(
            &at.key("fact"),
            limit.fact.as_str(),
            &limited,
            Weight::Decides,
        );
        let Some(id) = &limit.exclusion else { return };
        let exclusion = self
            .words
            .pack
            .exclusions
            .iter()
            .find(|exclusion| exclusion.id == *id);
        let concerns = exclusion
            .map(|exclusion| exclusion.lines.is_empty() || exclusion.lines.contains(&line.id));
        let why = match concerns {
            Some(true) => return,
            Some(false) => "does not concern this line",
            None => "is not an exclusion",
        };
        let message = format!("`{}` {why}", id.as_str());
        self.error(
            &at.key("exclusion"),
            "lint.limit-exclusion",
            message,
            "name an exclusion of this line, or none",
        );
    }

    fn inclusions(&self, at: &At, table: &Inclusions, context: &Region) {
        let Some(fact) = self.words.fact(table.fact.as_str()) else {
            return;
        };
        let kinds = self.words.entry(fact);
        let mut kinds = kinds.into_iter().flat_map(FactEntry::option_values);
        let mut answers: Vec<Inclusion> = Vec::new();
        let mut served: Vec<&str> = Vec::new();
        for (index, row) in table.rows.iter().enumerate() {
            let at = at.key("rows").index(index);
            if row.kinds.is_empty() {
                let message = "this row serves no kind of request";
                self.warn(
                    &at.key("kinds"),
                    "lint.unreachable-row",
                    message,
                    "name the kinds, or leave the row out",
                );
            }
            for (place, kind) in row.kinds.iter().enumerate() {
                if served.contains(&kind.as_str()) {
                    let message = format!("`{kind}` is served already");
                    self.error(
                        &at.key("kinds").index(place),
                        "lint.unreachable-row",
                        message,
                        "leave it out here",
                    );
                }
                served.push(kind);
            }
            let mut own = Vec::new();
            inclusions_of(&row.answer, &mut own);
            let turns = own.iter().any(|answer| own.first() != Some(answer));
            let weight = if turns {
                Weight::Decides
            } else {
                Weight::Shows
            };
            let here = row
                .kinds
                .iter()
                .map(|kind| self.words.serves(table.fact.as_str(), kind));
            let here = here
                .fold(Region::nothing(), |all, one| all.or(&one))
                .and(context);
            if !here.is_nothing() {
                let purpose = Use {
                    weight,
                    gap: Gap::Error,
                };
                self.select(
                    &at.key("answer"),
                    &row.answer,
                    &here,
                    purpose,
                    &mut |_, _, _| {},
                );
            }
            answers.extend(own);
        }
        if kinds.any(|kind| !served.contains(&kind)) {
            answers.push(Inclusion::NotListed);
        }
        let turns = answers.iter().any(|answer| answers.first() != Some(answer));
        let weight = if turns {
            Weight::Decides
        } else {
            Weight::Shows
        };
        self.reads(&at.key("fact"), fact, context.clone(), weight);
    }

    pub(super) fn pay(&self, at: &At, pay: &Pay) {
        match (pay.fee, &pay.currency) {
            (Some(_), None) => {
                let message = "this fee has no currency";
                self.error(
                    &at.key("fee"),
                    "lint.no-currency",
                    message,
                    "add `currency`, such as `EUR`",
                );
            }
            (_, Some(currency)) => {
                self.currency(&at.key("currency"), currency);
                if pay.fee.is_none() {
                    self.idle(&at.key("currency"), "there is no fee", "leave it out");
                }
            }
            (None, None) => {}
        }
    }

    fn refund(&self, at: &At, refund: &Refund, context: &Region) {
        self.table(
            &at.key("percent"),
            &refund.percent,
            context,
            Weight::Shows,
            &mut |at, percent| {
                if !(0..=100).contains(percent) {
                    let message = format!("{percent} % of the price cannot be paid back");
                    self.error(at, "lint.percent", message, "write 0 to 100");
                }
            },
        );
        if let Some(of) = &refund.of {
            self.reads_id(&at.key("of"), of.as_str(), context, Weight::Shows);
        }
    }

    pub(super) fn exclusions(&self) {
        if self.words.pack.lines.is_empty() {
            return;
        }
        for (index, exclusion) in self.words.pack.exclusions.iter().enumerate() {
            self.exclusion(&At::item("exclusions", index), exclusion);
        }
    }

    fn exclusion(&self, at: &At, exclusion: &Exclusion) {
        let concerned =
            |line: &&Line| exclusion.lines.is_empty() || exclusion.lines.contains(&line.id);
        let lines = self.words.pack.lines.iter().filter(concerned);
        let context = lines.fold(Region::nothing(), |all, line| {
            all.or(&line
                .applies
                .as_ref()
                .map_or_else(Region::everything, |applies| self.words.holds(applies)))
        });
        let context = self.words.every_claim.and(&context);
        let asked = exclusion
            .only_for
            .as_ref()
            .map_or_else(Region::everything, |when| self.words.holds(when));
        if self.words.knowable(&context.and(&asked)).is_nothing() {
            let message = format!(
                "`{}` is never asked: no line that it concerns applies then",
                exclusion.id.as_str()
            );
            self.error(
                at,
                "lint.exclusion-unasked",
                message,
                "correct `lines` or `only_for`",
            );
            return;
        }
        let here = self.when(
            &at.key("only_for"),
            exclusion.only_for.as_ref(),
            &context,
            Weight::Decides,
        );
        match &exclusion.when {
            None => self.reads_id(at, exclusion.id.as_str(), &here, Weight::Decides),
            Some(when) => {
                self.condition(&at.key("when"), when, &here, Weight::Decides);
                if !self.reads_something_asked(when) {
                    let message =
                        format!("nothing asks whether `{}` happened", exclusion.id.as_str());
                    let help = "let `when` read the exclusion's own id or another question, or leave it out";
                    self.error(&at.key("when"), "lint.exclusion-unasked", message, help);
                }
            }
        }
        for (place, line) in exclusion.lines.iter().enumerate() {
            if exclusion
                .lines
                .iter()
                .take(place)
                .any(|before| before == line)
            {
                self.idle(
                    &at.key("lines").index(place),
                    "this line stands here already",
                    "leave it out",
                );
            }
        }
    }

    fn reads_something_asked(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Yes(id) | Condition::Is(id, _) | Condition::Within(id, _) => {
                let entry = self
                    .words
                    .fact(id.as_str())
                    .and_then(|fact| self.words.entry(fact));
                entry.is_some_and(|entry| entry.role == Role::Verdict)
            }
            Condition::Item(_) => false,
            Condition::All(inner) | Condition::Any(inner) => {
                inner.iter().any(|one| self.reads_something_asked(one))
            }
            Condition::Not(inner) => self.reads_something_asked(inner),
        }
    }

    pub(super) fn edition(&self) {
        let edition = &self.words.pack.edition;
        let at = At::default().key("edition");
        if let (Some(from), Some(through)) = (edition.from, edition.through)
            && through < from
        {
            let message = format!("the edition ends on `{}`, before it begins", through.0);
            self.error(
                &at.key("through"),
                "lint.edition-reversed",
                message,
                "swap `from` and `through`",
            );
        }
        match &edition.selected_by {
            Some(fact) => self.reads_id(
                &at.key("selected_by"),
                fact.as_str(),
                &self.words.every_claim,
                Weight::Shows,
            ),
            None if edition.from.is_some() || edition.through.is_some() => {
                let help = "add `selected_by`, or leave the days out";
                self.idle(&at, "nothing says which date selects the edition", help);
            }
            None => {}
        }
    }

    /// Everything that is told when a condition holds.
    pub(super) fn steps(&self) {
        let pack = self.words.pack;
        let told = |list: &str, index: usize, when: Option<&Condition>| {
            let at = At::item(list, index).key("when");
            self.when(&at, when, &self.words.every_claim, Weight::Shows);
        };
        pack.assumptions
            .iter()
            .enumerate()
            .for_each(|(index, one)| told("assumptions", index, one.when.as_ref()));
        pack.channels
            .iter()
            .enumerate()
            .for_each(|(index, one)| told("channels", index, one.when.as_ref()));
        pack.addresses
            .iter()
            .enumerate()
            .for_each(|(index, one)| told("addresses", index, one.when.as_ref()));
        pack.routes
            .iter()
            .enumerate()
            .for_each(|(index, one)| told("routes", index, one.when.as_ref()));
        for (list, steps) in [("next_steps", &pack.next_steps), ("notes", &pack.notes)] {
            for (index, step) in steps.iter().enumerate() {
                told(list, index, step.when.as_ref());
                self.verdicts(&At::item(list, index).key("verdicts"), step);
            }
        }
        if let Some(request) = &pack.request {
            let at = At::default().key("request");
            if request.kind == RequestKind::Return && pack.addresses.is_empty() {
                self.warn(
                    &at.key("kind"),
                    "lint.no-address",
                    "goods are sent in, and the pack has no address for them",
                    "add an address; one without lines says that the policy gives none",
                );
            }
            for (key, steps) in [("duties", &request.duties), ("encloses", &request.encloses)] {
                for (index, step) in steps.iter().enumerate() {
                    let at = at.key(key).index(index);
                    let when = step.when.as_ref();
                    let every = &self.words.every_claim;
                    self.when(&at.key("when"), when, every, Weight::Shows);
                    self.verdicts(&at.key("verdicts"), step);
                }
            }
        }
        if pack.channels.is_empty() {
            let message = "the pack names no way to reach the issuer";
            self.warn(
                &At::default().key("channels"),
                "lint.no-channel",
                message,
                "add a channel",
            );
        }
    }

    fn verdicts(&self, at: &At, step: &Step) {
        let words = Verdict::ALL.map(Verdict::word);
        for (place, verdict) in step.verdicts.iter().enumerate() {
            if words.contains(&verdict.as_str()) {
                continue;
            }
            let help = match nearest(verdict, words.into_iter()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("write one of: {}", words.join(", ")),
            };
            let message = format!("`{verdict}` is not a verdict");
            self.error(&at.index(place), "lint.unknown-verdict", message, help);
        }
    }
}

/// Every answer that stands in a choice of them.
fn inclusions_of(select: &Select<Answer>, found: &mut Vec<Inclusion>) {
    let default = match select {
        Select::Value(answer) => {
            found.push(answer.r#is);
            return;
        }
        Select::By { cases, default, .. } => {
            cases
                .iter()
                .for_each(|(_, value)| inclusions_of(value, found));
            default
        }
        Select::Cases { cases, default } => {
            cases
                .iter()
                .for_each(|case| inclusions_of(&case.value, found));
            default
        }
    };
    default
        .iter()
        .for_each(|default| inclusions_of(default, found));
}
