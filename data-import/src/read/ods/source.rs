//! Where the parts of an OpenDocument spreadsheet are: entries of an archive, or one flat file.

use crate::error::{FileFormat, ReadError};
use crate::read::xml::{damaged, events};
use quick_xml::events::Event;
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;

/// A spreadsheet that can be read more than once.
pub enum Source<'a> {
    /// Bytes of an archive.
    Archive(&'a [u8]),
    /// Text of a flat file, `.fods`.
    Flat(&'a str),
}

const MANIFEST_BYTES: u64 = 4 << 20;

impl Source<'_> {
    /// Whether a password protects it.
    pub fn is_encrypted(&self) -> bool {
        let Self::Archive(bytes) = self else { return false };
        let Ok(mut archive) = ZipArchive::new(Cursor::new(*bytes)) else { return false };
        if archive.file_names_raw().any(|name| name == b"encrypted-package") {
            return true;
        }
        let mut manifest = Vec::new();
        let read =
            archive.by_name("META-INF/manifest.xml").map(|part| part.take(MANIFEST_BYTES).read_to_end(&mut manifest));
        read.is_ok() && memchr::memmem::find(&manifest, b"encryption-data").is_some()
    }

    /// Hands on the events of the styles that have names of their own; a flat file has them all in one.
    ///
    /// # Errors
    /// [`ReadError::HostileXml`], or what `take` refuses. A part that is missing or broken has no styles.
    pub fn named_styles(&self, take: impl FnMut(&Event<'_>) -> Result<(), ReadError>) -> Result<(), ReadError> {
        match self.part("styles.xml", take) {
            Err(ReadError::Damaged { .. }) if matches!(self, Self::Archive(_)) => Ok(()),
            result => result,
        }
    }

    /// Hands on the events of the sheets.
    ///
    /// # Errors
    /// [`ReadError::Damaged`], [`ReadError::HostileXml`], or what `take` refuses.
    pub fn content(&self, take: impl FnMut(&Event<'_>) -> Result<(), ReadError>) -> Result<(), ReadError> {
        self.part("content.xml", take)
    }

    /// The events of a part, without what is drawn, remarked or deleted.
    fn part(&self, name: &str, mut take: impl FnMut(&Event<'_>) -> Result<(), ReadError>) -> Result<(), ReadError> {
        let mut left_out = 0u32;
        let take = |event: &Event<'_>| {
            match event {
                Event::Start(tag) if left_out > 0 || is_left_out(tag.name().as_ref()) => left_out += 1,
                Event::End(_) if left_out > 0 => left_out -= 1,
                _ if left_out > 0 => {}
                _ => return take(event),
            }
            Ok(())
        };
        match self {
            Self::Flat(text) => events(text.as_bytes(), FileFormat::Ods, take),
            Self::Archive(bytes) => {
                let broken = |_| damaged(FileFormat::Ods);
                let mut archive = ZipArchive::new(Cursor::new(*bytes)).map_err(broken)?;
                let part = archive.by_name(name).map_err(broken)?;
                events(BufReader::with_capacity(64 << 10, part), FileFormat::Ods, take)
            }
        }
    }
}

fn is_left_out(name: &str) -> bool {
    name.starts_with("draw:")
        || name.starts_with("dr3d:")
        || matches!(
            name,
            "office:annotation"
                | "office:annotation-end"
                | "office:forms"
                | "office:binary-data"
                | "table:shapes"
                | "table:tracked-changes"
                | "table:dde-links"
                | "text:ruby-text"
                | "text:tracked-changes"
        )
}
