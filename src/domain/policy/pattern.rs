//! Patterns of names, in which `*` stands for any letters.

/// Whether a pattern matches the whole of a name.
pub(super) fn matches(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let mut ends_open = false;
    let mut last = None;
    for part in parts {
        if let Some(part) = last.replace(part) {
            match rest.split_once(part) {
                Some((_, after)) => rest = after,
                None => return false,
            }
        }
        ends_open = true;
    }
    match last {
        Some(part) => rest.ends_with(part),
        None => !ends_open && rest.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_match_whole_names() {
        assert!(matches("sample-ssd-*", "sample-ssd-480"));
        assert!(matches("*", "anything"));
        assert!(matches("a*c*e", "abcde"));
        assert!(matches("basic", "basic"));
        assert!(!matches("basic", "basic-2"));
        assert!(!matches("a*c", "ab"));
        assert!(!matches("ab*b", "ab"));
    }
}
