//! The reader of packs: what the linter says of one, and what the other modules need
//! of one that is sound.

use super::refused;
use crate::browser::{Zones, now, values};
use crate::contract::{digest, finding, lint_file};
use crate::domain::policy::{Bundle, compiled, packs};
use crate::domain::world::civil_date;
use crate::json::{Json, Limits, parse};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

/// What is wrong with a pack as of today in UTC, in document order: the findings of
/// `covercheck lint --json`, without the name of the file.
///
/// # Errors
/// The text is not JSON, as `[{code, pointer, message, help}]`.
#[wasm_bindgen(js_name = lintPack)]
pub fn lint_pack(text: &str) -> Result<JsValue, JsValue> {
    let json = parse(text.as_bytes(), Limits::PACK).map_err(|problem| refused(&[problem]))?;
    let today = civil_date(&Zones, "UTC", now());
    let findings = lint_file(&json, today, &Zones);
    let findings = findings
        .iter()
        .map(|(severity, problem)| finding(None, text, *severity, problem));
    Ok(values::to_value(&Json::List(findings.collect())))
}

/// Reads a pack. Gives its id, its digest, the compiled policy with its texts in a
/// language, and as JSON text how it reads descriptions, empty where it does not say.
///
/// # Errors
/// Everything that keeps it from being one, as `[{code, pointer, message, help}]`.
#[wasm_bindgen(js_name = compilePack)]
pub fn compile_pack(text: &str, language: &str) -> Result<Array, JsValue> {
    let json = parse(text.as_bytes(), Limits::PACK).map_err(|problem| refused(&[problem]))?;
    let digest = digest(text.as_bytes());
    let bundle = Bundle::read(&json, &digest).map_err(|problems| refused(&problems))?;
    let newest = packs(&json).pop().and_then(|(_, pack)| pack.get("triage"));
    let reads = newest.map(|triage| Json::members([("triage", Some(triage.clone()))]).to_string());
    let compiled = compiled::write(&bundle, language);
    let parts: [JsValue; 4] = [
        bundle.id().into(),
        digest.into(),
        Uint8Array::from(compiled.as_slice()).into(),
        reads.unwrap_or_default().into(),
    ];
    Ok(parts.into_iter().collect())
}
