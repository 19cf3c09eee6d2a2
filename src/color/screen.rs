use super::inks::with_intent;
use super::{Profile, Separations};
use moxcms::{ColorProfile, DataColorSpace, Layout};

/// A picture in inks, in RGB for screens (sRGB): three bytes a pixel. Its own profile tells what the inks look like; where
/// it carries none that can be used, `house` does. None when the tables of neither can be used.
pub fn to_screen(picture: &Separations, house: &Profile) -> Option<Vec<u8>> {
    let own = picture.icc.as_deref().and_then(|icc| ColorProfile::new_from_slice(icc).ok());
    let own = own.filter(|own| own.color_space == DataColorSpace::Cmyk);
    let screen = ColorProfile::new_srgb();
    let transform = own
        .and_then(|own| with_intent(&own, Layout::Rgba, &screen, Layout::Rgb))
        .or_else(|| with_intent(house.parsed(), Layout::Rgba, &screen, Layout::Rgb))?;
    let pixels = picture.inks.len() / 4;
    let mut rgb = vec![0; pixels * 3];
    transform.transform(&picture.inks[..pixels * 4], &mut rgb).ok()?;
    Some(rgb)
}

/// Whether the picture itself says what its inks look like.
pub fn has_profile(picture: &Separations) -> bool {
    let own = picture.icc.as_deref().and_then(|icc| ColorProfile::new_from_slice(icc).ok());
    own.is_some_and(|own| own.color_space == DataColorSpace::Cmyk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inks_look_on_the_screen_as_on_paper() {
        let house = Profile::coated().expect("the shipped profile is sound");
        let inks = [[0, 0, 0, 0], [0, 0, 0, 255], [0, 255, 255, 0], [255, 100, 0, 0]].concat();
        let picture = Separations { inks, width: 4, height: 1, icc: None };
        let rgb = to_screen(&picture, &house).expect("usable");
        let [paper, black, red, blue] = [0, 1, 2, 3].map(|at| [rgb[at * 3], rgb[at * 3 + 1], rgb[at * 3 + 2]]);
        assert!(paper.iter().all(|light| *light > 245), "{paper:?}");
        assert!(black.iter().all(|light| *light < 70), "{black:?}");
        assert!(red[0] > 200 && red[1] < 60 && red[2] < 80, "{red:?}");
        assert!(blue[0] < 60 && blue[2] > 150, "{blue:?}");
    }
}
