//! The judge of print files: silent on a good file, and for each row files that fail it and no other.

use super::edit::Edit;
use super::{printed, world};
use huoban::base::{Len, Size};
use huoban::pdf::preflight::{Finding, ROWS, Wishes, judge};
use std::collections::BTreeSet;

/// What a house asks of the books here.
pub fn wishes() -> Wishes {
    Wishes {
        trim: Some(Size { width: Len::from_mm(140.0), height: Len::from_mm(203.0) }),
        bleed: Len::from_mm(3.0),
        ink: 300,
        ppi: 300,
        bitonal_ppi: 600,
        weight: Len::from_pt(0.25),
        black_text: true,
    }
}

fn rows(found: &[Finding]) -> BTreeSet<&'static str> {
    found.iter().map(|finding| finding.row.id).collect()
}

/// Asks that the judge is silent but for pictures and lines that the author drew, which have warnings of their own.
pub fn passes(bytes: &[u8]) {
    let found = judge(bytes, &wishes());
    let faults: Vec<&Finding> = found.iter().filter(|finding| !["H03", "H04"].contains(&finding.row.id)).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

/// A change that breaks a row.
type Breaks = (&'static str, fn(&mut Edit));

/// Every row has at least one; where a row forbids several things, one for each that is looked for in its own way.
const BREAKS: &[Breaks] = &[
    ("X00", |file| file.draw("q")),
    ("X00", |file| file.draw("/Nothing Do")),
    ("X00", |file| file.draw("BI /W 1 /H 1 ID x\nEI\n")),
    ("X00", |file| file.replace("/FlateDecode>>\nstream\nx", "/FlateDecode>>\nstream\n?")),
    ("X01", |file| file.trailer("/Root", "/Encrypt<</Filter/Standard>>/Root")),
    ("X02", |file| file.version("1.7")),
    ("X02", |file| file.catalog("/Version/1.7")),
    ("X02", |file| file.catalog("/AF[]")),
    ("X03", |file| file.trailer("/ID", "/Id")),
    ("X04", |file| file.replace("/S/GTS_PDFX/", "/S/GTS_PDFA1/")),
    ("X04", |file| {
        let other = file.add("<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier(x)/Info(x)>>");
        file.replace("/OutputIntents[", &format!("/OutputIntents[{other} 0 R "));
    }),
    ("X05", |file| file.replace("/OutputConditionIdentifier(FOGRA39)", "/OutputConditionIdentifier()")),
    ("X05", |file| file.replace("/RegistryName(http://www.color.org)", "")),
    ("X06", |file| file.replace("/DestOutputProfile", "/DestOutputProfileRef")),
    ("X06", |file| file.replace("<</N 4/", "<</N 3/")),
    ("X06", |file| {
        let other = file.add_stream("/N 4", &[0; 200]);
        file.replace("/DestOutputProfile ", &format!("/DestOutputProfile {other} 0 R/Old "));
    }),
    ("X07", |file| file.replace("/Metadata ", "/Old ")),
    ("X07", |file| file.replace("/Subtype/XML", "/Subtype/XML/Filter[]")),
    ("X08", |file| file.replace(">PDF/X-4<", ">PDF/X-3<")),
    ("X08", |file| file.replace("http://www.npes.org/pdfx/ns/id/", "http://www.npes.org/pdfx/ns/")),
    ("X09", |file| file.replace("<xmpMM:VersionID>1<", "<xmpMM:VersionID><")),
    ("X09", |file| file.replace("dc:title>", "dc:name>")),
    ("X10", |file| file.replace("/FontFile3 ", "/Old ")),
    ("X11", |file| file.replace("/Trapped/False", "/Trapped/True")),
    ("X11", |file| file.replace("/Trapped/False", "/Trapped/Unknown")),
    ("X12", |file| file.draw("q 1 0 0 rg 0 0 9 9 re f Q")),
    ("X12", |file| file.draw("q /DeviceRGB CS 0 0 m 9 9 l S Q")),
    ("X12", |file| {
        let image = file.add_stream(
            "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceRGB",
            &[9; 3],
        );
        show(file, image, "0.2 0 0 0.2 99 99");
    }),
    ("X12", |file| {
        file.replace("/ColorSpace<<", "/ColorSpace<</Spot[/Separation/Gold/DeviceRGB<</FunctionType 2>>]");
        file.draw("q /Spot cs 0 0 9 9 re f Q");
    }),
    ("X13", |file| file.replace("/TrimBox[", "/Old[")),
    ("X13", |file| file.page("/ArtBox[99 99 199 199]")),
    ("X13", |file| file.replace("/MediaBox[0 0 ", "/MediaBox[23 0 ")),
    ("X14", |file| file.catalog("/OpenAction<</S/JavaScript/JS(1)>>")),
    ("X14", |file| file.catalog("/AA<<>>")),
    ("X14", |file| file.page("/AA<<>>")),
    ("X14", |file| file.page("/Any<</Type/Action/S/Launch>>")),
    ("X15", |file| file.catalog("/AcroForm<</XFA[]>>")),
    ("X15", |file| file.catalog("/AcroForm<</Fields[1 0 R]>>")),
    ("X16", |file| {
        file.add_stream("/F(elsewhere)", b"");
    }),
    ("X16", |file| {
        file.add("<</OPI<<>>>>");
    }),
    ("X17", |file| {
        file.add("<</Type/ExtGState/BM/Sparkle>>");
    }),
    ("X18", |file| {
        file.add("<</Type/ExtGState/TR/Identity>>");
    }),
    ("X18", |file| {
        file.add("<</Type/ExtGState/TR2/Identity>>");
    }),
    ("X19", |file| {
        file.add_stream("/Subtype/Form/BBox[0 0 1 1]/Ref<<>>", b"");
    }),
    ("X20", |file| {
        file.add_stream("/Type/XObject/Subtype/PS", b"");
    }),
    ("X21", |file| {
        let alternates = "/Alternates[<</Image 1 0 R/DefaultForPrinting true>>]";
        file.add_stream(&format!("/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray{alternates}"), b"x");
    }),
    ("X22", |file| {
        file.add_stream("/Filter[/LZWDecode]", b"");
    }),
    ("X23", |file| file.page("/Annots[<</Subtype/Link/Rect[99 99 199 199]>>]")),
    ("H01", |file| file.draw("q 0 1 1 0 k BT /f0 9 Tf (\u{1}) Tj ET Q")),
    ("H02", |file| file.draw("q 1 1 1 0.5 k 99 99 9 9 re f Q")),
    ("H02", |file| {
        file.add_stream("/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceCMYK", &[252; 4]);
    }),
    ("H02", |file| {
        let function = file.add_stream("/FunctionType 0", b"\xFF\xFF\xFF\xFF");
        file.add(&format!("<</ShadingType 2/ColorSpace/DeviceCMYK/Function {function} 0 R>>"));
    }),
    ("H03", |file| file.draw("q 0 0 0 1 K 0.5 0 0 0.5 0 0 cm 0.3 w 99 99 m 199 99 l S Q")),
    ("H04", |file| {
        let image = file
            .add_stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", b"x");
        show(file, image, "1 0 0 1 99 99");
    }),
    ("H06", |file| file.draw("q 0 0 0 0.5 k 28 99 99 99 re f Q")),
    ("H07", |file| file.page("/Rotate 90")),
    ("H08", |file| file.page("/UserUnit 2")),
    ("H09", |file| file.page("/Group<</S/Transparency/CS/DeviceRGB>>")),
    ("H11", |file| file.draw("q 0 0 0 1 k BT /f0 9 Tf (\u{1}) Tj ET Q")),
    ("H11", |file| file.draw("q /HbOver gs 0 0 0 0 k 99 99 9 9 re f Q")),
    ("H12", |file| file.draw("q /HbAll cs 1 scn 99 99 9 9 re f Q")),
];

/// Shows an image on the first page.
fn show(file: &mut Edit, image: usize, matrix: &str) {
    file.replace("/ColorSpace<<", &format!("/XObject<</Bad {image} 0 R>>/ColorSpace<<"));
    file.draw(&format!("q {matrix} cm /Bad Do Q"));
}

/// `BROKEN_OUT` names a directory where the failing files are left for other judges.
#[test]
fn every_row_has_files_that_fail_it_and_no_other() {
    let good = printed("good", &world("", "文字。"), &[]);
    assert!(judge(&good, &wishes()).is_empty());
    assert!(judge(&Edit::of(&good).write(), &wishes()).is_empty(), "taking a file apart changes nothing");
    let mut wrong = Vec::new();
    for (index, (row, change)) in BREAKS.iter().enumerate() {
        let mut edit = Edit::of(&good);
        change(&mut edit);
        let bytes = edit.write();
        if let Some(directory) = std::env::var_os("BROKEN_OUT") {
            std::fs::write(std::path::Path::new(&directory).join(format!("{row}-{index}.pdf")), &bytes)
                .expect("written");
        }
        let found = judge(&bytes, &wishes());
        if rows(&found) != BTreeSet::from([*row]) {
            let said: Vec<(&str, &str)> = found.iter().map(|one| (one.row.id, one.what.as_str())).collect();
            wrong.push(format!("change {index}, {row}: {said:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // What concerns sizes is broken by asking for others.
    let other = Wishes { trim: Some(Size { width: Len::from_mm(141.0), height: Len::from_mm(203.0) }), ..wishes() };
    assert_eq!(rows(&judge(&good, &other)), BTreeSet::from(["H05"]));
    let wide = Wishes { bleed: Len::from_mm(5.0), ..wishes() };
    assert_eq!(rows(&judge(&good, &wide)), BTreeSet::from(["H06"]));
    let mut edit = Edit::of(&good);
    edit.replace("/TrimBox[31.181 ", "/TrimBox[32.181 ");
    assert_eq!(rows(&judge(&edit.write(), &wishes())), BTreeSet::from(["H05", "H10"]));

    let proven: BTreeSet<&str> = BREAKS.iter().map(|(row, _)| *row).chain(["H05", "H10"]).collect();
    let all: BTreeSet<&str> = ROWS.iter().map(|row| row.id).collect();
    assert_eq!(proven, all, "every row has a file that fails it");
}

#[test]
fn a_file_that_cannot_be_read_is_no_print_file() {
    let good = printed("cut", &world("", "文字。"), &[]);
    for broken in [&b""[..], b"%PDF-1.6\n", &good[..good.len() / 2], &good[..good.len() - 20]] {
        assert_eq!(rows(&judge(broken, &wishes())), BTreeSet::from(["X00"]));
    }
}
