//! Sentences with numbers and names in them.

/// Fills `{name}` in a sentence of the label table. Values are never looked into for further names.
pub(crate) fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        match values.iter().find(|(candidate, _)| *candidate == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.extend(["{", name, "}"]),
        }
        rest = tail;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn values_are_put_in_and_not_looked_into() {
        let filled = fill("{a}打印,{b}", &[("a", "{b}"), ("b", "交接")]);
        assert_eq!(filled, "{b}打印,交接", "a name that looks like a place holder stays a name");
    }

    #[test]
    fn what_is_no_place_holder_stays() {
        assert_eq!(fill("a { b {c} }", &[]), "a { b {c} }", "nothing is lost from a sentence");
    }
}
