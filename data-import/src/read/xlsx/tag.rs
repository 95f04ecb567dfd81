//! An opening tag and its attributes.

use super::escape;

/// An opening tag as it lies in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag<'t> {
    name: &'t [u8],
    attributes: &'t [u8],
}

impl<'t> Tag<'t> {
    /// A tag from its qualified name and the bytes behind it.
    pub fn new(name: &'t [u8], attributes: &'t [u8]) -> Self {
        Self { name: local(name), attributes }
    }

    /// Name without prefix.
    pub fn name(&self) -> &'t [u8] {
        self.name
    }

    /// Attributes in file order: name with prefix, value with its entities as written.
    pub fn attributes(&self) -> Attributes<'t> {
        Attributes { rest: self.attributes }
    }

    /// The value of an attribute without prefix, entities as written.
    pub fn attribute(&self, name: &str) -> Option<&'t [u8]> {
        self.attributes().find(|(key, _)| *key == name.as_bytes()).map(|(_, value)| value)
    }

    /// The value of the attribute with that local name and any prefix (`r:id`), else without one.
    pub fn prefixed(&self, name: &str) -> Option<&'t [u8]> {
        let prefixed = |(key, _): &(&[u8], _)| key.contains(&b':') && local(key) == name.as_bytes();
        self.attributes().find(prefixed).map(|(_, value)| value).or_else(|| self.attribute(name))
    }

    /// The value of an attribute as text.
    pub fn text(&self, name: &str) -> Option<String> {
        self.attribute(name).map(escape::plain)
    }

    /// The value of an attribute as a number.
    pub fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        std::str::from_utf8(self.attribute(name)?).ok()?.trim().parse().ok()
    }

    /// Whether an attribute says yes (`1`, `true`, `on`); nothing where it is absent.
    pub fn truth(&self, name: &str) -> Option<bool> {
        self.attribute(name).map(is_true)
    }
}

/// Whether a value of the schema's boolean type says yes.
pub fn is_true(value: &[u8]) -> bool {
    matches!(value.trim_ascii(), b"1" | b"true" | b"TRUE" | b"True" | b"on")
}

fn local(name: &[u8]) -> &[u8] {
    let prefix = name.iter().position(|byte| *byte == b':').map_or(0, |colon| colon + 1);
    name.get(prefix..).unwrap_or_default()
}

/// Attributes of a tag; ends where they are malformed.
#[derive(Debug, Clone)]
pub struct Attributes<'t> {
    rest: &'t [u8],
}

impl<'t> Iterator for Attributes<'t> {
    type Item = (&'t [u8], &'t [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest.trim_ascii_start();
        let equals = rest.iter().position(|byte| *byte == b'=')?;
        let key = rest.get(..equals)?.trim_ascii_end();
        let (quote, value) = rest.get(equals + 1..)?.trim_ascii_start().split_first()?;
        let ends = value.iter().position(|byte| byte == quote).filter(|_| matches!(quote, b'"' | b'\''))?;
        self.rest = value.get(ends + 1..)?;
        Some((key, value.get(..ends)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_is_found_by_its_own_name_alone() {
        let tag = Tag::new(
            b"x:sheet",
            b" sheetId='2' name=\"3&amp;4\n\" rel:id = \"rId7\" r='A1' other:r='B2' hidden='true'",
        );
        assert_eq!(tag.name(), b"sheet", "the prefix is of no account");
        assert_eq!(tag.prefixed("id"), Some(&b"rId7"[..]), "whatever the prefix is called");
        assert_eq!(tag.attribute("r"), Some(&b"A1"[..]), "an attribute of another vocabulary is another one");
        assert_eq!((tag.number("sheetId"), tag.truth("hidden")), (Some(2u32), Some(true)), "typed values");
        assert_eq!(tag.text("name").as_deref(), Some("3&4\n"), "entities are resolved");
        assert_eq!((tag.attribute("id"), tag.truth("nothing")), (None, None), "what is absent is absent");
        assert_eq!(Tag::new(b"a", b" b=1 c='2'").attributes().count(), 0, "without quotes there is no attribute");
    }
}
