//! Blocks become pages: flow, tables, figures, notes, pagination, running heads, assembly.
//!
//! The way of a chapter: `flow` (with a file for each kind of block: `prose`, `heading`,
//! `list`, `verse`, `code`, `figure`, `table`, `contents`, `notes`) composes its text into *rows* over flat
//! arrays, the galley; `pages` cuts the rows into pages; `draw` turns the pages into items. All of that is a pure
//! function of the chapter, so chapters run in parallel. Then `assemble` puts them on rectos and versos and adds what
//! depends on the page's number. The contents alone are drawn after that, with the folios of their targets; how many
//! pages they take does not depend on them.
//!
//! The vertical place of body text is always a multiple of the line pitch; rows of displays stand between, and what
//! follows them returns to the grid. `verify` checks of every page what holds for all.

mod assemble;
mod book;
mod caption;
mod code;
mod contents;
mod draw;
mod figure;
mod flow;
mod foot;
mod galley;
mod heading;
mod leaves;
mod list;
mod mentions;
mod moves;
mod notes;
mod pages;
mod prose;
mod runs;
mod spacing;
mod table;
mod verify;
mod verse;

pub use book::lay_out;
