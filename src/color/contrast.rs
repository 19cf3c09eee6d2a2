//! How well a colour stands out from another (WCAG 2.2, “contrast ratio” and “relative luminance”).

/// The paper of every page.
pub const PAPER: [u8; 3] = [255; 3];

/// The least contrast of text with its ground (WCAG 2.2, 1.4.3, level AA).
pub const LEAST_CONTRAST: f64 = 4.5;

/// The contrast of two colours of sRGB: from 1, the same, to 21, black on white.
pub fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (relative_luminance(one), relative_luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn relative_luminance([red, green, blue]: [u8; 3]) -> f64 {
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrasts_are_those_of_wcag() {
        let near = |one: [u8; 3], expected: f64| (contrast(one, PAPER) - expected).abs() < 0.005;
        assert!(near([0; 3], 21.0) && near([255; 3], 1.0));
        // The grey next to the limit on white, on either side of it.
        assert!(near([0x76; 3], 4.54) && near([0x77; 3], 4.48));
        assert!(near([255, 0, 0], 4.0));
        assert!((contrast([0; 3], [255, 0, 0]) - contrast([255, 0, 0], [0; 3])).abs() < f64::EPSILON);
    }
}
