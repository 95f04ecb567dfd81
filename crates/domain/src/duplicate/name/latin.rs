//! Names in letters: parts in any order, spelt in many ways.

use super::super::evidence::Evidence;
use super::super::slip::one_slip_apart;

/// From this Jaro–Winkler similarity on two parts are spellings of one.
const ALIKE: f64 = 0.9;
/// From this length on one slip makes no other name, wherever it is; below, the first letter has to agree.
const LONG: usize = 7;

/// What can be said of two names, by their sorted parts.
pub(super) fn compare_parts(a: &[Box<str>], b: &[Box<str>]) -> Evidence {
    // One order, so that the same is said both ways.
    let (shorter, longer) = if (a.len(), a) <= (b.len(), b) { (a, b) } else { (b, a) };
    let mut open: Vec<&str> = longer.iter().map(AsRef::as_ref).collect();
    let mut unmatched: Vec<&str> = shorter.iter().map(AsRef::as_ref).collect();
    // Equal parts first, so that no mere spelling takes the place of one.
    unmatched.retain(|part| !take(&mut open, |other| other == *part));
    unmatched.retain(|part| !take(&mut open, |other| alike(other, part)));
    match (unmatched.len(), longer.len() - shorter.len()) {
        (0, 0) => Evidence::NameSpeltAlike,
        (0, _) => Evidence::NamePartMissing,
        _ if alike(&a.concat(), &b.concat()) => Evidence::NameSpeltAlike,
        (all, _) if all == shorter.len() => Evidence::NameDiffers,
        _ => Evidence::NamePartDiffers,
    }
}

fn take(open: &mut Vec<&str>, test: impl Fn(&str) -> bool) -> bool {
    let place = open.iter().position(|other| test(other));
    if let Some(place) = place {
        open.remove(place);
    }
    place.is_some()
}

fn alike(a: &str, b: &str) -> bool {
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    let same_start = a.chars().next() == b.chars().next();
    let (length, other_length) = (a.chars().count(), b.chars().count());
    if length == 1 || other_length == 1 {
        return same_start;
    }
    let shortest = length.min(other_length);
    let slip = || {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        one_slip_apart(&a, &b)
    };
    strsim::jaro_winkler(a, b) >= ALIKE || (shortest >= 3 && (same_start || shortest >= LONG) && slip())
}

/// What is left of a part when vowels and doubling go and letters that sound alike become one: Catherine and Kathryn
/// are both `ktrn`.
pub(super) fn skeleton(part: &str) -> String {
    let mut skeleton = String::with_capacity(part.len());
    let mut signs = part.chars().peekable();
    while let Some(sign) = signs.next() {
        let sounded = match sign {
            'p' if signs.peek() == Some(&'h') => 'f',
            'c' | 'q' => 'k',
            'z' => 's',
            'v' => 'f',
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w' if !skeleton.is_empty() => continue,
            other => other,
        };
        if !skeleton.ends_with(sounded) {
            skeleton.push(sounded);
        }
    }
    skeleton
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet_under_one_skeleton() {
        for (a, b) in [("catherine", "kathryn"), ("philip", "filip"), ("neumann", "newman"), ("smith", "smyth")] {
            assert_eq!(skeleton(a), skeleton(b), "{a} and {b} sound alike");
        }
        assert_ne!(skeleton("smith"), skeleton("brown"), "other names do not");
        assert_ne!(skeleton("anna"), skeleton("ena"), "the first letter stays");
    }

    #[test]
    fn brothers_are_not_spellings() {
        assert!(!alike("jayden", "hayden"), "twins are named so");
        assert!(alike("michaela", "michaella"), "a doubled letter is a slip");
        assert!(alike("j", "john"), "an initial stands for the name");
    }
}
