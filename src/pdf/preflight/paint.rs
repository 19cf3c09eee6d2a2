//! What is painted on a page: the operators are walked with their state, through every form that they show.

use super::page::{Area, Boxes};
use super::rows::{H01, H02, H03, H04, H06, H11, H12, Row, X00, X12};
use super::state::{FILL, Family, Paint, Path, STROKE, State, apply, paint, times};
use super::values::{inherited, numbers};
use super::{Finding, Wishes};
use crate::pdf::object::{Dict, File, Lexer, Object, Token};
use std::collections::BTreeSet;

/// How deep forms may show forms: groups of opacity in a drawing may be nested a hundred levels deep, and each is a form or
/// two.
const DEEPEST: u8 = 220;
/// The most operators that are walked for a page: forms that show each other could make any number of them.
const MOST: usize = 20_000_000;
/// The tolerance of widths that were written with five decimals, in points.
const ROUNDING: f64 = 0.005;
/// How near artwork must come to the trim to count as reaching it, and how far it may end short of the bleed, in points.
const NEAR: f64 = 0.3;

/// Walks the content of a page.
pub(super) fn judge(file: &File, page: u32, wishes: &Wishes) -> Vec<Finding> {
    let Some(dict) = file.get(page).and_then(|found| found.object.as_dict()) else { return Vec::new() };
    let boxes = Boxes::of(file, dict);
    let mut walk = Walk {
        file,
        wishes,
        trim: boxes.trimmed().unwrap_or(Area::ALL),
        bleed: boxes.bleed.or(boxes.trimmed()).unwrap_or(Area::ALL),
        found: Vec::new(),
        known: BTreeSet::new(),
        left: MOST,
        seen: BTreeSet::new(),
    };
    let empty = Dict::default();
    let resources = inherited(file, dict, "Resources").and_then(Object::as_dict).unwrap_or(&empty);
    let state = State {
        matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        clip: boxes.media.unwrap_or(Area::ALL),
        paint: [Paint::BLACK; 2],
        over: [false; 2],
        nonzero: false,
        width: 1.0,
        rendering: 0,
    };
    let parts = match dict.get("Contents") {
        Some(Object::Ref(number)) => match file.get(*number).map(|found| &found.object) {
            Some(Object::Array(parts)) => parts.clone(),
            _ => vec![Object::Ref(*number)],
        },
        Some(Object::Array(parts)) => parts.clone(),
        _ => Vec::new(),
    };
    let mut content = Vec::new();
    for part in &parts {
        match part {
            Object::Ref(number) if file.data(*number).is_some() => {
                content.extend(file.data(*number).unwrap_or_default());
                content.push(b'\n');
            }
            _ => walk.report(&X00, None, "a content stream is missing"),
        }
    }
    walk.stream(&content, resources, state, 0);
    walk.fonts_and_patterns(resources, state, 0);
    walk.found
}

/// What of a finding was said: its row, what it is about, and where.
type Known = (&'static str, String, Option<(u64, u64)>);

struct Walk<'a> {
    file: &'a File<'a>,
    wishes: &'a Wishes,
    trim: Area,
    bleed: Area,
    found: Vec<Finding>,
    /// What of them was said, and where.
    known: BTreeSet<Known>,
    left: usize,
    /// Patterns and fonts that were walked already.
    seen: BTreeSet<u32>,
}

impl Walk<'_> {
    fn report(&mut self, row: &'static Row, at: Option<(f64, f64)>, what: impl Into<String>) {
        self.measured(row, at, what, None);
    }

    /// Equal findings at one place are said once.
    fn measured(&mut self, row: &'static Row, at: Option<(f64, f64)>, what: impl Into<String>, amount: Option<f64>) {
        let finding = Finding { at, amount, ..Finding::new(row, what) };
        let at = at.map(|(x, y)| (x.to_bits(), y.to_bits()));
        if self.known.insert((row.id, finding.what.clone(), at)) {
            self.found.push(finding);
        }
    }

    fn stream(&mut self, content: &[u8], resources: &Dict, first: State, depth: u8) {
        let mut lexer = Lexer::new(content);
        let mut operands: Vec<Object> = Vec::new();
        let (mut state, mut saved) = (first, Vec::new());
        let mut path = Path { area: Area::NONE, clips: false };
        while let Some((token, _)) = lexer.token() {
            match token {
                Token::Operand(operand) => operands.push(operand),
                Token::InlineImage => self.report(&X00, None, "an inline image"),
                Token::Operator(operator) => {
                    self.left = self.left.saturating_sub(1);
                    if self.left == 0 {
                        return self.report(&X00, None, "too much is drawn");
                    }
                    match operator {
                        b"q" if saved.len() < 1000 => saved.push(state),
                        b"Q" => match saved.pop() {
                            Some(before) => state = before,
                            None => self.report(&X00, None, "Q without q"),
                        },
                        _ => self.operator(operator, &operands, resources, &mut state, &mut path, depth),
                    }
                    operands.clear();
                }
            }
        }
        if !content[lexer.at()..].iter().all(u8::is_ascii_whitespace) || !saved.is_empty() {
            self.report(&X00, None, "a content stream ends too early");
        }
    }

    fn operator(
        &mut self,
        operator: &[u8],
        operands: &[Object],
        resources: &Dict,
        state: &mut State,
        path: &mut Path,
        depth: u8,
    ) {
        let number = |index: usize| operands.get(index).and_then(Object::as_number).unwrap_or(0.0);
        let side = if operator.first().is_some_and(u8::is_ascii_lowercase) { FILL } else { STROKE };
        match operator {
            b"cm" => state.matrix = times([0, 1, 2, 3, 4, 5].map(number), state.matrix),
            b"w" => state.width = number(0),
            b"Tr" => state.rendering = number(0) as u8,
            b"g" | b"G" => state.paint[side] = paint(Family::Grey, operands),
            b"k" | b"K" => state.paint[side] = paint(Family::Inks, operands),
            b"rg" | b"RG" => {
                let family = self.device(Family::Screen, "DefaultRGB", resources);
                state.paint[side] = paint(family, operands);
                self.screen(family, "a colour");
            }
            b"cs" | b"CS" => {
                let family = operands.first().map_or(Family::Unknown, |space| self.family(space, resources, 0));
                // Inks begin with black (ISO 32000-1, 8.6.8).
                state.paint[side] = match family {
                    Family::Inks => Paint { family, values: [0.0, 0.0, 0.0, 1.0] },
                    Family::Spot | Family::All => Paint { family, values: [1.0, 0.0, 0.0, 0.0] },
                    _ => Paint { family, values: [0.0; 4] },
                };
                self.screen(family, "a colour space");
            }
            b"sc" | b"scn" | b"SC" | b"SCN" => state.paint[side] = paint(state.paint[side].family, operands),
            b"gs" => self.state(operands, resources, state),
            b"m" | b"l" => path.point(state.matrix, number(0), number(1)),
            b"c" | b"v" | b"y" => {
                for pair in 0..operands.len() / 2 {
                    path.point(state.matrix, number(pair * 2), number(pair * 2 + 1));
                }
            }
            b"re" => {
                let [x, y, width, height] = [0, 1, 2, 3].map(number);
                for (x, y) in [(x, y), (x + width, y), (x, y + height), (x + width, y + height)] {
                    path.point(state.matrix, x, y);
                }
            }
            b"W" | b"W*" => path.clips = true,
            b"f" | b"F" | b"f*" => self.painted(state, path, [true, false]),
            b"S" | b"s" => self.painted(state, path, [false, true]),
            b"B" | b"B*" | b"b" | b"b*" => self.painted(state, path, [true, true]),
            b"n" => path.end(state),
            b"Tj" | b"TJ" | b"'" | b"\"" => self.text(state),
            b"sh" => {
                let shading = operands.first().and_then(|name| resource(self.file, resources, "Shading", name));
                self.shading(shading, resources);
            }
            b"Do" => self.object(operands, resources, *state, depth),
            _ => {}
        }
    }

    /// The family of a device's colours, unless a default space stands in its place (ISO 32000-1, 8.6.5.6).
    fn device(&self, family: Family, default: &str, resources: &Dict) -> Family {
        let stands = self.file.dict(resources, "ColorSpace").and_then(|spaces| self.file.value(spaces, default));
        stands.map_or(family, |space| self.family(space, &Dict::default(), 1))
    }

    fn family(&self, space: &Object, resources: &Dict, depth: u8) -> Family {
        if depth > 8 {
            return Family::Unknown;
        }
        let space = self.file.resolve(space);
        if let Some(name) = space.as_name() {
            return match name {
                b"DeviceGray" | b"G" => Family::Grey,
                b"DeviceRGB" | b"RGB" => self.device(Family::Screen, "DefaultRGB", resources),
                b"DeviceCMYK" | b"CMYK" => Family::Inks,
                b"Pattern" => Family::Pattern,
                _ => match resource(self.file, resources, "ColorSpace", space) {
                    Some(named) => self.family(named, &Dict::default(), depth + 1),
                    None => Family::Unknown,
                },
            };
        }
        let parts = space.as_array().unwrap_or_default();
        let part = |index: usize| parts.get(index).unwrap_or(&Object::Null);
        let name = self.file.resolve(part(0)).as_name().unwrap_or_default();
        match name {
            b"ICCBased" => {
                let dict = self.file.resolve(part(1)).as_dict();
                let count = dict.and_then(|dict| self.file.value(dict, "N")).and_then(Object::as_number);
                Family::Profiled(count.unwrap_or(0.0) as u8)
            }
            b"Lab" | b"CalRGB" => Family::Profiled(3),
            b"CalGray" => Family::Profiled(1),
            b"Indexed" | b"I" => self.family(part(1), resources, depth + 1),
            b"Pattern" => Family::Pattern,
            // What a spot colour becomes where its ink is not loaded.
            b"Separation" | b"DeviceN" if self.family(part(2), resources, depth + 1) == Family::Screen => {
                Family::Screen
            }
            b"Separation" if self.file.resolve(part(1)).is_name("All") => Family::All,
            b"Separation" | b"DeviceN" => Family::Spot,
            _ => Family::Unknown,
        }
    }

    fn screen(&mut self, family: Family, what: &str) {
        if family == Family::Screen {
            self.report(&X12, None, format!("{what} in DeviceRGB"));
        }
    }

    fn state(&mut self, operands: &[Object], resources: &Dict, state: &mut State) {
        let Some(dict) = operands.first().and_then(|name| resource(self.file, resources, "ExtGState", name)) else {
            return self.report(&X00, None, "a graphics state that is not there");
        };
        let Some(dict) = self.file.resolve(dict).as_dict() else { return };
        let flag = |key: &str| match self.file.value(dict, key) {
            Some(Object::Bool(flag)) => Some(*flag),
            _ => None,
        };
        let number = |key: &str| self.file.value(dict, key).and_then(Object::as_number);
        // OP alone is for both (ISO 32000-1, table 58).
        let stroke = flag("OP");
        if let Some(over) = flag("op").or(stroke) {
            state.over[FILL] = over;
        }
        if let Some(over) = stroke {
            state.over[STROKE] = over;
        }
        if let Some(mode) = number("OPM") {
            state.nonzero = mode == 1.0;
        }
        if let Some(width) = number("LW") {
            state.width = width;
        }
    }

    /// What a painting operator paints.
    fn painted(&mut self, state: &mut State, path: &mut Path, sides: [bool; 2]) {
        let area = path.area.within(state.clip);
        for side in [FILL, STROKE].into_iter().filter(|side| sides[*side]) {
            self.color(state, side, area);
        }
        if sides[STROKE] {
            let [a, b, c, d, ..] = state.matrix;
            let width = state.width * (a * d - b * c).abs().sqrt();
            if width < self.wishes.weight.to_pt() - ROUNDING && !area.is_empty() {
                self.measured(&H03, Some(area.center()), format!("a line of {width:.3} pt"), Some(width));
            }
        }
        if sides[FILL] && !state.paint[FILL].is_white() {
            self.reaches(area);
        }
        path.end(state);
    }

    /// What the colour of one side breaks, painted over an area.
    fn color(&mut self, state: &State, side: usize, area: Area) {
        let paint = state.paint[side];
        let visible = !area.within(self.bleed).is_empty();
        let at = (!area.is_empty()).then(|| area.center());
        if paint.ink() > f64::from(self.wishes.ink) + 1.0 {
            self.measured(&H02, at, format!("{:.0} %", paint.ink()), Some(paint.ink()));
        }
        if paint.family == Family::All && visible {
            self.report(&H12, at, "a mark on every plate");
        }
        if paint.is_white() && state.over[side] {
            self.report(&H11, at, "white that overprints");
        }
    }

    /// Artwork that comes to the trimmed edge has to go on to the end of the bleed.
    fn reaches(&mut self, area: Area) {
        let (Area(own), Area(trim), Area(bleed)) = (area, self.trim, self.bleed);
        let short = |side: usize, outward: f64| {
            (own[side] - trim[side]) * outward > -NEAR && (bleed[side] - own[side]) * outward > NEAR
        };
        if !area.is_empty() && (short(0, -1.0) || short(1, -1.0) || short(2, 1.0) || short(3, 1.0)) {
            self.report(&H06, Some(area.center()), "artwork that ends between the trim and the end of the bleed");
        }
    }

    fn text(&mut self, state: &State) {
        let (fills, strokes) = match state.rendering % 4 {
            0 => (true, false),
            1 => (false, true),
            2 => (true, true),
            _ => return,
        };
        let used: Vec<usize> =
            [(FILL, fills), (STROKE, strokes)].iter().filter(|side| side.1).map(|side| side.0).collect();
        // White letters with a black outline knock out: what overprints would leave no white.
        let black = used.iter().all(|side| state.paint[*side].is_full_black());
        for side in used {
            let paint = state.paint[side];
            if self.wishes.black_text && !paint.is_plain() {
                self.report(&H01, None, format!("text in {:?} {:?}", paint.family, paint.values));
            }
            if black && !(state.over[side] && state.nonzero) {
                self.report(&H11, None, "black text that knocks out");
            }
            self.color(state, side, Area::NONE);
        }
    }

    fn shading(&mut self, shading: Option<&Object>, resources: &Dict) {
        let space = shading.and_then(|shading| self.file.resolve(shading).as_dict()?.get("ColorSpace"));
        let family = space.map_or(Family::Unknown, |space| self.family(space, resources, 0));
        self.screen(family, "a gradient");
    }

    /// A picture or a form.
    fn object(&mut self, operands: &[Object], resources: &Dict, state: State, depth: u8) {
        let found = operands.first().and_then(|name| resource(self.file, resources, "XObject", name));
        let Some(Object::Ref(number)) = found else {
            return self.report(&X00, None, "an object that is not there");
        };
        let number = *number;
        let file = self.file;
        let Some(dict) = file.get(number).and_then(|found| found.object.as_dict()) else { return };
        if dict.is("Subtype", "Image") {
            return self.image(dict, resources, &state);
        }
        if depth >= DEEPEST {
            return self.report(&X00, None, "forms within forms without end");
        }
        let Some(content) = file.data(number) else { return };
        let matrix = numbers::<6>(file, file.value(dict, "Matrix")).unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
        let mut state = State { matrix: times(matrix, state.matrix), ..state };
        if let Some([x0, y0, x1, y1]) = numbers::<4>(file, file.value(dict, "BBox")) {
            let mut area = Area::NONE;
            for (x, y) in [(x0, y0), (x1, y0), (x0, y1), (x1, y1)] {
                let (x, y) = apply(state.matrix, x, y);
                area.grow(x, y);
            }
            state.clip = state.clip.within(area);
        }
        let own = file.dict(dict, "Resources").unwrap_or(resources);
        self.stream(&content, own, state, depth + 1);
        self.fonts_and_patterns(own, state, depth + 1);
    }

    fn image(&mut self, dict: &Dict, resources: &Dict, state: &State) {
        if let Some(space) = dict.get("ColorSpace") {
            let family = self.family(space, resources, 0);
            self.screen(family, "a picture");
        }
        let mut area = Area::NONE;
        for (x, y) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)] {
            let (x, y) = apply(state.matrix, x, y);
            area.grow(x, y);
        }
        self.reaches(area.within(state.clip));
        let [a, b, c, d, ..] = state.matrix;
        let size = |key| self.file.value(dict, key).and_then(Object::as_number).unwrap_or(0.0);
        // A picture without extent shows nothing.
        let inches = [a.hypot(b) / 72.0, c.hypot(d) / 72.0];
        if inches.contains(&0.0) {
            return;
        }
        let ppi = (size("Width") / inches[0]).min(size("Height") / inches[1]);
        let bitonal = size("BitsPerComponent") == 1.0 || dict.get("ImageMask") == Some(&Object::Bool(true));
        let least = f64::from(if bitonal { self.wishes.bitonal_ppi } else { self.wishes.ppi });
        // Pixels are whole, lengths are rounded: half a pixel to the inch is no difference.
        if ppi < least - 0.5 {
            self.measured(&H04, Some(area.center()), format!("{ppi:.0} pixels to the inch"), Some(ppi));
        }
    }

    /// Tiles, gradients and drawn letters, each once: their colours do not depend on where they are used.
    fn fonts_and_patterns(&mut self, resources: &Dict, state: State, depth: u8) {
        if depth >= DEEPEST {
            return;
        }
        let file = self.file;
        let references = |kind: &str| -> Vec<u32> {
            let all = file.dict(resources, kind).into_iter().flat_map(Dict::iter);
            all.filter_map(|(_, object)| if let Object::Ref(number) = object { Some(*number) } else { None }).collect()
        };
        for number in references("Pattern") {
            let Some(dict) = file.get(number).and_then(|found| found.object.as_dict()) else { continue };
            if !self.seen.insert(number) {
                continue;
            }
            let matrix = numbers::<6>(file, file.value(dict, "Matrix")).unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
            let state = State { matrix: times(matrix, state.matrix), clip: Area::ALL, ..state };
            let own = file.dict(dict, "Resources").unwrap_or(resources);
            match file.data(number) {
                Some(content) => {
                    self.stream(&content, own, state, depth + 1);
                    self.fonts_and_patterns(own, state, depth + 1);
                }
                None => self.shading(dict.get("Shading"), own),
            }
        }
        for number in references("Font") {
            let Some(dict) = file.get(number).and_then(|found| found.object.as_dict()) else { continue };
            if !dict.is("Subtype", "Type3") || !self.seen.insert(number) {
                continue;
            }
            let own = file.dict(dict, "Resources").unwrap_or(resources);
            for (_, glyph) in file.dict(dict, "CharProcs").into_iter().flat_map(Dict::iter) {
                if let Object::Ref(glyph) = glyph {
                    let content = file.data(*glyph).unwrap_or_default();
                    self.stream(&content, own, State { clip: Area::NONE, ..state }, depth + 1);
                }
            }
        }
    }
}

/// The resource of this kind and name.
fn resource<'r>(file: &'r File, resources: &'r Dict, kind: &str, name: &Object) -> Option<&'r Object> {
    let name = std::str::from_utf8(name.as_name()?).ok()?;
    file.dict(resources, kind)?.get(name)
}
