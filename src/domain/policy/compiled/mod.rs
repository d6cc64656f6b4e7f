//! Policies as the page fetches them: compiled, in one language.
//!
//! A pack is written for people: it is read with every name resolved and every
//! slip told of. Visitors need none of that. `covercheck compile` reads a pack
//! once and writes what it means, with the texts of one language; the page
//! reads that without a single name to look up, so neither the reader of packs
//! nor two thirds of the texts weigh on the visit.
//!
//! The form is of one version of the program: pages and their policies are
//! built together. Whoever keeps policies keeps packs.

mod bytes;
mod form;

pub use bytes::Reader;
#[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
pub use bytes::Writer;

use super::{Bundle, Policy};
use form::Form;

/// The editions of a policy with their texts in a language; in another one,
/// where a text is missing in it.
///
/// ```
/// use cover::contract::bundled;
/// use cover::domain::policy::compiled;
/// let bundle = bundled::bundle("storage-warranty").unwrap();
/// let bytes = compiled::write(&bundle, "vi");
/// let read = compiled::read(&bytes).unwrap();
/// assert_eq!(read.editions()[0].digest, bundle.editions()[0].digest);
/// assert!(compiled::read(&bytes[1..]).is_none());
/// ```
#[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
pub fn write(bundle: &Bundle, language: &str) -> Vec<u8> {
    let mut writer = Writer::new(language);
    writer.length(bundle.editions().len());
    for edition in bundle.editions() {
        edition.write(&mut writer);
    }
    writer.finish()
}

/// Reads what [`fn@write`] wrote; `None` for anything else.
///
/// It stays until the program ends. A page reads a policy once and may show it
/// again at any time; and code that takes policies apart is code that each
/// visit would carry.
pub fn read(bytes: &[u8]) -> Option<&'static Bundle> {
    let mut reader = Reader::new(bytes)?;
    let editions: &'static [Policy] = Vec::leak(Form::read(&mut reader));
    let bundle: &'static Bundle = Box::leak(Box::new(Bundle::of_compiled(editions)?));
    reader.is_whole().then_some(bundle)
}
