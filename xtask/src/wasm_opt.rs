//! wasm-opt, as the page and the engine's module are made small with it.

use std::path::Path;
use std::process::Command;

use crate::outcome::Outcome;
use crate::steps;

/// What wasm-opt must be told that the compiler uses.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-mutable-globals",
];

/// Each was measured by what it takes off the page, compressed. Inlining and
/// common subexpressions make the module shorter and what is sent of it longer.
/// Flattening and making the control flow anew finds more in a second round.
/// Functions of one module stand together, since what is alike compresses better
/// near to each other. How memory is aligned is only a hint, and no browser's.
/// Nothing is kept in the first kilobyte of memory: it is the far end of the
/// stack.
const PASSES: [&str; 12] = [
    "--low-memory-unused",
    "--skip-pass=inlining-optimizing",
    "--skip-pass=local-cse",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--reorder-functions-by-name",
    "--dealign",
];

/// For a module that nobody waits to download, and everybody to finish.
const FAST: [&str; 3] = ["--low-memory-unused", "-O3", "--dealign"];

/// Makes a module smaller, in its place. The program is found on the path of
/// the command.
pub fn optimise(wasm_opt: &mut Command, module: &Path) -> Outcome<()> {
    run(wasm_opt.args(FEATURES).args(PASSES), module)
}

/// Makes a module faster, in its place.
pub fn quicken(wasm_opt: &mut Command, module: &Path) -> Outcome<()> {
    run(wasm_opt.args(FEATURES).args(FAST), module)
}

fn run(wasm_opt: &mut Command, module: &Path) -> Outcome<()> {
    steps::run(
        wasm_opt
            .args(["--strip-debug", "--strip-producers"])
            .arg(module)
            .arg("-o")
            .arg(module),
    )
}
