use super::composite::is_bearable;
use crate::base::Digest;
use crate::diagnostics::{Argument, Bilingual};
use crate::source::{read_regular, readable_length};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// A font file: parts of it are read where they are needed, the whole only when a face of it is put to use.
pub(super) struct FontFile {
    /// The path, as messages show it.
    pub(super) path: PathBuf,
    /// Where it lies on the disk; none when it was in memory from the start.
    disk: Option<PathBuf>,
    /// Its length when it was listed.
    length: u64,
    data: OnceLock<Arc<Vec<u8>>>,
    digest: OnceLock<Digest>,
    fault: OnceLock<Argument>,
}

/// Why a font of nested glyphs is not used.
const UNBEARABLE: Bilingual =
    Bilingual::new("its glyphs are nested in each other without measure", "字形层层嵌套，超出常理");

impl FontFile {
    /// A regular file on the disk; only its length is looked at.
    pub(super) fn on_disk(shown: &Path, disk: &Path) -> io::Result<FontFile> {
        let length = readable_length(disk)?;
        Ok(FontFile {
            path: shown.to_owned(),
            disk: Some(disk.to_owned()),
            length,
            data: OnceLock::new(),
            digest: OnceLock::new(),
            fault: OnceLock::new(),
        })
    }

    /// A file whose bytes are already here.
    pub(super) fn in_memory(shown: &Path, bytes: &[u8]) -> FontFile {
        let file = FontFile {
            path: shown.to_owned(),
            disk: None,
            length: bytes.len() as u64,
            data: OnceLock::new(),
            digest: OnceLock::new(),
            fault: OnceLock::new(),
        };
        file.data.get_or_init(|| Arc::new(file.bearable(bytes.to_vec())));
        file
    }

    /// Length in bytes.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// A door to parts of the file that stays open for a series of reads.
    pub(super) fn open(&self) -> io::Result<Parts<'_>> {
        match (self.data.get(), &self.disk) {
            (Some(data), _) => Ok(Parts::Memory(data)),
            (None, Some(disk)) => Ok(Parts::Disk(File::open(disk)?, self.length)),
            (None, None) => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// The whole file; empty when it can no longer be read or cannot be borne, which [`FontFile::fault`] then tells.
    pub(super) fn data(&self) -> &Arc<Vec<u8>> {
        let read = || self.read_whole().map_or_else(|error| self.fail(&error), |bytes| self.bearable(bytes));
        self.data.get_or_init(|| Arc::new(read()))
    }

    /// The bytes of a font; none of one whose glyphs would take work and memory without end.
    fn bearable(&self, bytes: Vec<u8>) -> Vec<u8> {
        if is_bearable(&bytes) {
            return bytes;
        }
        self.fault.get_or_init(|| Argument::Term(UNBEARABLE));
        Vec::new()
    }

    fn read_whole(&self) -> io::Result<Vec<u8>> {
        let disk = self.disk.as_deref().ok_or(io::ErrorKind::NotFound)?;
        let bytes = read_regular(disk)?;
        if bytes.len() as u64 == self.length {
            Ok(bytes)
        } else {
            Err(io::Error::new(io::ErrorKind::InvalidData, "its length changed while it was in use"))
        }
    }

    fn fail(&self, error: &io::Error) -> Vec<u8> {
        self.fault.get_or_init(|| Argument::Text(error.to_string()));
        Vec::new()
    }

    /// Digest of the whole file.
    pub(super) fn digest(&self) -> Digest {
        *self.digest.get_or_init(|| Digest::of(self.data()))
    }

    /// Why the file could not be read after it had been listed.
    pub(super) fn fault(&self) -> Option<&Argument> {
        self.fault.get()
    }

    /// Notes that a part could not be read.
    pub(super) fn note_fault(&self, error: &io::Error) {
        self.fail(error);
    }
}

/// Parts of a [`FontFile`].
pub(super) enum Parts<'a> {
    /// The file is in memory.
    Memory(&'a [u8]),
    /// The file is open; its length bounds what is read.
    Disk(File, u64),
}

impl Parts<'_> {
    /// `length` bytes from `offset`; an error when the file ends before.
    pub(super) fn read(&mut self, offset: u64, length: u64) -> io::Result<Vec<u8>> {
        let end = offset.checked_add(length).ok_or(io::ErrorKind::UnexpectedEof)?;
        match self {
            Parts::Memory(bytes) => {
                let range = usize::try_from(offset).ok().zip(usize::try_from(end).ok());
                let part = range.and_then(|(start, end)| bytes.get(start..end));
                Ok(part.ok_or(io::ErrorKind::UnexpectedEof)?.to_vec())
            }
            Parts::Disk(_, whole) if end > *whole => Err(io::ErrorKind::UnexpectedEof.into()),
            Parts::Disk(file, _) => {
                file.seek(SeekFrom::Start(offset))?;
                let mut part = vec![0; usize::try_from(length).map_err(|_| io::ErrorKind::UnexpectedEof)?];
                file.read_exact(&mut part)?;
                Ok(part)
            }
        }
    }
}
