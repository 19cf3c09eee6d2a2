//! Lengths, points and rectangles of the page, and content digests.
//!
//! Layout never touches a float: a length is a whole number of 1/65536 pt, so a
//! line of n characters is exactly n em long on every machine and line breaks
//! cannot fall elsewhere because of rounding. Floats appear in the file writers only.

mod digest;
mod len;
mod node;

pub use digest::Digest;
pub use len::{Len, Point, Rect, Size};
pub use node::NodeId;
