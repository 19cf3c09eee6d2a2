//! Dots, lines, readings and emphasis in the EPUB (typography rows EM-1 to EM-7, RB-1): XHTML that says what it is, and
//! a style sheet that draws it.

use crate::{built, epub_file};
use huoban::config::Output;

/// The chapter and the style sheet.
fn written(text: &str) -> (String, String) {
    let chapter = format!("# 一\n\n{text}\n");
    let report = built(&[("book.yaml", "title: 书\n"), ("one.md", &chapter)], &[Output::Epub]);
    assert!(report.diagnostics.is_empty(), "{:?}", report.diagnostics);
    (epub_file(&report, "chapter-001.xhtml"), epub_file(&report, "style.css"))
}

/// The declarations of the rule with exactly this selector.
fn rule<'a>(css: &'a str, selector: &str) -> &'a str {
    let start = format!("{selector} {{");
    let found = css.lines().find(|line| line.starts_with(&start));
    found.unwrap_or_else(|| panic!("no rule for {selector}: {css}"))
}

/// Asks that a rule has every one of these declarations.
fn declares(css: &str, selector: &str, declarations: &[&str]) {
    let rule = rule(css, selector);
    for declaration in declarations {
        assert!(rule.contains(declaration), "{selector} lacks {declaration}: {rule}");
    }
}

#[test]
fn em_1_em_2_dots_stand_below_han_and_are_the_style_sheets() {
    let (page, css) = written("[字字，有点]{.dots}。");
    assert!(page.contains("<em class=\"dots\">字字，有点</em>。"), "no dot is a character: {page}");
    declares(
        &css,
        "em.dots",
        &["text-emphasis-style: filled dot;", "text-emphasis-position: under right;", "-epub-text-emphasis-style:"],
    );
    assert!(!rule(&css, "em.dots").contains("text-emphasis-skip: none"), "marks and spaces bear no dot");
    declares(&css, "rt", &["text-emphasis: none;"]);
    // EM-3: a line gap of half an em or more takes the dots in.
    let height =
        css.split("body { ").nth(1).and_then(|rest| rest.split("line-height: ").nth(1)).expect("a line height");
    let height: f64 = height.split(';').next().and_then(|number| number.parse().ok()).expect("a number");
    assert!(height >= 1.5, "{height}");
}

#[test]
fn em_4_each_name_has_a_line_of_its_own() {
    let (page, css) = written("[张三]{.name}[李四]{.name}。");
    assert!(page.contains("<u class=\"name\">张三</u><u class=\"name\">李四</u>"), "{page}");
    declares(&css, "u.name", &["text-decoration: underline;", "text-decoration-skip-ink: none;", "margin: 0 0.08em;"]);
}

#[test]
fn em_5_a_title_has_a_wave_and_a_line_where_waves_are_unknown() {
    let (page, css) = written("[灯下集]{.title}[夜读]{.title}。");
    assert!(page.contains("<cite class=\"wavy\">灯下集</cite><cite class=\"wavy\">夜读</cite>"), "{page}");
    declares(&css, "cite.wavy", &["font-style: normal;", "text-decoration: underline wavy;", "margin: 0 0.08em;"]);
    let rule = rule(&css, "cite.wavy");
    let (plain, wavy) = (rule.find("text-decoration: underline;"), rule.find(" text-decoration: underline wavy;"));
    assert!(plain.is_some() && plain < wavy, "a reader that knows no wave draws a line: {rule}");
}

#[test]
fn em_6_a_line_keeps_nearer_to_the_text_than_the_dots() {
    let (page, css) = written("[[张三]{.name}与[灯下集]{.title}]{.dots}，[[李四]{.dots}]{.name}。");
    assert!(
        page.contains("<em class=\"dots\"><u class=\"name\">张三</u>与<cite class=\"wavy\">灯下集</cite></em>"),
        "{page}"
    );
    assert!(page.contains("<u class=\"name\"><em class=\"dots\">李四</em></u>"), "{page}");
    // Dots hang below the descent of the font, a quarter of an em and more below the baseline; lines stand above that.
    for selector in ["u.name", "cite.wavy"] {
        let offset = rule(&css, selector).split("text-underline-offset: ").nth(1).expect("an offset");
        let offset: f64 = offset.split("em").next().and_then(|number| number.parse().ok()).expect("in em");
        assert!(offset < 0.2, "{selector}: {offset}");
        assert!(!rule(&css, selector).contains("border"), "a border lies below the dots");
    }
}

#[test]
fn em_7_emphasis_is_kai_and_strong_is_hei_without_a_slant() {
    let (page, css) = written("*楷体*与**黑体**。");
    assert!(page.contains("<em>楷体</em>与<strong>黑体</strong>"), "{page}");
    declares(&css, "em", &["font-style: normal;", "LXGWWenKai"]);
    declares(&css, "strong", &["font-weight: bold;", "NotoSansCJKsc-Bold"]);
    assert!(!css.contains("font-style: italic; }\nem"), "{css}");
    declares(&css, "body", &["font-synthesis: none;"]);
}

#[test]
fn rb_1_each_reading_is_ruby_over_its_own_base() {
    let (page, css) = written("[汉字]{ruby=\"hàn zì\"}。");
    // Brackets for readers without ruby may stand around a reading.
    let page = page.replace("<rp>(</rp>", "").replace("<rp>)</rp>", "");
    assert!(page.contains("<ruby>汉<rt>hàn</rt></ruby><ruby>字<rt>zì</rt></ruby>。"), "{page}");
    declares(&css, "rt", &["font-size: 0.5em;"]);
    // RB-4: symbols of zhuyin are smaller, as in the PDF.
    declares(&css, ".zhuyin rt", &["font-size: 0.3em;"]);
}
