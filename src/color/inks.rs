use super::Profile;
use moxcms::{ColorProfile, DataColorSpace, Layout, RenderingIntent, Transform8BitExecutor, TransformOptions};
use std::sync::Arc;

/// Turns colours into the inks of one printing condition.
#[derive(Clone)]
pub struct Inks {
    profile: Profile,
    screen: Arc<Transform8BitExecutor>,
    /// In percent.
    limit: u16,
    /// The most ink on one spot, in 255ths of one full ink.
    most: u32,
    grey: bool,
}

/// The pixels of a picture, ready for the press.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sampled {
    /// One byte a pixel, 0 black to 255 white: black ink alone.
    Grey(Vec<u8>),
    /// Four bytes a pixel: cyan, magenta, yellow, black, 255 a full ink.
    Cmyk(Vec<u8>),
}

impl Inks {
    /// Inks for `profile`, at most `limit` percent on one spot; with `grey`, black ink alone. None when the profile's
    /// tables cannot be used.
    pub fn new(profile: &Profile, limit: u16, grey: bool) -> Option<Inks> {
        let screen = to_press(&ColorProfile::new_srgb(), Layout::Rgb, profile)?;
        Some(Inks { profile: profile.clone(), screen, limit, most: u32::from(limit) * 255 / 100, grey })
    }

    /// The printing condition.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Whether only black ink is used.
    pub fn is_grey(&self) -> bool {
        self.grey
    }

    /// The most ink on one spot, in percent.
    pub fn limit(&self) -> u16 {
        self.limit
    }

    /// A colour of the screen (sRGB) in inks. A grey is black ink alone: text and lines that take four inks show
    /// coloured edges when the sheets shift.
    pub fn color(&self, [r, g, b]: [u8; 3]) -> [u8; 4] {
        if self.grey || (r == g && g == b) {
            return black(luminance([r, g, b]));
        }
        self.exact([r, g, b])
    }

    /// A colour in inks, greys like all others: for colours that blend into each other.
    pub fn exact(&self, rgb: [u8; 3]) -> [u8; 4] {
        if self.grey {
            return black(luminance(rgb));
        }
        let mut inks = [0; 4];
        // Lengths that fit are the only thing that the transform can refuse.
        let _ = self.screen.transform(&rgb, &mut inks);
        self.limited(inks)
    }

    /// A picture in RGB. `icc` is the profile that it carries; without a usable one its colours are those of the screen.
    /// A picture of greys only becomes grey.
    pub fn pixels(&self, rgb: &[u8], icc: Option<&[u8]>) -> Sampled {
        let neutral = rgb.chunks_exact(3).all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]);
        if self.grey || neutral {
            return Sampled::Grey(rgb.chunks_exact(3).map(|pixel| luminance([pixel[0], pixel[1], pixel[2]])).collect());
        }
        let own = icc.and_then(|icc| ColorProfile::new_from_slice(icc).ok());
        let own = own.filter(|own| own.color_space == DataColorSpace::Rgb);
        let own = own.and_then(|own| to_press(&own, Layout::Rgb, &self.profile));
        let mut inks = vec![0; rgb.len() / 3 * 4];
        let _ = own.as_ref().unwrap_or(&self.screen).transform(&rgb[..inks.len() / 4 * 3], &mut inks);
        self.keep_limit(&mut inks);
        Sampled::Cmyk(inks)
    }

    /// A picture in CMYK keeps its inks but for what exceeds the limit; with black ink alone it becomes grey.
    pub fn separated(&self, mut inks: Vec<u8>) -> Sampled {
        if self.grey {
            let light = |pixel: &[u8]| {
                let [c, m, y, k] = [0, 1, 2, 3].map(|ink| 255 - u32::from(pixel[ink]));
                luminance([c, m, y].map(|light| (light * k / 255) as u8))
            };
            return Sampled::Grey(inks.chunks_exact(4).map(light).collect());
        }
        self.keep_limit(&mut inks);
        Sampled::Cmyk(inks)
    }

    /// Whether every spot keeps the limit.
    pub fn within_limit(&self, inks: &[u8]) -> bool {
        inks.chunks_exact(4).all(|pixel| pixel.iter().map(|ink| u32::from(*ink)).sum::<u32>() <= self.most)
    }

    fn keep_limit(&self, inks: &mut [u8]) {
        for pixel in inks.chunks_exact_mut(4) {
            let limited = self.limited([pixel[0], pixel[1], pixel[2], pixel[3]]);
            pixel.copy_from_slice(&limited);
        }
    }

    /// Takes from the coloured inks, each its share, until the sum keeps the limit: hue stays, and black gives depth.
    fn limited(&self, inks: [u8; 4]) -> [u8; 4] {
        let [c, m, y, k] = inks.map(u32::from);
        let colored = c + m + y;
        let room = self.most.saturating_sub(k);
        if colored <= room {
            return inks;
        }
        [c * room / colored, m * room / colored, y * room / colored, k.min(self.most)].map(|ink| ink as u8)
    }
}

/// The luminance of a colour of the screen, again as a grey of the screen (Rec. 709 weights on the encoded values,
/// which is within two steps of the exact figure for the colours of pictures).
pub fn luminance([r, g, b]: [u8; 3]) -> u8 {
    ((u32::from(r) * 2126 + u32::from(g) * 7152 + u32::from(b) * 722 + 5000) / 10_000) as u8
}

fn black(light: u8) -> [u8; 4] {
    [0, 0, 0, 255 - light]
}

fn to_press(from: &ColorProfile, layout: Layout, profile: &Profile) -> Option<Arc<Transform8BitExecutor>> {
    with_intent(from, layout, profile.parsed(), Layout::Rgba)
}

/// A way from one profile to another. The perceptual intent keeps the differences between colours that the other cannot
/// reach.
pub(super) fn with_intent(
    from: &ColorProfile,
    layout: Layout,
    to: &ColorProfile,
    other: Layout,
) -> Option<Arc<Transform8BitExecutor>> {
    let options = TransformOptions { rendering_intent: RenderingIntent::Perceptual, ..TransformOptions::default() };
    from.create_transform_8bit(layout, to, other, options).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coated() -> Profile {
        Profile::coated().expect("the shipped profile is sound")
    }

    fn inks(limit: u16, grey: bool) -> Inks {
        Inks::new(&coated(), limit, grey).expect("the shipped profile works")
    }

    #[test]
    fn greys_are_black_ink_alone() {
        let inks = inks(300, false);
        assert_eq!(inks.color([0, 0, 0]), [0, 0, 0, 255]);
        assert_eq!(inks.color([255, 255, 255]), [0, 0, 0, 0]);
        assert_eq!(inks.color([100, 100, 100]), [0, 0, 0, 155]);
    }

    #[test]
    fn colors_keep_their_hue() {
        let [c, m, y, k] = inks(300, false).color([220, 30, 30]);
        assert!(m > 200 && y > 180 && c < 40 && k < 60, "red: {:?}", [c, m, y, k]);
        let [c, m, y, k] = inks(300, false).color([30, 60, 200]);
        assert!(c > 200 && m > 120 && y < 40 && k < 90, "blue: {:?}", [c, m, y, k]);
    }

    #[test]
    fn no_spot_exceeds_the_limit() {
        for limit in [200, 240, 300] {
            let inks = inks(limit, false);
            for r in (0..=255).step_by(15) {
                for g in (0..=255).step_by(15) {
                    for b in (0..=255).step_by(15) {
                        assert!(inks.within_limit(&inks.exact([r, g, b])), "{r} {g} {b} at {limit} %");
                    }
                }
            }
        }
        let Sampled::Cmyk(all) = inks(300, false).separated(vec![255; 4]) else { panic!("grey") };
        assert_eq!(all, [170, 170, 170, 255]);
    }

    #[test]
    fn a_grey_picture_takes_one_ink() {
        assert_eq!(inks(300, false).pixels(&[9, 9, 9, 200, 200, 200], None), Sampled::Grey(vec![9, 200]));
        assert!(matches!(inks(300, false).pixels(&[9, 9, 10], None), Sampled::Cmyk(_)));
        assert_eq!(inks(300, true).pixels(&[255, 0, 0], None), Sampled::Grey(vec![54]));
        assert_eq!(inks(300, true).separated(vec![0, 0, 0, 255, 0, 0, 0, 0]), Sampled::Grey(vec![0, 255]));
    }

    #[test]
    fn a_profile_of_another_kind_is_refused_with_the_reason() {
        assert!(Profile::read(b"not a profile".as_slice().into()).is_err());
        let screen = ColorProfile::new_srgb().encode().expect("encoded");
        assert!(Profile::read(screen.into()).expect_err("refused").en.contains("prtr"));
        let mut newer = coated().bytes().to_vec();
        newer[8] = 5;
        assert!(Profile::read(newer.into()).expect_err("refused").en.contains("version 4"));
        let mut cut = coated().bytes().to_vec();
        cut.truncate(2000);
        assert!(Profile::read(cut.into()).is_err());
    }
}
