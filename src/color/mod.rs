//! Colours of the screen become inks of the press.

mod inks;
mod profile;

pub use inks::{Inks, Sampled, luminance};
pub use profile::Profile;
