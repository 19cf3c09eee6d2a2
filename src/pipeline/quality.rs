use crate::base::{Len, NodeId};
use crate::config::{QualityConfig, QualityReport};
use crate::diagnostics::rules::language::{E319, W301, W302, W303, W310, W311, W312, W313};
use crate::diagnostics::{Diagnostic, Place, Rule};
use crate::display::{LineRecord, Page, Pages};
use std::collections::HashMap;

/// A line is loose whose gaps between Han open by more than this part of an em.
const LOOSE: i64 = 16;

/// What the gate of a book counts: what composition reports of a paragraph, and lines beyond the limits.
const COUNTED: [&Rule; 7] = [&W301, &W302, &W303, &W310, &W311, &W312, &W313];

/// The lines that are set beyond the limits of the book, each with its page.
pub(super) fn beyond(pages: &Pages, limits: &QualityConfig) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if limits.report == QualityReport::Off {
        return found;
    }
    let mut runs: HashMap<NodeId, Runs> = HashMap::new();
    for page in &pages.pages {
        for line in &page.lines {
            let at = |rule| Diagnostic::new(rule).at(place(line)).with("page", &page.label);
            let em = i64::from(line.adjust.em.0.max(1));
            let gap = i64::from(line.adjust.opening.0) * 1000 / em;
            if gap > i64::from(limits.max_han_gap) {
                found.push(
                    at(&W310).with("gap", thousandths(gap)).with("limit", thousandths(limits.max_han_gap.into())),
                );
            }
            let squeezed: Len = line.adjust.squeezed.iter().copied().sum();
            let part = i64::from(squeezed.0) * 100 / i64::from(line.natural.0.max(1));
            if part > i64::from(limits.max_squeeze) {
                found.push(at(&W311).with("part", part).with("limit", limits.max_squeeze));
            }
            runs.entry(line.node).or_default().take(page, line, limits, &mut found);
        }
    }
    found
}

/// The error that closes the gate, when the book asks for one and anything is beyond its limits.
pub(super) fn gate(found: &[Diagnostic], limits: &QualityConfig) -> Option<Diagnostic> {
    let QualityReport::Error(span) = limits.report else { return None };
    let count = found.iter().filter(|one| COUNTED.contains(&one.rule)).count();
    let place = span.map_or(Place::Book, Place::Span);
    (count > 0).then(|| Diagnostic::new(&E319).at(place).with("count", count))
}

/// Lines of a block that follow each other, over the ends of pages.
#[derive(Default)]
struct Runs {
    hyphens: Run,
    loose: Run,
}

/// A run of lines in hand; one that is too long is told once, where it begins, with its length so far.
#[derive(Default)]
struct Run {
    count: u16,
    /// Where it begins: the finding that would be made.
    first: Option<(Place, String)>,
    /// Where the finding about it stands.
    told: Option<usize>,
}

impl Runs {
    fn take(&mut self, page: &Page, line: &LineRecord, limits: &QualityConfig, found: &mut Vec<Diagnostic>) {
        let loose = i64::from(line.adjust.opening.0) * LOOSE > i64::from(line.adjust.em.0);
        self.hyphens.take(line.adjust.hyphen, page, line, (&W312, limits.max_hyphens), found);
        self.loose.take(loose, page, line, (&W313, limits.max_loose_lines), found);
    }
}

impl Run {
    fn take(
        &mut self,
        goes_on: bool,
        page: &Page,
        line: &LineRecord,
        (rule, limit): (&'static Rule, u16),
        found: &mut Vec<Diagnostic>,
    ) {
        if !goes_on {
            *self = Run::default();
            return;
        }
        self.count = self.count.saturating_add(1);
        let (place, label) = self.first.get_or_insert_with(|| (place(line), page.label.clone()));
        if self.count <= limit {
            return;
        }
        let told = Diagnostic::new(rule).at(place.clone()).with("page", label);
        let told = told.with("count", self.count).with("limit", limit);
        match self.told {
            Some(index) => found[index] = told,
            None => {
                self.told = Some(found.len());
                found.push(told);
            }
        }
    }
}

/// Where a line begins in the manuscript.
fn place(line: &LineRecord) -> Place {
    line.start.map_or(Place::Node(line.node, 0), |start| Place::Node(start.node, start.offset))
}

/// Thousandths as a decimal number.
fn thousandths(value: i64) -> String {
    format!("{}", value as f64 / 1000.0)
}
