//! 5xx: layout.

use crate::diagnostics::rule::rules;

rules! {
    /// A picture has too few pixels for the width at which it is printed: below 200 pixels to the inch, edges look
    /// coarse on paper. A vector drawing (SVG) is never too small.
    W501 zh "图片的像素不够它印出来的宽度用：低于每英寸 200 像素，纸上的边缘就会发虚。矢量图（SVG）没有这个问题。" {
        message: "the picture has only {ppi} pixels to the inch at its printed width of {width} mm", "图片印成 {width} 毫米宽时只有每英寸 {ppi} 像素";
        help: "use a picture with more pixels, or set a smaller width", "换一张像素更多的图片，或者把宽度设小些";
    }
    /// A table has more columns than stand side by side in the measure, even when each is as narrow as its words allow.
    /// It is set in several parts, one under another; nothing is left out.
    W502 zh "表格的列太多，每列压到最窄也不能在版心里并排。排版时分成几段，上下接排，不丢内容。" {
        message: "a table of {columns} columns does not fit the measure and is set in {parts} parts", "表格有 {columns} 列，版心排不下，已分成 {parts} 段";
        help: "leave out columns, split the table, or turn rows into columns", "减少列数、拆成几个表，或者行列互换";
    }
    /// The caption of a figure or a table ends with a stop. A caption is a name, not a sentence: GB/T 15834 annex A.1
    /// asks for no stop at its end, even where stops stand within it.
    W510 zh "图或表的说明末尾用了句号。说明是名称，不是句子：按 GB/T 15834 附录 A.1，图、表说明文字的末尾不用句号，即使中间用过。" {
        message: "the caption ends with {stop}", "图表说明的末尾是“{stop}”";
        help: "leave the last stop out", "去掉末尾的句号";
    }
    /// A figure or a table stands neither on the page where the chapter first refers to it nor on the next, so a reader
    /// has to look for it. This happens when it comes before its mention in the manuscript, long after it, or when
    /// several large pictures follow one another and each waits for room.
    W511 zh "图或表既不在本章第一次提到它的那一页，也不在下一页，读者要去找。图放在提到它的文字之前、离得太远，或几幅大图接连出现、都在等版面，就会这样。" {
        message: "{number} stands on page {page}, but is first mentioned on page {mention}", "{number}排在第 {page} 页，而第一次提到它是在第 {mention} 页";
        help: "put it right after the paragraph that first mentions it, or make it or the pictures before it smaller", "把它紧接在第一次提到它的段落之后，或者把它和前面的图缩小";
    }
    /// A table that was to be turned takes more lines than stand side by side in the measure. A turned table stands whole
    /// on one page; this one is set upright.
    W512 zh "要侧排的表行数太多，转过来一页放不下。侧排的表要整个排在一页里；这个表仍然正排。" {
        message: "the turned table is {depth} mm deep, and the measure is {room} mm", "侧排的表深 {depth} 毫米，而版心宽 {room} 毫米";
        help: "split the table, or leave `.turned` out", "把表拆开，或者去掉 `.turned`";
    }
}
