//! White space at the ends of texts that stand by themselves: headings, terms, captions, cells.

use crate::model::{Inline, InlineKind};

/// Takes white space off both ends of a text that stands by itself, ideographic spaces too, inside markup too: where a title
/// stands in the line is the theme's.
pub(super) fn trim_ends(content: &mut Vec<Inline>) {
    while content.first_mut().is_some_and(|first| trim_end_of(first, |text| text.trim_start())) {
        content.remove(0);
    }
    while content.last_mut().is_some_and(|last| trim_end_of(last, |text| text.trim_end())) {
        content.pop();
    }
}

/// Trims one inline; says whether nothing is left of it.
fn trim_end_of(inline: &mut Inline, trim: fn(&str) -> &str) -> bool {
    match &mut inline.kind {
        InlineKind::Text(text) => {
            *text = trim(text).to_owned();
            text.is_empty()
        }
        InlineKind::Styled(_, children) | InlineKind::Lang(_, children) => {
            trim_ends(children);
            children.is_empty()
        }
        _ => false,
    }
}
