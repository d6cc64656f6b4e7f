//! `cargo xtask`: serves, builds, tests and measures the page.
//!
//! Every command first installs what the machine lacks, at the versions pinned
//! in [`tools`], and says what it does and how far it is. Nothing here knows
//! what a warranty is; the page and the engine do not know this program.

mod bench;
mod element;
mod files;
mod fuzz;
mod later;
mod library;
mod module;
mod npm;
mod offline;
mod outcome;
mod packs;
mod program;
mod repository;
mod serve;
mod shorten;
mod site;
mod steps;
mod stylesheet;
mod test;
mod tools;
mod unused;
mod wasm_opt;

use std::process::ExitCode;

use outcome::Outcome;
use steps::Steps;

const USAGE: &str = "\
usage: cargo xtask <command>

  serve                    build the page for development, serve it on http://127.0.0.1:8080
                           and build it again whenever a source changes
  build                    write the site to dist/, compressed copies beside the originals
  test                     run every check and every test
  test --only <part>       run one part: lint, native or browser
  fuzz <seconds>           run every fuzz target for so long
  train                    learn the weights of features from the labelled texts
  bench triage             print how well texts are read
  bench                    print the sizes of the site and the benchmarks' figures

Tools are installed into .tools/, or into the folder that COVERCHECK_TOOLS names.
Browser tests use the Chromium that CHROME names, or else one found on the machine.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();

    match run(&words) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("\nerror: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Outcome<ExitCode> {
    match words {
        ["serve"] => serve::serve(),
        ["build"] => {
            let mut steps = Steps::of(tools::STEPS_TO_BUILD + site::STEPS);
            let tools = tools::ready_to_build(&mut steps)?;
            site::build(&tools, &mut steps)?;
            site::print_sizes()?;
            Ok(ExitCode::SUCCESS)
        }
        ["test"] => test::test(test::Selection::Everything),
        ["test", "--only", part] => test::test(test::Selection::named(part)?),
        ["fuzz", seconds] => {
            let (ran, failed) = fuzz::run(seconds.parse()?)?;
            println!("{ran} fuzz targets ran, {failed} found something");
            Ok(ExitCode::from(u8::from(failed > 0)))
        }
        ["bench", "triage"] => {
            steps::run(std::process::Command::new("cargo").args(["bench", "--bench", "triage"]))?;
            Ok(ExitCode::SUCCESS)
        }
        ["train"] => {
            steps::run(std::process::Command::new("cargo").args([
                "run",
                "--release",
                "--example",
                "train",
            ]))?;
            Ok(ExitCode::SUCCESS)
        }
        ["bench"] => bench::bench(),
        // Trunk calls these two while it builds: see Trunk.toml.
        ["write-stylesheet"] => stylesheet::write().map(|()| ExitCode::SUCCESS),
        ["finish-page"] => site::finish_page().map(|()| ExitCode::SUCCESS),
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        _ => Err(format!("no such command: `{}`\n\n{USAGE}", words.join(" ")).into()),
    }
}
