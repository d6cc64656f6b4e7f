//! The reference of a request.

use data_encoding::{Encoding, Specification};
use sha2::{Digest, Sha256};
use std::fmt;

/// The symbols of Crockford's base 32: no I, L, O or U, which are misread or
/// make words. The last five only check.
const SYMBOLS: [u8; 37] = *b"0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";

/// How many symbols stand before the one that checks: 40 bits.
const LENGTH: usize = 8;

/// What a person names when they speak of a request: eight symbols made of its
/// content, and one that checks them. It is ours; the number under which goods
/// are sent in (RMA number) is the issuer's to give.
///
/// The same content has the same reference, so a request printed twice is one
/// request. A wrong symbol, or two that changed places, are noticed: the check
/// symbol is the remainder of the rest by 37, a prime.
///
/// ```
/// use cover::domain::returns::Reference;
/// let reference = Reference::of(b"a request");
/// let written = reference.to_string();
/// assert_eq!(written, "NW5Z-59B2-8");
/// assert_eq!(Reference::parse(&written.to_lowercase()), Some(reference));
/// assert_eq!(Reference::parse("NW5Z-59B2-9"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference(u64);

impl Reference {
    /// The reference of a content.
    pub fn of(content: &[u8]) -> Reference {
        let digest = Sha256::digest(content);
        let mut number = 0;
        for byte in digest.iter().take(LENGTH * 5 / 8) {
            number = number << 8 | u64::from(*byte);
        }
        Reference(number)
    }

    /// Reads a reference as people type it: hyphens and blanks do not count, nor
    /// do capitals; I and L are 1, O is 0. `None` where it checks false.
    pub fn parse(typed: &str) -> Option<Reference> {
        let mut places = Vec::new();
        for letter in typed.chars().filter(|one| !matches!(one, '-' | ' ')) {
            let letter = match letter.to_ascii_uppercase() {
                'I' | 'L' => '1',
                'O' => '0',
                other => other,
            };
            let place = SYMBOLS.iter().position(|one| char::from(*one) == letter)?;
            places.push(u64::try_from(place).ok()?);
        }
        let (check, number) = places.split_last()?;
        if number.len() != LENGTH || number.iter().any(|place| *place >= 32) {
            return None;
        }
        let number = number.iter().fold(0, |number, place| number << 5 | place);
        (number % 37 == *check).then_some(Reference(number))
    }

    /// The symbols without hyphens, as a bar code has them.
    pub fn symbols(self) -> String {
        let bytes = self.0.to_be_bytes();
        let bytes = bytes.get(3..).unwrap_or_default();
        let mut symbols = base32().map_or_else(String::new, |base32| base32.encode(bytes));
        let check = usize::try_from(self.0 % 37).unwrap_or_default();
        symbols.extend(SYMBOLS.get(check).copied().map(char::from));
        symbols
    }
}

/// In groups of four.
impl fmt::Display for Reference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, symbol) in self.symbols().chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                out.write_str("-")?;
            }
            write!(out, "{symbol}")?;
        }
        Ok(())
    }
}

fn base32() -> Option<Encoding> {
    let mut form = Specification::new();
    form.symbols
        .extend(SYMBOLS.iter().take(32).copied().map(char::from));
    form.encoding().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_symbol_and_every_two_that_changed_places_are_noticed() {
        for content in 0..200_u32 {
            let reference = Reference::of(&content.to_be_bytes());
            let symbols: Vec<char> = reference.symbols().chars().collect();
            assert_eq!(Reference::parse(&reference.to_string()), Some(reference));
            for place in 0..symbols.len() {
                for other in SYMBOLS.iter().copied().map(char::from) {
                    let mut typed = symbols.clone();
                    typed[place] = other;
                    let same = typed == symbols;
                    let typed: String = typed.into_iter().collect();
                    assert_eq!(Reference::parse(&typed).is_some(), same, "{typed}");
                }
                for second in 0..place {
                    let mut typed = symbols.clone();
                    typed.swap(place, second);
                    let same = typed == symbols;
                    let typed: String = typed.into_iter().collect();
                    assert_eq!(Reference::parse(&typed).is_some(), same, "{typed}");
                }
            }
        }
    }

    #[test]
    fn is_read_as_people_type_it() {
        let reference = Reference(1 << 5 | 1);
        assert_eq!(reference.symbols(), "00000011~");
        for typed in ["0000-0011-~", "OOOO OOIL ~", " oooo00il-~ "] {
            assert_eq!(Reference::parse(typed), Some(reference), "{typed}");
        }
        for typed in ["", "0", "0000-0011", "0000-0011-~~", "0000-00*1-~", "ÄÖ"] {
            assert_eq!(Reference::parse(typed), None, "{typed}");
        }
    }
}
