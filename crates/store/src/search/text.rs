//! The one normal form of everything that is searched and searched for.

use unicode_normalization::UnicodeNormalization;

/// NFKC, lower case, without control characters; line breaks and tabs become spaces.
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push(&mut out, text);
    out
}

/// Appends the normal form.
pub(crate) fn push(out: &mut String, text: &str) {
    if text.is_ascii() {
        out.extend(text.chars().filter_map(plain).map(|c| c.to_ascii_lowercase()));
    } else {
        out.extend(text.nfkc().flat_map(char::to_lowercase).filter_map(plain));
    }
}

fn plain(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\t' => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_upper_case_and_compatibility_forms_become_one() {
        assert_eq!(
            normalise("３－２－５０１"),
            "3-2-501",
            "full-width digits and dashes are typed on Chinese keyboards"
        );
        assert_eq!(normalise("A座\u{3000}1203X"), "a座 1203x", "ideographic space and capitals");
        assert_eq!(
            normalise("\u{1}张\n三"),
            "张 三",
            "control characters mark fields of an entry and never occur in data"
        );
    }
}
