//! `check --printer`: the finished files, judged by what a printing house publishes.

mod data;
mod judge;

pub use data::{Asked, House, Trim};
pub(super) use judge::{Files, judge};
