//! Writing the JSON Schema (draft 2020-12) of the shapes.

use super::Json;
use std::collections::BTreeMap;

/// The schemas met so far, by name, so that each stands once.
#[derive(Default)]
pub struct Definitions(BTreeMap<String, Json>);

/// A member of an object shape.
pub struct Member {
    /// Its name.
    pub name: &'static str,
    /// What it is, from the doc comment.
    pub description: &'static str,
    /// Whether it must stand.
    pub required: bool,
    /// What may stand there.
    pub schema: Json,
}

impl Definitions {
    /// A reference to the definition `name`, made on first use.
    pub fn named(&mut self, name: &str, make: impl FnOnce(&mut Definitions) -> Json) -> Json {
        if !self.0.contains_key(name) {
            // Stands in while the definition refers to itself.
            self.0.insert(name.to_owned(), Json::Bool(true));
            let schema = make(self);
            self.0.insert(name.to_owned(), schema);
        }
        Json::members([("$ref", Some(format!("#/$defs/{name}").into()))])
    }

    /// The definition of an object that refuses unknown members.
    pub fn object(
        &mut self,
        name: &str,
        description: &str,
        members: impl FnOnce(&mut Definitions) -> Vec<Member>,
    ) -> Json {
        self.named(name, |definitions| {
            let members = members(definitions);
            let required = members
                .iter()
                .filter(|member| member.required)
                .map(|member| member.name);
            let required = Json::list(required);
            let properties = members
                .into_iter()
                .map(|member| {
                    let described = described(member.schema, member.description);
                    (member.name.to_owned(), described)
                })
                .collect();
            Json::members([
                ("type", Some("object".into())),
                ("description", Some(description.trim().into())),
                ("additionalProperties", Some(false.into())),
                ("required", Some(required)),
                ("properties", Some(Json::Object(properties))),
            ])
        })
    }

    /// Lets an object of the definition `name` name its schema.
    pub fn may_name_its_schema(&mut self, name: &str) {
        if let Some(Json::Object(members)) = self.0.get_mut(name)
            && let Some((_, Json::Object(properties))) =
                members.iter_mut().find(|(key, _)| key == "properties")
        {
            let text = Json::members([("type", Some("string".into()))]);
            properties.insert(0, ("$schema".to_owned(), text));
        }
    }

    /// The definition of a choice of words.
    pub fn words(&mut self, name: &str, description: &str, words: &[&str]) -> Json {
        self.named(name, |_| {
            Json::members([
                ("description", Some(description.trim().into())),
                ("enum", Some(Json::list(words.iter().copied()))),
            ])
        })
    }

    /// The whole schema, with `root` as what the document must be.
    pub fn document(self, title: &str, root: Json) -> Json {
        let mut members = vec![
            (
                "$schema".to_owned(),
                "https://json-schema.org/draft/2020-12/schema".into(),
            ),
            ("title".to_owned(), title.into()),
        ];
        if let Json::Object(root) = root {
            members.extend(root);
        }
        members.push((
            "$defs".to_owned(),
            Json::Object(self.0.into_iter().collect()),
        ));
        Json::Object(members)
    }
}

/// Text that matches a pattern.
pub fn pattern(description: &str, pattern: &str) -> Json {
    Json::members([
        ("type", Some("string".into())),
        ("description", Some(description.into())),
        ("pattern", Some(pattern.into())),
    ])
}

/// Any of several schemas.
pub fn any_of(schemas: Vec<Json>) -> Json {
    Json::members([("anyOf", Some(Json::List(schemas)))])
}

/// An object with these members, all of which must stand.
pub fn exactly<const N: usize>(members: [(&str, Json); N]) -> Json {
    let names = Json::list(members.iter().map(|(name, _)| *name));
    let properties = members
        .into_iter()
        .map(|(name, schema)| (name.to_owned(), schema))
        .collect();
    Json::members([
        ("type", Some("object".into())),
        ("additionalProperties", Some(false.into())),
        ("required", Some(names)),
        ("properties", Some(Json::Object(properties))),
    ])
}

fn described(schema: Json, description: &str) -> Json {
    match schema {
        Json::Object(mut members) => {
            members.push(("description".to_owned(), description.trim().into()));
            Json::Object(members)
        }
        other => other,
    }
}
