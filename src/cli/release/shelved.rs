//! A file of a release.

use crate::config::Output;
use crate::epub::{ShelfCover, shelf_cover};
use crate::pipeline::Report;

/// The picture of the cover, by its file name.
pub(super) struct Shelved {
    pub(super) file_name: String,
    pub(super) picture: ShelfCover,
}

impl Shelved {
    pub(super) fn of(report: &Report) -> Option<Shelved> {
        let epub = report.artifacts.iter().find(|one| one.output == Output::Epub)?;
        let picture = shelf_cover(&epub.bytes)?;
        let slug = &report.config.as_ref()?.meta.slug;
        Some(Shelved { file_name: format!("{slug}-cover.{}", picture.format.extension()), picture })
    }
}
