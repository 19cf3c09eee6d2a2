use super::Planned;
use crate::config::CoverConfig;
use crate::manuscript::{Manuscript, Slot};
use crate::model::ChapterRole;

/// The order of the whole book, generated matter included: cover, half-title, title page, imprint page, front
/// matter, contents, and then parts, chapters, appendices and other back matter as the manuscript has them.
pub fn plan(manuscript: &Manuscript) -> Vec<Planned> {
    let config = &manuscript.config;
    let mut plan = Vec::new();
    if config.cover != CoverConfig::None {
        plan.push(Planned::Generated(ChapterRole::Cover));
    }
    plan.extend([ChapterRole::HalfTitle, ChapterRole::TitlePage, ChapterRole::Imprint].map(Planned::Generated));
    let (front, rest): (Vec<_>, Vec<_>) = manuscript.chapters.iter().partition(|chapter| chapter.slot == Slot::Front);
    plan.extend(front.into_iter().map(|chapter| Planned::Source(ChapterRole::Front, chapter.clone())));
    if config.theme.contents_depth > 0 {
        plan.push(Planned::Generated(ChapterRole::Contents));
    }
    plan.extend(rest.into_iter().map(|chapter| Planned::Source(role(&chapter.slot), chapter.clone())));
    plan
}

fn role(slot: &Slot) -> ChapterRole {
    match slot {
        Slot::Front => ChapterRole::Front,
        Slot::Part(_) => ChapterRole::Part,
        Slot::Body { .. } => ChapterRole::Body,
        Slot::Appendix => ChapterRole::Appendix,
        Slot::Back => ChapterRole::Back,
    }
}
