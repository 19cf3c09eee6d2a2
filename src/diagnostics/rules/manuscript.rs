//! 0xx: the manuscript directory and its configuration.
//!
//! 001–009 files, 010–049 `book.yaml`, 050–059 chapters, 060–069 what all readers can
//! perceive, 070–089 pictures.

use crate::diagnostics::rule::rules;

rules! {
    area 0 "The manuscript and its configuration", "书稿与配置" concerns Every;

    /// The directory has no `book.yaml`, so it is not a manuscript. `huoban init DIR` makes one that builds.
    E001 Error of Configuration zh "目录里没有 book.yaml，所以它不是书稿。`huoban init 目录` 会生成一份可以直接编译的书稿。" {
        message: "no book.yaml in {dir}", "{dir} 中没有 book.yaml";
        help: "{?nearest}there is one in {nearest}; did you mean that? {/}{?dir}`huoban init {dir}` starts a manuscript there{/}", "{?nearest}{nearest} 中有一份，是否想用它？{/}{?dir}运行 `huoban init {dir}` 可新建一份书稿{/}";
    }
    /// The operating system refused to hand over a file or directory of the manuscript: its permissions forbid it,
    /// the path names a directory, or the disk failed.
    E002 Error of Machine zh "操作系统未能交出书稿中的文件或目录：没有读取权限、路径其实是目录，或者磁盘出错。" {
        message: "cannot read {path}: {why}", "无法读取 {path}：{why}";
        help: "check that it is a file that you may read", "请确认它是文件，并且你有读取权限";
    }
    /// A manuscript is self-contained: every path is relative to its directory and stays within it. An absolute path,
    /// a path that climbs out with `..`, and a symbolic link that leads outward are refused, because the book could
    /// not be built elsewhere, and because a manuscript must not be able to read other files of the machine.
    E003 Error zh "书稿自成一体：所有路径都相对于书稿目录，并且不超出它。绝对路径、用 `..` 跳出目录的路径、指向目录之外的符号链接都不接受：那样的书稿换个地方就无法编译，书稿也不该能读取本机的其他文件。" {
        message: "{path} leads out of the manuscript directory", "{path} 指向书稿目录之外";
        help: "copy the file into the manuscript and name it by a relative path", "请把文件复制到书稿目录内，再用相对路径引用";
    }
    /// A text file of more than 64 MiB is no chapter of a book: most likely another kind of file got the name.
    E004 Error zh "超过 64 MiB 的文本不会是一章书，多半是别的文件用错了名字。" {
        message: "{path} is too large: {size} MiB, the limit is {limit} MiB", "{path} 太大：{size} MiB，上限为 {limit} MiB";
        help: "split it into chapters", "请拆分成若干章";
    }
    /// `book.yaml` breaks the syntax of YAML at this place. What follows could not be read.
    E010 Error of Configuration zh "`book.yaml` 在此处不合 YAML 语法，其后的内容无法读取。" {
        message: "book.yaml is not valid YAML here: {detail}", "book.yaml 此处不合 YAML 语法（{detail}）";
        help: "check the indentation and the punctuation of this line and the one before it", "请检查本行与上一行的缩进和标点";
    }
    /// A bracket or a quotation mark is opened in `book.yaml` and never closed, or closed by another kind.
    E011 Error of Configuration zh "`book.yaml` 里有括号或引号没有闭合，或者前后不配对。" {
        message: "a bracket or quotation mark of book.yaml has no partner", "book.yaml 中有括号或引号不成对";
        help: "close it with the same kind: [ ], { }, \" \" or ' '", "请用同一种符号闭合：[ ]、{ }、\" \" 或 ' '";
    }
    /// YAML shows what belongs together by spaces at the start of a line; tabs are not allowed there.
    E012 Error of Configuration zh "YAML 用行首空格表示从属关系，行首不允许使用制表符。" {
        message: "a tab stands where YAML wants spaces", "此处应为空格，却是制表符";
        help: "indent with spaces", "请用空格缩进";
    }
    /// A colon with a space after it begins a value. A text that holds one must stand in quotation marks, and a key
    /// must be followed by a colon and a space, on the column of the keys beside it.
    E013 Error of Configuration zh "冒号加空格表示后面是值。文字里若有这样的冒号，整段文字要加引号；键后面要写冒号和空格，并与同级的键左对齐。" {
        message: "a key and its value cannot stand here", "此处不能出现“键: 值”";
        help: "{?instead}write {instead}, with a space after the colon; or {/}align the key with its neighbours, put a space after the colon, or quote the text: title: \"a: b\"", "{?instead}请写作 {instead}，冒号后有空格；或{/}请与同级的键对齐，冒号后加空格；若冒号属于文字，请加引号，如 title: \"甲: 乙\"";
    }
    /// `book.yaml` must be a mapping: lines of `key: value`.
    E014 Error of Configuration zh "`book.yaml` 的内容应当是一行行的“键: 值”。" {
        message: "book.yaml holds no keys", "book.yaml 里没有任何键";
        help: "begin with a line such as `title: The title`", "请从 `title: 书名` 这样的一行写起";
    }
    /// Anchors, aliases, several documents in one file, and keys that are lists make a configuration hard to read and
    /// are not needed for a book.
    E015 Error of Configuration zh "锚点、别名、一个文件多个文档、以列表作键，这些 YAML 写法难读，书稿配置也用不着，因此不接受。" {
        message: "book.yaml cannot use {what}", "book.yaml 不接受{what}";
        help: "write the value out", "请直接写出内容";
    }
    /// `book.yaml` is nested deeper than any key of a book needs.
    E016 Error of Configuration zh "`book.yaml` 的嵌套层数超过了任何书所需要的深度。" {
        message: "book.yaml is nested too deeply here", "book.yaml 在此处嵌套过深";
        help: "check the brackets and the indentation", "请检查括号与缩进";
    }
    /// `--set` takes a dotted key of `book.yaml` and a value, such as `--set page.chars-per-line=30`.
    E017 Error of Configuration zh "`--set` 的写法是“键=值”，键用点号分层，如 `--set page.chars-per-line=30`。" {
        message: "--set {key}={value} cannot be used: {why}", "--set {key}={value} 无法使用：{why}";
        help: "write a key of book.yaml with dots, as in --set page.chars-per-line=30", "请用点号写出 book.yaml 的键，如 --set page.chars-per-line=30";
    }
    /// The key means nothing here. It is an error, because a misspelt key would otherwise be ignored in silence.
    E020 Error of Configuration zh "此处没有这个键。之所以算错误，是因为拼错的键若被忽略，作者便无从察觉。" {
        message: "unknown key `{key}`", "未知的键 `{key}`";
        help: "{?nearest}did you mean `{nearest}`? {/}keys here: {allowed}", "{?nearest}是否想写 `{nearest}`？{/}此处可用的键：{allowed}";
    }
    /// The key was given before; one of the two values would be lost.
    E021 Error of Configuration zh "这个键前面已经写过，两个值必有一个会丢失。" {
        message: "`{key}` is given twice, first in line {line}", "`{key}` 重复，首次出现在第 {line} 行";
        help: "keep one of them", "请只保留一个";
        also: "first given here", "首次出现在此";
    }
    /// The book cannot be made without this key.
    E022 Error of Configuration zh "缺少这个键，书无法生成。" {
        message: "`{key}` is missing", "缺少 `{key}`";
        help: "add a line such as `{example}`", "请加上一行，如 `{example}`";
    }
    /// The value has another shape than the key wants: a list where a text is wanted, for instance.
    E023 Error of Configuration zh "值的形式不符合这个键的要求，例如应写文字的地方写成了列表。" {
        message: "`{key}` must be {expected}, not {found}", "`{key}` 应为{expected}，此处却是{found}";
        help: "{?example}for example: {example}{/}", "{?example}例如：{example}{/}";
    }
    /// The key takes one of a few words.
    E024 Error of Configuration zh "这个键只接受几个固定的词。" {
        message: "`{key}` cannot be `{value}`", "`{key}` 不能是 `{value}`";
        help: "{?nearest}did you mean `{nearest}`? {/}allowed: {allowed}", "{?nearest}是否想写 `{nearest}`？{/}可用的值：{allowed}";
    }
    /// A length is a number and a unit: pt, mm, cm, in, em or q (a quarter of a millimetre). A size of type may also
    /// be named, 五号 or 小四 for instance.
    E025 Error of Configuration zh "长度由数字和单位组成：pt、mm、cm、in、em 或 q（四分之一毫米）。字号也可以写号数，如五号、小四。" {
        message: "`{key}` needs a length, and `{value}` is none", "`{key}` 应为长度，`{value}` 不是";
        help: "write a number and a unit: 10.5pt, 18mm, 2em", "请写数字和单位，如 10.5pt、18mm、2em";
    }
    /// The number or length is outside what a book can be made with.
    E026 Error of Configuration zh "数字或长度超出了成书所能接受的范围。" {
        message: "`{key}` is {value}; it must be from {least} to {most}", "`{key}` 为 {value}，应在 {least} 至 {most} 之间";
        help: "", "";
    }
    /// A language is named by a BCP 47 tag: `zh-Hans`, `zh-Hant-TW`, `ja`, `en-GB`. It decides the fonts' forms of
    /// characters, the line breaking, and how a screen reader speaks.
    E027 Error of Configuration zh "语言用 BCP 47 标签表示，如 `zh-Hans`、`zh-Hant-TW`、`ja`、`en-GB`。它决定字形、断行规则和读屏软件的读法。" {
        message: "`{value}` is not a language tag", "`{value}` 不是语言标签";
        help: "{?nearest}did you mean `{nearest}`? {/}for example zh-Hans, zh-Hant-TW, ja, en", "{?nearest}是否想写 `{nearest}`？{/}例如 zh-Hans、zh-Hant-TW、ja、en";
    }
    /// An ISBN has 13 digits and begins with 978 or 979 (or has 10, the older kind, which is converted); its last
    /// digit is computed from the others, so that most slips of the pen are found.
    E028 Error of Configuration zh "ISBN 有 13 位，以 978 或 979 开头（旧式的 10 位会自动换算）；末位由其余各位算出，因此多数笔误都能发现。" {
        message: "`{value}` is not an ISBN: {why}", "`{value}` 不是 ISBN：{why}";
        help: "compare it with the publisher's notice; leave `isbn` out while there is none", "请与出版社的通知核对；还没有书号时，不写 `isbn` 即可";
    }
    /// A date is a year, a year and month, or a day: 2021, 2021-11, 2021-11-22.
    E029 Error of Configuration zh "日期可写到年、月或日：2021、2021-11、2021-11-22。" {
        message: "`{key}` needs a date, and `{value}` is none", "`{key}` 应为日期，`{value}` 不是";
        help: "write it as 2021-11-22, 2021-11 or 2021", "请写作 2021-11-22、2021-11 或 2021";
    }
    /// What a person did for the book is named by a MARC relator code (`trl`), by its English name (`translator`) or
    /// by its Chinese one (译者).
    E030 Error of Configuration zh "贡献者的角色可写 MARC 代码（`trl`）、英文名（`translator`）或中文名（译者）。" {
        message: "unknown role `{value}`", "未知的角色 `{value}`";
        help: "{?nearest}did you mean `{nearest}`? {/}for example author, editor, translator, illustrator, photographer", "{?nearest}是否想写 `{nearest}`？{/}例如：作者、编者、译者、插图、摄影";
    }
    /// A page is named (大32开, A5, B5 …) or given as width × height.
    E031 Error of Configuration zh "开本可写名称（大32开、A5、B5……），也可写宽×高。" {
        message: "`{value}` is not a page size", "`{value}` 不是开本";
        help: "{?nearest}did you mean `{nearest}`? {/}write a width and a height, 140mm x 203mm, or a name: {allowed}", "{?nearest}是否想写 `{nearest}`？{/}可写宽和高，如 140mm x 203mm，或名称：{allowed}";
    }
    /// The lines are wider than the page leaves room for: the characters of a line times the size of the type, with
    /// the inner margin if one is given.
    E032 Error of Configuration zh "版心宽于页面：每行字数乘以字号，再加上所设的内侧空白，超过了页宽。" {
        message: "the type area is {area} wide and the page only {page}", "版心宽 {area}，页面只有 {page}";
        help: "use fewer characters a line, smaller type, narrower margins or a larger page", "请减少每行字数、缩小字号、收窄空白，或换大一些的开本";
    }
    /// The lines of a page stand higher than the page: the lines times their pitch, with the top margin if one is
    /// given.
    E033 Error of Configuration zh "版心高于页面：行数乘以行距，再加上所设的天头，超过了页高。" {
        message: "the type area is {area} high and the page only {page}", "版心高 {area}，页面只有 {page}";
        help: "use fewer lines a page, a smaller pitch, narrower margins or a larger page", "请减少行数、缩小行距、收窄空白，或换大一些的开本";
    }
    /// The text is longer than its place in a book can bear.
    E034 Error of Configuration zh "文字太长，书里没有地方容纳。" {
        message: "`{key}` has {count} characters; the limit is {limit}", "`{key}` 有 {count} 个字符，上限为 {limit}";
        help: "shorten it", "请缩短";
    }
    /// Control characters cannot be shown and are forbidden in the XML that an EPUB is made of.
    E035 Error of Configuration zh "控制字符无法显示，EPUB 所用的 XML 也禁止它们。" {
        message: "`{key}` holds the control character {character}", "`{key}` 中有控制字符 {character}";
        help: "delete it", "请删去";
    }
    /// The slug is the file name of the outputs, so it can hold no `/`, no character that some system forbids in file
    /// names, and no dot or space at either end.
    E036 Error of Configuration zh "`slug` 是成书的文件名，因此不能含有 `/` 和某些系统禁用的字符，首尾也不能是点或空格。" {
        message: "`{value}` cannot be a file name", "`{value}` 不能作文件名";
        help: "use letters, digits, Han characters and hyphens", "请用字母、数字、汉字和连字符";
    }
    /// The page, the type area and one margin determine the margin opposite; giving both says it twice.
    E037 Error of Configuration zh "页面、版心和一侧空白已经决定了对侧的空白，两侧都写就重复了。" {
        message: "`{key}` and `{other}` cannot both be given", "`{key}` 与 `{other}` 不能同时给出";
        help: "keep one; the other follows from the page and the type area", "请只留一个，另一个由页面和版心得出";
        also: "the other is given here", "另一侧写在此处";
    }
    /// A colour is six hexadecimal digits, as in `#9e2a2b`.
    E038 Error of Configuration zh "颜色写作六位十六进制数，如 `#9e2a2b`。" {
        message: "`{key}` needs a colour, and `{value}` is none", "`{key}` 应为颜色，`{value}` 不是";
        help: "write it as \"#9e2a2b\", in quotation marks: a bare # begins a comment", "请写作 \"#9e2a2b\"，要加引号，否则 # 之后会成为注释";
    }
    /// Lines that stand closer than the size of the type overlap.
    E039 Error of Configuration zh "行距小于字号，行与行会重叠。" {
        message: "the line pitch {pitch} is smaller than the type, {size}", "行距 {pitch} 小于字号 {size}";
        help: "the pitch of a Chinese book is 1.5 to 2 times the size of the type", "中文书的行距一般为字号的 1.5 至 2 倍";
    }
    /// The pitch of a Chinese book is 1.5 to 2 times the size of its type (typography row PG-5, clreq 2.3.5). Closer
    /// lines tire the eye, wider ones fall apart.
    W040 Warning zh "中文书的行距一般为字号的 1.5 至 2 倍（排版条目 PG-5，clreq 2.3.5）：过密伤眼，过疏则散。" {
        message: "the line pitch is {ratio} times the size of the type; 1.5 to 2 is usual", "行距是字号的 {ratio} 倍，通常为 1.5 至 2 倍";
        help: "set `page.line-pitch`, or leave it out", "请调整 `page.line-pitch`，或不写它";
    }
    /// A list that must name something is empty.
    E042 Error of Configuration zh "这个列表不能为空。" {
        message: "`{key}` is empty", "`{key}` 是空的";
        help: "name at least one, or leave the key out", "请至少写一项，或不写这个键";
    }
    /// `build/` holds what the tool makes. It is no part of the manuscript, and no chapter is taken from it.
    E043 Error of Configuration zh "build/ 里是程序生成的文件，不属于书稿，章节和图片不从那里读取。" {
        message: "{path} lies in build/, which holds what huoban makes", "{path} 在 build/ 里，那里只放 huoban 生成的文件";
        help: "move the file to another directory of the manuscript", "请把这个文件移到书稿的其他目录";
    }
    /// Every edition that is sold by itself has a number of its own (ISO 2108; ISBN Users' Manual): by it shops and
    /// libraries tell the printed book from the EPUB.
    W044 Warning zh "单独发行的每个版本各有书号（ISO 2108，《ISBN 使用手册》），书店和图书馆凭它分辨纸书与电子书。" {
        message: "`{key}` is the number of `{other}`", "`{key}` 与 `{other}` 是同一个书号";
        help: "give each edition its own number, or leave out those that have none", "请为每个版本写各自的书号；没有书号的版本不写";
        also: "the other edition has it here", "另一个版本的书号在此";
    }
    /// A colon, a bracket, a comma or a hyphen of the full width stands where YAML wants its own: `title：书` is one text, and
    /// no key with a value; `［甲，乙］` and `【甲，乙】` are one name, and no list of two.
    E045 Error of Configuration zh "YAML 的冒号、方括号、逗号和短横都是半角的，冒号后面要有空格：`title：书` 是一整段文字，不是键和值；`［甲，乙］` 是一个名字，不是两项的列表。" {
        message: "the full-width mark {mark} is no punctuation of YAML", "{mark} 是全角标点，YAML 不认";
        help: "write {instead}", "请写作 {instead}";
    }
    /// The family has nothing for the text that its key is for, and would be passed over in silence. `fonts.body`, `heading`
    /// and `emphasis` are for Han, kana and Hangul; `latin`, `latin-heading` and `mono` for Latin.
    E046 Error of Configuration zh "这个字体没有该键所管文字的字形，只会被悄悄略过。`fonts.body`、`heading`、`emphasis` 管汉字、假名和谚文，`latin`、`latin-heading`、`mono` 管西文。" {
        message: "{key}: the family “{family}” has no {what}", "{key}：字体“{family}”没有{what}";
        help: "name another family here; {other} and its kin are for the rest of the text", "请换一种字体；其余的文字由 {other} 等键指定";
    }
    /// The pitch of a book in a Latin script is 1.2 to 1.6 times the size of its type: its letters have their own room above
    /// and below. Closer lines tire the eye, wider ones fall apart.
    W047 Warning zh "西文书的行距一般为字号的 1.2 至 1.6 倍：字母上下本有空隙。过密伤眼，过疏则散。" {
        message: "the line pitch is {ratio} times the size of the type; 1.2 to 1.6 is usual in this language", "行距是字号的 {ratio} 倍，这种语言通常为 1.2 至 1.6 倍";
        help: "set `page.line-pitch`, or leave it out", "请调整 `page.line-pitch`，或不写它";
    }
    /// Without `chapters` only the Markdown files beside `book.yaml` are chapters; those in directories below are not.
    W048 Warning zh "`book.yaml` 没有 `chapters` 时，只有与它同目录的 Markdown 文件成为各章，子目录里的不算。" {
        message: "Markdown files in directories below that are not in the book: {count} ({names})", "子目录里有 {count} 个 Markdown 文件没有收入书中：{names}";
        help: "list every chapter of the book under `chapters`, in its order", "请在 `chapters` 下按顺序列出全书各章";
    }
    /// `book.yaml` names a chapter that is not there.
    E050 Error zh "`book.yaml` 列出的章节文件不存在。" {
        message: "there is no chapter {path}", "找不到章节 {path}";
        help: "{?nearest}did you mean {nearest}? {/}paths are relative to the manuscript directory, with `/`", "{?nearest}是否想写 {nearest}？{/}路径相对于书稿目录，用 `/` 分隔";
    }
    /// The chapter holds nothing that a reader sees: only blanks, comments, definitions of links or notes that nothing
    /// calls. It would make an empty page in the book.
    E051 Error zh "这一章没有读者能看到的内容：只有空白、注释、链接定义或无人引用的脚注，成书会出现空页。" {
        message: "the chapter {path} is empty", "章节 {path} 是空的";
        help: "write something, or take it out of the book", "请写上内容，或从书中去掉";
    }
    /// The file is in another encoding than UTF-8. The encoding named is the one whose characters make sense.
    E052 Error zh "文件不是 UTF-8 编码。所示的编码是能读出通顺文字的那一种。" {
        message: "{path} is not UTF-8: byte {byte} (line {line}) is {hex}; the file looks like {encoding}", "{path} 不是 UTF-8 编码：第 {byte} 字节（第 {line} 行）为 {hex}；看来是 {encoding} 编码";
        help: "save it as UTF-8: iconv -f {label} -t UTF-8", "请另存为 UTF-8，例如用 iconv -f {label} -t UTF-8";
    }
    /// The file holds bytes that are not UTF-8 and no other encoding that the tool knows: it is damaged, or no text.
    E053 Error zh "文件里有不合 UTF-8 的字节，也不像其他已知的编码：可能已损坏，或者根本不是文本。" {
        message: "{path} is not UTF-8: byte {byte} (line {line}) is {hex}", "{path} 不是 UTF-8 编码：第 {byte} 字节（第 {line} 行）为 {hex}";
        help: "save the file as UTF-8", "请把文件另存为 UTF-8";
    }
    /// The file is UTF-16, which some editors call “Unicode”.
    E054 Error zh "文件是 UTF-16 编码，有些编辑器称之为“Unicode”。" {
        message: "{path} is {encoding}, not UTF-8", "{path} 是 {encoding} 编码，不是 UTF-8";
        help: "save the file as UTF-8", "请把文件另存为 UTF-8";
    }
    /// Control characters cannot be shown and are forbidden in the XML that an EPUB is made of. They often come in
    /// with text copied from elsewhere.
    E055 Error zh "控制字符无法显示，EPUB 所用的 XML 也禁止它们。它们常随复制的文字混入。" {
        message: "a control character, {character}{?count} ({count} times in this file){/}", "文中有控制字符 {character}{?count}（本文件中共 {count} 处）{/}";
        help: "delete it", "请删去";
    }
    /// A file can stand in a book once: links to it must have one place to lead to.
    E056 Error zh "一个文件在书中只能出现一次，这样指向它的链接才有唯一的去处。" {
        message: "{path} is in the book already{?line}, see line {line}{/}", "{path} 已在书中{?line}，见第 {line} 行{/}";
        help: "keep one of the two", "请只保留一处";
        also: "first named here", "首次列在此处";
    }
    /// A book needs at least one chapter. Without `chapters` in `book.yaml`, the Markdown files that stand in the
    /// manuscript directory are the chapters, in the order of their names; `README.md` and `SUMMARY.md` are not.
    E057 Error zh "书至少要有一章。`book.yaml` 没有 `chapters` 时，书稿目录下的 Markdown 文件按文件名顺序成为各章，`README.md` 与 `SUMMARY.md` 除外。" {
        message: "the book has no chapter", "书中没有任何章节";
        help: "add a Markdown file, or list the files under `chapters`", "请添加 Markdown 文件，或在 `chapters` 下列出";
    }
    /// More chapters than a book can have; most likely the directory is not a manuscript.
    E058 Error zh "章节多得不像一本书，多半是目录弄错了。" {
        message: "the book has {count} chapters; the limit is {limit}", "书有 {count} 章，上限为 {limit}";
        help: "list the chapters under `chapters` in book.yaml", "请在 book.yaml 的 `chapters` 下列出各章";
    }
    /// Every picture needs a text that says what it shows: it is what a blind reader hears, what a store demands (EPUB
    /// Accessibility 1.1, WCAG 2.2 1.1.1) and what PDF/UA requires. A picture that only adorns the page is marked
    /// `{.decorative}` and passed over in silence. `missing-alt: warn` in `book.yaml` lets a draft be built without.
    E060 Error zh "每张图片都要有一段文字说明图中所见：盲人读者听的是它，书店要求它（EPUB Accessibility 1.1，WCAG 2.2 1.1.1），PDF/UA 也要求它。只作装饰的图片请标 {.decorative}，朗读时略过。草稿可在 `book.yaml` 里写 `missing-alt: warn`，暂时放行。" {
        message: "the picture {path} has no text for those who cannot see it", "图片 {path} 没有替代文字";
        help: "write what is to be seen between the brackets, ![text](…), or mark the picture {.decorative}", "在方括号里写出图中所见：![文字](…)；纯装饰的图片请标 {.decorative}";
    }
    /// The text that should say what a picture shows only names its file or says that it is a picture. A screen reader
    /// says “image” by itself; those who cannot see it learn nothing.
    W061 Warning zh "替代文字应当说出图中所见，这里却只是文件名，或者只说了它是图片。读屏软件自己会说“图片”，看不见的读者什么也没有得到。" {
        message: "“{alt}” does not say what the picture {path} shows", "“{alt}”没有说出图片 {path} 里有什么";
        help: "describe what is to be seen, in a sentence; or mark the picture {.decorative}", "请用一句话写出图中所见；纯装饰的图片请标 {.decorative}";
    }
    /// Text must stand out from the paper by 4.5 to 1 (WCAG 2.2, 1.4.3), or readers with weak sight lose it. The number
    /// is the contrast of the theme's colour with white.
    W062 Warning zh "文字与纸面的对比度应不低于 4.5:1（WCAG 2.2，1.4.3），否则视力弱的读者看不清。所示数字是主题颜色与白纸的对比度。" {
        message: "`{key}` is {value}, whose contrast with the paper is {ratio} to 1; text needs 4.5", "`{key}` 为 {value}，与纸面的对比度只有 {ratio}:1，文字需要 4.5:1";
        help: "choose a darker colour", "请换一种深一些的颜色";
    }
    /// A picture that the book shows is not there.
    E070 Error zh "书中用到的图片不存在。" {
        message: "there is no picture {path}", "找不到图片 {path}";
        help: "{?nearest}did you mean {nearest}? {/}{?chapter}pictures are looked up from the directory of the chapter that shows them{/}{?book}{book} names files relative to the manuscript directory{/}", "{?nearest}是否想写 {nearest}？{/}{?chapter}图片路径相对于引用它的章节所在的目录{/}{?book}{book} 里的路径相对于书稿目录{/}";
    }
    /// A picture must be PNG, JPEG, SVG, WebP or GIF. The kind is told by the bytes, not by the name.
    E071 Error zh "图片须为 PNG、JPEG、SVG、WebP 或 GIF。种类由文件内容判断，与文件名无关。" {
        message: "{path} is {kind}, which the book cannot hold", "{path} 是{kind}，不能放进书里";
        help: "convert it to PNG, JPEG or SVG", "请转换为 PNG、JPEG 或 SVG";
    }
    /// The picture is damaged: its parts contradict each other, or the file ends before the picture does.
    E072 Error zh "图片已损坏：各部分互相矛盾，或者文件不完整。" {
        message: "{path} is a damaged {kind} picture: {why}", "{path} 是损坏的 {kind} 图片：{why}";
        help: "export it again from its source", "请从原图重新导出";
    }
    /// A picture may have 20,000 pixels a side and 100 million in all: at 600 pixels an inch that is a sheet of more
    /// than 80 cm. Anything larger slows every reader down and gains nothing in print.
    E073 Error zh "图片每边不超过 20,000 像素，总数不超过一亿：按每英寸 600 像素计，已超过 80 厘米。更大的图只会拖慢阅读软件，对印刷毫无益处。" {
        message: "{path} is {width} × {height} pixels; the limit is {side} a side and {total} million in all", "{path} 为 {width} × {height} 像素，上限为每边 {side}、总数 {total} 百万";
        help: "scale it down to what is printed: 300 to 600 pixels an inch", "请按印刷尺寸缩小，每英寸 300 至 600 像素即可";
    }
    /// The picture is of another kind than the ending of its name says. The book uses what the bytes say, but other
    /// programs may be misled.
    W074 Warning zh "图片的种类与文件名的后缀不符。成书以文件内容为准，但其他程序可能被误导。" {
        message: "{path} is a {kind} picture, whatever its name says", "{path} 其实是 {kind} 图片，与文件名不符";
        help: "rename it to .{extension}", "请把后缀改为 .{extension}";
    }
    /// An SVG picture must be a still and self-contained drawing. Scripts, event handlers, embedded HTML, animations,
    /// and references to other files cannot be printed, and reading systems forbid them or show nothing.
    E075 Error zh "SVG 图片须静止、自足。脚本、事件、内嵌 HTML、动画和对其他文件的引用无法印刷，阅读软件也会禁止或不予显示。" {
        message: "{path} holds {what}", "{path} 中有{what}";
        help: "export it as plain SVG, with everything it shows inside", "请导出为普通 SVG，并把所用内容全部嵌入";
    }
    /// An SVG picture must say how large it is, by `width` and `height` or by a `viewBox`.
    E076 Error zh "SVG 图片须用 `width` 与 `height`，或用 `viewBox` 说明大小。" {
        message: "{path} does not say how large it is", "{path} 没有说明大小";
        help: "add a viewBox to its <svg> element", "请在 <svg> 元素上加 viewBox";
    }
    /// The character shows nothing and does nothing in a text: a byte order mark in the middle of a file, a control
    /// character of a terminal, a code that Unicode has given up. It usually comes with text copied from elsewhere. The
    /// book is made without it. Characters that do something stay: zero-width spaces and joiners, marks of direction,
    /// variation selectors, soft hyphens. Only beside the sign of a heading, a list, a quotation or another block, where a
    /// line begins, they go too: they would make text of the markup.
    W077 Warning zh "这个字符看不见，在文字里也不起作用：文件中间的字节顺序标记、终端的控制字符、Unicode 已废弃的代码。它多随复制的文字混入，成书时略去。有作用的字符会保留：零宽空格与连接符、方向标记、变体选择符、软连字符；但行首紧挨着标题、列表、引文等记号的也略去，否则记号会印成文字。" {
        message: "the invisible character {character} is left out{?count} ({count} times in this file){/}", "略去看不见的字符 {character}{?count}（本文件中共 {count} 处）{/}";
        help: "delete it; editors find it by its code", "请删去；可在编辑器里按编码查找";
    }
    /// Word processors and typesetting programs end a line within a paragraph by a character of their own (U+000B,
    /// U+2028, U+0085). Markdown does not know it; it counts as the end of a line of the source, which is nothing between
    /// Han and a space between words.
    W078 Warning zh "文字处理与排版软件用自己的字符（U+000B、U+2028、U+0085）在段内换行，Markdown 并不认识。这里把它当作源文件的换行：汉字之间什么也没有，西文词之间是一个空格。" {
        message: "the line separator {character} is read as a line end{?count} ({count} times in this file){/}", "换行字符 {character} 按源文件的换行处理{?count}（本文件中共 {count} 处）{/}";
        help: "replace it by a line end; two spaces or a backslash before the line end break the line in the book", "请改成换行；若要在书中换行，请在行末加两个空格或反斜杠";
    }
    /// U+FFFD is what programs write where they could not read a character: the text was damaged when a file was
    /// converted or copied. What stood there is lost. A book about such characters says that it means them: `lints:
    /// {damaged-text: off}` in `book.yaml`, `<!-- lints: {damaged-text: off} -->` in a chapter from there on, `&#xFFFD;` for
    /// one of them; with `warn` it is told as W082.
    E079 Error zh "U+FFFD 是程序读不出某个字符时写下的替代符：文件在转换或复制时已经损坏，原来的字丢失了。书里确要写这个字符的，可以说明：全书在 book.yaml 写 `lints: {damaged-text: off}`，章内自某处起写 `<!-- lints: {damaged-text: off} -->`，单个写 `&#xFFFD;`；设为 `warn` 时改报 W082。" {
        message: "the file is damaged: U+FFFD stands where a program could not read what was there{?count} ({count} times in this file){/}", "文件已损坏：程序读不出的字符变成了 U+FFFD{?count}（本文件中共 {count} 处）{/}";
        help: "take the text from its source again, in UTF-8, or write what is missing; `lints: {damaged-text: off}` says that it is meant", "请从原稿重新取得文字，并存为 UTF-8，或补上缺失的字；确要印出这个字符的，写 `lints: {damaged-text: off}`";
    }
    /// A picture file that is larger than anything a book can hold: most likely it is something else, or the raw data of
    /// a camera.
    E080 Error zh "图片文件大到任何书都放不下：多半是别的文件，或是相机的原始数据。" {
        message: "the picture {path} is too large: {size} MiB, the limit is {limit} MiB", "图片 {path} 太大：{size} MiB，上限为 {limit} MiB";
        help: "export it again at the size at which it is printed", "请按印刷尺寸重新导出";
    }
    /// To draw this SVG would take more work or memory than any drawing of a book needs: elements that are used in
    /// elements that are used again, numbers far beyond the paper, filters, patterns or dashes without end. Readers and
    /// presses would stop at it.
    E081 Error zh "绘制这个 SVG 所需的工作或内存远超任何书中插图：元素层层重复引用，数值远超纸面，滤镜、图案或虚线没有尽头。阅读软件和印厂都会卡在这里。" {
        message: "{path} holds {what}", "{path} 中有{what}";
        help: "export it again as a plain drawing, or as PNG", "请重新导出为普通图形，或导出为 PNG";
    }
    /// As E079, in a book or a passage that asks for a warning (`lints: {damaged-text: warn}`): U+FFFD is printed as it
    /// stands.
    W082 Warning zh "同 E079，但全书或这一段要求只作警告（`lints: {damaged-text: warn}`）：U+FFFD 按原样印出。" {
        message: "U+FFFD, the sign of a character that a program could not read, is printed{?count} ({count} times in this file){/}", "按原样印出 U+FFFD，即程序读不出的字符{?count}（本文件中共 {count} 处）{/}";
        help: "write what is missing; `lints: {damaged-text: off}` says that it is meant", "请补上缺失的字；确要印出的，写 `lints: {damaged-text: off}`";
    }
    /// Paths in `book.yaml` part directories with `/` on every system; a backslash is a character of a file's name, and
    /// between double quotes the beginning of an escape. `huoban check --fix` turns it around.
    E085 Error of Configuration zh "`book.yaml` 里的路径在任何系统上都用 / 分隔目录；反斜线是文件名的一个字符，在双引号中则是转义的开头。运行 huoban check --fix 可自动改正。" {
        message: "`{key}` has backslashes: {path}", "`{key}` 的路径用了反斜线：{path}";
        help: "write {wanted}", "请写作 {wanted}";
        fix: "write {wanted}", "写作 {wanted}";
    }
}
