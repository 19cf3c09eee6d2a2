//! Codes with a grammar of their own: ISBN, dates, colours, roles.

use crate::diagnostics::Bilingual;

/// Reads an ISBN into its 13 digits; the error says what is wrong with it.
pub(super) fn read_isbn(text: &str) -> Result<String, Bilingual> {
    let bare: String = text
        .trim()
        .trim_start_matches("ISBN")
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '–' | ':' | '：'))
        .collect();
    let digit =
        |c: char| c.to_digit(10).ok_or(Bilingual::new("it holds other characters than digits", "含有数字以外的字符"));
    let wrong = Bilingual::new("its check digit does not agree with the other digits", "校验位与其余各位不符");
    if !bare.is_ascii() {
        return Err(Bilingual::new("it holds other characters than digits", "含有数字以外的字符"));
    }
    match bare.len() {
        13 => {
            let digits = bare.chars().map(digit).collect::<Result<Vec<u32>, _>>()?;
            if !bare.starts_with("978") && !bare.starts_with("979") {
                return Err(Bilingual::new("it begins with neither 978 nor 979", "开头不是 978 或 979"));
            }
            if check_digit(&digits[..12]) == digits[12] { Ok(bare) } else { Err(wrong) }
        }
        10 => {
            let (body, last) = bare.split_at(9);
            let mut digits = body.chars().map(digit).collect::<Result<Vec<u32>, _>>()?;
            let last =
                if last.eq_ignore_ascii_case("X") { 10 } else { last.chars().map(digit).sum::<Result<u32, _>>()? };
            let sum: u32 = digits.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
            if !(sum + last).is_multiple_of(11) {
                return Err(wrong);
            }
            digits.splice(0..0, [9, 7, 8]);
            digits.push(check_digit(&digits));
            Ok(digits.iter().map(u32::to_string).collect())
        }
        _ => Err(Bilingual::new("it has neither 13 nor 10 digits", "不是 13 位或 10 位")),
    }
}

/// The check digit of the first twelve digits (ISO 2108, weights 1 and 3).
fn check_digit(twelve: &[u32]) -> u32 {
    let sum: u32 = twelve.iter().zip([1, 3].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    (10 - sum % 10) % 10
}

/// Reads `2021`, `2021-11` or `2021-11-22`, a day that exists.
pub(super) fn read_date(text: &str) -> Option<String> {
    let text = text.trim();
    let parts: Vec<&str> = text.split('-').collect();
    let widths: &[usize] = &[4, 2, 2];
    if parts.len() > 3 || parts.iter().zip(widths).any(|(part, width)| part.len() != *width) {
        return None;
    }
    let numbers: Vec<u32> = parts
        .iter()
        .map(|part| if part.bytes().all(|b| b.is_ascii_digit()) { part.parse().ok() } else { None })
        .collect::<Option<_>>()?;
    let year = numbers[0];
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let days = |month| match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let month = numbers.get(1).copied().unwrap_or(1);
    let day = numbers.get(2).copied().unwrap_or(1);
    ((1..=12).contains(&month) && (1..=days(month)).contains(&day)).then(|| text.to_owned())
}

/// Reads the address of a page on the web, with nothing in it that an address may not hold (RFC 3986, 3.2 and 3.3).
pub(super) fn read_address(text: &str) -> Option<String> {
    let text = text.trim();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    let sound = |c: char| {
        !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '"' | '\\' | '^' | '`' | '{' | '|' | '}')
    };
    (host.contains(char::is_alphanumeric) && rest.chars().all(sound)).then(|| text.to_owned())
}

/// Reads `#9e2a2b`; the `#` may be left out.
pub(super) fn read_color(text: &str) -> Option<[u8; 3]> {
    let digits = text.trim().trim_start_matches('#');
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let value = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = value.to_be_bytes();
    Some([red, green, blue])
}

/// MARC relator codes (id.loc.gov/vocabulary/relators) with their names in English and in Chinese.
const ROLES: &[(&str, &[&str])] = &[
    ("aut", &["author", "作者", "著", "著者", "编写"]),
    ("edt", &["editor", "编辑", "编者", "编", "责任编辑"]),
    ("edc", &["editor of compilation", "主编"]),
    ("com", &["compiler", "编纂", "汇编", "辑"]),
    ("trl", &["translator", "译者", "译", "翻译"]),
    ("ill", &["illustrator", "插图", "插画", "绘", "绘者", "插图作者"]),
    ("pht", &["photographer", "摄影", "摄影师"]),
    ("art", &["artist", "绘画", "艺术家"]),
    ("bkd", &["book designer", "designer", "书籍设计", "装帧", "装帧设计"]),
    ("cov", &["cover designer", "封面设计"]),
    ("tyd", &["type designer", "字体设计"]),
    ("tyg", &["typographer", "排版", "版式设计"]),
    ("aui", &["author of introduction", "introduction", "序作者", "作序", "序"]),
    ("aft", &["author of afterword", "afterword", "跋作者", "跋"]),
    ("ann", &["annotator", "注释", "注", "注者"]),
    ("cwt", &["commentator", "评注", "点评"]),
    ("pfr", &["proofreader", "校对", "校"]),
    ("rev", &["reviewer", "审校", "审稿"]),
    ("adp", &["adapter", "改编"]),
    ("nrt", &["narrator", "朗读"]),
    ("ctg", &["cartographer", "地图"]),
    ("cmp", &["composer", "作曲"]),
    ("lyr", &["lyricist", "作词"]),
    ("clr", &["colorist", "上色"]),
    ("res", &["researcher", "研究"]),
    ("ths", &["thesis advisor", "导师"]),
    ("pbl", &["publisher", "出版者"]),
    ("prt", &["printer", "印刷"]),
    ("spn", &["sponsor", "资助"]),
    ("cph", &["copyright holder", "版权所有"]),
    ("col", &["collector", "收集"]),
    ("ctb", &["contributor", "贡献者", "参与"]),
    ("oth", &["other", "其他"]),
];

/// The MARC code of a role.
pub(super) fn read_role(text: &str) -> Option<&'static str> {
    let plain = text.trim().to_lowercase().replace(['-', '_'], " ");
    ROLES.iter().find(|(code, names)| *code == plain || names.contains(&plain.as_str())).map(|(code, _)| *code)
}

/// Every name of a role, for suggestions.
pub(super) fn role_names() -> impl Iterator<Item = &'static str> {
    ROLES.iter().flat_map(|(code, names)| std::iter::once(code).chain(*names)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_isbn_is_thirteen_digits_that_agree() {
        assert_eq!(read_isbn("978-7-306-04096-1").as_deref(), Ok("9787306040961"));
        assert_eq!(read_isbn("ISBN 978 0 306 40615 7").as_deref(), Ok("9780306406157"));
        assert_eq!(read_isbn("0-306-40615-2").as_deref(), Ok("9780306406157"));
        assert_eq!(read_isbn("0-8044-2957-X").as_deref(), Ok("9780804429573"));
        for bad in [
            "978-0-306-40615-8",
            "0-306-40615-3",
            "9770306406157",
            "97803064061",
            "978030640615X",
            "〇三〇六四〇六一五二",
            "",
        ] {
            assert!(read_isbn(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_date_is_a_day_that_exists() {
        for good in ["2021", "2021-11", "2021-11-22", "2024-02-29", "2000-02-29"] {
            assert_eq!(read_date(good).as_deref(), Some(good));
        }
        for bad in [
            "",
            "21",
            "2021-13",
            "2021-00",
            "2021-11-31",
            "2023-02-29",
            "1900-02-29",
            "2021-1-2",
            "2021/11/22",
            "2021-11-22-1",
            "+021",
            "二〇二一",
        ] {
            assert_eq!(read_date(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_address_names_a_host() {
        for good in ["https://example.org/report?x=1#a", "http://例子.cn/报告"] {
            assert_eq!(read_address(good).as_deref(), Some(good));
        }
        for bad in ["example.org", "https://", "https:///x", "ftp://example.org/", "https://a b/", "https://x/<y>"] {
            assert_eq!(read_address(bad), None, "{bad}");
        }
    }

    #[test]
    fn roles_are_known_by_three_names() {
        for name in ["trl", "Translator", "译者"] {
            assert_eq!(read_role(name), Some("trl"));
        }
        assert_eq!(read_role("cover-designer"), Some("cov"));
        assert_eq!(read_role("马"), None);
        assert_eq!(read_color("#9e2a2b"), Some([0x9e, 0x2a, 0x2b]));
        assert_eq!(read_color("#9e2a2"), None);
        assert_eq!(read_color("红"), None);
    }
}
