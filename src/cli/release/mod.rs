//! `release`: every edition of a book, with sums and a report, or nothing.

mod command;
mod report;
mod shelved;

pub(super) use command::release;
