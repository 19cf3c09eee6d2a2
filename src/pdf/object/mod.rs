//! Objects of a finished file: read, changed, written again (ISO 32000-1, 7.3 and 7.5).
//!
//! The back end writes a file of one revision with one plain table of offsets; so does this. The packed form of the
//! file for the screen is read too. Both the print edition,
//! which changes what the back end cannot say, and its checker, which trusts nobody, stand on it.

mod file;
mod lexer;
mod packed;
mod parts;
mod value;

pub(super) use file::{File, deflate};
pub(super) use lexer::{Lexer, Token};
pub(super) use parts::Parts;
pub(super) use value::{Dict, Object, append, write_number};
