//! Lines of a cover: a few words, set as large as their place allows.

use crate::base::{Len, NodeId, Point};
use crate::choices::{Prohibitions, PunctuationStyle, TypographyConfig};
use crate::display::{Item, Piece};
use crate::font::Fonts;
use crate::language::Tag;
use crate::style::{TextAlign, TextStyle, Theme};
use crate::text::{Composed, Decoration, Flow, Run, Setting, Sink, TextRun, compose};

/// Height of the em above the baseline, in hundredths: the middle of a Han stands at 0.38 em.
const ASCENT: i64 = 88;

/// Distance of baselines, in hundredths of an em.
const PITCH: i64 = 135;
/// The same in a paragraph.
const LOOSE: i64 = 165;
/// More lines are a text, whose lines need not be alike.
const MOST_BALANCED: usize = 6;

/// Sets text in the language of the book, every glyph as content of one node.
pub(super) struct Compositor<'a> {
    pub fonts: &'a Fonts,
    pub theme: &'a Theme,
    pub lang: &'a Tag,
    pub node: NodeId,
}

/// How a text is set.
#[derive(Clone, Copy)]
struct Manner {
    indent: Len,
    align: TextAlign,
    punctuation: PunctuationStyle,
}

/// A block of lines about a common middle.
pub(super) struct Lines {
    composed: Composed,
    measure: Len,
    em: Len,
    pitch: Len,
}

impl Lines {
    /// From the top of the first line to the foot of the last.
    pub fn height(&self) -> Len {
        match self.count() {
            0 => Len::ZERO,
            count => self.pitch * (count - 1) + self.em,
        }
    }

    /// The size of the type.
    pub fn em(&self) -> Len {
        self.em
    }

    /// The width of the widest line.
    pub fn width(&self) -> Len {
        self.composed.lines().iter().map(|line| line.x1 - line.x0).max().unwrap_or_default()
    }

    /// From the top of the first line to that of a line behind the last.
    pub fn advance(&self) -> Len {
        self.pitch * self.count()
    }

    /// How many lines there are.
    pub fn count(&self) -> i32 {
        self.composed.lines().len() as i32
    }

    /// Draws the lines, the top of the first at `top`, their middle at `middle`.
    pub fn draw(&self, middle: Len, top: Len, fonts: &Fonts, items: &mut Vec<Item>) {
        let mut links = Vec::new();
        let mut sink = Sink { fonts, items, links: &mut links, note_label: &|_| String::new() };
        let mut y = top + self.em.scale(ASCENT, 100);
        for line in 0..self.composed.lines().len() {
            self.composed.draw(line, Point { x: middle - self.measure / 2, y }, &mut sink);
            y += self.pitch;
        }
    }
}

impl Compositor<'_> {
    /// Lines of at most `measure`, parted where `text` has line ends and where it needs more, of nearly the same length.
    pub fn lines(&self, text: &str, style: TextStyle, measure: Len) -> Lines {
        let pitch = style.size.scale(PITCH, 100);
        let wide = self.set(text, style, measure);
        let count = wide.lines().len();
        if !(2..=MOST_BALANCED).contains(&count) {
            return Lines { composed: wide, measure, em: style.size, pitch };
        }
        let (mut low, mut high) = (1, measure.div_floor(style.size / 2).max(1));
        while low < high {
            let middle = (low + high) / 2;
            let narrow = self.set(text, style, style.size / 2 * middle);
            if narrow.lines().len() <= count { high = middle } else { low = middle + 1 }
        }
        let narrow = (style.size / 2 * high).min(measure);
        Lines { composed: self.set(text, style, narrow), measure: narrow, em: style.size, pitch }
    }

    /// A paragraph with its first line indented.
    pub fn paragraph(&self, text: &str, style: TextStyle, measure: Len, indent: Len) -> Lines {
        let manner = Manner { indent, align: TextAlign::Justify, punctuation: self.theme.typography.punctuation };
        let pitch = style.size.scale(LOOSE, 100);
        Lines { composed: self.compose(text, style, measure, manner), measure, em: style.size, pitch }
    }

    /// A line in which every mark keeps the whole of its em.
    pub fn plain(&self, text: &str, style: TextStyle) -> Lines {
        let manner = Manner { indent: Len::ZERO, align: TextAlign::Center, punctuation: PunctuationStyle::Plain };
        let measure = self.compose(text, style, Len::MAX, manner).natural_width();
        Lines { composed: self.compose(text, style, measure, manner), measure, em: style.size, pitch: style.size }
    }

    /// The width of a text in one line.
    pub fn width(&self, text: &str, style: TextStyle) -> Len {
        // It is set small: a text wider than a length can be would be parted into lines of as many characters as fit into the
        // longest, at a cost that grows with the square of their number.
        let small = TextStyle { size: style.size.min(Len::PT), ..style };
        let width = self.set(text, small, Len::MAX).natural_width();
        width.scale(i64::from(style.size.0), i64::from(small.size.0))
    }

    /// The width of the longest word that no line end should part.
    pub fn longest_word(&self, text: &str, style: TextStyle) -> Len {
        let words = text.split_whitespace().filter(|word| word.chars().all(|letter| letter < '\u{2E80}'));
        words.map(|word| self.width(word, style)).max().unwrap_or_default()
    }

    fn set(&self, text: &str, style: TextStyle, measure: Len) -> Composed {
        let punctuation = self.theme.typography.punctuation;
        self.compose(text, style, measure, Manner { indent: Len::ZERO, align: TextAlign::Center, punctuation })
    }

    fn compose(&self, text: &str, style: TextStyle, measure: Len, manner: Manner) -> Composed {
        let run = |text: &str| {
            Run::Text(TextRun {
                text: text.to_owned(),
                style,
                lang: self.lang.clone(),
                node: self.node,
                piece: Piece::Body,
                decoration: Decoration::default(),
                rise: Len::ZERO,
                reading: None,
                link: None,
                verbatim: false,
            })
        };
        let mut runs = Vec::new();
        for (index, line) in text.split('\n').enumerate() {
            runs.extend((index > 0).then_some(Run::Break));
            runs.push(run(line));
        }
        let setting = Setting {
            measure,
            first_indent: manner.indent,
            hang: Len::ZERO,
            align: manner.align,
            typography: TypographyConfig {
                hanging: false,
                grid: false,
                prohibitions: Prohibitions::Basic,
                punctuation: manner.punctuation,
                ..self.theme.typography
            },
            node: self.node,
        };
        // A character that no font has is reported where the title page shows it.
        compose(self.fonts, &Flow { runs }, &setting, &mut Vec::new())
    }
}
