//! Numbers of chapters, sections, figures and tables.

use crate::config::ThemeConfig;
use crate::language::{Word, Words, is_numeral, letters, numeral_value};
use crate::model::{Block, BlockKind, CaptionEntry, Chapter, ChapterRole, NodeId, plain_text, walk_blocks_mut};

/// The numbered figures and tables, in reading order.
#[derive(Default)]
pub(super) struct Captions {
    /// Figures.
    pub figures: Vec<CaptionEntry>,
    /// Tables.
    pub tables: Vec<CaptionEntry>,
}

/// Numbers everything that is numbered.
///
/// Chapters of the body count on through all parts. Where an author counts himself (`# 第一回 …`) nothing is counted for
/// him, and his count leads the figures. Front and back matter and unnumbered chapters have no number; their figures
/// and tables are counted on through the whole book without a chapter's number (图1, 图2), so that no two are alike.
pub(super) fn number(chapters: &mut [Chapter], theme: &ThemeConfig, words: Words) -> Captions {
    let own_counting =
        chapters.iter().any(|chapter| chapter.role == ChapterRole::Body && typed_number(&chapter.title).is_some());
    let appendices = chapters.iter().filter(|chapter| chapter.role == ChapterRole::Appendix).count();
    let mut counts = Counts::default();
    let mut captions = Captions::default();
    for chapter in chapters {
        let (number, prefix) = match chapter.role {
            ChapterRole::Body => counts.body(chapter, theme, words, own_counting),
            ChapterRole::Appendix => counts.appendix(chapter, words, appendices > 1),
            _ => (None, None),
        };
        if let Some(BlockKind::Heading { number: place, .. }) = title_of(chapter).map(|block| &mut block.kind) {
            *place = number;
        }
        if let Some(prefix) = &prefix {
            sections(&mut chapter.blocks, prefix, theme.numbering_depth);
        }
        counts.captions(chapter, prefix.as_deref(), words, &mut captions);
    }
    captions
}

#[derive(Default)]
struct Counts {
    chapter: u32,
    appendix: u32,
    /// Figures and tables outside numbered chapters.
    loose: [u32; 2],
}

impl Counts {
    /// The number of a chapter of the body, and the number that its sections and figures begin with.
    fn body(
        &mut self,
        chapter: &mut Chapter,
        theme: &ThemeConfig,
        words: Words,
        own_counting: bool,
    ) -> (Option<String>, Option<String>) {
        let Some(title) = title_of(chapter) else { return (None, None) };
        if is_unnumbered(title) {
            return (None, None);
        }
        if let Some(typed) = typed_number(&chapter.title) {
            self.chapter = typed.unwrap_or(self.chapter + 1);
            return (None, Some(self.chapter.to_string()));
        }
        if own_counting || !theme.number_chapters {
            return (None, None);
        }
        self.chapter += 1;
        (Some(words.chapter(self.chapter)), Some(self.chapter.to_string()))
    }

    /// 附录A, or 附录 alone where there is only one.
    fn appendix(&mut self, chapter: &mut Chapter, words: Words, several: bool) -> (Option<String>, Option<String>) {
        let Some(title) = title_of(chapter) else { return (None, None) };
        if is_unnumbered(title) {
            return (None, None);
        }
        self.appendix += 1;
        let letter = letters(self.appendix);
        let word = words.get(Word::Appendix);
        let number = if several { words.fill(Word::AppendixLetter, &[("letter", &letter)]) } else { word.to_owned() };
        let typed = chapter.title.trim_start().to_lowercase().starts_with(&word.to_lowercase());
        ((!typed).then_some(number), Some(letter))
    }

    fn captions(&mut self, chapter: &mut Chapter, prefix: Option<&str>, words: Words, captions: &mut Captions) {
        let mut own = [0; 2];
        let mut next = |kind: usize, word: Word| {
            let number = match prefix {
                Some(prefix) => {
                    own[kind] += 1;
                    format!("{prefix}-{}", own[kind])
                }
                None => {
                    self.loose[kind] += 1;
                    self.loose[kind].to_string()
                }
            };
            words.fill(word, &[("number", &number)])
        };
        if chapter.role.is_generated() {
            return;
        }
        walk_blocks_mut(&mut chapter.blocks, &mut |block| {
            if is_unnumbered(block) {
                return;
            }
            match &mut block.kind {
                BlockKind::Figure(figure) if !figure.caption.is_empty() => {
                    let number = next(0, Word::Figure);
                    captions.figures.push(entry(block.id, &number, &plain_text(&figure.caption)));
                    figure.number = Some(number);
                }
                BlockKind::Table(table) if !table.caption.is_empty() => {
                    let number = next(1, Word::Table);
                    captions.tables.push(entry(block.id, &number, &plain_text(&table.caption)));
                    table.number = Some(number);
                }
                _ => {}
            }
        });
    }
}

fn entry(node: NodeId, number: &str, title: &str) -> CaptionEntry {
    CaptionEntry { node, number: number.to_owned(), title: title.to_owned() }
}

/// The heading that is the chapter's title.
fn title_of(chapter: &mut Chapter) -> Option<&mut Block> {
    chapter.blocks.iter_mut().find(|block| matches!(block.kind, BlockKind::Heading { level: 0 | 1, .. }))
}

/// Whether the author wants no number here.
pub(super) fn is_unnumbered(block: &Block) -> bool {
    block.classes.iter().any(|class| class == "unnumbered")
}

/// Numbers the headings below the chapter's, down to `depth` levels. What stands under an unnumbered heading is
/// unnumbered too.
fn sections(blocks: &mut [Block], prefix: &str, depth: u8) {
    let mut counts = [0_u32; 7];
    let mut closed_at: Option<u8> = None;
    for block in blocks {
        let unnumbered = is_unnumbered(block);
        let BlockKind::Heading { level: level @ 2.., number, .. } = &mut block.kind else { continue };
        let level = (*level).min(6);
        closed_at = closed_at.filter(|closed| *closed < level);
        if unnumbered {
            closed_at = closed_at.or(Some(level));
        }
        if closed_at.is_some() || level - 1 > depth {
            continue;
        }
        counts[usize::from(level)] += 1;
        counts[usize::from(level) + 1..].fill(0);
        let below: Vec<String> = counts[2..=usize::from(level)].iter().map(u32::to_string).collect();
        *number = Some(format!("{prefix}.{}", below.join(".")));
    }
}

/// Units by which authors count chapters in their titles.
const UNITS: &str = "章回节節讲講课課话話卷编編";

/// Whether a title begins with a number of its own (第一回, Chapter 3); and the number, if it can be read.
fn typed_number(title: &str) -> Option<Option<u32>> {
    let title = title.trim_start();
    if let Some(rest) = title.strip_prefix('第') {
        let rest = rest.trim_start();
        let end = rest.find(|c| !is_numeral(c)).filter(|end| *end > 0)?;
        let unit = rest[end..].trim_start().chars().next()?;
        // 第一章节, 第三课堂: a word that only begins with a unit.
        let behind = &rest[end..].trim_start()[unit.len_utf8()..];
        let ends = !WORDS.iter().any(|word| word.starts_with(unit) && behind.starts_with(&word[unit.len_utf8()..]));
        return (UNITS.contains(unit) && ends).then(|| own_number(&rest[..end]));
    }
    let rest = title.get(..8).filter(|word| word.eq_ignore_ascii_case("chapter ")).map(|_| &title[8..])?;
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().filter(|word| !word.is_empty())?;
    let number = word.parse().ok();
    // Chapter Titles, Chapter house: a word that is no number.
    (number.is_some() || is_roman(word) || NUMBERS.iter().any(|name| word.eq_ignore_ascii_case(name))).then_some(number)
}

/// The value of a numeral, unless it is so large that it counts no chapters.
fn own_number(numeral: &str) -> Option<u32> {
    numeral_value(numeral).and_then(|value| u32::try_from(value).ok()).filter(|value| *value < 1_000_000_000)
}

/// Words that begin with a unit and name something else.
const WORDS: [&str; 10] = ["章节", "章節", "节日", "節日", "课堂", "課堂", "课程", "課程", "回合", "讲座"];

/// The numbers that chapters are named by in words.
const NUMBERS: [&str; 28] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
];

/// Whether a word is a roman numeral below 400, in capitals: `I`, `XIV`, but no `CIVIL` and no `mix`.
fn is_roman(word: &str) -> bool {
    let (hundreds, rest) = count(word, 'C', 3);
    let (tens, rest) = place(rest, ["XC", "XL"], 'L', 'X');
    let (ones, rest) = place(rest, ["IX", "IV"], 'V', 'I');
    rest.is_empty() && hundreds + tens + ones > 0
}

/// Takes a letter off as often as it stands there, `most` times at most.
fn count(word: &str, letter: char, most: usize) -> (usize, &str) {
    let count = word.chars().take(most).take_while(|c| *c == letter).count();
    (count, &word[count..])
}

/// Takes the letters of one decimal place off: one of two pairs, or a five and up to three ones.
fn place<'a>(word: &'a str, pairs: [&str; 2], five: char, one: char) -> (usize, &'a str) {
    if let Some(rest) = pairs.iter().find_map(|pair| word.strip_prefix(pair)) {
        return (2, rest);
    }
    let (fives, rest) = count(word, five, 1);
    let (ones, rest) = count(rest, one, 3);
    (fives + ones, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_numbers_are_seen() {
        assert_eq!(typed_number("第一回 甄士隐"), Some(Some(1)));
        assert_eq!(typed_number("第一百二十回"), Some(Some(120)));
        assert_eq!(typed_number("第 12 章 开端"), Some(Some(12)));
        assert_eq!(typed_number("Chapter 3: Start"), Some(Some(3)));
        assert_eq!(typed_number("Chapter Three"), Some(None));
        for title in ["Chapter XIV", "Chapter I. The Start", "chapter twenty-one"] {
            assert_eq!(typed_number(title), Some(None), "{title}");
        }
        for title in [
            "Chapter Titles",
            "Chapter house",
            "Chapter Civil Law",
            "CHAPTER CIVIL LAW",
            "Chapter mix",
            "第一章节",
            "第二课堂",
        ] {
            assert_eq!(typed_number(title), None, "{title}");
        }
        for title in ["第一次相见", "第二天", "开端", "第", "Chapters of life", "chapter"] {
            assert_eq!(typed_number(title), None, "{title}");
        }
    }
}
