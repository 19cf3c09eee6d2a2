//! 3xx: language and typography.

use crate::diagnostics::rule::rules;

rules! {
    /// A piece of this paragraph is wider than the line and holds no place where a line may end, not even in an
    /// emergency: it stands out of the type area. Set a longer measure, or put a break into the text.
    W301 zh "这一段里有一处比行长还宽，又没有任何可以断行的位置，因此伸出了版心。请加大行长，或在文中加入断点。" {
        message: "text wider than the line", "文字比行长还宽";
        help: "set a longer measure, or put a break into the text", "加大行长，或在文中加入断点";
    }
    /// The last line of this paragraph holds a single character, and no legal setting of the paragraph avoids it.
    /// Add or remove a word.
    W302 zh "这一段的最后一行只有一个字，而且在现有规则内无法避免。请增删一两个字。" {
        message: "the last line holds a single character", "末行只有一个字";
        help: "add or remove a word", "增删一两个字";
    }
    /// A line of this paragraph begins or ends with a mark that should not stand there, or a word is parted where it has
    /// no hyphen, because nothing else fits: many marks stand together, or the measure is very short. Change the text,
    /// set a longer measure, or let marks hang (`typography.hanging`).
    W303 zh "这一段有一行以不该在行首或行尾的标点起止，或者拆开了不可拆的词，因为别无排法：标点连得太多，或行长太短。请改动文字、加大行长，或允许标点悬挂（typography.hanging）。" {
        message: "a rule about the edges of lines had to be broken", "不得已违反了行首行尾的禁则";
        help: "change the text, set a longer measure, or let marks hang", "改动文字、加大行长，或允许标点悬挂";
    }
    /// A reading in zhuyin stands right of a single Han; here its syllables, parted by blanks, are not as many as the Han
    /// of the base, so it is set above all of them. Write one syllable for each Han.
    W304 zh "注音符号排在单个汉字的右侧。这里以空格隔开的音节与所注汉字的数目不同，只好整个排在上方。请为每个汉字写一个音节。" {
        message: "zhuyin “{reading}” does not match its Han one by one", "注音“{reading}”与汉字不能一一对应";
        help: "write one syllable for each Han, parted by spaces", "每个汉字写一个音节，以空格隔开";
    }
    /// The CIP record (图书在版编目数据) is written by the grammar of GB/T 12451: title and responsibility, edition, place,
    /// publisher and date, series; the ISBN; headings and class number after Roman numerals; the approval number. It is
    /// set as the publisher supplied it; a record that leaves the grammar was most likely copied with a slip.
    W320 zh "图书在版编目（CIP）数据按 GB/T 12451 著录：书名与责任说明、版本、出版地、出版者、出版年月、丛书；ISBN；以罗马数字编号的检索数据和分类号；核字号。成书照录出版社所给的文字；不合格式，多半是抄录有误。" {
        message: "the CIP record leaves its grammar: {why}", "CIP 数据不合格式：{why}";
        help: "compare it with the record as it was issued", "请与核发的 CIP 数据核对";
    }
    /// The CIP record names another ISBN than the book. A book has one number for an edition; the record, the imprint and
    /// the barcode must agree.
    E321 zh "CIP 数据中的 ISBN 与本书的不同。一个版本只有一个书号，CIP 数据、版本记录和条码必须一致。" {
        message: "the CIP record names the ISBN {cip}, the book {isbn}", "CIP 数据中的 ISBN 为 {cip}，本书为 {isbn}";
        help: "correct `isbn`, or the record", "请改正 `isbn` 或 CIP 数据";
    }
    /// The imprint says how many printed sheets (印张) a copy takes: pages divided by the number of leaves that a sheet is
    /// divided into. That number is read from `imprint.format` (`880mm×1230mm 1/32`), else from a page with a customary
    /// size. Here neither says it, and the line is left out.
    W322 zh "版本记录中的印张等于面数除以开数。开数取自 `imprint.format`（`880mm×1230mm 1/32`），否则取自有名称的开本。这里两处都没有，印张一行因此从略。" {
        message: "the format does not say into how many leaves a sheet is divided; the printed sheets are left out", "开本中没有开数，印张从略";
        help: "write it with the sheet and its division: 880mm×1230mm 1/32", "请写出全张尺寸和开数：880mm×1230mm 1/32";
    }
}
