//! The package document: what the book is, what it holds, in which order it is read.

use super::images::is_moving;
use super::page::Traits;
use super::plan::{NAV, Plan, Spine};
use super::profile::Habits;
use super::xml;
use crate::base::Digest;
use crate::config::{Certifier, Contributor, Meta, WritingMode};
use crate::language::{Word, Words};
use crate::model::{Book, ChapterRole};
use crate::unicode::is_blank;
use std::fmt::Write as _;

/// A file in the manifest.
pub(super) struct Item {
    /// Its name, relative to the package document.
    pub href: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its properties, if any.
    pub properties: Option<&'static str>,
}

/// Where the package document is.
pub(super) const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">
<rootfiles>
<rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/>
</rootfiles>
</container>
";

/// Everything that goes into the package document.
pub(super) struct Package<'a> {
    pub book: &'a Book,
    pub plan: &'a Plan,
    pub words: Words,
    /// What the files show, all together.
    pub traits: &'a Traits,
    /// The manifest.
    pub items: &'a [Item],
    /// Name of the cover picture.
    pub cover: Option<&'a str>,
    /// Landmarks: kind, address, label.
    pub marks: Vec<(&'static str, String, &'a str)>,
    /// The printed edition that the page breaks come from, if there are any.
    pub edition: Option<String>,
    /// What the platform asks for.
    pub habits: Habits,
    /// The direction of lines.
    pub writing_mode: WritingMode,
    /// Whether fonts are embedded.
    pub brings_fonts: bool,
    /// Time of the build.
    pub modified: Option<i64>,
}

/// The identifier that names the book for ever: the configured one, else one that follows from title, authors and
/// language. It never follows from the text, so that a new printing is the same book.
pub fn identifier(meta: &Meta) -> String {
    if let Some(identifier) = meta.identifier.as_deref().map(str::trim).filter(|given| !given.is_empty()) {
        return identifier.to_owned();
    }
    let mut seed = format!("{}\n{}", meta.title, meta.language);
    for name in meta.names("aut") {
        seed.push('\n');
        seed.push_str(name);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&Digest::of(seed.as_bytes()).0[..16]);
    // RFC 9562: version 8 is a digest of the maker's choice; the variant is the usual one.
    bytes[6] = bytes[6] & 0x0F | 0x80;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// `dcterms:modified`: the time of the build, else the date of the book, else the first day of zip files.
fn modified(time: Option<i64>, date: Option<&str>) -> String {
    let time = time.and_then(|seconds| time::OffsetDateTime::from_unix_timestamp(seconds).ok());
    // A year of more or fewer digits than four is no W3C date.
    if let Some(time) = time.filter(|time| (1000..=9999).contains(&time.year())) {
        let (hour, minute, second) = time.to_hms();
        let (year, month, day) = (time.year(), u8::from(time.month()), time.day());
        return format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z");
    }
    match date.map(|date| (date.len(), date)) {
        Some((4, date)) => format!("{date}-01-01T00:00:00Z"),
        Some((7, date)) => format!("{date}-01T00:00:00Z"),
        Some((10, date)) => format!("{date}T00:00:00Z"),
        _ => "1980-01-01T00:00:00Z".to_owned(),
    }
}

impl Package<'_> {
    /// The package document.
    pub(super) fn document(&self) -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"book-id\"",
        );
        xml::attribute("xml:lang", self.book.meta.language.as_str(), &mut out);
        if self.names_fonts() {
            out.push_str(
                " prefix=\"ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/\"",
            );
        }
        out.push_str(">\n");
        self.metadata(&mut out);
        self.manifest(&mut out);
        self.spine(&mut out);
        self.guide(&mut out);
        out.push_str("</package>\n");
        out
    }

    fn metadata(&self, out: &mut String) {
        let meta = &self.book.meta;
        out.push_str("<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
        self.identifiers(out);
        titles(meta, out);
        dublin("language", None, meta.language.as_str(), out);
        people(meta, out);
        for (name, value) in [
            ("publisher", &meta.publisher),
            ("date", &meta.date),
            ("rights", &meta.rights),
            ("description", &meta.description),
        ] {
            if let Some(value) = value {
                dublin(name, None, value, out);
            }
        }
        for subject in &meta.subjects {
            dublin("subject", None, subject, out);
        }
        series(meta, out);
        // The printed book that this one was made from; by its number where it has one of its own.
        let printed = meta.isbn.source().map(|isbn| format!("urn:isbn:{}", isbn.digits));
        if let Some(source) = printed.as_ref().or(self.edition.as_ref()) {
            if self.edition.is_some() {
                // Where the pages come from, for readers of today and of EPUB 3.0 (EPUB Accessibility 1.1, clause 2.4.3).
                property("pageBreakSource", source, out);
            }
            dublin("source", Some("printed"), source, out);
            if self.edition.is_some() {
                refine("printed", "source-of", None, "pagination", out);
            }
        }
        property("dcterms:modified", &modified(self.modified, meta.date.as_deref()), out);
        self.accessibility(out);
        self.conformance(out);
        if self.names_fonts() {
            property("ibooks:specified-fonts", "true", out);
        }
        if self.writing_mode == WritingMode::Vertical {
            // Kindle turns pages by this (Kindle Publishing Guidelines 2019.2, chapter on the direction of writing).
            out.push_str("<meta name=\"primary-writing-mode\" content=\"vertical-rl\"/>\n");
        }
        if let Some(cover) = self.cover {
            // Readers older than EPUB 3 find the cover by this.
            out.push_str("<meta name=\"cover\"");
            xml::attribute("content", &manifest_id(cover), out);
            out.push_str("/>\n");
        }
        out.push_str("</metadata>\n");
    }

    fn names_fonts(&self) -> bool {
        self.habits.names_fonts() && self.brings_fonts
    }

    fn identifiers(&self, out: &mut String) {
        let own = identifier(&self.book.meta);
        dublin("identifier", Some("book-id"), &own, out);
        if let Some(isbn) = &self.book.meta.isbn.epub {
            let urn = format!("urn:isbn:{}", isbn.digits);
            if urn != own {
                dublin("identifier", Some("isbn"), &urn, out);
                refine("isbn", "identifier-type", Some("onix:codelist5"), "15", out);
            }
        }
    }

    /// What the book offers to readers who cannot see or hear it (EPUB Accessibility 1.1, clause 2), as far as it is
    /// true.
    fn accessibility(&self, out: &mut String) {
        let pictures = self.traits.telling_picture;
        let described = pictures && !self.traits.mute_picture;
        property("schema:accessMode", "textual", out);
        if pictures {
            property("schema:accessMode", "visual", out);
            property("schema:accessModeSufficient", "textual,visual", out);
        }
        if !pictures || described {
            property("schema:accessModeSufficient", "textual", out);
        }
        for (feature, present) in [
            ("structuralNavigation", true),
            ("tableOfContents", true),
            ("readingOrder", true),
            ("displayTransformability", true),
            // Chapters, notes, their calls and the ways back have DPUB-ARIA roles.
            ("ARIA", true),
            ("alternativeText", described),
            ("rubyAnnotations", self.traits.ruby),
            ("pageNavigation", self.edition.is_some()),
            ("pageBreakMarkers", self.edition.is_some()),
        ] {
            if present {
                property("schema:accessibilityFeature", feature, out);
            }
        }
        // What moves may flash: without looking at its frames, nobody can say that it does not.
        let moving =
            self.traits.pictures.iter().any(|path| self.book.images.get(path).is_some_and(|one| is_moving(one)));
        property("schema:accessibilityHazard", if moving { "unknown" } else { "none" }, out);
        match &self.book.meta.accessibility.summary {
            Some(summary) => property("schema:accessibilitySummary", summary, out),
            None => property("schema:accessibilitySummary", &self.summary(described), out),
        }
    }

    fn summary(&self, described: bool) -> String {
        let sentences =
            [(Word::Summary, true), (Word::SummaryPictures, described), (Word::SummaryMath, self.traits.math)];
        let said: Vec<&str> =
            sentences.into_iter().filter(|(_, said)| *said).map(|(sentence, _)| self.words.get(sentence)).collect();
        said.join(self.words.get(Word::SentenceGap))
    }

    /// Whether the book may be said to conform: somebody answers for it, and nothing that a tool sees speaks against it.
    pub(super) fn certifier(&self) -> Option<&Certifier> {
        self.book.meta.accessibility.certifier.as_ref().filter(|_| !self.traits.mute_picture)
    }

    /// That the book conforms, and who says so (EPUB Accessibility 1.1, clauses 3.3 and 3.4). It is claimed by a person
    /// who certifies it, never by a tool.
    fn conformance(&self, out: &mut String) {
        let Some(certifier) = self.certifier() else { return };
        let _ = writeln!(
            out,
            "<meta property=\"dcterms:conformsTo\" id=\"conformance\">EPUB Accessibility 1.1 - WCAG 2.2 Level {}</meta>",
            certifier.level.name()
        );
        out.push_str("<meta property=\"a11y:certifiedBy\" refines=\"#conformance\" id=\"certifier\">");
        xml::escape(&certifier.name, out);
        out.push_str("</meta>\n");
        if let Some(credential) = &certifier.credential {
            refine("certifier", "a11y:certifierCredential", None, credential, out);
        }
        if let Some(report) = &certifier.report {
            out.push_str("<link rel=\"a11y:certifierReport\" refines=\"#certifier\"");
            xml::attribute("href", report, out);
            out.push_str("/>\n");
        }
    }

    fn manifest(&self, out: &mut String) {
        out.push_str("<manifest>\n");
        for item in self.items {
            out.push_str("<item");
            xml::attribute("id", &manifest_id(&item.href), out);
            xml::attribute("href", &item.href, out);
            xml::attribute("media-type", item.media_type, out);
            if let Some(properties) = item.properties {
                xml::attribute("properties", properties, out);
            }
            out.push_str("/>\n");
        }
        out.push_str("</manifest>\n");
    }

    fn spine(&self, out: &mut String) {
        let direction = match self.writing_mode {
            WritingMode::Horizontal => "ltr",
            WritingMode::Vertical => "rtl",
        };
        let _ = writeln!(out, "<spine toc=\"{}\" page-progression-direction=\"{direction}\">", manifest_id("toc.ncx"));
        for place in &self.plan.spine {
            let name = match place {
                Spine::File(index) => &self.plan.files[*index].name,
                Spine::Nav => NAV,
            };
            out.push_str("<itemref");
            xml::attribute("idref", &manifest_id(name), out);
            out.push_str("/>\n");
        }
        out.push_str("</spine>\n");
    }

    /// The landmarks as readers older than EPUB 3 know them.
    fn guide(&self, out: &mut String) {
        if self.marks.is_empty() {
            return;
        }
        out.push_str("<guide>\n");
        for (kind, href, title) in &self.marks {
            let kind = match *kind {
                "titlepage" => "title-page",
                "bodymatter" => "text",
                other => other,
            };
            let _ = write!(out, "<reference type=\"{kind}\"");
            xml::attribute("title", title, out);
            xml::attribute("href", href, out);
            out.push_str("/>\n");
        }
        out.push_str("</guide>\n");
    }
}

/// The picture of the cover, if the book has one.
pub(super) fn cover_picture(book: &Book) -> Option<&std::path::Path> {
    let cover = book.chapters.iter().find(|chapter| chapter.role == ChapterRole::Cover)?;
    cover.blocks.iter().find_map(|block| match &block.kind {
        crate::model::BlockKind::Figure(figure) => Some(figure.image.as_path()),
        _ => None,
    })
}

/// The id of a file in the manifest. Names of the container begin with a letter and hold no other signs than these.
fn manifest_id(href: &str) -> String {
    href.replace(['/', '.'], "-")
}

fn titles(meta: &Meta, out: &mut String) {
    let title = if is_blank(&meta.title) { &meta.slug } else { &meta.title };
    dublin("title", Some("title"), title, out);
    refine("title", "title-type", None, "main", out);
    if let Some(file_as) = &meta.title_file_as {
        refine("title", "file-as", None, file_as, out);
    }
    if let Some(subtitle) = &meta.subtitle {
        refine("title", "display-seq", None, "1", out);
        dublin("title", Some("subtitle"), subtitle, out);
        refine("subtitle", "title-type", None, "subtitle", out);
        refine("subtitle", "display-seq", None, "2", out);
    }
}

fn people(meta: &Meta, out: &mut String) {
    let has_author = meta.names("aut").next().is_some();
    for (at, person) in meta.contributors.iter().enumerate() {
        // A book without an author still has somebody whom libraries list first.
        let creator = person.role == "aut" || !has_author && at == 0;
        one_person(person, if creator { "creator" } else { "contributor" }, at + 1, out);
    }
}

fn one_person(person: &Contributor, element: &str, number: usize, out: &mut String) {
    let id = format!("person-{number}");
    dublin(element, Some(&id), &person.name, out);
    refine(&id, "role", Some("marc:relators"), &person.role, out);
    if let Some(file_as) = &person.file_as {
        refine(&id, "file-as", None, file_as, out);
    }
    refine(&id, "display-seq", None, &number.to_string(), out);
}

fn series(meta: &Meta, out: &mut String) {
    let Some(series) = &meta.series else { return };
    out.push_str("<meta property=\"belongs-to-collection\" id=\"series\">");
    xml::escape(&series.title, out);
    out.push_str("</meta>\n");
    refine("series", "collection-type", None, "series", out);
    // The position is a number, or numbers with points between them; anything else cannot be said here.
    let numeric = |number: &&String| {
        number.split('.').all(|part| !part.is_empty() && part.bytes().all(|one| one.is_ascii_digit()))
    };
    if let Some(number) = series.number.as_ref().filter(numeric) {
        refine("series", "group-position", None, number, out);
    }
}

fn dublin(name: &str, id: Option<&str>, value: &str, out: &mut String) {
    let value = value.trim();
    if value.is_empty() {
        return;
    }
    let _ = write!(out, "<dc:{name}");
    if let Some(id) = id {
        xml::attribute("id", id, out);
    }
    out.push('>');
    xml::escape(value, out);
    let _ = writeln!(out, "</dc:{name}>");
}

fn property(name: &str, value: &str, out: &mut String) {
    let _ = write!(out, "<meta property=\"{name}\">");
    xml::escape(value, out);
    out.push_str("</meta>\n");
}

fn refine(id: &str, name: &str, scheme: Option<&str>, value: &str, out: &mut String) {
    if is_blank(value) {
        return;
    }
    let _ = write!(out, "<meta refines=\"#{id}\" property=\"{name}\"");
    if let Some(scheme) = scheme {
        xml::attribute("scheme", scheme, out);
    }
    out.push('>');
    xml::escape(value.trim(), out);
    out.push_str("</meta>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_identifier_follows_from_title_and_authors_alone() {
        let meta = Meta { title: "三十".into(), ..Meta::default() };
        let first = identifier(&meta);
        assert_eq!(first.len(), "urn:uuid:".len() + 36);
        assert_eq!(first, identifier(&Meta { date: Some("2021".into()), rights: Some("x".into()), ..meta.clone() }));
        assert_ne!(first, identifier(&Meta { title: "四十".into(), ..meta.clone() }));
        assert_eq!(identifier(&Meta { identifier: Some("urn:x:1".into()), ..meta }), "urn:x:1");
    }

    #[test]
    fn the_book_is_modified_at_the_build_or_on_its_date_but_never_now() {
        assert_eq!(modified(Some(1_700_000_000), Some("2021")), "2023-11-14T22:13:20Z");
        assert_eq!(modified(None, Some("2021")), "2021-01-01T00:00:00Z");
        assert_eq!(modified(None, Some("2021-11")), "2021-11-01T00:00:00Z");
        assert_eq!(modified(None, Some("2021-11-22")), "2021-11-22T00:00:00Z");
        assert_eq!(modified(Some(i64::MAX), None), "1980-01-01T00:00:00Z");
        assert_eq!(modified(Some(-99_999_999_999), None), "1980-01-01T00:00:00Z");
    }
}
