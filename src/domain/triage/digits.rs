//! Tables of numbers as text, one character for each number. Numbers of one kind that
//! stand together so take two thirds of the bytes on the way that they take feature by
//! feature.

use super::hash::Short;

/// Weights reach so far to either side of 0.
pub const MOST: i32 = 30;

/// The digits of numbers that are written as one character each.
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The character of a number from 0 to 61.
pub fn digit(number: u32) -> char {
    let own = usize::try_from(number)
        .ok()
        .and_then(|number| DIGITS.get(number));
    own.or(DIGITS.last()).copied().map_or('0', char::from)
}

/// The number of a character.
pub fn number(digit: u8) -> Option<u32> {
    let place = DIGITS.iter().position(|own| *own == digit)?;
    u32::try_from(place).ok()
}

/// 0, -1, 1, -2, 2 and so on, as 0, 1, 2, 3, 4 and so on.
pub fn folded(weight: i32) -> u32 {
    let weight = weight.clamp(-MOST, MOST);
    let twice = weight.unsigned_abs().saturating_mul(2);
    twice.saturating_sub(u32::from(weight < 0))
}

/// The weight that [`folded`] makes a number of.
pub fn unfolded(number: u32) -> Option<i32> {
    let half = i32::try_from(number.div_ceil(2)).ok()?;
    Some(if number % 2 == 1 { -half } else { half })
}

/// Weights from -[`MOST`] to [`MOST`], a character each.
pub fn write_weights(table: &mut String, weights: impl Iterator<Item = i32>) {
    table.extend(weights.map(|weight| digit(folded(weight))));
}

/// What [`write_weights`] has written.
pub fn weights(line: &str) -> Option<Vec<i32>> {
    line.bytes()
        .map(|digit| number(digit).and_then(unfolded))
        .collect()
}

/// A distance is written in digits of 31, the lowest first; a digit that is followed by
/// another is 31 more.
const DISTANCE: u32 = 31;

/// Names in their order, each as how far it is from the one before.
pub fn write_names(table: &mut String, names: impl Iterator<Item = Short>) {
    let mut before = 0;
    for name in names {
        let mut rest = name.number().saturating_sub(before);
        while rest >= DISTANCE {
            table.push(digit(rest % DISTANCE + DISTANCE));
            rest /= DISTANCE;
        }
        table.push(digit(rest));
        before = name.number();
    }
}

/// The names of a line of distances.
pub fn names(line: &str) -> Option<Vec<Short>> {
    let mut names = Vec::new();
    let (mut last, mut distance, mut unit) = (0_u32, 0_u32, 1_u32);
    for byte in line.bytes() {
        let digit = number(byte)?;
        let own = (digit % DISTANCE).checked_mul(unit)?;
        distance = distance.checked_add(own)?;
        if digit >= DISTANCE {
            unit = unit.checked_mul(DISTANCE)?;
        } else {
            last = last.checked_add(distance)?;
            names.push(Short::numbered(last)?);
            (distance, unit) = (0, 1);
        }
    }
    (unit == 1).then_some(names)
}
