//! What is told under a condition, and serial schemes.

use super::names::Names;
use super::place::Place;
use crate::domain::policy::document::{Condition, Step, Text};
use crate::domain::policy::meaning::{Passage, SchemeRule};

impl Names<'_> {
    pub(super) fn steps(&self, list: &str, steps: &[Step]) -> Vec<Passage> {
        let each = steps.iter().enumerate().map(|(index, step)| {
            let texts = std::slice::from_ref(&step.text);
            let passage = self.passage(
                (list, index),
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

    pub(super) fn assumptions(&self) -> Vec<Passage> {
        let each = self
            .pack
            .assumptions
            .iter()
            .enumerate()
            .map(|(index, one)| {
                self.passage(
                    ("assumptions", index),
                    one.id.as_str(),
                    &one.clause,
                    one.when.as_ref(),
                    std::slice::from_ref(&one.text),
                )
            });
        each.collect()
    }

    pub(super) fn routes(&self) -> Vec<Passage> {
        let each = self.pack.routes.iter().enumerate().map(|(index, one)| {
            self.passage(
                ("routes", index),
                one.id.as_str(),
                &one.clause,
                one.when.as_ref(),
                std::slice::from_ref(&one.name),
            )
        });
        each.collect()
    }

    pub(super) fn addresses(&self) -> Vec<Passage> {
        let each = self.pack.addresses.iter().enumerate().map(|(index, one)| {
            self.passage(
                ("addresses", index),
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
        (list, index): (&str, usize),
        id: &str,
        clause: &str,
        when: Option<&Condition>,
        texts: &[Text],
    ) -> Passage {
        let root = Place::root();
        Passage {
            id: id.to_owned(),
            clause: clause.to_owned(),
            when: self.when(&root.key(list).index(index).key("when"), when),
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
