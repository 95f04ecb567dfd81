//! The register's data key: 32 random bytes made once, from which every other key is derived.

use crate::kdf::derive;
use crate::{FillRandom, Sensitive, hex, random};

/// The data key seed, in memory only while a register is open.
pub struct DataKey(Sensitive<[u8; 32]>);

impl DataKey {
    /// A new random key.
    pub fn generate(fill: &FillRandom<'_>) -> Self {
        Self(Sensitive::new(random(fill)))
    }

    pub(crate) const fn from_seed(seed: Sensitive<[u8; 32]>) -> Self {
        Self(seed)
    }

    pub(crate) const fn seed(&self) -> &[u8; 32] {
        // Read by HKDF below and by the slot that wraps it.
        self.0.expose()
    }

    /// SQLCipher's raw key specification, `x'<64 hex key><32 hex salt>'`: no second key derivation takes place.
    pub fn sqlcipher_keyspec(&self, register_id: &[u8; 16]) -> Sensitive<String> {
        let page = derive::<48>(self.seed(), register_id, &[b"louce/page-key/v1"]);
        // Read here to be spelled in hexadecimal, in buffers that are wiped.
        let digits = Sensitive::new(hex::encode(page.expose()));
        let mut spec = String::with_capacity(digits.expose().len() + 3);
        spec.push_str("x'");
        spec.push_str(digits.expose());
        spec.push('\'');
        Sensitive::new(spec)
    }

    /// The key under which the slot file is authenticated.
    pub(crate) fn slot_file_key(&self, register_id: &[u8; 16]) -> Sensitive<[u8; 32]> {
        derive(self.seed(), register_id, &[b"louce/slot-file-mac/v1"])
    }
}
