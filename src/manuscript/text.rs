use super::settle::{self, Settled};
use crate::diagnostics::{Diagnostic, rules::manuscript as rules};
use crate::source::{FileId, SourceMap, Span};
use crate::unicode::Fate;
use encoding_rs::{BIG5, Encoding, GB18030, SHIFT_JIS};
use std::borrow::Cow;
use std::path::Path;

/// The largest text file, in MiB.
pub(super) const LIMIT: usize = 64;

/// Takes a text file in: checks that it is UTF-8, strips a byte order mark, composes what is canonically equivalent, and
/// leaves out what cannot be seen and does nothing. None when it is no text that can be used; the source map then holds what can be shown of it.
pub(super) fn take(
    sources: &mut SourceMap,
    path: &Path,
    bytes: &[u8],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FileId> {
    let name = path.display();
    if bytes.len() > LIMIT << 20 {
        let large = Diagnostic::new(&rules::E004).at(path).with("path", name);
        diagnostics.push(large.with("size", bytes.len() >> 20).with("limit", LIMIT));
        return None;
    }
    if let Some(encoding) = utf16(bytes) {
        let found = Diagnostic::new(&rules::E054).at(path).with("path", name).with("encoding", encoding.name());
        diagnostics.push(found);
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let original = line_ends(text);
            let Some(Settled { text, edits, found }) = settle::settle(&original) else {
                return Some(sources.add(path, original.as_ref().into()));
            };
            let file = sources.add_edited(path, text.into(), original.as_ref().into(), edits);
            diagnostics.extend(found.into_iter().map(|one| tell(one, file)));
            Some(file)
        }
        Err(error) => {
            diagnostics.push(not_utf8(sources, path, bytes, error.valid_up_to()));
            None
        }
    }
}

/// A carriage return alone ends a line too, but not for every parser: it becomes a line feed, in the same place.
fn line_ends(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let alone = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    if !(0..bytes.len()).any(alone) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.char_indices().map(|(at, c)| if alone(at) { '\n' } else { c }).collect())
}

/// UTF-16 by its byte order mark, or by every other byte of the beginning being zero.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(encoding_rs::UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(encoding_rs::UTF_16BE),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(64)];
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Markdown begins with ASCII often enough: `# `, a line end.
    match head.len() {
        0..4 => None,
        length if odd * 4 >= length && even == 0 => Some(encoding_rs::UTF_16LE),
        length if even * 4 >= length && odd == 0 => Some(encoding_rs::UTF_16BE),
        _ => None,
    }
}

/// The finding for text in another encoding. The source map gets the text as that encoding reads it, so that the line
/// shown is the line the author sees in the editor.
fn not_utf8(sources: &mut SourceMap, path: &Path, bytes: &[u8], valid: usize) -> Diagnostic {
    let encoding = recognise(bytes);
    let (sound, rest) = bytes.split_at(valid);
    let rest = match encoding {
        Some(encoding) => encoding.decode_without_bom_handling(rest).0,
        None => String::from_utf8_lossy(rest),
    };
    let length = rest.chars().next().map_or(0, char::len_utf8);
    let file = sources.add(path, (String::from_utf8_lossy(sound).into_owned() + &rest).into());
    let line = 1 + sound.iter().filter(|byte| **byte == b'\n').count();
    let diagnostic = match encoding {
        // GBK is what authors call it, and the part of it they use.
        Some(encoding) if encoding == GB18030 => {
            Diagnostic::new(&rules::E052).with("encoding", "GBK (GB18030)").with("label", "GB18030")
        }
        Some(encoding) => {
            Diagnostic::new(&rules::E052).with("encoding", encoding.name()).with("label", encoding.name())
        }
        None => Diagnostic::new(&rules::E053),
    };
    diagnostic
        .at(Span::new(file, valid, valid + length))
        .with("path", path.display())
        .with("byte", valid + 1)
        .with("line", line)
        .with("hex", format!("0x{:02X}", bytes[valid]))
}

/// The encoding in which the bytes make sense: no error, and the most of the commonest characters of Chinese and
/// Japanese. Decoding without error alone says little, for almost any Big5 text is also GB18030.
fn recognise(bytes: &[u8]) -> Option<&'static Encoding> {
    const COMMON: &str = "的一是了我不在人有他这這个個上们們来來到时時大地为為子中你说說生国國年着就那和要她出也得里后後自以会會家可下而过過天去能对對小多然于於心学學么么之都好看起发發当當没沒成只如事把还還用第样樣道想作种種开開美总總从從无無情己面最女但现現前些所同日手又行意动動方期它头頭经經长長儿兒回位分爱愛老因很给給名法间間斯知世什两兩次使身者被高已亲親其进進此话話常与與活正感，。、“”：；！？のにはをたがでとし";
    // A sample is enough, cut after a line so that no character is cut.
    let cut = bytes.iter().enumerate().skip(65_536).find(|(_, byte)| **byte == b'\n').map_or(bytes.len(), |(at, _)| at);
    let sample = &bytes[..cut];
    let score = |encoding: &'static Encoding| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(sample)?;
        let wide = text.chars().filter(|c| !c.is_ascii()).count();
        let common = text.chars().filter(|c| COMMON.contains(*c)).count();
        // One common character in eight, where ordinary text has one in three.
        (common * 8 >= wide && common > 0).then_some(common)
    };
    [GB18030, BIG5, SHIFT_JIS]
        .into_iter()
        .filter_map(|encoding| Some((score(encoding)?, encoding)))
        .max_by_key(|(score, encoding)| (*score, *encoding == GB18030))
        .map(|(_, encoding)| encoding)
}

/// The finding for a character that did not stay.
fn tell(found: settle::Found, file: FileId) -> Diagnostic {
    let rule = match found.fate {
        Fate::LineEnd => &rules::W078,
        Fate::Refused => &rules::E055,
        Fate::Dropped | Fate::Kept | Fate::Damage => &rules::W077,
    };
    let place = Span::new(file, found.at, found.at + found.length);
    let told = Diagnostic::new(rule).at(place).with("character", format!("U+{:04X}", u32::from(found.character)));
    if found.count > 1 { told.with("count", found.count) } else { told }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Lang, Place};

    fn read(bytes: &[u8]) -> (Option<String>, Vec<Diagnostic>, SourceMap) {
        let (mut sources, mut diagnostics) = (SourceMap::default(), Vec::new());
        let file = take(&mut sources, Path::new("a.md"), bytes, &mut diagnostics);
        (file.map(|file| sources.text(file).to_string()), diagnostics, sources)
    }

    #[track_caller]
    fn check(bytes: &[u8], code: &str, said: &str) {
        let (text, diagnostics, _) = read(bytes);
        assert_eq!(text, None);
        assert_eq!(diagnostics.iter().map(|one| one.rule.code).collect::<Vec<_>>(), [code]);
        let message = diagnostics[0].message(Lang::En);
        assert!(message.contains(said), "{message}");
    }

    #[test]
    fn other_encodings_are_named() {
        let text = "# 标题\n\n这是一段用旧编码写的中文，里面有常见的字。\n";
        check(&GB18030.encode(text).0, "E052", "byte 3 (line 1) is 0xB1; the file looks like GBK");
        let text = "# 標題\n\n這是一段用舊編碼寫的中文，裡面有常見的字。\n";
        check(&BIG5.encode(text).0, "E052", "looks like Big5");
        let text = "# 見出し\n\nこれは古い文字コードで書かれた日本語の文章です。\n";
        check(&SHIFT_JIS.encode(text).0, "E052", "looks like Shift_JIS");
        check(&["正文\n后文".as_bytes(), &[0xFF]].concat(), "E053", "byte 14 (line 2) is 0xFF");
        check(b"\xFF\xFE#\0 \0", "E054", "UTF-16LE");
        check(b"\xFE\xFF\0#\0 ", "E054", "UTF-16BE");
        check(b"#\0 \0a\0b\0", "E054", "UTF-16LE");
    }

    #[test]
    fn the_line_shown_is_the_line_the_author_sees() {
        let (_, diagnostics, sources) = read(&GB18030.encode("abc\n这是中文的。\n").0);
        let Place::Span(span) = &diagnostics[0].place else { panic!() };
        assert_eq!(sources.line_column(span.file, span.start).line, 2);
        assert_eq!(sources.line(span.file, 2), "这是中文的。");
        assert_eq!(sources.line_column(span.file, span.start).column, 1);
    }

    #[test]
    fn a_byte_order_mark_and_windows_line_ends_are_no_fault() {
        let (text, diagnostics, sources) = read("\u{FEFF}# 一\r\n二\r\n".as_bytes());
        assert_eq!((text.as_deref(), diagnostics.len()), (Some("# 一\r\n二\r\n"), 0));
        assert_eq!(sources.line(FileId(0), 2), "二");
        assert_eq!(sources.line_column(FileId(0), 0).column, 1);
    }

    #[test]
    fn what_cannot_be_seen_is_told_once_a_file_with_its_place() {
        let (text, diagnostics, sources) = read("一\u{1}二\u{B}\u{0}\t\r\n\u{1}三\u{FEFF}四\u{FFFD}".as_bytes());
        assert_eq!(text.as_deref(), Some("一二\u{2028}\t\r\n三四\u{FFFD}"));
        let told = |one: &Diagnostic| {
            let Place::Span(span) = &one.place else { panic!("{one:?}") };
            let at = sources.lines_columns(*span).0;
            (one.rule.code, at.line, at.column, one.message(Lang::En))
        };
        assert_eq!(
            diagnostics.iter().map(told).collect::<Vec<_>>(),
            [
                ("E055", 1, 2, "a control character, U+0001 (2 times in this file)".to_owned()),
                ("W078", 1, 4, "the line separator U+000B is read as a line end".to_owned()),
                ("E055", 1, 5, "a control character, U+0000".to_owned()),
                ("W077", 2, 3, "the invisible character U+FEFF is left out".to_owned()),
            ]
        );
        assert_eq!(read(&[0x7F, 0, 0, 1, 2, 3, 0, 1].repeat(100)).1.len(), 5, "a binary file does not fill the screen");
    }

    #[test]
    fn a_decomposed_file_is_read_as_the_composed_one() {
        let (text, diagnostics, sources) = read("# e\u{301}か\u{3099}\u{1112}\u{1161}\u{11AB}\u{2126}尾\n".as_bytes());
        assert_eq!((text.as_deref(), diagnostics.len()), (Some("# éが한\u{2126}尾\n"), 0));
        let at = "# éが한\u{2126}".len() as u32;
        assert_eq!(sources.line_column(FileId(0), at).column, 11, "columns count what the file holds");
    }
}
