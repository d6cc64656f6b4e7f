//! The items of a policy side by side, told: the table, what becomes of a scene with
//! each of them, which of them fits, and the address that leads back to it.

mod address;
mod en;
mod fit;
mod outcomes;
mod scene;
mod table;
mod vi;
mod words;
mod zh;

pub use address::{Shown, Tab};
pub use fit::{FitView, NeedView, QuestionView};
pub use outcomes::{Drawn, ItemTold, Lane, Mark, Scene, Window};
pub use scene::{Detail, STEPS, SceneChoice, Scenery, Settings};
pub use table::{CaseView, CellView, ColumnView, GroupView, RowView, Sign, TableView};
pub use words::{CompareWords, compare_words};

use super::told::Teller;
use super::wording::Wording;
use super::{Formats, Language};
use crate::domain::comparison::Comparison;
use crate::domain::comparison::table::{Row, table as rows};
use crate::domain::instant::Instant;
use crate::domain::policy::Policy;
use crate::domain::world::World;

/// A policy whose items are compared, and all that telling of them needs.
#[derive(Clone, Copy)]
pub struct Compared<'a> {
    teller: Teller<'a>,
    comparison: &'a Comparison,
    rows: &'a [Row],
    own: &'static CompareWords,
}

/// The rows of a policy's table: they change with the policy only, so they are worked
/// out once. `None` for a policy that has no two items.
pub fn compared_rows(
    policy: &Policy,
    comparison: &Comparison,
    now: Instant,
    world: &dyn World,
) -> Option<Vec<Row>> {
    (policy.items.len() > 1).then(|| rows(policy, comparison, now, world))
}

impl<'a> Compared<'a> {
    /// A policy with what its pack says of its items side by side, and its rows
    /// ([`compared_rows`]), told in the language of the words.
    pub fn new(
        policy: &'a Policy,
        comparison: &'a Comparison,
        rows: &'a [Row],
        words: &'static Wording,
        formats: &'a dyn Formats,
        world: &'a dyn World,
    ) -> Compared<'a> {
        let language: Language = words.spoken;
        Compared {
            teller: Teller {
                policy,
                language,
                words,
                formats,
                world,
            },
            comparison,
            rows,
            own: compare_words(language),
        }
    }

    /// The name of an item, by its place.
    fn item(&self, place: usize) -> &'a str {
        let item = self.teller.policy.items.get(place);
        item.map_or("", |item| self.teller.text(&item.name))
    }

    /// The date and the time of day of an instant, in the company's zone.
    pub fn moment(&self, at: Instant) -> String {
        let teller = &self.teller;
        let day = teller.formats.weekday(teller.day_of(at));
        [day.as_str(), ", ", &self.time_of_day(at)].concat()
    }

    /// The time of day of an instant, in the company's zone.
    fn time_of_day(&self, at: Instant) -> String {
        let minute = scene::minute_of_day(self.teller.policy, at, self.teller.world);
        super::told::clock(minute / 60, minute % 60)
    }
}
