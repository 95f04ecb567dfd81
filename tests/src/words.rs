//! Names in code, cut into their words.

/// The lower-case words of an identifier, whether written `health_status`, `healthStatus` or `health-status`.
pub fn of(identifier: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut after_lower = false;
    for letter in identifier.chars() {
        let starts_word = !letter.is_ascii_alphanumeric() || (letter.is_ascii_uppercase() && after_lower);
        if starts_word {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter.is_ascii_alphanumeric()) {
            word.push(letter.to_ascii_lowercase());
        }
        after_lower = letter.is_ascii_lowercase() || letter.is_ascii_digit();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether these words stand next to each other in the text, wherever and however it joins them.
pub fn contains(text: &str, phrase: &str) -> bool {
    let wanted: Vec<&str> = phrase.split(' ').collect();
    of(text).windows(wanted.len()).any(|window| window.iter().eq(wanted.iter()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_in_any_case_style() {
        for text in ["health_status TEXT", "healthStatus: string", "pub struct HealthStatus", "health-status"] {
            assert!(contains(text, "health status"), "in `{text}`");
        }
    }

    #[test]
    fn parts_of_words_are_not_found() {
        assert!(!contains("surface", "face"), "a mesh has surfaces");
        assert!(!contains("interfaces", "face"), "and a program interfaces");
        assert!(!contains("status of health", "health status"), "order matters");
    }
}
