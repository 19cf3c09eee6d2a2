//! Every sentence of the command line, in both languages.

use crate::diagnostics::Bilingual;
use crate::pipeline::Stage;

const fn both(en: &'static str, zh: &'static str) -> Bilingual {
    Bilingual::new(en, zh)
}

pub(super) const ABOUT: Bilingual =
    both("Makes an EPUB and a print-ready PDF of a manuscript directory.", "把书稿目录做成 EPUB 和可以付印的 PDF。");
pub(super) const AFTER: Bilingual = both(
    "Start with `huoban init mybook`, then `huoban build mybook`: the files appear in build/.\n\
     `huoban help COMMAND` tells the options of a command.\n\n\
     Exit codes: 0 done, 1 errors in the manuscript, 2 wrong usage or configuration, 3 input or output failed.\n\
     Environment: NO_COLOR turns colour off; SOURCE_DATE_EPOCH sets every date that the manuscript does not.",
    "新手可先运行 `huoban init mybook`，再运行 `huoban build mybook`，成书写入 build/。\n\
     `huoban help 命令` 显示某个命令的选项。\n\n\
     退出码：0 成功，1 书稿有错误，2 用法或配置有错误，3 读写失败。\n\
     环境变量：NO_COLOR 关闭颜色；SOURCE_DATE_EPOCH 指定书稿未写明的日期。",
);

pub(super) const USAGE: Bilingual = both("Usage: ", "用法：");
pub(super) const COMMANDS: Bilingual = both("Commands:", "命令：");
pub(super) const ARGUMENTS: Bilingual = both("Arguments:", "参数：");
pub(super) const OPTIONS: Bilingual = both("Options:", "选项：");
pub(super) const USAGE_ROOT: Bilingual = both("huoban [OPTIONS] COMMAND", "huoban [选项] 命令");
pub(super) const USAGE_BUILD: Bilingual = both("huoban build [OPTIONS] [DIR]", "huoban build [选项] [目录]");
pub(super) const USAGE_RELEASE: Bilingual = both("huoban release [OPTIONS] [DIR]", "huoban release [选项] [目录]");
pub(super) const USAGE_CHECK: Bilingual = both("huoban check [OPTIONS] [DIR]", "huoban check [选项] [目录]");
pub(super) const USAGE_INIT: Bilingual = both("huoban init [OPTIONS] DIR", "huoban init [选项] 目录");
pub(super) const USAGE_FONTS: Bilingual = both("huoban fonts [OPTIONS] [DIR]", "huoban fonts [选项] [目录]");
pub(super) const USAGE_DUMP: Bilingual = both("huoban dump [OPTIONS] COMMAND", "huoban dump [选项] 命令");
pub(super) const USAGE_DUMP_LAYOUT: Bilingual =
    both("huoban dump layout [OPTIONS] [DIR]", "huoban dump layout [选项] [目录]");
pub(super) const USAGE_EXPLAIN: Bilingual = both(
    "huoban explain [OPTIONS] [CODE]\n       huoban explain page [OPTIONS] PAGE [DIR]",
    "huoban explain [选项] [编号]\n      huoban explain page [选项] 页 [目录]",
);
pub(super) const USAGE_EXPLAIN_PAGE: Bilingual =
    both("huoban explain page [OPTIONS] PAGE [DIR]", "huoban explain page [选项] 页 [目录]");
pub(super) const USAGE_SCHEMA: Bilingual = both("huoban schema [OPTIONS] [NAME]", "huoban schema [选项] [名称]");
pub(super) const USAGE_HELP: Bilingual = both("huoban help [COMMAND]...", "huoban help [命令]...");

pub(super) const BUILD: Bilingual =
    both("Build the outputs of a manuscript (also: compile, render)", "编译书稿，写出成书（也可写作 compile、render）");
pub(super) const RELEASE: Bilingual = both(
    "Build every edition, with sums and a report; write all of them or none",
    "编译全部版本，附校验和与报告；要么全部写出，要么一个不写",
);
pub(super) const CHECK: Bilingual = both("Do all that build does, but write no outputs", "与 build 相同，但不写出成书");
pub(super) const INIT: Bilingual =
    both("Start a small manuscript that builds (also: new)", "新建一份可以直接编译的小书稿（也可写作 new）");
pub(super) const FONTS: Bilingual = both(
    "List the fonts found, what they cover, and what the book uses of them",
    "列出找到的字体、覆盖的字符和书中用到的部分",
);
pub(super) const DUMP: Bilingual = both("Print data about a book, for programs", "输出书的数据，供程序使用");
pub(super) const DUMP_LAYOUT: Bilingual = both(
    "Print the layout as JSON lines: pages, lines, glyphs, figures; lengths in points",
    "以 JSON 行输出版面：页、行、字形、图；长度以点为单位",
);
pub(super) const EXPLAIN: Bilingual =
    both("Explain the code of an error or a warning, or a page", "解释一个错误或警告的编号，或者一页的排版");
pub(super) const EXPLAIN_PAGE: Bilingual = both(
    "Tell of a page how each line was fitted, what was pushed where and why, and where its text comes from",
    "逐行说明一页：怎样凑满行长，什么被推到哪里、为什么，文字出自源文件何处",
);
pub(super) const SCHEMA: Bilingual =
    both("Print the JSON Schema of what the program writes for other programs", "输出供程序读取的文件的 JSON Schema");
pub(super) const HELP_COMMAND: Bilingual = both("Show the help of a command", "显示命令的帮助");

pub(super) const DIR: Bilingual = both(
    "The manuscript: a directory that holds book.yaml, or its book.yaml [default: this directory or the nearest above it that has one, else book]",
    "书稿：含有 book.yaml 的目录，或其中的 book.yaml（默认：当前目录或最近的有 book.yaml 的上级目录，否则 book）",
);
pub(super) const INIT_DIR: Bilingual =
    both("The directory to make; nothing in it is overwritten", "要新建的目录；其中已有的文件不会被覆盖");
pub(super) const SCHEMA_NAME: Bilingual =
    both("report (of a release); without it all names are listed", "report（发行报告）；省略时列出所有名称");
pub(super) const CODE: Bilingual =
    both("A code such as E101; without it all codes are listed", "编号，如 E101；省略时列出所有编号");
pub(super) const PAGE: Bilingual = both(
    "The number printed on the page, such as 12 or iv, else its number counted from the first page of the file",
    "页上印的页码，如 12 或 iv；没有这个页码时，按文件中的第几页找",
);
pub(super) const PHYSICAL: Bilingual =
    both("Count from the first page of the file, whatever is printed", "一律按文件中的第几页找，不看印的页码");
pub(super) const HELP_OF: Bilingual = both("The command", "命令");
pub(super) const OUT: Bilingual = both(
    "Where the files go [default: build; beside book.yaml when that was found above this directory]",
    "成书写入的目录（默认：build；书稿在上级目录时，为 book.yaml 旁的 build）",
);
pub(super) const DRY_RUN: Bilingual =
    both("Build and judge every edition, write nothing", "编译并检查全部版本，但不写出任何文件");
pub(super) const TO: Bilingual = both(
    "What to make, out of epub, pdf, print and cover [default: as book.yaml says]",
    "输出哪些格式：epub、pdf、print、cover（默认：按 book.yaml）",
);
pub(super) const PRINTER: Bilingual = both(
    "Judge the finished print files by what a house publishes: kdp, ingramspark or mainland",
    "按印刷厂公布的要求检查成品文件：kdp、ingramspark 或 mainland",
);
pub(super) const FIX: Bilingual = both(
    "Mend in the manuscript what can be mended for certain, and tell what remains",
    "自动改正书稿中可以确定改法的问题，并报告其余的",
);
pub(super) const BASELINE: Bilingual = both(
    "Fail only on what is new: the findings that FILE knows are not told, and those that were mended go from it",
    "只对新问题报错：文件中已有记录的问题不再显示，已改正的从文件中删去",
);
pub(super) const WRITE_BASELINE: Bilingual =
    both("Write into FILE all that is found now, as known", "把现有的问题全部记入文件，作为已知的问题");
pub(super) const SET: Bilingual = both(
    "Override a key of book.yaml for this run, such as page.chars-per-line=27; repeatable",
    "本次运行中替换 book.yaml 的一个键，如 page.chars-per-line=27；可重复使用",
);
pub(super) const PDF_STANDARD: Bilingual = both(
    "What the PDF conforms to: ua1 (PDF/UA-1 and PDF/A-2a, default) or ua2 (PDF 2.0 with PDF/UA-2 and PDF/A-4)",
    "PDF 遵循的标准：ua1（PDF/UA-1 与 PDF/A-2a，默认）或 ua2（PDF 2.0，PDF/UA-2 与 PDF/A-4）",
);
pub(super) const BAD_STANDARD: Bilingual =
    both("--pdf-standard takes ua1 or ua2, not `{0}`", "--pdf-standard 要写 ua1 或 ua2，不能是 `{0}`");
pub(super) const FONT_PATH: Bilingual =
    both("A directory with further fonts; repeatable", "另外的字体目录；可重复使用");
pub(super) const JOBS: Bilingual =
    both("Number of threads [default: one for each processor]", "线程数（默认：与处理器个数相同）");
pub(super) const FORMAT: Bilingual = both(
    "What goes to standard output: text (nothing), json (the report), sarif or github (the findings) [default: text]",
    "标准输出的内容：text（无）、json（报告）、sarif 或 github（诊断）（默认：text）",
);
pub(super) const JSON: Bilingual =
    both("Print the report as one JSON document on standard output", "在标准输出上以一个 JSON 文档给出报告");
pub(super) const LANG: Bilingual =
    both("Language of messages: zh or en [default: that of the locale]", "提示语言：zh 或 en（默认：随系统区域设置）");
pub(super) const COLOR: Bilingual = both(
    "When to colour messages: auto, always or never [default: auto]",
    "何时使用颜色：auto、always 或 never（默认：auto）",
);
pub(super) const QUIET: Bilingual = both("Say nothing but errors", "只显示错误");
pub(super) const VERBOSE: Bilingual =
    both("Show every place of a finding, and how long each stage took", "显示每种问题的所有位置，以及各阶段用时");
pub(super) const HELP: Bilingual = both("Show this help", "显示此帮助");
pub(super) const VERSION: Bilingual = both("Show the version", "显示版本");

pub(super) const VALUE_DIR: Bilingual = both("DIR", "目录");
pub(super) const VALUE_FORMATS: Bilingual = both("FORMATS", "格式");
pub(super) const VALUE_FILE: Bilingual = both("FILE", "文件");
pub(super) const VALUE_FORMAT: Bilingual = both("FORMAT", "格式");
pub(super) const VALUE_KEY: Bilingual = both("KEY=VALUE", "键=值");
pub(super) const VALUE_STANDARD: Bilingual = both("STANDARD", "标准");
pub(super) const VALUE_NUMBER: Bilingual = both("N", "个数");
pub(super) const VALUE_LANG: Bilingual = both("LANG", "语言");
pub(super) const VALUE_WHEN: Bilingual = both("WHEN", "时机");
pub(super) const VALUE_CODE: Bilingual = both("CODE", "编号");
pub(super) const VALUE_PAGE: Bilingual = both("PAGE", "页");
pub(super) const VALUE_NAME: Bilingual = both("NAME", "名称");
pub(super) const VALUE_COMMAND: Bilingual = both("COMMAND", "命令");

pub(super) const ERROR: Bilingual = both("error", "错误");
pub(super) const TRY_HELP: Bilingual = both("try `huoban --help`", "可运行 `huoban --help` 查看用法");
pub(super) const DID_YOU_MEAN: Bilingual = both("did you mean `{0}`?", "是否想写 `{0}`？");
pub(super) const UNKNOWN_OPTION: Bilingual = both("unexpected argument `{0}`", "无法识别的参数 `{0}`");
pub(super) const CONFLICT: Bilingual = both("`{0}` cannot be used together with `{1}`", "`{0}` 与 `{1}` 不能同时使用");
pub(super) const UNKNOWN_COMMAND: Bilingual = both("unknown command `{0}`", "没有 `{0}` 这个命令");
pub(super) const MISSING: Bilingual = both("missing: {0}", "缺少：{0}");
pub(super) const NO_VALUE: Bilingual = both("a value is required for `{0}`", "`{0}` 后面要有值");
pub(super) const BAD_PRINTER: Bilingual =
    both("unknown printing house in --printer: {0}", "--printer 中没有这家印刷厂：{0}");
pub(super) const BAD_TO: Bilingual = both(
    "unknown format `{0}` in --to; the formats are epub, pdf, print and cover",
    "--to 中没有 `{0}` 这种格式；可用的格式是 epub、pdf、print 和 cover",
);
pub(super) const BAD_SET: Bilingual = both(
    "--set takes key=value, such as page.chars-per-line=27, not `{0}`",
    "--set 的写法是 键=值，如 page.chars-per-line=27，不能是 `{0}`",
);
pub(super) const BAD_JOBS: Bilingual =
    both("--jobs takes a number from 1 to 1024, not `{0}`", "--jobs 要写 1 到 1024 的整数，不能是 `{0}`");
pub(super) const BAD_LANG: Bilingual = both("--lang takes zh or en, not `{0}`", "--lang 要写 zh 或 en，不能是 `{0}`");
pub(super) const BAD_COLOR: Bilingual =
    both("--color takes auto, always or never, not `{0}`", "--color 要写 auto、always 或 never，不能是 `{0}`");
pub(super) const BAD_FORMAT: Bilingual = both(
    "--format takes text, json, sarif or github, not `{0}`",
    "--format 要写 text、json、sarif 或 github，不能是 `{0}`",
);
pub(super) const BAD_EPOCH: Bilingual = both(
    "SOURCE_DATE_EPOCH must be a number of seconds since 1970, not `{0}`",
    "SOURCE_DATE_EPOCH 要写自 1970 年起的秒数，不能是 `{0}`",
);

pub(super) const WROTE: Bilingual = both("wrote {0} ({1})", "已写出 {0}（{1}）");
pub(super) const WROTE_PAGES: Bilingual = both("wrote {0} ({1}, {2} pages)", "已写出 {0}（{1}，{2} 页）");
pub(super) const WITHHELD: Bilingual =
    both("{0} was not written because of the errors above", "因以上错误，没有写出 {0}");
pub(super) const WITHHELD_OLD: Bilingual = both(
    "{0} was not written because of the errors above; the file there is of an earlier build",
    "因以上错误，没有写出 {0}；现有文件是以前编译的",
);
pub(super) const RELEASED: Bilingual =
    both("wrote {0}; `sha256sum -c {1}` checks the files", "已写出 {0}；可用 `sha256sum -c {1}` 校验");
pub(super) const NOT_RELEASED: Bilingual =
    both("nothing was released: no file in {0} was written or changed", "没有发行：{0} 中没有写入或改动任何文件");
pub(super) const RELEASABLE: Bilingual =
    both("every edition is whole; without --dry-run all would be written", "各版本完整；去掉 --dry-run 即全部写出");
pub(super) const NOT_RELEASABLE: Bilingual = both("nothing would be released", "这样不会发行任何文件");
pub(super) const FOUND: Bilingual = both("errors: {0}, warnings: {1} ({2})", "{0} 个错误，{1} 个警告（{2}）");
pub(super) const BETWEEN_CODES: Bilingual = both(", ", "，");
pub(super) const NOT_SHOWN: Bilingual =
    both("of each code {0} places are shown; with -v also: {1}", "每种编号只显示 {0} 处；加 -v 另显示：{1}");
pub(super) const MENDABLE: Bilingual =
    both("`huoban check --fix` mends {0} of them", "其中 {0} 处可用 `huoban check --fix` 自动改正");
pub(super) const MENDED: Bilingual = both("mended {0}: {1}", "已改正 {0}：{1}");
pub(super) const MENDED_NOTHING: Bilingual =
    both("nothing was mended: no finding has a fix that is certain", "没有改动：没有可以自动改正的问题");
pub(super) const OVERLAPPING: Bilingual =
    both("{0} fixes overlap with others and were left", "有 {0} 处改正与别处重叠，没有改");
pub(super) const BASELINE_KNOWN: Bilingual =
    both("{0} findings are known by {1} and are not shown", "{1} 中已有记录的 {0} 个问题没有显示");
pub(super) const BASELINE_NEW: Bilingual =
    both("{0} findings are new: {1} does not know them", "{0} 个问题是新的，{1} 中没有记录");
pub(super) const BASELINE_DROPPED: Bilingual =
    both("{0} findings were mended and dropped from {1}", "{0} 个问题已改正，从 {1} 中删去");
pub(super) const BASELINE_MOVED: Bilingual =
    both("{0} was written anew: known findings stand elsewhere now", "已知的问题换了地方，已重新写出 {0}");
pub(super) const BASELINE_KEPT: Bilingual = both(
    "{0} findings of {1} were not met; they stay in it, because {2}",
    "{1} 中有 {0} 个问题没有出现，仍留在其中，因为{2}",
);
pub(super) const KEPT_ERRORS: Bilingual = both("new errors may hide them", "新的错误可能掩盖了它们");
pub(super) const KEPT_SCOPE: Bilingual = both("it was written with other options", "写出该文件时用了别的选项");
pub(super) const KEPT_UNWRITABLE: Bilingual = both("it cannot be written", "该文件无法写入");
pub(super) const BASELINE_WROTE: Bilingual = both("wrote {0} with {1} entries", "已写出 {0}，共 {1} 条");
pub(super) const BASELINE_NOT_WRITTEN: Bilingual =
    both("{0} was not written: the manuscript cannot be read as it is", "没有写出 {0}：书稿现在无法读入");
pub(super) const CLEAN: Bilingual = both("no errors", "没有发现错误");
pub(super) const COUNTED: Bilingual = both(
    "{0} characters ({1} Han), {2} figures, {3} tables, {4} notes",
    "{0} 字（汉字 {1}），图 {2} 幅，表 {3} 张，注 {4} 条",
);
pub(super) const FONT_COVERS: Bilingual =
    both("{0}, weight {1}{2}: {3} characters ({4} Han)", "{0}，字重 {1}{2}：{3} 个字符（汉字 {4}）");
pub(super) const FONT_USED: Bilingual = both("; the book uses {0}: {1}", "；书中用到 {0} 个：{1}");
pub(super) const FONT_ITALIC: Bilingual = both(", italic", "，意大利体");
pub(super) const FONT_NO_EMBEDDING: Bilingual = both("; its licence forbids embedding", "；其授权禁止嵌入");
pub(super) const NO_FONTS: Bilingual = both("no fonts were found", "没有找到字体");
pub(super) const TIMED: Bilingual = both("{0}: {1} s", "{0}：{1} 秒");
pub(super) const EXISTS: Bilingual = both(
    "{0} exists already; nothing was written. Choose a directory that does not hold it",
    "{0} 已经存在，没有写入任何文件。请换一个目录",
);
pub(super) const INITIALISED: Bilingual = both(
    "a manuscript was started in {0}; build it with `huoban build {0}`",
    "已在 {0} 新建书稿；运行 `huoban build {0}` 即可编译",
);
pub(super) const CANNOT_MAKE: Bilingual = both("cannot write {0}: {1}", "无法写入 {0}：{1}");
pub(super) const NO_PAGE: Bilingual = both(
    "there is no page {0}; the book has {1} pages, the first one called {2}, the last one {3}",
    "没有 {0} 这一页；全书共 {1} 页，首页页码 {2}，末页页码 {3}",
);
pub(super) const NO_PAGES: Bilingual =
    both("the book has no pages because of the errors above", "因以上错误，没有可以说明的页");
pub(super) const NO_SCHEMA: Bilingual =
    both("there is no schema {0}; there is: {1}", "没有 {0} 这个 Schema；现有：{1}");
pub(super) const NO_RULE: Bilingual = both("there is no code {0}", "没有 {0} 这个编号");

/// What a stage is called while it runs.
pub(super) fn stage(stage: Stage) -> Bilingual {
    match stage {
        Stage::Load => both("reading the manuscript", "读取书稿"),
        Stage::Fonts => both("finding fonts", "查找字体"),
        Stage::Parse => both("parsing chapters", "解析章节"),
        Stage::Pictures => both("reading pictures", "读取图片"),
        Stage::Resolve => both("numbering", "编号"),
        Stage::Layout => both("laying out pages", "排版"),
        Stage::Cover => both("drawing the cover", "绘制封面"),
        Stage::Pdf => both("writing the PDF", "生成 PDF"),
        Stage::Print => both("writing the print edition", "生成印刷文件"),
        Stage::Epub => both("writing the EPUB", "生成 EPUB"),
    }
}

/// Puts values into the holes `{0}`, `{1}`, … of a sentence. Holes in the values are left alone.
pub(super) fn fill(sentence: &str, values: &[&str]) -> String {
    let mut filled = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some(open) = rest.find('{') {
        filled.push_str(&rest[..open]);
        let digit = rest[open + 1..].chars().next().and_then(|digit| digit.to_digit(10));
        filled.push_str(digit.and_then(|digit| values.get(digit as usize)).copied().unwrap_or_default());
        rest = rest[open..].split_once('}').map_or("", |(_, after)| after);
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_in_once() {
        assert_eq!(fill("{0} 与 {1}，{0}", &["{1}", "b"]), "{1} 与 b，{1}");
        assert_eq!(fill("没有", &["x"]), "没有");
    }
}
