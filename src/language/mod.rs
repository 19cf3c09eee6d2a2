//! What a language tag means, and the words that the tool itself puts into a book.
//!
//! Nothing outside this module decides anything by the letters of a tag: a [`Tag`] is parsed once, where it is read, and
//! answers the questions that are asked of it. `tests/architecture` looks for tags in comparisons elsewhere. The language
//! of the program's own messages is another matter (`diagnostics::Lang`).

mod columns;
mod names;
mod numerals;
mod ordinals;
mod region;
mod roles;
mod tag;
mod words;

pub use columns::Words;
pub use numerals::{han_numeral, is_numeral, letters, numeral_value};
pub use ordinals::{Ordinal, note_label, roman};
pub use region::Region;
pub use tag::{HYPHENATED, Tag};
pub use words::Word;
