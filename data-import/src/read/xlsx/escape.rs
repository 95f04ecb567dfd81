//! What XML and Excel write in place of characters: entities, and `_xHHHH_` for what XML cannot hold.

use memchr::{memchr, memchr2, memmem};

/// Adds XML text, its entities resolved and its line ends made `\n` as the standard says.
pub fn unescape(raw: &[u8], out: &mut Vec<u8>) {
    let mut rest = raw;
    while let Some(found) = memchr2(b'&', b'\r', rest) {
        let (before, special) = rest.split_at_checked(found).unwrap_or((rest, &[]));
        out.extend_from_slice(before);
        rest = if let Some(after) = special.strip_prefix(b"\r") {
            out.push(b'\n');
            after.strip_prefix(b"\n").unwrap_or(after)
        } else if let Some((character, after)) = entity(special) {
            push(character, out);
            after
        } else {
            out.push(b'&');
            special.get(1..).unwrap_or_default()
        };
    }
    out.extend_from_slice(rest);
}

/// The character of the entity that `text` begins with, and what comes after it.
fn entity(text: &[u8]) -> Option<(char, &[u8])> {
    // The longest that means something is `&#x10FFFF;`, but zeros may lead.
    let ends = memchr(b';', text.get(..32).unwrap_or(text))?;
    let name = std::str::from_utf8(text.get(1..ends)?).ok()?;
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
            char::from_u32(code)?
        }
    };
    Some((character, text.get(ends + 1..)?))
}

fn push(character: char, out: &mut Vec<u8>) {
    out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
}

/// Resolves `_xHHHH_` in everything from `from` on, as Excel does: `_x000D_` is a carriage return, `_x005F_`
/// the underscore that keeps such a text from being resolved.
pub fn decode_x(text: &mut Vec<u8>, from: usize) {
    let Some(first) = text.get(from..).and_then(|new| memmem::find(new, b"_x")) else { return };
    let tail = text.split_off(from + first);
    let mut rest = tail.as_slice();
    while let Some(found) = memmem::find(rest, b"_x") {
        let (before, escape) = rest.split_at_checked(found).unwrap_or((rest, &[]));
        text.extend_from_slice(before);
        rest = if let Some((character, after)) = character(escape) {
            push(character, text);
            after
        } else {
            text.extend_from_slice(b"_x");
            escape.get(2..).unwrap_or_default()
        };
    }
    text.extend_from_slice(rest);
}

/// The character of the `_xHHHH_` that `text` begins with; beyond the basic plane it takes two of them.
fn character(text: &[u8]) -> Option<(char, &[u8])> {
    let (high, after) = unit(text)?;
    if let Some(character) = char::from_u32(u32::from(high)) {
        return Some((character, after));
    }
    let (low, after) = unit(after)?;
    char::decode_utf16([high, low]).next()?.ok().map(|character| (character, after))
}

fn unit(text: &[u8]) -> Option<(u16, &[u8])> {
    let digits = text.get(2..6).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
    let after = text.get(6..)?.strip_prefix(b"_").filter(|_| text.starts_with(b"_x"))?;
    Some((u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?, after))
}

/// A whole value as text, both kinds of escapes resolved.
pub fn plain(raw: &[u8]) -> String {
    let mut text = Vec::with_capacity(raw.len());
    unescape(raw, &mut text);
    decode_x(&mut text, 0);
    into_text(text)
}

/// Bytes as text; what is no UTF-8 is replaced, not refused.
pub fn into_text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|broken| String::from_utf8_lossy(broken.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_and_line_ends_read_as_xml_says() {
        assert_eq!(
            plain(b"3&amp;4 &lt;&gt;&quot;&apos; &#24352;&#x4e09;"),
            "3&4 <>\"' 张三",
            "all five names and both numbers"
        );
        assert_eq!(plain(b"a\r\nb\rc\nd&#13;"), "a\nb\nc\nd\r", "only a written carriage return is one");
        assert_eq!(plain(b"R&D; &unknown; &#xD800; &amp"), "R&D; &unknown; &#xD800; &amp", "what means nothing stays");
    }

    #[test]
    fn excels_own_escapes_are_resolved_once() {
        assert_eq!(plain(b"a_x000D_b_x000d_"), "a\rb\r", "digits of either case");
        assert_eq!(plain(b"_x005F_x000D_"), "_x000D_", "an escaped underscore keeps what follows");
        assert_eq!(plain(b"_xD840__xDC00_"), "𠀀", "a rare character takes two");
        assert_eq!(plain(b"_xD840_ _x12_ _xZZZZ_ _x_x0041_"), "_xD840_ _x12_ _xZZZZ_ _xA", "what is no escape stays");
    }
}
