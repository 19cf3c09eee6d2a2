/// A language that the tool speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// The language of a locale name such as `zh_CN.UTF-8`, or of a BCP 47 tag; English for any other.
    pub fn of_locale(locale: &str) -> Lang {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or("");
        if language.eq_ignore_ascii_case("zh") { Lang::Zh } else { Lang::En }
    }
}

/// One text in the two languages the tool speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bilingual {
    /// English.
    pub en: &'static str,
    /// Simplified Chinese.
    pub zh: &'static str,
}

impl Bilingual {
    /// A text from its English and its Chinese.
    pub const fn new(en: &'static str, zh: &'static str) -> Bilingual {
        Bilingual { en, zh }
    }

    /// The text in a language.
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_its_language() {
        assert_eq!(Lang::of_locale("zh_CN.UTF-8"), Lang::Zh);
        assert_eq!(Lang::of_locale("zh-Hant"), Lang::Zh);
        assert_eq!(Lang::of_locale("zha"), Lang::En);
        assert_eq!(Lang::of_locale("C"), Lang::En);
        assert_eq!(Lang::of_locale(""), Lang::En);
    }
}
