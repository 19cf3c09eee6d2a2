//! 3xx: language and typography.

use crate::diagnostics::rule::rules;

rules! {}
