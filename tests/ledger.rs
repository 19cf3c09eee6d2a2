//! The ledgers of conformance say the truth.
//!
//! `tests/conformance/NAME.tsv` holds the rows that a specification asks for: id, level, area, title. The ledger
//! `docs/conformance/NAME.md` has a table for each area, in which every row stands once with its status and the tests
//! that prove it. A ledger is data and a text; the check is the same for all of them.

use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// The statuses, in the order of the summary.
const STATUSES: [&str; 4] = ["met", "partly", "not yet", "n.a."];
const LEVELS: [&str; 3] = ["must", "should", "may"];

/// A row that a specification asks for.
#[derive(Clone, PartialEq, Debug)]
struct Asked {
    id: String,
    level: String,
    area: String,
    title: String,
}

/// A row of a ledger.
#[derive(Debug)]
struct Entry {
    area: String,
    id: String,
    level: String,
    title: String,
    status: String,
    tests: Vec<String>,
    remark: String,
}

/// The rows of a data file, which begins with a line of headings.
fn asked(data: &str) -> Result<Vec<Asked>, String> {
    let mut lines = data.lines();
    if lines.next() != Some("id\tlevel\tarea\ttitle") {
        return Err("the first line names the columns id, level, area, title".to_owned());
    }
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, level, area, title] = cells[..] else { return Err(format!("not four columns: {line}")) };
        let sound = !id.is_empty() && !area.is_empty() && !title.is_empty() && LEVELS.contains(&level);
        let [id, level, area, title] = [id, level, area, title].map(str::to_owned);
        if sound { Ok(Asked { id, level, area, title }) } else { Err(format!("an empty cell or no level: {line}")) }
    };
    lines.map(row).collect()
}

/// The entries of a ledger: rows of the tables whose first heading is `row`.
fn entries(ledger: &str) -> Result<Vec<Entry>, String> {
    let (mut area, mut inside, mut found) = (String::new(), false, Vec::new());
    for line in ledger.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            area = title.to_owned();
        }
        let Some(cells) = line.strip_prefix("| ").and_then(|line| line.strip_suffix('|')) else {
            inside = inside && line.starts_with('|');
            continue;
        };
        let cells: Vec<&str> = cells.split('|').map(str::trim).collect();
        if cells[0] == "row" {
            inside = true;
        } else if inside {
            let [id, level, title, status, tests, remark] = cells[..] else {
                return Err(format!("not six columns: {line}"));
            };
            let tests = tests.split_whitespace().map(|test| test.trim_matches(['`', ',']).to_owned()).collect();
            let [id, level, title, status, remark] = [id, level, title, status, remark].map(str::to_owned);
            found.push(Entry { area: area.clone(), id, level, title, status, tests, remark });
        }
    }
    Ok(found)
}

/// What is untrue in a ledger.
fn faults(asked: &[Asked], entries: &[Entry], tests: &BTreeSet<String>) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut wanted: BTreeMap<&str, &Asked> = BTreeMap::new();
    for row in asked {
        if wanted.insert(&row.id, row).is_some() {
            wrong.push(format!("{}: asked for twice", row.id));
        }
    }
    let mut seen = BTreeSet::new();
    for entry in entries {
        let id = &entry.id;
        if !seen.insert(id.as_str()) {
            wrong.push(format!("{id}: stands twice"));
        }
        match wanted.get(id.as_str()) {
            None => wrong.push(format!("{id}: no specification has such a row")),
            Some(row) if (&row.level, &row.area, &row.title) != (&entry.level, &entry.area, &entry.title) => {
                wrong.push(format!("{id}: it asks “{}” ({}), under {}", row.title, row.level, row.area));
            }
            Some(_) => {}
        }
        for test in entry.tests.iter().filter(|test| !tests.contains(*test)) {
            wrong.push(format!("{id}: there is no test {test}"));
        }
        match entry.status.as_str() {
            "met" if entry.tests.is_empty() => wrong.push(format!("{id}: met, but no test proves it")),
            "partly" | "not yet" | "n.a." if entry.remark.is_empty() => wrong.push(format!("{id}: no reason given")),
            status if !STATUSES.contains(&status) => wrong.push(format!("{id}: what is the status “{status}”?")),
            _ => {}
        }
    }
    for row in asked.iter().filter(|row| !seen.contains(row.id.as_str())) {
        wrong.push(format!("{}: absent", row.id));
    }
    wrong
}

/// The summary that a ledger opens with: how many rows of each level have which status.
fn summary(entries: &[Entry]) -> String {
    let mut text = format!("| level | {} |\n|---|--:|--:|--:|--:|\n", STATUSES.join(" | "));
    for level in LEVELS {
        let count =
            |status: &str| entries.iter().filter(|entry| (&*entry.level, &*entry.status) == (level, status)).count();
        let counts = STATUSES.map(|status| count(status).to_string());
        writeln!(text, "| {level} | {} |", counts.join(" | ")).expect("a string grows");
    }
    text
}

/// Puts the summary of `entries` in the place of the one that stands below `## Summary`.
fn with_summary(ledger: &str, entries: &[Entry]) -> Option<String> {
    let (before, rest) = ledger.split_once("## Summary\n\n")?;
    let after = rest.find("\n\n")?;
    Some(format!("{before}## Summary\n\n{}{}", summary(entries), &rest[after + 1..]))
}

/// The names of the tests of a source file: `#[test] fn`, in macros such as `proptest!` as well.
fn tests_of(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    walk(source.parse().expect("a source file"), &mut found);
    found
}

fn walk(tokens: TokenStream, found: &mut Vec<String>) {
    let (mut marked, mut named) = (false, false);
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let inside = group.stream();
                marked |= inside.to_string() == "test";
                walk(inside, found);
            }
            TokenTree::Ident(word) if word == "fn" => named = true,
            TokenTree::Ident(word) if named => {
                if marked {
                    found.push(word.to_string());
                }
                (marked, named) = (false, false);
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files of `dir` and of what lies below it, with the ending `extension`.
fn files(dir: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap_or_else(|error| panic!("{}: {error}", dir.display())) {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|one| one == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Every test of the project, as `tests/file.rs::name`.
fn all_tests() -> BTreeSet<String> {
    let sources = ["src", "tests"].map(|dir| files(&root().join(dir), "rs")).concat();
    let names = sources.iter().flat_map(|path| {
        let file = path.strip_prefix(root()).expect("a file of the project").to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(path).expect("a source file");
        tests_of(&text).into_iter().map(move |name| format!("{file}::{name}"))
    });
    names.collect()
}

fn names(dir: &str, extension: &str) -> Vec<String> {
    let stem = |path: PathBuf| path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    files(&root().join(dir), extension).into_iter().map(stem).collect()
}

#[test]
fn every_ledger_is_complete_and_names_tests_that_exist() {
    let ledgers = names("tests/conformance", "tsv");
    assert_eq!(ledgers, names("docs/conformance", "md"), "each ledger has its rows, and each table its ledger");
    assert!(ledgers.contains(&"typography".to_owned()));
    let tests = all_tests();
    assert!(tests.len() > 100, "the tests were not read: {}", tests.len());
    for name in ledgers {
        let data = fs::read_to_string(root().join(format!("tests/conformance/{name}.tsv"))).expect("the rows");
        let path = root().join(format!("docs/conformance/{name}.md"));
        let ledger = fs::read_to_string(&path).expect("the ledger");
        let asked = asked(&data).unwrap_or_else(|fault| panic!("{name}.tsv: {fault}"));
        let entries = entries(&ledger).unwrap_or_else(|fault| panic!("{name}.md: {fault}"));
        let wrong = faults(&asked, &entries, &tests);
        assert!(wrong.is_empty(), "docs/conformance/{name}.md:\n{}", wrong.join("\n"));
        let right = with_summary(&ledger, &entries).unwrap_or_else(|| panic!("{name}.md has no “## Summary”"));
        if std::env::var_os("HUOBAN_BLESS").is_some() {
            fs::write(&path, &right).expect("the ledger can be written");
        }
        let written = fs::read_to_string(&path).expect("the ledger");
        assert!(
            written == right,
            "the summary of {name}.md is out of date: run HUOBAN_BLESS=1 cargo test --test ledger"
        );
    }
}

/// A ledger of two rows, and what is found in it after `from` was made `to`.
fn found_after(from: &str, to: &str) -> Vec<String> {
    let data = "id\tlevel\tarea\ttitle\nA-1\tmust\tLines\tWhole\nA-2\tmay\tLines\tRound\n";
    let ledger = "## Lines\n\n| row | level | what it asks | status | proof | remark |\n|---|---|---|---|---|---|\n\
                  | A-1 | must | Whole | met | `tests/a.rs::one` `src/b.rs::two` | |\n| A-2 | may | Round | not yet | | nobody asked |\n";
    assert!(ledger.contains(from), "{from}");
    let tests = ["tests/a.rs::one", "src/b.rs::two"].map(str::to_owned).into();
    match entries(&ledger.replacen(from, to, 1)) {
        Ok(entries) => faults(&asked(data).expect("sound rows"), &entries, &tests),
        Err(fault) => vec![fault],
    }
}

#[test]
fn the_check_sees_every_untruth() {
    assert_eq!(found_after("A-1", "A-1"), [""; 0]);
    for (from, to, told) in [
        ("::one", "::three", "A-1: there is no test tests/a.rs::three"),
        ("`tests/a.rs::one` `src/b.rs::two`", "", "A-1: met, but no test proves it"),
        ("nobody asked", "", "A-2: no reason given"),
        ("not yet", "n.a.", ""),
        ("not yet", "done", "A-2: what is the status “done”?"),
        ("| A-2 | may | Round | not yet | | nobody asked |\n", "", "A-2: absent"),
        ("A-2", "A-1", "A-1: stands twice"),
        ("A-2", "A-3", "A-3: no specification has such a row"),
        ("Round", "Square", "A-2: it asks “Round” (may), under Lines"),
        ("may", "must", "A-2: it asks “Round” (may), under Lines"),
        ("## Lines", "## Pages", "A-1: it asks “Whole” (must), under Lines"),
        ("nobody asked |", "nobody asked | |", "not six columns: | A-2 | may | Round | not yet | | nobody asked | |"),
    ] {
        let found = found_after(from, to);
        assert!(told.is_empty() && found.is_empty() || found.iter().any(|one| one == told), "{to}: {found:?}");
    }
    for data in ["", "id\tlevel\tarea\ttitle\nA-1\tmust\tLines\n", "id\tlevel\tarea\ttitle\nA-1\tperhaps\tLines\tX\n"] {
        assert!(asked(data).is_err(), "{data}");
    }
}

#[test]
fn tests_are_found_wherever_they_stand() {
    let source = "fn helper() {} #[test] fn one() { fn inner() {} } #[cfg(test)] mod tests { #[test] fn two() {} } \
                  proptest! { #[test] fn three(x in 0..9) { f(x) } #[test] #[should_panic] fn four() {} } fn five() {}";
    assert_eq!(tests_of(source), ["one", "two", "three", "four"]);
}
