use super::once::once_a_chapter;
use crate::diagnostics::{self, Diagnostic, Fix, Place};
use crate::model::{Block, BlockKind, Book, InlineKind, NodeId, walk_block, walk_inlines};
use crate::source::{SourceMap, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Turns places that name nodes into places in source files, and those that name a picture into the place that shows it
/// first; puts the findings in order, and each only once: what is wrong with a picture is wrong in every file, and a
/// character that no font has is told once a chapter.
///
/// Takes time in proportion to the book and the findings together: the book is walked once, whatever is looked for.
pub(super) fn settle(diagnostics: &mut Vec<Diagnostic>, book: &Book, sources: &SourceMap) {
    once_a_chapter(diagnostics, book);
    let wanted = Wanted::of(diagnostics, book);
    let found = wanted.find(book, sources, &mut || ());
    for diagnostic in diagnostics.iter_mut() {
        found.settle(&mut diagnostic.place, book);
        diagnostic.also.iter_mut().for_each(|place| found.settle(place, book));
        // A place that cannot be shown says nothing.
        let main = &diagnostic.place;
        diagnostic.also.retain(|place| place != &Place::Book && place != main);
        diagnostic.fix = diagnostic.fix.take().and_then(|fix| found.settle_fix(fix, sources));
    }
    diagnostics::sort(diagnostics, sources);
}

/// What is to be found in the book.
#[derive(Default)]
struct Wanted {
    /// Byte offsets in the texts of nodes.
    characters: BTreeMap<NodeId, BTreeSet<u32>>,
    pictures: BTreeSet<PathBuf>,
}

/// Where it stands. What is not in the source letter by letter has no place here.
#[derive(Default)]
struct Found {
    characters: BTreeMap<(NodeId, u32), Located>,
    /// The nodes that show the pictures first.
    pictures: BTreeMap<PathBuf, NodeId>,
}

/// A character of a node in its source.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Located {
    span: Span,
    /// Whether nothing but markup stands between the letters up to here: then it is this very character. Otherwise (an
    /// entity stands for a letter) it is one that looks the same.
    is_exact: bool,
}

impl Found {
    /// Turns a place into one in a source file, where it can.
    fn settle(&self, place: &mut Place, book: &Book) {
        match place {
            Place::Node(node, offset) => {
                let character = self.characters.get(&(*node, *offset)).map(|located| located.span);
                *place = character.or_else(|| book.span(*node)).map_or(Place::Book, Place::Span);
            }
            Place::File(path) => {
                if let Some(span) = self.pictures.get(path).and_then(|node| book.span(*node)) {
                    *place = Place::Span(span);
                }
            }
            Place::Book | Place::Span(_) => {}
        }
    }

    /// The fix with places in source files; none when a place is not exactly known or does not hold what it should.
    fn settle_fix(&self, mut fix: Fix, sources: &SourceMap) -> Option<Fix> {
        for one in &mut fix.replacements {
            let Place::Node(node, offset) = one.place else { continue };
            let located = self.characters.get(&(node, offset)).filter(|located| located.is_exact)?;
            let text = sources.text(located.span.file);
            let mut start = located.span.start as usize;
            // A backslash that takes the meaning of a mark goes with it: before any other it would be printed.
            let backslashes = text[..start].bytes().rev().take_while(|byte| *byte == b'\\').count();
            let end = start + one.expected.len();
            if backslashes % 2 == 1 {
                start -= 1;
                one.expected.insert(0, '\\');
            }
            one.place = Place::Span(Span::new(located.span.file, start, end));
        }
        fix.settled(sources)
    }
}

impl Wanted {
    fn of(diagnostics: &[Diagnostic], book: &Book) -> Wanted {
        let mut wanted = Wanted::default();
        for diagnostic in diagnostics {
            let replaced = diagnostic.fix.iter().flat_map(|fix| &fix.replacements).map(|one| &one.place);
            for place in std::iter::once(&diagnostic.place).chain(&diagnostic.also).chain(replaced) {
                wanted.add(place, book);
            }
        }
        wanted
    }

    fn add(&mut self, place: &Place, book: &Book) {
        match place {
            Place::Node(node, offset) => {
                self.characters.entry(*node).or_default().insert(*offset);
            }
            Place::File(path) if book.images.contains_key(path) => {
                self.pictures.insert(path.clone());
            }
            Place::Book | Place::File(_) | Place::Span(_) => {}
        }
    }

    /// Walks the chapters in which something may stand. `step` is called for every node and every letter looked at.
    fn find(&self, book: &Book, sources: &SourceMap, step: &mut dyn FnMut()) -> Found {
        let mut found = Found::default();
        for (index, chapter) in book.chapters.iter().enumerate() {
            let Ok(index) = u16::try_from(index) else { break };
            let nodes = NodeId { chapter: index, index: 0 }..=NodeId { chapter: index, index: u32::MAX };
            let all_shown = found.pictures.len() == self.pictures.len();
            if all_shown && self.characters.range(nodes).next().is_none() {
                continue;
            }
            for top in chapter.blocks.iter().chain(chapter.notes.iter().flat_map(|note| &note.blocks)) {
                walk_block(top, &mut |block| self.look(block, book, sources, &mut found, step));
            }
        }
        found
    }

    fn look(&self, block: &Block, book: &Book, sources: &SourceMap, found: &mut Found, step: &mut dyn FnMut()) {
        step();
        match &block.kind {
            BlockKind::Code { text, .. } | BlockKind::Math(text) => {
                self.locate(block.id, text, book, sources, found, step);
            }
            BlockKind::Figure(figure) => self.show(&figure.image, block.id, found),
            _ => {}
        }
        walk_inlines(block, &mut |inline| {
            step();
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Math(text) => {
                    self.locate(inline.id, text, book, sources, found, step);
                }
                InlineKind::Image { image, .. } => self.show(image, inline.id, found),
                _ => {}
            }
        });
    }

    fn show(&self, image: &Path, node: NodeId, found: &mut Found) {
        if self.pictures.contains(image) {
            found.pictures.entry(image.to_owned()).or_insert(node);
        }
    }

    /// Finds the wanted characters of a node's text in the node's source.
    fn locate(
        &self,
        node: NodeId,
        text: &str,
        book: &Book,
        sources: &SourceMap,
        found: &mut Found,
        step: &mut dyn FnMut(),
    ) {
        let (Some(offsets), Some(span)) = (self.characters.get(&node), book.span(node)) else { return };
        let source = sources.text(span.file).get(span.start as usize..span.end as usize).unwrap_or_default();
        align(text, offsets, source, step, &mut |offset, Aligned { start, end, is_exact }| {
            let span = Span { start: span.start + start as u32, end: span.start + end as u32, ..span };
            found.characters.insert((node, offset), Located { span, is_exact });
        });
    }
}

/// Where in a source a character of a text stands.
struct Aligned {
    start: usize,
    end: usize,
    is_exact: bool,
}

/// What may stand between the letters of a text in its source: escapes, line ends, marks of a quotation, indents.
fn is_between(letter: char) -> bool {
    matches!(letter, '\\' | '\n' | '\r' | ' ' | '\t' | '>' | '\u{3000}')
}

/// Tells for each of `offsets` where in `source` the character stands that begins at this byte of `text`. The source
/// holds the letters of the text in order, with markup between them (escapes, line ends, marks of a quotation).
fn align(
    text: &str,
    offsets: &BTreeSet<u32>,
    source: &str,
    step: &mut dyn FnMut(),
    on_found: &mut dyn FnMut(u32, Aligned),
) {
    let mut offsets = offsets.iter().copied().peekable();
    let mut at = 0;
    let mut blanks_left = true;
    let mut is_exact = true;
    for (index, letter) in text.char_indices() {
        if offsets.peek().is_none() {
            return;
        }
        // A line end in the source may have become a space.
        let is_blank = letter == ' ';
        if is_blank && !blanks_left {
            continue;
        }
        let mut rest = source[at..].char_indices().inspect(|_| step());
        let Some((skipped, one)) = rest.find(|(_, one)| *one == letter || is_blank && matches!(one, '\n' | '\r'))
        else {
            if is_blank {
                blanks_left = false;
                continue;
            }
            return;
        };
        let start = at + skipped;
        is_exact &= source[at..start].chars().all(is_between);
        at = start + one.len_utf8();
        while let Some(offset) = offsets.next_if(|offset| *offset as usize <= index) {
            on_found(offset, Aligned { start, end: at, is_exact });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::rules;
    use crate::model::{Chapter, ChapterRole, Inline};
    use crate::source::FileId;
    use std::sync::Arc;

    fn align_one(text: &str, offset: u32, source: &str) -> Option<(usize, usize, bool)> {
        let mut found = None;
        align(text, &BTreeSet::from([offset]), source, &mut || (), &mut |_, aligned| {
            found = Some((aligned.start, aligned.end, aligned.is_exact));
        });
        found
    }

    #[test]
    fn a_character_is_found_through_escapes_and_line_ends() {
        assert_eq!(align_one("一*二", 4, "一\\*二"), Some((5, 8, true)));
        assert_eq!(align_one("一二三", 6, "一二\n> 三"), Some((9, 12, true)));
        assert_eq!(align_one("a b", 2, "a\nb"), Some((2, 3, true)));
        assert_eq!(align_one("a b c", 4, "a\nb c"), Some((4, 5, true)));
        assert_eq!(align_one("一,二,", 3, "一&#44;二,"), Some((11, 12, false)), "another comma");
        assert_eq!(align_one("xyz", 2, "&#120;"), None);
    }

    #[test]
    fn findings_about_nodes_are_told_by_their_source_and_sorted() {
        let mut sources = SourceMap::default();
        sources.add(Path::new("book.yaml"), "title: 书\n".into());
        let file = sources.add(Path::new("a.md"), "# 一\n\n文字\u{20BB7}野\n".into());
        let node = NodeId { chapter: 0, index: 1 };
        let paragraph = Block {
            id: NodeId { chapter: 0, index: 0 },
            anchor: None,
            classes: Vec::new(),
            kind: BlockKind::Paragraph {
                continued: false,
                content: vec![Inline { id: node, kind: InlineKind::Text("文字\u{20BB7}野".to_owned()) }],
            },
        };
        let span = Some(Span::new(file, 7, 20));
        let chapter = Chapter {
            role: ChapterRole::Body,
            path: None,
            lang: Default::default(),
            title: String::new(),
            part: None,
            blocks: vec![paragraph],
            notes: Vec::new(),
            leftovers: Vec::new(),
            switches: Default::default(),
            spans: vec![span, span],
        };
        let book = Book { chapters: vec![Arc::new(chapter)], ..Book::default() };
        let at = |place| Diagnostic::new(&rules::internal::E901).at(place);
        let mut found = vec![
            at(Place::Node(node, 6)),
            at(Place::Node(node, 6)),
            at(Place::Node(NodeId { chapter: 9, index: 0 }, 0)),
            at(Place::Span(Span::new(FileId(0), 0, 5))),
        ];
        settle(&mut found, &book, &sources);
        let places: Vec<Place> = found.into_iter().map(|diagnostic| diagnostic.place).collect();
        let character = Span::new(file, 13, 17);
        assert_eq!(places, [Place::Book, Place::Span(Span::new(FileId(0), 0, 5)), Place::Span(character)]);
    }

    /// A chapter of `blocks` paragraphs of `text`, and its source.
    fn chapter_of(blocks: u32, text: &str) -> (Book, SourceMap) {
        let mut sources = SourceMap::default();
        let paragraph = format!("{text}\n\n");
        let file = sources.add(Path::new("a.md"), paragraph.repeat(blocks as usize).into());
        let id = |index| NodeId { chapter: 0, index };
        let block = |number: u32| Block {
            id: id(2 * number),
            anchor: None,
            classes: Vec::new(),
            kind: BlockKind::Paragraph {
                continued: false,
                content: vec![Inline { id: id(2 * number + 1), kind: InlineKind::Text(text.to_owned()) }],
            },
        };
        let span = |node: u32| {
            let start = (node / 2) as usize * paragraph.len();
            Some(Span::new(file, start, start + text.len()))
        };
        let chapter = Chapter {
            role: ChapterRole::Body,
            path: None,
            lang: Default::default(),
            title: String::new(),
            part: None,
            blocks: (0..blocks).map(block).collect(),
            notes: Vec::new(),
            leftovers: Vec::new(),
            switches: Default::default(),
            spans: (0..2 * blocks).map(span).collect(),
        };
        (Book { chapters: vec![Arc::new(chapter)], ..Book::default() }, sources)
    }

    /// How much is looked at to place one finding for each letter of `blocks` paragraphs.
    fn steps(blocks: u32, text: &str) -> usize {
        let (book, sources) = chapter_of(blocks, text);
        let offsets = || text.char_indices().map(|(at, _)| at as u32);
        let nodes = (0..blocks).map(|block| NodeId { chapter: 0, index: 2 * block + 1 });
        let findings: Vec<Diagnostic> = nodes
            .flat_map(|node| offsets().map(move |offset| Place::Node(node, offset)))
            .map(|place| Diagnostic::new(&rules::internal::E901).at(place))
            .collect();
        let mut steps = 0;
        let found = Wanted::of(&findings, &book).find(&book, &sources, &mut || steps += 1);
        assert_eq!(found.characters.len(), findings.len());
        steps
    }

    #[test]
    fn twice_the_findings_take_twice_the_work() {
        for blocks in [10, 100, 1000] {
            let text = "灯下 夜读";
            // Two nodes and the letters of each paragraph.
            assert_eq!(steps(blocks, text), blocks as usize * (2 + text.chars().count()));
        }
        for letters in [10, 100, 1000] {
            assert_eq!(steps(1, &"夜 读".repeat(letters)), 2 + 3 * letters);
        }
    }

    #[test]
    fn blanks_that_the_source_does_not_have_are_looked_for_once() {
        let (text, source) = ("夜 ".repeat(1000), "夜".repeat(1000));
        let mut steps = 0;
        align(&text, &BTreeSet::from([text.len() as u32]), &source, &mut || steps += 1, &mut |_, _| ());
        assert!(steps <= 3 * 1000, "{steps}");
    }
}
