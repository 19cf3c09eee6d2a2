//! Kinds of block, for messages.

use crate::diagnostics::Bilingual;

/// Kinds of block, for messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Heading,
    Paragraph,
    Picture,
    Caption,
    Verse,
    Term,
    Code,
    Cell,
    Formula,
    Note,
}

impl Kind {
    pub(super) fn name(self) -> Bilingual {
        match self {
            Kind::Heading => Bilingual::new("heading", "标题"),
            Kind::Paragraph => Bilingual::new("paragraph", "段落"),
            Kind::Picture => Bilingual::new("description of a picture", "图片说明"),
            Kind::Caption => Bilingual::new("caption", "图表标题"),
            Kind::Verse => Bilingual::new("line of verse", "诗行"),
            Kind::Term => Bilingual::new("term", "词条"),
            Kind::Code => Bilingual::new("code", "代码"),
            Kind::Cell => Bilingual::new("table cell", "表格单元"),
            Kind::Formula => Bilingual::new("formula", "公式"),
            Kind::Note => Bilingual::new("note", "脚注"),
        }
    }
}
