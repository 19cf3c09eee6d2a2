//! 0xx: the manuscript directory and its configuration.

use crate::diagnostics::rule::rules;

rules! {
    /// The directory has no `book.yaml`, so it is not a manuscript. `huoban init DIR` makes one that builds.
    E001 zh "目录里没有 book.yaml，所以它不是书稿。`huoban init 目录` 会生成一份可以直接编译的书稿。" {
        message: "no book.yaml in {dir}", "{dir} 中没有 book.yaml";
        help: "run `huoban init {dir}` to start a manuscript there", "运行 `huoban init {dir}` 新建一份书稿";
    }
}
