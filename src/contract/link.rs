//! Share links: a claim in the fragment of an address.
//!
//! `#/storage-warranty/sample-ssd-480?claim=1ABC…` leads to a policy and an item,
//! and holds what was said, as of when, and what was answered then. The fragment
//! never leaves the browser, so a link tells a server nothing.
//!
//! After the version stand, as base64url: the instant, the verdict, the start of
//! the pack's digest, each fact by a key made of its id, and a check sum over all
//! of that, the policy and the item. So a link outlives new facts and other orders
//! in a pack, any one wrong character is noticed, and a link that does not fit is
//! refused as a whole.

use crate::domain::claim::{Claim, Event, Value, longest, unfit};
use crate::domain::coverage::Verdict;
use crate::domain::instant::Instant;
use crate::domain::policy::document::{EventField, FactType};
use crate::domain::policy::{FactEntry, FactId, ItemId, Policy};
use chrono::{Datelike, NaiveDate};
use data_encoding::BASE64URL_NOPAD;

/// The version of this form: the first character.
const VERSION: char = '1';

/// How many bytes of a pack's digest a link holds: enough to tell that a pack has
/// changed, and no proof of anything.
const DIGEST_BYTES: usize = 4;

/// What a link holds.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The claim, without its item, which stands before it.
    pub claim: Claim,
    /// What was answered when the link was made.
    pub verdict: Verdict,
    /// Whether the pack is the one by which it was answered.
    pub same_pack: bool,
}

/// Why a link cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// It was made by a version of the program that this one does not know.
    Version,
    /// A character is wrong or missing.
    Damaged,
    /// It says something that the policy no longer asks.
    Outdated,
}

/// The text that stands for a claim in a link; `None` where two facts of the
/// policy, or two options of a choice, have one key, of 24 bits: hardly any pack
/// has such.
///
/// # Example
/// ```
/// use cover::contract::{bundled, link};
/// use cover::domain::{claim::Claim, coverage::Verdict, instant::Instant};
/// let policy = bundled::policy("software-service").unwrap();
/// let as_of = Instant::parse("2026-11-22T10:00:00+08:00").unwrap();
/// let claim = Claim::new(as_of, policy.facts.len());
/// let text = link::write(&policy, &claim, Verdict::Undetermined).unwrap();
/// let read = link::read(&policy, None, &text).unwrap();
/// assert_eq!(read.claim.as_of, as_of);
/// assert!(read.same_pack);
/// assert!(link::read(&policy, None, &text.to_uppercase()).is_err());
/// ```
pub fn write(policy: &Policy, claim: &Claim, verdict: Verdict) -> Option<String> {
    let mut out = Bytes::default();
    out.instant(claim.as_of);
    let verdict = Verdict::ALL.iter().position(|one| *one == verdict)?;
    out.length(verdict);
    out.0.extend(digest_start(policy));
    let said = |index: usize| {
        let fact = FactId::from_index(index);
        Some((policy.fact_entry(fact)?, claim.fact(fact)?))
    };
    let all: Vec<_> = (0..policy.facts.len()).filter_map(said).collect();
    // Yes and no are most of what is said, and need no more than the key.
    for answer in [true, false] {
        let same = |value: &Value| *value == Value::YesNo(answer);
        let keys: Vec<_> = all.iter().filter(|(_, value)| same(value)).collect();
        out.length(keys.len());
        for (entry, _) in keys {
            out.key(unambiguous(entry, policy)?);
        }
    }
    for (entry, value) in all {
        if !matches!(value, Value::YesNo(_)) {
            out.key(unambiguous(entry, policy)?);
            out.value(entry, value)?;
        }
    }
    let sum = check_sum(policy, claim.item, &out.0);
    out.0.extend(sum.to_be_bytes());
    let mut text = String::from(VERSION);
    text.push_str(&BASE64URL_NOPAD.encode(&out.0));
    Some(text)
}

/// Reads what [`fn@write`] wrote, for the policy and the item that the link names.
///
/// # Errors
/// It is not a link of this version, it is damaged, or it does not fit the policy
/// any more: then nothing of it is used.
pub fn read(policy: &Policy, item: Option<ItemId>, text: &str) -> Result<Shared, LinkError> {
    let mut characters = text.chars();
    match characters.next() {
        Some(VERSION) => {}
        Some('2'..='9') => return Err(LinkError::Version),
        _ => return Err(LinkError::Damaged),
    }
    let bytes = BASE64URL_NOPAD
        .decode(characters.as_str().as_bytes())
        .map_err(|_| LinkError::Damaged)?;
    let body = bytes.len().checked_sub(4).ok_or(LinkError::Damaged)?;
    let (body, sum) = bytes.split_at(body);
    if check_sum(policy, item, body).to_be_bytes() != *sum {
        return Err(LinkError::Damaged);
    }
    // What is sound and cannot be read was written for another pack.
    let mut shared = Reader(body).shared(policy).ok_or(LinkError::Outdated)?;
    shared.claim.item = item;
    Ok(shared)
}

fn check_sum(policy: &Policy, item: Option<ItemId>, body: &[u8]) -> u32 {
    let item = item.and_then(|item| policy.items.get(item.index()));
    let mut sum = crc32fast::Hasher::new();
    sum.update(policy.id.as_bytes());
    sum.update(b"/");
    sum.update(item.map_or(&[][..], |item| item.id.as_bytes()));
    sum.update(body);
    sum.finalize()
}

fn digest_start(policy: &Policy) -> [u8; DIGEST_BYTES] {
    let start = policy.digest.get(..2 * DIGEST_BYTES).unwrap_or_default();
    let number = u32::from_str_radix(start, 16).unwrap_or_default();
    number.to_be_bytes()
}

/// The key of an id: 24 bits.
fn key(id: &str) -> u32 {
    crc32fast::hash(id.as_bytes()) & 0x00ff_ffff
}

fn unambiguous(entry: &FactEntry, policy: &Policy) -> Option<u32> {
    let own = key(&entry.id);
    let same = policy.facts.iter().filter(|other| key(&other.id) == own);
    (same.count() == 1).then_some(own)
}

/// The day from which dates are counted, 1970-01-01: none that can be said lies
/// before it.
fn first_day() -> i32 {
    NaiveDate::default().num_days_from_ce()
}

#[derive(Default)]
struct Bytes(Vec<u8>);

impl Bytes {
    /// Seven bits to a byte, the lowest first; the eighth says that more follow.
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            let [low, ..] = number.to_le_bytes();
            self.0.push(low | 0x80);
            number >>= 7;
        }
        let [low, ..] = number.to_le_bytes();
        self.0.push(low);
    }

    fn length(&mut self, length: usize) {
        self.number(u64::try_from(length).unwrap_or(u64::MAX));
    }

    /// The sign goes last, so that small numbers of either sign are short.
    fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)).cast_unsigned());
    }

    fn instant(&mut self, at: Instant) {
        self.signed(at.seconds());
        self.signed(i64::from(at.offset()));
    }

    fn date(&mut self, day: NaiveDate) {
        let days = i64::from(day.num_days_from_ce());
        self.signed(days.saturating_sub(i64::from(first_day())));
    }

    fn key(&mut self, key: u32) {
        let [_, rest @ ..] = key.to_be_bytes();
        self.0.extend(rest);
    }

    fn text(&mut self, text: &str) {
        self.length(text.len());
        self.0.extend(text.as_bytes());
    }

    fn value(&mut self, entry: &FactEntry, value: &Value) -> Option<()> {
        match value {
            Value::YesNo(answer) => self.length(usize::from(*answer)),
            Value::Choice(option) => {
                let value = entry.option(*option)?;
                let same = entry.option_values().filter(|one| key(one) == key(value));
                (same.count() == 1).then_some(())?;
                self.key(key(value));
            }
            Value::Integer(number) => self.signed(*number),
            Value::Date(day) => self.date(*day),
            Value::Instant(at) => self.instant(*at),
            Value::Text(text) | Value::Place(text, _) => self.text(text),
            Value::Dates(days) => {
                self.length(days.len());
                days.iter().for_each(|day| self.date(*day));
            }
            Value::Events(events) => {
                self.length(events.len());
                for field in events.iter().flat_map(|event| &event.fields) {
                    self.length(usize::from(field.is_some()));
                    if let Some(value) = field {
                        self.value(entry, value)?;
                    }
                }
            }
        }
        Some(())
    }
}

/// What is left to read.
struct Reader<'b>(&'b [u8]);

impl Reader<'_> {
    fn shared(&mut self, policy: &Policy) -> Option<Shared> {
        let as_of = self.instant()?;
        let verdict = *Verdict::ALL.get(self.length()?)?;
        let same_pack = self.bytes(DIGEST_BYTES)? == digest_start(policy);
        let mut claim = Claim::new(as_of, policy.facts.len());
        for answer in [true, false] {
            for _ in 0..self.length()? {
                let (fact, entry) = self.fact(policy)?;
                (entry.kind == FactType::YesNo).then_some(())?;
                said_once(&mut claim, fact, Value::YesNo(answer))?;
            }
        }
        while !self.0.is_empty() {
            let (fact, entry) = self.fact(policy)?;
            let value = self.value(entry)?;
            said_once(&mut claim, fact, value)?;
        }
        Some(Shared {
            claim,
            verdict,
            same_pack,
        })
    }

    fn fact<'p>(&mut self, policy: &'p Policy) -> Option<(FactId, &'p FactEntry)> {
        let wanted = self.key()?;
        let place = policy.facts.iter().position(|one| key(&one.id) == wanted)?;
        let fact = FactId::from_index(place);
        Some((fact, policy.fact_entry(fact)?))
    }

    fn bytes(&mut self, count: usize) -> Option<&[u8]> {
        let (read, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(read)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number: u64 = 0;
        for place in 0..9 {
            let byte = self.bytes(1)?.first().copied()?;
            number |= u64::from(byte & 0x7f) << (7 * place);
            if byte < 0x80 {
                return Some(number);
            }
        }
        // The tenth byte of a number that long has one bit.
        let last = self.bytes(1)?.first().copied()?;
        (last <= 1).then_some(number | (u64::from(last) << 63))
    }

    fn length(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    fn instant(&mut self) -> Option<Instant> {
        let seconds = self.signed()?;
        let offset = i32::try_from(self.signed()?).ok()?;
        Some(Instant::new(seconds, offset))
    }

    fn date(&mut self) -> Option<NaiveDate> {
        let days = i32::try_from(self.signed()?).ok()?;
        NaiveDate::from_num_days_from_ce_opt(days.checked_add(first_day())?)
    }

    fn key(&mut self) -> Option<u32> {
        match *self.bytes(3)? {
            [a, b, c] => Some(u32::from_be_bytes([0, a, b, c])),
            _ => None,
        }
    }

    fn text(&mut self, longest: usize) -> Option<String> {
        let length = self.length()?;
        let text = std::str::from_utf8(self.bytes(length)?).ok()?.to_owned();
        unfit(&text, longest).is_none().then_some(text)
    }

    fn value(&mut self, entry: &FactEntry) -> Option<Value> {
        Some(match entry.kind {
            // Those stand before the others.
            FactType::YesNo => return None,
            FactType::Choice => {
                let wanted = self.key()?;
                let place = entry.option_values().position(|one| key(one) == wanted)?;
                Value::Choice(u16::try_from(place).ok()?)
            }
            FactType::Text | FactType::Serial | FactType::Place => {
                Value::of_text(entry, self.text(longest(entry))?)
            }
            FactType::Dates => {
                let count = self.length()?;
                let days: Option<Vec<_>> = (0..count).map(|_| self.date()).collect();
                Value::Dates(days?)
            }
            FactType::Events => {
                let count = self.length()?;
                let events: Option<Vec<Event>> =
                    (0..count).map(|_| self.event(&entry.fields)).collect();
                Value::Events(events?)
            }
            FactType::Integer | FactType::Money => Value::Integer(self.whole()?),
            FactType::Date => Value::Date(self.date()?),
            FactType::Instant => Value::Instant(self.instant()?),
        })
    }

    fn whole(&mut self) -> Option<i64> {
        self.signed().filter(|number| *number >= 0)
    }

    fn event(&mut self, fields: &[EventField]) -> Option<Event> {
        let mut read = Vec::new();
        for field in fields {
            let is_said = self.length()? == 1;
            if !is_said && !field.optional {
                return None;
            }
            read.push(if is_said {
                Some(self.field(field.r#type)?)
            } else {
                None
            });
        }
        Some(Event { fields: read })
    }

    fn field(&mut self, kind: FactType) -> Option<Value> {
        Some(match kind {
            FactType::YesNo => Value::YesNo(self.length()? == 1),
            FactType::Integer | FactType::Money => Value::Integer(self.whole()?),
            FactType::Date => Value::Date(self.date()?),
            FactType::Instant => Value::Instant(self.instant()?),
            _ => Value::Text(self.text(crate::domain::claim::TEXT_LENGTH)?),
        })
    }
}

fn said_once(claim: &mut Claim, fact: FactId, value: Value) -> Option<()> {
    claim.fact(fact).is_none().then_some(())?;
    claim.set(fact, Some(value));
    Some(())
}
