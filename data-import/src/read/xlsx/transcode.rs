//! A part as UTF-8, whatever it is written in: the standard allows UTF-16, and some programs use others.

use super::damaged;
use crate::error::ReadError;
use encoding_rs::{Decoder, Encoding, UTF_8};
use memchr::memmem;
use std::io::{Cursor, Read};

/// Bytes of the declaration that are looked at.
const HEAD: usize = 256;

/// A reader of UTF-8 without byte order mark.
///
/// # Errors
/// [`ReadError::Damaged`] where the part cannot be inflated.
pub fn utf8<'a>(mut part: Box<dyn Read + 'a>) -> Result<Box<dyn Read + 'a>, ReadError> {
    let mut head = Vec::with_capacity(HEAD);
    part.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(|_| damaged())?;
    let (encoding, mark) = Encoding::for_bom(&head).unwrap_or_else(|| (declared(&head), 0));
    head.drain(..mark);
    let whole = Cursor::new(head).chain(part);
    if encoding == UTF_8 {
        return Ok(Box::new(whole));
    }
    let decoder = encoding.new_decoder_without_bom_handling();
    Ok(Box::new(Transcoded { part: whole, decoder, ready: Cursor::default(), ended: false }))
}

fn declared(head: &[u8]) -> &'static Encoding {
    match head {
        [b'<', 0, ..] => encoding_rs::UTF_16LE,
        [0, b'<', ..] => encoding_rs::UTF_16BE,
        _ => {
            let label = memmem::find(head, b"encoding=").and_then(|at| head.get(at + 10..));
            let label = label.and_then(|rest| rest.split(|byte| matches!(byte, b'"' | b'\'')).next());
            // UTF-16 is declared, yet these bytes are not: the declaration was copied from elsewhere.
            let known = label.and_then(Encoding::for_label).filter(|encoding| encoding.is_ascii_compatible());
            known.filter(|_| head.starts_with(b"<?xml")).unwrap_or(UTF_8)
        }
    }
}

struct Transcoded<R> {
    part: R,
    decoder: Decoder,
    ready: Cursor<String>,
    ended: bool,
}

impl<R: Read> Read for Transcoded<R> {
    fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
        loop {
            let got = self.ready.read(room)?;
            if got > 0 || self.ended || room.is_empty() {
                return Ok(got);
            }
            let mut chunk = vec![0; 32 << 10];
            let got = self.part.read(&mut chunk)?;
            self.ended = got == 0;
            let new = chunk.get(..got).unwrap_or_default();
            let most = self.decoder.max_utf8_buffer_length(new.len()).unwrap_or(0);
            let mut text = String::with_capacity(most);
            // Room for the longest outcome was made, so nothing is left over.
            let _ = self.decoder.decode_to_string(new, &mut text, self.ended);
            self.ready = Cursor::new(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        let mut text = String::new();
        utf8(Box::new(bytes)).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn every_encoding_of_a_part_reads_alike() {
        let xml = format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>{}</a>", "张三".repeat(20_000));
        let little: Vec<u8> = xml.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = xml.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&little), xml, "UTF-16 told by its zeros");
        assert_eq!(read(&[&[0xFE, 0xFF], big.as_slice()].concat()), xml, "and by its mark");
        assert_eq!(
            read(&[&[0xEF, 0xBB, 0xBF], xml.as_bytes()].concat()),
            xml,
            "UTF-8 with a mark and a wrong declaration"
        );
        let gbk = [&b"<?xml version='1.0' encoding='GBK'?>"[..], &[0xD5, 0xC5]].concat();
        assert!(read(&gbk).ends_with('张'), "an encoding that the standard does not allow, but programs use");
    }
}
