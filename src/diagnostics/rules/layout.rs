//! 5xx: layout.

use crate::diagnostics::rule::rules;

rules! {
    area 5 "Layout", "版面" concerns Pages;

    /// A picture has too few pixels for the width at which it is printed: below 200 pixels to the inch, edges look
    /// coarse on paper. A vector drawing (SVG) is never too small.
    W501 Warning zh "图片的像素不够它印出来的宽度用：低于每英寸 200 像素，纸上的边缘就会发虚。矢量图（SVG）没有这个问题。" {
        message: "the picture has only {ppi} pixels to the inch at its printed width of {width} mm", "图片印成 {width} 毫米宽时只有每英寸 {ppi} 像素";
        help: "use a picture with more pixels, or set a smaller width", "换一张像素更多的图片，或者把宽度设小些";
    }
    /// A table has more columns than stand side by side in the measure, even when each is as narrow as its words allow.
    /// It is set in several parts, one under another; nothing is left out.
    W502 Warning zh "表格的列太多，每列压到最窄也不能在版心里并排。排版时分成几段，上下接排，不丢内容。" {
        message: "a table of {columns} columns does not fit the measure and is set in {parts} parts", "表格有 {columns} 列，版心排不下，已分成 {parts} 段";
        help: "leave out columns, split the table, or turn rows into columns", "减少列数、拆成几个表，或者行列互换";
    }
    /// Something reaches out of the type area into the margin, and it is no mark that hangs there. Every build checks its
    /// pages for it: the tool should have found another place.
    W503 Warning zh "有内容伸出版心、进入页边，而它不是可以悬挂的标点。每次排版都会检查各页；这本该由程序另找位置。" {
        message: "page {page}: something stands outside the type area", "第 {page} 页有内容排到了版心之外";
        help: "make it smaller or move it, and please report it with the manuscript that shows it", "请缩小或移动它，并附上书稿报告此问题";
    }
    /// Something reaches off the paper and will be cut. Every build checks its pages for it.
    E507 Error zh "有内容伸出纸外，会被裁掉。每次排版都会检查各页。" {
        message: "page {page}: something stands off the paper", "第 {page} 页有内容排到了纸外";
        help: "make it smaller, or make the margins wider; if neither is the matter, please report it with the manuscript that shows it", "请缩小它，或把页边距放宽；如果都不是原因，请附上书稿报告此问题";
    }
    /// Two things stand in the same place of a page, so that neither can be read. Every build checks its pages for it. The
    /// manuscript is not to blame.
    E508 Error zh "页面上有两样内容叠在一起，无法辨认。每次排版都会检查各页。错不在书稿。" {
        message: "page {page}: this covers something else", "第 {page} 页此处与别的内容重叠";
        help: "please report it with the manuscript that shows it; moving it by a paragraph is a way round", "请附上书稿报告此问题；把它前后挪动一段可以暂时避开";
    }
    /// Every row of a chapter stands on one page. This one stands on none, or on two. The manuscript is not to blame.
    E509 Error zh "一章的每一行都应当在某一页上排一次。这一处漏排了，或排了两次。错不在书稿。" {
        message: "what stands here is on no page, or on two", "此处的内容没有排进任何一页，或排了两次";
        help: "please report it with the manuscript that shows it", "请附上书稿报告此问题";
    }
    /// The caption of a figure or a table ends with a stop. A caption is a name, not a sentence: GB/T 15834 annex A.1
    /// asks for no stop at its end, even where stops stand within it.
    W510 Warning zh "图或表的说明末尾用了句号。说明是名称，不是句子：按 GB/T 15834 附录 A.1，图、表说明文字的末尾不用句号，即使中间用过。" {
        message: "the caption ends with {stop}", "图表说明的末尾是“{stop}”";
        help: "leave the last stop out", "去掉末尾的句号";
    }
    /// A figure or a table stands neither on the page where the chapter first refers to it nor on the next, so a reader
    /// has to look for it. This happens when it comes before its mention in the manuscript, long after it, or when
    /// several large pictures follow one another and each waits for room.
    W511 Warning zh "图或表既不在本章第一次提到它的那一页，也不在下一页，读者要去找。图放在提到它的文字之前、离得太远，或几幅大图接连出现、都在等版面，就会这样。" {
        message: "{number} stands on page {page}, but is first mentioned on page {mention}", "{number}排在第 {page} 页，而第一次提到它是在第 {mention} 页";
        help: "put it right after the paragraph that first mentions it, or make it or the pictures before it smaller", "把它紧接在第一次提到它的段落之后，或者把它和前面的图缩小";
        also: "first mentioned here", "第一次提到它";
    }
    /// A table that was to be turned takes more lines than stand side by side in the measure. A turned table stands whole
    /// on one page; this one is set upright.
    W512 Warning zh "要侧排的表行数太多，转过来一页放不下。侧排的表要整个排在一页里；这个表仍然正排。" {
        message: "the turned table is {depth} mm deep, and the measure is {room} mm", "侧排的表深 {depth} 毫米，而版心宽 {room} 毫米";
        help: "split the table, or leave `.turned` out", "把表拆开，或者去掉 `.turned`";
    }
}
