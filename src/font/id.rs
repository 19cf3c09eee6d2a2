/// A face in a [`Fonts`](super::Fonts) library.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FontId(pub u16);
