//! What the project says of the packages that it stands on is true of its manifest.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn text(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap_or_else(|why| panic!("{name}: {why}"))
}

/// The packages of a section of the manifest, under the names that their registry knows.
fn packages(section: &str) -> BTreeSet<String> {
    let manifest = text("Cargo.toml");
    let body = manifest.split_once(&format!("[{section}]\n")).expect("the section").1;
    let lines = body.lines().take_while(|line| !line.starts_with('['));
    let entries = lines.filter_map(|line| line.split_once(" = "));
    let renamed = |value: &str| Some(value.split_once("package = \"")?.1.split_once('"')?.0.to_owned());
    entries.map(|(name, value)| renamed(value).unwrap_or_else(|| name.to_owned())).collect()
}

#[test]
fn every_package_has_a_row_and_every_row_a_package() {
    let page = text("docs/dependencies.md");
    let row = |line: &str| line.strip_prefix("| `")?.split_once('`').map(|(name, _)| name.to_owned());
    let rows: Vec<String> = page.lines().filter_map(row).collect();
    assert_eq!(rows.iter().cloned().collect::<BTreeSet<_>>(), packages("dependencies"));
    assert_eq!(rows.len(), packages("dependencies").len(), "no row stands twice");
    for name in packages("dev-dependencies") {
        assert!(page.contains(&format!("`{name}`")), "{name} is missing");
    }
}

#[test]
fn the_packages_that_readers_are_told_of_are_those_in_use() {
    let all = packages("dependencies");
    for readme in ["README.md", "README.zh-CN.md"] {
        let text = text(readme);
        let named = ["pulldown-cmark", "clap", "serde_yaml", "printpdf", "epub-builder"];
        let row = |name: &str| text.lines().find(|line| line.starts_with(&format!("| {name} | ")));
        let used: Vec<&str> = named.into_iter().filter_map(|name| row(name)?.split("**").nth(1)).collect();
        assert_eq!(used.len(), 5, "{readme}: {used:?}");
        assert!(used.iter().all(|name| all.contains(*name)), "{readme}: {used:?}");
    }
}

/// The benchmark of other back ends has a lock of its own, which must follow when huoban's packages change.
#[test]
fn the_lock_of_the_other_back_ends_knows_the_packages_of_today() {
    let lock = text("benches/backends/Cargo.lock");
    let entry = lock.split("[[package]]").find(|entry| entry.contains("\nname = \"huoban\"\n")).expect("huoban");
    let listed = entry.lines().filter_map(|line| line.trim().strip_prefix('"')?.split(['"', ' ']).next());
    let listed: BTreeSet<String> = listed.map(str::to_owned).collect();
    assert_eq!(listed, packages("dependencies"));
}
