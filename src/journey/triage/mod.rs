//! What is told of a description of the fault: the questions that its words
//! raise, what they propose, what helps now, and which package would serve.
//!
//! Its words stand apart from the page's: they come with the reader of
//! descriptions, when a person first types.

mod en;
mod vi;
mod words;
mod zh;

pub use words::{TriageWords, triage_words};

use super::form::YesNo;
use super::told::Teller;
use super::wording::{Wording, fill};
use super::{Answers, Formats, Typed};
use crate::domain::claim::Claim;
use crate::domain::instant::Instant;
use crate::domain::known::{Truth, View, definite, holds};
use crate::domain::policy::document::{Amount, FactType, Inclusion, Role, Triage as Written};
use crate::domain::policy::{Due, FactEntry, ItemId, Policy};
use crate::domain::triage::Said;
use crate::domain::world::{World, civil_date};

/// What is told of a description.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TriageView {
    /// The questions that its words raise.
    pub questions: Vec<RaisedQuestion>,
    /// What is proposed for choices, and the questions that lead to them.
    pub choices: Vec<ProposedChoice>,
    /// What helps now.
    pub advice: Vec<String>,
    /// The packages, side by side.
    pub packages: Option<Packages>,
}

impl TriageView {
    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        *self == TriageView::default()
    }
}

/// A question that the person's own words raise.
#[derive(Clone, Debug, PartialEq)]
pub struct RaisedQuestion {
    /// The fact, by its id.
    pub fact: String,
    /// The words.
    pub wrote: String,
    /// The question.
    pub question: String,
    /// What is meant.
    pub help: Option<String>,
    /// The answer so far.
    pub answer: YesNo,
}

/// A choice, what is proposed for it, and how it can be found out.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposedChoice {
    /// The fact, by its id.
    pub fact: String,
    /// The question.
    pub question: String,
    /// What the words sound like, while nothing is chosen: the option and its name.
    pub proposed: Option<NamedOption>,
    /// What is chosen.
    pub chosen: Option<NamedOption>,
    /// The questions that lead to it: those that were answered, and the next.
    pub ladder: Vec<LadderQuestion>,
}

/// An option by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedOption {
    /// Its value.
    pub value: String,
    /// Its name.
    pub name: String,
    /// Its definition.
    pub definition: Option<String>,
}

/// A question that leads to an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LadderQuestion {
    /// The question.
    pub question: String,
    /// Its answers, and whether each was given.
    pub answers: Vec<(String, bool)>,
}

/// The packages of a policy for one kind of request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packages {
    /// For which.
    pub title: String,
    /// What follows for the person's own package.
    pub sentence: Option<String>,
    /// The names of the columns.
    pub head: Vec<String>,
    /// A row for each package; the first cell names it.
    pub rows: Vec<Vec<String>>,
}

/// What the answers to the questions of each ladder were: the fact, and the
/// place of each answer.
pub type Climbed = Vec<(String, Vec<usize>)>;

/// Where a ladder has led.
pub fn landed(written: &Written, fact: &str, climbed: &[usize]) -> Option<String> {
    let ladder = written
        .ladders
        .iter()
        .find(|one| one.fact.as_str() == fact)?;
    let mut step = ladder.steps.first()?;
    for answer in climbed {
        let answer = step.answers.get(*answer)?;
        match (&answer.is, &answer.then) {
            (Some(is), _) => return Some(is.clone()),
            (None, Some(then)) => step = ladder.steps.iter().find(|one| one.id == *then)?,
            (None, None) => return None,
        }
    }
    None
}

/// All that telling needs.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// What its pack writes of texts.
    pub written: &'a Written,
    /// What was typed.
    pub answers: &'a Answers,
    /// The answers to the questions of ladders.
    pub climbed: &'a [(String, Vec<usize>)],
    /// The present instant.
    pub as_of: Instant,
    /// The words of the page.
    pub wording: &'static Wording,
    /// The words of this part.
    pub words: &'static TriageWords,
    /// How numbers are written.
    pub formats: &'a dyn Formats,
    /// Time zones.
    pub world: &'a dyn World,
}

/// The description that was typed; empty, if none was.
pub fn description(policy: &Policy, answers: &Answers) -> String {
    let texts = policy.facts.iter().filter_map(|entry| {
        match answers
            .typed(&entry.id)
            .filter(|_| entry.role == Role::Fault)?
        {
            Typed::Text(text) => Some(text.as_str()),
            _ => None,
        }
    });
    texts.collect::<Vec<_>>().join("\n")
}

impl<'a> Told<'a> {
    /// What is told of a description, given what it says.
    pub fn view(self, said: &Said) -> TriageView {
        let own_zone = self.formats.own_zone();
        let (claim, _) = self.answers.claim(
            self.policy,
            self.as_of,
            &own_zone,
            self.words.spoken,
            self.world,
        );
        let today = civil_date(self.world, &self.policy.zone, self.as_of);
        let view = View::new(self.policy, &claim, today);
        TriageView {
            questions: self.questions(said, &view),
            choices: self.choices(said, &view),
            advice: self.advice(said),
            packages: self.packages(said, &claim, &view),
        }
    }

    fn text(&self, text: &'a crate::domain::policy::document::Text) -> String {
        text.in_language(self.words.spoken.tag()).to_owned()
    }

    fn entry(&self, fact: &str) -> Option<&'a FactEntry> {
        self.policy.fact_entry(self.policy.fact(fact)?)
    }

    /// Whether the claim calls for the fact.
    fn called_for(&self, entry: &FactEntry, view: &View<'_>) -> bool {
        let when = entry.when.as_ref();
        when.is_none_or(|when| holds(when, view) != Truth::False)
    }

    fn questions(&self, said: &Said, view: &View<'_>) -> Vec<RaisedQuestion> {
        let each = said.suspicions.iter().filter_map(|one| {
            let entry = self.entry(&one.fact)?;
            self.called_for(entry, view).then(|| RaisedQuestion {
                fact: one.fact.clone(),
                wrote: fill(self.words.you_wrote, &[&one.evidence]),
                question: self.text(&entry.question),
                help: entry.help.as_ref().map(|help| self.text(help)),
                answer: YesNo::of(self.answers.typed(&one.fact)),
            })
        });
        each.collect()
    }

    fn named(&self, fact: &str, value: &str) -> Option<NamedOption> {
        let entry = self.entry(fact)?;
        let option = entry.options.iter().find(|option| option.value == value)?;
        Some(NamedOption {
            value: option.value.clone(),
            name: self.text(&option.label),
            definition: option.help.as_ref().map(|help| self.text(help)),
        })
    }

    fn chosen(&self, fact: &str) -> Option<&'a str> {
        match self.answers.typed(fact) {
            Some(Typed::Choice(value)) => Some(value),
            _ => None,
        }
    }

    fn choices(&self, said: &Said, view: &View<'_>) -> Vec<ProposedChoice> {
        let each = self.policy.facts.iter().filter_map(|entry| {
            let fact = entry.id.as_str();
            if entry.kind != FactType::Choice || !self.called_for(entry, view) {
                return None;
            }
            let proposal = said.proposals.iter().find(|one| one.fact == fact);
            let ladder = self.ladder(fact);
            if proposal.is_none() && ladder.is_empty() {
                return None;
            }
            let chosen = self.chosen(fact);
            let proposed = proposal.filter(|one| chosen != Some(one.is.as_str()));
            Some(ProposedChoice {
                fact: fact.to_owned(),
                question: self.text(&entry.question),
                proposed: proposed.and_then(|one| self.named(fact, &one.is)),
                chosen: chosen.and_then(|value| self.named(fact, value)),
                ladder,
            })
        });
        each.collect()
    }

    /// The questions that were answered, and the next.
    fn ladder(&self, fact: &str) -> Vec<LadderQuestion> {
        let ladder = self
            .written
            .ladders
            .iter()
            .find(|one| one.fact.as_str() == fact);
        let Some(ladder) = ladder else {
            return Vec::new();
        };
        let climbed = self.climbed.iter().find(|(climbed, _)| climbed == fact);
        let mut climbed = climbed.map_or(&[][..], |(_, answers)| answers).iter();
        let mut asked = Vec::new();
        let mut next = ladder.steps.first();
        // A ladder is no longer than it has steps, whatever leads where.
        while let Some(step) = next.filter(|_| asked.len() < ladder.steps.len()) {
            let given = climbed.next().copied();
            let answers = step.answers.iter().enumerate();
            asked.push(LadderQuestion {
                question: self.text(&step.question),
                answers: answers
                    .map(|(place, answer)| (self.text(&answer.label), given == Some(place)))
                    .collect(),
            });
            let then = given.and_then(|given| step.answers.get(given)?.then.as_ref());
            next = then.and_then(|then| ladder.steps.iter().find(|one| one.id == *then));
        }
        asked
    }

    fn advice(&self, said: &Said) -> Vec<String> {
        let each = self.written.advice.iter().enumerate();
        let fits = each.filter(|(place, advice)| {
            said.advice.contains(place)
                || advice.answers.iter().any(|answer| {
                    let fact = answer.fact.as_str();
                    match &answer.is {
                        None => self.answers.typed(fact) == Some(&Typed::YesNo(true)),
                        Some(is) => self.meant(said, fact) == Some(is),
                    }
                })
        });
        fits.map(|(_, advice)| self.text(&advice.text)).collect()
    }

    /// What is chosen, or else proposed.
    fn meant<'b>(&self, said: &'b Said, fact: &str) -> Option<&'b str>
    where
        'a: 'b,
    {
        let proposed = said.proposals.iter().find(|one| one.fact == fact);
        self.chosen(fact).or(proposed.map(|one| one.is.as_str()))
    }

    /// The packages side by side, where a table says which includes the request.
    fn packages(&self, said: &Said, claim: &Claim, view: &View<'_>) -> Option<Packages> {
        let policy = self.policy;
        if policy.items.len() < 2 {
            return None;
        }
        let table = policy
            .lines
            .iter()
            .find_map(|line| line.inclusions.as_ref())?;
        let entry = policy.fact_entry(table.fact)?;
        let value = self.meant(said, &entry.id)?;
        let kind = entry.option_named(value)?;
        let row = table.rows.iter().find(|row| row.kinds.contains(&kind));
        let teller = Teller {
            policy,
            language: self.words.spoken,
            words: self.wording,
            formats: self.formats,
            world: self.world,
        };
        let mut head = vec![
            self.words.package.to_owned(),
            self.words.this_request.to_owned(),
            self.words.term.to_owned(),
        ];
        let timed: Vec<_> = policy
            .commitments
            .iter()
            .filter_map(|commitment| match &commitment.due {
                Due::Within(_, amount, _) => Some((commitment, amount)),
                _ => None,
            })
            .collect();
        head.extend(
            timed
                .iter()
                .map(|(commitment, _)| self.text(&commitment.title)),
        );
        let mut rows = Vec::new();
        let mut including = Vec::new();
        let mut own = None;
        for (place, item) in policy.items.iter().enumerate() {
            let id = ItemId::from_index(place);
            let seen = view.of_item(Some(id));
            let answer = row.and_then(|row| definite(&row.answer, &seen).flatten());
            let is_open =
                row.is_some() && row.is_some_and(|row| definite(&row.answer, &seen).is_none());
            let inclusion = answer.map(|(inclusion, _)| *inclusion);
            let name = self.text(&item.name);
            if inclusion == Some(Inclusion::Included) {
                including.push(name.clone());
            }
            if claim.item == Some(id) {
                own = Some(inclusion);
            }
            let told = match inclusion {
                Some(Inclusion::Included) => self.words.included,
                Some(Inclusion::Excluded) => self.words.excluded,
                _ if is_open => self.words.depends,
                _ => self.words.not_listed,
            };
            let length = policy
                .lines
                .first()
                .and_then(|line| line.term.as_ref()?.starts.first()?.length.as_ref())
                .and_then(|length| definite(length, &seen).flatten());
            let not_said = || self.words.not_said.to_owned();
            let mut cells = vec![
                if claim.item == Some(id) {
                    fill(self.words.yours, &[&name])
                } else {
                    name
                },
                told.to_owned(),
                length.map_or_else(not_said, |length| teller.span(*length)),
            ];
            for (_, amount) in &timed {
                let amount = definite(amount, &seen).flatten();
                cells.push(match amount {
                    Some(Amount::Time(span)) => teller.time(*span),
                    _ => not_said(),
                });
            }
            rows.push(cells);
        }
        let named = self.named(&entry.id, value)?.name;
        let sentence = match own {
            Some(Some(Inclusion::Included)) | None => None,
            Some(_) if including.is_empty() => Some(self.words.none_includes.to_owned()),
            Some(None) if row.is_some_and(|row| definite(&row.answer, view).is_none()) => None,
            Some(_) => Some(fill(
                self.words.others_include,
                &[&including.join(self.words.and)],
            )),
        };
        Some(Packages {
            title: fill(self.words.packages, &[&named]),
            sentence,
            head,
            rows,
        })
    }
}
