//! The languages that the tool speaks.

/// A language that the tool speaks: a column of the table. A book in any other language gets the words of English.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Words {
    /// Chinese in simplified characters.
    Hans,
    /// Chinese in traditional characters.
    Hant,
    /// Japanese.
    Japanese,
    /// Korean.
    Korean,
    /// English.
    English,
}

/// How many languages the tool speaks.
pub(super) const COLUMNS: usize = Words::ALL.len();

impl Words {
    /// Every language, in the order of the columns.
    pub const ALL: [Words; 5] = [Words::Hans, Words::Hant, Words::Japanese, Words::Korean, Words::English];
}
