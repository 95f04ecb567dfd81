//! A PNG file from outside (ISO/IEC 15948), brought down to its picture: decoded to the last row, and nothing kept beside
//! what shows it.

use crate::canvas::LONGEST;
use std::io::Cursor;

/// Memory the decoder may take for other things than rows, bytes.
const MEMORY: usize = 64 << 20;
/// The first bytes of every PNG file (5.2).
const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1a\n";
/// The chunks that make the picture (11.2) or tell its colours and size (11.3); text, times and what programs of their own
/// put in are not among them.
const KEPT: [&[u8; 4]; 10] = [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"pHYs"];

/// The file is no whole picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("图片没有画完整，请重试 / This is no whole picture: draw it again")]
pub struct NoPicture;

/// The picture alone, as a PNG file.
///
/// # Errors
/// When the file does not end where its picture ends, holds a chunk that only another kind of file needs, or cannot be
/// decoded to the last row.
pub fn checked_png(file: &[u8]) -> Result<Vec<u8>, NoPicture> {
    let mut rest = file.strip_prefix(SIGNATURE).ok_or(NoPicture)?;
    let mut picture = SIGNATURE.to_vec();
    while !rest.is_empty() {
        let (chunk, after) = Chunk::first(rest).ok_or(NoPicture)?;
        let is_last = &chunk.kind == b"IEND";
        if KEPT.contains(&&chunk.kind) {
            picture.extend_from_slice(chunk.whole);
        } else if chunk.is_critical() {
            return Err(NoPicture);
        }
        if is_last && !after.is_empty() {
            return Err(NoPicture);
        }
        rest = after;
    }
    decode(&picture).map_err(|_| NoPicture)?.then_some(picture).ok_or(NoPicture)
}

struct Chunk<'a> {
    kind: [u8; 4],
    /// With its length and check sum.
    whole: &'a [u8],
}

impl<'a> Chunk<'a> {
    /// Takes the first chunk off.
    fn first(rest: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let kind = *after.first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?.checked_add(12)?;
        let (whole, after) = rest.split_at_checked(length)?;
        Some((Self { kind, whole }, after))
    }

    /// Whether a picture cannot be shown without it (5.4).
    const fn is_critical(&self) -> bool {
        let [first, ..] = self.kind;
        first & 0x20 == 0
    }
}

/// Reads every row. False for a picture larger than any that is drawn here.
fn decode(picture: &[u8]) -> Result<bool, png::DecodingError> {
    let decoder = png::Decoder::new_with_limits(Cursor::new(picture), png::Limits { bytes: MEMORY });
    let mut reader = decoder.read_info()?;
    let (width, height) = reader.info().size();
    if width.max(height) > LONGEST {
        return Ok(false);
    }
    while reader.next_row()?.is_some() {}
    reader.finish()?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Canvas;

    fn drawn() -> Vec<u8> {
        Canvas::new(300, 200, [10, 120, 200]).unwrap().png().unwrap()
    }

    /// A chunk with its check sum (5.3).
    fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let checked: Vec<u8> = kind.iter().chain(data).copied().collect();
        let step = |sum: u32| (0..8).fold(sum, |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 });
        let sum = !checked.iter().fold(u32::MAX, |sum, byte| step(sum ^ u32::from(*byte)));
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        length.into_iter().chain(checked).chain(sum.to_be_bytes()).collect()
    }

    /// The picture with a chunk before its last, which is 12 bytes long.
    fn with(inserted: &[u8]) -> Vec<u8> {
        let whole = drawn();
        let (head, end) = whole.split_at(whole.len() - 12);
        [head, inserted, end].concat()
    }

    #[test]
    fn a_picture_passes_as_it_is() {
        assert_eq!(checked_png(&drawn()), Ok(drawn()), "nothing of a plain picture is lost");
    }

    #[test]
    fn what_is_not_the_picture_does_not_come_along() {
        for kind in [b"tEXt", b"eXIf", b"iTXt", b"loUc"] {
            let smuggling = with(&chunk(kind, b"#!/bin/sh 330299198001011234"));
            assert_eq!(checked_png(&smuggling), Ok(drawn()), "{} is left out", String::from_utf8_lossy(kind));
        }
        let scaled = with(&chunk(b"pHYs", &[0; 9]));
        assert_eq!(checked_png(&scaled).map(|file| file.len()), Ok(scaled.len()), "dots an inch are the picture's");
    }

    #[test]
    fn what_is_no_whole_picture_is_refused() {
        let whole = drawn();
        let mut flipped = whole.clone();
        flipped[whole.len() / 2] ^= 1;
        let behind = [&whole[..], b"#!/bin/sh"].concat();
        let signature = [SIGNATURE.as_slice(), b"#!/bin/sh"].concat();
        let foreign = with(&chunk(b"LOUC", b"?"));
        let huge =
            [SIGNATURE.as_slice(), &chunk(b"IHDR", &[0, 1, 0, 0, 0, 0, 0, 1, 8, 0, 0, 0, 0]), &whole[33..]].concat();
        for (file, why) in [
            (&b""[..], "nothing"),
            (&SIGNATURE[..], "a signature alone"),
            (&signature, "a signature before something else"),
            (&whole[..whole.len() - 12], "no end"),
            (&whole[..whole.len() / 2], "half of it"),
            (&flipped, "a bit that fell over"),
            (&behind, "something behind its end"),
            (&foreign, "a chunk that only others understand"),
            (&huge, "65,536 pixels wide"),
        ] {
            assert_eq!(checked_png(file), Err(NoPicture), "{why}");
        }
    }
}
