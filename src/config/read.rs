use super::accessibility::accessibility;
use super::chapters::{back, chapters, files};
use super::cip::cip;
use super::epub::epub;
use super::imprint::imprint;
use super::isbn::isbns;
use super::lints::lints;
use super::measure::{page_names, read_page};
use super::print::print;
use super::quality::quality;
use super::reader::{Field, Reader, Section, points};
use super::standard::standard;
use super::tree::Value;
use super::{
    Config, Contributor, CoverConfig, FontsConfig, Imprint, Meta, MissingAlt, MissingGlyphs, Output, PageConfig,
    Series, ThemeConfig, codes,
};
use crate::base::{Len, Size};
use crate::choices::{
    ChapterOpening, EmphasisStyle, HanLatinGap, ListLabels, ListStyle, NoteNumbering, ParagraphStart, Prohibitions,
    PunctuationStyle, StrongStyle, TypographyConfig,
};
use crate::color::{LEAST_CONTRAST, PAPER, contrast};
use crate::diagnostics::{Bilingual, Diagnostic, most_alike, rules::manuscript as rules};
use crate::language::Tag;
use crate::unicode::Script;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// The longest title, name or other line, in characters.
const LINE: usize = 2_000;
/// The longest description or rights statement.
const PASSAGE: usize = 20_000;

/// Reads the whole of `book.yaml`. What is faulty is reported and takes its default, so that one run finds every fault.
pub(super) fn config(reader: &mut Reader, root: &Field, directory: &str) -> Option<Config> {
    let section = reader.section(root, "")?;
    let mut meta = meta(reader, &section, directory);
    let script = meta.language.script();
    let page = page(reader, &section, script);
    meta.imprint = imprint(reader, &section, page.size);
    let read_files = |reader: &mut Reader, key| section.get(key).map(|field| files(reader, &field));
    let front = read_files(reader, "front").unwrap_or_default();
    let read_chapters = section.get("chapters").map(|field| chapters(reader, &field));
    let read_back = section.get("back").map(|field| back(reader, &field)).unwrap_or_default();
    Some(Config {
        meta,
        pdf_standard: standard(reader, &section),
        cover: cover(reader, &section),
        front,
        chapters: read_chapters,
        back: read_back,
        typography: typography(reader, &section, page.font_size, script),
        quality: quality(reader, &section, page.font_size),
        print: print(reader, &section, page.font_size),
        epub: section.get("epub").map(|field| epub(reader, &field)).unwrap_or_default(),
        page,
        fonts: fonts(reader, &section),
        theme: theme(reader, &section, script),
        missing_glyphs: missing_glyphs(reader, &section),
        missing_alt: missing_alt(reader, &section),
        lints: lints(reader, &section),
        outputs: outputs(reader, &section),
    })
}

fn meta(reader: &mut Reader, section: &Section, directory: &str) -> Meta {
    let title = reader.required(section, "title", "title: 书名");
    let title = title.and_then(|title| reader.line(&title, LINE)).unwrap_or_default();
    let mut contributors = people(reader, section, "authors", "aut");
    contributors.extend(people(reader, section, "contributors", "ctb"));
    let mut line = |key| section.get(key).and_then(|field| reader.line(&field, LINE));
    let title_file_as = line("title-file-as");
    let subtitle = line("subtitle");
    let publisher = line("publisher");
    let identifier = line("identifier");
    let mut passage = |key| section.get(key).and_then(|field| reader.text(&field, PASSAGE));
    let rights = passage("rights");
    let description = passage("description");
    let language = section.get("language").and_then(|field| reader.code(&field, &rules::E027, Tag::parse));
    let date = section.get("date").and_then(|field| reader.code(&field, &rules::E029, codes::read_date));
    let slug = section.get("slug").and_then(|field| reader.code(&field, &rules::E036, read_slug));
    let subjects = section.get("subjects").map(|field| reader.list(&field)).unwrap_or_default();
    let isbn = section.get("isbn").map(|field| isbns(reader, &field)).unwrap_or_default();
    let in_print = isbn.print.as_ref().map(|isbn| isbn.digits.as_str());
    let cip = section.get("cip").and_then(|field| cip(reader, &field, in_print));
    Meta {
        title,
        title_file_as,
        subtitle,
        contributors,
        language: language.unwrap_or_default(),
        publisher,
        date,
        isbn,
        identifier,
        rights,
        description,
        subjects: subjects.iter().filter_map(|subject| reader.line(subject, LINE)).collect(),
        series: section.get("series").and_then(|field| series(reader, &field)),
        imprint: Imprint::default(),
        cip,
        accessibility: section.get("accessibility").map(|field| accessibility(reader, &field)).unwrap_or_default(),
        slug: slug.unwrap_or_else(|| slug_of(directory)),
    }
}

fn series(reader: &mut Reader, field: &Field) -> Option<Series> {
    if reader.meant_group(field, "series") {
        return None;
    }
    if let Value::Scalar(_) = field.node.value {
        return reader.line(field, LINE).map(|title| Series { title, number: None });
    }
    let section = reader.section(field, "series")?;
    let number = section.get("number").and_then(|number| reader.line(&number, LINE));
    let title = reader.required(&section, "title", "series: {title: 丛书名, number: 1}")?;
    Some(Series { title: reader.line(&title, LINE)?, number })
}

/// Reads `authors` or `contributors`: one name or a list of names and `{name, role, file-as}`.
fn people(reader: &mut Reader, section: &Section, key: &str, role: &str) -> Vec<Contributor> {
    let Some(field) = section.get(key) else { return Vec::new() };
    let people = reader.list(&field);
    people.iter().filter_map(|person| one_person(reader, person, key, role)).collect()
}

fn one_person(reader: &mut Reader, field: &Field, key: &str, role: &str) -> Option<Contributor> {
    if reader.meant_group(field, key) {
        return None;
    }
    match field.node.value {
        Value::Scalar(_) => {
            let name = reader.line(field, LINE)?;
            Some(Contributor { name, role: role.to_owned(), file_as: None })
        }
        Value::Map(_) => {
            let section = reader.section(field, key)?;
            let given = section.get("role").map(|role| reader.code(&role, &rules::E030, codes::read_role));
            let file_as = section.get("file-as").and_then(|name| reader.line(&name, LINE));
            let name = reader.required(&section, "name", "name: 张三")?;
            let role = given.flatten().unwrap_or(role).to_owned();
            Some(Contributor { name: reader.line(&name, LINE)?, role, file_as })
        }
        _ => {
            reader.wrong_type(field, Bilingual::new("a name", "姓名"), Some("{name: 张三, role: translator}"));
            None
        }
    }
}

/// Characters that Windows forbids in file names, besides `/`.
const NOT_IN_NAMES: &[char] = &['/', '\\', ':', '*', '?', '"', '<', '>', '|'];
/// File systems take 255 bytes; the ending and the mark of a temporary file need some.
const NAME_BYTES: usize = 200;

fn read_slug(text: &str) -> Option<String> {
    let sound = text.len() <= NAME_BYTES
        && !text.contains(NOT_IN_NAMES)
        && !text.chars().any(char::is_control)
        && !text.starts_with(['.', ' ', '-'])
        && !text.ends_with(['.', ' ']);
    sound.then(|| text.to_owned())
}

/// A slug from the name of the manuscript directory, whatever that is.
fn slug_of(directory: &str) -> String {
    let clean: String = directory
        .chars()
        .map(|c| if NOT_IN_NAMES.contains(&c) || c.is_control() || c.is_whitespace() { '-' } else { c })
        .collect();
    let mut slug = clean.trim_matches(['-', '.']).to_owned();
    while slug.len() > NAME_BYTES {
        slug.pop();
    }
    if slug.is_empty() { "book".to_owned() } else { slug }
}

fn cover(reader: &mut Reader, section: &Section) -> CoverConfig {
    let Some(field) = section.get("cover") else { return CoverConfig::default() };
    match reader.path(&field) {
        Some((path, _)) if path.as_os_str() == "auto" => CoverConfig::Auto,
        Some((path, _)) if path.as_os_str() == "none" || path.as_os_str() == "false" => CoverConfig::None,
        Some((path, span)) => CoverConfig::Picture(path, span),
        None => CoverConfig::default(),
    }
}

fn page(reader: &mut Reader, top: &Section, script: Script) -> PageConfig {
    let field = top.get("page");
    let section = field.as_ref().and_then(|field| reader.section(field, "page"));
    let get = |key: &str| section.as_ref().and_then(|section| section.get(key));

    let size = get("size").and_then(|field| page_size(reader, &field));
    let size = size.unwrap_or(Size { width: Len::from_mm(140.0), height: Len::from_mm(203.0) });
    let default_size = Len::from_pt(10.5);
    let font_size = get("font-size").and_then(|field| reader.length(&field, default_size, Len::pt(4)..=Len::pt(100)));
    let em = font_size.unwrap_or(default_size);
    let given_pitch = get("line-pitch").and_then(|field| line_pitch(reader, &field, em, script));
    // The theme's pitch is 1 2/3 em: 17.5 pt for type of 10.5 pt.
    let line_pitch = given_pitch.unwrap_or(em.scale(5, 3));

    // 大32开 with type of 10.5 pt takes 27 characters and 28 lines; another page takes its share.
    let share = size.width.scale(715, 1000).div_floor(em).clamp(2, 200) as u16;
    let lines = ((size.height.scale(84, 100) - em).div_floor(line_pitch) + 1).clamp(1, 200) as u16;
    let chars_field = get("chars-per-line");
    let chars_per_line = chars_field.as_ref().and_then(|field| reader.whole(field, 2..=200)).unwrap_or(share);
    let lines_field = get("lines-per-page");
    let lines_per_page = lines_field.as_ref().and_then(|field| reader.whole(field, 1..=200)).unwrap_or(lines);

    let area =
        Size { width: em * i32::from(chars_per_line), height: line_pitch * (i32::from(lines_per_page) - 1) + em };
    let margins = get("margins").and_then(|field| margins(reader, &field, em, size, area));
    let (inner_margin, top_margin) = margins.unwrap_or_default();

    let width = area.width + inner_margin.unwrap_or_default();
    let height = area.height + top_margin.unwrap_or_default();
    let blame = |first: &Option<Field>| first.is_some();
    for (rule, area, page, culprit) in [
        (&rules::E032, width, size.width, if blame(&chars_field) { &chars_field } else { &field }),
        (&rules::E033, height, size.height, if blame(&lines_field) { &lines_field } else { &field }),
    ] {
        if area > page {
            let wide = Diagnostic::new(rule).with("area", millimetres(area)).with("page", millimetres(page));
            match culprit {
                Some(field) => reader.report(field, wide),
                None => reader.diagnostics.push(wide),
            }
        }
    }
    PageConfig { size, font_size: em, chars_per_line, lines_per_page, line_pitch, inner_margin, top_margin }
}

fn millimetres(length: Len) -> String {
    format!("{}mm", (length.to_pt() * 25.4 / 72.0 * 10.0).round() / 10.0)
}

fn page_size(reader: &mut Reader, field: &Field) -> Option<Size> {
    let text = reader.line(field, LINE)?;
    let Some(size) = read_page(&text) else {
        let allowed: Vec<&str> = page_names().collect();
        let mut bad = Diagnostic::new(&rules::E031).with("value", &text);
        if let Some(nearest) = most_alike(&text, page_names()) {
            bad = bad.with("nearest", nearest);
        }
        reader.report(field, bad.with("allowed", allowed.join(", ")));
        return None;
    };
    let range: RangeInclusive<Len> = Len::from_mm(30.0)..=Len::from_mm(2_000.0);
    if !range.contains(&size.width) || !range.contains(&size.height) {
        let out = Diagnostic::new(&rules::E026).with("key", &field.path).with("value", &text);
        reader.report(field, out.with("least", "30mm x 30mm").with("most", "2000mm x 2000mm"));
        return None;
    }
    Some(size)
}

fn line_pitch(reader: &mut Reader, field: &Field, em: Len, script: Script) -> Option<Len> {
    let pitch = reader.length(field, em, Len::pt(1)..=Len::pt(400))?;
    if pitch < em {
        let tight = Diagnostic::new(&rules::E039).with("pitch", points(pitch)).with("size", points(em));
        reader.report(field, tight);
        return None;
    }
    // What is usual, in tenths of the size.
    // Letters have room of their own above and below.
    let (rule, least, most) = match script {
        Script::Other => (&rules::W047, 12, 16),
        Script::Hans | Script::Hant | Script::Japanese | Script::Korean => (&rules::W040, 15, 20),
    };
    if pitch < em.scale(least, 10) || pitch > em.scale(most, 10) {
        let ratio = (pitch.to_pt() / em.to_pt() * 100.0).round() / 100.0;
        reader.report(field, Diagnostic::new(rule).with("ratio", ratio));
    }
    Some(pitch)
}

/// The inner and the top margin; those opposite are turned into them.
fn margins(reader: &mut Reader, field: &Field, em: Len, page: Size, area: Size) -> Option<(Option<Len>, Option<Len>)> {
    let section = reader.section(field, "page.margins")?;
    let range = Len::ZERO..=Len::from_mm(1_000.0);
    let mut pair = |near: &str, far: &str, free: Len| {
        let near_field = section.get(near);
        let near_length = near_field.as_ref().and_then(|field| reader.length(field, em, range.clone()));
        let far_field = section.get(far);
        let far_length = far_field.as_ref().and_then(|field| reader.length(field, em, range.clone()));
        if let (Some(_), Some(_), Some(far_field)) = (near_length, far_length, &far_field) {
            let key = format!("page.margins.{near}");
            let both = Diagnostic::new(&rules::E037).with("key", key).with("other", &far_field.path);
            let near_span = near_field.and_then(|field| field.node.span);
            reader.report(far_field, both.also(near_span));
        }
        // A far margin wider than what is free leaves no near one; the area is then reported as too large.
        near_length.or(far_length.map(|far| if far > free { page.width + page.height } else { free - far }))
    };
    let inner = pair("inner", "outer", page.width - area.width);
    let top = pair("top", "bottom", page.height - area.height);
    Some((inner, top))
}

fn typography(reader: &mut Reader, top: &Section, em: Len, script: Script) -> TypographyConfig {
    let field = top.get("typography");
    let section = field.and_then(|field| reader.section(&field, "typography"));
    let get = |key: &str| section.as_ref().and_then(|section| section.get(key));
    let punctuation = get("punctuation").and_then(|field| reader.choice(&field, PUNCTUATION));
    let prohibitions = get("prohibitions").and_then(|field| reader.choice(&field, PROHIBITIONS));
    let gap = get("han-latin-gap").and_then(|field| reader.em_parts(&field, em, 1_000, 1));
    let hanging = get("hanging").and_then(|field| reader.flag(&field));
    let indent = get("indent").and_then(|field| reader.em_parts(&field, em, 100, 10));
    let starts = [("trimmed", ParagraphStart::Trimmed), ("full", ParagraphStart::Full)];
    let paragraph_start = get("paragraph-start").and_then(|field| reader.choice(&field, &starts));
    let grid = get("grid").and_then(|field| reader.flag(&field));
    TypographyConfig {
        punctuation: punctuation.unwrap_or_default(),
        prohibitions: prohibitions.unwrap_or_else(|| Prohibitions::of(script)),
        han_latin_gap: HanLatinGap(gap.unwrap_or(250)),
        hanging: hanging.unwrap_or(false),
        indent: indent.unwrap_or_else(|| script.indent()),
        paragraph_start: paragraph_start.unwrap_or_default(),
        grid: grid.unwrap_or(false),
    }
}

const PUNCTUATION: &[(&str, PunctuationStyle)] = &[
    ("quanjiao", PunctuationStyle::Quanjiao),
    ("kaiming", PunctuationStyle::Kaiming),
    ("banjiao", PunctuationStyle::Banjiao),
    ("line-end-half", PunctuationStyle::LineEndHalf),
    ("plain", PunctuationStyle::Plain),
];

const PROHIBITIONS: &[(&str, Prohibitions)] = &[
    ("none", Prohibitions::None),
    ("basic", Prohibitions::Basic),
    ("gb", Prohibitions::Gb),
    ("strict", Prohibitions::Strict),
];

fn fonts(reader: &mut Reader, top: &Section) -> FontsConfig {
    let Some(section) = top.get("fonts").and_then(|field| reader.section(&field, "fonts")) else {
        return FontsConfig::default();
    };
    let paths = section.get("paths").map(|field| reader.list(&field)).unwrap_or_default();
    let paths = paths.iter().filter_map(|path| reader.path(path)).collect();
    let system = section.get("system").and_then(|field| reader.flag(&field)).unwrap_or(false);
    let mut places = BTreeMap::new();
    let mut family = |key: &'static str| {
        let field = section.get(key)?;
        places.extend(field.node.span.map(|span| (key, span)));
        reader.line(&field, LINE)
    };
    FontsConfig {
        paths,
        body: family("body"),
        heading: family("heading"),
        emphasis: family("emphasis"),
        latin: family("latin"),
        latin_heading: family("latin-heading"),
        mono: family("mono"),
        system,
        places,
    }
}

fn theme(reader: &mut Reader, top: &Section, script: Script) -> ThemeConfig {
    let section = top.get("theme").and_then(|field| reader.section(&field, "theme"));
    let get = |key: &str| section.as_ref().and_then(|section| section.get(key));
    let opening = [("new-page", ChapterOpening::NewPage), ("recto", ChapterOpening::Recto)];
    let notes = [("page", NoteNumbering::Page), ("chapter", NoteNumbering::Chapter)];
    let chapter_opening = get("chapter-opening").and_then(|field| reader.choice(&field, &opening));
    let notes = get("notes").and_then(|field| reader.choice(&field, &notes));
    let styles = [("hanging", ListStyle::Hanging), ("paragraph", ListStyle::Paragraph)];
    let labels = [("arabic", ListLabels::Arabic), ("han", ListLabels::Han)];
    let lists = get("lists").and_then(|field| reader.choice(&field, &styles));
    let list_labels = get("list-labels").and_then(|field| reader.choice(&field, &labels));
    let numbering_depth = get("numbering-depth").and_then(|field| reader.whole(&field, 0..=5));
    let contents_depth = get("contents-depth").and_then(|field| reader.whole(&field, 0..=3));
    let number_chapters = get("number-chapters").and_then(|field| reader.flag(&field));
    let emphases = [("kai", EmphasisStyle::Kai), ("dots", EmphasisStyle::Dots)];
    let strengths = [("hei", StrongStyle::Hei), ("song", StrongStyle::Song)];
    let emphasis = get("emphasis").and_then(|field| reader.choice(&field, &emphases));
    let strong = get("strong").and_then(|field| reader.choice(&field, &strengths));
    let accent = get("accent").and_then(|field| accent(reader, &field));
    ThemeConfig {
        chapter_opening: chapter_opening.unwrap_or_default(),
        notes: notes.unwrap_or_else(|| NoteNumbering::of(script)),
        lists: lists.unwrap_or_default(),
        list_labels: list_labels.unwrap_or_default(),
        numbering_depth: numbering_depth.unwrap_or(0) as u8,
        contents_depth: contents_depth.unwrap_or(2) as u8,
        number_chapters: number_chapters.unwrap_or(true),
        emphasis: emphasis.unwrap_or_default(),
        strong: strong.unwrap_or_else(|| StrongStyle::of(script)),
        accent: accent.unwrap_or([0x9e, 0x2a, 0x2b]),
    }
}

/// A colour that text is set in: one that is hard to read is reported and kept.
fn accent(reader: &mut Reader, field: &Field) -> Option<[u8; 3]> {
    let color = reader.code(field, &rules::E038, codes::read_color)?;
    let ratio = contrast(color, PAPER);
    if ratio < LEAST_CONTRAST {
        let [red, green, blue] = color;
        // Rounded down, so that what is just below the limit is not shown as the limit.
        let faint = Diagnostic::new(&rules::W062).with("ratio", (ratio * 10.0).floor() / 10.0);
        let faint = faint.with("key", &field.path).with("value", format!("#{red:02x}{green:02x}{blue:02x}"));
        reader.report(field, faint);
    }
    Some(color)
}

fn missing_glyphs(reader: &mut Reader, top: &Section) -> MissingGlyphs {
    let words = [("error", MissingGlyphs::Error), ("warn", MissingGlyphs::Warn)];
    top.get("missing-glyphs").and_then(|field| reader.choice(&field, &words)).unwrap_or_default()
}

fn outputs(reader: &mut Reader, top: &Section) -> Vec<Output> {
    let words = [("epub", Output::Epub), ("pdf", Output::Pdf), ("print", Output::Print), ("cover", Output::Cover)];
    let Some(field) = top.get("outputs") else { return vec![Output::Epub, Output::Pdf] };
    let items = reader.list(&field);
    if items.is_empty() {
        reader.report(&field, Diagnostic::new(&rules::E042).with("key", &field.path));
    }
    let mut outputs: Vec<Output> = items.iter().filter_map(|item| reader.choice(item, &words)).collect();
    outputs.sort();
    outputs.dedup();
    outputs
}

fn missing_alt(reader: &mut Reader, top: &Section) -> MissingAlt {
    let words = [("error", MissingAlt::Error), ("warn", MissingAlt::Warn)];
    top.get("missing-alt").and_then(|field| reader.choice(&field, &words)).unwrap_or_default()
}
