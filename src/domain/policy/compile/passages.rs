//! What is told under a condition, and serial schemes.

use super::names::Names;
use super::place::Place;
use crate::domain::policy::document::{Condition, Step, Text};
use crate::domain::policy::meaning::{Passage, RequestRules, SchemeRule};

impl Names<'_> {
    pub(super) fn steps(&self, at: &Place<'_>, steps: &[Step]) -> Vec<Passage> {
        let each = steps.iter().enumerate().map(|(index, step)| {
            let texts = std::slice::from_ref(&step.text);
            let passage = self.passage(
                &at.index(index),
                step.id.as_str(),
                &step.clause,
                step.when.as_ref(),
                texts,
            );
            Passage {
                verdicts: step.verdicts.clone(),
                ..passage
            }
        });
        each.collect()
    }

    pub(super) fn request(&self) -> Option<RequestRules> {
        let request = self.pack.request.as_ref()?;
        let root = Place::root();
        let at = root.key("request");
        if let Some(clause) = &request.number {
            self.clause(&at.key("number"), clause);
        }
        let part = |key: &'static str, steps: &[Step]| {
            let at = at.key(key);
            for (index, step) in steps.iter().enumerate() {
                self.clause(&at.index(index).key("clause"), &step.clause);
            }
            self.steps(&at, steps)
        };
        Some(RequestRules {
            kind: request.kind,
            number: request.number.clone(),
            duties: part("duties", &request.duties),
            encloses: part("encloses", &request.encloses),
        })
    }

    pub(super) fn assumptions(&self) -> Vec<Passage> {
        let root = Place::root();
        let at = root.key("assumptions");
        let each = self
            .pack
            .assumptions
            .iter()
            .enumerate()
            .map(|(index, one)| {
                self.passage(
                    &at.index(index),
                    one.id.as_str(),
                    &one.clause,
                    one.when.as_ref(),
                    std::slice::from_ref(&one.text),
                )
            });
        each.collect()
    }

    pub(super) fn routes(&self) -> Vec<Passage> {
        let root = Place::root();
        let at = root.key("routes");
        let each = self.pack.routes.iter().enumerate().map(|(index, one)| {
            self.passage(
                &at.index(index),
                one.id.as_str(),
                &one.clause,
                one.when.as_ref(),
                std::slice::from_ref(&one.name),
            )
        });
        each.collect()
    }

    pub(super) fn addresses(&self) -> Vec<Passage> {
        let root = Place::root();
        let at = root.key("addresses");
        let each = self.pack.addresses.iter().enumerate().map(|(index, one)| {
            self.passage(
                &at.index(index),
                one.id.as_str(),
                &one.clause,
                one.when.as_ref(),
                &one.lines,
            )
        });
        each.collect()
    }

    fn passage(
        &self,
        at: &Place<'_>,
        id: &str,
        clause: &str,
        when: Option<&Condition>,
        texts: &[Text],
    ) -> Passage {
        Passage {
            id: id.to_owned(),
            clause: clause.to_owned(),
            when: self.when(&at.key("when"), when),
            verdicts: Vec::new(),
            texts: texts.to_vec(),
        }
    }

    pub(super) fn schemes(&self) -> Vec<SchemeRule> {
        let root = Place::root();
        let at = root.key("serials");
        let each = self.pack.serials.iter().enumerate();
        each.map(|(index, scheme)| SchemeRule {
            only_for: self.when(&at.index(index).key("only_for"), scheme.only_for.as_ref()),
            parts: scheme.parts.clone(),
        })
        .collect()
    }
}
