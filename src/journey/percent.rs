//! Text as a part of an address.

/// Text in a path or a query: every byte but letters, digits, `-`, `.`, `_` and `~` as
/// `%XX`.
pub(super) fn percent_encoded(text: &str) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
    ];
    let mut written = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            written.push(char::from(byte));
        } else {
            written.push('%');
            for half in [byte >> 4, byte & 15] {
                written.extend(DIGITS.get(usize::from(half)));
            }
        }
    }
    written
}
