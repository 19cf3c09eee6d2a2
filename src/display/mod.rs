//! The display list: what stands where on which page.
//!
//! It is the narrow waist between layout and the PDF writer. Every item is placed and carries a role that is either
//! content of a node or an artifact; there is no third case, so untagged content cannot be written.

mod item;
mod line;
mod page;
mod shape;
mod start;

pub use item::{Artifact, Draw, Glyph, GlyphRun, Item, Piece, Role};
pub use line::{Adjustment, LineRecord, LineRole, Move, SQUEEZING, STRETCHING, Why};
pub use page::{LinkArea, Page, PageIndex, Pages, Turned};
pub use shape::{MOST_SHAPES, Outline, circle, sesame, wave};
pub use start::Start;
