//! Check characters.

use crate::domain::policy::document::{SerialPart, SerialPartKind};

/// The check character that stands after these; `None` where the part is none.
pub(super) fn check_character(part: &SerialPart, before: &[char]) -> Option<char> {
    match part.is {
        SerialPartKind::Luhn => luhn(before),
        SerialPartKind::Mod3736 => mod_37_36(before),
        SerialPartKind::Mod11 => mod_11(before, &part.weights),
        _ => None,
    }
}

/// The Luhn digit over the digits; others are passed over.
fn luhn(before: &[char]) -> Option<char> {
    let digits = before.iter().filter_map(|character| character.to_digit(10));
    let sum = digits.rev().enumerate().fold(0_u32, |sum, (place, digit)| {
        let doubled = if place % 2 == 0 { digit * 2 } else { digit };
        sum.saturating_add(doubled / 10 + doubled % 10)
    });
    char::from_digit((10 - sum % 10) % 10, 10)
}

/// The ISO 7064 mod 37-36 character over the letters and digits; others are
/// passed over.
fn mod_37_36(before: &[char]) -> Option<char> {
    let values = before.iter().filter_map(|character| character.to_digit(36));
    let product = values.fold(36_u32, |product, value| {
        let sum = (product + value) % 36;
        (if sum == 0 { 36 } else { sum }) * 2 % 37
    });
    char::from_digit((37 - product) % 36, 36).map(|character| character.to_ascii_uppercase())
}

/// The mod 11 digit over the weighted digits; 10 is written X.
fn mod_11(before: &[char], weights: &[i64]) -> Option<char> {
    let digits = before.iter().filter_map(|character| character.to_digit(10));
    let sum = digits.zip(weights).fold(0_i64, |sum, (digit, weight)| {
        sum.wrapping_add(weight.wrapping_mul(i64::from(digit)))
    });
    match (11 - sum.rem_euclid(11)) % 11 {
        10 => Some('X'),
        digit => char::from_digit(u32::try_from(digit).ok()?, 10),
    }
}

#[cfg(test)]
mod tests {
    use super::{luhn, mod_11, mod_37_36};

    fn characters(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn luhn_as_published() {
        // ISO/IEC 7812-1's usual examples: 79927398713, and 0 for nothing.
        assert_eq!(luhn(&characters("7992739871")), Some('3'));
        assert_eq!(luhn(&characters("SD-7992739871")), Some('3'));
        assert_eq!(luhn(&[]), Some('0'));
    }

    #[test]
    fn mod_37_36_as_published() {
        // The identifiers with which GRid and ISAN explain their check
        // characters: A1-2425G-ABC1234002-M, and ISAN 0000-0000-D07A-0090-Q.
        assert_eq!(mod_37_36(&characters("A12425GABC1234002")), Some('M'));
        assert_eq!(mod_37_36(&characters("A1-2425G-ABC1234002")), Some('M'));
        assert_eq!(mod_37_36(&characters("00000000D07A0090")), Some('Q'));
    }

    #[test]
    fn mod_11_as_published() {
        // ISBN-10: 0-306-40615-2, and 0-8044-2957-X.
        let weights = [10, 9, 8, 7, 6, 5, 4, 3, 2];
        assert_eq!(mod_11(&characters("030640615"), &weights), Some('2'));
        assert_eq!(mod_11(&characters("080442957"), &weights), Some('X'));
    }
}
