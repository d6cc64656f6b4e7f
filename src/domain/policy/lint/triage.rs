//! How a description is read: signs of what can be asked, patterns that mean
//! something, ladders that lead somewhere.

use super::{At, Linter};
use crate::domain::policy::document::{FactType, Ladder, Phrases, Triage};
use crate::domain::triage::Triage as Reader;

impl Linter<'_> {
    pub(super) fn triage(&self) {
        let Some(triage) = &self.words.pack.triage else {
            return;
        };
        let at = At::default().key("triage");
        self.signs(&at, triage);
        for (index, ladder) in triage.ladders.iter().enumerate() {
            self.ladder(&at.key("ladders").index(index), ladder);
        }
        let advised = at.key("advice");
        for (index, advice) in triage.advice.iter().enumerate() {
            let at = advised.index(index);
            let known = advice.clause == "silent"
                || self
                    .words
                    .pack
                    .clauses
                    .iter()
                    .any(|clause| clause.id == advice.clause);
            if !known {
                self.error(
                    &at.key("clause"),
                    "lint.unknown-clause",
                    format!("there is no clause `{}`", advice.clause),
                    "name one of the pack's clauses, or `silent`",
                );
            }
            for (place, answer) in advice.answers.iter().enumerate() {
                let at = at.key("answers").index(place);
                self.told(&at, answer.fact.as_str(), answer.is.as_deref());
            }
            self.languages(&at.key("told_by"), &advice.told_by);
        }
        if let Err(problems) = Reader::new(triage, None) {
            for (of, pattern, why) in problems {
                self.error(
                    &at,
                    "lint.pattern",
                    format!("the pattern `{pattern}` of `{of}` means nothing: {why}"),
                    "write words with blanks between, and name lists that there are",
                );
            }
        }
    }

    fn signs(&self, at: &At, triage: &Triage) {
        let at = at.key("signs");
        for (index, sign) in triage.signs.iter().enumerate() {
            let at = at.index(index);
            self.told(&at, sign.fact.as_str(), sign.is.as_deref());
            self.languages(&at.key("told_by"), &sign.told_by);
            let same = |one: &&crate::domain::policy::document::SignOf| {
                one.fact == sign.fact && one.is == sign.is
            };
            if triage.signs.iter().take(index).any(|one| same(&one)) {
                self.error(
                    &at,
                    "lint.duplicate-id",
                    format!("`{}` stands here twice", sign.fact.as_str()),
                    "put its patterns together",
                );
            }
        }
    }

    /// A fact that a text may tell of: yes to one, or an option of a choice.
    fn told(&self, at: &At, fact: &str, is: Option<&str>) {
        let entry = self
            .words
            .fact(fact)
            .and_then(|fact| self.words.entry(fact));
        let Some(entry) = entry else {
            self.error(
                &at.key("fact"),
                "lint.unknown-fact",
                format!("there is no fact `{fact}`"),
                "name a fact of the pack, or an exclusion",
            );
            return;
        };
        let fits = match (entry.kind, is) {
            (FactType::YesNo, None) => true,
            (FactType::Choice, Some(is)) => entry.option_named(is).is_some(),
            _ => false,
        };
        if !fits {
            self.error(
                &at.key("is"),
                "lint.unknown-option",
                format!("`{fact}` has no such answer"),
                "name an option of a choice; leave it out for a yes",
            );
        }
    }

    /// Patterns stand in the languages of the pack, and in no other.
    fn languages(&self, at: &At, phrases: &Phrases) {
        for language in phrases.languages() {
            if !self.words.pack.languages.iter().any(|own| own == language) {
                self.error(
                    &at.key(language),
                    "lint.language",
                    format!("the pack does not speak `{language}`"),
                    "name it in `languages`, or leave it out",
                );
            }
        }
    }

    fn ladder(&self, at: &At, ladder: &Ladder) {
        let fact = ladder.fact.as_str();
        if ladder.steps.is_empty() {
            self.error(
                &at.key("steps"),
                "lint.ladder",
                "a ladder without a question",
                "ask at least one, or leave it out",
            );
        }
        for (index, step) in ladder.steps.iter().enumerate() {
            let at = at.key("steps").index(index).key("answers");
            for (place, answer) in step.answers.iter().enumerate() {
                let at = at.index(place);
                match (&answer.is, &answer.then) {
                    (Some(is), None) => self.told(&at, fact, Some(is)),
                    (None, Some(then)) => {
                        // Only onwards, so that a ladder has an end.
                        let later = ladder.steps.iter().skip(index.saturating_add(1));
                        if !later.into_iter().any(|step| step.id == *then) {
                            self.error(
                                &at.key("then"),
                                "lint.ladder",
                                format!("no later question is called `{}`", then.as_str()),
                                "name a question that stands behind this one",
                            );
                        }
                    }
                    _ => self.error(
                        &at,
                        "lint.ladder",
                        "an answer leads to a question or to an option",
                        "write either `then` or `is`",
                    ),
                }
            }
        }
    }
}
