//! A page packed with its parts into one MIME file (RFC 2557), "Single File Web Page" in Excel.

use super::look::Classes;
use super::outline::Outline;
use super::{decode, pass};
use crate::error::{LooksLike, ReadError};
use crate::read::gate::Sink;
use std::borrow::Cow;

const PARTS: usize = 1_000;

/// Reads every table of every page inside; returns the encoding of the first page.
///
/// # Errors
/// [`ReadError::UnknownFormat`] without any value in a table, or what the sink refuses.
pub fn read(bytes: &[u8], sink: &mut dyn Sink) -> Result<&'static str, ReadError> {
    let parts = parts(bytes);
    let sheet = parts.iter().filter(|part| part.kind == "text/css");
    let sheets: Vec<String> = sheet.map(|part| String::from_utf8_lossy(&part.body).into_owned()).collect();
    let mut encoding = None;
    let mut passed = 0;
    for part in parts.iter().filter(|part| part.kind == "text/html") {
        let decoded = decode(&part.body, part.charset.as_deref())?;
        encoding.get_or_insert(decoded.encoding);
        let mut classes = Classes::default();
        sheets.iter().for_each(|sheet| classes.learn(sheet));
        let outline = Outline::of(&decoded.text, classes)?;
        passed = pass(&decoded.text, outline, true, passed, sink)?;
    }
    encoding.filter(|_| passed > 0).ok_or(ReadError::UnknownFormat { looks_like: LooksLike::NoTable })
}

/// A part of the message, decoded from its transfer encoding.
struct Part<'a> {
    kind: String,
    charset: Option<String>,
    body: Cow<'a, [u8]>,
}

/// The parts of the message; the whole message where it has only one.
fn parts(bytes: &[u8]) -> Vec<Part<'_>> {
    let (headers, body) = split_headers(bytes);
    let kind = header(&headers, "content-type").unwrap_or_default();
    let Some(boundary) = parameter(&kind, "boundary") else {
        return vec![part(bytes)];
    };
    let mark = format!("--{boundary}");
    let mut found = Vec::new();
    let mut from = None;
    for at in memchr::memmem::find_iter(body, mark.as_bytes()) {
        if at > 0 && body.get(at - 1) != Some(&b'\n') {
            continue;
        }
        if let Some(piece) = from.and_then(|from: usize| body.get(from..at)) {
            found.push(part(piece));
        }
        from = Some(at + mark.len());
        if found.len() >= PARTS {
            break;
        }
    }
    // Cut off before its last boundary: what is there is read.
    if let Some(rest) = from.and_then(|from| body.get(from..)).filter(|rest| !rest.starts_with(b"--")) {
        found.push(part(rest));
    }
    found
}

fn part(bytes: &[u8]) -> Part<'_> {
    let (headers, body) = split_headers(bytes.trim_ascii_start());
    let kind = header(&headers, "content-type").unwrap_or_default();
    let transfer = header(&headers, "content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
    let body = match transfer.trim() {
        "quoted-printable" => Cow::Owned(quoted_printable(body)),
        "base64" => Cow::Owned(base64(body)),
        _ => Cow::Borrowed(body),
    };
    let charset = parameter(&kind, "charset");
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    Part { kind, charset, body }
}

/// Header lines, folded ones joined, and what follows the first empty line.
fn split_headers(bytes: &[u8]) -> (Vec<String>, &[u8]) {
    let mut headers: Vec<String> = Vec::new();
    let mut rest = bytes;
    while let Some(end) = memchr::memchr(b'\n', rest) {
        let Some((line, after)) = rest.split_at_checked(end + 1) else { break };
        rest = after;
        let line = String::from_utf8_lossy(line);
        if line.trim().is_empty() {
            break;
        }
        match headers.last_mut().filter(|_| line.starts_with([' ', '\t'])) {
            Some(last) => last.push_str(line.trim_end()),
            None => headers.push(line.trim_end().to_owned()),
        }
    }
    (headers, rest)
}

fn header(headers: &[String], name: &str) -> Option<String> {
    let found =
        headers.iter().filter_map(|line| line.split_once(':')).find(|(key, _)| key.trim().eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.trim().to_owned())
}

fn parameter(value: &str, name: &str) -> Option<String> {
    let found = value.split(';').skip(1).filter_map(|part| part.split_once('='));
    let found = found.filter(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim());
    found.map(|value| value.trim_matches('"').to_owned()).find(|value| !value.is_empty())
}

fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let hex = |byte: Option<&u8>| {
        byte.and_then(|byte| char::from(*byte).to_digit(16)).and_then(|digit| u8::try_from(digit).ok())
    };
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte != b'=' {
            decoded.push(*byte);
        } else if let Some(after) = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")) {
            rest = after;
        } else if let (Some(high), Some(low)) = (hex(rest.first()), hex(rest.get(1))) {
            decoded.push(high << 4 | low);
            rest = rest.get(2..).unwrap_or_default();
        } else {
            decoded.push(b'=');
        }
    }
    decoded
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0u32);
    for byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(value)) & 0xFF_FFFF;
        held += 6;
        if held >= 8 {
            held -= 8;
            decoded.push(u8::try_from(bits >> held & 0xFF).unwrap_or_default());
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::collect::Collect;

    #[test]
    fn pages_packed_into_one_file_are_unpacked() {
        let file = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"b1\"\r\n\r\n\
            --b1\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            <table><tr><td class=3Dgone>=E5=BC=A0=\r\n=E4=B8=89</table>\r\n\
            --b1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n\
            PHRhYmxlPjx0cj48dGQ+NTAxPC90YWJsZT4=\r\n\
            --b1\r\nContent-Type: text/css\r\n\r\n.gone {text-decoration:line-through}\r\n--b1--\r\n";
        let mut sink = Collect::default();
        assert_eq!(read(file.as_bytes(), &mut sink), Ok("UTF-8"), "the encoding of the first page");
        let sheets = sink.workbook.sheets;
        assert_eq!(sheets[0].rows[0].text(0), "张三", "a soft line break is none");
        assert!(sheets[0].rows[0].cell(0).unwrap().struck, "the style sheet is another part");
        assert_eq!((sheets[1].name.as_deref(), sheets[1].rows[0].text(0)), (Some("表2"), "501"), "a sheet a page");
    }
}
