//! What the plates of a printed page get, as Ghostscript makes them.

use super::common::Judge;
use std::path::Path;
use tempfile::TempDir;

/// A page in pixels of so many bytes: four inks, 255 a full one, or red, green and blue.
pub struct Raster<const N: usize> {
    pub width: usize,
    pub pixels: Vec<[u8; N]>,
}

impl<const N: usize> Raster<N> {
    /// The colour that covers most, of those that `counts` takes.
    pub fn main(&self, counts: impl Fn(&[u8; N]) -> bool) -> [u8; N] {
        let mut counted = std::collections::BTreeMap::new();
        for pixel in self.pixels.iter().filter(|pixel| counts(pixel)) {
            *counted.entry(*pixel).or_insert(0) += 1;
        }
        counted.into_iter().max_by_key(|(_, count)| *count).expect("a pixel").0
    }

    /// The middle of the pixels that `counts` takes: across and down.
    pub fn middle(&self, counts: impl Fn(&[u8; N]) -> bool) -> (f64, f64) {
        let places = self.pixels.iter().enumerate().filter(|(_, pixel)| counts(pixel));
        let places: Vec<usize> = places.map(|(index, _)| index).collect();
        assert!(!places.is_empty(), "no such pixel");
        let mean =
            |of: &dyn Fn(usize) -> usize| places.iter().map(|at| of(*at) as f64).sum::<f64>() / places.len() as f64;
        (mean(&|at| at % self.width), mean(&|at| at / self.width))
    }
}

/// The inks of a page; none where Ghostscript is not installed.
pub fn plates(pdf: &[u8], page: usize) -> Option<Raster<4>> {
    render(pdf, page, "pamcmyk32", |bytes| {
        // PAM: a header of words, the pixels after `ENDHDR`.
        let end = bytes.windows(7).position(|window| window == b"ENDHDR\n").expect("a header") + 7;
        let header = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let width = header.lines().find_map(|line| line.strip_prefix("WIDTH ")).expect("a width");
        (width.trim().parse().expect("a number"), end)
    })
}

/// What a screen shows of a page; none where Ghostscript is not installed.
pub fn screen(pdf: &[u8], page: usize) -> Option<Raster<3>> {
    render(pdf, page, "ppmraw", |bytes| {
        // PPM: the magic number, a comment, width and height, the most; the pixels after the last line of these.
        let mut at = 0;
        let mut line = || {
            let end = at + bytes[at..].iter().position(|byte| *byte == b'\n').expect("a line") + 1;
            let line = String::from_utf8_lossy(&bytes[at..end]).into_owned();
            at = end;
            line
        };
        let mut lines = std::iter::from_fn(|| Some(line())).filter(|line| !line.starts_with('#'));
        let size = lines.nth(1).expect("a size");
        lines.next();
        drop(lines);
        (size.split(' ').next().and_then(|width| width.parse().ok()).expect("a width"), at)
    })
}

fn render<const N: usize>(
    pdf: &[u8],
    page: usize,
    device: &str,
    header: impl Fn(&[u8]) -> (usize, usize),
) -> Option<Raster<N>> {
    let gs = Judge::program("gs")?;
    let dir = TempDir::new().expect("a directory");
    let (input, output) = (dir.path().join("in.pdf"), dir.path().join("out"));
    std::fs::write(&input, pdf).expect("written");
    let said = |path: &Path| path.display().to_string();
    let (code, text) = gs.says([
        "-q".to_owned(),
        "-dNOPAUSE".to_owned(),
        "-dBATCH".to_owned(),
        "-dSAFER".to_owned(),
        "-r72".to_owned(),
        format!("-sDEVICE={device}"),
        format!("-dFirstPage={page}"),
        format!("-dLastPage={page}"),
        format!("-sOutputFile={}", said(&output)),
        said(&input),
    ]);
    assert_eq!((code, text.trim()), (0, ""));
    let bytes = std::fs::read(&output).expect("a picture");
    let (width, start) = header(&bytes);
    let pixels = bytes[start..].chunks_exact(N).map(|pixel| pixel.try_into().expect("a pixel")).collect();
    Some(Raster { width, pixels })
}
