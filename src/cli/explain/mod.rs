//! `explain`: a code, or a page of the book.

mod command;
mod page;
mod words;

pub(super) use command::explain;
pub(super) use page::{name_of, page, why};
