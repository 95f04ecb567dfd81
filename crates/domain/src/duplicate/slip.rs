//! One slip of the hand: a wrong, missing or added sign, or two neighbours exchanged.

/// Whether exactly one slip lies between the two.
pub(super) fn one_slip_apart<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let before = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(before..).unwrap_or_default(), b.get(before..).unwrap_or_default());
    let after = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let rest = |all: &'_ [T]| all.len().saturating_sub(after);
    match (rest(a), rest(b)) {
        (1, 1) | (0, 1) | (1, 0) => true,
        (2, 2) => match (a, b) {
            ([first, second, ..], [other_first, other_second, ..]) => first == other_second && second == other_first,
            _ => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::one_slip_apart;

    #[test]
    fn one_slip_is_one_slip() {
        for (a, b) in [("1234", "1934"), ("1234", "124"), ("1234", "12334"), ("1234", "1324"), ("aab", "ab")] {
            assert!(one_slip_apart(a.as_bytes(), b.as_bytes()), "{a} and {b} are one slip apart");
            assert!(one_slip_apart(b.as_bytes(), a.as_bytes()), "and so both ways");
        }
        for (a, b) in [("1234", "1234"), ("1234", "1432"), ("1234", "1256"), ("1234", "12"), ("", "")] {
            assert!(!one_slip_apart(a.as_bytes(), b.as_bytes()), "{a} and {b} are the same or further apart");
        }
    }
}
