//! Which characters a book shows in which fonts, so that fonts can be cut to them.

use crate::font::FontRole;
use crate::language::{Region, Tag};
use crate::text::han_marks;
use crate::unicode::{self, Script, Stroke, is_ambiguous_mark, is_cjk, is_variation_selector, stroke_at};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A set of characters: a bit for each of the basic plane, a tree for the rest.
#[derive(Clone, Debug)]
pub(super) struct CharSet {
    basic: Box<[u64]>,
    rest: BTreeSet<char>,
    /// Characters with the variation selector that follows them.
    sequences: BTreeSet<(char, char)>,
}

impl Default for CharSet {
    fn default() -> CharSet {
        CharSet { basic: vec![0; 1 << 10].into_boxed_slice(), rest: BTreeSet::new(), sequences: BTreeSet::new() }
    }
}

impl CharSet {
    /// Takes every character of `text` in.
    pub(super) fn add(&mut self, text: &str) {
        let mut before = None;
        for one in text.chars() {
            if let Some(base) = before.replace(one).filter(|_| is_variation_selector(one)) {
                self.sequences.insert((base, one));
            }
            let code = u32::from(one) as usize;
            match self.basic.get_mut(code >> 6) {
                Some(word) => *word |= 1 << (code & 63),
                None => {
                    self.rest.insert(one);
                }
            }
        }
    }

    /// Takes every character of `other` in.
    pub(super) fn merge(&mut self, other: &CharSet) {
        self.basic.iter_mut().zip(&other.basic).for_each(|(word, more)| *word |= more);
        self.rest.extend(&other.rest);
        self.sequences.extend(&other.sequences);
    }

    /// Characters with the variation selector that follows them.
    pub(super) fn sequences(&self) -> impl Iterator<Item = (char, char)> {
        self.sequences.iter().copied()
    }

    /// The characters in order of their codes.
    pub(super) fn iter(&self) -> impl Iterator<Item = char> {
        let basic = self.basic.iter().enumerate().flat_map(|(at, word)| {
            (0..64)
                .filter(move |bit| word >> bit & 1 == 1)
                .filter_map(move |bit| char::from_u32((at as u32) << 6 | bit))
        });
        basic.chain(self.rest.iter().copied())
    }
}

/// The habits of a language that decide which fonts its text takes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Flavour {
    /// Chinese, Japanese or Korean: the shared marks “ ” ‘ ’ — … · come from the Han font of the region.
    Cjk(Region),
    /// Everything else: they come from the Latin font.
    Latin,
}

impl Flavour {
    /// The flavour of text in a language.
    pub(super) fn of(lang: &Tag) -> Flavour {
        match lang.script() {
            Script::Other => Flavour::Latin,
            Script::Hans | Script::Hant | Script::Japanese | Script::Korean => Flavour::Cjk(lang.region()),
        }
    }
}

/// The characters of each font role and flavour, and the languages of each flavour.
#[derive(Clone, Debug, Default)]
pub(super) struct Used {
    sets: BTreeMap<(FontRole, Flavour), CharSet>,
    languages: BTreeMap<Flavour, BTreeSet<Tag>>,
}

impl Used {
    /// Says that `text` is shown in the fonts of `role`.
    pub(super) fn add(&mut self, role: FontRole, flavour: Flavour, text: &str) {
        self.sets.entry((role, flavour)).or_default().add(text);
    }

    /// Says that the book has text in a language.
    pub(super) fn speak(&mut self, lang: &Tag) {
        self.languages.entry(Flavour::of(lang)).or_default().insert(lang.clone());
    }

    /// Leaves the text of a role to the reading system.
    pub(super) fn forget(&mut self, role: FontRole) {
        self.sets.retain(|(one, _), _| *one != role);
    }

    /// Takes everything of `other` in.
    pub(super) fn merge(&mut self, other: &Used) {
        for (key, set) in &other.sets {
            self.sets.entry(*key).or_default().merge(set);
        }
        for (flavour, languages) in &other.languages {
            self.languages.entry(*flavour).or_default().extend(languages.iter().cloned());
        }
    }

    /// Roles and flavours with their characters.
    pub(super) fn iter(&self) -> impl Iterator<Item = (FontRole, Flavour, &CharSet)> {
        self.sets.iter().map(|((role, flavour), set)| (*role, *flavour, set))
    }

    /// The languages of each flavour.
    pub(super) fn languages(&self) -> impl Iterator<Item = (Flavour, &BTreeSet<Tag>)> {
        self.languages.iter().map(|(flavour, languages)| (*flavour, languages))
    }
}

/// What a reading system must not part though its rules of line breaking would: dashes of characters that may be anything
/// (―― and ──), a label and its number, a sign and what stands before it (typography rows LB-7 and LB-9). Ranges of bytes, in order and apart.
pub(super) fn unbroken(text: &str) -> Vec<Range<usize>> {
    let mut found = unicode::unbroken(text);
    found.extend(strokes(text).map(|stroke| stroke.range).filter(|range| text[range.clone()].contains(['―', '─'])));
    found.sort_by_key(|range| range.start);
    let mut last = 0;
    found.retain(|range| {
        let apart = range.start >= last;
        last = last.max(range.end);
        apart
    });
    found
}

/// The runs of dashes in a text that are one stroke each.
pub(super) fn strokes(text: &str) -> impl Iterator<Item = Stroke> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        loop {
            let start = rest + text[rest..].find(['—', '―', '─', '⸺', '⸻'])?;
            let run = text[start..].find(|one| !matches!(one, '—' | '―' | '─' | '⸺' | '⸻'));
            rest = run.map_or(text.len(), |length| start + length);
            if let Some(stroke) = stroke_at(text, start) {
                return Some(stroke);
            }
        }
    })
}

/// Numbers of one or two digits among Han, which stand upright in one cell of a vertical line (typography row VT-4):
/// ranges of bytes. What is part of Western text lies down with it.
pub(super) fn short_numbers(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        loop {
            let start = rest + text[rest..].find(|one: char| one.is_ascii_digit())?;
            let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
            let end = start + digits;
            rest = end;
            let beside = |one: Option<char>| one.map(|one| is_cjk(one) || is_ambiguous_mark(one));
            let before = beside(text[..start].trim_end().chars().next_back());
            let after = beside(text[end..].trim_start().chars().next());
            if digits <= 2 && matches!((before, after), (Some(true), Some(true) | None) | (None, Some(true))) {
                return Some(start..end);
            }
        }
    })
}

/// The marks that Chinese and Latin share, where they are Latin ones (typography row QT-2): for every piece of a paragraph,
/// given with the habits of its language, ranges of bytes. The decision is that of the printed edition.
pub(super) fn latin_marks(pieces: &[(&str, Flavour)]) -> Vec<Vec<Range<usize>>> {
    let texts = pieces.iter().map(|(text, flavour)| (*text, *flavour != Flavour::Latin));
    let mut han = han_marks(texts).into_iter();
    let ranges = |(text, _): &(&str, Flavour)| {
        let marks = text.char_indices().filter(|(_, one)| is_ambiguous_mark(*one));
        let latin = marks.filter(|_| han.next() == Some(false));
        latin.map(|(at, mark)| at..at + mark.len_utf8()).collect()
    };
    pieces.iter().map(ranges).collect()
}

/// Han in code that has letters beside them: ranges of bytes. Code is set solid, but no rule of CSS sets it so and lets it
/// keep the gap to the text around it.
pub(super) fn solid_han(code: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    if code.contains(letter) {
        for (at, one) in code.char_indices().filter(|(_, one)| is_cjk(*one)) {
            match found.last_mut().filter(|last| last.end == at) {
                Some(last) => last.end += one.len_utf8(),
                None => found.push(at..at + one.len_utf8()),
            }
        }
    }
    found
}

fn letter(one: char) -> bool {
    one.is_alphanumeric() && !is_cjk(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_come_back_once_and_in_order() {
        let mut one = CharSet::default();
        one.add("中文中A𠀀");
        let mut two = CharSet::default();
        two.add("文B𠀁");
        one.merge(&two);
        assert_eq!(one.iter().collect::<String>(), "AB中文𠀀𠀁");
    }

    #[test]
    fn dashes_that_may_be_anything_and_numbers_of_labels_are_kept_whole() {
        let kept =
            |text: &str| unbroken(text).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>().join("|");
        assert_eq!(kept("他――像图3-1那样──又——走⸺"), "――|图3-1|──");
        assert_eq!(kept("—―、―、├──"), "—―");
        // What no line of the PDF parts either.
        assert_eq!(kept("第3章，3—5页，图Ⅱ-1，设长=3，约~8℃"), "第3章|3—5|图Ⅱ-1|长=3|约~8");
    }

    #[test]
    fn sequences_are_remembered() {
        let mut set = CharSet::default();
        set.add("葛\u{E0100}城");
        let mut all = CharSet::default();
        all.merge(&set);
        assert_eq!(all.sequences().collect::<Vec<_>>(), [('葛', '\u{E0100}')]);
    }

    #[test]
    fn e46_short_numbers_among_han_stand_upright() {
        let numbers =
            |text: &str| short_numbers(text).map(|range| text[range].to_owned()).collect::<Vec<_>>().join("|");
        assert_eq!(numbers("3月12日，共 7 人（见第8页）；2024年"), "3|12|7|8");
        assert_eq!(numbers("三〇一2"), "2");
        assert_eq!(numbers("9月"), "9");
        for western in ["3 km", "A4纸", "第3.5节", "约10%", "图2-1是", "1,000元", "12", "长3m。"] {
            assert_eq!(numbers(western), "", "{western}");
        }
    }

    #[test]
    fn shared_marks_are_latin_in_latin_text() {
        let han = Flavour::of(&Tag::default());
        let of = |pieces: &[(&str, Flavour)]| {
            let found = latin_marks(pieces);
            let texts =
                pieces.iter().zip(found).flat_map(|((text, _), ranges)| ranges.into_iter().map(|range| &text[range]));
            texts.collect::<String>()
        };
        let marks = |text: &str| of(&[(text, han)]);
        assert_eq!(marks("他说“好”，又说 it’s fine。"), "’");
        assert_eq!(marks("He said “yes” to us"), "“”");
        assert_eq!(marks("他说“yes”了"), "");
        assert_eq!(marks("John — Mary 和约翰·史密斯"), "—");
        // A passage that is Latin as a whole, wherever in it they stand and however it is marked up.
        assert_eq!(marks("“Hello world,” she said. ‘No…’"), "“”‘…’");
        assert_eq!(of(&[("“", han), ("Hello", han), (" world”", han)]), "“”");
        assert_eq!(of(&[("“Hello world”", han), ("是第一句话", han)]), "");
        assert_eq!(of(&[("他说：", han), ("“Hello”", Flavour::Latin)]), "“”");
    }

    #[test]
    fn han_in_code_are_found_beside_letters_alone() {
        let found = |code: &str| solid_han(code).into_iter().map(|range| code[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("print(\"中文\", x) # 注释"), ["中文", "注释"]);
        assert!(found("中文").is_empty() && found("let x = 1").is_empty());
    }
}
