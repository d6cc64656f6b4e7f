//! Items side by side: the table against the agreed readings, scenes against the
//! assessments of the same claims, which item fits, and addresses that lead back.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use chrono::NaiveDate;
use cover::contract::{bundled, comparison_of};
use cover::domain::claim::Value;
use cover::domain::comparison::Comparison;
use cover::domain::comparison::scene::{Situation, played};
use cover::domain::comparison::table::{Aspect, Cell, Change, Row, Said, When, table};
use cover::domain::coverage::{Verdict, assess};
use cover::domain::instant::Instant;
use cover::domain::policy::document::{CalendarSpan, FactType, Inclusion};
use cover::domain::policy::{ItemId, Policy};
use cover::domain::promises::promises;
use cover::domain::world::BuiltInZones;
use cover::journey::compare::{Compared, Scenery, Shown, Tab};
use cover::journey::wording::wording;
use cover::journey::{IsoFormats, Language};
use cover::json::{Limits, parse};
use proptest::prelude::*;
use std::sync::OnceLock;

const NOW: &str = "2026-11-28T12:00:00+07:00";

struct Known {
    policy: Policy,
    comparison: Comparison,
    rows: Vec<Row>,
}

fn now() -> Instant {
    Instant::parse(NOW).unwrap()
}

/// What is known of a policy; it is read once.
fn known(id: &'static str) -> &'static Known {
    static READ: OnceLock<Vec<(&str, Known)>> = OnceLock::new();
    let read = READ.get_or_init(|| IDS.map(|id| (id, read(id))).into());
    let (_, known) = read.iter().find(|(one, _)| *one == id).expect("one of IDS");
    known
}

/// The bundled policies whose items can be compared.
const IDS: [&str; 3] = ["website-care", "hardware-service", "storage-warranty"];

fn read(id: &str) -> Known {
    let policy = bundled::policy(id).expect("a bundled policy");
    let (_, bytes) = bundled::PACKS.iter().find(|(one, _)| *one == id).unwrap();
    let pack = parse(bytes, Limits::PACK).expect("JSON");
    let comparison = comparison_of(&pack, &policy).expect("a sound comparison");
    let rows = table(&policy, &comparison, now(), &BuiltInZones);
    Known {
        policy,
        comparison,
        rows,
    }
}

impl Known {
    fn told(&self, language: Language) -> Compared<'_> {
        Compared::new(
            &self.policy,
            &self.comparison,
            &self.rows,
            wording(language),
            &IsoFormats,
            &BuiltInZones,
        )
    }

    fn row(&self, is_it: impl Fn(&Aspect) -> bool) -> &Row {
        self.rows.iter().find(|row| is_it(&row.of)).expect("a row")
    }

    fn item(&self, id: &str) -> ItemId {
        self.policy.item(id).expect("an item")
    }
}

/// The matrix of the agreed readings, policy A.
const MATRIX: [(&str, [&str; 3]); 14] = [
    ("interface_bug", ["+", "+", "+"]),
    ("basic_feature_bug", ["+", "+", "+"]),
    ("feature_bug", ["?+.", "+", "+"]),
    ("security", [".", "?.+", "+"]),
    ("updates", [".", "+", "+"]),
    ("performance_advice", [".", "+", "+"]),
    ("performance_report", [".", ".", "+"]),
    ("content_update", ["x", ".", "?+."]),
    ("seo", ["x", ".", "+"]),
    ("development_advice", [".", ".", "+"]),
    ("new_feature", ["x", "x", "."]),
    ("feature_change", ["x", ".", "."]),
    ("redesign", [".", "x", "?x."]),
    ("restore", ["+", "+", "+"]),
];

fn sign(said: &Said) -> &'static str {
    match said {
        Said::Answer(Inclusion::Included) => "+",
        Said::Answer(Inclusion::Excluded) => "x",
        Said::Answer(Inclusion::NotListed) => ".",
        other => panic!("{other:?} is no answer of a table"),
    }
}

/// A cell as the readings write it: what depends on a question begins with `?`, then
/// the answer for yes and for no.
fn written(cell: &Cell) -> String {
    match cell.cases() {
        [case] => sign(&case.said).to_owned(),
        [yes, no] => {
            assert!(matches!(yes.when, When::Fact(_, Value::YesNo(true))));
            assert!(matches!(no.when, When::Fact(_, Value::YesNo(false))));
            ["?", sign(&yes.said), sign(&no.said)].concat()
        }
        cases => panic!("{} cases", cases.len()),
    }
}

#[test]
fn the_table_of_website_packages_is_the_agreed_matrix() {
    let care = known("website-care");
    for (kind, expected) in MATRIX {
        let row = care.row(|of| match of {
            Aspect::Kind(_, fact, option) => {
                care.policy.fact_entry(*fact).unwrap().option(*option) == Some(kind)
            }
            _ => false,
        });
        let found: Vec<String> = row.cells.iter().map(written).collect();
        assert_eq!(found, expected, "{kind}");
    }
    let kinds = care.rows.iter();
    let kinds = kinds.filter(|row| matches!(row.of, Aspect::Kind(..)));
    assert_eq!(kinds.count(), MATRIX.len());
}

#[test]
fn each_package_has_more_than_the_one_before_where_the_policy_says_so() {
    let care = known("website-care");
    let changes = |row: &Row| -> Vec<Option<Change>> {
        let pairs = row.cells.windows(2);
        pairs
            .map(|pair| pair[1].change(&pair[0], &care.policy))
            .collect()
    };
    let more = Some(Change::More);
    let term = care.row(|of| matches!(of, Aspect::Term(_)));
    assert_eq!(changes(term), [more, more]);
    let response = care.row(|of| matches!(of, Aspect::Commitment(_)));
    assert_eq!(changes(response), [more, more]);
    let hours = care.row(|of| matches!(of, Aspect::Hours(_)));
    assert_eq!(changes(hours), [more, None]);
    let backups = care.row(|of| matches!(of, Aspect::Upkeep(_)));
    assert_eq!(changes(backups), [more, more]);
    let stage = care.row(|of| matches!(of, Aspect::Stage(_)));
    assert_eq!(changes(stage), [None, None]);
    let kind = |value: &str| {
        let row = care.row(|of| match of {
            Aspect::Kind(_, fact, option) => {
                care.policy.fact_entry(*fact).unwrap().option(*option) == Some(value)
            }
            _ => false,
        });
        changes(row)
    };
    // In part is more than not at all, and less than whole.
    assert_eq!(kind("security"), [more, more]);
    assert_eq!(kind("content_update"), [None, more]);
    // That something is no longer excluded but not listed gives nobody a right to it.
    assert_eq!(kind("feature_change"), [None, None]);
    assert_eq!(kind("restore"), [None, None]);
}

#[test]
fn hardware_and_storage_have_a_table_as_well() {
    let hardware = known("hardware-service");
    let years = |row: &Row| -> Vec<u32> {
        let cells = row.cells.iter();
        cells
            .map(|cell| match cell.settled() {
                Some(Said::Length(span)) => span.months,
                other => panic!("{other:?} is no length"),
            })
            .collect()
    };
    let term = hardware.row(|of| matches!(of, Aspect::Term(_)));
    assert_eq!(years(term), [12, 12, 36]);
    let routes = hardware.rows.iter();
    let routes = routes.filter(|row| matches!(row.of, Aspect::Route(_)));
    assert_eq!(routes.count(), 2);

    let storage = known("storage-warranty");
    let term = storage.row(|of| matches!(of, Aspect::Term(_)));
    assert_eq!(years(term), [36; 6]);
    let written = storage.row(|of| matches!(of, Aspect::Limit(0, 0)));
    let limits: Vec<Option<i64>> = written
        .cells
        .iter()
        .map(|cell| match cell.settled() {
            Some(Said::Number(_, number)) => Some(*number),
            Some(Said::Nothing) => None,
            other => panic!("{other:?} is no limit"),
        })
        .collect();
    let tb = |number: i64| Some(number * 1_000_000_000_000);
    assert_eq!(limits, [tb(80), tb(160), tb(320), tb(640), None, None]);
}

#[test]
fn a_scene_gives_what_the_same_claim_gives() {
    for id in IDS {
        let known = known(id);
        for scene in &known.comparison.scenes {
            let today = now();
            let at = scene.next_moment(
                NaiveDate::from_ymd_opt(2026, 11, 28).unwrap(),
                &known.policy.zone,
                &BuiltInZones,
            );
            assert!(at.seconds() > today.seconds() - 86_400, "{}", scene.id);
            let situation = Situation {
                at,
                age: scene.age.unwrap(),
                facts: scene.facts.clone(),
            };
            for item in (0..known.policy.items.len()).map(ItemId::from_index) {
                let played = played(
                    &known.policy,
                    &known.comparison,
                    &situation,
                    item,
                    &BuiltInZones,
                );
                let again = assess(&known.policy, &played.claim, &BuiltInZones);
                assert_eq!(again, played.assessment);
                assert_eq!(
                    promises(&known.policy, &played.claim, &again, &BuiltInZones),
                    played.promises
                );
                assert!(again.questions.is_empty(), "{id} {}: open", scene.id);
                assert!(
                    !again.reasons.iter().any(|reason| matches!(
                        reason,
                        cover::domain::coverage::Reason::Contradiction(_)
                    )),
                    "{id} {}",
                    scene.id
                );
            }
        }
    }
}

#[test]
fn hacked_on_a_saturday_night() {
    let care = known("website-care");
    let hacked = care.comparison.scenes.iter();
    let hacked = hacked
        .clone()
        .find(|scene| scene.id == "hacked")
        .expect("the scene");
    let situation = Situation {
        at: Instant::parse("2026-11-28T22:00:00+07:00").unwrap(),
        age: CalendarSpan { months: 3, days: 0 },
        facts: hacked.facts.clone(),
    };
    let played = |item: &str| {
        let item = care.item(item);
        played(
            &care.policy,
            &care.comparison,
            &situation,
            item,
            &BuiltInZones,
        )
    };
    for item in ["basic", "advanced"] {
        assert_eq!(
            played(item).assessment.verdict,
            Verdict::NotCovered,
            "{item}"
        );
        assert!(played(item).promises.deadlines.is_empty());
    }
    let most = played("comprehensive");
    assert_eq!(most.assessment.verdict, Verdict::Covered);
    let due = most.promises.deadlines.first().expect("a response").due;
    assert_eq!(due.to_string(), "2026-11-29T02:00:00+07:00");
    let loses = ["basic", "advanced", "comprehensive"].map(|item| played(item).loses);
    let span = |months, days| Some(CalendarSpan { months, days });
    assert_eq!(loses, [span(1, 0), span(0, 7), span(0, 1)]);

    // After seven months Basic is over, and no copies are promised any more.
    let later = Situation {
        age: CalendarSpan { months: 7, days: 0 },
        ..situation.clone()
    };
    let basic = cover::domain::comparison::scene::played(
        &care.policy,
        &care.comparison,
        &later,
        care.item("basic"),
        &BuiltInZones,
    );
    assert_eq!(basic.loses, None);
}

#[test]
fn the_smallest_package_that_has_everything_is_first() {
    let care = known("website-care");
    let told = care.told(Language::English);
    let order = |answers: &[Option<usize>]| -> Vec<(String, bool)> {
        let fits = told.fits(answers).into_iter();
        fits.map(|fit| (fit.id, fit.is_best)).collect()
    };
    let of = |ids: [&str; 3], best: &str| -> Vec<(String, bool)> {
        let ids = ids.into_iter();
        ids.map(|id| (id.to_owned(), id == best)).collect()
    };
    assert!(order(&[]).is_empty());
    // That business hours will do asks for nothing.
    assert!(order(&[Some(1)]).is_empty());
    let (basic, advanced, whole) = ("basic", "advanced", "comprehensive");
    assert_eq!(
        order(&[Some(1), Some(2), Some(2)]),
        of([basic, advanced, whole], basic)
    );
    assert_eq!(
        order(&[Some(0), None, Some(1)]),
        of([advanced, whole, basic], advanced)
    );
    assert_eq!(
        order(&[Some(0), Some(0), Some(0), Some(0), Some(0)]),
        of([whole, advanced, basic], whole)
    );
    let fits = told.fits(&[Some(0), Some(1), Some(1), Some(0), Some(1)]);
    assert_eq!(fits[0].id, advanced);
    assert_eq!(fits[0].told, "Has everything you asked for");
    assert_eq!(fits[1].told, "Has everything, and more than you asked for");
    assert_eq!(fits[2].told, "Has 0 of 5");
}

#[test]
fn everything_is_told_in_every_language() {
    for id in IDS {
        let known = known(id);
        for language in Language::ALL {
            let told = known.told(language);
            let view = told.table();
            assert_eq!(view.columns.len(), known.policy.items.len());
            let rows: Vec<_> = view.groups.iter().flat_map(|group| &group.rows).collect();
            assert_eq!(rows.len(), known.rows.len());
            for row in rows {
                assert!(
                    !row.title.is_empty() && !row.id.ends_with('.'),
                    "{}",
                    row.id
                );
                for case in row.cells.iter().flat_map(|cell| &cell.cases) {
                    assert!(!case.told.is_empty(), "{} {}", row.id, language.tag());
                    let whole = [&case.told, case.note.as_deref().unwrap_or("")].concat();
                    assert!(!whole.contains('{'), "{whole}");
                }
            }
            for scene in &known.comparison.scenes {
                let set = told.scene_named(&scene.id, now()).expect("the scene");
                let view = told.scene(&set);
                assert_eq!(view.count(), known.policy.items.len());
                for lane in view.lanes() {
                    assert!(!lane.why.is_empty(), "{id} {} {}", scene.id, lane.id);
                    for window in &lane.windows {
                        assert!((0..=1000).contains(&window.from));
                        assert!((window.from..=1000).contains(&window.until));
                        assert!(!window.told.is_empty() && !window.told.contains('{'));
                    }
                }
                let mut chosen = told.scenes(&set, now()).into_iter();
                let chosen = chosen.find(|one| one.chosen).expect("it is set");
                assert_eq!(chosen.id, scene.id);
            }
        }
    }
}

#[test]
fn an_address_that_was_spoilt_leads_to_the_policy_all_the_same() {
    let care = known("website-care");
    let told = care.told(Language::English);
    for spoilt in [
        "",
        "view",
        "view=",
        "view=x",
        "at=",
        "at=2026-13-01T00:00",
        "at=2026-11-28T24:00",
        "at=2026-11-28",
        "age=P",
        "age=PX",
        "age=P9999999999M",
        "fits=9.9.9",
        "fits=x",
        "request_kind=nothing",
        "handover_date=2026-01-01",
        "&&=&=",
    ] {
        let shown = told.shown(spoilt, now());
        let set = shown.scene.is_some() || shown.answers.iter().any(Option::is_some);
        let age_alone = spoilt == "age=P";
        assert!(!set || age_alone, "{spoilt}");
    }
}

/// Any scene that a person can set.
fn sceneries(policy: &Policy) -> impl Strategy<Value = Scenery> + use<> {
    let facts: Vec<_> = policy
        .facts
        .iter()
        .enumerate()
        .filter_map(|(place, entry)| {
            let fact = cover::domain::policy::FactId::from_index(place);
            match entry.kind {
                FactType::YesNo => Some((fact, 0)),
                FactType::Choice => Some((fact, entry.options.len())),
                _ => None,
            }
        })
        .collect();
    let fact = prop::sample::select(facts).prop_flat_map(|(fact, options)| {
        if options == 0 {
            any::<bool>()
                .prop_map(move |yes| (fact, Value::YesNo(yes)))
                .boxed()
        } else {
            let options = u16::try_from(options).unwrap();
            (0..options)
                .prop_map(move |option| (fact, Value::Choice(option)))
                .boxed()
        }
    });
    let facts = prop::collection::vec(fact, 0..4).prop_map(|mut facts| {
        facts.sort_by_key(|(fact, _)| *fact);
        facts.dedup_by_key(|(fact, _)| *fact);
        facts
    });
    (0..40_000_u64, 0..1440_u16, 0..120_u32, 0..40_u32, facts).prop_map(
        |(day, minute, months, days, facts)| Scenery {
            day: NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::Days::new(day),
            minute,
            age: CalendarSpan { months, days },
            facts,
        },
    )
}

fn ids() -> impl Strategy<Value = &'static str> {
    prop::sample::select(IDS.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_address_leads_back(
        (id, scene) in ids().prop_flat_map(|id| {
            let scenes = sceneries(&known(id).policy);
            (Just(id), prop::option::of(scenes))
        }),
        tab in prop::sample::select(Tab::ALL.to_vec()),
        answers in prop::collection::vec(prop::option::of(0..2_usize), 0..6),
    ) {
        let known = known(id);
        let told = known.told(Language::English);
        let questions = known.comparison.questions.len();
        let mut answers = answers;
        answers.truncate(questions);
        if answers.iter().all(Option::is_none) {
            answers.clear();
        }
        let shown = Shown { tab, scene, answers };
        let fragment = told.fragment(&shown);
        let query = fragment.split_once('?').map_or("", |(_, query)| query);
        prop_assert_eq!(told.shown(query, now()), shown);
    }

    /// Whatever is set, each item has an answer, and the axis holds what is shown.
    #[test]
    fn any_scene_can_be_played(
        (id, set) in ids().prop_flat_map(|id| {
            (Just(id), sceneries(&known(id).policy))
        }),
        step in 0..700_u16,
    ) {
        let known = known(id);
        let told = known.told(Language::Chinese);
        let moved = told.at_step(&set, step);
        let view = told.scene(&moved);
        prop_assert_eq!(view.step(), step.min(671));
        prop_assert!((24..=336).contains(&view.hours()));
        prop_assert_eq!(view.count(), known.policy.items.len());
        for lane in view.lanes() {
            for window in &lane.windows {
                prop_assert!(0 <= window.from && window.from <= window.until && window.until <= 1000);
            }
            for (from, until) in &lane.open {
                prop_assert!(0 <= *from && from <= until && *until <= 1000);
            }
        }
        // Part by part, as it follows a handle, it is told the same.
        let each = view.each_drawn();
        let again = told.scene_on(&moved, &each);
        prop_assert_eq!(again.hours(), view.hours());
        prop_assert_eq!(again.drawn(), view.drawn());
        for item in (0..view.count()).rev() {
            prop_assert_eq!(again.lane(item), view.lane(item));
        }
        for mark in &view.marks() {
            prop_assert!((0..=1000).contains(&mark.at));
        }
    }
}
