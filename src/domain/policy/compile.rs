//! From the pack as written to what it means: names resolved, rules ordered.

use super::Policy;
use super::document::{self, Bound, FactType, Literal, Measure, Pack, Piecewise, Role, Select};
use super::meaning::{
    Condition, DateRule, ExclusionRule, FactEntry, FactId, FactSource, Gate, InclusionRule,
    ItemEntry, ItemId, LimitRule, LineRules, Measured, Range, RowRule, Rule, RuleTable, Selected,
    StartRule, TermRules, Test,
};
use crate::json::{Problem, Problems, nearest};
use chrono::NaiveDate;
use document::Day;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Gives the pack its meaning, or every reason why it has none.
pub(super) fn compile(pack: Pack, digest: String) -> Result<Policy, Vec<Problem>> {
    let problems = Problems::default();
    let facts = Names::facts(&pack);
    let names = Names {
        pack: &pack,
        facts: &facts,
        problems: &problems,
        dates: RefCell::default(),
        numbers: RefCell::default(),
    };
    names.no_id_twice();
    names.clauses_exist();
    let conditions = Place::root();
    let list =
        |key: &'static str, whens: Vec<Option<&document::Condition>>| -> Vec<Option<Condition>> {
            let at = conditions.key(key);
            whens
                .into_iter()
                .enumerate()
                .map(|(index, when)| names.when(&at.index(index).key("when"), when))
                .collect()
        };
    let entries: Vec<FactEntry> = names.entries();
    let items = names.items();
    let lines: Vec<LineRules> = pack
        .lines
        .iter()
        .enumerate()
        .map(|(index, line)| names.line(&conditions.key("lines").index(index), line))
        .collect();
    let schemes = pack.serials.iter().enumerate().map(|(index, scheme)| {
        names.when(
            &conditions.key("serials").index(index).key("only_for"),
            scheme.only_for.as_ref(),
        )
    });
    let schemes = schemes.collect();
    let serial = facts
        .iter()
        .position(|fact| fact.kind == FactType::Serial)
        .map(FactId::from_index);
    let mut policy = Policy {
        assumptions: list(
            "assumptions",
            pack.assumptions
                .iter()
                .map(|one| one.when.as_ref())
                .collect(),
        ),
        routes: list(
            "routes",
            pack.routes.iter().map(|one| one.when.as_ref()).collect(),
        ),
        next_steps: list(
            "next_steps",
            pack.next_steps
                .iter()
                .map(|one| one.when.as_ref())
                .collect(),
        ),
        notes: list(
            "notes",
            pack.notes.iter().map(|one| one.when.as_ref()).collect(),
        ),
        channels: list(
            "channels",
            pack.channels.iter().map(|one| one.when.as_ref()).collect(),
        ),
        addresses: list(
            "addresses",
            pack.addresses.iter().map(|one| one.when.as_ref()).collect(),
        ),
        after_manufacture: if serial.is_some() {
            dates_of_start(&lines)
        } else {
            Vec::new()
        },
        open_ends: open_ends(&lines),
        shared: shared_facts(&lines, &entries),
        facts: entries,
        items,
        lines,
        serial,
        schemes,
        digest,
        turning_dates: names.dates.take().into_iter().collect(),
        turning_numbers: names.numbers.take().into_iter().collect(),
        pack: pack.clone(),
    };
    let shared = policy.shared.clone();
    for gate in policy.lines.iter_mut().flat_map(|line| &mut line.gates) {
        gate.varies |= gate.facts.iter().any(|fact| shared.contains(fact));
    }
    let problems = problems.into_vec();
    if problems.is_empty() {
        Ok(policy)
    } else {
        Err(problems)
    }
}

impl Policy {
    /// The meaning of a condition of this pack.
    pub fn condition(&self, condition: &document::Condition) -> Option<Condition> {
        self.with_names(|names| names.condition(&Place::root(), condition))
    }

    /// The meaning of a date expression of this pack.
    pub fn date_rule(&self, date: &document::DateExpression) -> Option<DateRule> {
        self.with_names(|names| names.date(&Place::root(), date))
    }

    /// The cases of a choice of this pack, each with when it holds.
    pub fn cases<'s, T>(&self, select: &'s Select<T>) -> Option<Vec<(Condition, &'s Select<T>)>> {
        self.with_names(|names| match select {
            Select::Value(_) => Some(Vec::new()),
            Select::By { keys, cases, .. } => {
                let each = cases.iter().map(|(patterns, value)| {
                    let conditions = keys.iter().zip(patterns).map(|(key, pattern)| {
                        names.key_condition(&Place::root(), key.as_str(), pattern)
                    });
                    Some((Condition::All(conditions.collect::<Option<_>>()?), value))
                });
                each.collect()
            }
            Select::Cases { cases, .. } => cases
                .iter()
                .map(|case| Some((names.condition(&Place::root(), &case.when)?, &case.value)))
                .collect(),
        })
    }

    fn with_names<T>(&self, resolve: impl FnOnce(&Names<'_>) -> T) -> T {
        let facts = Names::facts(&self.pack);
        let problems = Problems::default();
        resolve(&Names {
            pack: &self.pack,
            facts: &facts,
            problems: &problems,
            dates: RefCell::default(),
            numbers: RefCell::default(),
        })
    }
}

/// The facts with few values that more than one rule reads: an unknown one
/// must have the same value in each.
fn shared_facts(lines: &[LineRules], facts: &[FactEntry]) -> Vec<FactId> {
    let mut seen: BTreeSet<FactId> = BTreeSet::new();
    let mut shared: BTreeSet<FactId> = BTreeSet::new();
    let mut read = |reads: &[FactId]| {
        let reads: BTreeSet<FactId> = reads.iter().copied().collect();
        shared.extend(reads.intersection(&seen).copied());
        seen.extend(reads);
    };
    for line in lines {
        let mut applies = Vec::new();
        line.applies
            .iter()
            .for_each(|condition| condition_facts(condition, &mut applies));
        read(&applies);
        // A limit and its exclusion are one rule in two gates.
        for gate in line
            .gates
            .iter()
            .filter(|gate| !matches!(gate.rule, Rule::Limit(_)))
        {
            read(&gate.facts);
        }
    }
    let few = |fact: &FactId| {
        facts
            .get(fact.index())
            .is_some_and(|entry| matches!(entry.kind, FactType::YesNo | FactType::Choice))
    };
    shared.into_iter().filter(few).collect()
}

/// The date facts that only end a term.
fn open_ends(lines: &[LineRules]) -> Vec<FactId> {
    let mut reads = Reads::default();
    for ends in lines
        .iter()
        .filter_map(|line| line.term.as_ref()?.ends.as_ref())
    {
        reads.date(ends, None);
    }
    reads.facts
}

/// The date facts that a term may start on.
fn dates_of_start(lines: &[LineRules]) -> Vec<FactId> {
    let starts = lines
        .iter()
        .filter_map(|line| line.term.as_ref())
        .flat_map(|term| &term.starts);
    let facts: BTreeSet<FactId> = starts
        .filter_map(|start| match start.date {
            DateRule::Fact(fact) => Some(fact),
            _ => None,
        })
        .collect();
    facts.into_iter().collect()
}

fn condition_facts(condition: &Condition, facts: &mut Vec<FactId>) {
    match condition {
        Condition::Fact(fact, _) => facts.push(*fact),
        Condition::Item(_) => {}
        Condition::All(inner) | Condition::Any(inner) => {
            inner.iter().for_each(|one| condition_facts(one, facts))
        }
        Condition::Not(inner) => condition_facts(inner, facts),
    }
}

fn condition_has_item(condition: &Condition) -> bool {
    match condition {
        Condition::Fact(..) => false,
        Condition::Item(_) => true,
        Condition::All(inner) | Condition::Any(inner) => inner.iter().any(condition_has_item),
        Condition::Not(inner) => condition_has_item(inner),
    }
}

/// What a rule reads: facts, and whether it reads the item.
#[derive(Default)]
struct Reads {
    facts: Vec<FactId>,
    item: bool,
}

impl Reads {
    fn condition(&mut self, condition: &Condition) {
        condition_facts(condition, &mut self.facts);
        self.item |= condition_has_item(condition);
    }

    fn selected<T>(&mut self, selected: &Selected<T>) {
        if let Selected::Cases(cases, default) = selected {
            for (condition, value) in cases {
                self.condition(condition);
                self.selected(value);
            }
            if let Some(default) = default {
                self.selected(default);
            }
        }
    }

    fn date(&mut self, date: &DateRule, serial: Option<FactId>) {
        match date {
            DateRule::Fact(fact) => self.facts.push(*fact),
            DateRule::Made => {
                self.facts.extend(serial);
                // Which scheme reads the serial depends on the item.
                self.item = true;
            }
            DateRule::Day(_) | DateRule::TermStart | DateRule::LastCoveredDay => {}
            DateRule::Add(_, inner)
            | DateRule::Subtract(_, inner)
            | DateRule::AddWorkingDays(_, inner, _)
            | DateRule::AnyDayOf(_, inner) => {
                self.date(inner, serial);
            }
            DateRule::Earlier(inner) | DateRule::Later(inner) => {
                inner.iter().for_each(|one| self.date(one, serial))
            }
            DateRule::If(condition, then, otherwise) => {
                self.condition(condition);
                self.date(then, serial);
                self.date(otherwise, serial);
            }
        }
    }

    fn gate(mut self, rule: Rule, name: String, clause: &str) -> Gate {
        let mut facts: Vec<FactId> = Vec::new();
        for fact in self.facts.drain(..) {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
        Gate {
            rule,
            name,
            clause: clause.to_owned(),
            facts,
            varies: self.item,
        }
    }
}

/// A place in the pack, for pointing at it.
#[derive(Clone, Copy)]
struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    key: &'a str,
    index: Option<usize>,
}

impl<'a> Place<'a> {
    fn root() -> Place<'a> {
        Place {
            parent: None,
            key: "",
            index: None,
        }
    }

    fn key(&'a self, key: &'a str) -> Place<'a> {
        Place {
            parent: Some(self),
            key,
            index: None,
        }
    }

    fn index(&'a self, index: usize) -> Place<'a> {
        Place {
            parent: Some(self),
            key: "",
            index: Some(index),
        }
    }

    fn pointer(&self) -> String {
        let before = self.parent.map(Place::pointer).unwrap_or_default();
        match (self.parent, self.index) {
            (None, _) => before,
            (_, Some(index)) => format!("{before}/{index}"),
            _ => format!(
                "{before}/{}",
                self.key.replace('~', "~0").replace('/', "~1")
            ),
        }
    }
}

/// A fact while names are resolved.
struct Named<'a> {
    id: &'a str,
    kind: FactType,
    options: Vec<&'a str>,
}

struct Names<'a> {
    pack: &'a Pack,
    facts: &'a [Named<'a>],
    problems: &'a Problems,
    /// Dates and numbers met in rules.
    dates: RefCell<BTreeSet<NaiveDate>>,
    numbers: RefCell<BTreeSet<i64>>,
}

impl<'a> Names<'a> {
    fn facts(pack: &'a Pack) -> Vec<Named<'a>> {
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

    fn refuse<T>(
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

    fn unknown<T>(
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

    fn fact(&self, at: &Place<'_>, id: &str) -> Option<FactId> {
        match self.facts.iter().position(|fact| fact.id == id) {
            Some(index) => Some(FactId::from_index(index)),
            None => {
                let known: Vec<&str> = self.facts.iter().map(|fact| fact.id).collect();
                self.unknown(at, "pack.unknown-fact", "fact", id, &known)
            }
        }
    }

    fn fact_of(&self, at: &Place<'_>, id: &str, kinds: &[FactType]) -> Option<FactId> {
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

    fn calendar(&self, at: &Place<'_>, id: &str) -> Option<usize> {
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
    fn no_id_twice(&self) {
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
            let mut seen = BTreeSet::new();
            for (index, id) in ids.iter().enumerate() {
                if !seen.insert(id) {
                    self.refuse::<()>(
                        &root.key(key).index(index).key("id"),
                        "pack.duplicate-id",
                        format!("`{id}` stands here twice"),
                        "give each its own id".to_owned(),
                    );
                }
            }
        }
        let mut seen = BTreeSet::new();
        for (index, fact) in self.facts.iter().enumerate() {
            if !seen.insert(fact.id) {
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

    fn clause(&self, at: &Place<'_>, id: &str) {
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
    fn clauses_exist(&self) {
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

    fn entries(&self) -> Vec<FactEntry> {
        let root = Place::root();
        let declared = self
            .pack
            .facts
            .iter()
            .enumerate()
            .map(|(index, fact)| FactEntry {
                id: fact.id.as_str().to_owned(),
                kind: fact.r#type,
                role: fact.role.unwrap_or(Role::Verdict),
                when: self.when(
                    &root.key("facts").index(index).key("when"),
                    fact.when.as_ref(),
                ),
                options: fact
                    .options
                    .iter()
                    .map(|option| option.value.clone())
                    .collect(),
                source: FactSource::Declared(index),
            });
        let exclusions = self
            .pack
            .exclusions
            .iter()
            .enumerate()
            .map(|(index, exclusion)| FactEntry {
                id: exclusion.id.as_str().to_owned(),
                kind: FactType::YesNo,
                role: Role::Verdict,
                when: self.when(
                    &root.key("exclusions").index(index).key("only_for"),
                    exclusion.only_for.as_ref(),
                ),
                options: Vec::new(),
                source: FactSource::Exclusion(index),
            });
        declared.chain(exclusions).collect()
    }

    fn items(&self) -> Vec<ItemEntry> {
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
                sets: sets.collect(),
            }
        });
        items.collect()
    }

    fn when(&self, at: &Place<'_>, condition: Option<&document::Condition>) -> Option<Condition> {
        condition.and_then(|condition| self.condition(at, condition))
    }

    fn condition(&self, at: &Place<'_>, condition: &document::Condition) -> Option<Condition> {
        use document::Condition as Written;
        let all = |key: &str, inner: &[Written]| -> Option<Vec<Condition>> {
            let at = at.key(key);
            let each: Vec<_> = inner
                .iter()
                .enumerate()
                .map(|(index, one)| self.condition(&at.index(index), one))
                .collect();
            each.into_iter().collect()
        };
        match condition {
            Written::Yes(id) => Some(Condition::Fact(
                self.fact_of(at, id.as_str(), &[FactType::YesNo])?,
                Test::YesNo(true),
            )),
            Written::Is(id, values) => {
                let fact = self.fact(&at.key("fact"), id.as_str())?;
                Some(Condition::Fact(
                    fact,
                    self.test(&at.key("is"), fact, values)?,
                ))
            }
            Written::Within(id, bounds) => {
                let kinds = [FactType::Integer, FactType::Money, FactType::Date];
                let fact = self.fact_of(&at.key("fact"), id.as_str(), &kinds)?;
                Some(Condition::Fact(fact, self.range(at, fact, bounds)?))
            }
            Written::Item(patterns) => {
                let mut items = Vec::new();
                for pattern in patterns {
                    items.extend(self.matching_items(&at.key("item"), pattern)?);
                }
                Some(Condition::Item(items))
            }
            Written::All(inner) => all("all", inner).map(Condition::All),
            Written::Any(inner) => all("any", inner).map(Condition::Any),
            Written::Not(inner) => Some(Condition::Not(Box::new(
                self.condition(&at.key("not"), inner)?,
            ))),
        }
    }

    fn matching_items(&self, at: &Place<'_>, pattern: &str) -> Option<Vec<ItemId>> {
        let items = self.pack.items.iter().enumerate();
        let found: Vec<ItemId> = items
            .filter(|(_, item)| matches(pattern, item.id.as_str()))
            .map(|(index, _)| ItemId::from_index(index))
            .collect();
        if found.is_empty() {
            let known: Vec<&str> = self
                .pack
                .items
                .iter()
                .map(|item| item.id.as_str())
                .collect();
            return self.unknown(at, "pack.unknown-item", "item", pattern, &known);
        }
        Some(found)
    }

    /// A test for one of several values, each of the fact's own type.
    fn test(&self, at: &Place<'_>, fact: FactId, values: &[Literal]) -> Option<Test> {
        let named = self.facts.get(fact.index())?;
        let wrong = |wanted: &str| {
            self.refuse(
                at,
                "pack.value-type",
                format!("`{}` is never that", named.id),
                format!("write {wanted}"),
            )
        };
        let texts = || {
            values
                .iter()
                .map(|value| {
                    if let Literal::Text(text) = value {
                        Some(text.as_str())
                    } else {
                        None
                    }
                })
                .collect::<Option<Vec<_>>>()
        };
        match named.kind {
            FactType::YesNo => match values {
                [Literal::Bool(value)] => Some(Test::YesNo(*value)),
                _ => wrong("true or false"),
            },
            FactType::Choice | FactType::Place => {
                let Some(texts) = texts() else {
                    return wrong("one of its options");
                };
                let mut options = Vec::new();
                for text in texts {
                    match named
                        .options
                        .iter()
                        .position(|option| *option == text)
                        .and_then(|index| u16::try_from(index).ok())
                    {
                        Some(option) => options.push(option),
                        None => {
                            return self.unknown(
                                at,
                                "pack.unknown-option",
                                "option",
                                text,
                                &named.options,
                            );
                        }
                    }
                }
                Some(Test::Option(options))
            }
            FactType::Integer | FactType::Money => {
                let numbers = values.iter().map(|value| {
                    if let Literal::Integer(number) = value {
                        Some(*number)
                    } else {
                        None
                    }
                });
                let numbers = numbers.collect::<Option<Vec<_>>>();
                self.numbers.borrow_mut().extend(numbers.iter().flatten());
                numbers
                    .map(Test::Integer)
                    .or_else(|| wrong("a whole number"))
            }
            FactType::Date => match texts().as_deref() {
                Some([text]) => match Day::parse(text) {
                    Some(Day(day)) => {
                        self.dates.borrow_mut().insert(day);
                        Some(Test::Date(Range {
                            lower: Some((day, true)),
                            upper: Some((day, true)),
                        }))
                    }
                    None => wrong("a date"),
                },
                _ => wrong("one date, or bounds"),
            },
            FactType::Text => texts()
                .map(|texts| Test::Text(texts.into_iter().map(str::to_owned).collect()))
                .or_else(|| wrong("text")),
            FactType::Instant | FactType::Serial | FactType::Dates | FactType::Events => self
                .refuse(
                    at,
                    "pack.value-type",
                    format!("`{}` cannot be compared with values", named.id),
                    "use another fact".to_owned(),
                ),
        }
    }

    fn range(&self, at: &Place<'_>, fact: FactId, bounds: &document::Bounds) -> Option<Test> {
        let named = self.facts.get(fact.index())?;
        let ends = [bounds.lower, bounds.upper];
        if named.kind == FactType::Date {
            let days = ends.map(|end| match end {
                Some((Bound::Day(Day(day)), included)) => Ok(Some((day, included))),
                Some(_) => Err(()),
                None => Ok(None),
            });
            match days {
                [Ok(lower), Ok(upper)] => {
                    self.dates
                        .borrow_mut()
                        .extend([lower, upper].into_iter().flatten().map(|(day, _)| day));
                    Some(Test::Date(Range { lower, upper }))
                }
                _ => self.refuse(
                    at,
                    "pack.value-type",
                    format!("`{}` is a date", named.id),
                    "write dates as bounds".to_owned(),
                ),
            }
        } else {
            match self.numbers(bounds) {
                Some(range) => Some(Test::Number(range)),
                None => self.refuse(
                    at,
                    "pack.value-type",
                    format!("`{}` is a number", named.id),
                    "write whole numbers as bounds".to_owned(),
                ),
            }
        }
    }

    fn numbers(&self, bounds: &document::Bounds) -> Option<Range<i64>> {
        let ends = [bounds.lower, bounds.upper].map(|end| match end {
            Some((Bound::Integer(number), included)) => Ok(Some((number, included))),
            Some(_) => Err(()),
            None => Ok(None),
        });
        match ends {
            [Ok(lower), Ok(upper)] => {
                self.numbers.borrow_mut().extend(
                    [lower, upper]
                        .into_iter()
                        .flatten()
                        .map(|(number, _)| number),
                );
                Some(Range { lower, upper })
            }
            _ => None,
        }
    }

    fn selected<T, U>(
        &self,
        at: &Place<'_>,
        select: &Select<T>,
        value: &impl Fn(&Place<'_>, &T) -> Option<U>,
    ) -> Option<Selected<U>> {
        let default = |default: &Option<Box<Select<T>>>| match default {
            Some(inner) => self
                .selected(&at.key("default"), inner, value)
                .map(|inner| Some(Box::new(inner))),
            None => Some(None),
        };
        match select {
            Select::Value(inner) => value(at, inner).map(Selected::Value),
            Select::By {
                keys,
                cases,
                default: otherwise,
            } => {
                let mut compiled = Vec::new();
                let place = at.key("cases");
                for (patterns, inner) in cases {
                    let name = patterns.join("/");
                    let at = place.key(&name);
                    let each = keys
                        .iter()
                        .zip(patterns)
                        .map(|(key, pattern)| self.key_condition(&at, key.as_str(), pattern));
                    let mut conditions: Vec<Condition> = each.collect::<Option<Vec<_>>>()?;
                    let condition = if conditions.len() == 1 {
                        conditions.pop()?
                    } else {
                        Condition::All(conditions)
                    };
                    compiled.push((condition, self.selected(&at, inner, value)?));
                }
                Some(Selected::Cases(compiled, default(otherwise)?))
            }
            Select::Cases {
                cases,
                default: otherwise,
            } => {
                let mut compiled = Vec::new();
                let place = at.key("cases");
                for (index, case) in cases.iter().enumerate() {
                    let at = place.index(index);
                    let condition = self.condition(&at.key("when"), &case.when)?;
                    compiled.push((
                        condition,
                        self.selected(&at.key("value"), &case.value, value)?,
                    ));
                }
                Some(Selected::Cases(compiled, default(otherwise)?))
            }
        }
    }

    /// A key of a choice and the pattern of one case, as a condition.
    fn key_condition(&self, at: &Place<'_>, key: &str, pattern: &str) -> Option<Condition> {
        let alternatives = pattern.split('|');
        if key == "item" {
            let mut items = Vec::new();
            for alternative in alternatives {
                items.extend(self.matching_items(at, alternative)?);
            }
            return Some(Condition::Item(items));
        }
        let fact = self.fact(at, key)?;
        let named = self.facts.get(fact.index())?;
        match named.kind {
            FactType::YesNo => match pattern {
                "yes" => Some(Condition::Fact(fact, Test::YesNo(true))),
                "no" => Some(Condition::Fact(fact, Test::YesNo(false))),
                _ => self.refuse(
                    at,
                    "pack.unknown-option",
                    format!("`{pattern}` is neither yes nor no"),
                    "write `yes` or `no`".to_owned(),
                ),
            },
            FactType::Choice | FactType::Place => {
                let mut options = Vec::new();
                for alternative in alternatives {
                    let found = named
                        .options
                        .iter()
                        .enumerate()
                        .filter(|(_, option)| matches(alternative, option));
                    let before = options.len();
                    options.extend(found.filter_map(|(index, _)| u16::try_from(index).ok()));
                    if options.len() == before {
                        return self.unknown(
                            at,
                            "pack.unknown-option",
                            "option",
                            alternative,
                            &named.options,
                        );
                    }
                }
                Some(Condition::Fact(fact, Test::Option(options)))
            }
            FactType::Date => {
                let end = |text: &str| {
                    if text.is_empty() {
                        Some(None)
                    } else {
                        Day::parse(text).map(|Day(day)| Some((day, true)))
                    }
                };
                match pattern
                    .split_once("..")
                    .and_then(|(from, until)| Some((end(from)?, end(until)?)))
                {
                    Some((lower, upper)) => {
                        self.dates
                            .borrow_mut()
                            .extend([lower, upper].into_iter().flatten().map(|(day, _)| day));
                        Some(Condition::Fact(fact, Test::Date(Range { lower, upper })))
                    }
                    None => self.refuse(
                        at,
                        "pack.value-type",
                        format!("`{pattern}` is not a period"),
                        "write `2024-01-01..2024-12-31`; an end may be left out".to_owned(),
                    ),
                }
            }
            kind => self.refuse(
                at,
                "pack.fact-type",
                format!("`{key}` is a fact of type {}", kind.word()),
                "choose by item, choice, place, yes/no or date; for numbers use a table of steps"
                    .to_owned(),
            ),
        }
    }

    fn date(&self, at: &Place<'_>, date: &document::DateExpression) -> Option<DateRule> {
        use document::DateExpression as Written;
        let boxed = |key: &str, inner: &Written| self.date(&at.key(key), inner).map(Box::new);
        let several = |key: &str, inner: &[Written]| -> Option<Vec<DateRule>> {
            let at = at.key(key);
            if inner.is_empty() {
                return self.refuse(
                    &at,
                    "pack.empty",
                    "there is no date among them".to_owned(),
                    "name at least one".to_owned(),
                );
            }
            inner
                .iter()
                .enumerate()
                .map(|(index, one)| self.date(&at.index(index), one))
                .collect()
        };
        match date {
            Written::Fact(id) => self
                .fact_of(at, id.as_str(), &[FactType::Date])
                .map(DateRule::Fact),
            Written::Day(Day(day)) => {
                self.dates.borrow_mut().insert(*day);
                Some(DateRule::Day(*day))
            }
            Written::Made(id) => self
                .fact_of(&at.key("made"), id.as_str(), &[FactType::Serial])
                .map(|_| DateRule::Made),
            Written::TermStart => Some(DateRule::TermStart),
            Written::LastCoveredDay => Some(DateRule::LastCoveredDay),
            Written::Add(span, to) => Some(DateRule::Add(*span, boxed("to", to)?)),
            Written::Subtract(span, from) => Some(DateRule::Subtract(*span, boxed("from", from)?)),
            Written::AddWorkingDays(days, to, calendar) => {
                let calendar = self.calendar(&at.key("calendar"), calendar.as_str())?;
                let Some(days) = u32::try_from(*days).ok().filter(|days| *days <= 10_000) else {
                    return self.refuse(
                        &at.key("add_working_days"),
                        "pack.range",
                        format!("{days} working days cannot be added"),
                        "write 0 to 10000".to_owned(),
                    );
                };
                Some(DateRule::AddWorkingDays(days, boxed("to", to)?, calendar))
            }
            Written::Earlier(inner) => several("earlier", inner).map(DateRule::Earlier),
            Written::Later(inner) => several("later", inner).map(DateRule::Later),
            Written::If(condition, then, otherwise) => Some(DateRule::If(
                self.condition(&at.key("if"), condition)?,
                boxed("then", then)?,
                boxed("else", otherwise)?,
            )),
            Written::AnyDayOf(precision, inner) => {
                Some(DateRule::AnyDayOf(*precision, boxed("with", inner)?))
            }
        }
    }

    fn table<T: Clone>(&self, at: &Place<'_>, table: &Piecewise<T>) -> Option<RuleTable<T>> {
        let place = at.key("of");
        let numbers = [FactType::Integer, FactType::Money];
        let of = match &table.of {
            Measure::Fact(fact) => {
                Measured::Fact(self.fact_of(&place.key("fact"), fact.as_str(), &numbers)?)
            }
            Measure::Ratio(part, whole) => {
                let ratio = place.key("ratio");
                Measured::Ratio(
                    self.fact_of(&ratio.index(0), part.as_str(), &numbers)?,
                    self.fact_of(&ratio.index(1), whole.as_str(), &numbers)?,
                )
            }
            Measure::Since(date) => Measured::Since(self.date(&place.key("since"), date)?),
        };
        let ages = matches!(of, Measured::Since(_));
        for (index, row) in table.rows.iter().enumerate() {
            let ends = [row.bounds.lower, row.bounds.upper].into_iter().flatten();
            if ends.map(|(bound, _)| bound).any(|bound| {
                matches!(bound, Bound::Span(_)) != ages || matches!(bound, Bound::Day(_))
            }) {
                let help = if ages {
                    "write ages as bounds, such as P2Y"
                } else {
                    "write whole numbers as bounds"
                };
                return self.refuse(
                    &at.key("rows").index(index),
                    "pack.value-type",
                    "a bound is not of the kind that is measured".to_owned(),
                    help.to_owned(),
                );
            }
        }
        Some(RuleTable {
            of,
            rows: table
                .rows
                .iter()
                .map(|row| (row.bounds, row.value.clone()))
                .collect(),
        })
    }

    fn line(&self, at: &Place<'_>, line: &document::Line) -> LineRules {
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
            if let Some(condition) = self.condition(&at.key("when"), &requirement.when) {
                let mut reads = Reads::default();
                reads.condition(&condition);
                gates.push(reads.gate(
                    Rule::Agreement(condition),
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
            (self.when(&at.key("when"), remedy.when.as_ref()), by_age)
        });
        let refund = line.refund.as_ref().and_then(|refund| {
            self.clause(&at.key("refund").key("clause"), &refund.clause);
            self.table(&at.key("refund").key("percent"), &refund.percent)
        });
        LineRules {
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

    fn requirements(
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

    fn term(
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

    fn limit(&self, at: &Place<'_>, limit: &document::Limit) -> Option<LimitRule> {
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
                        self.numbers.borrow_mut().insert(*limit);
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

    fn exclusions(&self, line: &document::Line, limits: &[LimitRule]) -> Vec<ExclusionRule> {
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

    fn inclusions(&self, at: &Place<'_>, written: &document::Inclusions) -> Option<InclusionRule> {
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

/// Whether a pattern, in which `*` stands for any letters, matches the whole
/// of a name.
fn matches(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let mut ends_open = false;
    let mut last = None;
    for part in parts {
        if let Some(part) = last.replace(part) {
            match rest.split_once(part) {
                Some((_, after)) => rest = after,
                None => return false,
            }
        }
        ends_open = true;
    }
    match last {
        Some(part) => rest.ends_with(part),
        None => !ends_open && rest.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_match_whole_names() {
        assert!(matches("sample-ssd-*", "sample-ssd-480"));
        assert!(matches("*", "anything"));
        assert!(matches("a*c*e", "abcde"));
        assert!(matches("basic", "basic"));
        assert!(!matches("basic", "basic-2"));
        assert!(!matches("a*c", "ab"));
        assert!(!matches("ab*b", "ab"));
    }
}
