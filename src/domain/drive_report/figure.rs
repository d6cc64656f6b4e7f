//! Numbers as reports write them: in every locale, and never as floats.

use super::loose_json::Value;

/// The largest figure that is read: what the contract's integers hold.
pub(super) const MOST: u64 = i64::MAX.unsigned_abs();

/// A counter as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// A whole number.
    Whole(u64),
    /// A whole number that has been through floating point and lost digits.
    Rounded(u64),
    /// More than [`MOST`].
    TooLarge,
}

impl Count {
    /// The number, exact or not.
    pub(super) fn number(self) -> Option<u64> {
        match self {
            Count::Whole(number) | Count::Rounded(number) => Some(number),
            Count::TooLarge => None,
        }
    }

    /// The number, if no digit of it is lost.
    pub(super) fn whole(self) -> Option<u64> {
        match self {
            Count::Whole(number) => Some(number),
            Count::Rounded(_) | Count::TooLarge => None,
        }
    }

    /// So many times as much.
    pub(super) fn times(self, unit: u64) -> Count {
        let product = |number: u64| number.checked_mul(unit).filter(|product| *product <= MOST);
        match self {
            Count::Whole(number) => product(number).map_or(Count::TooLarge, Count::Whole),
            Count::Rounded(number) => product(number).map_or(Count::TooLarge, Count::Rounded),
            Count::TooLarge => Count::TooLarge,
        }
    }

    fn of(number: Option<u128>) -> Count {
        number
            .and_then(|number| u64::try_from(number).ok())
            .filter(|number| *number <= MOST)
            .map_or(Count::TooLarge, Count::Whole)
    }
}

/// A whole number whose thousands may be set apart in any way: `4,308,639`,
/// `4.308.639`, `4’308’639`, `43,08,639`, by blanks of any width, and by what is
/// left of those in a wrong encoding.
///
/// Groups that do not add up are no number: half of one, or something else.
pub(super) fn grouped(written: &str) -> Option<Count> {
    let written = written.trim();
    let mut groups: Vec<&str> = Vec::new();
    let mut separator: Option<&str> = None;
    let mut rest = written;
    loop {
        let digits = rest.len().saturating_sub(
            rest.trim_start_matches(|character: char| character.is_ascii_digit())
                .len(),
        );
        let (group, after) = rest.split_at_checked(digits)?;
        if group.is_empty() {
            return None;
        }
        groups.push(group);
        if after.is_empty() {
            break;
        }
        let until = after.find(|character: char| character.is_ascii_digit())?;
        let (between, next) = after.split_at_checked(until)?;
        if !separates(between) || separator.is_some_and(|before| before != between) {
            return None;
        }
        separator = Some(between);
        rest = next;
    }
    match (groups.as_slice(), separator) {
        ([only], _) => Some(Count::of(digits(only))),
        (groups, _) if well_grouped(groups) => Some(Count::of(digits(&groups.concat()))),
        ([whole, fraction], Some("." | ",")) if fraction.bytes().all(|digit| digit == b'0') => {
            Some(Count::of(digits(whole)))
        }
        _ => None,
    }
}

/// A wrong encoding makes up to three signs of one.
fn separates(between: &str) -> bool {
    between.chars().count() <= 3
        && between.chars().all(|character| {
            matches!(character, ',' | '.' | '\'' | ' ' | '-' | '_' | '?') || !character.is_ascii()
        })
}

/// Groups of three; in India of two, but for the last.
fn well_grouped(groups: &[&str]) -> bool {
    let [first, middle @ .., last] = groups else {
        return false;
    };
    let by_three = middle.iter().all(|group| group.len() == 3) && first.len() <= 3;
    let by_two = middle.iter().all(|group| group.len() == 2) && first.len() <= 2;
    last.len() == 3 && (by_three || by_two)
}

/// The number that digits alone write; nothing if it is out of all proportion.
fn digits(written: &str) -> Option<u128> {
    written.bytes().try_fold(0_u128, |number, digit| {
        number
            .checked_mul(10)?
            .checked_add(u128::from(digit.checked_sub(b'0')?))
    })
}

/// A counter in JSON: a number, the same as text, or an object around it.
pub(super) fn in_json(value: &Value<'_>) -> Option<Count> {
    match value {
        Value::Number(written) => number(written),
        Value::Text(text) => grouped(text),
        Value::Object(_) => match value.get("value")? {
            Value::Number(written) => number(written),
            Value::Text(text) => grouped(text),
            _ => None,
        },
        _ => None,
    }
}

/// Above this, floating point has gaps between whole numbers.
const EXACT_AS_FLOAT: u64 = 1 << 53;

/// The most zeros that an exponent may add.
const MOST_ZEROS: usize = 40;

/// A number of JSON. One with a fraction or an exponent has been a float.
fn number(written: &str) -> Option<Count> {
    let (mantissa, exponent) = match written.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (written, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_number = |part: &str| part.bytes().all(|digit| digit.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    if mantissa == written && fraction.is_empty() {
        return Some(Count::of(digits(whole)));
    }
    let fraction = fraction.trim_end_matches('0');
    let zeros = usize::try_from(exponent)
        .ok()?
        .checked_sub(fraction.len())?;
    if zeros > MOST_ZEROS {
        return Some(Count::TooLarge);
    }
    let all = [whole, fraction, "0".repeat(zeros).as_str()].concat();
    Some(match Count::of(digits(&all)) {
        Count::Whole(number) if number > EXACT_AS_FLOAT || mantissa != written => {
            Count::Rounded(number)
        }
        count => count,
    })
}

/// Decimal gigabytes as the SCSI error counter log has them, in bytes:
/// `9378.908`, `3887,270`. They have three decimals and no thousands set apart.
pub(super) fn gigabytes(written: &str) -> Option<Count> {
    let (whole, fraction) = written.split_once(['.', ',']).unwrap_or((written, ""));
    if whole.is_empty() || fraction.len() > 9 {
        return None;
    }
    let padded = format!("{whole}{fraction:0<9}");
    if !padded.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    Some(Count::of(digits(&padded)))
}

/// The number that a text begins with, such as the hours of `6206h+47m`.
pub(super) fn leading(written: &str) -> Option<u64> {
    let written = written.trim_start();
    let end = written
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(written.len());
    written.get(..end)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart_in_any_way() {
        for written in [
            "4308639",
            "4,308,639",
            "4.308.639",
            "4'308'639",
            "4’308’639",
            "4 308 639",
            "4\u{a0}308\u{a0}639",
            "4\u{202f}308\u{202f}639",
            "4-308-639",
            "43,08,639",
            "4Â\u{a0}308Â\u{a0}639",
            "4â€¯308â€¯639",
            "4308639.0",
            "4308639,00",
        ] {
            assert_eq!(grouped(written), Some(Count::Whole(4_308_639)), "{written}");
        }
    }

    #[test]
    fn what_may_be_half_a_number_is_none() {
        for written in [
            "4,308,6",
            "4,308,",
            "4,30",
            "",
            "4,308.639",
            "12.5",
            "4308e3",
            "4/5",
        ] {
            assert_eq!(grouped(written), None, "{written}");
        }
    }

    #[test]
    fn floats_are_read_without_floats() {
        let of = |written| number(written);
        assert_eq!(of("136157684.0"), Some(Count::Whole(136_157_684)));
        assert_eq!(of("1.36157684e8"), Some(Count::Rounded(136_157_684)));
        assert_eq!(
            of("9007199254740994.0"),
            Some(Count::Rounded(9_007_199_254_740_994))
        );
        assert_eq!(of("18446744073709551616"), Some(Count::TooLarge));
        assert_eq!(of("1e400"), Some(Count::TooLarge));
        assert_eq!(of("1.5"), None);
        assert_eq!(of("-1"), None);
    }

    #[test]
    fn gigabytes_have_three_decimals() {
        assert_eq!(gigabytes("9378.908"), Some(Count::Whole(9_378_908_000_000)));
        assert_eq!(gigabytes("3887,270"), Some(Count::Whole(3_887_270_000_000)));
        assert_eq!(gigabytes("12"), Some(Count::Whole(12_000_000_000)));
        assert_eq!(gigabytes("-"), None);
    }
}
