//! How lists stand and count.

use crate::language::Ordinal;

/// How lists stand in the measure (typography row LS-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ListStyle {
    /// 凸排: labels in a column of their own, all lines of the text in the next.
    #[default]
    Hanging,
    /// Every item is a paragraph that begins with its label; its other lines are flush.
    Paragraph,
}

/// Where the ladder of ordinals begins (typography row LS-1): GB/T 15834 annex B.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ListLabels {
    /// `1.`, `（1）`, `①`.
    #[default]
    Arabic,
    /// `一、`, `（一）`, `1.`, `（1）`, `①`.
    Han,
}

impl ListLabels {
    /// The ordinal of lists that stand inside `depth` others.
    pub fn ordinal(self, depth: usize) -> Ordinal {
        let first = match self {
            ListLabels::Arabic => Ordinal::Arabic,
            ListLabels::Han => Ordinal::Han,
        };
        first.below(depth)
    }
}
