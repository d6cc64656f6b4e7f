//! What holds for every claim, tried on random ones.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it does not expect"
)]

#[path = "properties/serials.rs"]
mod serials;
#[path = "properties/tried.rs"]
mod tried;

use chrono::{Days, NaiveDate};
use cover::contract::{assess_claim, bundled, read_claim};
use cover::domain::known::{View, within};
use cover::domain::policy::Policy;
use cover::domain::policy::document::{CalendarSpan, FactType};
use cover::domain::term::after;
use cover::domain::world::BuiltInZones;
use cover::json::{Json, Limits, parse};
use proptest::prelude::*;
use std::sync::LazyLock;
use tried::tried;

static POLICIES: LazyLock<Vec<Policy>> = LazyLock::new(|| {
    bundled::PACKS
        .iter()
        .map(|(id, _)| bundled::policy(id).expect("bundled"))
        .collect()
});

const AS_OF: &str = "2026-11-22T10:00:00+08:00";

/// Random choices, drawn one after the other.
struct Dice<'a>(&'a [u16], usize);

impl Dice<'_> {
    fn roll(&mut self, sides: usize) -> usize {
        self.1 += 1;
        usize::from(self.0[self.1 % self.0.len()]) % sides
    }
}

/// A day within some years of the day of judgement, often near a boundary.
fn day(dice: &mut Dice<'_>) -> String {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).expect("day");
    let years = dice.roll(8) as u64;
    let back = today - chrono::Months::new(u32::try_from(years * 6).expect("small"));
    let day = back
        .checked_add_days(Days::new(dice.roll(5) as u64))
        .expect("day")
        - Days::new(2);
    day.to_string()
}

fn luhn(before: &str) -> u32 {
    let digits: Vec<u32> = before
        .chars()
        .filter_map(|letter| letter.to_digit(10))
        .collect();
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let doubled = if place % 2 == 0 { digit * 2 } else { *digit };
            doubled / 10 + doubled % 10
        })
        .sum();
    (10 - sum % 10) % 10
}

/// A value for a fact; `None` for lists, of which absence already means none.
fn value(policy: &Policy, index: usize, dice: &mut Dice<'_>) -> Option<Json> {
    let entry = &policy.facts[index];
    Some(match entry.kind {
        FactType::YesNo => Json::Bool(dice.roll(2) == 0),
        FactType::Choice => entry.options[dice.roll(entry.options.len())]
            .value
            .as_str()
            .into(),
        FactType::Date => day(dice).into(),
        FactType::Instant => "2026-11-20T09:00:00Z".into(),
        FactType::Integer | FactType::Money => {
            let near = [
                0,
                1,
                2_999,
                3_000,
                3_001,
                79_999_999_999_999,
                80_000_000_000_000,
                160_000_000_000_000,
                700_000_000_000_000,
            ];
            Json::Integer(near[dice.roll(near.len())])
        }
        FactType::Serial => {
            let body = match dice.roll(3) {
                0 => format!("SD{:02}{:02}000123", 21 + dice.roll(6), 1 + dice.roll(52)),
                1 => format!("TF{:02}{:02}000815", 21 + dice.roll(6), 1 + dice.roll(12)),
                _ => "SD2347000042".to_owned(),
            };
            format!("{body}{}", luhn(&body)).into()
        }
        FactType::Text | FactType::Place => "Shenzhen".into(),
        FactType::Dates | FactType::Events => return None,
    })
}

fn claim(policy: &Policy, item: Option<&str>, facts: &[(String, Json)]) -> Json {
    Json::members([
        ("policy", Some(policy.id.as_str().into())),
        ("item", item.map(Json::from)),
        ("as_of", Some(AS_OF.into())),
        ("facts", Some(Json::Object(facts.to_vec()))),
    ])
}

/// A random claim: its policy, item and facts.
fn random(dice: &mut Dice<'_>) -> (&'static Policy, Option<String>, Vec<(String, Json)>) {
    let policy = &POLICIES[dice.roll(5)];
    let items = &policy.items;
    let item =
        (!items.is_empty() && dice.roll(6) > 0).then(|| items[dice.roll(items.len())].id.clone());
    // Some claims say nearly all, some nearly nothing.
    let unknown = 1 + dice.roll(4);
    let mut facts = Vec::new();
    for (index, entry) in policy.facts.iter().enumerate() {
        if dice.roll(5) < unknown {
            continue;
        }
        if let Some(value) = value(policy, index, dice) {
            // Exclusions are mostly answered no, as they are in life.
            let value = if entry.is_exclusion() {
                Json::Bool(dice.roll(12) == 0)
            } else {
                value
            };
            facts.push((entry.id.clone(), value));
        }
    }
    (policy, item, facts)
}

fn verdict(assessment: &Json) -> &str {
    assessment
        .get("verdict")
        .and_then(Json::as_text)
        .expect("verdict")
}

fn texts(assessment: &Json, key: &str) -> Vec<String> {
    match assessment.get(key) {
        Some(Json::List(items)) => items
            .iter()
            .filter_map(Json::as_text)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

fn contradictions(assessment: &Json) -> usize {
    texts(assessment, "reasons")
        .iter()
        .filter(|reason| reason.starts_with("contradiction."))
        .count()
}

/// The verdict once one more thing is said.
fn with(
    policy: &Policy,
    item: Option<&str>,
    facts: &[(String, Json)],
    fact: &str,
    value: Json,
) -> Json {
    let mut facts = facts.to_vec();
    let item = match (fact, &value) {
        ("item", Json::Text(item)) => Some(item.clone()),
        _ => {
            facts.push((fact.to_owned(), value));
            item.map(str::to_owned)
        }
    };
    let claim = claim(policy, item.as_deref(), &facts);
    assess_claim(policy, &claim, None, &BuiltInZones)
        .unwrap_or_else(|problems| panic!("{claim}: {problems:?}"))
}

proptest! {
    #![proptest_config(tried(1500))]

    #[test]
    fn an_added_fact_never_flips_a_final_verdict(entropy in prop::collection::vec(any::<u16>(), 120)) {
        let mut dice = Dice(&entropy, 0);
        let (policy, item, facts) = random(&mut dice);
        let before = assess_claim(policy, &claim(policy, item.as_deref(), &facts), None, &BuiltInZones).expect("claim");
        if verdict(&before) == "undetermined" {
            return Ok(());
        }
        for (index, entry) in policy.facts.iter().enumerate() {
            // The end of an agreement is open while it is not known.
            if facts.iter().any(|(id, _)| *id == entry.id) || entry.id == "agreement_end" {
                continue;
            }
            let Some(value) = value(policy, index, &mut dice) else { continue };
            let after = with(policy, item.as_deref(), &facts, &entry.id, value.clone());
            if contradictions(&after) <= contradictions(&before) {
                prop_assert_eq!(verdict(&after), verdict(&before), "{} = {} to {}", entry.id, value, claim(policy, item.as_deref(), &facts));
            }
        }
    }

    #[test]
    fn questions_lead_where_they_say_and_no_other_settles(entropy in prop::collection::vec(any::<u16>(), 120)) {
        let mut dice = Dice(&entropy, 0);
        let (policy, item, facts) = random(&mut dice);
        let written = claim(policy, item.as_deref(), &facts);
        let assessment = assess_claim(policy, &written, None, &BuiltInZones).expect("claim");
        let Some(Json::List(questions)) = assessment.get("questions") else { panic!("questions") };
        if verdict(&assessment) != "undetermined" {
            prop_assert!(questions.is_empty(), "{written}");
            return Ok(());
        }
        let mut asked = Vec::new();
        let mut any_settles = false;
        for question in questions {
            let fact = question.get("fact").and_then(Json::as_text).expect("fact");
            asked.push(fact.to_owned());
            let Some(Json::List(answers)) = question.get("answers") else { panic!("answers") };
            let mut settles = false;
            for answer in answers {
                let stated = verdict(answer);
                settles |= stated != "undetermined";
                let serial = policy.fact(fact).is_some() && policy.fact(fact) == policy.serial;
                let ends = ["value", "from", "until"].into_iter().filter_map(|key| answer.get(key)).filter(|_| !serial);
                for value in ends {
                    let then = with(policy, item.as_deref(), &facts, fact, value.clone());
                    prop_assert_eq!(verdict(&then), stated, "{} = {} to {}", fact, value, written);
                }
            }
            any_settles |= settles;
        }
        // Where one answer settles it, only such questions are asked.
        if any_settles && contradictions(&assessment) == 0 {
            for entry in policy.facts.iter().filter(|entry| entry.kind == FactType::YesNo) {
                if asked.contains(&entry.id) || facts.iter().any(|(id, _)| *id == entry.id) {
                    continue;
                }
                for value in [true, false] {
                    let then = with(policy, item.as_deref(), &facts, &entry.id, Json::Bool(value));
                    prop_assert_eq!(verdict(&then), "undetermined", "{} = {} to {}", entry.id, value, written);
                }
            }
        }
    }

    #[test]
    fn the_same_claim_gives_the_same_bytes(entropy in prop::collection::vec(any::<u16>(), 120)) {
        let mut dice = Dice(&entropy, 0);
        let (policy, item, facts) = random(&mut dice);
        let written = claim(policy, item.as_deref(), &facts);
        let first = assess_claim(policy, &written, None, &BuiltInZones).expect("claim").to_string();
        // Nor does the order in which things are said matter.
        let mut reversed = facts;
        reversed.reverse();
        let second = assess_claim(policy, &claim(policy, item.as_deref(), &reversed), None, &BuiltInZones).expect("claim").to_string();
        prop_assert_eq!(&first, &second);
        // What is written can be read back.
        prop_assert_eq!(parse(first.as_bytes(), Limits::PACK).expect("own JSON").to_string(), first);
    }

    #[test]
    fn the_end_never_falls_as_start_or_length_rise(start in 0_u64..80_000, later in 0_u64..400, months in 0_u32..240, more in 0_u32..24, days in 0_u32..400) {
        let day = |days| NaiveDate::from_ymd_opt(1970, 1, 1).expect("day") + Days::new(days);
        let span = CalendarSpan { months, days };
        prop_assert!(after(day(start), span) <= after(day(start + later), span));
        let longer = [CalendarSpan { months: months + more, days }, CalendarSpan { months, days: days + more }];
        for longer in longer {
            let (short, long) = (after(day(start), span), after(day(start), longer));
            prop_assert!(short <= long);
        }
    }

    #[test]
    fn more_writes_never_help(used in 0_i64..1_000, more in 0_i64..1_000, limit in 1_i64..1_000, holds in any::<bool>()) {
        prop_assert!(within(used, limit, holds) || !within(used + more, limit, holds));
    }

    #[test]
    fn more_writes_or_fewer_days_never_project_a_later_end(days in 0_u64..1_200, more_days in 0_u64..400, used in 0_i64..200_000_000_000_000, more in 0_i64..200_000_000_000_000) {
        let projected = |days: u64, used: i64| {
            let start = NaiveDate::from_ymd_opt(2026, 11, 22).expect("day") - Days::new(days);
            let facts = [
                ("purchase_date".to_owned(), start.to_string().into()),
                ("proof_of_purchase".to_owned(), true.into()),
                ("bytes_written".to_owned(), Json::Integer(used)),
            ];
            let policy = POLICIES.iter().find(|policy| policy.id == "storage-warranty").expect("policy");
            let claim = claim(policy, Some("sample-ssd-480"), &facts);
            let assessment = assess_claim(policy, &claim, None, &BuiltInZones).expect("claim");
            let Some(Json::List(limits)) = assessment.get("limits") else { panic!("limits") };
            let end = limits[0].get("projected_end").and_then(Json::as_text);
            end.map(|end| {
                let end: NaiveDate = end.parse().expect("date");
                end.signed_duration_since(start).num_days()
            })
        };
        let end = projected(days, used);
        // There is a rate from the second day and the first byte on; an end
        // past the calendar is not told.
        prop_assert!(end.is_none() || days > 0 && used > 0);
        if let Some(end) = end {
            prop_assert!(projected(days, used + more).is_some_and(|sooner| sooner <= end));
            // The same writes over more days are a lower rate.
            prop_assert!(projected(days + more_days, used).is_none_or(|later| later >= end));
            // Worked out the other way round: that many days are reached at
            // this rate, and a day more is not.
            let (days, used, limit) = (i128::from(days), i128::from(used), 160_000_000_000_000_i128);
            prop_assert!(i128::from(end) * used <= days * limit);
            prop_assert!((i128::from(end) + 1) * used > days * limit);
        }
    }

    #[test]
    fn hostile_claims_are_refused_and_never_a_panic(text in ".{0,400}") {
        if let Ok(json) = parse(text.as_bytes(), Limits::CLAIM) {
            for policy in POLICIES.iter() {
                let refused = read_claim(policy, &json).is_err();
                prop_assert!(refused, "{text}");
            }
        }
    }
}

/// A view without assumptions sees what was said.
#[test]
fn a_view_sees_the_claim() {
    let policy = &POLICIES[0];
    let written = claim(policy, Some("basic"), &[]);
    let claim = read_claim(policy, &written).expect("claim");
    let view = View::new(policy, &claim, NaiveDate::default());
    assert_eq!(view.item, policy.item("basic"));
}
