//! What no page calls, left out of the program and of its loader.
//!
//! Leptos depends on streams for servers' functions, whose three classes
//! wasm-bindgen exports to JavaScript. Whatever an export can reach stays in
//! the program; nobody ever makes one of these. And what wasm-opt finds that
//! the program does not import, the loader need not offer.

use std::collections::BTreeSet;

use crate::module::{EXPORTS, IMPORTS, function_type, with_section, write_number, write_text};
use crate::outcome::Outcome;

/// How the classes' names begin.
const CLASSES: &str = "IntoUnderlying";

/// The program without the classes' functions among its exports.
pub fn program_without_classes(program: &[u8]) -> Outcome<Vec<u8>> {
    let mark = CLASSES.to_ascii_lowercase();
    with_section(program, EXPORTS, |exports| {
        let mut kept = Vec::new();
        let mut count = 0;
        for _ in 0..exports.number()? {
            let name = exports.text()?;
            let kind = exports.bytes(1)?;
            let index = exports.number()?;
            if !name.contains(&mark) {
                count += 1;
                write_text(&mut kept, name);
                kept.extend(kind);
                write_number(&mut kept, index);
            }
        }
        let mut written = Vec::new();
        write_number(&mut written, count);
        written.extend(kept);
        Ok(written)
    })
}

/// The loader without the classes, and without the functions that the program
/// does not import. It is read by lines, as wasm-bindgen sets them.
pub fn loader_without_unused(loader: &str, program: &[u8]) -> Outcome<String> {
    let imported = imported(program)?;
    let mut kept = String::with_capacity(loader.len());
    let mut skipped: Option<Skipped> = None;
    for line in loader.lines() {
        if skipped.is_none() {
            skipped = Skipped::begun(line, &imported);
        }
        match skipped {
            Some(part) if part.ends_with(line) => skipped = None,
            Some(_) => {}
            None => {
                kept.push_str(line);
                kept.push('\n');
            }
        }
    }
    Ok(kept)
}

/// A part of the loader that is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Skipped {
    Class,
    Statement,
    Function,
}

impl Skipped {
    /// The part that begins with this line, if one does.
    fn begun(line: &str, imported: &BTreeSet<String>) -> Option<Skipped> {
        let starts = |start: &str| {
            line.strip_prefix(start)
                .is_some_and(|rest| rest.starts_with(CLASSES))
        };
        if starts("export class ") {
            return Some(Skipped::Class);
        }
        if starts("const ") || starts("if (Symbol.dispose) ") {
            return Some(Skipped::Statement);
        }
        let (name, _) = line
            .strip_prefix("        __wb")?
            .split_once(": function(")?;
        (!imported.contains(&format!("__wb{name}"))).then_some(Skipped::Function)
    }

    fn ends_with(self, line: &str) -> bool {
        match self {
            Skipped::Class => line == "}",
            Skipped::Statement => line.ends_with(';'),
            Skipped::Function => line.starts_with("        }") && line.ends_with("},"),
        }
    }
}

fn imported(program: &[u8]) -> Outcome<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    with_section(program, IMPORTS, |imports| {
        for _ in 0..imports.number()? {
            imports.text()?;
            names.insert(imports.text()?.to_owned());
            function_type(imports)?;
        }
        Ok(Vec::new())
    })?;
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOADER: &str = "\
export class IntoUnderlyingSink {
    free() {
        const ptr = this.__wbg_ptr;
    }
}
if (Symbol.dispose) IntoUnderlyingSink.prototype[Symbol.dispose] = IntoUnderlyingSink.prototype.free;
function __wbg_get_imports() {
    const import0 = {
        __wbg_kept_01: function(arg0) {
            if (arg0) {
                return 1;
            }
        },
        __wbg_left_out_02: function() { return handleError(function () {
            if (later) {
            }
        }, arguments); },
        __wbg_also_kept_03: function() { return 0; },
    };
}
const IntoUnderlyingSinkFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_intounderlyingsink_free(ptr, 1));
const other = 1;
";

    const WITHOUT: &str = "\
function __wbg_get_imports() {
    const import0 = {
        __wbg_kept_01: function(arg0) {
            if (arg0) {
                return 1;
            }
        },
        __wbg_also_kept_03: function() { return 0; },
    };
}
const other = 1;
";

    /// A module with one section of entries, each a name with two bytes.
    fn module(section: u8, entries: &[&[&str]], rest: [u8; 2]) -> Vec<u8> {
        let mut content = Vec::new();
        write_number(&mut content, entries.len());
        for names in entries {
            for name in *names {
                write_text(&mut content, name);
            }
            content.extend(rest);
        }
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.push(section);
        write_number(&mut module, content.len());
        module.extend(content);
        module
    }

    #[test]
    fn exports_of_the_classes_go() {
        let all: [&[&str]; 3] = [&["main"], &["__wbg_intounderlyingsink_free"], &["memory"]];
        let program = program_without_classes(&module(EXPORTS, &all, [0, 7])).expect("a module");
        assert_eq!(program, module(EXPORTS, &[&["main"], &["memory"]], [0, 7]));
    }

    #[test]
    fn the_loader_keeps_what_is_imported() {
        let imports: [&[&str]; 2] = [
            &["./app_bg.js", "__wbg_kept_01"],
            &["./app_bg.js", "__wbg_also_kept_03"],
        ];
        let program = module(IMPORTS, &imports, [0, 0]);
        assert_eq!(
            loader_without_unused(LOADER, &program).expect("a module"),
            WITHOUT
        );
    }
}
