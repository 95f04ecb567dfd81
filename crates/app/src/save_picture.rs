//! A picture of the map that the window drew, as a file: what leaves the register as a picture is in the audit log too.

use crate::asking::Asking;
use crate::permission::Operation;
use crate::picture::leaving::Leaving;
use crate::refusal;
use crate::save::{save, writable};
use louce_picture::checked_png;
use louce_wire::{MapShown, RpcError};
use std::path::Path;

/// Largest file, bytes.
const LARGEST: usize = 64 << 20;

/// Writes the picture: what the page sends is decoded as a picture first, and nothing but a picture is written. Before the
/// file is there, the audit log has what it shows and its hash.
///
/// # Errors
/// When the role does not allow it, `png` is no picture, `shown` is not there, or `out` is no name of one or cannot be
/// written.
pub fn save_picture(asking: Asking<'_>, out: &Path, png: &str, shown: &MapShown) -> Result<(), RpcError> {
    let permit = asking.permit(Operation::ExportRecords)?;
    if !out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("png")) {
        let zh = "图片文件名须以 .png 结尾，请改名后重试。";
        return Err(refusal::invalid(zh, "Give the picture a name that ends in .png.").about("out"));
    }
    writable(asking, out)?;
    if png.len() / 4 * 3 > LARGEST {
        let zh = "图片超过 64 MiB，请选择较小的尺寸。";
        return Err(refusal::invalid(zh, "The picture is larger than 64 MiB: choose a smaller size.").about("png"));
    }
    let picture = decode(png).and_then(|bytes| checked_png(&bytes).ok()).ok_or_else(|| {
        refusal::invalid("图片没有画完整，请重试。", "The picture is not whole: try again.").about("png")
    })?;
    Leaving { how: "picture", shown, floor: None, file: Some((out, &picture)) }.note(asking, &permit)?;
    save(asking, out, &picture)
}

/// Reads base64 (RFC 4648, 4) with its padding; none for anything else.
fn decode(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=').as_bytes();
    if !text.len().is_multiple_of(4) || text.len() - digits.len() > 2 || digits.len() % 4 == 1 {
        return None;
    }
    let mut bytes = Vec::with_capacity(digits.len() / 4 * 3 + 2);
    for group in digits.chunks(4) {
        let bits = group.iter().try_fold(0_u32, |bits, digit| Some((bits << 6) | u32::from(sextet(*digit)?)))?;
        let [_, whole @ ..] = (bits << (6 * (4 - group.len()))).to_be_bytes();
        bytes.extend(whole.iter().take(group.len() - 1));
    }
    Some(bytes)
}

const fn sextet(digit: u8) -> Option<u8> {
    match digit {
        b'A'..=b'Z' => Some(digit - b'A'),
        b'a'..=b'z' => Some(digit - b'a' + 26),
        b'0'..=b'9' => Some(digit - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_as_they_were_written() {
        for (text, bytes) in [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYmFy", "foobar")] {
            assert_eq!(decode(text).as_deref(), Some(bytes.as_bytes()), "RFC 4648, section 10: {bytes}");
        }
        assert_eq!(decode("+/+/").as_deref(), Some([0xfb, 0xff, 0xbf].as_slice()), "the last two digits");
    }

    #[test]
    fn what_is_no_base64_is_refused() {
        for text in ["Zg", "Zg=", "Z===", "Zm9v-A==", "Zm 9", "楼册"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
