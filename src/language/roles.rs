//! What contributors are called.

use super::columns::COLUMNS;

/// A role by its MARC relator code (id.loc.gov/vocabulary/relators).
pub(super) struct Role {
    /// The code.
    pub code: &'static str,
    /// In every language what is said behind the name, on the cover and the title page, and the label before it on the
    /// imprint page. Nothing is said of authors in English; who has nothing said of him is not on the cover.
    pub words: [(&'static str, &'static str); COLUMNS],
}

const fn role(code: &'static str, words: [(&'static str, &'static str); COLUMNS]) -> Role {
    Role { code, words }
}

pub(super) static ROLES: &[Role] = &[
    role("aut", [("著", "作者"), ("著", "作者"), ("著", "著者"), ("지음", "지은이"), ("", "Author")]),
    role("trl", [("译", "译者"), ("譯", "譯者"), ("訳", "訳者"), ("옮김", "옮긴이"), ("(translator)", "Translator")]),
    role("edt", [("编", "编者"), ("編", "編者"), ("編", "編者"), ("엮음", "엮은이"), ("(editor)", "Editor")]),
    role("ill", [("绘", "插图"), ("繪", "插圖"), ("絵", "挿絵"), ("그림", "그림"), ("(illustrator)", "Illustrator")]),
    role(
        "pht",
        [("摄", "摄影"), ("攝", "攝影"), ("写真", "写真"), ("사진", "사진"), ("(photographer)", "Photographer")],
    ),
    role("com", [("编纂", "编纂"), ("編纂", "編纂"), ("編纂", "編纂"), ("편찬", "편찬"), ("(compiler)", "Compiler")]),
    role("ann", [("注", "注释"), ("注", "注釋"), ("注", "注釈"), ("주석", "주석"), ("(annotator)", "Annotator")]),
    role("pfr", [("校", "校对"), ("校", "校對"), ("", "校正"), ("", "교정"), ("", "Proofreader")]),
    role("bkd", [("", "装帧设计"), ("", "裝幀設計"), ("", "造本"), ("", "책 디자인"), ("", "Book design")]),
    role("cov", [("", "封面设计"), ("", "封面設計"), ("", "装丁"), ("", "표지 디자인"), ("", "Cover design")]),
];
