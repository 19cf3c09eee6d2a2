//! The boxes of a page, and what lies on it without being painted.

use super::rows::{H05, H06, H07, H08, H10, X13, X23};
use super::values::{inherited, numbers};
use super::{Finding, Wishes};
use crate::base::Len;
use crate::pdf::object::{Dict, File, Object};

/// Half the last digit that boxes are written with, in points.
const ROUNDING: f64 = 0.01;
/// How far a trimmed size may be off what was ordered, in millimetres: no guillotine cuts finer.
const CUT: f64 = 0.25;

/// A rectangle: left, low, right, high, in points.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Area(pub [f64; 4]);

impl Area {
    /// The whole plane.
    pub const ALL: Area = Area([f64::NEG_INFINITY, f64::NEG_INFINITY, f64::INFINITY, f64::INFINITY]);
    /// Nothing; it grows with every point.
    pub const NONE: Area = Area([f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY]);

    /// Makes room for a point.
    pub fn grow(&mut self, x: f64, y: f64) {
        let Area([left, low, right, high]) = *self;
        *self = Area([left.min(x), low.min(y), right.max(x), high.max(y)]);
    }

    /// What both cover.
    pub fn within(self, other: Area) -> Area {
        let (Area(a), Area(b)) = (self, other);
        Area([a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])])
    }

    pub fn is_empty(self) -> bool {
        self.0[0] > self.0[2] || self.0[1] > self.0[3]
    }

    pub fn center(self) -> (f64, f64) {
        ((self.0[0] + self.0[2]) / 2.0, (self.0[1] + self.0[3]) / 2.0)
    }

    fn lies_in(self, other: Area) -> bool {
        let (Area(a), Area(b)) = (self, other);
        a[0] >= b[0] - ROUNDING && a[1] >= b[1] - ROUNDING && a[2] <= b[2] + ROUNDING && a[3] <= b[3] + ROUNDING
    }

    fn size(self) -> [f64; 2] {
        [self.0[2] - self.0[0], self.0[3] - self.0[1]]
    }
}

/// The boxes of a page.
pub(super) struct Boxes {
    pub media: Option<Area>,
    pub bleed: Option<Area>,
    pub trim: Option<Area>,
    art: Option<Area>,
}

impl Boxes {
    pub fn of(file: &File, page: &Dict) -> Boxes {
        let area = |object: Option<&Object>| {
            let [x0, y0, x1, y1] = numbers::<4>(file, object)?;
            Some(Area([x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)]))
        };
        Boxes {
            media: area(inherited(file, page, "MediaBox")),
            bleed: area(file.value(page, "BleedBox")),
            trim: area(file.value(page, "TrimBox")),
            art: area(file.value(page, "ArtBox")),
        }
    }

    /// The page as it is bound.
    pub fn trimmed(&self) -> Option<Area> {
        self.trim.or(self.art)
    }
}

/// What concerns the pages together.
pub(super) fn judge_all(file: &File, found: &mut Vec<Finding>) {
    let sizes = file.pages().into_iter().filter_map(|page| {
        let page = file.get(page)?.object.as_dict()?;
        Boxes::of(file, page).trimmed().map(Area::size)
    });
    let sizes: Vec<[f64; 2]> = sizes.collect();
    let differs = |size: &[f64; 2]| (0..2).any(|side| (size[side] - sizes[0][side]).abs() > 0.3);
    if sizes.iter().any(differs) {
        found.push(Finding::new(&H10, "trimmed sizes differ"));
    }
}

pub(super) fn judge(file: &File, page: u32, wishes: &Wishes) -> Vec<Finding> {
    let mut found = Vec::new();
    let Some(page) = file.get(page).and_then(|found| found.object.as_dict()) else { return found };
    let boxes = Boxes::of(file, page);
    if boxes.trim.is_some() == boxes.art.is_some() {
        found.push(Finding::new(&X13, "TrimBox and ArtBox: not one of both"));
    }
    let trim = boxes.trimmed();
    let nested = |inner: Option<Area>, outer: Option<Area>| match (inner, outer) {
        (Some(inner), Some(outer)) => inner.lies_in(outer),
        _ => true,
    };
    if boxes.media.is_none()
        || !nested(trim, boxes.bleed)
        || !nested(trim, boxes.media)
        || !nested(boxes.bleed, boxes.media)
    {
        found.push(Finding::new(&X13, "the boxes do not lie in each other"));
    }
    if let Some(trim) = trim {
        size(trim, &boxes, wishes, &mut found);
        annotations(file, page, boxes.bleed.unwrap_or(trim), &mut found);
    }
    if inherited(file, page, "Rotate").and_then(Object::as_number).is_some_and(|turn| turn % 360.0 != 0.0) {
        found.push(Finding::new(&H07, "Rotate"));
    }
    if file.value(page, "UserUnit").and_then(Object::as_number).is_some_and(|unit| unit != 1.0) {
        found.push(Finding::new(&H08, "UserUnit"));
    }
    found
}

fn size(trim: Area, boxes: &Boxes, wishes: &Wishes, found: &mut Vec<Finding>) {
    let millimetre = Len::from_mm(1.0).to_pt();
    if let Some(ordered) = wishes.trim {
        let ordered = [ordered.width.to_pt(), ordered.height.to_pt()];
        let size = trim.size();
        if (0..2).any(|side| (size[side] - ordered[side]).abs() > CUT * millimetre) {
            let [width, height] = size.map(|length| length / millimetre);
            found.push(Finding::new(&H05, format!("{width:.1} × {height:.1} mm")));
        }
    }
    let around = |bleed: Area| {
        let (Area(inner), Area(outer)) = (trim, bleed);
        [inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]]
    };
    let least = boxes.bleed.map(around).map_or(0.0, |sides| sides.into_iter().fold(f64::INFINITY, f64::min));
    if least < wishes.bleed.to_pt() - 0.1 {
        found.push(Finding::new(&H06, format!("a bleed of {:.1} mm", least / millimetre)));
    }
}

fn annotations(file: &File, page: &Dict, zone: Area, found: &mut Vec<Finding>) {
    for annotation in file.value(page, "Annots").and_then(Object::as_array).unwrap_or_default() {
        let Some(annotation) = file.resolve(annotation).as_dict() else { continue };
        // Traps and marks of the press are made for it (ISO 32000-1, 14.11.3 and 14.11.6); a pop-up shows nothing.
        if ["TrapNet", "PrinterMark", "Popup"].iter().any(|kind| annotation.is("Subtype", kind)) {
            continue;
        }
        let [x0, y0, x1, y1] = numbers::<4>(file, file.value(annotation, "Rect")).unwrap_or_default();
        let own = Area([x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)]);
        if !own.within(zone).is_empty() {
            found.push(Finding::new(&X23, "an annotation"));
        }
    }
}
