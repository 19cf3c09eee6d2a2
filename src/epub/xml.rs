//! Text that is safe in XML.

/// What a byte asks for: 0 nothing, 1 an entity, 2 it cannot stand in XML 1.0, 3 it may begin U+FFFE or U+FFFF.
const CLASS: [u8; 256] = {
    let mut class = [0; 256];
    let mut control = 0;
    while control < 0x20 {
        class[control] = 2;
        control += 1;
    }
    class[b'\t' as usize] = 0;
    class[b'\n' as usize] = 0;
    // A literal carriage return would be read back as a line feed.
    class[b'&' as usize] = 1;
    class[b'<' as usize] = 1;
    class[b'>' as usize] = 1;
    class[b'"' as usize] = 1;
    class[0xEF] = 3;
    class
};

/// Appends `text`, escaped for content and for attributes in double quotes.
///
/// A character that XML 1.0 forbids (clause 2.2: most controls, U+FFFE, U+FFFF) becomes U+FFFD, so that it is seen.
pub(super) fn escape(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let class = CLASS[usize::from(*byte)];
        if class == 0 {
            continue;
        }
        let (replacement, length) = match (class, byte) {
            (1, b'&') => ("&amp;", 1),
            (1, b'<') => ("&lt;", 1),
            (1, b'>') => ("&gt;", 1),
            (1, _) => ("&quot;", 1),
            (2, _) => ("\u{FFFD}", 1),
            _ if matches!(bytes.get(at + 1..at + 3), Some([0xBF, 0xBE | 0xBF])) => ("\u{FFFD}", 3),
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(replacement);
        done = at + length;
    }
    out.push_str(&text[done..]);
}

/// Appends an address, escaped, that may be broken behind its separators (typography row LB-9).
pub(super) fn escape_address(text: &str, out: &mut String) {
    const SEPARATORS: &[char] = &['/', '?', '&', '=', '#', '.', '-', '_'];
    let mut rest = text;
    while let Some(at) = rest.find(SEPARATORS) {
        let end = at + 1;
        escape(&rest[..end], out);
        rest = &rest[end..];
        if !rest.is_empty() && !rest.starts_with(SEPARATORS) {
            out.push_str("<wbr/>");
        }
    }
    escape(rest, out);
}

/// Appends ` name="value"`.
pub(super) fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(value, out);
    out.push('"');
}

/// Whether `name` can be an `id`: a name without a colon that every edition of XML 1.0 accepts (validators still
/// follow the fourth, annex B).
pub(super) fn is_name(name: &str) -> bool {
    let start = |one: char| {
        matches!(one,
            'a'..='z' | 'A'..='Z' | '_'
            | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ'
            | 'ぁ'..='ゔ' | 'ァ'..='ヺ'
            | '\u{4E00}'..='\u{9FA5}'
            | '가'..='힣')
    };
    let part = |one: char| start(one) || one.is_ascii_digit() || matches!(one, '-' | '.');
    name.starts_with(start) && name.chars().all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        escape(text, &mut out);
        out
    }

    #[test]
    fn markup_is_escaped_and_forbidden_characters_are_seen() {
        assert_eq!(escaped("a<b>&\"c\"\t甲"), "a&lt;b&gt;&amp;&quot;c&quot;\t甲");
        assert_eq!(escaped("a\0b\u{B}\u{FFFF}c\u{FEFF}，"), "a\u{FFFD}b\u{FFFD}\u{FFFD}c\u{FEFF}，");
        assert_eq!(escaped("甲\r\n"), "甲\u{FFFD}\n");
    }

    #[test]
    fn an_address_may_be_broken_behind_its_separators() {
        let mut out = String::new();
        escape_address("https://a.cn/b?c=1&d", &mut out);
        assert_eq!(out, "https://<wbr/>a.<wbr/>cn/<wbr/>b?<wbr/>c=<wbr/>1&amp;<wbr/>d");
    }

    #[test]
    fn a_name_is_what_an_id_may_be() {
        for name in ["a", "fig-1", "引言", "_x.y"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "1a", "-a", "a b", "a:b", "①", "a/b"] {
            assert!(!is_name(name), "{name}");
        }
    }
}
