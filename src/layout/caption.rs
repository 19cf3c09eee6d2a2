//! Captions of figures and tables.

use super::flow::Setter;
use super::runs::plain;
use crate::base::{Len, NodeId};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::rules::layout::W510;
use crate::display::Piece;
use crate::model::{Inline, plain_text};
use crate::text::{Flow, Run};

impl Setter<'_> {
    /// The runs of a caption: its number, one em, its title (typography row CP-3). A title that ends with a stop is
    /// reported; the stop stays, for it is the author's.
    pub(super) fn caption_flow(&mut self, node: NodeId, number: Option<&str>, title: &[Inline], measure: Len) -> Flow {
        let style = self.theme.caption.text;
        let mut flow = Flow::default();
        if let Some(number) = number {
            flow.runs.push(plain(number, style, &self.chapter.lang, node, Piece::Label));
            if !title.is_empty() {
                flow.runs.push(Run::Space(style.size));
            }
        }
        self.append(title, style, measure, &mut flow);
        let said = plain_text(title);
        if let Some(stop) = said.trim_end().chars().next_back().filter(|last| matches!(last, '。' | '．')) {
            self.galley.diagnostics.push(Diagnostic::new(&W510).at(node).with("stop", stop.to_string()));
        }
        flow
    }
}
