//! 1xx: the syntax of chapters.

use crate::diagnostics::rule::rules;

rules! {
    area 1 "Syntax", "语法" concerns Every;

    /// Raw HTML is not part of a manuscript: it could not be put into the PDF.
    /// Write the construct in Markdown, or leave it out. `<br>` breaks the line where a text is one line in the source: in
    /// cells of tables, headings and captions.
    E101 Error zh "书稿中不接受 HTML 代码：它无法进入 PDF。请改用 Markdown 写法，或删去。在源文件里只能写成一行的地方（表格单元、标题、图注）可以用 <br> 换行。" {
        message: "raw HTML is not supported: {html}", "不支持 HTML 代码：{html}";
        help: "write it in Markdown{?instead}: {instead}{/}, or put it between backquotes to show it as code", "改用 Markdown 写法{?instead}：{instead}{/}；若要原样显示，请放进反引号";
    }
    /// Quotations, lists and emphasis may be nested, but not without end: no page has room for them.
    /// What lies deeper is kept, at the deepest level that is allowed.
    E102 Error zh "引文、列表和强调可以嵌套，但层数有限：版面容不下更多。更深的内容保留在允许的最深一层。" {
        message: "nested more than {limit} levels deep", "嵌套超过 {limit} 层";
        help: "take some levels of quotation, list or emphasis away", "请减少引文、列表或强调的层数";
    }
    /// Braces after a picture, a span, a heading, the word of a fence or at the end of a paragraph hold attributes, and
    /// this one means nothing there. Pictures know `width=`, `height=`, `#name`, `.decorative` and `.unnumbered`; spans `.dots .name
    /// .title .sup .sub .strong .strike`, `ruby=` and `lang=`; paragraphs `#name`, `.right`, `.center`, `.continued` and
    /// `lang=`; headings `#name`, `.unnumbered` or `-`, `.unlisted` and `lang=`; captions of tables `#name`, `.turned` and
    /// `.unnumbered`; verse `#name`, `.center` and `.right`; code nothing.
    W103 Warning zh "图片、行内片段、标题、围栏的语言之后或段落末尾的花括号里写属性，这一个在此处没有意义。图片可用 width=、height=、#名称、.decorative、.unnumbered；行内片段可用 .dots .name .title .sup .sub .strong .strike、ruby=、lang=；段落可用 #名称、.right、.center、.continued、lang=；标题可用 #名称、.unnumbered（或 -）、.unlisted、lang=；表题可用 #名称、.turned、.unnumbered；诗可用 #名称、.center、.right；代码没有属性。" {
        message: "the attribute {name} means nothing here", "属性 {name} 在此处没有意义";
        help: "{?nearest}did you mean {nearest}? {/}`huoban explain W103` lists the attributes there are", "{?nearest}是否想写 {nearest}？{/}运行 `huoban explain W103` 查看可用的属性";
    }
    /// The value of an attribute could not be understood. A width or a height is a part of the measure or of the depth of
    /// the type area (`60%`) or a length (`80mm`, `8cm`, `3in`, `200pt`, `320q`, `2em`); a language is a BCP 47 tag (`ja`, `zh-Hant`).
    E104 Error zh "属性的值无法理解。宽度和高度写作版心宽、高的百分比（60%）或长度（80mm、8cm、3in、200pt、320q、2em）；语言写作 BCP 47 标签（ja、zh-Hant）。" {
        message: "{name} cannot be {value}", "{name} 的值不能是 {value}";
        help: "{?nearest}did you mean `{nearest}`? {/}write a width or a height as 60%, 80mm or 2em, a language as ja or zh-Hant", "{?nearest}是否想写 `{nearest}`？{/}宽度和高度写作 60%、80mm 或 2em，语言写作 ja 或 zh-Hant";
    }
    /// A picture has no text that says what it shows, and the book says `missing-alt: warn`. The caption is read out in
    /// its place, and without a caption the name of the file, which helps nobody. The EPUB's metadata do not claim that
    /// all pictures are described.
    W105 Warning zh "图片没有替代文字；因为设置了 missing-alt: warn，改为朗读图注，没有图注时朗读文件名，而那对谁都没有用处。EPUB 的元数据不再声明所有图片都有说明。" {
        message: "the picture {path} has no text for those who cannot see it", "图片 {path} 没有替代文字";
        help: "write it between the brackets, ![text](…), or mark the picture {.decorative}", "写在方括号里：![文字](…)；纯装饰的图片请标 {.decorative}";
    }
    /// Formulas are not set yet: their source is printed as it stands.
    W106 Warning zh "目前还不排公式：按源码原样印出。" {
        message: "the formula is printed as its source: {formula}", "公式按源码印出：{formula}";
        help: "if no formula is meant, write \\$ for the sign", "若不是公式，请把美元符号写作 \\$";
    }
    /// A block of metadata at the top of a chapter is not read: everything about a book is said in `book.yaml`.
    W107 Warning zh "不读取章首的元数据块：关于书的一切都写在 book.yaml 里。" {
        message: "the block of metadata at the top of the chapter is ignored", "章首的元数据块被忽略";
        help: "move what it says to book.yaml, and take the block out", "把其中的内容移到 book.yaml，并删去此块";
    }
    /// A chapter has its title from its first heading, whatever its level. Without one the contents show the file's name.
    W108 Warning zh "章的标题取自文件中的第一个标题，不论级别。没有时，目录里显示文件名。" {
        message: "the chapter has no title; the contents call it {title}", "本章没有标题，目录中以“{title}”代替";
        help: "begin the file with a heading: # title", "在文件开头写上标题：# 标题";
    }
    /// A file is one chapter, and its first heading is the title. A further heading of that level, or of a higher one, is
    /// set as a section; the headings below the title keep their distance from it.
    W109 Warning zh "一个文件是一章，第一个标题就是章题。再出现的同级或更高级的标题按节标题处理；其下各级标题随章题一同升降。" {
        message: "a heading of level {level}, which stands no lower than the title, is set as a section{?count}, as {count} headings of this chapter are{/}", "{level} 级标题不低于章题的级别，按节标题处理{?count}，本章共 {count} 处{/}";
        help: "begin a new file for a new chapter, or write the title with # and sections with ##", "新的一章请另起文件；或章题写 #，节标题写 ##";
    }
    /// Levels of headings go down one step at a time: readers that hear the book find their way by them.
    W110 Warning zh "标题的级别应逐级递降：听书的读者靠它辨别方位。" {
        message: "the heading goes from level {from} to level {to}", "标题从第 {from} 级跳到第 {to} 级";
        help: "use the next level, or put the missing heading in", "改用下一级标题，或补上缺少的标题";
        also: "the heading above it", "它上面的标题";
    }
    /// Paragraphs are indented by the theme. Spaces typed for that purpose are left out, or the indent would double.
    W112 Warning zh "段首缩进由版式决定。为缩进而输入的全角空格被略去，否则会缩进两次。" {
        message: "ideographic spaces typed as an indent are left out{?count} ({count} paragraphs of this chapter){/}", "略去为缩进而输入的全角空格{?count}（本章共 {count} 段）{/}";
        help: "take them out; `typography.indent` in book.yaml sets the indent", "请删去；缩进由 book.yaml 的 typography.indent 设定";
    }
    /// Attributes at the end of a paragraph belong to that paragraph. Here there is no text that they could belong to.
    W113 Warning zh "段落末尾的属性属于该段落。此处没有文字，属性无所依附。" {
        message: "the attributes belong to nothing", "属性没有依附的对象";
        help: "write them at the end of the paragraph that they are meant for, without an empty line", "请写在所属段落的末尾，中间不空行";
    }
    /// A row of a table has more cells than the table has columns, so that the last ones have nowhere to stand.
    E114 Error zh "表格的一行比表头的栏多，多出的格无处安放。" {
        message: "the row has more cells than the table has columns", "这一行的格比表格的栏多";
        help: "give the head and the line under it as many columns, or write \\| for a bar in the text", "请在表头和分隔行中补足栏数；文字中的竖线请写作 \\|";
    }
    /// A heading without any text would be an empty line in the contents and nothing at all to who listens to the book. It
    /// is left out.
    W115 Warning zh "没有文字的标题在目录里是一个空行，听书的人也无从听到，因此略去。" {
        message: "a heading without text is left out", "略去没有文字的标题";
        help: "write its text, or take it out", "请补上文字，或删去";
    }
    /// Markup that other tools know means nothing here and would be printed as it stands. The finding counts all of its kind
    /// in the book and shows the first. A book that wants it printed switches the kind off: `lints: {highlights: off}` in
    /// `book.yaml`, `<!-- lints: {highlights: off} -->` in a chapter from there on, `<!-- lints: on -->` back to what the
    /// book says. Nothing in code is reported. `docs/markdown.md` lists the kinds.
    W116 Warning zh "其他工具的写法在此没有意义，会按原样印出。同类写法全书只提示一次，给出次数和第一处。确实要印出的，可关掉这一类：全书在 book.yaml 写 `lints: {highlights: off}`；章内自某处起写 `<!-- lints: {highlights: off} -->`，以 `<!-- lints: on -->` 恢复。代码里的不提示。各类见 docs/markdown.md。" {
        message: "{what}: {found}{?count} ({count} places, this is the first){/}", "{what}：{found}{?count}（共 {count} 处，此为第一处）{/}";
        help: "{remedy}; `lints: {{lint}: off}` keeps it without a word", "{remedy}；`lints: {{lint}: off}` 则不再提示";
    }
    /// As W116; but here text, a picture or the place that is meant gets lost: another file is to stand here, a source is
    /// cited, a fence is never closed. A build only warns, a release is refused.
    W117 Draft zh "同 W116，但这里会丢失文字、图片或所指的位置：应引入的文件、文献引用、没有结束的围栏等。编译时只警告，发布时拒绝。" {
        message: "{what}: {found}{?count} ({count} places, this is the first){/}", "{what}：{found}{?count}（共 {count} 处，此为第一处）{/}";
        help: "{remedy}; `lints: {{lint}: off}` keeps it without a word", "{remedy}；`lints: {{lint}: off}` 则不再提示";
    }
    /// A link has no title in a book: nothing shows it.
    W118 Warning zh "书里的链接没有可以显示的标题。" {
        message: "the title of the link is left out: {title}", "略去链接的标题：{title}";
        help: "write it into the text or a note, or take it out", "请写进正文或注释，或删去";
    }
    /// Only a picture that is alone in its paragraph is a figure with a caption; this one stands among text.
    W119 Warning zh "只有独占一段的图片才带图注，这一张在行文之中。" {
        message: "the caption of a picture among text is left out: {title}", "略去行文中图片的图注：{title}";
        help: "put the picture into a paragraph of its own, or take the caption out", "请让图片独占一段，或删去图注";
    }
    /// A comment that begins with `lints:` sets lints from there on: `<!-- lints: {highlights: off} -->`. It names lints as
    /// `book.yaml` does, with the levels `off`, `warn`, `error` and `on` (what the book says), or one level for all of them.
    W120 Warning zh "以 lints: 开头的注释从该处起设定各项检查：`<!-- lints: {highlights: off} -->`。名称与 book.yaml 相同，级别为 off、warn、error 或 on（按全书的设定）；也可只写一个级别，用于所有检查。" {
        message: "the comment sets no lint: {?of}{of} cannot be {/}{word}", "注释里的设定无法理解：{?of}{of} 的值不能是 {/}{word}";
        help: "{?of}the levels are off, warn, error and on: {/}write <!-- lints: {name: off} -->, with a name of `docs/markdown.md`", "{?of}级别有 off、warn、error、on：{/}请写作 <!-- lints: {名称: off} -->，名称见 docs/markdown.md";
    }
    /// A caption, a note or the title of a verse was begun, and nothing in it can be seen: it is empty, or holds only blanks
    /// and characters without ink. A blank caption counts as none, so that the alt text is the caption of a picture; a
    /// blank note leaves a number at the foot of the page.
    W121 Warning zh "写了图注、表题、注释或诗题，里面却没有看得见的文字：是空的，或只有空白和不可见的字符。空的图注当作没有写，图片以替代文字为图注；空的注释会在页脚留下一个号码。" {
        message: "nothing of {what} can be seen", "{what}里没有看得见的文字";
        help: "write its text, or take it out", "请补上文字，或删去";
    }
    /// Attributes stand at the end of a paragraph and are its own. At the end of a line within it they belong to nothing and
    /// are printed.
    W122 Warning zh "属性写在段落末尾，属于整个段落。写在段落中间的行末则没有依附，会按原样印出。" {
        message: "attributes within a paragraph are printed: {name}", "段落中间的属性会按原样印出：{name}";
        help: "write them at the end of the paragraph, or begin a new paragraph with an empty line", "请写在段落末尾；或空一行另起一段";
    }
    /// A picture is shown smaller than its `width=` or `height=` asks for, because its place has no more room: no picture is
    /// wider than the measure or its column, or higher than a page; in a cell of a table the limit is a third of the type area.
    W123 Warning zh "图片比 width= 或 height= 所要求的小，因为那里没有更多的地方：图片不宽于版心或所在的栏，不高于一页；表格单元里不高于版心的三分之一。" {
        message: "the picture is {shown} mm wide and not {asked} mm: it has no more room here", "图片宽 {shown} 毫米，而不是 {asked} 毫米：此处没有更多的地方";
        help: "ask for less, or put it into a paragraph of its own", "请改小，或让图片独占一段";
    }
}
