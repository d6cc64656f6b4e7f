//! What each pack says of its items side by side, fetched when they are compared.

use super::packs::fetched;
use super::page;
use super::values::to_json;
use crate::contract::comparison_of;
use crate::domain::comparison::Comparison;
use crate::domain::policy::Policy;
use crate::json::Json;
use web_sys::Response;

/// The part of the page whose folder they stand in, and the name of their list.
const COMPARE: &str = "compare";

/// The ids of the policies whose items can be compared; `None` where the list could not
/// be had.
pub async fn compared() -> Option<Vec<String>> {
    let Json::List(ids) = file(COMPARE).await? else {
        return None;
    };
    let ids = ids.iter().map(|id| id.as_text().map(str::to_owned));
    ids.collect()
}

/// What the pack of a policy says; `None` where it could not be had.
pub async fn comparison(policy: &Policy) -> Option<Comparison> {
    comparison_of(&file(&policy.id).await?, policy).ok()
}

async fn file(name: &str) -> Option<Json> {
    let folder = page::part_folder(COMPARE)?;
    let address = [&folder, name, ".json"].concat();
    Some(to_json(&fetched(&address, Response::json).await.ok()?))
}
