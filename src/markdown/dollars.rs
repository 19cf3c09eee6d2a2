//! Which dollar signs are formulas' and which are prices'.
//!
//! Pandoc's rule (manual, `tex_math_dollars`): a formula begins with `$` and no blank behind it; the next `$` ends it, with
//! no blank before it and no digit behind it, else it was no formula. Chinese parts nothing by blanks, so that two more
//! things speak against a formula: a stop beside one of the signs or with words between them (`$5，又花$`), and a sign that stands between a digit and a
//! full-width character (`5$一斤，8$两斤`).

use super::cjk::{is_cjk, is_escaped};
use crate::unicode::is_han;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Marks that end a sentence or a part of one.
const STOPS: [char; 8] = ['，', '。', '；', '：', '？', '！', '、', '…'];

/// The unescaped dollar signs of a text that belong to no formula, ascending. Code is known by reading the text without
/// formulas first; a text without two signs is not read.
pub(super) fn literal(source: &str) -> Vec<usize> {
    let all: Vec<usize> = source.bytes().enumerate().filter(|(_, byte)| *byte == b'$').map(|(at, _)| at).collect();
    if all.len() < 2 {
        // One sign alone makes no formula.
        return Vec::new();
    }
    let mut kept = Vec::new();
    let mut leaf = Vec::new();
    let mut in_code = false;
    for (event, range) in Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES).into_offset_iter()
    {
        match event {
            Event::Text(_) if !in_code => {
                let first = all.partition_point(|at| *at < range.start);
                leaf.extend(
                    all[first..].iter().take_while(|at| **at < range.end).filter(|at| !is_escaped(source, **at)),
                );
            }
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => in_code = true,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => in_code = false,
            Event::Start(_) => {}
            Event::End(end) if is_inline(end) => {}
            Event::End(_) | Event::Rule => formulas(source, std::mem::take(&mut leaf), &mut kept),
            _ => {}
        }
    }
    formulas(source, leaf, &mut kept);
    kept.sort_unstable();
    all.into_iter().filter(|at| kept.binary_search(at).is_err() && !is_escaped(source, *at)).collect()
}

fn is_inline(end: TagEnd) -> bool {
    matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

/// Takes the signs of formulas from those of one paragraph.
fn formulas(source: &str, signs: Vec<usize>, kept: &mut Vec<usize>) {
    let twins = |at: usize| signs.get(at + 1).is_some_and(|next| *next == signs[at] + 1);
    // The last pair of signs that stand together, so that looking for the end of a display costs nothing in vain.
    let last_twins = (0..signs.len()).rev().find(|at| twins(*at));
    let mut at = 0;
    while at + 1 < signs.len() {
        if twins(at) {
            let end = last_twins.filter(|last| *last > at + 1).and_then(|last| (at + 2..=last).find(|at| twins(*at)));
            match end {
                Some(end) => {
                    kept.extend([signs[at], signs[at + 1], signs[end], signs[end + 1]]);
                    at = end + 2;
                }
                None => at += 2,
            }
        } else if is_formula(source, signs[at], signs[at + 1]) {
            kept.extend([signs[at], signs[at + 1]]);
            at += 2;
        } else {
            at += 1;
        }
    }
}

fn is_formula(source: &str, open: usize, close: usize) -> bool {
    let inside = &source[open + 1..close];
    let (Some(first), Some(last)) = (inside.chars().next(), inside.chars().next_back()) else { return false };
    let priced = source[..open].ends_with(|c: char| c.is_ascii_digit()) && is_cjk(first);
    let blank = first.is_whitespace() || last.is_whitespace();
    let counted = source[close + 1..].starts_with(|c: char| c.is_ascii_digit());
    let stopped = inside.starts_with(STOPS) || inside.ends_with(STOPS);
    let sentence = inside.contains(STOPS) && has_words(inside);
    !(blank || counted || stopped || sentence || priced)
}

/// Whether Han stands outside of all braces: `\text{若}` is a part of formulas.
fn has_words(formula: &str) -> bool {
    let mut depth = 0_usize;
    formula.chars().any(|c| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && is_han(c)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with its literal signs shown as `¤`.
    fn told(source: &str) -> String {
        let literal = literal(source);
        source.char_indices().map(|(at, c)| if literal.contains(&at) { '¤' } else { c }).collect()
    }

    #[test]
    fn formulas_and_prices_are_told_apart() {
        for (source, expected) in [
            ("花了$5，又花$6", "花了¤5，又花¤6"),
            ("从$5涨到**$8**，再到$11。", "从¤5涨到**¤8**，再到¤11。"),
            ("$x$与$y+1$", "$x$与$y+1$"),
            ("设 $a$ 为 $5、$b$ 为 $6", "设 $a$ 为 ¤5、$b$ 为 ¤6"),
            ("costs $5 and $ 6 or 7$", "costs ¤5 and ¤ 6 or 7¤"),
            ("5$一斤，8$两斤", "5¤一斤，8¤两斤"),
            ("用`$a`和`$b`，$c$", "用`¤a`和`¤b`，$c$"),
            ("[见](a$b.md)花$5，[见](c$d.md)", "[见](a¤b.md)花¤5，[见](c¤d.md)"),
            ("$0.7、0.6$与$x_i，i=1$与$\\text{若}，y$", "$0.7、0.6$与$x_i，i=1$与$\\text{若}，y$"),
            ("$$x + y$$，$$ z $$", "$$x + y$$，$$ z $$"),
            ("$$开，$5", "¤¤开，¤5"),
            ("一$5\n\n二$6", "一¤5\n\n二¤6"),
            ("| $5 | $6 |\n|--|--|\n| $x$ | 7$ |", "| ¤5 | ¤6 |\n|--|--|\n| $x$ | 7¤ |"),
            ("\\$5，\\$6，$x$", "\\$5，\\$6，$x$"),
            ("$x^2$\n\n```\n$5\n```\n$y$", "$x^2$\n\n```\n¤5\n```\n$y$"),
        ] {
            assert_eq!(told(source), expected, "{source}");
        }
    }
}
