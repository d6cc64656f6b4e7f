//! What only a browser can do: zones and words of dates by `Intl`, the clock,
//! fetching packs, keeping what was typed, and the page around the program.
//!
//! Everything here is asked by the shells, [`crate::ui`] and [`crate::embed`];
//! it knows nothing of screens.

mod clock;
#[cfg(feature = "compare")]
pub mod comparisons;
#[cfg(any(feature = "drive-reader", feature = "takeaway"))]
pub mod files;
mod formats;
mod later;
pub mod packs;
pub mod page;
#[cfg(feature = "compare")]
pub mod screen;
pub mod storage;
pub mod texts;
pub mod values;
mod zones;

pub use clock::now;
pub use formats::IntlFormats;
pub use later::{Later, later};
#[cfg(feature = "compare")]
pub use zones::SteadyZones;
pub use zones::Zones;
