//! The recovery key: 256 random bits, printed once as 14 groups of four, typed back with forgiving eyes.

use crate::{FillRandom, Sensitive, random};
use sha2::{Digest, Sha256};
use zeroize::Zeroize;

/// Crockford's base 32: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const DATA_CHARS: usize = 52;
const CHECK_CHARS: usize = 4;

/// A key that opens the register when every password is lost. Whoever holds the paper holds the register.
pub struct RecoveryKey(Sensitive<[u8; 32]>);

/// Why a typed recovery key cannot be right, found before anything is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryKeyError {
    /// Characters are missing or too many.
    #[error("the recovery key has 56 characters in 14 groups of four: {0} were given")]
    Length(usize),
    /// A character that never occurs.
    #[error("“{0}” never occurs in a recovery key: compare with the paper")]
    Character(char),
    /// The check characters at the end do not fit.
    #[error("the recovery key has a typing mistake: compare each group with the paper")]
    Check,
}

impl RecoveryKey {
    /// A new random key.
    pub fn generate(fill: &FillRandom<'_>) -> Self {
        Self(Sensitive::new(random(fill)))
    }

    /// The text to print: `XXXX-XXXX-…`, the last group being check characters.
    pub fn to_text(&self) -> Sensitive<String> {
        // Printed: this is what the key is for.
        let mut chars = encode(self.0.expose(), DATA_CHARS);
        chars.extend(check(self.0.expose()));
        let mut text = String::with_capacity(chars.len() * 2);
        for (i, c) in chars.iter().enumerate() {
            if i > 0 && i % 4 == 0 {
                text.push('-');
            }
            text.push(char::from(*c));
        }
        chars.zeroize();
        Sensitive::new(text)
    }

    /// Reads what was typed: any case, any spaces and dashes, O for 0, I and L for 1.
    pub fn from_text(text: &str) -> Result<Self, RecoveryKeyError> {
        let values = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—' | '－'))
            .map(value)
            .collect::<Result<Vec<u8>, _>>();
        let values = Sensitive::new(values?);
        // Decoded here into the buffer that is kept.
        let (data, typed_check) =
            values.expose().split_at_checked(DATA_CHARS).ok_or(RecoveryKeyError::Length(values.expose().len()))?;
        if typed_check.len() != CHECK_CHARS {
            return Err(RecoveryKeyError::Length(values.expose().len()));
        }
        let mut key = Sensitive::new([0u8; 32]);
        decode(data, key.expose_mut()).ok_or(RecoveryKeyError::Check)?;
        let expected = check(key.expose()).into_iter().filter_map(|c| value(char::from(c)).ok());
        if !expected.eq(typed_check.iter().copied()) {
            return Err(RecoveryKeyError::Check);
        }
        Ok(Self(key))
    }

    pub(crate) const fn bytes(&self) -> &[u8; 32] {
        // Read by HKDF only.
        self.0.expose()
    }
}

fn value(c: char) -> Result<u8, RecoveryKeyError> {
    let upper = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let position = ALPHABET.iter().position(|a| char::from(*a) == upper);
    position.and_then(|p| u8::try_from(p).ok()).ok_or(RecoveryKeyError::Character(c))
}

/// The first `count` base-32 characters of the bytes, most significant bit first, padded with zero bits.
fn encode(bytes: &[u8], count: usize) -> Vec<u8> {
    let bit = |i: usize| bytes.get(i / 8).map_or(0, |b| b >> (7 - i % 8) & 1);
    (0..count)
        .map(|c| (0..5).fold(0u8, |value, k| value << 1 | bit(c * 5 + k)))
        .map(|value| ALPHABET.get(usize::from(value)).copied().unwrap_or(b'0'))
        .collect()
}

/// The reverse; the padding bits must be zero.
fn decode(values: &[u8], out: &mut [u8; 32]) -> Option<()> {
    for (i, value) in values.iter().enumerate() {
        for k in 0..5 {
            let bit = value >> (4 - k) & 1;
            let at = i * 5 + k;
            match out.get_mut(at / 8) {
                Some(byte) => *byte |= bit << (7 - at % 8),
                None if bit != 0 => return None,
                None => {}
            }
        }
    }
    Some(())
}

fn check(key: &[u8; 32]) -> Vec<u8> {
    let digest = Sha256::new().chain_update(b"louce/recovery-check/v1").chain_update(key).finalize();
    encode(&digest, CHECK_CHARS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> RecoveryKey {
        RecoveryKey::generate(&move |buffer| buffer.fill(byte))
    }

    #[test]
    fn the_printed_text_reads_back() {
        for byte in [0x00, 0x5a, 0xff] {
            let text = key(byte).to_text();
            assert_eq!(text.expose().split('-').count(), 14, "14 groups are printed");
            let back = RecoveryKey::from_text(&text.expose().to_lowercase().replace('-', " ")).unwrap();
            assert_eq!(back.bytes(), &[byte; 32], "case and separators do not matter");
        }
    }

    #[test]
    fn every_single_mistyped_character_is_noticed() {
        let text = key(0xa7).to_text().expose().replace('-', "");
        for at in 0..text.len() {
            let mut typed = text.clone().into_bytes();
            typed[at] = if typed[at] == b'7' { b'8' } else { b'7' };
            let typed = String::from_utf8(typed).unwrap();
            assert!(RecoveryKey::from_text(&typed).is_err(), "a wrong character at {at} fails the check");
        }
    }

    #[test]
    fn mistakes_of_length_and_alphabet_are_named() {
        assert_eq!(RecoveryKey::from_text("ABCD").err(), Some(RecoveryKeyError::Length(4)), "too short");
        assert_eq!(
            RecoveryKey::from_text("U").err(),
            Some(RecoveryKeyError::Character('U')),
            "U is not in the alphabet"
        );
    }
}
