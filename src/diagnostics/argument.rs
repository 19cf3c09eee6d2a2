use super::lang::Bilingual;

/// A value for a hole of a message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Argument {
    /// A name, a number, a piece of the manuscript: the same in every language.
    Text(String),
    /// A word of the tool itself, such as “a length”.
    Term(Bilingual),
}
