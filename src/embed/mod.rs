//! What other code on a page may call.

use crate::browser::{Zones, values};
use crate::contract::{assess_claim, read_claim, read_drive_report, triage_of};
use crate::domain::claim::Claim;
use crate::domain::coverage::assess;
use crate::domain::instant::Instant;
use crate::domain::policy::Policy;
use crate::domain::triage::{Triage, Weights};
use crate::domain::world::World;
use crate::json::{Json, Problem};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

/// A policy, ready to judge claims.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Checker {
    policy: Policy,
    triage: Option<Triage>,
}

#[wasm_bindgen]
impl Checker {
    /// Reads a pack from its plain value. The digest is that of its source; the
    /// weights are the table that was learned for its triage, if there is one.
    ///
    /// # Errors
    /// The problems of a pack without a meaning, as `[{code, pointer, message, help}]`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        pack: JsValue,
        digest: Option<String>,
        weights: Option<String>,
    ) -> Result<Checker, JsValue> {
        let json = values::to_json(&pack);
        let policy = Policy::read(&json, digest.unwrap_or_default())
            .map_err(|problems| refused(&problems))?;
        let weights = weights.and_then(|table| Weights::read(&table));
        let triage = triage_of(&json, weights).map_err(|problems| refused(&problems))?;
        Ok(Checker { policy, triage })
    }

    /// Judges a claim, both in the shapes of the contract.
    ///
    /// # Errors
    /// The problems of a refused claim, as `[{code, pointer, message, help}]`.
    pub fn assess(&self, claim: JsValue) -> Result<JsValue, JsValue> {
        let json = values::to_json(&claim);
        let assessment = assess_claim(&self.policy, &json, self.triage.as_ref(), &Zones)
            .map_err(|problems| refused(&problems))?;
        Ok(values::to_value(&assessment))
    }

    /// The mean time of an assessment over claims, in nanoseconds, each judged
    /// `rounds` times: the engine alone, without reading or writing JSON.
    /// Claims that are refused do not count. For `cargo xtask bench`.
    ///
    /// # Errors
    /// The claims are not a list.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a measurement is not exact to begin with"
    )]
    pub fn measure(&self, claims: JsValue, rounds: u32) -> Result<f64, JsValue> {
        let Json::List(claims) = values::to_json(&claims) else {
            return Err("the claims must be a list".into());
        };
        let claims: Vec<Claim> = claims
            .iter()
            .filter_map(|claim| read_claim(&self.policy, claim).ok())
            .collect();
        let started = elapsed();
        for _ in 0..rounds {
            for claim in &claims {
                std::hint::black_box(assess(&self.policy, std::hint::black_box(claim), &Zones));
            }
        }
        let judged = claims.len() as f64 * f64::from(rounds);
        Ok((elapsed() - started) * 1e6 / judged)
    }
}

/// Reads a drive health report: the text, or the bytes of a `Uint8Array` in
/// whatever encoding the file has. Gives a report in the shape of the contract.
///
/// # Errors
/// Why it is not such a report, as `[{code, pointer, message, help}]`.
#[wasm_bindgen(js_name = readDriveReport)]
pub fn read_drive_report_of(text_or_bytes: &JsValue) -> Result<JsValue, JsValue> {
    let bytes = match text_or_bytes.as_string() {
        Some(text) => text.into_bytes(),
        None => text_or_bytes
            .dyn_ref::<Uint8Array>()
            .map(Uint8Array::to_vec)
            .ok_or("a drive health report must be text or a Uint8Array")?,
    };
    let report = read_drive_report(&bytes).map_err(|problems| refused(&problems))?;
    Ok(values::to_value(&report))
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
