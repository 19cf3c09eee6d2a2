//! Pictures: what they are by their bytes, how large, and whether they can be used.

mod budget;
mod data;
mod decode;
mod exif;
mod fault;
mod format;
mod header;
mod jpeg;
mod raster;
mod read;
mod svg;
mod upright;
mod xml;

pub use format::PictureFormat;
pub use read::{Picture, embedded_fault, read_picture};
pub use upright::upright;

#[cfg(test)]
mod tests;
