//! What Chinese sources need beyond CommonMark: how characters count beside markup, and line ends that are no spaces.

use crate::unicode::{Fate, fate};
use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar as _;

/// Whether an odd number of backslashes stands before a place.
pub(super) fn is_escaped(source: &str, at: usize) -> bool {
    source.as_bytes()[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// How a character counts beside a delimiter run.
pub(super) enum Mark {
    /// A full-width mark.
    Wide,
    /// A mark that Chinese and Latin text share: “ ” ‘ ’ — … ·.
    Shared,
    /// Anything else.
    Other,
}

/// How `c` counts.
pub(super) fn mark_kind(c: char) -> Mark {
    match c {
        '“' | '”' | '‘' | '’' | '—' | '―' | '⸺' | '⸻' | '…' | '·' | '–' => Mark::Shared,
        _ if is_cjk(c) && is_mark(c) => Mark::Wide,
        _ => Mark::Other,
    }
}

/// Whether CommonMark 0.31 takes `c` for punctuation (general categories P and S): all of ASCII that is neither a letter
/// nor a digit, and beyond it what is no letter, number, space, combining mark, nor a character without a form of its own.
/// Letters in circles and squares are symbols, though they count as alphabetic.
pub(super) fn is_mark(c: char) -> bool {
    match c {
        _ if c.is_ascii() => c.is_ascii_punctuation(),
        'Ⓐ'..='ⓩ' | '🄰'..='🅉' | '🅐'..='🅩' | '🅰'..='🆉' => true,
        // Private use, of which nothing is known.
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => false,
        _ => {
            let has_form = fate(c).is_none_or(|fate| fate == Fate::Damage);
            !c.is_alphanumeric() && !c.is_whitespace() && !is_combining_mark(c) && has_form
        }
    }
}

/// Whether `c` is written in a full-width cell: Han, kana, Hangul, and full-width marks.
pub(super) fn is_cjk(c: char) -> bool {
    c.width() == Some(2)
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}')
}

/// Whether a source line break between the texts `before` and `after` is no space; `cjk_text` says whether the chapter is
/// Chinese or Japanese.
///
/// Korean parts its words by spaces, so Hangul keeps them. The marks that Chinese and Latin text share count with what
/// stands beyond them: `……⏎——` lies between Han as its marks do. Beyond the edge of a paragraph there is nothing that
/// could speak for Latin.
pub(super) fn joins(before: &str, after: &str, cjk_text: bool) -> bool {
    let wide = |c: char| is_cjk(c) && !is_hangul(c);
    let shared = |c: char| matches!(mark_kind(c), Mark::Shared);
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else { return false };
    // Marks come in pairs; a long row of them is looked at no further than this.
    const FAR: usize = 16;
    let left_beyond = || before.chars().rev().take(FAR).find(|c| !shared(*c));
    let right_beyond = || after.chars().take(FAR).find(|c| !shared(*c));
    match (shared(left), shared(right)) {
        (false, false) => wide(left) && wide(right),
        (false, true) => cjk_text && wide(left),
        (true, false) => cjk_text && wide(right),
        (true, true) => {
            let beyond = [left_beyond(), right_beyond()];
            cjk_text && (beyond.into_iter().flatten().any(wide) || beyond == [None, None])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Event, Parser, Tag};

    #[test]
    fn a_mark_is_what_the_parser_takes_for_one() {
        // The writing of Europe and East Asia, and symbols. Newer versions of Unicode fill blocks that the parser's table
        // does not know.
        let blocks = [
            0x80..0x530,
            0x900..0x980,
            0xE00..0xE80,
            0x1E00..0x20C1,
            0x20D0..0x2427,
            0x2440..0x2B96,
            0x2E00..0x31E4,
            0x31F0..0xFB07,
            0xFE00..0x1_0000,
            0x1_F000..0x1_F6D8,
            0x1_F900..0x1_FA54,
            0xE_0100..0xE_01F0,
        ];
        let assigned = |c: &char| unicode_names2::name(*c).is_some() && !c.is_whitespace();
        let unlike: Vec<char> = blocks
            .into_iter()
            .flatten()
            .filter_map(char::from_u32)
            .filter(assigned)
            .filter(|c| {
                // Behind a letter, stars before punctuation do not open.
                let source = format!("a**{c}b**");
                let opens = Parser::new(&source).any(|event| matches!(event, Event::Start(Tag::Strong)));
                opens == is_mark(*c)
            })
            .collect();
        assert!(unlike.is_empty(), "{unlike:?}");
    }

    #[test]
    fn line_ends_between_han_are_nothing() {
        assert!(joins("汉", "字", true));
        assert!(joins("，", "「", true));
        assert!(joins("：", "“", true) && !joins("：", "“", false));
        assert!(!joins("汉", "a", true) && !joins("9", "年", true));
        assert!(!joins("가", "나", true));
        assert!(joins("了”", "“", true) && !joins("is”", "“as", true));
        for (before, after) in [("话……", "——他"), ("……", "——"), ("话……", "——"), ("……", "——他"), ("“……", "——”")]
        {
            assert!(joins(before, after, true) && !joins(before, after, false), "{before} {after}");
        }
        assert!(!joins("word…", "—and", true) && !joins("word……", "——", true));
    }
}
