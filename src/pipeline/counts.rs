use crate::model::{Block, BlockKind, Book, Chapter, Inline, InlineKind, walk_block, walk_inlines};
use crate::unicode::is_han;

/// Sizes of a book: what its author wrote, generated matter left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Characters but white space.
    pub characters: u64,
    /// Han characters.
    pub han: u64,
    /// Figures.
    pub figures: u64,
    /// Tables.
    pub tables: u64,
    /// Footnotes.
    pub notes: u64,
}

impl Counts {
    /// Counts a book.
    pub fn of(book: &Book) -> Counts {
        let mut counts = Counts::default();
        book.chapters.iter().filter(|chapter| !chapter.role.is_generated()).for_each(|chapter| counts.chapter(chapter));
        counts
    }

    fn chapter(&mut self, chapter: &Chapter) {
        self.notes += chapter.notes.len() as u64;
        let blocks = chapter.blocks.iter().chain(chapter.notes.iter().flat_map(|note| &note.blocks));
        for top in blocks {
            walk_block(top, &mut |block| self.block(block));
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Figure(_) => self.figures += 1,
            BlockKind::Table(_) => self.tables += 1,
            BlockKind::Code { text, .. } | BlockKind::Math(text) => self.text(text),
            _ => {}
        }
        walk_inlines(block, &mut |inline| self.inline(inline));
    }

    fn inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Math(text) => self.text(text),
            InlineKind::Ruby(_, reading) => self.text(reading),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        for character in text.chars().filter(|character| !character.is_whitespace()) {
            self.characters += 1;
            self.han += u64::from(is_han(character));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::NodeId;
    use crate::model::{ChapterRole, Note};
    use std::sync::Arc;

    fn paragraph(text: &str) -> Block {
        let content = vec![Inline { id: NodeId::default(), kind: InlineKind::Text(text.to_owned()) }];
        Block {
            id: NodeId::default(),
            anchor: None,
            classes: Vec::new(),
            kind: BlockKind::Paragraph { continued: false, content },
        }
    }

    fn chapter(role: ChapterRole, blocks: Vec<Block>, notes: Vec<Note>) -> Arc<Chapter> {
        let (path, lang, title) = (None, crate::language::Tag::default(), String::new());
        Arc::new(Chapter {
            role,
            path,
            lang,
            title,
            part: None,
            blocks,
            notes,
            leftovers: Vec::new(),
            switches: Default::default(),
            spans: Vec::new(),
        })
    }

    #[test]
    fn what_the_author_wrote_is_counted_wherever_it_stands() {
        let quote = Block { kind: BlockKind::Quote(vec![paragraph("引文")]), ..paragraph("") };
        let code = Block { kind: BlockKind::Code { language: None, text: "a b\n".to_owned() }, ..paragraph("") };
        let note = Note {
            id: NodeId::default(),
            name: "n".to_owned(),
            number: 1,
            calls: Vec::new(),
            blocks: vec![paragraph("注。")],
        };
        let book = Book {
            chapters: vec![
                chapter(ChapterRole::TitlePage, vec![paragraph("书名")], Vec::new()),
                chapter(ChapterRole::Body, vec![paragraph("共 30 年，"), quote, code], vec![note]),
            ],
            ..Book::default()
        };
        let expected = Counts { characters: 11, han: 5, figures: 0, tables: 0, notes: 1 };
        assert_eq!(Counts::of(&book), expected);
    }
}
