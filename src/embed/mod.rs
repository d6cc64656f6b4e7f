//! What other code on a page may call, each part a module of its own: the engine,
//! which judges claims; how texts are read; the reader of packs; the reader of drive
//! health reports. `npm/` is what stands around them in JavaScript.
//!
//! Everything here takes and gives the shapes of the contract as plain values.

#[cfg(feature = "drives")]
pub mod drives;
#[cfg(feature = "engine")]
pub mod engine;
#[cfg(feature = "packs")]
pub mod packs;
#[cfg(feature = "texts")]
pub mod texts;

use crate::browser::values;
use crate::contract::problem_told;
use crate::json::{Json, Problem};
use wasm_bindgen::JsValue;

/// What is thrown of refused input: `[{code, pointer, message, help}]`.
fn refused(problems: &[Problem]) -> JsValue {
    values::to_value(&Json::List(problems.iter().map(problem_told).collect()))
}
