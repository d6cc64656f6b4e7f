//! The engine: it judges claims by compiled policies.

use super::refused;
use crate::browser::{Zones, values};
use crate::contract::{assess_editions, read_claim, said_of};
use crate::domain::claim::Claim;
use crate::domain::coverage::assess;
use crate::domain::instant::Instant;
use crate::domain::policy::{Bundle, compiled};
use crate::domain::triage::{ReadsTexts, Said};
use crate::domain::world::World;
use crate::json::Json;
use js_sys::Function;
use wasm_bindgen::prelude::*;

/// A policy, ready to judge claims. What it holds stays until the page is left.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Checker(&'static Bundle);

#[wasm_bindgen]
impl Checker {
    /// Reads a compiled policy; `undefined` for anything else.
    pub fn read(compiled: &[u8]) -> Option<Checker> {
        compiled::read(compiled).map(Checker)
    }

    /// Judges a claim, both in the shapes of the contract. `read` is called with a
    /// description of the fault, if there is one, and gives what it says, as
    /// [`super::texts`] does.
    ///
    /// # Errors
    /// The problems of a refused claim, as `[{code, pointer, message, help}]`.
    pub fn assess(&self, claim: &JsValue, read: Option<Function>) -> Result<JsValue, JsValue> {
        let json = values::to_json(claim);
        let reader = read.map(Outside);
        let reader = reader.as_ref().map(|reader| reader as &dyn ReadsTexts);
        let assessment = assess_editions(self.0, &json, reader, &Zones);
        let assessment = assessment.map_err(|problems| refused(&problems))?;
        Ok(values::to_value_by_text(&assessment))
    }

    /// The mean time of an assessment over claims, in nanoseconds, each judged
    /// `rounds` times: the engine alone, without reading or writing JSON.
    /// Claims that are refused do not count. For `cargo xtask bench`.
    ///
    /// # Errors
    /// The claims are not a list, or there is no edition.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a measurement is not exact to begin with"
    )]
    pub fn measure(&self, claims: &JsValue, rounds: u32) -> Result<f64, JsValue> {
        let Json::List(claims) = values::to_json(claims) else {
            return Err("the claims must be a list".into());
        };
        let policy = self.0.newest().ok_or("there is no edition")?;
        let claims: Vec<Claim> = claims
            .iter()
            .filter_map(|claim| read_claim(policy, claim).ok())
            .collect();
        let started = elapsed();
        for _ in 0..rounds {
            for claim in &claims {
                std::hint::black_box(assess(policy, std::hint::black_box(claim), &Zones));
            }
        }
        let judged = claims.len() as f64 * f64::from(rounds);
        Ok((elapsed() - started) * 1e6 / judged)
    }
}

/// Texts are read outside, by another module.
struct Outside(Function);

impl ReadsTexts for Outside {
    fn said(&self, text: &str) -> Said {
        let said = self.0.call1(&JsValue::NULL, &text.into());
        said.map(|said| said_of(&values::to_json(&said)))
            .unwrap_or_default()
    }
}

/// How many seconds a time zone is ahead of UTC at each of some instants, which
/// are seconds since 1970; `undefined` for a zone that the browser does not know.
///
/// This is how assessments made here read the zone database of the device.
/// `covercheck offsets` prints the same from the database of the command line.
#[wasm_bindgen(js_name = zoneOffsets)]
pub fn zone_offsets(zone: &str, instants: &[u32]) -> Option<Vec<i32>> {
    let offset = |&seconds| Zones.offset_seconds(zone, Instant::new(i64::from(seconds), 0));
    instants.iter().map(offset).collect()
}

/// Milliseconds since the page started, to a fraction.
fn elapsed() -> f64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or(0.0, |performance| performance.now())
}
