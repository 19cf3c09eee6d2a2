//! What poppler and mupdf read out of the file is the text of the manuscript, all of it, once, in its order.

use crate::books::{BOOKS, Made, TWO};
use crate::common::Judge;
use huoban::display::{Draw, Page};
use huoban::model::{Block, BlockKind, Chapter, Inline, InlineKind};

/// Without blanks, which a line has or has not, and without the hyphens at line ends, which no manuscript has.
fn bare(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '\u{AD}' | '\u{C}')).collect()
}

/// The author's words in reading order: what stands in the files, without the numbers and marks that the tool adds. A
/// note stands behind its first call.
struct Words<'a> {
    chapter: &'a Chapter,
    told: Vec<bool>,
    words: Vec<String>,
}

impl<'a> Words<'a> {
    fn of(chapter: &'a Chapter) -> Vec<String> {
        let mut words = Words { chapter, told: vec![false; chapter.notes.len()], words: Vec::new() };
        chapter.blocks.iter().for_each(|block| words.block(block));
        words.words
    }

    fn add(&mut self, text: &str) {
        let text = bare(text);
        if !text.is_empty() {
            self.words.push(text);
        }
    }

    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } => self.inlines(content),
            BlockKind::Figure(figure) => self.inlines(&figure.caption),
            BlockKind::Quote(blocks) => blocks.iter().for_each(|block| self.block(block)),
            BlockKind::Verse(lines) => lines.iter().for_each(|line| self.inlines(line)),
            BlockKind::List { items, .. } => items.iter().flat_map(|item| &item.blocks).for_each(|one| self.block(one)),
            BlockKind::Definitions(entries) => {
                for entry in entries {
                    self.inlines(&entry.term);
                    entry.definitions.iter().flat_map(|(_, blocks)| blocks).for_each(|block| self.block(block));
                }
            }
            BlockKind::Code { text, .. } => text.lines().for_each(|line| self.add(line)),
            BlockKind::Table(table) => {
                self.inlines(&table.caption);
                let rows = std::iter::once(&table.head).chain(&table.rows);
                rows.flat_map(|row| &row.cells).for_each(|cell| self.inlines(&cell.content));
            }
            BlockKind::Math(source) => self.add(source),
            BlockKind::Break | BlockKind::Contents(_) => {}
        }
    }

    fn inlines(&mut self, inlines: &'a [Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Math(text) => self.add(text),
                InlineKind::Styled(_, children) | InlineKind::Lang(_, children) | InlineKind::Link(_, children) => {
                    self.inlines(children);
                }
                InlineKind::Ruby(base, reading) => {
                    self.inlines(base);
                    self.add(reading);
                }
                InlineKind::NoteCall(note) => self.note(*note as usize),
                InlineKind::Image { .. } | InlineKind::HardBreak => {}
            }
        }
    }

    fn note(&mut self, note: usize) {
        if !std::mem::replace(&mut self.told[note], true) {
            self.chapter.notes[note].blocks.iter().for_each(|block| self.block(block));
        }
    }
}

/// What the tool adds between the author's words: numbers of chapters, figures and notes, labels of lists, the marks of
/// a break.
fn is_added(gap: &str) -> bool {
    const LETTERS: &str = "第章节篇图表附录一二三四五六七八九十百ABCDE-.．（）●○■□☑☐◆–—·＊*0123456789";
    let circled = |letter: char| ('①'..='⑳').contains(&letter);
    gap.chars().count() <= 24 && gap.chars().all(|letter| LETTERS.contains(letter) || circled(letter))
}

/// Asks that the author's words stand in `text` one behind the other, with nothing but what the tool adds between them.
/// None is where generated pages stand.
fn follow(name: &str, mut text: &str, words: &[Option<String>]) {
    let mut behind = "the beginning";
    let mut generated = false;
    for (index, word) in words.iter().enumerate() {
        let Some(word) = word else {
            generated = true;
            continue;
        };
        let next = words[index + 1..].iter().flatten().next().map_or("", String::as_str);
        let place = if std::mem::take(&mut generated) { opening(text, word, next) } else { text.find(word.as_str()) };
        let place = place.unwrap_or_else(|| panic!("{name}: “{word}” is missing behind “{behind}”"));
        let gap = &text[..place];
        let before_is_generated = index > 0 && words[index - 1].is_none();
        assert!(before_is_generated || is_added(gap), "{name}: between “{behind}” and “{word}” stands “{gap}”");
        text = &text[place + word.len()..];
        behind = word;
    }
    assert!(is_added(text), "{name}: behind the last word stands “{text}”");
}

/// Where `word` stands with `next` close behind it: the title of a chapter also stands in the contents.
fn opening(text: &str, word: &str, next: &str) -> Option<usize> {
    let is_it = |place: usize| {
        let rest = &text[place + word.len()..];
        rest.find(next).is_some_and(|gap| is_added(&rest[..gap]))
    };
    text.match_indices(word).map(|(place, _)| place).find(|place| is_it(*place))
}

/// The text of the structure in its order, as poppler reads it, without the words inside pictures.
fn structure_by_poppler(poppler: &Judge, made: &Made) -> String {
    let (code, told) = poppler.says(["-struct-text".as_ref(), made.path.as_os_str()]);
    assert_eq!(code, 0, "{told}");
    let mut text = String::new();
    let mut open: Vec<(usize, bool)> = Vec::new();
    for line in told.lines() {
        let line_text = line.trim_start();
        let indent = line.len() - line_text.len();
        open.retain(|(outer, _)| *outer < indent);
        match line_text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            Some(leaf) if open.last().is_none_or(|(_, figure)| !figure) => text.push_str(leaf),
            Some(_) => {}
            None => open.push((indent, line_text.starts_with("Figure"))),
        }
    }
    bare(&text)
}

#[test]
fn poppler_reads_the_manuscript_in_its_order() {
    let Some(poppler) = Judge::program("pdfinfo") else { return };
    for made in BOOKS.iter() {
        let mut words = Vec::new();
        for chapter in &made.report.book.chapters {
            if chapter.role.is_generated() {
                words.push(None);
            } else {
                words.extend(Words::of(chapter).into_iter().map(Some));
            }
        }
        assert!(words.len() > 2);
        follow(made.name, &structure_by_poppler(&poppler, made), &words);
    }
}

/// Poppler is what catalogues and viewers read files with; what it has to complain of stands in the log of each.
#[test]
fn poppler_complains_of_no_file() {
    let Some(poppler) = Judge::program("pdfinfo") else { return };
    // It knows no elements of PDF 2.0, so that it is asked for the structure of the others alone.
    let whole = BOOKS.iter().map(|made| (made, "-struct"));
    for (made, asked) in whole.chain(TWO.iter().map(|made| (made, "-dests"))) {
        let (code, told) = poppler.says([asked.as_ref(), made.path.as_os_str()]);
        let complaints: Vec<&str> =
            told.lines().filter(|line| line.contains("Error") || line.contains("Warning")).collect();
        assert_eq!((code, complaints), (0, Vec::new()), "{}", made.name);
    }
}

#[test]
#[should_panic(expected = "stands “乙”")]
fn a_word_too_many_is_found() {
    follow("", "1.甲乙丙", &["甲", "丙"].map(|word| Some(word.to_owned())));
}

#[test]
#[should_panic(expected = "stands “甲”")]
fn words_out_of_order_are_found() {
    follow("", "甲乙丙", &["乙", "甲", "丙"].map(|word| Some(word.to_owned())));
}

/// What the display list says that a page shows, in the order of painting.
fn painted(page: &Page) -> String {
    let runs = page.items.iter().filter_map(|item| match &item.draw {
        Draw::Glyphs(run) => Some(run.text.as_str()),
        _ => None,
    });
    bare(&runs.collect::<String>())
}

/// Whether a drawing on the page has words of its own, which the display list does not know.
fn has_drawing(page: &Page) -> bool {
    page.items
        .iter()
        .any(|item| matches!(&item.draw, Draw::Picture(path, _) if path.extension() == Some("svg".as_ref())))
}

/// Two readers that share no code with the writer find on every page what was painted there.
#[test]
fn poppler_and_mupdf_read_every_page() {
    let (Some(poppler), Some(mupdf)) = (Judge::program("pdftotext"), Judge::program("mutool")) else { return };
    let (mut pages, mut compared) = (0, 0);
    for made in BOOKS.iter() {
        let [out, other] = ["poppler.txt", "mupdf.txt"].map(|name| made.path.with_extension(name));
        let (code, told) = poppler.says(["-raw".as_ref(), made.path.as_os_str(), out.as_os_str()]);
        assert_eq!(code, 0, "{told}");
        let arguments = ["draw", "-q", "-F", "txt", "-o"].map(AsRef::as_ref);
        let (code, told) = mupdf.says(arguments.into_iter().chain([other.as_os_str(), made.path.as_os_str()]));
        assert_eq!(code, 0, "{told}");
        let [poppler, mupdf] = [out, other].map(|path| std::fs::read_to_string(path).expect("a text"));
        let split = |text: &str| text.split('\u{C}').map(bare).collect::<Vec<_>>();
        let (poppler, mupdf) = (split(&poppler), split(&mupdf));
        let all = &made.report.pages;
        for (index, page) in all.cover.iter().chain(&all.pages).enumerate() {
            pages += 1;
            if has_drawing(page) {
                continue;
            }
            compared += 1;
            let expected = painted(page);
            assert_eq!(poppler[index], expected, "{}, page {}, by poppler", made.name, index + 1);
            assert_eq!(mupdf[index], expected, "{}, page {}, by mupdf", made.name, index + 1);
        }
    }
    assert!(compared * 10 > pages * 7, "{compared} of {pages} pages were compared");
}
