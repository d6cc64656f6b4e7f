//! The page on this machine, built again whenever a source changes.

use std::net::TcpListener;
use std::process::ExitCode;

use crate::element;
use crate::later;
use crate::library::Build;
use crate::outcome::Outcome;
use crate::steps::{self, Steps};
use crate::tools;

const ADDRESS: &str = "127.0.0.1";
const PORT: u16 = 8080;

/// Builds the page for development and serves it until it is interrupted.
pub fn serve() -> Outcome<ExitCode> {
    // Before the minutes that a first build takes, not after them.
    refuse_taken_port()?;

    let mut steps = Steps::of(tools::STEPS_TO_SERVE + 2);
    let tools = tools::ready_to_serve(&mut steps)?;
    steps.begin("the parts that are fetched later, as modules of their own");
    later::build(&tools, Build::Development)?;
    element::build(&tools, Build::Development)?;
    steps.begin(&format!(
        "the page, built for development, then http://{ADDRESS}:{PORT} (Ctrl-C stops it)"
    ));
    let mut trunk = tools.command("trunk");
    trunk.args([
        "serve",
        "--address",
        ADDRESS,
        "--port",
        &PORT.to_string(),
        "--skip-version-check",
    ]);
    steps::run(&mut trunk)?;
    Ok(ExitCode::SUCCESS)
}

fn refuse_taken_port() -> Outcome<()> {
    match TcpListener::bind((ADDRESS, PORT)) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!(
            "cannot serve on http://{ADDRESS}:{PORT}: {error}; is another `cargo xtask serve` running?"
        )
        .into()),
    }
}
