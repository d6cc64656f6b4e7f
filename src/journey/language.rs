//! The languages of the page.

/// A language that the page is complete in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
    /// Vietnamese.
    Vietnamese,
}

impl Language {
    /// All of them, in the order of the switch.
    pub const ALL: [Language; 3] = [Language::English, Language::Chinese, Language::Vietnamese];

    /// The BCP 47 tag, as packs and links have it.
    pub const fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Chinese => "zh-Hans",
            Language::Vietnamese => "vi",
        }
    }

    /// The locale whose dates and numbers the page writes: day before month in
    /// English, because customers are not in the United States.
    pub const fn locale(self) -> &'static str {
        match self {
            Language::English => "en-GB",
            Language::Chinese => "zh-CN",
            Language::Vietnamese => "vi-VN",
        }
    }

    /// Its own name.
    pub const fn name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Chinese => "简体中文",
            Language::Vietnamese => "Tiếng Việt",
        }
    }

    /// The language of a tag, by its first part.
    pub fn of_tag(tag: &str) -> Option<Language> {
        let first = tag.split(['-', '_']).next().unwrap_or_default();
        let same = |language: &Language| {
            first.eq_ignore_ascii_case(language.tag().split('-').next().unwrap_or_default())
        };
        Language::ALL.into_iter().find(same)
    }

    /// The first language of the person's list that the page has, else English.
    pub fn preferred<'a>(tags: impl Iterator<Item = &'a str>) -> Language {
        tags.filter_map(Language::of_tag).next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn follows_the_first_that_is_known() {
        assert_eq!(
            Language::preferred(["fr-FR", "zh-TW", "en"].into_iter()),
            Language::Chinese
        );
        assert_eq!(
            Language::preferred(["VI_vn"].into_iter()),
            Language::Vietnamese
        );
        assert_eq!(Language::preferred(["de"].into_iter()), Language::English);
    }
}
