//! The command line: `assess`, `lint`, `compile`, `drive-report`, `schema`,
//! `types` and `offsets`.
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
    use cover::contract::{
        assess_editions, bundled, declarations, describes, finding, lint_file, policy_of,
        problem_told, read_claim, read_drive_report, read_text, record, said, schema,
    };
    use cover::domain::coverage::Verdict;
    use cover::domain::drive_report::MOST_BYTES;
    use cover::domain::instant::Instant;
    use cover::domain::policy::Bundle;
    use cover::domain::policy::lint::Severity;
    use cover::domain::triage::{By, ReadsTexts, Triage};
    use cover::domain::world::{BuiltInZones, World};
    use cover::journey::published::{File, publish, published_comparisons, published_triage};
    use cover::journey::takeaway;
    use cover::json::{Json, Limits, Node, Problem, Problems, locate, parse};
    use std::io::{Read, Write};
    use std::process::ExitCode;

    const USAGE: &str = "\
usage: covercheck assess CLAIM.json [--policy PACK.json] [--json]
       covercheck link CLAIM.json [--policy PACK.json] [--json]
       covercheck lint PACK.json… [--json]
       covercheck compile PACK.json… --out FOLDER [--triage | --comparisons]
       covercheck drive-report FILE [--json]
       covercheck triage --policy POLICY FILE.jsonl [--json]
       covercheck schema pack|claim|assessment|drive-report
       covercheck types
       covercheck offsets ZONE INSTANTS.json
POLICY is the id of a bundled policy, or the file of a pack
assess takes a decision record, too, and assesses its claim again
link prints what leads to the answer, to put behind the address of the page; of
a list of claims about one policy, a line for each
types prints the TypeScript declarations of the JavaScript API
offsets prints how many seconds a time zone, such as Europe/London, is ahead
of UTC at each instant of a list; instants are seconds since 1970, to 2106
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

    /// Which files are made of packs.
    enum Files {
        /// The policies, compiled, and their indexes.
        Policies,
        /// How texts are read.
        Triage,
        /// What is said of items side by side.
        Comparisons,
    }

    enum Command {
        Help,
        Assess {
            claim: String,
            policy: Option<String>,
            for_machines: bool,
        },
        Link {
            claim: String,
            policy: Option<String>,
            for_machines: bool,
        },
        Lint {
            packs: Vec<String>,
            for_machines: bool,
        },
        Compile {
            packs: Vec<String>,
            folder: String,
            files: Files,
        },
        DriveReport {
            file: String,
            for_machines: bool,
        },
        Triage {
            file: String,
            policy: String,
            for_machines: bool,
        },
        Schema {
            name: String,
        },
        Types,
        Offsets {
            zone: String,
            instants: String,
            for_machines: bool,
        },
    }

    impl Command {
        fn read(arguments: &[String]) -> Result<Command, String> {
            let mut words = Vec::new();
            let mut policy = None;
            let mut folder = None;
            let mut for_machines = false;
            let mut files = Files::Policies;
            let mut rest = arguments.iter();
            while let Some(argument) = rest.next() {
                match argument.as_str() {
                    "--json" => for_machines = true,
                    "--triage" => files = Files::Triage,
                    "--comparisons" => files = Files::Comparisons,
                    "--policy" => {
                        policy = Some(rest.next().ok_or("--policy needs a file")?.clone())
                    }
                    "--out" => folder = Some(rest.next().ok_or("--out needs a folder")?.clone()),
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
                ["link", claim] => Ok(Command::Link {
                    claim: (*claim).to_owned(),
                    policy,
                    for_machines,
                }),
                ["lint", packs @ ..] if !packs.is_empty() => Ok(Command::Lint {
                    packs: packs.iter().map(|pack| (*pack).to_owned()).collect(),
                    for_machines,
                }),
                ["compile", packs @ ..] if !packs.is_empty() => Ok(Command::Compile {
                    packs: packs.iter().map(|pack| (*pack).to_owned()).collect(),
                    folder: folder.ok_or("compile needs --out FOLDER")?,
                    files,
                }),
                ["drive-report", file] => Ok(Command::DriveReport {
                    file: (*file).to_owned(),
                    for_machines,
                }),
                ["triage", file] => Ok(Command::Triage {
                    file: (*file).to_owned(),
                    policy: policy.ok_or("triage needs --policy POLICY")?,
                    for_machines,
                }),
                [
                    "schema",
                    name @ ("pack" | "claim" | "assessment" | "drive-report"),
                ] => Ok(Command::Schema {
                    name: (*name).to_owned(),
                }),
                ["types"] => Ok(Command::Types),
                ["offsets", zone, instants] => Ok(Command::Offsets {
                    zone: (*zone).to_owned(),
                    instants: (*instants).to_owned(),
                    for_machines,
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
                Command::Link {
                    claim,
                    policy,
                    for_machines,
                } => match link(&claim, policy.as_deref()) {
                    Ok(link) => print(&link, ExitCode::SUCCESS),
                    Err(refused) => refused.tell(for_machines),
                },
                Command::Offsets {
                    zone,
                    instants,
                    for_machines,
                } => match offsets(&zone, &instants) {
                    Ok(offsets) => print(&offsets.to_string(), ExitCode::SUCCESS),
                    Err(refused) => refused.tell(for_machines),
                },
                Command::DriveReport { file, for_machines } => match drive_report(&file) {
                    Ok(report) => print(report.pretty().trim_end(), ExitCode::SUCCESS),
                    Err(refused) => refused.tell(for_machines),
                },
                Command::Triage {
                    file,
                    policy,
                    for_machines,
                } => match triage(&file, &policy) {
                    Ok(lines) => print(&lines, ExitCode::SUCCESS),
                    Err(refused) => refused.tell(for_machines),
                },
                Command::Lint {
                    packs,
                    for_machines,
                } => lint(&packs, for_machines),
                Command::Compile {
                    packs,
                    folder,
                    files,
                } => compile(&packs, &folder, files),
                Command::Schema { name } => match schema::schema(&name) {
                    Some(schema) => print(schema.pretty().trim_end(), ExitCode::SUCCESS),
                    None => ExitCode::from(2),
                },
                Command::Types => print(declarations::types().trim_end(), ExitCode::SUCCESS),
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
                    Json::List(self.problems.iter().map(problem_told).collect()).pretty()
                );
            } else {
                for problem in &self.problems {
                    eprintln!("{}", line(&self.file, &self.text, problem));
                }
            }
            ExitCode::from(2)
        }
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
        read_at_most(name, Limits::PACK.bytes)
    }

    fn read_at_most(name: &str, most: usize) -> Result<Vec<u8>, Refused> {
        let mut bytes = Vec::new();
        // A little more than is allowed, so that too much is noticed.
        let most = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
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

    /// What a file asks for, and what judges it.
    struct Asked {
        file: String,
        bytes: Vec<u8>,
        json: Json,
    }

    /// What judges claims: the editions of a policy, and how it reads descriptions.
    struct Judge {
        bundle: Bundle,
        triage: Option<Triage>,
    }

    impl Asked {
        fn read(file: &str) -> Result<Asked, Refused> {
            let mut asked = Asked {
                file: file.to_owned(),
                bytes: read_file(file)?,
                json: Json::Null,
            };
            asked.json = parse(&asked.bytes, Limits::CLAIM)
                .map_err(|problem| asked.refused(vec![problem]))?;
            Ok(asked)
        }

        fn refused(&self, problems: Vec<Problem>) -> Refused {
            Refused {
                file: self.file.clone(),
                text: String::from_utf8_lossy(&self.bytes).into_owned(),
                problems,
            }
        }

        /// The claim: what stands there, or what a record holds.
        fn claim(&self) -> Result<Json, Refused> {
            if self.json.get("record").is_none() {
                return Ok(self.json.clone());
            }
            let record = record::read_record(&self.json);
            let record = record.map_err(|problem| self.refused(vec![problem]))?;
            Ok(record.claim)
        }

        /// What judges these claims, which are all about one policy.
        fn judge(&self, claims: &[Json], pack_file: Option<&str>) -> Result<Judge, Refused> {
            let described = |bundle: &Bundle| claims.iter().any(|claim| describes(bundle, claim));
            if let Some(file) = pack_file {
                let bytes = read_file(file)?;
                let refused = |problems| Refused {
                    file: file.to_owned(),
                    text: String::from_utf8_lossy(&bytes).into_owned(),
                    problems,
                };
                let bundle = bundled::read_bundle(&bytes).map_err(refused)?;
                let triage = match described(&bundle) {
                    true => bundled::read_triage(&bytes, None).map_err(refused)?,
                    false => None,
                };
                return Ok(Judge { bundle, triage });
            }
            let Some(id) = claims.first().and_then(policy_of) else {
                let problem = Problem::new("shape.missing", "", "`policy` is missing")
                    .help("name the policy");
                return Err(self.refused(vec![problem]));
            };
            let refused = |problems| self.refused(problems);
            let bundle = bundled::bundle(id).map_err(refused)?;
            let triage = match described(&bundle) {
                true => bundled::triage(id).map_err(refused)?,
                false => None,
            };
            Ok(Judge { bundle, triage })
        }
    }

    fn assess(claim_file: &str, pack_file: Option<&str>) -> Result<Json, Refused> {
        let asked = Asked::read(claim_file)?;
        let claim = asked.claim()?;
        let judge = asked.judge(std::slice::from_ref(&claim), pack_file)?;
        let texts = judge
            .triage
            .as_ref()
            .map(|triage| triage as &dyn ReadsTexts);
        assess_editions(&judge.bundle, &claim, texts, &BuiltInZones)
            .map_err(|problems| asked.refused(problems))
    }

    /// The fragments of links that lead to the answers to a claim, or to each of a
    /// list about one policy: a line for each.
    fn link(claim_file: &str, pack_file: Option<&str>) -> Result<String, Refused> {
        let asked = Asked::read(claim_file)?;
        let claims = match &asked.json {
            Json::List(claims) => claims.clone(),
            _ => vec![asked.claim()?],
        };
        let judge = asked.judge(&claims, pack_file)?;
        let lines = claims.iter().map(|claim| {
            let assessment = assess_editions(&judge.bundle, claim, None, &BuiltInZones)?;
            let verdict = assessment.get("verdict").and_then(Json::as_text);
            let mut verdicts = Verdict::ALL.into_iter();
            let verdict = verdicts.find(|one| Some(one.word()) == verdict);
            let policy = record::edition_of(&judge.bundle, &assessment);
            let fragment = policy.zip(verdict).and_then(|(policy, verdict)| {
                let claim = read_claim(policy, claim).ok()?;
                takeaway::fragment(policy, &claim, verdict)
            });
            fragment.ok_or_else(|| {
                let message = "two facts of the pack have one key in links";
                let problem = Problem::new("link.keys", "", message);
                vec![problem.help("give one of them another id")]
            })
        });
        let lines: Result<Vec<String>, Vec<Problem>> = lines.collect();
        Ok(lines
            .map_err(|problems| asked.refused(problems))?
            .join("\n"))
    }

    /// What each text of a file says, a line for each.
    fn triage(file: &str, policy: &str) -> Result<String, Refused> {
        let bytes = read_at_most(file, MOST_TEXTS)?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let triage = triage_of(policy)?;
        let refused = |number: usize, problem: Problem| Refused {
            file: format!("{file}:{}", number.saturating_add(1)),
            text: String::new(),
            problems: vec![problem],
        };
        if bytes.len() > MOST_TEXTS {
            let message = format!("there are more than {MOST_TEXTS} bytes");
            let problem = Problem::new("json.too-large", "", message);
            return Err(refused(0, problem.help("give the texts in several files")));
        }
        let mut lines = Vec::new();
        for (number, line) in text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let json =
                parse(line.as_bytes(), Limits::PACK).map_err(|problem| refused(number, problem))?;
            let (id, text) = read_text(&json).map_err(|problem| refused(number, problem))?;
            lines.push(said(id, &triage.read(text, By::Both)).to_string());
        }
        Ok(lines.join("\n"))
    }

    /// At most so many bytes of texts are read at once.
    const MOST_TEXTS: usize = 64 << 20;

    /// How a bundled policy, or that of a pack's file, reads texts.
    fn triage_of(policy: &str) -> Result<Triage, Refused> {
        let bundled_one = bundled::PACKS.iter().any(|(id, _)| *id == policy);
        let refused = |problems| Refused {
            file: policy.to_owned(),
            text: String::new(),
            problems,
        };
        let triage = if bundled_one || !std::path::Path::new(policy).exists() {
            bundled::triage(policy)
        } else {
            bundled::read_triage(&read_file(policy)?, None)
        };
        triage.map_err(refused)?.ok_or_else(|| {
            let message = format!("`{policy}` does not say how texts are read");
            let help = "add a `triage` section to the pack";
            refused(vec![Problem::new("triage.none", "", message).help(help)])
        })
    }

    /// What a drive health report says. Its problems have no place in it: reports
    /// are not written by hand.
    fn drive_report(file: &str) -> Result<Json, Refused> {
        let bytes = read_at_most(file, MOST_BYTES)?;
        read_drive_report(&bytes).map_err(|problems| Refused {
            file: file.to_owned(),
            text: String::new(),
            problems,
        })
    }

    /// How far a zone is ahead of UTC at the instants of a file: what other zone
    /// databases, such as a browser's, can be held against.
    fn offsets(zone: &str, file: &str) -> Result<Json, Refused> {
        let bytes = read_file(file)?;
        let refused = |problems: Vec<Problem>| Refused {
            file: file.to_owned(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
            problems,
        };
        let json = parse(&bytes, Limits::PACK).map_err(|problem| refused(vec![problem]))?;
        let problems = Problems::default();
        let instants = read_instants(&Node::root(&json, &problems));
        let instants = instants.ok_or_else(|| refused(problems.into_vec()))?;
        let offsets: Option<Vec<i64>> = instants
            .into_iter()
            .map(|at| BuiltInZones.offset_seconds(zone, at).map(i64::from))
            .collect();
        offsets.map(Json::list).ok_or_else(|| {
            let message = format!("`{zone}` is not a time zone");
            let help = "write its IANA name, such as `Europe/London`, or `UTC`";
            refused(vec![Problem::new("zone.unknown", "", message).help(help)])
        })
    }

    /// Instants as whole seconds since 1970, as the engine's module takes them.
    fn read_instants(list: &Node<'_>) -> Option<Vec<Instant>> {
        let Json::List(_) = list.json else {
            return list.expected("a list");
        };
        // Each is read, so that every problem is told.
        let instants: Vec<Option<Instant>> = list
            .each_item()
            .map(|item| match item.json {
                Json::Integer(seconds) if u32::try_from(*seconds).is_ok() => {
                    Some(Instant::new(*seconds, 0))
                }
                _ => item.expected("whole seconds since 1970, to 2106"),
            })
            .collect();
        instants.into_iter().collect()
    }

    /// Tells what is wrong with packs: 0 where nothing but warnings is, 1 where
    /// something is, 2 where a file is not even JSON.
    fn lint(files: &[String], for_machines: bool) -> ExitCode {
        lint_to(files, for_machines, &mut std::io::stdout())
    }

    fn lint_to(files: &[String], for_machines: bool, out: &mut dyn Write) -> ExitCode {
        let mut worst = Severity::Warning;
        let mut for_output = Vec::new();
        for file in files {
            let bytes = match read_file(file) {
                Ok(bytes) => bytes,
                Err(refused) => return refused.tell(for_machines),
            };
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let json = match parse(&bytes, Limits::PACK) {
                Ok(json) => json,
                Err(problem) => {
                    let refused = Refused {
                        file: file.clone(),
                        text,
                        problems: vec![problem],
                    };
                    return refused.tell(for_machines);
                }
            };
            for (severity, problem) in lint_file(&json, today(), &BuiltInZones) {
                worst = worst.min(severity);
                if for_machines {
                    for_output.push(finding(Some(file), &text, severity, &problem));
                } else {
                    // A reader that has gone away hears no more.
                    let _ = writeln!(out, "{}: {}", severity.word(), line(file, &text, &problem));
                }
            }
        }
        if for_machines {
            let _ = write!(out, "{}", Json::List(for_output).pretty());
        }
        match worst {
            Severity::Error => ExitCode::from(1),
            Severity::Warning => ExitCode::SUCCESS,
        }
    }

    /// Writes the policies as the page fetches them, and prints for each language
    /// the name of its index: 1 where a pack has an error, 2 where a file cannot
    /// be read or written.
    fn compile(packs: &[String], folder: &str, files: Files) -> ExitCode {
        // Findings go to standard error: the indexes alone are the output.
        let linted = lint_to(packs, false, &mut std::io::stderr());
        if linted != ExitCode::SUCCESS {
            return linted;
        }
        let read: Result<Vec<Vec<u8>>, Refused> =
            packs.iter().map(|file| read_file(file)).collect();
        let bytes = match read {
            Ok(bytes) => bytes,
            Err(refused) => return refused.tell(false),
        };
        match files {
            Files::Policies => {}
            Files::Triage => return write_files(folder, &published_triage(&bytes)),
            Files::Comparisons => return write_files(folder, &published_comparisons(&bytes)),
        }
        let published = match publish(&bytes) {
            Ok(published) => published,
            Err((place, problems)) => {
                let text = bytes.get(place).map(|bytes| String::from_utf8_lossy(bytes));
                let refused = Refused {
                    file: packs.get(place).cloned().unwrap_or_default(),
                    text: text.unwrap_or_default().into_owned(),
                    problems,
                };
                return refused.tell(false);
            }
        };
        let indexes = published.indexes.iter();
        let files = indexes.clone().map(|(_, file)| file);
        let files: Vec<File> = files.chain(&published.policies).cloned().collect();
        if write_files(folder, &files) != ExitCode::SUCCESS {
            return ExitCode::from(2);
        }
        let lines = indexes.map(|(language, file)| format!("{} {}", language.tag(), file.name));
        print(&lines.collect::<Vec<_>>().join("\n"), ExitCode::SUCCESS)
    }

    fn write_files(folder: &str, files: &[File]) -> ExitCode {
        for file in files {
            if let Err(error) = write_file(folder, file) {
                eprintln!("covercheck: {folder}/{}: {error}", file.name);
                return ExitCode::from(2);
            }
        }
        ExitCode::SUCCESS
    }

    fn write_file(folder: &str, file: &File) -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        std::fs::write(std::path::Path::new(folder).join(&file.name), &file.content)
    }

    /// The date in UTC. Only the linter asks: a holiday table that has run out
    /// is told of whatever the pack's zone.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the edge at which the clock is read"
    )]
    fn today() -> chrono::NaiveDate {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let seconds = since.map_or(0, |since| since.as_secs());
        chrono::NaiveDate::default()
            .checked_add_days(chrono::Days::new(seconds / 86_400))
            .unwrap_or_default()
    }
}
