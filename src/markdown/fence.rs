//! What the first word behind a fence says.

/// Whether a code block with this language is verse.
pub(super) fn is_verse(language: &str) -> bool {
    matches!(language, "verse" | "诗" | "詩")
}
