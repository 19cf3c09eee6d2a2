//! 9xx: faults of the tool itself and of the machine it runs on.

use crate::diagnostics::rule::rules;

rules! {
    area 9 "Faults of the tool", "程序自身的错误" concerns Every;

    /// The tool met a state that its authors held to be impossible. The manuscript is not to blame.
    E901 Error of Machine zh "程序遇到了作者认为不可能出现的状态，不是书稿的错。" {
        message: "internal fault: {what}", "内部错误：{what}";
        help: "please report it with the manuscript that shows it", "请附上书稿报告此问题";
    }

    /// The manuscript directory cannot be opened: it is not there, is no directory, or may not be read.
    E902 Error of Machine zh "书稿目录无法打开：它不存在，不是目录，或者没有读取权限。" {
        message: "cannot open the manuscript directory {path}: {why}", "无法打开书稿目录 {path}：{why}";
        help: "give the directory that holds book.yaml, or the path of book.yaml itself{?absent}; `huoban init {path}` starts a manuscript there{/}", "请给出含有 book.yaml 的目录，或 book.yaml 的路径{?absent}；运行 `huoban init {path}` 可在该处新建书稿{/}";
    }

    /// An output cannot be written. What stood there before is untouched: files are written beside their places and moved
    /// there when all are whole, and when one cannot be moved, none is.
    E903 Error of Machine zh "成书无法写入。原有的文件没有改动：新文件先写在旁边，全部完整后才一起换上；有一个换不上，就一个也不换。" {
        message: "cannot write {path}: {why}; no file was replaced", "无法写入 {path}：{why}；没有替换任何文件";
        help: "make room or allow writing there, or choose another directory with --out", "请腾出空间、放开写入权限，或用 --out 另选目录";
    }

    /// Before a release is written, every file is read back and compared with the book: each heading, paragraph, caption,
    /// note and table cell must stand in it once and in order. This block is missing. The manuscript is not to blame.
    E910 Error of Machine zh "发行前，每个文件都会读回，与全书逐字核对：标题、段落、图表标题、脚注和表格单元都要出现一次，次序不变。此处漏掉了一块。错不在书稿。" {
        message: "{file} has lost a {block}: {text}", "{file} 漏掉了一处{block}：{text}";
        help: "please report it with the manuscript that shows it; nothing was released", "请附上书稿报告此问题；没有发行任何文件";
    }

    /// Before a release is written, every file is read back and compared with the book. This block stands in it twice.
    E911 Error of Machine zh "发行前，每个文件都会读回，与全书逐字核对。此处有一块出现了两次。" {
        message: "{file} has a {block} twice: {text}", "{file} 重复了一处{block}：{text}";
        help: "please report it with the manuscript that shows it; nothing was released", "请附上书稿报告此问题；没有发行任何文件";
    }

    /// Before a release is written, every file is read back and compared with the book. This block does not stand where
    /// the book has it.
    E912 Error of Machine zh "发行前，每个文件都会读回，与全书逐字核对。此处有一块的次序与书不同。" {
        message: "{file} has a {block} out of order: {text}", "{file} 有一处{block}次序不对：{text}";
        help: "please report it with the manuscript that shows it; nothing was released", "请附上书稿报告此问题；没有发行任何文件";
    }

    /// Before a release is written, every file is read back and compared with the book. Something else than this block
    /// stands in its place.
    E913 Error of Machine zh "发行前，每个文件都会读回，与全书逐字核对。此处文字与书不同。" {
        message: "{file} says “{found}” where the book has a {block}: {text}", "{file} 中是“{found}”，书中此处的{block}是：{text}";
        help: "please report it with the manuscript that shows it; nothing was released", "请附上书稿报告此问题；没有发行任何文件";
    }

    /// Before a release is written, every file is read back and compared with the book. This one cannot be read.
    E914 Error of Machine zh "发行前，每个文件都会读回，与全书逐字核对。此文件无法读回。" {
        message: "{file} cannot be read back: {why}", "{file} 无法读回：{why}";
        help: "please report it with the manuscript that shows it; nothing was released", "请附上书稿报告此问题；没有发行任何文件";
    }

    /// No manuscript was named, and none was found: a manuscript is a directory with a `book.yaml`. It is looked for in the
    /// current directory and in those above it, up to the home directory or the top of a repository; then in `book/`.
    E915 Error of Machine zh "没有指明书稿，也没有找到。书稿是含有 book.yaml 的目录：先看当前目录，再逐级向上，到用户主目录或代码仓库的顶层为止；最后看 book/。" {
        message: "there is no manuscript here: neither this directory nor one above it has a book.yaml, and there is no book/", "此处没有书稿：当前目录及其上级都没有 book.yaml，也没有 book/";
        help: "go to the manuscript, or name it: huoban build DIR; `huoban init mybook` starts one", "请进入书稿目录，或写出它：huoban build 目录；运行 `huoban init mybook` 可新建一份";
    }
    /// The file that `--baseline` names cannot be used: it is not there, or is none that `huoban check --write-baseline`
    /// wrote. Nothing was checked.
    E916 Error of Configuration zh "`--baseline` 所指的文件不能使用：它不存在，或不是 huoban check --write-baseline 写出的。没有检查任何内容。" {
        message: "the baseline {path} cannot be used{?line}, line {line}{/}: {why}", "基线文件 {path} {?line}第 {line} 行{/}不能使用：{why}";
        help: "`huoban check --write-baseline {path}` writes it anew, with all that is found now", "运行 huoban check --write-baseline {path} 可按现有的问题重新写出";
    }

    /// The file that `--write-baseline` names cannot be written. What stood there before is untouched.
    E917 Error of Machine zh "`--write-baseline` 所指的文件无法写入。原有的文件没有改动。" {
        message: "cannot write the baseline {path}: {why}", "无法写入基线文件 {path}：{why}";
        help: "make room or allow writing there, or name another file", "请腾出空间、放开写入权限，或另指一个文件";
    }

    /// Between reading a file and mending it somebody changed it: something else stands where a fix was to be made. The file
    /// was left as it is; the others were mended.
    E918 Error of Machine zh "读入之后、改正之前，文件被改动了：要改的地方已不是原来的文字。此文件没有动；其余文件已改正。" {
        message: "{path} was changed meanwhile; it was not mended", "{path} 刚才被改动，没有改正";
        help: "save it in the editor and run `huoban check --fix` again", "请在编辑器中存好，再运行 huoban check --fix";
    }

    /// A file with something to mend cannot be written, is protected, or is reached through a symbolic link, which may lead to
    /// a file that others use. No file was changed.
    E919 Error of Machine zh "有待改正的文件无法写入、是只读的，或要经过符号链接才能到达（它可能是别处也在用的文件）。没有改动任何文件。" {
        message: "{path} cannot be mended: {why}; no file was changed", "{path} 无法改正：{why}；没有改动任何文件";
        help: "allow writing there, or mend it by hand", "请放开写入权限，或手工改正";
    }
}
