//! `check --fix` and `check --baseline`, as their users meet them.

mod common;

use common::{Ran, huoban, ran, run, write};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const YAML: &str = "title: 书\nauthors: [甲]\nlanguage: zh-Hans\ncover: none\noutputs: [epub]\n";

/// A manuscript in `book`; the rest of `book.yaml` and the files.
fn manuscript(yaml: &str, files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().expect("a directory");
    write(&dir.path().join("book"), &[("book.yaml", &format!("{YAML}{yaml}"))]);
    write(&dir.path().join("book"), files);
    dir
}

fn chapter(text: &str) -> TempDir {
    manuscript("chapters: [a.md]\n", &[("a.md", text)])
}

fn check(dir: &Path, options: &[&str]) -> Ran {
    run(dir, [&["check", "book"], options].concat())
}

fn json(dir: &Path, options: &[&str]) -> Value {
    let ran = check(dir, &[options, &["--json"]].concat());
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", ran.stdout, ran.stderr))
}

fn text(dir: &Path, name: &str) -> String {
    fs::read_to_string(dir.join("book").join(name)).expect("the file")
}

/// Every file below a directory with its bytes and its time of change.
fn everything(dir: &Path) -> Vec<(PathBuf, Vec<u8>, std::time::SystemTime)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).expect("a directory").flatten() {
        let about = entry.path().symlink_metadata().expect("a file");
        if about.is_dir() {
            files.extend(everything(&entry.path()));
        } else {
            files.push((entry.path(), fs::read(entry.path()).expect("a file"), about.modified().expect("a time")));
        }
    }
    files.sort();
    files
}

#[test]
fn fixes_that_are_certain_are_made_in_every_file_and_told() {
    let dir = manuscript(
        "chapters: ['ch\\a.md', ch/b.md]\n",
        &[
            ("ch/a.md", "\u{FEFF}# 一\r\n\r\n甲,乙!丙(丁)戊...\r\n\r\n![图](..\\im\\a.svg)\r\n"),
            ("ch/b.md", "# 二\n\n见[图](a.md)\\,又见`a,b`。\n\n- 甲\\;乙:丙;**丁**?\n"),
            (
                "im/a.svg",
                "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>",
            ),
        ],
    );
    let mended = check(dir.path(), &["--fix"]);
    assert_eq!(mended.code, 0, "{}", mended.stderr);
    assert!(text(dir.path(), "book.yaml").ends_with("chapters: ['ch/a.md', ch/b.md]\n"));
    assert_eq!(
        text(dir.path(), "ch/a.md"),
        "\u{FEFF}# 一\r\n\r\n甲，乙！丙（丁）戊……\r\n\r\n![图](../im/a.svg)\r\n",
        "the byte order mark and the line ends stay"
    );
    assert_eq!(text(dir.path(), "ch/b.md"), "# 二\n\n见[图](a.md)，又见`a,b`。\n\n- 甲；乙：丙；**丁**？\n");
    for told in ["book.yaml: E085 × 1", "a.md: E213 × 1, W331 × 4", "b.md: W331 × 5", "no errors"] {
        assert!(mended.stderr.contains(told), "{told} in\n{}", mended.stderr);
    }
    let before = everything(dir.path());
    let again = check(dir.path(), &["--fix"]);
    assert_eq!((again.code, everything(dir.path())), (0, before), "the second run changes nothing");
    assert!(again.stderr.contains("nothing was mended"), "{}", again.stderr);
}

#[test]
fn what_is_not_certain_is_told_and_left() {
    for line in [
        "卡尔.马克思说。",
        "一. 引言说起。",
        "甲..乙。",
        "价3,000元，f(甲)，`甲,乙`。",
        "[甲,乙](https://example.org/a,b)与$x,y$。",
        "甲&#44;乙。",
        "English text, with marks, is left: yes?",
    ] {
        let source = format!("# 一\n\n{line}\n");
        let dir = chapter(&source);
        let wanted = source.replace("[甲,乙]", "[甲，乙]");
        check(dir.path(), &["--fix"]);
        assert_eq!(text(dir.path(), "a.md"), wanted);
    }
}

#[test]
fn json_and_sarif_carry_labels_and_fixes() {
    let dir = chapter("# 一\n\n甲,乙[^甲]。\n\n[^甲]: 一\n\n[^甲]: 二\n");
    let report = json(dir.path(), &[]);
    let of = |code: &str| {
        let found = report["diagnostics"].as_array().expect("findings").iter().find(|one| one["code"] == code);
        found.cloned().unwrap_or_else(|| panic!("{code} in {report}"))
    };
    let fix = &of("W331")["fix"];
    assert_eq!((&fix["safe"], &fix["message"]), (&true.into(), &"write ，".into()));
    let one = &fix["replacements"][0];
    assert_eq!((&one["file"], &one["line"], &one["column"]), (&"a.md".into(), &3.into(), &2.into()));
    assert_eq!((&one["end_column"], &one["expected"], &one["text"]), (&3.into(), &",".into(), &"，".into()));
    let label = &of("E206")["labels"][0];
    assert_eq!((&label["line"], &label["message"]), (&5.into(), &"first defined here".into()));
    let shown = check(dir.path(), &["--lang", "zh"]).stderr;
    assert!(shown.contains("首次定义在此") && shown.contains("`huoban check --fix`"), "{shown}");

    let log: Value = serde_json::from_str(&check(dir.path(), &["--format", "sarif"]).stdout).expect("SARIF");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let of = |code: &str| results.iter().find(|one| one["ruleId"] == code).expect(code);
    let change = &of("W331")["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "book/a.md");
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "，");
    assert_eq!(change["replacements"][0]["deletedRegion"]["startColumn"], 2);
    let related = &of("E206")["relatedLocations"][0];
    assert_eq!(related["physicalLocation"]["region"]["startLine"], 5);
    assert_eq!(related["message"]["text"], "first defined here");
}

/// What may stand in the way of one file keeps every file as it is.
#[cfg(unix)]
#[test]
fn when_one_file_cannot_be_written_none_is() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let protect = |dir: &Path| {
        fs::set_permissions(dir.join("book/b.md"), fs::Permissions::from_mode(0o444)).expect("permissions");
    };
    let link_file = |dir: &Path| {
        fs::rename(dir.join("book/b.md"), dir.join("book/real.txt")).expect("a move");
        symlink("real.txt", dir.join("book/b.md")).expect("a link");
    };
    type Way<'a> = (&'a dyn Fn(&Path), &'a str);
    let ways: [Way; 2] = [(&protect, "read-only"), (&link_file, "symbolic link")];
    for (way, why) in ways {
        let dir =
            manuscript("chapters: [a.md, b.md]\n", &[("a.md", "# 一\n\n甲,乙。\n"), ("b.md", "# 二\n\n甲,乙。\n")]);
        way(dir.path());
        let before = everything(dir.path());
        let refused = check(dir.path(), &["--fix"]);
        assert_eq!((refused.code, everything(dir.path())), (3, before), "{why}");
        assert!(refused.stderr.contains("E919") && refused.stderr.contains(why), "{}", refused.stderr);
    }
    let dir = manuscript("chapters: [far/a.md]\n", &[("near/a.md", "# 一\n\n甲,乙。\n")]);
    symlink("near", dir.path().join("book/far")).expect("a link");
    let refused = check(dir.path(), &["--fix"]);
    assert!(refused.code == 3 && refused.stderr.contains("symbolic link"), "{}", refused.stderr);
    assert_eq!(text(dir.path(), "near/a.md"), "# 一\n\n甲,乙。\n");
}

/// A passage of Han with Western marks in it, with what it becomes.
fn passage() -> impl Strategy<Value = (String, String)> {
    let han =
        || proptest::sample::select(vec!["山", "水", "明月", "**江**", "*湖*", "海\n", "`a,b`", "[云](#一)", "雨\\*"]);
    let mark = proptest::sample::select(vec![
        (",", "，"),
        ("?", "？"),
        ("!", "！"),
        (":", "："),
        (";", "；"),
        ("\\,", "，"),
        ("...", "……"),
        ("，", "，"),
        ("3,000", "3,000"),
        (", ", "， "),
    ]);
    // A mark stands among Han: code, and what is no Han, would make it theirs.
    proptest::collection::vec((han(), mark), 1..12).prop_map(|pieces| {
        let (mut written, mut mended) = (String::new(), String::new());
        for (words, (mark, wanted)) in pieces {
            for (text, mark) in [(&mut written, mark), (&mut mended, wanted)] {
                text.push_str(words);
                text.push('字');
                text.push_str(mark);
                text.push('字');
            }
        }
        (written + "。", mended + "。")
    })
}

/// Whatever stands around the marks: after `--fix` nothing has a fix any more, and only the marks have changed.
#[test]
fn of_any_manuscript_only_the_marks_are_changed() {
    let mut runner = TestRunner::new_with_rng(
        Config { cases: 12, failure_persistence: None, ..Config::default() },
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let frames = [("", ""), ("- ", ""), ("> ", ""), ("1. ", ""), ("字[^甲]。\n\n[^甲]: ", "")];
    let manuscripts = proptest::collection::vec(
        (passage(), proptest::sample::select(frames.to_vec()), proptest::sample::select(vec!["\n", "\r\n"])),
        6,
    );
    runner
        .run(&manuscripts, |chapters| {
            let names: Vec<String> = (0..chapters.len()).map(|index| format!("{index}.md")).collect();
            let of = |text: &str, (before, after): (&str, &str), end: &str| {
                // A line of a list or a quotation goes on below its first letter.
                let text = text.replace('\n', &format!("\n{}", if before == "> " { "> " } else { "    " }));
                let text = if before.is_empty() { text.replace("\n    ", "\n") } else { text };
                format!("# 一\n\n{before}{text}{after}\n").replace('\n', end)
            };
            let files: Vec<_> = chapters.iter().map(|((written, _), frame, end)| of(written, *frame, end)).collect();
            let files: Vec<(&str, &str)> = names.iter().zip(&files).map(|(name, text)| (&**name, &**text)).collect();
            let dir = manuscript(&format!("chapters: [{}]\n", names.join(", ")), &files);
            let report = json(dir.path(), &["--fix", "-q"]);
            for (((_, mended), frame, end), name) in chapters.iter().zip(&names) {
                prop_assert_eq!(text(dir.path(), name), of(mended, *frame, end));
            }
            let left = report["diagnostics"].as_array().expect("findings").iter().filter(|one| one["code"] == "W331");
            prop_assert_eq!(left.count(), 0);
            Ok(())
        })
        .unwrap();
}

fn baseline(dir: &Path) -> String {
    fs::read_to_string(dir.join("known.txt")).expect("the baseline")
}

const AGAINST: [&str; 2] = ["--baseline", "known.txt"];
const ANEW: [&str; 2] = ["--write-baseline", "known.txt"];

#[test]
fn with_a_baseline_only_what_is_new_fails_and_what_was_mended_is_dropped() {
    let old = "# 一\n\n春天来了,花开了。\n\n夏天来了<b>荷</b>花开了。\n\n秋天来了,叶落了。\n";
    let dir = chapter(old);
    assert_eq!(check(dir.path(), &[]).code, 1);
    let written = check(dir.path(), &ANEW);
    assert_eq!(written.code, 0, "{}", written.stderr);
    let first = baseline(dir.path());
    assert_eq!(first.lines().filter(|line| !line.starts_with('#')).count(), 3, "{first}");
    assert_eq!(check(dir.path(), &ANEW).code, 0);
    assert_eq!(baseline(dir.path()), first, "the same bytes every time");

    let put = |text: &str| write(&dir.path().join("book"), &[("a.md", text)]);
    let known = check(dir.path(), &AGAINST);
    assert_eq!(known.code, 0, "{}", known.stderr);
    assert!(!known.stderr.contains("[W331]") && known.stderr.contains("3 findings are known"), "{}", known.stderr);
    // In another language, on other lines, with other words around.
    put(&old.replace("# 一\n", "# 一\n\n冬天去了。\n").replace("花开了。\n", "各种各样的花都开了。\n"));
    let moved = check(dir.path(), &["--lang", "zh", "--baseline", "known.txt"]);
    assert_eq!(moved.code, 0, "{}", moved.stderr);

    put(&old.replace("秋天", "冬天去了,雪化了。\n\n秋天"));
    for options in [&AGAINST[..], &["--baseline", "known.txt", "--to", "epub"]] {
        let new = check(dir.path(), options);
        assert_eq!(new.code, 1, "{}", new.stderr);
        assert_eq!(new.stderr.matches("warning[").count(), 1, "{}", new.stderr);
        assert!(new.stderr.contains("冬天去了,雪化了") && new.stderr.contains("1 findings are new"), "{}", new.stderr);
    }
    let report = json(dir.path(), &AGAINST);
    assert_eq!(report["diagnostics"].as_array().map(Vec::len), Some(1));
    assert_eq!((&report["baseline"]["known"], &report["baseline"]["mended"]), (&3.into(), &0.into()));

    put(&old.replace("秋天来了,", "秋天来了，"));
    let mended = check(dir.path(), &AGAINST);
    assert_eq!(mended.code, 0, "{}", mended.stderr);
    assert!(mended.stderr.contains("1 findings were mended and dropped"), "{}", mended.stderr);
    let gone: Vec<String> = first.lines().filter(|line| !line.contains("秋天来了")).map(str::to_owned).collect();
    assert_eq!(baseline(dir.path()).lines().collect::<Vec<_>>(), gone);
    put(old);
    assert_eq!(check(dir.path(), &AGAINST).code, 1, "what was mended and comes again is new");
}

#[test]
fn what_was_not_looked_for_is_not_taken_for_mended() {
    let dir = chapter("# 一\n\n春天来了,花开了。\n");
    assert_eq!(check(dir.path(), &ANEW).code, 0);
    let first = baseline(dir.path());
    let put = |text: &str| write(&dir.path().join("book"), &[("a.md", text)]);
    put("# 一\n\n春天来了，花开了<i>。\n");
    let new = check(dir.path(), &AGAINST);
    assert_eq!((new.code, baseline(dir.path())), (1, first.clone()), "a new error may hide it: {}", new.stderr);
    put("# 一\n\n春天来了，花开了。\n");
    let other = check(dir.path(), &["--baseline", "known.txt", "--set", "lints.half-width-marks=off"]);
    assert_eq!((other.code, baseline(dir.path())), (0, first.clone()), "{}", other.stderr);
    assert!(other.stderr.contains("other options"), "{}", other.stderr);
    let mut permissions = fs::metadata(dir.path().join("known.txt")).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(dir.path().join("known.txt"), permissions).expect("permissions");
    let kept = check(dir.path(), &AGAINST);
    assert_eq!((kept.code, baseline(dir.path())), (0, first), "{}", kept.stderr);
}

#[test]
fn a_baseline_that_cannot_be_used_is_told_and_nothing_is_checked() {
    let dir = chapter("# 一\n\n春天来了,花开了。\n");
    for (content, told) in [
        (None, "does not exist"),
        (Some("{\"known\": []}\n"), "line 1"),
        (Some("# huoban baseline 2\n"), "another version"),
        (Some("# huoban baseline 1\nW331\t1\ta.md\t甲\t,\t乙\n=======\n"), "line 3"),
        (Some("# huoban baseline 1\nQ331\t1\ta.md\t甲\t,\t乙\n"), "line 2"),
    ] {
        if let Some(content) = content {
            write(dir.path(), &[("known.txt", content)]);
        }
        let refused = check(dir.path(), &AGAINST);
        assert_eq!(refused.code, 2, "{}", refused.stderr);
        assert!(refused.stderr.contains("E916") && refused.stderr.contains(told), "{told} in {}", refused.stderr);
        assert!(!refused.stderr.contains("W331]"), "{}", refused.stderr);
    }
    assert_eq!(check(dir.path(), &["--baseline", "book"]).code, 2, "a directory");
    let both = check(dir.path(), &["--baseline", "a", "--write-baseline", "b"]);
    assert!(both.code == 2 && both.stderr.contains("together"), "{}", both.stderr);
    let nowhere = check(dir.path(), &["--write-baseline", "book/a.md/known.txt"]);
    assert!(nowhere.code == 3 && nowhere.stderr.contains("E917"), "{}", nowhere.stderr);
    // Of a book that cannot be read nothing is known.
    write(&dir.path().join("book"), &[("book.yaml", "title: [\n")]);
    let unread = check(dir.path(), &["--write-baseline", "fresh.txt"]);
    assert!(unread.code == 2 && !dir.path().join("fresh.txt").exists(), "{}", unread.stderr);
}

#[test]
fn mending_and_a_baseline_go_together() {
    let dir = chapter("# 一\n\n春天来了,花开了。\n\n卡尔.马克思说。\n");
    assert_eq!(check(dir.path(), &ANEW).code, 0);
    let ran = ran(huoban()
        .current_dir(dir.path())
        .args(["check", "book", "--fix", "--baseline", "known.txt"])
        .output()
        .expect("the program"));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("mended") && ran.stderr.contains("dropped"), "{}", ran.stderr);
    assert_eq!(baseline(dir.path()).matches("W331").count(), 1);
    assert_eq!(text(dir.path(), "a.md"), "# 一\n\n春天来了，花开了。\n\n卡尔.马克思说。\n");
}
