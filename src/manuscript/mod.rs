//! A directory becomes an ordered list of chapters and pictures.

mod access;
mod chapters;
mod contents;
mod load;
mod order;
mod picture;
mod settle;
mod signs;
mod text;

pub use contents::{ChapterSource, Manuscript, Slot};
pub use load::load;
pub use picture::{Picture, PictureFormat, embedded_fault, read_picture, upright};
