use crate::base::{Len, Point, Rect, Size};
use crate::choices::{
    ChapterOpening, EmphasisStyle, ListLabels, ListStyle, NoteNumbering, StrongStyle, TypographyConfig,
};
use crate::config::Config;
use crate::font::FontRole;
use crate::language::{Ordinal, note_label};
use crate::model::{BlockKind, Inline, PictureRoom, plain_text};
use crate::unicode::{Script, is_character};

/// A colour of the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
}

impl Color {
    /// Black.
    pub const BLACK: Color = Color { r: 0, g: 0, b: 0 };
    /// A grey, 0 black to 255 white.
    pub const fn grey(level: u8) -> Color {
        Color { r: level, g: level, b: level }
    }
}

/// How text looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct TextStyle {
    /// Which fonts.
    pub role: FontRole,
    /// Size of the em.
    pub size: Len,
    /// Colour.
    pub color: Color,
}

/// How lines stand in the measure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TextAlign {
    /// Flush both ends but for the last line.
    Justify,
    /// Flush left, never stretched.
    Start,
    /// Centred, never stretched.
    Center,
    /// Flush right, never stretched.
    End,
}

/// How a kind of block looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BlockStyle {
    /// Its text.
    pub text: TextStyle,
    /// Distance of its baselines.
    pub pitch: Len,
    /// First-line indent.
    pub indent: Len,
    /// How its lines stand.
    pub align: TextAlign,
    /// Space above, in hundredths of the body's line pitch.
    pub before: u16,
    /// Space below, in hundredths of the body's line pitch.
    pub after: u16,
    /// Indent of the whole block on both sides.
    pub inset: Len,
}

/// Everything that composition, layout and the style sheet need to know.
#[derive(Clone, PartialEq, Debug)]
pub struct Theme {
    /// How the language of the book is set.
    pub script: Script,
    /// Trimmed page.
    pub page: Size,
    /// Type area of a recto; a verso mirrors it.
    pub area: Rect,
    /// Body size.
    pub em: Len,
    /// Distance of body baselines: the page grid.
    pub pitch: Len,
    /// Lines of a full page.
    pub lines_per_page: u16,
    /// Composition choices.
    pub typography: TypographyConfig,
    /// Where chapters begin.
    pub chapter_opening: ChapterOpening,
    /// Where note numbers start anew.
    pub notes: NoteNumbering,
    /// How lists stand in the measure.
    pub lists: ListStyle,
    /// How the items of ordered lists are numbered.
    pub list_labels: ListLabels,
    /// Body paragraphs.
    pub body: BlockStyle,
    /// Headings by level: part, chapter, section, …
    pub headings: [BlockStyle; 7],
    /// The number of a part or a chapter, on a line of its own over the title.
    pub chapter_number: BlockStyle,
    /// Quotations.
    pub quote: BlockStyle,
    /// Verse.
    pub verse: BlockStyle,
    /// Code blocks.
    pub code: BlockStyle,
    /// Captions of figures and tables.
    pub caption: BlockStyle,
    /// Table cells.
    pub table: BlockStyle,
    /// Footnotes.
    pub note: BlockStyle,
    /// Running heads and folios.
    pub head: BlockStyle,
    /// Lines of the contents, by level: part, chapter, section, …
    pub contents: [BlockStyle; 4],
    /// Title on the title page; the half-title is the same, smaller.
    pub title: BlockStyle,
    /// Subtitle, authors and publisher on the title page; imprint lines.
    pub title_small: BlockStyle,
    /// How emphasis is shown.
    pub emphasis: EmphasisStyle,
    /// Fonts of strong text.
    pub strong: FontRole,
    /// Accent colour.
    pub accent: Color,
}

impl Theme {
    /// The room of a picture among text of this em, in a paragraph whose first line is indented by so much.
    pub fn picture_room(&self, indent: Len, em: Len) -> PictureRoom {
        let area = Size { width: self.measure(), height: self.area.size.height };
        PictureRoom::among_text(area, self.pitch, indent, em)
    }

    /// The measure of the body.
    pub fn measure(&self) -> Len {
        self.area.size.width
    }

    /// Whether emphasis of these inlines is shown by dots (typography row EM-7): where there is no character that takes
    /// one, none would show.
    pub fn emphasis_is_dotted(&self, inlines: &[Inline]) -> bool {
        self.emphasis == EmphasisStyle::Dots && plain_text(inlines).contains(is_character)
    }

    /// The fonts of emphasis in text of a role. It is a change of hand: 楷 in 宋, 宋 where the text is 楷 already; Latin
    /// is italic in both. In headings the Latin alone changes. Emphasis inside emphasis is upright again.
    pub fn emphasized(&self, role: FontRole) -> FontRole {
        match role {
            FontRole::Quotation => FontRole::Contrast,
            FontRole::Contrast => FontRole::Quotation,
            FontRole::Emphasis => FontRole::Body,
            FontRole::BodyBold => FontRole::BoldItalic,
            FontRole::BoldItalic => FontRole::BodyBold,
            FontRole::Heading | FontRole::HeadingBold => FontRole::HeadingItalic,
            FontRole::HeadingItalic => FontRole::Heading,
            FontRole::Mono => role,
            FontRole::Body | FontRole::Caption => FontRole::Emphasis,
        }
    }

    /// The fonts of strong text in text of a role: as the theme says, and 黑 where the text is no body. What is emphasized
    /// stays italic where strong text is set in the bold of an alphabet.
    pub fn strengthened(&self, role: FontRole) -> FontRole {
        let is_bold_italic = self.script == Script::Other && self.strong == FontRole::BodyBold;
        match role {
            FontRole::Mono | FontRole::BoldItalic => role,
            FontRole::Emphasis | FontRole::Contrast if is_bold_italic => FontRole::BoldItalic,
            FontRole::Body | FontRole::BodyBold | FontRole::Emphasis | FontRole::Quotation | FontRole::Contrast => {
                self.strong
            }
            FontRole::Caption | FontRole::Heading | FontRole::HeadingBold | FontRole::HeadingItalic => {
                FontRole::HeadingBold
            }
        }
    }

    /// Whether a paragraph after `previous` begins without an indent. Books in an alphabet indent where a paragraph must
    /// be told from the one before it: not at the beginning of a text, not after a heading, not after what is set off by
    /// space, figures and tables among it. Lists have no space around them; what follows them is indented. The East Asian
    /// languages indent every paragraph (typography row BT-1).
    pub fn begins_flush(&self, previous: Option<&BlockKind>) -> bool {
        let apart = match previous {
            None => true,
            Some(BlockKind::Paragraph { .. } | BlockKind::List { .. }) => false,
            Some(
                BlockKind::Heading { .. }
                | BlockKind::Figure(_)
                | BlockKind::Table(_)
                | BlockKind::Quote(_)
                | BlockKind::Verse(_)
                | BlockKind::Definitions(_)
                | BlockKind::Code { .. }
                | BlockKind::Math(_)
                | BlockKind::Break
                | BlockKind::Contents(_),
            ) => true,
        };
        apart && self.script == Script::Other
    }

    /// The rung of the ladder of ordinals for ordered lists that stand inside `depth` others (typography row LS-1); books in
    /// an alphabet have a ladder of their own.
    pub fn ordinal(&self, depth: usize) -> Ordinal {
        match (self.list_labels, self.script) {
            (ListLabels::Arabic, Script::Other) => Ordinal::western(depth),
            (labels, _) => labels.ordinal(depth),
        }
    }

    /// The label of a note: ① in Chinese and Japanese (typography row FN-2), a figure where words are parted by spaces.
    pub fn note_label(&self, number: u32) -> String {
        if self.script.is_full_width() { note_label(number) } else { number.to_string() }
    }

    /// The widest label that a note can get that is number `number` of its chapter: circled numbers are all as wide as
    /// their em, and on a page no note has a higher number than in its chapter.
    pub fn widest_note_label(&self, number: u32) -> String {
        let circled = self.script.is_full_width() && self.notes == NoteNumbering::Page;
        self.note_label(if circled { 1 } else { number })
    }

    /// The type area on a page of the given side.
    pub fn area_on(&self, recto: bool) -> Rect {
        let x = if recto { self.area.at.x } else { self.page.width - self.area.right() };
        Rect { at: Point { x, y: self.area.at.y }, size: self.area.size }
    }

    /// The default theme, filled with the choices of a configuration.
    pub fn of(config: &Config) -> Theme {
        let page = config.page.size;
        let em = config.page.font_size;
        let pitch = config.page.line_pitch;
        let width = em * i32::from(config.page.chars_per_line);
        // PG-2: n lines are n - 1 pitches and one em deep.
        let height = pitch * (i32::from(config.page.lines_per_page) - 1) + em;
        // The inner margin is narrower than the outer, the top narrower than the foot: 4 : 5 and 9 : 10.
        let inner = config.page.inner_margin.unwrap_or_else(|| (page.width - width).scale(4, 9));
        let top = config.page.top_margin.unwrap_or_else(|| (page.height - height).scale(10, 19));
        let text = |role, size| TextStyle { role, size, color: Color::BLACK };
        let plain = |style: TextStyle, pitch: Len, align| BlockStyle {
            text: style,
            pitch,
            indent: Len::ZERO,
            align,
            before: 0,
            after: 0,
            inset: Len::ZERO,
        };
        let sized = |num: i64| em.scale(num, 100);
        let heading = |role, size: i64, align, before, after| BlockStyle {
            before,
            after,
            ..plain(text(role, sized(size)), sized(size).scale(3, 2), align)
        };
        let script = config.meta.language.script();
        // Lower headings of East Asian books are indented, those of the others stand at the edge.
        let heading_indent = if script.is_full_width() { em * 2 } else { Len::ZERO };
        let indented = |style: BlockStyle| BlockStyle { indent: heading_indent, ..style };
        // 五号 body has 小五 notes, captions, tables and heads: 9 pt to 10.5 pt.
        let small = em.scale(6, 7);
        let note = BlockStyle {
            indent: small.scale(i64::from(script.indent()), 100),
            ..plain(text(FontRole::Body, small), small.scale(3, 2), TextAlign::Justify)
        };
        let indent = em.scale(i64::from(config.typography.indent), 100);
        let contents = |role, size: i64, inset: i32, before| BlockStyle {
            before,
            inset: em * inset,
            ..plain(text(role, sized(size)), pitch, TextAlign::Start)
        };
        Theme {
            script,
            page,
            area: Rect::new(inner, top, width, height),
            em,
            pitch,
            lines_per_page: config.page.lines_per_page,
            typography: config.typography,
            chapter_opening: config.theme.chapter_opening,
            notes: config.theme.notes,
            emphasis: config.theme.emphasis,
            strong: match config.theme.strong {
                StrongStyle::Hei => FontRole::HeadingBold,
                StrongStyle::Song => FontRole::BodyBold,
            },
            lists: config.theme.lists,
            list_labels: config.theme.list_labels,
            body: BlockStyle { indent, ..plain(text(FontRole::Body, em), pitch, TextAlign::Justify) },
            // Song bold for what opens a page, Hei within a chapter, Kai below (typography row HD-3).
            headings: [
                heading(FontRole::BodyBold, 210, TextAlign::Center, 700, 200),
                heading(FontRole::BodyBold, 171, TextAlign::Center, 300, 250),
                heading(FontRole::Heading, 124, TextAlign::Center, 100, 50),
                indented(heading(FontRole::Heading, 105, TextAlign::Start, 50, 20)),
                indented(heading(FontRole::Heading, 100, TextAlign::Start, 0, 0)),
                indented(heading(FontRole::Quotation, 100, TextAlign::Start, 0, 0)),
                indented(heading(FontRole::Quotation, 100, TextAlign::Start, 0, 0)),
            ],
            chapter_number: plain(text(FontRole::Quotation, sized(124)), sized(290), TextAlign::Center),
            quote: BlockStyle {
                indent,
                inset: em * 2,
                before: 50,
                after: 50,
                ..plain(text(FontRole::Quotation, em), pitch, TextAlign::Justify)
            },
            verse: BlockStyle {
                before: 50,
                after: 50,
                ..plain(text(FontRole::Quotation, em), pitch, TextAlign::Start)
            },
            code: BlockStyle {
                before: 50,
                after: 50,
                ..plain(text(FontRole::Mono, small), small.scale(3, 2), TextAlign::Start)
            },
            caption: plain(text(FontRole::Caption, small), small.scale(7, 5), TextAlign::Center),
            table: plain(text(FontRole::Body, small), small.scale(3, 2), TextAlign::Start),
            note,
            head: plain(text(FontRole::Quotation, small), small.scale(3, 2), TextAlign::Start),
            contents: [
                contents(FontRole::Heading, 105, 0, 50),
                contents(FontRole::Heading, 100, 0, 0),
                contents(FontRole::Body, 100, 2, 0),
                contents(FontRole::Body, 95, 4, 0),
            ],
            title: plain(text(FontRole::BodyBold, sized(260)), sized(380), TextAlign::Center),
            title_small: plain(text(FontRole::Body, sized(120)), sized(190), TextAlign::Center),
            accent: Color { r: config.theme.accent[0], g: config.theme.accent[1], b: config.theme.accent[2] },
        }
    }
}
