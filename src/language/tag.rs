use super::columns::Words;
use super::names::{COUNTRIES, THREE_LETTERS, TWO_LETTERS, named};
use super::region::Region;
use crate::unicode::Script;
use oxilangtag::LanguageTag;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::{Arc, LazyLock};

/// A language tag (BCP 47, RFC 5646) in canonical case, with what follows from it. Cheap to clone.
#[derive(Clone)]
pub struct Tag(Arc<Parsed>);

struct Parsed {
    text: Box<str>,
    script: Script,
    region: Region,
    words: Words,
}

/// The language of a book that names none.
static USUAL: LazyLock<Tag> = LazyLock::new(|| {
    Tag(Arc::new(Parsed { text: "zh-Hans".into(), script: Script::Hans, region: Region::Mainland, words: Words::Hans }))
});

/// The languages whose words reading systems part at line ends, since they have patterns for them.
pub const HYPHENATED: [&str; 6] = ["en", "fr", "de", "es", "it", "ru"];

/// The macrolanguage Chinese and its members (ISO 639-3, `zho`).
const CHINESE: [&str; 17] = [
    "zh", "cdo", "cjy", "cmn", "cnp", "cpx", "csp", "czh", "czo", "gan", "hak", "hsn", "lzh", "mnp", "nan", "wuu",
    "yue",
];

impl Tag {
    /// Reads a tag. It has to be well-formed (RFC 5646, 2.2.9), and its language the shortest code of one (2.2.1): neither
    /// a name (`chinese`), nor the code of a country (`cn`), nor three letters where there are two (`zho`).
    pub fn parse(text: &str) -> Option<Tag> {
        let tag = LanguageTag::parse_and_normalize(text).ok()?;
        let language = tag.primary_language();
        let is_code = match language.len() {
            2 => TWO_LETTERS.split(' ').any(|code| code == language),
            3 => !THREE_LETTERS.iter().any(|(code, _)| *code == language),
            _ => false,
        };
        // The code of a country that is also that of a language stands for the language when more is said (`tw-GH`).
        let is_country = tag.as_str() == language && COUNTRIES.iter().any(|(code, _)| *code == language);
        if !is_code || is_country {
            return None;
        }
        let (script, region) = tradition(&tag);
        let words = spoken(script);
        Some(Tag(Arc::new(Parsed { text: tag.as_str().into(), script, region, words })))
    }

    /// The tag that an author may have meant by the name of a language, the code of a country or a locale.
    pub fn guess(text: &str) -> Option<Tag> {
        let plain = text.trim().to_lowercase();
        if let Some(tag) = named(&plain) {
            return Tag::parse(tag);
        }
        let locale = plain.split(['.', '@']).next()?.replace('_', "-");
        let (language, rest) = locale.split_at(locale.find('-').unwrap_or(locale.len()));
        let shorter = THREE_LETTERS.iter().find(|(code, _)| *code == language).map(|(_, shorter)| *shorter);
        Tag::parse(&format!("{}{rest}", shorter.unwrap_or(language)))
    }

    /// A tag whose glyph forms are those of a region.
    pub fn of_region(region: Region) -> Tag {
        let text = match region {
            Region::Mainland => "zh-Hans",
            Region::Taiwan => "zh-Hant-TW",
            Region::HongKong => "zh-Hant-HK",
            Region::Japan => "ja",
            Region::Korea => "ko",
        };
        Tag::parse(text).unwrap_or_default()
    }

    /// The tag as it is written into files.
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// How its text is set. A language that is written in an alphabet (`zh-Latn`, `ja-Latn`) is set as one.
    pub fn script(&self) -> Script {
        self.0.script
    }

    /// The glyph forms of its Han.
    pub fn region(&self) -> Region {
        self.0.region
    }

    /// Whether it is Chinese in Han.
    pub fn is_chinese(&self) -> bool {
        matches!(self.0.script, Script::Hans | Script::Hant)
    }

    /// The words that the tool puts into a book in this language.
    pub fn words(&self) -> Words {
        self.0.words
    }

    /// Its code in ISO 639-1, if the language has one.
    pub fn two_letters(&self) -> Option<[u8; 2]> {
        let language = self.0.text.split('-').next()?;
        language.as_bytes().try_into().ok()
    }
}

/// How text in a language is set, and with which forms of Han. A script that is named decides; else a Chinese region, else
/// what is usual (Unicode CLDR, likely subtags): Cantonese is written in traditional Han, as in Hong Kong.
fn tradition(tag: &LanguageTag<String>) -> (Script, Region) {
    let language = tag.extended_language_subtags().next().unwrap_or_else(|| tag.primary_language());
    let named = tag.script().unwrap_or_default();
    let region = tag.region().unwrap_or_default();
    match language {
        "ja" => {
            let own = matches!(named, "" | "Jpan" | "Hrkt" | "Hira" | "Kana" | "Hani");
            (if own { Script::Japanese } else { Script::Other }, Region::Japan)
        }
        "ko" => {
            let own = matches!(named, "" | "Kore" | "Hang" | "Jamo" | "Hani");
            (if own { Script::Korean } else { Script::Other }, Region::Korea)
        }
        _ if CHINESE.contains(&language) => {
            let far = matches!(region, "TW" | "HK" | "MO") || language == "yue" && region != "CN";
            let hong_kong = matches!(region, "HK" | "MO") || language == "yue" && region != "TW";
            let traditional = if hong_kong { Region::HongKong } else { Region::Taiwan };
            match named {
                "Hant" => (Script::Hant, traditional),
                "" | "Hani" | "Hanb" | "Bopo" if far => (Script::Hant, traditional),
                "Hans" | "" | "Hani" | "Hanb" | "Bopo" => (Script::Hans, Region::Mainland),
                _ => (Script::Other, Region::Mainland),
            }
        }
        _ => (Script::Other, Region::Mainland),
    }
}

/// With which words the tool speaks in a book: those of its language where it is written in its own script, else English.
fn spoken(script: Script) -> Words {
    match script {
        Script::Hans => Words::Hans,
        Script::Hant => Words::Hant,
        Script::Japanese => Words::Japanese,
        Script::Korean => Words::Korean,
        Script::Other => Words::English,
    }
}

impl Default for Tag {
    /// Simplified Chinese, the language of a book that names none.
    fn default() -> Tag {
        USUAL.clone()
    }
}

impl FromStr for Tag {
    type Err = ();

    fn from_str(text: &str) -> Result<Tag, ()> {
        Tag::parse(text).ok_or(())
    }
}

impl PartialEq for Tag {
    fn eq(&self, other: &Tag) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.text == other.0.text
    }
}

impl Eq for Tag {}

impl PartialOrd for Tag {
    fn partial_cmp(&self, other: &Tag) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Tag {
    fn cmp(&self, other: &Tag) -> Ordering {
        self.0.text.cmp(&other.0.text)
    }
}

impl Hash for Tag {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.text.hash(state);
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        fmt::Debug::fmt(&self.0.text, f)
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0.text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::names::NAMES;
    use super::*;

    fn tag(text: &str) -> Tag {
        text.parse().unwrap_or_else(|()| panic!("{text}"))
    }

    #[test]
    fn a_tag_gets_its_canonical_case() {
        for (text, canonical) in [
            ("zh-hans", "zh-Hans"),
            ("ZH-HANT-tw", "zh-Hant-TW"),
            ("zh-CN", "zh-CN"),
            ("ja", "ja"),
            ("zh-yue-hk", "zh-yue-HK"),
            ("de-1996", "de-1996"),
            ("es-419", "es-419"),
            ("zh-Latn-pinyin", "zh-Latn-pinyin"),
            ("en-x-twain", "en-x-twain"),
            ("tw-GH", "tw-GH"),
            ("grc", "grc"),
        ] {
            assert_eq!(tag(text).as_str(), canonical);
        }
        assert_eq!(tag("zh-hans"), Tag::default());
    }

    #[test]
    fn what_names_no_language_is_refused() {
        let bad = ["", "z", "chinese", "zh_CN", "zh-", "zh-x", "zh-Hans-Hans", "zh-TW-Hant", "中文", "zh-abcdefghi"];
        let unknown =
            ["xx", "zz", "xx-CN", "qq", "x-klingon", "i-klingon", "cn", "jp", "zho", "eng-US", " zh", "zh-Hans "];
        for text in bad.iter().chain(&unknown) {
            assert_eq!(Tag::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_was_meant_is_guessed() {
        for (text, meant) in [
            ("zh_CN.UTF-8", "zh-CN"),
            ("中文", "zh-Hans"),
            ("Chinese", "zh-Hans"),
            ("CN", "zh-Hans"),
            ("jp", "ja"),
            ("日本語", "ja"),
            ("zho-hant", "zh-Hant"),
            ("ENG", "en"),
        ] {
            assert_eq!(Tag::guess(text), Some(tag(meant)), "{text}");
        }
        for (country, meant) in COUNTRIES {
            assert_eq!(Tag::guess(&country.to_uppercase()), Some(tag(meant)));
        }
        assert_eq!(Tag::guess("klingon"), None);
    }

    #[test]
    fn a_tag_says_which_tradition_its_text_follows() {
        for (text, script, region) in [
            ("zh", Script::Hans, Region::Mainland),
            ("zh-Hans", Script::Hans, Region::Mainland),
            ("zh-SG", Script::Hans, Region::Mainland),
            ("zh-Hans-HK", Script::Hans, Region::Mainland),
            ("zh-Hani", Script::Hans, Region::Mainland),
            ("ZH-hant", Script::Hant, Region::Taiwan),
            ("zh-TW", Script::Hant, Region::Taiwan),
            ("zh-Hant-HK", Script::Hant, Region::HongKong),
            ("zh-hant-mo", Script::Hant, Region::HongKong),
            ("yue", Script::Hant, Region::HongKong),
            ("yue-Hant", Script::Hant, Region::HongKong),
            ("zh-yue", Script::Hant, Region::HongKong),
            ("yue-CN", Script::Hans, Region::Mainland),
            ("yue-Hans", Script::Hans, Region::Mainland),
            ("nan-TW", Script::Hant, Region::Taiwan),
            ("lzh", Script::Hans, Region::Mainland),
            ("lzh-Hant", Script::Hant, Region::Taiwan),
            ("cmn-Hant", Script::Hant, Region::Taiwan),
            ("wuu", Script::Hans, Region::Mainland),
            ("zh-Latn-pinyin", Script::Other, Region::Mainland),
            ("nan-Latn-TW", Script::Other, Region::Mainland),
            ("ja-JP", Script::Japanese, Region::Japan),
            ("ja-Hira", Script::Japanese, Region::Japan),
            ("ja-Latn", Script::Other, Region::Japan),
            ("ko-KR", Script::Korean, Region::Korea),
            ("ko-Latn", Script::Other, Region::Korea),
            ("en", Script::Other, Region::Mainland),
            ("en-HK", Script::Other, Region::Mainland),
            // Subtags of private use say nothing.
            ("zh-x-hant", Script::Hans, Region::Mainland),
        ] {
            assert_eq!((tag(text).script(), tag(text).region()), (script, region), "{text}");
        }
    }

    #[test]
    fn the_tag_of_a_region_asks_for_its_forms() {
        for region in Region::ALL {
            assert_eq!(Tag::of_region(region).region(), region);
        }
    }

    #[test]
    fn what_is_suggested_is_a_tag() {
        let tags = NAMES.iter().map(|(tag, _)| *tag).chain(COUNTRIES.iter().chain(THREE_LETTERS).map(|(_, tag)| *tag));
        for suggested in tags {
            assert_eq!(tag(suggested).as_str(), suggested);
        }
        assert!(TWO_LETTERS.split(' ').all(|code| code.len() == 2));
    }

    #[test]
    fn only_chinese_in_han_is_chinese() {
        assert!(["zh", "yue", "lzh-Hant", "gan"].iter().all(|text| tag(text).is_chinese()));
        assert!(!["zh-Latn", "ja", "ko", "en"].iter().any(|text| tag(text).is_chinese()));
        assert_eq!(tag("de-AT").two_letters(), Some(*b"de"));
        assert_eq!(tag("grc").two_letters(), None);
    }
}
