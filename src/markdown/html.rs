//! Raw HTML: refused, with what to write instead; comments, which may switch lints.

use super::draft::{Draft, Reader, shorten};
use crate::config::Unread;
use crate::diagnostics::rules::syntax;
use crate::diagnostics::{Bilingual, Diagnostic};
use std::ops::Range;

/// Elements and what says the same here.
const INSTEAD: &[(&[&str], Bilingual)] = &[
    (&["br", "wbr"], Bilingual::new("end the line with a backslash", "在行末写反斜线 \\")),
    (&["sup"], Bilingual::new("[2]{.sup}", "[2]{.sup}")),
    (&["sub"], Bilingual::new("[2]{.sub}", "[2]{.sub}")),
    (&["ruby", "rb", "rt", "rp", "rtc"], Bilingual::new("[汉字]{ruby=\"hàn zì\"}", "[汉字]{ruby=\"hàn zì\"}")),
    (&["center"], Bilingual::new("{.center} at the end of the paragraph", "在段落末尾写 {.center}")),
    (&["img", "picture", "svg", "source"], Bilingual::new("![what is to be seen](file.png)", "![图中所见](文件.png)")),
    (
        &["figure", "figcaption"],
        Bilingual::new("![what is to be seen](file.png \"caption\")", "![图中所见](文件.png \"图注\")"),
    ),
    (&["b", "strong"], Bilingual::new("**text**", "**文字**")),
    (&["i", "em", "cite", "dfn", "var"], Bilingual::new("*text*", "*文字*")),
    (&["u", "ins", "mark"], Bilingual::new("**text** or [text]{.dots}", "**文字** 或 [文字]{.dots}")),
    (&["s", "del", "strike"], Bilingual::new("~~text~~", "~~文字~~")),
    (&["a"], Bilingual::new("[text](address), and {#name} for a place", "[文字](地址)；位置的名称写 {#名称}")),
    (&["p"], Bilingual::new("an empty line between paragraphs", "段落之间空一行")),
    (
        &["div", "section", "article", "aside", "main"],
        Bilingual::new(
            "a quotation, each line with >, or {.center} or {.right} at the end of the paragraph",
            "引文每行以 > 开头，或在段落末尾写 {.center}、{.right}",
        ),
    ),
    (&["code", "kbd", "tt", "samp"], Bilingual::new("the text between backquotes", "把文字放进反引号")),
    (&["pre"], Bilingual::new("the lines between ``` and ```", "把各行写在 ``` 与 ``` 之间")),
    (&["h1", "h2", "h3", "h4", "h5", "h6"], Bilingual::new("# title", "# 标题")),
    (&["hr"], Bilingual::new("a line of ***", "单独一行 ***")),
    (&["ul", "ol", "li", "menu"], Bilingual::new("- item or 1. item", "- 条目 或 1. 条目")),
    (
        &["dl", "dt", "dd"],
        Bilingual::new("the term, and a line below it that begins with `: `", "先写词条，下一行以 `: ` 开头"),
    ),
    (&["q"], Bilingual::new("“text”", "“文字”")),
    (&["blockquote"], Bilingual::new("> text", "> 文字")),
    (
        &["table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"],
        Bilingual::new("| a | b |, and |---|---| under the head", "| 甲 | 乙 |，表头下写 |---|---|"),
    ),
    (
        &["details", "summary"],
        Bilingual::new("a heading and paragraphs: a book does not fold", "标题和段落：书不能折叠"),
    ),
    (
        &["font", "big", "small"],
        Bilingual::new(
            "*text* or **text**: faces and sizes are the theme's",
            "*文字* 或 **文字**：字体和字号由版式决定",
        ),
    ),
    (
        &["iframe", "video", "audio", "embed", "object"],
        Bilingual::new("[title](https://address): a book plays nothing", "[标题](https://网址)：书不能播放"),
    ),
    (&["math"], Bilingual::new("$formula$", "$公式$")),
];

/// The name of the first element of a piece of HTML, in lower case.
fn element(html: &str) -> String {
    let name = html.trim_start().trim_start_matches('<');
    name.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// Whether a piece of HTML is one line break.
pub(super) fn is_break(html: &str) -> bool {
    element(html) == "br" && html.matches('<').count() == 1
}

/// What says the same as a piece of HTML; `alone` says whether it is a block of its own.
fn instead(html: &str, alone: bool) -> Option<Bilingual> {
    let name = element(html);
    let tag = html.split('>').next().unwrap_or_default().to_ascii_lowercase();
    let says = |word: &str| tag.contains(word);
    match name.as_str() {
        "br" if alone => {
            return Some(Bilingual::new("take it out, an empty line parts paragraphs", "删去它，空一行即分段"));
        }
        "span" if says("lang=") => return Some(Bilingual::new("[text]{lang=en}", "[文字]{lang=en}")),
        "span" => {
            let class = tag.split_once("class=").map_or("", |(_, class)| class.trim_start_matches(['"', '\'']));
            let class = class.split(['"', '\'', ' ']).next().unwrap_or_default();
            let known = SPAN_CLASSES.iter().find(|(known, _)| *known == class);
            let plain = Bilingual::new("the text alone, take the tags away", "只留文字，删去标签");
            return Some(known.map_or(plain, |(_, written)| *written));
        }
        "p" | "div" if says("align") && says("right") => {
            return Some(Bilingual::new("{.right} at the end of the paragraph", "在段落末尾写 {.right}"));
        }
        "p" | "div" if says("align") && says("center") => {
            return Some(Bilingual::new("{.center} at the end of the paragraph", "在段落末尾写 {.center}"));
        }
        _ => {}
    }
    INSTEAD.iter().find(|(names, _)| names.contains(&name.as_str())).map(|(_, instead)| *instead)
}

/// Classes that a span of HTML and one of ours may share.
const SPAN_CLASSES: &[(&str, Bilingual)] = &[
    ("dots", Bilingual::new("[text]{.dots}", "[文字]{.dots}")),
    ("name", Bilingual::new("[text]{.name}", "[文字]{.name}")),
    ("title", Bilingual::new("[text]{.title}", "[文字]{.title}")),
    ("sup", Bilingual::new("[text]{.sup}", "[文字]{.sup}")),
    ("sub", Bilingual::new("[text]{.sub}", "[文字]{.sub}")),
    ("strong", Bilingual::new("**text**", "**文字**")),
    ("strike", Bilingual::new("~~text~~", "~~文字~~")),
];

/// Reports raw HTML, but for comments, which are the author's own business, and end tags, whose start was reported. A
/// comment that begins with `lints:` switches lints from here on. `block` says whether it is a block of its own.
pub(super) fn refuse(html: &str, block: bool, range: Range<usize>, reader: &Reader, draft: &mut Draft) {
    let html = reader.guarded.strip(html);
    let mut rest = String::new();
    for piece in pieces(&html) {
        match piece {
            Piece::Text(text) => rest.push_str(text),
            Piece::Comment(text) => switch(text, &range, reader, draft),
        }
    }
    let rest = rest.trim();
    if rest.is_empty() || rest.starts_with("</") {
        return;
    }
    let finding = Diagnostic::new(&syntax::E101).at(reader.source.span(&range)).with("html", shorten(rest));
    // Nothing but line breaks.
    let alone = block && rest.split('<').skip(1).all(|tag| element(tag) == "br" && tag.trim_end().ends_with('>'));
    draft.report(match instead(rest, alone) {
        Some(instead) => finding.with_term("instead", instead),
        None => finding,
    });
}

fn switch(comment: &str, range: &Range<usize>, reader: &Reader, draft: &mut Draft) {
    let Some(text) = comment.trim().strip_prefix("lints:") else { return };
    let span = reader.source.span(range);
    if let Err(unread) = draft.switches.read(text, span.start) {
        let finding = Diagnostic::new(&syntax::W120).at(span);
        draft.report(match unread {
            Unread::Lint(word) => finding.with("word", word),
            Unread::Level(lint, word) => finding.with("word", word).with("of", lint),
        });
    }
}

enum Piece<'h> {
    Text(&'h str),
    /// What a comment says.
    Comment(&'h str),
}

fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        let (comment, behind) = comment.split_once("-->").unwrap_or((comment, ""));
        pieces.extend([Piece::Text(before), Piece::Comment(comment)]);
        rest = behind;
    }
    pieces.push(Piece::Text(rest));
    pieces
}
