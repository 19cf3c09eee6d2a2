//! Text that can hold inlines only, and the syntax that chapters share.

use super::draft::{Draft, Reader, Source};
use super::guard::Guarded;
use super::inlines::{Inlines, TextKind};
use crate::model::Inline;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The syntax of chapters beyond CommonMark. Attributes are read here, not there.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_DEFINITION_LIST
}

/// Parses a text that can hold inlines only: a caption, a line of verse.
pub(super) fn parse_inlines(source: Source, draft: &mut Draft) -> Vec<Inline> {
    let guarded = Guarded::inlines(source.text);
    let reader = Reader { source, guarded: &guarded };
    let mut inlines = Inlines::new(TextKind::Line);
    for (event, range) in Parser::new_ext(&guarded.text, options()).into_offset_iter() {
        if !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)) {
            inlines.event(event, guarded.source_range(&range), &reader, draft);
        }
    }
    inlines.finish_alone(&reader, draft)
}
