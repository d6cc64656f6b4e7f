//! The command line: `assess`, `lint` and `schema`.
//!
//! Native only; what it prints is what the page, the JavaScript API and the
//! golden cases have.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    native::main()
}

/// The page has no command line.
#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use cover::contract::{assess_claim, bundled, policy_of, schema};
    use cover::domain::policy::Policy;
    use cover::domain::world::BuiltInZones;
    use cover::json::{Json, Limits, Problem, locate, parse};
    use std::io::{Read, Write};
    use std::process::ExitCode;

    const USAGE: &str = "\
usage: covercheck assess CLAIM.json [--policy PACK.json] [--json]
       covercheck lint PACK.json… [--json]
       covercheck schema pack|claim|assessment
a file named - is standard input; --json prints problems for machines";

    pub fn main() -> ExitCode {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        match Command::read(&arguments) {
            Ok(command) => command.run(),
            Err(wrong) => {
                eprintln!("covercheck: {wrong}\n{USAGE}");
                ExitCode::from(2)
            }
        }
    }

    enum Command {
        Help,
        Assess {
            claim: String,
            policy: Option<String>,
            for_machines: bool,
        },
        Lint {
            packs: Vec<String>,
            for_machines: bool,
        },
        Schema {
            name: String,
        },
    }

    impl Command {
        fn read(arguments: &[String]) -> Result<Command, String> {
            let mut words = Vec::new();
            let mut policy = None;
            let mut for_machines = false;
            let mut rest = arguments.iter();
            while let Some(argument) = rest.next() {
                match argument.as_str() {
                    "--json" => for_machines = true,
                    "--policy" => {
                        policy = Some(rest.next().ok_or("--policy needs a file")?.clone())
                    }
                    "--help" | "-h" => return Ok(Command::Help),
                    option if option.starts_with("--") => {
                        return Err(format!("there is no option {option}"));
                    }
                    _ => words.push(argument.clone()),
                }
            }
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            match words.as_slice() {
                ["assess", claim] => Ok(Command::Assess {
                    claim: (*claim).to_owned(),
                    policy,
                    for_machines,
                }),
                ["lint", packs @ ..] if !packs.is_empty() => Ok(Command::Lint {
                    packs: packs.iter().map(|pack| (*pack).to_owned()).collect(),
                    for_machines,
                }),
                ["schema", name @ ("pack" | "claim" | "assessment")] => Ok(Command::Schema {
                    name: (*name).to_owned(),
                }),
                [] => Err("a command is missing".to_owned()),
                _ => Err(format!("`{}` is not understood", words.join(" "))),
            }
        }

        fn run(self) -> ExitCode {
            match self {
                Command::Help => print(USAGE, ExitCode::SUCCESS),
                Command::Assess {
                    claim,
                    policy,
                    for_machines,
                } => match assess(&claim, policy.as_deref()) {
                    Ok(assessment) => print(assessment.pretty().trim_end(), ExitCode::SUCCESS),
                    Err(refused) => refused.tell(for_machines),
                },
                Command::Lint {
                    packs,
                    for_machines,
                } => lint(&packs, for_machines),
                Command::Schema { name } => match schema::schema(&name) {
                    Some(schema) => print(schema.pretty().trim_end(), ExitCode::SUCCESS),
                    None => ExitCode::from(2),
                },
            }
        }
    }

    /// Prints to standard output; a reader that has gone away is no failure of
    /// ours to hide.
    fn print(text: &str, code: ExitCode) -> ExitCode {
        match writeln!(std::io::stdout(), "{text}") {
            Ok(()) => code,
            Err(_) => ExitCode::from(2),
        }
    }

    /// Input that was refused: of which file, and why.
    struct Refused {
        file: String,
        text: String,
        problems: Vec<Problem>,
    }

    impl Refused {
        fn tell(self, for_machines: bool) -> ExitCode {
            if for_machines {
                eprint!(
                    "{}",
                    Json::List(self.problems.iter().map(problem).collect()).pretty()
                );
            } else {
                for problem in &self.problems {
                    eprintln!("{}", line(&self.file, &self.text, problem));
                }
            }
            ExitCode::from(2)
        }
    }

    fn problem(problem: &Problem) -> Json {
        Json::members([
            ("code", Some(problem.code.into())),
            ("pointer", Some(problem.pointer.as_str().into())),
            ("message", Some(problem.message.as_str().into())),
            ("help", Some(problem.help.as_str().into())),
        ])
    }

    fn line(file: &str, text: &str, problem: &Problem) -> String {
        let at = locate(text, &problem.pointer);
        let help = if problem.help.is_empty() {
            String::new()
        } else {
            format!("; {}", problem.help)
        };
        format!(
            "{file}:{}:{}: {} [{}] {}{help}",
            at.line,
            at.column,
            if problem.pointer.is_empty() {
                "/"
            } else {
                &problem.pointer
            },
            problem.code,
            problem.message
        )
    }

    fn read_file(name: &str) -> Result<Vec<u8>, Refused> {
        let mut bytes = Vec::new();
        // A little more than is allowed, so that too much is noticed.
        let most = u64::try_from(Limits::PACK.bytes)
            .unwrap_or(u64::MAX)
            .saturating_add(1);
        let read = if name == "-" {
            std::io::stdin().lock().take(most).read_to_end(&mut bytes)
        } else {
            std::fs::File::open(name).and_then(|file| file.take(most).read_to_end(&mut bytes))
        };
        match read {
            Ok(_) => Ok(bytes),
            Err(error) => Err(Refused {
                file: name.to_owned(),
                text: String::new(),
                problems: vec![
                    Problem::new(
                        "file.unreadable",
                        "",
                        format!("`{name}` cannot be read: {error}"),
                    )
                    .help("check the name and the permissions"),
                ],
            }),
        }
    }

    fn assess(claim_file: &str, pack_file: Option<&str>) -> Result<Json, Refused> {
        let bytes = read_file(claim_file)?;
        let refused = |problems: Vec<Problem>| Refused {
            file: claim_file.to_owned(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
            problems,
        };
        let claim = parse(&bytes, Limits::CLAIM).map_err(|problem| refused(vec![problem]))?;
        let policy: Policy = match pack_file {
            Some(file) => {
                let bytes = read_file(file)?;
                bundled::read_pack(&bytes).map_err(|problems| Refused {
                    file: file.to_owned(),
                    text: String::from_utf8_lossy(&bytes).into_owned(),
                    problems,
                })?
            }
            None => match policy_of(&claim) {
                Some(id) => bundled::policy(id).map_err(refused)?,
                None => {
                    let problem = Problem::new("shape.missing", "", "`policy` is missing")
                        .help("name the policy");
                    return Err(refused(vec![problem]));
                }
            },
        };
        assess_claim(&policy, &claim, &BuiltInZones).map_err(refused)
    }

    fn lint(files: &[String], for_machines: bool) -> ExitCode {
        let mut worst = ExitCode::SUCCESS;
        for file in files {
            let bytes = match read_file(file) {
                Ok(bytes) => bytes,
                Err(refused) => return refused.tell(for_machines),
            };
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if let Err(problems) = bundled::read_pack(&bytes) {
                worst = ExitCode::from(1);
                for problem in problems {
                    println!("{}", line(file, &text, &problem));
                }
            }
        }
        worst
    }
}
