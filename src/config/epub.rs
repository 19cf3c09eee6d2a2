use super::reader::{Field, Reader};

/// The EPUB (`epub:`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EpubConfig {
    /// The platform that it is made for.
    pub profile: Profile,
    /// The direction of its lines.
    pub writing_mode: WritingMode,
}

/// A platform for which an EPUB is made. What each asks for beyond the standard is told in the EPUB writer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// Every reading system that follows the standard.
    #[default]
    Standard,
    /// Amazon Kindle.
    Kindle,
    /// Apple Books.
    Apple,
    /// 多看.
    Duokan,
}

/// The direction of lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WritingMode {
    /// From left to right, below each other.
    #[default]
    Horizontal,
    /// From top to bottom, leftwards beside each other (竖排).
    Vertical,
}

/// Reads `epub:`.
pub(super) fn epub(reader: &mut Reader, field: &Field) -> EpubConfig {
    let Some(section) = reader.section(field, "epub") else { return EpubConfig::default() };
    let profiles = [
        ("standard", Profile::Standard),
        ("kindle", Profile::Kindle),
        ("apple", Profile::Apple),
        ("duokan", Profile::Duokan),
    ];
    let modes = [("horizontal", WritingMode::Horizontal), ("vertical", WritingMode::Vertical)];
    EpubConfig {
        profile: section.get("profile").and_then(|field| reader.choice(&field, &profiles)).unwrap_or_default(),
        writing_mode: section.get("writing-mode").and_then(|field| reader.choice(&field, &modes)).unwrap_or_default(),
    }
}
