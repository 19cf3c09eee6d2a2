//! The few words that a book of a language carries without its author's doing.

use super::numerals;

/// The words of one language.
#[derive(Debug)]
pub(super) struct Words {
    /// Cover, before the title of the book.
    pub cover: &'static str,
    /// The back of the cover.
    pub inside_cover: &'static str,
    /// Half-title.
    pub half_title: &'static str,
    /// Title page.
    pub title_page: &'static str,
    /// Imprint page.
    pub imprint: &'static str,
    /// Contents.
    pub contents: &'static str,
    /// Before and behind the number of a chapter.
    pub chapter: (&'static str, &'static str),
    /// Whether chapters are counted in Chinese numerals.
    pub chinese_numerals: bool,
    /// Before the letter of an appendix.
    pub appendix: &'static str,
    /// Before the number of a figure.
    pub figure: &'static str,
    /// Before the number of a table.
    pub table: &'static str,
    /// What parts a label from its text on the imprint page.
    pub colon: &'static str,
    /// Labels of the imprint page.
    pub imprint_title: &'static str,
    /// Series.
    pub series: &'static str,
    /// Publisher.
    pub publisher: &'static str,
    /// Date of publication.
    pub date: &'static str,
    /// Rights.
    pub rights: &'static str,
    /// What else the imprint may say.
    pub record: Record,
    /// And others, behind the first names of many.
    pub others: &'static str,
    /// What contributors are called by their MARC relator code: on the title page behind the name, on the imprint
    /// page before it. The first row is that of authors.
    pub roles: &'static [(&'static str, &'static str, &'static str)],
}

/// Labels of the version record (版本记录) on the imprint page.
#[derive(Debug)]
pub(super) struct Record {
    /// Address of the publisher.
    pub address: &'static str,
    /// Distributor.
    pub distributor: &'static str,
    /// Printing house.
    pub printer: &'static str,
    /// Sheet and its division.
    pub format: &'static str,
    /// Printed sheets.
    pub sheets: &'static str,
    /// Characters, and the unit of a thousand.
    pub characters: (&'static str, &'static str),
    /// Edition.
    pub edition: &'static str,
    /// Printing.
    pub printing: &'static str,
    /// Copies printed.
    pub run: &'static str,
    /// Price.
    pub price: &'static str,
}

static HANS: Words = Words {
    cover: "封面",
    inside_cover: "封二",
    half_title: "半书名页",
    title_page: "书名页",
    imprint: "版权页",
    contents: "目录",
    chapter: ("第", "章"),
    chinese_numerals: true,
    appendix: "附录",
    figure: "图",
    table: "表",
    colon: "：",
    imprint_title: "书名",
    series: "丛书",
    publisher: "出版",
    date: "出版日期",
    rights: "版权",
    record: Record {
        address: "地址",
        distributor: "发行",
        printer: "印刷",
        format: "开本",
        sheets: "印张",
        characters: ("字数", "千字"),
        edition: "版次",
        printing: "印次",
        run: "印数",
        price: "定价",
    },
    others: "等",
    roles: &[
        ("aut", "著", "作者"),
        ("trl", "译", "译者"),
        ("edt", "编", "编者"),
        ("ill", "绘", "插图"),
        ("pht", "摄", "摄影"),
        ("com", "编纂", "编纂"),
        ("ann", "注", "注释"),
        ("pfr", "校", "校对"),
        ("bkd", "", "装帧设计"),
        ("cov", "", "封面设计"),
    ],
};

static HANT: Words = Words {
    cover: "封面",
    inside_cover: "封二",
    half_title: "半書名頁",
    title_page: "書名頁",
    imprint: "版權頁",
    contents: "目錄",
    chapter: ("第", "章"),
    chinese_numerals: true,
    appendix: "附錄",
    figure: "圖",
    table: "表",
    colon: "：",
    imprint_title: "書名",
    series: "叢書",
    publisher: "出版",
    date: "出版日期",
    rights: "版權",
    record: Record {
        address: "地址",
        distributor: "發行",
        printer: "印刷",
        format: "開本",
        sheets: "印張",
        characters: ("字數", "千字"),
        edition: "版次",
        printing: "印次",
        run: "印數",
        price: "定價",
    },
    others: "等",
    roles: &[
        ("aut", "著", "作者"),
        ("trl", "譯", "譯者"),
        ("edt", "編", "編者"),
        ("ill", "繪", "插圖"),
        ("pht", "攝", "攝影"),
        ("com", "編纂", "編纂"),
        ("ann", "注", "注釋"),
        ("pfr", "校", "校對"),
        ("bkd", "", "裝幀設計"),
        ("cov", "", "封面設計"),
    ],
};

static JA: Words = Words {
    cover: "表紙",
    inside_cover: "表紙の裏",
    half_title: "前扉",
    title_page: "扉",
    imprint: "奥付",
    contents: "目次",
    chapter: ("第", "章"),
    chinese_numerals: true,
    appendix: "付録",
    figure: "図",
    table: "表",
    colon: "：",
    imprint_title: "書名",
    series: "叢書",
    publisher: "発行",
    date: "発行日",
    rights: "著作権",
    record: Record {
        address: "所在地",
        distributor: "発売",
        printer: "印刷",
        format: "判型",
        sheets: "印刷枚数",
        characters: ("字数", "千字"),
        edition: "版",
        printing: "刷",
        run: "部数",
        price: "定価",
    },
    others: "ほか",
    roles: &[
        ("aut", "著", "著者"),
        ("trl", "訳", "訳者"),
        ("edt", "編", "編者"),
        ("ill", "絵", "挿絵"),
        ("pht", "写真", "写真"),
        ("cov", "", "装丁"),
    ],
};

static KO: Words = Words {
    cover: "표지",
    inside_cover: "표지 안쪽",
    half_title: "반표제지",
    title_page: "표제지",
    imprint: "판권",
    contents: "차례",
    chapter: ("제", "장"),
    chinese_numerals: false,
    appendix: "부록 ",
    figure: "그림 ",
    table: "표 ",
    colon: ": ",
    imprint_title: "제목",
    series: "총서",
    publisher: "펴낸곳",
    date: "펴낸날",
    rights: "저작권",
    record: Record {
        address: "주소",
        distributor: "총판",
        printer: "인쇄",
        format: "판형",
        sheets: "인쇄 전지",
        characters: ("글자 수", "천 자"),
        edition: "판",
        printing: "쇄",
        run: "부수",
        price: "값",
    },
    others: "외",
    roles: &[("aut", "지음", "지은이"), ("trl", "옮김", "옮긴이"), ("edt", "엮음", "엮은이"), ("ill", "그림", "그림")],
};

static EN: Words = Words {
    cover: "Cover",
    inside_cover: "Inside cover",
    half_title: "Half-title",
    title_page: "Title page",
    imprint: "Copyright",
    contents: "Contents",
    chapter: ("Chapter ", ""),
    chinese_numerals: false,
    appendix: "Appendix ",
    figure: "Figure ",
    table: "Table ",
    colon: ": ",
    imprint_title: "Title",
    series: "Series",
    publisher: "Publisher",
    date: "Published",
    rights: "Rights",
    record: Record {
        address: "Address",
        distributor: "Distributor",
        printer: "Printed by",
        format: "Format",
        sheets: "Printed sheets",
        characters: ("Characters", ",000"),
        edition: "Edition",
        printing: "Printing",
        run: "Copies",
        price: "Price",
    },
    others: "et al.",
    roles: &[
        ("aut", "", "Author"),
        ("trl", "(translator)", "Translator"),
        ("edt", "(editor)", "Editor"),
        ("ill", "(illustrator)", "Illustrator"),
        ("pht", "(photographer)", "Photographer"),
        ("cov", "", "Cover design"),
    ],
};

impl Words {
    /// The words of a language; English for one that has no row.
    pub fn of(language: &str) -> &'static Words {
        let mut parts = language.split('-').map(str::to_ascii_lowercase);
        let traditional = |part: String| matches!(part.as_str(), "hant" | "tw" | "hk" | "mo");
        match parts.next().as_deref() {
            Some("zh" | "yue" | "lzh") if parts.any(traditional) => &HANT,
            Some("zh" | "yue" | "lzh") => &HANS,
            Some("ja") => &JA,
            Some("ko") => &KO,
            _ => &EN,
        }
    }

    /// 第一章, Chapter 1.
    pub fn chapter_number(&self, number: u32) -> String {
        let (before, behind) = self.chapter;
        let number = if self.chinese_numerals { numerals::chinese(number) } else { number.to_string() };
        format!("{before}{number}{behind}")
    }

    /// What a contributor is called: behind the name, and before it as a label. Nothing is invented for a role
    /// without a row.
    pub fn role(&self, code: &str) -> (&'static str, &'static str) {
        self.roles.iter().find(|(role, ..)| *role == code).map_or(("", ""), |(_, behind, before)| (*behind, *before))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_of_chinese_follows_the_tag() {
        assert_eq!(Words::of("zh-Hans").figure, "图");
        assert_eq!(Words::of("zh-Hant-TW").figure, "圖");
        assert_eq!(Words::of("zh-HK").contents, "目錄");
        assert_eq!(Words::of("zh").contents, "目录");
        assert_eq!(Words::of("ja").chapter_number(12), "第十二章");
        assert_eq!(Words::of("fr").chapter_number(12), "Chapter 12");
    }
}
