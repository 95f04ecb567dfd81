//! Text of a page: folded white space, character references.

/// Appends a piece of text. Line breaks of the source fold with their indent; those of `<br>` were put in by the caller.
pub fn append(cell: &mut String, text: &str) {
    let folded;
    let text = if text.contains(['\r', '\n', '\t']) {
        let lines = text.split(['\r', '\n']).map(|line| line.trim_matches([' ', '\t'])).filter(|line| !line.is_empty());
        folded = lines.collect::<Vec<_>>().join(" ").replace('\t', " ");
        folded.as_str()
    } else {
        text
    };
    let mut parts = text.split('&');
    cell.push_str(parts.next().unwrap_or(""));
    for part in parts {
        let named =
            part.char_indices().find(|(at, c)| *at > 0 && !c.is_ascii_alphanumeric()).map_or(part.len(), |(at, _)| at);
        let (name, rest) = part.split_at_checked(named).unwrap_or((part, ""));
        match entity(name) {
            Some(character) => {
                cell.push(character);
                cell.push_str(rest.strip_prefix(';').unwrap_or(rest));
            }
            None => {
                cell.push('&');
                cell.push_str(part);
            }
        }
    }
}

/// A break between blocks, none at the beginning and none twice.
pub fn break_line(cell: &mut String) {
    if !cell.trim_end_matches([' ', '\u{a0}']).is_empty() && !cell.ends_with('\n') {
        cell.push('\n');
    }
}

/// Text without the breaks around it; blanks stay, as a clerk typed them.
pub fn tidy(text: &str) -> &str {
    let text = text.trim_matches(['\n', '\u{a0}']);
    if text.trim().is_empty() { "" } else { text }
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "middot" => '·',
        "bull" => '•',
        "times" => '×',
        "radic" => '√',
        "deg" => '°',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "hellip" => '…',
        "mdash" => '—',
        "ndash" => '–',
        "yen" => '¥',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            return char::from_u32(code).filter(|c| !c.is_control() || *c == '\n');
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_written_as_references_are_read() {
        let mut cell = String::new();
        append(&mut cell, "林&#x36C3;&nbsp;&amp;Co &unknown; x&nbsp张\r\n   三");
        assert_eq!(cell, "林㛃 &Co &unknown; x 张 三", "unknown ones stay, a missing semicolon does not matter");
    }
}
