//! Text encodings of ledgers: UTF-8 with and without mark, UTF-16, GB18030; of a whole text, or piece by piece.

use crate::error::ReadError;
use encoding_rs::{Decoder, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
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
    if broken && text.matches('\u{fffd}').count() as u64 * ONE_BROKEN_IN > text.chars().count() as u64 {
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

/// Characters of which one may be broken in a text that is still taken for GB18030.
const ONE_BROKEN_IN: u64 = 200;
/// Characters from which their brokenness is judged before the end of the text.
const JUDGED_FROM: u64 = 100_000;

/// Why a text does not go on in its encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It must be decoded anew, in this one.
    Anew(&'static str),
    /// No encoding fits.
    Unknown,
}

/// Decodes a text piece by piece; characters may be cut anywhere.
pub struct Decoding {
    encoding: &'static Encoding,
    decoder: Decoder,
    mark: usize,
    /// UTF-8 that was only told from a sample: what breaks it shows that it is none.
    on_trial: bool,
    characters: u64,
    broken: u64,
}

impl Decoding {
    /// Chooses the encoding from the beginning of a text; `whole` says that it is all of it, `known` is the name of
    /// the encoding where it is known.
    ///
    /// # Errors
    /// [`ReadError::UnknownEncoding`] when `known` is none.
    pub fn choose(sample: &[u8], whole: bool, known: Option<&str>) -> Result<Self, ReadError> {
        if let Some(known) = known {
            let encoding = Encoding::for_label(known.as_bytes()).ok_or(ReadError::UnknownEncoding)?;
            return Ok(Self::of(encoding, 0, false));
        }
        if let Some((encoding, mark)) = Encoding::for_bom(sample) {
            return Ok(Self::of(encoding, mark, false));
        }
        let is_utf8 = match std::str::from_utf8(sample) {
            Ok(_) => true,
            // The sample may end within a character.
            Err(error) => !whole && error.error_len().is_none(),
        };
        if is_utf8 && !sample.contains(&0) {
            return Ok(Self::of(UTF_8, 0, true));
        }
        let head = sample.get(..sample.len().min(8192)).unwrap_or_default();
        Ok(Self::of(utf16_order(head).unwrap_or(GB18030), 0, false))
    }

    fn of(encoding: &'static Encoding, mark: usize, on_trial: bool) -> Self {
        let decoder = encoding.new_decoder_without_bom_handling();
        Self { encoding, decoder, mark, on_trial, characters: 0, broken: 0 }
    }

    /// Usual name of the encoding.
    #[must_use]
    pub fn name(&self) -> &'static str {
        name_of(self.encoding)
    }

    /// Bytes of the mark at the beginning of the text, which is none of its characters.
    #[must_use]
    pub fn mark(&self) -> usize {
        self.mark
    }

    /// The beginning of the text, decoded.
    #[must_use]
    pub fn sample<'a>(&self, sample: &'a [u8]) -> Cow<'a, str> {
        self.encoding.decode_without_bom_handling(sample.get(self.mark..).unwrap_or_default()).0
    }

    /// Decodes the next piece behind `text`; `last` says that none follows.
    ///
    /// # Errors
    /// [`Unfit`] once the encoding cannot be the text's.
    pub fn decode(&mut self, mut piece: &[u8], last: bool, text: &mut String) -> Result<(), Unfit> {
        let before = text.len();
        loop {
            let room = self.decoder.max_utf8_buffer_length_without_replacement(piece.len()).unwrap_or(piece.len());
            text.reserve(room);
            let (result, read) = self.decoder.decode_to_string_without_replacement(piece, text, last);
            piece = piece.get(read..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    // A last character that is cut off breaks no encoding.
                    if self.on_trial && !(last && piece.is_empty()) {
                        return Err(Unfit::Anew(name_of(GB18030)));
                    }
                    text.push('\u{fffd}');
                    self.broken += 1;
                }
            }
        }
        if self.encoding == GB18030 {
            let new = text.as_bytes().get(before..).unwrap_or_default();
            self.characters += new.iter().filter(|byte| !(0x80..0xC0).contains(*byte)).count() as u64;
            let judged = last || self.characters > JUDGED_FROM;
            if judged && self.broken * ONE_BROKEN_IN > self.characters {
                return Err(Unfit::Unknown);
            }
        }
        Ok(())
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

    fn decode_by(bytes: &[u8], piece: usize) -> Result<(String, &'static str), Unfit> {
        let mut decoding = Decoding::choose(bytes, true, None).unwrap();
        let mut text = String::new();
        for piece in bytes.get(decoding.mark()..).unwrap().chunks(piece) {
            decoding.decode(piece, false, &mut text)?;
        }
        decoding.decode(&[], true, &mut text)?;
        Ok((text, decoding.name()))
    }

    #[test]
    fn a_text_may_be_cut_anywhere() {
        // 㛃 and 𠮷 have four bytes in GB18030.
        let text = "姓名,电话\r\n林㛃,13900001234\r\n𠮷田,é\n";
        let gb = GB18030.encode(text).0.into_owned();
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, name) in [(gb.as_slice(), "GB18030"), (text.as_bytes(), "UTF-8"), (&le, "UTF-16LE")] {
            for at in 0..=bytes.len() {
                let mut decoding = Decoding::choose(bytes, true, None).unwrap();
                let (left, right) = bytes.split_at(at);
                let mut decoded = String::new();
                decoding.decode(left, false, &mut decoded).unwrap();
                decoding.decode(right, true, &mut decoded).unwrap();
                assert_eq!((decoded.as_str(), decoding.name()), (text, name), "cut after {at} bytes");
            }
        }
    }

    #[test]
    fn a_late_byte_that_is_no_utf8_asks_for_gb18030() {
        let bytes = ["a,b\n".repeat(40).as_bytes(), &GB18030.encode("张三").0].concat();
        let mut decoding = Decoding::choose(&bytes[..100], false, None).unwrap();
        assert_eq!(decoding.name(), "UTF-8", "the sample is ASCII");
        let end = decoding.decode(&bytes, true, &mut String::new());
        assert_eq!(end, Err(Unfit::Anew("GB18030")), "rather than a text full of question marks");
        let cut = "电话".as_bytes();
        let mut decoding = Decoding::choose(&cut[..3], false, None).unwrap();
        let mut text = String::new();
        decoding.decode(&cut[..5], true, &mut text).unwrap();
        assert_eq!(text, "电\u{fffd}", "a file that is cut off within its last character is still UTF-8");
    }

    proptest! {
        #[test]
        fn pieces_decode_to_what_the_whole_does(
            bytes in prop_oneof![
                proptest::collection::vec(any::<u8>(), 1..300),
                "[a-z,\n张㛃𠮷]{1,80}".prop_map(|text| GB18030.encode(&text).0.into_owned()),
                "[a-z,\n张㛃𠮷]{1,80}".prop_map(String::into_bytes),
            ],
            piece in 1..9usize,
        ) {
            let whole = decode(&bytes).map(|decoded| (decoded.text.into_owned(), decoded.encoding));
            let pieces = decode_by(&bytes, piece);
            prop_assert_eq!(pieces.ok(), whole.ok(), "however it is cut");
        }

        #[test]
        fn decoding_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..500)) {
            let _ = decode(&bytes);
            let _ = decode_labelled(&bytes, Some("gbk"));
        }
    }
}
