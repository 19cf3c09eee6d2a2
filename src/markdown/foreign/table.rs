//! The constructs: what each is called, what is lost by it, how it is recognised, and what to write instead.

use super::marks::{self, Is};
use super::{lines, signs, wide};
use crate::config::Lint;
use crate::diagnostics::Bilingual;

/// A construct of other tools.
pub struct Construct {
    /// The lint that it is, by which a book or a chapter switches it.
    pub lint: Lint,
    /// What it is and what becomes of it.
    pub what: Bilingual,
    /// What to write instead.
    pub remedy: Bilingual,
    /// Whether text, a picture or the target of a link is lost by it: then no release is made.
    pub lost: bool,
    /// The characters that it begins with, or [`LINE`], each with what recognises it. Constructs of code blocks have none: the block is
    /// known already.
    pub(super) marks: &'static [(char, Is)],
}

/// The construct of a lint; none where the lint is about something else.
pub fn construct(lint: Lint) -> Option<&'static Construct> {
    CONSTRUCTS.iter().find(|construct| construct.lint == lint)
}

/// Stands for any character with which a line begins.
pub(super) const LINE: char = '\n';

/// In the order in which they are tried: the narrower before the wider.
pub(super) static CONSTRUCTS: &[Construct] = &[
    Construct {
        lint: Lint::Includes,
        what: Bilingual::new("an include of another file is printed as it stands", "引入其他文件的写法按原样印出"),
        remedy: Bilingual::new(
            "put the text of the file here, or make the file a chapter in book.yaml",
            "请把那个文件的内容写在这里，或在 book.yaml 中列为一章",
        ),
        lost: true,
        marks: &[('{', marks::include), ('-', marks::snippet), (LINE, lines::include)],
    },
    Construct {
        lint: Lint::FullWidthLinks,
        what: Bilingual::new(
            "a link, a picture or the call of a note with full-width brackets is printed as it stands",
            "用了全角括号的链接、图片或注释按原样印出",
        ),
        remedy: Bilingual::new(
            "write the brackets half-width: [text](address), ![text](file.png), [^1]",
            "请用半角括号：[文字](地址)、![文字](文件.png)、[^1]",
        ),
        lost: true,
        marks: &[
            ('[', wide::link),
            ('［', wide::link),
            ('【', wide::link),
            ('!', wide::link),
            ('！', wide::link),
            ('[', wide::note),
            ('［', wide::note),
            ('【', wide::note),
        ],
    },
    Construct {
        lint: Lint::SignBlanks,
        what: Bilingual::new(
            "a heading, a quotation, a list or a table is printed as text: the blank at its sign is none to Markdown",
            "标题、引文、列表或表格按正文印出：记号旁的空白不是 Markdown 认得的空格",
        ),
        remedy: Bilingual::new(
            "take out the blank before the sign, and put an ordinary space (U+0020) behind it; or write a backslash before \
             the sign",
            "请删去记号前的空白，记号之后用普通空格（U+0020）；确要印出记号的，在它前面加反斜线",
        ),
        lost: false,
        marks: &[(LINE, signs::sign_blank)],
    },
    Construct {
        lint: Lint::ForeignPictures,
        what: Bilingual::new("a picture of another tool's kind is printed as text", "其他工具的图片写法按文字印出"),
        remedy: Bilingual::new(
            "write ![what is to be seen](file.png), and a size behind it: {width=50%}",
            "请写作 ![图中所见](文件.png)，尺寸写在后面：{width=50%}",
        ),
        lost: true,
        marks: &[
            ('!', marks::picture),
            ('{', marks::picture_tag),
            ('\\', marks::picture_command),
            (LINE, lines::figure),
        ],
    },
    Construct {
        lint: Lint::Citations,
        what: Bilingual::new(
            "a citation of another tool's kind is printed as it stands",
            "其他工具的文献引用按原样印出",
        ),
        remedy: Bilingual::new(
            "write a note: [^key], and [^key]: with the source",
            "请写成注释：[^键]，并以 [^键]: 写出文献",
        ),
        lost: true,
        marks: &[('[', marks::citation), ('\\', marks::cite_command), (':', marks::cite_role), ('{', marks::cite_role)],
    },
    Construct {
        lint: Lint::ForeignReferences,
        what: Bilingual::new(
            "a reference of another tool's kind is printed as it stands",
            "其他工具的互见写法按原样印出",
        ),
        remedy: Bilingual::new(
            "give the place a name, {#name}, and write [](#name)",
            "请给目标起名 {#名称}，再写 [](#名称)",
        ),
        lost: true,
        marks: &[
            ('[', marks::numbered),
            ('@', marks::bare_key),
            ('\\', marks::reference_command),
            (':', marks::reference_role),
            ('{', marks::reference_role),
        ],
    },
    Construct {
        lint: Lint::ForeignLabels,
        what: Bilingual::new(
            "the name of a place, written for another tool, is printed as it stands",
            "其他工具的位置标签按原样印出",
        ),
        remedy: Bilingual::new(
            "write {#name} behind the heading, the picture or the paragraph",
            "请在标题、图片或段落之后写 {#名称}",
        ),
        lost: true,
        marks: &[
            ('(', marks::label),
            ('\\', marks::label_command),
            (':', marks::label_role),
            (LINE, lines::label),
            ('^', lines::block_id),
        ],
    },
    Construct {
        lint: Lint::ContentsMarks,
        what: Bilingual::new("a mark for the table of contents is printed as it stands", "目录标记按原样印出"),
        remedy: Bilingual::new("take it out: the contents are made by themselves", "请删去：目录会自动生成"),
        lost: false,
        marks: &[('[', marks::contents), ('@', marks::contents), ('{', marks::contents), ('$', marks::contents)],
    },
    Construct {
        lint: Lint::Alerts,
        what: Bilingual::new("the mark of an alert is printed as it stands", "提示块的标记按原样印出"),
        remedy: Bilingual::new(
            "take it out, or begin the quotation with a word in **strong**",
            "请删去，或在引文开头用 **加重** 的字",
        ),
        lost: false,
        marks: &[('[', marks::alert)],
    },
    Construct {
        lint: Lint::UndefinedLinks,
        what: Bilingual::new(
            "a link to a label that is not defined is printed as it stands",
            "链接用到的标签没有定义，按原样印出",
        ),
        remedy: Bilingual::new(
            "define it, [label]: address, or write [text](address)",
            "请写出定义 [标签]: 地址，或改写为 [文字](地址)",
        ),
        lost: true,
        marks: &[('[', marks::undefined_link)],
    },
    Construct {
        lint: Lint::WikiLinks,
        what: Bilingual::new("a link between double brackets is printed as it stands", "双方括号的链接按原样印出"),
        remedy: Bilingual::new("write [text](file.md)", "请写作 [文字](文件.md)"),
        lost: true,
        marks: &[('[', marks::wiki_link)],
    },
    Construct {
        lint: Lint::AttributeLists,
        what: Bilingual::new("attributes are printed as they stand", "属性按原样印出"),
        remedy: Bilingual::new(
            "write [text]{.class}, or {.class} at the end of the paragraph or heading, without a colon",
            "请写作 [文字]{.类}，或在段落、标题末尾写 {.类}，不加冒号",
        ),
        lost: false,
        marks: &[('{', marks::attributes)],
    },
    Construct {
        lint: Lint::ForeignReadings,
        what: Bilingual::new("a base and its reading are printed as they stand", "正文与注音按原样印出"),
        remedy: Bilingual::new("write [漢字]{ruby=\"かんじ\"}", "请写作 [漢字]{ruby=\"かんじ\"}"),
        lost: false,
        marks: &[('{', marks::reading), ('｜', marks::reading), ('|', marks::reading)],
    },
    Construct {
        lint: Lint::TemplateTags,
        what: Bilingual::new("the tag of a template is printed as it stands", "模板标记按原样印出"),
        remedy: Bilingual::new(
            "write what it stands for; between backquotes it is shown as code",
            "请写出它所代表的内容；要原样显示，请放进反引号",
        ),
        lost: false,
        marks: &[('{', marks::template)],
    },
    Construct {
        lint: Lint::Admonitions,
        what: Bilingual::new("an admonition is printed as it stands", "提示块按原样印出"),
        remedy: Bilingual::new("write a quotation: each line begins with >", "请改为引文：每行以 > 开头"),
        lost: false,
        marks: &[('!', marks::admonition), ('?', marks::admonition)],
    },
    Construct {
        lint: Lint::Containers,
        what: Bilingual::new("a container of ::: or +++ is printed as it stands", "::: 或 +++ 容器按原样印出"),
        remedy: Bilingual::new("write a quotation: each line begins with >", "请改为引文：每行以 > 开头"),
        lost: false,
        marks: &[(':', marks::container), ('+', lines::fold)],
    },
    Construct {
        lint: Lint::Tabs,
        what: Bilingual::new("a tab of another tool is printed as it stands", "其他工具的选项卡按原样印出"),
        remedy: Bilingual::new(
            "write a heading or a paragraph in its place: a book has no tabs",
            "请改为标题或段落：书里没有选项卡",
        ),
        lost: false,
        marks: &[('=', marks::tab)],
    },
    Construct {
        lint: Lint::CriticMarks,
        what: Bilingual::new("remarks of CriticMarkup are printed as they stand", "CriticMarkup 的批改标记按原样印出"),
        remedy: Bilingual::new(
            "accept or refuse the change, and write a remark as <!-- comment -->",
            "请先采纳或拒绝修改；批注写作 <!-- 注释 -->",
        ),
        lost: false,
        marks: &[('{', lines::critic)],
    },
    Construct {
        lint: Lint::Abbreviations,
        what: Bilingual::new("the definition of an abbreviation is printed as it stands", "缩写的定义按原样印出"),
        remedy: Bilingual::new("write it as a note: [^a]", "请写成注释：[^甲]"),
        lost: false,
        marks: &[('*', lines::abbreviation)],
    },
    Construct {
        lint: Lint::Directives,
        what: Bilingual::new(
            "a directive of reStructuredText is printed as it stands",
            "reStructuredText 的指令按原样印出",
        ),
        remedy: Bilingual::new(
            "write it in Markdown: a quotation, or code between ``` and ```",
            "请改用 Markdown 写法：引文，或 ``` 与 ``` 之间的代码",
        ),
        lost: false,
        marks: &[(LINE, lines::any_directive)],
    },
    Construct {
        lint: Lint::OrgLines,
        what: Bilingual::new("a keyword of Org is printed as it stands", "Org 的关键字行按原样印出"),
        remedy: Bilingual::new(
            "write it in Markdown: code between ``` and ```, a quotation with >",
            "请改用 Markdown 写法：代码放在 ``` 与 ``` 之间，引文每行以 > 开头",
        ),
        lost: false,
        marks: &[('#', lines::keyword)],
    },
    Construct {
        lint: Lint::TexFormulas,
        what: Bilingual::new(
            "a formula between \\( \\) or \\[ \\] is printed as text, without the backslashes",
            "\\( \\) 或 \\[ \\] 之间的公式按文字印出，反斜线消失",
        ),
        remedy: Bilingual::new("write $x$ or $$x$$", "请写作 $x$ 或 $$x$$"),
        lost: false,
        marks: &[('\\', lines::formula)],
    },
    Construct {
        lint: Lint::Highlights,
        what: Bilingual::new("signs for highlighting are printed as they stand", "高亮或下划的符号按原样印出"),
        remedy: Bilingual::new("write *text*, **text** or [text]{.dots}", "请写作 *文字*、**文字** 或 [文字]{.dots}"),
        lost: false,
        marks: &[('=', marks::highlight), ('+', marks::inserted)],
    },
    Construct {
        lint: Lint::ForeignScripts,
        what: Bilingual::new("signs for a sub- or superscript are printed as they stand", "上下标的符号按原样印出"),
        remedy: Bilingual::new("write [2]{.sub} or [2]{.sup}", "请写作 [2]{.sub} 或 [2]{.sup}"),
        lost: false,
        marks: &[('~', marks::subscript), ('^', marks::superscript)],
    },
    Construct {
        lint: Lint::InlineNotes,
        what: Bilingual::new("a note in the text is printed as it stands", "行内注释按原样印出"),
        remedy: Bilingual::new(
            "write [^a] here and [^a]: with the note below",
            "请在此处写 [^甲]，在下面另起一行写 [^甲]: 注文",
        ),
        lost: false,
        marks: &[('^', marks::inline_note)],
    },
    Construct {
        lint: Lint::TexCommands,
        what: Bilingual::new("a command of TeX is printed as it stands", "TeX 命令按原样印出"),
        remedy: Bilingual::new(
            "take it out, or write it in Markdown; between backquotes it is shown as code",
            "请删去或改用 Markdown 写法；要原样显示，请放进反引号",
        ),
        lost: false,
        marks: &[('\\', marks::tex)],
    },
    Construct {
        lint: Lint::EmojiCodes,
        what: Bilingual::new("the name of an emoji is printed as it stands", "表情代码按原样印出"),
        remedy: Bilingual::new("write the character itself", "请直接写那个字符"),
        lost: false,
        marks: &[(':', marks::emoji)],
    },
    Construct {
        lint: Lint::GridTables,
        what: Bilingual::new("a table drawn with + and - is printed as it stands", "用 + 和 - 画的表按原样印出"),
        remedy: Bilingual::new(
            "write a table with bars: | a | b |, and |---|---| under its head",
            "请用竖线写表：| 甲 | 乙 |，表头下写 |---|---|",
        ),
        lost: false,
        marks: &[('+', marks::grid)],
    },
    Construct {
        lint: Lint::TableRules,
        what: Bilingual::new(
            "lines with bars are set as text: the rule under the head is missing or has another number of columns",
            "带竖线的几行按正文排：表头下没有分隔行，或栏数不符",
        ),
        remedy: Bilingual::new(
            "write a rule with as many columns as the head: |---|---|",
            "请在表头下写栏数相同的分隔行：|---|---|",
        ),
        lost: false,
        marks: &[('|', marks::table)],
    },
    Construct {
        lint: Lint::LineBlocks,
        what: Bilingual::new("lines that begin with a bar are printed as they stand", "以竖线开头的诗行按原样印出"),
        remedy: Bilingual::new("write verse between ```verse and ```", "请写在 ```verse 与 ``` 之间"),
        lost: false,
        marks: &[('|', marks::line_block)],
    },
    Construct {
        lint: Lint::FullWidthSigns,
        what: Bilingual::new(
            "signs of Markdown in their full-width forms are printed as they stand",
            "全角的 Markdown 符号按原样印出",
        ),
        remedy: Bilingual::new("write them half-width: #, >, **, `, |", "请用半角：#、>、**、`、|"),
        lost: false,
        marks: &[
            ('＃', wide::heading),
            ('＞', wide::quotation),
            ('＊', wide::stars),
            ('｀', wide::code),
            ('｜', wide::table),
        ],
    },
    Construct {
        lint: Lint::ListSigns,
        what: Bilingual::new(
            "lines that begin as items of a list run on as one text",
            "看似列表的几行连成了一段：行首的记号 Markdown 不认，或其后没有空格",
        ),
        remedy: Bilingual::new(
            "begin them with - or 1. and a space, or put an empty line between them",
            "请以“- ”或“1. ”加空格开头，或各行之间空一行",
        ),
        lost: false,
        marks: &[(LINE, signs::list_signs)],
    },
    Construct {
        lint: Lint::HeadingSigns,
        what: Bilingual::new(
            "the sign of a heading without a blank behind it is printed as it stands",
            "# 之后没有空格，按正文印出",
        ),
        remedy: Bilingual::new("put a blank behind it: # title", "请在 # 之后加一个空格：# 标题"),
        lost: false,
        marks: &[('#', marks::heading_sign)],
    },
    Construct {
        lint: Lint::OpenEmphasis,
        what: Bilingual::new(
            "stars that nothing closes, or that stand beside a blank, are printed as they stand",
            "没有成对的星号按原样印出",
        ),
        remedy: Bilingual::new(
            "write the stars close around the text, **text**, or \\* for the sign",
            "请让星号紧贴文字成对：**文字**；要印星号请写 \\*",
        ),
        lost: false,
        marks: &[('*', marks::stars)],
    },
    Construct {
        lint: Lint::OpenFences,
        what: Bilingual::new(
            "a fence is never closed: everything behind it is set as code",
            "代码围栏没有结束，其后全部按代码排",
        ),
        remedy: Bilingual::new("close it by a line with the same signs", "请用一行同样的符号结束"),
        lost: true,
        marks: &[],
    },
    Construct {
        lint: Lint::CodeOptions,
        what: Bilingual::new(
            "options of another tool stand in the fence and mean nothing here; the code is shown and not run",
            "围栏里写了其他工具的选项，在此没有意义；代码只显示，不运行",
        ),
        remedy: Bilingual::new(
            "write the language alone, and put the result into the text",
            "请只写语言名，并把运行结果写进正文",
        ),
        lost: false,
        marks: &[],
    },
    Construct {
        lint: Lint::Diagrams,
        what: Bilingual::new("a diagram is shown as its source", "图示按源码显示"),
        remedy: Bilingual::new(
            "draw it with its own tool and put the picture in: ![what is to be seen](file.svg)",
            "请用相应的工具画好，再插入图片：![图中所见](文件.svg)",
        ),
        lost: false,
        marks: &[],
    },
    Construct {
        lint: Lint::IndentedText,
        what: Bilingual::new(
            "text that is indented by four blanks or a tab is set as code",
            "缩进四格或一个制表符的文字按代码排",
        ),
        remedy: Bilingual::new(
            "take the blanks out: the theme indents paragraphs; write code between ``` and ```",
            "请删去空格：段首缩进由版式决定；代码请写在 ``` 与 ``` 之间",
        ),
        lost: false,
        marks: &[],
    },
    Construct {
        lint: Lint::StraightQuotes,
        what: Bilingual::new("straight quotation marks among Han", "汉字之间用了直引号"),
        remedy: Bilingual::new("write “ ” or 「 」", "请写作“ ”或「 」"),
        lost: false,
        marks: &[('"', marks::quote)],
    },
    Construct {
        lint: Lint::PercentComments,
        what: Bilingual::new("a comment of another tool's kind is printed", "其他工具的注释会印出来"),
        remedy: Bilingual::new("write <!-- comment -->", "请写作 <!-- 注释 -->"),
        lost: false,
        marks: &[('%', lines::percent_comment)],
    },
    Construct {
        lint: Lint::PictureSizes,
        what: Bilingual::new(
            "a size of another tool's kind is read out as the picture's text",
            "其他工具的图片尺寸会当作替代文字",
        ),
        remedy: Bilingual::new("write ![text](file.png){width=50%}", "请写作 ![文字](文件.png){width=50%}"),
        lost: false,
        marks: &[],
    },
];
