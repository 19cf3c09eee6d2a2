//! Small cases, each named for what it shows: the manuscript in `cases.md`, what becomes of it in `cases.txt`.
//!
//! A line of `cases.txt` holds the page and where the line stands in it, in lines of the grid from the top of the type
//! area; its edges in em from the left; its role; and its characters. A number in braces behind a character is the step
//! to the next one in hundredths of an em, where it is not the natural one: an em for Han and full-width marks, the font's
//! own advance for all others. What is drawn beside the characters stands below the line.

use crate::built;
use huoban::base::Len;
use huoban::diagnostics::Place;
use huoban::display::{Draw, GlyphRun, LineRecord, Page, Piece, Role};
use huoban::model::ChapterRole;
use huoban::pipeline::Report;
use huoban::source::FileId;
use huoban::unicode::is_cjk;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::PathBuf;

const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 10'><rect width='30' height='10'/></svg>";

/// A case: its name, its measure in em, its manuscript.
struct Case<'a> {
    name: &'a str,
    measure: u16,
    text: &'a str,
}

/// Cases begin with `#### name [measure]`, which is no heading of theirs.
fn cases(source: &str) -> Vec<Case<'_>> {
    source
        .split("\n#### ")
        .skip(1)
        .map(|part| case(part).unwrap_or_else(|| panic!("not `name [measure]`: {part}")))
        .collect()
}

fn case(part: &str) -> Option<Case<'_>> {
    let (head, text) = part.split_once('\n')?;
    let (name, measure) = head.strip_suffix(']')?.rsplit_once(" [")?;
    Some(Case { name, measure: measure.parse().ok()?, text: text.trim_end() })
}

/// A book of all cases with one measure, a chapter each.
fn book(cases: &[&Case], measure: u16) -> Report {
    let yaml = format!(
        "title: 例\npage: {{size: 150mm x 150mm, font-size: 10pt, line-pitch: 16pt, chars-per-line: {measure}, lines-per-page: 12}}\n"
    );
    let mut files = vec![("book.yaml".to_owned(), yaml), ("fig.svg".to_owned(), SVG.to_owned())];
    files.extend(
        cases.iter().zip(100..).map(|(case, at)| (format!("{at}.md"), format!("# 例 {{-}}\n\n{}\n", case.text))),
    );
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    built(&files, &[])
}

/// The lines of a chapter in words, but for its title.
fn shown(report: &Report, chapter: u16) -> String {
    let title = report.book.chapter(chapter).blocks.first().map(|block| block.id);
    let pages = report
        .pages
        .pages
        .iter()
        .filter(|page| page.lines.iter().any(|line| line.node.chapter == chapter && !line.role.is_margin()));
    let mut text = String::new();
    for (page, number) in pages.zip(1..) {
        let lines = page.lines.iter().filter(|line| line.node.chapter == chapter && Some(line.node) != title);
        for line in lines.filter(|line| !line.role.is_margin()) {
            line_in_words(page, number, line, &mut text);
        }
        rules_in_words(page, &mut text);
    }
    text
}

const EM: Len = Len::pt(10);
const PITCH: Len = Len::pt(16);

fn em(length: Len) -> f64 {
    // No nought with a sign.
    (length.to_pt() / EM.to_pt() * 100.0).round() / 100.0 + 0.0
}

/// Horizontal places from the left of the type area, vertical ones in lines of the grid from its top.
fn place(page: &Page, x: Len, y: Len) -> (f64, f64) {
    (em(x - page.area.at.x), ((y - page.area.at.y).to_pt() / PITCH.to_pt() * 100.0).round() / 100.0 + 0.0)
}

fn line_in_words(page: &Page, number: usize, line: &LineRecord, text: &mut String) {
    let (from, row) = place(page, line.x0, line.baseline - EM.scale(88, 100));
    let _ = write!(text, "{number}:{row:<5} {from:5.2}..{:<5.2} {:<9} ", em(line.x1 - page.area.at.x), line.role);
    let items = &page.items[line.items.start as usize..line.items.end as usize];
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut beside = String::new();
    for item in items {
        let (x, _) = place(page, item.at.x, item.at.y);
        let below = em(item.at.y - line.baseline);
        match (&item.draw, item.role) {
            (Draw::Glyphs(run), Role::Content(_, Piece::Reading)) => {
                let _ = writeln!(beside, "        reading {} at {x:.2} above {:.2}", run.text, -below);
            }
            (Draw::Glyphs(run), _) => clusters.extend(of_run(run, item.at.x)),
            (Draw::Fill(size, _), _) => {
                let _ = writeln!(beside, "        line {:.2} long at {x:.2} below {below:.2}", em(size.width));
            }
            (Draw::Dots { count, pitch, .. }, _) => {
                let _ = writeln!(beside, "        {count} dots {:.2} apart at {x:.2} below {below:.2}", em(*pitch));
            }
            (Draw::Wave { size, .. }, _) => {
                let _ = writeln!(beside, "        wave {:.2} long at {x:.2} below {below:.2}", em(size.width));
            }
            (Draw::Sesame { size, .. }, _) => {
                let _ = writeln!(beside, "        sesame {:.2} wide at {x:.2} above {:.2}", em(size.width), -below);
            }
            (Draw::Picture(_, size), _) => {
                let _ = writeln!(beside, "        picture {:.2} wide at {x:.2}", em(size.width));
            }
        }
    }
    for (at, cluster) in clusters.iter().enumerate() {
        text.push_str(&cluster.text);
        let Some(next) = clusters.get(at + 1) else { continue };
        let step = next.x - cluster.x;
        if (step - cluster.natural).0.abs() > EM.0 / 200 {
            let _ = write!(text, "{{{}}}", (step.to_pt() / EM.to_pt() * 100.0).round());
        }
    }
    text.push('\n');
    text.push_str(&beside);
}

/// A character, or several that one glyph shows.
struct Cluster {
    text: String,
    x: Len,
    natural: Len,
}

fn of_run(run: &GlyphRun, origin: Len) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut done = 0;
    for glyph in &run.glyphs {
        let end = glyph.text_end as usize;
        if end > done {
            let text = run.text[done..end].to_owned();
            let natural = if text.chars().all(is_cjk) { run.size } else { glyph.advance };
            clusters.push(Cluster { text, x: origin + glyph.x, natural });
        } else if let Some(last) = clusters.last_mut() {
            last.natural += glyph.advance;
        }
        done = end;
    }
    clusters
}

/// Rules and pictures outside lines: of tables, of notes, figures.
fn rules_in_words(page: &Page, text: &mut String) {
    let inside = |at: u32| page.lines.iter().any(|line| line.items.contains(&at));
    for (item, _) in page.items.iter().zip(0..).filter(|(_, at)| !inside(*at)) {
        let (x, y) = place(page, item.at.x, item.at.y);
        match &item.draw {
            Draw::Fill(size, _) => {
                let _ =
                    writeln!(text, "        rule {:.2} x {:.3} at {x:.2}, {y}", em(size.width), size.height.to_pt());
            }
            Draw::Picture(_, size) => {
                let _ = writeln!(text, "        picture {:.2} x {:.2} at {x:.2}, {y}", em(size.width), em(size.height));
            }
            Draw::Glyphs(_) | Draw::Dots { .. } | Draw::Wave { .. } | Draw::Sesame { .. } => {}
        }
    }
}

#[test]
fn small_cases_are_set_as_they_were_judged() {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/composition");
    let source = std::fs::read_to_string(dir.join("cases.md")).expect("the cases");
    let cases = cases(&source);
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name).collect();
    assert!(names.len() == cases.len() && cases.len() >= 60, "{} cases, each with a name of its own", cases.len());
    let measures: BTreeSet<u16> = cases.iter().map(|case| case.measure).collect();
    let mut found: BTreeMap<&str, String> = BTreeMap::new();
    for measure in measures {
        let of_measure: Vec<&Case> = cases.iter().filter(|case| case.measure == measure).collect();
        let report = book(&of_measure, measure);
        let first = report.book.chapters.iter().position(|chapter| chapter.role == ChapterRole::Body).expect("a case");
        for (case, chapter) in of_measure.iter().zip(first as u16..) {
            let mut text = shown(&report, chapter);
            let path = report.book.chapter(chapter).path.clone().expect("a file");
            let file = (0..).map(FileId).find(|file| report.sources.path(*file) == path).expect("its source");
            let told =
                report.diagnostics.iter().filter(|one| matches!(one.place, Place::Span(span) if span.file == file));
            told.for_each(|one| text += &format!("        told {}\n", one.rule.code));
            found.insert(case.name, text);
        }
    }
    let all: String =
        cases.iter().map(|case| format!("#### {} [{}]\n{}\n", case.name, case.measure, found[case.name])).collect();
    let path = dir.join("cases.txt");
    if std::env::var_os("HUOBAN_BLESS").is_some() {
        std::fs::write(&path, &all).expect("the golden layouts can be written");
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    for (expected, found) in golden.split("\n#### ").zip(all.split("\n#### ")) {
        assert!(expected == found, "it was set so:\n{expected}\nand now so (HUOBAN_BLESS=1 accepts it):\n{found}");
    }
    assert!(golden == all, "the cases are others: HUOBAN_BLESS=1 writes them");
}
