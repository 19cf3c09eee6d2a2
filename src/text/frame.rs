//! The frame of a full-width character: how wide its body is, and where its ink stands in it.

use crate::base::Len;
use crate::language::Region;
use crate::unicode::Class;

/// Body and glyph origin of a full-width character: a mark and an interpunct are half an em without their blanks, a
/// dash or an ellipsis is one em, whatever advance the font gives them. `centred` says that its ink stands in the middle
/// of its em.
pub(super) fn frame(class: Class, size: Len, advance: Len, centred: bool) -> (Len, Len) {
    let half = size / 2;
    let full = advance > size.scale(3, 4);
    match class {
        // The blank of a full-width opening mark is the left half of its glyph.
        Class::Open if full => (half, half - advance),
        Class::Open => (half, half - advance),
        // Ink in the middle of its glyph: the half-em body is the middle of it.
        Class::Comma | Class::Stop | Class::Exclaim if full && centred => (half, (half - advance) / 2),
        Class::Close | Class::Comma | Class::Stop | Class::Exclaim => (half, Len::ZERO),
        // Row PW-8: half an em of body whatever advance the font gives it.
        Class::Interpunct => (half, (half - advance) / 2),
        // Row FW-2: a hyphen between Han takes half an em.
        Class::Connector if advance < half => (half, (half - advance) / 2),
        // Row FW-2: a connector of one em is exactly that.
        Class::Connector if advance > size.scale(3, 4) => (size, (size - advance) / 2),
        Class::Dash | Class::Ellipsis | Class::Dividing => (size, (size - advance) / 2),
        // Its width stands in the gap after it, which a line end discards.
        Class::EmSpace => (Len::ZERO, Len::ZERO),
        _ => (advance, Len::ZERO),
    }
}

/// Whether a mark sits in the middle of its em: stops in Traditional Chinese (clreq 3.1.2), interpuncts one em wide
/// outside the mainland (clreq 3.1.1, jlreq 3.1.2).
pub(super) fn centred(class: Class, region: Region) -> bool {
    match class {
        Class::Comma | Class::Stop | Class::Exclaim => matches!(region, Region::Taiwan | Region::HongKong),
        Class::Interpunct => region != Region::Mainland,
        _ => false,
    }
}

/// Which marks may hang (section 1 of the composition table): all stops on the mainland, 。、．， in Japanese; in
/// Traditional Chinese none in horizontal lines, where they stand in the middle of their em.
pub(super) fn hangs(c: char, class: Class, region: Region) -> bool {
    match region {
        Region::Mainland => matches!(class, Class::Comma | Class::Stop | Class::Exclaim),
        Region::Japan | Region::Korea => matches!(c, '。' | '、' | '．' | '，'),
        Region::Taiwan | Region::HongKong => false,
    }
}
