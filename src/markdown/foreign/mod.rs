//! Markup of other tools that would otherwise be printed as it stands: recognised in what CommonMark left as text, told
//! once a kind. The table says what there is, `marks` how each is recognised.

mod code;
mod lines;
mod look;
mod marks;
mod signs;
mod table;
#[cfg(test)]
mod tests;
mod visible;
mod wide;

pub(super) use code::code;
pub(super) use look::{look, picture_text};
pub use table::{Construct, construct};
pub(super) use visible::Visible;
