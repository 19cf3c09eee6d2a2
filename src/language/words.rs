//! The words that the tool puts into a book, in every language that it speaks: one table.
//!
//! A row is a word, a column a language, in the order of [`Words::ALL`]. A new language is a new column; a row that lacks it
//! does not compile.

use super::columns::{COLUMNS, Words};
use super::numerals::{han_numeral, japanese_numeral};
use super::roles::{ROLES, Role};

macro_rules! words {
    ($($(#[$doc:meta])+ $word:ident: $($text:literal),+;)+) => {
        /// A word or a sentence of the tool's own; what stands between braces is filled in.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Word {
            $($(#[$doc])+ $word,)+
        }

        impl Word {
            /// Every word, in the order of the table.
            pub const ALL: &'static [Word] = &[$(Word::$word),+];
        }

        /// The words in the order of [`Words::ALL`].
        static TABLE: &[[&str; COLUMNS]] = &[$([$($text),+]),+];
    };
}

words! {
    /// Cover, before the title of the book.
    Cover: "封面", "封面", "表紙", "표지", "Cover";
    /// The back of the cover.
    InsideCover: "封二", "封二", "表紙の裏", "표지 안쪽", "Inside cover";
    /// Half-title.
    HalfTitle: "半书名页", "半書名頁", "前扉", "반표제지", "Half-title";
    /// Title page.
    TitlePage: "书名页", "書名頁", "扉", "표제지", "Title page";
    /// Imprint page.
    Imprint: "版权页", "版權頁", "奥付", "판권", "Copyright";
    /// Contents.
    Contents: "目录", "目錄", "目次", "차례", "Contents";

    /// The number of a chapter.
    Chapter: "第{number}章", "第{number}章", "第{number}章", "제{number}장", "Chapter {number}";
    /// The only appendix.
    Appendix: "附录", "附錄", "付録", "부록", "Appendix";
    /// One appendix of several.
    AppendixLetter: "附录{letter}", "附錄{letter}", "付録{letter}", "부록 {letter}", "Appendix {letter}";
    /// The number of a figure.
    Figure: "图{number}", "圖{number}", "図{number}", "그림 {number}", "Figure {number}";
    /// The number of a table.
    Table: "表{number}", "表{number}", "表{number}", "표 {number}", "Table {number}";
    /// Over the head of a numbered table that is repeated on the next page (typography row TB-2).
    Continued: "{table}（续）", "{table}（續）", "{table}（続き）", "{table} (계속)", "{table} (continued)";
    /// The same of a table without a number.
    ContinuedTable: "续表", "續表", "（続き）", "(계속)", "(continued)";
    /// Between the number of a chapter, a section or a caption and its title, where both stand on one line: in bookmarks, texts
    /// of links and running heads. An em of blank where words have none between them.
    NumberGap: "\u{3000}", "\u{3000}", "\u{3000}", " ", " ";
    /// What shows that a title is cut.
    Ellipsis: "……", "……", "……", "…", "…";
    /// The mark that stands three times in the middle of a blank line where a thought ends.
    ThematicBreak: "＊", "＊", "＊", "＊", "*";
    /// The box of a task that is done.
    DoneBox: "☑", "☑", "☑", "☑", "☑";
    /// The box of a task that is not done.
    OpenBox: "☐", "☐", "☐", "☐", "☐";
    /// State of a task that is done.
    Done: "已完成", "已完成", "完了", "완료", "done";
    /// State of a task that is not done.
    Open: "未完成", "未完成", "未完了", "미완료", "to do";
    /// A page, as a link to it is called.
    Page: "第{page}页", "第{page}頁", "{page}ページ", "{page}쪽", "page {page}";
    /// Back to the text, said of a note's link.
    BackToText: "返回正文", "返回正文", "本文に戻る", "본문으로 돌아가기", "back to the text";

    /// What parts a label from its text.
    Colon: "：", "：", "：", ": ", ": ";
    /// Between the title of the book and its subtitle, on one line of the imprint page.
    SubtitleDash: "——", "——", "——", ": ", ": ";
    /// Between names on the imprint page.
    NamesComma: "、", "、", "、", ", ", ", ";
    /// Between names on the title page, on a spine, and between the pieces of a cover's text alternative.
    NamesGap: "\u{3000}", "\u{3000}", "\u{3000}", ", ", ", ";
    /// Behind a name on a cover that others follow; there a blank parts them, and lines may end at it.
    CoverComma: "", "", "", ",", ",";
    /// The blank between names on a cover.
    CoverGap: "\u{3000}", "\u{3000}", "\u{3000}", " ", " ";
    /// And others, behind the first names of many.
    Others: "等", "等", "ほか", "외", "et al.";
    /// Title of the book, on the imprint page as all down to the price.
    ImprintTitle: "书名", "書名", "書名", "제목", "Title";
    /// Series.
    Series: "丛书", "叢書", "叢書", "총서", "Series";
    /// Publisher.
    Publisher: "出版", "出版", "発行", "펴낸곳", "Publisher";
    /// Date of publication.
    Date: "出版日期", "出版日期", "発行日", "펴낸날", "Published";
    /// Rights.
    Rights: "版权", "版權", "著作権", "저작권", "Rights";
    /// Address of the publisher.
    Address: "地址", "地址", "所在地", "주소", "Address";
    /// Distributor.
    Distributor: "发行", "發行", "発売", "총판", "Distributor";
    /// Printing house.
    Printer: "印刷", "印刷", "印刷", "인쇄", "Printed by";
    /// Sheet and its division.
    Format: "开本", "開本", "判型", "판형", "Format";
    /// Printed sheets.
    Sheets: "印张", "印張", "印刷枚数", "인쇄 전지", "Printed sheets";
    /// Characters.
    Characters: "字数", "字數", "字数", "글자 수", "Characters";
    /// A number of thousands of characters.
    Thousands: "{number}千字", "{number}千字", "{number}千字", "{number}천 자", "{number},000";
    /// Edition.
    Edition: "版次", "版次", "版", "판", "Edition";
    /// Printing.
    Printing: "印次", "印次", "刷", "쇄", "Printing";
    /// Copies printed.
    Run: "印数", "印數", "部数", "부수", "Copies";
    /// Price.
    Price: "定价", "定價", "定価", "값", "Price";
    /// The title of the CIP record: it is a record of the Chinese book trade (GB/T 12451), in whatever language the book is.
    CipRecord: "图书在版编目（CIP）数据", "图书在版编目（CIP）数据", "图书在版编目（CIP）数据", "图书在版编目（CIP）数据",
        "图书在版编目（CIP）数据";

    /// Landmarks of an EPUB.
    Landmarks: "地标", "地標", "ランドマーク", "주요 위치", "Landmarks";
    /// List of figures.
    Figures: "插图目录", "插圖目錄", "図一覧", "그림 차례", "Figures";
    /// List of tables.
    Tables: "表格目录", "表格目錄", "表一覧", "표 차례", "Tables";
    /// List of the pages of the printed edition.
    Pages: "页码", "頁碼", "ページ一覧", "쪽 번호", "Pages";
    /// The printed edition: title, width and height in millimetres.
    PrintedEdition: "《{title}》PDF 版，{width} mm × {height} mm", "《{title}》PDF 版，{width} mm × {height} mm",
        "『{title}』PDF 版、{width} mm × {height} mm", "『{title}』 PDF판, {width} mm × {height} mm",
        "{title}, PDF edition, {width} mm × {height} mm";
    /// Start of the text.
    StartOfText: "正文", "正文", "本文", "본문", "Start of text";
    /// Accessibility summary: the opening.
    Summary: "本书为可重排的电子书，有目录与逐级标题，阅读顺序明确，字体、字号、行距与颜色可由读者更改。",
        "本書為可重排的電子書，有目錄與逐級標題，閱讀順序明確，字體、字級、行距與顏色可由讀者更改。",
        "リフロー型の電子書籍です。目次と階層的な見出しがあり、読み上げ順序は明確で、書体・文字サイズ・行間・色を変更できます。",
        "화면에 맞추어 다시 흐르는 전자책입니다. 차례와 단계별 제목이 있고 읽는 순서가 분명하며, 글꼴과 글자 크기, 줄 간격, 색을 독자가 바꿀 수 있습니다.",
        "A reflowable book with a table of contents, nested headings and a logical reading order; font, size, spacing and colours can be changed by the reader.";
    /// Accessibility summary: said when every picture has a text alternative.
    SummaryPictures: "图片都有替代文字。", "圖片都有替代文字。", "すべての画像に代替テキストがあります。",
        "모든 그림에 대체 텍스트가 있습니다.", "Every picture has a text alternative.";
    /// Accessibility summary: said when formulas are in the text as their source.
    SummaryMath: "公式以源码形式给出。", "公式以原始碼形式給出。", "数式はソースの形で示します。",
        "수식은 소스 그대로 실려 있습니다.", "Formulas are given as their source.";
    /// Between two sentences.
    SentenceGap: "", "", "", " ", " ";
}

impl Words {
    /// A word.
    pub fn get(self, word: Word) -> &'static str {
        TABLE[word as usize][self as usize]
    }

    /// A word with what stands between its braces filled in. Braces in a value stay what they are.
    pub fn fill(self, word: Word, values: &[(&str, &str)]) -> String {
        let mut text = String::new();
        let mut rest = self.get(word);
        while let Some((before, behind)) = rest.split_once('{') {
            let (name, after) = behind.split_once('}').unwrap_or((behind, ""));
            text.push_str(before);
            text.push_str(values.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| *value));
            rest = after;
        }
        text + rest
    }

    /// The number of a chapter: 第一章, Chapter 1. East Asia counts chapters in Han numerals, Korea in figures.
    pub fn chapter(self, number: u32) -> String {
        let written = match self {
            Words::Hans | Words::Hant => han_numeral(number),
            Words::Japanese => japanese_numeral(number),
            Words::Korean | Words::English => number.to_string(),
        };
        self.fill(Word::Chapter, &[("number", &written)])
    }

    /// Number and title on one line, as bookmarks, texts of links and running heads say them.
    pub fn numbered(self, number: Option<&str>, title: &str) -> String {
        match number {
            Some(number) => format!("{number}{}{title}", self.get(Word::NumberGap)),
            None => title.to_owned(),
        }
    }

    /// What a contributor is called by a MARC relator code: behind the name, and before it as a label. Nothing is invented
    /// for a role without a row.
    pub fn role(self, code: &str) -> (&'static str, &'static str) {
        ROLES.iter().find(|role| role.code == code).map_or(("", ""), |Role { words, .. }| words[self as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::super::tag::Tag;
    use super::*;

    fn words(tag: &str) -> Words {
        Tag::parse(tag).unwrap_or_else(|| panic!("{tag}")).words()
    }

    /// The names between the braces of a text, in their order.
    fn holes(text: &str) -> Vec<&str> {
        let mut names: Vec<&str> =
            text.split('{').skip(1).map(|part| part.split_once('}').expect("a brace").0).collect();
        names.sort_unstable();
        names
    }

    /// Rows whose text may be empty: marks that some languages do without.
    const EMPTY: [Word; 2] = [Word::CoverComma, Word::SentenceGap];

    #[test]
    fn every_word_is_there_in_every_language() {
        assert_eq!(TABLE.len(), Word::ALL.len());
        for (at, word) in Word::ALL.iter().enumerate() {
            assert_eq!(*word as usize, at);
            for words in Words::ALL {
                let text = words.get(*word);
                assert!(!text.is_empty() || EMPTY.contains(word), "{word:?} is missing in {words:?}");
                assert_eq!(holes(text), holes(Words::English.get(*word)), "{word:?} in {words:?}");
            }
        }
        for role in ROLES {
            for words in Words::ALL {
                assert!(!words.role(role.code).1.is_empty(), "{} is missing in {words:?}", role.code);
            }
        }
    }

    /// A word left in another language stands out by its characters.
    #[test]
    fn every_word_is_in_the_letters_of_its_language() {
        let is_han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
        let is_kana = |c: char| ('\u{3041}'..='\u{30FE}').contains(&c);
        let is_hangul = |c: char| ('\u{AC00}'..='\u{D7A3}').contains(&c);
        let is_wide = |c: char| ('\u{3000}'..='\u{9FFF}').contains(&c) || ('\u{FF00}'..='\u{FFEF}').contains(&c);
        // What simplified, traditional and Japanese characters have not in common, of those in the table.
        let simplified = "书页权录图续张发开数价丛张标";
        let traditional = "書頁權錄圖續張發開數價叢標";
        let texts = |words: Words| {
            let own = Word::ALL.iter().filter(|word| !matches!(word, Word::CipRecord | Word::ThematicBreak));
            let roles = ROLES.iter().flat_map(move |role| [words.role(role.code).0, words.role(role.code).1]);
            own.map(move |word| words.get(*word)).chain(roles)
        };
        for text in texts(Words::English) {
            assert!(!text.contains(|c| is_wide(c) || is_hangul(c)), "{text}");
        }
        for text in texts(Words::Korean) {
            assert!(!text.contains(|c: char| is_wide(c) && !matches!(c, '『' | '』')), "{text}");
            let letters = text.split(['{', '}']).step_by(2).collect::<String>().replace("PDF", "").replace("mm", "");
            assert!(!letters.contains(|c: char| c.is_ascii_alphabetic()), "{text}");
        }
        for words in [Words::Hans, Words::Hant] {
            assert!(texts(words).all(|text| !text.contains(|c| is_kana(c) || is_hangul(c))));
        }
        assert!(texts(Words::Hans).all(|text| !text.contains(|c| traditional.contains(c))));
        assert!(texts(Words::Hant).all(|text| !text.contains(|c| simplified.contains(c))));
        assert!(texts(Words::Japanese).all(|text| !text.contains(is_hangul)));
        assert!(
            texts(Words::Japanese).any(|text| text.contains(is_kana))
                && texts(Words::Hans).any(|text| text.contains(is_han))
        );
    }

    #[test]
    fn a_book_gets_the_words_of_its_language_or_of_english() {
        for (tag, figure, chapter) in [
            ("zh-Hans", "图3", "第十二章"),
            ("zh", "图3", "第十二章"),
            ("zh-Hant-TW", "圖3", "第十二章"),
            ("zh-HK", "圖3", "第十二章"),
            ("ja", "図3", "第十二章"),
            ("ko", "그림 3", "제12장"),
            ("en-GB", "Figure 3", "Chapter 12"),
            ("fr", "Figure 3", "Chapter 12"),
            ("zh-Latn", "Figure 3", "Chapter 12"),
        ] {
            assert_eq!(words(tag).fill(Word::Figure, &[("number", "3")]), figure, "{tag}");
            assert_eq!(words(tag).chapter(12), chapter, "{tag}");
        }
        assert_eq!([words("zh").chapter(120), words("ja").chapter(120)], ["第一百二十章", "第百二十章"]);
    }

    #[test]
    fn number_and_title_are_parted_as_the_language_parts_words() {
        assert_eq!(words("zh-Hant").numbered(Some("第一章"), "開端"), "第一章\u{3000}開端");
        assert_eq!(words("ja").numbered(Some("第一章"), "はじまり"), "第一章\u{3000}はじまり");
        assert_eq!(words("ko").numbered(Some("제1장"), "시작"), "제1장 시작");
        assert_eq!(words("en").numbered(Some("1.2"), "A start"), "1.2 A start");
        assert_eq!(words("en").numbered(None, "A start"), "A start");
    }

    /// A reference ends no line between the word and its number.
    #[test]
    fn what_the_tool_calls_things_keeps_its_number() {
        for words in Words::ALL {
            let number = [("number", "3-1"), ("letter", "A")];
            for word in [Word::Figure, Word::Table, Word::AppendixLetter] {
                let text = words.fill(word, &number);
                let whole = 0..text.len();
                assert_eq!(crate::unicode::unbroken(&text), [whole], "{text}");
            }
        }
    }

    #[test]
    fn a_value_may_hold_braces() {
        let values = [("title", "{width}"), ("width", "140"), ("height", "203")];
        assert_eq!(Words::English.fill(Word::PrintedEdition, &values), "{width}, PDF edition, 140 mm × 203 mm");
    }

    #[test]
    fn contributors_are_called_by_what_they_did() {
        assert_eq!(words("zh").role("trl"), ("译", "译者"));
        assert_eq!(words("en").role("aut"), ("", "Author"));
        assert_eq!(words("en").role("zzz"), ("", ""));
    }
}
