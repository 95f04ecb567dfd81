//! Records of a binary part (MS-XLSB), and numbers and text inside them.

use crate::error::{FileFormat, ReadError};
use crate::read::xml::damaged;
use std::io::Read;

/// Reads the records of a part one by one; the bytes of the last are kept.
pub struct Records<R> {
    inner: R,
    /// Bytes of the record read last.
    pub data: Vec<u8>,
}

impl<R: Read> Records<R> {
    /// The records of a part.
    pub fn new(inner: R) -> Self {
        Self { inner, data: Vec::new() }
    }

    fn byte(&mut self) -> Result<Option<u8>, ReadError> {
        let mut one = [0];
        match self.inner.read(&mut one) {
            Ok(0) => Ok(None),
            Ok(_) => Ok(Some(one[0])),
            Err(_) => Err(damaged(FileFormat::Xlsb)),
        }
    }

    /// A number of seven bits a byte, at most so many bytes long.
    fn varying(&mut self, bytes: u32) -> Result<Option<u32>, ReadError> {
        let mut number = 0;
        for place in 0..bytes {
            let Some(byte) = self.byte()? else {
                return if place == 0 { Ok(None) } else { Err(damaged(FileFormat::Xlsb)) };
            };
            number |= u32::from(byte & 0x7F) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Ok(Some(number))
    }

    /// Kind of the next record; none at the end of the part.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] where the part is cut off.
    pub fn next(&mut self) -> Result<Option<u32>, ReadError> {
        let Some(kind) = self.varying(2)? else { return Ok(None) };
        let length = self.varying(4)?.ok_or_else(|| damaged(FileFormat::Xlsb))?;
        self.data.clear();
        // Grows by what is there, whatever is promised.
        let read = self.inner.by_ref().take(u64::from(length)).read_to_end(&mut self.data);
        match read {
            Ok(got) if got as u64 == u64::from(length) => Ok(Some(kind)),
            _ => Err(damaged(FileFormat::Xlsb)),
        }
    }

    /// The byte at an offset of the last record.
    pub fn u8(&self, at: usize) -> Option<u8> {
        self.data.get(at).copied()
    }

    /// The 16-bit number at an offset.
    pub fn u16(&self, at: usize) -> Option<u16> {
        self.data.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
    }

    /// The 32-bit number at an offset.
    pub fn u32(&self, at: usize) -> Option<u32> {
        self.data.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
    }

    /// The floating point number at an offset.
    pub fn f64(&self, at: usize) -> Option<f64> {
        self.data.get(at..at.checked_add(8)?)?.try_into().ok().map(f64::from_le_bytes)
    }

    /// The text at an offset, and where it ends; a length of all ones stands for no text.
    pub fn text(&self, at: usize) -> Option<(String, usize)> {
        let length = self.u32(at)?;
        let from = at + 4;
        if length == u32::MAX {
            return Some((String::new(), from));
        }
        let to = from.checked_add(usize::try_from(length).ok()?.checked_mul(2)?)?;
        let units = self.data.get(from..to)?.chunks_exact(2).filter_map(|pair| pair.try_into().ok());
        let units: Vec<u16> = units.map(u16::from_le_bytes).collect();
        Some((String::from_utf16_lossy(&units), to))
    }
}
