//! Household register addresses, compared as texts with numbers in them.

use super::evidence::Evidence;
use crate::numeral::half_width;

/// From this share of common bigrams on two addresses with the same numbers are one, written in two ways.
const AGREES: f64 = 0.6;
/// From this share on they are alike although a number differs.
const SIMILAR: f64 = 0.75;
/// An address this long that ends another is that other without its province and city.
const SHORTEST_ENDING: usize = 6;

/// An address without blanks and punctuation, and the numbers in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AddressForm {
    signs: Vec<char>,
    /// The numbers in order, joined by `-`.
    pub(super) numbers: String,
}

impl AddressForm {
    /// `None` where there is no number: a mere division or village says nothing about one household.
    pub(super) fn read(address: &str) -> Option<Self> {
        let mut numbers = String::new();
        let mut signs = Vec::with_capacity(address.len());
        let mut in_number = false;
        for c in half_width(address).chars() {
            if c.is_ascii_digit() {
                if !in_number && !numbers.is_empty() {
                    numbers.push('-');
                }
                numbers.push(c);
            }
            in_number = c.is_ascii_digit();
            if c.is_alphanumeric() {
                signs.extend(c.to_lowercase());
            }
        }
        (!numbers.is_empty()).then_some(Self { signs, numbers })
    }
}

/// What can be said of two addresses. `None` where one is missing or has no number.
pub(super) fn compare_addresses(a: Option<&str>, b: Option<&str>) -> Option<Evidence> {
    let (a, b) = (AddressForm::read(a?)?, AddressForm::read(b?)?);
    let (shorter, longer) = if a.signs.len() <= b.signs.len() { (&a, &b) } else { (&b, &a) };
    let ends = shorter.signs.len() >= SHORTEST_ENDING && longer.signs.ends_with(&shorter.signs);
    if a.signs == b.signs || ends {
        return Some(Evidence::HukouAddressAgrees);
    }
    let share = common_bigrams(&a.signs, &b.signs);
    let same_numbers = a.numbers == b.numbers;
    Some(match share {
        share if same_numbers && share >= AGREES => Evidence::HukouAddressAgrees,
        share if share >= SIMILAR => Evidence::HukouAddressSimilar,
        _ => Evidence::HukouAddressDiffers,
    })
}

/// The Dice coefficient of the two texts' bigrams, 0–1.
fn common_bigrams(a: &[char], b: &[char]) -> f64 {
    let bigrams = |signs: &[char]| {
        let mut bigrams: Vec<(char, char)> = signs.iter().copied().zip(signs.iter().copied().skip(1)).collect();
        bigrams.sort_unstable();
        bigrams
    };
    let (a, b) = (bigrams(a), bigrams(b));
    let all = a.len() + b.len();
    let (mut left, mut right) = (a.iter().peekable(), b.iter().peekable());
    let mut common = 0usize;
    while let (Some(x), Some(y)) = (left.peek(), right.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                common += 1;
                left.next();
                right.next();
            }
        }
    }
    if all == 0 {
        0.0
    } else {
        2.0 * f64::from(u32::try_from(common).unwrap_or(u32::MAX)) / f64::from(u32::try_from(all).unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_agree_however_they_are_written() {
        for (a, b, expected) in [
            ("浙江省虚构市望湖区望湖路15号3幢501室", "望湖路15号3幢501室", Some(Evidence::HukouAddressAgrees)),
            ("望湖路15号 3幢 501室", "望湖路１５号3幢501", Some(Evidence::HukouAddressAgrees)),
            ("虚构市望湖路15号3幢501室", "虚构市望湖街道望湖路15号3幢501室", Some(Evidence::HukouAddressAgrees)),
            ("虚构市望湖路15号3幢501室", "虚构市望湖路15号3幢502室", Some(Evidence::HukouAddressSimilar)),
            ("望湖路15号3幢501室", "青山村27号", Some(Evidence::HukouAddressDiffers)),
            ("浙江省虚构市望湖区", "浙江省虚构市望湖区", None),
        ] {
            assert_eq!(compare_addresses(Some(a), Some(b)), expected, "{a} beside {b}");
            assert_eq!(compare_addresses(Some(b), Some(a)), expected, "and the other way round");
        }
    }
}
