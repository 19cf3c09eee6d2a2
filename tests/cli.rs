//! The binary as users and scripts meet it: exit codes, streams, files.

mod common;

use common::{Ran, huoban, ran, run, write};
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A directory with the manuscript that `init` makes, in `book`.
fn started() -> TempDir {
    let dir = TempDir::new().expect("a directory");
    let made = run(dir.path(), ["init", "book"]);
    assert_eq!((made.code, made.stdout.as_str()), (0, ""), "{}", made.stderr);
    dir
}

fn manuscript(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().expect("a directory");
    write(&dir.path().join("book"), files);
    dir
}

const YAML: (&str, &str) = ("book.yaml", "title: 书\nauthors: [甲]\nlanguage: zh-Hans\nchapters: [a.md]\n");
const CHAPTER: (&str, &str) = ("a.md", "# 一\n\n文字。\n");

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", ran.stdout, ran.stderr))
}

/// Name and sha256 of every artifact in a report.
fn digests(report: &Value) -> Vec<(String, String)> {
    let artifacts = report["artifacts"].as_array().expect("artifacts");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    artifacts.iter().map(|artifact| (text(&artifact["format"]), text(&artifact["sha256"]))).collect()
}

#[test]
fn what_init_makes_builds_without_a_word() {
    let dir = started();
    let built = run(dir.path(), ["build"]);
    assert_eq!((built.code, built.stdout.as_str()), (0, ""), "{}", built.stderr);
    assert!(!built.stderr.contains("warning"), "{}", built.stderr);
    let epub = fs::read(dir.path().join("build/book.epub")).expect("the EPUB");
    let pdf = fs::read(dir.path().join("build/book.pdf")).expect("the PDF");
    assert!(epub.starts_with(b"PK") && pdf.starts_with(b"%PDF-"));
    let names: Vec<_> = fs::read_dir(dir.path().join("build")).expect("build").flatten().collect();
    assert_eq!(names.len(), 2, "only the two files: {names:?}");
}

#[test]
fn init_overwrites_nothing() {
    let dir = TempDir::new().expect("a directory");
    write(dir.path(), &[("mine/02.md", "mine")]);
    let refused = run(dir.path(), ["init", "mine"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("02.md"), "{}", refused.stderr);
    assert_eq!(fs::read_to_string(dir.path().join("mine/02.md")).expect("the file"), "mine");
    assert_eq!(fs::read_dir(dir.path().join("mine")).expect("mine").count(), 1);
}

#[test]
fn the_report_has_the_shape_of_the_contract() {
    let dir = started();
    let built = run(dir.path(), ["build", "--json", "-o", "out/deep"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let report = json(&built);
    assert_eq!(report["version"], 1);
    let artifacts = report["artifacts"].as_array().expect("artifacts");
    assert_eq!(artifacts.len(), 2);
    for artifact in artifacts {
        let bytes = fs::read(dir.path().join(artifact["path"].as_str().expect("a path"))).expect("the artifact");
        assert_eq!(artifact["bytes"], bytes.len());
        assert_eq!(artifact["sha256"], huoban::base::Digest::of(&bytes).to_string());
        assert_eq!(artifact["pages"].is_u64(), artifact["format"] == "pdf", "{artifact}");
    }
    assert_eq!(report["diagnostics"], Value::Array(Vec::new()));
    let stages: Vec<&str> =
        report["stages"].as_array().expect("stages").iter().flat_map(|s| s["name"].as_str()).collect();
    assert_eq!(stages, ["load", "fonts", "parse", "pictures", "resolve", "layout", "cover", "pdf", "epub"]);
    let counts = &report["counts"];
    assert_eq!((&counts["figures"], &counts["tables"], &counts["notes"]), (&1.into(), &1.into(), &1.into()));
    assert!(counts["han"].as_u64() > Some(200) && counts["characters"].as_u64() > counts["han"].as_u64(), "{counts}");
}

#[test]
fn check_says_what_build_says_and_writes_nothing() {
    let dir = manuscript(&[YAML, ("a.md", "# 一\n\n甲<b>乙</b>\n")]);
    let checked = run(dir.path(), ["check", "--json"]);
    assert!(!dir.path().join("build").exists());
    let built = run(dir.path(), ["build", "--json"]);
    assert!(!dir.path().join("build").exists(), "errors forbid both outputs");
    assert_eq!((checked.code, built.code), (1, 1), "{}", built.stderr);
    let (checked, built) = (json(&checked), json(&built));
    assert_eq!(checked["diagnostics"], built["diagnostics"]);
    let first = &built["diagnostics"][0];
    assert_eq!(first["code"], "E101");
    assert_eq!((&first["file"], &first["line"], &first["column"]), (&"a.md".into(), &3.into(), &2.into()));
}

#[test]
fn findings_show_place_and_caret_on_standard_error() {
    let dir = manuscript(&[YAML, ("a.md", "# 一\n\n甲<b>乙</b>\n")]);
    let built = run(dir.path(), ["build"]);
    assert_eq!(built.stdout, "");
    for expected in ["error[E101]", "book/a.md:3:2", "3 | 甲<b>乙</b>", "   ^^^"] {
        assert!(built.stderr.contains(expected), "{expected} in\n{}", built.stderr);
    }
    assert!(!built.stderr.contains('\u{1b}'), "no colour and no animation off a terminal: {:?}", built.stderr);
    let quiet = run(dir.path(), ["build", "-q"]);
    assert!(quiet.stderr.contains("E101") && !quiet.stderr.contains("build/"), "{}", quiet.stderr);
    let colored = run(dir.path(), ["build", "--color", "always"]);
    assert!(colored.stderr.contains("\u{1b}["), "{:?}", colored.stderr);
}

#[test]
fn of_each_kind_three_places_are_shown_and_all_are_counted() {
    let text: String = (0..20).map(|_| "甲<b>乙</b>。\n\n[词](#nowhere)\n\n").collect();
    let dir = manuscript(&[YAML, ("a.md", &format!("# 一\n\n{text}"))]);
    let shown = |ran: &Ran, code: &str| ran.stderr.matches(&format!("error[{code}]")).count();
    for command in ["build", "check", "release"] {
        let ran = run(dir.path(), [command]);
        assert_eq!((shown(&ran, "E101"), shown(&ran, "E201")), (3, 3), "{}", ran.stderr);
        assert!(ran.stderr.contains("with -v also: E101 × 17, E201 × 17"), "{}", ran.stderr);
        assert!(ran.stderr.contains("errors: 40, warnings: 0 (E101 × 20, E201 × 20)"), "{}", ran.stderr);
    }
    let all = run(dir.path(), ["check", "-v"]);
    assert_eq!((shown(&all, "E101"), shown(&all, "E201")), (20, 20), "{}", all.stderr);
    assert!(!all.stderr.contains("with -v also"), "{}", all.stderr);
    let zh = run(dir.path(), ["check", "--lang", "zh"]);
    assert!(zh.stderr.contains("加 -v 另显示：E101 × 17，E201 × 17"), "{}", zh.stderr);
    // Programs get everything; GitHub, which shows ten, the first places of every kind first.
    assert_eq!(json(&run(dir.path(), ["check", "--json"]))["diagnostics"].as_array().map(Vec::len), Some(40));
    let sarif = json(&run(dir.path(), ["check", "--format", "sarif"]));
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(40));
    let github = run(dir.path(), ["check", "--format", "github"]).stdout;
    assert_eq!(github.lines().count(), 40);
    assert_eq!(github.lines().take(6).filter(|line| line.contains("title=E201")).count(), 3, "{github}");
}

#[test]
fn programs_get_findings_in_their_own_format_on_standard_output() {
    let dir = manuscript(&[YAML, ("a.md", "# 一\n\n甲<b>乙</b>\n\n![图](none.png)\n")]);
    let check = |arguments: &[&str]| run(dir.path(), ["check"].iter().chain(arguments));
    let github = check(&["--format", "github", "-q"]);
    assert_eq!(github.code, 1, "{}", github.stderr);
    let lines: Vec<&str> = github.stdout.lines().collect();
    assert!(lines[0].starts_with("::error file=book/a.md,line=3,col=2,endLine=3,endColumn=4,title=E101::raw HTML"));
    assert!(lines.iter().all(|line| line.starts_with("::")), "{}", github.stdout);
    assert!(github.stderr.contains("error[E101]"), "people read the same on standard error: {}", github.stderr);

    let sarif = check(&["--format", "sarif"]);
    assert_eq!(sarif.code, 1);
    let results = json(&sarif)["runs"][0]["results"].as_array().expect("results").clone();
    assert_eq!(results.len(), lines.len());
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!((&place["artifactLocation"]["uri"], &place["region"]["startLine"]), (&"book/a.md".into(), &3.into()));
    // A workflow that runs in a directory of its own still names files from the root of the repository.
    let mut within = huoban();
    within.current_dir(dir.path().join("book")).env("GITHUB_WORKSPACE", dir.path());
    let within = ran(within.args(["check", ".", "--format", "github"]).output().expect("a run"));
    assert_eq!(within.stdout, github.stdout);
    let far = run(Path::new("/"), ["check".as_ref(), dir.path().join("book").as_os_str(), "--format=github".as_ref()]);
    assert!(far.stdout.contains("book/a.md,line=3"), "{}", far.stdout);
}

#[test]
fn exit_codes_tell_manuscript_configuration_and_system_apart() {
    let yaml = |text: &'static str| [("book.yaml", text), CHAPTER];
    let chapter = |text: &'static str| [YAML, ("a.md", text)];
    for (files, code, expected) in [
        (chapter("# 一\n\n文字。\n"), 0, "no errors"),
        (chapter("# 一\n\n![图](none.png)\n"), 1, "E070"),
        (chapter("# 一\n\n甲![图](none.png)乙。\n"), 1, "E070"),
        (yaml("title: 书\nchapters: [none.md]\n"), 1, "E050"),
        (yaml("title: 书\ntitel: 书\nchapters: [a.md]\n"), 2, "E020"),
        (yaml("title: [书\n"), 2, "book.yaml"),
    ] {
        let dir = manuscript(&files);
        let checked = run(dir.path(), ["check"]);
        assert_eq!(checked.code, code, "{files:?}\n{}", checked.stderr);
        assert!(checked.stderr.contains(expected), "{expected} in\n{}", checked.stderr);
    }
    let empty = manuscript(&[CHAPTER]);
    let without = run(empty.path(), ["build"]);
    assert_eq!(without.code, 2, "{}", without.stderr);
    assert!(without.stderr.contains("E001"), "{}", without.stderr);
    let nowhere = run(empty.path(), ["build", "nowhere"]);
    assert_eq!(nowhere.code, 3);
    assert!(nowhere.stderr.contains("nowhere"), "{}", nowhere.stderr);
}

#[test]
fn a_wrong_command_line_is_told_and_does_nothing() {
    let dir = started();
    for (arguments, expected) in [
        (&["build", "--jsno"][..], "--json"),
        (&["biuld"], "build"),
        (&["build", "--to", "docx"], "docx"),
        (&["build", "--set", "title"], "--set"),
        (&["build", "--set", "titel=x"], "titel"),
        (&["explain", "E9999"], "E9999"),
        (&[], "huoban"),
    ] {
        let wrong = run(dir.path(), arguments);
        assert_eq!((wrong.code, wrong.stdout.as_str()), (2, ""), "{arguments:?}: {}", wrong.stderr);
        assert!(wrong.stderr.contains(expected), "{arguments:?}: {}", wrong.stderr);
    }
    assert!(!dir.path().join("build").exists());
}

#[test]
fn messages_follow_the_option_then_the_locale() {
    let dir = manuscript(&[CHAPTER]);
    let stderr = |locale: &[(&str, &str)], arguments: &[&str]| {
        let mut command = huoban();
        command.current_dir(dir.path()).envs(locale.iter().copied()).args(arguments);
        ran(command.output().expect("a run")).stderr
    };
    assert!(stderr(&[], &["build"]).contains("error[E001]"));
    assert!(stderr(&[("LANG", "zh_CN.UTF-8")], &["build"]).contains("错误[E001]"));
    assert!(stderr(&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")], &["build"]).contains("error[E001]"));
    assert!(stderr(&[("LANG", "zh_CN.UTF-8")], &["build", "--lang", "en"]).contains("error[E001]"));
    assert!(stderr(&[("LANG", "zh_CN.UTF-8")], &["biuld"]).contains("是否想写 `build`"));
}

#[test]
fn help_goes_to_standard_output_in_both_languages() {
    let dir = TempDir::new().expect("a directory");
    for arguments in [&["--help"][..], &["build", "--help"], &["help", "dump", "layout"], &["--version"]] {
        for lang in ["en", "zh"] {
            let shown = run(dir.path(), arguments.iter().copied().chain(["--lang", lang]));
            assert_eq!((shown.code, shown.stderr.as_str()), (0, ""), "{arguments:?}");
            let chinese = shown.stdout.contains("选项");
            assert_eq!(chinese, lang == "zh" && arguments != ["--version"], "{arguments:?}: {}", shown.stdout);
        }
    }
}

#[test]
fn every_code_is_explained() {
    let dir = TempDir::new().expect("a directory");
    let list = run(dir.path(), ["explain"]);
    assert_eq!(list.stdout.lines().count(), huoban::diagnostics::rules::all().count());
    let shown = run(dir.path(), ["explain", "e101", "--lang", "zh"]);
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""));
    assert!(shown.stdout.contains("E101") && shown.stdout.contains("HTML"), "{}", shown.stdout);
    assert!(run(dir.path(), ["explain", "E1O1"]).stderr.contains("`E101`"));
}

#[test]
fn the_output_directory_that_cannot_be_written_is_named_and_the_old_files_survive() {
    let dir = started();
    write(dir.path(), &[("file", "no directory"), ("out/book.epub", "old"), ("out/book.pdf/x", "in the way")]);
    let blocked = run(dir.path(), ["build", "-o", "file/out"]);
    assert_eq!(blocked.code, 3, "{}", blocked.stderr);
    assert!(blocked.stderr.contains("E903") && blocked.stderr.contains("file"), "{}", blocked.stderr);
    let blocked = run(dir.path(), ["build", "-o", "out", "--to", "pdf", "--json"]);
    assert_eq!(blocked.code, 3, "{}", blocked.stderr);
    let report = json(&blocked);
    assert_eq!((&report["artifacts"], &report["diagnostics"][0]["code"]), (&Value::Array(vec![]), &"E903".into()));
    assert_eq!(fs::read_to_string(dir.path().join("out/book.epub")).expect("the old file"), "old");
    let left: Vec<_> = fs::read_dir(dir.path().join("out")).expect("out").flatten().collect();
    assert_eq!(left.len(), 2, "nothing half-made stays: {left:?}");
}

#[test]
fn errors_leave_the_files_of_an_earlier_build() {
    let dir = manuscript(&[YAML, CHAPTER]);
    assert_eq!(run(dir.path(), ["build"]).code, 0);
    let before = fs::read(dir.path().join("build/book.pdf")).expect("the PDF");
    write(&dir.path().join("book"), &[("a.md", "# 一\n\n<b>\n")]);
    let failed = run(dir.path(), ["build"]);
    assert_eq!(failed.code, 1);
    assert!(failed.stderr.contains("earlier build"), "{}", failed.stderr);
    assert_eq!(fs::read(dir.path().join("build/book.pdf")).expect("the PDF"), before);
}

#[test]
fn an_interrupted_build_leaves_whole_files() {
    let dir = started();
    write(dir.path(), &[("build/book.pdf", "old")]);
    for milliseconds in [0, 5, 20, 60, 150, 400, 1000] {
        let mut child = huoban()
            .current_dir(dir.path())
            .arg("build")
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(std::time::Duration::from_millis(milliseconds));
        // It may be done already; then there is nothing to interrupt.
        let _ = child.kill();
        child.wait().expect("an end");
        let pdf = fs::read(dir.path().join("build/book.pdf")).expect("the PDF");
        assert!(
            pdf == b"old" || pdf.trim_ascii_end().ends_with(b"%%EOF"),
            "{} bytes after {milliseconds} ms",
            pdf.len()
        );
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let dir = started();
    let mut child = huoban()
        .current_dir(dir.path())
        .args(["dump", "layout", "-q"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let ended = ran(child.wait_with_output().expect("an end"));
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
}

#[test]
fn the_same_manuscript_gives_the_same_bytes() {
    let (one, two) = (started(), started());
    let build = |dir: &Path, jobs: &str| {
        let built = run(dir, ["build", "--json", "--jobs", jobs]);
        assert_eq!(built.code, 0, "{}", built.stderr);
        digests(&json(&built))
    };
    let first = build(one.path(), "1");
    assert_eq!(first.len(), 2);
    assert_eq!(first, build(one.path(), "2"));
    assert_eq!(first, build(two.path(), "2"));
}

#[test]
fn the_date_of_the_build_comes_from_the_environment_only() {
    let dir = started();
    let build = |epoch: &str| {
        let mut command = huoban();
        command.current_dir(dir.path()).env("SOURCE_DATE_EPOCH", epoch).args(["build", "--json"]);
        ran(command.output().expect("a run"))
    };
    let (one, again, other) = (build("1700000000"), build("1700000000"), build("1800000000"));
    assert_eq!(digests(&json(&one)), digests(&json(&again)));
    assert_ne!(digests(&json(&one)), digests(&json(&other)));
    let wrong = build("yesterday");
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("SOURCE_DATE_EPOCH"), "{}", wrong.stderr);
}

#[test]
fn set_and_to_hold_for_one_run() {
    let dir = started();
    let built = run(dir.path(), ["build", "--set", "slug=other", "--to", "epub"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    assert!(dir.path().join("build/other.epub").is_file() && !dir.path().join("build/other.pdf").exists());
    let width = |arguments: &[&str]| {
        let dumped = run(dir.path(), ["dump", "layout"].iter().chain(arguments));
        assert_eq!(dumped.code, 0, "{}", dumped.stderr);
        let page: Value = serde_json::from_str(dumped.stdout.lines().next().expect("a page")).expect("JSON");
        page["area"][2].as_f64().expect("a width")
    };
    assert_eq!(width(&[]), 27.0 * 10.5);
    assert_eq!(width(&["--set", "page.chars-per-line=20"]), 20.0 * 10.5);
}

#[test]
fn the_dump_holds_every_letter_with_its_place() {
    let dir = started();
    let dumped = run(dir.path(), ["dump", "layout"]);
    assert_eq!(dumped.code, 0, "{}", dumped.stderr);
    let entries: Vec<Value> =
        dumped.stdout.lines().map(|line| serde_json::from_str(line).expect("one object a line")).collect();
    let of = |kind: &str| entries.iter().filter(|entry| entry["kind"] == kind).cloned().collect::<Vec<_>>();
    assert_eq!(entries[0]["kind"], "page");
    assert_eq!(entries[0]["side"], "recto");
    assert_eq!(of("figure").len(), 1);
    assert!(of("line").iter().any(|line| line["role"] == "paragraph" && line["last"] == true));
    let mut text = String::new();
    for glyphs in of("glyphs") {
        let run = glyphs["text"].as_str().expect("a text");
        let count = run.chars().count();
        let lengths = |key: &str| glyphs[key].as_array().map(Vec::len);
        assert_eq!((lengths("x"), lengths("advance")), (Some(count), Some(count)), "{glyphs}");
        text.push_str(run);
    }
    assert!(text.contains("从一盏灯说起"), "{text}");
}

#[test]
fn fonts_tell_coverage_and_use() {
    let dir = started();
    let listed = run(dir.path(), ["fonts", "--json"]);
    assert_eq!(listed.code, 0, "{}", listed.stderr);
    let report = json(&listed);
    let faces = report["faces"].as_array().expect("faces");
    let serif = faces.iter().find(|face| face["postscript"] == "NotoSerifCJKsc-Regular").expect("the body face");
    assert!(serif["han"].as_u64() > Some(20_000), "{}", serif["han"]);
    assert!(serif["used"].as_str().is_some_and(|used| used.contains('灯') && !used.contains('A')), "{}", serif["used"]);
    let people = run(dir.path(), ["fonts", "--lang", "zh"]);
    assert!(people.stdout.contains("NotoSerifCJK-Regular.ttc") && people.stdout.contains("书中用到"));
    let bare = TempDir::new().expect("a directory");
    let bare = run(bare.path(), ["fonts"]);
    assert_eq!(bare.code, 0, "{}", bare.stderr);
    assert!(bare.stdout.contains("Noto Serif CJK SC"), "{}", bare.stdout);
}

/// A manuscript in `mybook` beside nothing else, with a directory of chapters.
fn my_book() -> TempDir {
    let dir = TempDir::new().expect("a directory");
    let yaml = "title: 书\nauthors: [甲]\nslug: shu\noutputs: [epub]\nchapters: [parts/a.md]\n";
    write(&dir.path().join("mybook"), &[("book.yaml", yaml), ("parts/a.md", CHAPTER.1)]);
    dir
}

#[test]
fn the_manuscript_is_the_one_that_the_author_stands_in() {
    for (from, arguments, out) in [
        ("mybook", &[][..], "mybook/build"),
        ("mybook/parts", &[], "mybook/build"),
        ("mybook", &["."], "mybook/build"),
        ("mybook", &["book.yaml"], "mybook/build"),
        ("mybook/parts", &["../book.yaml"], "mybook/parts/build"),
        ("", &["mybook"], "build"),
        ("", &["mybook/book.yaml"], "build"),
        ("mybook/parts", &["-o", "here"], "mybook/parts/here"),
    ] {
        let dir = my_book();
        let built = run(&dir.path().join(from), ["build"].iter().chain(arguments));
        assert_eq!(built.code, 0, "{from} {arguments:?}: {}", built.stderr);
        assert!(dir.path().join(out).join("shu.epub").is_file(), "{from} {arguments:?}: {}", built.stderr);
        // Every command finds it alike, and names files from where the author stands.
        let at = |command: &[&'static str]| {
            let arguments: Vec<&str> = arguments.iter().copied().filter(|one| !["-o", "here"].contains(one)).collect();
            run(&dir.path().join(from), command.iter().copied().chain(arguments))
        };
        for command in
            [&["check"][..], &["release", "--dry-run"], &["fonts"], &["dump", "layout"], &["explain", "page", "1"]]
        {
            let ran = at(command);
            assert_eq!(ran.code, 0, "{from} {command:?}: {}", ran.stderr);
        }
    }
}

#[test]
fn what_is_shown_of_a_manuscript_above_can_be_opened_from_here() {
    let dir = my_book();
    write(&dir.path().join("mybook"), &[("parts/a.md", "# 一\n\n甲<b>。\n")]);
    let checked = run(&dir.path().join("mybook/parts"), ["check"]);
    assert!(checked.stderr.contains("--> ../parts/a.md:3:2"), "{}", checked.stderr);
}

#[test]
fn where_no_manuscript_is_the_advice_fits() {
    let dir = my_book();
    let told = |from: &str, arguments: &[&str]| {
        let ran = run(&dir.path().join(from), ["build"].iter().chain(arguments));
        (ran.code, ran.stderr)
    };
    let (code, lost) = told("", &[]);
    assert!(code == 3 && lost.contains("E915") && !lost.contains("init book"), "{lost}");
    let (code, none) = told("mybook", &["parts"]);
    assert!(code == 2 && none.contains("E001") && none.contains("there is one in parts/.."), "{none}");
    let (_, below) = told("", &["."]);
    assert!(below.contains("E001") && below.contains("there is one in mybook"), "{below}");
    let (code, file) = told("mybook", &["parts/a.md"]);
    assert!(code == 3 && file.contains("E902") && !file.contains("init"), "{file}");
    let (code, absent) = told("", &["nowhere"]);
    assert!(code == 3 && absent.contains("init nowhere"), "{absent}");
}

#[test]
fn what_lies_in_build_is_no_chapter() {
    let dir = my_book();
    let yaml = "title: 书\noutputs: [epub]\nchapters: [parts/a.md, build/b.md, ./build/c/d.md]\n";
    write(&dir.path().join("mybook"), &[("book.yaml", yaml), ("build/b.md", CHAPTER.1), ("build/c/d.md", CHAPTER.1)]);
    let checked = json(&run(&dir.path().join("mybook"), ["check", "--json"]));
    let codes: Vec<&str> =
        checked["diagnostics"].as_array().expect("findings").iter().flat_map(|one| one["code"].as_str()).collect();
    assert_eq!(codes, ["E043", "E043"]);
    // Nor is a manuscript looked for there.
    write(
        &dir.path().join("mybook"),
        &[
            ("book.yaml", "title: 甲\noutputs: [epub]\nslug: outer\nchapters: [parts/a.md]\n"),
            ("build/book.yaml", "title: 乙\n"),
        ],
    );
    let built = run(&dir.path().join("mybook/build"), ["build"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    assert!(dir.path().join("mybook/build/outer.epub").is_file());
}

#[test]
fn when_one_output_cannot_be_written_none_is_replaced() {
    for command in ["build", "release"] {
        let names = ["book.epub", "book.pdf", "book-print.pdf", "book-cover.jpg", "report.json", "SHA256SUMS"];
        let names = if command == "build" { &names[..2] } else { &names[..] };
        for blocked in names {
            let dir = started();
            let out = dir.path().join("out");
            for name in names.iter().filter(|name| *name != blocked) {
                write(&out, &[(name, "old")]);
            }
            write(&out, &[(&format!("{blocked}/x"), "in the way")]);
            let ran = run(dir.path(), [command, "-o", "out"]);
            if ran.code == 0 {
                // The cover picture of this book has another ending.
                assert_eq!(*blocked, "book-cover.jpg", "{}", ran.stderr);
                continue;
            }
            assert_eq!(ran.code, 3, "{command} {blocked}: {}", ran.stderr);
            assert!(ran.stderr.contains("no file was replaced") && ran.stderr.contains(*blocked), "{}", ran.stderr);
            let mut left: Vec<String> = fs::read_dir(&out)
                .expect("out")
                .flatten()
                .map(|one| one.file_name().to_string_lossy().into_owned())
                .collect();
            left.sort();
            let mut expected: Vec<&str> = names.to_vec();
            expected.sort();
            assert_eq!(left, expected, "{command} {blocked}");
            for name in names.iter().filter(|name| *name != blocked) {
                assert_eq!(
                    fs::read_to_string(out.join(name)).expect("the old file"),
                    "old",
                    "{command} {blocked} {name}"
                );
            }
        }
    }
}

#[test]
fn the_examples_of_the_readmes_build() {
    for readme in ["README.md", "README.zh-CN.md"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(root.join(readme)).expect("the README");
        let (_, rest) = text.split_once("```yaml\ntitle:").expect("an example");
        let yaml = format!("title:{}", rest.split_once("```").expect("an end").0);
        let dir = TempDir::new().expect("a directory");
        let chapters = ["preface.md", "intro.md", "part1.md", "01.md", "02.md", "afterword.md", "data.md"];
        let book = dir.path().join("book");
        write(&book, &[("book.yaml", &yaml), ("fonts/README", ""), ("images/x", "")]);
        chapters.iter().for_each(|name| write(&book, &[(name, "# 题\n\n文字。\n")]));
        fs::copy(root.join("docs/images/pages.png"), book.join("images/cover.png")).expect("a picture");
        let built = run(dir.path(), ["build", "--json"]);
        assert_eq!(built.code, 0, "{readme}: {}", built.stderr);
        assert_eq!(json(&built)["artifacts"].as_array().map(Vec::len), Some(2), "{}", built.stderr);
    }
}
