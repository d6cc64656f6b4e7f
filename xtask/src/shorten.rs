//! Short names between the program and its loader.
//!
//! wasm-bindgen names each thing that the program imports after what it is and
//! a hash of it. The names stand in both files and say nothing to a browser;
//! without them a first visit is some kilobytes lighter.

use std::collections::BTreeMap;

use crate::outcome::Outcome;

const IMPORT_SECTION: u8 = 2;
const HEADER: usize = 8;
/// How every such name begins.
const PREFIX: &str = "__wb";

/// The loader and the program with short names in both.
pub fn shorten(loader: &str, program: &[u8]) -> Outcome<(String, Vec<u8>)> {
    let mut names = Names::default();
    let program = program_with(program, &mut names)?;
    Ok((loader_with(loader, &names), program))
}

/// Each name and its short one.
#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    fn short(&mut self, name: &str) -> String {
        let next = format!("_{}", self.0.len());
        self.0.entry(name.to_owned()).or_insert(next).clone()
    }
}

/// The module with its imports renamed. Everything else is copied.
fn program_with(module: &[u8], names: &mut Names) -> Outcome<Vec<u8>> {
    let (header, mut rest) = module.split_at_checked(HEADER).ok_or("not a wasm module")?;
    let mut written = header.to_vec();
    while let Some((id, after)) = rest.split_first() {
        let mut input = Input(after);
        let length = input.number()?;
        let section = input.bytes(length)?;
        rest = input.0;
        let section = if *id == IMPORT_SECTION {
            imports_with(section, names)?
        } else {
            section.to_vec()
        };
        written.push(*id);
        write_number(&mut written, section.len());
        written.extend(section);
    }
    Ok(written)
}

fn imports_with(section: &[u8], names: &mut Names) -> Outcome<Vec<u8>> {
    let mut input = Input(section);
    let count = input.number()?;
    let mut written = Vec::new();
    write_number(&mut written, count);
    for _ in 0..count {
        let module = input.text()?;
        write_text(&mut written, module);
        let name = input.text()?;
        if name.starts_with(PREFIX) {
            write_text(&mut written, &names.short(name));
        } else {
            write_text(&mut written, name);
        }
        // What kind it is, and the index of its type. wasm-bindgen imports
        // nothing but functions.
        let kind = input.bytes(1)?;
        if kind != [0] {
            return Err(format!("`{name}` is imported and no function").into());
        }
        written.extend(kind);
        let index = input.number()?;
        write_number(&mut written, index);
    }
    Ok(written)
}

/// The loader with the same names in place of the long ones. A name ends where
/// no letter, digit or underscore follows.
fn loader_with(loader: &str, names: &Names) -> String {
    let mut written = String::with_capacity(loader.len());
    let mut rest = loader;
    while let Some(start) = rest.find(PREFIX) {
        let (before, from) = rest.split_at(start);
        let is_part = |character: char| character.is_ascii_alphanumeric() || character == '_';
        let end = from
            .find(|character| !is_part(character))
            .unwrap_or(from.len());
        let (name, after) = from.split_at(end);
        written.push_str(before);
        written.push_str(names.0.get(name).map_or(name, String::as_str));
        rest = after;
    }
    written.push_str(rest);
    written
}

/// What is left to read of a module.
struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn bytes(&mut self, length: usize) -> Outcome<&'a [u8]> {
        let (bytes, rest) = self
            .0
            .split_at_checked(length)
            .ok_or("a wasm module ends early")?;
        self.0 = rest;
        Ok(bytes)
    }

    /// An unsigned LEB128 number.
    fn number(&mut self) -> Outcome<usize> {
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

    fn text(&mut self) -> Outcome<&'a str> {
        let length = self.number()?;
        Ok(std::str::from_utf8(self.bytes(length)?)?)
    }
}

fn write_number(written: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        written.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    written.push(number.to_le_bytes()[0]);
}

fn write_text(written: &mut Vec<u8>, text: &str) {
    write_number(written, text.len());
    written.extend(text.bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module that imports two functions of one type and does nothing.
    fn module(names: [&str; 2]) -> Vec<u8> {
        let mut imports = vec![2];
        for name in names {
            write_text(&mut imports, "./app_bg.js");
            write_text(&mut imports, name);
            imports.extend([0, 0]);
        }
        let mut module = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02".to_vec();
        write_number(&mut module, imports.len());
        module.extend(imports);
        module
    }

    #[test]
    fn both_files_have_the_same_short_names() {
        let long = ["__wbg_log_0123456789abcdef", "other"];
        let loader = "{__wbg_log_0123456789abcdef: f, __wbg_log_0123456789abcdefg: g, other: h}";
        let (loader, program) = shorten(loader, &module(long)).expect("a module");
        assert_eq!(loader, "{_0: f, __wbg_log_0123456789abcdefg: g, other: h}");
        assert_eq!(program, module(["_0", "other"]));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(shorten("", b"\0asm").is_err());
        assert!(shorten("", b"\0asm\x01\0\0\0\x02\x7f").is_err());
    }
}
