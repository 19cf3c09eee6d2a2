use super::page::Boxes;
use crate::base::{Len, Size};
use crate::pdf::object::File;

/// How large a page of a print file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// The whole sheet.
    pub media: Size,
    /// With its bleed.
    pub bleed: Size,
    /// Trimmed.
    pub trim: Size,
}

/// The sizes of every page of a file in the shape that the print edition is written in; none for any other.
pub fn sheets(bytes: &[u8]) -> Option<Vec<Sheet>> {
    let file = File::read(bytes)?;
    let sheet = |page: u32| {
        let boxes = Boxes::of(&file, file.get(page)?.object.as_dict()?);
        let media = boxes.media?;
        let trim = boxes.trimmed().unwrap_or(media);
        let size = |area: super::page::Area| {
            let [left, low, right, high] = area.0;
            Size { width: Len::from_pt(right - left), height: Len::from_pt(high - low) }
        };
        Some(Sheet { media: size(media), bleed: size(boxes.bleed.unwrap_or(trim)), trim: size(trim) })
    };
    file.pages().into_iter().map(sheet).collect()
}
