//! The figures that the README quotes: sizes, and times native and in the browser.

use std::process::{Command, ExitCode};

use crate::outcome::Outcome;
use crate::repository;
use crate::site;
use crate::steps::{self, Steps};
use crate::tools;

/// Builds the site, weighs it, and runs the benchmarks.
pub fn bench() -> Outcome<ExitCode> {
    let mut steps = Steps::of(tools::STEPS_TO_BUILD + site::STEPS + tools::STEPS_TO_BROWSE + 3);
    let tools = tools::ready_to_build(&mut steps)?;
    site::build(&tools, &mut steps)?;
    let browser = tools::find_browser(&mut steps)?;

    steps.begin("native benchmarks");
    steps::run(
        Command::new("cargo")
            .arg("bench")
            .current_dir(repository::root()),
    )?;

    steps.begin("browser benchmarks");
    let mut measure = Command::new("node");
    measure
        .arg("bench.mjs")
        .current_dir(repository::browser_tests());
    browser.choose_for(&mut measure);
    steps::run(&mut measure)?;

    steps.begin("Lighthouse");
    let folder = repository::lighthouse();
    tools::install_node_packages(&folder)?;
    let mut judge = Command::new("node");
    judge.arg("lighthouse.mjs").current_dir(folder);
    browser.choose_for(&mut judge);
    steps::run(&mut judge)?;

    site::print_sizes()?;
    Ok(ExitCode::SUCCESS)
}
