//! Serial numbers that were hidden before the report was passed on.

/// So many times the same sign in a row, and it stands for something hidden.
const RUN: usize = 4;

/// The serial, unless it is masked, whole or in part: a purchase must not be
/// matched by what is left.
pub(super) fn serial(written: &str) -> Option<String> {
    let serial = written.trim();
    (!serial.is_empty() && !is_masked(serial)).then(|| serial.to_owned())
}

/// The model, unless it consists of nothing but a mask.
pub(super) fn model(written: &str) -> Option<String> {
    let model = written.trim();
    let says_something = model
        .chars()
        .any(|character| character.is_alphanumeric() && !matches!(character, 'X' | 'x'));
    says_something.then(|| model.to_owned())
}

fn is_masked(serial: &str) -> bool {
    /// What stands where there is no serial, or was put in its place.
    const WORDS: [&str; 9] = [
        "yes", "no", "none", "n/a", "unknown", "redacted", "removed", "hidden", "(null)",
    ];
    let lower = serial.to_ascii_lowercase();
    WORDS.contains(&lower.as_str())
        || lower.contains("redacted")
        || !serial.chars().any(char::is_alphanumeric)
        || serial.contains(['*', '?', '\u{2022}', '\u{25cf}'])
        || serial.chars().all(|character| character == '0')
        || has_run(&lower)
}

/// Whether `XXXX` or `ZZZZ` stands in it.
fn has_run(lower: &str) -> bool {
    let mut run = (' ', 0_usize);
    for character in lower.chars() {
        run = match character {
            'x' | 'z' if character == run.0 => (character, run.1.saturating_add(1)),
            _ => (character, 1),
        };
        if run.1 >= RUN {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{model, serial};

    #[test]
    fn masks_are_not_serials() {
        for masked in [
            "REDACTED",
            "[redacted]",
            "****",
            "S4**1",
            "XXXX",
            "ZZZZZZ",
            "AB12XXXX",
            "--",
            "yes",
            "",
            "  ",
            "00000000",
            "?",
        ] {
            assert_eq!(serial(masked), None, "{masked}");
        }
    }

    #[test]
    fn serials_are_kept_as_they_are() {
        for whole in ["S4XXNX0M 12", "ZZ1XX0", "0000000A", "22-31"] {
            assert_eq!(serial(whole).as_deref(), Some(whole));
        }
        assert_eq!(model("XXXXXX XXX"), None);
        assert_eq!(model(" WDC  X1 ").as_deref(), Some("WDC  X1"));
    }
}
