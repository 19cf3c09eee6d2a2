//! Codes with a grammar of their own: ISBN, dates, language tags, colours, roles.

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

/// The two-letter codes of languages (ISO 639-1), and those withdrawn that are still met.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da \
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io \
    is it iu iw ja ji jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms \
    mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm \
    sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Codes of countries (ISO 3166-1) that are taken for languages, and the languages that are meant.
const COUNTRIES: &[(&str, &str)] = &[
    ("cn", "zh-Hans"),
    ("tw", "zh-Hant-TW"),
    ("hk", "zh-Hant-HK"),
    ("jp", "ja"),
    ("kr", "ko"),
    ("gb", "en-GB"),
    ("us", "en-US"),
    ("cz", "cs"),
    ("dk", "da"),
    ("gr", "el"),
    ("ua", "uk"),
    ("vn", "vi"),
];

/// Reads a BCP 47 tag (RFC 5646 2.1) into canonical case.
pub(super) fn read_language(text: &str) -> Option<String> {
    let mut parts = text.split('-');
    let language = parts.next()?;
    let alpha = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
    if !(2..=3).contains(&language.len()) || !alpha(language) {
        return None;
    }
    let mut tag = language.to_ascii_lowercase();
    // The code of a country that is also that of a language stands for the language when more is said (`tw-GH`).
    let bare = tag.len() == text.len();
    if tag.len() == 2 && !LANGUAGES.split(' ').any(|code| code == tag)
        || bare && COUNTRIES.iter().any(|(code, _)| *code == tag)
    {
        return None;
    }
    // Language, extended language, script, region, variants, extensions: each only after the ones before it.
    let mut stage = 0;
    for part in parts {
        let stands = part.bytes().all(|b| b.is_ascii_alphanumeric());
        let (rank, written) = match part.len() {
            1 => (5, part.to_ascii_lowercase()),
            _ if !stands || part.is_empty() || part.len() > 8 => return None,
            _ if stage == 5 => (5, part.to_ascii_lowercase()),
            3 if alpha(part) && stage <= 1 => (1, part.to_ascii_lowercase()),
            4 if alpha(part) && stage < 2 => (2, part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase()),
            2 if alpha(part) && stage < 3 => (3, part.to_ascii_uppercase()),
            3 if part.bytes().all(|b| b.is_ascii_digit()) && stage < 3 => (3, part.to_owned()),
            5..=8 => (4, part.to_ascii_lowercase()),
            4 if part.starts_with(|c: char| c.is_ascii_digit()) => (4, part.to_ascii_lowercase()),
            _ => return None,
        };
        stage = rank;
        tag.push('-');
        tag.push_str(&written);
    }
    // A singleton introduces something.
    (tag.rsplit('-').next().is_some_and(|last| last.len() > 1)).then_some(tag)
}

/// The tag that an author may have meant by the name of a language or by a locale.
pub(super) fn guess_language(text: &str) -> Option<String> {
    const NAMES: &[(&str, &str)] = &[
        ("chinese", "zh-Hans"),
        ("中文", "zh-Hans"),
        ("汉语", "zh-Hans"),
        ("简体", "zh-Hans"),
        ("简体中文", "zh-Hans"),
        ("繁体", "zh-Hant"),
        ("繁体中文", "zh-Hant"),
        ("繁體中文", "zh-Hant"),
        ("english", "en"),
        ("英文", "en"),
        ("英语", "en"),
        ("japanese", "ja"),
        ("日语", "ja"),
        ("korean", "ko"),
    ];
    let plain = text.trim().to_lowercase();
    let named = NAMES.iter().chain(COUNTRIES).find(|(name, _)| *name == plain).map(|(_, tag)| (*tag).to_owned());
    named.or_else(|| read_language(&text.trim().split(['.', '@']).next()?.replace('_', "-")))
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
    fn a_language_tag_gets_its_canonical_case() {
        for (text, tag) in [
            ("zh-hans", "zh-Hans"),
            ("ZH-HANT-tw", "zh-Hant-TW"),
            ("zh-CN", "zh-CN"),
            ("ja", "ja"),
            ("zh-yue-hk", "zh-yue-HK"),
            ("de-1996", "de-1996"),
            ("es-419", "es-419"),
            ("zh-Latn-pinyin", "zh-Latn-pinyin"),
            ("en-x-twain", "en-x-twain"),
        ] {
            assert_eq!(read_language(text).as_deref(), Some(tag));
        }
        for bad in ["", "z", "chinese", "zh_CN", "zh-", "zh-x", "zh-Hans-Hans", "zh-TW-Hant", "中文", "zh-abcdefghi"]
        {
            assert_eq!(read_language(bad), None, "{bad}");
        }
        assert!(LANGUAGES.split(' ').all(|code| code.len() == 2));
        for (country, meant) in COUNTRIES {
            assert_eq!(read_language(country), None, "{country}");
            assert_eq!(guess_language(&country.to_uppercase()).as_deref(), Some(*meant));
            assert_eq!(read_language(meant).as_deref(), Some(*meant));
        }
        for unknown in ["xx", "zz", "xx-CN", "qq"] {
            assert_eq!(read_language(unknown), None, "{unknown}");
        }
        assert_eq!(read_language("tw-GH").as_deref(), Some("tw-GH"));
        assert_eq!(guess_language("zh_CN.UTF-8").as_deref(), Some("zh-CN"));
        assert_eq!(guess_language("中文").as_deref(), Some("zh-Hans"));
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
