//! What a drawing asks of those who draw it, counted on what the reader made of it.

use super::reach;
use crate::diagnostics::Bilingual;
use usvg::filter::Kind;
use usvg::{Group, Node, Paint, Path, Stroke, Transform, Tree};

/// The most shapes, every use of a pattern, a mask or a clip counted.
const MOST_NODES: u64 = 500_000;
/// The most points of all shapes together.
const MOST_POINTS: u64 = 20_000_000;
/// How deep groups may lie in groups that are drawn as a whole before they blend with what lies below (opacity, masks):
/// each is a form or two of the PDF, and whoever draws them goes as deep.
const DEEPEST: usize = 100;
/// The most dashes of all lines, and tiles of all patterns.
const MOST_PIECES: f64 = 1_000_000.0;
/// The most pixels that filters work through: sixteen times the largest picture that the back end makes of one.
const MOST_PIXELS: f64 = 4e8;
/// Pixels a side of the picture that the back end makes of a filtered group at most.
const SIDE: f64 = 5_000.0;
/// Pixels to a unit of the drawing in such a picture.
const SCALE: f64 = 4.0;

const NUMBERS: Bilingual = Bilingual::new("numbers beyond all measure", "超出常理的数值");

/// Counts what a drawing asks for; what there is too much of.
pub(super) fn check(tree: &Tree) -> Result<(), Bilingual> {
    if !reach::has_measure(tree) {
        return Err(NUMBERS);
    }
    Count::default().group(tree.root(), 1.0, 0)
}

#[derive(Default)]
struct Count {
    nodes: u64,
    points: u64,
    pieces: f64,
    pixels: f64,
}

impl Count {
    /// Takes a group in that is drawn `times` over. Goes as deep as the reader went, which bounds its own depth.
    fn group(&mut self, group: &Group, times: f64, depth: usize) -> Result<(), Bilingual> {
        let depth = depth + usize::from(group.should_isolate());
        if depth > DEEPEST {
            return Err(Bilingual::new("groups of opacity nested too deeply", "嵌套过深的透明编组"));
        }
        let is_sound = reach::is_sound(group.transform()) && reach::is_sound(group.abs_transform());
        if !is_sound || !reach::filters_are_sound(group) {
            return Err(NUMBERS);
        }
        for node in group.children() {
            self.nodes += 1;
            if !reach::holds(node.bounding_box()) || !reach::holds(node.abs_bounding_box()) {
                return Err(NUMBERS);
            }
            match node {
                Node::Group(inner) => {
                    self.filters(inner);
                    self.judge()?;
                    self.group(inner, times, depth)?;
                }
                Node::Path(path) => self.path(path, times, depth)?,
                Node::Text(_) | Node::Image(_) => {}
            }
            self.judge()?;
            // The patterns of a path were counted with their tiles.
            if matches!(node, Node::Path(_)) {
                continue;
            }
            let mut found = Ok(());
            // Clips, masks, drawings within the drawing.
            node.subroots(|inner| {
                if found.is_ok() {
                    found = self.group(inner, times, depth);
                }
            });
            found?;
        }
        Ok(())
    }

    fn path(&mut self, path: &Path, times: f64, depth: usize) -> Result<(), Bilingual> {
        self.points += path.data().points().len() as u64;
        if let Some(stroke) = path.stroke() {
            self.dashes(path, stroke, times);
        }
        let bounds = path.stroke_bounding_box();
        let paints = [path.fill().map(|fill| fill.paint()), path.stroke().map(|stroke| stroke.paint())];
        for paint in paints.into_iter().flatten() {
            let matrix = match paint {
                Paint::Color(_) => Transform::identity(),
                Paint::LinearGradient(one) => one.transform(),
                Paint::RadialGradient(one) => one.transform(),
                Paint::Pattern(one) => one.transform(),
            };
            if !reach::is_sound(matrix) {
                return Err(NUMBERS);
            }
            if let Paint::Pattern(pattern) = paint {
                let tile = pattern.rect();
                let scale = pattern.transform().get_scale();
                let side = |length: f32, tile: f32, scale: f32| {
                    (f64::from(length) / (f64::from(tile) * f64::from(scale).abs()).max(f64::MIN_POSITIVE)).max(1.0)
                };
                let across = side(bounds.width(), tile.width(), scale.0);
                let tiles = times * across * side(bounds.height(), tile.height(), scale.1);
                self.pieces += tiles;
                self.judge()?;
                self.group(pattern.root(), tiles, depth)?;
            }
        }
        Ok(())
    }

    /// The dashes of a line, from the length of its sides: the line itself is longer by a factor at most.
    fn dashes(&mut self, path: &Path, stroke: &Stroke, times: f64) {
        let Some(dashes) = stroke.dasharray() else { return };
        let period: f64 = dashes.iter().map(|length| f64::from(*length)).sum();
        let points = path.data().points();
        let length: f64 = points.windows(2).map(|two| f64::from(two[0].distance(two[1]))).sum();
        self.pieces += times * length * dashes.len() as f64 / period.max(f64::MIN_POSITIVE);
    }

    /// The pixels that the filters of a group work through.
    fn filters(&mut self, group: &Group) {
        let bounds = group.layer_bounding_box();
        let side = |length: f32| (f64::from(length) * SCALE).clamp(1.0, SIDE);
        let pixels = side(bounds.width()) * side(bounds.height());
        let steps: f64 =
            group.filters().iter().flat_map(|filter| filter.primitives()).map(|one| work(one.kind())).sum();
        self.pixels += pixels * steps;
    }

    fn judge(&self) -> Result<(), Bilingual> {
        if self.nodes > MOST_NODES {
            return Err(Bilingual::new("elements that are drawn too many times", "被重复绘制太多次的元素"));
        }
        if self.points > MOST_POINTS {
            return Err(Bilingual::new("lines with too many points", "点数太多的线条"));
        }
        // What is no number is too many, too.
        if self.pieces > MOST_PIECES || self.pieces.is_nan() {
            return Err(Bilingual::new("dashes or patterns too fine for their size", "过于细密的虚线或图案"));
        }
        if self.pixels > MOST_PIXELS || self.pixels.is_nan() {
            return Err(Bilingual::new("too many filters", "太多滤镜"));
        }
        Ok(())
    }
}

/// How often a step of a filter looks at a pixel, as the back end's renderer takes it.
fn work(kind: &Kind) -> f64 {
    match kind {
        // Every neighbour within the radius.
        Kind::Morphology(one) => {
            let side = |radius: f32| (f64::from(radius) * SCALE * 2.0).clamp(1.0, SIDE);
            side(one.radius_x().get()) * side(one.radius_y().get())
        }
        Kind::ConvolveMatrix(one) => f64::from(one.matrix().columns()) * f64::from(one.matrix().rows()),
        // Each octave of noise costs some twenty look-ups.
        Kind::Turbulence(one) => f64::from(one.num_octaves()) * 20.0,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use usvg::Options;

    fn judged(inside: &str) -> Result<(), &'static str> {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'>{inside}</svg>");
        check(&Tree::from_str(&svg, &Options::default()).expect("well formed")).map_err(|what| what.en)
    }

    #[test]
    fn dashes_and_tiles_are_counted_by_what_they_cover() {
        let dashed = |dash: &str| judged(&format!("<path stroke='#000' stroke-dasharray='{dash}' d='M0 0H100'/>"));
        assert_eq!(dashed("1 2"), Ok(()));
        assert!(dashed("1e-5 1e-5").is_err_and(|what| what.contains("too fine")));
        let tiled = |side: &str, inside: &str| {
            let pattern = format!("id='p' patternUnits='userSpaceOnUse' width='{side}' height='{side}'");
            judged(&format!("<pattern {pattern}>{inside}</pattern><rect width='100' height='100' fill='url(#p)'/>"))
        };
        assert_eq!(tiled("1", "<rect width='1' height='1'/>"), Ok(()));
        assert!(tiled("0.01", "<rect width='1' height='1'/>").is_err_and(|what| what.contains("too fine")));
        let inner =
            "<pattern id='q' patternUnits='userSpaceOnUse' width='.1' height='.1'><path d='M0 0h1v1'/></pattern>";
        let nested = format!("{inner}<rect width='9' height='9' fill='url(#q)'/>");
        assert_eq!(tiled("50", &nested), Ok(()));
        assert!(tiled("2", &nested).is_err_and(|what| what.contains("too fine")), "tiles within tiles");
    }

    #[test]
    fn groups_of_opacity_may_be_nested_but_not_without_end() {
        let nested = |levels: usize| {
            let open = "<g opacity='.9'>".repeat(levels);
            judged(&format!("{open}<rect width='9' height='9'/><path d='M0 0h9v9'/>{}", "</g>".repeat(levels)))
        };
        assert_eq!(nested(90), Ok(()));
        assert!(nested(150).is_err_and(|what| what.contains("nested")));
    }

    #[test]
    fn filters_are_counted_by_the_pixels_they_look_at() {
        let filtered = |side: u32, step: &str, times: usize| {
            let shown = format!("<rect width='{side}' height='{side}' filter='url(#f)'/>").repeat(times);
            judged(&format!("<filter id='f'>{step}</filter>{shown}"))
        };
        let shadow = "<feGaussianBlur stdDeviation='2'/><feOffset dx='2' dy='2'/><feBlend in='SourceGraphic'/>";
        assert_eq!(filtered(100, shadow, 20), Ok(()));
        for (side, step, times) in [
            (100, shadow, 2_000),
            (5_000, shadow, 8),
            (100, "<feMorphology operator='dilate' radius='90'/>", 1),
            (100, "<feTurbulence baseFrequency='.5' numOctaves='90000'/>", 1),
        ] {
            assert_eq!(filtered(side, step, times), Err("too many filters"), "{step}");
        }
    }

    /// Steps of filters with a number `{}` in them.
    const STEPS: &[&str] = &[
        "<feGaussianBlur stdDeviation='{}'/>",
        "<feGaussianBlur stdDeviation='0 {}'/>",
        "<feDropShadow dx='{}' dy='1' stdDeviation='1'/>",
        "<feDropShadow dx='1' dy='-{}' stdDeviation='1'/>",
        "<feDropShadow dx='1' dy='1' stdDeviation='{}'/>",
        "<feOffset dx='{}' dy='0'/>",
        "<feOffset dx='0' dy='-{}'/>",
        "<feTurbulence baseFrequency='.01' result='t'/><feDisplacementMap in='SourceGraphic' in2='t' scale='{}'/>",
        "<feDiffuseLighting><fePointLight x='{}' y='0' z='1'/></feDiffuseLighting>",
        "<feSpecularLighting><feSpotLight x='1' y='2' z='1' pointsAtX='{}'/></feSpecularLighting>",
    ];

    #[test]
    fn a_filter_reaches_only_so_far_whatever_makes_it_reach() {
        let filtered = |step: &str, number: &str, around: &str| {
            let step = step.replace("{}", number);
            let filter = "id='f' primitiveUnits='userSpaceOnUse'";
            let shown = format!("<g transform='{around}'><rect width='9' height='9' filter='url(#f)'/></g>");
            judged(&format!("<filter {filter}>{step}</filter>{shown}"))
        };
        for step in STEPS {
            assert_eq!(filtered(step, "3", "scale(2)"), Ok(()), "{step}");
            assert_eq!(filtered(step, "1e9", ""), Err("numbers beyond all measure"), "{step}");
            assert_eq!(filtered(step, "999", "scale(1e6)"), Err("numbers beyond all measure"), "{step}");
            assert_eq!(filtered(step, "999", "scale(1e3) scale(1e3)"), Err("numbers beyond all measure"), "{step}");
        }
        for step in [
            "<feTurbulence baseFrequency='{} 0'/>",
            "<feTurbulence baseFrequency='.1' numOctaves='{}'/>",
            "<feColorMatrix values='{} 0 0 0 0 0 1 0 0 0 0 0 1 0 0 0 0 0 1 0'/>",
            "<feComposite in2='SourceGraphic' operator='arithmetic' k1='{}'/>",
            "<feComponentTransfer><feFuncR type='linear' slope='{}'/></feComponentTransfer>",
            "<feConvolveMatrix order='3' kernelMatrix='{} 0 0 0 1 0 0 0 0'/>",
        ] {
            assert_eq!(filtered(step, "1", ""), Ok(()), "{step}");
            assert!(filtered(step, "1e9", "").is_err(), "{step}");
        }
        assert!(
            judged(
                "<filter id='f' x='-1e9' width='2e9'><feOffset/></filter><rect width='9' height='9' filter='url(#f)'/>"
            )
            .is_err()
        );
    }

    #[test]
    fn what_comes_out_of_transforms_can_be_written() {
        let sized = |svg: &str| {
            let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' {svg}><rect width='1' height='1'/></svg>");
            check(&Tree::from_str(&svg, &Options::default()).expect("well formed")).map_err(|what| what.en)
        };
        assert_eq!(sized("viewBox='0 0 1 1'"), Ok(()));
        for tiny in [
            "viewBox='0 0 1e-38 1e-38' width='1e-38' height='1e-38'",
            "viewBox='0 0 1e-9 1e-9'",
            "viewBox='0 0 1e-12 1e-12' width='9' height='9'",
        ] {
            assert!(sized(tiny).is_err(), "{tiny}");
        }
        let line = "<path d='M0 0L9 9L18 0' stroke='#000' fill='none' marker-mid='url(#m)'/>";
        for inside in [
            "<g transform='scale(1e6)'><g transform='scale(1e6)'><rect width='1' height='1'/></g></g>".to_owned(),
            "<g transform='scale(1e6)'><rect width='1e6' height='1e6'/></g>".to_owned(),
            "<svg viewBox='0 0 1e-12 1e-12' width='9' height='9'><rect width='1' height='1'/></svg>".to_owned(),
            format!("<marker id='m' viewBox='0 0 1e-12 1e-12'><rect width='1' height='1'/></marker>{line}"),
            "<pattern id='p' width='1' height='1' patternTransform='scale(1e6) scale(1e6)'><rect width='1' height='1'/>\
             </pattern><rect width='9' height='9' fill='url(#p)'/>"
                .to_owned(),
        ] {
            assert!(judged(&inside).is_err(), "{inside}");
        }
    }
}
