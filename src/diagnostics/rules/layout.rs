//! 5xx: layout.

use crate::diagnostics::rule::rules;

rules! {}
