//! 6xx: the EPUB.

use crate::diagnostics::rule::rules;

rules! {}
