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

/// A sheet as it is adopted by a shadow tree in another's page: sizes are of the unit
/// that the element has, not of the page's root, and what follows the width of the
/// window follows that of the element. What follows the height of the window is left
/// out: in another's page it means nothing.
pub fn inside(css: &str) -> Outcome<String> {
    let mut inside = String::with_capacity(css.len());
    for (place, part) in compact(css).split("@media").enumerate() {
        if place == 0 {
            inside.push_str(&with_own_unit(part));
            continue;
        }
        let (prelude, rest) = part.split_once('{').ok_or("a media query has no body")?;
        if prelude.contains("-height:") {
            inside.push_str("@media not all");
        } else if let Some((_, feature)) = prelude.split_once('(')
            && feature.contains("-width:")
        {
            let feature = feature.trim_end_matches([')', ' ']);
            let (name, width) = feature.split_once(':').ok_or("a width is not said")?;
            let width = width
                .trim()
                .strip_suffix("em")
                .and_then(|em| em.parse::<u32>().ok());
            let width = width.ok_or_else(|| format!("`{prelude}` is not in whole em"))?;
            // Of the size of text that browsers begin with, as in a media query.
            let width = width.saturating_mul(16);
            inside.push_str(&format!("@container ({name}: {width}px)"));
        } else {
            inside.push_str("@media");
            inside.push_str(prelude);
        }
        inside.push('{');
        inside.push_str(&with_own_unit(rest));
    }
    Ok(inside)
}

/// Sizes in `rem` in the unit of the element.
fn with_own_unit(css: &str) -> String {
    let mut parts = css.split("rem");
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let number = written
            .rfind(|letter: char| !letter.is_ascii_digit() && letter != '.')
            .map_or(0, |before| before.saturating_add(1));
        // A sign belongs to the number; a hyphen in a name does not.
        let before = written.get(..number).unwrap_or_default();
        let signed = before.strip_suffix('-').filter(|before| {
            let last = before.chars().next_back();
            last.is_none_or(|last| !last.is_alphanumeric() && last != '-')
        });
        let number = signed.map_or(number, str::len);
        let number = written.split_off(number);
        let ends = part
            .chars()
            .next()
            .is_none_or(|next| !next.is_alphanumeric());
        if ends && !number.is_empty() {
            written.push_str(&format!("calc({number}*var(--cc-unit))"));
        } else {
            written.push_str(&number);
            written.push_str("rem");
        }
        written.push_str(part);
    }
    written
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
    fn a_sheet_inside_another_page_has_sizes_of_its_own() {
        let css = ".a { width: 1.5rem; margin: -2rem }\n@media screen and (min-width: 48em) { .remark { top: .5rem } }\n@media print { .b { top: 0 } }\n@media screen and (min-width: 48em) and (min-height: 36em) { .c { top: 0 } }";
        assert_eq!(
            inside(css).expect("a sheet"),
            ".a{width: calc(1.5*var(--cc-unit));margin: calc(-2*var(--cc-unit))}@container (min-width: 768px){.remark{top: calc(.5*var(--cc-unit))}}@media print{.b{top: 0}}@media not all{.c{top: 0}}"
        );
        assert!(inside("@media (min-width: 40.5em) {}").is_err());
    }

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
