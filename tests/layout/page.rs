//! Pages: their depth, their grid, their sides, and where they end.

use crate::support::*;
use huoban::base::Len;
use huoban::display::{LineRole, Page};
use huoban::layout::lay_out;
use huoban::style::Theme;
use std::collections::BTreeMap;

#[test]
fn a_page_of_text_holds_every_line() {
    let mut make = Maker::default();
    let blocks = vec![make.para(&long(60))];
    let set = check(one(blocks, Vec::new()));
    assert!(set.pages.pages.len() > 3);
    for page in 0..set.pages.pages.len() - 2 {
        assert_eq!(set.on_page(page, "paragraph").len(), 28, "page {page}");
    }
}

#[test]
fn folios_stand_at_the_outer_edge_and_heads_keep_off_openings() {
    let mut make = Maker::default();
    let blocks = vec![make.head(1, Some("第一章"), "春日"), make.para(&long(60))];
    let set = check(one(blocks, Vec::new()));
    let folios: Vec<_> = (0..3).map(|page| set.on_page(page, "folio")[0].clone()).collect();
    let pages = &set.pages.pages;
    assert_eq!(folios[0].x1, pages[0].area.right());
    assert_eq!(folios[1].x0, pages[1].area.at.x);
    assert_eq!(pages[0].area.at.x, pages[1].size.width - pages[1].area.right());
    assert_eq!(pages.iter().map(|page| page.label.as_str()).take(3).collect::<Vec<_>>(), ["1", "2", "3"]);
    assert!(set.on_page(0, "head").is_empty());
    let head = |page: usize| {
        let line = set.on_page(page, "head")[0];
        set.text_of(&pages[page].items[line.items.start as usize..line.items.end as usize])
    };
    assert_eq!(head(1), "活版");
    assert_eq!(head(2), "第一章　春日");
}

#[test]
fn monsters_neither_panic_nor_hang() {
    let mut make = Maker::default();
    let title: String = "长".repeat(2_000);
    let blocks = vec![make.head(1, Some("第一章"), &title), make.para(&"字".repeat(300_000))];
    let set = check(one(blocks, Vec::new()));
    assert!(set.pages.pages.len() > 390);
    let mut make = Maker::default();
    let lists = (0..3_000).map(|_| make.list(None, vec!["一项"])).collect();
    check(one(lists, Vec::new()));
}

#[test]
fn a_page_of_one_short_line_still_ends() {
    let mut config = config();
    config.page.lines_per_page = 1;
    config.page.chars_per_line = 2;
    let mut make = Maker::default();
    let blocks = vec![
        make.head(1, Some("第一章"), "春日"),
        make.para("文字[1]文字"),
        make.table(3, 2, "内容"),
        make.figure("a.png", None, "图"),
        make.list(Some(1), vec!["甲", "乙"]),
    ];
    let notes = vec![make.note(1, &long(2))];
    let mut book = one(blocks, notes);
    book.images = picture(100, 100);
    let theme = Theme::of(&config);
    let (pages, _) = lay_out(&book, &theme, &FONTS);
    assert!(pages.pages.len() > 5);
}

/// Text of one paragraph with everything that stands above and below Han.
const BESIDE: &str = "[活字]{ruby=\"huó zì\"}印刷是[毕昇]{.name}的发明，[梦溪笔谈]{.title}里[有记载]{.dots}。";

#[test]
fn pg3_body_baselines_stand_on_one_grid_on_both_sides() {
    let mut text = String::new();
    for part in 0..6 {
        text += &format!("## 篇{part}\n\n{TEXT}\n\n## 节\n\n{TEXT}文字[^a{part}]。\n\n### 小节\n\n{TEXT}\n\n");
        text += &format!(
            "![园区的道路与树](a.svg \"园区\")\n\n> {TEXT}\n\n{TEXT}\n\n| 甲 | 乙 |\n|--|--|\n| 一 | 二 |\n\n{TEXT}\n\n"
        );
        text += &format!("- 一项\n- 二项\n\n{TEXT}\n\n***\n\n{TEXT}\n\n[^a{part}]: {TEXT}\n\n");
    }
    let report = manuscript("", &[&text], &[]);
    let mut sides = [0; 2];
    for (page, line) in lines_of(&report, "paragraph").into_iter().filter(|(_, line)| line.measure >= Len::pt(160)) {
        let from = line.baseline - page.area.at.y - Len::pt(10).scale(88, 100);
        let quoted = line.measure == Len::pt(160);
        assert!(quoted || from.0 % Len::pt(16).0 == 0, "page {}: {line:?}", page.label);
        sides[usize::from(page.recto)] += 1;
    }
    assert!(sides[0] > 40 && sides[1] > 40, "{sides:?}");
    let tops: Vec<Len> = body_pages(&report).iter().map(|page| page.area.at.y).collect();
    assert!(tops.windows(2).all(|pair| pair[0] == pair[1]), "the grid of facing pages is one");
}

#[test]
fn pg4_em3_what_stands_beside_han_opens_no_line() {
    let plain = "活字印刷是毕昇的发明，梦溪笔谈里有记载。";
    let lines = |text: &str| {
        let report = manuscript("", &[&text.repeat(60)], &[]);
        let pages = body_pages(&report);
        for page in &pages[1..pages.len() - 2] {
            let body: Vec<Len> =
                page.lines.iter().filter(|line| line.role == LineRole::Paragraph).map(|line| line.baseline).collect();
            assert_eq!(body.len(), 16, "page {}", page.label);
            assert!(body.windows(2).all(|pair| pair[1] - pair[0] == Len::pt(16)), "page {}", page.label);
        }
        pages.len()
    };
    assert_eq!(lines(BESIDE), lines(plain), "readings, dots and lines take no room of their own");
}

#[test]
fn pg5_the_default_pitch_lies_between_three_halves_and_two_em() {
    let report = manuscript("page: {size: 大32开}\n", &["文字。"], &[]);
    let page = report.config.expect("a configuration").page;
    assert!(page.line_pitch >= page.font_size.scale(3, 2) && page.line_pitch <= page.font_size * 2, "{page:?}");
    // Outside, the author is told.
    for pitch in ["14pt", "21pt"] {
        let more = format!("page: {{size: A5, font-size: 10pt, line-pitch: {pitch}}}\n");
        manuscript(&more, &["文字。"], &["W040"]);
    }
}

#[test]
fn pg6_the_inner_margin_is_the_same_on_facing_pages() {
    let more = "page: {size: 90mm x 130mm, font-size: 10pt, chars-per-line: 18, margins: {inner: 20mm, top: 15mm}}\n";
    let report = manuscript(more, &[&TEXT.repeat(20)], &[]);
    let page = report.config.as_ref().expect("a configuration").page.size;
    assert_eq!(page, huoban::base::Size { width: Len::from_mm(90.0), height: Len::from_mm(130.0) });
    for page in body_pages(&report) {
        assert_eq!(page.size.width, Len::from_mm(90.0));
        let inner = if page.recto { page.area.at.x } else { page.size.width - page.area.right() };
        assert_eq!((inner, page.area.at.y), (Len::from_mm(20.0), Len::from_mm(15.0)), "page {}", page.label);
        assert_eq!(page.area.size.width, Len::pt(180));
    }
}

#[test]
fn bt1_every_paragraph_is_indented_by_two_em() {
    let report =
        manuscript("", &[&format!("# 春日\n\n{TEXT}\n\n{TEXT}\n\n## 一节\n\n{TEXT}\n\n“春天来了。”{TEXT}\n")], &[]);
    let firsts: Vec<Len> = lines_of(&report, "paragraph")
        .iter()
        .filter(|(_, line)| line.index == 0)
        .map(|(page, line)| inset(page, line))
        .collect();
    // The last begins with an opening mark, whose ink stands at the indent (typography row PW-6).
    assert_eq!(firsts, [Len::pt(20), Len::pt(20), Len::pt(20), Len::pt(20)]);
    for (page, line) in lines_of(&report, "paragraph").iter().filter(|(_, line)| line.index > 0) {
        let trimmed = said(page, line).starts_with(['“', '《', '（']);
        assert!(trimmed || inset(page, line) == Len::ZERO, "{line:?}");
    }
}

#[test]
fn bt2_text_that_goes_on_after_a_display_is_not_indented() {
    let report = manuscript(
        "",
        &[
            "前面说到这张图，\n\n![园区的道路与树](a.svg \"园区\")\n\n就是它。\n{.continued}\n\n> 引文。\n\n如是而已。\n{.continued}\n\n另起一段。\n",
        ],
        &[],
    );
    let insets: Vec<(String, Len)> = lines_of(&report, "paragraph")
        .iter()
        .filter(|(_, line)| line.measure == Len::pt(200))
        .map(|(page, line)| (said(page, line), inset(page, line)))
        .collect();
    let wanted = [("前面说到这张图，", 20), ("就是它。", 0), ("如是而已。", 0), ("另起一段。", 20)];
    assert_eq!(insets, wanted.map(|(text, at)| (text.to_owned(), Len::pt(at))));
}

#[test]
fn bt3_no_space_parts_indented_paragraphs() {
    let report = manuscript("", &[&format!("{TEXT}\n\n").repeat(9)], &[]);
    for page in body_pages(&report) {
        let body: Vec<Len> =
            page.lines.iter().filter(|line| line.role == LineRole::Paragraph).map(|line| line.baseline).collect();
        assert!(body.windows(2).all(|pair| pair[1] - pair[0] == Len::pt(16)), "page {}", page.label);
    }
}

#[test]
fn wo3_the_last_page_of_a_chapter_holds_more_than_one_line() {
    // Chapters that end anywhere, with a paragraph of any length, with notes and without.
    let mut chapters = Vec::new();
    for note in ["", "[^a]\n\n[^a]: 一条注。\n"] {
        for last in 1..4 {
            for count in 5..23 {
                let last = "十九个字的一行文字刚好排满这一行的版心。".repeat(last);
                chapters.push(format!("# 章\n\n{}{last}{note}", "一行文字而已。\n\n".repeat(count)));
            }
        }
    }
    let chapters: Vec<&str> = chapters.iter().map(String::as_str).collect();
    let report = manuscript("", &chapters, &[]);
    let mut last: BTreeMap<u16, &Page> = BTreeMap::new();
    for (page, line) in lines_of(&report, "paragraph") {
        last.insert(line.node.chapter, page);
    }
    assert!(last.len() >= chapters.len());
    for (chapter, page) in last {
        let count = page.lines.iter().filter(|line| line.role == LineRole::Paragraph).count();
        assert!(count >= 2, "{count} line ends chapter {chapter}, on page {}", page.label);
    }
}

#[test]
fn pg7_the_body_is_set_in_wuhao_and_nothing_below_liuhao() {
    let text = format!(
        "{TEXT}[^a]\n\n## 节\n\n> {TEXT}\n\n![园区的道路与树](a.svg \"园区\")\n\n| 甲 | 乙 |\n|--|--|\n| 一 | 二 |\n\n\
         - 一项\n\n```\ncode\n```\n\n```verse\n诗一行\n```\n\n{TEXT}\n\n[^a]: {TEXT}\n"
    );
    let report = manuscript("page: {size: 大32开}\n", &[&text], &[]);
    let mut roles = BTreeMap::new();
    for page in &report.pages.pages {
        for line in &page.lines {
            roles.entry(line.role.name()).or_insert(line.adjust.em);
            // 六号 is 7.875 pt; readings and raised numbers, which belong to their text, are smaller.
            assert!(line.adjust.em.to_pt() >= 7.8 || line.adjust.em == Len::ZERO, "{line:?}");
        }
    }
    assert_eq!(roles["paragraph"], Len::from_pt(10.5), "五号");
    for role in ["note", "caption", "cell", "code", "verse", "heading", "contents", "folio"] {
        assert!(roles.contains_key(role), "{role} is missing: {roles:?}");
    }
}
