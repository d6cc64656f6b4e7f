//! How a description of the fault is read, as written.

use super::value::{Id, Text};
#[cfg(not(target_arch = "wasm32"))]
use crate::json::schema::Definitions;
use crate::json::{Json, Node, Shape, object};

object! {
    /// How a description of the fault is read. Nothing is decided from it: what
    /// is recognised is asked first, or proposed.
    pub struct Triage {
        /// Lists of words that patterns name with `@`.
        words: Vec<WordList>,
        /// What tells that something happened, or which answer is meant.
        signs: Vec<SignOf>,
        /// Choices that a few questions lead to.
        ladders: Vec<Ladder>,
        /// What to do that fits what happened.
        advice: Vec<Advice>,
        /// Phrases in which nothing else is looked for, such as "water-cooled".
        neutral: Phrases,
        /// Words that are spelt rightly, though they are one letter from a word of a pattern.
        spelt: Phrases,
    }

    /// A few questions, one after the other, that lead to an option of a choice.
    pub struct Ladder {
        /// The choice.
        fact: Id,
        /// The questions; the first is asked first.
        steps: Vec<LadderStep>,
    }

    /// A question on the way.
    pub struct LadderStep {
        /// Its id.
        id: Id,
        /// The question.
        question: Text,
        /// Its answers.
        answers: Vec<LadderAnswer>,
    }

    /// An answer: it leads to another question, or to an option.
    pub struct LadderAnswer {
        /// The answer.
        label: Text,
        /// The question that it leads to.
        then: Option<Id>,
        /// The option that it leads to.
        is: Option<String>,
    }

    /// What to do that fits what happened.
    pub struct Advice {
        /// Its id.
        id: Id,
        /// The section that says so, or `silent` for ordinary care.
        clause: String,
        /// The patterns that call for it, in each language.
        told_by: Phrases,
        /// Answers that call for it, whichever comes first.
        answers: Vec<AdviceAnswer>,
        /// What to do.
        text: Text,
    }

    /// An answer that calls for advice.
    pub struct AdviceAnswer {
        /// The fact.
        fact: Id,
        /// The option of a choice; left out for a yes.
        is: Option<String>,
    }

    /// A list of words and phrases.
    pub struct WordList {
        /// How patterns name it.
        id: Id,
        /// The words, in each language.
        phrases: Phrases,
    }

    /// What tells that something happened, or which answer is meant.
    pub struct SignOf {
        /// The yes/no fact of an exclusion, or a choice.
        fact: Id,
        /// The option of a choice; left out for a yes.
        is: Option<String>,
        /// The patterns, in each language: words in any of their regular forms, `word*` for a beginning, `=từ` for a word that must be typed with its diacritics, `a|b` for either, `two_words`, `@list`, `#100` for a number of at least 100, `...` for words between, `&` for words near, and `!` in front where the pattern itself says what is denied.
        told_by: Phrases,
    }
}

/// Words, phrases or patterns in each language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrases(Vec<(String, Vec<String>)>);

impl Phrases {
    /// Those of a language; none, if it has none.
    pub fn in_language(&self, language: &str) -> &[String] {
        let own = self.0.iter().find(|(tag, _)| tag == language);
        own.map_or(&[], |(_, phrases)| phrases.as_slice())
    }

    /// The languages written.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(tag, _)| tag.as_str())
    }
}

impl Shape for Phrases {
    fn stand_in() -> Self {
        Phrases::default()
    }

    #[inline(never)]
    fn read(node: &Node<'_>) -> Option<Self> {
        if !matches!(node.json, Json::Object(_)) {
            return node
                .expected("an object with a list for each language, such as {\"en\": [\"…\"]}");
        }
        let lists: Vec<_> = node
            .each_member()
            .map(|(tag, list)| Some((tag.to_owned(), Vec::<String>::read(&list)?)))
            .collect();
        lists.into_iter().collect::<Option<Vec<_>>>().map(Phrases)
    }

    fn absent() -> Option<Self> {
        Some(Phrases::default())
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn schema(definitions: &mut Definitions) -> Json {
        let list = Vec::<String>::schema(definitions);
        definitions.named("Phrases", |_| {
            Json::members([
                ("type", Some("object".into())),
                (
                    "description",
                    Some("Words, phrases or patterns in each language.".into()),
                ),
                ("additionalProperties", Some(list.clone())),
            ])
        })
    }
}
