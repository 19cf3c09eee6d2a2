//! 9xx: faults of the tool itself and of the machine it runs on.

use crate::diagnostics::rule::rules;

rules! {
    /// The tool met a state that its authors held to be impossible. The manuscript is not to blame.
    E901 zh "程序遇到了作者认为不可能出现的状态，不是书稿的错。" {
        message: "internal fault: {what}", "内部错误：{what}";
        help: "please report it with the manuscript that shows it", "请附上书稿报告此问题";
    }

    /// The manuscript directory cannot be opened: it is not there, is no directory, or may not be read.
    E902 zh "书稿目录无法打开：它不存在，不是目录，或者没有读取权限。" {
        message: "cannot open the manuscript directory {path}: {why}", "无法打开书稿目录 {path}：{why}";
        help: "give the directory that holds book.yaml; `huoban init {path}` starts a manuscript there", "请给出含有 book.yaml 的目录；运行 `huoban init {path}` 可在该处新建书稿";
    }

    /// An output cannot be written. What stood there before is untouched: a file is written beside its place and moved
    /// there when it is whole.
    E903 zh "成书无法写入。原有的文件没有改动：新文件先写在旁边，完整后才换上。" {
        message: "cannot write {path}: {why}", "无法写入 {path}：{why}";
        help: "make room or allow writing there, or choose another directory with --out; earlier files are untouched", "请腾出空间、放开写入权限，或用 --out 另选目录；原有文件没有改动";
    }

    /// Before a release is written, every file is read back and compared with the book: each heading, paragraph, caption,
    /// note and table cell must stand in it once and in order. This block is missing. The manuscript is not to blame.
    E910 zh "发行前，每个文件都会读回，与全书逐字核对：标题、段落、图表标题、脚注和表格单元都要出现一次，次序不变。此处漏掉了一块。错不在书稿。" {
        message: "{file} has lost a {block}: {text}", "{file} 漏掉了一处{block}：{text}";
        help: "please report it with the manuscript that shows it; nothing was released", "请附上书稿报告此问题；没有发行任何文件";
    }

    /// Before a release is written, every file is read back and compared with the book. This block stands in it twice.
    E911 zh "发行前，每个文件都会读回，与全书逐字核对。此处有一块出现了两次。" {
        message: "{file} has a {block} twice: {text}", "{file} 重复了一处{block}：{text}";
        help: "please report it with the manuscript that shows it; nothing was released", "请附上书稿报告此问题；没有发行任何文件";
    }

    /// Before a release is written, every file is read back and compared with the book. This block does not stand where
    /// the book has it.
    E912 zh "发行前，每个文件都会读回，与全书逐字核对。此处有一块的次序与书不同。" {
        message: "{file} has a {block} out of order: {text}", "{file} 有一处{block}次序不对：{text}";
        help: "please report it with the manuscript that shows it; nothing was released", "请附上书稿报告此问题；没有发行任何文件";
    }

    /// Before a release is written, every file is read back and compared with the book. Something else than this block
    /// stands in its place.
    E913 zh "发行前，每个文件都会读回，与全书逐字核对。此处文字与书不同。" {
        message: "{file} says “{found}” where the book has a {block}: {text}", "{file} 中是“{found}”，书中此处的{block}是：{text}";
        help: "please report it with the manuscript that shows it; nothing was released", "请附上书稿报告此问题；没有发行任何文件";
    }

    /// Before a release is written, every file is read back and compared with the book. This one cannot be read.
    E914 zh "发行前，每个文件都会读回，与全书逐字核对。此文件无法读回。" {
        message: "{file} cannot be read back: {why}", "{file} 无法读回：{why}";
        help: "please report it with the manuscript that shows it; nothing was released", "请附上书稿报告此问题；没有发行任何文件";
    }
}
