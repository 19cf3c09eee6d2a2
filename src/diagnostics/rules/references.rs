//! 2xx: references between the parts of a book.

use crate::diagnostics::rule::rules;

rules! {}
