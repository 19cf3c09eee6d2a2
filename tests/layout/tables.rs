//! Tables.

use crate::reader::Pdf;
use crate::support::*;
use huoban::base::{Len, Point};
use huoban::config::Output;
use huoban::display::{Artifact, Draw, Item, LineRecord, LineRole, Page, Role};

#[test]
fn a_table_over_pages_repeats_its_head() {
    let mut make = Maker::default();
    let set = check(one(vec![make.table(3, 60, "内容"), make.para("完。")], Vec::new()));
    assert!(set.pages.pages.len() >= 2);
    let repeated = |page: &Page| {
        let items: Vec<Item> =
            page.items.iter().filter(|item| item.role == Role::Artifact(Artifact::RepeatedHead)).cloned().collect();
        set.text_of(&items)
    };
    assert_eq!(repeated(&set.pages.pages[0]), "");
    for page in &set.pages.pages[1..set.pages.pages.len() - 1] {
        assert_eq!(repeated(page), "表1-1（续）栏目栏目栏目");
    }
}

#[test]
fn a_table_of_two_hundred_columns_is_cut_and_reported() {
    let mut make = Maker::default();
    let set = check(one(vec![make.table(200, 3, "内容")], Vec::new()));
    assert_eq!(set.codes, ["W502"]);
    for (page, line) in set.lines().filter(|(_, line)| line.role == LineRole::Cell) {
        assert!(line.x1 <= page.area.right() + Len::PT, "{line:?}");
    }
}

#[test]
fn tb1_a_table_has_three_rules_and_no_verticals() {
    let text = "| 甲 | 乙 |\n|--|--|\n| 一 | 二 |\n| 三 | 四 |\n";
    let report = manuscript("", &[text], &[]);
    let page = body_pages(&report)[0];
    let mut rules: Vec<(Len, Len, Len)> = page
        .items
        .iter()
        .filter_map(|item| match item.draw {
            Draw::Fill(size, _) => Some((item.at.y, size.width, size.height)),
            _ => None,
        })
        .collect();
    rules.sort_unstable();
    let [top, head, foot] = rules[..] else { panic!("three rules: {rules:?}") };
    assert!(top.2 == foot.2 && head.2 < top.2, "thick, thin, thick");
    assert!(rules.iter().all(|rule| rule.1 == page.area.size.width), "as wide as the measure");
    let cells: Vec<Len> = lines_of(&report, "cell").iter().map(|(_, line)| line.baseline).collect();
    assert!(cells[..2].iter().all(|cell| *cell > top.0 && *cell < head.0), "the head stands between the first two");
    assert!(cells[2..].iter().all(|cell| *cell > head.0 && *cell < foot.0));
}

/// A table of `rows` rows that asks to be turned.
fn turned(rows: usize) -> String {
    let row = |cell: &str| format!("| {} |\n", [cell; 9].join(" | "));
    format!("表：各年情况 {{.turned}}\n\n{}|{}\n{}", row("栏目"), "--|".repeat(9), row("内容").repeat(rows))
}

#[test]
fn tb3_a_turned_table_has_its_head_at_the_left_on_both_sides() {
    let chapter = format!("# 章\n\n前文。\n\n{}\n{TEXT}\n\n{}\n{TEXT}\n", turned(5), turned(4));
    let report = manuscript("", &[&chapter], &[]);
    let pages: Vec<&Page> = body_pages(&report).into_iter().filter(|page| page.turned.is_some()).collect();
    assert_eq!(pages.iter().map(|page| page.recto).collect::<Vec<_>>(), [false, true]);
    for page in pages {
        let turned = page.turned.as_ref().expect("it is turned");
        let origins = |line: &LineRecord| -> Vec<Point> {
            let items = &page.items[line.items.start as usize..line.items.end as usize];
            let runs = items.iter().filter_map(|item| match &item.draw {
                Draw::Glyphs(run) => Some((item, run)),
                _ => None,
            });
            let at = |item: &Item, x: Len| turned.on_page(Point { x: item.at.x + x, y: item.at.y });
            runs.flat_map(|(item, run)| run.glyphs.iter().map(move |glyph| at(item, glyph.x))).collect()
        };
        let of =
            |role: &str| page.lines.iter().filter(|line| line.role.name() == role).map(origins).collect::<Vec<_>>();
        let (captions, cells) = (of("caption"), of("cell"));
        // Lines lead up the page.
        for line in captions.iter().chain(&cells) {
            assert!(line.windows(2).all(|pair| pair[1].x == pair[0].x && pair[1].y < pair[0].y), "{line:?}");
        }
        // The caption stands left of the head, the head left of the rows.
        let (head, rows) = cells.split_at(9);
        assert!(captions[0][0].x < head[0][0].x && rows.iter().all(|cell| cell[0].x > head[0][0].x));
        // All of it keeps within the type area, and no text stands beside it.
        for at in captions.iter().chain(&cells).flatten() {
            assert!(at.x >= page.area.at.x && at.x <= page.area.right(), "{at:?}");
            assert!(at.y >= page.area.at.y && at.y <= page.area.bottom(), "{at:?}");
        }
        assert!(
            page.lines
                .iter()
                .all(|line| matches!(line.role, LineRole::Caption | LineRole::Cell | LineRole::Folio | LineRole::Head))
        );
    }
    // What comes after a turned table fills the page before it.
    let first = body_pages(&report)[0];
    assert!(first.lines.iter().filter(|line| line.role == LineRole::Paragraph).count() > 2);
}

#[test]
fn tb3_a_table_too_deep_to_be_turned_is_reported() {
    // Upright, its columns do not fit either.
    let report = manuscript("", &[&turned(20)], &["W502", "W512"]);
    assert!(report.pages.pages.iter().all(|page| page.turned.is_none()));
    manuscript("", &[&turned(5)], &[]);
}

#[test]
fn tb3_the_pdf_turns_it_by_a_quarter() {
    let report = made("", &[&turned(5)], &[], &[Output::Pdf]);
    let pdf = Pdf::read(&report.artifacts[0].bytes);
    let turns = pdf.pages().into_iter().filter(|page| {
        let quarter = |matrix: &Vec<f64>| matrix[0].abs() < 1e-6 && matrix[3].abs() < 1e-6;
        pdf.matrices(*page).iter().any(quarter)
    });
    assert_eq!(turns.count(), 1);
}

#[test]
fn tb3_the_notes_of_a_turned_table_stand_upright_on_its_page() {
    let table = "表：各年情况 {.turned}\n\n| 年度 | 产值 |\n|--|--|\n| 1991 | 3[^a] |\n\n[^a]: 表里的注。\n";
    let report = manuscript("", &[table], &[]);
    let (page, note) = lines_of(&report, "note")[0];
    let turned = page.turned.as_ref().expect("the table stands on the page of its note");
    assert!(turned.origin.y < note.baseline - note.adjust.em, "above the note");
    assert!(!turned.items.contains(&note.items.start));
}

/// The parts that a table of so many columns is set in: how many columns each has.
fn parts(report: &huoban::pipeline::Report) -> Vec<usize> {
    let mut rows: Vec<(u32, Len, usize)> = Vec::new();
    for (page, line) in lines_of(report, "cell") {
        match rows.last_mut() {
            Some(last) if (last.0, last.1) == (page.number, line.baseline) => last.2 += 1,
            _ => rows.push((page.number, line.baseline, 1)),
        }
    }
    // Heads and rows of one line each.
    rows.chunks(2).map(|pair| pair[0].2).collect()
}

/// Columns of two em that stand side by side in 20 em of the body.
const WHOLE: usize = 7;

#[test]
fn a_table_too_wide_is_divided_evenly() {
    for columns in [9, 12, 16, 17, 23, 40] {
        let row = |cell: &str| format!("|{}\n", (0..columns).map(|_| format!("{cell}|")).collect::<String>());
        let text = format!("{}|{}\n{}", row("列"), "---|".repeat(columns), row("一"));
        let report = manuscript("", &[&text], if columns > WHOLE { &["W502"] } else { &[] });
        let parts = parts(&report);
        assert_eq!(parts.iter().sum::<usize>(), columns);
        let (most, least) = (parts.iter().max().expect("parts"), parts.iter().min().expect("parts"));
        assert!(most - least <= 1, "{columns} columns in {parts:?}");
    }
    // Columns of unlike widths: no part is wider than it must be.
    let row = |cells: [&str; 6]| format!("| {} |\n", cells.join(" | "));
    let long = "abcdefghijklmnop";
    let text =
        format!("{}{}{}", row(["a", "b", "c", "d", "e", "f"]), row(["--"; 6]), row([long, long, "x", "x", "x", "x"]));
    assert_eq!(parts(&manuscript("", &[&text], &["W502"])).len(), 2);
}

#[test]
fn a_head_without_text_prints_no_band() {
    let empty = "|  |  |\n|--|--|\n| 甲 | 乙 |\n| 丙 | 丁 |\n";
    let report = made("", &[empty], &[], &[Output::Epub, Output::Pdf]);
    let page = body_pages(&report)[0];
    let mut rules: Vec<(Len, Len)> = page
        .items
        .iter()
        .filter_map(|item| match item.draw {
            Draw::Fill(size, _) => Some((item.at.y, size.height)),
            _ => None,
        })
        .collect();
    rules.sort_unstable();
    assert_eq!(rules.len(), 2, "no rule under a head that is not there: {rules:?}");
    let cells: Vec<Len> = lines_of(&report, "cell").iter().map(|(_, line)| line.baseline).collect();
    assert_eq!(cells.len(), 4);
    assert!(cells[0] - rules[0].0 < Len::pt(16), "the first row stands under the first rule");
    // Over pages it goes on without a band too.
    let long = format!("|  |  |\n|--|--|\n{}", "| 甲 | 乙 |\n".repeat(60));
    let report = manuscript("", &[&long], &[]);
    let thin = |page: &Page| {
        page.items.iter().filter(|item| matches!(item.draw, Draw::Fill(size, _) if size.height < Len::PT)).count()
    };
    let pages = body_pages(&report);
    assert!(pages.len() > 2);
    for page in &pages[..pages.len() - 1] {
        assert_eq!(thin(page), 1, "only the rule at the foot of page {}", page.label);
    }
}
