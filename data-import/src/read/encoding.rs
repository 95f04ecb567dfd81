//! Text encodings of ledgers: UTF-8 with and without mark, UTF-16, GB18030.

use crate::error::ReadError;
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Decoded text with the name of its encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without byte order mark.
    pub text: Cow<'a, str>,
    /// Usual name of the encoding.
    pub encoding: &'static str,
}

/// Whether bytes without a mark look like UTF-16: the zero bytes of its ASCII stand all on one side.
#[must_use]
pub fn is_utf16(head: &[u8]) -> bool {
    utf16_order(head).is_some()
}

fn utf16_order(head: &[u8]) -> Option<&'static Encoding> {
    let (mut even, mut odd) = (0usize, 0usize);
    for pair in head.chunks_exact(2) {
        match pair {
            [0, 0] => return None,
            [0, _] => even += 1,
            [_, 0] => odd += 1,
            _ => {}
        }
    }
    let enough = head.len() / 40 + 1;
    match (even >= enough, odd >= enough) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// Decodes delimited text.
///
/// # Errors
/// [`ReadError::UnknownEncoding`] when no encoding fits all but a few characters.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, ReadError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        return Ok(Decoded { text, encoding: name_of(encoding) });
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return Ok(Decoded { text: Cow::Borrowed(text), encoding: name_of(UTF_8) });
    }
    let head = bytes.get(..bytes.len().min(8192)).unwrap_or_default();
    if let Some(encoding) = utf16_order(head) {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        return Ok(Decoded { text, encoding: name_of(encoding) });
    }
    let (text, broken) = GB18030.decode_without_bom_handling(bytes);
    if broken && text.matches('\u{fffd}').count() * 200 > text.chars().count() {
        return Err(ReadError::UnknownEncoding);
    }
    Ok(Decoded { text, encoding: name_of(GB18030) })
}

/// Decodes text by a label it carries itself (`charset=GBK`), else as [`decode`] does.
///
/// # Errors
/// As [`decode`].
pub fn decode_labelled<'a>(bytes: &'a [u8], label: Option<&str>) -> Result<Decoded<'a>, ReadError> {
    let named = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    match named {
        Some(encoding)
            if Encoding::for_bom(bytes).is_none()
                && !is_utf16(bytes.get(..bytes.len().min(8192)).unwrap_or_default()) =>
        {
            let (text, broken) = encoding.decode_without_bom_handling(bytes);
            // A label can lie: a page saved anew in UTF-8 keeps its old GBK label.
            if broken && std::str::from_utf8(bytes).is_ok() {
                return decode(bytes);
            }
            Ok(Decoded { text, encoding: name_of(encoding) })
        }
        _ => decode(bytes),
    }
}

fn name_of(encoding: &'static Encoding) -> &'static str {
    match encoding.name() {
        "gb18030" => "GB18030",
        name => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_usual_encoding_is_told() {
        let text = "姓名,电话\r\n林㛃,13900001234\r\n";
        let gb = GB18030.encode(text).0.into_owned();
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        for (bytes, name) in
            [(text.as_bytes(), "UTF-8"), (&marked, "UTF-8"), (&gb, "GB18030"), (&le, "UTF-16LE"), (&be, "UTF-16BE")]
        {
            let decoded = decode(bytes).unwrap();
            assert_eq!((decoded.text.as_ref(), decoded.encoding), (text, name), "decodes to the same text");
        }
    }

    proptest! {
        #[test]
        fn decoding_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..500)) {
            let _ = decode(&bytes);
            let _ = decode_labelled(&bytes, Some("gbk"));
        }
    }
}
