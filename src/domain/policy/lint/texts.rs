//! Texts: each one in each language of the pack, and in no other.

use super::{At, Linter};
use crate::domain::policy::document::{Fact, Pack, Step, Text};

impl Linter<'_> {
    pub(super) fn texts(&self) {
        let languages = &self.words.pack.languages;
        let place = At::default().key("languages");
        if languages.is_empty() {
            self.error(
                &place,
                "lint.language",
                "the pack names no language",
                "name those that its texts are written in",
            );
        }
        for (index, language) in languages.iter().enumerate() {
            let at = place.index(index);
            if languages
                .iter()
                .take(index)
                .any(|before| before == language)
            {
                self.error(
                    &at,
                    "lint.language",
                    format!("`{language}` stands here twice"),
                    "leave it out",
                );
            }
            let parts = |part: &str| {
                (1..=8).contains(&part.len())
                    && part.bytes().all(|letter| letter.is_ascii_alphanumeric())
            };
            if !language.split('-').all(parts) {
                let message = format!("`{language}` is not a language tag");
                self.error(
                    &at,
                    "lint.language",
                    message,
                    "write one of BCP 47, such as `en` or `zh-Hans`",
                );
            }
        }
        let mut found = Texts {
            at: At::default(),
            found: Vec::new(),
        };
        found.of_pack(self.words.pack);
        for (at, text) in found.found {
            self.text(&at, text);
        }
    }

    fn text(&self, at: &At, text: &Text) {
        let declared = &self.words.pack.languages;
        let missing: Vec<&str> = declared
            .iter()
            .map(String::as_str)
            .filter(|language| !text.languages().any(|written| written == *language))
            .collect();
        if !missing.is_empty() {
            let message = format!("there is no text in `{}`", missing.join("`, `"));
            self.error(
                at,
                "lint.missing-text",
                message,
                "write it, in each of the pack's languages",
            );
        }
        for language in text
            .languages()
            .filter(|written| !declared.iter().any(|language| language == written))
        {
            let message = format!("`{language}` is not a language of this pack");
            let help = "add it to `languages` and write every text in it, or leave it out here";
            self.error(&at.key(language), "lint.undeclared-language", message, help);
        }
    }
}

/// The texts of a pack, each with its place.
struct Texts<'a> {
    at: At,
    found: Vec<(At, &'a Text)>,
}

impl<'a> Texts<'a> {
    fn text(&mut self, key: &str, text: impl Into<Option<&'a Text>>) {
        if let Some(text) = text.into() {
            self.found.push((self.at.key(key), text));
        }
    }

    fn each<T>(&mut self, key: &str, list: &'a [T], read: impl Fn(&mut Texts<'a>, &'a T)) {
        let around = self.at.clone();
        for (index, one) in list.iter().enumerate() {
            self.at = around.key(key).index(index);
            read(self, one);
        }
        self.at = around;
    }

    fn list(&mut self, key: &str, texts: &'a [Text]) {
        let at = self.at.key(key);
        self.found.extend(
            texts
                .iter()
                .enumerate()
                .map(|(index, text)| (at.index(index), text)),
        );
    }

    fn of_pack(&mut self, pack: &'a Pack) {
        self.text("title", &pack.title);
        self.text("summary", &pack.summary);
        self.found
            .push((self.at.key("issuer").key("name"), &pack.issuer.name));
        self.text("item_question", pack.item_question.as_ref());
        self.each("clauses", &pack.clauses, |texts, one| {
            texts.text("text", &one.text)
        });
        self.each("assumptions", &pack.assumptions, |texts, one| {
            texts.text("text", &one.text)
        });
        self.each("items", &pack.items, |texts, one| {
            texts.text("name", &one.name);
            texts.text("summary", one.summary.as_ref());
            texts.text("tag", one.tag.as_ref());
        });
        self.each("facts", &pack.facts, Texts::of_fact);
        self.each("lines", &pack.lines, |texts, one| {
            texts.text("title", &one.title)
        });
        self.each("exclusions", &pack.exclusions, |texts, one| {
            texts.text("question", &one.question);
            texts.text("help", one.help.as_ref());
        });
        self.each("serials", &pack.serials, |texts, one| {
            texts.text("name", &one.name)
        });
        self.each("calendars", &pack.calendars, |texts, one| {
            texts.text("name", &one.name);
            if let Some(holidays) = &one.holidays {
                let around = texts.at.clone();
                texts.at = around.key("holidays");
                texts.each("off", &holidays.off, |texts, one| {
                    texts.text("name", &one.name)
                });
                texts.each("on", &holidays.on, |texts, one| {
                    texts.text("name", &one.name)
                });
                texts.at = around;
            }
        });
        self.each("commitments", &pack.commitments, |texts, one| {
            texts.text("title", &one.title)
        });
        self.each("stages", &pack.stages, |texts, one| {
            texts.text("title", &one.title);
            texts.text("summary", one.summary.as_ref());
            texts.list("tasks", &one.tasks);
        });
        self.each("allowances", &pack.allowances, |texts, one| {
            texts.text("title", &one.title)
        });
        self.each("channels", &pack.channels, |texts, one| {
            texts.text("name", &one.name);
            texts.text("note", one.note.as_ref());
        });
        self.each("addresses", &pack.addresses, |texts, one| {
            texts.list("lines", &one.lines)
        });
        self.each("routes", &pack.routes, |texts, one| {
            texts.text("name", &one.name)
        });
        let of_step = |texts: &mut Texts<'a>, one: &'a Step| texts.text("text", &one.text);
        self.each("next_steps", &pack.next_steps, of_step);
        self.each("notes", &pack.notes, of_step);
        if let Some(request) = &pack.request {
            let around = self.at.clone();
            self.at = around.key("request");
            self.each("duties", &request.duties, of_step);
            self.each("encloses", &request.encloses, of_step);
            self.at = around;
        }
        if let Some(comparison) = &pack.comparison {
            let around = self.at.clone();
            self.at = around.key("comparison");
            self.each("upkeep", &comparison.upkeep, |texts, one| {
                texts.text("title", &one.title)
            });
            self.each("scenes", &comparison.scenes, |texts, one| {
                texts.text("title", &one.title)
            });
            self.each("needs", &comparison.needs, |texts, one| {
                texts.text("question", &one.question);
                texts.each("answers", &one.answers, |texts, answer| {
                    texts.text("label", &answer.label)
                });
            });
            self.at = around;
        }
    }

    fn of_fact(&mut self, fact: &'a Fact) {
        self.text("question", &fact.question);
        self.text("name", fact.name.as_ref());
        self.text("help", fact.help.as_ref());
        self.text("find", fact.find.as_ref());
        self.each("options", &fact.options, |texts, one| {
            texts.text("label", &one.label);
            texts.text("help", one.help.as_ref());
        });
        self.each("fields", &fact.fields, |texts, one| {
            texts.text("label", &one.label)
        });
    }
}
