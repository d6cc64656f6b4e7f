//! Codes for scanners, drawn: a QR code and a bar code (Code 128), each as the path
//! of one SVG element.

use barcoders::sym::code128::Code128;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

/// A drawn code: dark squares on a light ground.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// How wide it is, in modules, with the quiet zone that scanners need.
    pub width: usize,
    /// How high it is.
    pub height: usize,
    /// The path of its dark parts.
    pub path: String,
}

/// A QR code, with as much correction as its size has place for; `None` for more
/// text than any has.
pub fn qr_code(text: &str) -> Option<Code> {
    const QUIET: usize = 4;
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let row: Vec<bool> = (0..code.size()).map(|x| code.get_module(x, y)).collect();
        let y = usize::try_from(y).ok()?;
        dark_runs(&row, QUIET, y.saturating_add(QUIET), 1, &mut path);
    }
    let size = usize::try_from(code.size()).ok()?.saturating_add(2 * QUIET);
    Some(Code {
        width: size,
        height: size,
        path,
    })
}

/// A bar code; `None` for text that has other letters than ASCII.
pub fn bar_code(text: &str) -> Option<Code> {
    const QUIET: usize = 10;
    const HEIGHT: usize = 40;
    // The letter in front chooses the character set of small and capital letters.
    let bars = Code128::new(["\u{0181}", text].concat()).ok()?.encode();
    let bars: Vec<bool> = bars.into_iter().map(|bar| bar == 1).collect();
    let mut path = String::new();
    dark_runs(&bars, QUIET, 0, HEIGHT, &mut path);
    Some(Code {
        width: bars.len().saturating_add(2 * QUIET),
        height: HEIGHT,
        path,
    })
}

/// Each run of dark modules of a row as one rectangle.
fn dark_runs(row: &[bool], left: usize, top: usize, height: usize, path: &mut String) {
    let mut x = left;
    for run in row.chunk_by(|one, next| one == next) {
        let width = run.len();
        if run.first() == Some(&true) {
            // Writing to a text cannot fail.
            let _ = write!(path, "M{x} {top}h{width}v{height}h-{width}z");
        }
        x = x.saturating_add(width);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The start of Code 128 in set B, and its end.
    #[test]
    fn bars_begin_and_end_as_code_128_does() {
        let code = bar_code("A").expect("ASCII");
        // Start, letter, check, stop and bar: 11 modules each, the last two 13.
        assert_eq!(code.width, 11 * 3 + 13 + 20);
        assert!(
            code.path
                .starts_with("M10 0h2v40h-2zM13 0h1v40h-1zM16 0h1v40h-1z")
        );
        assert_eq!(bar_code("保修"), None);
    }

    #[test]
    fn a_code_is_as_large_as_its_text_needs() {
        let short = qr_code("https://example.com/").expect("a code");
        assert_eq!((short.width, short.height), (25 + 8, 25 + 8));
        assert!(qr_code(&"x".repeat(2_900)).is_some());
        assert_eq!(qr_code(&"x".repeat(3_000)), None);
    }
}
