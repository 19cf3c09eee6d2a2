//! Codes of languages, and what authors write in their place.

/// The two-letter codes of languages (ISO 639-1), and those withdrawn that are still met.
pub(super) const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr \
    cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id \
    ie ig ii ik io is it iu iw ja ji jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi \
    mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg \
    sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi \
    yo za zh zu";

/// Three-letter codes (ISO 639-2) of languages that have two letters, which tags take (RFC 5646, 2.2.1).
pub(super) const THREE_LETTERS: &[(&str, &str)] = &[
    ("zho", "zh"),
    ("chi", "zh"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("eng", "en"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("deu", "de"),
    ("ger", "de"),
    ("spa", "es"),
    ("ita", "it"),
    ("por", "pt"),
    ("rus", "ru"),
    ("ara", "ar"),
    ("bod", "bo"),
    ("tib", "bo"),
    ("mon", "mn"),
    ("uig", "ug"),
    ("vie", "vi"),
    ("lat", "la"),
];

/// Codes of countries (ISO 3166-1) that are taken for languages, and the languages that are meant.
pub(super) const COUNTRIES: &[(&str, &str)] = &[
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

/// Names of languages, as people write them.
pub(super) const NAMES: &[(&str, &[&str])] = &[
    ("zh-Hans", &["chinese", "mandarin", "中文", "汉语", "简体", "简体中文", "简体字"]),
    ("zh-Hant", &["繁体", "繁體", "繁体中文", "繁體中文", "正體中文"]),
    ("en", &["english", "英文", "英语", "英語"]),
    ("ja", &["japanese", "日文", "日语", "日語", "日本語"]),
    ("ko", &["korean", "韩文", "韩语", "韓文", "韓語", "한국어"]),
    ("fr", &["french", "法文", "法语", "法語", "français"]),
    ("de", &["german", "德文", "德语", "德語", "deutsch"]),
    ("es", &["spanish", "西班牙语", "西班牙語", "español"]),
    ("ru", &["russian", "俄文", "俄语", "俄語", "русский"]),
    ("la", &["latin", "拉丁文", "拉丁语", "拉丁語"]),
];

/// The tag that a name in small letters, or the code of a country, stands for.
pub(super) fn named(name: &str) -> Option<&'static str> {
    let by_name = NAMES.iter().find(|(_, names)| names.contains(&name)).map(|(tag, _)| *tag);
    by_name.or_else(|| COUNTRIES.iter().find(|(code, _)| *code == name).map(|(_, tag)| *tag))
}
