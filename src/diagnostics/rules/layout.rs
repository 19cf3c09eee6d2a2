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
}
