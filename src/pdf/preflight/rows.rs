//! What is asked of a print file, row by row.
//!
//! Rows X are demands of PDF/X-4 (ISO 15930-7), rows H what printing houses ask of every book. The clause is the one of
//! ISO 32000-1 that defines what is looked at; PDF/X-4 stands on that format and forbids parts of it.

use crate::diagnostics::Bilingual;

/// A row of the checklist.
#[derive(PartialEq, Eq, Debug)]
pub struct Row {
    /// `X01` to `X23`, and `H01` to `H12`; `X00` is the file as such.
    pub id: &'static str,
    /// Where ISO 32000-1 defines what is looked at.
    pub clause: &'static str,
    /// What is asked.
    pub asks: Bilingual,
}

macro_rules! rows {
    ($($id:ident $clause:literal $en:literal, $zh:literal;)+) => {
        $(pub(super) static $id: Row =
            Row { id: stringify!($id), clause: $clause, asks: Bilingual::new($en, $zh) };)+

        /// Every row, in order.
        pub static ROWS: &[&Row] = &[$(&$id),+];
    };
}

rows! {
    X00 "7.5" "the file can be read whole", "文件能够完整读取";
    X01 "7.6" "the file is not encrypted", "文件没有加密";
    X02 "7.5.2" "the version is at most 1.6, and nothing later is used", "版本不高于 1.6，也不使用更新的功能";
    X03 "14.4" "the trailer identifies the file", "文件尾有标识符";
    X04 "14.11.5" "one output intent is for PDF/X", "恰有一个 PDF/X 输出意图";
    X05 "14.11.5" "the printing condition is named", "写明印刷条件";
    X06 "14.11.5" "the output profile is for a press, in CMYK, of ICC version 4 at most", "输出特性文件用于印刷机、为 CMYK、ICC 版本不高于 4";
    X07 "14.3.2" "the metadata can be read without unpacking", "元数据不必解压即可读取";
    X08 "14.3.2" "the metadata say PDF/X-4", "元数据写明 PDF/X-4";
    X09 "14.3.2" "the metadata have a title, dates and the identity of the version", "元数据有书名、日期和版本标识";
    X10 "9.9" "every font is embedded", "字体全部嵌入";
    X11 "14.11.6" "it is said, and said once, whether the file is trapped", "写明是否已作陷印，且前后一致";
    X12 "8.6.4" "no colour is that of a screen", "没有屏幕颜色（DeviceRGB）";
    X13 "14.11.2" "each page has a trimmed size within its bleed within its sheet", "每页有裁切框，裁切框在出血框内，出血框在纸张内";
    X14 "12.6" "nothing happens when the file is opened", "打开文件时不触发任何动作";
    X15 "12.7" "there are no forms", "没有表单";
    X16 "7.3.8" "everything is in the file", "一切内容都在文件之内";
    X17 "11.3.5" "blend modes are those of the format", "混合模式均为标准所定";
    X18 "10.4" "no transfer function bends the tones", "没有传递函数改变阶调";
    X19 "8.10.4" "no page of another file is shown", "不引用其他文件的页面";
    X20 "8.8.2" "there is no PostScript", "没有 PostScript 对象";
    X21 "8.9.5.4" "no picture is replaced when printed", "图片印刷时不被替换";
    X22 "7.4.4" "nothing is packed with LZW", "不使用 LZW 压缩";
    X23 "12.5" "no annotation stands within the bleed", "出血框内没有注释";
    H01 "8.6.4.4" "text is black ink alone", "文字只用黑墨";
    H02 "8.6.4.4" "no spot takes more ink than allowed", "总墨量不超过上限";
    H03 "8.4.3.2" "lines are thick enough to print", "线条不细于可印的粗细";
    H04 "8.9.5" "pictures have enough pixels", "图片分辨率足够";
    H05 "14.11.2" "the trimmed size is the one that was ordered", "裁切尺寸与订单一致";
    H06 "14.11.2" "the bleed is as wide as ordered, and what reaches the trim fills it", "出血宽度足够，到边的内容铺满出血";
    H07 "7.7.3.3" "pages are not turned", "页面没有旋转";
    H08 "7.7.3.3" "a unit is a point", "单位为 1 点";
    H09 "11.4.7" "colours blend in the inks of the press", "混色在印刷色彩空间中进行";
    H10 "14.11.2" "all pages have one trimmed size", "各页裁切尺寸相同";
    H11 "8.6.7" "black text overprints, and white never does", "黑字叠印，白色从不叠印";
    H12 "8.6.6.4" "marks on every plate stand outside the bleed", "全色版标记都在出血之外";
}
