//! Whether every edition says what the book says: each paragraph, heading, caption, note and table cell once and in
//! order.
//!
//! The finished files are read back, the EPUB as XHTML and the PDFs as tagged text, and compared with the model letter
//! by letter. White space, line-end hyphens and the numbers of notes, which editions give in ways of their own, do not
//! count. What an edition does not say is left out on both sides: lists of contents, and in the EPUB the half-title.

mod bare;
mod check;
mod compare;
mod epub;
mod expected;
mod kind;
mod pdf;
mod told;

pub use check::check;
