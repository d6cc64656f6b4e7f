//! One style sheet from many: fewer requests, and no order to get wrong.
//!
//! `style/index.css` lists the sources, one `@import "…";` a line, in the order
//! in which they apply. The result goes where `index.html` names it, and Trunk
//! gives it its hashed name.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::files;
use crate::outcome::Outcome;
use crate::repository;

/// Writes the one style sheet.
pub fn write() -> Outcome<()> {
    let list = repository::style().join("index.css");
    let imports = imports(&files::read_text(&list)?)?;
    refuse_forgotten(&list, &imports)?;

    let mut sheet = String::new();
    for import in &imports {
        sheet.push_str(&compact(&files::read_text(
            &repository::style().join(import),
        )?));
    }
    files::write(&repository::stylesheet(), sheet)
}

fn imports(list: &str) -> Outcome<Vec<String>> {
    let mut imports = Vec::new();
    for statement in compact(list).split_terminator(';') {
        let path = statement
            .strip_prefix("@import \"")
            .and_then(|rest| rest.strip_suffix('"'))
            .ok_or_else(|| {
                format!("style/index.css holds `@import \"…\";` lines only, not `{statement}`")
            })?;
        imports.push(path.to_owned());
    }
    Ok(imports)
}

/// A sheet that nobody imports is a mistake that looks like a browser's fault.
fn refuse_forgotten(list: &Path, imports: &[String]) -> Outcome<()> {
    let imported: BTreeSet<PathBuf> = imports
        .iter()
        .map(|path| repository::style().join(path))
        .collect();
    let forgotten = files::files_under(&repository::style())?
        .into_iter()
        .find(|path| {
            path.extension().is_some_and(|extension| extension == "css")
                && path != list
                && !imported.contains(path)
        });
    match forgotten {
        Some(path) => Err(format!("style/index.css does not import {}", path.display()).into()),
        None => Ok(()),
    }
}

/// Leaves out comments and the white space that can never mean anything:
/// beside braces, semicolons and commas. Everything else stays as it is
/// written; a colon, for one, binds differently in selectors.
fn compact(css: &str) -> String {
    let mut compact = String::with_capacity(css.len());
    let mut space_pending = false;
    let mut rest = css;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("/*") => {
                space_pending = true;
                rest.find("*/")
                    .map_or(rest.len(), |end| end.saturating_add("*/".len()))
            }
            _ if first.is_whitespace() => {
                space_pending = true;
                first.len_utf8()
            }
            _ => {
                let length = if matches!(first, '"' | '\'') {
                    quoted_length(rest)
                } else {
                    first.len_utf8()
                };
                if space_pending
                    && !separates(first)
                    && !compact.ends_with(separates)
                    && !compact.is_empty()
                {
                    compact.push(' ');
                }
                space_pending = false;
                if first == '}' && compact.ends_with(';') {
                    compact.pop();
                }
                compact.push_str(rest.get(..length).unwrap_or_default());
                length
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    compact
}

fn separates(character: char) -> bool {
    matches!(character, '{' | '}' | ';' | ',')
}

/// The length of the string that `css` begins with, its quotes included.
fn quoted_length(css: &str) -> usize {
    let mut characters = css.char_indices();
    let quote = characters.next().map(|(_, quote)| quote);
    while let Some((at, character)) = characters.next() {
        if character == '\\' {
            characters.next();
        } else if Some(character) == quote {
            return at.saturating_add(character.len_utf8());
        }
    }
    css.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_out_comments_and_idle_white_space() {
        let css =
            "/* why */\n.answer ,\n.reason {\n  margin: 0 auto; /* centred */\n  color: red;\n}\n";
        assert_eq!(compact(css), ".answer,.reason{margin: 0 auto;color: red}");
    }

    #[test]
    fn keeps_white_space_that_means_something() {
        assert_eq!(
            compact(".a :hover { width: calc(1px + 2px) }"),
            ".a :hover{width: calc(1px + 2px)}"
        );
        assert_eq!(
            compact("@media (width > 40em)  and print{}"),
            "@media (width > 40em) and print{}"
        );
        assert_eq!(compact("a{margin:1px/**/2px}"), "a{margin:1px 2px}");
    }

    #[test]
    fn keeps_strings_as_they_are() {
        let css = r#"q::before{content:"/* {  ; } \"  "}"#;
        assert_eq!(compact(css), css);
    }

    #[test]
    fn reads_the_imports_in_order() {
        let list = "/* first */\n@import \"tokens.css\";\n@import \"part/button.css\";\n";
        assert_eq!(imports(list).unwrap(), ["tokens.css", "part/button.css"]);
    }

    #[test]
    fn refuses_anything_but_imports() {
        let error = imports("@import \"tokens.css\";\nbody { margin: 0 }").unwrap_err();
        assert!(error.to_string().contains("`body{margin: 0}`"), "{error}");
    }
}
