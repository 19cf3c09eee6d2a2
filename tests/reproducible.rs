//! The same manuscript gives the same bytes wherever, whenever and however it is built.

mod common;

use common::{Judge, huoban, ran};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// A way to build a book.
struct Way {
    /// The manuscript's directory, below one that no other way uses.
    directory: &'static str,
    /// Time zone.
    zone: &'static str,
    /// Locale, which also chooses the language of messages.
    locale: &'static str,
    /// Number of threads.
    jobs: &'static str,
    /// What the clock shows, from now, where it can be made to lie.
    clock: Option<&'static str>,
    /// How old the files look, in days.
    age: u64,
    /// Whether the manuscript is named by its absolute path.
    absolute: bool,
}

const WAYS: [Way; 3] = [
    Way { directory: "book", zone: "UTC", locale: "C", jobs: "1", clock: None, age: 0, absolute: false },
    Way {
        directory: "另 一处/深 处/book",
        zone: "Asia/Shanghai",
        locale: "zh_CN.UTF-8",
        jobs: "2",
        clock: Some("+400d"),
        age: 900,
        absolute: true,
    },
    Way {
        directory: "x",
        zone: "America/St_Johns",
        locale: "tr_TR.UTF-8",
        jobs: "7",
        clock: Some("-9000d"),
        age: 20_000,
        absolute: false,
    },
];

/// Copies a manuscript, in an order of its own and with files of a certain age.
fn copy(from: &Path, to: &Path, age: u64) {
    fs::create_dir_all(to).expect("a directory");
    let mut entries: Vec<PathBuf> =
        fs::read_dir(from).expect("a directory").map(|one| one.expect("an entry").path()).collect();
    entries.sort();
    if age > 0 {
        entries.reverse();
    }
    for path in entries {
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target, age);
        } else {
            fs::write(&target, fs::read(&path).expect("a file")).expect("a copy");
            let then = SystemTime::now() - Duration::from_secs(age * 86_400);
            fs::File::options().append(true).open(&target).expect("the copy").set_modified(then).expect("a time");
        }
    }
}

/// A command that sees another clock, where one can be shown to it.
fn at(clock: Option<&str>, command: Command) -> Command {
    let Some((clock, path)) = clock.zip(Judge::path("faketime")) else { return command };
    let mut faked = Command::new(path);
    faked.args(["-f", clock]).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => faked.env(name, value),
            None => faked.env_remove(name),
        };
    }
    faked
}

/// Builds in a way; every file that was written, by name.
fn built(way: &Way, manuscript: &Path, epoch: Option<&str>) -> BTreeMap<OsString, Vec<u8>> {
    let place = TempDir::new().expect("a directory");
    let directory = place.path().join(way.directory);
    copy(manuscript, &directory, way.age);
    let mut command = huoban();
    command.arg("release").arg(if way.absolute { &directory } else { Path::new(way.directory) });
    command.args(["-o", "out", "-j", way.jobs, "--set", "slug=same", "--set", "outputs=[cover]"]);
    command.env("TZ", way.zone).env("LANG", way.locale).env("LC_ALL", way.locale);
    command.envs(epoch.map(|epoch| ("SOURCE_DATE_EPOCH", epoch)));
    let mut command = at(way.clock, command);
    let ran = ran(command.current_dir(place.path()).output().expect("the program starts"));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let files = fs::read_dir(place.path().join("out")).expect("the outputs").flatten();
    files.map(|file| (file.file_name(), fs::read(file.path()).expect("an output"))).collect()
}

/// Builds in all ways and compares every byte of every file.
fn check(manuscript: &Path, epoch: Option<&str>) -> BTreeMap<OsString, Vec<u8>> {
    let mut outputs = WAYS.iter().map(|way| built(way, manuscript, epoch));
    let first = outputs.next().expect("a way");
    let editions = first.iter().filter(|(_, bytes)| bytes.len() > 1000 && !bytes.starts_with(b"{")).count();
    assert_eq!(
        (first.len(), editions),
        (7, 5),
        "every edition, both covers, the report and the sums: {:?}",
        first.keys()
    );
    for (way, other) in WAYS[1..].iter().zip(outputs) {
        assert_eq!(first.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "{}", way.directory);
        for (name, bytes) in &first {
            let differs = bytes.iter().zip(&other[name]).position(|(one, two)| one != two);
            assert!(*bytes == other[name], "{name:?} built in {} differs at byte {differs:?}", way.directory);
        }
    }
    first
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("book")
}

#[test]
fn the_sample_book_built_in_three_ways_is_the_same_to_the_byte() {
    check(&sample(), None);
}

#[test]
fn a_date_of_the_build_is_the_same_in_every_zone() {
    let place = TempDir::new().expect("a directory");
    let init = huoban().current_dir(place.path()).args(["init", "book"]).output().expect("the program starts");
    assert_eq!(ran(init).code, 0);
    let manuscript = place.path().join("book");
    // A quarter of an hour before midnight UTC: another day in Shanghai.
    let dated = check(&manuscript, Some("1700005500"));
    assert_ne!(dated, check(&manuscript, None), "the date of the build is in the files");
}
