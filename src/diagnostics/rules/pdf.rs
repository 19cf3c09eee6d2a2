//! 7xx: the PDF.

use crate::diagnostics::rule::rules;

rules! {}
