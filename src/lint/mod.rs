//! What in the words of a manuscript breaks a rule of writing that composition cannot mend; one file a rule.
//!
//! A lint reads the chapters that authors wrote, never changes them, and says where and what to write instead.
//! `lints:` in `book.yaml` turns each off, or into an error.

mod check;
mod damage;
mod foreign;
mod forms;
mod marks;
mod passage;
mod quotations;
mod stops;
mod titles;

pub use check::check;
