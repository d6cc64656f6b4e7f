//! What a person takes away of an answer, for every golden claim: links that lead
//! back to it, sheets, mails, calendars and records.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it does not expect"
)]

use cover::contract::link::{self, LinkError};
use cover::contract::{assess_editions, bundled, policy_of, read_claim, record};
use cover::domain::claim::Claim;
use cover::domain::coverage::{Verdict, assess};
use cover::domain::policy::{Bundle, Policy};
use cover::domain::world::BuiltInZones;
use cover::journey::takeaway::{
    Around, Finding, MAIL_LENGTH, Part, Person, Things, answers_of, compared, open_link,
    takeaway_words,
};
use cover::journey::wording::wording;
use cover::journey::{Answers, Formats, IsoFormats, Language, Route, Typed};
use cover::json::{Json, Limits, parse};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A golden claim of a bundled policy.
struct Case {
    name: String,
    bundle: &'static Bundle,
    policy: &'static Policy,
    json: Json,
    claim: Claim,
}

static BUNDLES: LazyLock<BTreeMap<&str, Bundle>> = LazyLock::new(|| {
    let each = bundled::PACKS.iter();
    let each = each.map(|(id, _)| (*id, bundled::bundle(id).expect("bundled")));
    each.collect()
});

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let mut cases = Vec::new();
    for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")) {
        let Ok(Json::List(all)) = parse(&fs::read(&file).expect("cases"), Limits::PACK) else {
            panic!("{}: a list of cases", file.display());
        };
        for case in all {
            let json = case.get("claim").expect("a claim").clone();
            let Some(bundle) = policy_of(&json).and_then(|id| BUNDLES.get(id)) else {
                continue;
            };
            let policy = bundle.newest().expect("an edition");
            let name = case.get("name").and_then(Json::as_text);
            cases.push(Case {
                name: name.expect("a name").to_owned(),
                claim: read_claim(policy, &json).expect("a claim"),
                bundle,
                policy,
                json,
            });
        }
    }
    assert!(cases.len() > 600, "only {} golden claims", cases.len());
    cases
});

fn files(under: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(under).expect("folder of cases") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// A claim in the person's own words, in a language.
fn things(case: &Case, answers: &Answers, language: Language, person: &Person) -> Things {
    let around = Around {
        bundle: case.bundle,
        answers,
        as_of: case.claim.as_of,
        wording: wording(language),
        words: takeaway_words(language),
        formats: &IsoFormats,
        world: &BuiltInZones,
    };
    around.things(person).expect("an edition")
}

fn typed(case: &Case) -> Answers {
    answers_of(case.policy, &case.claim, "UTC", &BuiltInZones)
}

/// The text of a claim's link.
fn text_of(case: &Case) -> String {
    let verdict = assess(case.policy, &case.claim, &BuiltInZones).verdict;
    link::write(case.policy, &case.claim, verdict).expect("keys that differ")
}

fn median(mut lengths: Vec<usize>) -> usize {
    lengths.sort_unstable();
    lengths[lengths.len() / 2]
}

#[test]
fn every_golden_claim_comes_back_from_its_link() {
    let mut lengths = Vec::new();
    for case in CASES.iter() {
        let text = text_of(case);
        let read = link::read(case.policy, case.claim.item, &text)
            .unwrap_or_else(|error| panic!("{}: {error:?}", case.name));
        let (before, after) = (
            record::claim(case.policy, &case.claim),
            record::claim(case.policy, &read.claim),
        );
        assert_eq!(before.to_string(), after.to_string(), "{}", case.name);
        assert!(read.same_pack, "{}", case.name);
        lengths.push(text.len());
    }
    let longest = lengths.iter().copied().max().unwrap_or_default();
    let median = median(lengths);
    assert!(
        median <= 250 && longest <= 1_900,
        "median {median}, longest {longest}"
    );
}

#[test]
fn a_link_opens_to_the_same_answer() {
    let mut lengths = Vec::new();
    for case in CASES.iter() {
        let made = things(case, &typed(case), Language::English, &Person::default());
        let link = made.link.expect("a link");
        lengths.push(link.fragment.len());
        let route = Route::parse(&link.fragment);
        assert_eq!(route.policy.as_deref(), Some(case.policy.id.as_str()));
        let claim = route.claim.expect("a claim");
        let opened = open_link(
            case.bundle,
            route.item.as_deref(),
            &claim,
            "UTC",
            &BuiltInZones,
        )
        .unwrap_or_else(|error| panic!("{}: {error:?}", case.name));
        assert_eq!(opened.as_of, case.claim.as_of, "{}", case.name);
        let again = things(case, &opened.answers, Language::English, &Person::default());
        assert_eq!(again.paper, made.paper, "{}", case.name);
    }
    let longest = lengths.iter().copied().max().unwrap_or_default();
    let median = median(lengths);
    // With what stands before a fragment, at most 400 and 2,000.
    assert!(
        median <= 300 && longest <= 1_900,
        "median {median}, longest {longest}"
    );
}

/// The whole fragment of a link: whether it leads to some claim, or to another
/// policy that the site has.
fn leads_somewhere(fragment: &str) -> bool {
    let route = Route::parse(fragment);
    let Some(bundle) = route.policy.and_then(|id| BUNDLES.get(id.as_str())) else {
        // The page tells of a policy that there is not; the choice of policies is
        // where nothing but a slash is.
        return fragment.trim_matches(['#', '/']).is_empty();
    };
    let Some(text) = route.claim else {
        return true;
    };
    open_link(bundle, route.item.as_deref(), &text, "UTC", &BuiltInZones).is_ok()
}

#[test]
fn any_one_wrong_character_of_a_link_is_noticed() {
    for case in CASES.iter().step_by(40) {
        let made = things(case, &typed(case), Language::English, &Person::default());
        let whole: Vec<char> = made.link.expect("a link").fragment.chars().collect();
        // The mark itself is not part of the fragment.
        for place in 1..whole.len() {
            let others = [
                'A', 'z', '0', '9', '-', '_', '/', '?', '&', '=', '#', '%', '.', '1', '2',
            ];
            for other in others.into_iter().filter(|other| *other != whole[place]) {
                let mut spoilt = whole.clone();
                spoilt[place] = other;
                let spoilt: String = spoilt.into_iter().collect();
                // A slash that is missing at the start means the same.
                if place > 1 {
                    assert!(!leads_somewhere(&spoilt), "{}: {spoilt}", case.name);
                }
            }
            let mut shorter = whole.clone();
            shorter.remove(place);
            let shorter: String = shorter.into_iter().collect();
            if place > 1 {
                assert!(!leads_somewhere(&shorter), "{}: {shorter}", case.name);
            }
        }
    }
}

#[test]
fn a_link_of_another_version_or_policy_is_told_apart() {
    let case = &CASES[0];
    let text = text_of(case);
    let read = |text: &str| link::read(case.policy, case.claim.item, text).map(|_| ());
    assert_eq!(read(&text.replacen('1', "2", 1)), Err(LinkError::Version));
    assert_eq!(read(""), Err(LinkError::Damaged));
    assert_eq!(read("1"), Err(LinkError::Damaged));
    assert_eq!(read(&[&text, "A"].concat()), Err(LinkError::Damaged));
    // A fact that the policy no longer has.
    let mut poorer = case.policy.clone();
    poorer.facts.retain(|entry| entry.id != "purchase_date");
    let read = link::read(&poorer, case.claim.item, &text).map(|_| ());
    assert_eq!(read, Err(LinkError::Outdated));
    // A pack that has changed otherwise.
    let mut changed = case.policy.clone();
    changed.digest = "0".repeat(64);
    let read = link::read(&changed, case.claim.item, &text).expect("a link");
    assert!(!read.same_pack);
}

#[test]
fn the_keys_of_every_pack_differ() {
    for bundle in BUNDLES.values() {
        for policy in bundle.editions() {
            let mut claim = CASES[0].claim.clone();
            claim.item = None;
            let empty = Claim::new(claim.as_of, policy.facts.len());
            assert!(link::write(policy, &empty, Verdict::Covered).is_some());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in a link, reading it ends, and what it accepts it would
    /// have written.
    #[test]
    fn any_text_is_refused_or_a_link(text in "[0-9A-Za-z_-]{0,120}", place in 0..CASES.len()) {
        let case = &CASES[place];
        if let Ok(read) = link::read(case.policy, None, &text) {
            let again = link::write(case.policy, &read.claim, read.verdict);
            prop_assert_eq!(again, Some(text));
        }
    }

    /// Whatever is typed stays where it belongs: in one value of the calendar, in
    /// the text of the mail, in text that Markdown leaves alone.
    #[test]
    fn a_hostile_description_stays_a_description(
        fault in r"[ -~\n\r\t<>:;,\\é保]{0,400}",
        name in r"[ -~\n<>:;]{0,60}",
        place in 0..CASES.len(),
    ) {
        let case = &CASES[place];
        let mut answers = typed(case);
        let fault = ["\r\nBCC:x@example.com\r\nATTENDEE:mailto:x\r\n", &fault, "<img src=x onerror=y>"].concat();
        answers.set("fault", Some(Typed::Text(fault)));
        let person = Person { name, ..Person::default() };
        for language in Language::ALL {
            let made = things(case, &answers, language, &person);
            is_a_mail(&made.mail.address);
            if let Some(calendar) = &made.calendar {
                is_a_calendar(calendar);
            }
            let bare = made.markdown.replace("\\\\", "").replace("\\<", "");
            prop_assert!(!bare.contains('<'), "{}", made.markdown);
        }
    }
}

/// One address, one subject, one text, and nothing else.
fn is_a_mail(address: &str) {
    assert!(address.chars().count() <= MAIL_LENGTH, "{address}");
    let (to, rest) = address.split_once('?').expect("a subject");
    assert!(to.starts_with("mailto:"), "{to}");
    let parts: Vec<&str> = rest.split('&').collect();
    let [subject, body] = parts.as_slice() else {
        panic!("{rest}");
    };
    assert!(
        subject.starts_with("subject=") && body.starts_with("body="),
        "{rest}"
    );
    assert!(
        !subject.contains("%0D") && !subject.contains("%0A"),
        "{subject}"
    );
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~@%=:?&".contains(&byte);
    assert!(address.bytes().all(plain), "{address}");
}

/// Every line has a name that we write, and is short.
fn is_a_calendar(text: &str) {
    assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "{text}");
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{line}");
        let name = line.split([':', ';']).next().unwrap_or_default();
        let known = [
            "BEGIN",
            "VERSION",
            "PRODID",
            "CALSCALE",
            "METHOD",
            "UID",
            "DTSTAMP",
            "DTSTART",
            "DTEND",
            "TRANSP",
            "SUMMARY",
            "DESCRIPTION",
            "ACTION",
            "TRIGGER",
            "END",
        ];
        assert!(line.starts_with(' ') || known.contains(&name), "{line}");
    }
}

#[test]
fn sheets_mails_and_calendars_of_every_golden_claim() {
    let person = Person {
        name: "Nguyễn Văn A".to_owned(),
        contact: "a@example.com".to_owned(),
        address: "1 Example Street\nShenzhen".to_owned(),
        paid: "99".to_owned(),
    };
    let mut dated = 0;
    for (index, case) in CASES.iter().enumerate() {
        let language = Language::ALL[index % 3];
        let words = takeaway_words(language);
        let made = things(case, &typed(case), language, &person);
        is_a_mail(&made.mail.address);
        if let Some(calendar) = &made.calendar {
            is_a_calendar(calendar);
            dated += 1;
        }
        let paper = &made.paper;
        let part = |part: Part| paper.section(part).map_or(0, |section| section.lines.len());
        assert_eq!(
            paper.title == words.return_request,
            part(Part::Sending) > 0,
            "{}",
            case.name
        );
        assert!(
            part(Part::Encloses) > 0 && part(Part::Reach) > 0,
            "{}",
            case.name
        );
        for text in [&made.plain, &made.markdown] {
            assert!(text.contains(&paper.reference), "{}: {text}", case.name);
            assert!(text.contains("Nguyễn Văn A"), "{}: {text}", case.name);
            assert!(
                !text.contains("{0}") && !text.contains("{1}"),
                "{}: {text}",
                case.name
            );
        }
        // Nothing of the person is in what is handed on without a word.
        let link = made.link.expect("a link").fragment;
        let elsewhere = [
            link,
            made.claim.to_string(),
            made.calendar.unwrap_or_default(),
        ];
        assert!(
            elsewhere
                .iter()
                .all(|text| !text.contains("Nguyễn") && !text.contains("a@ex"))
        );
    }
    assert!(dated > 300, "only {dated} calendars");
}

#[test]
fn a_calendar_has_every_date_of_the_answer() {
    let claim = |json: &str| parse(json.as_bytes(), Limits::CLAIM).expect("a claim");
    let case = |json: Json| {
        let bundle = &BUNDLES[policy_of(&json).expect("a policy")];
        let policy = bundle.newest().expect("an edition");
        Case {
            name: String::new(),
            claim: read_claim(policy, &json).expect("a claim"),
            bundle,
            policy,
            json,
        }
    };
    let case = case(claim(
        r#"{"policy": "software-service", "as_of": "2026-11-22T10:00:00+08:00", "facts": {
            "launch_date": "2026-03-01", "in_function_manual": true, "severity": "P1",
            "reported_at": "2026-11-22T09:30:00+08:00"}}"#,
    ));
    let made = things(&case, &typed(&case), Language::English, &Person::default());
    let calendar = made.calendar.expect("dates").replace("\r\n ", "");
    for line in [
        // The last covered day, 2027-03-01, and the day after it.
        "DTSTART;VALUE=DATE:20270301\r\nDTEND;VALUE=DATE:20270302",
        // A response within four hours of the report.
        "DTSTART:20261122T053000Z",
        // A reply to an e-mail within 24 hours.
        "DTSTART:20261123T013000Z",
        // Two windows of patrols.
        "DTSTART;VALUE=DATE:20260301\r\nDTEND;VALUE=DATE:20260902",
        "DTSTART;VALUE=DATE:20260902\r\nDTEND;VALUE=DATE:20270302",
        "TRIGGER:-P7D",
        "DTSTAMP:20261122T020000Z",
    ] {
        assert!(calendar.contains(line), "{line} in {calendar}");
    }
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 5, "{calendar}");
}

#[test]
fn a_record_gives_the_same_bytes_again() {
    for case in CASES.iter().step_by(7) {
        let assessed = |claim: &Json| {
            assess_editions(case.bundle, claim, None, &BuiltInZones).expect("an assessment")
        };
        let kept = record::record(case.policy, &case.claim, assessed(&case.json)).to_string();
        let json = parse(kept.as_bytes(), Limits::PACK).expect("JSON");
        let read = record::read_record(&json).unwrap_or_else(|problem| panic!("{problem:?}"));
        let again = assessed(&read.claim);
        assert_eq!(
            again.to_string(),
            read.assessment.to_string(),
            "{}",
            case.name
        );
        let reference = record::reference(case.policy, &case.claim).to_string();
        let comparison = |again: &Json, read: &record::Record| {
            let words = takeaway_words(Language::English);
            let now = assessed(&read.claim);
            let wording = wording(Language::English);
            compared(read, again, &now, &reference, words, wording, &IsoFormats)
        };
        let same = comparison(&again, &read);
        assert_eq!(
            (same.finding, same.own_reference),
            (Finding::Same, true),
            "{}",
            case.name
        );
        // Somebody writes another verdict into it.
        let changed = kept.replacen("\"verdict\":\"", "\"verdict\":\"x", 1);
        let json = parse(changed.as_bytes(), Limits::PACK).expect("JSON");
        let changed = record::read_record(&json).expect("a record");
        let found = comparison(&again, &changed);
        assert_eq!(found.finding, Finding::NotOurs, "{}", case.name);
        assert_eq!(found.changes[0][0], "/verdict");
        // The pack was another one then.
        let json = kept.replacen("\"digest\":\"sha256:", "\"digest\":\"sha256:0", 1);
        let json = parse(json.as_bytes(), Limits::PACK).expect("JSON");
        let older = record::read_record(&json).expect("a record");
        assert_eq!(comparison(&again, &older).finding, Finding::SameOtherwise);
    }
}

#[test]
fn what_is_no_record_is_told() {
    for (json, code) in [
        ("{}", "record.none"),
        ("[]", "record.none"),
        (r#"{"record": 2}"#, "record.version"),
        (r#"{"record": 1}"#, "record.reference"),
        (
            r#"{"record": 1, "reference": "0000-0000-1"}"#,
            "record.reference",
        ),
        (
            r#"{"record": 1, "reference": "0000-0000-0"}"#,
            "record.part",
        ),
        (
            r#"{"record": 1, "reference": "0000-0000-0", "claim": {}}"#,
            "record.part",
        ),
    ] {
        let json = parse(json.as_bytes(), Limits::CLAIM).expect("JSON");
        let problem = record::read_record(&json).expect_err("no record");
        assert_eq!(problem.code, code);
        assert!(!problem.help.is_empty());
    }
}

#[test]
fn instants_come_back_in_the_zone_of_whoever_opens_a_link() {
    let case = CASES
        .iter()
        .find(|case| {
            case.json
                .get("facts")
                .is_some_and(|facts| facts.get("reported_at").is_some())
        })
        .expect("a claim with a report");
    let text = text_of(case);
    let item = case
        .claim
        .item
        .and_then(|item| case.policy.items.get(item.index()));
    let item = item.map(|item| item.id.as_str());
    for zone in [
        "UTC",
        "Asia/Ho_Chi_Minh",
        "America/New_York",
        "Asia/Kathmandu",
    ] {
        let opened = open_link(case.bundle, item, &text, zone, &BuiltInZones).expect("a link");
        let (claim, errors) = opened.answers.claim(
            case.policy,
            opened.as_of,
            zone,
            Language::English,
            &BuiltInZones,
        );
        assert!(errors.is_empty());
        let fact = case.policy.fact("reported_at").expect("the fact");
        assert_eq!(claim.fact(fact), case.claim.fact(fact), "{zone}");
    }
    assert_eq!(IsoFormats.own_zone(), "UTC");
}
