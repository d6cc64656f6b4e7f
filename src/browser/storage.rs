//! What is kept on this device, and nowhere else.
//!
//! Browsers may refuse storage or have none left; then nothing is kept, and
//! the page says so.

use super::page::is_elsewhere;
use super::values::parse;
use crate::journey::Answers;
use web_sys::Storage;

const PREFIX: &str = "covercheck.";
const ANSWERS: &str = "covercheck.answers.";
const APPEARANCE: &str = "covercheck.appearance";
const LANGUAGE: &str = "covercheck.language";

/// In a page of another site nothing is kept: its storage is not ours.
fn storage() -> Option<Storage> {
    if is_elsewhere() {
        return None;
    }
    web_sys::window()?.local_storage().ok()?
}

/// Keeps what was typed for a policy. Says whether it could.
pub fn keep(policy: &str, answers: &Answers) -> bool {
    let key = format!("{ANSWERS}{policy}");
    storage().is_some_and(|storage| {
        storage
            .set_item(&key, &answers.to_json().to_string())
            .is_ok()
    })
}

/// What was kept for a policy.
pub fn kept(policy: &str) -> Option<Answers> {
    let text = storage()?.get_item(&format!("{ANSWERS}{policy}")).ok()??;
    Some(Answers::from_json(&parse(&text)?))
}

/// Keeps a text beside the answers, and erases it with them. Says whether it could.
pub fn keep_text(key: &str, text: &str) -> bool {
    let key = [ANSWERS, key].concat();
    storage().is_some_and(|storage| storage.set_item(&key, text).is_ok())
}

/// A text that was kept beside the answers.
pub fn kept_text(key: &str) -> Option<String> {
    storage()?.get_item(&[ANSWERS, key].concat()).ok()?
}

/// Forgets a text that was kept beside the answers.
pub fn forget_text(key: &str) {
    if let Some(storage) = storage() {
        // A browser that refuses to forget had refused to keep.
        let _ = storage.remove_item(&[ANSWERS, key].concat());
    }
}

/// Erases everything that was typed for any policy. Choices of language and
/// appearance stay: they say nothing of the person.
pub fn erase_all() {
    let Some(storage) = storage() else { return };
    let count = storage.length().unwrap_or_default();
    let keys: Vec<String> = (0..count)
        .filter_map(|index| storage.key(index).ok()?)
        .collect();
    for key in keys.iter().filter(|key| key.starts_with(ANSWERS)) {
        // A browser that refuses to forget had refused to keep.
        let _ = storage.remove_item(key);
    }
}

/// The appearance that was chosen.
pub fn appearance() -> Option<String> {
    storage()?.get_item(APPEARANCE).ok()?
}

/// Keeps the choice of appearance; `None` follows the device.
pub fn set_appearance(appearance: Option<&str>) {
    set(APPEARANCE, appearance);
}

/// The language that was chosen, as a tag.
pub fn language() -> Option<String> {
    storage()?.get_item(LANGUAGE).ok()?
}

/// Keeps the choice of language.
pub fn set_language(tag: &str) {
    set(LANGUAGE, Some(tag));
}

fn set(key: &str, value: Option<&str>) {
    debug_assert!(key.starts_with(PREFIX), "keys carry our name");
    if let Some(storage) = storage() {
        // A choice that is not kept is made again next time.
        let _ = match value {
            Some(value) => storage.set_item(key, value),
            None => storage.remove_item(key),
        };
    }
}
