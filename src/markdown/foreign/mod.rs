//! Markup of other tools that would otherwise be printed as it stands: recognised in what CommonMark left as text, told
//! once a kind. The table says what there is, `marks` how each is recognised.

mod code;
mod look;
mod marks;
mod table;
#[cfg(test)]
mod tests;
mod visible;

pub(super) use code::code;
pub(super) use look::{look, picture_text};
pub use table::{Construct, construct};
pub(super) use visible::Visible;
