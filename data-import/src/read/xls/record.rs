//! Records of a BIFF stream, and numbers inside them.

/// One record with its continuations.
#[derive(Debug, Clone)]
pub struct Record<'a> {
    /// Kind of record.
    pub id: u16,
    /// Its own bytes.
    pub data: &'a [u8],
    /// The bytes of the CONTINUE records after it.
    pub continued: Vec<&'a [u8]>,
}

impl Record<'_> {
    /// The 16-bit number at an offset.
    pub fn u16(&self, at: usize) -> Option<u16> {
        self.data.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
    }

    /// The 32-bit number at an offset.
    pub fn u32(&self, at: usize) -> Option<u32> {
        self.data.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
    }

    /// The byte at an offset.
    pub fn u8(&self, at: usize) -> Option<u8> {
        self.data.get(at).copied()
    }

    /// The floating point number at an offset.
    pub fn f64(&self, at: usize) -> Option<f64> {
        self.data.get(at..at.checked_add(8)?)?.try_into().ok().map(f64::from_le_bytes)
    }
}

/// A compressed number (RK): 30 bits of an integer or of a double, perhaps of its hundredfold.
pub fn rk(value: u32) -> f64 {
    let number =
        if value & 2 == 0 { f64::from_bits(u64::from(value & !3) << 32) } else { f64::from(value.cast_signed() >> 2) };
    if value & 1 == 0 { number } else { number / 100.0 }
}

const CONTINUE: u16 = 0x003C;

/// The records of a stream from an offset on.
pub struct Records<'a> {
    rest: &'a [u8],
    /// A record reaches beyond the end of the stream.
    pub cut_off: bool,
}

impl<'a> Records<'a> {
    /// Records from an offset on; none where it lies outside.
    pub fn from(stream: &'a [u8], offset: usize) -> Self {
        Self { rest: stream.get(offset..).unwrap_or_default(), cut_off: false }
    }

    fn one(&mut self) -> Option<(u16, &'a [u8])> {
        let (head, rest) = self.rest.split_at_checked(4)?;
        let id = u16::from_le_bytes(head.get(..2)?.try_into().ok()?);
        let length = usize::from(u16::from_le_bytes(head.get(2..)?.try_into().ok()?));
        let Some((data, rest)) = rest.split_at_checked(length) else {
            self.cut_off = true;
            return None;
        };
        self.rest = rest;
        Some((id, data))
    }

    fn continues(&self) -> bool {
        self.rest.starts_with(&CONTINUE.to_le_bytes())
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (id, data) = self.one()?;
        let mut continued = Vec::new();
        while self.continues() {
            continued.push(self.one()?.1);
        }
        Some(Record { id, data, continued })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compressed_numbers_are_what_excel_shows() {
        assert_eq!(rk(12_345 << 2 | 2), 12_345.0, "an integer");
        assert_eq!(rk(12_345 << 2 | 3), 123.45, "a hundredth of one");
        assert_eq!(rk((-7i32 << 2).cast_unsigned() | 2), -7.0, "below zero");
        assert_eq!(rk(0x3FF0_0000), 1.0, "the upper half of a double");
    }

    #[test]
    fn continuations_belong_to_their_record_and_a_cut_is_seen() {
        let stream = [0xFC, 0, 1, 0, b'a', 0x3C, 0, 2, 0, b'b', b'c', 0x0A, 0, 9, 0, 1];
        let mut records = Records::from(&stream, 0);
        let first = records.next().unwrap();
        assert_eq!((first.id, first.data, first.continued), (0xFC, &b"a"[..], vec![&b"bc"[..]]), "one record");
        assert!(records.next().is_none() && records.cut_off, "nine bytes were promised");
    }
}
