//! A release as those who fetch it meet it: every edition, sums that hold, a report in its published format, the same
//! bytes wherever it is made, and nothing at all when the book has an error.

#[path = "../common/mod.rs"]
mod common;

mod action;
mod dependencies;
mod files;
mod invisible;
mod parity;
