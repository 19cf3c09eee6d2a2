//! Right-to-left text in a line: the order of UAX #9, and a word that its typography is not looked after.

use super::cluster::Clusters;
use super::{Composed, Line};
use crate::base::Len;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::language::W305;
use crate::model::NodeId;
use std::ops::Range;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// The embedding level of each cluster (UAX #9), in a paragraph that runs from left to right; empty when all of them stand
/// in the order of the text, as nearly always.
pub(super) fn levels(clusters: &Clusters, node: NodeId, diagnostics: &mut Vec<Diagnostic>) -> Vec<Level> {
    let turns = |c: char| {
        c >= '\u{590}'
            && matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::RLE | BidiClass::RLO | BidiClass::RLI)
    };
    if !clusters.text.contains(turns) {
        return Vec::new();
    }
    diagnostics.push(Diagnostic::new(&W305).at(node));
    let info = BidiInfo::new(&clusters.text, Some(Level::ltr()));
    let level = |at: u32| info.levels.get(at as usize).copied().unwrap_or(Level::ltr());
    clusters.list.iter().map(|cluster| level(cluster.text)).collect()
}

impl Composed {
    /// Where the clusters of a line begin that holds right-to-left text, from the line's first frame at `pen`; none when
    /// each stands behind the one before it.
    pub(super) fn places(&self, line: &Line, pen: Len) -> Option<Vec<Len>> {
        let range = line.range.start as usize..line.range.end as usize;
        let levels = self.levels.get(range.clone()).filter(|levels| levels.iter().any(Level::is_rtl))?;
        let blanks = self.blanks_beside(range.clone(), levels);
        let mut places = vec![Len::ZERO; levels.len()];
        let mut pen = pen;
        for index in BidiInfo::reorder_visual(levels) {
            let (left, right) = blanks[index];
            places[index] = pen + left;
            pen += left + self.clusters.list[range.start + index].body + right;
        }
        Some(places)
    }

    /// The blank on the left and on the right of each cluster of a line. The gap between two characters of one direction
    /// stands on the side to which their text runs. Where the direction changes, it parts the whole of the inner text from
    /// the character of the outer text beside it, and stands on that character's side: before the （ that follows a Hebrew
    /// word, and not before the word, where its last letter is.
    fn blanks_beside(&self, range: Range<usize>, levels: &[Level]) -> Vec<(Len, Len)> {
        let mut blanks = vec![(Len::ZERO, Len::ZERO); levels.len()];
        for (index, level) in levels.iter().enumerate() {
            let gap = self.gaps[range.start + index];
            let next = levels.get(index + 1).unwrap_or(level);
            // After a character, and before one, in the direction of its own text.
            let (owner, outer, after) = if next < level { (index + 1, next, false) } else { (index, level, true) };
            let side = &mut blanks[owner];
            if outer.is_rtl() == after { side.0 += gap } else { side.1 += gap }
        }
        blanks
    }
}
