//! Ready documents through epub-builder: it writes the package, the navigation and the container.

use crate::Fallible;
use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ReferenceType, ZipLibrary};
use huoban::model::Book;
use roxmltree::{Document, ParsingOptions};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// The files of an EPUB, in the order of the container.
pub struct Documents {
    files: Vec<File>,
}

struct File {
    href: String,
    media_type: String,
    title: String,
    bytes: Vec<u8>,
}

impl Documents {
    /// Takes them out of an EPUB of ours.
    pub fn of(epub: &[u8]) -> Fallible<Documents> {
        let mut archive = ZipArchive::new(Cursor::new(epub))?;
        let mut package = String::new();
        archive.by_name("EPUB/package.opf")?.read_to_string(&mut package)?;
        let package = Document::parse(&package)?;
        let mut files = Vec::new();
        for item in package.descendants().filter(|node| node.tag_name().name() == "item") {
            let (Some(href), Some(media_type)) = (item.attribute("href"), item.attribute("media-type")) else {
                continue;
            };
            let mut bytes = Vec::new();
            archive.by_name(&format!("EPUB/{href}"))?.read_to_end(&mut bytes)?;
            let title = title(&bytes).unwrap_or_default();
            files.push(File { href: href.to_owned(), media_type: media_type.to_owned(), title, bytes });
        }
        Ok(Documents { files })
    }
}

fn title(xhtml: &[u8]) -> Option<String> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(std::str::from_utf8(xhtml).ok()?, options).ok()?;
    let title = document.descendants().find(|node| node.tag_name().name() == "title")?;
    title.text().map(str::to_owned)
}

pub fn write(book: &Book, documents: &Documents) -> Fallible<Vec<u8>> {
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    builder.epub_version(EpubVersion::V30);
    builder.set_title(book.meta.title.as_str());
    builder.add_language(book.meta.language.as_str());
    book.meta.names("aut").for_each(|name| builder.add_author(name));
    // Without a landmark it writes a list of landmarks that is empty, which is invalid.
    let mut landmark = Some(ReferenceType::Text);
    for file in &documents.files {
        match file.media_type.as_str() {
            // Its own navigation and style sheet stand under these names.
            _ if file.href == "nav.xhtml" || file.href == "toc.ncx" => {}
            "text/css" => {
                builder.stylesheet(file.bytes.as_slice())?;
            }
            "application/xhtml+xml" => {
                // It wants its style sheet where it puts it.
                let text = String::from_utf8(file.bytes.clone())?.replace("style.css", "stylesheet.css");
                let content = EpubContent::new(file.href.as_str(), text.as_bytes()).title(file.title.as_str());
                builder.add_content(match landmark.take_if(|_| file.href.starts_with("chapter-")) {
                    Some(kind) => content.reftype(kind),
                    None => content,
                })?;
            }
            media_type => {
                builder.add_resource(file.href.as_str(), file.bytes.as_slice(), media_type)?;
            }
        }
    }
    let mut bytes = Vec::new();
    builder.generate(&mut bytes)?;
    Ok(bytes)
}
