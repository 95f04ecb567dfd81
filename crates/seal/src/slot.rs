//! One key slot: a header in the clear and the data key sealed under it (XChaCha20-Poly1305, AAD = the whole header).

use crate::kdf::{KdfError, KdfParams, derive};
use crate::password::Password;
use crate::recovery::RecoveryKey;
use crate::{DataKey, FillRandom, Sensitive, hex, random};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

/// What opens a slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Opener {
    /// A user's password.
    Password {
        #[serde(with = "hex::array")]
        user: [u8; 16],
        name: String,
        kdf: KdfParams,
    },
    /// The printed recovery key.
    Recovery,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Slot {
    pub(crate) opener: Opener,
    /// Counts the slots ever made for this opener, so that two wrappings never share a key.
    pub(crate) generation: u32,
    #[serde(with = "hex::array")]
    salt: [u8; 16],
    #[serde(with = "hex::array")]
    nonce: [u8; 24],
    /// 32 bytes of seed and 16 of tag.
    #[serde(with = "hex::array")]
    sealed: [u8; 48],
}

/// Whose secret is tried on a slot.
pub(crate) enum Secret<'a> {
    Password(&'a Password),
    Recovery(&'a RecoveryKey),
}

impl Slot {
    /// Wraps the data key for an opener.
    pub(crate) fn seal(
        register_id: &[u8; 16],
        opener: Opener,
        generation: u32,
        secret: &Secret<'_>,
        key: &DataKey,
        fill: &FillRandom<'_>,
    ) -> Result<Self, KdfError> {
        let mut slot = Self { opener, generation, salt: random(fill), nonce: random(fill), sealed: [0; 48] };
        let kek = slot.key_encryption_key(register_id, secret)?;
        let aad = slot.header(register_id);
        // Exposed to the cipher only.
        let sealed = XChaCha20Poly1305::new(&Key::from(*kek.expose()))
            .encrypt(&XNonce::from(slot.nonce), Payload { msg: key.seed(), aad: &aad });
        slot.sealed = sealed.ok().and_then(|bytes| bytes.try_into().ok()).ok_or(KdfError::NoMemory)?;
        Ok(slot)
    }

    /// The data key, where the secret is the right one; `None` where it is not.
    pub(crate) fn open(&self, register_id: &[u8; 16], secret: &Secret<'_>) -> Result<Option<DataKey>, KdfError> {
        let kek = self.key_encryption_key(register_id, secret)?;
        let aad = self.header(register_id);
        // Exposed to the cipher only.
        let opened = XChaCha20Poly1305::new(&Key::from(*kek.expose()))
            .decrypt(&XNonce::from(self.nonce), Payload { msg: &self.sealed, aad: &aad });
        let Ok(mut seed) = opened else {
            return Ok(None);
        };
        let array = <[u8; 32]>::try_from(seed.as_slice()).ok();
        seed.zeroize();
        Ok(array.map(|seed| DataKey::from_seed(Sensitive::new(seed))))
    }

    fn key_encryption_key(&self, register_id: &[u8; 16], secret: &Secret<'_>) -> Result<Sensitive<[u8; 32]>, KdfError> {
        let generation = self.generation.to_be_bytes();
        match (&self.opener, secret) {
            (Opener::Password { user, kdf, .. }, Secret::Password(password)) => {
                let stretched = kdf.stretch(password, &self.salt)?;
                let info: [&[u8]; 4] = [b"louce/kek/password/v1", register_id, user, &generation];
                // Exposed to HKDF only.
                Ok(derive(stretched.expose(), &self.salt, &info))
            }
            (_, Secret::Recovery(recovery)) => {
                Ok(derive(recovery.bytes(), &self.salt, &[b"louce/kek/recovery/v1", register_id, &generation]))
            }
            // A password tried on the recovery slot opens nothing: the key depends on both.
            (Opener::Recovery, Secret::Password(password)) => {
                Ok(derive(password.bytes(), &self.salt, &[b"louce/kek/mismatch/v1"]))
            }
        }
    }

    /// Every byte of the header, length-prefixed: what the seal is bound to.
    fn header(&self, register_id: &[u8; 16]) -> Vec<u8> {
        let mut bytes = b"louce/slot/v1".to_vec();
        let mut put = |part: &[u8]| {
            bytes.extend(u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
            bytes.extend(part);
        };
        put(register_id);
        match &self.opener {
            Opener::Password { user, name, kdf } => {
                put(b"password");
                put(user);
                put(name.as_bytes());
                put(&kdf.m_kib().to_be_bytes());
                put(&kdf.t().to_be_bytes());
                put(&kdf.p().to_be_bytes());
            }
            Opener::Recovery => put(b"recovery"),
        }
        put(&self.generation.to_be_bytes());
        put(&self.salt);
        put(&self.nonce);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xchacha20_poly1305_matches_the_draft() {
        let key: [u8; 32] = std::array::from_fn(|i| 0x80 + i as u8);
        let nonce: [u8; 24] = std::array::from_fn(|i| 0x40 + i as u8);
        let aad = hex::decode("50515253c0c1c2c3c4c5c6c7").unwrap();
        let text = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
        let sealed = XChaCha20Poly1305::new(&Key::from(key))
            .encrypt(&XNonce::from(nonce), Payload { msg: text, aad: &aad })
            .unwrap();
        let (_, tag) = sealed.split_at(sealed.len() - 16);
        assert_eq!(hex::encode(tag), "c0875924c1c7987947deafd8780acf49", "draft-irtf-cfrg-xchacha-03 A.3.1");
        assert_eq!(hex::encode(&sealed[..16]), "bd6d179d3e83d43b9576579493c0e939", "its first ciphertext block");
    }
}
