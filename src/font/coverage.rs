use super::face::Face;
use crate::diagnostics::Bilingual;
use std::ops::RangeInclusive;

/// How much of Unicode a face has, for people who choose fonts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Number of characters.
    pub characters: usize,
    /// Number of Han among them.
    pub han: usize,
    /// The ranges of which the face has anything, in order of code points.
    pub ranges: Vec<RangeCoverage>,
}

/// How much of a range a face has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RangeCoverage {
    /// Name of the range.
    pub name: Bilingual,
    /// Characters that the face has.
    pub covered: usize,
    /// Characters that the range has.
    pub total: usize,
}

impl RangeCoverage {
    /// Whether nothing of the range is missing.
    pub fn is_complete(&self) -> bool {
        self.covered == self.total
    }
}

struct Range {
    name: Bilingual,
    characters: RangeInclusive<char>,
    han: bool,
}

const fn other(en: &'static str, zh: &'static str, first: char, last: char) -> Range {
    Range { name: Bilingual { en, zh }, characters: first..=last, han: false }
}

const fn han(en: &'static str, zh: &'static str, first: char, last: char) -> Range {
    Range { name: Bilingual { en, zh }, characters: first..=last, han: true }
}

/// The ranges that books in Chinese, Japanese, Korean and English draw on, bounded by their first and last assigned
/// character and without unassigned ones between (Unicode 16.0, Blocks and UnicodeData).
static RANGES: &[Range] = &[
    other("Basic Latin", "基本拉丁字母", '\u{20}', '\u{7E}'),
    other("Latin-1", "拉丁字母补充", '\u{A0}', '\u{FF}'),
    other("Latin Extended-A (Pinyin)", "拉丁字母扩展 A（拼音）", '\u{100}', '\u{17F}'),
    other("Cyrillic", "西里尔字母", '\u{400}', '\u{45F}'),
    other("General punctuation", "常用标点", '\u{2010}', '\u{2027}'),
    other("Circled numbers", "带圈数字", '\u{2460}', '\u{2473}'),
    other("CJK symbols and punctuation", "中日韩符号和标点", '\u{3000}', '\u{301F}'),
    other("Hiragana", "平假名", '\u{3041}', '\u{3096}'),
    other("Katakana", "片假名", '\u{30A1}', '\u{30FA}'),
    other("Bopomofo", "注音符号", '\u{3105}', '\u{312F}'),
    han("Han extension A", "汉字扩展 A", '\u{3400}', '\u{4DBF}'),
    han("Han (basic)", "汉字（基本区）", '\u{4E00}', '\u{9FFF}'),
    other("Hangul syllables", "谚文音节", '\u{AC00}', '\u{D7A3}'),
    han("Han compatibility", "兼容汉字", '\u{F900}', '\u{FA6D}'),
    other("Full-width forms", "全角字符", '\u{FF01}', '\u{FF5E}'),
    han("Han extension B", "汉字扩展 B", '\u{20000}', '\u{2A6DF}'),
    han("Han extension C", "汉字扩展 C", '\u{2A700}', '\u{2B739}'),
    han("Han extension D", "汉字扩展 D", '\u{2B740}', '\u{2B81D}'),
    han("Han extension E", "汉字扩展 E", '\u{2B820}', '\u{2CEA1}'),
    han("Han extension F", "汉字扩展 F", '\u{2CEB0}', '\u{2EBE0}'),
    han("Han extension I", "汉字扩展 I", '\u{2EBF0}', '\u{2EE5D}'),
    han("Han compatibility supplement", "兼容汉字补充", '\u{2F800}', '\u{2FA1D}'),
    han("Han extension G", "汉字扩展 G", '\u{30000}', '\u{3134A}'),
    han("Han extension H", "汉字扩展 H", '\u{31350}', '\u{323AF}'),
];

impl Face {
    /// What the face covers; reads its character map.
    pub fn coverage(&self) -> Coverage {
        let counted: Vec<(usize, &Range)> = RANGES
            .iter()
            .map(|range| {
                let has = |character: &char| self.charmap().glyph(*character).is_some();
                (range.characters.clone().filter(has).count(), range)
            })
            .collect();
        Coverage {
            characters: self.charmap().characters().count(),
            han: counted.iter().filter(|(_, range)| range.han).map(|(covered, _)| covered).sum(),
            ranges: counted
                .into_iter()
                .filter(|(covered, _)| *covered > 0)
                .map(|(covered, range)| RangeCoverage {
                    name: range.name,
                    covered,
                    total: range.characters.clone().count(),
                })
                .collect(),
        }
    }
}
