use super::lang::Bilingual;
use std::fmt;

/// How grave a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Level {
    /// The outputs it concerns are withheld.
    Error,
    /// The outputs are written; an author should look.
    Warning,
}

/// How grave breaking a rule is, unless the book says otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Gravity {
    /// An error of every run.
    Error,
    /// A draft may have it: a build warns, a release is refused.
    Draft,
    /// A warning of every run.
    Warning,
}

impl Gravity {
    /// The level of a finding in a build.
    pub const fn level(self) -> Level {
        match self {
            Gravity::Error => Level::Error,
            Gravity::Draft | Gravity::Warning => Level::Warning,
        }
    }
}

/// Which outputs a rule concerns: those that an error withholds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Concern {
    /// Every output: what is wrong is wrong in the book.
    Every,
    /// What is made of pages: the PDF, the print edition and its cover.
    Pages,
    /// The EPUB.
    Epub,
    /// The one file that its writer was making when it met the fault; the writer hands none over.
    OneFile,
}

/// Where the cause of an error lies, which is what the exit code of the program tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Cause {
    /// The text and the pictures.
    Manuscript,
    /// What `book.yaml` or the command line says.
    Configuration,
    /// The machine or the tool itself.
    Machine,
}

/// A row of the table of rules. There is one of each, so rules are alike only if they are the same.
pub struct Rule {
    /// Letter and number, for ever. A name: what the tool does about a finding is said by the other fields.
    pub code: &'static str,
    /// How grave it is.
    pub gravity: Gravity,
    /// Which outputs it concerns.
    pub concerns: Concern,
    /// Where its cause lies.
    pub cause: Cause,
    /// What is wrong; `{name}` is filled from the diagnostic's arguments, and `{?name}…{/}` stands only when the
    /// diagnostic has an argument of that name.
    pub message: Bilingual,
    /// What to do next; may be empty.
    pub help: Bilingual,
    /// What is said at the other places of a finding, such as “first defined here”; may be empty.
    pub also: Bilingual,
    /// What the fix of a finding does, where it has one; may be empty.
    pub fix: Bilingual,
    /// The documentation that `explain` prints: the rule's doc comment and its Chinese twin.
    pub doc: Bilingual,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        std::ptr::eq(self, other)
    }
}
impl Eq for Rule {}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

/// Rules about one subject.
pub struct Area {
    /// The first digit of their codes.
    pub number: u8,
    /// What they are about.
    pub title: Bilingual,
    /// The rules in order of their numbers.
    pub rules: &'static [&'static Rule],
}

/// Declares the rules of an area as rows: a doc comment, the code, gravity, and the texts in both languages.
///
/// ```text
/// rules! {
///     area 0 "The manuscript", "书稿" concerns Every;
///
///     /// English documentation of the rule.
///     E001 Error of Configuration zh "中文说明。" {
///         message: "no book.yaml in {dir}", "{dir} 中没有 book.yaml";
///         help: "run …", "运行……";
///     }
/// }
/// ```
/// A rule whose findings have other places too says in `also: …;` what those are, one whose findings have a fix says in
/// `fix: …;` what it does; both stand after the help. After the code stand its [`Gravity`], its [`Cause`] where it is not the manuscript (`of Machine`), and its
/// [`Concern`] where it is not that of the area (`concerns Pages`). A code begins with `E` where the gravity is `Error`, else
/// with `W`.
macro_rules! rules {
    (area $number:literal $area:literal, $area_zh:literal concerns $usual:ident;
    $($(#[doc = $doc:literal])+
    $code:ident $gravity:ident $(of $cause:ident)? $(concerns $concern:ident)? zh $doc_zh:literal {
        message: $en:literal, $zh:literal;
        help: $help_en:literal, $help_zh:literal;
        $(also: $also_en:literal, $also_zh:literal;)?
        $(fix: $fix_en:literal, $fix_zh:literal;)?
    })*) => {
        $(
            $(#[doc = $doc])+
            pub static $code: $crate::diagnostics::Rule = $crate::diagnostics::Rule {
                code: stringify!($code),
                gravity: $crate::diagnostics::Gravity::$gravity,
                concerns: [$($crate::diagnostics::Concern::$concern,)? $crate::diagnostics::Concern::$usual][0],
                cause: [$($crate::diagnostics::Cause::$cause,)? $crate::diagnostics::Cause::Manuscript][0],
                message: $crate::diagnostics::Bilingual { en: $en, zh: $zh },
                help: $crate::diagnostics::Bilingual { en: $help_en, zh: $help_zh },
                also: $crate::diagnostics::Bilingual { en: concat!($($also_en)?), zh: concat!($($also_zh)?) },
                fix: $crate::diagnostics::Bilingual { en: concat!($($fix_en)?), zh: concat!($($fix_zh)?) },
                doc: $crate::diagnostics::Bilingual { en: concat!($($doc, "\n"),+), zh: $doc_zh },
            };
        )*
        /// The rules of this file.
        pub static AREA: $crate::diagnostics::Area = $crate::diagnostics::Area {
            number: $number,
            title: $crate::diagnostics::Bilingual { en: $area, zh: $area_zh },
            rules: &[$(&$code),*],
        };
    };
}
pub(super) use rules;
