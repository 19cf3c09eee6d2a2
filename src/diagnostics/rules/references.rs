//! 2xx: references between the parts of a book.

use crate::diagnostics::rule::rules;

rules! {
    area 2 "References", "引用" concerns Every;

    /// A link or a cross-reference leads to a name that nothing in the book has. Names are those in `{#name}`, those of
    /// headings, and the files of chapters. A name in another chapter can be given alone when it is the only one.
    E201 Error zh "链接或互见所指的名称在书中不存在。名称来自 {#名称}、标题文字和章的文件名。另一章的名称若全书唯一，可以单独写出。" {
        message: "nothing in the book is called {target}{?file}: the file {file} is there, but it is no chapter{/}", "书中没有名为 {target} 的位置{?file}：文件 {file} 存在，但不是书中的一章{/}";
        help: "{?file}list {file} under `chapters` in book.yaml; {/}check the spelling{?nearest}; the most similar name is {nearest}{/}", "{?file}请在 book.yaml 的 `chapters` 下列出 {file}；{/}请核对写法{?nearest}；最接近的名称是 {nearest}{/}";
        also: "{nearest} is here", "{nearest} 在此处";
    }
    /// Pictures lie in the manuscript directory and are named relative to the chapter. A path that leaves the directory,
    /// or begins at the root, would not work on another machine.
    E202 Error zh "图片放在书稿目录内，路径相对于所在的章。离开目录的路径或绝对路径换一台机器就会失效。" {
        message: "the picture is not in the manuscript directory: {path}", "图片不在书稿目录内：{path}";
        help: "copy it into the directory and name it relative to this chapter", "请复制到书稿目录内，并用相对于本章的路径";
    }
    /// A book holds its pictures itself; none is fetched from the network.
    E203 Error zh "书自身包含全部图片，不从网络获取。" {
        message: "the picture is on the network: {path}", "图片在网络上：{path}";
        help: "save it in the manuscript directory and name that file", "请下载到书稿目录内，并改写为该文件的路径";
    }
    /// A note is called that is defined nowhere in the chapter.
    E204 Error zh "引用了本章中没有定义的注释。" {
        message: "there is no note [^{label}] in this chapter", "本章没有注释 [^{label}]";
        help: "write the note: a line that begins with [^{label}]:", "请写出注释：以 [^{label}]: 开头的一行";
    }
    /// A note that nothing calls has no place on a page and is left out.
    W205 Warning zh "没有被引用的注释无处安放，因此略去。" {
        message: "nothing calls the note [^{label}]; it is left out", "注释 [^{label}] 没有被引用，已略去";
        help: "write [^{label}] where the note belongs, or take the note out", "在相应的位置写 [^{label}]，或删去该注释";
    }
    /// Two notes of a chapter have the same name. The first one counts.
    E206 Error zh "一章中有两条同名的注释，以第一条为准。" {
        message: "the note [^{label}] is defined twice", "注释 [^{label}] 定义了两次";
        help: "give one of the two another name", "请给其中一条改名";
        also: "first defined here", "首次定义在此";
    }
    /// A note cannot call another note: there is no foot of the page below the foot of the page.
    E207 Error zh "注释中不能再引用注释：页脚之下没有页脚。" {
        message: "the note [^{label}] is called inside a note", "在注释中引用了注释 [^{label}]";
        help: "move its text into the note that calls it", "请把它的内容并入引用它的注释";
        also: "the note that calls it", "引用它的注释";
    }
    /// Two places of a chapter have the same name, so that no link can tell them apart.
    E208 Error zh "一章中有两处同名，链接无法分辨。" {
        message: "the name {name} is given twice in this chapter", "名称 {name} 在本章中用了两次";
        help: "give one of the two another name", "请给其中一处改名";
        also: "first given here", "首次出现在此";
    }
    /// A link leads to a place in the book or to an address on the network (`https:`, `mailto:`, …). Other files do not
    /// travel with a book.
    E209 Error zh "链接指向书内的位置，或网络地址（https:、mailto: 等）。其他文件不随书流传。" {
        message: "a book cannot lead to {target}", "书中的链接不能指向 {target}";
        help: "{?address}write {address}; {/}{?nearest}the chapter is {nearest}: write that; {/}{?file}{file} is there, but it is no chapter: list it under `chapters` in book.yaml and write that; {/}link to a chapter (file.md), a name (#name) or a web address", "{?address}请写作 {address}；{/}{?nearest}这一章是 {nearest}，请改写为它；{/}{?file}{file} 存在，但不是书中的一章，请在 book.yaml 的 `chapters` 下列出并改写为它；{/}请链接到章（文件.md）、名称（#名称）或网址";
    }
    /// A reference without a text of its own takes the number or the title of its target, and this target has neither.
    E210 Error zh "没有文字的互见取目标的编号或标题，而这个目标两者都没有。" {
        message: "{target} has neither a number nor a title to refer to it by", "{target} 既无编号也无标题，无法引用";
        help: "write the text of the link between the brackets", "请在方括号里写上链接的文字";
    }
    /// Several chapters have a place with this name, and the reference does not say which it means.
    E211 Error zh "有几章都用了这个名称，互见没有说明指哪一处。" {
        message: "{target} is the name of places in several chapters: {files}", "{target} 在几章中都有：{files}";
        help: "name the file as well: file.md{target}", "请连文件名一起写：文件.md{target}";
        also: "one of them", "其中一处";
    }
    /// The address of a link or a picture ends at the first blank, unless it stands between angle brackets. CommonMark then
    /// sees no link at all, and the whole would be printed as text.
    E212 Error zh "链接或图片的地址遇到空格就算结束，除非放进尖括号。有空格时 CommonMark 不认它是链接，整段会按文字印出。" {
        message: "the address holds a blank: {address}", "地址中有空格：{address}";
        help: "put it between angle brackets: {label}](<{address}>)", "请放进尖括号：{label}](<{address}>)";
    }
    /// Addresses part directories by `/` on every system; a backslash is a letter of a file's name, or takes the meaning from
    /// the sign behind it. `huoban check --fix` turns it around.
    E213 Error zh "地址里的目录在任何系统上都用 / 分隔；反斜线是文件名的一个字符，或使其后的符号失去作用。运行 huoban check --fix 可自动改正。" {
        message: "the address has backslashes: {path}", "地址中用了反斜线：{path}";
        help: "write {wanted}", "请写作 {wanted}";
        fix: "write {wanted}", "写作 {wanted}";
    }
    /// A link leads somewhere, and a picture is a file.
    E214 Error zh "链接要有去处，图片要有文件。" {
        message: "the address of the link or picture is empty", "链接或图片的地址是空的";
        help: "write it, between the round brackets or behind [label]:, or take the link out", "请在圆括号里或 [标签]: 之后写上地址，或删去链接";
    }
    /// A picture may be written into its address (`data:`, RFC 2397); here what stands there cannot be decoded.
    E215 Error zh "图片可以直接写在地址里（data:，RFC 2397）；这里所写的无法解码。" {
        message: "the picture in the address cannot be decoded: {path}", "地址里的图片无法解码：{path}";
        help: "save it as a file in the manuscript directory and name that file", "请存为书稿目录内的文件，并改写为该文件的路径";
    }
}
