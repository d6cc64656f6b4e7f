//! From what a pack writes of its items side by side to what it means.

use super::{Comparison, Need, NeedQuestion, SceneRule, UpkeepRule};
use crate::domain::claim::{TEXT_LENGTH, Value, unfit};
use crate::domain::policy::document::{
    self, CalendarSpan, FactType, Id, Literal, Scene, Setting, UpkeepOf,
};
use crate::domain::policy::{Due, FactEntry, FactId, ItemId, Policy};
use crate::json::{Problem, nearest};
use std::cell::RefCell;

impl Comparison {
    /// Gives what a pack writes its meaning, by the policy of the same pack.
    ///
    /// # Errors
    /// Every name that leads nowhere and every value that its fact cannot have, with
    /// pointers into the section.
    pub fn of(written: &document::Comparison, policy: &Policy) -> Result<Comparison, Vec<Problem>> {
        let reader = Reader {
            policy,
            problems: RefCell::default(),
        };
        let comparison = Comparison {
            upkeep: each("upkeep", &written.upkeep, |at, one| reader.upkeep(at, one)),
            assumes: reader.settings("/assumes", &written.assumes),
            scenes: each("scenes", &written.scenes, |at, one| reader.scene(at, one)),
            questions: each("needs", &written.needs, |at, one| reader.question(at, one)),
        };
        reader.no_id_twice(written);
        match reader.problems.into_inner() {
            problems if problems.is_empty() => Ok(comparison),
            problems => Err(problems),
        }
    }
}

/// The meaning of each of a list, by its place in the section.
fn each<W, M>(list: &str, written: &[W], mean: impl Fn(&str, &W) -> M) -> Vec<M> {
    let places = written.iter().enumerate();
    places
        .map(|(place, one)| mean(&format!("/{list}/{place}"), one))
        .collect()
}

struct Reader<'a> {
    policy: &'a Policy,
    problems: RefCell<Vec<Problem>>,
}

impl Reader<'_> {
    fn wrong<T>(&self, code: &'static str, at: &str, message: String, help: &str) -> Option<T> {
        let problem = Problem::new(code, at, message).help(help);
        self.problems.borrow_mut().push(problem);
        None
    }

    fn unknown<T>(
        &self,
        code: &'static str,
        at: &str,
        name: &str,
        known: &mut dyn Iterator<Item = &str>,
    ) -> Option<T> {
        let known: Vec<&str> = known.collect();
        let help = match nearest(name, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("the pack has: {}", known.join(", ")),
        };
        self.wrong(code, at, format!("there is no `{name}`"), &help)
    }

    fn fact(&self, at: &str, id: &str) -> Option<(FactId, &FactEntry)> {
        let found = self.policy.fact(id);
        match found.and_then(|fact| Some((fact, self.policy.fact_entry(fact)?))) {
            Some(found) => Some(found),
            None => {
                let mut known = self.policy.facts.iter().map(|fact| fact.id.as_str());
                self.unknown("lint.unknown-fact", at, id, &mut known)
            }
        }
    }

    fn item(&self, at: &str, id: &Id) -> Option<ItemId> {
        self.policy.item(id.as_str()).or_else(|| {
            let mut known = self.policy.items.iter().map(|item| item.id.as_str());
            self.unknown("lint.unknown-item", at, id.as_str(), &mut known)
        })
    }

    fn clause(&self, at: &str, clause: &str) {
        let mut known = self.policy.clauses.iter().map(|clause| clause.id.as_str());
        if clause != "silent" && !known.any(|id| id == clause) {
            self.wrong::<()>(
                "lint.unknown-clause",
                at,
                format!("there is no clause `{clause}`"),
                "name one of the pack's clauses, or `silent`",
            );
        }
    }

    fn upkeep(&self, at: &str, written: &document::Upkeep) -> UpkeepRule {
        let mut of: Vec<(ItemId, CalendarSpan, String)> = Vec::new();
        for (
            place,
            UpkeepOf {
                items,
                every,
                clause,
            },
        ) in written.of.iter().enumerate()
        {
            let at = format!("{at}/of/{place}");
            self.clause(&format!("{at}/clause"), clause);
            if *every == CalendarSpan::default() {
                let message = "nothing is done once in no time".to_owned();
                let help = "write how often, such as P1M or P7D";
                self.wrong::<()>("lint.upkeep", &format!("{at}/every"), message, help);
            }
            for (place, id) in items.iter().enumerate() {
                let at = format!("{at}/items/{place}");
                let Some(item) = self.item(&at, id) else {
                    continue;
                };
                if of.iter().any(|(before, ..)| *before == item) {
                    let message = format!("`{}` stands here twice", id.as_str());
                    let help = "say once how often it is done for an item";
                    self.wrong::<()>("lint.duplicate-id", &at, message, help);
                }
                of.push((item, *every, clause.clone()));
            }
        }
        UpkeepRule {
            id: written.id.as_str().to_owned(),
            title: written.title.clone(),
            keeps_data: written.keeps_data,
            of,
        }
    }

    fn scene(&self, at: &str, written: &Scene) -> SceneRule {
        if written.at.0 >= 1440 {
            let message = "a day ends where the next begins".to_owned();
            let help = "write 00:00 and the next day";
            self.wrong::<()>("lint.scene", &format!("{at}/at"), message, help);
        }
        SceneRule {
            id: written.id.as_str().to_owned(),
            title: written.title.clone(),
            on: written.on,
            at: written.at,
            age: written.age,
            facts: self.settings(&format!("{at}/facts"), &written.facts),
        }
    }

    fn settings(&self, at: &str, written: &[Setting]) -> Vec<(FactId, Value)> {
        let mut settings: Vec<(FactId, Value)> = Vec::new();
        for (place, setting) in written.iter().enumerate() {
            let at = format!("{at}/{place}");
            let Some((fact, value)) = self.setting(&at, setting) else {
                continue;
            };
            if settings.iter().any(|(before, _)| *before == fact) {
                let message = format!("`{}` stands here twice", setting.fact.as_str());
                let help = "give it one value";
                self.wrong::<()>("lint.duplicate-id", &at, message, help);
            }
            settings.push((fact, value));
        }
        settings
    }

    fn setting(&self, at: &str, written: &Setting) -> Option<(FactId, Value)> {
        let id = written.fact.as_str();
        let (fact, entry) = self.fact(&format!("{at}/fact"), id)?;
        let value = match (entry.kind, &written.is) {
            (FactType::YesNo, Literal::Bool(value)) => Some(Value::YesNo(*value)),
            (FactType::Choice, Literal::Text(option)) => {
                entry.option_named(option).map(Value::Choice)
            }
            (FactType::Integer | FactType::Money, Literal::Integer(number)) if *number >= 0 => {
                Some(Value::Integer(*number))
            }
            (FactType::Date, Literal::Text(day)) => {
                document::Day::parse(day).map(|day| Value::Date(day.0))
            }
            (FactType::Place | FactType::Text | FactType::Serial, Literal::Text(text)) => {
                unfit(text, TEXT_LENGTH)
                    .is_none()
                    .then(|| Value::of_text(entry, text.clone()))
            }
            _ => None,
        };
        match value {
            Some(value) => Some((fact, value)),
            None => {
                let message = format!("`{id}` is never that");
                let help = "write a value that the fact can have";
                self.wrong("lint.value-type", &format!("{at}/is"), message, help)
            }
        }
    }

    fn question(&self, at: &str, written: &document::NeedQuestion) -> NeedQuestion {
        if written.answers.len() < 2 {
            let message = "a question with fewer than two answers asks nothing".to_owned();
            let help = "write two or more";
            self.wrong::<()>("lint.need", &format!("{at}/answers"), message, help);
        }
        let answers = written.answers.iter().enumerate().map(|(place, answer)| {
            let at = format!("{at}/answers/{place}/needs");
            let needs = answer.needs.iter().enumerate();
            let needs = needs.filter_map(|(place, need)| self.need(&format!("{at}/{place}"), need));
            (answer.label.clone(), needs.collect())
        });
        NeedQuestion {
            id: written.id.as_str().to_owned(),
            question: written.question.clone(),
            answers: answers.collect(),
        }
    }

    fn need(&self, at: &str, written: &document::Need) -> Option<Need> {
        Some(match written {
            document::Need::Reached(time) => Need::Reached(time.on, time.at),
            document::Need::Within(id, within) => {
                let commitment = self.commitment(&format!("{at}/commitment"), id)?;
                Need::Within(commitment, within.seconds)
            }
            document::Need::Loses(span) => Need::Loses(*span),
            document::Need::Runs(span) => Need::Runs(*span),
            document::Need::Includes(kind) => self.kind(&format!("{at}/includes"), kind)?,
            document::Need::Holds(id, least) => {
                Need::Holds(self.counter(&format!("{at}/counter"), id)?, *least)
            }
        })
    }

    fn commitment(&self, at: &str, id: &Id) -> Option<usize> {
        let commitments = &self.policy.commitments;
        let mut known = commitments
            .iter()
            .filter(|one| matches!(one.due, Due::Within(..)))
            .map(|one| one.id.as_str());
        let found = commitments
            .iter()
            .position(|one| one.id == id.as_str() && matches!(one.due, Due::Within(..)));
        found.or_else(|| self.unknown("lint.unknown-commitment", at, id.as_str(), &mut known))
    }

    /// A kind of request of an inclusion table.
    fn kind(&self, at: &str, kind: &str) -> Option<Need> {
        let tables = self.policy.lines.iter();
        let mut facts = tables.filter_map(|line| Some(line.inclusions.as_ref()?.fact));
        let Some(fact) = facts.next() else {
            let message = "no line of the pack says what is included".to_owned();
            let help = "write `inclusions`, or ask for something else";
            return self.wrong("lint.need", at, message, help);
        };
        let entry = self.policy.fact_entry(fact)?;
        match entry.option_named(kind) {
            Some(option) => Some(Need::Includes(fact, option)),
            None => self.unknown("lint.unknown-option", at, kind, &mut entry.option_values()),
        }
    }

    /// A fact whose limit ends cover.
    fn counter(&self, at: &str, id: &Id) -> Option<FactId> {
        let (fact, _) = self.fact(at, id.as_str())?;
        let mut limits = self.policy.lines.iter().flat_map(|line| &line.limits);
        if limits.any(|limit| limit.fact == fact) {
            return Some(fact);
        }
        let message = format!("no limit of the pack is on `{}`", id.as_str());
        self.wrong("lint.need", at, message, "name a fact that has a limit")
    }

    /// No two things of a list may have one id.
    fn no_id_twice(&self, written: &document::Comparison) {
        let lists: [(&str, Vec<&Id>); 3] = [
            ("upkeep", written.upkeep.iter().map(|one| &one.id).collect()),
            ("scenes", written.scenes.iter().map(|one| &one.id).collect()),
            ("needs", written.needs.iter().map(|one| &one.id).collect()),
        ];
        for (list, ids) in lists {
            for (place, id) in ids.iter().enumerate() {
                if ids.iter().take(place).any(|before| before == id) {
                    let message = format!("`{}` stands here twice", id.as_str());
                    let at = format!("/{list}/{place}/id");
                    self.wrong::<()>("lint.duplicate-id", &at, message, "give one another id");
                }
            }
        }
    }
}
