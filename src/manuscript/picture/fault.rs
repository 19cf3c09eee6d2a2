//! What is wrong with a picture.

use crate::diagnostics::Bilingual;

/// Why a picture cannot be used.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Fault {
    /// Its parts contradict each other, or it is cut off.
    Damaged(Bilingual),
    /// It holds what the book cannot.
    Holds(Bilingual),
    /// It is of a kind that is not accepted.
    Kind(Bilingual),
    /// It does not say how large it is.
    NoSize,
    /// To draw it would take more work than any drawing of a book needs.
    Costly(Bilingual),
}

pub(super) const CUT_OFF_TERM: Bilingual = Bilingual::new("the file ends too early", "文件不完整，提前结束");

pub(super) const CUT_OFF: Fault = Fault::Damaged(CUT_OFF_TERM);

pub(super) const TOO_FEW: Fault =
    Fault::Damaged(Bilingual::new("its data cannot hold the pixels that it claims", "数据装不下它所声称的像素"));
