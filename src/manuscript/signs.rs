//! Characters that cannot be seen beside the signs of blocks at the beginnings of lines, where they make text of markup.
//!
//! Elsewhere they join words, part them or set their direction; before the sign of a heading there is no word. CommonMark
//! knows a sign only behind blanks (0.31, sections 4 and 5), so that what looks like a heading would be printed as text.

use crate::unicode::{Fate, fate};

/// A fence that is open.
struct Fence {
    sign: char,
    length: usize,
    /// Whether something invisible stood before it: then its end may be written in the same way. Without that a fence
    /// behind something invisible is how authors show a fence in code.
    hidden: bool,
    /// Whether it stands in a quotation, with which it ends.
    quoted: bool,
}

/// What stands at a place of a line.
enum Sign<'t> {
    /// The sign of a quotation or an item, and its bytes: another sign may follow.
    Container(usize),
    /// A fence, and what follows the blanks before it.
    Fence(&'t str),
    /// The sign of any other block.
    Leaf,
}

/// Where such characters stand, ascending.
pub(super) fn hidden(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut fence: Option<Fence> = None;
    let mut base = 0;
    for line in text.split_inclusive('\n') {
        fence = match fence {
            Some(open) if !open.quoted || line.trim_start_matches(skipped).starts_with('>') => {
                inside(line, base, open, &mut found)
            }
            _ => scan(line.trim_end_matches(['\n', '\r']), base, &mut found),
        };
        base += line.len();
    }
    found
}

/// A line behind an open fence: the fence, unless the line ends it.
fn inside(line: &str, base: usize, open: Fence, found: &mut Vec<usize>) -> Option<Fence> {
    let text = line.trim_start_matches(|c| skipped(c) || c == '>');
    let signs = text.chars().take_while(|c| *c == open.sign).count();
    let closes = signs >= open.length && text[signs..].chars().all(|c| c.is_whitespace() || is_hidden(c));
    let places = || line.char_indices().filter(|(_, c)| is_hidden(*c)).map(|(at, _)| base + at);
    if !closes || !open.hidden && places().next().is_some() {
        return Some(open);
    }
    found.extend(places());
    None
}

/// Looks at the signs with which a line begins. The fence that it opens.
fn scan(line: &str, base: usize, found: &mut Vec<usize>) -> Option<Fence> {
    let (mut at, mut quoted, mut pending) = (0, false, Vec::new());
    let before = found.len();
    while let Some(c) = line[at..].chars().next() {
        if skipped(c) {
            pending.extend(is_hidden(c).then_some(base + at));
            at += c.len_utf8();
            continue;
        }
        let rest = &line[at..];
        let (sign, behind) = sign(rest)?;
        found.append(&mut pending);
        // What stands between the sign and its blank.
        found.extend(rest[behind.clone()].char_indices().map(|(inner, _)| base + at + behind.start + inner));
        match sign {
            Sign::Container(length) => {
                quoted |= c == '>';
                at += length;
            }
            Sign::Fence(text) => {
                let length = text.chars().take_while(|sign| *sign == c).count();
                return Some(Fence { sign: c, length, hidden: found.len() > before, quoted });
            }
            Sign::Leaf => {
                // A picture is a figure when it is alone, and a rule has one sign alone.
                let end = match c {
                    '!' => rest.trim_end_matches(|c: char| c.is_whitespace() || is_hidden(c)).len(),
                    '-' | '*' | '_' | '=' => 0,
                    _ => rest.len(),
                };
                let tail = rest[end..].char_indices().filter(|(_, inner)| is_hidden(*inner));
                found.extend(tail.map(|(inner, _)| base + at + end + inner));
                return None;
            }
        }
    }
    None
}

/// The sign of a block with which a text begins, and where something invisible stands right behind it.
fn sign(rest: &str) -> Option<(Sign<'_>, std::ops::Range<usize>)> {
    let first = rest.chars().next()?;
    let marker = match first {
        '#' => rest.len() - rest.trim_start_matches('#').len(),
        '-' | '+' | '*' => 1,
        '0'..='9' => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if !rest[digits..].starts_with(['.', ')']) {
                return None;
            }
            digits + 1
        }
        _ => 0,
    };
    let all = |signs: &[char]| rest.chars().all(|c| signs.contains(&c) || skipped(c));
    let leaf = match first {
        '>' => return Some((Sign::Container(1), 0..0)),
        '-' | '*' | '_' if rest.matches(first).count() > 2 && all(&[first]) => true,
        '`' | '~' => {
            let signs = rest.len() - rest.trim_start_matches(first).len();
            let fence = signs > 2 && (first == '~' || !rest[signs..].contains('`'));
            return fence.then_some((Sign::Fence(rest), 0..0));
        }
        '=' => all(&['=']),
        '|' => true,
        '!' => rest.starts_with("!["),
        '[' => rest.find(']').is_some_and(|end| rest[end + 1..].starts_with(':')),
        ':' => rest[1..].starts_with([' ', '\t', '-']),
        '<' => rest.starts_with("<!--"),
        _ => false,
    };
    if leaf {
        return Some((Sign::Leaf, 0..0));
    }
    if marker == 0 || first == '#' && marker > 6 {
        return None;
    }
    let text = rest[marker..].trim_start_matches(is_hidden);
    let behind = marker..rest.len() - text.len();
    let blank = text.is_empty() || text.starts_with([' ', '\t']);
    match first {
        // Something invisible is no blank either, but `#` and a sign of its own, as in the picture of a key, are no heading.
        '#' if blank || !behind.is_empty() && text.starts_with(char::is_alphanumeric) => Some((Sign::Leaf, behind)),
        '#' => None,
        _ => blank.then_some((Sign::Container(behind.end), behind)),
    }
}

/// Whether a character may stand before a sign: a blank, or nothing that is seen.
fn skipped(c: char) -> bool {
    matches!(c, ' ' | '\t') || is_hidden(c)
}

fn is_hidden(c: char) -> bool {
    fate(c) == Some(Fate::Kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HIDDEN: [char; 10] = [
        '\u{AD}', '\u{61C}', '\u{200B}', '\u{200D}', '\u{200E}', '\u{202A}', '\u{2060}', '\u{2067}', '\u{FE0F}',
        '\u{3164}',
    ];

    fn without(text: &str) -> String {
        let found = hidden(text);
        assert!(found.windows(2).all(|pair| pair[0] < pair[1]), "{text:?}");
        text.char_indices().filter(|(at, _)| !found.contains(at)).map(|(_, c)| c).collect()
    }

    #[test]
    fn nothing_invisible_stays_before_the_sign_of_a_block() {
        let blocks = [
            "# 节",
            "###### 节",
            "#",
            "- 项",
            "* 项",
            "+ 项",
            "1. 项",
            "12) 项",
            "> 引",
            "| 甲 | 乙 |",
            "|---|---|",
            "![灯](a.png)",
            "[^1]: 注",
            "[a]: b.md",
            ": 释",
            "---",
            "* * *",
            "___",
            "===",
            "<!-- 注 -->",
            "```",
            "~~~~ py",
        ];
        for block in blocks {
            for c in HIDDEN {
                for before in ["", "  ", "> ", "- ", "1. > "] {
                    for written in [format!("{c}{block}"), format!("{c}{c} {block}"), format!(" {c}{block}")] {
                        let bare: String = written.chars().filter(|one| *one != c).collect();
                        assert_eq!(without(&format!("{before}{written}")), format!("{before}{bare}"), "{c:?}");
                        assert_eq!(without(&format!("文\n\n{written}\n文\n")), format!("文\n\n{bare}\n文\n"), "{c:?}");
                    }
                }
            }
        }
        for c in HIDDEN {
            assert_eq!(without(&format!("##{c} 节\n-{c} 项\n1.{c} 项\n##{c}节")), "## 节\n- 项\n1. 项\n##节");
            assert_eq!(without(&format!("{c}![灯](a.png){c}\r\n")), "![灯](a.png)\r\n");
            assert_eq!(without(&format!("{c}```\nx\n{c}```\n{c}# 节")), "```\nx\n```\n# 节");
        }
    }

    #[test]
    fn elsewhere_it_stays() {
        for c in HIDDEN {
            for text in [
                format!("{c}文 # 节 {c}- 项"),
                format!("# {c}节{c}"),
                format!("#{c}\u{20E3} 键，*{c}\u{20E3}，1{c}\u{20E3}。"),
                format!("{c}*重*，{c}-5 度，{c}`码`，{c}[文](a.md)，{c}#"),
                format!("```md\n{c}# 节\n{c}```\n```\n"),
                format!("> ```\n> {c}# 节\n> ```\n"),
            ] {
                assert_eq!(without(&text), text, "{c:?}");
            }
        }
        let quoted = "> ```\n> x\n\n\u{200B}# 节";
        assert_eq!(without(quoted), "> ```\n> x\n\n# 节", "a fence ends with its quotation");
    }
}
