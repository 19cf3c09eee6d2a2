use super::Bilingual;

/// How grave a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Level {
    /// The output it concerns is withheld.
    Error,
    /// The output is written; an author should look.
    Warning,
}

/// A row of the table of rules.
#[derive(PartialEq, Eq, Debug)]
pub struct Rule {
    /// Letter and number, for ever.
    pub code: &'static str,
    /// Default level.
    pub level: Level,
    /// Whether a release is refused for it although a build only warns.
    pub forbids_release: bool,
    /// What is wrong; `{name}` is filled from the diagnostic's arguments, and `{?name}…{/}` stands only when the
    /// diagnostic has an argument of that name.
    pub message: Bilingual,
    /// What to do next; may be empty.
    pub help: Bilingual,
    /// The documentation that `explain` prints: the rule's doc comment and its Chinese twin.
    pub doc: Bilingual,
}

/// Declares rules as rows: a doc comment, the code, and the texts in both languages.
///
/// ```text
/// rules! {
///     /// English documentation of the rule.
///     E001 zh "中文说明。" {
///         message: "no book.yaml in {dir}", "{dir} 中没有 book.yaml";
///         help: "run …", "运行……";
///     }
/// }
/// ```
/// The level follows from the letter: `E` is an error, `W` a warning. `W117 forbids release zh …` is a warning for which a
/// release is refused.
macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $code:ident $(forbids $release:ident)? zh $doc_zh:literal {
        message: $en:literal, $zh:literal;
        help: $help_en:literal, $help_zh:literal;
    })*) => {
        $(
            $(#[doc = $doc])+
            pub static $code: $crate::diagnostics::Rule = $crate::diagnostics::Rule {
                code: stringify!($code),
                level: if stringify!($code).as_bytes()[0] == b'E' { $crate::diagnostics::Level::Error } else { $crate::diagnostics::Level::Warning },
                forbids_release: !stringify!($($release)?).is_empty(),
                message: $crate::diagnostics::Bilingual { en: $en, zh: $zh },
                help: $crate::diagnostics::Bilingual { en: $help_en, zh: $help_zh },
                doc: $crate::diagnostics::Bilingual { en: concat!($($doc, "\n"),+), zh: $doc_zh },
            };
        )*
        /// The rules of this file, in order of their codes.
        pub static RULES: &[&$crate::diagnostics::Rule] = &[$(&$code),*];
    };
}
pub(super) use rules;
