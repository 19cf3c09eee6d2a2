//! Contents, and the order of the book's pages.

use crate::reader::Pdf;
use crate::support::*;
use huoban::base::Len;
use huoban::base::NodeId;
use huoban::config::Output;
use huoban::display::{Artifact, Draw, LineRole, Role};
use huoban::model::{Block, BlockKind, ChapterRole, ContentsEntry};
use huoban::pipeline::{Report, Request, build};
use huoban::source::MemoryWorld;
use std::path::PathBuf;

#[test]
fn front_matter_counts_in_roman_and_the_body_begins_on_a_recto() {
    let mut chapters = Vec::new();
    let mut make = Maker::default();
    let title = make.para("活版");
    chapters.push(chapter(ChapterRole::HalfTitle, "", vec![title], Vec::new()));
    make = Maker { chapter: 1, next: 0 };
    let blocks = ["活版", "一本书", "某某 著", "出版社"].map(|text| make.para(text));
    let classes = ["title", "subtitle", "author", "publisher"];
    let blocks = blocks.into_iter().zip(classes).map(|(block, class)| Block { classes: vec![class.into()], ..block });
    chapters.push(chapter(ChapterRole::TitlePage, "", blocks.collect(), Vec::new()));
    make = Maker { chapter: 2, next: 0 };
    let blocks = vec![make.para("书名：活版")];
    chapters.push(chapter(ChapterRole::Imprint, "", blocks, Vec::new()));
    make = Maker { chapter: 3, next: 0 };
    let entry = |make: &mut Maker, chapter: u16, title: &str| ContentsEntry {
        id: make.id(),
        folio_id: make.id(),
        target: NodeId { chapter, index: 0 },
        level: 1,
        number: Some("第一章".to_owned()),
        title: title.to_owned(),
    };
    let heading = make.head(1, None, "目录");
    let entries = vec![entry(&mut make, 4, "春日"), entry(&mut make, 5, &long(1))];
    let contents = make.block(|_| BlockKind::Contents(entries));
    chapters.push(chapter(ChapterRole::Contents, "目录", vec![heading, contents], Vec::new()));
    for index in 4..6 {
        make = Maker { chapter: index, next: 0 };
        let blocks = vec![make.head(1, Some("第一章"), "春日"), make.para(&long(30))];
        chapters.push(chapter(ChapterRole::Body, "春日", blocks, Vec::new()));
    }
    let set = check(book(chapters));
    let pages = &set.pages.pages;
    let labels: Vec<&str> = pages.iter().map(|page| page.label.as_str()).collect();
    assert_eq!(labels[..9], ["i", "ii", "iii", "iv", "v", "vi", "1", "2", "3"]);
    assert!(pages.iter().enumerate().all(|(index, page)| page.recto == (index % 2 == 0)));
    // Half-title, title page and imprint carry no folio, blank pages nothing at all.
    for page in [0, 2, 3] {
        assert!(set.on_page(page, "folio").is_empty(), "page {page}");
        assert!(!pages[page].items.is_empty(), "page {page}");
    }
    assert!(pages[1].items.is_empty() && pages[5].items.is_empty());
    // Folios of the contents are flush right and say where the chapters are.
    let folios = set.on_page(4, "contents-folio");
    let texts: Vec<String> = folios
        .iter()
        .map(|line| set.text_of(&pages[4].items[line.items.start as usize..line.items.end as usize]))
        .collect();
    let second = &pages[set.place(NodeId { chapter: 5, index: 0 })].label;
    assert_eq!(texts, ["1", second.as_str()]);
    assert!(folios.iter().all(|line| line.x1 == pages[4].area.right()));
    let titles = set.on_page(4, "contents");
    assert!(titles.len() > 2 && titles.iter().all(|line| line.x1 <= folios[0].x0 - set.theme.em));
}

/// A book with parts, sections and chapters of every kind.
fn whole_book(outputs: &[Output]) -> Report {
    let yaml = "title: 活版\nlanguage: zh-Hans\nslug: m\nfront: [preface.md]\nback: [after.md]\n\
                chapters:\n  - part: 上篇\n    chapters: [a.md, b.md]\n  - part: 下篇\n    chapters: [c.md]\n\
                page: {size: 90mm x 130mm, font-size: 10pt, line-pitch: 16pt, chars-per-line: 20, lines-per-page: 16}\n";
    let mut world = MemoryWorld::new().with("book.yaml", yaml);
    for (name, title) in [("a", "春日"), ("b", "一个长得一行排不下必须转行的章名才看得出折行"), ("c", "冬日")]
    {
        let text = format!("# {title}\n\n{}\n\n## 麦田\n\n{}\n\n## 道路\n\n文。\n", long(3), long(4));
        world = world.with(&format!("{name}.md"), text);
    }
    world = world.with("preface.md", "# 序\n\n文。\n").with("after.md", "# 后记\n\n文。\n");
    let fonts = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let outputs = Some(outputs.to_vec());
    let request = Request { outputs, pages: true, font_directories: vec![fonts], ..Request::default() };
    let report = build(&world, &request);
    assert!(report.diagnostics.is_empty(), "{:?}", report.diagnostics);
    report
}

/// The lines of the contents as a reader sees them: how far in, the text, and the folio.
fn contents_of(report: &Report) -> Vec<(Len, String, String)> {
    let mut entries: Vec<(Len, String, String)> = Vec::new();
    for page in &report.pages.pages {
        for line in &page.lines {
            match line.role {
                LineRole::Contents if line.index == 0 => {
                    entries.push((inset(page, line), said(page, line), String::new()))
                }
                LineRole::Contents => entries.last_mut().expect("an entry").1 += &said(page, line),
                LineRole::ContentsFolio => entries.last_mut().expect("an entry").2 = said(page, line),
                _ => {}
            }
        }
    }
    entries
}

#[test]
fn tc2_leader_dots_stand_in_columns_and_are_no_text() {
    let report = whole_book(&[]);
    let pages =
        || report.pages.pages.iter().filter(|page| page.lines.iter().any(|line| line.role == LineRole::Contents));
    let leaders: Vec<(Len, Len, u32)> = pages()
        .flat_map(|page| page.items.iter().map(move |item| (page, item)))
        .filter_map(|(page, item)| match item.draw {
            Draw::Dots { count, pitch, .. } => {
                assert_eq!(item.role, Role::Artifact(Artifact::Layout));
                Some((item.at.x - page.area.at.x, pitch, count))
            }
            _ => None,
        })
        .collect();
    assert!(leaders.len() > 6, "{leaders:?}");
    let (x, pitch, _) = leaders[0];
    for (at, step, count) in &leaders {
        assert!(*step == pitch && (*at - x).0 % pitch.0 == 0 && *count > 1, "{leaders:?}");
    }
    let texts: String = pages().flat_map(|page| page.lines.iter().map(move |line| said(page, line))).collect();
    assert!(!texts.contains(['…', '·', '．']), "{texts}");
}

#[test]
fn tc3_contents_bookmarks_and_navigation_say_the_same() {
    let report = whole_book(&[Output::Epub, Output::Pdf]);
    let entries = contents_of(&report);
    assert!(entries.len() > 9, "{entries:?}");
    // Indents are whole em.
    assert!(entries.iter().all(|(at, _, _)| at.0 % Len::pt(10).0 == 0), "{entries:?}");
    let file = |output: Output| {
        let made = report.artifacts.iter().find(|made| made.output == output).expect("made");
        made.bytes.as_slice()
    };
    let bare = |text: &str| text.chars().filter(|one| !one.is_whitespace()).collect::<String>();
    // The contents are bookmarked and do not list themselves.
    let itself = |title: &str| title == "目录";
    // The bookmarks, with the label of the page that each leads to.
    let pages = &report.pages.pages;
    let pdf = Pdf::read(file(Output::Pdf));
    // A cover stands before the pages of the book.
    let cover = pdf.pages().len() - pages.len();
    let bookmarks: Vec<(usize, String, String)> = pdf
        .outline()
        .lines()
        .map(|line| {
            let (title, page) = line.rsplit_once(" → ").expect("a page");
            let depth = title.len() - title.trim_start_matches(' ').len();
            (depth / 2, bare(title), pages[page.parse::<usize>().expect("an index") - cover].label.clone())
        })
        .filter(|(_, title, _)| !itself(title))
        .collect();
    let seen: Vec<(String, String)> = entries.iter().map(|(_, title, folio)| (bare(title), folio.clone())).collect();
    let told: Vec<(String, String)> =
        bookmarks.iter().map(|(_, title, folio)| (title.clone(), folio.clone())).collect();
    assert_eq!(seen, told);
    // The navigation of the EPUB: the same titles at the same depths.
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(file(Output::Epub))).expect("a zip");
    let nav = std::io::read_to_string(zip.by_name("EPUB/nav.xhtml").expect("the navigation")).expect("text");
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    let nav = roxmltree::Document::parse_with_options(&nav, options).expect("sound XML");
    let toc = nav.descendants().find(|node| node.attribute("id") == Some("toc")).expect("the contents");
    let listed: Vec<(usize, String)> = toc
        .descendants()
        .filter(|node| node.has_tag_name("li") || node.tag_name().name() == "li")
        .map(|item| {
            let depth = item.ancestors().filter(|node| node.tag_name().name() == "li").count() - 1;
            let link = item.children().find(|node| node.is_element()).expect("a line");
            let text: String = link.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect();
            (depth, bare(&text))
        })
        .filter(|(_, title)| !itself(title))
        .collect();
    let marks: Vec<(usize, String)> = bookmarks.iter().map(|(depth, title, _)| (*depth, title.clone())).collect();
    assert_eq!(listed, marks);
}
