//! Rules of writing that a book may switch.

/// Something about the words of a manuscript that composition cannot mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lint {
    /// Letters and digits in their full-width forms (typography row FW-1).
    FullWidthForms,
    /// Western marks among Han (row FW-2).
    HalfWidthMarks,
    /// Stops at the end of a heading, or behind its number (row HD-5).
    HeadingStops,
    /// Quotations that go on in the next paragraph (row QT-4).
    OpenQuotations,
    /// 《》 inside 《》 (row EM-5).
    NestedTitles,
    /// `{{#include …}}`: another file is to stand here.
    Includes,
    /// `{{ x }}`, `{% x %}`: tags of templates.
    TemplateTags,
    /// `!!! note`.
    Admonitions,
    /// `> [!NOTE]`.
    Alerts,
    /// `::: note`.
    Containers,
    /// `=== "Tab"`.
    Tabs,
    /// `[@key]`.
    Citations,
    /// `@fig-x`, `\ref{x}`, `:numref:`: references of other tools.
    ForeignReferences,
    /// `(label)=`: names of places for other tools.
    ForeignLabels,
    /// `[text][label]` without its definition.
    UndefinedLinks,
    /// `[[x]]`.
    WikiLinks,
    /// `\includegraphics{x}`, `![[x]]`: pictures of other tools.
    ForeignPictures,
    /// `==x==`, `++x++`.
    Highlights,
    /// `H~2~O`, `x^2^`.
    ForeignScripts,
    /// `^[note]`.
    InlineNotes,
    /// `[TOC]`.
    ContentsMarks,
    /// `\newpage`, `\index{x}`.
    TexCommands,
    /// `:smile:`.
    EmojiCodes,
    /// ```` ```{r} ````.
    CodeOptions,
    /// ```` ```mermaid ````.
    Diagrams,
    /// Lines that begin with a bar.
    LineBlocks,
    /// Tables drawn with `+---+`.
    GridTables,
    /// Rules of tables that do not match their heads, or are missing.
    TableRules,
    /// `＃`, `＊＊`: signs of Markdown in their full-width forms.
    FullWidthSigns,
    /// `#题`: a heading sign without a blank.
    HeadingSigns,
    /// A fence that nothing closes.
    OpenFences,
    /// `**` that nothing closes.
    OpenEmphasis,
    /// Four blanks before Han.
    IndentedText,
    /// `{: .x }`, and `{.x}` behind text that has no bracket.
    AttributeLists,
    /// `{漢字|かんじ}`.
    ForeignReadings,
    /// Straight quotation marks among Han.
    StraightQuotes,
    /// `%%comment%%`.
    PercentComments,
    /// `![x|300](a.png)`.
    PictureSizes,
    /// A blank other than a space at the sign of a block.
    SignBlanks,
    /// Lines that begin as items of a list and are none.
    ListSigns,
    /// `［x］（a.md）`, `【^1】`: links, pictures and calls of notes with full-width brackets.
    FullWidthLinks,
    /// `{>>remark<<}`, `{--x--}`.
    CriticMarks,
    /// `*[HTML]: …`.
    Abbreviations,
    /// `.. name::`.
    Directives,
    /// `#+BEGIN_SRC`.
    OrgLines,
    /// `\(x\)`, `\[x\]`.
    TexFormulas,
    /// U+FFFD, which programs write where they could not read what was there.
    DamagedText,
}

/// The names of the lints in `book.yaml`.
pub(super) const NAMES: [(&str, Lint); 47] = [
    ("full-width-forms", Lint::FullWidthForms),
    ("half-width-marks", Lint::HalfWidthMarks),
    ("heading-stops", Lint::HeadingStops),
    ("open-quotations", Lint::OpenQuotations),
    ("nested-titles", Lint::NestedTitles),
    ("includes", Lint::Includes),
    ("template-tags", Lint::TemplateTags),
    ("admonitions", Lint::Admonitions),
    ("alerts", Lint::Alerts),
    ("containers", Lint::Containers),
    ("tabs", Lint::Tabs),
    ("citations", Lint::Citations),
    ("foreign-references", Lint::ForeignReferences),
    ("foreign-labels", Lint::ForeignLabels),
    ("undefined-links", Lint::UndefinedLinks),
    ("wiki-links", Lint::WikiLinks),
    ("foreign-pictures", Lint::ForeignPictures),
    ("highlights", Lint::Highlights),
    ("foreign-scripts", Lint::ForeignScripts),
    ("inline-notes", Lint::InlineNotes),
    ("contents-marks", Lint::ContentsMarks),
    ("tex-commands", Lint::TexCommands),
    ("emoji-codes", Lint::EmojiCodes),
    ("code-options", Lint::CodeOptions),
    ("diagrams", Lint::Diagrams),
    ("line-blocks", Lint::LineBlocks),
    ("grid-tables", Lint::GridTables),
    ("table-rules", Lint::TableRules),
    ("full-width-signs", Lint::FullWidthSigns),
    ("heading-signs", Lint::HeadingSigns),
    ("open-fences", Lint::OpenFences),
    ("open-emphasis", Lint::OpenEmphasis),
    ("indented-text", Lint::IndentedText),
    ("attribute-lists", Lint::AttributeLists),
    ("foreign-readings", Lint::ForeignReadings),
    ("straight-quotes", Lint::StraightQuotes),
    ("percent-comments", Lint::PercentComments),
    ("picture-sizes", Lint::PictureSizes),
    ("sign-blanks", Lint::SignBlanks),
    ("list-signs", Lint::ListSigns),
    ("full-width-links", Lint::FullWidthLinks),
    ("critic-marks", Lint::CriticMarks),
    ("abbreviations", Lint::Abbreviations),
    ("directives", Lint::Directives),
    ("org-lines", Lint::OrgLines),
    ("tex-formulas", Lint::TexFormulas),
    ("damaged-text", Lint::DamagedText),
];

/// The names alone: the keys of `lints:`.
pub(super) const KEYS: [&str; NAMES.len()] = {
    let mut keys = [""; NAMES.len()];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = NAMES[at].0;
        at += 1;
    }
    keys
};

impl Lint {
    /// Its name in `book.yaml`.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(_, lint)| *lint == self).map_or("", |(name, _)| name)
    }

    /// All of them.
    pub fn all() -> impl Iterator<Item = Lint> {
        NAMES.iter().map(|(_, lint)| *lint)
    }
}
