//! What Typst may see while it sets a report: one template, one JSON file, the pictures, the fonts. No disk, no
//! network, no packages, no clock.

use std::collections::HashMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::data::picture_file;
use crate::error::ReportError;
use crate::fonts::Fonts;

/// The template. It holds no words and no data.
const TEMPLATE: &str = include_str!("handover.typ");

/// The closed world of one report.
pub(super) struct ReportWorld {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    faces: Vec<Font>,
    template: Source,
    files: HashMap<FileId, Bytes>,
}

impl ReportWorld {
    pub(super) fn new<'a>(
        fonts: &Fonts,
        json: Vec<u8>,
        pictures: impl Iterator<Item = &'a [u8]>,
    ) -> Result<Self, ReportError> {
        let mut files = HashMap::from([(file("report.json")?, Bytes::new(json))]);
        for (place, png) in pictures.enumerate() {
            files.insert(file(&picture_file(place))?, Bytes::new(png.to_vec()));
        }
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(fonts.faces())),
            faces: fonts.faces().to_vec(),
            template: Source::new(file("handover.typ")?, TEMPLATE.to_owned()),
            files,
        })
    }
}

fn file(name: &str) -> Result<FileId, ReportError> {
    let path = VirtualPath::new(name).map_err(|error| ReportError::Data(error.to_string()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for ReportWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.faces.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
