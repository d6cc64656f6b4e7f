//! The linter: what is unsound in a pack, told before customers meet it.
//!
//! [`super::Policy::read`] refuses a pack that has no meaning. The linter looks at
//! what the meaning is: figures that nobody can compare, tables with holes,
//! rules that never apply, promises without a clock, texts that are missing.
//! It reads the document, because that is where its findings point, and asks
//! of conditions which claims they hold for (`region`).
//!
//! Errors are what would answer some claim wrongly or not at all; warnings are
//! what is probably not meant.

mod region;
mod values;
mod vocabulary;

mod conditions;
mod selectors;
mod tables;

mod calendars;
mod comparison;
mod facts;
mod lines;
mod names;
mod serials;
mod services;
mod terms;
mod texts;
mod triage;

use super::compile::compile;
use super::read_pack;
use crate::domain::world::World;
use crate::json::{Json, Problem};
use chrono::NaiveDate;
use facts::Reading;
use std::cell::RefCell;
use vocabulary::Vocabulary;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Some claim would be answered wrongly or not at all.
    Error,
    /// It is probably not meant.
    Warning,
}

impl Severity {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// Something that is wrong with a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, where, and what to do.
    pub problem: Problem,
}

/// Everything that is wrong with a pack as of a day, in document order. A time zone
/// is one that `zones` knows.
///
/// A pack that cannot be read has only the problems of reading it.
///
/// ```
/// use chrono::NaiveDate;
/// use cover::domain::policy::lint::lint;
/// use cover::domain::world::BuiltInZones;
/// use cover::json::Json;
/// let findings = lint(&Json::Object(Vec::new()), NaiveDate::default(), &BuiltInZones);
/// assert!(findings.iter().any(|finding| finding.problem.message == "`title` is missing"));
/// ```
pub fn lint(json: &Json, today: NaiveDate, zones: &dyn World) -> Vec<Finding> {
    let read = read_pack(json).and_then(|pack| {
        let policy = compile(&pack, String::new())?;
        Ok((pack, policy))
    });
    let mut findings: Vec<Finding> = match read {
        Err(problems) => problems
            .into_iter()
            .map(|problem| Finding {
                severity: Severity::Error,
                problem,
            })
            .collect(),
        Ok((pack, policy)) => {
            let linter = Linter {
                words: Vocabulary::of(&pack, &policy),
                today,
                zones,
                findings: RefCell::default(),
                readings: RefCell::default(),
            };
            linter.whole_pack();
            linter.findings.into_inner()
        }
    };
    findings.sort_by_cached_key(|finding| order(json, &finding.problem.pointer));
    findings.dedup();
    findings
}

/// Where a pointer points, as the places of members and items on the way.
fn order(json: &Json, pointer: &str) -> Vec<usize> {
    let mut at = json;
    let mut places = Vec::new();
    for step in pointer.split('/').skip(1) {
        let key = step.replace("~1", "/").replace("~0", "~");
        let found = match at {
            Json::List(items) => key
                .parse()
                .ok()
                .and_then(|place: usize| Some((place, items.get(place)?))),
            Json::Object(members) => members
                .iter()
                .enumerate()
                .find(|(_, (name, _))| *name == key)
                .map(|(place, (_, value))| (place, value)),
            _ => None,
        };
        match found {
            Some((place, value)) => {
                places.push(place);
                at = value;
            }
            None => break,
        }
    }
    places
}

/// A place in the pack, as a JSON pointer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct At(String);

impl At {
    fn key(&self, key: &str) -> At {
        At(format!("{}/{}", self.0, At::escaped(key)))
    }

    fn index(&self, index: usize) -> At {
        At(format!("{}/{index}", self.0))
    }

    /// A member in this place of a list of the pack.
    fn item(list: &str, index: usize) -> At {
        At::default().key(list).index(index)
    }

    fn escaped(key: &str) -> String {
        key.replace('~', "~0").replace('/', "~1")
    }
}

/// The pack under inspection and what was found.
struct Linter<'a> {
    words: Vocabulary<'a>,
    today: NaiveDate,
    zones: &'a dyn World,
    findings: RefCell<Vec<Finding>>,
    /// Where rules read facts.
    readings: RefCell<Vec<Reading>>,
}

impl Linter<'_> {
    fn whole_pack(&self) {
        self.texts();
        self.triage();
        self.comparison();
        self.names();
        self.edition();
        self.lines();
        self.exclusions();
        self.serials();
        self.calendars();
        self.services();
        self.steps();
        // Last, once every reading of a fact is known.
        self.facts();
    }

    fn error(
        &self,
        at: &At,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.find(Severity::Error, at, code, message.into(), help.into());
    }

    fn warn(
        &self,
        at: &At,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.find(Severity::Warning, at, code, message.into(), help.into());
    }

    fn find(&self, severity: Severity, at: &At, code: &'static str, message: String, help: String) {
        let problem = Problem::new(code, &at.0, message).help(help);
        self.findings
            .borrow_mut()
            .push(Finding { severity, problem });
    }

    /// Says that something written here changes nothing.
    fn idle(&self, at: &At, why: &str, help: &str) {
        self.warn(
            at,
            "lint.no-effect",
            format!("this has no effect: {why}"),
            help,
        );
    }
}
