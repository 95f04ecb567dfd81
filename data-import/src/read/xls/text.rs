//! Text of BIFF records: bytes of a code page before BIFF8, Unicode from then on, over CONTINUE records.

use super::record::Record;
use encoding_rs::Encoding;

/// The encoding of a code page number; GBK where none is known, as the offices here use.
pub fn code_page(number: u16) -> &'static Encoding {
    let label: &str = match number {
        932 => "shift_jis",
        949 => "euc-kr",
        950 | 10002 => "big5",
        1200 => "utf-16le",
        1250 => "windows-1250",
        1251 => "windows-1251",
        1252 | 32769 => "windows-1252",
        1253 => "windows-1253",
        1254 => "windows-1254",
        1255 => "windows-1255",
        1256 => "windows-1256",
        1257 => "windows-1257",
        1258 => "windows-1258",
        874 => "windows-874",
        866 => "ibm866",
        10000 | 32768 => "macintosh",
        65001 => "utf-8",
        437 | 850 | 852 | 858 | 367 => "windows-1252",
        _ => "gbk",
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::GBK)
}

/// Bytes of a code page.
pub fn decode(bytes: &[u8], encoding: &'static Encoding) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Reads strings that may run on into continuations.
pub struct Strings<'a> {
    pieces: std::vec::IntoIter<&'a [u8]>,
    rest: &'a [u8],
}

impl<'a> Strings<'a> {
    /// From an offset of a record on.
    pub fn of(record: &Record<'a>, from: usize) -> Self {
        Self { pieces: record.continued.clone().into_iter(), rest: record.data.get(from..).unwrap_or_default() }
    }

    fn byte(&mut self) -> Option<u8> {
        while self.rest.is_empty() {
            self.rest = self.pieces.next()?;
        }
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }

    fn number(&mut self, bytes: u32) -> Option<u32> {
        (0..bytes).try_fold(0, |number, place| Some(number | u32::from(self.byte()?) << (8 * place)))
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            if self.rest.is_empty() {
                self.rest = self.pieces.next()?;
            }
            let step = bytes.min(self.rest.len());
            self.rest = self.rest.get(step..)?;
            bytes -= step;
        }
        Some(())
    }

    /// A Unicode string whose length takes so many bytes; what belongs to it (runs, phonetic data) is stepped over.
    pub fn unicode(&mut self, length_bytes: u32) -> Option<String> {
        let length = usize::try_from(self.number(length_bytes)?).ok()?;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? } else { 0 };
        let extended = if flags & 4 != 0 { self.number(4)? } else { 0 };
        let text = self.characters(length, flags & 1 != 0)?;
        self.skip(usize::try_from(runs).ok()?.checked_mul(4)?)?;
        self.skip(usize::try_from(extended).ok()?)?;
        Some(text)
    }

    /// Characters of one or two bytes; each continuation says anew which.
    fn characters(&mut self, length: usize, wide: bool) -> Option<String> {
        let mut wide = wide;
        let mut units: Vec<u16> = Vec::with_capacity(length.min(32_768));
        while units.len() < length {
            if self.rest.is_empty() {
                self.rest = self.pieces.next()?;
                wide = self.byte()? & 1 != 0;
            }
            let missing = length - units.len();
            if wide {
                let step = (self.rest.len() / 2).min(missing);
                let (now, rest) = self.rest.split_at_checked(step * 2)?;
                units.extend(now.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(u16::from_le_bytes));
                // Half a character at the end of a record belongs to nothing.
                self.rest = if step == 0 { &[] } else { rest };
            } else {
                let (now, rest) = self.rest.split_at_checked(self.rest.len().min(missing))?;
                units.extend(now.iter().map(|byte| u16::from(*byte)));
                self.rest = rest;
            }
        }
        Some(String::from_utf16_lossy(&units))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_goes_on_in_the_next_record_in_another_width() {
        let first = [3, 0, 0, b'a'];
        let second = [1, 0x20, 0x5F, b'b', 0];
        let record = Record { id: 0xFC, data: &first, continued: vec![&second] };
        let mut strings = Strings::of(&record, 0);
        assert_eq!(strings.unicode(2).as_deref(), Some("a张b"), "one byte, then two a character");
        assert_eq!(strings.unicode(2), None, "and no more");
    }

    #[test]
    fn bytes_are_read_by_their_code_page() {
        assert_eq!(decode(b"\xD5\xC5\xC8\xFD", code_page(936)), "张三", "GBK");
        assert_eq!(decode(b"\xD5\xC5\xC8\xFD", code_page(0)), "张三", "unknown ones are taken for GBK");
    }
}
