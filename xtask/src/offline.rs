//! What keeps the site on a device: the service worker with the digest of every file,
//! the script that starts it, the manifest and its icons.

use std::path::Path;

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use crate::element;
use crate::files;
use crate::outcome::Outcome;
use crate::program::{hash, minified};
use crate::repository;

/// The worker's name stays as it is: browsers compare it with the one they have.
pub const WORKER: &str = "sw.js";
const SCRIPT: &str = "offline.js";

/// What is fetched by pages of others, or by nobody who is without a network.
const NOT_KEPT: [&str; 3] = ["element-", "packs-", "npm"];

/// What a device may show of the site besides its page.
const BESIDE: [&str; 4] = [
    "covercheck.webmanifest",
    "icon-192.png",
    "icon-512.png",
    "icon-maskable-512.png",
];

/// Puts everything but the worker into the staged site; returns the page that names
/// it. While the page is developed, nothing is kept: it is to be as new as its source.
pub fn place(staged: &Path, html: &str, is_release: bool) -> Outcome<String> {
    let sources = repository::root().join("src").join("offline");
    for name in BESIDE {
        files::write(&staged.join(name), files::read_bytes(&sources.join(name))?)?;
    }
    let named = format!("./{SCRIPT}");
    if !html.contains(&named) {
        return Err(format!("index.html names no `{SCRIPT}`").into());
    }
    if !is_release {
        return Ok(html.replace(&named, ""));
    }
    let script = files::read_text(&sources.join(SCRIPT))?;
    let path = staged.join(SCRIPT);
    files::write(&path, script.replace("{worker}", &format!("./{WORKER}")))?;
    let script = minified(&path, "loader")?;
    std::fs::remove_file(&path)?;
    let hashed = format!("offline-{}.js", hash(script.as_bytes()));
    files::write(&staged.join(&hashed), script)?;
    Ok(html.replace(&named, &format!("./{hashed}")))
}

/// Writes the worker, once everything else of the site is staged.
pub fn write_worker(staged: &Path) -> Outcome<()> {
    let mut kept = Vec::new();
    for path in files::files_under(staged)? {
        let name = path
            .strip_prefix(staged)?
            .to_string_lossy()
            .replace('\\', "/");
        let is_kept = !element::STABLE.contains(&name.as_str())
            && !NOT_KEPT.iter().any(|start| name.starts_with(start));
        if is_kept {
            let digest = Sha256::digest(files::read_bytes(&path)?);
            kept.push(format!("\"{name}\":\"{}\"", BASE64.encode(&digest)));
        }
    }
    kept.sort();
    let list = format!("{{{}}}", kept.join(","));
    let sources = repository::root().join("src").join("offline");
    let worker = files::read_text(&sources.join(WORKER))?
        .replace("{version}", &hash(list.as_bytes()))
        .replace("{files}", &list);
    files::write(&staged.join(WORKER), worker)
}
