//! WebAssembly modules as far as this build changes them: sections, whose
//! entries have names.

use crate::outcome::Outcome;

/// The section of what a module imports.
pub const IMPORTS: u8 = 2;
/// How an entry is marked that is a function.
pub const FUNCTION: u8 = 0;
/// The section of what a module exports.
pub const EXPORTS: u8 = 7;

const HEADER: usize = 8;

/// The module with one section replaced. Everything else is copied.
pub fn with_section(
    module: &[u8],
    section: u8,
    mut replace: impl FnMut(&mut Input<'_>) -> Outcome<Vec<u8>>,
) -> Outcome<Vec<u8>> {
    let (header, mut rest) = module.split_at_checked(HEADER).ok_or("not a wasm module")?;
    let mut written = header.to_vec();
    while let Some((id, after)) = rest.split_first() {
        let mut input = Input(after);
        let length = input.number()?;
        let content = input.bytes(length)?;
        rest = input.0;
        let content = if *id == section {
            replace(&mut Input(content))?
        } else {
            content.to_vec()
        };
        written.push(*id);
        write_number(&mut written, content.len());
        written.extend(content);
    }
    Ok(written)
}

/// What is left to read of a module.
pub struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    /// The next bytes.
    pub fn bytes(&mut self, length: usize) -> Outcome<&'a [u8]> {
        let (bytes, rest) = self
            .0
            .split_at_checked(length)
            .ok_or("a wasm module ends early")?;
        self.0 = rest;
        Ok(bytes)
    }

    /// An unsigned LEB128 number.
    pub fn number(&mut self) -> Outcome<usize> {
        let mut number = 0_usize;
        for shift in (0..32).step_by(7) {
            let byte = *self.bytes(1)?.first().ok_or("a wasm module ends early")?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err("a number in a wasm module is too long".into())
    }

    /// A name.
    pub fn text(&mut self) -> Outcome<&'a str> {
        let length = self.number()?;
        Ok(std::str::from_utf8(self.bytes(length)?)?)
    }
}

/// The index of an import's type. wasm-bindgen imports nothing but functions.
pub fn function_type(imports: &mut Input<'_>) -> Outcome<usize> {
    if imports.bytes(1)? != [FUNCTION] {
        return Err("something is imported that is no function".into());
    }
    imports.number()
}

/// Writes a number as [`Input::number`] reads it.
pub fn write_number(written: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        written.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    written.push(number.to_le_bytes()[0]);
}

/// Writes a name as [`Input::text`] reads it.
pub fn write_text(written: &mut Vec<u8>, text: &str) {
    write_number(written, text.len());
    written.extend(text.bytes());
}
