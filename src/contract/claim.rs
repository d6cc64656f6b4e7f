//! Reading claims, and writing their values back.

use crate::domain::claim::{Claim, Event, TEXT_LENGTH, Unfit, Value, longest, unfit};
use crate::domain::instant::Instant;
use crate::domain::policy::document::{Day, FactType};
use crate::domain::policy::{FactEntry, FactId, Policy};
use crate::json::{Json, Node, Problem, Problems, Shape, nearest};

/// The most dates or events in a list.
const LIST_LENGTH: usize = 10_000;

/// The policy that a claim names, if it is an object that names one.
pub fn policy_of(claim: &Json) -> Option<&str> {
    claim.get("policy").and_then(Json::as_text)
}

/// Reads a claim against its policy.
///
/// # Errors
/// Every problem: unknown keys and facts, wrong types, impossible dates.
pub fn read_claim(policy: &Policy, json: &Json) -> Result<Claim, Vec<Problem>> {
    let problems = Problems::default();
    let root = Node::root(json, &problems);
    root.only(&["policy", "item", "as_of", "facts"]);
    let claim = if matches!(json, Json::Object(_)) {
        read_members(policy, &root)
    } else {
        None
    };
    match (claim, problems.into_vec()) {
        (Some(claim), problems) if problems.is_empty() => Ok(claim),
        (_, problems) => Err(problems),
    }
}

fn read_members(policy: &Policy, root: &Node<'_>) -> Option<Claim> {
    let named: Option<String> = root.read("policy");
    if let (Some(named), Some(node)) = (&named, root.member("policy"))
        && *named != policy.id
    {
        node.refuse::<()>(
            "claim.unknown-policy",
            &format!("there is no policy `{named}` here"),
            &format!("this pack is `{}`", policy.id),
        );
    }
    let item = root.member("item").and_then(|node| {
        let id = String::read(&node)?;
        policy.item(&id).or_else(|| {
            let known: Vec<&str> = policy.items.iter().map(|item| item.id.as_str()).collect();
            let help = match nearest(&id, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None if known.is_empty() => "this policy has no items: leave it out".to_owned(),
                None => format!("the items are: {}", known.join(", ")),
            };
            node.refuse(
                "claim.unknown-item",
                &format!("there is no item `{id}`"),
                &help,
            )
        })
    });
    let as_of = match root.member("as_of") {
        Some(node) => read_instant(&node),
        None => root.refuse(
            "shape.missing",
            "`as_of` is missing",
            "add the instant as of which cover is judged",
        ),
    };
    let facts = root.member("facts");
    let Some(facts) = facts else {
        return root.refuse(
            "shape.missing",
            "`facts` is missing",
            "add `facts`; it may be an empty object",
        );
    };
    if !matches!(facts.json, Json::Object(_)) {
        return facts.expected("an object of facts");
    }
    let mut claim = Claim::new(as_of.unwrap_or(Instant::new(0, 0)), policy.facts.len());
    claim.item = item;
    for (id, node) in facts.each_member() {
        let Some(fact) = policy.fact(id) else {
            let known = policy.facts.iter().map(|entry| entry.id.as_str());
            let help = match nearest(id, known) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!(
                    "`covercheck schema claim` lists what a claim may hold; `{}` declares its own facts",
                    policy.id
                ),
            };
            node.refuse::<()>(
                "claim.unknown-fact",
                &format!("`{id}` is not a fact of this policy"),
                &help,
            );
            continue;
        };
        if let Some(value) = read_value(policy, fact, &node) {
            claim.set(fact, Some(value));
        }
    }
    as_of?;
    named?;
    Some(claim)
}

/// Reads the value of a fact, as its type has it. Blank text is no value.
pub fn read_value(policy: &Policy, fact: FactId, node: &Node<'_>) -> Option<Value> {
    let entry = policy.fact_entry(fact)?;
    if matches!(node.json, Json::Null) {
        return node.refuse(
            "claim.null",
            "`null` is not a value",
            "leave the fact out if it is not known",
        );
    }
    match entry.kind {
        FactType::YesNo => match node.json {
            Json::Bool(value) => Some(Value::YesNo(*value)),
            _ => node.expected("true or false"),
        },
        FactType::Date => Day::read(node).map(|Day(day)| Value::Date(day)),
        FactType::Instant => read_instant(node).map(Value::Instant),
        FactType::Integer | FactType::Money => match node.json {
            Json::Integer(number @ 0..) => Some(Value::Integer(*number)),
            Json::Integer(_) => {
                node.refuse("claim.range", "the number is below 0", "write 0 or more")
            }
            _ => node.expected("a whole number, 0 or more"),
        },
        FactType::Choice => {
            let text = text(node, TEXT_LENGTH)?;
            match entry.option_named(&text) {
                Some(option) => Some(Value::Choice(option)),
                None => {
                    let values: Vec<&str> = entry.option_values().collect();
                    let help = match nearest(&text, values.iter().copied()) {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => format!("write one of: {}", values.join(", ")),
                    };
                    node.refuse(
                        "claim.unknown-option",
                        &format!("`{text}` is not one of the answers"),
                        &help,
                    )
                }
            }
        }
        FactType::Text | FactType::Serial | FactType::Place => {
            let text = text(node, longest(entry))?;
            Some(Value::of_text(entry, text))
        }
        FactType::Dates => {
            let dates: Vec<Day> = Vec::read(node)?;
            if dates.len() > LIST_LENGTH {
                return node.refuse(
                    "claim.range",
                    "the list is too long",
                    &format!("at most {LIST_LENGTH}"),
                );
            }
            Some(Value::Dates(
                dates.into_iter().map(|Day(day)| day).collect(),
            ))
        }
        FactType::Events => read_events(entry, node),
    }
}

fn read_events(entry: &FactEntry, node: &Node<'_>) -> Option<Value> {
    let Json::List(items) = node.json else {
        return node.expected("a list of events");
    };
    if items.len() > LIST_LENGTH {
        return node.refuse(
            "claim.range",
            "the list is too long",
            &format!("at most {LIST_LENGTH}"),
        );
    }
    let names: Vec<&str> = entry.fields.iter().map(|field| field.id.as_str()).collect();
    let read = |event: Node<'_>| -> Option<Event> {
        event.only(&names)?;
        let fields: Vec<Option<Option<Value>>> = entry
            .fields
            .iter()
            .map(|field| match event.member(field.id.as_str()) {
                Some(node) => read_field(field.r#type, &node).map(Some),
                None if field.optional => Some(None),
                None => event.refuse(
                    "shape.missing",
                    &format!("`{}` is missing", field.id.as_str()),
                    &format!("add `{}`", field.id.as_str()),
                ),
            })
            .collect();
        let fields: Vec<Option<Value>> = fields.into_iter().collect::<Option<_>>()?;
        let instants: Vec<Instant> = fields
            .iter()
            .flatten()
            .filter_map(|value| {
                if let Value::Instant(instant) = value {
                    Some(*instant)
                } else {
                    None
                }
            })
            .collect();
        if let [start, end] = instants.as_slice()
            && end < start
        {
            return event.refuse(
                "claim.end-before-start",
                "it ends before it starts",
                "swap the two, or correct one",
            );
        }
        Some(Event { fields })
    };
    let events: Vec<Option<Event>> = node.each_item().map(read).collect();
    events
        .into_iter()
        .collect::<Option<Vec<_>>>()
        .map(Value::Events)
}

fn read_field(kind: FactType, node: &Node<'_>) -> Option<Value> {
    match kind {
        FactType::Instant => read_instant(node).map(Value::Instant),
        FactType::Date => Day::read(node).map(|Day(day)| Value::Date(day)),
        FactType::YesNo => bool::read(node).map(Value::YesNo),
        FactType::Integer | FactType::Money => i64::read(node).map(Value::Integer),
        _ => text(node, TEXT_LENGTH).map(Value::Text),
    }
}

fn read_instant(node: &Node<'_>) -> Option<Instant> {
    let text = match node.json {
        Json::Text(text) => text,
        _ => return node.expected("an instant, such as 2026-11-22T10:00:00+08:00"),
    };
    match Instant::parse(text) {
        Some(instant) => Some(instant),
        None => node.refuse(
            "claim.instant",
            &format!("`{text}` is not an instant"),
            "write RFC 3339 with an offset, such as 2026-11-22T10:00:00+08:00, from 1970 to 2199",
        ),
    }
}

fn text(node: &Node<'_>, longest: usize) -> Option<String> {
    let Json::Text(text) = node.json else {
        return node.expected("text");
    };
    match unfit(text, longest) {
        None => Some(text.clone()),
        Some(Unfit::ControlCharacter) => node.refuse(
            "claim.control-character",
            "the text holds a control character",
            "only line breaks and tabs are allowed",
        ),
        Some(Unfit::TooLong) => node.refuse(
            "claim.too-long",
            &format!("the text is longer than {longest} characters"),
            "shorten it",
        ),
    }
}

/// A value as it stands in a claim.
pub fn value(entry: &FactEntry, value: &Value) -> Json {
    match value {
        Value::YesNo(value) => Json::Bool(*value),
        Value::Choice(option) => entry.option(*option).map_or(Json::Null, Json::from),
        Value::Integer(number) => Json::Integer(*number),
        Value::Date(day) => day.to_string().into(),
        Value::Instant(instant) => instant.to_string().into(),
        Value::Text(text) | Value::Place(text, _) => text.as_str().into(),
        Value::Dates(dates) => Json::list(dates.iter().map(ToString::to_string)),
        Value::Events(events) => {
            Json::List(
                events
                    .iter()
                    .map(|event| {
                        let members = entry.fields.iter().zip(&event.fields).filter_map(
                            |(field, written)| {
                                Some((
                                    field.id.as_str().to_owned(),
                                    self::value(entry, written.as_ref()?),
                                ))
                            },
                        );
                        Json::Object(members.collect())
                    })
                    .collect(),
            )
        }
    }
}
