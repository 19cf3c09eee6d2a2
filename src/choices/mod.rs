//! The choices that composition, the theme and the style sheet understand. `config` reads them from `book.yaml`; what
//! follows them need not know how they are written there.

mod lists;
mod look;
mod typography;

pub use lists::{ListLabels, ListStyle};
pub use look::{ChapterOpening, EmphasisStyle, NoteNumbering, StrongStyle};
pub use typography::{HanLatinGap, ParagraphStart, Prohibitions, PunctuationStyle, TypographyConfig};
