//! A page cut into text and tags. Tolerant: everything unknown is skipped, nothing is ever fetched or run.

/// A piece of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text as written, references unresolved.
    Text(&'a str),
    /// A tag that opens: name and attributes as written.
    Open(&'a str, &'a str),
    /// A tag that closes.
    Close(&'a str),
    /// The inside of a style element.
    Style(&'a str),
}

/// Text and tags, one after the other; comments and scripts are left out.
#[derive(Debug, Clone)]
pub struct Pieces<'a> {
    rest: &'a str,
    /// No tag ends any more: what looks like one is text.
    no_more_tags: bool,
}

impl<'a> Pieces<'a> {
    /// The pieces of a page.
    pub fn new(text: &'a str) -> Self {
        Self { rest: text, no_more_tags: false }
    }

    fn skip_past(&mut self, end: &str) {
        self.rest = self.rest.find(end).and_then(|at| self.rest.get(at + end.len()..)).unwrap_or("");
    }

    /// Takes everything up to `</name`, whatever its case; the rest of the page where there is none.
    fn take_element(&mut self, name: &str) -> &'a str {
        let bytes = self.rest.as_bytes();
        let ends = memchr::memchr_iter(b'<', bytes).find(|at| {
            let tag = bytes.get(at + 1..at + 2 + name.len()).and_then(|tag| tag.split_first());
            tag.is_some_and(|(slash, found)| *slash == b'/' && found.eq_ignore_ascii_case(name.as_bytes()))
        });
        let (inside, rest) = self.rest.split_at_checked(ends.unwrap_or(bytes.len())).unwrap_or((self.rest, ""));
        self.rest = rest;
        inside
    }

    fn tag(&mut self) -> Option<Piece<'a>> {
        let body = self.rest.strip_prefix('<')?;
        if body.starts_with("!--") {
            self.skip_past("-->");
            return None;
        }
        let starts = body.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        let split = if starts && !self.no_more_tags { body.split_once('>') } else { None };
        let Some((inside, rest)) = split else {
            self.no_more_tags |= starts;
            self.rest = body;
            return Some(Piece::Text("<"));
        };
        self.rest = rest;
        let (name, attributes) = inside.split_once(|c: char| c.is_whitespace()).unwrap_or((inside, ""));
        if let Some(name) = name.strip_prefix('/') {
            return Some(Piece::Close(name));
        }
        if name.eq_ignore_ascii_case("style") {
            return Some(Piece::Style(self.take_element("style")));
        }
        for unseen in ["script", "xml", "title"] {
            if name.eq_ignore_ascii_case(unseen) && !attributes.ends_with('/') {
                self.take_element(unseen);
                return None;
            }
        }
        Some(Piece::Open(name.trim_end_matches('/'), attributes))
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        while !self.rest.is_empty() {
            if self.rest.starts_with('<') {
                if let Some(piece) = self.tag() {
                    return Some(piece);
                }
                continue;
            }
            let end = memchr::memchr(b'<', self.rest.as_bytes()).unwrap_or(self.rest.len());
            let (text, rest) = self.rest.split_at_checked(end)?;
            self.rest = rest;
            return Some(Piece::Text(text));
        }
        None
    }
}

/// The attributes of a tag: name and value, the value without its quotation marks.
pub fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\'' | '='));
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(end)?;
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
            rest = after;
            return Some((name, ""));
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let unquoted = quote.and_then(|quote| value.get(1..)?.split_once(quote));
        let (value, after) =
            unquoted.unwrap_or_else(|| value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())));
        rest = after;
        Some((name, value))
    })
}

/// The value of one attribute.
pub fn attribute<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    attributes(text).find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_however_they_are_quoted() {
        let text = r#" colspan=2 style='mso-number-format:"\@"' data-rowspan="9" x:num rowspan = "3" "#;
        assert_eq!(attribute(text, "COLSPAN"), Some("2"), "unquoted, any case");
        assert_eq!(attribute(text, "style"), Some(r#"mso-number-format:"\@""#), "the other quotation mark inside");
        assert_eq!(attribute(text, "rowspan"), Some("3"), "not the attribute that only ends like it");
        assert_eq!(attribute(text, "x:num"), Some(""), "without a value");
    }

    #[test]
    fn styles_close_in_any_case_and_scripts_are_left_out() {
        let pieces: Vec<_> = Pieces::new("<STYLE>.a{}</Style><script>'<td>'</SCRIPT><!-- <td> --><td>1").collect();
        let names = pieces.iter().filter(|piece| matches!(piece, Piece::Open(..))).count();
        assert_eq!((pieces.first(), names), (Some(&Piece::Style(".a{}")), 1), "one cell, one style");
    }
}
