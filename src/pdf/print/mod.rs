//! The print edition: the back end's file becomes a PDF/X-4.
//!
//! The back end places everything and writes boxes; it knows no inks, no printing condition and no PDF/X. So its file is
//! read back object by object: every colour of every content stream, gradient and picture is turned into inks, wherever
//! it came from (text, a rule, an SVG, the pixels that a filter in one drew), marks are drawn outside the bleed, and the
//! file says what it is. What it is then is not believed: `preflight` reads the finished bytes again.

mod content;
mod convert;
mod findings;
mod identity;
mod image;
pub(super) mod marks;
mod shading;

pub(super) use convert::press;
pub(super) use findings::tell;
