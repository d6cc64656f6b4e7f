//! The JSON Schemas of claims, assessments and drive reports; that of packs is
//! generated from their shapes.

use crate::domain::coverage::Verdict;
use crate::domain::drive_report::{Format, Kind, Note, Unit};
use crate::domain::policy::document::{Pack, Payer, RemedyKind};
use crate::json::schema::{Definitions, any_of, pattern};
use crate::json::{Json, Shape, Words};

/// The schema with this name: `pack`, `claim`, `assessment` or `drive-report`.
pub fn schema(name: &str) -> Option<Json> {
    let mut definitions = Definitions::default();
    match name {
        "pack" => {
            let root = Pack::schema(&mut definitions);
            definitions.may_name_its_schema("Pack");
            Some(definitions.document("Covercheck policy pack", root))
        }
        "claim" => Some(definitions.document("Covercheck claim", claim())),
        "assessment" => Some(definitions.document("Covercheck assessment", assessment())),
        "drive-report" => Some(definitions.document("Covercheck drive report", drive_report())),
        _ => None,
    }
}

fn of_type(name: &str) -> Json {
    Json::members([("type", Some(name.into()))])
}

fn array(items: Json) -> Json {
    Json::members([("type", Some("array".into())), ("items", Some(items))])
}

fn words<'a>(words: impl Iterator<Item = &'a str>) -> Json {
    Json::members([("enum", Some(Json::list(words)))])
}

fn object(required: &[&str], members: Vec<(&str, Json)>) -> Json {
    Json::members([
        ("type", Some("object".into())),
        ("additionalProperties", Some(false.into())),
        ("required", Some(Json::list(required.iter().copied()))),
        (
            "properties",
            Some(Json::Object(
                members
                    .into_iter()
                    .map(|(name, schema)| (name.to_owned(), schema))
                    .collect(),
            )),
        ),
    ])
}

fn day() -> Json {
    pattern(
        "A civil date, 1970 to 2199.",
        "^(19[7-9]|2[01][0-9])[0-9]-[01][0-9]-[0-3][0-9]$",
    )
}

fn instant() -> Json {
    pattern(
        "An instant: RFC 3339 with an offset.",
        "^[12][0-9]{3}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?(Z|[+-][0-2][0-9]:[0-5][0-9])$",
    )
}

fn claim() -> Json {
    let event = Json::members([("type", Some("object".into()))]);
    let value = any_of(vec![
        of_type("boolean"),
        Json::members([
            ("type", Some("integer".into())),
            ("minimum", Some(0.into())),
        ]),
        of_type("string"),
        array(day()),
        array(event),
    ]);
    let facts = Json::members([
        ("type", Some("object".into())),
        (
            "description",
            Some("Facts by id, as the pack declares them. What is left out is unknown.".into()),
        ),
        ("additionalProperties", Some(value)),
    ]);
    object(
        &["policy", "as_of", "facts"],
        vec![
            ("policy", of_type("string")),
            ("item", of_type("string")),
            ("as_of", instant()),
            ("facts", facts),
        ],
    )
}

fn assessment() -> Json {
    let (text, integer) = (|| of_type("string"), || of_type("integer"));
    let verdict = || words(Verdict::ALL.into_iter().map(Verdict::word));
    let payer = || words(Payer::WORDS.iter().copied());
    let between = |from: &'static str, until: &'static str| {
        object(&[from, until], vec![(from, day()), (until, day())])
    };
    let term = || {
        object(
            &["starts", "basis", "ends_by"],
            vec![
                ("starts", day()),
                ("basis", text()),
                ("manufactured", between("from", "until")),
                ("last_covered_day", day()),
                ("last_covered_between", between("earliest", "latest")),
                ("days_left", integer()),
                ("ends_by", words(["time", "limit"].into_iter())),
            ],
        )
    };
    let costs = || {
        object(
            &[],
            vec![
                ("parts", payer()),
                ("labour", payer()),
                ("travel", payer()),
                ("ship_in", payer()),
                ("ship_out", payer()),
                ("fee", integer()),
                ("currency", text()),
            ],
        )
    };
    let limits = || {
        array(object(
            &["id", "limit"],
            vec![
                ("id", text()),
                ("unit", text()),
                ("limit", integer()),
                ("used", integer()),
                ("left", integer()),
                ("projected_end", day()),
            ],
        ))
    };
    let cited = || {
        array(object(
            &["id", "clause"],
            vec![("id", text()), ("clause", text())],
        ))
    };
    let line = object(
        &["id", "verdict", "reasons", "remedies"],
        vec![
            ("id", text()),
            ("verdict", verdict()),
            ("reasons", array(text())),
            ("remedies", array(words(RemedyKind::WORDS.iter().copied()))),
            ("term", term()),
            ("possible_terms", array(term())),
            ("limits", limits()),
            ("costs", costs()),
            ("refund_percent", integer()),
        ],
    );
    let finding = object(
        &["rule", "clause", "outcome", "facts"],
        vec![
            ("rule", text()),
            ("line", text()),
            ("clause", text()),
            ("outcome", words(["true", "false", "unknown"].into_iter())),
            ("facts", of_type("object")),
        ],
    );
    let bound = || any_of(vec![integer(), day()]);
    let answer = object(
        &["verdict"],
        vec![
            ("value", any_of(vec![of_type("boolean"), text()])),
            ("from", bound()),
            ("until", bound()),
            ("verdict", verdict()),
            ("last_covered_day", day()),
        ],
    );
    let question = object(
        &["fact", "because", "answers"],
        vec![
            ("fact", text()),
            ("because", text()),
            ("suspected", of_type("boolean")),
            ("evidence", text()),
            ("answers", array(answer)),
        ],
    );
    let policy = object(
        &["id", "edition"],
        vec![("id", text()), ("edition", text()), ("digest", text())],
    );
    let serial = object(
        &["code"],
        vec![
            (
                "code",
                words(["form", "length", "impossible", "check-character", "future"].into_iter()),
            ),
            ("at", integer()),
            ("expected", any_of(vec![text(), integer()])),
            ("found", any_of(vec![text(), integer()])),
            ("suggestion", text()),
        ],
    );
    let proposal = object(
        &["fact", "value", "evidence"],
        vec![("fact", text()), ("value", text()), ("evidence", text())],
    );
    let moment_or_null = || any_of(vec![instant(), of_type("null")]);
    let channel = object(
        &["id"],
        vec![
            ("id", text()),
            ("open_now", of_type("boolean")),
            ("opens_at", moment_or_null()),
        ],
    );
    let span = object(
        &["from", "until"],
        vec![("from", instant()), ("until", instant())],
    );
    let deadline = object(
        &["id", "due", "counted", "clause", "provisional", "spans"],
        vec![
            ("id", text()),
            ("starts", instant()),
            ("due", instant()),
            ("counted", text()),
            ("clause", text()),
            ("provisional", of_type("boolean")),
            ("spans", array(span)),
        ],
    );
    let stage = object(
        &["id", "earliest", "latest"],
        vec![
            ("id", text()),
            ("earliest", instant()),
            ("latest", instant()),
        ],
    );
    let usage = || {
        vec![
            ("year_from", day()),
            ("year_until", day()),
            ("allowed_s", integer()),
            ("used_s", integer()),
            ("left_s", integer()),
            ("over_s", integer()),
            ("availability_ppm", integer()),
            ("exhausted_at", moment_or_null()),
            ("allowed", integer()),
            ("used", integer()),
            ("left", integer()),
            ("over", integer()),
        ]
    };
    object(
        &[
            "policy",
            "as_of",
            "verdict",
            "reasons",
            "lines",
            "findings",
            "questions",
            "details_wanted",
            "assumptions",
            "routes",
            "next_steps",
            "notes",
            "channels",
        ],
        vec![
            ("policy", policy),
            ("item", text()),
            ("as_of", instant()),
            ("verdict", verdict()),
            ("reasons", array(text())),
            ("term", term()),
            ("possible_terms", array(term())),
            ("lines", array(line)),
            ("findings", array(finding)),
            ("questions", array(question)),
            ("details_wanted", array(text())),
            ("assumptions", cited()),
            ("limits", limits()),
            ("costs", costs()),
            ("refund_percent", integer()),
            ("routes", array(text())),
            ("next_steps", cited()),
            ("notes", cited()),
            ("channels", array(channel)),
            ("deadlines", array(deadline)),
            ("stages", array(stage)),
            ("allowance", object(&["year_from", "year_until"], usage())),
            (
                "allowances",
                array(object(
                    &["id", "year_from", "year_until"],
                    [vec![("id", text())], usage()].concat(),
                )),
            ),
            ("serial_problem", serial),
            ("proposals", array(proposal)),
        ],
    )
}

fn drive_report() -> Json {
    let (text, integer) = (|| of_type("string"), || of_type("integer"));
    let candidate = object(
        &["bytes", "unit"],
        vec![
            ("bytes", integer()),
            ("unit", words(Unit::ALL.into_iter().map(Unit::id))),
        ],
    );
    let certainty = ["exact", "rounded", "unit-unknown"];
    let drive = object(
        &["kind", "notes"],
        vec![
            ("model", text()),
            ("serial", text()),
            ("kind", words(Kind::ALL.into_iter().map(Kind::id))),
            ("capacity_bytes", integer()),
            ("bytes_written", integer()),
            ("bytes_written_from", text()),
            ("certainty", words(certainty.into_iter())),
            ("candidates", array(candidate)),
            ("percentage_used", integer()),
            ("power_on_hours", integer()),
            ("notes", array(words(Note::ALL.into_iter().map(Note::id)))),
        ],
    );
    let format = words(Format::ALL.into_iter().map(Format::id));
    object(
        &["format", "drives"],
        vec![("format", format), ("drives", array(drive))],
    )
}
