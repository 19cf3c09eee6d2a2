//! The zip container (EPUB 3.3, clause 4 "Open Container Format").

use rayon::prelude::*;
use std::io::Cursor;
use zip::result::ZipResult;
use zip::write::{PreparedZipFile, SimpleFileOptions};
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// A file of the book.
pub(super) struct Entry {
    /// Its path in the container.
    pub path: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// Bytes of an [`Entry`]: made here, or shared with the manuscript.
pub(super) enum Bytes {
    /// Text that the writer made; deflated.
    Text(String),
    /// A picture or font in a format that is already compressed; stored, because deflating it again only costs time.
    Packed(std::sync::Arc<[u8]>),
    /// A picture or font that deflates well (SVG, OpenType).
    Loose(std::sync::Arc<[u8]>),
}

/// Deflates an entry. Entries are independent, so this runs in parallel; the bytes depend on the entry alone.
pub(super) fn prepare(entry: &Entry) -> ZipResult<PreparedZipFile> {
    let (method, bytes) = match &entry.bytes {
        Bytes::Text(text) => (CompressionMethod::Deflated, text.as_bytes()),
        Bytes::Packed(bytes) => (CompressionMethod::Stored, &bytes[..]),
        Bytes::Loose(bytes) => (CompressionMethod::Deflated, &bytes[..]),
    };
    PreparedZipFile::from_data(entry.path.as_str(), options(method), bytes)
}

/// Joins the container: `mimetype` first, stored and without an extra field (OCF clause 4.3), then `files` in order.
pub(super) fn join(files: Vec<PreparedZipFile>) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mimetype = PreparedZipFile::from_data("mimetype", options(CompressionMethod::Stored), b"application/epub+zip")?;
    zip.add_prepared_file(mimetype)?;
    zip.add_prepared_files(files)?;
    Ok(zip.finish()?.into_inner())
}

/// Deflates all entries.
pub(super) fn prepare_all(entries: &[Entry]) -> ZipResult<Vec<PreparedZipFile>> {
    entries.par_iter().map(prepare).collect()
}

/// The same on every machine and at every time: no clock, no permissions of a file system.
fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644)
}
