//! What other code on a page may call.

use crate::browser::{Zones, values};
use crate::contract::assess_claim;
use crate::domain::policy::Policy;
use crate::json::{Json, Problem};
use wasm_bindgen::prelude::*;

/// A policy, ready to judge claims.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Checker {
    policy: Policy,
}

#[wasm_bindgen]
impl Checker {
    /// Reads a pack from its plain value. The digest is that of its source.
    ///
    /// # Errors
    /// The problems of a pack without a meaning, as `[{code, pointer, message, help}]`.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: JsValue, digest: Option<String>) -> Result<Checker, JsValue> {
        let json = values::to_json(pack).unwrap_or(Json::Null);
        let policy = Policy::read(&json, digest.unwrap_or_default())
            .map_err(|problems| refused(&problems))?;
        Ok(Checker { policy })
    }

    /// Judges a claim, both in the shapes of the contract.
    ///
    /// # Errors
    /// The problems of a refused claim, as `[{code, pointer, message, help}]`.
    pub fn assess(&self, claim: JsValue) -> Result<JsValue, JsValue> {
        let json = values::to_json(claim).unwrap_or(Json::Null);
        let assessment =
            assess_claim(&self.policy, &json, &Zones).map_err(|problems| refused(&problems))?;
        Ok(values::to_value(&assessment))
    }
}

fn refused(problems: &[Problem]) -> JsValue {
    let each = problems.iter().map(|problem| {
        Json::members([
            ("code", Some(problem.code.into())),
            ("pointer", Some(problem.pointer.as_str().into())),
            ("message", Some(problem.message.as_str().into())),
            ("help", Some(problem.help.as_str().into())),
        ])
    });
    values::to_value(&Json::List(each.collect()))
}
