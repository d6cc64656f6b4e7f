//! Names as numbers: what is looked up thousands of times for a text is never
//! put together as text.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A name as a number, by FNV-1a. The parts of a name may come one after the
/// other. That two of the few thousand names of a pack share one is left to
/// chance: it would be once in ten million packs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(u64);

impl Name {
    /// The empty name.
    pub const EMPTY: Name = Name(0xcbf2_9ce4_8422_2325);

    /// The name of a text.
    pub fn of(text: &str) -> Name {
        Name::EMPTY.and(text)
    }

    /// The name that goes on with a text.
    pub fn and(self, text: &str) -> Name {
        text.bytes().fold(self, Name::and_byte)
    }

    /// The name that goes on with a byte.
    pub fn and_byte(self, byte: u8) -> Name {
        Name((self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    /// The name that goes on with another.
    pub fn and_name(self, name: Name) -> Name {
        Name((self.0.rotate_left(23) ^ name.0).wrapping_mul(0x0100_0000_01b3))
    }
}

/// A name in short, as tables of weights have it: 22 bits, so that a table says which
/// features it knows in less than two bytes for each. A word that it does not know is
/// taken for one of its ten thousand features once in four hundred times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Short(u32);

impl Short {
    const MASK: u32 = (1 << 22) - 1;

    /// The short form of a name.
    pub const fn of(name: Name) -> Short {
        let [.., a, b, c, d] = name.0.to_be_bytes();
        let [e, f, g, h, ..] = name.0.to_be_bytes();
        let low = u32::from_be_bytes([a, b, c, d]);
        Short((low ^ u32::from_be_bytes([e, f, g, h])) & Short::MASK)
    }

    /// As a number.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The one of a number; none where it is too large.
    pub fn numbered(number: u32) -> Option<Short> {
        (number <= Short::MASK).then_some(Short(number))
    }
}

/// What is looked up by name in short.
pub type NamedShort<T> = HashMap<Short, T, BuildHasherDefault<AsItIs>>;

/// What is looked up by name.
pub type Named<T> = HashMap<Name, T, BuildHasherDefault<AsItIs>>;

/// Takes a name as its own hash: it is one.
#[derive(Debug, Default)]
pub struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = Name(self.0).and_byte(*byte).0;
        }
    }

    fn write_u32(&mut self, number: u32) {
        // The table looks at the highest bits as well, which a short name has not.
        self.0 = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_u64(&mut self, number: u64) {
        // The table looks at the highest bits and at the lowest.
        self.0 = number ^ (number >> 32);
    }
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn parts_make_the_name_of_the_whole() {
        assert_eq!(Name::of("water").and(" bottle"), Name::of("water bottle"));
        assert_ne!(Name::of("ab"), Name::of("ba"));
    }
}
