//! What a single character of a typed text is.

use super::traditional::simplified;
use super::words::Break;

/// What a character is.
pub(super) enum Letter {
    /// A Latin letter in lower case, with the marks it carries.
    Latin(char, Option<Mark>, Option<Mark>),
    /// Another letter, in lower case.
    Other(char),
    /// A digit.
    Digit(char),
    /// A character that is a word of its own; Han characters in their
    /// simplified form.
    Sign(char),
    /// A mark on the letter before it.
    Mark(Mark),
    /// Nothing that a reader sees.
    Unseen,
    /// An apostrophe or a single quotation mark.
    Apostrophe,
    /// A full stop, which may stand within a number or a name.
    Point,
    /// A comma, which may stand within a number.
    Comma,
    /// The end of a sentence.
    Ends {
        /// Whether the sentence asks.
        asks: bool,
    },
    /// What divides clauses or the members of a list.
    Divides(Break),
    /// Anything else: it ends a word.
    Blank,
}

/// A mark on a letter.
#[derive(Clone, Copy)]
pub(super) enum Mark {
    /// It makes another vowel: circumflex, breve, horn; or the bar of đ.
    Quality(char),
    /// One of the five tones of Vietnamese that are written.
    Tone(char),
    /// Of no account here.
    Other,
}

const CIRCUMFLEX: Mark = Mark::Quality('\u{302}');
const BREVE: Mark = Mark::Quality('\u{306}');
const HORN: Mark = Mark::Quality('\u{31b}');
const BAR: Mark = Mark::Quality('\u{335}');
const GRAVE: Mark = Mark::Tone('\u{300}');
const ACUTE: Mark = Mark::Tone('\u{301}');
const TILDE: Mark = Mark::Tone('\u{303}');
const HOOK: Mark = Mark::Tone('\u{309}');
const DOT: Mark = Mark::Tone('\u{323}');

/// What a character is.
pub(super) fn read_letter(character: char) -> Letter {
    // Full-width forms are those of ASCII, moved.
    let code = u32::from(character);
    let character = match code {
        0xff01..=0xff5e => char::from_u32(code.saturating_sub(0xfee0)).unwrap_or(character),
        _ => character,
    };
    match character {
        'a'..='z' => Letter::Latin(character, None, None),
        'A'..='Z' => Letter::Latin(character.to_ascii_lowercase(), None, None),
        '0'..='9' => Letter::Digit(character),
        '%' | '\u{b0}' | '\u{2103}' => Letter::Sign(character),
        '\'' | '\u{2019}' | '\u{2018}' | '`' | '\u{b4}' => Letter::Apostrophe,
        '.' => Letter::Point,
        '?' => Letter::Ends { asks: true },
        '!' | '\n' | '\r' | '\u{3002}' => Letter::Ends { asks: false },
        ',' => Letter::Comma,
        ';' | '(' | ')' | '[' | ']' | '\u{2013}' | '\u{2014}' | '\u{2026}' => {
            Letter::Divides(Break::Clause)
        }
        '\u{3001}' | '/' | '&' | '+' | ':' => Letter::Divides(Break::List),
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => Letter::Unseen,
        '\u{300}'..='\u{36f}' => Letter::Mark(combining(character)),
        '\u{c0}'..='\u{1b0}' | '\u{1ea0}'..='\u{1ef9}' => latin(character),
        '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{2fa1f}' => Letter::Sign(simplified(character)),
        _ if character.is_alphabetic() => {
            Letter::Other(character.to_lowercase().next().unwrap_or(character))
        }
        _ => Letter::Blank,
    }
}

fn combining(character: char) -> Mark {
    match character {
        '\u{300}' => GRAVE,
        '\u{301}' => ACUTE,
        '\u{302}' => CIRCUMFLEX,
        '\u{303}' => TILDE,
        '\u{306}' => BREVE,
        '\u{309}' => HOOK,
        '\u{31b}' => HORN,
        '\u{323}' => DOT,
        '\u{335}' => BAR,
        _ => Mark::Other,
    }
}

/// The letters with marks that Vietnamese writes, and what others are without
/// theirs.
fn latin(character: char) -> Letter {
    // From U+1EA0 on, capitals and small letters take turns.
    const PAIRS: [(char, Option<Mark>, Mark); 45] = [
        ('a', None, DOT),
        ('a', None, HOOK),
        ('a', Some(CIRCUMFLEX), ACUTE),
        ('a', Some(CIRCUMFLEX), GRAVE),
        ('a', Some(CIRCUMFLEX), HOOK),
        ('a', Some(CIRCUMFLEX), TILDE),
        ('a', Some(CIRCUMFLEX), DOT),
        ('a', Some(BREVE), ACUTE),
        ('a', Some(BREVE), GRAVE),
        ('a', Some(BREVE), HOOK),
        ('a', Some(BREVE), TILDE),
        ('a', Some(BREVE), DOT),
        ('e', None, DOT),
        ('e', None, HOOK),
        ('e', None, TILDE),
        ('e', Some(CIRCUMFLEX), ACUTE),
        ('e', Some(CIRCUMFLEX), GRAVE),
        ('e', Some(CIRCUMFLEX), HOOK),
        ('e', Some(CIRCUMFLEX), TILDE),
        ('e', Some(CIRCUMFLEX), DOT),
        ('i', None, HOOK),
        ('i', None, DOT),
        ('o', None, DOT),
        ('o', None, HOOK),
        ('o', Some(CIRCUMFLEX), ACUTE),
        ('o', Some(CIRCUMFLEX), GRAVE),
        ('o', Some(CIRCUMFLEX), HOOK),
        ('o', Some(CIRCUMFLEX), TILDE),
        ('o', Some(CIRCUMFLEX), DOT),
        ('o', Some(HORN), ACUTE),
        ('o', Some(HORN), GRAVE),
        ('o', Some(HORN), HOOK),
        ('o', Some(HORN), TILDE),
        ('o', Some(HORN), DOT),
        ('u', None, DOT),
        ('u', None, HOOK),
        ('u', Some(HORN), ACUTE),
        ('u', Some(HORN), GRAVE),
        ('u', Some(HORN), HOOK),
        ('u', Some(HORN), TILDE),
        ('u', Some(HORN), DOT),
        ('y', None, GRAVE),
        ('y', None, DOT),
        ('y', None, HOOK),
        ('y', None, TILDE),
    ];
    let place = u32::from(character).checked_sub(0x1ea0);
    if let Some(place) = place.and_then(|place| usize::try_from(place >> 1).ok()) {
        let pair = PAIRS.get(place).copied();
        return pair.map_or(Letter::Blank, |(base, quality, tone)| {
            Letter::Latin(base, quality, Some(tone))
        });
    }
    let (base, quality, tone) = match character {
        'À' | 'à' => ('a', None, Some(GRAVE)),
        'Á' | 'á' => ('a', None, Some(ACUTE)),
        'Â' | 'â' => ('a', Some(CIRCUMFLEX), None),
        'Ã' | 'ã' => ('a', None, Some(TILDE)),
        'Ă' | 'ă' => ('a', Some(BREVE), None),
        'Ä' | 'ä' | 'Å' | 'å' => ('a', None, None),
        'È' | 'è' => ('e', None, Some(GRAVE)),
        'É' | 'é' => ('e', None, Some(ACUTE)),
        'Ê' | 'ê' => ('e', Some(CIRCUMFLEX), None),
        'Ë' | 'ë' => ('e', None, None),
        'Ì' | 'ì' => ('i', None, Some(GRAVE)),
        'Í' | 'í' => ('i', None, Some(ACUTE)),
        'Ĩ' | 'ĩ' => ('i', None, Some(TILDE)),
        'Î' | 'î' | 'Ï' | 'ï' => ('i', None, None),
        'Ò' | 'ò' => ('o', None, Some(GRAVE)),
        'Ó' | 'ó' => ('o', None, Some(ACUTE)),
        'Ô' | 'ô' => ('o', Some(CIRCUMFLEX), None),
        'Õ' | 'õ' => ('o', None, Some(TILDE)),
        'Ơ' | 'ơ' => ('o', Some(HORN), None),
        'Ö' | 'ö' | 'Ø' | 'ø' => ('o', None, None),
        'Ù' | 'ù' => ('u', None, Some(GRAVE)),
        'Ú' | 'ú' => ('u', None, Some(ACUTE)),
        'Ũ' | 'ũ' => ('u', None, Some(TILDE)),
        'Ư' | 'ư' => ('u', Some(HORN), None),
        'Û' | 'û' | 'Ü' | 'ü' => ('u', None, None),
        'Ý' | 'ý' => ('y', None, Some(ACUTE)),
        'Đ' | 'đ' => ('d', Some(BAR), None),
        'Ç' | 'ç' => ('c', None, None),
        'Ñ' | 'ñ' => ('n', None, None),
        '×' | '÷' => return Letter::Blank,
        _ => {
            let lower = character.to_lowercase().next().unwrap_or(character);
            return Letter::Other(lower);
        }
    };
    Letter::Latin(base, quality, tone)
}
