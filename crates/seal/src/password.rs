//! A password as typed: compared and stretched in its NFC form, so that two keyboards give the same bytes.

use crate::Sensitive;
use unicode_normalization::UnicodeNormalization;

/// A password in Unicode Normalization Form C.
pub struct Password(Sensitive<String>);

impl Password {
    /// Normalises what was typed. The caller wipes its own copy.
    pub fn new(typed: &str) -> Self {
        // Reserved up front so that no shorter copy is left behind by a growing buffer.
        let mut nfc = String::with_capacity(typed.len().saturating_mul(3));
        nfc.extend(typed.nfc());
        Self(Sensitive::new(nfc))
    }

    /// Number of characters, for the password policy.
    pub fn chars(&self) -> usize {
        // Only the length leaves.
        self.0.expose().chars().count()
    }

    /// The bytes that are stretched.
    pub(crate) fn bytes(&self) -> &[u8] {
        // Read by Argon2id only.
        self.0.expose().as_bytes()
    }
}
