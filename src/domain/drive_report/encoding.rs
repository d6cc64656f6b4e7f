//! Bytes to text, in whatever encoding a console or an editor left them.
//!
//! Figures and field names are ASCII in every one of them. So it is enough that
//! no byte is lost between digits; labels in other alphabets may come out wrong.

use std::borrow::Cow;

/// What Windows-1252 has at 0x80 to 0x9F, where ISO-8859-1 has nothing to show.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text: UTF-16 by its byte order mark or its zero bytes, else UTF-8, with
/// every byte that is not UTF-8 taken for Windows-1252.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => mostly_utf8(rest),
        [0xFF, 0xFE, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)),
        _ => match zeros(bytes) {
            (even, odd) if odd > even.saturating_mul(8) => {
                Cow::Owned(utf16(bytes, u16::from_le_bytes))
            }
            (even, odd) if even > odd.saturating_mul(8) => {
                Cow::Owned(utf16(bytes, u16::from_be_bytes))
            }
            _ => mostly_utf8(bytes),
        },
    }
}

/// How many of the first bytes at even and at odd places are zero: in UTF-16,
/// ASCII has a zero in one half of each unit.
fn zeros(bytes: &[u8]) -> (usize, usize) {
    let places = bytes.iter().take(1024).enumerate();
    places
        .filter(|(_, byte)| **byte == 0)
        .fold((0_usize, 0_usize), |(even, odd), (place, _)| {
            if place % 2 == 0 {
                (even.saturating_add(1), odd)
            } else {
                (even, odd.saturating_add(1))
            }
        })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| match pair {
        [first, second] => Some(unit([*first, *second])),
        _ => None,
    });
    char::decode_utf16(units)
        .map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

fn mostly_utf8(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.push(windows_1252(*byte));
        }
    }
    Cow::Owned(text)
}

fn windows_1252(byte: u8) -> char {
    match byte.checked_sub(0x80).map(usize::from) {
        Some(place) => WINDOWS_1252.get(place).copied().unwrap_or(char::from(byte)),
        None => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "Data Units Written: 1\n";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(text.as_bytes()), text);
        assert_eq!(decode(&[b"\xEF\xBB\xBF", text.as_bytes()].concat()), text);
        assert_eq!(decode(&[b"\xFF\xFE", le.as_slice()].concat()), text);
        assert_eq!(decode(&[b"\xFE\xFF", be.as_slice()].concat()), text);
        assert_eq!(decode(&le), text);
        assert_eq!(decode(&be), text);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_windows_1252() {
        assert_eq!(decode(b"1\xA0234 \x80"), "1\u{a0}234 €");
        assert_eq!(decode("1\u{202f}234 \u{b5}".as_bytes()), "1\u{202f}234 µ");
    }
}
