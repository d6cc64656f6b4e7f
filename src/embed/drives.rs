//! The reader of drive health reports.

use super::refused;
use crate::browser::values;
use crate::contract::read_drive_report;
use wasm_bindgen::prelude::*;

/// Reads a drive health report, in whatever encoding the file has. Gives a report in
/// the shape of the contract.
///
/// # Errors
/// Why it is not such a report, as `[{code, pointer, message, help}]`.
#[wasm_bindgen(js_name = readDriveReport)]
pub fn read(bytes: &[u8]) -> Result<JsValue, JsValue> {
    let report = read_drive_report(bytes).map_err(|problems| refused(&problems))?;
    Ok(values::to_value(&report))
}
