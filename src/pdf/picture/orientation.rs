//! How the camera was held.

/// One of the eight ways to lay pixels into a box; the number is Exif's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Orientation(pub u8);

impl Orientation {
    /// Whether width and height change places.
    pub fn swaps(self) -> bool {
        self.0 >= 5
    }

    /// The matrix (a b c d e f) that takes the stored picture, as wide and high as it is before turning, into the box
    /// from the origin to (`width`, `height`); y grows downward.
    pub fn matrix(self, width: f32, height: f32) -> [f32; 6] {
        match self.0 {
            2 => [-1.0, 0.0, 0.0, 1.0, width, 0.0],
            3 => [-1.0, 0.0, 0.0, -1.0, width, height],
            4 => [1.0, 0.0, 0.0, -1.0, 0.0, height],
            5 => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
            6 => [0.0, 1.0, -1.0, 0.0, width, 0.0],
            7 => [0.0, -1.0, -1.0, 0.0, width, height],
            8 => [0.0, -1.0, 1.0, 0.0, 0.0, height],
            _ => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the corners of the stored picture go, for each orientation: Exif says which row and column stand for
    /// the top left of the scene.
    #[test]
    fn every_orientation_fills_the_box() {
        for number in 1..=8 {
            let turned = Orientation(number);
            let (width, height) = (30.0, 20.0);
            let (own_width, own_height) = if turned.swaps() { (height, width) } else { (width, height) };
            let [a, b, c, d, e, f] = turned.matrix(width, height);
            let to = |x: f32, y: f32| (a * x + c * y + e, b * x + d * y + f);
            let corners = [to(0.0, 0.0), to(own_width, 0.0), to(0.0, own_height), to(own_width, own_height)];
            for corner in [(0.0, 0.0), (width, 0.0), (0.0, height), (width, height)] {
                assert!(corners.contains(&corner), "orientation {number} misses {corner:?}");
            }
            let expected = [
                (0.0, 0.0),
                (30.0, 0.0),
                (30.0, 20.0),
                (0.0, 20.0),
                (0.0, 0.0),
                (30.0, 0.0),
                (30.0, 20.0),
                (0.0, 20.0),
            ];
            assert_eq!(corners[0], expected[usize::from(number) - 1], "top left of orientation {number}");
        }
    }
}
