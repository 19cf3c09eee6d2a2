//! Pictures among text: one rule for their size in both editions, room for them wherever they stand.

use crate::support::*;
use huoban::base::{Len, Size};
use huoban::config::Output;
use huoban::display::{Draw, Item, LineRecord, LineRole, Page};
use huoban::pipeline::Report;
use std::io::Read as _;

/// A picture of 900 × 600, one of 16 × 16, and one that is higher than a page.
const PICTURES: [&str; 3] = ["wide.svg", "dot.svg", "tall.svg"];

/// Every place where text can hold a picture, `@` in its stead, and the size of its text in hundredths of the body's.
const PLACES: [(&str, i64); 13] = [
    ("前一行文字前一行文字前一行文字前一行文字按@键，再看后面的字怎样排，写长一点。", 100),
    ("前文。\n\n## 节@名\n\n后文。", 124),
    ("前文[^a]。\n\n[^a]: 注里的注文有两行长所以这里再多写几个字才够，按@键。", 0),
    ("![园区的道路与树](a.svg \"说明里按@键\")", 0),
    ("表：说明里按@键\n\n| 甲 | 乙 |\n|--|--|\n| 一 | 二 |", 0),
    ("- 第一项\n- 按@键\n- 第三项", 100),
    ("术语@名\n: 解说。", 100),
    ("术语\n: 解说按@键。", 100),
    ("```verse\n第一行\n第二行@\n第三行\n```", 100),
    ("> 引文一段，按@键，引文一段，引文一段，引文一段，引文一段。", 100),
    ("| 甲 | 乙 |\n|--|--|\n| 一 | 二 |\n| 按@键 | 二 |\n| 一 | 二 |", 0),
    ("| 甲@ | 乙 |\n|--|--|\n| 一 | 二 |", 0),
    ("前文。\n\n1. 按@键\n   - 里层@项\n\n后文。", 100),
];

fn pictures(page: &Page) -> Vec<(&Item, Size)> {
    let of = |item: &'_ Item| if let Draw::Picture(_, size) = &item.draw { Some(*size) } else { None };
    page.items.iter().filter_map(|item| Some((item, of(item)?))).collect()
}

/// The pictures that stand in a line, with the line and its page.
fn among_text(report: &Report) -> Vec<(&Page, &LineRecord, Size, Len)> {
    let mut found = Vec::new();
    for page in body_pages(report) {
        for line in &page.lines {
            for item in &page.items[line.items.start as usize..line.items.end as usize] {
                if let Draw::Picture(_, size) = item.draw {
                    found.push((page, line, size, item.at.y));
                }
            }
        }
    }
    found
}

/// The em of a line's text.
fn em(page: &Page, line: &LineRecord) -> Len {
    let items = &page.items[line.items.start as usize..line.items.end as usize];
    let sizes = items.iter().filter_map(|item| if let Draw::Glyphs(run) = &item.draw { Some(run.size) } else { None });
    sizes.max().expect("a line with text")
}

/// A book with this text, whatever is told of its lines.
fn set_any(text: &str, picture: &str, asked: &str) -> Report {
    let text = text.replace('@', &format!("![按钮]({picture}){asked}"));
    made_any("", &[&text], &[Output::Epub])
}

fn set(text: &str, picture: &str, asked: &str) -> Report {
    let report = set_any(text, picture, asked);
    // What has no room to be as large as asked is told; that is another test's.
    let codes: Vec<&str> = report.diagnostics.iter().map(|found| found.rule.code).collect();
    assert!(codes.iter().all(|code| *code == "W123"), "{text}: {codes:?}");
    report
}

/// Widths of the pictures among text in the EPUB, in em.
fn widths(report: &Report) -> Vec<f64> {
    let epub = std::io::Cursor::new(&report.artifacts[0].bytes);
    let mut zip = zip::ZipArchive::new(epub).expect("a container");
    let mut found = Vec::new();
    for index in 0..zip.len() {
        let mut text = String::new();
        // Pictures are no text.
        if zip.by_index(index).expect("a file").read_to_string(&mut text).is_err() {
            continue;
        }
        for rest in text.split("class=\"inline\" style=\"width: ").skip(1) {
            found.extend(rest.split_once("em\"").and_then(|(width, _)| width.parse::<f64>().ok()));
        }
    }
    found
}

#[test]
fn a_picture_among_text_is_two_em_high_at_most_and_stands_on_the_baseline() {
    for (text, size) in PLACES {
        for picture in PICTURES {
            let report = set(text, picture, "");
            let found = among_text(&report);
            assert_eq!(found.len(), text.matches('@').count(), "{text}");
            let epub = widths(&report);
            for ((page, line, shown, top), width) in found.iter().zip(&epub) {
                let em = em(page, line);
                let natural = Len::pt(12);
                let expected = if picture == "dot.svg" { natural.min(em * 2) } else { em * 2 };
                assert!((shown.height - expected).abs() < Len(64), "{text} {picture}: {shown:?}");
                assert_eq!(*top + shown.height, line.baseline, "{text}: its foot stands on the baseline");
                assert!((width - shown.width.to_pt() / em.to_pt()).abs() < 0.02, "{text}: {width} em in the EPUB");
                assert!(size == 0 || (em - Len::pt(10).scale(size, 100)).abs() < Len(64), "{text}: {em:?}");
            }
            assert_eq!(epub.len(), found.len(), "{text}");
            apart(&report, text);
        }
    }
}

#[test]
fn width_and_height_are_obeyed_in_both_editions() {
    // On a measure of 20 em of 10 pt, a type area of 250 pt.
    let asked = [
        ("{width=50%}", 100.0, 0.0),
        ("{width=20pt}", 20.0, 0.0),
        ("{width=10mm}", 28.35, 0.0),
        ("{width=3em}", 30.0, 0.0),
        ("{height=10%}", 0.0, 25.0),
        ("{height=15pt}", 0.0, 15.0),
        ("{height=4em}", 0.0, 40.0),
        ("{width=40pt height=10pt}", 0.0, 10.0),
    ];
    for (asked, width, height) in asked {
        let report = set(PLACES[0].0, "wide.svg", asked);
        let (_, line, shown, top) = among_text(&report)[0];
        let wanted = if width > 0.0 { (width, width / 1.5) } else { (height * 1.5, height) };
        let near = |found: Len, wanted: f64| (found.to_pt() - wanted).abs() < 0.1;
        assert!(near(shown.width, wanted.0) && near(shown.height, wanted.1), "{asked}: {shown:?}");
        assert_eq!(top + shown.height, line.baseline, "{asked}");
        apart(&report, asked);
        if asked != "{width=50%}" {
            assert!((widths(&report)[0] - wanted.0 / 10.0).abs() < 0.02, "{asked}: {:?}", widths(&report));
        }
        // A figure is asked in the same words.
        let figure = manuscript("", &[&format!("![灯](wide.svg){asked}\n")], &[]);
        let (_, shown) = pictures(body_pages(&figure)[0])[0];
        assert!(near(shown.width, wanted.0) && near(shown.height, wanted.1), "{asked}: {shown:?}");
    }
}

#[test]
fn no_picture_stands_over_what_is_above_it_whatever_its_size() {
    for (text, _) in PLACES {
        for asked in ["{width=100%}", "{height=100%}", "{height=6em}", "{width=40% height=80%}"] {
            for picture in PICTURES {
                let text = text.replace('@', &format!("![按钮]({picture}){asked}"));
                let report = made_any("", &[&text], &[]);
                let codes = report.diagnostics.iter().map(|found| found.rule.code);
                let told: Vec<&str> = codes.filter(|code| code.starts_with('E') || code.starts_with("W5")).collect();
                assert_eq!(told, [""; 0], "{text}");
                apart(&report, &text);
            }
        }
    }
}

#[test]
fn pg3_a_line_grows_for_a_picture_by_whole_lines_of_the_grid() {
    for asked in ["", "{height=1em}", "{height=3em}", "{height=7em}"] {
        let text = format!("前一行文字前一行文字前一行文字前一行文字按![灯](wide.svg){asked}键。{TEXT}\n\n{TEXT}\n");
        let report = manuscript("", &[&text], &[]);
        let mut grown = 0;
        for page in body_pages(&report) {
            let lines: Vec<Len> =
                page.lines.iter().filter(|line| line.role == LineRole::Paragraph).map(|line| line.baseline).collect();
            for pair in lines.windows(2) {
                let step = pair[1] - pair[0];
                assert_eq!(step.0 % Len::pt(16).0, 0, "{asked}: {step:?}");
                grown += usize::from(step > Len::pt(16));
            }
        }
        assert_eq!(grown, usize::from(asked != "{height=1em}"), "{asked}: what finds room grows nothing");
    }
}

/// No picture among text covers text of another line, and nothing leaves the type area.
fn apart(report: &Report, what: &str) {
    for page in body_pages(report) {
        let body: Vec<&LineRecord> = page.lines.iter().filter(|line| !line.role.is_margin()).collect();
        for (item, size) in pictures(page) {
            let (top, foot) = (item.at.y, item.at.y + size.height);
            assert!(
                top >= page.area.at.y - Len::PT / 20 && foot <= page.area.bottom() + Len::PT / 20,
                "{what}: {item:?}"
            );
            assert!(item.at.x + size.width <= page.area.right() + Len::PT / 20, "{what}: {item:?}");
            for line in &body {
                let own = page.items[line.items.start as usize..line.items.end as usize]
                    .iter()
                    .any(|one| std::ptr::eq(one, item));
                let beside = line.x0 >= item.at.x + size.width || line.x1 <= item.at.x;
                // Ink of the line: from 0.76 em above its baseline.
                let above = line.baseline <= top + Len::PT / 20;
                let below = line.baseline - Len::from_pt(6.5) >= foot - Len::PT / 20;
                assert!(own || beside || above || below, "{what}: {item:?} over {line:?}");
            }
        }
    }
}

#[test]
fn in_vertical_lines_a_picture_is_two_em_broad_at_most() {
    for (picture, width) in [("wide.svg", 2.0), ("tall.svg", 2.0), ("dot.svg", 1.2)] {
        let text = PLACES[0].0.replace('@', &format!("![按钮]({picture})"));
        let report = made("epub: {writing-mode: vertical}\n", &[&text], &[], &[Output::Epub]);
        assert_eq!(widths(&report), [width], "{picture}");
    }
}

/// The widths that the EPUB asks for pictures among text, in points, where a measure of so much holds text of this em.
fn asked_widths(report: &Report, measure: f64, em: f64) -> Vec<f64> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&report.artifacts[0].bytes)).expect("a container");
    let mut found = Vec::new();
    for index in 0..zip.len() {
        let mut text = String::new();
        if zip.by_index(index).expect("a file").read_to_string(&mut text).is_err() {
            continue;
        }
        let number = |text: &str| text.parse::<f64>().expect("a number");
        for rest in text.split("class=\"inline\" style=\"width: ").skip(1) {
            let style = rest.split('"').next().unwrap_or_default();
            let (width, most) = style.split_once("; max-width: calc(100% - ").unwrap_or((style, "0em)"));
            let most = measure - em * number(most.trim_end_matches("em)"));
            found.push(most.min(match (width.strip_prefix("calc(100% - "), width.strip_suffix('%')) {
                (Some(less), _) => measure - em * number(less.trim_end_matches("em)")),
                (_, Some(part)) => measure * number(part) / 100.0,
                _ => em * number(width.trim_end_matches("em")),
            }));
        }
    }
    found
}

#[test]
fn a_picture_among_text_is_as_wide_in_one_edition_as_in_the_other() {
    // On a measure of 20 em of 10 pt; the text, and the measure of its box in the EPUB.
    let places = [
        ("按@键，写一行字。", 200.0),
        ("居中的@图。{.center}", 200.0),
        ("接着的@图。{.continued}", 200.0),
        ("> 引文@一段。", 160.0),
        ("## 节@名\n\n文。", 200.0),
        ("| 按@键 |\n|----|\n| 一 |", 200.0),
        ("| 甲 |\n|----|\n| 按@键 |", 200.0),
        ("```verse\n一行@诗\n```", 200.0),
    ];
    let sizes = [
        "width=100%",
        "width=95%",
        "width=60%",
        "width=300mm",
        "width=18em",
        "width=190pt",
        "height=100%",
        "height=100pt",
        "height=70pt",
    ];
    for (text, measure) in places {
        // A wide picture may have a line for itself, a small one stands beside text.
        let small = set(text, "dot.svg", "");
        let (page, line, ..) = among_text(&small)[0];
        let em = em(page, line).to_pt();
        for asked in sizes {
            let report = set_any(text, "wide.svg", &format!("{{{asked}}}"));
            let (_, _, shown, _) = among_text(&report)[0];
            let width = asked_widths(&report, measure, em)[0];
            let same = (width.min(measure) - shown.width.to_pt()).abs() < 0.5;
            assert!(same, "{text} {asked}: {width} pt in the EPUB, {:?} in the PDF", shown.width.to_pt());
            assert!(shown.width.to_pt() <= measure + 0.01, "{text} {asked}");
        }
    }
}

#[test]
fn a_picture_that_has_no_room_to_be_as_large_as_asked_is_told() {
    let told = |text: &str, asked: &str| {
        let report = set(text, "wide.svg", asked);
        report.diagnostics.iter().filter(|one| one.rule.code == "W123").count()
    };
    let (paragraph, figure) = ("按@键，写一行字。", "@");
    let cell = "| 甲 | 乙 |\n|----|----|\n| @ | 一些文字一些文字一些文字一些文字一些文字 |";
    for (text, asked, count) in [
        (paragraph, "{width=100%}", 0),
        (paragraph, "{width=60%}", 0),
        (paragraph, "", 0),
        (paragraph, "{width=300mm}", 1),
        (figure, "{width=100%}", 0),
        (figure, "{width=300mm}", 1),
        (cell, "{width=20%}", 0),
        (cell, "", 0),
        (cell, "{width=100%}", 1),
        (cell, "{height=100%}", 1),
    ] {
        assert_eq!(told(text, asked), count, "{text} {asked}");
    }
}
