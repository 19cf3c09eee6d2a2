//! Line-break and punctuation classes of characters, as data tables.
//!
//! The sets are those of section 1 of the composition table (GB/T 15834-2011 cl. 5 and clreq 3.1 for Chinese, jlreq
//! appendix A for Japanese). UAX #14 is used for Western text only: its data lets `·` begin a line and treats curly
//! quotation marks as ambiguous, and both are wrong between Han.

mod class;
mod compose;
mod dashes;
mod han;
mod invisible;
mod labels;
mod pairs;
mod script;
mod signs;
mod units;
mod zhuyin;

pub use class::{Class, class_of, is_ambiguous_mark, is_combining, is_numeral, is_variation_selector};
pub use compose::{begins_unit, composed};
pub use dashes::{Stroke, dashes, stroke_at};
pub use han::{is_character, is_cjk, is_han, is_hangul};
pub use invisible::{DAMAGE, Fate, fate, is_blank, is_forbidden, is_ignorable, plain, visible};
pub use labels::unbroken;
pub use pairs::{Dropped, adjacent};
pub use script::Script;
pub use signs::{is_hyphen, is_operator, is_relation};
pub use units::is_unit;
pub use zhuyin::{LIGHT_TONE, is_zhuyin, is_zhuyin_tone};
