//! Colours of the screen become inks of the press, and inks colours of the screen.

mod contrast;
mod inks;
mod jpeg;
mod profile;
mod screen;

pub use contrast::{LEAST_CONTRAST, PAPER, contrast};
pub use inks::{Inks, Sampled, luminance};
pub(crate) use jpeg::{Decoded, decode, is_decodable, profile_of};
pub use jpeg::{Separations, are_inks_inverted, components};
pub use profile::Profile;
pub use screen::{has_profile, to_screen};
