use super::reader::{Reader, Section};
use crate::base::Len;
use crate::source::Span;

/// Limits of the composition (`quality:`). What is beyond them is told, and may keep a book from being released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QualityConfig {
    /// What happens where a line is beyond a limit.
    pub report: QualityReport,
    /// Widest opening of the gaps between Han, in thousandths of an em.
    pub max_han_gap: u16,
    /// The most that a line is squeezed, in percent of its natural width.
    pub max_squeeze: u16,
    /// The most lines in a row that end with a hyphen.
    pub max_hyphens: u16,
    /// The most lines in a row whose gaps between Han open by more than 1/16 em.
    pub max_loose_lines: u16,
}

/// What happens where a line is beyond a limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QualityReport {
    /// Nothing.
    Off,
    /// A warning for each.
    #[default]
    Warn,
    /// A warning for each, and an error that withholds the files made of pages. Where `book.yaml` asks for it.
    Error(Option<Span>),
}

impl Default for QualityConfig {
    /// A quarter of an em between Han (typography row BT-8); the other limits are those that editors name.
    fn default() -> QualityConfig {
        QualityConfig {
            report: QualityReport::Warn,
            max_han_gap: 250,
            max_squeeze: 15,
            max_hyphens: 2,
            max_loose_lines: 3,
        }
    }
}

/// Reads `quality:`; `em` is the body size.
pub(super) fn quality(reader: &mut Reader, top: &Section, em: Len) -> QualityConfig {
    let default = QualityConfig::default();
    let Some(section) = top.get("quality").and_then(|field| reader.section(&field, "quality")) else { return default };
    let reports = [("off", QualityReport::Off), ("warn", QualityReport::Warn), ("error", QualityReport::Error(None))];
    let report = section.get("report").and_then(|field| {
        let report = reader.choice(&field, &reports)?;
        Some(if matches!(report, QualityReport::Error(_)) { QualityReport::Error(field.node.span) } else { report })
    });
    let mut most = |key, default| section.get(key).and_then(|field| reader.whole(&field, 0..=1000)).unwrap_or(default);
    let (squeeze, hyphens, loose) = (
        most("max-squeeze", default.max_squeeze),
        most("max-hyphens", default.max_hyphens),
        most("max-loose-lines", default.max_loose_lines),
    );
    let gap = section.get("max-han-gap").and_then(|field| reader.em_parts(&field, em, 1000, 10));
    QualityConfig {
        report: report.unwrap_or_default(),
        max_han_gap: gap.unwrap_or(default.max_han_gap),
        max_squeeze: squeeze,
        max_hyphens: hyphens,
        max_loose_lines: loose,
    }
}
