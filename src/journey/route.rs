//! Links into the page: `#/storage-warranty/sample-ssd-480?lang=vi`.

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
}

impl Route {
    /// Reads a fragment. What is not understood is left out: a link is never
    /// an error. Ids are letters, digits, `-`, `_` and `.`, so nothing needs
    /// decoding.
    pub fn parse(fragment: &str) -> Route {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let (path, query) = fragment.split_once('?').unwrap_or((fragment, ""));
        let is_id = |part: &&str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        };
        let mut parts = path.strip_prefix('/').unwrap_or(path).split('/');
        let policy = parts.next().filter(is_id).map(str::to_owned);
        let item = parts
            .next()
            .filter(is_id)
            .filter(|_| policy.is_some())
            .map(str::to_owned);
        let language = query
            .split('&')
            .find_map(|pair| pair.strip_prefix("lang="))
            .and_then(Language::of_tag);
        Route {
            policy,
            item,
            language,
        }
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
    fn leaves_out_what_it_does_not_understand() {
        assert_eq!(Route::parse("#/a%20b/c?lang=xx&x=1"), Route::default());
        assert_eq!(Route::parse(""), Route::default());
        assert_eq!(Route::parse("#//item").policy, None);
    }
}
