//! The few words that the tool itself puts into an EPUB, in the language of the book.

use crate::unicode::Script;

/// Words of one language.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// Table of contents.
    pub contents: &'static str,
    /// Landmarks.
    pub landmarks: &'static str,
    /// List of figures.
    pub figures: &'static str,
    /// List of tables.
    pub tables: &'static str,
    /// List of the pages of the printed edition.
    pub pages: &'static str,
    /// The printed edition: title, width and height in millimetres.
    pub edition: &'static str,
    /// Cover.
    pub cover: &'static str,
    /// Title page.
    pub title_page: &'static str,
    /// Start of the text.
    pub text: &'static str,
    /// Footnotes of a chapter.
    pub notes: &'static str,
    /// Back to the text, said of a note's link.
    pub back: &'static str,
    /// State of a task that is done.
    pub done: &'static str,
    /// State of a task that is not done.
    pub open: &'static str,
    /// Accessibility summary: the opening.
    pub summary: &'static str,
    /// Accessibility summary: said when every picture has a text alternative.
    pub summary_pictures: &'static str,
    /// Accessibility summary: said when formulas are in the text as their source.
    pub summary_math: &'static str,
}

static HANS: Words = Words {
    contents: "目录",
    landmarks: "地标",
    figures: "插图目录",
    tables: "表格目录",
    pages: "页码",
    edition: "《{title}》PDF 版，{width} mm × {height} mm",
    cover: "封面",
    title_page: "书名页",
    text: "正文",
    notes: "注释",
    back: "返回正文",
    done: "已完成",
    open: "未完成",
    summary: "本书为可重排的电子书，有目录与逐级标题，阅读顺序明确，字体、字号、行距与颜色可由读者更改。",
    summary_pictures: "图片都有替代文字。",
    summary_math: "公式以源码形式给出。",
};

static HANT: Words = Words {
    contents: "目錄",
    landmarks: "地標",
    figures: "插圖目錄",
    tables: "表格目錄",
    pages: "頁碼",
    edition: "《{title}》PDF 版，{width} mm × {height} mm",
    cover: "封面",
    title_page: "書名頁",
    text: "正文",
    notes: "註釋",
    back: "返回正文",
    done: "已完成",
    open: "未完成",
    summary: "本書為可重排的電子書，有目錄與逐級標題，閱讀順序明確，字體、字級、行距與顏色可由讀者更改。",
    summary_pictures: "圖片都有替代文字。",
    summary_math: "公式以原始碼形式給出。",
};

static JA: Words = Words {
    contents: "目次",
    landmarks: "ランドマーク",
    figures: "図一覧",
    tables: "表一覧",
    pages: "ページ一覧",
    edition: "『{title}』PDF 版、{width} mm × {height} mm",
    cover: "表紙",
    title_page: "扉",
    text: "本文",
    notes: "注",
    back: "本文に戻る",
    done: "完了",
    open: "未完了",
    summary: "リフロー型の電子書籍です。目次と階層的な見出しがあり、読み上げ順序は明確で、書体・文字サイズ・行間・色を変更できます。",
    summary_pictures: "すべての画像に代替テキストがあります。",
    summary_math: "数式はソースの形で示します。",
};

static EN: Words = Words {
    contents: "Contents",
    landmarks: "Landmarks",
    figures: "Figures",
    tables: "Tables",
    pages: "Pages",
    edition: "{title}, PDF edition, {width} mm × {height} mm",
    cover: "Cover",
    title_page: "Title page",
    text: "Start of text",
    notes: "Notes",
    back: "back to the text",
    done: "done",
    open: "to do",
    summary: "A reflowable book with a table of contents, nested headings and a logical reading order; font, size, spacing and colours can be changed by the reader.",
    summary_pictures: "Every picture has a text alternative.",
    summary_math: "Formulas are given as their source.",
};

impl Words {
    /// The words of a language; English where there is no translation.
    pub(super) fn of(language: &str) -> &'static Words {
        match Script::of(language) {
            Script::Hans => &HANS,
            Script::Hant => &HANT,
            Script::Japanese => &JA,
            Script::Korean | Script::Other => &EN,
        }
    }
}
