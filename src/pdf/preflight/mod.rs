//! The judge of print files: reads the finished bytes as a printing house does, and believes nothing that the writer
//! meant.

mod boxes;
mod file;
mod finding;
mod image;
mod judge;
mod objects;
mod page;
mod paint;
mod rows;
mod state;
mod values;
mod xmp;

pub use boxes::{Sheet, sheets};
pub use finding::{Finding, Wishes};
pub use judge::judge;
pub use rows::{ROWS, Row};
