//! How texts are read.

use super::refused;
use crate::browser::values;
use crate::contract::{read_text_by, triage_of};
use crate::domain::triage::{Triage, Weights};
use crate::json::Json;
use wasm_bindgen::prelude::*;

/// How a policy reads descriptions of a fault.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Texts(Triage);

#[wasm_bindgen]
impl Texts {
    /// By what a pack writes of texts, and the weights learned for it: a value with
    /// `triage` and perhaps `weights`.
    ///
    /// # Errors
    /// It has no meaning, as `[{code, pointer, message, help}]`.
    #[wasm_bindgen(constructor)]
    pub fn new(written: &JsValue) -> Result<Texts, JsValue> {
        let json = values::to_json(written);
        let weights = json.get("weights").and_then(Json::as_text);
        let triage = triage_of(&json, weights.and_then(Weights::read));
        let triage = triage.map_err(|problems| refused(&problems))?;
        Ok(Texts(
            triage.ok_or("the pack does not say how texts are read")?,
        ))
    }

    /// What a text says, for the engine.
    pub fn read(&self, text: &str) -> JsValue {
        values::to_value(&read_text_by(&self.0, text))
    }
}
