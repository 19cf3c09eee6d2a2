//! 7xx: the PDF.

use crate::diagnostics::rule::rules;

rules! {
    area 7 "PDF", "PDF" concerns OneFile;

    /// A picture that the PDF shows cannot be used: its file is cut off, damaged or not what it seems to be.
    E701 Error concerns Every zh "PDF 要用的图片无法使用：文件不完整、已损坏，或者格式与内容不符。" {
        message: "the picture {file} cannot be used: {reason}", "图片 {file} 无法使用：{reason}";
        help: "open the picture in an image editor and save it again", "用图像软件打开后重新保存";
    }
    /// A JPEG in CMYK looks different on every screen, and PDF/A forbids it without a colour profile. The colours of this
    /// one could not be converted for screens.
    E702 Error concerns Every zh "CMYK 的 JPEG 在各种屏幕上显示不一，没有颜色特性文件时 PDF/A 也不允许；这张图的颜色无法转换为屏幕颜色。" {
        message: "the picture {file} is in CMYK and cannot be converted", "图片 {file} 是 CMYK 颜色，无法转换";
        help: "convert it to RGB or grey", "请转换为 RGB 或灰度";
    }
    /// An SVG cannot be drawn: it is not well formed, or it has no size.
    E703 Error concerns Every zh "SVG 无法绘制：格式有误，或者没有尺寸。" {
        message: "the SVG {file} cannot be drawn: {reason}", "SVG 图片 {file} 无法绘制：{reason}";
        help: "open it in a vector editor and save it as plain SVG", "用矢量软件打开，另存为普通 SVG";
    }
    /// The text in an SVG is set with the fonts of the book. Characters that none of them has are drawn as empty boxes.
    W704 Warning zh "SVG 中的文字用本书字体排出；字体中没有的字会画成空框。" {
        message: "no font of the book has {text} in the SVG {file}", "SVG 图片 {file} 中的字“{text}”，本书字体中都没有";
        help: "name a font that has it under fonts.paths, or turn the text into paths", "在 fonts.paths 中加入有这些字的字体，或者把文字转为曲线";
    }
    /// A link leads to something that stands on no page of the PDF, for instance a picture that only the EPUB shows.
    W705 Warning zh "链接指向的内容不在 PDF 的任何一页上。" {
        message: "this link leads to nothing on the pages of the PDF", "此链接的目标不在 PDF 的任何一页上";
        help: "let it lead to a heading, a figure or a table", "请改为指向标题、图或表";
    }
    /// A character was drawn with the box that stands for a missing glyph. PDF/A and PDF/UA forbid such a file.
    E706 Error zh "有字缺少字形，画成了空框；PDF/A 与 PDF/UA 都不允许。" {
        message: "the font {font} has no glyph for {text}", "字体 {font} 没有“{text}”的字形";
        help: "add a font that has it under fonts.paths", "在 fonts.paths 中加入有此字的字体";
    }
    /// A character of the private use area means nothing outside one font: it can be neither searched nor read aloud,
    /// and PDF/A-2a forbids it.
    E707 Error zh "私用区字符离开所用字体便没有意义，不能检索和朗读，PDF/A-2a 不允许。" {
        message: "the private use character {code} (font {font}) cannot stand in an accessible PDF", "私用区字符 {code}（字体 {font}）不能用于无障碍 PDF";
        help: "use the character's Unicode code point, or a picture", "请改用该字的 Unicode 码位或图片";
    }
    /// The font forbids embedding, and a PDF for reading must embed its fonts.
    E708 Error zh "字体不许嵌入，而 PDF 必须嵌入字体。" {
        message: "the font {font} forbids embedding", "字体 {font} 不允许嵌入";
        help: "choose another font", "请换用其他字体";
    }
    /// The font cannot be cut down to the glyphs that the book uses, because its tables are damaged or of a kind that
    /// PDF cannot hold.
    E709 Error zh "字体无法裁剪为本书所用的字形：字体表损坏，或者是 PDF 不能容纳的类型。" {
        message: "the font {font} cannot be embedded: {reason}", "字体 {font} 无法嵌入：{reason}";
        help: "choose another font", "请换用其他字体";
    }
    /// A picture or formula has no description, so a blind reader would find nothing there. PDF/UA forbids that.
    E710 Error zh "图片或公式没有替代文字，盲人读者无从得知内容；PDF/UA 不允许。" {
        message: "this picture has no description", "此图没有替代文字";
        help: "describe it between the square brackets: ![what is to be seen](file)", "在方括号中写出内容：![图中所见](文件)";
    }
    /// An SVG shows files that are not inside it. What lies beside it on the author's disk does not travel with a book.
    E711 Error concerns Every zh "SVG 引用了它之外的文件；作者电脑上的文件不会随书走。" {
        message: "the SVG {file} shows other files: {files}", "SVG 图片 {file} 引用了其他文件：{files}";
        help: "embed them: save it from a vector editor with its pictures inside", "请用矢量软件另存，把这些图片嵌入其中";
    }
    /// A heading, the description of a picture or the text of a word goes into the PDF as one string, and PDF/A allows
    /// strings of 32,767 bytes: some 16,000 Chinese characters.
    E712 Error zh "标题、图片的替代文字和单个词在 PDF 中各是一个字符串，PDF/A 规定字符串不超过 32,767 字节，约合一万六千个汉字。" {
        message: "a heading, a word or the description of a picture is too long for a PDF", "有标题、词或图片的替代文字过长，PDF 容纳不下";
        help: "look for one of more than 16,000 characters and shorten it", "请找出超过一万六千字的那一处，并加以缩短";
    }
    /// An SVG is lettered in a font that the book does not have, and names no general kind (`serif`, `sans-serif`) to
    /// stand in for it. A font of the book is taken; its letters may be wider than those that were drawn for.
    W714 Warning zh "SVG 中的文字指定了本书没有的字体，也没有写出可代替的通用字体（serif、sans-serif）。改用本书的字体，字宽可能与原图不同。" {
        message: "the SVG {file} is lettered in {fonts}, which the book does not have", "SVG 图片 {file} 用了本书没有的字体：{fonts}";
        help: "name a font of the book (`huoban fonts` lists them), put the font into fonts/, or turn the text into paths", "请改用本书的字体（`huoban fonts` 可列出），把该字体放进 fonts/，或者把文字转为曲线";
    }
    /// The colour profile of the print edition must describe a printing condition in the four process inks: an ICC
    /// profile of class `prtr`, CMYK, at most version 4. A profile of a screen or a camera is of no use to a press.
    E730 Error zh "印刷文件的特性文件必须描述四色印刷条件：ICC 版本不高于 4，类别为 prtr，颜色空间为 CMYK。屏幕或相机的特性文件不能用。" {
        message: "the profile {file} cannot be used: {why}", "特性文件 {file} 不能使用：{why}";
        help: "ask the printing house for its output profile, or leave print.profile out", "请向印刷厂索取输出特性文件，或者去掉 print.profile";
    }
    /// The finished print file was read again as a printing house reads it, and breaks a demand of PDF/X-4 or of the
    /// press. That is a fault of the tool, never of the manuscript; the file is withheld.
    E731 Error zh "印刷文件写成后按印刷厂的方式重新检查，不符合 PDF/X-4 或印刷的要求。这是工具的错误，与书稿无关；文件不予输出。" {
        message: "the print file breaks row {row} ({asks}){?page} on page {page}{/}: {what}", "印刷文件{?page}第 {page} 页{/}不符合 {row}（{asks}）：{what}";
        help: "please report this with the book that shows it", "请连同出错的书稿一起报告";
    }
    /// A picture has fewer pixels to the inch, at the size at which it is printed, than `print.ppi` asks for. Edges and
    /// fine detail then look soft; most printing houses ask for 300.
    W740 Warning zh "图片按印刷尺寸计算的分辨率低于 print.ppi，边缘和细节会发虚。多数印刷厂要求 300。" {
        message: "the picture has only {ppi} pixels to the inch in print; {least} are asked for", "图片印刷时只有每英寸 {ppi} 像素，要求 {least}";
        help: "use a picture with more pixels, set a smaller width, or ask for less with print.ppi", "换一张像素更多的图片、把宽度设小些，或者调低 print.ppi";
    }
    /// A line of a drawing is thinner in print than a quarter of a point. A plate may lose it, or show it in places only.
    W741 Warning zh "图中的线条印刷时不足四分之一点，印版上可能丢失或时断时续。" {
        message: "a line of the drawing {file} is only {weight} pt thick in print", "图片 {file} 中有线条印刷时只有 {weight} 点粗";
        help: "draw it thicker, at least 0.25 pt at the printed size, or show the drawing wider", "请加粗到印刷尺寸下至少 0.25 点，或者把图放大";
    }
    /// A picture in CMYK was converted to RGB for the EPUB and the PDF for reading. It carries no colour profile, so its
    /// inks were taken for those of the book's printing condition; if it was made for another press, its colours are
    /// slightly off. The print edition takes its inks as they are.
    W742 Warning zh "CMYK 图片为 EPUB 和阅读用 PDF 转换成了 RGB。它没有颜色特性文件，所以按本书的印刷条件解释；如果原本为别的印刷条件制作，颜色会略有偏差。印刷文件直接使用它的油墨值。" {
        message: "the picture {file} is in CMYK without a profile; for screens it was converted as {condition}", "图片 {file} 是 CMYK 颜色，没有特性文件；屏幕版按 {condition} 转换";
        help: "save it with its profile, or in RGB", "请连同特性文件一起保存，或者改存为 RGB";
    }
    /// The cover of a printed book was asked for (`outputs: [cover]`), and `cover: none` says that the book has none.
    E760 Error of Configuration zh "要求输出印刷封面（`outputs: [cover]`），而 `cover: none` 又说不要封面。" {
        message: "a printed cover is asked for, and `cover: none` leaves it out", "要求输出印刷封面，但 `cover: none` 不要封面";
        help: "take `cover: none` away, or `cover` out of `outputs`", "去掉 `cover: none`，或从 `outputs` 中去掉 `cover`";
    }
    /// `check --printer` judges the finished files by what a printing house publishes. `docs/print.md` lists the houses,
    /// their numbers and where each is written.
    E761 Error zh "`check --printer` 按印刷厂公布的要求检查成品文件。各厂的数字及其出处见 `docs/print.md`。" {
        message: "{house} asks for {asks} {wanted}; {file} has {found}{?page} on page {page}{/}", "{house}要求{asks} {wanted}，{file} {?page}第 {page} 页{/}为 {found}";
        help: "it is written in: {source}; docs/print.md tells which keys set it", "出处：{source}；相关的键见 docs/print.md";
    }
    /// How wide the spine is follows from the pages and from the paper that they are printed on. Without a word about the
    /// paper a leaf is taken to be a tenth of a millimetre thick, which may be wrong by a quarter.
    W770 Warning zh "书脊宽度由页数和用纸决定。没有说明用纸时按每张 0.1 毫米估算，误差可达四分之一。" {
        message: "the spine is {width} mm wide if a leaf of these {pages} pages is 0.1 mm thick: the paper is not known", "未说明用纸，{pages} 页按每张 0.1 毫米计，书脊宽 {width} 毫米";
        help: "ask the printing house, and write `paper: {caliper-mm: 0.1}` under `print`", "请向印刷厂询问纸张厚度，在 `print` 下写 `paper: {caliper-mm: 0.1}`";
    }
    /// A printed book is folded from sheets; `print.signature` says how many pages one gives. Pages that do not fill the
    /// last sheet are paid for and stay blank, and a few pages too many take a whole sheet.
    W771 Warning zh "书由印张折叠而成，`print.signature` 是每个印张的页数。填不满最后一个印张的页数照样付费而成空白；只多出几页，也要多用一个印张。" {
        message: "{pages} pages are {full} signatures of {signature} pages and {over} over; {blank} blank pages would fill the last", "共 {pages} 页，合 {full} 个 {signature} 页印张又 {over} 页；补 {blank} 页空白才满";
        help: "`pad: true` under `print` adds them; or save pages{?shortest}, where the last page of a chapter has the fewest lines: {shortest}{/}", "在 `print` 下写 `pad: true` 即自动补齐；或者设法省出页来{?shortest}，末页行数最少的章：{shortest}{/}";
    }
    /// Title, names and publisher do not fit on the spine even in type of 5 points, so it bears none of them.
    W772 Warning zh "书名、著者和出版者用 5 点的字也排不进书脊，因此书脊空白。" {
        message: "the words do not fit on a spine of {width} mm; it stays blank", "文字排不进 {width} 毫米宽的书脊，书脊空白";
        help: "shorten the title: what stands behind its colon may be the subtitle", "请缩短书名，例如把冒号之后的部分写作副标题";
    }
    /// The description stands on the back of the cover. This one finds no room there even in small type.
    W773 Warning zh "内容简介排在封底；这一段用小字也排不下。" {
        message: "the description, {characters} characters, does not fit on the back of the cover and is left out", "内容简介有 {characters} 字，封底排不下，未排";
        help: "shorten `description`", "请缩短 `description`";
    }
    /// A printing house would take the files as they are, but says that they should be otherwise.
    W774 Warning zh "印刷厂能接受这样的文件，但建议另作处理。" {
        message: "{house} advises {asks} {wanted}; {file} has {found} things{?page} on page {page}{/}", "{house}建议{asks} {wanted}；{file} {?page}第 {page} 页{/}有 {found} 项内容";
        help: "it is written in: {source}; `signature: 4` and `pad: true` under `print` leave blank pages at the end", "出处：{source}；在 `print` 下写 `signature: 4` 与 `pad: true`，书末便有空白页";
    }
}
