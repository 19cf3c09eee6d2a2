/// A character's code point and Unicode name: `U+9FA5 CJK UNIFIED IDEOGRAPH-9FA5`. A character without a name gets the
/// label of its kind in angle brackets (Unicode 4.8, code point labels).
pub fn character_name(character: char) -> String {
    let code = u32::from(character);
    match unicode_names2::name(character) {
        Some(name) => format!("U+{code:04X} {name}"),
        None => format!("U+{code:04X} <{}-{code:04X}>", label(code)),
    }
}

fn label(code: u32) -> &'static str {
    match code {
        0..=0x1f | 0x7f..=0x9f => "control",
        0xe000..=0xf8ff | 0xf_0000..=0xf_fffd | 0x10_0000..=0x10_fffd => "private-use",
        0xfdd0..=0xfdef => "noncharacter",
        _ if code & 0xfffe == 0xfffe => "noncharacter",
        _ => "reserved",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_character_has_a_name_or_a_label() {
        assert_eq!(character_name('\u{9FA5}'), "U+9FA5 CJK UNIFIED IDEOGRAPH-9FA5");
        assert_eq!(character_name('A'), "U+0041 LATIN CAPITAL LETTER A");
        assert_eq!(character_name('\u{20000}'), "U+20000 CJK UNIFIED IDEOGRAPH-20000");
        assert_eq!(character_name('\u{7}'), "U+0007 <control-0007>");
        assert_eq!(character_name('\u{E000}'), "U+E000 <private-use-E000>");
        assert_eq!(character_name('\u{1FFFF}'), "U+1FFFF <noncharacter-1FFFF>");
        assert_eq!(character_name('\u{378}'), "U+0378 <reserved-0378>");
    }
}
