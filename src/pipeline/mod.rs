//! One function from a manuscript to its files: build, check and every dump are the same run.
//!
//! Nothing is written here and no clock decides anything: a report holds the bytes of the artifacts, and the same
//! world with the same request yields the same bytes on any number of threads. Stages below the model speak of nodes;
//! their diagnostics become places in source files here.

mod build;
mod clock;
mod counts;
mod findings;
mod fonts;
mod house;
mod once;
mod pictures;
mod places;
mod press;
mod quality;
mod report;
mod request;
mod screen;
mod signature;
mod verify;
mod write;

pub use build::build;
pub use counts::Counts;
pub use fonts::tool_fonts;
pub use house::{Asked, House, Trim};
pub use report::{Artifact, Parity, Report, Stage, StageTime};
pub use request::Request;
