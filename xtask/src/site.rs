//! The static site in `dist/`: built, finished, compressed and weighed.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::element;
use crate::files;
use crate::later;
use crate::library::Build;
use crate::npm;
use crate::offline;
use crate::outcome::Outcome;
use crate::packs;
use crate::program;
use crate::repository;
use crate::steps::{self, Steps};
use crate::tools::Tools;

/// The steps of [`build`].
pub const STEPS: usize = 5;

/// What the first visit may weigh: bytes on the wire, brotli.
pub const FIRST_VISIT_LIMIT: usize = 150_000;

/// Formats that compress; everything else is sent as it is.
const TEXT_LIKE: [&str; 9] = [
    "css",
    "html",
    "js",
    "json",
    "policy",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
];

/// Builds the site for release and writes the compressed copies.
pub fn build(tools: &Tools, steps: &mut Steps) -> Outcome<()> {
    steps.begin("the parts that are fetched later, as modules of their own");
    later::build(tools, Build::Quick)?;
    steps.begin("the element for other pages");
    element::build(tools, Build::Quick)?;
    steps.begin("the site, built for release");
    steps::run(
        tools
            .command("trunk")
            .args(["build", "--release", "--skip-version-check"]),
    )?;
    steps.begin("the JavaScript API");
    npm::build(tools)?;
    steps.begin("compressed copies");
    write_compressed_copies()
}

/// Trunk's last hook: adds the policies to the site that it has staged, and
/// makes the program small.
pub fn finish_page() -> Outcome<()> {
    let staged = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or("Trunk calls this command while it builds; call `cargo xtask build` instead")?;
    let is_release = std::env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "release");

    let indexes = packs::write(&staged.join("policies"))?;
    let page = staged.join("index.html");
    let mut html = files::read_text(&page)?;
    for (language, index) in indexes {
        // As the page names it while it has no hashed name.
        let unhashed = format!("policies/index.{language}.json");
        if !html.contains(&unhashed) {
            return Err(format!("index.html names no `{unhashed}`").into());
        }
        html = html.replace(&unhashed, &format!("policies/{index}"));
    }
    html = later::place(&staged, &html)?;
    element::place(&staged, &html, is_release)?;
    html = later::without_what_others_fetch(&html);
    html = offline::place(&staged, &html, is_release)?;
    if is_release {
        html = without_comments(&program::make_small(&staged, &html)?);
    } else {
        html = without_content_security_policy(&html);
    }
    files::write(&page, html)?;
    if is_release {
        offline::write_worker(&staged)?;
    }
    Ok(())
}

/// The page without what is written for its readers in the repository.
fn without_comments(html: &str) -> String {
    let mut parts = html.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| {
        let after = part.split_once("-->").map_or("", |(_, after)| after);
        kept + after.trim_start_matches('\n')
    })
}

/// Trunk's development server reloads the page by an inline script, which the
/// page's own policy would stop.
fn without_content_security_policy(html: &str) -> String {
    let kept = html
        .lines()
        .filter(|line| !line.contains(r#"http-equiv="Content-Security-Policy""#));
    kept.flat_map(|line| [line, "\n"]).collect()
}

/// A file of the site and what it weighs.
pub struct Weight {
    /// The path below `dist/`.
    pub path: PathBuf,
    /// As it is.
    pub raw: usize,
    /// As hosts send it to browsers that take gzip alone.
    pub gzip: usize,
    /// As hosts send it to every other browser.
    pub brotli: usize,
}

/// Weighs every file of the site.
pub fn weights() -> Outcome<Vec<Weight>> {
    originals()?
        .into_iter()
        .map(|path| {
            let raw = length(&path)?;
            Ok(Weight {
                raw,
                gzip: length(&with_suffix(&path, "gz")).unwrap_or(raw),
                brotli: length(&with_suffix(&path, "br")).unwrap_or(raw),
                path: path.strip_prefix(repository::dist())?.to_owned(),
            })
        })
        .collect()
}

/// The bytes of a first visit: the page, the largest index of a language, and
/// the largest policy.
pub fn first_visit(weights: &[Weight]) -> usize {
    let in_policies = |weight: &&Weight| weight.path.starts_with("policies");
    let largest = |extension: &str| {
        let has_it = |weight: &&Weight| weight.path.extension().is_some_and(|it| it == extension);
        let files = weights.iter().filter(in_policies).filter(has_it);
        files.map(|weight| weight.brotli).max()
    };
    let others = weights
        .iter()
        .filter(|weight| !in_policies(weight) && !is_fetched_later(&weight.path))
        .map(|weight| weight.brotli);
    others.chain(largest("json")).chain(largest("policy")).sum()
}

/// Whether a file is part of a module that no first visit fetches.
fn is_fetched_later(path: &Path) -> bool {
    let folder = path.iter().next().and_then(|folder| folder.to_str());
    folder.is_some_and(|folder| {
        let part = |part: &later::Part| folder.starts_with(part.folder);
        folder == npm::FOLDER
            || folder.starts_with(element::FOLDER)
            || element::STABLE.contains(&folder)
            || folder == offline::WORKER
            || folder.starts_with("offline-")
            || folder.starts_with("icon-")
            || later::PARTS.iter().any(part)
    })
}

/// Prints what every file weighs, and the first visit against its limit.
pub fn print_sizes() -> Outcome<()> {
    let weights = weights()?;
    println!(
        "\n{:<50} {:>9} {:>9} {:>9}",
        "dist/", "bytes", "gzip", "brotli"
    );
    for weight in &weights {
        println!(
            "{:<50} {:>9} {:>9} {:>9}",
            weight.path.display(),
            weight.raw,
            weight.gzip,
            weight.brotli
        );
    }
    println!(
        "\nfirst visit, with the largest policy: {} of at most {FIRST_VISIT_LIMIT} bytes (brotli)",
        first_visit(&weights)
    );
    Ok(())
}

fn write_compressed_copies() -> Outcome<()> {
    for path in originals()? {
        let compresses = path
            .extension()
            .is_some_and(|extension| TEXT_LIKE.iter().any(|like| extension == *like));
        if !compresses {
            continue;
        }
        let content = files::read_bytes(&path)?;
        for (suffix, compressed) in [("br", brotli(&content)?), ("gz", gzip(&content)?)] {
            // A host would send the larger copy too.
            if compressed.len() < content.len() {
                files::write(&with_suffix(&path, suffix), compressed)?;
            }
        }
    }
    Ok(())
}

fn brotli(content: &[u8]) -> Outcome<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> Outcome<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

/// The site's files, without the compressed copies.
fn originals() -> Outcome<Vec<PathBuf>> {
    let mut files = files::files_under(&repository::dist())?;
    files.retain(|path| {
        path.extension()
            .is_none_or(|extension| extension != "br" && extension != "gz")
    });
    Ok(files)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

fn length(path: &Path) -> Outcome<usize> {
    Ok(usize::try_from(fs::metadata(path)?.len())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(path: &str, brotli: usize) -> Weight {
        Weight {
            path: path.into(),
            raw: 0,
            gzip: 0,
            brotli,
        }
    }

    #[test]
    fn comments_of_the_page_go() {
        let html = "<body>\n<!-- What\nit is. -->\n<div></div><!-- x --><p>a</p>\n";
        assert_eq!(without_comments(html), "<body>\n<div></div><p>a</p>\n");
        assert_eq!(without_comments("<p>--></p>"), "<p>--></p>");
    }

    #[test]
    fn a_first_visit_fetches_one_policy() {
        let weights = [
            weight("index.html", 1),
            weight("covercheck-app-0123_bg.wasm", 100),
            weight("npm/engine/covercheck_bg.wasm", 5000),
            weight("drive-reader-0123/covercheck_bg.wasm", 5000),
            weight("policies/index.en-0123.json", 10),
            weight("policies/index.vi-0123.json", 20),
            weight("policies/small.en-0123.policy", 1000),
            weight("policies/large.vi-0123.policy", 2000),
        ];
        assert_eq!(first_visit(&weights), 2121);
    }

    #[test]
    fn a_development_page_has_no_policy_of_its_own() {
        let html = "<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n</head>\n";
        assert_eq!(without_content_security_policy(html), "<head>\n</head>\n");
    }
}
