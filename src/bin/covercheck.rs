//! The command line.

use cover::domain::policy::document::Pack;
use cover::json::{Limits, Node, Problems, Shape, locate, parse};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for file in std::env::args().skip(2) {
        let bytes = std::fs::read(&file).unwrap_or_default();
        let problems = match parse(&bytes, Limits::PACK) {
            Ok(json) => {
                let problems = Problems::default();
                Pack::read(&Node::root(&json, &problems));
                problems.into_vec()
            }
            Err(problem) => vec![problem],
        };
        let text = String::from_utf8_lossy(&bytes);
        for problem in problems {
            let at = locate(&text, &problem.pointer);
            println!("{file}:{}:{}: {} [{}] {}; {}", at.line, at.column, problem.pointer, problem.code, problem.message, problem.help);
            code = ExitCode::FAILURE;
        }
    }
    code
}
