//! Text as other languages have it.

use crate::json::Json;

/// Text in HTML, between tags or in an attribute between quotation marks.
pub(super) fn in_attribute(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\'' => written.push_str("&#39;"),
            other => written.push(other),
        }
    }
    written
}

/// Text as a string of JavaScript, with its quotation marks. It may stand in a
/// script in HTML, where `</script>` and `<!--` would be read even in a string, and
/// the two separators would end a line in old browsers.
pub(super) fn in_script(text: &str) -> String {
    Json::from(text)
        .to_string()
        .replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}
