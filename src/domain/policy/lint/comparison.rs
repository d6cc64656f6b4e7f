//! What is told when items stand side by side: names that lead somewhere, items that
//! can be compared, figures that a rule gives.

use super::{At, Linter};
use crate::domain::comparison::Comparison;

impl Linter<'_> {
    pub(super) fn comparison(&self) {
        let pack = self.words.pack;
        let Some(written) = &pack.comparison else {
            return;
        };
        let at = At::default().key("comparison");
        if pack.items.len() < 2 {
            self.idle(
                &at,
                "there are no two items to compare",
                "leave it out, or name the items",
            );
        }
        if let Err(problems) = Comparison::of(written, self.words.policy) {
            for problem in problems {
                let at = At(format!("{}{}", at.0, problem.pointer));
                self.error(&at, problem.code, problem.message, problem.help);
            }
        }
    }
}
