//! Short names between the program and its loader.
//!
//! wasm-bindgen names each thing that the program imports after what it is and
//! a hash of it. The names stand in both files and say nothing to a browser;
//! without them a first visit is some kilobytes lighter.

use std::collections::BTreeMap;

use crate::module::{
    FUNCTION, IMPORTS, Input, function_type, with_section, write_number, write_text,
};
use crate::outcome::Outcome;

/// How every such name begins.
const PREFIX: &str = "__wb";

/// The loader and the program with short names in both.
pub fn shorten(loader: &str, program: &[u8]) -> Outcome<(String, Vec<u8>)> {
    let mut names = Names::default();
    let program = with_section(program, IMPORTS, |imports| {
        imports_with(imports, &mut names)
    })?;
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

fn imports_with(input: &mut Input<'_>, names: &mut Names) -> Outcome<Vec<u8>> {
    let count = input.number()?;
    let mut written = Vec::new();
    write_number(&mut written, count);
    for _ in 0..count {
        write_text(&mut written, input.text()?);
        let name = input.text()?;
        if name.starts_with(PREFIX) {
            write_text(&mut written, &names.short(name));
        } else {
            write_text(&mut written, name);
        }
        written.push(FUNCTION);
        write_number(&mut written, function_type(input)?);
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
