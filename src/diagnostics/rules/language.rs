//! 3xx: language and typography.

use crate::diagnostics::rule::rules;

rules! {
    area 3 "Language and typography", "语言与排版" concerns Every;

    /// A piece of this paragraph is wider than the line and holds no place where a line may end, not even in an
    /// emergency: it stands out of the type area. Set a longer measure, or put a break into the text.
    W301 Warning concerns Pages zh "这一段里有一处比行长还宽，又没有任何可以断行的位置，因此伸出了版心。请加大行长，或在文中加入断点。" {
        message: "text wider than the line", "文字比行长还宽";
        help: "set a longer measure, or put a break into the text", "加大行长，或在文中加入断点";
    }
    /// The last line of this paragraph holds a single character, and no legal setting of the paragraph avoids it.
    /// Add or remove a word.
    W302 Warning concerns Pages zh "这一段的最后一行只有一个字，而且在现有规则内无法避免。请增删一两个字。" {
        message: "the last line holds a single character", "末行只有一个字";
        help: "add or remove a word", "增删一两个字";
    }
    /// A line of this paragraph begins or ends with a mark that should not stand there, or a word is parted where it has
    /// no hyphen, because nothing else fits: many marks stand together, or the measure is very short. Change the text,
    /// set a longer measure, or let marks hang (`typography.hanging`).
    W303 Warning concerns Pages zh "这一段有一行以不该在行首或行尾的标点起止，或者拆开了不可拆的词，因为别无排法：标点连得太多，或行长太短。请改动文字、加大行长，或允许标点悬挂（typography.hanging）。" {
        message: "a rule about the edges of lines had to be broken", "不得已违反了行首行尾的禁则";
        help: "change the text, set a longer measure, or let marks hang", "改动文字、加大行长，或允许标点悬挂";
    }
    /// A reading in zhuyin stands right of a single Han; here its syllables, parted by blanks, are not as many as the Han
    /// of the base, so it is set above all of them. Write one syllable for each Han.
    W304 Warning zh "注音符号排在单个汉字的右侧。这里以空格隔开的音节与所注汉字的数目不同，只好整个排在上方。请为每个汉字写一个音节。" {
        message: "zhuyin “{reading}” does not match its Han one by one", "注音“{reading}”与汉字不能一一对应";
        help: "write one syllable for each Han, parted by spaces", "每个汉字写一个音节，以空格隔开";
    }
    /// This paragraph holds text that runs from right to left (Hebrew, Arabic, or a control character that turns the
    /// direction). It is set in the order of UAX #9, but brackets are not mirrored and nothing else of its typography is
    /// looked after. Look at the page.
    W305 Warning zh "这一段里有从右向左书写的文字（希伯来文、阿拉伯文，或改变方向的控制字符）。文字按 UAX #9 的顺序排列，但括号不作镜像，其他排版习惯也不照顾。请核对版面。" {
        message: "text that runs from right to left", "含有从右向左书写的文字";
        help: "its order is right; look at the page for the rest", "顺序已按规则排列，其余请核对版面";
    }
    /// The gaps between the characters of this line open further than the book allows (`quality.max-han-gap`), because
    /// nothing else fills the measure. Add or remove a word, let stops hang (`typography.hanging`), or set a longer
    /// measure. `huoban explain page` shows the line and what made it so.
    W310 Warning concerns Pages zh "这一行的字距拉得比书中规定的（quality.max-han-gap）还宽，因为没有别的办法凑满行长。请增删一两个字、允许标点悬挂（typography.hanging），或加大行长。运行 huoban explain page 可以看到这一行和原因。" {
        message: "page {page}: the gaps between characters open by {gap} em, more than {limit}", "第 {page} 页：字距拉开 {gap} 字宽，超过 {limit}";
        help: "add or remove a word, let stops hang, or set a longer measure", "增删一两个字、允许标点悬挂，或加大行长";
    }
    /// The blanks of this line are squeezed more than the book allows (`quality.max-squeeze`, in percent of the line's
    /// natural width): its marks stand close. Add or remove a word. `huoban explain page` shows what was squeezed.
    W311 Warning concerns Pages zh "这一行压缩得比书中规定的（quality.max-squeeze，按自然宽的百分比）还多，标点显得拥挤。请增删一两个字。运行 huoban explain page 可以看到压缩了哪些地方。" {
        message: "page {page}: the line is squeezed by {part} percent, more than {limit}", "第 {page} 页：这一行压缩了 {part}%，超过 {limit}%";
        help: "add or remove a word", "增删一两个字";
    }
    /// More lines in a row end with a hyphen than the book allows (`quality.max-hyphens`). Change the wording, or set a
    /// longer measure.
    W312 Warning concerns Pages zh "连续以连字符结尾的行比书中规定的（quality.max-hyphens）还多。请调整措辞，或加大行长。" {
        message: "page {page}: {count} lines in a row end with a hyphen, more than {limit}", "第 {page} 页：连续 {count} 行以连字符结尾，超过 {limit} 行";
        help: "change the wording, or set a longer measure", "调整措辞，或加大行长";
    }
    /// More lines in a row are loose than the book allows (`quality.max-loose-lines`): their gaps between characters open
    /// by more than 1/16 em, which is seen as a light patch. Add or remove a word in this paragraph.
    W313 Warning concerns Pages zh "连续松散的行比书中规定的（quality.max-loose-lines）还多：字距都拉开了十六分之一字宽以上，看上去是一块发白的地方。请在这一段增删一两个字。" {
        message: "page {page}: {count} loose lines in a row, more than {limit}", "第 {page} 页：连续 {count} 行松散，超过 {limit} 行";
        help: "add or remove a word in this paragraph", "在这一段增删一两个字";
    }
    /// A variation selector (U+FE00…, U+E0100…) asks for a form of the character before it that no font of the book has: the
    /// usual form is set. Put a font that has the sequence into `fonts/`, or leave the selector out.
    W314 Warning zh "字后面的异体选择符（U+FE00 一段或 U+E0100 一段）要求一个异体字形，而书中没有一种字体有它，只能排通常的字形。请把有这个异体的字体放进 fonts/，或删去选择符。" {
        message: "no font has the form of {char} that {selector} asks for", "没有字体有 {selector} 所选的“{char}”的异体";
        help: "put a font that has it into fonts/, or leave the selector out", "把有这个异体的字体放进 fonts/，或删去选择符";
    }
    /// The book asks for an error where its composition is beyond its limits (`quality.report: error`), and it is: lines
    /// that are too loose or too tight, runs of hyphens, lone last characters, marks at wrong edges, text wider than the
    /// line. Each is told by a warning of its own. The PDFs are withheld until they are mended or the limits are changed.
    E319 Error concerns Pages zh "本书要求版面超出规定时报错（quality.report: error），而确有超出：过松或过紧的行、连续的连字符、末行孤字、行首行尾的标点、超出行长的文字，逐条见各自的警告。修改文字或放宽规定之前，不写出 PDF。" {
        message: "the composition is beyond the limits of this book in {count} places", "版面有 {count} 处超出本书的规定";
        help: "mend the places that the warnings name, or change the limits under `quality`", "按各条警告修改，或放宽 `quality` 下的规定";
    }
    /// The CIP record (图书在版编目数据) is written by the grammar of GB/T 12451: title and responsibility, edition, place,
    /// publisher and date, series; the ISBN; headings and class number after Roman numerals; the approval number. It is
    /// set as the publisher supplied it; a record that leaves the grammar was most likely copied with a slip.
    W320 Warning zh "图书在版编目（CIP）数据按 GB/T 12451 著录：书名与责任说明、版本、出版地、出版者、出版年月、丛书；ISBN；以罗马数字编号的检索数据和分类号；核字号。成书照录出版社所给的文字；不合格式，多半是抄录有误。" {
        message: "the CIP record leaves its grammar: {why}", "CIP 数据不合格式：{why}";
        help: "compare it with the record as it was issued", "请与核发的 CIP 数据核对";
    }
    /// The CIP record names another ISBN than the book. A book has one number for an edition; the record, the imprint and
    /// the barcode must agree.
    E321 Error zh "CIP 数据中的 ISBN 与本书的不同。一个版本只有一个书号，CIP 数据、版本记录和条码必须一致。" {
        message: "the CIP record names the ISBN {cip}, the book {isbn}", "CIP 数据中的 ISBN 为 {cip}，本书为 {isbn}";
        help: "correct `isbn`, or the record", "请改正 `isbn` 或 CIP 数据";
    }
    /// The imprint says how many printed sheets (印张) a copy takes: pages divided by the number of leaves that a sheet is
    /// divided into. That number is read from `imprint.format` (`880mm×1230mm 1/32`), else from a page with a customary
    /// size. Here neither says it, and the line is left out.
    W322 Warning zh "版本记录中的印张等于面数除以开数。开数取自 `imprint.format`（`880mm×1230mm 1/32`），否则取自有名称的开本。这里两处都没有，印张一行因此从略。" {
        message: "the format does not say into how many leaves a sheet is divided; the printed sheets are left out", "开本中没有开数，印张从略";
        help: "write it with the sheet and its division: 880mm×1230mm 1/32", "请写出全张尺寸和开数：880mm×1230mm 1/32";
    }
    /// Latin letters and digits stand in their full-width forms (Ａ, １). Those are for old character sets: they are as wide
    /// as a Han each, do not join into words, and no search finds them (typography row FW-1). A build never rewrites a
    /// manuscript; `lints: {full-width-forms: off}` keeps such forms without a word.
    W330 Warning zh "文中的拉丁字母或数字用了全角字形（Ａ、１）。那是旧字符集的产物：每个占一个汉字宽，不成词，也搜索不到（排版条目 FW-1）。build 从不改写书稿；确要保留，请设 `lints: {full-width-forms: off}`。" {
        message: "full-width letters or digits: {found}", "全角字母或数字：{found}";
        help: "write {wanted}", "请写作 {wanted}";
    }
    /// A Western mark stands among Han. Chinese has marks of its own, as wide as a Han or half of one; a Western one is
    /// set too close (typography row FW-2, GB/T 15834). A mark beside a number, a Latin word or code is theirs and is not
    /// reported. `huoban check --fix` changes those that can be meant in no other way; not a point between two names or behind a
    /// number. `lints: {half-width-marks: off}` turns this off.
    W331 Warning zh "汉字之间用了西文标点。中文有自己的标点，占一字或半字；西文标点排出来过挤（排版条目 FW-2，GB/T 15834）。数字、西文词和代码旁边的标点归它们所有，不在此列。huoban check --fix 会改正不可能另有用意的；人名之间和序号后面的点不改。不需要时设 `lints: {half-width-marks: off}`。" {
        message: "a Western mark among Han: {found}", "汉字之间的西文标点：{found}";
        help: "write {wanted}", "请写作 {wanted}";
        fix: "write {wanted}", "写作 {wanted}";
    }
    /// A heading is no sentence and ends with no stop; ？, ！ and …… may stand (typography row HD-5, GB/T 15834 annex B.4).
    /// `lints: {heading-stops: off}` turns this off.
    W332 Warning zh "标题不是句子，末尾不用句号之类的标点，问号、叹号和省略号除外（排版条目 HD-5，GB/T 15834 附录 B.4）。不需要时设 `lints: {heading-stops: off}`。" {
        message: "the heading ends with {mark}", "标题末尾有“{mark}”";
        help: "delete it", "请删去";
    }
    /// The number of a chapter is parted from its title by one em, never by a mark: 第一章　开端 (typography row HD-5,
    /// GB/T 15834 annex B.3.6). `lints: {heading-stops: off}` turns this off.
    W333 Warning zh "章节序号与标题之间空一字，不用标点：第一章　开端（排版条目 HD-5，GB/T 15834 附录 B.3.6）。不需要时设 `lints: {heading-stops: off}`。" {
        message: "the number of the heading is followed by {mark}", "标题的序号后有“{mark}”";
        help: "put an ideographic space in its place", "请改为一个全角空格";
    }
    /// A quotation opens here and is not closed in its paragraph, and the next paragraph does not open it again. A quotation
    /// that runs over paragraphs opens at the beginning of each and closes at the end of the last only (typography row
    /// QT-4). `lints: {open-quotations: off}` turns this off.
    W334 Warning zh "引文在这里开始，本段没有收尾，下一段又不以前引号开头。引文连贯几段时，每段开头都用前引号，只在最后一段末尾用后引号（排版条目 QT-4）。不需要时设 `lints: {open-quotations: off}`。" {
        message: "the quotation that {mark} opens is not closed, and the next paragraph does not open it again", "“{mark}”没有收尾，下一段也没有以它开头";
        help: "close it, or begin the next paragraph with {mark}", "请补上后引号，或在下一段开头加“{mark}”";
        also: "the paragraph that does not open it again", "没有以它开头的下一段";
    }
    /// Inside a title between 《 and 》 another title stands between 〈 and 〉, and inside that one 《 》 again (typography row
    /// EM-5, GB/T 15834 4.15.3). `lints: {nested-titles: off}` turns this off.
    W335 Warning zh "书名号里还要用书名号时，外面用双书名号，里面用单书名号：《读〈灯下〉》（排版条目 EM-5，GB/T 15834 4.15.3）。不需要时设 `lints: {nested-titles: off}`。" {
        message: "{found} stands inside a title", "书名号里面用了 {found}";
        help: "write {wanted} here", "此处请写作 {wanted}";
        also: "inside the title that opens here", "外层书名号从这里开始";
    }
}
