//! What the tests of the binary share: running it, small manuscripts, and the outside judges.

#![allow(dead_code, reason = "each test crate uses its own part")]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program, in a neutral environment and in English.
pub fn huoban() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_huoban"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "SOURCE_DATE_EPOCH"] {
        command.env_remove(name);
    }
    command
}

/// What a run of the program left.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Runs the program in `dir`.
pub fn run<S: AsRef<OsStr>>(dir: &Path, arguments: impl IntoIterator<Item = S>) -> Ran {
    ran(huoban().current_dir(dir).args(arguments).output().expect("the program starts"))
}

pub fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code().expect("an exit code, not a signal"),
        stdout: String::from_utf8(output.stdout).expect("UTF-8 on standard output"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8 on standard error"),
    }
}

/// Writes a manuscript of these files.
pub fn write(dir: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, text).expect("a file");
    }
}

/// An outside judge: a program of the system, or a Java archive.
pub struct Judge {
    command: Vec<PathBuf>,
}

impl Judge {
    /// Finds a program. None where it is absent, which is said; with `CI` set its absence is a failure.
    pub fn program(name: &str) -> Option<Judge> {
        Judge::path(name).map(|path| Judge { command: vec![path] })
    }

    /// Where a program is; as [`Judge::program`] where it is absent.
    pub fn path(name: &str) -> Option<PathBuf> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let found = std::env::split_paths(&path).map(|dir| dir.join(name)).find(|path| path.is_file());
        present(name, found)
    }

    /// EPUBCheck: the archive that `HUOBAN_EPUBCHECK_JAR` names, else that in the cache which `.ci/run` fills.
    pub fn epubcheck() -> Option<Judge> {
        let named = std::env::var_os("HUOBAN_EPUBCHECK_JAR").map(PathBuf::from);
        let cached = || Some(std::env::home_dir()?.join(".cache/huoban-judges/epubcheck/epubcheck.jar"));
        let jar = present("epubcheck", named.or_else(cached).filter(|jar| jar.is_file()))?;
        let java = Judge::program("java")?.command.remove(0);
        Some(Judge { command: vec![java, "-Xmx1g".into(), "-jar".into(), jar] })
    }

    /// EPUBCheck for several books in one start, with the driver beside these tests; it writes BOOK.json for each.
    pub fn epubcheck_for_many() -> Option<Judge> {
        let Judge { mut command } = Judge::epubcheck()?;
        let jar = command.pop()?;
        let driver = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/Check.java");
        command.truncate(2);
        // The quick compiler is enough for a run of seconds.
        command.extend(["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"].map(PathBuf::from));
        command.extend([jar, driver]);
        Some(Judge { command })
    }

    /// A driver beside these tests that has a browser: Ace's, or the one that reads. It takes what it needs from the
    /// packages that `.ci/judges` installs.
    pub fn browser(driver: &str) -> Option<Judge> {
        let modules = judges().map(|dir| dir.join("ace/node_modules")).filter(|dir| dir.is_dir());
        let modules = present("Ace", modules)?;
        let driver = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges").join(driver);
        Some(Judge { command: vec![Judge::path("node")?, driver, modules, Judge::path("chromium")?] })
    }

    /// The engine of veraPDF, with the driver beside these tests: give it flavours and files.
    pub fn verapdf() -> Option<Judge> {
        let jar = present("veraPDF", judges().map(|dir| dir.join("verapdf.jar")).filter(|jar| jar.is_file()))?;
        let java = Judge::program("java")?.command.remove(0);
        let driver = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/Vera.java");
        // The structure of a book is walked by recursion; the quick compiler is enough for a run of seconds.
        let options = ["-Xss16m", "-Xmx2g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"].map(PathBuf::from);
        Some(Judge { command: [vec![java], options.to_vec(), vec![jar, driver]].concat() })
    }

    /// A judge among the Python packages that `.ci/judges` installs.
    pub fn python(name: &str) -> Option<Judge> {
        let path = judges().map(|dir| dir.join("python/bin").join(name)).filter(|path| path.is_file());
        present(name, path).map(|path| Judge { command: vec![path] })
    }

    /// Runs the judge; its exit code, and all that it says.
    pub fn says<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> (i32, String) {
        let output = Command::new(&self.command[0])
            .args(&self.command[1..])
            .args(arguments)
            .output()
            .unwrap_or_else(|error| panic!("{}: {error}", self.command[0].display()));
        let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
        (output.status.code().unwrap_or(-1), text)
    }
}

/// Where `.ci/judges` puts what is no package of the system.
fn judges() -> Option<PathBuf> {
    let named = std::env::var_os("HUOBAN_JUDGES").map(PathBuf::from);
    named.or_else(|| Some(std::env::home_dir()?.join(".cache/huoban-judges")))
}

fn present(name: &str, found: Option<PathBuf>) -> Option<PathBuf> {
    if found.is_none() {
        assert!(std::env::var_os("CI").is_none(), "{name} is missing, and in CI every judge must be there");
        eprintln!("skipped: {name} is not installed");
    }
    found
}
