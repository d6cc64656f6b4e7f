//! What was probably meant by a serial that does not fit.

use super::check::check_character;
use super::read::manufactured;
use super::{Expected, expected, length};
use crate::domain::policy::document::SerialPart;
use chrono::NaiveDate;

/// Characters that are taken for one another, by what they look like. A small
/// L is an L here.
const LOOK_ALIKE: [(char, u8); 5] = [('0', 0), ('O', 0), ('1', 1), ('I', 1), ('L', 1)];

/// The serial with letters and digits that look alike exchanged where the
/// other must stand, if that one fits as a whole. It is only ever suggested.
pub fn meant(serial: &str, parts: &[SerialPart], today: NaiveDate) -> Option<String> {
    let mut found = serial.chars();
    let mut corrected: Vec<char> = Vec::new();
    for part in parts {
        for offset in 0..length(part) {
            let character = found.next()?;
            let expected = check_character(part, &corrected)
                .map_or_else(|| expected(part, offset), Expected::Exactly);
            corrected.push(if expected.fits(character) {
                character
            } else {
                alike(character, expected)?
            });
        }
    }
    let corrected: String = corrected.into_iter().chain(found).collect();
    let fits = corrected != serial && manufactured(&corrected, parts, today).is_ok();
    fits.then_some(corrected)
}

/// The character that looks like this one and may stand here.
fn alike(character: char, expected: Expected) -> Option<char> {
    let (_, looks) = LOOK_ALIKE.iter().find(|(one, _)| *one == character)?;
    let other = |(one, like): &&(char, u8)| like == looks && expected.fits(*one);
    LOOK_ALIKE.iter().find(other).map(|(one, _)| *one)
}
