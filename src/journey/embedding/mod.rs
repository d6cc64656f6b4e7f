//! How other pages show the checker: what to put into them as an element, as a
//! frame, or as a module of JavaScript, and what their Content-Security-Policy has
//! to allow for it.
//!
//! Addresses and ids become text of another language here, so each is written as
//! that language has it (`escaping`): nothing that is chosen can end an attribute,
//! a string or a script, or add a directive.

mod en;
mod escaping;
mod vi;
mod words;
mod zh;

pub use words::{EmbeddingWords, embedding_words};

use super::{Language, Route};
use crate::journey::percent::percent_encoded;
use crate::journey::wording::fill;
use escaping::{in_attribute, in_script};

/// The parts of the checker that a page may leave out, as `hide` names them.
pub const HIDEABLE: [&str; 6] = [
    "languages",
    "intro",
    "report",
    "reading",
    "take-away",
    "footer",
];

/// What a page may style with `::part()`.
pub const PARTS: &str = "checker languages intro questions question input button answer verdict section reasons policy table footer";

/// Custom properties that a page may set on the element, of those in `style/tokens.css`.
pub const LOOKS: &str = "--cc-color-action --cc-color-page --cc-color-surface --cc-color-text --cc-font --cc-radius --cc-unit";

/// What the server of the site has to answer, so that pages of other sites may load
/// its files.
pub const CROSS_ORIGIN: &str = "Access-Control-Allow-Origin: *";

/// What stands for the id of a policy where none is chosen and one is needed.
pub const ANY_POLICY: &str = "policy-id";

/// A fact and its value, for examples.
const EXAMPLE: (&str, &str) = ("purchase_date", "2024-02-29");

/// What is to be embedded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The address of the folder of the site; it ends with `/`.
    pub site: String,
    /// The policy; without one, the visitor chooses.
    pub policy: Option<String>,
    /// The item, if one of the policy's is meant.
    pub item: Option<String>,
    /// The language; without one, the visitor's.
    pub language: Option<Language>,
    /// `light` or `dark`; without one, as the visitor's device has it.
    pub theme: Option<&'static str>,
    /// What is left out, of [`HIDEABLE`].
    pub hidden: Vec<&'static str>,
    /// The id of a date that the policy asks for, for the examples.
    pub date_fact: Option<String>,
}

/// What is put into other pages, ready to be copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippets {
    /// The element, with the script that defines it.
    pub element: String,
    /// The frame, with the lines that give it its height.
    pub frame: String,
    /// A module that asks for an answer.
    pub api: String,
    /// What the page must allow for the element, and for the module.
    pub element_csp: String,
    /// What the page must allow for the frame.
    pub frame_csp: String,
}

impl Choice {
    /// The attributes of the element, in order.
    pub fn attributes(&self) -> Vec<(&'static str, String)> {
        let language = self.language.map(|language| language.tag().to_owned());
        let hidden = (!self.hidden.is_empty()).then(|| self.hidden.join(" "));
        let theme = self.theme.map(str::to_owned);
        let all = [
            ("policy", self.policy.clone()),
            ("item", self.item_of_policy().map(str::to_owned)),
            ("lang", language),
            ("theme", theme),
            ("hide", hidden),
        ];
        let said = all.into_iter();
        said.filter_map(|(name, value)| Some((name, value?)))
            .collect()
    }

    /// Where the checker itself stands, for those who cannot have it in the page.
    pub fn address(&self) -> String {
        let route = Route {
            policy: self.policy.as_deref().map(percent_encoded),
            item: self.item_of_policy().map(percent_encoded),
            language: self.language,
            claim: None,
        };
        [self.site.as_str(), &route.fragment()].concat()
    }

    /// Leaves a part out, or has it shown again; in the order of [`HIDEABLE`].
    pub fn hide(&mut self, part: &str, hides: bool) {
        let hidden = HIDEABLE.into_iter().filter(|one| {
            if *one == part {
                hides
            } else {
                self.hidden.contains(one)
            }
        });
        self.hidden = hidden.collect();
    }

    /// An item is one of a policy: without the policy it means nothing.
    fn item_of_policy(&self) -> Option<&str> {
        self.policy.as_ref().and(self.item.as_deref())
    }

    fn example(&self) -> (&str, &'static str) {
        let (fact, value) = EXAMPLE;
        (self.date_fact.as_deref().unwrap_or(fact), value)
    }
}

/// The address of the folder that a page stands in, by the address of the page.
pub fn folder_of(address: &str) -> String {
    let page = address.split(['?', '#']).next().unwrap_or_default();
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    [folder, "/"].concat()
}

/// The origin of an address: the scheme, the host and the port.
///
/// What no host and no port has ends it, so that an origin in a policy of content
/// stays one word.
pub fn origin_of(address: &str) -> String {
    let (scheme, rest) = address.split_once("://").unwrap_or(("https", address));
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let is_of_host = |letter: &char| {
        letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_' | ':' | '[' | ']')
    };
    let host: String = host.chars().take_while(is_of_host).collect();
    let scheme: String = scheme.chars().filter(char::is_ascii_alphanumeric).collect();
    [&scheme, "://", host.as_str()].concat()
}

/// What is put into other pages. What visitors read in it is in their language if
/// one is chosen, else in the language of these words.
pub fn snippets(choice: &Choice, words: &'static EmbeddingWords) -> Snippets {
    let words = choice.language.map_or(words, embedding_words);
    let origin = origin_of(&choice.site);
    Snippets {
        element: element(choice, words),
        frame: frame(choice, &origin, words),
        api: api(choice),
        element_csp: [
            "script-src ",
            &origin,
            " 'wasm-unsafe-eval'; connect-src ",
            &origin,
        ]
        .concat(),
        frame_csp: ["frame-src ", &origin].concat(),
    }
}

fn element(choice: &Choice, words: &EmbeddingWords) -> String {
    let attributes: String = choice
        .attributes()
        .into_iter()
        .map(|(name, value)| format!(" {name}=\"{}\"", in_attribute(&value)))
        .collect();
    format!(
        "<script type=\"module\" src=\"{site}embed.js\"></script>\n\
         <warranty-checker{attributes}>\n  \
         <a href=\"{address}\">{text}</a>\n\
         </warranty-checker>",
        site = in_attribute(&choice.site),
        address = in_attribute(&choice.address()),
        text = in_attribute(words.fallback),
    )
}

/// The frame, and what makes it as high as its content: the frame says that it is
/// ready, and speaks to whoever answers it from then on. A script that comes after
/// that answers once the page has loaded.
fn frame(choice: &Choice, origin: &str, words: &EmbeddingWords) -> String {
    let query: Vec<String> = choice
        .attributes()
        .into_iter()
        .map(|(name, value)| [name, "=", &percent_encoded(&value)].concat())
        .collect();
    let mark = if query.is_empty() { "" } else { "?" };
    let address = [&choice.site, "embed.html", mark, &query.join("&")].concat();
    format!(
        r#"<iframe src="{address}" title="{title}" width="100%" height="640" allow="clipboard-write"></iframe>
<script>
(() => {{
  const site = {origin};
  const frames = () => [...document.querySelectorAll("iframe")];
  const greet = (frame) => frame.contentWindow.postMessage({{ covercheck: "hello" }}, site);
  const greetAll = () => frames().filter((frame) => frame.src.startsWith(site + "/")).forEach(greet);
  addEventListener("message", ({{ data, origin, source }}) => {{
    const frame = frames().find((frame) => frame.contentWindow === source);
    if (origin !== site || !frame || !data) return;
    if (data.covercheck === "ready") greet(frame);
    if (data.covercheck === "height" && data.height > 0) frame.height = Math.ceil(data.height);
    if (data.covercheck === "assessed") frame.dispatchEvent(new CustomEvent("covercheck-assessed", {{ detail: data.assessment }}));
  }});
  document.readyState === "complete" ? greetAll() : addEventListener("load", greetAll);
}})();
</script>"#,
        address = in_attribute(&address),
        title = in_attribute(words.frame_title),
        origin = in_script(origin),
    )
}

fn api(choice: &Choice) -> String {
    let module = [&choice.site, "npm/index.js"].concat();
    let policy = in_script(choice.policy.as_deref().unwrap_or(ANY_POLICY));
    let item = choice
        .item_of_policy()
        .map(|item| ["  item: ", &in_script(item), ",\n"].concat())
        .unwrap_or_default();
    // A fact that the policy does not have would be refused.
    let fact = choice.date_fact.as_deref();
    let facts = fact.map_or_else(
        || "{}".to_owned(),
        |fact| format!("{{ {}: {} }}", in_script(fact), in_script(EXAMPLE.1)),
    );
    format!(
        "import {{ ready, assess }} from {module};\n\n\
         await ready({{ policies: [{policy}] }});\n\
         const assessment = assess({{\n  policy: {policy},\n{item}  \
         as_of: new Date().toISOString(),\n  facts: {facts},\n}});\n\
         console.log(assessment.verdict);",
        module = in_script(&module),
    )
}

/// Every attribute and event of the element, with what it means.
pub fn told(choice: &Choice, words: &EmbeddingWords) -> Vec<(String, String)> {
    let (fact, value) = choice.example();
    let fact = ["fact-", &fact.replace('_', "-")].concat();
    let example = format!("{fact}=\"{value}\"");
    let all = [
        ("policy", words.means_policy.to_owned()),
        ("item", words.means_item.to_owned()),
        ("lang", words.means_language.to_owned()),
        ("theme", words.means_theme.to_owned()),
        ("hide", fill(words.means_hide, &[&HIDEABLE.join(" ")])),
        (fact.as_str(), fill(words.means_fact, &[&example])),
        ("src", words.means_src.to_owned()),
        ("--cc-…", fill(words.means_looks, &[LOOKS])),
        ("::part(…)", fill(words.means_parts, &[PARTS])),
        ("covercheck-assessed", words.means_assessed.to_owned()),
        ("covercheck-error", words.means_error.to_owned()),
    ];
    all.map(|(name, means)| (name.to_owned(), means)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> Choice {
        Choice {
            site: "https://example.com/".to_owned(),
            policy: Some("storage-warranty".to_owned()),
            item: Some("sample-ssd-480".to_owned()),
            language: Some(Language::English),
            theme: Some("light"),
            hidden: vec!["intro", "footer"],
            date_fact: Some("purchase_date".to_owned()),
        }
    }

    fn made(choice: &Choice) -> Snippets {
        snippets(choice, embedding_words(Language::English))
    }

    #[test]
    fn the_whole_of_it() {
        let made = made(&whole());
        assert_eq!(
            made.element,
            r##"<script type="module" src="https://example.com/embed.js"></script>
<warranty-checker policy="storage-warranty" item="sample-ssd-480" lang="en" theme="light" hide="intro footer">
  <a href="https://example.com/#/storage-warranty/sample-ssd-480?lang=en">Check the warranty</a>
</warranty-checker>"##
        );
        let frame = r#"<iframe src="https://example.com/embed.html?policy=storage-warranty&amp;item=sample-ssd-480&amp;lang=en&amp;theme=light&amp;hide=intro%20footer" title="Warranty checker" width="100%" height="640" allow="clipboard-write"></iframe>"#;
        assert_eq!(made.frame.lines().next(), Some(frame));
        assert!(
            made.frame
                .contains("  const site = \"https://example.com\";\n")
        );
        assert_eq!(
            made.api,
            r#"import { ready, assess } from "https://example.com/npm/index.js";

await ready({ policies: ["storage-warranty"] });
const assessment = assess({
  policy: "storage-warranty",
  item: "sample-ssd-480",
  as_of: new Date().toISOString(),
  facts: { "purchase_date": "2024-02-29" },
});
console.log(assessment.verdict);"#
        );
        assert_eq!(
            made.element_csp,
            "script-src https://example.com 'wasm-unsafe-eval'; connect-src https://example.com"
        );
        assert_eq!(made.frame_csp, "frame-src https://example.com");
    }

    #[test]
    fn what_is_not_chosen_is_left_out() {
        let choice = Choice {
            site: "https://example.com/".to_owned(),
            // Without its policy it means nothing.
            item: Some("sample-ssd-480".to_owned()),
            ..Choice::default()
        };
        let made = made(&choice);
        assert!(made.element.contains("<warranty-checker>\n"));
        assert!(made.element.contains("<a href=\"https://example.com/#/\">"));
        assert!(
            made.frame
                .starts_with("<iframe src=\"https://example.com/embed.html\" title=")
        );
        assert!(made.api.contains("policies: [\"policy-id\"]"));
        assert!(made.api.contains("  policy: \"policy-id\",\n  as_of: "));
        assert!(made.api.contains("  facts: {},\n"));
    }

    #[test]
    fn what_is_hostile_stays_what_it_is() {
        let hostile = "\"'><script>alert(1)</script>&lt;\u{2028}\\\n#?=";
        let choice = Choice {
            site: "https://example.com;x/a\"'><b>/</script>${x}`/".to_owned(),
            policy: Some(hostile.to_owned()),
            item: Some(hostile.to_owned()),
            date_fact: Some(hostile.to_owned()),
            ..whole()
        };
        let made = made(&choice);
        let tags = |text: &str| text.matches('<').count();
        let plain = super::tests::made(&whole());
        assert_eq!(tags(&made.element), tags(&plain.element));
        assert_eq!(tags(&made.frame), tags(&plain.frame));
        assert_eq!(tags(&made.api), 0);
        let quotes = |text: &str| text.matches('"').count();
        assert_eq!(quotes(&made.element), quotes(&plain.element));
        assert_eq!(quotes(&made.frame), quotes(&plain.frame));
        assert!(!made.element.contains("alert(1)</script>"));
        assert!(made.element.contains(
            "policy=\"&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;lt;\u{2028}\\\n#?=\""
        ));
        assert!(made.frame.contains(
            "?policy=%22%27%3E%3Cscript%3Ealert%281%29%3C%2Fscript%3E%26lt%3B%E2%80%A8%5C%0A%23%3F%3D&amp;item="
        ));
        assert!(
            made.api
                .contains("\"\\\"'>\\u003cscript>alert(1)\\u003c/script>&lt;\\u2028\\\\\\n#?=\"")
        );
        assert_eq!(made.frame_csp, "frame-src https://example.com");
    }

    #[test]
    fn folders_and_origins() {
        for (page, folder, origin) in [
            (
                "https://example.com/",
                "https://example.com/",
                "https://example.com",
            ),
            (
                "https://example.com:8443/help/check/index.html",
                "https://example.com:8443/help/check/",
                "https://example.com:8443",
            ),
            (
                "http://[::1]:8080/check/?from=/a/b#/embed",
                "http://[::1]:8080/check/",
                "http://[::1]:8080",
            ),
            (
                "https://person:word@example.com/a/",
                "https://person:word@example.com/a/",
                "https://example.com",
            ),
            (
                "https://example.com, *;script-src */",
                "https://example.com, *;script-src */",
                "https://example.com",
            ),
        ] {
            assert_eq!(folder_of(page), folder, "{page}");
            assert_eq!(origin_of(&folder_of(page)), origin, "{page}");
        }
        let choice = Choice {
            site: folder_of("https://example.com:8443/help/check/index.html"),
            ..whole()
        };
        let made = made(&choice);
        assert!(
            made.element
                .contains("src=\"https://example.com:8443/help/check/embed.js\"")
        );
        assert!(
            made.element_csp
                .ends_with("connect-src https://example.com:8443")
        );
        assert!(
            made.frame
                .contains("const site = \"https://example.com:8443\";")
        );
    }

    #[test]
    fn visitors_read_their_language() {
        for language in Language::ALL {
            let choice = Choice {
                language: Some(language),
                ..whole()
            };
            let words = embedding_words(language);
            let made = made(&choice);
            assert!(made.element.contains(words.fallback));
            assert!(made.frame.contains(words.frame_title));
        }
    }

    #[test]
    fn every_language_is_complete() {
        let lines = |language: Language| -> Vec<String> {
            let words = format!("{:#?}", embedding_words(language));
            words.lines().map(str::to_owned).collect()
        };
        let english = lines(Language::English);
        for language in Language::ALL {
            assert_eq!(embedding_words(language).spoken, language);
            let own = lines(language);
            assert_eq!(own.len(), english.len());
            for (own, english) in own.iter().zip(&english) {
                assert!(!own.contains("\"\""), "{language:?}: {own}");
                let places = |line: &str| line.matches("{0}").count();
                assert_eq!(places(own), places(english), "{language:?}: {own}");
            }
        }
    }

    #[test]
    fn tells_of_every_attribute_it_writes() {
        for language in Language::ALL {
            let told = told(&whole(), embedding_words(language));
            for (name, _) in whole().attributes() {
                assert!(told.iter().any(|(told, _)| told == name), "{name}");
            }
            let all: String = told.iter().map(|(_, means)| means.as_str()).collect();
            for part in HIDEABLE {
                assert!(all.contains(part), "{part}");
            }
            assert!(all.contains("fact-purchase-date=\"2024-02-29\""));
        }
    }
}
