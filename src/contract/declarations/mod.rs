//! The TypeScript declarations of the contract and of the functions that other code
//! calls.
//!
//! What goes in and comes out is written from the JSON Schemas, so that the two cannot
//! tell different things. A schema has no names for its parts and says nothing of the
//! largest integers; the tables here add both.

mod writer;

use super::bundled;
use super::schema::schema;
use crate::domain::policy::document::{EventField, FactType};
use crate::domain::policy::{FactEntry, FactSource};
use writer::{Kind, Writer, comment, described, key, members_of, text};

/// What a type is called that a member of a document has: itself, or each item of its
/// list. `MEMBER/*` stands for the values of an object that has any members.
struct Named {
    member: &'static str,
    name: &'static str,
    says: &'static str,
}

const fn named(member: &'static str, name: &'static str, says: &'static str) -> Named {
    Named { member, name, says }
}

/// How a document is declared.
struct Document {
    /// Which schema it has.
    schema: &'static str,
    /// Its type.
    root: Named,
    /// The types of its members. One name may stand for equal members only.
    names: &'static [Named],
    /// The members, each of a named type, whose integers may be above 2^53-1.
    large: &'static [(&'static str, &'static str)],
    /// Whether callers write it: then its lists may be read-only ones.
    taken: bool,
}

const CLAIM: Document = Document {
    schema: "claim",
    root: named(
        "",
        "Claim",
        "What is to be judged: a policy, an item of it where it has any, and what is known.",
    ),
    names: &[
        named(
            "facts",
            "Facts",
            "Facts by id. Those of the bundled policies are named; a pack of your own may \
             declare others. A fact that is left out is not known, which is not false.",
        ),
        named(
            "facts/*",
            "FactValue",
            "What a fact can be. Integers are 0 to 2^63-1, a bigint above 2^53-1. A list is \
             one of civil dates, oldest first, or of dated events.",
        ),
    ],
    large: &[("FactValue", "facts/*")],
    taken: true,
};

const ASSESSMENT: Document = Document {
    schema: "assessment",
    root: named(
        "",
        "Assessment",
        "What a policy says of a claim. Parts that do not apply are left out.",
    ),
    names: &[
        named(
            "policy",
            "JudgedBy",
            "The edition of the policy that was applied, and the digest of its source.",
        ),
        named(
            "verdict",
            "Verdict",
            "`chargeable`: outside the warranty, and paid service is offered. \
             `undetermined`: facts are missing, see the questions.",
        ),
        named(
            "term",
            "Term",
            "How long cover lasts. `days_left` is 0 on the last covered day and negative \
             after it; where the start is not known to the day, the last covered day is \
             between two.",
        ),
        named("possible_terms", "Term", ""),
        named(
            "lines",
            "Line",
            "One of the things that the policy covers, judged by itself.",
        ),
        named("remedies", "RemedyKind", "What the issuer does about it."),
        named("parts", "Payer", "Who pays."),
        named("labour", "Payer", ""),
        named("travel", "Payer", ""),
        named("ship_in", "Payer", ""),
        named("ship_out", "Payer", ""),
        named(
            "costs",
            "Costs",
            "Who pays for what. A fee is in minor units of its currency.",
        ),
        named(
            "limits",
            "Limit",
            "A limit of use, and how much of it is used.",
        ),
        named(
            "findings",
            "RuleFinding",
            "Whether the condition of a rule holds, and the facts that it rests on.",
        ),
        named(
            "questions",
            "Question",
            "A fact whose answer can change the verdict; the most decisive comes first. \
             What a text makes likely is `suspected`, and `evidence` holds its words.",
        ),
        named(
            "answers",
            "Answer",
            "An answer, or a range of answers, and the verdict that follows. A range \
             without an end is open there.",
        ),
        named(
            "assumptions",
            "Cited",
            "Something that the policy says, and in which clause.",
        ),
        named("next_steps", "Cited", ""),
        named("notes", "Cited", ""),
        named(
            "channels",
            "Channel",
            "A way to reach the issuer, and whether it is open.",
        ),
        named("deadlines", "Deadline", "By when something is promised."),
        named("spans", "Span", "A span of open time that was counted."),
        named("stages", "Stage", "When a stage of the work is due."),
        named(
            "allowance",
            "Allowance",
            "What a year allows, and how much of it is used; what ends in `_s` is in seconds.",
        ),
        named(
            "allowances",
            "NamedAllowance",
            "One of several things that a year allows.",
        ),
        named(
            "serial_problem",
            "SerialProblem",
            "Why a serial number cannot be one. Places count from 0.",
        ),
        named(
            "proposals",
            "Proposal",
            "What a text says a fact is, with its words. It has decided nothing.",
        ),
    ],
    large: &[
        ("Limit", "limit"),
        ("Limit", "used"),
        ("Limit", "left"),
        // The ranges of a question about such a limit.
        ("Answer", "from"),
        ("Answer", "until"),
    ],
    taken: false,
};

const DRIVE_REPORT: Document = Document {
    schema: "drive-report",
    root: named(
        "",
        "DriveReport",
        "What a drive health report says. What it does not say is left out, never zero.",
    ),
    names: &[
        named(
            "format",
            "DriveReportFormat",
            "The program, and the form, that a report is of.",
        ),
        named("drives", "Drive", "A drive of the report."),
        named("kind", "DriveKind", "What kind of drive it is."),
        named(
            "certainty",
            "Certainty",
            "How exact the bytes written are. Where the unit is not known, there are \
             candidates instead.",
        ),
        named(
            "candidates",
            "Reading",
            "The bytes written, if the figure counts this unit.",
        ),
        named(
            "notes",
            "DriveNote",
            "What else is to be known of the drive.",
        ),
    ],
    large: &[
        ("Drive", "capacity_bytes"),
        ("Drive", "bytes_written"),
        ("Reading", "bytes"),
    ],
    taken: false,
};

/// What a pack may hold. Its schema names its own parts.
const PACK: Document = Document {
    schema: "pack",
    root: named("", "Pack", ""),
    names: &[],
    large: &[],
    taken: true,
};

/// The functions that other code calls, after the types of what they take and give.
/// [`policy_ids`] stands before them.
const FUNCTIONS: &str = include_str!("functions.d.ts");

/// The declarations, as the text of a `.d.ts` file.
pub fn types() -> String {
    let mut parts = vec![
        "// Written by `covercheck types`.\n".to_owned(),
        declare(&CLAIM),
        known_facts(),
        declare(&ASSESSMENT),
        declare(&DRIVE_REPORT),
        pack(),
        policy_ids(),
    ];
    parts.retain(|part| !part.is_empty());
    parts.push(FUNCTIONS.to_owned());
    parts.join("\n")
}

fn declare(document: &Document) -> String {
    let Some(schema) = schema(document.schema) else {
        return String::new();
    };
    let mut writer = Writer::new(document, &schema);
    writer.meet(&document.root, &schema);
    let mut parts = Vec::new();
    while let Some(part) = writer.next(0) {
        parts.push(part);
    }
    parts.join("\n")
}

/// The pack's many types stand apart: some are called as types of the assessment are.
fn pack() -> String {
    let Some(schema) = schema(PACK.schema) else {
        return String::new();
    };
    let mut writer = Writer::new(&PACK, &schema);
    let mut out = comment("The parts of a pack, as its schema has them.", 0);
    out.push_str("export namespace PackFormat {\n");
    let definitions = members_of(schema.get("$defs"));
    let each = definitions
        .iter()
        .map(|(name, schema)| writer.declaration(name, &described(schema), "", schema, 1));
    out.push_str(&each.collect::<Vec<_>>().join("\n"));
    out.push_str("}\n\n");
    out.push_str(&comment(
        "A pack. `readPack` and `lint` take it as JSON text.",
        0,
    ));
    out.push_str("export type Pack = PackFormat.Pack;\n");
    out
}

fn policy_ids() -> String {
    let ids = bundled::PACKS.iter().map(|(id, _)| text(id)).collect();
    let mut out = comment("The id of a bundled policy.", 0);
    let line = Kind(ids).after("export type PolicyId =", 0);
    out.push_str(&line);
    out.push_str(";\n");
    out
}

/// The facts that the bundled policies declare, each once.
fn known_facts() -> String {
    let bundles: Vec<_> = bundled::PACKS
        .iter()
        .filter_map(|(id, _)| bundled::bundle(id).ok())
        .collect();
    let each = || {
        let editions = bundles.iter().flat_map(|bundle| bundle.editions());
        editions.flat_map(|policy| policy.facts.iter().map(move |fact| (policy, fact)))
    };
    let mut ids: Vec<&str> = Vec::new();
    for (_, fact) in each() {
        if !ids.contains(&fact.id.as_str()) {
            ids.push(&fact.id);
        }
    }
    let mut out = comment(
        "The facts of the bundled policies. Answers of a choice are those of the bundled \
         policies, too; other text may stand there for a pack that has others.",
        0,
    );
    // No interface: `Facts` takes members of any name, which an interface has not.
    out.push_str("export type KnownFacts = {\n");
    for id in ids {
        let mut kind = Kind(Vec::new());
        let mut says: Vec<String> = Vec::new();
        let mut asked_by: Vec<&str> = Vec::new();
        let mut asked = "";
        for (policy, fact) in each().filter(|(_, fact)| fact.id == id) {
            kind.or(of_fact(fact));
            if asked.is_empty() {
                asked = fact.question.in_language("en");
            }
            let form = form(fact.kind, &fact.fields);
            if !form.is_empty() && !says.contains(&form) {
                says.push(form);
            }
            if !asked_by.contains(&policy.id.as_str()) {
                asked_by.push(&policy.id);
            }
        }
        let asked = match asked.ends_with(['.', '?', '!']) {
            true => asked.to_owned(),
            false => format!("{asked}."),
        };
        says.insert(0, asked);
        says.push(format!("Of {}.", asked_by.join(", ")));
        out.push_str(&comment(&says.join(" "), 1));
        out.push_str(&kind.opened().after(&format!("  {}?:", key(id)), 1));
        out.push_str(";\n");
    }
    out.push_str("};\n");
    out
}

fn of_fact(fact: &FactEntry) -> Kind {
    match (&fact.source, fact.kind) {
        (FactSource::Exclusion(..), _) | (_, FactType::YesNo) => Kind::one("boolean"),
        (_, FactType::Integer | FactType::Money) => Kind::either(&["number", "bigint"]),
        (_, FactType::Choice) => Kind(fact.option_values().map(text).collect()),
        (_, FactType::Dates) => Kind::one("string").list(true),
        (_, FactType::Events) => {
            let fields = fact.fields.iter().map(|field| {
                let optional = if field.optional { "?" } else { "" };
                let kind = match field.r#type {
                    FactType::YesNo => "boolean",
                    FactType::Integer | FactType::Money => "number | bigint",
                    _ => "string",
                };
                format!("{}{optional}: {kind}", key(field.id.as_str()))
            });
            Kind(vec![format!(
                "{{ {} }}",
                fields.collect::<Vec<_>>().join("; ")
            )])
            .list(true)
        }
        _ => Kind::one("string"),
    }
}

/// How the text of a fact is written, where its type does not tell.
fn form(kind: FactType, fields: &[EventField]) -> String {
    const DAY: &str = "A civil date, such as 2026-11-22.";
    const INSTANT: &str = "An instant: RFC 3339 with an offset, such as 2026-11-22T10:00:00+08:00.";
    match kind {
        FactType::Date => DAY.to_owned(),
        FactType::Instant => INSTANT.to_owned(),
        FactType::Dates => "Civil dates, oldest first.".to_owned(),
        FactType::Money => "In minor units of the currency.".to_owned(),
        FactType::Events if fields.iter().any(|field| field.r#type == FactType::Instant) => {
            "Instants: RFC 3339 with an offset.".to_owned()
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::writer::WIDTH;
    use super::*;
    use crate::json::{Limits, parse};

    const NAMES: &[Named] = &[
        named("state", "State", "How it is."),
        named("before", "State", ""),
        named("parts", "Part", "A part."),
        named("other", "Part", ""),
    ];

    fn of(taken: bool, schema: &str) -> String {
        let document = Document {
            schema: "",
            root: named("", "Whole", ""),
            names: NAMES,
            large: &[("Whole", "large")],
            taken,
        };
        let schema = parse(schema.as_bytes(), Limits::PACK).expect("a schema");
        let mut writer = Writer::new(&document, &schema);
        writer.meet(&document.root, &schema);
        let parts = std::iter::from_fn(|| writer.next(0));
        parts.collect::<Vec<_>>().join("\n")
    }

    /// The type of one member with this schema.
    fn member(taken: bool, name: &str, schema: &str) -> String {
        let whole = format!(
            r#"{{"type": "object", "additionalProperties": false, "required": ["{name}"],
            "properties": {{"{name}": {schema}}}, "$defs": {{"Known": {{"type": "null"}}}}}}"#
        );
        let out = of(taken, &whole);
        let (_, rest) = out.split_once(&format!("{name}: ")).expect("the member");
        let (kind, _) = rest.rsplit_once(";\n}").expect("its end");
        kind.to_owned()
    }

    #[test]
    fn members_are_optional_unless_they_must_stand_and_say_what_they_are() {
        let schema = r#"{"type": "object", "additionalProperties": false, "required": ["a"],
            "properties": {
                "a": {"type": "string", "pattern": "x", "description": "Its id. */"},
                "b-c": {"type": "boolean"}}}"#;
        assert_eq!(
            of(false, schema),
            "export interface Whole {\n  /** Its id. * / */\n  a: string;\n  \"b-c\"?: boolean;\n}\n"
        );
    }

    #[test]
    fn each_construct_has_its_type() {
        for (schema, kind) in [
            (r#"{"type": "null"}"#, "null"),
            (r#"{"type": "integer", "minimum": 0}"#, "number"),
            (r#"{"enum": ["a", "b\"", 3]}"#, r#""a" | "b\"" | 3"#),
            (
                r#"{"anyOf": [{"type": "string"}, {"type": "null"}, {"type": "string"}]}"#,
                "string | null",
            ),
            (
                r#"{"type": "array", "items": {"type": "string"}}"#,
                "string[]",
            ),
            (
                r#"{"type": "array", "items": {"enum": ["a", "b"]}}"#,
                r#"("a" | "b")[]"#,
            ),
            (
                r##"{"$ref": "#/$defs/Known", "description": "x"}"##,
                "Known",
            ),
            (
                r#"{"type": "object", "additionalProperties": {"type": "integer"}}"#,
                "{ [member: string]: number }",
            ),
            (r#"{"type": "object"}"#, "{ [member: string]: unknown }"),
            (
                r#"{"type": "object", "additionalProperties": false}"#,
                "Record<string, never>",
            ),
            (
                r#"{"type": "object", "additionalProperties": false,
                    "properties": {"x": {"type": "string"}}}"#,
                "{ x?: string }",
            ),
            ("true", "unknown"),
            ("false", "never"),
        ] {
            assert_eq!(member(false, "a", schema), kind, "{schema}");
        }
    }

    #[test]
    fn what_is_not_understood_is_unknown() {
        for schema in [
            r#"{"type": "string", "not": {"enum": ["a"]}}"#,
            r#"{"oneOf": [{"type": "string"}]}"#,
            r#"{"type": ["string", "null"]}"#,
            r##"{"$ref": "#/$defs/Missing"}"##,
            r#"{"$ref": "https://example.org/schema"}"#,
            r#"{"const": 3}"#,
        ] {
            assert_eq!(member(false, "a", schema), "unknown", "{schema}");
        }
    }

    #[test]
    fn large_integers_may_be_bigints() {
        let integer = r#"{"type": "integer"}"#;
        assert_eq!(member(false, "large", integer), "number | bigint");
        assert_eq!(member(false, "small", integer), "number");
    }

    #[test]
    fn what_callers_write_may_be_read_only() {
        let list = r#"{"type": "array", "items": {"type": "array", "items": {"type": "object"}}}"#;
        assert_eq!(member(true, "a", list), "readonly (readonly object[])[]");
    }

    #[test]
    fn equal_members_share_a_name_and_others_have_none() {
        let schema = r#"{"type": "object", "additionalProperties": false, "required": [],
            "properties": {
                "state": {"enum": ["on", "off"]},
                "before": {"enum": ["on", "off"]},
                "parts": {"type": "array", "items": {"type": "object",
                    "additionalProperties": false, "properties": {"id": {"type": "string"}}}},
                "other": {"type": "object",
                    "additionalProperties": false, "properties": {"no": {"type": "string"}}}}}"#;
        assert_eq!(
            of(false, schema),
            "\
export interface Whole {
  state?: State;
  before?: State;
  parts?: Part[];
  other?: { no?: string };
}

/** How it is. */
export type State = \"on\" | \"off\";

/** A part. */
export interface Part {
  id?: string;
}
"
        );
    }

    #[test]
    fn long_unions_and_comments_are_broken_into_lines() {
        let words = ["an-answer"; 3].map(|word| format!("{word}-{}", "x".repeat(30)));
        let kind = Kind(words.to_vec()).after("type A =", 0);
        assert_eq!(kind.lines().count(), 4, "{kind}");
        let long = comment(&"word ".repeat(40), 1);
        assert!(
            long.lines().all(|line| line.chars().count() <= WIDTH),
            "{long}"
        );
        assert!(long.starts_with("  /**\n   * word") && long.ends_with("word\n   */\n"));
    }

    /// The declarations without comments and words in quotes.
    fn bare_types() -> String {
        let types = types();
        let mut out = String::new();
        let mut rest = types.as_str();
        while let Some((before, after)) = rest.split_once("/*") {
            out.push_str(before);
            rest = after.split_once("*/").expect("the end of a comment").1;
        }
        out.push_str(rest);
        let unquoted: Vec<&str> = out.split('"').step_by(2).collect();
        unquoted.join("\"")
    }

    #[test]
    fn nothing_is_left_open_but_what_a_schema_leaves_open() {
        let bare = bare_types();
        let words = |line: &str, word: &str| {
            let words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
            words.filter(|one| *one == word).count()
        };
        let open: Vec<&str> = bare
            .lines()
            .filter(|line| words(line, "unknown") > 0)
            .map(str::trim)
            .collect();
        // The facts that a finding rests on, with whatever a claim said of each.
        assert_eq!(open, ["facts: { [member: string]: unknown };"]);
        let any = bare.lines().filter(|line| words(line, "any") > 0);
        // The pack's member of this name.
        let any: Vec<&str> = any.map(str::trim).collect();
        assert_eq!(any, ["| { any: readonly Condition[] }"]);
    }

    #[test]
    fn every_name_of_the_tables_is_declared_once() {
        let types = types();
        for document in [CLAIM, ASSESSMENT, DRIVE_REPORT] {
            for named in document.names.iter().chain([&document.root]) {
                let name = named.name;
                let heads = [
                    format!("\nexport interface {name} "),
                    format!("\nexport type {name} ="),
                ];
                let times: usize = heads.iter().map(|head| types.matches(head).count()).sum();
                assert_eq!(times, 1, "{name}");
            }
            // A member that has another schema than the one its name stands for would
            // have been written out.
            let schema = schema(document.schema).expect("a schema");
            for named in document.names {
                let listed = format!("{}: {}[]", named.member, named.name);
                let plain = format!("{}: {}", named.member, named.name);
                let here = types.replace("?:", ":");
                assert!(
                    named.member.contains('/') || here.contains(&listed) || here.contains(&plain),
                    "{}",
                    named.member
                );
            }
            let mut writer = Writer::new(&document, &schema);
            writer.meet(&document.root, &schema);
            let mut written = Vec::new();
            while let Some(part) = writer.next(0) {
                written.push(part);
            }
            for (within, member) in document.large {
                let heads = [format!("interface {within} "), format!("type {within} ")];
                let part = written
                    .iter()
                    .find(|part| heads.iter().any(|head| part.contains(head)));
                let part = part.expect("a type with large integers").replace('?', "");
                let line = match member.contains('/') {
                    true => "| bigint".to_owned(),
                    false => format!("  {member}: number | bigint"),
                };
                assert!(part.contains(&line), "{within} {member}");
            }
        }
    }

    #[test]
    fn bundled_facts_and_policies_are_known() {
        let types = types();
        for line in [
            "  purchase_date?: string;\n",
            "  proof_of_purchase?: boolean;\n",
            "  bytes_written?: number | bigint;\n",
            "  replacements?: readonly string[];\n",
            "  brand?: \"own\" | \"agent\" | (string & {});\n",
            "  outages?: readonly { start: string; end?: string }[];\n",
        ] {
            assert!(types.contains(line), "{line}");
        }
        let ids = policy_ids();
        for (id, _) in bundled::PACKS {
            assert!(ids.contains(&text(id)), "{id}");
        }
    }
}
