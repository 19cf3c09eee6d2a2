/// Pixels as the scene was, and their width and height, by the orientation that Exif records (Exif 2.32, tag 0x0112).
/// `stored` has `channels` bytes a pixel and at least `width` × `height` of them.
pub fn upright(
    stored: &[u8],
    width: usize,
    height: usize,
    channels: usize,
    orientation: u8,
) -> (Vec<u8>, usize, usize) {
    if !(2..=8).contains(&orientation) {
        return (stored.to_vec(), width, height);
    }
    let (across, down) = if orientation >= 5 { (height, width) } else { (width, height) };
    let mut out = Vec::with_capacity(stored.len());
    for y in 0..down {
        for x in 0..across {
            let (column, row) = match orientation {
                2 => (width - 1 - x, y),
                3 => (width - 1 - x, height - 1 - y),
                4 => (x, height - 1 - y),
                5 => (y, x),
                6 => (y, height - 1 - x),
                7 => (width - 1 - y, height - 1 - x),
                _ => (width - 1 - y, x),
            };
            let at = (row * width + column) * channels;
            out.extend_from_slice(&stored[at..at + channels]);
        }
    }
    (out, across, down)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_picture_is_laid_as_the_scene_was() {
        // Three columns, two rows: 1 2 3 / 4 5 6.
        let stored: Vec<u8> = (1..=6).flat_map(|pixel| [pixel; 3]).collect();
        let seen = |orientation| -> (Vec<u8>, usize, usize) {
            let (pixels, width, height) = upright(&stored, 3, 2, 3, orientation);
            (pixels.chunks(3).map(|pixel| pixel[0]).collect(), width, height)
        };
        assert_eq!(seen(1), (vec![1, 2, 3, 4, 5, 6], 3, 2));
        assert_eq!(seen(2), (vec![3, 2, 1, 6, 5, 4], 3, 2));
        assert_eq!(seen(3), (vec![6, 5, 4, 3, 2, 1], 3, 2));
        assert_eq!(seen(4), (vec![4, 5, 6, 1, 2, 3], 3, 2));
        assert_eq!(seen(5), (vec![1, 4, 2, 5, 3, 6], 2, 3));
        assert_eq!(seen(6), (vec![4, 1, 5, 2, 6, 3], 2, 3), "turned a quarter to the right");
        assert_eq!(seen(7), (vec![6, 3, 5, 2, 4, 1], 2, 3));
        assert_eq!(seen(8), (vec![3, 6, 2, 5, 1, 4], 2, 3), "turned a quarter to the left");
        assert_eq!(upright(&[1, 2], 2, 1, 1, 6).0, [1, 2]);
    }
}
