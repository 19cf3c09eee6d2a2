//! 4xx: fonts.

use crate::diagnostics::rule::rules;

rules! {}
