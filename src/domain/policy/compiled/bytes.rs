//! Numbers and texts as bytes, and back.
//!
//! Two streams: one of numbers, one of texts in their order, because each
//! compresses better without the other in between.

/// The two streams while they are written.
#[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
#[derive(Debug)]
pub struct Writer<'a> {
    numbers: Vec<u8>,
    texts: String,
    /// The language whose texts are written.
    pub language: &'a str,
}

#[cfg(any(not(target_arch = "wasm32"), feature = "packs"))]
impl<'a> Writer<'a> {
    /// Nothing yet.
    pub fn new(language: &'a str) -> Writer<'a> {
        Writer {
            numbers: Vec::new(),
            texts: String::new(),
            language,
        }
    }

    /// A number, seven bits a byte, the lowest first.
    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.numbers.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.numbers.push(number.to_le_bytes()[0]);
    }

    /// A length or a place.
    pub fn length(&mut self, length: usize) {
        self.number(u64::try_from(length).unwrap_or(u64::MAX));
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.length(text.len());
        self.texts.push_str(text);
    }

    /// Both streams behind their header.
    pub fn finish(self) -> Vec<u8> {
        let numbers = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        let mut body = numbers.to_le_bytes().to_vec();
        body.extend(self.numbers);
        body.extend(self.texts.into_bytes());
        let mut whole = MARK.to_vec();
        whole.extend(checksum(&body).to_le_bytes());
        whole.extend(body);
        whole
    }
}

/// What every compiled policy begins with. The last letter counts the forms:
/// a page reads its own form and no other.
const MARK: [u8; 4] = *b"CVR1";

/// The two streams while they are read.
///
/// Reading never fails at once: past what cannot be read all numbers are 0 and
/// all texts empty, and [`Reader::is_whole`] says so at the end.
#[derive(Debug)]
pub struct Reader<'a> {
    numbers: &'a [u8],
    texts: &'a str,
    failed: bool,
}

impl<'a> Reader<'a> {
    /// The streams of a compiled policy, if the bytes are one, unharmed.
    pub fn new(bytes: &'a [u8]) -> Option<Reader<'a>> {
        let (sum, body) = bytes.strip_prefix(&MARK)?.split_first_chunk()?;
        if u32::from_le_bytes(*sum) != checksum(body) {
            return None;
        }
        let (length, body) = body.split_first_chunk()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let (numbers, texts) = body.split_at_checked(length)?;
        Some(Reader {
            numbers,
            texts: std::str::from_utf8(texts).ok()?,
            failed: false,
        })
    }

    /// The next number.
    #[inline(never)]
    pub fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let Some((byte, rest)) = self.numbers.split_first() else {
                self.fail();
                return 0;
            };
            self.numbers = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if *byte < 0x80 {
                break;
            }
        }
        number
    }

    /// The next number as a length or a place.
    #[inline(never)]
    pub fn length(&mut self) -> usize {
        usize::try_from(self.number()).unwrap_or_default()
    }

    /// The next number as the place among so many kinds.
    #[inline(never)]
    pub fn kind(&mut self, kinds: usize) -> usize {
        let kind = self.length();
        if kind >= kinds {
            self.fail();
            return 0;
        }
        kind
    }

    /// The next text.
    #[inline(never)]
    pub fn text(&mut self) -> &'a str {
        let length = self.length();
        let Some((text, rest)) = self.texts.split_at_checked(length) else {
            self.fail();
            return "";
        };
        self.texts = rest;
        text
    }

    /// Gives up: what follows is nothing.
    pub fn fail(&mut self) {
        self.failed = true;
        self.numbers = &[];
        self.texts = "";
    }

    /// Whether something could not be read.
    pub fn has_failed(&self) -> bool {
        self.failed
    }

    /// Whether everything could be read, and nothing is left.
    pub fn is_whole(&self) -> bool {
        !self.failed && self.numbers.is_empty() && self.texts.is_empty()
    }
}

/// FNV-1a. It is against delivery gone wrong, not against malice.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum: u32, byte| {
        (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_wrote() {
        let mut writer = Writer::new("en");
        let numbers = [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX];
        numbers.into_iter().for_each(|number| writer.number(number));
        writer.text("đến ngày");
        writer.text("");
        let bytes = writer.finish();
        let mut reader = Reader::new(&bytes).expect("whole");
        assert_eq!(numbers.map(|_| reader.number()), numbers);
        assert!(!reader.is_whole());
        assert_eq!([reader.text(), reader.text()], ["đến ngày", ""]);
        assert!(reader.is_whole());
        assert_eq!(reader.number(), 0);
        assert!(!reader.is_whole());
    }

    #[test]
    fn any_changed_or_missing_byte_is_noticed() {
        let mut writer = Writer::new("en");
        writer.text("covered");
        let bytes = writer.finish();
        for place in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[place] ^= 0x20;
            assert!(Reader::new(&changed).is_none(), "{place}");
            assert!(Reader::new(&bytes[..place]).is_none(), "{place}");
        }
    }
}
