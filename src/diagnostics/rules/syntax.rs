//! 1xx: the syntax of chapters.

use crate::diagnostics::rule::rules;

rules! {
    /// Raw HTML is not part of a manuscript: it could not be put into the PDF.
    /// Write the construct in Markdown, or leave it out.
    E101 zh "书稿中不接受 HTML 代码：它无法进入 PDF。请改用 Markdown 写法，或删去。" {
        message: "raw HTML is not supported: {html}", "不支持 HTML 代码：{html}";
        help: "write it in Markdown, or put it between backquotes to show it as code", "改用 Markdown 写法；若要原样显示，请放进反引号";
    }
}
