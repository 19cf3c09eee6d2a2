//! Limits of the composition: what is beyond them is told with its page and place, and keeps a book from being released.

use crate::broken::{check, row};
use crate::language::run;
use crate::{built, text_of};
use huoban::base::Len;
use huoban::config::Output;
use huoban::diagnostics::rules::language;
use huoban::diagnostics::{Argument, Diagnostic, Place};
use huoban::pipeline::Report;

/// Its first line opens by 1 em over thirteen gaps, because the comma may not begin the next.
const LOOSE: &str = "# 一\n\n一二三四五六七八九十一二三四五，六七八九十。\n";
/// Its first line is squeezed by half an em.
const TIGHT: &str = "# 一\n\n一二三，四五六七八九十一二三四，五六七八九十。\n";
const LATIN: &str = "# 一\n\nConsiderable hyphenation of extraordinarily long internationalization is required here, \
    and notwithstanding representations to the contrary.\n";

fn yaml(quality: &str) -> String {
    format!("title: 书\npage: {{size: A5, chars-per-line: 17}}\nquality: {{{quality}}}\n")
}

#[test]
fn every_limit_has_a_broken_book_and_a_repaired_twin() {
    let off = "max-han-gap: 9em, max-squeeze: 100, max-loose-lines: 1000";
    let (gap, squeeze, hyphens, loose) = (
        [yaml("max-han-gap: 0.05em"), yaml("max-han-gap: 0.1em")],
        [yaml("max-squeeze: 2"), yaml("max-squeeze: 4")],
        [yaml(&format!("{off}, max-hyphens: 0")), yaml(&format!("{off}, max-hyphens: 9"))],
        [yaml("max-loose-lines: 0"), yaml("max-loose-lines: 1")],
    );
    let mut rows: Vec<_> =
        [("W310", LOOSE, &gap), ("W311", TIGHT, &squeeze), ("W312", LATIN, &hyphens), ("W313", LOOSE, &loose)]
            .map(|(code, text, [broken, repaired])| {
                row(code, &[("book.yaml", broken), ("one.md", text)], &[("book.yaml", repaired)])
            })
            .into();
    let plain = yaml("report: warn");
    let selector = [("book.yaml", plain.as_str()), ("one.md", "# 一\n\n葛\u{E01EF}城在此。\n")];
    rows.push(row("W314", &selector, &[("one.md", "# 一\n\n葛城在此。\n")]));
    let ours = |code: &str| (310..320).contains(&code[1..].parse().unwrap_or(0));
    let rules: Vec<_> = language::AREA.rules.iter().copied().filter(|rule| ours(rule.code)).collect();
    // The gate never stands alone: see below.
    check(&rows, &rules, &["E319"], run);
}

fn page_of(found: &Diagnostic) -> &str {
    let page = found.arguments.iter().find(|(name, _)| *name == "page");
    match page {
        Some((_, Argument::Text(label))) => label,
        other => panic!("{other:?}"),
    }
}

/// The character that a finding points at first.
fn letter_at(report: &Report, found: &Diagnostic) -> char {
    let Place::Span(span) = found.place else { panic!("{found:?}") };
    report.sources.text(span.file)[span.start as usize..].chars().next().expect("a character")
}

#[test]
fn a_finding_points_at_the_first_character_of_its_line_and_names_its_page() {
    let text = "一二三四五六七八九十，甲乙丙丁戊己庚辛壬癸——“子丑寅卯辰巳午未申酉戌亥”，《天地玄黄》（宇宙洪荒）日月盈昃，辰宿列张。".repeat(12);
    let yaml = "title: 书\npage: {size: A5, chars-per-line: 11, lines-per-page: 9}\nquality: {max-han-gap: 0em, max-loose-lines: 1000}\n";
    let report = built(&[("book.yaml", yaml), ("one.md", &format!("# 一\n\n{text}\n"))], &[]);
    let mut expected: Vec<(String, char)> = Vec::new();
    for page in &report.pages.pages {
        // What is told is told to thousandths.
        let opened = |opening: Len, em: Len| i64::from(opening.0) * 1000 / i64::from(em.0.max(1)) > 0;
        for line in page.lines.iter().filter(|line| opened(line.adjust.opening, line.adjust.em)) {
            expected.push((page.label.clone(), text_of(page, line).chars().next().expect("a character")));
        }
    }
    let found: Vec<&Diagnostic> = report.diagnostics.iter().filter(|one| one.rule.code == "W310").collect();
    let mut told: Vec<(String, char)> =
        found.iter().map(|one| (page_of(one).to_owned(), letter_at(&report, one))).collect();
    told.sort();
    expected.sort();
    assert_eq!(told, expected);
    let pages: std::collections::BTreeSet<&str> = found.iter().map(|one| page_of(one)).collect();
    assert!(pages.len() > 2, "{pages:?}");
}

/// `quality.report: error` closes the gate over the files made of pages, and says where the book asks for that.
#[test]
fn the_gate_withholds_the_pdf_and_counts_lone_characters_too() {
    let codes = |report: &Report| report.diagnostics.iter().map(|one| one.rule.code).collect::<Vec<_>>();
    let book =
        |quality: &str, outputs: &[Output]| built(&[("book.yaml", yaml(quality).as_str()), ("one.md", LOOSE)], outputs);
    let report = book("report: error, max-han-gap: 0.05em", &[Output::Epub, Output::Pdf]);
    assert_eq!(codes(&report), ["E319", "W310"]);
    assert_eq!(report.withheld, [Output::Pdf]);
    assert_eq!(report.artifacts.iter().map(|one| one.output).collect::<Vec<_>>(), [Output::Epub]);
    let Place::Span(span) = report.diagnostics[0].place else { panic!("{:?}", report.diagnostics) };
    assert_eq!(&report.sources.text(span.file)[span.start as usize..span.end as usize], "error");
    for quality in ["report: error", "report: off, max-han-gap: 0.05em"] {
        assert_eq!(codes(&book(quality, &[])), [""; 0], "{quality}");
    }
    // Of four characters on lines of three, one is left alone: two and two would stand an em apart.
    let yaml = "title: 书\npage: {size: A5, chars-per-line: 3}\ntypography: {indent: 0em}\nquality: {report: error}\n";
    let report = built(&[("book.yaml", yaml), ("one.md", "# 一 {.unnumbered}\n\n甲乙丙丁\n")], &[]);
    assert_eq!(codes(&report), ["E319", "W302"], "a lone last character counts");
}
