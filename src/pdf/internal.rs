//! Faults of this program.

use crate::diagnostics::rules::internal::E901;
use crate::diagnostics::{Diagnostic, Place};

/// A fault of the tool itself.
pub fn internal(what: impl ToString) -> Diagnostic {
    Diagnostic::new(&E901).at(Place::Book).with("what", what)
}
