//! Kinds of letters.

/// Kinds of letters, as far as one may stand in for another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum StyleClass {
    /// 宋, and Latin with serifs.
    Serif,
    /// 黑, and Latin without serifs.
    Sans,
    /// 楷 and other hands.
    Script,
    /// Fixed pitch.
    Mono,
}

/// Words in a family's name that tell its class where its classification bytes do not; the first match counts.
const CLASS_WORDS: &[(&str, StyleClass)] = &[
    ("mono", StyleClass::Mono),
    ("code", StyleClass::Mono),
    ("kai", StyleClass::Script),
    ("楷", StyleClass::Script),
    ("fangsong", StyleClass::Script),
    ("仿宋", StyleClass::Script),
    ("sans", StyleClass::Sans),
    ("gothic", StyleClass::Sans),
    ("hei", StyleClass::Sans),
    ("黑", StyleClass::Sans),
    ("serif", StyleClass::Serif),
    ("song", StyleClass::Serif),
    ("ming", StyleClass::Serif),
    ("宋", StyleClass::Serif),
    ("明", StyleClass::Serif),
];

impl StyleClass {
    /// The class of a family, by its name, else by its PANOSE bytes; a face that tells nothing is a serif.
    pub(super) fn of(family: &str, panose: &[u8], fixed_pitch: bool) -> StyleClass {
        let name = family.to_lowercase();
        if let Some((_, class)) = CLASS_WORDS.iter().find(|(word, _)| name.contains(word)) {
            return *class;
        }
        match (panose.first(), panose.get(1)) {
            _ if fixed_pitch => StyleClass::Mono,
            (Some(3), _) => StyleClass::Script,
            (Some(2), Some(11..=15)) => StyleClass::Sans,
            _ => StyleClass::Serif,
        }
    }
}
