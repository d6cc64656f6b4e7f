//! JavaScript values as JSON trees, and back.

use crate::json::Json;
use js_sys::{Array, Number, Object};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use wasm_bindgen::{JsCast, JsValue};

/// The tree of a plain JavaScript value. What JSON does not have becomes
/// `null`, which no shape accepts; so does what lies too deep, as in a value that
/// contains itself.
///
/// Read by hand: a deserialiser brings the formatting of floating-point numbers
/// along for messages that nobody would see.
pub fn to_json(value: &JsValue) -> Json {
    within(DEEPEST, value)
}

/// No shape of ours goes half as deep.
const DEEPEST: u32 = 64;
/// None has room for more, nor does the text of a claim.
const LONGEST: u32 = 1 << 20;

fn within(depth: u32, value: &JsValue) -> Json {
    if let Some(text) = value.as_string() {
        return Json::Text(text);
    }
    if let Some(value) = value.as_bool() {
        return Json::Bool(value);
    }
    if Number::is_safe_integer(value) {
        return value
            .as_f64()
            .map_or(Json::Null, |number| Json::Integer(whole(number)));
    }
    if value.as_f64().is_some() {
        return Json::Fraction;
    }
    if value.is_bigint() {
        return i64::try_from(value.clone()).map_or(Json::Fraction, Json::Integer);
    }
    let Some(depth) = depth.checked_sub(1) else {
        return Json::Null;
    };
    if Array::is_array(value) {
        let items: &Array = value.unchecked_ref();
        if items.length() > LONGEST {
            return Json::Null;
        }
        return Json::List(items.iter().map(|item| within(depth, &item)).collect());
    }
    let Some(object) = Object::try_from(value) else {
        return Json::Null;
    };
    let entries = Object::entries(object);
    let members = entries.iter().filter_map(|member| {
        let member: Array = member.unchecked_into();
        let value = member.get(1);
        // As `JSON.stringify` has it.
        (!value.is_undefined()).then_some((member.get(0).as_string()?, within(depth, &value)))
    });
    Json::Object(members.collect())
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the number was found to be a safe integer"
)]
fn whole(number: f64) -> i64 {
    number as i64
}

/// The plain JavaScript value of a tree. Whole numbers above 2^53-1 are
/// `BigInt`s.
pub fn to_value(json: &Json) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    json.serialize(&serializer).unwrap_or(JsValue::NULL)
}

/// The same by way of its text, which is several times as fast for large trees: one
/// crossing into JavaScript instead of one for each name and value. Not for whole
/// numbers above 2^53-1, of which the browser's reader keeps the first digits alone;
/// a tree that holds one goes the longer way.
pub fn to_value_by_text(json: &Json) -> JsValue {
    if has_large_number(json) {
        return to_value(json);
    }
    js_sys::JSON::parse(&json.to_string()).unwrap_or(JsValue::NULL)
}

fn has_large_number(json: &Json) -> bool {
    match json {
        Json::Integer(number) => !(-SAFE..=SAFE).contains(number),
        Json::List(items) => items.iter().any(has_large_number),
        Json::Object(members) => members.iter().any(|(_, value)| has_large_number(value)),
        _ => false,
    }
}

/// The tree of a JSON text, by the browser's own reader. For text that we
/// wrote; what people write is read by [`crate::json::parse`].
pub fn parse(text: &str) -> Option<Json> {
    Some(to_json(&js_sys::JSON::parse(text).ok()?))
}

const SAFE: i64 = (1 << 53) - 1;

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null | Json::Fraction => serializer.serialize_unit(),
            Json::Bool(value) => serializer.serialize_bool(*value),
            Json::Integer(number) if (-SAFE..=SAFE).contains(number) => {
                serializer.serialize_i64(*number)
            }
            Json::Integer(number) => serializer.serialize_i128(i128::from(*number)),
            Json::Text(text) => serializer.serialize_str(text),
            Json::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Json::Object(members) => {
                let mut object = serializer.serialize_map(Some(members.len()))?;
                for (key, value) in members {
                    object.serialize_entry(key, value)?;
                }
                object.end()
            }
        }
    }
}
