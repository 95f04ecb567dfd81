//! A picture of the map that the window drew, as a file: what leaves the register as a picture is in the audit log too.

use crate::asking::Asking;
use crate::permission::Operation;
use crate::refusal;
use crate::save::save;
use louce_wire::RpcError;
use std::path::Path;

/// The first bytes of every PNG file (ISO/IEC 15948, 5.2).
const PNG: [u8; 8] = [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a];

/// Writes the picture.
///
/// # Errors
/// When the role does not allow it, `png` is no picture, or `out` cannot be written.
pub fn save_picture(asking: Asking<'_>, out: &Path, png: &str) -> Result<(), RpcError> {
    let permit = asking.permit(Operation::ExportRecords)?;
    let bytes = decode(png).filter(|bytes| bytes.starts_with(&PNG)).ok_or_else(|| {
        refusal::invalid("图片没有画完整，请重试。", "The picture is not whole: try again.").about("png")
    })?;
    permit.look_audited(|_, _| Ok(()))?;
    save(asking, out, &bytes)
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
