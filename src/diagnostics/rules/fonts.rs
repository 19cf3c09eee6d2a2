//! 4xx: fonts.

use crate::diagnostics::rule::rules;

rules! {
    area 4 "Fonts", "字体" concerns Every;

    /// No font has the character, so it cannot be set. Check whether it is a slip; if it is meant, put a font that has
    /// it into the manuscript's `fonts/`. With `missing-glyphs: warn` a box is set instead and the build goes on. A
    /// character is told once a chapter, where it stands first.
    E401 Error zh "所有字体都没有这个字符，无法排印。请先检查是否误输；若确需使用，请把含有该字的字体放进书稿的 fonts/ 目录。设置 missing-glyphs: warn 则以方框代替并继续编译。一个字符每章只提示一次，指向首次出现之处。" {
        message: "no font has {char} ({name}){?count}, which this chapter has {count} times{/}", "所有字体都缺字符 {char}（{name}）{?count}，本章共 {count} 处{/}";
        help: "correct it, or put a font that has it into fonts/", "请改正，或把含有该字的字体放进 fonts/";
    }

    /// No font has the character; a box stands in its place because the book says `missing-glyphs: warn`.
    W401 Warning zh "所有字体都没有这个字符；因为设置了 missing-glyphs: warn，以方框代替。" {
        message: "no font has {char} ({name}){?count}, which this chapter has {count} times{/}; a box stands in its place", "所有字体都缺字符 {char}（{name}）{?count}，本章共 {count} 处{/}，以方框代替";
        help: "put a font that has it into fonts/", "请把含有该字的字体放进 fonts/";
    }

    /// `book.yaml` names a family that is in no font file. Families are looked for in the manuscript's `fonts/`, in
    /// `fonts.paths`, in the directories given with `--font-path` and among the shipped fonts.
    E402 Error of Configuration zh "book.yaml 指定的字体在任何字体文件里都找不到。查找范围：书稿的 fonts/ 目录、fonts.paths、--font-path 指定的目录和随程序提供的字体。" {
        message: "{key}: there is no font family “{family}”", "{key}：找不到字体“{family}”";
        help: "{?nearest}similar names: {nearest}; {/}`huoban fonts` lists all families; a font of your own goes into fonts/", "{?nearest}名称相近的字体：{nearest}；{/}`huoban fonts` 可列出全部字体；自备的字体请放进 fonts/";
    }

    /// A font file cannot be used: it is cut short, damaged, or no OpenType or TrueType font.
    E403 Error zh "字体文件无法使用：内容不完整、已损坏，或者不是 OpenType、TrueType 字体。" {
        message: "the font {path} cannot be used: {why}", "字体 {path} 无法使用：{why}";
        help: "replace the file, or remove it from the directory", "请更换该文件，或从目录中删除";
    }

    /// A directory that should hold fonts cannot be listed.
    E404 Error of Machine zh "指定的字体目录无法读取。" {
        message: "the font directory {dir} cannot be read: {why}", "无法读取字体目录 {dir}：{why}";
        help: "correct fonts.paths in book.yaml or --font-path", "请改正 book.yaml 的 fonts.paths 或 --font-path";
    }

    /// A family that ships with the tool was not found, and the book names no other in its place.
    E405 Error of Machine zh "没有找到随程序提供的字体，书稿也没有指定替代的字体。" {
        message: "the shipped font family “{family}” was not found", "找不到随程序提供的字体“{family}”";
        help: "give the directory of the shipped fonts with --font-path", "请用 --font-path 指定随程序提供的字体所在的目录";
    }

    /// The embedding bits of the font (OS/2 `fsType`) forbid embedding or subsetting it, so it cannot go into a book.
    E406 Error zh "字体的授权标志（OS/2 表的 fsType）禁止嵌入或取子集，不能用于成书。" {
        message: "the font “{family}” ({path}) may not be embedded: its licence bits forbid it", "字体“{family}”（{path}）的授权标志禁止嵌入";
        help: "choose another font, or ask its maker for one that may be embedded", "请改用别的字体，或向字体厂商取得可嵌入的版本";
    }
}
