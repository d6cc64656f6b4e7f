//! Whatever scheme a pack declares and whatever is typed: a serial is read or
//! told to be wrong, what is suggested fits, and what is written reads back.
//!
//! `cargo xtask fuzz 600`

#![no_main]

use chrono::{Days, NaiveDate};
use cover::domain::policy::document::{SerialPart, SerialPartKind};
use cover::domain::term::{SerialError, manufactured, meant, normalised, written};
use libfuzzer_sys::fuzz_target;

const KINDS: [SerialPartKind; 10] = [
    SerialPartKind::Literal,
    SerialPartKind::Digits,
    SerialPartKind::Letters,
    SerialPartKind::Year,
    SerialPartKind::Month,
    SerialPartKind::Week,
    SerialPartKind::Day,
    SerialPartKind::Luhn,
    SerialPartKind::Mod3736,
    SerialPartKind::Mod11,
];

/// A part from its kind and a number: a length that is mostly small, a literal
/// of one or two characters, weights. It need not be one that the linter
/// accepts.
fn part(kind: u8, number: u8) -> SerialPart {
    let is = KINDS[usize::from(kind) % KINDS.len()];
    let length = match number {
        0 => None,
        253 => Some(-1),
        254 => Some(i64::MAX),
        255 => Some(i64::MIN),
        number => Some(i64::from(number % 12)),
    };
    let text = match is {
        SerialPartKind::Literal if number > 3 => {
            Some(["O", "0", "I1", "L", "SD", "#", "文", ""][usize::from(number) % 8].to_owned())
        }
        _ => None,
    };
    let weights = match is {
        SerialPartKind::Mod11 => vec![i64::from(number), i64::MAX, i64::MIN, -3, 2, 5, 7],
        _ => Vec::new(),
    };
    SerialPart {
        is,
        text,
        length,
        weights,
    }
}

fuzz_target!(|data: &[u8]| {
    let Some(([parts, days, more, later, ..], rest)) = data.split_first_chunk::<5>() else {
        return;
    };
    let count = usize::from(*parts % 9);
    let Some((parts, text)) = rest.split_at_checked(2 * count) else {
        return;
    };
    let parts: Vec<SerialPart> = parts.chunks(2).map(|two| part(two[0], two[1])).collect();
    let text = String::from_utf8_lossy(text);
    let days = u64::from(*days) * 256 + u64::from(*more);
    let day = NaiveDate::from_ymd_opt(1970, 1, 1).expect("day") + Days::new(days);
    let today = day + Days::new(u64::from(*later));

    let serial = normalised(&text);
    match manufactured(&serial, &parts, today) {
        Ok(reading) => {
            if let Some(made) = reading.made {
                assert!(made.from <= made.until && made.until <= today);
            }
            assert_eq!(meant(&serial, &parts, today), None);
        }
        Err(SerialError::Form { at, found, .. }) => {
            assert_eq!(serial.chars().nth(at), Some(found));
        }
        Err(SerialError::Length { expected, found }) => {
            assert_eq!(serial.chars().count(), found);
            assert_ne!(expected, found);
        }
        Err(SerialError::Check { at } | SerialError::Impossible { at, .. }) => {
            assert!(at < found(&serial));
        }
        Err(SerialError::Future) => {}
    }
    if let Some(suggested) = meant(&serial, &parts, today) {
        assert!(manufactured(&suggested, &parts, today).is_ok());
        assert_eq!(found(&suggested), found(&serial));
    }

    if let Some(serial) = written(&parts, day, &serial) {
        let reading = manufactured(&serial, &parts, today).expect("what is written reads back");
        if let Some(made) = reading.made {
            assert!(made.from <= day && day <= made.until);
        }
    }
});

fn found(serial: &str) -> usize {
    serial.chars().count()
}
