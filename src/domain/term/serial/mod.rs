//! Serial numbers: read and written by the scheme that the pack declares.
//!
//! A scheme is a list of parts. How long a part is, what may stand at each of
//! its places and how its check character is worked out is said once, here and
//! in `check`; reading, writing and suggesting all go by that.

mod check;
mod read;
mod write;

pub use read::{SerialReading, manufactured, meant};
pub use write::written;

use crate::domain::policy::document::{SerialPart, SerialPartKind};

/// Why a serial number does not fit its scheme. Places count characters of the
/// normalised serial from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SerialError {
    /// Another character must stand here.
    Form {
        /// The place.
        at: usize,
        /// What must stand there.
        expected: Expected,
        /// What does.
        found: char,
    },
    /// It is too short or too long.
    Length {
        /// How many characters it must have.
        expected: usize,
        /// How many it has.
        found: usize,
    },
    /// The check character does not match the others: one of them is wrong,
    /// and there is no telling which.
    Check {
        /// Its place.
        at: usize,
    },
    /// There is no such week, month or day.
    Impossible {
        /// Where it begins.
        at: usize,
        /// Which of the three.
        part: SerialPartKind,
    },
    /// It would have been made after the day of judgement.
    Future,
}

/// What must stand at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// This character.
    Exactly(char),
    /// A digit.
    Digit,
    /// A capital letter.
    Letter,
    /// A capital letter or a digit.
    LetterOrDigit,
    /// A digit or X.
    DigitOrX,
}

impl Expected {
    /// Whether a character may stand here.
    const fn fits(self, character: char) -> bool {
        match self {
            Expected::Exactly(one) => one == character,
            Expected::Digit => character.is_ascii_digit(),
            Expected::Letter => character.is_ascii_uppercase(),
            Expected::LetterOrDigit => character.is_ascii_uppercase() || character.is_ascii_digit(),
            Expected::DigitOrX => character.is_ascii_digit() || character == 'X',
        }
    }

    /// A character that looks like this one and may stand here, or this one. A
    /// small L has become an L.
    fn alike(self, character: char) -> char {
        let alike: &[char] = match character {
            _ if self.fits(character) => &[],
            '0' | 'O' => &['0', 'O'],
            '1' | 'I' | 'L' => &['1', 'I', 'L'],
            _ => &[],
        };
        let other = alike.iter().find(|other| self.fits(**other));
        other.copied().unwrap_or(character)
    }
}

/// What must stand at a place of a part.
fn expected(part: &SerialPart, offset: usize) -> Expected {
    match part.is {
        SerialPartKind::Literal => {
            let literal = part.text.as_deref().unwrap_or_default();
            Expected::Exactly(literal.chars().nth(offset).unwrap_or_default())
        }
        SerialPartKind::Letters => Expected::Letter,
        SerialPartKind::Mod3736 => Expected::LetterOrDigit,
        SerialPartKind::Mod11 => Expected::DigitOrX,
        _ => Expected::Digit,
    }
}

/// How many characters a part takes.
fn length(part: &SerialPart) -> usize {
    match part.is {
        SerialPartKind::Literal => part.text.as_deref().unwrap_or_default().chars().count(),
        SerialPartKind::Digits | SerialPartKind::Letters | SerialPartKind::Year => part
            .length
            .and_then(|length| usize::try_from(length).ok())
            .unwrap_or(2),
        SerialPartKind::Month | SerialPartKind::Week | SerialPartKind::Day => 2,
        SerialPartKind::Luhn | SerialPartKind::Mod3736 | SerialPartKind::Mod11 => 1,
    }
}

/// The serial as it is compared: without spaces, hyphens and characters that
/// cannot be seen, full-width forms folded, in capitals. An empty one is an
/// unknown one.
pub fn normalised(written: &str) -> String {
    written
        .chars()
        .map(|character| match u32::from(character) {
            // U+FF01 to U+FF5E are the full-width forms of `!` to `~`.
            wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(character),
            _ => character,
        })
        .filter(|character| {
            let hyphen_or_unseen = matches!(
                character,
                '-' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2010}'..='\u{2015}' | '\u{2060}'
                    | '\u{2212}' | '\u{feff}'
            );
            !character.is_whitespace() && !hyphen_or_unseen
        })
        .map(|character| character.to_ascii_uppercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::normalised;

    #[test]
    fn serials_are_compared_without_what_does_not_matter() {
        for written in [
            "SD24090001231",
            " sd 2409-000123-1\t",
            "ＳＤ２４０９０００１２３１",
            "ｓｄ　２４０９－０００１２３－１",
            "\u{feff}SD24\u{ad}09\u{200b}000123\u{2011}1",
        ] {
            assert_eq!(normalised(written), "SD24090001231", "{written}");
        }
        assert_eq!(normalised(" -\u{3000}"), "");
    }
}
