//! Links into the page: `#/storage-warranty/sample-ssd-480?lang=vi`, and with what
//! was said, `#/storage-warranty?claim=1…` ([`crate::contract::link`]).

use super::Language;

/// Where a link leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The policy; without one, the choice of policies.
    pub policy: Option<String>,
    /// The item.
    pub item: Option<String>,
    /// The language, where the link chooses one.
    pub language: Option<Language>,
    /// What was said, as the link has it.
    pub claim: Option<String>,
}

impl Route {
    /// Reads a fragment. Ids are letters, digits, `-`, `_` and `.`, so nothing
    /// needs decoding. What is not understood names a policy that there is not, or
    /// a claim that is damaged: a link that was spoilt on its way must not lead
    /// somewhere else without a word.
    pub fn parse(fragment: &str) -> Route {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let (path, query) = fragment.split_once('?').unwrap_or((fragment, ""));
        let is_id = |part: &str| {
            part.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        };
        let mut route = Route::default();
        let parts = path.strip_prefix('/').unwrap_or(path).split('/');
        for part in parts.filter(|part| !part.is_empty()) {
            if route.policy.is_none() {
                route.policy = Some(part.to_owned());
            } else if route.item.is_none() && is_id(part) {
                route.item = Some(part.to_owned());
            } else {
                route.claim = Some(String::new());
            }
        }
        for part in query.split('&').filter(|part| !part.is_empty()) {
            if let Some(tag) = part.strip_prefix("lang=") {
                route.language = Language::of_tag(tag);
            } else {
                let claim = part
                    .strip_prefix("claim=")
                    .filter(|_| route.claim.is_none());
                route.claim = Some(claim.unwrap_or_default().to_owned());
            }
        }
        route
    }

    /// The fragment that leads here.
    pub fn fragment(&self) -> String {
        let mut fragment = String::from("#/");
        if let Some(policy) = &self.policy {
            fragment.push_str(policy);
            if let Some(item) = &self.item {
                fragment.push('/');
                fragment.push_str(item);
            }
        }
        if let Some(language) = self.language {
            fragment.push_str("?lang=");
            fragment.push_str(language.tag());
        }
        fragment
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_writes() {
        for fragment in [
            "#/",
            "#/hardware-service",
            "#/storage-warranty/sample-ssd-480?lang=vi",
            "#/?lang=zh-Hans",
        ] {
            assert_eq!(Route::parse(fragment).fragment(), fragment);
        }
    }

    #[test]
    fn what_it_does_not_understand_leads_nowhere_else() {
        assert_eq!(Route::parse(""), Route::default());
        assert_eq!(Route::parse("#/?lang=xx"), Route::default());
        let policy = |fragment| Route::parse(fragment).policy;
        assert_eq!(policy("#/a%20b/c").as_deref(), Some("a%20b"));
        let claim = |fragment| Route::parse(fragment).claim;
        assert_eq!(claim("#/a/b?claim=1x").as_deref(), Some("1x"));
        for spoilt in [
            "#/a/b?clain=1x",
            "#/a/b?claim&1x",
            "#/a/b/claim=1x",
            "#/a/b%claim=1x",
        ] {
            assert_eq!(claim(spoilt).as_deref(), Some(""), "{spoilt}");
        }
    }
}
