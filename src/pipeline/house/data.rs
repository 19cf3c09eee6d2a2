use crate::diagnostics::Bilingual;

/// What a printing house publishes about the files that it takes. What it says nothing of is none here.
#[derive(PartialEq, Eq, Debug)]
pub struct House {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its name in messages.
    pub title: Bilingual,
    /// The trimmed sizes that it makes.
    pub trim: Option<Asked<Trim>>,
    /// The fewest and the most pages.
    pub pages: Option<Asked<[usize; 2]>>,
    /// The inner margin: up to how many pages, and how many thousandths of an inch.
    pub inner: Option<Asked<&'static [(usize, i64)]>>,
    /// The other margins, in thousandths of an inch.
    pub outer: Option<Asked<i64>>,
    /// The bleed of the cover, in thousandths of an inch.
    pub bleed: Option<Asked<i64>>,
    /// Whether crop marks may stand on the sheets.
    pub marks: Option<Asked<bool>>,
    /// The fewest pixels to the inch.
    pub ppi: Option<Asked<u16>>,
    /// The most ink on one spot, in percent.
    pub ink: Option<Asked<u16>>,
    /// Its papers, by their names as `print.paper`: they make the spine.
    pub papers: Option<Asked<&'static [&'static str]>>,
    /// Whether the last page should be blank.
    pub last_blank: Option<Asked<bool>>,
}

/// A number and where the house publishes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Asked<T> {
    /// What is asked for.
    pub value: T,
    /// Where it is written.
    pub source: &'static str,
}

/// Trimmed sizes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trim {
    /// Any width and height between these, in thousandths of an inch.
    Between([i64; 2], [i64; 2]),
    /// What sheets of Chinese paper give.
    Formats,
}

impl House {
    /// The house of a name.
    pub fn named(name: &str) -> Option<&'static House> {
        HOUSES.iter().find(|house| house.name == name)
    }

    /// The names of all.
    pub fn names() -> impl Iterator<Item = &'static str> {
        HOUSES.iter().map(|house| house.name)
    }
}

/// A house that publishes nothing.
const SILENT: House = House {
    name: "",
    title: Bilingual::new("", ""),
    trim: None,
    pages: None,
    inner: None,
    outer: None,
    bleed: None,
    marks: None,
    ppi: None,
    ink: None,
    papers: None,
    last_blank: None,
};

const fn asked<T: Copy>(value: T, source: &'static str) -> Option<Asked<T>> {
    Some(Asked { value, source })
}

const KDP_OPTIONS: &str = "KDP Help, Print Options";
const KDP_MARGINS: &str = "KDP Help, Set Trim Size, Bleed, and Margins";
const KDP_COVER: &str = "KDP Help, Create a Paperback Cover";
const KDP_GUIDELINES: &str = "KDP Help, Paperback Submission Guidelines (G201857950)";
const INGRAM_FILES: &str = "IngramSpark, File Requirements for Print Books";
const INGRAM_GUIDE: &str = "IngramSpark, File Creation Guide";
const INGRAM_INK: &str = "Lightning Source Help, Ink Coverage Exceeds 240% CMYK";

/// The houses that are known.
static HOUSES: &[House] = &[
    House {
        name: "kdp",
        title: Bilingual::new("Amazon KDP", "亚马逊 KDP"),
        trim: asked(Trim::Between([4_000, 6_000], [8_500, 11_690]), KDP_OPTIONS),
        pages: asked([24, 828], KDP_OPTIONS),
        inner: asked(&[(150, 375), (300, 500), (500, 625), (700, 750), (828, 875)], KDP_MARGINS),
        outer: asked(250, KDP_MARGINS),
        bleed: asked(125, KDP_COVER),
        marks: asked(false, KDP_GUIDELINES),
        ppi: asked(300, KDP_GUIDELINES),
        papers: asked(&["kdp-white", "kdp-cream", "kdp-premium-color"], KDP_COVER),
        ..SILENT
    },
    House {
        name: "ingramspark",
        title: Bilingual::new("IngramSpark", "IngramSpark"),
        inner: asked(&[(usize::MAX, 500)], INGRAM_FILES),
        outer: asked(500, INGRAM_FILES),
        bleed: asked(125, INGRAM_GUIDE),
        marks: asked(false, INGRAM_FILES),
        ink: asked(240, INGRAM_INK),
        last_blank: asked(true, INGRAM_FILES),
        ..SILENT
    },
    House {
        name: "mainland",
        title: Bilingual::new("a printing house in mainland China", "大陆印刷厂"),
        trim: asked(Trim::Formats, "GB/T 788, GB/T 148"),
        // 3 mm, as houses word it everywhere in the country.
        bleed: asked(118, "schoolprinter.hk, 初稿與完稿"),
        ..SILENT
    },
];
