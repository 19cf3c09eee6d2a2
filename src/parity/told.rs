//! What an edition says.

/// What an edition says, without what does not count.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// The running text, the notes left out.
    pub(super) main: String,
    /// The notes, in the order of their first calls.
    pub(super) notes: String,
}
