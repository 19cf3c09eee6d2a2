//! Calls of notes and their notes: one order in both editions, and on every page each mark at the foot called and each call
//! answered.

use crate::support::*;
use huoban::base::{Len, NodeId};
use huoban::config::Output;
use huoban::display::{Artifact, Draw, LineRole, Page, Role};
use huoban::pipeline::Report;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

/// A stream of numbers that is the same every time (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }
}

/// Markdown in which every call is that of a new note, or now and then of an earlier one.
struct Source {
    numbers: Numbers,
    /// Odds of an earlier note, in hundredths.
    again: usize,
    notes: usize,
}

impl Source {
    fn new(seed: u64, again: usize) -> Source {
        Source { numbers: Numbers(seed), again, notes: 0 }
    }

    fn call(&mut self) -> String {
        if self.notes > 0 && self.numbers.below(100) < self.again {
            return format!("[^n{}]", self.numbers.below(self.notes) + 1);
        }
        self.notes += 1;
        format!("[^n{}]", self.notes)
    }

    fn words(&mut self) -> String {
        "一些文字".repeat(1 + self.numbers.below(9))
    }

    /// Words that call a note in two cases of three.
    fn text(&mut self) -> String {
        let mut text = self.words();
        if self.numbers.below(3) > 0 {
            text += &self.call();
            text += &self.words();
        }
        text
    }

    /// A block of any kind that can call notes.
    fn block(&mut self, depth: usize) -> String {
        let title = |source: &mut Source| format!("题{}", source.call());
        match self.numbers.below(if depth > 1 { 5 } else { 12 }) {
            0 | 1 => self.text() + "。\n\n",
            2 => format!("```verse {}\n{}\n  {}\n\n{}\n```\n\n", title(self), self.text(), self.text(), self.text()),
            3 => format!("![画的是园区](a.svg \"{}\")\n\n", title(self)),
            4 | 5 => {
                let mut table = format!("| {} | {} |\n|--|--|\n", self.text(), self.text());
                for _ in 0..1 + self.numbers.below(4) {
                    table += &format!("| {} | {} |\n", self.text(), self.text());
                }
                match self.numbers.below(3) {
                    0 => format!("表：{}\n\n{table}\n", title(self)),
                    1 => format!("{table}\n表：{}\n\n", title(self)),
                    _ => table + "\n",
                }
            }
            6 => format!("## {}\n\n", title(self)),
            7 => {
                let terms = 1 + self.numbers.below(3);
                (0..terms).map(|_| format!("{}\n: {}\n: {}\n\n", self.text(), self.text(), self.text())).collect()
            }
            8 => {
                let items: String = (0..3).map(|_| format!("- {}\n  - {}\n", self.text(), self.text())).collect();
                items + "\n"
            }
            9 => self.block(depth + 1).lines().map(|line| format!("> {line}\n")).collect::<String>() + "\n",
            10 => {
                // A definition that holds blocks, another term after it.
                let inner: String = self.block(depth + 2).lines().map(|line| format!("    {line}\n")).collect();
                format!("{}\n: {}\n\n{inner}\n{}\n: {}\n\n", self.text(), self.text(), self.text(), self.text())
            }
            _ => format!("{}。\n{}\n\n", self.text(), self.text()),
        }
    }

    /// A chapter of so many blocks, whose title calls a note; its notes take up to so many lines.
    fn chapter(&mut self, blocks: usize, lines: usize) -> String {
        let mut text = format!("# 章{}\n\n", self.call());
        for _ in 0..blocks {
            text += &self.block(0);
        }
        for note in 1..=self.notes {
            let length = 1 + self.numbers.below(lines);
            text += &format!("[^n{note}]: 注{note}。{}\n", "注文不长不短正好一行字，".repeat(length - 1));
        }
        text
    }
}

/// The notes that a page calls, in the order of their first calls in the text, each with its mark.
fn called(report: &Report, page: &Page) -> Vec<(usize, String)> {
    let mut calls: Vec<(NodeId, usize, String)> = Vec::new();
    for (node, mark) in glyphs(page, |_| true) {
        let notes = &report.book.chapter(node.chapter).notes;
        if let Some(note) = notes.iter().position(|note| note.calls.contains(&node)) {
            calls.push((node, note, mark));
        }
    }
    calls.sort();
    let mut first: Vec<(usize, String)> = Vec::new();
    for (_, note, mark) in calls {
        match first.iter().find(|one| one.0 == note) {
            Some(one) => assert_eq!(one.1, mark, "one note has one mark on page {}", page.label),
            None => first.push((note, mark)),
        }
    }
    first
}

/// The notes that begin at the foot of a page, in order, each with its mark.
fn at_foot(report: &Report, page: &Page) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for line in page.lines.iter().filter(|line| line.role == LineRole::Note && line.index == 0) {
        let notes = &report.book.chapter(line.node.chapter).notes;
        if let Some(note) = notes.iter().position(|note| note.blocks[0].id == line.node) {
            let mark = said(page, line).split('注').next().expect("a mark").to_owned();
            found.push((note, mark));
        }
    }
    found
}

/// On every page each call has its note at the foot under its mark, and nothing else stands there; a page counts its notes
/// from 1 in the order of the text. Gives the number of notes that stand on more than one page.
fn each_mark_is_called(report: &Report) -> usize {
    let mut pages: BTreeMap<(u16, usize), usize> = BTreeMap::new();
    for page in body_pages(report) {
        let (called, foot) = (called(report, page), at_foot(report, page));
        let lines: Vec<String> = page.lines.iter().map(|line| format!("{} {}", line.role, said(page, line))).collect();
        assert_eq!(called, foot, "page {}: {lines:#?}", page.label);
        let mut marks: Vec<&String> = foot.iter().map(|(_, mark)| mark).collect();
        marks.dedup();
        assert_eq!(marks.len(), foot.len(), "page {}: {foot:?}", page.label);
        let chapter = page.lines.iter().map(|line| line.node.chapter).max().unwrap_or_default();
        for (note, _) in foot {
            *pages.entry((chapter, note)).or_default() += 1;
        }
    }
    pages.values().filter(|count| **count > 1).count()
}

/// The numbers of a chapter's notes in the EPUB, by what the notes say, in their order; and the order of the calls.
fn in_epub(report: &Report, chapter: usize) -> (Vec<(String, String)>, Vec<String>) {
    let made = report.artifacts.iter().find(|made| made.output == Output::Epub).expect("an EPUB");
    let mut zip = zip::ZipArchive::new(Cursor::new(&made.bytes)).expect("a zip");
    let mut text = String::new();
    let name = format!("EPUB/chapter-{:03}.xhtml", chapter + 1);
    zip.by_name(&name).expect("the chapter").read_to_string(&mut text).expect("text");
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(&text, options).expect("XML");
    let is = |node: &roxmltree::Node, role: &str| node.attribute("role") == Some(role);
    let all = |node: roxmltree::Node| -> String {
        node.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect()
    };
    let mut notes = Vec::new();
    let mut ids = BTreeMap::new();
    for note in document.descendants().filter(|node| is(node, "doc-footnote")) {
        let links = || note.descendants().filter(|node| is(node, "doc-backlink"));
        let mark = all(links().next().expect("a way back"));
        let said: String = all(note).chars().skip_while(|one| *one != '注').take_while(|one| *one != '。').collect();
        ids.insert(note.attribute("id").expect("an id").to_owned(), (mark.clone(), links().count()));
        for link in links() {
            let href = link.attribute("href").expect("an address").trim_start_matches('#');
            let call = document.descendants().find(|node| node.attribute("id") == Some(href)).expect("a call");
            assert!(is(&call, "doc-noteref"), "{href}");
        }
        notes.push((said, mark));
    }
    let mut calls = Vec::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for call in document.descendants().filter(|node| is(node, "doc-noteref")) {
        let href = call.attribute("href").expect("an address").trim_start_matches('#').to_owned();
        let mark = all(call);
        assert_eq!(ids[&href].0, mark, "a call shows the mark of its note");
        *counts.entry(href).or_default() += 1;
        if !calls.contains(&mark) {
            calls.push(mark);
        }
    }
    assert!(ids.iter().all(|(id, (_, links))| counts[id] == *links), "as many ways back as calls");
    (notes, calls)
}

#[test]
fn both_editions_number_notes_in_reading_order_whatever_calls_them() {
    for seed in 0..12 {
        let texts: Vec<String> = (0..3).map(|chapter| Source::new(seed * 3 + chapter, 20).chapter(14, 2)).collect();
        let chapters: Vec<&str> = texts.iter().map(String::as_str).collect();
        let more = "theme: {notes: chapter}\npage: {size: A5, chars-per-line: 24}\n";
        let report = made(more, &chapters, &["W502"; 0], &[Output::Epub]);
        let first = report.book.chapters.iter().position(|chapter| chapter.path.is_some()).expect("a chapter");
        for (index, text) in texts.iter().enumerate() {
            let (notes, calls) = in_epub(&report, index);
            let marks: Vec<&String> = notes.iter().map(|(_, mark)| mark).collect();
            assert_eq!(
                marks,
                calls.iter().collect::<Vec<_>>(),
                "notes stand in the order of their first calls: {text}"
            );
            let mut paper = Vec::new();
            for page in body_pages(&report) {
                for line in page.lines.iter().filter(|line| line.role == LineRole::Note && line.index == 0) {
                    if usize::from(line.node.chapter) == first + index {
                        let said = said(page, line);
                        let (mark, rest) = said.split_at(said.find('注').expect("a note"));
                        paper.push((rest.split('。').next().unwrap_or_default().to_owned(), mark.to_owned()));
                    }
                }
            }
            paper.sort();
            paper.dedup();
            let mut notes = notes;
            notes.sort();
            assert_eq!(notes, paper, "{text}");
        }
        each_mark_is_called(&report);
    }
}

#[test]
fn fn2_a_note_is_set_again_on_every_page_that_calls_it() {
    let mut again = 0;
    for seed in 0..24 {
        let text = Source::new(1000 + seed, 40).chapter(40, 4);
        let report = manuscript("page: {size: A5, chars-per-line: 24}\n", &[&text], &[]);
        again += each_mark_is_called(&report);
        for page in body_pages(&report) {
            let marks: Vec<String> = at_foot(&report, page).into_iter().map(|(_, mark)| mark).collect();
            let mut sorted = marks.clone();
            sorted.sort();
            assert_eq!(marks, sorted, "page {}", page.label);
        }
    }
    assert!(again > 40, "{again} notes stand on several pages");
}

#[test]
fn a_call_leads_to_the_note_on_its_own_page() {
    let text = Source::new(7, 60).chapter(40, 2);
    let report = manuscript("", &[&text], &[]);
    let mut repeats = 0;
    for (index, page) in (0..).zip(&report.pages.pages) {
        for line in page.lines.iter().filter(|line| line.role == LineRole::Note && line.index == 0) {
            let notes = &report.book.chapter(line.node.chapter).notes;
            let note = notes.iter().find(|note| note.blocks[0].id == line.node).expect("a note");
            assert_eq!(report.pages.place(note.id, index).expect("a place").0, index);
            let items = &page.items[line.items.start as usize..line.items.end as usize];
            let artifact = items.iter().any(|item| item.role == Role::Artifact(Artifact::RepeatedNote));
            repeats += usize::from(artifact);
        }
    }
    assert!(repeats > 3, "{repeats} notes are set again");
}

#[test]
fn tb2_neither_a_repeated_head_nor_a_running_head_nor_the_contents_call_a_note() {
    let rows = "| 一 | 二 |\n".repeat(60);
    let text =
        format!("# 题[^a]目\n\n| 甲[^b]栏 | 乙栏[^c] |\n|--|--|\n{rows}\n\n[^a]: 注一。\n[^b]: 注二。\n[^c]: 注三。\n");
    let report = manuscript("", &[&text], &[]);
    assert_eq!(each_mark_is_called(&report), 0, "no note stands twice");
    let mut heads = 0;
    for page in body_pages(&report) {
        let head: String = page
            .items
            .iter()
            .filter(|item| item.role == Role::Artifact(Artifact::RepeatedHead))
            .filter_map(|item| match &item.draw {
                Draw::Glyphs(run) => Some(run.text.as_str()),
                _ => None,
            })
            .collect();
        if !head.is_empty() {
            heads += 1;
            assert!(head.ends_with("甲栏乙栏"), "{head}");
        }
    }
    assert!(heads > 1);
    let every = |role: &str| -> Vec<String> {
        let pages = report.pages.pages.iter();
        pages
            .flat_map(|page| page.lines.iter().filter(|line| line.role.name() == role).map(|line| said(page, line)))
            .collect()
    };
    assert!(every("contents").iter().all(|line| line == "第一章题目"), "{:?}", every("contents"));
    let heads = every("head");
    assert!(
        heads.iter().any(|line| line.contains("题目")) && heads.iter().all(|line| !line.contains('①')),
        "{heads:?}"
    );
}

/// How much of a page stays empty between its text and its notes, or its foot.
fn blank(page: &Page) -> Len {
    let em = Len::pt(10);
    let body = page
        .lines
        .iter()
        .filter(|line| !line.role.is_margin() && line.role != LineRole::Note)
        .map(|line| line.baseline);
    let notes = page.lines.iter().filter(|line| line.role == LineRole::Note).map(|line| line.baseline - line.adjust.em);
    let foot = body.max().unwrap_or(page.area.at.y) + em.scale(12, 100);
    notes.min().unwrap_or(page.area.bottom()) - foot
}

#[test]
fn fn1_a_line_with_several_notes_stays_where_it_stands_however_long_they_are() {
    // Wherever on the page the line stands: the first note goes on over pages, the second follows it.
    let line = "这一行有注[^a]，再来一个[^b]。";
    for before in 0..13 {
        for (first, second) in [(60, 1), (60, 60), (40, 12), (25, 25)] {
            let notes = ["a", "b"].into_iter().zip([first, second]);
            let notes: String = notes
                .map(|(name, lines)| {
                    format!("[^{name}]: 注{name}。{}\n", "一行注文字数正好够一行再多一点儿的".repeat(lines))
                })
                .collect();
            let text =
                format!("# 章\n\n{}{line}\n\n{}\n\n{notes}", "一行文字而已。\n\n".repeat(before), TEXT.repeat(12));
            let report = manuscript("", &[&text], &[]);
            let pages = body_pages(&report);
            let bare = text.split("[^a]: ").next().expect("text").replace("[^a]", "").replace("[^b]", "");
            let bare = manuscript("", &[&bare], &[]);
            let place = |report: &Report| {
                let lines = lines_of(report, "paragraph");
                let (page, line) =
                    *lines.iter().find(|(page, line)| said(page, line).contains("一行有注")).expect("the line");
                (page.label.clone(), line.baseline, page.area.bottom() - line.baseline)
            };
            // It goes on to the next page only where two lines of each of its notes find no room below it.
            let (found, wanted) = (place(&report), place(&bare));
            let stays = wanted.2 > Len::pt(60);
            assert_eq!(
                (found.0 == wanted.0, found.1 == wanted.1),
                (stays, stays),
                "after {before} lines, {first} and {second}"
            );
            for page in &pages[..pages.len() - 2] {
                assert!(blank(page) < page.area.size.height / 3, "{:?} of page {} are empty", blank(page), page.label);
            }
            // Both begin on the page that calls them.
            each_mark_is_called(&report);
        }
    }
}

#[test]
fn tb3_the_notes_of_a_turned_table_begin_on_its_page() {
    let mut turned = 0;
    for seed in 0..16 {
        let mut source = Source::new(2000 + seed, 10);
        let mut text = "# 章\n\n".to_owned();
        for table in 0..4 {
            text += &(source.text() + "。\n\n");
            text += &format!("表：题{} {{.turned}}\n\n| 甲 | {} |\n|--|--|\n", source.call(), source.text());
            for _ in 0..1 + source.numbers.below(5) {
                text += &format!("| {} | {} |\n", source.text(), source.text());
            }
            text += &format!("\n又一段{}，{}。\n\n", table, source.text());
        }
        for note in 1..=source.notes {
            let lines = [1, 1, 2, 3, 3, 9, 30][source.numbers.below(7)];
            text += &format!("[^n{note}]: 注{note}。{}\n", "一行注文字数正好够一行再多一点儿的".repeat(lines));
        }
        // Tables that are too deep to be turned stand upright: that is told, and holds for them as well.
        let report = made_any("", &[&text], &[]);
        each_mark_is_called(&report);
        turned += body_pages(&report)
            .iter()
            .filter(|page| page.turned.is_some() && !at_foot(&report, page).is_empty())
            .count();
    }
    assert!(turned > 8, "{turned} turned tables stand over their notes");
}

#[test]
fn no_page_but_the_last_stays_empty_for_its_notes() {
    // Lines that call any number of notes of any length. Only short notes, which are not parted from their line, may take a
    // line or two with them to the next page.
    for seed in 0..24 {
        let mut source = Source::new(500 + seed, 10);
        let mut text = "# 章\n\n".to_owned();
        for _ in 0..12 {
            text += &source.words();
            for _ in 0..source.numbers.below(4) {
                text += &format!("{}{}", source.call(), source.words());
            }
            text += "。\n\n";
        }
        for note in 1..=source.notes {
            let lines = [1, 1, 1, 1, 2, 9, 15, 30, 50][source.numbers.below(9)];
            text += &format!("[^n{note}]: 注{note}。{}\n", "一行注文字数正好够一行再多一点儿的".repeat(lines));
        }
        let report = manuscript("", &[&text], &[]);
        let pages = body_pages(&report);
        let told = |page: &&Page| page.lines.iter().any(|line| line.role == LineRole::Paragraph);
        let last = pages.iter().rposition(told).expect("text");
        for page in &pages[..last] {
            assert!(
                blank(page) < page.area.size.height.scale(2, 3),
                "seed {seed}: {:?} of page {}",
                blank(page),
                page.label
            );
            assert!(told(page), "seed {seed}: page {}", page.label);
        }
        each_mark_is_called(&report);
        let settings = lines_of(&report, "note").into_iter().filter(|(_, line)| line.last).count();
        assert!(
            settings >= report.book.chapters.last().expect("a chapter").notes.len(),
            "every note is set to its end"
        );
    }
}
