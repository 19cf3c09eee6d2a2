//! A flow becomes lines, step by step.

use super::cluster::Clusters;
use super::composed::Composed;
use super::flow::{Flow, Run, Setting};
use super::gap::Gap;
use super::{bidi, breaks, draw, gaps, grid, itemize, justify, labels, readings, signs, western};
use crate::base::Len;
use crate::choices::{PunctuationStyle, TypographyConfig};
use crate::diagnostics::Diagnostic;
use crate::font::Fonts;
use crate::style::TextAlign;

/// Composes a flow. Characters that no font has are reported and drawn as a box.
///
/// Linear in the length of the flow: each possible line end looks back over one measure at most.
pub fn compose(fonts: &Fonts, flow: &Flow, setting: &Setting, diagnostics: &mut Vec<Diagnostic>) -> Composed {
    let on_grid = setting.typography.grid && setting.align == TextAlign::Justify;
    let clusters = itemize::itemize(fonts, flow, setting, diagnostics);
    // On the grid every mark fills its cell.
    let punctuation = if on_grid { PunctuationStyle::Plain } else { setting.typography.punctuation };
    let typography = TypographyConfig { punctuation, ..setting.typography };
    let setting = &Setting { typography, ..*setting };
    let mut gaps = gaps_between(&clusters, setting);
    draw::measure_ends(&clusters, &mut gaps, fonts);
    let lead = clusters.list.first().map_or(Len::ZERO, |first| gaps::leading_blank(first, &setting.typography));
    let setting = &Setting { first_indent: setting.first_indent + lead, ..*setting };
    let (gaps, mut lines) = if on_grid {
        grid::set(&clusters, &gaps, setting)
    } else {
        let ends = breaks::lines(&clusters, &gaps, setting, diagnostics);
        justify::justify(&clusters, &gaps, &ends, setting)
    };
    justify::contents(&mut lines, &clusters, &flow.runs);
    let levels = bidi::levels(&clusters, setting.node, diagnostics);
    let length = |run: &Run| if let Run::Text(text) = run { text.text.len() as u32 } else { 0 };
    let starts = flow.runs.iter().scan(0, |end, run| Some(std::mem::replace(end, *end + length(run)))).collect();
    Composed { runs: flow.runs.clone(), starts, clusters, gaps, lines, levels }
}

/// The gap after each cluster: what the classes of its neighbours ask for, then what readings, Western text, labels and
/// signs change about it.
pub(super) fn gaps_between(clusters: &Clusters, setting: &Setting) -> Vec<Gap> {
    let typography = &setting.typography;
    let mut gaps = gaps::gaps(clusters, setting);
    readings::keep_apart(clusters, &mut gaps);
    western::mark_line_ends(clusters, &mut gaps, typography.prohibitions);
    labels::keep_whole(clusters, &mut gaps);
    signs::part(clusters, &mut gaps, typography);
    gaps
}
