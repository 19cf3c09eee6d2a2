//! Colours of the screen become inks of the press.

mod contrast;
mod inks;
mod profile;

pub use contrast::{LEAST_CONTRAST, PAPER, contrast};
pub use inks::{Inks, Sampled, luminance};
pub use profile::Profile;
