//! A pull reader for the XML of a workbook: a window over the inflating part, nothing kept but the names of
//! open elements.
//!
//! A sheet of a large ledger has a dozen million tokens and nothing but elements, attributes and text; reading
//! them in place costs half of what a general reader does. Namespaces are not resolved: names are compared
//! without their prefix, so every prefix and both editions of the standard (transitional, strict) read alike.

use super::{damaged, tag::Tag};
use crate::error::{ReadError, XmlFault};
use memchr::memmem;
use std::io::Read;

const WINDOW: usize = 256 << 10;
/// Longest single tag, text or comment; a cell of 32,767 characters needs far less.
const LONGEST: usize = 16 << 20;
/// Deepest nesting; a sheet needs less than ten.
const DEEPEST: usize = 256;

/// What comes next in a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'t> {
    /// An element opens; an empty one is closed by the next token.
    Open(Tag<'t>),
    /// An element closes.
    Close,
    /// Text with its entities as written.
    Text(&'t [u8]),
    /// Text of a CDATA section, to be taken as it is.
    Verbatim(&'t [u8]),
    /// The part ends, with every element closed.
    End,
}

/// A place in the window.
#[derive(Clone, Copy)]
struct Span {
    from: usize,
    to: usize,
}

enum Step {
    Open { name: Span, attributes: Span },
    Close,
    Text(Span),
    Verbatim(Span),
    End,
}

/// The reader.
pub struct Xml<'a> {
    source: Box<dyn Read + 'a>,
    window: Vec<u8>,
    at: usize,
    filled: usize,
    /// Bytes that came from the source.
    came: u64,
    /// Names of the open elements, one after the other, and where each begins.
    names: Vec<u8>,
    open: Vec<usize>,
    /// The element opened last was an empty one.
    empty: bool,
}

impl<'a> Xml<'a> {
    /// Reads what `source` gives, which must be UTF-8.
    pub fn new(source: Box<dyn Read + 'a>) -> Self {
        let window = vec![0; WINDOW];
        Self { source, window, at: 0, filled: 0, came: 0, names: Vec::new(), open: Vec::new(), empty: false }
    }

    /// The next token.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] where the XML is broken, [`ReadError::HostileXml`] for a document type.
    pub fn next(&mut self) -> Result<Token<'_>, ReadError> {
        Ok(match self.step()? {
            Step::Open { name, attributes } => Token::Open(Tag::new(self.span(name), self.span(attributes))),
            Step::Close => Token::Close,
            Step::Text(text) => Token::Text(self.span(text)),
            Step::Verbatim(text) => Token::Verbatim(self.span(text)),
            Step::End => Token::End,
        })
    }

    /// Bytes taken from the source so far.
    pub fn read_so_far(&self) -> u64 {
        self.came
    }

    /// Passes over the rest of the element opened last.
    ///
    /// # Errors
    /// As [`Self::next`].
    pub fn skip(&mut self) -> Result<(), ReadError> {
        let outside = self.open.len();
        while self.open.len() >= outside {
            if matches!(self.step()?, Step::End) {
                break;
            }
        }
        Ok(())
    }

    /// Goes forward to the first element of that local name without looking at what lies between; whether there
    /// is one. What is open is forgotten: the element is read as if it were the root.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] where the part cannot be read.
    pub fn jump_to(&mut self, name: &str) -> Result<bool, ReadError> {
        self.names.clear();
        self.open.clear();
        let finder = memmem::Finder::new(name.as_bytes());
        // A name may lie across the edge of the window: its prefix and the byte after it belong to it.
        let (before, after) = (64, name.len() + 1);
        let mut from = self.at;
        loop {
            while let Some(found) = finder.find(self.window.get(from..self.filled).unwrap_or_default()) {
                let place = from + found;
                if place + after > self.filled {
                    break;
                }
                if let Some(start) = self.tag_start(place, place + name.len()) {
                    self.at = start;
                    return Ok(true);
                }
                from = place + 1;
            }
            self.at = self.filled.saturating_sub(before + after).max(self.at);
            let kept = self.filled - self.at;
            if !self.fill()? {
                return Ok(false);
            }
            from = self.at + kept.saturating_sub(after);
        }
    }

    /// Where the tag begins whose local name stands at `from..to`, if it does.
    fn tag_start(&self, from: usize, to: usize) -> Option<usize> {
        let ends = self.window.get(to).is_some_and(|next| next.is_ascii_whitespace() || matches!(next, b'>' | b'/'));
        let before = self.window.get(self.at..from).filter(|_| ends)?;
        let start = memchr::memrchr(b'<', before)?;
        let prefix = before.get(start + 1..)?;
        let is_name = |name: &[u8]| !name.is_empty() && !name.iter().any(|b| b.is_ascii_whitespace() || *b == b'/');
        let plain = prefix.is_empty() || prefix.strip_suffix(b":").is_some_and(is_name);
        plain.then_some(self.at + start)
    }

    fn span(&self, span: Span) -> &[u8] {
        self.window.get(span.from..span.to).unwrap_or_default()
    }

    fn rest(&self) -> &[u8] {
        self.window.get(self.at..self.filled).unwrap_or_default()
    }

    fn step(&mut self) -> Result<Step, ReadError> {
        if std::mem::take(&mut self.empty) {
            self.forget_name();
            return Ok(Step::Close);
        }
        loop {
            let Some(first) = self.rest().first() else {
                if self.fill()? {
                    continue;
                }
                return if self.open.is_empty() { Ok(Step::End) } else { Err(damaged()) };
            };
            if *first != b'<' {
                return self.text().map(Step::Text);
            }
            match self.peek(1)? {
                b'/' => return self.close(),
                b'?' => self.pass("?>")?,
                b'!' => {
                    if let Some(text) = self.declaration()? {
                        return Ok(Step::Verbatim(text));
                    }
                }
                _ => return self.element(),
            }
        }
    }

    /// The byte so far ahead.
    fn peek(&mut self, ahead: usize) -> Result<u8, ReadError> {
        loop {
            if let Some(byte) = self.rest().get(ahead) {
                return Ok(*byte);
            }
            if !self.fill()? {
                return Err(damaged());
            }
        }
    }

    /// Text up to the next tag or the end.
    fn text(&mut self) -> Result<Span, ReadError> {
        let mut searched = 0;
        let length = loop {
            let new = self.rest().get(searched..).unwrap_or_default();
            if let Some(found) = memchr::memchr(b'<', new) {
                break searched + found;
            }
            searched += new.len();
            if !self.fill()? {
                break searched;
            }
        };
        let text = Span { from: self.at, to: self.at + length };
        self.at = text.to;
        Ok(text)
    }

    /// Offset of `needle` from here.
    fn find(&mut self, needle: &str) -> Result<usize, ReadError> {
        let mut searched = 0usize;
        loop {
            let new = self.rest().get(searched..).unwrap_or_default();
            if let Some(found) = memmem::find(new, needle.as_bytes()) {
                return Ok(searched + found);
            }
            searched = (searched + new.len()).saturating_sub(needle.len());
            if !self.fill()? {
                return Err(damaged());
            }
        }
    }

    /// Passes over everything up to `needle` and over it.
    fn pass(&mut self, needle: &str) -> Result<(), ReadError> {
        self.at += self.find(needle)? + needle.len();
        Ok(())
    }

    /// A comment (passed over) or a CDATA section (given back).
    fn declaration(&mut self) -> Result<Option<Span>, ReadError> {
        const CDATA: &str = "<![CDATA[";
        match self.peek(2)? {
            b'-' => {
                self.peek(3)?;
                self.at += 4;
                self.pass("-->")?;
                Ok(None)
            }
            b'[' => {
                self.peek(CDATA.len())?;
                if !self.rest().starts_with(CDATA.as_bytes()) {
                    return Err(damaged());
                }
                self.at += CDATA.len();
                let length = self.find("]]>")?;
                let text = Span { from: self.at, to: self.at + length };
                self.at = text.to + 3;
                Ok(Some(text))
            }
            _ => Err(ReadError::HostileXml { fault: XmlFault::Doctype }),
        }
    }

    fn element(&mut self) -> Result<Step, ReadError> {
        let length = self.tag_length()?;
        let start = self.at;
        let tag = self.window.get(start + 1..start + length).unwrap_or_default();
        let (tag, empty) = tag.strip_suffix(b"/").map_or((tag, false), |tag| (tag, true));
        let split = tag.iter().position(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).unwrap_or(tag.len());
        let (name, whole) = (tag.get(..split).unwrap_or_default(), tag.len());
        if name.is_empty() || self.open.len() >= DEEPEST {
            return Err(damaged());
        }
        self.open.push(self.names.len());
        self.names.extend_from_slice(name);
        (self.empty, self.at) = (empty, start + length + 1);
        let (from, middle) = (start + 1, start + 1 + split);
        Ok(Step::Open { name: Span { from, to: middle }, attributes: Span { from: middle, to: from + whole } })
    }

    /// Bytes from `<` to the `>` that ends the tag; a `>` in an attribute does not.
    fn tag_length(&mut self) -> Result<usize, ReadError> {
        let (mut searched, mut quote) = (0, 0u8);
        loop {
            let new = self.rest().get(searched..).unwrap_or_default();
            let found = new.iter().position(|byte| match (quote, *byte) {
                (0, b'>') => true,
                (0, b'"' | b'\'') => {
                    quote = *byte;
                    false
                }
                (0, _) => false,
                (open, byte) => {
                    if open == byte {
                        quote = 0;
                    }
                    false
                }
            });
            if let Some(found) = found {
                return Ok(searched + found);
            }
            searched += new.len();
            if !self.fill()? {
                return Err(damaged());
            }
        }
    }

    fn close(&mut self) -> Result<Step, ReadError> {
        let length = self.find(">")?;
        let name = self.rest().get(2..length).unwrap_or_default().trim_ascii_end();
        let begins = self.open.last().copied().ok_or_else(damaged)?;
        if self.names.get(begins..) != Some(name) {
            return Err(damaged());
        }
        self.forget_name();
        self.at += length + 1;
        Ok(Step::Close)
    }

    fn forget_name(&mut self) {
        if let Some(begins) = self.open.pop() {
            self.names.truncate(begins);
        }
    }

    /// Reads more behind what is there; false at the end of the part.
    fn fill(&mut self) -> Result<bool, ReadError> {
        if self.at > 0 {
            self.window.copy_within(self.at..self.filled, 0);
            (self.filled, self.at) = (self.filled - self.at, 0);
        }
        if self.filled == self.window.len() {
            if self.filled >= LONGEST {
                return Err(damaged());
            }
            self.window.resize(self.filled * 2, 0);
        }
        let room = self.window.get_mut(self.filled..).unwrap_or_default();
        let got = self.source.read(room).map_err(|_| damaged())?;
        (self.filled, self.came) = (self.filled + got, self.came + got as u64);
        Ok(got > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Gives its bytes in pieces of a few bytes, so that everything lies across an edge.
    struct Trickle<'a>(&'a [u8], usize);

    impl Read for Trickle<'_> {
        fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
            let count = self.1.min(room.len()).min(self.0.len());
            room[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn told(xml: &[u8], piece: usize) -> Result<Vec<String>, ReadError> {
        let mut reader = Xml::new(Box::new(Trickle(xml, piece)));
        let mut told = Vec::new();
        let show = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        loop {
            match reader.next()? {
                Token::Open(tag) => {
                    let attributes = tag.attributes().map(|(key, value)| format!(" {}={}", show(key), show(value)));
                    told.push(format!("<{}{}", show(tag.name()), attributes.collect::<String>()));
                }
                Token::Close => told.push(">".to_owned()),
                Token::Text(text) => match told.last_mut().filter(|last| last.starts_with('"')) {
                    Some(last) => last.push_str(&show(text)),
                    None => told.push(format!("\"{}", show(text))),
                },
                Token::Verbatim(text) => told.push(format!("![{}", show(text))),
                Token::End => return Ok(told),
            }
        }
    }

    const PART: &str = "<?xml version='1.0'?><!-- <no> --><x:a b=\"1>2\" x:c = 'q\"' ><d/>&lt;文<![CDATA[<]]></x:a >";

    #[test]
    fn tokens_come_without_their_prefix_wherever_the_window_ends() {
        let wanted = ["<a b=1>2 x:c=q\"", "<d", ">", "\"&lt;文", "![<", ">"];
        for piece in [1, 2, 3, 7, 1000] {
            assert_eq!(told(PART.as_bytes(), piece).unwrap(), wanted, "in pieces of {piece}");
        }
    }

    #[test]
    fn what_no_program_writes_is_damage() {
        for broken in
            ["<a>", "<a></b>", "</a>", "<a", "<a b='>", "<a><![CDATA[", "<>", "<!--", "<a></a", "<![CDAT[x]]>"]
        {
            assert_eq!(told(broken.as_bytes(), 3), Err(damaged()), "{broken}");
        }
        let doctype = told(b"<!DOCTYPE a><a/>", 5).unwrap_err();
        assert_eq!(
            doctype,
            ReadError::HostileXml { fault: XmlFault::Doctype },
            "a document type opens the door to entities"
        );
        let deep = "<a>".repeat(100_000);
        assert_eq!(told(deep.as_bytes(), 4096), Err(damaged()), "nesting is bounded");
        let long = format!("<a b='{}'/>", " ".repeat(LONGEST));
        assert_eq!(told(long.as_bytes(), 1 << 20), Err(damaged()), "and so is a tag");
    }

    #[test]
    fn an_element_is_found_without_reading_what_lies_before_it() {
        let xml = format!(
            "<a>mergeCells<b mergeCells='1'/>{}</mergeCells><q:mergeCells n='1'><c/></q:mergeCells></a>",
            "文".repeat(70_000)
        );
        for piece in [1, 5, 4096] {
            let mut reader = Xml::new(Box::new(Trickle(xml.as_bytes(), piece)));
            assert!(reader.jump_to("mergeCells").unwrap(), "it is there, in pieces of {piece}");
            let Token::Open(tag) = reader.next().unwrap() else { panic!("an element") };
            assert_eq!(
                (tag.name(), tag.attribute("n")),
                (&b"mergeCells"[..], Some(&b"1"[..])),
                "the element, no text, no end"
            );
            reader.skip().unwrap();
            assert!(!reader.jump_to("mergeCells").unwrap(), "there is no second one");
        }
    }

    #[test]
    fn an_element_is_skipped_with_all_that_is_in_it() {
        let mut reader = Xml::new(Box::new(&b"<a><b><c/>x<b/></b><d/></a>"[..]));
        for name in [b"a", b"b"] {
            assert!(matches!(reader.next().unwrap(), Token::Open(tag) if tag.name() == name), "down to the second");
        }
        reader.skip().unwrap();
        assert!(matches!(reader.next().unwrap(), Token::Open(tag) if tag.name() == b"d"), "what stands after it");
        reader.skip().unwrap();
        assert_eq!(reader.next().unwrap(), Token::Close, "an empty element is skipped too");
    }

    proptest! {
        #[test]
        fn noise_never_panics(noise in "[<>/!?a:'\"= \\[\\]CDAT&;-]{0,60}", piece in 1usize..9) {
            let _ = told(noise.as_bytes(), piece);
        }

        #[test]
        fn the_edge_of_the_window_changes_nothing(noise in "(<a>|</a>|<a b='>'/>|x|<!--c-->|<!\\[CDATA\\[y\\]\\]>|&gt;){0,12}", piece in 1usize..9) {
            prop_assert_eq!(told(noise.as_bytes(), piece), told(noise.as_bytes(), 1000));
        }
    }
}
