use super::once::once_a_chapter;
use crate::diagnostics::{self, Diagnostic, Place};
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
        match &diagnostic.place {
            Place::Node(node, offset) => {
                let span = found.characters.get(&(*node, *offset)).copied().or_else(|| book.span(*node));
                diagnostic.place = span.map_or(Place::Book, Place::Span);
            }
            Place::File(path) => {
                if let Some(span) = found.pictures.get(path).and_then(|node| book.span(*node)) {
                    diagnostic.place = Place::Span(span);
                }
            }
            Place::Book | Place::Span(_) => {}
        }
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
    characters: BTreeMap<(NodeId, u32), Span>,
    /// The nodes that show the pictures first.
    pictures: BTreeMap<PathBuf, NodeId>,
}

impl Wanted {
    fn of(diagnostics: &[Diagnostic], book: &Book) -> Wanted {
        let mut wanted = Wanted::default();
        for diagnostic in diagnostics {
            match &diagnostic.place {
                Place::Node(node, offset) => {
                    wanted.characters.entry(*node).or_default().insert(*offset);
                }
                Place::File(path) if book.images.contains_key(path) => {
                    wanted.pictures.insert(path.clone());
                }
                Place::Book | Place::File(_) | Place::Span(_) => {}
            }
        }
        wanted
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
        align(text, offsets, source, step, &mut |offset, start, end| {
            let place = Span { start: span.start + start as u32, end: span.start + end as u32, ..span };
            found.characters.insert((node, offset), place);
        });
    }
}

/// Tells for each of `offsets` where in `source` the character stands that begins at this byte of `text`. The source
/// holds the letters of the text in order, with markup between them (escapes, line ends, marks of a quotation).
fn align(
    text: &str,
    offsets: &BTreeSet<u32>,
    source: &str,
    step: &mut dyn FnMut(),
    on_found: &mut dyn FnMut(u32, usize, usize),
) {
    let mut offsets = offsets.iter().copied().peekable();
    let mut at = 0;
    let mut blanks_left = true;
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
        at = start + one.len_utf8();
        while let Some(offset) = offsets.next_if(|offset| *offset as usize <= index) {
            on_found(offset, start, at);
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

    fn align_one(text: &str, offset: u32, source: &str) -> Option<(usize, usize)> {
        let mut found = None;
        align(text, &BTreeSet::from([offset]), source, &mut || (), &mut |_, start, end| found = Some((start, end)));
        found
    }

    #[test]
    fn a_character_is_found_through_escapes_and_line_ends() {
        assert_eq!(align_one("一*二", 4, "一\\*二"), Some((5, 8)));
        assert_eq!(align_one("一二三", 6, "一二\n> 三"), Some((9, 12)));
        assert_eq!(align_one("a b", 2, "a\nb"), Some((2, 3)));
        assert_eq!(align_one("a b c", 4, "a\nb c"), Some((4, 5)));
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
            lang: String::new(),
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
            lang: String::new(),
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
        align(&text, &BTreeSet::from([text.len() as u32]), &source, &mut || steps += 1, &mut |_, _, _| ());
        assert!(steps <= 3 * 1000, "{steps}");
    }
}
