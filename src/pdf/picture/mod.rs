//! Pictures: embedded once however often they are shown.

mod embedded;
mod orientation;
mod profile;
mod vector;

pub(super) use embedded::Pictures;
