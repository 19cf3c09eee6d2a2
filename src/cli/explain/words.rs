//! The sentences of `explain page`.

use crate::diagnostics::Bilingual;
use crate::display::LineRole;

const fn both(en: &'static str, zh: &'static str) -> Bilingual {
    Bilingual::new(en, zh)
}

pub(super) const PAGE: Bilingual =
    both("page {0}, number {1} of {2} in the file, {3}", "第 {0} 页（文件中第 {1} 页，共 {2} 页），{3}");
pub(super) const PAGE_FROM: Bilingual = both("; its text begins at {0}", "；正文起自 {0}");
pub(super) const RECTO: Bilingual = both("recto", "单页码面（右页）");
pub(super) const VERSO: Bilingual = both("verso", "双页码面（左页）");
pub(super) const BLANK: Bilingual = both("no line of text stands on the page", "这一页没有正文的行");
pub(super) const GENERATED: Bilingual = both("made by the tool", "由工具生成");
pub(super) const BLOCK: Bilingual = both("{0}: {1}, measure {2} em", "{0}：{1}，行长 {2} 字");

pub(super) const HEADING_KEPT: Bilingual = both(
    "rows that had room at the foot and went to the next page: {0}; a heading stays with its text",
    "页末本来放得下 {0} 行，移到了下一页：标题不离正文",
);
pub(super) const LINES_KEPT: Bilingual = both(
    "rows that had room at the foot and went to the next page: {0}; no line of a paragraph stands alone",
    "页末本来放得下 {0} 行，移到了下一页：段落不留孤行",
);
pub(super) const PUT_OFF: Bilingual = both("{0} found no room and stands on a later page", "{0} 放不下，移到后面的页");
pub(super) const LATE: Bilingual = both("{0} found no room on an earlier page", "{0} 从前面的页移来");
pub(super) const NOTE_GOES_ON: Bilingual = both("the note {0} goes on on the next page", "注 {0} 转到下一页");
pub(super) const NOTE_WENT_ON: Bilingual = both("the note {0} began on an earlier page", "注 {0} 接自前一页");
pub(super) const TABLE_WENT_ON: Bilingual =
    both("the table {0} began on an earlier page; its head is repeated", "表 {0} 接自前一页，重复表头");

pub(super) const NATURAL: Bilingual = both("natural {0} em", "自然宽 {0} 字");
pub(super) const SQUEEZED: Bilingual = both("squeezed by {0}: {1}", "压缩 {0}：{1}");
pub(super) const OPENED: Bilingual = both("opened by {0}: {1}", "拉开 {0}：{1}");
pub(super) const SHARE: Bilingual = both("{0} {1} of {2}", "{0} {1}（可用 {2}）");
pub(super) const ALL_GAPS: Bilingual = both("all gaps alike {0}, {1} each", "各处均匀 {0}，每处 {1}");
pub(super) const TRIMMED_START: Bilingual = both("the first mark does without {0}", "行首标点省去 {0}");
pub(super) const TRIMMED_END: Bilingual = both("the last mark does without {0}", "行末标点省去 {0}");
pub(super) const HUNG: Bilingual = both("the last mark hangs in the margin by {0}", "行末标点悬出版心 {0}");
pub(super) const HYPHEN: Bilingual = both("a word is hyphenated", "西文单词以连字符断开");
pub(super) const TOOK: Bilingual = both("characters taken in beyond what fits: {0} ({1})", "多收了 {0} 字（{1}）");
pub(super) const LEFT: Bilingual =
    both("characters that fit and went to the next line: {0} ({1})", "让 {0} 字到下一行（{1}）");
pub(super) const TOGETHER: Bilingual = both("; ", "；");
pub(super) const BECAUSE: Bilingual = both(", because ", "，因为");
pub(super) const COMMA: Bilingual = both(", ", "，");
pub(super) const NEVER_FIRST: Bilingual = both("“{0}” may not begin a line", "“{0}”不能在行首");
pub(super) const NEVER_LAST: Bilingual = both("“{0}” may not end a line", "“{0}”不能在行末");
pub(super) const WHOLE: Bilingual = both("what belongs together is not parted", "词、数和成对的标点不可拆开");
pub(super) const LONE: Bilingual = both("else a single character would stand on the last line", "不然末行只剩一个字");
pub(super) const EVEN: Bilingual = both("the lines come out more even", "这样各行更匀");
pub(super) const ENDED: Bilingual = both("the text ends on this line", "文字在这一行收完");

/// The squeezing tiers, in their order.
pub(super) const SQUEEZING: [Bilingual; crate::display::SQUEEZING.len()] = [
    both("word spaces", "词距"),
    both("interpuncts", "间隔号"),
    both("brackets and quotes", "括号引号"),
    both("commas", "逗号一类"),
    both("Han–Latin gaps", "中西文间距"),
    both("full stops", "句号一类"),
];

/// The stretching tiers that have a limit.
pub(super) const STRETCHING: [Bilingual; crate::display::STRETCHING.len() - 1] =
    [both("word spaces", "词距"), both("Han–Latin gaps", "中西文间距")];

/// What people call a kind of text; the name in the layout dump for one that needs no other.
pub(super) fn role(role: LineRole) -> Bilingual {
    match role {
        LineRole::Paragraph => both("paragraph", "段落"),
        LineRole::Heading => both("heading", "标题"),
        LineRole::Note => both("note", "注文"),
        LineRole::Caption => both("caption", "图表题"),
        LineRole::Cell => both("table cell", "表格单元"),
        LineRole::Code => both("code", "代码"),
        LineRole::Verse => both("verse", "诗行"),
        LineRole::Title => both("title page", "书名页文字"),
        LineRole::Contents => both("contents", "目录"),
        LineRole::Term => both("term", "词条"),
        LineRole::Math => both("formula", "公式"),
        LineRole::Break => both("break", "分隔"),
        LineRole::Label => both("label", "标号"),
        other => both(other.name(), other.name()),
    }
}
