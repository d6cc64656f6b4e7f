//! The programs that building and testing need: found, or else installed.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::files;
use crate::outcome::Outcome;
use crate::repository;
use crate::steps::{self, Steps};

const TRUNK: CargoTool = CargoTool {
    package: "trunk",
    program: "trunk",
    version: "0.21.14",
};

/// Exactly the version of the `wasm-bindgen` crate in `Cargo.toml`: the two
/// exchange a format that changes with every release.
const WASM_BINDGEN: CargoTool = CargoTool {
    package: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    version: "0.2.130",
};

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The steps of [`ready_to_serve`].
pub const STEPS_TO_SERVE: usize = 3;

/// The steps of [`ready_to_build`].
pub const STEPS_TO_BUILD: usize = STEPS_TO_SERVE + 1;

/// The step of [`find_browser`].
pub const STEPS_TO_BROWSE: usize = 1;

/// The programs that build the site, ready to be started.
pub struct Tools {
    search_path: OsString,
}

impl Tools {
    /// A program that finds the pinned tools before any other of their names.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(repository::root())
            .env("PATH", &self.search_path);
        command
    }
}

/// Installs what a development build needs.
pub fn ready_to_serve(steps: &mut Steps) -> Outcome<Tools> {
    steps.begin("the Rust target for WebAssembly");
    install_wasm_target()?;
    for tool in [TRUNK, WASM_BINDGEN] {
        steps.begin(&format!("{} {}", tool.program, tool.version));
        tool.install()?;
    }
    remove_compiled_crates()?;

    let first = [folder().join("bin"), node_programs()];
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let search_path =
        std::env::join_paths(first.into_iter().chain(std::env::split_paths(&inherited)))?;
    Ok(Tools { search_path })
}

/// Installs what the site's build needs: the above, and wasm-opt from npm.
pub fn ready_to_build(steps: &mut Steps) -> Outcome<Tools> {
    let tools = ready_to_serve(steps)?;
    steps.begin("wasm-opt and the browser tests' packages");
    install_node_packages(&repository::browser_tests())?;
    Ok(tools)
}

/// Installs the parts of the Rust toolchain that check sources.
pub fn install_rust_checkers() -> Outcome<()> {
    for (component, program) in [("rustfmt", "cargo-fmt"), ("clippy", "cargo-clippy")] {
        if steps::output_of(Command::new(program).arg("--version")).is_none() {
            steps::run(Command::new("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// A browser for the tests.
pub enum Browser {
    /// A Chromium that stands on the machine.
    Installed(PathBuf),
    /// Playwright's own download, in this folder.
    Downloaded(PathBuf),
}

impl Browser {
    /// Tells a Node program which browser to start; `launch.mjs` reads this.
    pub fn choose_for(&self, command: &mut Command) {
        match self {
            Browser::Installed(program) => command.env("CHROME", program),
            Browser::Downloaded(folder) => command
                .env_remove("CHROME")
                .env("PLAYWRIGHT_BROWSERS_PATH", folder),
        };
    }
}

/// Finds a Chromium on the machine, or else installs one: the system's package
/// where this program may, Playwright's own download where not.
pub fn find_browser(steps: &mut Steps) -> Outcome<Browser> {
    steps.begin("a Chromium for the browser tests");
    if let Some(browser) = installed_browser() {
        println!("  {}", browser.display());
        return Ok(Browser::Installed(browser));
    }
    if install_browser_package()
        && let Some(browser) = installed_browser()
    {
        return Ok(Browser::Installed(browser));
    }

    let browsers = folder().join("browsers");
    steps::run(
        Command::new("node")
            .current_dir(repository::browser_tests())
            .args(["node_modules/playwright-core/cli.js", "install", "chromium"])
            .env("PLAYWRIGHT_BROWSERS_PATH", &browsers),
    )?;
    Ok(Browser::Downloaded(browsers))
}

/// Where tools are installed: kept between builds, and out of the way of git.
fn folder() -> PathBuf {
    match std::env::var_os("COVERCHECK_TOOLS") {
        Some(folder) if !folder.is_empty() => PathBuf::from(folder),
        _ => repository::root().join(".tools"),
    }
}

/// Where tools are compiled: they share some crates.
fn compiled_crates() -> PathBuf {
    folder().join("build")
}

/// Frees a gigabyte once every tool stands.
fn remove_compiled_crates() -> Outcome<()> {
    let crates = compiled_crates();
    if crates.is_dir() {
        fs::remove_dir_all(&crates)
            .map_err(|error| format!("cannot remove {}: {error}", crates.display()))?;
    }
    Ok(())
}

fn node_programs() -> PathBuf {
    repository::browser_tests()
        .join("node_modules")
        .join(".bin")
}

/// Installs what rustc needs to compile for the browser.
pub fn install_wasm_target() -> Outcome<()> {
    let library = steps::output_of(Command::new("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        WASM_TARGET,
    ]));
    match library {
        Some(folder) if Path::new(folder.trim()).is_dir() => {
            println!("  found");
            Ok(())
        }
        _ => steps::run(Command::new("rustup").args(["target", "add", WASM_TARGET])),
    }
}

/// A program that the registry carries, pinned.
struct CargoTool {
    package: &'static str,
    program: &'static str,
    version: &'static str,
}

impl CargoTool {
    fn install(&self) -> Outcome<()> {
        let own_copy = folder().join("bin").join(self.program);
        if self.is_version(&own_copy) || self.is_version(Path::new(self.program)) {
            println!("  found");
            return Ok(());
        }

        let binstall_stands =
            steps::output_of(Command::new("cargo").args(["binstall", "-V"])).is_some();
        if binstall_stands && steps::succeeds(&mut self.binstall())? {
            return Ok(());
        }

        println!("  compiling it takes some minutes, once");
        // A lock names versions that its author's registry had; where one of
        // them is gone, the newest fitting ones do.
        if !steps::succeeds(self.compile().arg("--locked"))? {
            steps::run(&mut self.compile())?;
        }
        Ok(())
    }

    fn is_version(&self, program: &Path) -> bool {
        steps::output_of(Command::new(program).arg("--version"))
            .is_some_and(|printed| printed.split_whitespace().nth(1) == Some(self.version))
    }

    fn binstall(&self) -> Command {
        let mut command = Command::new("cargo");
        command
            .args(["binstall", "--no-confirm", "--root"])
            .arg(folder());
        command.arg(format!("{}@{}", self.package, self.version));
        command
    }

    fn compile(&self) -> Command {
        let mut command = Command::new("cargo");
        command
            .args(["install", self.package, "--version", self.version, "--root"])
            .arg(folder());
        // The tools' own release profiles optimise across every crate at once,
        // which doubles the wait and shortens a build by nothing one notices.
        command
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        // Beside the tools, so that an interrupted installation goes on where it stopped.
        command.arg("--target-dir").arg(compiled_crates());
        command
    }
}

/// Installs the npm packages of a folder's lock, unless they already stand.
pub fn install_node_packages(folder: &Path) -> Outcome<()> {
    let lock = files::read_text(&folder.join("package-lock.json"))?;
    let installed_lock = folder.join("node_modules").join(".covercheck-lock.json");
    if files::read_text(&installed_lock).is_ok_and(|installed| installed == lock) {
        println!("  found");
        return Ok(());
    }
    if steps::output_of(Command::new("node").arg("--version")).is_none() {
        return Err("Node 20 or later is needed, and `node` is not on the PATH".into());
    }
    steps::run(
        Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(folder),
    )?;
    files::write(&installed_lock, lock)
}

fn installed_browser() -> Option<PathBuf> {
    let named = std::env::var_os("CHROME")
        .filter(|name| !name.is_empty())
        .map(PathBuf::from);
    let usual = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];
    named
        .into_iter()
        .chain(usual.into_iter().filter_map(on_search_path))
        .find(|browser| steps::output_of(Command::new(browser).arg("--version")).is_some())
}

fn on_search_path(program: &str) -> Option<PathBuf> {
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&inherited)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

/// Installs Debian's Chromium, with a font that has Chinese glyphs; says
/// whether it could.
fn install_browser_package() -> bool {
    let is_root = steps::output_of(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    let apt = || {
        let mut command = if is_root {
            Command::new("apt-get")
        } else {
            let mut command = Command::new("sudo");
            command.args(["-n", "apt-get"]);
            command
        };
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    on_search_path("apt-get").is_some()
        && steps::succeeds(apt().arg("update")).unwrap_or(false)
        && steps::succeeds(apt().args([
            "install",
            "--yes",
            "--no-install-recommends",
            "chromium",
            "fonts-noto-cjk",
        ]))
        .unwrap_or(false)
}
