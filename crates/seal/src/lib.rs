//! `louce-seal`: how a register's random key is kept: password → Argon2id → HKDF → XChaCha20-Poly1305 key slots.
//!
//! The data key is made once and never changes with a password: each user has a *slot* in which it lies wrapped, and one
//! more slot opens with the printed recovery key. One oracle: a slot opens, or it does not; no second password hash
//! exists anywhere. What is absent on purpose: no clock, no random source of its own (both are handed in), no database,
//! no other crate of Louce, no `unsafe`.
#![forbid(unsafe_code)]

mod data_key;
mod durable;
mod hex;
mod kdf;
mod password;
mod recovery;
mod sensitive;
mod slot;
mod slot_file;

pub use data_key::DataKey;
pub use durable::{read_capped, write_durably};
pub use kdf::{KdfError, KdfParams, calibrate};
pub use password::Password;
pub use recovery::{RecoveryKey, RecoveryKeyError};
pub use sensitive::Sensitive;
pub use slot_file::{KeySlots, NewSlot, ReadError, SealError, SlotUser, UnlockError};

/// Fills a buffer with bytes from a cryptographic random source.
pub type FillRandom<'a> = dyn Fn(&mut [u8]) + 'a;

/// `N` bytes from the source.
pub(crate) fn random<const N: usize>(fill: &FillRandom<'_>) -> [u8; N] {
    let mut bytes = [0u8; N];
    fill(&mut bytes);
    bytes
}
