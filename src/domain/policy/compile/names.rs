//! The names of a pack: what each refers to, and that none leads nowhere.

use super::place::Place;
use crate::domain::policy::document::{self, FactType, Pack, Role};
use crate::domain::policy::meaning::{FactEntry, FactId, FactSource, ItemEntry};
use crate::json::{Problem, Problems, nearest};
use chrono::NaiveDate;
use std::cell::RefCell;

/// A fact while names are resolved.
pub(super) struct Named<'a> {
    pub(super) id: &'a str,
    pub(super) kind: FactType,
    pub(super) options: Vec<&'a str>,
}

pub(super) struct Names<'a> {
    pub(super) pack: &'a Pack,
    pub(super) facts: &'a [Named<'a>],
    pub(super) problems: &'a Problems,
    /// Dates and numbers met in rules.
    pub(super) dates: RefCell<Vec<NaiveDate>>,
    pub(super) numbers: RefCell<Vec<i64>>,
}

impl<'a> Names<'a> {
    pub(super) fn facts(pack: &'a Pack) -> Vec<Named<'a>> {
        let declared = pack.facts.iter().map(|fact| Named {
            id: fact.id.as_str(),
            kind: fact.r#type,
            options: fact
                .options
                .iter()
                .map(|option| option.value.as_str())
                .collect(),
        });
        let exclusions = pack.exclusions.iter().map(|one| Named {
            id: one.id.as_str(),
            kind: FactType::YesNo,
            options: Vec::new(),
        });
        declared.chain(exclusions).collect()
    }

    pub(super) fn refuse<T>(
        &self,
        at: &Place<'_>,
        code: &'static str,
        message: String,
        help: String,
    ) -> Option<T> {
        self.problems
            .push(Problem::new(code, &at.pointer(), message).help(help));
        None
    }

    pub(super) fn unknown<T>(
        &self,
        at: &Place<'_>,
        code: &'static str,
        what: &str,
        name: &str,
        known: &[&str],
    ) -> Option<T> {
        let help = match nearest(name, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if known.is_empty() => format!("the pack has no {what}s"),
            None => format!("the pack has: {}", known.join(", ")),
        };
        self.refuse(at, code, format!("there is no {what} `{name}`"), help)
    }

    pub(super) fn fact(&self, at: &Place<'_>, id: &str) -> Option<FactId> {
        match self.facts.iter().position(|fact| fact.id == id) {
            Some(index) => Some(FactId::from_index(index)),
            None => {
                let known: Vec<&str> = self.facts.iter().map(|fact| fact.id).collect();
                self.unknown(at, "pack.unknown-fact", "fact", id, &known)
            }
        }
    }

    pub(super) fn fact_of(&self, at: &Place<'_>, id: &str, kinds: &[FactType]) -> Option<FactId> {
        let fact = self.fact(at, id)?;
        match self.facts.get(fact.index()) {
            Some(named) if kinds.contains(&named.kind) => Some(fact),
            Some(named) => {
                let wanted: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
                self.refuse(
                    at,
                    "pack.fact-type",
                    format!("`{id}` is a fact of type {}", named.kind.word()),
                    format!("a fact of type {} must stand here", wanted.join(" or ")),
                )
            }
            None => None,
        }
    }

    pub(super) fn calendar(&self, at: &Place<'_>, id: &str) -> Option<usize> {
        let found = self
            .pack
            .calendars
            .iter()
            .position(|calendar| calendar.id.as_str() == id);
        found.or_else(|| {
            let known: Vec<&str> = self
                .pack
                .calendars
                .iter()
                .map(|calendar| calendar.id.as_str())
                .collect();
            self.unknown(at, "pack.unknown-calendar", "calendar", id, &known)
        })
    }

    /// No two things of a kind may have one id.
    pub(super) fn no_id_twice(&self) {
        let pack = self.pack;
        let lists: [(&str, Vec<&str>); 9] = [
            (
                "items",
                pack.items.iter().map(|one| one.id.as_str()).collect(),
            ),
            (
                "lines",
                pack.lines.iter().map(|one| one.id.as_str()).collect(),
            ),
            (
                "clauses",
                pack.clauses.iter().map(|one| one.id.as_str()).collect(),
            ),
            (
                "assumptions",
                pack.assumptions.iter().map(|one| one.id.as_str()).collect(),
            ),
            (
                "calendars",
                pack.calendars.iter().map(|one| one.id.as_str()).collect(),
            ),
            (
                "commitments",
                pack.commitments.iter().map(|one| one.id.as_str()).collect(),
            ),
            (
                "stages",
                pack.stages.iter().map(|one| one.id.as_str()).collect(),
            ),
            (
                "channels",
                pack.channels.iter().map(|one| one.id.as_str()).collect(),
            ),
            (
                "next_steps",
                pack.next_steps.iter().map(|one| one.id.as_str()).collect(),
            ),
        ];
        let root = Place::root();
        for (key, ids) in &lists {
            let mut seen = Vec::new();
            for (index, id) in ids.iter().enumerate() {
                let known = seen.contains(&id);
                seen.push(id);
                if known {
                    self.refuse::<()>(
                        &root.key(key).index(index).key("id"),
                        "pack.duplicate-id",
                        format!("`{id}` stands here twice"),
                        "give each its own id".to_owned(),
                    );
                }
            }
        }
        let mut seen = Vec::new();
        for (index, fact) in self.facts.iter().enumerate() {
            let known = seen.contains(&fact.id);
            seen.push(fact.id);
            if known {
                let (key, index) = match index.checked_sub(pack.facts.len()) {
                    Some(exclusion) => ("exclusions", exclusion),
                    None => ("facts", index),
                };
                let help = "each exclusion is a yes/no fact of its own: do not declare it again"
                    .to_owned();
                self.refuse::<()>(
                    &root.key(key).index(index).key("id"),
                    "pack.duplicate-id",
                    format!("there are two facts `{}`", fact.id),
                    help,
                );
            }
        }
    }

    pub(super) fn clause(&self, at: &Place<'_>, id: &str) {
        if id != "silent" && !self.pack.clauses.iter().any(|clause| clause.id == id) {
            let known: Vec<&str> = self
                .pack
                .clauses
                .iter()
                .map(|clause| clause.id.as_str())
                .collect();
            self.unknown::<()>(at, "pack.unknown-clause", "clause", id, &known);
        }
    }

    /// Every section that a rule cites is among the clauses, or is `silent`.
    pub(super) fn clauses_exist(&self) {
        let (pack, root) = (self.pack, Place::root());
        let each = |key: &str, clauses: Vec<&str>| {
            for (index, clause) in clauses.into_iter().enumerate() {
                self.clause(&root.key(key).index(index).key("clause"), clause);
            }
        };
        each(
            "assumptions",
            pack.assumptions
                .iter()
                .map(|one| one.clause.as_str())
                .collect(),
        );
        each(
            "exclusions",
            pack.exclusions
                .iter()
                .map(|one| one.clause.as_str())
                .collect(),
        );
        each(
            "commitments",
            pack.commitments
                .iter()
                .map(|one| one.clause.as_str())
                .collect(),
        );
        each(
            "stages",
            pack.stages.iter().map(|one| one.clause.as_str()).collect(),
        );
        each(
            "allowances",
            pack.allowances
                .iter()
                .map(|one| one.clause.as_str())
                .collect(),
        );
        each(
            "channels",
            pack.channels
                .iter()
                .map(|one| one.clause.as_str())
                .collect(),
        );
        each(
            "addresses",
            pack.addresses
                .iter()
                .map(|one| one.clause.as_str())
                .collect(),
        );
        each(
            "routes",
            pack.routes.iter().map(|one| one.clause.as_str()).collect(),
        );
        each(
            "next_steps",
            pack.next_steps
                .iter()
                .map(|one| one.clause.as_str())
                .collect(),
        );
        each(
            "notes",
            pack.notes.iter().map(|one| one.clause.as_str()).collect(),
        );
        for (index, item) in pack.items.iter().enumerate() {
            for (place, clause) in item.clauses.iter().enumerate() {
                self.clause(
                    &root.key("items").index(index).key("clauses").index(place),
                    clause,
                );
            }
        }
        let items: Vec<&str> = pack.items.iter().map(|item| item.id.as_str()).collect();
        if !items.is_empty() && pack.item_question.is_none() {
            self.refuse::<()>(
                &root.key("items"),
                "pack.item-question",
                "the pack has items but no question that asks for one".to_owned(),
                "add `item_question`".to_owned(),
            );
        }
        if pack.format != document::FORMAT {
            self.refuse::<()>(
                &root.key("format"),
                "pack.format",
                format!("the pack is in format {}", pack.format),
                format!("this program reads format {}", document::FORMAT),
            );
        }
    }

    pub(super) fn entries(&self) -> Vec<FactEntry> {
        let root = Place::root();
        let facts = self.pack.facts.iter().enumerate();
        let declared = facts.map(|(index, fact)| FactEntry {
            id: fact.id.as_str().to_owned(),
            kind: fact.r#type,
            role: fact.role.unwrap_or(Role::Verdict),
            source: FactSource::Declared(index),
            when: self.when(
                &root.key("facts").index(index).key("when"),
                fact.when.as_ref(),
            ),
            question: fact.question.clone(),
            name: fact.name.clone(),
            help: fact.help.clone(),
            find: fact.find.clone(),
            options: fact.options.clone(),
            unit: fact.unit.clone(),
            unit_name: fact.unit_name.clone(),
            fields: fact.fields.clone(),
        });
        let exclusions = self.pack.exclusions.iter().enumerate();
        let exclusions = exclusions.map(|(index, exclusion)| FactEntry {
            id: exclusion.id.as_str().to_owned(),
            kind: FactType::YesNo,
            role: Role::Verdict,
            source: FactSource::Exclusion(index, exclusion.clause.clone()),
            when: self.when(
                &root.key("exclusions").index(index).key("only_for"),
                exclusion.only_for.as_ref(),
            ),
            question: exclusion.question.clone(),
            name: None,
            help: exclusion.help.clone(),
            find: None,
            options: Vec::new(),
            unit: None,
            unit_name: None,
            fields: Vec::new(),
        });
        declared.chain(exclusions).collect()
    }

    pub(super) fn items(&self) -> Vec<ItemEntry> {
        let root = Place::root();
        let items = self.pack.items.iter().enumerate().map(|(index, item)| {
            let sets = item.sets.iter().enumerate().filter_map(|(place, setting)| {
                let at = root.key("items");
                let at = at.index(index);
                let at = at.key("sets");
                let at = at.index(place);
                let fact = self.fact(&at.key("fact"), setting.fact.as_str())?;
                Some((
                    fact,
                    self.test(&at.key("is"), fact, std::slice::from_ref(&setting.is))?,
                ))
            });
            ItemEntry {
                id: item.id.as_str().to_owned(),
                name: item.name.clone(),
                summary: item.summary.clone(),
                tag: item.tag.clone(),
                models: item.models.clone(),
                sets: sets.collect(),
            }
        });
        items.collect()
    }
}
