//! The style sheet, made from the theme.
//!
//! The reader's own choice of font, size, spacing and colours must be able to win: everything is in em, nothing is
//! `!important`, and nothing but the ground of a picture has a colour of its own.

use super::chars::Flavour;
pub(super) use super::fonts::{Embedded, is_bold};
use super::languages;
use super::profile::{Habits, Kind};
use crate::base::Len;
use crate::choices::{ListStyle, ParagraphStart, PunctuationStyle, TypographyConfig};
use crate::config::{EpubConfig, WritingMode};
use crate::font::FontRole;
use crate::language::{HYPHENATED, Ordinal, Tag, Word};
use crate::style::{BlockStyle, TextAlign, Theme};
use crate::unicode::Script;
use std::fmt::Write as _;

/// The style sheet, with the `@font-face` rules of the embedded fonts.
pub(super) fn sheet(theme: &Theme, language: &Tag, embedded: &Embedded, form: EpubConfig) -> String {
    let css = String::from("@charset \"UTF-8\";\n") + &embedded.faces;
    let mut sheet = Sheet {
        css,
        script: language.script(),
        base: Flavour::of(language),
        embedded,
        rules: Vec::new(),
        habits: Habits::of(form.profile),
        vertical: form.writing_mode == WritingMode::Vertical,
    };
    body(theme, &mut sheet);
    headings(theme, &mut sheet);
    blocks(theme, &mut sheet);
    inlines(theme, &mut sheet);
    pages(theme, &mut sheet);
    sheet.passages();
    if sheet.habits.has_note_classes() {
        sheet.css.push_str(NOTE_CLASSES);
    }
    if sheet.vertical {
        sheet.css.push_str(VERTICAL);
        sheet.lie_down();
    }
    thematic_break(language.words().get(Word::ThematicBreak), &mut sheet);
    sheet.css
}

/// Three marks, as on paper. A reading system that cannot set text into a rule keeps the line that the rules above draw.
fn thematic_break(mark: &str, sheet: &mut Sheet) {
    let margins = sheet.margins("1.5em", "0", "1.5em");
    let _ = write!(
        sheet.css,
        "@supports selector(hr::before) {{\n\
         hr {{ border: 0; width: auto; height: auto; margin: {margins}; opacity: 1; color: inherit; text-align: center; overflow: visible; }}\n\
         hr::before {{ content: \"{mark}{mark}{mark}\"; letter-spacing: 1em; padding-inline-start: 1em; }}\n\
         }}\n"
    );
}

/// A style sheet in the making.
struct Sheet<'a> {
    css: String,
    script: Script,
    base: Flavour,
    embedded: &'a Embedded,
    /// Which selectors take the fonts of which role, in their order.
    rules: Vec<(&'static str, FontRole)>,
    habits: Habits,
    /// Whether lines run from top to bottom.
    vertical: bool,
}

impl Sheet<'_> {
    /// The families of a role for a selector, which is remembered for passages in other languages; nothing for text
    /// that is left to the reading system.
    fn font(&mut self, selector: &'static str, role: FontRole) -> String {
        if role == FontRole::Body && self.habits.has_plain_body() {
            return String::new();
        }
        self.rules.push((selector, role));
        format!("font-family: {}; ", stack(role, self.script, self.embedded.families(role, self.base), self.habits))
    }

    /// Western passages lie down in vertical lines with all their marks: by itself a reader sets “ ” upright, as in Chinese
    /// (typography row VT-5).
    fn lie_down(&mut self) {
        if self.base != Flavour::Latin
            && let Some(languages) = self.embedded.languages.get(&Flavour::Latin)
        {
            let spans = languages.iter().map(|lang| format!(", span:lang({lang})"));
            let selector = String::from(".latin") + &spans.collect::<String>();
            let _ = writeln!(
                self.css,
                "{selector} {{ -epub-text-orientation: sideways; -webkit-text-orientation: sideways; text-orientation: sideways; }}"
            );
        }
    }

    /// Margins before, beside and after a block, in the order that CSS names the sides.
    fn margins(&self, before: &str, beside: &str, after: &str) -> String {
        if self.vertical { format!("{beside} {before} {beside} {after}") } else { format!("{before} {beside} {after}") }
    }

    /// Fonts of passages in languages that take other fonts than the book, wherever they stand.
    fn passages(&mut self) {
        let mut rules = String::new();
        for (flavour, languages) in &self.embedded.languages {
            if *flavour == self.base {
                continue;
            }
            for (selector, role) in &self.rules {
                let families = self.embedded.families(*role, *flavour);
                if families.is_empty() {
                    continue;
                }
                let parts = selector.split(", ");
                let mut selectors: Vec<String> = Vec::new();
                for part in parts {
                    for lang in languages {
                        selectors.push(format!("{part}:lang({lang}), {part} span:lang({lang})"));
                    }
                    if *flavour == Flavour::Latin {
                        selectors.push(format!("{part} .latin"));
                    }
                }
                let script = languages.iter().next().map_or(self.script, Tag::script);
                let _ = writeln!(
                    rules,
                    "{} {{ font-family: {}; }}",
                    selectors.join(", "),
                    stack(*role, script, families, self.habits)
                );
            }
        }
        self.css.push_str(&rules);
    }
}

/// A number with at most three decimals, without useless noughts.
pub(super) fn decimal(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn ratio(part: Len, whole: Len) -> String {
    if whole == Len::ZERO { "1".to_owned() } else { decimal(part.to_pt() / whole.to_pt()) }
}

fn align(align: TextAlign) -> &'static str {
    match align {
        TextAlign::Justify => "justify",
        TextAlign::Start => "start",
        TextAlign::Center => "center",
        TextAlign::End => "end",
    }
}

/// The families of a role: the embedded ones, then what platforms call theirs, then a generic (EPUB row 54).
fn stack(role: FontRole, script: Script, embedded: Vec<String>, habits: Habits) -> String {
    let platform = PLATFORM
        .iter()
        .find(|(one, scripts, _)| *one == kind(role) && scripts.contains(&script))
        .map_or("serif", |(_, _, families)| families);
    let mut stack: Vec<String> = embedded.into_iter().map(|family| format!("\"{family}\"")).collect();
    stack.extend(habits.family(kind(role)).map(str::to_owned));
    stack.push(platform.to_owned());
    stack.join(", ")
}

fn kind(role: FontRole) -> Kind {
    match role {
        FontRole::Body | FontRole::BodyBold | FontRole::Contrast => Kind::Song,
        FontRole::Heading | FontRole::HeadingBold | FontRole::HeadingItalic | FontRole::Caption => Kind::Hei,
        FontRole::Emphasis | FontRole::BoldItalic | FontRole::Quotation => Kind::Kai,
        FontRole::Mono => Kind::Mono,
    }
}

const ANY: &[Script] = &[Script::Hans, Script::Hant, Script::Japanese, Script::Korean, Script::Other];

/// What the fonts are called on Apple, Android and Linux, and Windows.
const PLATFORM: &[(Kind, &[Script], &str)] = &[
    (
        Kind::Song,
        &[Script::Hans],
        "\"Songti SC\", \"Noto Serif CJK SC\", \"Source Han Serif SC\", STSong, SimSun, serif",
    ),
    (Kind::Song, &[Script::Hant], "\"Songti TC\", \"Noto Serif CJK TC\", \"Source Han Serif TC\", PMingLiU, serif"),
    (Kind::Song, &[Script::Japanese], "\"Hiragino Mincho ProN\", \"Noto Serif CJK JP\", \"Yu Mincho\", serif"),
    (Kind::Song, &[Script::Korean], "AppleMyungjo, \"Noto Serif CJK KR\", Batang, serif"),
    (Kind::Song, ANY, "serif"),
    (
        Kind::Hei,
        &[Script::Hans],
        "\"PingFang SC\", \"Noto Sans CJK SC\", \"Source Han Sans SC\", \"Microsoft YaHei\", SimHei, sans-serif",
    ),
    (
        Kind::Hei,
        &[Script::Hant],
        "\"PingFang TC\", \"Noto Sans CJK TC\", \"Source Han Sans TC\", \"Microsoft JhengHei\", sans-serif",
    ),
    (Kind::Hei, &[Script::Japanese], "\"Hiragino Sans\", \"Noto Sans CJK JP\", \"Yu Gothic\", sans-serif"),
    (Kind::Hei, &[Script::Korean], "\"Apple SD Gothic Neo\", \"Noto Sans CJK KR\", \"Malgun Gothic\", sans-serif"),
    (Kind::Hei, ANY, "sans-serif"),
    (Kind::Kai, &[Script::Hans], "\"Kaiti SC\", STKaiti, KaiTi, \"LXGW WenKai\", serif"),
    (Kind::Kai, &[Script::Hant], "\"Kaiti TC\", BiauKai, DFKai-SB, \"LXGW WenKai TC\", serif"),
    (Kind::Kai, ANY, "serif"),
    (Kind::Mono, &[Script::Hans], "Menlo, Consolas, \"Noto Sans Mono CJK SC\", \"PingFang SC\", monospace"),
    (Kind::Mono, &[Script::Hant], "Menlo, Consolas, \"Noto Sans Mono CJK TC\", \"PingFang TC\", monospace"),
    (Kind::Mono, ANY, "Menlo, Consolas, monospace"),
];

/// Vertical space in em of the block's own size.
fn margin(hundredths: u16, theme: &Theme, size: Len) -> String {
    in_em(ratio(theme.pitch.scale(i64::from(hundredths), 100), size))
}

fn in_em(number: String) -> String {
    if number == "0" { number } else { number + "em" }
}

fn body(theme: &Theme, sheet: &mut Sheet) {
    let body = &theme.body;
    let own = if sheet.habits.has_plain_body() {
        String::new()
    } else {
        let font = sheet.font("body", body.text.role);
        format!("{font}line-height: {}; text-align: {}; ", ratio(body.pitch, body.text.size), align(body.align))
    };
    let _ = write!(
        sheet.css,
        "body {{ margin: 0; {own}line-break: strict; \
         overflow-wrap: break-word; text-autospace: normal; {}widows: 2; orphans: 2; font-synthesis: none; quotes: {}; }}\n\
         p {{ margin: 0; text-indent: {}em; }}\n\
         p.continued, p.opening {{ text-indent: 0; }}\n\
         p.right {{ text-align: end; text-indent: 0; }}\n\
         p.center {{ text-align: center; text-indent: 0; }}\n\
         {} {{ hyphens: auto; -webkit-hyphens: auto; -epub-hyphens: auto; }}\n",
        trims(&theme.typography),
        quotes(sheet.script),
        ratio(body.indent, body.text.size),
        HYPHENATED.map(|language| format!(":lang({language})")).join(", "),
    );
}

/// What becomes of the blanks of full-width marks at the edges of lines (typography rows PW-4 to PW-7): the blank before an
/// opening mark is trimmed at the start of every line, that behind a closing one at the end; where a reader does not know
/// how to trim both, the start alone.
fn trims(typography: &TypographyConfig) -> &'static str {
    match (typography.punctuation, typography.paragraph_start) {
        (PunctuationStyle::Plain, _) => "text-spacing-trim: space-all; ",
        (_, ParagraphStart::Full) => "text-spacing-trim: space-first; ",
        (_, ParagraphStart::Trimmed) => "text-spacing-trim: trim-start; text-spacing-trim: trim-both; ",
    }
}

/// The quotation marks of horizontal text, outside and inside (typography row QT-1, clreq 3.1.1): for a style sheet of the
/// reader's that makes marks. Marks that the author wrote are text, and stay what they are.
fn quotes(script: Script) -> &'static str {
    match script {
        Script::Hans | Script::Korean => "\"“\" \"”\" \"‘\" \"’\"",
        Script::Hant | Script::Japanese => "\"「\" \"」\" \"『\" \"』\"",
        Script::Other => "auto",
    }
}

fn headings(theme: &Theme, sheet: &mut Sheet) {
    sheet.css.push_str(
        "h1, h2, h3, h4, h5, h6 { text-indent: 0; break-after: avoid; page-break-after: avoid; break-inside: avoid; \
         text-wrap: balance; hyphens: none; -webkit-hyphens: none; -epub-hyphens: none; }\n\
         .number { margin-right: 0.75em; }\n",
    );
    let selectors = [".h0", "h1, .h1", "h2, .h2", "h3, .h3", "h4, .h4", "h5, .h5", "h6, .h6"];
    for (level, selector) in selectors.into_iter().enumerate().skip(1) {
        heading(theme, selector, &theme.headings[level], sheet);
    }
    heading(theme, selectors[0], &theme.headings[0], sheet);
}

fn heading(theme: &Theme, selector: &'static str, style: &BlockStyle, sheet: &mut Sheet) {
    let size = style.text.size;
    let font = sheet.font(selector, style.text.role);
    // On a screen a heading without any space above would stick to the text.
    let (before, after) = (margin(style.before.max(50), theme, size), margin(style.after.max(25), theme, size));
    let margins = sheet.margins(&before, "0", &after);
    let _ = writeln!(
        sheet.css,
        "{selector} {{ {font}font-size: {}em; font-weight: {}; line-height: {}; text-align: {}; margin: {margins}; }}",
        ratio(size, theme.em),
        if is_bold(style.text.role) { "bold" } else { "normal" },
        ratio(style.pitch, size),
        align(style.align),
    );
}

fn blocks(theme: &Theme, sheet: &mut Sheet) {
    boxed(theme, "blockquote", &theme.quote, sheet);
    boxed(theme, ".verse", &theme.verse, sheet);
    boxed(theme, "pre", &theme.code, sheet);
    boxed(theme, ".notes", &theme.note, sheet);
    boxed(theme, "figcaption, caption", &theme.caption, sheet);
    boxed(theme, "table", &theme.table, sheet);
    let font = sheet.font("th", theme.caption.text.role);
    let _ = write!(
        sheet.css,
        "th {{ {font}font-weight: bold; }}\ncaption {{ font-size: {}em; }}\nblockquote p {{ text-indent: {}em; }}\n",
        // A table holds its caption, whose size counts from the table's.
        ratio(theme.caption.text.size, theme.table.text.size),
        ratio(theme.quote.indent, theme.quote.text.size),
    );
    sheet.css.push_str(BLOCKS);
    lists(theme, sheet);
}

/// The ladder of ordinals as counter styles; a reader that has none of its own numbers the items in digits.
fn lists(theme: &Theme, sheet: &mut Sheet) {
    let mut selector = String::new();
    for depth in 0..5 {
        selector.push_str(if depth == 0 { "ol" } else { " ol" });
        let (name, room) = match theme.ordinal(depth) {
            Ordinal::Han => ("simp-chinese-informal", 3),
            Ordinal::BracketedHan => ("bracketed-han", 3),
            Ordinal::Arabic => ("decimal", 2),
            Ordinal::BracketedArabic => ("bracketed", 3),
            Ordinal::Circled => ("circled", 2),
            Ordinal::Letter => ("letter", 2),
            Ordinal::Roman => ("roman", 3),
            Ordinal::Capital => ("capital", 2),
            Ordinal::CapitalRoman => ("capital-roman", 3),
        };
        let room = if sheet.vertical { format!("{room}em 0 0") } else { format!("0 0 0 {room}em") };
        let _ = writeln!(sheet.css, "{selector} {{ list-style-type: {name}; padding: {room}; }}");
    }
    let circled: Vec<String> = (1..=50).map(|number| format!("\"{}\"", Ordinal::Circled.label(number))).collect();
    let _ = writeln!(
        sheet.css,
        "@counter-style circled {{ system: fixed; symbols: {}; suffix: \" \"; fallback: bracketed; }}",
        circled.join(" "),
    );
    sheet.css.push_str(LISTS);
    if theme.lists == ListStyle::Paragraph {
        let indent = in_em(ratio(theme.body.indent, theme.em));
        let _ = writeln!(sheet.css, "li, li p {{ text-indent: {indent}; }}");
        sheet.css.push_str(PARAGRAPH_LISTS);
    }
}

fn boxed(theme: &Theme, selector: &'static str, style: &BlockStyle, sheet: &mut Sheet) {
    let size = style.text.size;
    let inset = in_em(ratio(style.inset, size));
    let font = sheet.font(selector, style.text.role);
    let (before, after) = (margin(style.before, theme, size), margin(style.after, theme, size));
    // Code and tables keep their horizontal lines.
    let across = sheet.vertical && !matches!(selector, "pre" | "table" | "figcaption, caption");
    let margins = if across { sheet.margins(&before, &inset, &after) } else { format!("{before} {inset} {after}") };
    let _ = writeln!(
        sheet.css,
        "{selector} {{ {font}font-size: {}em; line-height: {}; text-align: {}; margin: {margins}; }}",
        ratio(size, theme.em),
        ratio(style.pitch, size),
        align(style.align),
    );
}

fn inlines(theme: &Theme, sheet: &mut Sheet) {
    // Han are never slanted; where the book's letters are, they stay so in the reader's own fonts.
    let slant = if sheet.script == Script::Other { "font-style: italic;" } else { "font-style: normal;" };
    let bold_slant = format!("font-weight: bold; {slant}");
    let bold_slant = bold_slant.as_str();
    for (selector, role, look) in [
        ("em", FontRole::Emphasis, slant),
        ("em.contrast", FontRole::Contrast, slant),
        ("em.heading", FontRole::HeadingItalic, slant),
        ("strong", theme.strong, "font-weight: bold;"),
        ("em.bold, strong.italic", FontRole::BoldItalic, bold_slant),
        ("dt", FontRole::Heading, "font-weight: bold;"),
        (".verse-title", FontRole::Heading, "font-weight: bold;"),
        ("code", FontRole::Mono, ""),
    ] {
        let font = sheet.font(selector, role);
        let _ = writeln!(sheet.css, "{selector} {{ {font}{look} }}");
    }
    sheet.css.push_str(&languages::rules(sheet.script, &sheet.embedded.languages));
    sheet.css.push_str(INLINES);
}

/// The lines of the title page, which a cover without a picture shows too.
fn pages(theme: &Theme, sheet: &mut Sheet) {
    for (selector, style) in [
        (".book-title", &theme.title),
        (".book-subtitle, .book-author, .book-contributor, .book-publisher, .book-series", &theme.title_small),
    ] {
        let font = sheet.font(selector, style.text.role);
        let _ = writeln!(
            sheet.css,
            "{selector} {{ {font}font-size: {}em; line-height: {}; text-align: {}; text-indent: 0; }}",
            ratio(style.text.size, theme.em),
            // Lines of a title that wrap belong together.
            ratio(style.pitch.min(style.text.size.scale(3, 2)), style.text.size),
            align(style.align),
        );
    }
    sheet.css.push_str(PAGES);
}

/// Rules that are the same in every theme: how blocks keep within a screen of any width.
const BLOCKS: &str = "\
.verse-title { text-indent: 0; text-align: center; margin: 0.5em 0 0; break-after: avoid; page-break-after: avoid; }
.verse p { text-indent: -2em; padding-left: 2em; margin: 0 0 0 2em; }
.verse.center p, .verse.right p { text-indent: 0; padding: 0; margin: 0; }
.verse.center p { text-align: center; }
.verse.right p { text-align: end; }
.stanza { margin: 0 0 1em; break-inside: avoid; page-break-inside: avoid; }
.stanza:last-child { margin-bottom: 0; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 0.6em 0.8em; background: rgba(128, 128, 128, 0.12); text-autospace: no-autospace; text-spacing-trim: space-all; hyphens: none; -webkit-hyphens: none; }
pre code { font-size: 1em; background: none; padding: 0; text-autospace: no-autospace; }
ul { padding-left: 2em; }
ul, ol { margin: 0.5em 0; }
li > ul, li > ol { margin: 0; }
li p { text-indent: 0; }
.loose > li { margin: 0.4em 0; }
li.todo { list-style: none; }
.task { display: inline-block; width: 1.4em; margin-left: -1.4em; text-indent: 0; }
dl { margin: 0.5em 0; }
dd { margin: 0 0 0.4em 2em; }
dd p { text-indent: 0; }
figure { margin: 1em 0; text-align: center; text-indent: 0; break-inside: avoid; page-break-inside: avoid; }
figure.table { break-inside: auto; page-break-inside: auto; }
img { max-width: 100%; height: auto; color: #000; background: #fff; box-shadow: inset 0 0 0 100vmax #fff; }
img.inline { vertical-align: baseline; }
figcaption { padding-top: 0.5em; text-wrap: balance; }
caption { padding-bottom: 0.5em; text-wrap: balance; }
.wide { max-width: 100%; overflow-x: auto; }
table { border-collapse: collapse; margin: 0 auto; border-top: 0.12em solid; border-bottom: 0.12em solid; text-indent: 0; hyphens: none; -webkit-hyphens: none; }
thead { border-bottom: 0.06em solid; }
th, td { padding: 0.3em 0.6em; vertical-align: top; text-align: start; min-width: 2em; }
th { text-align: center; vertical-align: middle; }
th.left, td.left { text-align: left; }
th.center, td.center { text-align: center; }
th.right, td.right { text-align: right; }
hr { border: 0; border-top: 0.06em solid; width: 6em; margin: 1.5em auto; opacity: 0.6; }
p.math { text-align: center; text-indent: 0; margin: 0.5em 0; }
.notes { margin-top: 2em; padding-top: 0.6em; }
.notes::before { content: \"\"; display: block; width: 33%; border-top: 0.06em solid; margin-bottom: 0.6em; }
aside { margin: 0 0 0.3em; }
";

/// Bracketed ordinals, which take no further mark.
const LISTS: &str = "\
@counter-style bracketed { system: extends decimal; prefix: \"（\"; suffix: \"）\"; }
@counter-style bracketed-han { system: extends simp-chinese-informal; prefix: \"（\"; suffix: \"）\"; }
@counter-style letter { system: extends lower-alpha; prefix: \"(\"; suffix: \") \"; }
@counter-style roman { system: extends lower-roman; prefix: \"(\"; suffix: \") \"; }
@counter-style capital { system: extends upper-alpha; prefix: \"(\"; suffix: \") \"; }
@counter-style capital-roman { system: extends upper-roman; prefix: \"(\"; suffix: \") \"; }
";

/// Items that are paragraphs: the label stands in the first line, the other lines are flush.
const PARAGRAPH_LISTS: &str = "\
ul, ul.tasks, ol, ol ol, ol ol ol, ol ol ol ol, ol ol ol ol ol { list-style-position: inside; padding-left: 0; }
li > p:first-child { display: inline; }
.task { margin-left: 0; }
";

/// Rules for text. Dots, name lines and title lines are CSS because they belong to characters, wherever lines break. Lines
/// stand close below the text and parted from their neighbours', so that dots have room below them (typography rows EM-4
/// to EM-6).
const INLINES: &str = "\
u.name { text-decoration: underline; text-decoration-thickness: 0.06em; text-decoration-skip-ink: none; text-underline-offset: 0.17em; margin: 0 0.08em; }
cite.wavy { font-style: normal; text-decoration: underline; -webkit-text-decoration: underline wavy; text-decoration: underline wavy; text-decoration-thickness: 0.05em; text-decoration-skip-ink: none; text-underline-offset: 0.14em; margin: 0 0.08em; }
code { font-size: 0.92em; overflow-wrap: anywhere; }
.solid { text-autospace: no-autospace; }
code.math { white-space: pre-wrap; }
.whole { white-space: nowrap; }
sup, sub { line-height: 0; font-size: 0.7em; }
ruby.zhuyin { -webkit-ruby-position: inter-character; ruby-position: inter-character; }
rt { font-size: 0.5em; text-emphasis: none; -webkit-text-emphasis: none; }
.zhuyin rt { font-size: 0.3em; }
a { color: inherit; }
a.call, a.back { text-decoration: none; }
a.call sup { padding: 0 0.1em; }
.back { margin-right: 0.3em; }
";

/// Whole pages.
const PAGES: &str = "\
.cover { margin: 0; text-align: center; }
.cover img { max-height: 98vh; }
.book-title { margin: 2.5em 0 0.6em; }
.book-author { margin-top: 2em; }
.book-publisher { margin-top: 5em; }
.copyright-page { margin-top: 4em; text-align: start; }
.copyright-page p { text-indent: 0; }
.copyright-page p.cip { padding-left: 2em; text-indent: -2em; }
.copyright-page p.cip-title { margin-top: 2em; }
.copyright-page p.cip-part { margin-top: 0.75em; }
.copyright-page p.cip + p:not(.cip) { margin-top: 2em; }
nav ol { list-style: none; padding-left: 0; margin: 0.5em 0; }
nav ol ol, nav ol ol ol, nav ol ol ol ol { list-style: none; padding-left: 1.5em; margin: 0; }
nav li { text-align: start; margin: 0.2em 0; }
nav a { text-decoration: none; }
";

/// Notes as items of a list, and the picture that calls them.
const NOTE_CLASSES: &str = "\
ol.notes { list-style: none; padding-left: 0; }
.duokan-footnote img { height: 0.9em; vertical-align: 0.2em; background: none; box-shadow: none; }
";

/// What runs the other way when lines run from top to bottom: where the book begins, and every side that has a name of
/// its own. Code and tables keep their horizontal lines.
const VERTICAL: &str = "\
html { -epub-writing-mode: vertical-rl; -webkit-writing-mode: vertical-rl; writing-mode: vertical-rl; }
pre, .wide { -epub-writing-mode: horizontal-tb; -webkit-writing-mode: horizontal-tb; writing-mode: horizontal-tb; }
.upright { -epub-text-combine-upright: all; -webkit-text-combine: horizontal; text-combine-upright: all; }
.number { margin: 0 0 0.75em; }
.verse p { padding: 2em 0 0; margin: 2em 0 0; }
.verse.center p, .verse.right p { padding: 0; margin: 0; }
.stanza { margin: 0 0 0 1em; }
.stanza:last-child { margin-left: 0; }
ul, ol { margin: 0 0.5em; padding: 2em 0 0; }
.loose > li { margin: 0 0.4em; }
.task { width: auto; height: 1.4em; margin: -1.4em 0 0; }
dl { margin: 0 0.5em; }
dd { margin: 2em 0 0 0.4em; }
figure { margin: 0 1em; }
img { max-height: 100%; }
figcaption { padding: 0 0.5em 0 0; }
hr { width: 0; height: 6em; margin: auto 1.5em; border-top: 0; border-right: 0.06em solid; }
p.math { margin: 0 0.5em; }
.notes { margin: 0 2em 0 0; padding: 0 0.6em 0 0; }
.notes::before { width: auto; height: 33%; border-top: 0; border-right: 0.06em solid; margin: 0 0 0 0.6em; }
aside { margin: 0 0 0 0.3em; }
u.name, cite.wavy { text-underline-position: left; margin: 0.08em 0; }
a.call sup { padding: 0.1em 0; }
.back { margin: 0 0 0.3em; }
.book-title { margin: 0 2.5em 0 0.6em; }
.book-author { margin: 0 2em 0 0; }
.book-publisher { margin: 0 5em 0 0; }
.copyright-page { margin: 0 4em 0 0; }
nav ol { padding: 0; margin: 0 0.5em; }
nav ol ol { padding: 1.5em 0 0; margin: 0; }
nav li { margin: 0 0.2em; }
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cp3_captions_are_balanced_as_in_print() {
        for selector in ["figcaption {", "caption {"] {
            let rule = BLOCKS.lines().find(|line| line.starts_with(selector)).expect("a rule");
            assert!(rule.contains("text-wrap: balance"), "{rule}");
        }
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(decimal(2.0), "2");
        assert_eq!(decimal(1.66666), "1.667");
        assert_eq!(decimal(0.0), "0");
    }
}
