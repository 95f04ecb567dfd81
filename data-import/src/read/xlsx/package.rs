//! The package (ISO/IEC 29500-2): parts in a zip archive, and relationships that say which part is what.

use super::tag::Tag;
use super::xml::{Token, Xml};
use super::{damaged, transcode};
use crate::error::ReadError;
use std::collections::HashMap;
use std::io::Cursor;
use zip::ZipArchive;

/// What a part is to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Id by which the part names it.
    pub id: String,
    /// Last step of its type (`worksheet`, `styles`), which both editions of the standard share.
    pub kind: String,
    /// Name of the part, without a leading slash.
    pub target: String,
}

/// An open package.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Entries by name; names of parts are equal whatever the case of their letters.
    entries: HashMap<String, usize>,
}

impl<'a> Package<'a> {
    /// Opens the package in `bytes`.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] where the archive cannot be read.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        let names = archive.file_names_raw().enumerate();
        let entries = names.map(|(index, name)| (folded(&String::from_utf8_lossy(name)), index)).collect();
        Ok(Self { archive, entries })
    }

    /// The part of that name, if there is one.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] where it cannot be inflated.
    pub fn part(&mut self, name: &str) -> Result<Option<Xml<'_>>, ReadError> {
        let Some(index) = self.entries.get(&folded(name)) else { return Ok(None) };
        let entry = self.archive.by_index(*index).map_err(|_| damaged())?;
        transcode::utf8(Box::new(entry)).map(|source| Some(Xml::new(source)))
    }

    /// Bytes of a part, inflated, as the archive declares them; 0 where there is none.
    pub fn size(&mut self, name: &str) -> u64 {
        let index = self.entries.get(&folded(name)).copied();
        index.and_then(|index| self.archive.by_index_raw(index).ok()).map_or(0, |entry| entry.size())
    }

    /// The part of that name.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] where there is none.
    pub fn required(&mut self, name: &str) -> Result<Xml<'_>, ReadError> {
        self.part(name)?.ok_or_else(damaged)
    }

    /// Name of the workbook part, as the package says; where it does not, where Excel puts it.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] where the relationships cannot be read.
    pub fn workbook(&mut self) -> Result<String, ReadError> {
        let named = self.relations_of("")?.into_iter().find(|relation| relation.kind == "officeDocument");
        Ok(named.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target))
    }

    /// Relationships of a part within the package; of the package itself for an empty name.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] where they cannot be read.
    pub fn relations_of(&mut self, part: &str) -> Result<Vec<Relation>, ReadError> {
        let (folder, name) = part.rsplit_once('/').map_or(("", part), |(folder, name)| (folder, name));
        let Some(mut xml) = self.part(&format!("{folder}/_rels/{name}.rels"))? else { return Ok(Vec::new()) };
        let mut relations = Vec::new();
        loop {
            match xml.next()? {
                Token::Open(tag) if tag.name() == b"Relationship" => relations.extend(relation(&tag, folder)),
                Token::End => return Ok(relations),
                _ => {}
            }
        }
    }
}

fn relation(tag: &Tag<'_>, folder: &str) -> Option<Relation> {
    if tag.attribute("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case(b"external")) {
        return None;
    }
    let kind = tag.text("Type")?;
    let kind = kind.rsplit('/').next()?.to_owned();
    Some(Relation { id: tag.text("Id")?, kind, target: resolved(folder, &tag.text("Target")?) })
}

/// The part that `target` names, seen from `folder`.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let path = if target.starts_with('/') { target } else { format!("{folder}/{target}") };
    let mut steps = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// A name as parts are compared by: no leading slash, one kind of slash, small letters, `%20` resolved.
fn folded(name: &str) -> String {
    let name = name.replace('\\', "/").to_lowercase();
    let mut parts = name.trim_start_matches('/').split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let escaped = part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match escaped {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend_from_slice(part.get(2..).unwrap_or_default().as_bytes());
            }
            None => {
                bytes.push(b'%');
                bytes.extend_from_slice(part.as_bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::xlsx::tests::zipped;

    #[test]
    fn targets_are_resolved_from_where_they_are_named() {
        let resolved_all = ["worksheets/a.xml", "/xl/a.xml", "../a.xml", "./b/../a.xml", "..\\..\\..\\a.xml"];
        let wanted = ["xl/worksheets/a.xml", "xl/a.xml", "a.xml", "xl/a.xml", "a.xml"];
        assert_eq!(
            resolved_all.map(|target| resolved("xl", target)),
            wanted,
            "relative, absolute, and never above the root"
        );
    }

    #[test]
    fn parts_are_found_whatever_their_case_and_slashes() {
        let relations = r#"<r:Relationships xmlns:r="x"><r:Relationship Id="1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/Office/Main%20Part.xml"/>
            <r:Relationship Id="2" Type="http://x/officeDocument" TargetMode="External" Target="http://example.invalid/"/></r:Relationships>"#;
        let bytes = zipped(&[("_RELS/.rels", relations), ("office\\main part.xml", "<workbook/>")]);
        let mut package = Package::open(&bytes).unwrap();
        let workbook = package.workbook().unwrap();
        assert_eq!(
            workbook, "Office/Main%20Part.xml",
            "the strict edition's type is the same kind; nothing external is followed"
        );
        assert!(package.part(&workbook).unwrap().is_some(), "case, slashes and escapes do not matter");
        assert_eq!(package.relations_of("office/main part.xml").unwrap(), [], "no relationships are no error");
        assert!(package.required("other.xml").is_err(), "what must be there and is not is damage");
    }
}
