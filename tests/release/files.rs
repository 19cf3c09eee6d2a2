//! What `huoban release` writes, and when it writes nothing.

use crate::common::{Judge, huoban, ran, run, write};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const YAML: &str = "title: 小书\nauthors: [甲]\nlanguage: zh-Hans\nisbn: 978-7-000-00000-1\nchapters: [a.md]\n";
/// A chapter with a warning: the link is none that an EPUB may have.
const CHAPTER: &str = "# 一\n\n文字，见[此处](ftp://example.org/a)。\n\n| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n";

fn manuscript(dir: &Path) {
    write(dir, &[("book.yaml", YAML), ("a.md", CHAPTER)]);
}

/// Every file of a directory by name.
fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(dir).expect("a directory").flatten();
    entries.map(|one| (one.file_name().into_string().expect("UTF-8"), fs::read(one.path()).expect("a file"))).collect()
}

fn report(dir: &Path) -> Value {
    serde_json::from_slice(&fs::read(dir.join("report.json")).expect("the report")).expect("JSON")
}

#[test]
fn every_edition_comes_with_sums_that_hold() {
    let dir = TempDir::new().expect("a directory");
    manuscript(&dir.path().join("book"));
    let made = run(dir.path(), ["release", "-o", "out"]);
    assert_eq!((made.code, made.stdout.as_str()), (0, ""), "{}", made.stderr);
    let out = dir.path().join("out");
    let names: Vec<String> = files(&out).into_keys().collect();
    assert_eq!(names, ["SHA256SUMS", "book-cover.png", "book-print.pdf", "book.epub", "book.pdf", "report.json"]);
    let check = || {
        let checked = Command::new("sha256sum").args(["--strict", "-c", "SHA256SUMS"]).current_dir(&out).output();
        ran(checked.expect("sha256sum is part of every system"))
    };
    let held = check();
    assert_eq!((held.code, held.stdout.matches(": OK").count()), (0, 5), "{}{}", held.stdout, held.stderr);
    let mut pdf = fs::read(out.join("book.pdf")).expect("the PDF");
    pdf[1000] ^= 1;
    fs::write(out.join("book.pdf"), pdf).expect("the PDF");
    assert_eq!(check().code, 1, "a changed file is found");
}

#[test]
fn the_report_says_what_is_in_the_release() {
    let dir = TempDir::new().expect("a directory");
    manuscript(&dir.path().join("book"));
    let made = run(dir.path(), ["release", "--lang", "zh"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let out = dir.path().join("build");
    let (report, files) = (report(&out), files(&out));
    let artifacts = report["artifacts"].as_array().expect("artifacts");
    assert_eq!(
        artifacts.iter().map(|one| &one["format"]).collect::<Vec<_>>(),
        ["epub", "pdf", "print", "cover-picture"]
    );
    for artifact in artifacts {
        let bytes = &files[artifact["file"].as_str().expect("a name")];
        assert_eq!(artifact["bytes"], bytes.len(), "{artifact}");
        assert_eq!(artifact["sha256"], huoban::base::Digest::of(bytes).to_string());
        let media_type = artifact["media_type"].as_str().expect("a type");
        assert_eq!(artifact["pages"].is_null(), media_type != "application/pdf");
        // The PDF for reading begins with the cover.
        let (pages, all) = (artifact["pages"].as_u64(), report["counts"]["pages"].as_u64());
        assert!(
            if artifact["format"] == "print" { pages == all } else { pages.is_none() || pages >= all },
            "{artifact}"
        );
    }
    let identifiers = report["book"]["identifiers"].as_array().expect("identifiers");
    assert_eq!(identifiers[1]["value"], "9787000000001");
    let fonts = report["fonts"].as_array().expect("fonts");
    let body = fonts.iter().find(|font| font["postscript"] == "NotoSerifCJKsc-Regular").expect("the body face");
    let shipped = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/NotoSerifCJK-Regular.ttc")).expect("it");
    assert_eq!(body["sha256"], huoban::base::Digest::of(&shipped).to_string());
    assert!(fonts.iter().all(|font| font["licence"] == "OFL-1.1"), "{fonts:?}");
    let finding = &report["diagnostics"][0];
    assert_eq!((&finding["code"], &finding["file"], &finding["line"]), (&"W602".into(), &"a.md".into(), &3.into()));
    let messages = [&finding["message"]["en"], &finding["message"]["zh"]].map(|text| text.as_str().expect("a text"));
    assert!(messages[0].contains("the link") && messages[1].contains("链接"), "{messages:?}");
}

#[test]
fn the_report_keeps_to_the_published_schema() {
    let Some(judge) = Judge::python("check-jsonschema") else { return };
    let dir = TempDir::new().expect("a directory");
    manuscript(&dir.path().join("book"));
    let (made, schema) = (run(dir.path(), ["release"]), run(dir.path(), ["schema", "report"]));
    assert_eq!((made.code, schema.code), (0, 0), "{}{}", made.stderr, schema.stderr);
    write(dir.path(), &[("schema.json", &schema.stdout)]);
    let path = |name: &str| dir.path().join(name).into_os_string();
    let (code, told) = judge.says(["--check-metaschema".into(), path("schema.json")]);
    assert_eq!(code, 0, "{told}");
    let judged = |name: &str| judge.says(["--schemafile".into(), path("schema.json"), path(name)]);
    let (code, told) = judged("build/report.json");
    assert_eq!(code, 0, "{told}");
    // What is not in the format is refused, at every depth.
    let good = report(&dir.path().join("build"));
    let wrongs = [
        ("/version", Value::from(2)),
        ("/extra", Value::from("x")),
        ("/book/identifiers", Value::Array(Vec::new())),
        ("/artifacts/0/sha256", Value::from("ABC")),
        ("/artifacts/0/file", Value::from("/home/x")),
        ("/fonts/0/characters", Value::from(0)),
        ("/judgements/0/verdict", Value::from("failed")),
        ("/diagnostics/0/level", Value::from("error")),
        ("/diagnostics/0/message/zh", Value::from("")),
    ];
    let mut asked = vec!["--schemafile".into(), path("schema.json")];
    for (index, (pointer, wrong)) in wrongs.iter().enumerate() {
        let mut spoilt = good.clone();
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        spoilt.pointer_mut(parent).expect("a parent")[key] = wrong.clone();
        let name = format!("spoilt-{index}.json");
        write(dir.path(), &[(&name, &spoilt.to_string())]);
        asked.push(path(&name));
    }
    let (code, told) = judge.says(asked);
    assert_eq!(code, 1, "{told}");
    for (index, (pointer, _)) in wrongs.iter().enumerate() {
        assert!(told.contains(&format!("spoilt-{index}.json::$")), "{pointer} is let through: {told}");
    }
}

#[test]
fn an_error_releases_nothing_and_touches_nothing() {
    let dir = TempDir::new().expect("a directory");
    manuscript(&dir.path().join("book"));
    assert_eq!(run(dir.path(), ["release"]).code, 0);
    let before = files(&dir.path().join("build"));
    // An error that concerns the print edition alone.
    let profile = format!("{YAML}print: {{profile: none.icc}}\n");
    write(&dir.path().join("book"), &[("book.yaml", &profile), ("none.icc", "no profile")]);
    for (arguments, untouched) in [(&["release"][..], true), (&["release", "-o", "new"], false)] {
        let failed = run(dir.path(), arguments);
        assert_eq!(failed.code, 1, "{}", failed.stderr);
        assert!(failed.stderr.contains("E730") && failed.stderr.contains("nothing was released"), "{}", failed.stderr);
        assert!(!failed.stderr.contains("wrote"), "{}", failed.stderr);
        assert!(!untouched || files(&dir.path().join("build")) == before);
    }
    assert!(!dir.path().join("new").exists());
    let told = run(dir.path(), ["release", "--format", "github"]);
    assert!(told.stdout.starts_with("::error file=book/book.yaml,line=6"), "{}", told.stdout);
}

#[test]
fn a_dry_run_tells_what_a_release_would_do_and_writes_nothing() {
    let dir = TempDir::new().expect("a directory");
    manuscript(&dir.path().join("book"));
    let whole = run(dir.path(), ["release", "--dry-run"]);
    assert_eq!(whole.code, 0, "{}", whole.stderr);
    assert!(whole.stderr.contains("every edition is whole") && !whole.stderr.contains("wrote"), "{}", whole.stderr);
    write(&dir.path().join("book"), &[("book.yaml", &format!("{YAML}print: {{profile: none.icc}}\n"))]);
    let failed = run(dir.path(), ["release", "--dry-run", "--lang", "zh"]);
    assert_eq!(failed.code, 1, "{}", failed.stderr);
    assert!(failed.stderr.contains("E730") && failed.stderr.contains("不会发行"), "{}", failed.stderr);
    assert!(!dir.path().join("build").exists());
}

#[test]
fn the_cover_of_the_printed_book_is_released_where_the_book_asks_for_it() {
    let dir = TempDir::new().expect("a directory");
    let yaml = format!("{YAML}outputs: [cover]\nprint: {{paper: kdp-cream}}\n");
    write(&dir.path().join("book"), &[("book.yaml", &yaml), ("a.md", CHAPTER)]);
    let made = run(dir.path(), ["release"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let report = report(&dir.path().join("build"));
    let of = |list: &str, key: &str| -> Vec<Value> {
        report[list].as_array().expect("a list").iter().map(|one| one[key].clone()).collect()
    };
    assert_eq!(of("artifacts", "format"), ["epub", "pdf", "print", "cover", "cover-picture"]);
    assert_eq!(report["artifacts"][3]["pages"], 1);
    // It holds none of the text, so nothing is claimed of its text.
    assert_eq!(of("judgements", "about")[1..], ["book.epub", "book.pdf", "book-print.pdf"]);
}

/// Shops ask for the cover as a picture beside the book.
#[test]
fn e64_the_picture_of_the_cover_is_released_for_shops() {
    use jpeg_encoder::{ColorType, Encoder};
    let mut jpeg = Vec::new();
    Encoder::new(&mut jpeg, 90).encode(&[80; 60 * 90], 60, 90, ColorType::Luma).expect("packed");
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 3' width='200' height='300'/>";
    let made = |cover: &str| {
        let dir = TempDir::new().expect("a directory");
        manuscript(&dir.path().join("book"));
        write(&dir.path().join("book"), &[("book.yaml", &format!("{YAML}cover: {cover}\n"))]);
        for (name, bytes) in [("c.jpg", &jpeg[..]), ("c.svg", svg)] {
            fs::write(dir.path().join("book").join(name), bytes).expect("a file");
        }
        let made = run(dir.path(), ["release"]);
        assert_eq!(made.code, 0, "{}", made.stderr);
        let mut files = files(&dir.path().join("build"));
        files.retain(|name, _| name.contains("-cover."));
        assert_eq!(made.stderr.contains("-cover."), !files.is_empty(), "it is told: {}", made.stderr);
        files
    };
    assert_eq!(made("c.jpg"), BTreeMap::from([("book-cover.jpg".to_owned(), jpeg.clone())]));
    let drawn = made("auto");
    assert!(drawn["book-cover.png"].starts_with(b"\x89PNG\r\n\x1a\n") && drawn.len() == 1);
    assert!(made("none").is_empty() && made("c.svg").is_empty(), "shops take no drawings");
}

#[test]
fn what_stands_in_the_way_leaves_no_half_release() {
    let dir = TempDir::new().expect("a directory");
    manuscript(&dir.path().join("book"));
    write(dir.path(), &[("out", "a file")]);
    let blocked = run(dir.path(), ["release", "-o", "out"]);
    assert_eq!(blocked.code, 3, "{}", blocked.stderr);
    assert!(blocked.stderr.contains("E903") && blocked.stderr.contains("nothing was released"), "{}", blocked.stderr);
    assert_eq!(fs::read_to_string(dir.path().join("out")).expect("the file"), "a file");
}

#[test]
fn a_release_is_the_same_to_the_byte_wherever_it_is_made() {
    let made = |place: &str, locale: &str, zone: &str, jobs: &str| {
        let dir = TempDir::new().expect("a directory");
        manuscript(&dir.path().join(place).join("book"));
        let mut command = huoban();
        command.current_dir(dir.path()).env("LC_ALL", locale).env("TZ", zone);
        command.args(["release", "-o", "out", "-j", jobs]).arg(Path::new(place).join("book"));
        let made = ran(command.output().expect("the program starts"));
        assert_eq!(made.code, 0, "{}", made.stderr);
        files(&dir.path().join("out"))
    };
    let one = made("a", "C", "UTC", "1");
    let other = made("别 处/b", "zh_CN.UTF-8", "Asia/Shanghai", "3");
    for (name, bytes) in &one {
        assert!(*bytes == other[name], "{name} differs");
    }
    assert_eq!(one.len(), other.len());
}

#[test]
fn a_schema_that_does_not_exist_is_told_with_those_that_do() {
    let dir = TempDir::new().expect("a directory");
    assert!(run(dir.path(), ["schema"]).stdout.lines().any(|name| name == "report"));
    let wrong = run(dir.path(), ["schema", "raport"]);
    assert_eq!((wrong.code, wrong.stdout.as_str()), (2, ""));
    assert!(wrong.stderr.contains("raport") && wrong.stderr.contains("there is: report"), "{}", wrong.stderr);
}

#[test]
fn every_file_names_the_number_of_its_own_edition() {
    let numbers = ["978-7-000-00000-1", "978-7-000-00001-8", "978-7-000-00002-5"];
    let dir = TempDir::new().expect("a directory");
    for (identifier, standard) in [("", ""), ("identifier: urn:example:thirty\n", "pdf-standard: ua2\n")] {
        let isbn = format!("isbn: {{print: {}, epub: {}, pdf: {}}}", numbers[0], numbers[1], numbers[2]);
        let yaml = YAML.replace("isbn: 978-7-000-00000-1", &isbn) + identifier + standard;
        write(&dir.path().join("book"), &[("book.yaml", &yaml), ("a.md", CHAPTER)]);
        let made = run(dir.path(), ["release", "-o", "out"]);
        assert_eq!(made.code, 0, "{}", made.stderr);
        let files = files(&dir.path().join("out"));
        let named = |file: &str, number: &str| {
            let said = format!("<dc:identifier>urn:isbn:{}</dc:identifier>", number.replace('-', ""));
            files[file].windows(said.len()).any(|window| window == said.as_bytes())
        };
        for (file, own) in [("book-print.pdf", 0), ("book.pdf", 2)] {
            let found: Vec<bool> = numbers.iter().map(|number| named(file, number)).collect();
            assert!((0..3).all(|at| found[at] == (at == own)), "{file} names {found:?}");
        }
    }
}
