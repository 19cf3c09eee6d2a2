//! 6xx: the EPUB.

use crate::diagnostics::rule::rules;

rules! {
    area 6 "EPUB", "EPUB" concerns Epub;

    /// A chapter becomes one file of the EPUB, and old reading systems stumble over files above 300 KB. A longer
    /// chapter is divided at its section headings; this one has a stretch that is too long without any heading.
    W601 Warning zh "每章是 EPUB 里的一个文件，超过 300 KB 的文件会让一些旧阅读器卡顿。更长的章会在小节标题处分成几个文件；这一章有一段过长而中间没有标题。" {
        message: "{kilobytes} KB without a heading make a very large file in the EPUB", "连续 {kilobytes} KB 没有标题，EPUB 中的文件会过大";
        help: "divide the chapter, or give it section headings", "拆分这一章，或加上小节标题";
    }
    /// Links out of an EPUB must be well-formed addresses with a scheme that every reading system knows: `https:`,
    /// `http:`, `mailto:` or `tel:`. Another link would make the book invalid, so only its text is written.
    W602 Warning zh "EPUB 中的外部链接必须是完整的网址，且以 `https:`、`http:`、`mailto:` 或 `tel:` 开头；其他链接会使电子书不合规范，因此只保留文字。" {
        message: "the link to {url} cannot stand in an EPUB; its text is kept", "EPUB 中不能有指向 {url} 的链接，只保留了文字";
        help: "write a full address such as https://example.org/", "写完整的网址，如 https://example.org/";
    }
    /// Stores refuse large pictures inside a book (Apple Books asset guide). JPEG and PNG are made smaller for the EPUB
    /// (W606); WebP, GIF and what moves stay as they are.
    W604 Warning zh "书店不接受过大的书内图片（Apple Books 的要求）。JPEG 和 PNG 会为 EPUB 缩小（W606）；WebP、GIF 和动画保持原样。" {
        message: "the picture {path} has {width} × {height} pixels; stores accept fewer", "图片 {path} 有 {width} × {height} 像素，超过书店接受的大小";
        help: "scale it down: 1,600 × 2,500 fills any screen", "缩小图片：1600 × 2500 足以铺满任何屏幕";
    }
    /// Stores refuse large files: the smallest known limit is 650 MB, the largest 2 GB.
    W605 Warning zh "书店不接受过大的文件：已知的限制从 650 MB 到 2 GB 不等。" {
        message: "the EPUB has {megabytes} MB; some stores refuse more than 650", "EPUB 有 {megabytes} MB，有的书店不接受超过 650 MB 的文件";
        help: "scale the largest pictures down", "缩小最大的几张图片";
    }
    /// Pictures of more than four million pixels (a cover: 5.6 million) are refused by stores, and no screen shows them.
    /// The EPUB has them smaller; the PDFs have every pixel.
    W606 Warning zh "书内图片超过四百万像素（封面超过五百六十万），书店不接受，屏幕也显示不出。EPUB 里的已缩小；PDF 保留全部像素。" {
        message: "pictures with more pixels than screens show are smaller in the EPUB: {pictures} ({count} in all)", "像素超过屏幕所能显示的图片在 EPUB 中已缩小：{pictures}（共 {count} 张）";
        help: "nothing needs to be done; to choose the size yourself, scale them down", "无需处理；想自己决定大小，可先缩小原图";
    }
    /// The report on the accessibility of a book is a page on the web; shops show its address to readers.
    E620 Error of Configuration zh "无障碍评估报告是网上的一页，书店会把它的网址给读者看。" {
        message: "{value} is not the address of a report", "{value} 不是报告的网址";
        help: "write a full address such as https://example.org/report", "写完整的网址，如 https://example.org/report";
    }
    /// No store takes a file of 2 GB (Apple Books Asset Guide, Google Play Books), and many readers cannot open it.
    E621 Error zh "没有书店接受 2 GB 的文件（Apple Books、Google Play 图书），许多阅读器也打不开。" {
        message: "the EPUB has {megabytes} MB; no store takes 2,048 or more", "EPUB 有 {megabytes} MB，没有书店接受 2048 MB 以上的文件";
        help: "scale the largest pictures down, or divide the book into volumes", "缩小最大的几张图片，或把书分成几卷";
    }
    /// Somebody answers for the accessibility of the book, but a picture tells something and has neither a text
    /// alternative nor a caption (WCAG 2.2, 1.1.1). The EPUB claims no conformance then, and does not name them.
    W630 Warning zh "有人为这本书的无障碍作证，但书中有传达信息的图片既没有替代文字也没有图题（WCAG 2.2，1.1.1）。这样的电子书不声明符合标准，也不写作证人的名字。" {
        message: "{name} certifies the book, but not every picture has a text alternative; no conformance is claimed", "{name} 为本书的无障碍作证，但不是每张图片都有替代文字，因此不声明符合标准";
        help: "describe every picture, or mark it `.decorative` when it tells nothing", "为每张图片写替代文字；不传达信息的标上 `.decorative`";
    }
    /// The platform of `epub.profile` does not show pictures of this format, or only after converting them.
    W631 Warning zh "`epub.profile` 所指的平台不显示这种格式的图片，或要转换后才能显示。" {
        message: "the platform of this EPUB does not take the picture {path}: {format} is not among its formats ({source})", "这个平台不接受图片 {path}：{format} 不在它支持的格式之内（{source}）";
        help: "save it as JPEG or PNG", "另存为 JPEG 或 PNG";
    }
    /// Reading systems show pictures in RGB; one in CMYK, made for a press, comes out in wrong colours or not at all, and
    /// stores refuse it (Apple Books Asset Guide, Interior Image Requirements).
    W632 Warning zh "阅读器以 RGB 显示图片；为印刷准备的 CMYK 图片会颜色失真或不显示，书店也不接受（Apple Books 的要求）。" {
        message: "the picture {path} is in CMYK; screens show it in wrong colours or not at all", "图片 {path} 是 CMYK 颜色，屏幕上会失真或不显示";
        help: "save it in RGB; the print edition makes inks of it by itself", "另存为 RGB；印刷版会自行换算为四色";
    }
}
