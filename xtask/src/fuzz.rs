//! Short runs of the fuzz targets, with the compiler that builds everything else.
//!
//! cargo-fuzz asks for a nightly compiler, for its sanitizers. Nothing here is
//! unsafe, so what fuzzing can find is a panic or a broken law, and that needs
//! only the counters by which libFuzzer sees what an input reached. Those are
//! flags of any compiler.

use std::process::Command;

use crate::outcome::Outcome;
use crate::repository;
use crate::steps;

/// The targets, and the folders under `tests/` whose files they start from.
const TARGETS: [(&str, Option<&str>); 2] =
    [("drive_report", Some("drive-reports")), ("serial", None)];

/// How many seconds a target runs, if nobody says otherwise.
pub const SECONDS: u32 = 10;

const FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares \
    -Cdebug-assertions -Coverflow-checks -Ccodegen-units=1";

/// Builds and runs every target; gives how many ran and how many found something.
pub fn run(seconds: u32) -> Outcome<(usize, usize)> {
    let host = host()?;
    // Aside, because everything in it is built with other flags.
    let built = repository::target().join("fuzz");
    steps::run(
        Command::new("cargo")
            .args(["build", "--release", "--manifest-path", "fuzz/Cargo.toml"])
            // Named, so that build scripts are built without the flags.
            .args(["--target", &host])
            .current_dir(repository::root())
            .env("CARGO_TARGET_DIR", &built)
            .env("RUSTFLAGS", FLAGS),
    )?;
    let corpus = built.join("corpus");
    let mut failed = 0;
    for (target, seeds) in TARGETS {
        let corpus = corpus.join(target);
        std::fs::create_dir_all(&corpus)?;
        let mut run = Command::new(built.join(&host).join("release").join(target));
        run.arg(format!("-max_total_time={seconds}"))
            .args(["-rss_limit_mb=4096", "-verbosity=0", "-print_final_stats=1"])
            .arg(format!("-artifact_prefix={}/", built.display()))
            .arg(&corpus);
        if let Some(seeds) = seeds {
            for entry in std::fs::read_dir(repository::root().join("tests").join(seeds))? {
                let folder = entry?.path();
                if folder.is_dir() {
                    run.arg(folder);
                }
            }
        }
        if let Err(error) = steps::run(&mut run) {
            eprintln!("error: {error}");
            failed += 1;
        }
    }
    Ok((TARGETS.len(), failed))
}

/// The machine that Rust builds for.
fn host() -> Outcome<String> {
    let mut rustc = Command::new("rustc");
    let said = steps::output_of(rustc.arg("-vV")).ok_or("rustc does not run")?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.ok_or("rustc names no host")?.to_owned())
}
