//! What platforms ask for beyond the standard, or against its habits: every rule is a row with its source. A rule that
//! no public source states is not here.

use crate::config::Profile;
use crate::model::PictureFormat;

/// What is done for a platform.
#[derive(Clone, Copy, Debug)]
enum Deed {
    /// The contents nest no deeper than this.
    Depth(usize),
    /// The cover is a picture without a page: the platform shows it of itself.
    NoCoverPage,
    /// The body has no font, spacing or alignment of its own.
    PlainBody,
    /// Pictures have one of these formats.
    Formats(&'static [PictureFormat]),
    /// The package says that the book brings fonts.
    SpecifiedFonts,
    /// Notes are items of a list, and a picture calls them, with classes that make them pop up.
    NoteClasses,
    /// What the platform calls its own font of a kind.
    Family(Kind, &'static str),
}

/// A rule of a platform.
struct Rule {
    profile: Profile,
    deed: Deed,
    /// Who says so, and where.
    source: &'static str,
}

/// A mirror of 《多看电子书规范扩展开放计划》, whose own place on the web is gone.
const OPEN_PLAN: &str =
    "多看电子书规范扩展开放计划, mirrored at dongzl.github.io/2020/08/01/32-Duokan-Epub-Specification";

const fn rule(profile: Profile, deed: Deed, source: &'static str) -> Rule {
    Rule { profile, deed, source }
}

static RULES: [Rule; 10] = [
    rule(Profile::Kindle, Deed::Depth(2), "Amazon Kindle Publishing Guidelines 2019.2, 5.2: two levels of nesting"),
    rule(
        Profile::Kindle,
        Deed::NoCoverPage,
        "Amazon Kindle Publishing Guidelines 2012.2, 3.2.3: the internal cover must not appear twice",
    ),
    rule(
        Profile::Kindle,
        Deed::PlainBody,
        "Amazon Kindle Publishing Guidelines 2012.2, 3.1.1: normal text must use defaults",
    ),
    rule(
        Profile::Kindle,
        Deed::Formats(&[PictureFormat::Png, PictureFormat::Jpeg, PictureFormat::Gif, PictureFormat::Svg]),
        "Amazon Kindle Publishing Guidelines 2019.2, 10.4.1 and 10.4.11: supported input formats",
    ),
    rule(
        Profile::Apple,
        Deed::SpecifiedFonts,
        "Apple Books Asset Guide 5.3, Fonts Overview: help.apple.com/itc/booksassetguide/en.lproj/itc74d42b31e.html",
    ),
    rule(Profile::Duokan, Deed::NoteClasses, OPEN_PLAN),
    rule(Profile::Duokan, Deed::Family(Kind::Song, "\"DK-SONGTI\""), OPEN_PLAN),
    rule(Profile::Duokan, Deed::Family(Kind::Hei, "\"DK-HEITI\""), OPEN_PLAN),
    rule(Profile::Duokan, Deed::Family(Kind::Kai, "\"DK-KAITI\""), OPEN_PLAN),
    rule(Profile::Duokan, Deed::Family(Kind::Mono, "\"DK-CODE\""), OPEN_PLAN),
];

/// The rules of one platform, for those who follow them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Habits(Profile);

impl Habits {
    /// Those of a platform.
    pub(super) fn of(profile: Profile) -> Habits {
        Habits(profile)
    }

    fn deeds(self) -> impl Iterator<Item = Deed> {
        RULES.iter().filter(move |rule| rule.profile == self.0).map(|rule| rule.deed)
    }

    /// How deep the contents may nest.
    pub(super) fn depth(self) -> usize {
        let depth = |deed| if let Deed::Depth(depth) = deed { Some(depth) } else { None };
        self.deeds().find_map(depth).unwrap_or(usize::MAX)
    }

    /// Whether the picture of the cover has a page.
    pub(super) fn has_cover_page(self) -> bool {
        !self.deeds().any(|deed| matches!(deed, Deed::NoCoverPage))
    }

    /// Whether the body is left to the reading system.
    pub(super) fn has_plain_body(self) -> bool {
        self.deeds().any(|deed| matches!(deed, Deed::PlainBody))
    }

    /// Who says that the platform shows no pictures of this format, if anybody does.
    pub(super) fn refuses(self, format: PictureFormat) -> Option<&'static str> {
        let refuses = |rule: &&Rule| matches!(rule.deed, Deed::Formats(formats) if !formats.contains(&format));
        RULES.iter().filter(|rule| rule.profile == self.0).find(refuses).map(|rule| rule.source)
    }

    /// Whether the package says that the book brings fonts.
    pub(super) fn names_fonts(self) -> bool {
        self.deeds().any(|deed| matches!(deed, Deed::SpecifiedFonts))
    }

    /// Whether notes have classes that make them pop up.
    pub(super) fn has_note_classes(self) -> bool {
        self.deeds().any(|deed| matches!(deed, Deed::NoteClasses))
    }

    /// What the platform calls its own font of a kind.
    pub(super) fn family(self, kind: Kind) -> Option<&'static str> {
        self.deeds().find_map(|deed| match deed {
            Deed::Family(of, name) if of == kind => Some(name),
            _ => None,
        })
    }
}

/// What a font is called after.
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub(super) enum Kind {
    /// 宋.
    Song,
    /// 黑.
    Hei,
    /// 楷.
    Kai,
    /// Of one width, for code.
    Mono,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_source_and_the_standard_none_at_all() {
        assert!(RULES.iter().all(|rule| rule.source.len() > 20 && rule.profile != Profile::Standard));
        let standard = Habits::of(Profile::Standard);
        assert!(standard.has_cover_page() && !standard.has_plain_body() && !standard.has_note_classes());
        assert!(
            standard.depth() > 6
                && standard.refuses(PictureFormat::WebP).is_none()
                && standard.family(Kind::Song).is_none()
        );
    }
}
