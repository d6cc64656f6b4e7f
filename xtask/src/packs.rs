//! The policies as the page fetches them: `policies/` in the built site.
//!
//! Each pack loses its idle white space and gets a name that changes with its
//! bytes, so that a host may tell browsers to keep it for ever. The index says
//! which file is which; it carries what choosing a policy shows, so that no
//! pack need be fetched for that.

use std::path::Path;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::files;
use crate::outcome::Outcome;
use crate::repository;

/// The members of a pack that its line in the index repeats.
const REPEATED_MEMBERS: [&str; 2] = ["title", "summary"];

/// Writes the packs and their index into `folder`; returns the index's file name.
pub fn write(folder: &Path) -> Outcome<String> {
    let mut lines = Vec::new();
    for source in files::files_under(&repository::policies())? {
        let name = source.file_name().unwrap_or_default().to_string_lossy();
        // A JSON Schema may stand beside the packs that name it.
        if let Some(id) = name
            .strip_suffix(".json")
            .filter(|id| !id.ends_with(".schema"))
        {
            let line = write_pack(folder, id, &files::read_bytes(&source)?)
                .map_err(|error| format!("policies/{name}: {error}"))?;
            lines.push(line);
        }
    }
    if lines.is_empty() {
        return Err("policies/ holds no pack".into());
    }

    let index = serde_json::to_string(&json!({ "policies": lines }))?;
    write_hashed(folder, "index", index.as_bytes())
}

fn write_pack(folder: &Path, id: &str, source: &[u8]) -> Outcome<Value> {
    let pack: Map<String, Value> = serde_json::from_slice(source)?;
    if pack.get("id").and_then(Value::as_str) != Some(id) {
        return Err(format!("a pack's file is named after its `id`, which is not `{id}`").into());
    }

    let mut line = Map::new();
    line.insert("id".to_owned(), id.into());
    line.insert(
        "file".to_owned(),
        write_hashed(folder, id, &without_idle_space(source))?.into(),
    );
    // Of the source, so that it is the digest that anybody can compute from the
    // file in the repository.
    line.insert(
        "digest".to_owned(),
        format!("sha256:{}", hexadecimal(&Sha256::digest(source))).into(),
    );
    for member in REPEATED_MEMBERS {
        let text = pack
            .get(member)
            .ok_or_else(|| format!("the pack has no `{member}`"))?;
        line.insert(member.to_owned(), text.clone());
    }
    Ok(Value::Object(line))
}

fn write_hashed(folder: &Path, stem: &str, content: &[u8]) -> Outcome<String> {
    let hash = hexadecimal(&Sha256::digest(content));
    let name = format!("{stem}-{}.json", hash.get(..16).unwrap_or(&hash));
    files::write(&folder.join(&name), content)?;
    Ok(name)
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// JSON without the white space between its tokens. The text is not parsed and
/// written anew, because that could change how a number or a string is spelt.
fn without_idle_space(json: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(json.len());
    let mut in_string = false;
    let mut escaped = false;
    for &byte in json {
        if in_string {
            in_string = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
        } else if byte.is_ascii_whitespace() {
            continue;
        } else {
            in_string = byte == b'"';
        }
        kept.push(byte);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn idle_space_goes_and_strings_stay() {
        let json = br#"{ "a" : [ 1, 2.50 ],
            "b c" : "x \" { y \\" , "d": " " }"#;
        let kept = br#"{"a":[1,2.50],"b c":"x \" { y \\","d":" "}"#;
        assert_eq!(without_idle_space(json), kept);
    }
}
