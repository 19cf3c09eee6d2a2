//! Texts that an author began and in which nobody sees anything: captions, notes, titles of verse.

use super::draft::Draft;
use crate::diagnostics::rules::syntax;
use crate::diagnostics::{Bilingual, Diagnostic};
use crate::model::{Block, BlockKind, Inline, InlineKind};
use crate::source::Span;
use crate::unicode::is_blank;

pub(super) const CAPTION: Bilingual = Bilingual::new("the caption", "图注");
pub(super) const TABLE_CAPTION: Bilingual = Bilingual::new("the caption of the table", "表题");
pub(super) const NOTE: Bilingual = Bilingual::new("the note", "注释");
pub(super) const VERSE_TITLE: Bilingual = Bilingual::new("the title of the verse", "诗题");

/// Whether nothing of a text can be seen.
pub(super) fn shows_nothing(content: &[Inline]) -> bool {
    content.iter().all(|inline| match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Math(text) => is_blank(text),
        InlineKind::Styled(_, children) | InlineKind::Lang(_, children) | InlineKind::Link(_, children) => {
            shows_nothing(children)
        }
        InlineKind::Ruby(base, reading) => is_blank(reading) && shows_nothing(base),
        InlineKind::HardBreak => true,
        InlineKind::NoteCall(_) | InlineKind::Image { .. } => false,
    })
}

/// Whether nothing of blocks can be seen.
pub(super) fn is_empty(blocks: &[Block]) -> bool {
    blocks.iter().all(|block| match &block.kind {
        BlockKind::Paragraph { content, .. } | BlockKind::Heading { content, .. } => shows_nothing(content),
        BlockKind::Quote(blocks) => is_empty(blocks),
        BlockKind::Code { text, .. } => is_blank(text),
        BlockKind::Verse(lines) => lines.iter().all(|line| shows_nothing(line)),
        // Their bullets, rules and terms are seen.
        BlockKind::List { .. }
        | BlockKind::Definitions(_)
        | BlockKind::Table(_)
        | BlockKind::Figure(_)
        | BlockKind::Math(_)
        | BlockKind::Break
        | BlockKind::Contents(_) => false,
    })
}

/// Tells of a text that shows nothing.
pub(super) fn tell(what: Bilingual, span: Option<Span>, draft: &mut Draft) {
    let finding = Diagnostic::new(&syntax::W121).with_term("what", what);
    let path = draft.context.path;
    draft.report(match span {
        Some(span) => finding.at(span),
        None => finding.at(path),
    });
}
