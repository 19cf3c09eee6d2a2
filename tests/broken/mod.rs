//! One broken manuscript and its repaired twin for every code.
//!
//! A row is a table of files. The harness builds the broken world and asks for exactly the row's code (any number of
//! times), then puts the repaired files in the place of the broken ones and asks for no finding at all. Other areas
//! add rows in their own test files: `mod broken;`, a table, and [`check`] with the function that runs their stage.

use huoban::diagnostics::{Diagnostic, Lang, Rule, TextOptions, render_text, sort};
use huoban::source::{MemoryWorld, SourceMap};
use std::collections::BTreeSet;

/// A file of a manuscript.
pub type File = (&'static str, Vec<u8>);

/// A broken manuscript and what repairs it.
pub struct Row {
    /// The code that the broken manuscript yields, and no other.
    pub code: &'static str,
    /// The broken manuscript.
    pub broken: Vec<File>,
    /// The files that repair it: in the place of those of the same name, or added. One whose bytes are empty is
    /// taken away.
    pub repaired: Vec<File>,
}

/// A row from texts.
pub fn row(code: &'static str, broken: &[(&'static str, &str)], repaired: &[(&'static str, &str)]) -> Row {
    let files =
        |list: &[(&'static str, &str)]| list.iter().map(|(path, text)| (*path, text.as_bytes().to_vec())).collect();
    Row { code, broken: files(broken), repaired: files(repaired) }
}

/// Runs every row through `run`, and asks that every rule of `rules` has a row, but for `elsewhere`: codes that no
/// manuscript in memory can yield and that another test covers.
pub fn check(
    rows: &[Row],
    rules: &[&'static Rule],
    elsewhere: &[&str],
    run: impl Fn(&MemoryWorld) -> (Vec<Diagnostic>, SourceMap),
) {
    for row in rows {
        let found = run(&world(&row.broken, &[]));
        assert_eq!(codes(&found.0), BTreeSet::from([row.code]), "{} broken:\n{}", row.code, shown(found));
        let found = run(&world(&row.broken, &row.repaired));
        assert!(found.0.is_empty(), "{} repaired:\n{}", row.code, shown(found));
    }
    let covered: BTreeSet<&str> = rows.iter().map(|row| row.code).chain(elsewhere.iter().copied()).collect();
    let all: BTreeSet<&str> = rules.iter().map(|rule| rule.code).collect();
    assert_eq!(covered, all, "every code has a broken manuscript");
}

fn world(broken: &[File], repaired: &[File]) -> MemoryWorld {
    let stays = |(path, _): &&File| !repaired.iter().any(|(other, _)| other == path);
    let files = broken.iter().filter(stays).chain(repaired.iter().filter(|(_, bytes)| !bytes.is_empty()));
    files.fold(MemoryWorld::new(), |world, (path, bytes)| world.with(path, bytes))
}

fn codes(diagnostics: &[Diagnostic]) -> BTreeSet<&'static str> {
    diagnostics.iter().map(|one| one.rule.code).collect()
}

fn shown((mut diagnostics, sources): (Vec<Diagnostic>, SourceMap)) -> String {
    sort(&mut diagnostics, &sources);
    render_text(&diagnostics, &sources, TextOptions { lang: Lang::En, ..TextOptions::default() })
}
