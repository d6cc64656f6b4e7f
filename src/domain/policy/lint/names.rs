//! Names: those that stand twice, those that are taken, and those that rules
//! refer to by without their being there. What reading the pack resolves
//! already is not looked at again.

use super::{At, Linter};
use crate::domain::policy::document::FactType;
use crate::json::nearest;

impl Linter<'_> {
    pub(super) fn names(&self) {
        self.taken();
        self.twice();
        self.models();
        let pack = self.words.pack;
        for (index, calendar) in pack.calendars.iter().enumerate() {
            let known: Vec<&str> = pack.assumptions.iter().map(|one| one.id.as_str()).collect();
            if let Some(id) = calendar
                .assumption
                .as_ref()
                .filter(|id| !known.contains(&id.as_str()))
            {
                let at = At::item("calendars", index).key("assumption");
                self.unknown(
                    &at,
                    "lint.unknown-assumption",
                    "assumption",
                    id.as_str(),
                    &known,
                );
            }
        }
        if let Some(id) = &pack.edition.selected_by {
            self.named_fact(
                &At::default().key("edition").key("selected_by"),
                id.as_str(),
                &[FactType::Date],
            );
        }
        for (index, line) in pack.lines.iter().enumerate() {
            if let Some(of) = line.refund.as_ref().and_then(|refund| refund.of.as_ref()) {
                let at = At::item("lines", index).key("refund").key("of");
                self.named_fact(&at, of.as_str(), &[FactType::Money]);
            }
        }
    }

    /// Names with a meaning of their own.
    fn taken(&self) {
        let pack = self.words.pack;
        for (index, fact) in pack
            .facts
            .iter()
            .enumerate()
            .filter(|(_, fact)| fact.id.as_str() == "item")
        {
            let message = format!("`{}` is the name of the item in choices", fact.id.as_str());
            self.error(
                &At::item("facts", index).key("id"),
                "lint.reserved-id",
                message,
                "give the fact another id",
            );
        }
        let pages = [
            ("record", "decision records are opened"),
            ("embed", "other pages are told how to show the checker"),
            ("compare", "items stand side by side"),
        ];
        for (id, what) in pages {
            if pack.id.as_str() == id {
                self.error(
                    &At::default().key("id"),
                    "lint.reserved-id",
                    format!("`{id}` is where {what}"),
                    "give the policy another id",
                );
            }
        }
        for (index, _) in pack
            .clauses
            .iter()
            .enumerate()
            .filter(|(_, clause)| clause.id == "silent")
        {
            let message = "`silent` says that the document is silent";
            self.error(
                &At::item("clauses", index).key("id"),
                "lint.reserved-id",
                message,
                "give the clause another id",
            );
        }
    }

    /// Ids that only what is shown or assessed later refers to.
    fn twice(&self) {
        let pack = self.words.pack;
        let top = At::default();
        let mut lists: Vec<(At, Vec<&str>)> = vec![
            (
                top.key("serials"),
                pack.serials.iter().map(|one| one.id.as_str()).collect(),
            ),
            (
                top.key("allowances"),
                pack.allowances.iter().map(|one| one.id.as_str()).collect(),
            ),
            (
                top.key("addresses"),
                pack.addresses.iter().map(|one| one.id.as_str()).collect(),
            ),
            (
                top.key("routes"),
                pack.routes.iter().map(|one| one.id.as_str()).collect(),
            ),
            (
                top.key("notes"),
                pack.notes.iter().map(|one| one.id.as_str()).collect(),
            ),
        ];
        if let Some(request) = &pack.request {
            let at = top.key("request");
            for (key, steps) in [("duties", &request.duties), ("encloses", &request.encloses)] {
                lists.push((
                    at.key(key),
                    steps.iter().map(|one| one.id.as_str()).collect(),
                ));
            }
        }
        for (index, line) in pack.lines.iter().enumerate() {
            let at = At::item("lines", index);
            lists.push((
                at.key("limits"),
                line.limits.iter().map(|one| one.id.as_str()).collect(),
            ));
            lists.push((
                at.key("scope"),
                line.scope.iter().map(|one| one.id.as_str()).collect(),
            ));
            lists.push((
                at.key("issuer_decides"),
                line.issuer_decides
                    .iter()
                    .map(|one| one.id.as_str())
                    .collect(),
            ));
        }
        for (at, ids) in lists {
            for (index, id) in ids.iter().enumerate() {
                if ids.iter().take(index).any(|before| before == id) {
                    let message = format!("`{id}` stands here twice");
                    self.error(
                        &at.index(index).key("id"),
                        "lint.duplicate-id",
                        message,
                        "give each its own id",
                    );
                }
            }
        }
    }

    /// Models that two items claim: a report of such a drive would find neither.
    fn models(&self) {
        let mut before: Vec<String> = Vec::new();
        for (index, item) in self.words.pack.items.iter().enumerate() {
            for (place, model) in item.models.iter().enumerate() {
                let name = model.to_ascii_uppercase();
                if before.contains(&name) {
                    let message = format!("`{model}` is the model of another item, too");
                    let at = At::item("items", index).key("models").index(place);
                    let help = "name each model once";
                    self.error(&at, "lint.duplicate-model", message, help);
                }
                before.push(name);
            }
        }
    }

    fn unknown(&self, at: &At, code: &'static str, what: &str, name: &str, known: &[&str]) {
        let help = match nearest(name, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if known.is_empty() => format!("the pack has no {what}s"),
            None => format!("the pack has: {}", known.join(", ")),
        };
        self.error(at, code, format!("there is no {what} `{name}`"), help);
    }

    /// The place of a fact of one of these types, or a complaint.
    pub(super) fn named_fact(&self, at: &At, id: &str, kinds: &[FactType]) -> Option<usize> {
        let Some(fact) = self.words.fact(id) else {
            let known: Vec<&str> = self
                .words
                .facts
                .iter()
                .map(|fact| fact.id.as_str())
                .collect();
            self.unknown(at, "lint.unknown-fact", "fact", id, &known);
            return None;
        };
        let kind = self.words.entry(fact)?.kind;
        if kinds.contains(&kind) {
            return Some(fact);
        }
        let wanted: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
        let help = format!("a fact of type {} must stand here", wanted.join(" or "));
        self.error(
            at,
            "lint.fact-type",
            format!("`{id}` is a fact of type {}", kind.word()),
            help,
        );
        None
    }
}
